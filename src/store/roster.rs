use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use uuid::Uuid;

use super::error::Tampering;

/// The revision each row is known to have: what a row read back is held against.
///
/// A seal alone does not tell an old, complete, valid row from the newest one. This does, at the reading.
#[derive(Default)]
pub(super) struct Roster(RwLock<HashMap<(&'static str, Uuid), u64>>);

/// What a row must at least be when it is read from now on.
///
/// It is asked for before the reading: whatever the writer commits while a row is being read makes that row no older
/// than it was, and a row held against what became known meanwhile would look like one that was put back.
pub(super) struct AtLeast {
    table: &'static str,
    id: Uuid,
    revision: Option<u64>,
}

impl Roster {
    /// Takes note of rows that were committed or loaded.
    pub(super) fn note(&self, table: &'static str, rows: impl IntoIterator<Item = (Uuid, u64)>) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for (id, revision) in rows {
            let newest = known.entry((table, id)).or_default();
            *newest = revision.max(*newest);
        }
    }

    /// What is known of a row now.
    pub(super) fn at_least(&self, table: &'static str, id: Uuid) -> AtLeast {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        AtLeast { table, id, revision: known.get(&(table, id)).copied() }
    }
}

impl AtLeast {
    /// Holds what was read against what was known. A newer row than known is another process's write.
    pub(super) fn holds(&self, read: Option<u64>) -> Result<(), Tampering> {
        match (self.revision, read) {
            (Some(_), None) => Err(Tampering::Removed { table: self.table, id: self.id }),
            (Some(known), Some(read)) if read < known => {
                Err(Tampering::RolledBack { table: self.table, id: self.id })
            }
            _ => Ok(()),
        }
    }
}
