use uuid::Uuid;

use super::rules::{Limit, limit};
use super::{opened, purpose, sealed};
use crate::access::{Actor, Obstacle, OpenEmergency, Relation, Target};
use crate::audit::{Entry, Subject};
use crate::domain::{
    CaseNumber, Emergency, EmergencyCategory, EmergencyId, EmergencyReport, Justification, Review, Status,
    TeamId,
};
use crate::registry::read::unchanged;
use crate::registry::{Error, Registry};
use crate::store::{Emergencies, StoreError};

impl Registry {
    /// Whether she may open a case in an emergency at all, for the page that asks which.
    ///
    /// # Errors
    /// [`Error::NotFound`] for whoever may not.
    pub async fn may_open_emergency(&self, actor: &Actor) -> Result<(), Error> {
        match self.leave_for_emergency(actor).await {
            Ok(_) | Err(Error::StepUp) => Ok(()),
            Err(other) => Err(other),
        }
    }

    /// Opens one case, by its exact number, for an hour. What stops her is said before the number is looked at, and
    /// a number that nobody has, a closed case, one of another service and one that she needs no emergency for are
    /// refused alike: numbers cannot be tried out here.
    ///
    /// # Errors
    /// [`Error::StepUp`]; [`Error::Limited`]; [`Error::NotFound`]; [`Error::Stale`] when she has opened others, or
    /// the case has changed, in the same moment.
    pub async fn open_emergency(
        &self,
        actor: &Actor,
        number: CaseNumber,
        category: EmergencyCategory,
        reason: Justification,
    ) -> Result<EmergencyId, Error> {
        self.caught_up().await?;
        let team = self.leave_for_emergency(actor).await?;
        let (at, person) = (self.people.clock.now(), actor.person());
        let stopped = limit(self.index().emergencies(), person, team, at);
        if let Some(limit) = stopped {
            return Err(self.stopped(actor, limit).await?);
        }
        let found = self.index().find(number);
        let granted = match found {
            Some(case) => {
                let target = Target::Case { id: case.id, revision: case.revision };
                if case.status == Status::Open && Some(case.service) == actor.service() {
                    actor.grant::<OpenEmergency>(target, actor.relation(case.owner, case.team), at)
                } else {
                    Err(actor.denied::<OpenEmergency>(target, at, Obstacle::Policy))
                }
            }
            None => Err(actor.denied::<OpenEmergency>(Target::NoCase, at, Obstacle::Policy)),
        };
        let grant = self.people.or_note(granted).await?;
        let case = found.ok_or(Error::NotFound)?;
        let emergency = Emergency {
            id: EmergencyId(Uuid::new_v4()),
            case: case.id,
            by: actor.id(),
            person,
            from: team,
            category,
            at,
            owner: case.owner,
            team: case.team,
            review: Review::Waiting,
        };
        self.people.keyring.ensure(&purpose(&emergency), at)?;
        let report = EmergencyReport { emergency, reason, remark: None };
        let keyring = self.people.keyring.clone();
        let acted = self
            .people
            .store
            .acting(grant, move |acting| {
                Box::pin(async move {
                    unchanged(acting, &keyring, case.id, case.revision).await?;
                    // Two forms sent at once must not both be the third.
                    let mut known = Vec::new();
                    for row in acting.all::<Emergencies>().await? {
                        known.push(opened(&keyring, &row)?.emergency);
                    }
                    if limit(&known, person, team, at).is_some() {
                        return Err(StoreError::Stale);
                    }
                    let sealed = sealed(&keyring, acting.revision(), &report)?;
                    acting.insert::<Emergencies>(emergency.id.0, &sealed).await
                })
            })
            .await;
        let done = self.people.noting_tampering(acted).await?;
        self.reached(done.revision).await?;
        Ok(emergency.id)
    }

    /// Her team, if she may open some case or other in an emergency now. The leave is not spent: which case it will
    /// be is not known yet, and nothing is done.
    async fn leave_for_emergency(&self, actor: &Actor) -> Result<TeamId, Error> {
        let at = self.people.clock.now();
        let granted = actor.grant::<OpenEmergency>(Target::NoCase, Relation::Other, at);
        drop(self.people.or_note(granted).await?);
        actor.team().map(|team| team.id).ok_or(Error::NotFound)
    }

    /// Writes down that she was stopped.
    async fn stopped(&self, actor: &Actor, limit: Limit) -> Result<Error, Error> {
        let act = <OpenEmergency as crate::access::Right>::NAME.as_str();
        let entry = Entry::failed(self.people.clock.now(), act, Some(actor.id()), Subject::kind("emergency"));
        self.people.store.noting(entry).await?;
        Ok(Error::Limited(limit))
    }
}
