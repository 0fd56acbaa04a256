//! [`FrequencyTable`]: a one-way table of counts, in the state *raw* or *protected*.

use std::collections::HashSet;

use super::dimension::{Dimension, Unit};
use super::share::Share;

/// Counts by category, with their sum. The state holds the cells, so that what may be done with them is a
/// matter of type: a raw table can be protected and nothing else.
///
/// It cannot be stored or sent:
///
/// ```compile_fail,E0277
/// use fortrolig::statistics::{Dimension, FrequencyTable, Raw, Unit};
/// fn send(table: &FrequencyTable<Raw>) -> String {
///     serde_json::to_string(table).unwrap_or_default()
/// }
/// ```
///
/// nor printed:
///
/// ```compile_fail,E0277
/// use fortrolig::statistics::{FrequencyTable, Raw};
/// fn print(table: &FrequencyTable<Raw>) -> String {
///     format!("{table:?}")
/// }
/// ```
///
/// and a protected one cannot be made by hand:
///
/// ```compile_fail,E0451
/// use fortrolig::statistics::{Cell, Dimension, FrequencyTable, Protected, Unit};
/// fn forge() -> FrequencyTable<Protected> {
///     let state = Protected { total: Cell::Count(3), cells: vec![Cell::Count(3)] };
///     FrequencyTable { unit: Unit::Cases, dimension: Dimension::total(), state }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrequencyTable<S> {
    pub(super) unit: Unit,
    pub(super) dimension: Dimension,
    pub(super) state: S,
}

/// True counts. Deliberately without `Debug`, `Clone`, `PartialEq` and `Serialize`, which
/// [`FrequencyTable`] would inherit.
pub struct Raw {
    pub(super) counts: Vec<u32>,
}

/// Cells that have passed disclosure control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protected {
    pub(super) total: Cell,
    pub(super) cells: Vec<Cell>,
}

/// What a reader sees in one place of a table. Whether a cell was hidden for its own sake or for another's
/// is not kept: the difference is what an attacker would ask for first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// The count.
    Count(u32),
    /// Not shown for confidentiality, written `:`.
    Suppressed,
}

impl Cell {
    /// The count, if it is shown.
    pub fn count(self) -> Option<u32> {
        match self {
            Self::Count(count) => Some(count),
            Self::Suppressed => None,
        }
    }
}

/// A tally with another number of counts than its dimension has categories, or a sum beyond 32 bits.
#[derive(Debug, thiserror::Error)]
#[error("the tally does not fit the dimension {0}")]
pub struct MisshapenTally(String);

impl FrequencyTable<Raw> {
    /// The counts of `unit` by the categories of `dimension`, in its order.
    ///
    /// Every unit is counted in exactly one category, so that the counts sum to the total.
    pub fn tally(unit: Unit, dimension: Dimension, counts: Vec<u32>) -> Result<Self, MisshapenTally> {
        let sum: u64 = counts.iter().map(|&count| u64::from(count)).sum();
        if counts.len() != dimension.categories().len() || sum > u64::from(u32::MAX) {
            return Err(MisshapenTally(dimension.name().to_owned()));
        }
        Ok(Self { unit, dimension, state: Raw { counts } })
    }

    /// Whether the table says just this: each code its count, and nothing under any other. *Yes* or *no* is all
    /// that gets out, and not beyond this crate: a contest over speed is to be over equal counts.
    pub(crate) fn says(&self, expected: &[(&str, u32)]) -> bool {
        let said = |&(code, count): &(&str, u32)| {
            self.dimension.position(code).is_some_and(|place| self.counts()[place] == count)
        };
        let different: HashSet<&str> = expected.iter().map(|(code, _)| *code).collect();
        let sum: u64 = expected.iter().map(|(_, count)| u64::from(*count)).sum();
        different.len() == expected.len() && sum == u64::from(self.total()) && expected.iter().all(said)
    }

    pub(super) fn counts(&self) -> &[u32] {
        &self.state.counts
    }

    pub(super) fn total(&self) -> u32 {
        self.state.counts.iter().sum()
    }
}

impl FrequencyTable<Protected> {
    /// What is counted.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// What it is split by: the categories as published, which may be fewer than the code list's.
    pub fn dimension(&self) -> &Dimension {
        &self.dimension
    }

    /// The sum of all cells, hidden ones included.
    pub fn total(&self) -> Cell {
        self.state.total
    }

    /// Each category's code with its cell, in code order.
    pub fn cells(&self) -> impl Iterator<Item = (&str, Cell)> {
        self.dimension
            .categories()
            .iter()
            .map(|category| category.code())
            .zip(self.state.cells.iter().copied())
    }

    /// The cell of this category, if the table has it.
    pub fn cell(&self, code: &str) -> Option<Cell> {
        self.dimension.position(code).map(|place| self.state.cells[place])
    }

    /// The category's share of the total. None where the cell or the total is hidden or the total is zero:
    /// a share is made of published numbers only.
    pub fn share(&self, code: &str) -> Option<Share> {
        Share::of(self.cell(code)?.count()?, self.state.total.count()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_fits_its_dimension() {
        let gender = || Dimension::new("gender", ["K", "M"]).expect("two categories");
        assert!(FrequencyTable::tally(Unit::Cases, gender(), vec![1]).is_err());
        assert!(FrequencyTable::tally(Unit::Cases, gender(), vec![u32::MAX, 1]).is_err());
        let table = FrequencyTable::tally(Unit::Cases, gender(), vec![3, 4]).expect("two counts");
        assert_eq!(table.total(), 7);
    }

    #[test]
    fn a_table_says_what_it_counts_and_nothing_else() {
        let dimension = Dimension::new("gender", ["K", "M", "U"]).expect("three categories");
        let table = FrequencyTable::tally(Unit::Cases, dimension, vec![3, 3, 1]).expect("three counts");
        assert!(table.says(&[("U", 1), ("M", 3), ("K", 3)]));
        for other in [
            &[("K", 3), ("M", 3)][..],
            &[("K", 1), ("M", 3), ("U", 3)],
            &[("K", 3), ("M", 3), ("U", 1), ("X", 0)],
            &[("K", 3), ("K", 3), ("U", 1)],
        ] {
            assert!(!table.says(other), "{other:?}");
        }
    }
}
