use sea_orm::DbErr;
use uuid::Uuid;

use crate::audit::ScribeFailed;

/// Why the store did not do as asked, by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Try again later: the database is away, busy, full or read-only.
    #[error("the database did not do as asked")]
    Database(#[from] DbErr),
    /// Try again: the row was changed by somebody else meanwhile.
    #[error("the row has changed meanwhile")]
    Stale,
    /// Stop and look: what is kept is not what was written.
    #[error(transparent)]
    Tampered(#[from] Tampering),
    /// Nothing was done, because it could not be recorded.
    #[error(transparent)]
    Unrecorded(#[from] ScribeFailed),
    /// Nothing was done, because the content could not be sealed.
    #[error("the content could not be sealed")]
    Unsealed,
    /// The store is shutting down.
    #[error("the store is closed")]
    Closed,
    /// `fortrolig init` has not been run on this database.
    #[error("the database holds no registry yet; run `fortrolig init`")]
    Empty,
    /// `fortrolig init` has been run already.
    #[error("the database holds a registry already")]
    NotEmpty,
    /// The database was made by a newer program.
    #[error("the database has a newer schema (step {0}) than this program knows; use the newer program")]
    NewerSchema(String),
    /// The keyring belongs to another database.
    #[error("the database belongs to deployment {database}, the keyring to {keyring}")]
    OtherDeployment {
        /// The deployment in the database.
        database: Uuid,
        /// The deployment of the keyring.
        keyring: Uuid,
    },
    /// The anchor outside the database could not be read or written.
    #[error("the anchor file could not be used")]
    Anchor(#[source] std::io::Error),
}

/// Signs that somebody has worked on the database behind the program's back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Tampering {
    /// A row stands at an earlier revision than it had.
    #[error("{table} {id}: an older revision was put back")]
    RolledBack {
        /// Which table.
        table: &'static str,
        /// Which row.
        id: Uuid,
    },
    /// A row is gone.
    #[error("{table} {id}: the row was removed")]
    Removed {
        /// Which table.
        table: &'static str,
        /// Which row.
        id: Uuid,
    },
    /// The seal of a row does not hold.
    #[error("{table} {id}: the seal does not hold")]
    Broken {
        /// Which table.
        table: &'static str,
        /// Which row.
        id: Uuid,
    },
    /// The rows together are not what was signed.
    #[error("the rows of the database are not the ones that were signed")]
    WrongSum,
    /// The head's signature does not hold.
    #[error("the head of the database was not signed by this registry")]
    WrongSignature,
    /// The database ends before the anchor.
    #[error(
        "the database ends at entry {database}, but entry {anchor} was acknowledged: an older copy was put back"
    )]
    OlderDatabase {
        /// The newest entry in the database.
        database: u64,
        /// The newest entry in the anchor.
        anchor: u64,
    },
    /// The database tells another history than the anchor.
    #[error("the database tells another history than the anchor at entry {0}")]
    OtherHistory(u64),
    /// The keyring is older than the one the database was last used with.
    #[error(
        "the keyring has sequence number {keyring}, but the database has seen {database}: an older keyring was put back"
    )]
    OlderKeyring {
        /// The keyring's sequence number.
        keyring: u64,
        /// The highest one the database has seen.
        database: u64,
    },
}
