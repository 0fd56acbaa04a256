use super::{Error, Listing, Query, Registry};
use crate::access::{Actor, List, Relation, Target};

impl Registry {
    /// A caseload: her own cases, or her team's for a team lead. One look is one entry.
    ///
    /// # Errors
    /// [`Error::NotFound`] for roles that have no caseload.
    pub async fn list(&self, actor: &Actor, query: &Query) -> Result<Listing, Error> {
        let scope = actor.scope();
        let relation = if scope.owner_only().is_some() { Relation::Own } else { Relation::Team };
        let at = self.clock.now();
        let grant = self.or_note(actor.grant::<List>(Target::Cases(scope), relation, at)).await?;
        // Before the entry and not after: the entry moves the log on, the index need not wait for that.
        self.caught_up().await?;
        self.store.acting(grant, |_| Box::pin(async { Ok(()) })).await?;
        Ok(self.index().list(scope, query))
    }
}
