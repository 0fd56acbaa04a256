//! Tables laid out in rows and columns.

use crate::statistics::{Edge, SUM};

/// Rows and columns, ready for the page: `parts.html` draws them.
pub(in crate::web::pages) struct TableView {
    /// Its own on the page.
    pub(in crate::web::pages) id: String,
    pub(in crate::web::pages) caption: String,
    /// What the rows are of.
    pub(in crate::web::pages) head: String,
    pub(in crate::web::pages) columns: Vec<String>,
    pub(in crate::web::pages) rows: Vec<Row>,
}

/// One line of a table.
pub(in crate::web::pages) struct Row {
    pub(in crate::web::pages) label: String,
    pub(in crate::web::pages) total: bool,
    pub(in crate::web::pages) cells: Vec<String>,
}

/// The categories of a dimension as they stand on a page: their sum last.
pub(in crate::web::pages) fn in_order(edge: &Edge) -> impl Iterator<Item = &str> {
    edge.codes().filter(|code| *code != SUM).chain(edge.total().map(|_| SUM))
}
