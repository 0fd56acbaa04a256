//! [`Grid`]: published tables as a reader sees them, and the sums that she knows.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The code of every margin.
pub(super) const TOTAL: &str = "Total";

/// Parents with their children, by dimension, as a hierarchy file has them.
pub type Hierarchies = BTreeMap<String, Vec<(String, Vec<String>)>>;

/// Tables as published: a row for each cell, its code along each dimension and its count, unless that is hidden.
pub struct Grid {
    pub(super) rows: Vec<Vec<String>>,
    pub(super) values: Vec<Option<u32>>,
    pub(super) sums: Vec<Sum>,
}

/// A sum that a reader knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    /// Along which dimension it runs.
    pub(super) along: usize,
    pub(super) parent: u32,
    pub(super) children: Vec<u32>,
    /// Whether the children are all there is; else the parent is at least what they sum to.
    pub(super) whole: bool,
}

/// A file that is no table of ours or of another tool's.
#[derive(Debug, thiserror::Error)]
pub enum MisshapenGrid {
    /// It is not CSV.
    #[error("the tables cannot be read: {0}")]
    Unreadable(#[from] csv::Error),
    /// There is no column of values, or none before it.
    #[error("the tables need a column for each dimension and then one called `value`")]
    NoValue,
    /// A value is neither empty nor a count.
    #[error("line {0}: the value is neither empty nor a count")]
    NoCount(u64),
    /// A cell stands twice.
    #[error("line {0}: this cell stands further up already")]
    Twice(u64),
}

impl Grid {
    /// Reads tables from CSV: a column for each dimension, `Total` for margins, then `value`, empty or `:` where
    /// hidden. What stands in columns after it is not looked at: readers do not have it.
    ///
    /// # Errors
    /// What is wrong with the file, and where.
    pub fn read(text: &str, hierarchies: &Hierarchies) -> Result<Self, MisshapenGrid> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let head = reader.headers()?.clone();
        let value = head.iter().position(|column| column == "value").filter(|&at| at > 0);
        let value = value.ok_or(MisshapenGrid::NoValue)?;
        let dimensions: Vec<String> = head.iter().take(value).map(str::to_owned).collect();
        let (mut rows, mut values, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        for record in reader.records() {
            let record = record?;
            let line = record.position().map_or(0, csv::Position::line);
            let row: Vec<String> = record.iter().take(value).map(|code| code.trim().to_owned()).collect();
            values.push(match record.get(value).unwrap_or_default().trim() {
                "" | ":" | "NA" => None,
                count => Some(count.parse().map_err(|_| MisshapenGrid::NoCount(line))?),
            });
            if !seen.insert(row.clone()) {
                return Err(MisshapenGrid::Twice(line));
            }
            rows.push(row);
        }
        Ok(Self::new(&dimensions, rows, values, hierarchies))
    }

    /// Tables from their rows. Sums are found by looking for the children of each row among the others.
    pub fn new(
        dimensions: &[String],
        rows: Vec<Vec<String>>,
        values: Vec<Option<u32>>,
        hierarchies: &Hierarchies,
    ) -> Self {
        let places: HashMap<&[String], u32> = rows.iter().map(Vec::as_slice).zip(0..).collect();
        let mut sums = Vec::new();
        for (along, dimension) in dimensions.iter().enumerate() {
            let flat;
            let groupings = match hierarchies.get(dimension) {
                Some(groupings) => groupings,
                None => {
                    let codes: BTreeSet<&String> = rows.iter().map(|row| &row[along]).collect();
                    let codes = codes.into_iter().filter(|code| *code != TOTAL).cloned().collect();
                    flat = vec![(TOTAL.to_owned(), codes)];
                    &flat
                }
            };
            let mut known = BTreeSet::new();
            for (parent, children) in groupings.iter().filter(|grouping| known.insert(*grouping)) {
                for (at, row) in rows.iter().enumerate().filter(|(_, row)| row[along] == *parent) {
                    let mut row = row.clone();
                    let mut found = Vec::with_capacity(children.len());
                    for child in children {
                        row[along].clone_from(child);
                        found.extend(places.get(row.as_slice()));
                    }
                    if !found.is_empty() {
                        let whole = found.len() == children.len();
                        sums.push(Sum { along, parent: at as u32, children: found, whole });
                    }
                }
            }
        }
        Self { rows, values, sums }
    }

    /// How many cells are published.
    pub fn cells(&self) -> usize {
        self.rows.len()
    }

    /// How many of them are hidden.
    pub fn hidden(&self) -> usize {
        self.values.iter().filter(|value| value.is_none()).count()
    }

    pub(super) fn is_hidden(&self, row: u32) -> bool {
        self.values[row as usize].is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_with_its_sums() {
        let text = "a,b,value,true\nTotal,Total,9,9\nx,Total,4,4\ny,Total,,5\nx,p,:,4\nx,q,0,0\n";
        let grid = Grid::read(text, &Hierarchies::new()).expect("readable");
        assert_eq!((grid.cells(), grid.hidden()), (5, 2));
        let sum =
            |along, parent, children: &[u32]| Sum { along, parent, children: children.to_vec(), whole: true };
        assert_eq!(grid.sums, [sum(0, 0, &[1, 2]), sum(1, 1, &[3, 4])]);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let read = |text| Grid::read(text, &Hierarchies::new()).err().map(|error| error.to_string());
        assert!(read("a,b\nx,1\n").is_some_and(|said| said.contains("`value`")));
        assert!(read("a,value\nx,many\n").is_some_and(|said| said.contains("line 2")));
        assert!(read("a,value\nx,1\nx,2\n").is_some_and(|said| said.contains("line 3")));
    }
}
