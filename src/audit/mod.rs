//! What an entry of the log is, and how entries chain.
//!
//! Every act is one [`Entry`], written in the act's own transaction. Its body is sealed; the entries chain by
//! SHA-256 over the sealed bodies, so that a copy of the log can be checked by whoever holds it and the public
//! key, without opening anything. The [`Head`] signs where the chain ends, and how all rows together stand.

mod chain;
mod entry;
mod export;
mod head;

pub use chain::{Chain, Link};
pub use entry::{Entry, Outcome, Row, Subject};
pub use export::{Export, Finding, verify};
pub use head::{Head, Marks, Scribe, ScribeFailed};
