//! [`NotRounded`]: why nothing was rounded. It names dimensions and tables, never a number, and no cell.

use crate::statistics::linked::MisshapenTables;

/// Why there is no rounded base.
#[derive(Debug, thiserror::Error)]
pub enum NotRounded {
    /// Nothing is small, and nothing would be protected.
    #[error("k is 0: then no count is small and nothing is protected")]
    NothingSmall,
    /// There is no table to answer with.
    #[error("no table is approved")]
    NoTables,
    /// A table is split by more than can be answered.
    #[error("the table {0} has more than three dimensions")]
    TooWide(String),
    /// A table has a dimension twice.
    #[error("a table has the dimension {0} twice")]
    Twice(String),
    /// A table is split by what the data have not.
    #[error("the data have no dimension {0}")]
    NoDimension(String),
    /// More cells than are rounded together.
    #[error("the tables have more than {0} cells: approve fewer, or with fewer levels")]
    TooMany(usize),
    /// What was published before does not fit the data.
    #[error(transparent)]
    Tables(#[from] MisshapenTables),
    /// What was published before is no longer so.
    #[error(
        "a count of the table {0} has changed since it was published: round the year in which it was made"
    )]
    Changed(String),
    /// No world was found for a cell of the table, so that rounded counts beside what was published before might tell it.
    #[error("beside what was published before, rounded counts might tell what is hidden in the table {0}")]
    InTheWay(String),
    /// The check of the finished base failed. It is a fault of the program, and nothing leaves.
    #[error("the rounded base failed its check")]
    NotProven,
}
