//! What is kept, and how.
//!
//! Tables of sealed documents (`cases`, `notes`, `contacts`, `users`, `credentials`, `teams`, `approvals`,
//! `emergencies`, `periods`, `releases`, `annual_releases`, `asked_tables`), one row each: a random id, the revision, ciphertext. `case_revisions` keeps what a case row was before.
//! `sessions` maps a token's keyed hash to a sealed session, `tries` a keyed hash to sealed counts of wrong tries. `audit_entries` is the log. `head` is one row: the
//! newest revision, the chain up to it, and the sum over all rows, signed.
//!
//! A revision is the number of the audit entry that tells of the write, so the log and the rows count alike.
//!
//! The store holds no key. It takes [`Sealed`](crate::keyring::Sealed) values and gives them back; entries are
//! sealed and heads signed by the [`Scribe`](crate::audit::Scribe) it was given. One writer task turns acts into
//! transactions, up to 64 at a time under one durable commit; readers have connections of their own.

mod acting;
mod anchor;
mod audit_log;
mod columns;
mod connection;
mod documents;
mod error;
mod export;
mod follow;
mod head;
mod lapsing;
mod migrations;
mod peer;
mod roster;
mod sessions;
mod tries;
mod users;
mod writer;

pub use acting::{Acting, Done, Working};
pub use connection::Store;
pub use documents::{
    AllCredentials, AnnualReleases, Approvals, AskedTables, CaseRevisions, Cases, Contacts, Document,
    Emergencies, Notes, Periods, Releases, StoredRow, Teams, Users,
};
pub use error::{StoreError, Tampering};
pub use follow::Page;
pub use lapsing::Lapsing;
pub(crate) use peer::{Indexes, Peer, PlainCase, PlainTable};
pub use sessions::SealedSession;
