//! What people do: sign in, record a case, read it, close it, freeze a year, release it.
//!
//! Each function spends a grant, does one act in one transaction, and leaves the index up to date.

mod audit;
mod close;
mod content;
mod error;
mod follow;
mod founding;
mod import;
mod list;
mod period;
mod permit;
mod read;
mod record;
mod release;
mod scribe;
mod sign_in;
mod staff;

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

use tokio::sync::{Semaphore, watch};

pub use crate::access::Passphrase;
pub use crate::audit::{Export, Finding, verify};
pub use crate::index::{Direction, ListedCase, Listing, Query, Sort, SortKey};
pub use crate::keyring::{Cost, KeyringError, NewSlot, Unlock, verify_checkpoint};
pub use audit::{Culprit, LogEntry};
pub use close::Ending;
pub use error::Error;
pub use list::Caseload;
pub use period::PeriodStatus;
pub use read::Case;
pub use release::NumberedRelease;
pub use staff::NewStaff;

use crate::clock::Clock;
use crate::index::Index;
use crate::keyring::Keyring;
use crate::store::{Store, StoreError};

/// The registry at work: the store, the keys, what is open in memory, and the time.
pub struct Registry {
    store: Arc<Store>,
    keyring: Arc<Keyring>,
    index: Arc<RwLock<Index>>,
    indexed: watch::Receiver<u64>,
    clock: Clock,
    hashing: Semaphore,
}

/// Where a registry lies.
#[derive(Clone, Debug)]
pub struct Site {
    /// The database's address: `sqlite:///path?mode=rwc` or `postgres://...`.
    pub database: String,
    /// The folder of the keyring.
    pub keys: PathBuf,
    /// The anchor file, outside the database and its backups.
    pub anchor: PathBuf,
}

/// Sign-ins that hash at the same time. Each takes 64 MiB and a core for a quarter of a second.
const HASHING: usize = 4;

/// How long a request waits for the index to have its own write.
const PATIENCE: Duration = Duration::from_secs(5);

impl Registry {
    /// Opens the registry at `site`, and every case's facts into the index.
    ///
    /// # Errors
    /// [`Error::Keyring`] when the keys do not open; [`Error::Unavailable`] or [`Error::Tampered`] when the
    /// database is away, another deployment's, newer than this program, or not what was signed.
    pub async fn open(site: &Site, unlock: Unlock, clock: Clock) -> Result<Self, Error> {
        let keyring = Arc::new(Keyring::unlock(&site.keys, unlock)?);
        let scribe = Arc::new(scribe::KeyringScribe(keyring.clone()));
        let store = Store::open(&site.database, site.anchor.clone(), keyring.deployment(), scribe).await?;
        let store = Arc::new(store);
        let index = Arc::new(RwLock::new(Index::default()));
        let indexed = follow::start(store.clone(), keyring.clone(), index.clone()).await?;
        Ok(Self { store, keyring, index, indexed, clock, hashing: Semaphore::new(HASHING) })
    }

    /// The registry's clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Waits until the index has every commit of this process.
    async fn caught_up(&self) -> Result<(), Error> {
        let newest = *self.store.newest().borrow();
        self.reached(newest).await
    }

    /// Waits until the index stands at `revision` or later; not for ever, for a database that is away would
    /// hold up everybody.
    async fn reached(&self, revision: u64) -> Result<(), Error> {
        let mut indexed = self.indexed.clone();
        let reached = tokio::time::timeout(PATIENCE, indexed.wait_for(|at| *at >= revision)).await;
        match reached {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Error::Unavailable(StoreError::Closed)),
        }
    }

    fn index(&self) -> RwLockReadGuard<'_, Index> {
        self.index.read().unwrap_or_else(PoisonError::into_inner)
    }
}
