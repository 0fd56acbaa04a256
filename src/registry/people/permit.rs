use super::People;
use crate::access::{Actor, Denied, Grant, Obstacle, Relation, Right, Target};
use crate::audit::Entry;
use crate::domain::UserId;
use crate::registry::Error;

impl People {
    /// Leave to use `R` on something that is nobody's own: a period, a release, the registry.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn permit_on<R: Right>(&self, actor: &Actor, target: Target) -> Result<Grant<R>, Error> {
        self.or_note(actor.grant(target, Relation::Own, self.clock.now())).await
    }

    /// Whether she could use `R` there, with a fresh second factor where it takes one: what is asked before a form is
    /// shown. Nothing is done by it, and a no is an entry as well.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn may<R: Right>(&self, actor: &Actor, target: Target) -> Result<(), Error> {
        could(self.permit_on::<R>(actor, target).await)
    }

    /// Whether she could use `R` on somebody's account, in the same sense.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn may_with<R: Right>(&self, actor: &Actor, user: UserId) -> Result<(), Error> {
        could(self.permit_staff::<R>(actor, user).await)
    }

    pub(in crate::registry) async fn or_note<R: Right>(
        &self,
        granted: Result<Grant<R>, Denied>,
    ) -> Result<Grant<R>, Error> {
        match granted {
            Ok(grant) => Ok(grant),
            // Nothing was refused: she is asked to show who she is first.
            Err(Denied { obstacle: Obstacle::Proof, .. }) => Err(Error::StepUp),
            Err(denied) => {
                self.store.noting(Entry::denied(&denied)).await?;
                Err(Error::NotFound)
            }
        }
    }
}

fn could<T>(permitted: Result<T, Error>) -> Result<(), Error> {
    match permitted {
        Ok(_) | Err(Error::StepUp) => Ok(()),
        Err(other) => Err(other),
    }
}
