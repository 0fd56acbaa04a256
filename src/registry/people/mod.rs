//! People: who they are, how they come in, what they may be, and the log of it all.
//!
//! It needs the people's keyring only. A process that has no other serves everything in here, and can open no case.

mod opened;
mod permit;
pub(super) mod scribe;
mod sign_in;
mod staff;

use std::sync::Arc;

use tokio::sync::Semaphore;

pub(super) use opened::broken;
pub use staff::NewStaff;

use super::{Error, Site};
use crate::clock::Clock;
use crate::keyring::{Keyring, Unlock};
use crate::store::Store;

/// The part of the registry that knows people and no cases.
pub struct People {
    pub(super) store: Arc<Store>,
    pub(super) keyring: Arc<Keyring>,
    pub(super) clock: Clock,
    hashing: Semaphore,
}

/// Sign-ins that hash at the same time. Each takes 64 MiB and a core for a quarter of a second.
const HASHING: usize = 4;

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
        Ok(Arc::new(Self { store: Arc::new(store), keyring, clock, hashing: Semaphore::new(HASHING) }))
    }

    /// The registry's clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }
}
