use time::{Duration, OffsetDateTime};

use super::known::replace_credentials;
use super::{Known, People};
use crate::access::{Actor, Name, policy};
use crate::audit::{Entry, Subject};
use crate::domain::{Role, Staff, UserId};
use crate::registry::Error;

/// Something that whoever answers for somebody has to know of her.
pub struct Told {
    /// Whose account.
    pub id: UserId,
    /// What she is called.
    pub name: String,
    /// What.
    pub what: ToldOf,
    /// When.
    pub at: OffsetDateTime,
}

/// What is told of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToldOf {
    /// She has come in by a recovery code.
    Recovered,
    /// She was stopped, because she opened more cases than work asks for.
    Stopped,
}

/// For so long it is told: whoever has been away on holiday shall see it as well.
const TOLD_FOR: Duration = Duration::days(30);

impl People {
    /// What she has to know of those whom she answers for: a lead of her team, the auditor of everybody, and so the
    /// administrator, but for what it tells of cases; nobody of herself. It stands on pages that she opens anyway, and
    /// says nothing of a case, so that it is no entry.
    ///
    /// # Errors
    /// [`Error::Tampered`] when a row is not what was written.
    pub async fn told(&self, actor: &Actor) -> Result<Vec<Told>, Error> {
        let since = self.clock.now() - TOLD_FOR;
        let concerns = |staff: &Staff| {
            staff.person != actor.person()
                && policy::permits(actor.role(), Name::ReadStaff, actor.relation_to(staff))
        };
        let mut told = Vec::new();
        for staff in self.all_staff().await?.into_iter().filter(concerns) {
            let Some(Known { staff, credentials, .. }) = self.with_credentials(staff).await? else {
                continue;
            };
            let stopped = credentials.stopped.filter(|_| actor.role() != Role::Administrator);
            for (what, at) in [(ToldOf::Recovered, credentials.recovered), (ToldOf::Stopped, stopped)] {
                if let Some(at) = at.filter(|at| *at > since) {
                    told.push(Told { id: staff.id, name: staff.name.clone(), what, at });
                }
            }
        }
        Ok(told)
    }

    /// Writes down that somebody was stopped, and where it is `first`, keeps it for those who answer for her.
    pub(in crate::registry) async fn note_stopped(&self, user: UserId, first: bool) -> Result<(), Error> {
        let now = self.clock.now();
        let entry = Entry::failed(now, "mass-reading", Some(user), Subject::kind("cases"));
        let known = if first { self.known(user).await? } else { None };
        let Some(Known { row, mut credentials, .. }) = known else {
            return Ok(self.store.noting(entry).await?);
        };
        credentials.stopped = Some(now);
        let keyring = self.keyring.clone();
        let (id, revision) = (row.id, row.revision);
        let acted = self.store.at_terminal(entry, move |acting| {
            Box::pin(async move { replace_credentials(acting, &keyring, (id, revision), &credentials).await })
        });
        self.noting_tampering(acted.await).await?;
        Ok(())
    }
}
