//! People: who they are, how they come in, what they may be, and the log of it all.
//!
//! It needs the people's keyring only. A process that has no other serves everything in here, and can open no case.

mod accounts;
mod activation;
mod admissible;
mod approvals;
mod approved;
mod beginning;
mod challenges;
mod device;
mod directory;
mod factor;
mod factors;
mod known;
mod opened;
mod permit;
mod proposals;
pub(super) mod scribe;
mod session;
mod sign_in;
mod staff;
mod sweep;
mod told;
mod tries;

use std::sync::Arc;

use time::OffsetDateTime;
use tokio::sync::{Mutex, Semaphore};

pub use accounts::{Account, Admission, NewAccount};
pub use activation::Link;
pub use approvals::{Outcome, Progress as ApprovalProgress, ShownApproval};
pub use beginning::Begin;
pub use factor::{Asked, Proven, Shown};
pub use factors::{Factors, Offered, OwnPasskey, OwnSession};
use known::Known;
pub(super) use opened::{broken, open_in};
pub(super) use proposals::{annual_id, basis, insert_approval, period_id};
pub use session::{OnTheWay, Visit};
pub use staff::Member;
pub use told::{Told, ToldOf};

use self::challenges::Challenges;
use super::{Error, Site};
use crate::access::{RelyingParty, StrongFactors};
use crate::clock::Clock;
use crate::keyring::{Keyring, KeyringError, Unlock};
use crate::store::Store;

/// The part of the registry that knows people and no cases.
pub struct People {
    pub(super) store: Arc<Store>,
    pub(super) keyring: Arc<Keyring>,
    pub(super) clock: Clock,
    hashing: Semaphore,
    hash_queue: Semaphore,
    challenges: Challenges,
    relying_party: Option<RelyingParty>,
    strong_factors: StrongFactors,
    /// The keyed hash of the link that begins a registry, while there is one, and when it ends.
    beginning: Mutex<Option<([u8; 32], OffsetDateTime)>>,
}

/// Sign-ins that hash at the same time. Each takes 64 MiB and a core for a quarter of a second.
const HASHING: usize = 4;
/// Those that hash and those that wait for it; whoever comes then is told to come back.
const HASH_QUEUE: usize = 20;

/// What an installation decides about second factors.
#[derive(Clone, Debug, Default)]
pub struct FactorRules {
    /// The domain and the origin that passkeys are bound to; no passkeys where there is no domain.
    pub relying_party: Option<(String, String)>,
    /// What the strong roles must have.
    pub strong: StrongFactors,
}

impl People {
    /// Opens the people of the registry at `site`.
    ///
    /// # Errors
    /// [`Error::Keyring`] when the keys do not open; [`Error::Unavailable`] or [`Error::Tampered`] when the
    /// database is away, another deployment's, newer than this program, or not what was signed.
    pub async fn open(site: &Site, unlock: Unlock, clock: Clock) -> Result<Arc<Self>, Error> {
        let keyring = Arc::new(Keyring::unlock(&site.keys, unlock)?);
        let scribe = Arc::new(scribe::KeyringScribe(keyring.clone()));
        let store = Store::open(&site.database, site.anchor.clone(), keyring.deployment(), scribe).await?;
        let relying_party = match &site.factors.relying_party {
            Some((domain, origin)) => {
                Some(RelyingParty::new(domain, origin, "Fortrolig").map_err(|_| Error::NoPasskeys)?)
            }
            None => None,
        };
        let people = Arc::new(Self {
            store: Arc::new(store),
            keyring,
            clock,
            hashing: Semaphore::new(HASHING),
            hash_queue: Semaphore::new(HASH_QUEUE),
            challenges: Challenges::default(),
            relying_party,
            strong_factors: site.factors.strong,
            beginning: Mutex::default(),
        });
        Self::keep_swept(&people);
        Ok(people)
    }

    /// Whether the keys that it was opened with open no case: it is alone, without a registry around it.
    ///
    /// # Errors
    /// [`Error::Keyring`] when they do.
    pub fn must_open_no_case(&self) -> Result<(), Error> {
        if self.keyring.is_of_people() { Ok(()) } else { Err(KeyringError::OpensCases.into()) }
    }

    /// The registry's clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }
}
