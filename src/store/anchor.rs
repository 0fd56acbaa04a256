use std::io;
use std::path::{Path, PathBuf};

use crate::audit::{Chain, Head};

/// A copy of where the log ends, in a file outside the database and its backups.
///
/// It is written after every commit: a database that ends before its anchor is an older copy put back. It is
/// not forced to disk, for it may lag behind after a power cut without harm; it is never ahead of a durable
/// commit.
pub(super) struct Anchor(PathBuf);

impl Anchor {
    pub(super) fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// The number and chain it holds; nothing before the first commit.
    pub(super) fn read(&self) -> io::Result<Option<(u64, Chain)>> {
        match std::fs::read_to_string(&self.0) {
            Ok(text) => parse(&text).map(Some).ok_or_else(|| io::Error::other("the anchor file is damaged")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Moves it on. Written beside and renamed, so that a reader sees the old one or the new one.
    pub(super) fn write(&self, head: &Head) -> io::Result<()> {
        let beside = beside(&self.0);
        std::fs::write(&beside, format!("{} {}\n", head.number, hex::encode(head.chain.0)))?;
        std::fs::rename(&beside, &self.0)
    }
}

fn beside(path: &Path) -> PathBuf {
    path.with_extension("next")
}

fn parse(text: &str) -> Option<(u64, Chain)> {
    let (number, chain) = text.trim_end().split_once(' ')?;
    let mut bytes = [0; 32];
    hex::decode_to_slice(chain, &mut bytes).ok()?;
    Some((number.parse().ok()?, Chain(bytes)))
}
