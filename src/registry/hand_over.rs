use super::people::broken;
use super::read::unchanged;
use super::{Error, Inadmissible, Registry};
use crate::access::{Actor, HandOver, Obstacle, Relation, Target};
use crate::domain::{CaseNumber, Staff, Status, Team, TeamId, UserId};
use crate::index::Held;
use crate::keyring::{Place, Purpose};
use crate::store::{Cases, Document, StoreError};

/// Somebody who has cases in a team.
pub struct Holding {
    /// Who.
    pub user: UserId,
    /// What she is called.
    pub name: String,
    /// Whether she works in the team still. Whoever does not has left cases behind.
    pub works_here: bool,
    /// How many cases.
    pub held: Held,
}

/// The cases of one person, and who may take them over.
pub struct Handing {
    /// Whose.
    pub holding: Holding,
    /// Her cases in the team.
    pub cases: Vec<(CaseNumber, Status)>,
    /// Her colleagues in the team, by name.
    pub colleagues: Vec<(UserId, String)>,
}

/// Which of somebody's cases are handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// The one with this number.
    One(CaseNumber),
}

impl Registry {
    /// Who has cases in her team: first those who have left theirs behind.
    ///
    /// # Errors
    /// [`Error::NotFound`] for whoever leads no team.
    pub async fn holdings(&self, actor: &Actor) -> Result<Vec<Holding>, Error> {
        let team = self.looks_at_holdings(actor, Target::Cases(actor.scope())).await?;
        let held = self.index().held(actor.scope());
        let mut holdings = Vec::with_capacity(held.len());
        for (user, held) in held {
            holdings.push(self.holding(user, team.id, held).await?);
        }
        holdings.sort_by(|one, other| {
            one.works_here.cmp(&other.works_here).then_with(|| one.name.cmp(&other.name))
        });
        Ok(holdings)
    }

    /// The cases of somebody in her team.
    ///
    /// # Errors
    /// [`Error::NotFound`] for whoever leads no team, and for somebody who has no case in it.
    pub async fn handing(&self, actor: &Actor, from: UserId) -> Result<Handing, Error> {
        let team = self.looks_at_holdings(actor, Target::User(from)).await?;
        let found = self.index().held_by(from, team.id);
        if found.is_empty() {
            return Err(Error::NotFound);
        }
        let open = found.iter().filter(|case| case.status == Status::Open).count();
        let holding = self.holding(from, team.id, Held { all: found.len(), open }).await?;
        let mut colleagues: Vec<(UserId, String)> = Vec::new();
        for staff in self.people.all_staff().await? {
            if staff.id != from && self.works_in(&staff, team.id) {
                colleagues.push((staff.id, staff.name));
            }
        }
        let mut cases: Vec<_> = found.iter().map(|case| (case.id.number(), case.status)).collect();
        cases.sort_by_key(|(number, status)| (*status == Status::Closed, *number));
        Ok(Handing { holding, cases, colleagues })
    }

    /// Hands cases of one person to another in the same team: all or none. Each case gets a new revision, and what
    /// it was before stays beside it; where it was worked changes no figure.
    ///
    /// # Errors
    /// [`Error::NotFound`] for cases that are not of her team and this person; [`Error::Inadmissible`] for
    /// somebody who does not work in the team; [`Error::Stale`] when one has changed meanwhile.
    pub async fn hand_over(
        &self,
        actor: &Actor,
        from: UserId,
        to: UserId,
        which: Which,
    ) -> Result<usize, Error> {
        self.caught_up().await?;
        let at = self.people.clock.now();
        let team = actor.team().map(|team| team.id);
        let mut cases = team.map(|team| self.index().held_by(from, team)).unwrap_or_default();
        if let Which::One(number) = which {
            cases.retain(|case| case.id.number() == number);
        }
        let target = match (which, &cases[..]) {
            (Which::One(_), [case]) => Target::Case { id: case.id, revision: case.revision },
            (Which::One(_), _) => Target::NoCase,
            (Which::All, _) => Target::User(from),
        };
        let granted = match cases.first() {
            Some(case) => actor.grant::<HandOver>(target, actor.relation(case.owner, case.team), at),
            None => Err(actor.denied::<HandOver>(target, at, Obstacle::Policy)),
        };
        let grant = self.people.or_note(granted).await?;
        let receiver = self.people.find_staff(to).await?;
        let fits = |staff: &Staff| team.is_some_and(|team| self.works_in(staff, team)) && staff.id != from;
        if !receiver.as_ref().is_some_and(fits) {
            return Err(Error::Inadmissible(Inadmissible::Team));
        }
        let handed = cases.len();
        let keyring = self.people.keyring.clone();
        let acted = self
            .people
            .store
            .acting(grant, move |acting| {
                Box::pin(async move {
                    for case in &cases {
                        let row = unchanged(acting, &keyring, case.id, case.revision).await?;
                        let place = Place { table: Cases::TABLE, row: row.id, revision: row.revision };
                        let mut facts =
                            keyring.open(&row.sealed, &place).map_err(|_| broken::<Cases>(&row))?;
                        facts.owner = to;
                        let place = Place { revision: acting.revision(), ..place };
                        let purpose = Purpose::Facts { year: facts.opened.year() };
                        let sealed =
                            keyring.seal(&purpose, &place, &facts).map_err(|_| StoreError::Unsealed)?;
                        acting.revise_case(&row, &sealed).await?;
                    }
                    Ok(())
                })
            })
            .await;
        let done = self.people.noting_tampering(acted).await?;
        self.reached(done.revision).await?;
        Ok(handed)
    }

    /// Her team, once the entry says that she looks at who has cases in it.
    async fn looks_at_holdings(&self, actor: &Actor, target: Target) -> Result<Team, Error> {
        self.caught_up().await?;
        let at = self.people.clock.now();
        let granted = match actor.team() {
            Some(_) => actor.grant::<HandOver>(target, Relation::Team, at),
            None => Err(actor.denied::<HandOver>(target, at, Obstacle::Policy)),
        };
        let grant = self.people.or_note(granted).await?;
        self.people.store.acting(grant, |_| Box::pin(async { Ok(()) })).await?;
        actor.team().cloned().ok_or(Error::NotFound)
    }

    async fn holding(&self, user: UserId, team: TeamId, held: Held) -> Result<Holding, Error> {
        let staff = self.people.find_staff(user).await?;
        let works_here = staff.as_ref().is_some_and(|staff| self.works_in(staff, team));
        Ok(Holding { user, name: staff.map(|staff| staff.name).unwrap_or_default(), works_here, held })
    }

    fn works_in(&self, staff: &Staff, team: TeamId) -> bool {
        staff.team == Some(team) && staff.role.works_cases() && staff.is_in_force(self.people.clock.today())
    }
}
