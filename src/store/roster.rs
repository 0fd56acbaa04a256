use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use uuid::Uuid;

use super::error::Tampering;

/// The revision each row is known to have: what a row read back is held against.
///
/// A seal alone does not tell an old, complete, valid row from the newest one. This does, at the reading.
#[derive(Default)]
pub(super) struct Roster(RwLock<HashMap<(&'static str, Uuid), u64>>);

impl Roster {
    /// Takes note of rows that were committed or loaded.
    pub(super) fn note(&self, table: &'static str, rows: impl IntoIterator<Item = (Uuid, u64)>) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for (id, revision) in rows {
            let newest = known.entry((table, id)).or_default();
            *newest = revision.max(*newest);
        }
    }

    /// Holds what was read against what is known. A newer row than known is another process's write.
    pub(super) fn check(&self, table: &'static str, id: Uuid, read: Option<u64>) -> Result<(), Tampering> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        match (known.get(&(table, id)), read) {
            (Some(_), None) => Err(Tampering::Removed { table, id }),
            (Some(known), Some(read)) if read < *known => Err(Tampering::RolledBack { table, id }),
            _ => Ok(()),
        }
    }
}
