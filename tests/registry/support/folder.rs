use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// A temporary folder, gone with its value.
pub(crate) struct Folder(PathBuf);

/// What lay in a folder, its modes with it: the program refuses keys that others may read.
pub(crate) struct Contents(Vec<Entry>);

struct Entry {
    path: PathBuf,
    mode: u32,
    /// Nothing for a folder.
    bytes: Option<Vec<u8>>,
}

impl Folder {
    pub(crate) fn new() -> Self {
        let path = std::env::temp_dir().join(format!("fortrolig-test-{}", uuid::Uuid::new_v4()));
        DirBuilder::new().mode(0o700).create(&path).expect("a new temporary folder");
        Self(path)
    }

    pub(crate) fn of(contents: &Contents) -> Self {
        let folder = Self::new();
        for Entry { path, mode, bytes } in &contents.0 {
            let path = folder.0.join(path);
            match bytes {
                None => DirBuilder::new().mode(*mode).create(path).expect("a folder in a new folder"),
                Some(bytes) => OpenOptions::new()
                    .write(true)
                    .create_new(true)
                    .mode(*mode)
                    .open(path)
                    .and_then(|mut file| file.write_all(bytes))
                    .expect("a file in a new folder"),
            }
        }
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// What lies in it now. A database that has just been left writes its journal home and removes it in its own
    /// time: what was read meanwhile does not belong together, and is read again.
    #[expect(clippy::disallowed_methods, reason = "a database tells nobody when its journal is home")]
    pub(crate) fn contents(&self) -> Contents {
        for _ in 0..100 {
            let mut entries = Vec::new();
            match gather(&self.0, &self.0, &mut entries) {
                Ok(()) => return Contents(entries),
                Err(error) if error.kind() == ErrorKind::NotFound => thread::sleep(Duration::from_millis(20)),
                Err(error) => panic!("the folder cannot be read: {error}"),
            }
        }
        panic!("the folder does not come to rest")
    }
}

impl Contents {
    /// Every file with its bytes.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&Path, &[u8])> {
        self.0.iter().filter_map(|entry| Some((entry.path.as_path(), entry.bytes.as_deref()?)))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder left behind is no reason to fail a story that held.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn gather(root: &Path, folder: &Path, entries: &mut Vec<Entry>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let metadata = fs::metadata(&path)?;
        let mode = metadata.permissions().mode() & 0o777;
        let relative = path.strip_prefix(root).expect("it lies in it").to_owned();
        if metadata.is_dir() {
            entries.push(Entry { path: relative, mode, bytes: None });
            gather(root, &path, entries)?;
        } else {
            entries.push(Entry { path: relative, mode, bytes: Some(fs::read(&path)?) });
        }
    }
    Ok(())
}
