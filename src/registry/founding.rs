use std::path::Path;

use uuid::Uuid;

use super::people::scribe::KeyringScribe;
use super::{Error, Registry, Site};
use crate::clock::Clock;
use crate::keyring::{Keyring, NewSlot, Unlock};
use crate::store::Store;

impl Registry {
    /// Makes a new registry at `site`: a keyring with these slots, and an empty database of the same deployment.
    /// The keyring comes first: a database without keys is nothing, keys without a database are only unused.
    ///
    /// # Errors
    /// [`Error::Keyring`] when there is a keyring already or it cannot be written; [`Error::Unavailable`] when
    /// the database has a registry already or cannot be made.
    pub async fn found(site: &Site, slots: &[NewSlot], clock: &Clock) -> Result<(), Error> {
        let deployment = Uuid::new_v4();
        let keyring = Keyring::create(&site.keys, deployment, slots, clock.now())?;
        let scribe = KeyringScribe(keyring.into());
        Store::create(&site.database, deployment, &scribe).await?;
        Ok(())
    }

    /// Makes a keyring in `out` with what a process needs that knows people and no cases.
    ///
    /// # Errors
    /// [`Error::Keyring`].
    pub fn make_people_keyring(
        keys: &Path,
        unlock: Unlock,
        out: &Path,
        slots: &[NewSlot],
        clock: &Clock,
    ) -> Result<(), Error> {
        Ok(Keyring::unlock(keys, unlock)?.make_people_keyring(out, slots, clock.now())?)
    }
}
