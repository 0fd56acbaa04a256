//! [`RoundedTable`]: an answer, with all its margins.

use crate::statistics::interchange::written;

/// An approved table with all its margins, rounded. It may be shown to whoever may ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundedTable {
    /// What it is split by, in the order it was asked for.
    pub dimensions: Vec<String>,
    /// Every cell, the empty ones too, in the order of the codes; margins first.
    pub cells: Vec<RoundedCell>,
}

/// A cell of a rounded table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundedCell {
    /// Its code along each dimension; [`TOTAL`](crate::statistics::linked::TOTAL) where it is not split.
    pub codes: Vec<String>,
    /// 0, or more than is small.
    pub count: u32,
}

impl RoundedTable {
    /// The table as a file: a column for each dimension, then `value`.
    pub fn to_csv(&self) -> String {
        let head = self.dimensions.iter().cloned().chain(["value".to_owned()]).collect();
        let row = |cell: &RoundedCell| {
            cell.codes.iter().cloned().chain([cell.count.to_string()]).collect::<Vec<String>>()
        };
        written(std::iter::once(head).chain(self.cells.iter().map(row)))
    }
}
