//! Changing the keyring: making keys, turning them, ending them.

use std::sync::{Arc, PoisonError};

use time::OffsetDateTime;

use super::book::Book;
use super::error::KeyringError;
use super::key::{KeyId, State};
use super::purpose::Purpose;
use super::ring::Ring;
use super::slot::{self, NewSlot, SlotKind};
use super::{Keyring, new_slot, text, write_public_half};

/// What may be told of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyEntry {
    /// Its number.
    pub id: KeyId,
    /// What it is for.
    pub purpose: Purpose,
    /// How far it has come.
    pub state: State,
    /// Since when.
    pub from: OffsetDateTime,
}

impl Keyring {
    /// Makes an active key for `purpose`, if there is none. Returns when it is safely on disk.
    ///
    /// Safe to call from many threads and processes at once: one of them makes the key.
    pub fn ensure(&self, purpose: &Purpose, now: OffsetDateTime) -> Result<(), KeyringError> {
        if self.active(purpose).is_some() {
            return Ok(());
        }
        self.change(now, |book| {
            if book.active(purpose).is_none() {
                book.add(*purpose, State::Active, &self.root, now, self.source)?;
            }
            Ok(())
        })
    }

    /// Makes a new active key for `purpose`; the old one opens still, and seals no more.
    ///
    /// Refused for row marks and login indexes: nothing made with their old keys would be recognised. Turning
    /// the session key ends every session.
    pub fn turn(&self, purpose: &Purpose, now: OffsetDateTime) -> Result<KeyId, KeyringError> {
        may_turn(purpose)?;
        self.change(now, |book| {
            book.succeed(purpose, now);
            book.add(*purpose, State::Active, &self.root, now, self.source)
        })
    }

    /// Makes a key that is not used yet, for `purpose`: where several servers have copies of the keyring, each
    /// gets it before the first one seals with it.
    pub fn stage(&self, purpose: &Purpose, now: OffsetDateTime) -> Result<KeyId, KeyringError> {
        may_turn(purpose)?;
        self.change(now, |book| book.add(*purpose, State::Staged, &self.root, now, self.source))
    }

    /// Makes a staged key the active one of its purpose; the one before it becomes decrypt-only.
    pub fn activate(&self, id: KeyId, now: OffsetDateTime) -> Result<(), KeyringError> {
        self.change(now, |book| book.step(id, State::Active, now))
    }

    /// Says that nothing which is kept names this key any more. An active key may be retired too, unless
    /// everything needs it: nothing can be sealed for its purpose then.
    pub fn retire(&self, id: KeyId, now: OffsetDateTime) -> Result<(), KeyringError> {
        self.change(now, |book| book.step(id, State::Retired, now))
    }

    /// Destroys a retired or staged key. What was sealed under it can never be opened again, once the last
    /// backup of this keyring is gone.
    pub fn destroy(&self, id: KeyId, now: OffsetDateTime) -> Result<(), KeyringError> {
        self.change(now, |book| book.step(id, State::Destroyed, now))
    }

    /// Adds a slot: another passphrase, or a root key file.
    pub fn add_slot(&self, slot: &NewSlot, now: OffsetDateTime) -> Result<(), KeyringError> {
        self.change(now, |book| {
            if book.slots.len() == slot::MOST {
                return Err(KeyringError::Slots { most: slot::MOST });
            }
            let slot = new_slot(&self.folder, book, slot, &self.root, self.source)?;
            book.slots.push(slot);
            Ok(())
        })
    }

    /// The kinds of its slots, in their order.
    pub fn slots(&self) -> Vec<SlotKind> {
        self.ring().book.slots.iter().map(slot::Slot::kind).collect()
    }

    /// All keys that are and were, by number.
    pub fn keys(&self) -> Vec<KeyEntry> {
        let ring = self.ring();
        let entry = |key: &super::book::KeyRecord| KeyEntry {
            id: key.id,
            purpose: key.purpose,
            state: key.state,
            from: key.from,
        };
        ring.book.keys.iter().map(entry).collect()
    }

    /// The active key for `purpose`.
    pub fn active(&self, purpose: &Purpose) -> Option<KeyId> {
        self.ring().sealing(purpose).map(|key| key.id)
    }

    /// Reads the file again, for keys that another process made, and gives its sequence number.
    pub fn reload(&self) -> Result<u64, KeyringError> {
        // The snapshot comes first: a file read after it can only be as new or newer, or it went back.
        let held = self.ring();
        let found = Ring::open(&self.folder.keyring()?, &self.root)?;
        follows(&held, &found)?;
        let sequence = found.book.sequence;
        self.adopt(found);
        Ok(sequence)
    }

