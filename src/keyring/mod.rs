//! The seal: keys kept and turned, content sealed and opened.
//!
//! Keys lie in a folder, never in the database, and content lies in the database, never in the folder; who
//! has one of the two has nothing. The folder holds
//!
//! ```text
//! fortrolig.keyring         the keyring: every key wrapped, the whole authenticated
//! root.key                  the secret of the `file` slot, if there is one
//! checkpoint.pub            the public half of the key that signs the audit log's checkpoints
//! fortrolig.keyring.lock    empty; held while the keyring is changed
//! ```
//!
//! **From a slot to a message.** A slot (a passphrase, a file) opens the root key. The root key opens the
//! keyring's entries, and authenticates the file. An entry is a random key of its own for one [`Purpose`], not
//! derived from another, so that it can be destroyed alone: with the key of a year goes all that was sealed
//! under it, in every backup of the database, as soon as the last backup of the keyring is gone. From an entry
//! and 32 random bytes comes the key of one message, used once.
//!
//! **One key, one try.** A sealed object names its key, and that key alone is used. Its deployment, the key's
//! purpose, its kind, schema, table, row and revision are all bound into it: moved, relabelled or brought back
//! it does not open, and says [`Integrity`], the same for every cause. What it cannot tell by itself is an old
//! object at a place whose revision was set back too; for that there are [marks](Keyring::mark), and chains kept
//! by others.
//!
//! **Commitment.** AES-GCM lets somebody who knows two keys make a ciphertext that opens under both, to two
//! texts. Every object and every wrapped key carries a commitment to its key, checked before decryption.
//!
//! **Limits.** A message key seals one message, so AES-GCM's nonce is constant and cannot repeat. Under one
//! entry, two equal salts among 2^40 messages have a chance below 2^-176. A root key wraps 2^14 keys and then
//! refuses. Random bytes come from the operating system; when it has none, nothing is sealed.
//!
//! **Several processes.** The file is replaced as a whole, under a lock; a process that changes it reads it
//! first, so that no one loses another's keys, and refuses a file that went back. Readers share a snapshot.
//! A process that meets [`Breach::UnknownKey`] may [reload](Keyring::reload) and try again.
//!
//! Unix only: the promises about files are promises about owners and modes.

mod book;
mod cipher;
mod content;
mod cost;
mod error;
mod folder;
mod key;
mod marks;
mod padding;
mod people;
mod permissions;
mod purpose;
mod ring;
mod sealed;
mod sealing;
mod slot;
#[cfg(test)]
mod testing;
mod text;
mod turning;
mod wrap;

use std::fmt;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use time::OffsetDateTime;
use uuid::Uuid;

pub(crate) use self::content::{from_json, known_schema, to_json};
pub use self::cost::Cost;
pub use self::error::KeyringError;
pub use self::key::{KeyId, NotAState, State};
pub use self::marks::verify_checkpoint;
pub use self::purpose::{Family, NotAPurpose, Purpose};
pub use self::sealed::{Content, DecodeError, Place, Sealed};
pub use self::sealing::{Breach, Integrity, SealError};
pub use self::slot::{NewSlot, SlotKind, Unlock};
pub use self::turning::KeyEntry;

use self::book::Book;
use self::folder::{Folder, Lock};
use self::key::{Secret, Source};
use self::ring::Ring;
use self::slot::{Method, Slot};

/// The keys, unlocked.
///
/// Shared by all threads: sealing and opening take a snapshot, changes wait for one another.
pub struct Keyring {
    folder: Folder,
    root: Secret,
    ring: RwLock<Arc<Ring>>,
    source: Source,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyring").field("sequence", &self.sequence()).finish_non_exhaustive()
    }
}

impl Keyring {
    /// Makes a keyring for `deployment` in `dir`, with the given slots and a key for every
    /// [core purpose](Purpose::CORE). Makes `dir` if it is not there; writes over nothing.
    pub fn create(
        dir: &Path,
        deployment: Uuid,
        slots: &[NewSlot],
        now: OffsetDateTime,
    ) -> Result<Self, KeyringError> {
        let source: Source = getrandom::fill;
        let (folder, held) = place_for_new(dir, slots)?;
        let (mut book, root) = new_book(&folder, deployment, 1, slots, now, source)?;
        for purpose in Purpose::CORE {
            book.add(purpose, State::Active, &root, now, source)?;
        }
        let bytes = text::write(&book, &root)?;
        let ring = Ring::open(&bytes, &root)?;
        folder.write_keyring(&held, &bytes)?;
        write_public_half(&folder, &ring)?;
        Ok(Self { folder, root, ring: RwLock::new(Arc::new(ring)), source })
    }

    /// Opens the keyring in `dir`.
    ///
    /// Whether it is the right one is for the caller to see: compare [`deployment`](Self::deployment) with the
    /// database's, and [`sequence`](Self::sequence) with the audit log's, which an old copy does not reach.
    pub fn unlock(dir: &Path, unlock: Unlock) -> Result<Self, KeyringError> {
        let folder = Folder::existing(dir)?;
        let bytes = folder.keyring()?;
        let root = root_key(&folder, &text::read(&bytes)?, &unlock)?;
        let ring = Ring::open(&bytes, &root)?;
        Ok(Self { folder, root, ring: RwLock::new(Arc::new(ring)), source: getrandom::fill })
    }

