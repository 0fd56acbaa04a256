use std::collections::HashMap;

use super::{Error, Listing, Query, Registry};
use crate::access::{Actor, List, Relation, Target};
use crate::domain::UserId;

/// A page of a caseload.
pub struct Caseload {
    /// The cases.
    pub listing: Listing,
    /// What those who work them are called, in a caseload of several people; empty in one's own.
    pub owners: HashMap<UserId, String>,
}

impl Registry {
    /// A caseload: her own cases, or her team's for a team lead. One look is one entry.
    ///
    /// # Errors
    /// [`Error::NotFound`] for roles that have no caseload.
    pub async fn list(&self, actor: &Actor, query: &Query) -> Result<Caseload, Error> {
        let scope = actor.scope();
        let alone = scope.owner_only().is_some();
        let relation = if alone { Relation::Own } else { Relation::Team };
        let at = self.people.clock.now();
        let grant = self.people.or_note(actor.grant::<List>(Target::Cases(scope), relation, at)).await?;
        // Before the entry and not after: the entry moves the log on, the index need not wait for that.
        self.caught_up().await?;
        self.people.store.acting(grant, |_| Box::pin(async { Ok(()) })).await?;
        let listing = self.index().list(scope, query);
        let owners = if alone {
            HashMap::new()
        } else {
            self.people.names_of(listing.rows.iter().map(|case| case.owner)).await?
        };
        Ok(Caseload { listing, owners })
    }
}
