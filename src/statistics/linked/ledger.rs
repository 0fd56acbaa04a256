//! [`Ledger`]: what was released before, which every reader has.

use std::collections::{BTreeMap, BTreeSet};

use super::axis::Axis;
use super::lattice::{Key, MisshapenTables};
use crate::statistics::interchange::{MisshapenFile, PublishedFile, TOTAL};

/// Cells that earlier releases published: by dimension and code, margins left out.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    cells: BTreeMap<BTreeSet<(String, String)>, Before>,
}

/// What readers have of a cell that was published before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::statistics) struct Before {
    /// Its count; nothing where it was hidden.
    pub(in crate::statistics) count: Option<u32>,
    /// The least that it can be: 1 for a blank of a table that shows every zero.
    pub(in crate::statistics) least: u32,
    /// The most that it can be, for all that is published of what it is part of beside the tables.
    pub(in crate::statistics) most: u32,
}

/// Tables published before that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum MisshapenLedger {
    /// It is no file of linked tables.
    #[error(transparent)]
    File(#[from] MisshapenFile),
    /// Two releases show two numbers for one cell.
    #[error("line {0}: this cell was published with another count: a correction is not a further table")]
    Conflict(u64),
}

impl Ledger {
    /// Adds what a release published of a cell.
    ///
    /// # Errors
    /// When another count was published for it before.
    pub fn add(
        &mut self,
        dimensions: &[String],
        codes: &[String],
        count: Option<u32>,
    ) -> Result<(), Conflict> {
        self.add_at_least(dimensions, codes, count, 0)
    }

    /// The same for a table of which readers know how small a blank can be: at least 1 where every zero is shown.
    ///
    /// # Errors
    /// When another count was published for it before.
    pub fn add_at_least(
        &mut self,
        dimensions: &[String],
        codes: &[String],
        count: Option<u32>,
        least: u32,
    ) -> Result<(), Conflict> {
        let known = self.cells.entry(pairs(dimensions, codes)).or_insert(Before {
            count: None,
            least: 0,
            most: u32::MAX,
        });
        if known.count.is_some() && count.is_some() && known.count != count {
            return Err(Conflict);
        }
        known.count = known.count.or(count);
        known.least = known.least.max(least);
        Ok(())
    }

    /// That a cell which was published before can be no more than this. Of others nothing is known.
    pub fn at_most(&mut self, dimensions: &[String], codes: &[String], most: u32) {
        if let Some(known) = self.cells.get_mut(&pairs(dimensions, codes)) {
            known.most = known.most.min(most);
        }
    }

    /// Adds the tables of a CSV file, as `LinkedRelease::to_csv` writes it. Readers know each blank to be at least
    /// `least`: 1 where every zero was shown.
    ///
    /// # Errors
    /// What is wrong with the file, and where.
    pub fn read(&mut self, text: &str, least: u32) -> Result<(), MisshapenLedger> {
        let file = PublishedFile::read(text)?;
        for row in &file.rows {
            self.add_at_least(&file.dimensions, &row.codes, row.count(&[""])?, least)
                .map_err(|Conflict| MisshapenLedger::Conflict(row.line))?;
        }
        Ok(())
    }

    /// The dimensions by which anything was published.
    pub(in crate::statistics) fn dimensions(&self) -> BTreeSet<&str> {
        self.cells.keys().flatten().map(|(dimension, _)| dimension.as_str()).collect()
    }

    /// What was published before, by the places of codes along these axes.
    pub(in crate::statistics) fn cells(
        &self,
        axes: &[Axis],
    ) -> Result<BTreeMap<Key, Before>, MisshapenTables> {
        let mut cells = BTreeMap::new();
        for (pairs, before) in &self.cells {
            let mut key: Key = vec![0; axes.len()].into();
            for (dimension, code) in pairs {
                let along = axes.iter().position(|axis| axis.name() == dimension);
                let along = along.ok_or_else(|| MisshapenTables::NoDimension(dimension.clone()))?;
                let no_code = || MisshapenTables::NoCode { dimension: dimension.clone(), code: code.clone() };
                key[along] = axes[along].place(code).ok_or_else(no_code)?;
            }
            cells.insert(key, *before);
        }
        Ok(cells)
    }
}

/// A cell, by what it is split by.
fn pairs(dimensions: &[String], codes: &[String]) -> BTreeSet<(String, String)> {
    let pairs = dimensions.iter().cloned().zip(codes.iter().cloned());
    pairs.filter(|(_, code)| code != TOTAL).collect()
}

/// Another count was published for the cell before.
#[derive(Debug, PartialEq, Eq)]
pub struct Conflict;
