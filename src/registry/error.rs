use crate::domain::Fault;
use crate::keyring::KeyringError;
use crate::statistics::NotReleasable;
use crate::store::{StoreError, Tampering};

/// Why the registry did not do as asked, by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or none that she may see: the two look alike.
    #[error("not found")]
    NotFound,
    /// The login or the passphrase is wrong; which of them is not told.
    #[error("wrong login or passphrase")]
    WrongSignIn,
    /// Correct these fields and send again.
    #[error("{} fields need correcting", .0.len())]
    Faults(Vec<Fault>),
    /// Somebody else changed it meanwhile: look at it again.
    #[error("it has changed meanwhile")]
    Stale,
    /// It has been done already: the year is frozen, the case is closed, the login is taken.
    #[error("it has been done already")]
    AlreadyDone,
    /// What is kept is not what was written. It is not shown, and the log tells of it.
    #[error(transparent)]
    Tampered(Tampering),
    /// No protected release can be made of these figures.
    #[error(transparent)]
    NotReleasable(#[from] NotReleasable),
    /// Too many are signing in at this moment.
    #[error("too many sign-ins at once; try again in a moment")]
    Busy,
    /// Try again later.
    #[error("the registry cannot do it now")]
    Unavailable(#[source] StoreError),
    /// The keyring could not be used.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale => Self::Stale,
            StoreError::Tampered(tampering) => Self::Tampered(tampering),
            other => Self::Unavailable(other),
        }
    }
}
