use time::Date;
use uuid::Uuid;

use super::known::replace_credentials;
use super::{Known, People};
use crate::access::{Actor, CloseAccount, EndSessions, Grant, ProposeStaff, ReadStaff, Right, Target};
use crate::domain::{
    ApprovalId, PersonId, Proposal, Role, Service, Staff, Standing, Team, TeamId, UserId, Workplace,
};
use crate::keyring::{Place, Purpose};
use crate::registry::{Error, Inadmissible};
use crate::store::{Document, StoreError, Users};

/// An account, for the page of people.
pub struct Account {
    /// Who, as what.
    pub staff: Staff,
    /// Her team, where she has one.
    pub team: Option<Team>,
    /// Other accounts of the same person.
    pub others: Vec<Staff>,
    /// Sessions that have begun within a working day and were not ended.
    pub sessions: usize,
    /// Whether what she comes in with is enough for her role.
    pub suffices: bool,
    /// When she last came in by a recovery code.
    pub recovered: Option<time::OffsetDateTime>,
    /// New credentials were approved for her, and not chosen yet; the link works until then.
    pub link_until: Option<time::OffsetDateTime>,
}

/// Somebody to be proposed.
pub struct NewAccount {
    /// What she will sign in with.
    pub login: String,
    /// What her colleagues call her.
    pub name: String,
    /// Another account of the same person, if she has one.
    pub same_person_as: Option<UserId>,
    /// As what.
    pub admission: Admission,
}

/// A role with what belongs to it.
pub struct Admission {
    /// The role.
    pub role: Role,
    /// The team, where the role works cases.
    pub team: Option<TeamId>,
    /// Where she works.
    pub workplace: Workplace,
    /// Its last day.
    pub until: Date,
}

impl People {
    /// The accounts she may see: a team lead's own team, everybody's for administrators and auditors.
    ///
    /// # Errors
    /// [`Error::NotFound`] for whoever may see none.
    pub async fn accounts(&self, actor: &Actor) -> Result<Vec<Account>, Error> {
        let grant = self.permit_on::<ReadStaff>(actor, Target::Registry).await?;
        self.store.acting(grant, |_| Box::pin(async { Ok(()) })).await?;
        let teams = self.teams().await?;
        let all = self.all_staff().await?;
        let mut accounts = Vec::new();
        for staff in &all {
            if crate::access::policy::permits(
                actor.role(),
                crate::access::Name::ReadStaff,
                actor.relation_to(staff),
            ) && let Some(known) = self.with_credentials(staff.clone()).await?
            {
                accounts.push(self.account(known, &teams, &all));
            }
        }
        Ok(accounts)
    }

    /// One account.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one she may not see, or that is not there.
    pub async fn find_account(&self, actor: &Actor, user: UserId) -> Result<Account, Error> {
        let (known, grant) = self.permit_staff::<ReadStaff>(actor, user).await?;
        self.store.acting(grant, |_| Box::pin(async { Ok(()) })).await?;
        Ok(self.account(known, &self.teams().await?, &self.all_staff().await?))
    }

    fn account(&self, known: Known, teams: &[Team], all: &[Staff]) -> Account {
        let now = self.clock.now();
        let Known { staff, credentials, .. } = known;
        Account {
            team: teams.iter().find(|team| Some(team.id) == staff.team).cloned(),
            others: all
                .iter()
                .filter(|other| other.person == staff.person && other.id != staff.id)
                .cloned()
                .collect(),
            sessions: credentials
                .sessions
                .iter()
                .filter(|live| now < live.started + crate::access::Session::LONGEST)
                .count(),
            suffices: credentials.suffice(staff.role, self.strong_factors),
            recovered: credentials.recovered,
            link_until: credentials.activation.map(|link| link.until).filter(|until| now < *until),
            staff,
        }
    }

    /// Proposes a new account.
    ///
    /// # Errors
    /// [`Error::Inadmissible`]; [`Error::StepUp`]; [`Error::NotFound`].
    pub async fn propose_account(&self, actor: &Actor, new: NewAccount) -> Result<ApprovalId, Error> {
        let grant = self.permit_on::<ProposeStaff>(actor, Target::Registry).await?;
        let person = match new.same_person_as {
            Some(user) => self.find_staff(user).await?.ok_or(Error::NotFound)?.person,
            None => PersonId(Uuid::new_v4()),
        };
        let Admission { role, team, workplace, until } = new.admission;
        let staff = Staff {
            id: UserId(Uuid::new_v4()),
            person,
            login: new.login.trim().to_owned(),
            name: new.name.trim().to_owned(),
            role,
            team,
            workplace,
            until,
            standing: Standing::Invited,
        };
        self.check_admissible(&staff).await?;
        self.keep_proposal(grant, Proposal::Join(staff)).await
    }

