//! What the tests of the keyring share: a folder that goes away, a moment, a kind of content.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use time::OffsetDateTime;
use time::macros::datetime;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::purpose::{Family, Purpose};
use super::sealed::{Content, DecodeError, Place};
use super::slot::NewSlot;
use super::{Keyring, Unlock};

pub(super) const NOW: OffsetDateTime = datetime!(2026-11-22 17:00 UTC);
pub(super) const DEPLOYMENT: Uuid = Uuid::from_u128(0x5b1f);
pub(super) const FACTS: Purpose = Purpose::Facts { year: 2026 };
pub(super) const PLACE: Place = Place { table: "cases", row: Uuid::from_u128(7), revision: 3 };

/// A folder of mode 0700 in the system's temporary folder, removed when dropped.
pub(super) struct TestFolder(PathBuf);

impl TestFolder {
    pub(super) fn new() -> Self {
        let path = std::env::temp_dir().join(format!("fortrolig-{}", Uuid::new_v4()));
        fs::DirBuilder::new().mode(0o700).create(&path).expect("the temporary folder is ours to use");
        Self(path)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// The keyring file in it.
    pub(super) fn keyring_file(&self) -> PathBuf {
        self.0.join("fortrolig.keyring")
    }

    /// A new keyring in it, with a `file` slot and a key for [`FACTS`].
    pub(super) fn keyring(&self) -> Keyring {
        let keyring = Keyring::create(&self.0, DEPLOYMENT, &[NewSlot::File], NOW).expect("an empty folder");
        keyring.ensure(&FACTS, NOW).expect("a folder of our own");
        keyring
    }

    /// The keyring in it, unlocked once more, as another process would.
    pub(super) fn unlocked(&self) -> Keyring {
        Keyring::unlock(&self.0, Unlock::File).expect("the keyring we made")
    }
}

impl Drop for TestFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A kind of content for tests.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Letter(pub(super) Vec<u8>);

impl Content for Letter {
    const KIND: &'static str = "letter";
    const SCHEMA: u16 = 2;
    const FAMILY: Family = Family::Facts;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.0.clone())
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        match schema {
            1 | 2 => Ok(Self(bytes.to_vec())),
            _ => Err(DecodeError::new("a letter of an unknown schema")),
        }
    }
}
