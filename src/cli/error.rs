use std::io;
use std::path::PathBuf;

use crate::config::ConfigError;
use crate::registry::Finding;
use crate::{bench, registry};

/// Why a command did not do as asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The registry refused.
    #[error(transparent)]
    Registry(#[from] registry::Error),
    /// A file could not be read or written.
    #[error("could not use {path}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The web server did not start or did not end well.
    #[error("the server could not run: {0}")]
    Server(String),
    /// What was asked for makes no sense.
    #[error("{0}")]
    Request(String),
    /// The export is not what was signed.
    #[error("the log does not hold: {0}")]
    Log(Finding),
    /// The measurement could not be made.
    #[error(transparent)]
    Bench(#[from] bench::Error),
}

impl Error {
    pub(super) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        |source| Self::File { path, source }
    }
}