    /// Proposes another role, team or last day; a role is renewed by proposing it with a later day.
    ///
    /// # Errors
    /// As for [`propose_account`](Self::propose_account).
    pub async fn propose_change(
        &self,
        actor: &Actor,
        user: UserId,
        admission: Admission,
    ) -> Result<ApprovalId, Error> {
        let (known, grant) = self.permit_staff::<ProposeStaff>(actor, user).await?;
        if known.staff.standing == Standing::Left {
            return Err(Error::AlreadyDone);
        }
        let Admission { role, team, workplace, until } = admission;
        let staff = Staff { role, team, workplace, until, ..known.staff.clone() };
        if staff == known.staff {
            return Err(Error::Inadmissible(Inadmissible::Unchanged));
        }
        self.check_admissible(&staff).await?;
        self.keep_proposal(grant, Proposal::Change(staff)).await
    }

    /// Proposes new credentials for somebody who has lost hers.
    ///
    /// # Errors
    /// As for [`propose_account`](Self::propose_account).
    pub async fn propose_reset(&self, actor: &Actor, user: UserId) -> Result<ApprovalId, Error> {
        let (known, grant) = self.permit_staff::<ProposeStaff>(actor, user).await?;
        if known.staff.standing == Standing::Left {
            return Err(Error::AlreadyDone);
        }
        self.keep_proposal(grant, Proposal::Reset(user)).await
    }

    /// Proposes a new team.
    ///
    /// # Errors
    /// As for [`propose_account`](Self::propose_account).
    pub async fn propose_team(
        &self,
        actor: &Actor,
        service: Service,
        name: &str,
    ) -> Result<ApprovalId, Error> {
        let grant = self.permit_on::<ProposeStaff>(actor, Target::Registry).await?;
        let team = Team { id: TeamId(Uuid::new_v4()), service, name: name.trim().to_owned() };
        self.check_team(&team).await?;
        self.keep_proposal(grant, Proposal::Found(team)).await
    }

    /// Closes the account of somebody who leaves: at once, and her sessions with it.
    ///
    /// # Errors
    /// [`Error::AlreadyDone`] when it is closed; [`Error::NotFound`]; [`Error::StepUp`].
    pub async fn close_account(&self, actor: &Actor, user: UserId) -> Result<(), Error> {
        let (known, grant) = self.permit_staff::<CloseAccount>(actor, user).await?;
        if known.staff.standing == Standing::Left {
            return Err(Error::AlreadyDone);
        }
        self.replace_staff(grant, known, |staff| staff.standing = Standing::Left).await
    }

    /// Ends every session of somebody.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::StepUp`].
    pub async fn end_sessions(&self, actor: &Actor, user: UserId) -> Result<(), Error> {
        let (mut known, grant) = self.permit_staff::<EndSessions>(actor, user).await?;
        known.credentials.sessions.clear();
        self.keep_credentials(grant, &known.row, &known.credentials).await
    }

    /// Changes an account, and ends its sessions: what somebody may do is what she came in as.
    async fn replace_staff<R: Right>(
        &self,
        grant: Grant<R>,
        known: Known,
        change: impl FnOnce(&mut Staff),
    ) -> Result<(), Error> {
        let Known { mut staff, row, mut credentials } = known;
        change(&mut staff);
        credentials.sessions.clear();
        credentials.activation = None;
        let keyring = self.keyring.clone();
        let acted = self.store.acting(grant, move |acting| {
            Box::pin(async move {
                let kept = acting.find::<Users>(staff.id.0).await?.ok_or(StoreError::Stale)?;
                let place = Place { table: Users::TABLE, row: kept.id, revision: acting.revision() };
                let sealed =
                    keyring.seal(&Purpose::Identity, &place, &staff).map_err(|_| StoreError::Unsealed)?;
                acting.replace(&kept, &sealed).await?;
                replace_credentials(acting, &keyring, (row.id, row.revision), &credentials).await
            })
        });
        self.noting_tampering(acted.await).await?;
        Ok(())
    }

    /// Leave to use `R` on somebody's account. One that is not there looks like one she may not see.
    pub(super) async fn permit_staff<R: Right>(
        &self,
        actor: &Actor,
        user: UserId,
    ) -> Result<(Known, Grant<R>), Error> {
        let known = self.known(user).await?;
        let relation = known.as_ref().map(|known| actor.relation_to(&known.staff));
        let at = self.clock.now();
        // Nobody stands in any relation to somebody who is not there.
        let granted = match relation {
            Some(relation) => actor.grant::<R>(Target::User(user), relation, at),
            None => Err(actor.denied::<R>(Target::User(user), at, crate::access::Obstacle::Policy)),
        };
        let grant = self.or_note(granted).await?;
        Ok((known.ok_or(Error::NotFound)?, grant))
    }
}
