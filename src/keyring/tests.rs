//! The keyring as a whole: made, unlocked, tampered with.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use super::testing::{DEPLOYMENT, Letter, NOW, TestFolder};
use super::*;
use crate::confidential::Confidential;

impl Keyring {
    /// This keyring's keys, wrapped anew for another deployment: what somebody with the root key could make.
    pub(super) fn under_another_deployment(&self, dir: &Path, deployment: Uuid) -> Self {
        let ring = self.ring();
        let mut book = ring.book.clone();
        book.deployment = deployment;
        for at in 0..book.keys.len() {
            let (id, purpose) = (book.keys[at].id, book.keys[at].purpose);
            let secret = &ring.opening(id).unwrap_or_else(|_| panic!("key {id} opens")).secret;
            let associated = book.associated(id, &purpose);
            let wrapped = wrap::wrap(wrap::Layer::Entry, &self.root, &associated, secret, self.source);
            book.keys[at].wrapped = Some(wrapped.expect("random bytes"));
        }
        let bytes = text::write(&book, &self.root).expect("a time of our era");
        let root = Secret::new(zeroize::Zeroizing::new(*self.root.bytes()));
        let ring = RwLock::new(Arc::new(Ring::open(&bytes, &root).expect("our own text")));
        Self { folder: Folder::existing(dir).expect("a test folder"), root, ring, source: self.source }
    }
}

fn passphrase(text: &str) -> Confidential<String> {
    Confidential::new(text.to_owned())
}

fn unlock_file(folder: &TestFolder) -> Result<Keyring, KeyringError> {
    Keyring::unlock(folder.path(), Unlock::File)
}

#[test]
fn a_new_keyring_has_a_key_for_every_core_purpose() {
    let folder = TestFolder::new();
    let keyring = Keyring::create(folder.path(), DEPLOYMENT, &[NewSlot::File], NOW).expect("an empty folder");
    let purposes: Vec<Purpose> = keyring.keys().into_iter().map(|key| key.purpose).collect();
    assert_eq!(purposes, Purpose::CORE);
    assert_eq!((keyring.deployment(), keyring.sequence()), (DEPLOYMENT, 1));
    for (name, mode) in [("fortrolig.keyring", 0o600), ("root.key", 0o400)] {
        let found = fs::metadata(folder.path().join(name)).expect("just made").mode() & 0o777;
        assert_eq!(found, mode, "{name}");
    }
}

#[test]
fn each_slot_opens_the_same_keys() {
    let folder = TestFolder::new();
    let slots = [NewSlot::File, NewSlot::Passphrase(passphrase("åtte ord på rad"), Cost::floor())];
    let made = Keyring::create(folder.path(), DEPLOYMENT, &slots, NOW).expect("an empty folder");
    for unlock in [Unlock::File, Unlock::Passphrase(passphrase("åtte ord på rad"))] {
        let unlocked = Keyring::unlock(folder.path(), unlock).expect("a slot of its own");
        assert_eq!(unlocked.login_index("kari"), made.login_index("kari"));
        assert_eq!(unlocked.keys(), made.keys());
    }
}

#[test]
fn a_wrong_passphrase_is_told_as_such() {
    let folder = TestFolder::new();
    let slots = [NewSlot::Passphrase(passphrase("the right one"), Cost::floor())];
    Keyring::create(folder.path(), DEPLOYMENT, &slots, NOW).expect("an empty folder");
    let wrong = Keyring::unlock(folder.path(), Unlock::Passphrase(passphrase("the wrong one")));
    assert!(matches!(wrong, Err(KeyringError::WrongPassphrase)), "{wrong:?}");
    assert!(matches!(unlock_file(&folder), Err(KeyringError::NoSuchSlot { kind: "file" })));
}

