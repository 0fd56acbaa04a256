use super::People;
use crate::access::{Actor, Denied, Grant, Obstacle, Relation, Right, Target};
use crate::audit::Entry;
use crate::registry::Error;

impl People {
    /// Leave to use `R` on something that is nobody's own: a period, a release, the registry.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn permit_on<R: Right>(&self, actor: &Actor, target: Target) -> Result<Grant<R>, Error> {
        self.or_note(actor.grant(target, Relation::Own, self.clock.now())).await
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
