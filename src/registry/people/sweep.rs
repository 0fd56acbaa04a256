//! What lapses by itself is swept up: sessions that have ended, counts of tries that are forgotten. Else whoever
//! guesses at logins fills the disk.

use std::sync::{Arc, Weak};
use std::time::Duration;

use time::OffsetDateTime;
use uuid::Uuid;

use super::People;
use crate::access::{Failures, Session};
use crate::keyring::{Content, Place};
use crate::registry::Error;
use crate::registry::content::Tries;
use crate::store::Lapsing;

/// How long between two sweeps.
const INTERVAL: Duration = Duration::from_secs(60 * 60);

impl People {
    /// Sweeps now and every hour, for as long as there is somebody to sweep for.
    pub(super) fn keep_swept(people: &Arc<Self>) {
        let people: Weak<Self> = Arc::downgrade(people);
        tokio::spawn(async move {
            while let Some(people) = people.upgrade() {
                if let Err(error) = people.sweep().await {
                    tracing::warn!(kind = %error, "what has lapsed was not swept up");
                }
                drop(people);
                tokio::time::sleep(INTERVAL).await;
            }
        });
    }

    async fn sweep(&self) -> Result<(), Error> {
        let now = self.clock.now();
        self.forget(Lapsing::Sessions, super::session::SESSIONS, |session: &Session| {
            now < session.started + Session::LONGEST
        })
        .await?;
        self.forget(Lapsing::Tries, super::tries::TRIES, |tries: &Tries| counts(tries, now)).await
    }

    /// Removes every row of which `lives` says no. One that does not open stays: its key may only be unknown yet.
    async fn forget<C: Content + Send + Sync + 'static>(
        &self,
        which: Lapsing,
        table: &'static str,
        lives: impl Fn(&C) -> bool,
    ) -> Result<(), Error> {
        let mut after = None;
        loop {
            let rows = self.store.find_lapsing::<C>(which, after).await?;
            let Some((last, _)) = rows.last() else { return Ok(()) };
            after = Some(*last);
            let lapsed = |(key, sealed): &([u8; 32], crate::keyring::Sealed<C>)| {
                let place = Place { table, row: half(key), revision: 0 };
                self.keyring.open(sealed, &place).is_ok_and(|content| !lives(&content))
            };
            let lapsed: Vec<_> = rows.into_iter().filter(lapsed).collect();
            if !lapsed.is_empty() {
                self.store.forget_lapsed(which, lapsed).await?;
            }
        }
    }
}

/// The half of a key that a seal is bound to.
pub(super) fn half(key: &[u8; 32]) -> Uuid {
    let mut row = [0; 16];
    row.copy_from_slice(&key[..16]);
    Uuid::from_bytes(row)
}

/// Whether a count still slows somebody, or locks her out: a lock never lapses.
fn counts(tries: &Tries, now: OffsetDateTime) -> bool {
    let locked = tries.passphrases.count >= Failures::MOST;
    locked || now < tries.passphrases.last + Failures::LAPSE || now < tries.codes.since + Failures::LAPSE
}