#[test]
fn a_slot_is_asked_for_by_its_kind() {
    let folder = TestFolder::new();
    folder.keyring();
    let asked = Keyring::unlock(folder.path(), Unlock::Passphrase(passphrase("any")));
    assert!(matches!(asked, Err(KeyringError::NoSuchSlot { kind: "passphrase" })));
}

#[test]
fn a_keyring_without_slots_or_with_two_files_is_not_made() {
    let folder = TestFolder::new();
    for slots in [&[][..], &[NewSlot::File, NewSlot::File]] {
        let refused = Keyring::create(folder.path(), DEPLOYMENT, slots, NOW);
        assert!(matches!(refused, Err(KeyringError::Slots { .. })));
    }
    assert_eq!(fs::read_dir(folder.path()).expect("our folder").count(), 0, "and nothing was written");
}

#[test]
fn nothing_is_written_over() {
    let folder = TestFolder::new();
    folder.keyring();
    let before = fs::read(folder.keyring_file()).expect("our folder");
    let again = Keyring::create(folder.path(), DEPLOYMENT, &[NewSlot::File], NOW);
    assert!(matches!(again, Err(KeyringError::Exists { .. })));
    fs::remove_file(folder.keyring_file()).expect("our folder");
    let root_key_left = Keyring::create(folder.path(), DEPLOYMENT, &[NewSlot::File], NOW);
    assert!(matches!(root_key_left, Err(KeyringError::Exists { path }) if path.ends_with("root.key")));
    fs::write(folder.keyring_file(), before).expect("our folder");
    fs::set_permissions(folder.keyring_file(), Permissions::from_mode(0o600)).expect("our folder");
    assert!(unlock_file(&folder).is_ok(), "the root key is as it was");
}

#[test]
fn a_missing_keyring_is_told_as_such() {
    let folder = TestFolder::new();
    for path in [folder.path().to_owned(), folder.path().join("nowhere")] {
        let told = Keyring::unlock(&path, Unlock::File).expect_err("nothing there").to_string();
        assert!(told.starts_with(&format!("there is no keyring at {}", path.display())), "{told}");
    }
}

#[test]
fn another_root_key_file_is_told_as_such() {
    let (folder, other) = (TestFolder::new(), TestFolder::new());
    folder.keyring();
    other.keyring();
    let path = folder.path().join("root.key");
    fs::remove_file(&path).expect("our folder");
    fs::copy(other.path().join("root.key"), &path).expect("our folders");
    assert!(matches!(unlock_file(&folder), Err(KeyringError::WrongRootKeyFile { .. })));
    for text in
        ["", "00", &"0".repeat(64), &format!("{}\n\n", "0".repeat(64)), &format!("{}\n", "F".repeat(64))]
    {
        fs::remove_file(&path).expect("our folder");
        fs::write(&path, text).expect("our folder");
        fs::set_permissions(&path, Permissions::from_mode(0o400)).expect("our folder");
        assert!(matches!(unlock_file(&folder), Err(KeyringError::NotARootKeyFile { .. })), "{text:?}");
    }
}

#[test]
fn a_truncated_keyring_is_refused_at_every_length() {
    let folder = TestFolder::new();
    folder.keyring();
    let whole = fs::read(folder.keyring_file()).expect("our folder");
    for length in 0..whole.len() {
        fs::write(folder.keyring_file(), &whole[..length]).expect("our folder");
        assert!(unlock_file(&folder).is_err(), "{length} of {} bytes", whole.len());
    }
    fs::write(folder.keyring_file(), &whole).expect("our folder");
    assert!(unlock_file(&folder).is_ok());
}

#[test]
fn a_keyring_with_one_byte_altered_is_refused() {
    let folder = TestFolder::new();
    folder.keyring();
    let whole = fs::read(folder.keyring_file()).expect("our folder");
    for at in 0..whole.len() {
        for flip in [1 << (at % 7), 0x20, 0x80] {
            let mut altered = whole.clone();
            altered[at] ^= flip;
            fs::write(folder.keyring_file(), &altered).expect("our folder");
            assert!(unlock_file(&folder).is_err(), "byte {at}, {flip:#x}");
        }
    }
}

