use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::error::StoreError;
use super::roster::Roster;
use crate::audit::{Marks, Row, Scribe};

/// What an act does inside its transaction.
pub type Working<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// An act that was done: what came of it, and the revision it has.
#[derive(Debug)]
pub struct Done<T> {
    /// What came of it.
    pub value: T,
    /// The number of its audit entry, which is the revision of the rows it wrote.
    pub revision: u64,
}

/// Inside an act: one transaction, whose audit entry is written before it can commit.
///
/// Every query that touches content asks for this, and [`Store::acting`](super::Store::acting) alone makes one
/// of a spent grant: content without an entry does not compile.
pub struct Acting<'a> {
    transaction: &'a DatabaseTransaction,
    revision: u64,
    scribe: &'a dyn Scribe,
    roster: &'a Roster,
    written: Mutex<Written>,
}

/// What an act has written so far: the change to the sum of marks, and the rows.
#[derive(Default)]
pub(super) struct Written {
    pub(super) added: Vec<[u8; 32]>,
    pub(super) taken: Vec<[u8; 32]>,
    pub(super) rows: Vec<(&'static str, Uuid, u64)>,
}

impl<'a> Acting<'a> {
    pub(super) fn new(
        transaction: &'a DatabaseTransaction,
        revision: u64,
        scribe: &'a dyn Scribe,
        roster: &'a Roster,
    ) -> Self {
        Self { transaction, revision, scribe, roster, written: Mutex::default() }
    }

    /// The revision of whatever this act writes.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    pub(super) fn transaction(&self) -> &DatabaseTransaction {
        self.transaction
    }

    pub(super) fn roster(&self) -> &Roster {
        self.roster
    }

    /// Takes note of a row written, and of what it was before.
    pub(super) fn wrote(
        &self,
        table: &'static str,
        id: Uuid,
        revision: u64,
        before: Option<(u64, &[u8])>,
        after: &[u8],
    ) {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((revision, sealed)) = before {
            written.taken.push(self.scribe.mark(table, id, revision, sealed));
        }
        written.added.push(self.scribe.mark(table, id, revision, after));
        written.rows.push((table, id, revision));
    }

    pub(super) fn written(self) -> Written {
        self.written.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Written {
    pub(super) fn apply(&self, marks: &mut Marks) {
        self.added.iter().for_each(|mark| marks.add(mark));
        self.taken.iter().for_each(|mark| marks.subtract(mark));
    }

    pub(super) fn entry_rows(&self) -> Vec<Row> {
        self.rows.iter().map(|(table, id, _)| Row { table: (*table).to_owned(), id: *id }).collect()
    }
}
