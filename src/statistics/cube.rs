//! [`Cube`]: a published table of any number of dimensions, as the doors show it and files are written from it.

use super::dimension::{TOTAL, Unit};
use super::share::Share;
use super::table::{Cell, FrequencyTable, Protected};

/// Protected cells by the categories of any number of dimensions, with their sums among them.
///
/// It is made of what has passed disclosure control and of nothing else: who writes a file from it has nothing
/// in her hands that a reader may not see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cube {
    unit: Unit,
    edges: Vec<Edge>,
    cells: Vec<Cell>,
}

/// One dimension of a cube: its categories in order, the sum of them possibly among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    name: String,
    codes: Vec<String>,
    total: Option<usize>,
}

/// An edge without a name, without categories or with one of them twice; edges of one name; or cells that do not
/// fill the cube.
#[derive(Debug, thiserror::Error)]
#[error("the table of {unit} by {edges:?} does not fit together")]
pub struct MisshapenCube {
    unit: Unit,
    edges: Vec<String>,
}

impl Edge {
    /// The dimension `name` with these categories; [`TOTAL`] among them is their sum.
    pub(super) fn new<C: Into<String>>(name: &str, codes: impl IntoIterator<Item = C>) -> Self {
        let codes: Vec<String> = codes.into_iter().map(Into::into).collect();
        let total = codes.iter().position(|code| code == TOTAL);
        Self { name: name.to_owned(), codes, total }
    }

    /// The dimension's name: `main_concern`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The codes of its categories, in order.
    pub fn codes(&self) -> impl ExactSizeIterator<Item = &str> {
        self.codes.iter().map(String::as_str)
    }

    /// The place of the sum of the others.
    pub fn total(&self) -> Option<usize> {
        self.total
    }

    fn is_well_formed(&self) -> bool {
        let again = |(place, code)| self.codes[..place].contains(code);
        !self.name.is_empty() && !self.codes.is_empty() && !self.codes.iter().enumerate().any(again)
    }
}

impl Cube {
    /// The table as it was protected, its sum first: the category `total` of its dimension. Of a table that splits
    /// nothing the one cell is the sum.
    pub fn of(table: &FrequencyTable<Protected>) -> Self {
        let dimension = table.dimension().name();
        let mut edge = Edge::new(dimension, table.cells().map(|(code, _)| code));
        let mut cells: Vec<Cell> = table.cells().map(|(_, cell)| cell).collect();
        if dimension == TOTAL {
            edge.total = Some(0);
        } else {
            edge = Edge::new(dimension, std::iter::once(TOTAL).chain(edge.codes()));
            cells.insert(0, table.total());
        }
        Self::new(table.unit(), vec![edge], cells).expect("no dimension has a category of that code")
    }

    /// Cells that have passed disclosure control, the last edge running fastest.
    pub(super) fn new(unit: Unit, edges: Vec<Edge>, cells: Vec<Cell>) -> Result<Self, MisshapenCube> {
        let room = edges.iter().try_fold(1_usize, |room, edge| room.checked_mul(edge.codes.len()));
        let again =
            |(place, edge): (usize, &Edge)| edges[..place].iter().any(|other| other.name == edge.name);
        let fits = !edges.is_empty()
            && edges.iter().all(Edge::is_well_formed)
            && !edges.iter().enumerate().any(again)
            && room == Some(cells.len());
        if fits {
            Ok(Self { unit, edges, cells })
        } else {
            Err(MisshapenCube { unit, edges: edges.into_iter().map(|edge| edge.name).collect() })
        }
    }

    /// What is counted.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// What it is split by.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Its own name among the tables of a release: `cases-main_concern`.
    pub fn key(&self) -> String {
        let names = self.edges.iter().map(|edge| edge.name.as_str());
        std::iter::once(self.unit.code()).chain(names).collect::<Vec<_>>().join("-")
    }

    /// The cells, the last edge running fastest.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Each cell with its codes, one for each edge.
    pub fn rows(&self) -> impl Iterator<Item = (Vec<&str>, Cell)> {
        self.cells.iter().enumerate().map(|(at, cell)| (self.codes_at(at), *cell))
    }

