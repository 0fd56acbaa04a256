//! [`Cube`]: a published table of any number of dimensions, as the doors show it and files are written from it.

use std::collections::BTreeSet;

use super::dimension::{TOTAL, Unit};
use super::share::Share;
use super::sign::{IMPOSSIBLE, MISSING, REVISED, SUPPRESSED};
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
    /// The places of those that a correction has changed.
    revised: BTreeSet<usize>,
    /// Of how many of the first edges each category is a whole, of which shares are taken.
    wholes: usize,
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
            Ok(Self { unit, edges, cells, revised: BTreeSet::new(), wholes: 0 })
        } else {
            Err(MisshapenCube { unit, edges: edges.into_iter().map(|edge| edge.name).collect() })
        }
    }

    /// The cells that `cell` gives for the codes of each, one for each edge.
    pub(super) fn filled(
        unit: Unit,
        edges: Vec<Edge>,
        mut cell: impl FnMut(&[&str]) -> Option<Cell>,
    ) -> Option<Self> {
        let mut rows: Vec<Vec<&str>> = vec![Vec::new()];
        for edge in &edges {
            rows = rows
                .iter()
                .flat_map(|row| edge.codes().map(|code| [row.as_slice(), &[code]].concat()))
                .collect();
        }
        let cells = rows.iter().map(|row| cell(row)).collect::<Option<Vec<Cell>>>()?;
        Self::new(unit, edges, cells).ok()
    }

    /// The same, with the cells at these places marked as changed by a correction.
    pub(super) fn revised(self, places: impl IntoIterator<Item = usize>) -> Self {
        Self { revised: places.into_iter().collect(), ..self }
    }

    /// The same, with shares taken within each category of the first `edges`, and not of everything.
    pub(super) fn with_wholes(self, edges: usize) -> Self {
        Self { wholes: edges, ..self }
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

    /// Whether a correction has changed what the cell at this place shows.
    pub fn is_revised(&self, at: usize) -> bool {
        self.revised.contains(&at)
    }

    /// Whether any of its cells is such a one.
    pub fn has_revised(&self) -> bool {
        !self.revised.is_empty()
    }

    /// The sign that the cell at this place bears: confidential, revised, or none.
    pub fn sign(&self, at: usize) -> &'static str {
        match self.cells.get(at) {
            Some(Cell::Suppressed) => SUPPRESSED,
            Some(Cell::Count(_)) if self.is_revised(at) => REVISED,
            _ => "",
        }
    }

    /// The share of the cell at this place of its whole, or the sign that stands instead: a share is made of published
    /// numbers only, and there is none of nothing.
    pub fn share(&self, at: usize) -> Result<Share, &'static str> {
        let (Some(cell), Some(whole)) = (self.cells.get(at), self.whole(at)) else { return Err(MISSING) };
        match (cell.count(), self.cells[whole].count()) {
            (Some(part), Some(whole)) => Share::of(part, whole).ok_or(IMPOSSIBLE),
            _ => Err(SUPPRESSED),
        }
    }

    /// Where the sum stands that a cell is a part of. None where the table has no such sum.
    fn whole(&self, at: usize) -> Option<usize> {
        let (mut whole, mut room) = (0, self.cells.len());
        for (order, edge) in self.edges.iter().enumerate() {
            room /= edge.codes.len();
            let here = if order < self.wholes { at / room % edge.codes.len() } else { edge.total? };
            whole += here * room;
        }
        Some(whole)
    }

    /// Where the cell with these codes stands, one for each edge.
    pub fn place(&self, codes: &[&str]) -> Option<usize> {
        self.edges.iter().zip(codes).try_fold(0, |at, (edge, code)| {
            Some(at * edge.codes.len() + edge.codes.iter().position(|other| other == code)?)
        })
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
        let shares = (0..4).map(|at| cube.share(at).map(Share::tenths));
        assert!(shares.eq([1000, 709, 277, 14].map(Ok)));
        let whole = Cube::of(release.table(Unit::Cases, "total").expect("likewise"));
        assert_eq!(whole.rows().collect::<Vec<_>>(), [(vec!["all"], Cell::Count(1101))]);
    }

    #[test]
    fn the_last_edge_runs_fastest() {
        let edges = vec![edge("gender", &["total", "K", "M"]), edge("age_group", &["total", "under_18"])];
        let cells = [60, 40, 45, 30, 15, 10].map(Cell::Count).to_vec();
        let cube = Cube::new(Unit::Cases, edges, cells).expect("six cells of three times two");
        assert_eq!(cube.rows().nth(3), Some((vec!["K", "under_18"], Cell::Count(30))));
        assert_eq!((cube.place(&["K", "under_18"]), cube.place(&["K", "A16"])), (Some(3), None));
        assert_eq!(cube.share(3).map(Share::tenths), Ok(500));
        assert!(cube.is_sum(&["K", "total"]) && !cube.is_sum(&["K", "under_18"]));
        let within = cube.with_wholes(1);
        assert_eq!([2, 3].map(|at| within.share(at).map(Share::tenths)), [1000, 667].map(Ok));
    }

    #[test]
    fn a_share_of_what_is_hidden_or_of_nothing_is_a_sign() {
        let cells = vec![Cell::Count(9), Cell::Count(9), Cell::Suppressed, Cell::Count(0), Cell::Count(0)];
        let edges = vec![edge("gender", &["total", "K", "M", "A", "U"])];
        let cube = Cube::new(Unit::Cases, edges, cells).expect("five cells").revised([1]);
        assert_eq!([2, 3].map(|at| cube.share(at).map(Share::tenths)), [Err(":"), Ok(0)]);
        assert_eq!([0, 1, 2].map(|at| cube.sign(at)), ["", "*", ":"]);
        let sums = |sum: Cell| {
            let edges = vec![edge("gender", &["total", "K"])];
            Cube::new(Unit::Cases, edges, vec![sum, Cell::Count(0)]).expect("two cells").share(1)
        };
        assert_eq!((sums(Cell::Suppressed), sums(Cell::Count(0))), (Err(":"), Err(".")));
    }

    #[test]
    fn without_a_sum_there_are_no_shares() {
        let cube = Cube::new(Unit::Cases, vec![edge("gender", &["K", "M"])], vec![Cell::Count(7); 2]);
        assert_eq!(cube.expect("two cells").share(0), Err(".."));
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
