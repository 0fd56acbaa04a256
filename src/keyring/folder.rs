//! The folder of the key files: read with suspicion, written so that a crash leaves the old file or the new.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::error::KeyringError;
use super::permissions::{self, io};

const KEYRING: &str = "fortrolig.keyring";
const LOCK: &str = "fortrolig.keyring.lock";

/// No keyring comes near this size; a larger file is not read into memory.
const LARGEST_FILE: u64 = 16 << 20;

/// The folder of the key files, checked.
pub(super) struct Folder(PathBuf);

/// Held while the keyring is read, changed and written, so that no process loses another's keys. The lock is
/// the kernel's, on an open file: it ends with the process, however that ends.
pub(super) struct Lock {
    _file: File,
}

impl Folder {
    /// The folder at `path`, which must be its owner's alone.
    pub(super) fn existing(path: &Path) -> Result<Self, KeyringError> {
        // Without its last slash: with it, a symbolic link would be followed and not seen.
        let path: PathBuf = path.components().collect();
        let folder = Self(path);
        if let Err(error) = fs::symlink_metadata(&folder.0)
            && error.kind() == ErrorKind::NotFound
        {
            return Err(KeyringError::Missing { path: folder.keyring_path() });
        }
        permissions::check_folder(&folder.0)?;
        Ok(folder)
    }

    /// The folder at `path`, made if it is not there.
    pub(super) fn made(path: &Path) -> Result<Self, KeyringError> {
        match DirBuilder::new().mode(0o700).create(path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(io("make", path, error)),
            _ => Self::existing(path),
        }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(super) fn keyring_path(&self) -> PathBuf {
        self.path(KEYRING)
    }

    /// Refuses when `name` is there.
    pub(super) fn must_not_have(&self, path: PathBuf) -> Result<(), KeyringError> {
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(io("look at", &path, error)),
            Ok(_) => Err(KeyringError::Exists { path }),
        }
    }

    /// Waits for the lock.
    pub(super) fn lock(&self) -> Result<Lock, KeyringError> {
        let path = self.path(LOCK);
        let mut options = OpenOptions::new();
        let file = options.create(true).truncate(false).write(true).mode(0o600).open(&path);
        let file = file.map_err(|error| io("open", &path, error))?;
        file.lock().map_err(|error| io("lock", &path, error))?;
        Ok(Lock { _file: file })
    }

    /// The bytes of the keyring file.
    pub(super) fn keyring(&self) -> Result<Vec<u8>, KeyringError> {
        let path = self.keyring_path();
        match self.read(&path) {
            Err(KeyringError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => {
                Err(KeyringError::Missing { path })
            }
            Ok(bytes) => Ok(bytes.to_vec()),
            Err(error) => Err(error),
        }
    }

    /// The bytes of a private file of this folder.
    pub(super) fn read(&self, path: &Path) -> Result<Zeroizing<Vec<u8>>, KeyringError> {
        let file = permissions::open_private(path)?;
        let size = file.metadata().map_err(|error| io("look at", path, error))?.len();
        if size > LARGEST_FILE {
            return Err(KeyringError::Malformed { line: 0, fault: "it is larger than any keyring" });
        }
        // With room for all of it, so that growing leaves no copy behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1));
        file.take(LARGEST_FILE).read_to_end(&mut bytes).map_err(|error| io("read", path, error))?;
        Ok(bytes)
    }

    pub(super) fn write_keyring(&self, _held: &Lock, bytes: &[u8]) -> Result<(), KeyringError> {
        self.write(&self.keyring_path(), bytes, 0o600)
    }

    /// Writes beside, flushes, renames over, flushes the folder: the name leads to the whole old file or to
    /// the whole new one, also after a crash or loss of power.
    pub(super) fn write(&self, path: &Path, bytes: &[u8], mode: u32) -> Result<(), KeyringError> {
        let mut beside = path.to_owned().into_os_string();
        beside.push(".new");
        let beside = PathBuf::from(beside);
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(io("remove", &beside, error)),
            _ => {}
        }
        let mut file = OpenOptions::new()
            .create_new(true)
            .write(true)
            .mode(mode)
            .open(&beside)
            .map_err(|error| io("make", &beside, error))?;
        file.write_all(bytes).map_err(|error| io("write", &beside, error))?;
        file.sync_all().map_err(|error| io("flush", &beside, error))?;
        fs::rename(&beside, path).map_err(|error| io("put in place", path, error))?;
        let folder = File::open(&self.0).and_then(|folder| folder.sync_all());
        folder.map_err(|error| io("flush", &self.0, error))
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    use super::super::testing::TestFolder;
    use super::*;

    #[test]
    fn a_folder_is_made_for_its_owner_alone() {
        let around = TestFolder::new();
        let path = around.path().join("keys");
        assert!(Folder::made(&path).is_ok());
        assert_eq!(fs::metadata(&path).expect("just made").mode() & 0o777, 0o700);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("our own folder");
        assert!(matches!(Folder::made(&path), Err(KeyringError::Permissions { .. })));
    }

    #[test]
    fn a_crash_before_the_renaming_leaves_the_old_file() {
        let test = TestFolder::new();
        let folder = Folder::existing(test.path()).expect("a folder of our own");
        let path = test.path().join("a");
        folder.write(&path, b"old", 0o600).expect("room on the disk");
        fs::write(test.path().join("a.new"), b"half of the n").expect("what a crash leaves");
        assert_eq!(&**folder.read(&path).expect("the old file"), b"old");
        folder.write(&path, b"new", 0o600).expect("the remains are cleared away");
        assert_eq!(&**folder.read(&path).expect("the new file"), b"new");
        assert_eq!(fs::metadata(&path).expect("just written").mode() & 0o777, 0o600);
    }

    #[test]
    fn a_symbolic_link_is_seen_behind_its_slash() {
        let (test, around) = (TestFolder::new(), TestFolder::new());
        let link = around.path().join("keys");
        std::os::unix::fs::symlink(test.path(), &link).expect("our own folder");
        let slashed = PathBuf::from(format!("{}/", link.display()));
        assert!(matches!(Folder::existing(&slashed), Err(KeyringError::Permissions { .. })));
    }
}