    /// How many times the keyring was written; every change adds one.
    pub fn sequence(&self) -> u64 {
        self.ring().book.sequence
    }

    /// The opened keys as they stand now.
    fn ring(&self) -> Arc<Ring> {
        // The lock is held only to exchange one pointer for another, so a poisoned one holds no half change.
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The folder of a keyring that is to be made with these slots, and its lock. Nothing is made for slots that no
/// keyring can have, nor where there is a keyring.
fn place_for_new(dir: &Path, slots: &[NewSlot]) -> Result<(Folder, Lock), KeyringError> {
    let files = slots.iter().filter(|slot| matches!(slot, NewSlot::File)).count();
    if slots.is_empty() || slots.len() > slot::MOST || files > 1 {
        return Err(KeyringError::Slots { most: slot::MOST });
    }
    let folder = Folder::made(dir)?;
    let held = folder.lock()?;
    folder.must_not_have(folder.keyring_path())?;
    Ok((folder, held))
}

/// A book without keys, with an id of its own and its slots, and the root key that they open.
fn new_book(
    folder: &Folder,
    deployment: Uuid,
    sequence: u64,
    slots: &[NewSlot],
    now: OffsetDateTime,
    source: Source,
) -> Result<(Book, Secret), KeyringError> {
    let mut id = [0; 16];
    source(&mut id)?;
    let id = uuid::Builder::from_random_bytes(id).into_uuid();
    let root = Secret::draw(source)?;
    let mut book = Book { id, deployment, sequence, time: now, previous: None, slots: vec![], keys: vec![] };
    for slot in slots {
        let slot = new_slot(folder, &book, slot, &root, source)?;
        book.slots.push(slot);
    }
    Ok((book, root))
}

/// The root key, by way of a slot.
fn root_key(folder: &Folder, book: &Book, unlock: &Unlock) -> Result<Secret, KeyringError> {
    let places = (1..).map(|number| book.slot_place(number));
    let mut slots = places.zip(&book.slots);
    match unlock {
        Unlock::File => {
            let (place, slot) = slots
                .find(|(_, slot)| slot.kind() == SlotKind::File)
                .ok_or(KeyringError::NoSuchSlot { kind: "file" })?;
            let path = folder.path(slot::ROOT_KEY_FILE);
            let secret = root_key_file(folder, &path)?;
            slot.root(place, &secret).ok_or(KeyringError::WrongRootKeyFile { path })
        }
        Unlock::Passphrase(passphrase) => {
            let mut any = false;
            for (place, slot) in slots {
                let Method::Passphrase { cost, salt } = &slot.method else { continue };
                any = true;
                if let Some(root) = slot.root(place, &slot::stretch(passphrase, *cost, salt)?) {
                    return Ok(root);
                }
            }
            Err(if any {
                KeyringError::WrongPassphrase
            } else {
                KeyringError::NoSuchSlot { kind: "passphrase" }
            })
        }
    }
}

fn root_key_file(folder: &Folder, path: &Path) -> Result<Secret, KeyringError> {
    let bytes = folder.read(path)?;
    let digits = bytes.strip_suffix(b"\n").and_then(|digits| std::str::from_utf8(digits).ok());
    let secret = digits.and_then(text::unhex).map(zeroize::Zeroizing::new);
    secret.map(Secret::new).ok_or_else(|| KeyringError::NotARootKeyFile { path: path.to_owned() })
}

/// A slot of `book`, after those it has. The file of a `file` slot is written before the keyring that needs it.
fn new_slot(
    folder: &Folder,
    book: &Book,
    slot: &NewSlot,
    root: &Secret,
    source: Source,
) -> Result<Slot, KeyringError> {
    let place = book.slot_place(book.slots.len() + 1);
    match slot {
        NewSlot::File => {
            let path = folder.path(slot::ROOT_KEY_FILE);
            folder.must_not_have(path.clone())?;
            let secret = Secret::draw(source)?;
            let mut digits = zeroize::Zeroizing::new([b'\n'; 65]);
            hex::encode_to_slice(secret.bytes(), &mut digits[..64]).expect("two digits a byte");
            folder.write(&path, &digits[..], 0o400)?;
            Slot::new(Method::File, place, &secret, root, source)
        }
        NewSlot::Passphrase(passphrase, cost) => {
            let mut salt = [0; 32];
            source(&mut salt)?;
            let secret = slot::stretch(passphrase, *cost, &salt)?;
            Slot::new(Method::Passphrase { cost: *cost, salt }, place, &secret, root, source)
        }
    }
}

/// Lays the public half of the signing key beside the keyring, for whoever verifies the audit log.
fn write_public_half(folder: &Folder, ring: &Ring) -> Result<(), KeyringError> {
    let path = folder.path("checkpoint.pub");
    let line = format!("{}\n", hex::encode(marks::public_half(ring.core(Purpose::Checkpoint))));
    match folder.read(&path) {
        Ok(bytes) if *bytes == line.as_bytes() => Ok(()),
        _ => folder.write(&path, line.as_bytes(), 0o600),
    }
}

#[cfg(test)]
mod tests;
