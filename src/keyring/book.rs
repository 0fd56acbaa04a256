//! [`Book`]: what stands in the keyring file, as values. It holds no opened key.

use time::OffsetDateTime;
use uuid::Uuid;

use super::cipher::fields;
use super::error::KeyringError;
use super::key::{KeyId, Secret, Source, State};
use super::purpose::Purpose;
use super::slot::{Slot, SlotPlace};
use super::wrap::{self, Layer, Wrapped};

/// The most keys one root key wraps, counted over its whole life: key numbers are never used again, so the
/// highest number is the count. With random 96-bit nonces the chance that two are equal stays below 2^-69,
/// and each wrap has a key of its own besides.
pub(super) const MOST_KEYS: u32 = 1 << 14;

/// The records of a keyring file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Book {
    pub(super) id: Uuid,
    pub(super) deployment: Uuid,
    /// Counts the writings of the file, from 1.
    pub(super) sequence: u64,
    pub(super) time: OffsetDateTime,
    /// SHA-256 of the file before this one.
    pub(super) previous: Option<[u8; 32]>,
    pub(super) slots: Vec<Slot>,
    /// By number, rising.
    pub(super) keys: Vec<KeyRecord>,
}

/// One key as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeyRecord {
    pub(super) id: KeyId,
    pub(super) purpose: Purpose,
    pub(super) state: State,
    /// When it came into its state.
    pub(super) from: OffsetDateTime,
    /// None once the key is destroyed.
    pub(super) wrapped: Option<Wrapped>,
}

impl Book {
    pub(super) fn slot_place(&self, number: usize) -> SlotPlace {
        SlotPlace { keyring: self.id, deployment: self.deployment, number }
    }

    /// The associated data of a wrapped key: no key can be passed off as another, or another keyring's.
    pub(super) fn associated(&self, id: KeyId, purpose: &Purpose) -> Vec<u8> {
        fields(&[
            b"key",
            self.id.as_bytes(),
            self.deployment.as_bytes(),
            &id.0.to_be_bytes(),
            purpose.to_string().as_bytes(),
            purpose.algorithm().text().as_bytes(),
        ])
    }

    /// Whether every key in it is one that people need: the book of a keyring that opens no case.
    pub(super) fn is_of_people(&self) -> bool {
        self.keys.iter().all(|record| Purpose::PEOPLE.contains(&record.purpose))
    }

    /// The active key for `purpose`; a book that was read has one at most.
    pub(super) fn active(&self, purpose: &Purpose) -> Option<KeyId> {
        self.keys.iter().find(|key| key.state == State::Active && key.purpose == *purpose).map(|key| key.id)
    }

    /// Draws a new key under the next number.
    pub(super) fn add(
        &mut self,
        purpose: Purpose,
        state: State,
        root: &Secret,
        now: OffsetDateTime,
        source: Source,
    ) -> Result<KeyId, KeyringError> {
        let last = self.keys.last().map_or(0, |key| key.id.0);
        if last >= MOST_KEYS {
            return Err(KeyringError::Full { most: MOST_KEYS });
        }
        let id = KeyId(last + 1);
        let secret = Secret::draw(source)?;
        let wrapped = wrap::wrap(Layer::Entry, root, &self.associated(id, &purpose), &secret, source)?;
        self.keys.push(KeyRecord { id, purpose, state, from: now, wrapped: Some(wrapped) });
        Ok(id)
    }

    /// Brings a key into a later state. Making one active makes the one before it decrypt-only.
    pub(super) fn step(&mut self, id: KeyId, to: State, now: OffsetDateTime) -> Result<(), KeyringError> {
        let at = self.keys.iter().position(|key| key.id == id).ok_or(KeyringError::UnknownKey(id))?;
        let (from, purpose) = (self.keys[at].state, self.keys[at].purpose);
        if !from.may_become(to) {
            return Err(KeyringError::Step { id, from, to });
        }
        if from == State::Active && purpose.is_core() {
            return Err(KeyringError::Needed { id, purpose });
        }
        if to == State::Active {
            self.succeed(&purpose, now);
        }
        let key = &mut self.keys[at];
        (key.state, key.from) = (to, now);
        if to == State::Destroyed {
            key.wrapped = None;
        }
        Ok(())
    }

    /// Makes the active key for `purpose`, if there is one, decrypt-only, for a successor to take over.
    pub(super) fn succeed(&mut self, purpose: &Purpose, now: OffsetDateTime) {
        for key in self.keys.iter_mut().filter(|key| key.state == State::Active && key.purpose == *purpose) {
            (key.state, key.from) = (State::DecryptOnly, now);
        }
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::super::testing::{FACTS, NOW};
    use super::*;

    fn book(last: u32) -> Book {
        let tombstone =
            KeyRecord { id: KeyId(last), purpose: FACTS, state: State::Destroyed, from: NOW, wrapped: None };
        Book {
            id: Uuid::nil(),
            deployment: Uuid::nil(),
            sequence: 1,
            time: NOW,
            previous: None,
            slots: vec![],
            keys: vec![tombstone],
        }
    }

    fn root() -> Secret {
        Secret::new(Zeroizing::new([1; 32]))
    }

    #[test]
    fn the_number_of_a_destroyed_key_is_not_given_to_another() {
        let mut book = book(41);
        let id = book.add(FACTS, State::Active, &root(), NOW, getrandom::fill).expect("room for one more");
        assert_eq!(id, KeyId(42));
    }

    #[test]
    fn a_root_key_wraps_so_many_keys_and_no_more() {
        let mut book = book(MOST_KEYS - 1);
        assert!(book.add(FACTS, State::Staged, &root(), NOW, getrandom::fill).is_ok());
        let refused = book.add(FACTS, State::Staged, &root(), NOW, getrandom::fill);
        assert!(matches!(refused, Err(KeyringError::Full { most: MOST_KEYS })));
    }

    #[test]
    fn an_active_key_that_everything_needs_is_neither_retired_nor_left_without_successor() {
        let mut book = book(1);
        let id = book.add(Purpose::Audit, State::Active, &root(), NOW, getrandom::fill).expect("room");
        for to in [State::Retired, State::DecryptOnly] {
            assert!(matches!(book.step(id, to, NOW), Err(KeyringError::Needed { .. })));
        }
    }
}
