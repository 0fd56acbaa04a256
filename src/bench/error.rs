use std::io;
use std::path::PathBuf;

use crate::keyring::{Integrity, KeyringError, SealError};
use crate::registry;
use crate::statistics::NotReleasable;
use crate::store::StoreError;

/// The measurement could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The candidates count differently, so that their times cannot be compared.
    #[error("the peer and the index do not count the same")]
    Differ,
    /// Somebody that the invented registry should have is not there, or may not do what is measured.
    #[error("the invented registry lacks {0}")]
    Lacking(&'static str),
    /// The registry refused.
    #[error(transparent)]
    Registry(#[from] registry::Error),
    /// The keyring could not be made or opened.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// Something was not sealed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// Something that was sealed did not open.
    #[error(transparent)]
    Open(#[from] Integrity),
    /// The peer did not do as asked.
    #[error("the plaintext peer failed")]
    Peer(#[from] StoreError),
    /// No protected release can be made of the invented figures.
    #[error(transparent)]
    NotReleasable(#[from] NotReleasable),
    /// A task did not come to its end.
    #[error("a client did not come to its end")]
    Client(#[from] tokio::task::JoinError),
    /// A file could not be used.
    #[error("could not use {path}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Error {
    pub(super) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        |source| Self::File { path, source }
    }
}
