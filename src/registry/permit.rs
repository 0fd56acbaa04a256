use super::{Error, Registry};
use crate::access::{Actor, Grant, Obstacle, Record, Right, Target};
use crate::domain::{CaseNumber, Period};

impl Registry {
    /// Leave to use `R` on the case with this number. A refusal and a number that nobody has look alike, take
    /// the same way, and leave an entry each.
    ///
    /// # Errors
    /// [`Error::NotFound`] for both.
    pub async fn permit<R: Right>(&self, actor: &Actor, number: CaseNumber) -> Result<Grant<R>, Error> {
        self.caught_up().await?;
        let at = self.people.clock.now();
        let found = self.index().find(number);
        let granted = match found {
            Some(case) => {
                let target = Target::Case { id: case.id, revision: case.revision };
                actor.grant(target, actor.relation(case.owner, case.team), at)
            }
            None => Err(actor.denied::<R>(Target::NoCase, at, Obstacle::Policy)),
        };
        self.people.or_note(granted).await
    }

    /// Leave to record a new case in her own team.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn permit_new_case(&self, actor: &Actor) -> Result<Grant<Record>, Error> {
        self.people.or_note(actor.grant_new_case(self.people.clock.now())).await
    }

    /// Leave to use `R` on a service's year.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn permit_period<R: Right>(&self, actor: &Actor, period: Period) -> Result<Grant<R>, Error> {
        self.people.permit_on(actor, Target::Period(period)).await
    }
}
