//! Who may reach the key files: their owner, and nobody else.
//!
//! A key file that the group or everybody can read is no secret any more, so it is refused, with the command
//! that mends it, rather than mended in silence: somebody may have read it already.

use std::fs::{self, File, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::error::KeyringError;

/// Refuses a folder that is a symbolic link, belongs to another user, or is open to group or others; and one
/// whose parent lets anybody put another folder in its place.
pub(super) fn check_folder(path: &Path) -> Result<(), KeyringError> {
    let found = fs::symlink_metadata(path).map_err(|source| io("look at", path, source))?;
    if found.is_symlink() {
        let mend = format!("realpath {}", path.display());
        return Err(fault(path, "is a symbolic link: name the folder it leads to", mend));
    }
    if !found.is_dir() {
        return Err(fault(path, "is not a folder", format!("mkdir -m 700 {}", path.display())));
    }
    check(path, &found, "700")?;
    let parent = match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("."),
        Some(parent) => parent.to_owned(),
        None => return Ok(()),
    };
    let around = fs::metadata(&parent).map_err(|source| io("look at", &parent, source))?;
    // In a folder with the sticky bit, such as /tmp, only the owner may move a file.
    if around.mode() & 0o1002 == 0o002 {
        return Err(fault(
            &parent,
            &format!("lets anybody exchange what is in it (mode {:04o})", around.mode() & 0o7777),
            format!("chmod o-w {}", parent.display()),
        ));
    }
    Ok(())
}

/// Opens a key file for reading. Refuses symbolic links, other users' files, and files open to group or others.
pub(super) fn open_private(path: &Path) -> Result<File, KeyringError> {
    let found = fs::symlink_metadata(path).map_err(|source| io("look at", path, source))?;
    if found.is_symlink() {
        return Err(fault(path, "is a symbolic link", format!("mv $(realpath {0}) {0}", path.display())));
    }
    if !found.is_file() {
        return Err(fault(path, "is not a plain file", format!("ls -l {}", path.display())));
    }
    let file = File::open(path).map_err(|source| io("open", path, source))?;
    let opened = file.metadata().map_err(|source| io("look at", path, source))?;
    check(path, &opened, "600")?;
    if (opened.dev(), opened.ino()) != (found.dev(), found.ino()) && !newer_is_plain(path, &opened) {
        return Err(fault(path, "was exchanged while it was opened", format!("ls -l {}", path.display())));
    }
    Ok(file)
}

/// Another process may have renamed a new keyring into place between our two looks; a link it cannot be.
fn newer_is_plain(path: &Path, opened: &Metadata) -> bool {
    fs::symlink_metadata(path)
        .is_ok_and(|now| now.is_file() && (now.dev(), now.ino()) == (opened.dev(), opened.ino()))
}

fn check(path: &Path, found: &Metadata, mode: &str) -> Result<(), KeyringError> {
    if let Some(own) = own_user() {
        check_owner(path, found.uid(), own)?;
    }
    if found.mode() & 0o077 != 0 {
        return Err(fault(
            path,
            &format!("can be reached by others than its owner (mode {:04o})", found.mode() & 0o7777),
            format!("chmod {mode} {}", path.display()),
        ));
    }
    Ok(())
}

fn check_owner(path: &Path, owner: u32, own: u32) -> Result<(), KeyringError> {
    if owner == own {
        return Ok(());
    }
    Err(fault(
        path,
        &format!("belongs to user {owner}, and the program runs as user {own}"),
        format!("chown {own} {}", path.display()),
    ))
}

/// The effective user, from the owner of our own folder in /proc; where there is none, owners go unchecked.
fn own_user() -> Option<u32> {
    fs::metadata("/proc/self").ok().map(|own| own.uid())
}

fn fault(path: &Path, fault: &str, mend: String) -> KeyringError {
    KeyringError::Permissions { path: path.to_owned(), fault: fault.to_owned(), mend }
}

pub(super) fn io(act: &'static str, path: &Path, source: std::io::Error) -> KeyringError {
    KeyringError::Io { act, path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::super::testing::TestFolder;
    use super::*;

    fn set(path: &Path, mode: u32) {
        fs::set_permissions(path, Permissions::from_mode(mode)).expect("our own file");
    }

    #[test]
    fn a_file_open_to_others_is_refused_with_the_command_that_mends_it() {
        let folder = TestFolder::new();
        let path = folder.path().join("a.key");
        fs::write(&path, "x").expect("our own folder");
        for mode in [0o640, 0o604, 0o620, 0o602, 0o610, 0o644, 0o666] {
            set(&path, mode);
            let told = open_private(&path).expect_err("open to others").to_string();
            assert!(told.contains(&format!("(mode {mode:04o})")), "{told}");
            assert!(told.contains(&format!("`chmod 600 {}`", path.display())), "{told}");
        }
        for mode in [0o600, 0o400] {
            set(&path, mode);
            assert!(open_private(&path).is_ok(), "{mode:o}");
        }
    }

    #[test]
    fn a_folder_open_to_others_is_refused_with_the_command_that_mends_it() {
        let folder = TestFolder::new();
        for mode in [0o750, 0o705, 0o770, 0o777, 0o711] {
            set(folder.path(), mode);
            let told = check_folder(folder.path()).expect_err("open to others").to_string();
            assert!(told.contains(&format!("`chmod 700 {}`", folder.path().display())), "{told}");
        }
        set(folder.path(), 0o700);
        assert!(check_folder(folder.path()).is_ok());
    }

    #[test]
    fn a_folder_that_anybody_can_exchange_is_refused() {
        let folder = TestFolder::new();
        let inner = folder.path().join("keys");
        fs::create_dir(&inner).expect("our own folder");
        set(&inner, 0o700);
        set(folder.path(), 0o777);
        let told = check_folder(&inner).expect_err("the parent is open").to_string();
        assert!(told.contains("lets anybody exchange") && told.contains("`chmod o-w"), "{told}");
        set(folder.path(), 0o1777);
        assert!(check_folder(&inner).is_ok());
    }

    #[test]
    fn symbolic_links_are_refused() {
        let folder = TestFolder::new();
        let (file, link) = (folder.path().join("a.key"), folder.path().join("b.key"));
        fs::write(&file, "x").expect("our own folder");
        set(&file, 0o600);
        symlink(&file, &link).expect("our own folder");
        assert!(open_private(&link).expect_err("a link").to_string().contains("is a symbolic link"));
        let around = TestFolder::new();
        let keys = around.path().join("keys");
        symlink(folder.path(), &keys).expect("our own folder");
        assert!(check_folder(&keys).expect_err("a link").to_string().contains("is a symbolic link"));
    }

    #[test]
    fn another_users_file_is_refused() {
        let told = check_owner(Path::new("keys/a.key"), 1001, 1000).expect_err("another user").to_string();
        assert!(told.contains("belongs to user 1001") && told.contains("`chown 1000 keys/a.key`"), "{told}");
        let folder = TestFolder::new();
        let own = fs::metadata(folder.path()).expect("our own folder").uid();
        assert_eq!(own_user().unwrap_or(own), own, "/proc tells the user that our files get");
    }
}
