//! [`Ledger`]: what was released before, which every reader has.

use std::collections::{BTreeMap, BTreeSet};

use super::axis::TOTAL;
use super::lattice::Lattice;

/// Cells that earlier releases showed: by dimension and code, margins left out.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    shown: BTreeMap<BTreeSet<(String, String)>, u32>,
}

impl Ledger {
    /// Adds what a release showed.
    pub fn add(&mut self, dimensions: &[String], codes: &[String], count: u32) {
        let pairs = dimensions.iter().cloned().zip(codes.iter().cloned());
        self.shown.insert(pairs.filter(|(_, code)| code != TOTAL).collect(), count);
    }

    /// Whether readers have this cell's count.
    pub(super) fn knows(&self, lattice: &Lattice, cell: u32) -> bool {
        if self.shown.is_empty() {
            return false;
        }
        let Some(key) = lattice.keys.get(cell as usize) else { return false };
        let pairs = lattice.axes.iter().zip(key.iter()).filter(|(_, place)| **place != 0);
        let pairs = pairs.map(|(axis, &place)| (axis.name().to_owned(), axis.codes()[place as usize].clone()));
        self.shown.contains_key(&pairs.collect())
    }
}
