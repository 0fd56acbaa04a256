use time::{Duration, OffsetDateTime};

use super::People;
use crate::access::{Actor, Name, policy};
use crate::domain::{Staff, UserId};
use crate::registry::Error;

/// Somebody who has come in by a recovery code lately.
pub struct Recovered {
    /// Whose account.
    pub id: UserId,
    /// What she is called.
    pub name: String,
    /// When.
    pub at: OffsetDateTime,
}

/// For so long it is told: whoever has been away on holiday shall see it as well.
const TOLD_FOR: Duration = Duration::days(30);

impl People {
    /// Those whom she answers for, and who have come in by a recovery code lately: a lead of her team, the auditor and
    /// the administrator of everybody, nobody of herself. It is told on pages that she opens anyway, and says nothing
    /// of a case, so that it is no entry.
    ///
    /// # Errors
    /// [`Error::Tampered`] when a row is not what was written.
    pub async fn recovered(&self, actor: &Actor) -> Result<Vec<Recovered>, Error> {
        let since = self.clock.now() - TOLD_FOR;
        let concerns = |staff: &Staff| {
            staff.person != actor.person()
                && policy::permits(actor.role(), Name::ReadStaff, actor.relation_to(staff))
        };
        let mut recovered = Vec::new();
        for staff in self.all_staff().await?.into_iter().filter(concerns) {
            let Some(known) = self.with_credentials(staff).await? else { continue };
            if let Some(at) = known.credentials.recovered.filter(|at| *at > since) {
                recovered.push(Recovered { id: known.staff.id, name: known.staff.name, at });
            }
        }
        Ok(recovered)
    }
}
