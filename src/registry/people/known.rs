use std::collections::{BTreeSet, HashMap};

use tokio::sync::{Semaphore, SemaphorePermit};
use uuid::Uuid;

use super::People;
use super::sign_in::normal;
use crate::access::{Credentials, Grant, Right};
use crate::domain::{Staff, UserId};
use crate::keyring::{Keyring, Place, Purpose};
use crate::registry::Error;
use crate::store::{Acting, AllCredentials, Document, StoreError, StoredRow};

/// Somebody who is in the registry, with what she comes in with, as both stood when they were read.
pub(super) struct Known {
    pub(super) staff: Staff,
    pub(super) row: StoredRow<AllCredentials>,
    pub(super) credentials: Credentials,
}

impl People {
    /// Who has this login. Looking somebody up is no act yet: signing in is.
    pub(super) async fn find_known(&self, login: &str) -> Result<Option<Known>, Error> {
        let Some(row) = self.store.find_user_by_login(self.keyring.login_index(login)).await? else {
            return Ok(None);
        };
        let staff: Staff = self.open_row(&row).await?;
        // The index stands in the clear; what is sealed decides whose row it is.
        if normal(&staff.login) != login {
            return Ok(None);
        }
        self.with_credentials(staff).await
    }

    /// The person with this id.
    pub(super) async fn known(&self, user: UserId) -> Result<Option<Known>, Error> {
        match self.find_staff(user).await? {
            Some(staff) => self.with_credentials(staff).await,
            None => Ok(None),
        }
    }

    /// An account that was read, with what its owner comes in with.
    pub(super) async fn with_credentials(&self, staff: Staff) -> Result<Option<Known>, Error> {
        let found = self.noting_tampering(self.store.find_credentials(staff.id.0).await).await?;
        let Some(row) = found else { return Ok(None) };
        let credentials = self.open_row(&row).await?;
        Ok(Some(Known { staff, row, credentials }))
    }

    /// The account with this id.
    pub(in crate::registry) async fn find_staff(&self, user: UserId) -> Result<Option<Staff>, Error> {
        let found = self.noting_tampering(self.store.find_user(user.0).await).await?;
        match found {
            Some(row) => Ok(Some(self.open_row(&row).await?)),
            None => Ok(None),
        }
    }

    /// What these people are called. Somebody who is gone has no name any more.
    pub(in crate::registry) async fn names_of(
        &self,
        users: impl IntoIterator<Item = UserId>,
    ) -> Result<HashMap<UserId, String>, Error> {
        let mut names = HashMap::new();
        for user in users.into_iter().collect::<BTreeSet<UserId>>() {
            if let Some(staff) = self.find_staff(user).await? {
                names.insert(user, staff.name);
            }
        }
        Ok(names)
    }

    /// Every account there is, by name.
    pub(in crate::registry) async fn all_staff(&self) -> Result<Vec<Staff>, Error> {
        let rows = self.noting_tampering(self.store.find_users().await).await?;
        let mut all = self.open_rows(&rows).await?;
        all.sort_by(|one: &Staff, other| one.name.cmp(&other.name));
        Ok(all)
    }

    /// Keeps changed credentials in the place of those that were read. Whoever changed them meanwhile was first: a
    /// code that two show at once is taken from one.
    pub(super) async fn keep_credentials<R: Right>(
        &self,
        grant: Grant<R>,
        row: &StoredRow<AllCredentials>,
        credentials: &Credentials,
    ) -> Result<(), Error> {
        let keyring = self.keyring.clone();
        let (id, revision) = (row.id, row.revision);
        let credentials = credentials.clone();
        let acted = self
            .store
            .acting(grant, move |acting| {
                Box::pin(
                    async move { replace_credentials(acting, &keyring, (id, revision), &credentials).await },
                )
            })
            .await;
        self.noting_tampering(acted).await?;
        Ok(())
    }

    /// A place among those who wait to hash: more than the queue holds are told to come back.
    ///
    /// # Errors
    /// [`Error::Busy`].
    pub(super) fn queue_to_hash(&self) -> Result<Queued<'_>, Error> {
        let place = self.hash_queue.try_acquire().map_err(|_| Error::Busy)?;
        Ok(Queued { _place: place, hashing: &self.hashing })
    }
}

/// A place among those who wait to hash, while it is held.
pub(super) struct Queued<'p> {
    _place: SemaphorePermit<'p>,
    hashing: &'p Semaphore,
}

impl Queued<'_> {
    /// The turn to hash, when it comes.
    ///
    /// # Errors
    /// [`Error::Busy`] when the program ends.
    pub(super) async fn turn(&self) -> Result<SemaphorePermit<'_>, Error> {
        self.hashing.acquire().await.map_err(|_| Error::Busy)
    }
}

/// Puts credentials in the place of those that were read at this revision.
pub(super) async fn replace_credentials(
    acting: &Acting<'_>,
    keyring: &Keyring,
    (id, revision): (Uuid, u64),
    credentials: &Credentials,
) -> Result<(), StoreError> {
    let row = acting.find::<AllCredentials>(id).await?.ok_or(StoreError::Stale)?;
    if row.revision != revision {
        return Err(StoreError::Stale);
    }
    let place = Place { table: AllCredentials::TABLE, row: id, revision: acting.revision() };
    let sealed = keyring.seal(&Purpose::Identity, &place, credentials).map_err(|_| StoreError::Unsealed)?;
    acting.replace(&row, &sealed).await
}
