//! [`Grid`]: published tables as a reader sees them, and the sums that she knows.

use std::collections::{BTreeSet, HashMap};

use crate::statistics::interchange::{Hierarchies, MisshapenFile, PublishedFile, TOTAL};

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

impl Sum {
    /// Its cells with their signs: what all of them come to is nothing, or less where the children are not all there is.
    pub(super) fn signed(&self) -> impl Iterator<Item = (u32, i64)> {
        self.children.iter().map(|&child| (child, 1)).chain([(self.parent, -1)])
    }
}

/// A file that is no table of ours or of another tool's.
#[derive(Debug, thiserror::Error)]
pub enum MisshapenGrid {
    /// It is no file of linked tables.
    #[error(transparent)]
    File(#[from] MisshapenFile),
    /// A cell stands twice.
    #[error("line {0}: this cell stands further up already")]
    Twice(u64),
}

/// How tools mark what they hide.
const BLANKS: &[&str] = &["", ":", "NA"];

impl Grid {
    /// Reads tables from CSV: a column for each dimension, `Total` for margins, then `value`, empty or `:` where
    /// hidden.
    ///
    /// # Errors
    /// What is wrong with the file, and where.
    pub fn read(text: &str, hierarchies: &Hierarchies) -> Result<Self, MisshapenGrid> {
        let file = PublishedFile::read(text)?;
        let (mut rows, mut values, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        for row in file.rows {
            values.push(row.count(BLANKS)?);
            if !seen.insert(row.codes.clone()) {
                return Err(MisshapenGrid::Twice(row.line));
            }
            rows.push(row.codes);
        }
        Ok(Self::new(&file.dimensions, rows, values, hierarchies))
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