#[test]
fn a_keyring_without_a_key_that_everything_needs_is_refused() {
    let folder = TestFolder::new();
    let keyring = folder.keyring();
    for purpose in Purpose::CORE {
        let mut book = keyring.ring().book.clone();
        book.keys.retain(|key| key.purpose != purpose);
        let bytes = text::write(&book, &keyring.root).expect("a time of our era");
        fs::write(folder.keyring_file(), bytes).expect("our folder");
        let refused = unlock_file(&folder);
        assert!(matches!(refused, Err(KeyringError::Malformed { .. })), "{purpose}: {refused:?}");
    }
}

/// A wrapped key and its number change places: the MAC fits, as whoever has the root key could make it, and
/// still no key is taken for another.
#[test]
fn a_key_passed_off_as_another_is_refused() {
    let folder = TestFolder::new();
    let keyring = folder.keyring();
    let mut book = keyring.ring().book.clone();
    let moved = book.keys[0].wrapped.clone();
    book.keys[0].wrapped = std::mem::replace(&mut book.keys[1].wrapped, moved);
    let bytes = text::write(&book, &keyring.root).expect("a time of our era");
    fs::write(folder.keyring_file(), bytes).expect("our folder");
    assert!(matches!(unlock_file(&folder), Err(KeyringError::Altered)));
}

#[test]
fn text_after_the_last_line_is_refused() {
    let folder = TestFolder::new();
    folder.keyring();
    let mut bytes = fs::read(folder.keyring_file()).expect("our folder");
    bytes.extend_from_slice(b"\n");
    fs::write(folder.keyring_file(), &bytes).expect("our folder");
    assert!(unlock_file(&folder).is_err());
}

#[test]
fn loose_permissions_are_refused_with_the_reason() {
    let folder = TestFolder::new();
    folder.keyring();
    let set =
        |path: &Path, mode| fs::set_permissions(path, Permissions::from_mode(mode)).expect("our folder");
    for (path, loose, tight) in [
        (folder.keyring_file(), 0o640, 0o600),
        (folder.path().join("root.key"), 0o404, 0o400),
        (folder.path().to_owned(), 0o755, 0o700),
    ] {
        set(&path, loose);
        let told = unlock_file(&folder).expect_err("loose").to_string();
        assert!(
            told.contains(&format!("mode {loose:04o}")) && told.contains("mend it with `chmod"),
            "{told}"
        );
        set(&path, tight);
        assert!(unlock_file(&folder).is_ok());
    }
    let elsewhere = folder.path().join("elsewhere");
    fs::rename(folder.keyring_file(), &elsewhere).expect("our folder");
    symlink(&elsewhere, folder.keyring_file()).expect("our folder");
    assert!(unlock_file(&folder).expect_err("a link").to_string().contains("is a symbolic link"));
}

#[test]
fn a_keyring_of_another_users_is_refused() {
    let folder = TestFolder::new();
    folder.keyring();
    // Only root can give a file away; for everybody else the rule is tested in `permissions`.
    if std::os::unix::fs::chown(folder.keyring_file(), Some(12_345), None).is_ok() {
        assert!(unlock_file(&folder).expect_err("given away").to_string().contains("belongs to user 12345"));
    }
}

#[test]
fn debug_tells_nothing_of_the_keys() {
    let folder = TestFolder::new();
    let keyring = folder.keyring();
    assert_eq!(format!("{keyring:?}"), "Keyring { sequence: 2, .. }");
    let unlock = Unlock::Passphrase(passphrase("KANARI"));
    assert_eq!(format!("{unlock:?}"), "Passphrase([confidential])");
}

#[test]
fn a_keyring_may_be_shared_by_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Keyring>();
    shared::<Sealed<Letter>>();
}
