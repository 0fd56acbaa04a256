//! What people do: sign in, record a case, read it, close it, freeze a year, release it.
//!
//! Each function spends a grant, does one act in one transaction, and leaves the index up to date.

mod annual;
mod audit;
mod close;
mod content;
mod emergency;
mod error;
mod follow;
mod founding;
mod hand_over;
mod import;
mod list;
mod openings;
mod people;
mod period;
mod permit;
mod read;
mod record;
mod release;
mod tables;

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::time::Duration;

use tokio::sync::watch;

pub use crate::access::Passphrase;
pub use crate::audit::{Export, Finding, verify};
pub use crate::index::{Direction, Held, ListedCase, Listing, Query, Sort, SortKey};
pub use crate::keyring::{Cost, KeyringError, NewSlot, Unlock, verify_checkpoint};
pub use annual::{AnnualDraft, AnnualProgress, ShownAnnual};
pub use audit::{Culprit, LogEntry};
pub use close::Ending;
pub use emergency::{Limit, OpenedInEmergency, ShownEmergency, ToldEmergency};
pub use error::{Error, Inadmissible, Unanswered, Unprepared};
pub use hand_over::{Handing, Holding, Which};
pub use list::Caseload;
pub use people::{
    Account, Admission, ApprovalProgress, Asked, Begin, FactorRules, Factors, Link, Member, NewAccount,
    Offered, OnTheWay, Outcome, OwnPasskey, OwnSession, People, Proven, Shown, ShownApproval, Told, ToldOf,
    Visit,
};
pub use period::PeriodStatus;
pub use read::Case;
pub use release::{NumberedRelease, Progress};
pub use tables::{Answers, TableDesk, TableYear};

use crate::clock::Clock;
use crate::index::Index;
use crate::store::StoreError;

/// The registry at work: its people, the keys of cases, and what is open in memory.
pub struct Registry {
    people: Arc<People>,
    index: Arc<RwLock<Index>>,
    indexed: watch::Receiver<u64>,
    openings: openings::Openings,
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
    /// What second factors must be.
    pub factors: FactorRules,
}

/// How long a request waits for the index to have its own write.
const PATIENCE: Duration = Duration::from_secs(5);

impl Registry {
    /// Opens the registry at `site`, and every case's facts into the index.
    ///
    /// # Errors
    /// [`Error::Keyring`] when the keys do not open; [`Error::Unavailable`] or [`Error::Tampered`] when the
    /// database is away, another deployment's, newer than this program, or not what was signed.
    pub async fn open(site: &Site, unlock: Unlock, clock: Clock) -> Result<Self, Error> {
        let people = People::open(site, unlock, clock).await?;
        if people.keyring.is_of_people() {
            return Err(KeyringError::OfPeople.into());
        }
        let index = Arc::new(RwLock::new(Index::default()));
        let indexed = follow::start(people.store.clone(), people.keyring.clone(), index.clone()).await?;
        Ok(Self { people, index, indexed, openings: openings::Openings::default() })
    }

    /// The part that knows people and no cases.
    pub fn people(&self) -> &Arc<People> {
        &self.people
    }

    /// The registry's clock.
    pub fn clock(&self) -> &Clock {
        self.people.clock()
    }

    /// Waits until the index has every commit of this process.
    async fn caught_up(&self) -> Result<(), Error> {
        let newest = *self.people.store.newest().borrow();
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