    /// Whether the cell with these codes is a sum of others.
    pub fn is_sum(&self, codes: &[&str]) -> bool {
        self.edges.iter().zip(codes).any(|(edge, code)| {
            edge.total.is_some_and(|total| edge.codes.len() > 1 && edge.codes[total] == *code)
        })
    }

    /// A cell's share of everything. None where either is hidden, there is nothing, or the table has no sum:
    /// a share is made of published numbers only.
    pub fn share(&self, cell: Cell) -> Option<Share> {
        let whole = self.edges.iter().try_fold(0, |at, edge| Some(at * edge.codes.len() + edge.total?))?;
        Share::of(cell.count()?, self.cells[whole].count()?)
    }

    fn codes_at(&self, mut at: usize) -> Vec<&str> {
        let mut codes = Vec::with_capacity(self.edges.len());
        for edge in self.edges.iter().rev() {
            codes.push(edge.codes[at % edge.codes.len()].as_str());
            at /= edge.codes.len();
        }
        codes.reverse();
        codes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::sample;

    fn edge(name: &str, codes: &[&str]) -> Edge {
        Edge::new(name, codes.iter().copied())
    }

    #[test]
    fn a_table_is_a_cube_with_its_sum_first() {
        let release = sample::release();
        let gender = release.table(Unit::Cases, "gender").expect("it is there");
        let cube = Cube::of(gender);
        assert_eq!(cube.key(), "cases-gender");
        let counts: Vec<_> = cube.rows().map(|(codes, cell)| (codes[0].to_owned(), cell.count())).collect();
        let expected = [("total", 1101), ("K", 781), ("M", 305), ("A_or_U", 15)];
        assert_eq!(counts, expected.map(|(code, count)| (code.to_owned(), Some(count))));
        assert_eq!(cube.edges()[0].total(), Some(0));
        assert!(cube.is_sum(&["total"]) && !cube.is_sum(&["K"]));
        let shares = cube.cells().iter().map(|cell| cube.share(*cell).map(Share::tenths));
        assert!(shares.eq([1000, 709, 277, 14].map(Some)));
        let whole = Cube::of(release.table(Unit::Cases, "total").expect("likewise"));
        assert_eq!(whole.rows().collect::<Vec<_>>(), [(vec!["all"], Cell::Count(1101))]);
    }

    #[test]
    fn the_last_edge_runs_fastest() {
        let edges = vec![edge("gender", &["total", "K", "M"]), edge("age_group", &["total", "under_18"])];
        let cells = [60, 40, 45, 30, 15, 10].map(Cell::Count).to_vec();
        let cube = Cube::new(Unit::Cases, edges, cells).expect("six cells of three times two");
        assert_eq!(cube.rows().nth(3), Some((vec!["K", "under_18"], Cell::Count(30))));
        assert_eq!(cube.share(Cell::Count(30)).map(Share::tenths), Some(500));
        assert_eq!(cube.share(Cell::Suppressed), None);
        assert!(cube.is_sum(&["K", "total"]) && !cube.is_sum(&["K", "under_18"]));
    }

    #[test]
    fn without_a_sum_there_are_no_shares() {
        let cube = Cube::new(Unit::Cases, vec![edge("gender", &["K", "M"])], vec![Cell::Count(7); 2]);
        assert_eq!(cube.expect("two cells").share(Cell::Count(7)), None);
    }

    #[test]
    fn what_does_not_fit_together_is_no_cube() {
        let refused = |edges: Vec<Edge>, cells: usize| {
            assert!(Cube::new(Unit::Cases, edges, vec![Cell::Count(7); cells]).is_err());
        };
        refused(vec![], 1);
        refused(vec![edge("", &["K"])], 1);
        refused(vec![edge("gender", &[])], 0);
        refused(vec![edge("gender", &["K", "K"])], 2);
        refused(vec![edge("gender", &["K", "M"])], 3);
        refused(vec![edge("gender", &["K"]), edge("gender", &["M"])], 1);
    }
}