    /// Reads the file, changes it, and writes it if anything changed, all under the lock.
    fn change<R>(
        &self,
        now: OffsetDateTime,
        edit: impl FnOnce(&mut Book) -> Result<R, KeyringError>,
    ) -> Result<R, KeyringError> {
        if self.is_of_people() {
            return Err(KeyringError::OfPeople);
        }
        let lock = self.folder.lock()?;
        let held = self.ring();
        let found = Ring::open(&self.folder.keyring()?, &self.root)?;
        follows(&held, &found)?;
        let mut book = found.book.clone();
        let done = edit(&mut book)?;
        if book == found.book {
            self.adopt(found);
            return Ok(done);
        }
        book.sequence += 1;
        book.time = now;
        book.previous = Some(found.digest);
        let bytes = text::write(&book, &self.root)?;
        // Opened before it is written: what could not be read again must not take the place of what can.
        let written = Ring::open(&bytes, &self.root)?;
        self.folder.write_keyring(&lock, &bytes)?;
        let laid = write_public_half(&self.folder, &written);
        self.adopt(written);
        laid.map(|()| done)
    }

    /// Takes `found` for its keys, unless another thread was quicker with a newer file.
    fn adopt(&self, found: Ring) {
        let mut ring = self.ring.write().unwrap_or_else(PoisonError::into_inner);
        if found.book.sequence > ring.book.sequence {
            *ring = Arc::new(found);
        }
    }
}

/// Refuses a file that is older than what was seen, or of another history.
fn follows(held: &Ring, found: &Ring) -> Result<(), KeyringError> {
    let (before, after) = (&held.book, &found.book);
    if (before.id, before.deployment) != (after.id, after.deployment) {
        return Err(KeyringError::Exchanged);
    }
    if after.sequence < before.sequence {
        return Err(KeyringError::WentBack { held: before.sequence, found: after.sequence });
    }
    if after.sequence == before.sequence && held.digest != found.digest {
        return Err(KeyringError::Exchanged);
    }
    Ok(())
}

