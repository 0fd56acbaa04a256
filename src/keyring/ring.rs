//! [`Ring`]: the opened keys of one keyring file, a snapshot that any number of readers share.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::book::Book;
use super::error::KeyringError;
use super::key::{KeyId, Secret, State};
use super::purpose::Purpose;
use super::text;
use super::wrap::{self, Layer};

/// A keyring file, verified, with its keys opened. Never changed: a changed file makes a new ring.
pub(super) struct Ring {
    pub(super) book: Book,
    /// SHA-256 of the file.
    pub(super) digest: [u8; 32],
    keys: BTreeMap<KeyId, OpenedKey>,
    active: BTreeMap<Purpose, KeyId>,
}

/// One key, opened.
pub(super) struct OpenedKey {
    pub(super) id: KeyId,
    pub(super) purpose: Purpose,
    pub(super) state: State,
    pub(super) secret: Secret,
}

impl Ring {
    /// Verifies and opens the bytes of a keyring file.
    pub(super) fn open(bytes: &[u8], root: &Secret) -> Result<Self, KeyringError> {
        text::verify(bytes, root)?;
        let book = text::read(bytes)?;
        let mut keys = BTreeMap::new();
        let mut active = BTreeMap::new();
        for record in &book.keys {
            let Some(wrapped) = &record.wrapped else { continue };
            let associated = book.associated(record.id, &record.purpose);
            let secret =
                wrap::unwrap(Layer::Entry, root, &associated, wrapped).map_err(|_| KeyringError::Altered)?;
            let (id, purpose, state) = (record.id, record.purpose, record.state);
            if state == State::Active {
                active.insert(purpose, id);
            }
            keys.insert(id, OpenedKey { id, purpose, state, secret });
        }
        let needed: &[Purpose] = if book.is_of_people() { &Purpose::PEOPLE } else { &Purpose::CORE };
        if needed.iter().any(|purpose| !active.contains_key(purpose)) {
            return Err(KeyringError::Malformed { line: 0, fault: "a key that everything needs is missing" });
        }
        Ok(Self { book, digest: Sha256::digest(bytes).into(), keys, active })
    }

    /// The secret of the key numbered `id`, in whatever state, unless it was destroyed.
    pub(super) fn secret(&self, id: KeyId) -> Option<&Secret> {
        self.keys.get(&id).map(|key| &key.secret)
    }

    /// The key numbered `id`, if it opens anything in its state.
    pub(super) fn opening(&self, id: KeyId) -> Result<&OpenedKey, NotOpening> {
        match self.keys.get(&id) {
            Some(key) if key.state.opens() => Ok(key),
            Some(_) => Err(NotOpening::State),
            None if self.book.keys.iter().any(|record| record.id == id) => Err(NotOpening::State),
            None => Err(NotOpening::Unknown),
        }
    }

    /// The key that seals for `purpose`.
    pub(super) fn sealing(&self, purpose: &Purpose) -> Option<&OpenedKey> {
        self.active.get(purpose).and_then(|id| self.keys.get(id))
    }

    /// The secret of a core purpose.
    pub(super) fn core(&self, purpose: Purpose) -> &Secret {
        &self.sealing(&purpose).expect("a ring without its core keys is refused when it is opened").secret
    }
}

/// Why a key opens nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NotOpening {
    /// There never was such a key, or another process made it after this ring was read.
    Unknown,
    /// It is staged or destroyed.
    State,
}