fn may_turn(purpose: &Purpose) -> Result<(), KeyringError> {
    if purpose.turns() { Ok(()) } else { Err(KeyringError::CannotTurn(*purpose)) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::super::testing::{FACTS, NOW, TestFolder};
    use super::super::{Unlock, verify_checkpoint};
    use super::*;

    #[test]
    fn ensure_makes_one_key_and_then_no_more() {
        let folder = TestFolder::new();
        let keyring = folder.keyring();
        let (active, sequence) = (keyring.active(&FACTS), keyring.sequence());
        keyring.ensure(&FACTS, NOW).expect("there already");
        assert_eq!((keyring.active(&FACTS), keyring.sequence()), (active, sequence));
        assert_eq!(folder.unlocked().active(&FACTS), active, "it is on disk");
    }

    #[test]
    fn threads_that_ensure_at_once_make_one_key() {
        let folder = TestFolder::new();
        let keyring = folder.keyring();
        let purpose = Purpose::Contacts { year: 2026 };
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| keyring.ensure(&purpose, NOW).map_err(|error| error.to_string()));
            }
        });
        assert_eq!(keyring.keys().iter().filter(|key| key.purpose == purpose).count(), 1);
    }

    #[test]
    fn processes_that_add_keys_at_once_lose_none() {
        let folder = TestFolder::new();
        let first = folder.keyring();
        let before = first.sequence();
        let made: BTreeSet<KeyId> = std::thread::scope(|scope| {
            let turning = |year| {
                let keyring = folder.unlocked();
                (0..10).map(|_| keyring.turn(&Purpose::Facts { year }, NOW).expect("our folder")).collect()
            };
            let processes: Vec<_> =
                (0..4).map(|year| scope.spawn(move || -> Vec<KeyId> { turning(year) })).collect();
            processes.into_iter().flat_map(|process| process.join().expect("no panic")).collect()
        });
        assert_eq!(made.len(), 40, "no number was given twice");
        assert_eq!(first.reload().expect("newer"), before + 40);
        let kept: BTreeSet<KeyId> = first.keys().into_iter().map(|key| key.id).collect();
        assert!(made.is_subset(&kept));
    }

    #[test]
    fn every_change_is_the_next_in_the_sequence_and_names_the_one_before() {
        let folder = TestFolder::new();
        let keyring = folder.keyring();
        for expected in 3..6 {
            let before = keyring.ring().digest;
            keyring.turn(&FACTS, NOW).expect("our folder");
            assert_eq!(keyring.sequence(), expected);
            assert_eq!(keyring.ring().book.previous, Some(before));
            assert_eq!(folder.unlocked().sequence(), expected);
        }
    }

    #[test]
    fn a_keyring_put_back_is_refused_by_who_has_seen_the_newer() {
        let folder = TestFolder::new();
        let keyring = folder.keyring();
        let old = fs::read(folder.keyring_file()).expect("our folder");
        keyring.turn(&FACTS, NOW).expect("our folder");
        fs::write(folder.keyring_file(), old).expect("our folder");
        assert!(matches!(keyring.reload(), Err(KeyringError::WentBack { held: 3, found: 2 })));
        assert!(matches!(keyring.turn(&FACTS, NOW), Err(KeyringError::WentBack { .. })));
    }

    #[test]
    fn another_history_of_the_same_length_is_refused() {
        let folder = TestFolder::new();
        let keyring = folder.keyring();
        let old = fs::read(folder.keyring_file()).expect("our folder");
        keyring.turn(&FACTS, NOW).expect("our folder");
        fs::write(folder.keyring_file(), old).expect("our folder");
        folder.unlocked().turn(&FACTS, NOW).expect("a process that has not seen the newer");
        assert!(matches!(keyring.reload(), Err(KeyringError::Exchanged)));
    }

    #[test]
    fn a_key_goes_its_way_one_step_at_a_time() {
        let folder = TestFolder::new();
        let keyring = folder.keyring();
        let first = keyring.active(&FACTS).expect("made by the test");
        assert!(matches!(keyring.destroy(first, NOW), Err(KeyringError::Step { .. })), "active");
        let second = keyring.stage(&FACTS, NOW).expect("our folder");
        assert_eq!(keyring.active(&FACTS), Some(first), "staged is not active");
        keyring.activate(second, NOW).expect("forward");
        assert!(matches!(keyring.destroy(first, NOW), Err(KeyringError::Step { .. })), "decrypt-only");
        keyring.retire(first, NOW).expect("forward");
        keyring.destroy(first, NOW).expect("forward");
        assert!(matches!(keyring.activate(first, NOW), Err(KeyringError::Step { .. })), "gone is gone");
        assert!(matches!(keyring.retire(KeyId(99), NOW), Err(KeyringError::UnknownKey(KeyId(99)))));
        let states = |keyring: &Keyring| -> Vec<_> {
            let keys = keyring.keys().into_iter().filter(|key| key.purpose == FACTS);
            keys.map(|key| (key.id, key.state)).collect()
        };
        let expected = [(first, State::Destroyed), (second, State::Active)];
        assert_eq!(states(&keyring), expected);
        assert_eq!(states(&folder.unlocked()), expected);
    }

    #[test]
    fn the_file_holds_nothing_of_a_destroyed_key() {
        let folder = TestFolder::new();
        let keyring = folder.keyring();
        let first = keyring.active(&FACTS).expect("made by the test");
        keyring.retire(first, NOW).expect("forward");
        keyring.destroy(first, NOW).expect("forward");
        let text = fs::read_to_string(folder.keyring_file()).expect("our folder");
        let line = text.lines().find(|line| line.starts_with(&format!("key {first} "))).expect("a tombstone");
        assert!(line.contains("state=destroyed") && !line.contains("wrapped="), "{line}");
    }

    #[test]
    fn keys_that_everything_needs_are_kept() {
        let folder = TestFolder::new();
        let keyring = folder.keyring();
        for purpose in Purpose::CORE {
            let id = keyring.active(&purpose).expect("made by create");
            assert!(matches!(keyring.retire(id, NOW), Err(KeyringError::Needed { .. })), "{purpose}");
        }
        for purpose in [Purpose::RowMark, Purpose::LoginIndex] {
            assert!(matches!(keyring.turn(&purpose, NOW), Err(KeyringError::CannotTurn(_))), "{purpose}");
            assert!(matches!(keyring.stage(&purpose, NOW), Err(KeyringError::CannotTurn(_))), "{purpose}");
        }
    }

    #[test]
    fn a_turned_signing_key_lays_its_public_half_beside_the_keyring() {
        let folder = TestFolder::new();
        let keyring = folder.keyring();
        let old = keyring.checkpoint_public_key();
        let signature = keyring.sign_checkpoint(b"entry 7");
        keyring.turn(&Purpose::Checkpoint, NOW).expect("our folder");
        let new = keyring.checkpoint_public_key();
        assert_ne!(old, new);
        assert!(verify_checkpoint(&old, b"entry 7", &signature), "what was signed stays signed");
        let beside = fs::read_to_string(folder.path().join("checkpoint.pub")).expect("our folder");
        assert_eq!(beside, format!("{}\n", hex::encode(new)));
    }

    #[test]
    fn a_slot_can_be_added() {
        let folder = TestFolder::new();
        let keyring = folder.keyring();
        let passphrase = || crate::confidential::Confidential::new("another way in".to_owned());
        keyring
            .add_slot(&NewSlot::Passphrase(passphrase(), super::super::Cost::floor()), NOW)
            .expect("our folder");
        assert_eq!(keyring.slots(), [SlotKind::File, SlotKind::Passphrase]);
        assert!(matches!(keyring.add_slot(&NewSlot::File, NOW), Err(KeyringError::Exists { .. })));
        let unlocked =
            Keyring::unlock(folder.path(), Unlock::Passphrase(passphrase())).expect("the new slot");
        assert_eq!(unlocked.active(&FACTS), keyring.active(&FACTS));
    }
}
