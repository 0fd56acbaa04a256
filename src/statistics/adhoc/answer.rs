//! [`Answer`]: a table that was asked for.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::lattice::names;
use crate::domain::{TableQuestion, TableUnit};
use crate::statistics::csv::cube_as_csv;
use crate::statistics::cube::{Cube, Edge};
use crate::statistics::linked::TOTAL;
use crate::statistics::rounding::{RoundedBase, RoundedTable};
use crate::statistics::table::Cell;
use crate::statistics::{CsvStyle, Labels, Publication, SUM, Unit};

/// The name of the dimension of several years.
const YEAR: &str = "year";

/// A table without holes, with what each of its years was counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    question: TableQuestion,
    cube: Cube,
    sources: Vec<Source>,
}

/// What a year of an answer was counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The year.
    pub year: u16,
    /// The number of the annual release that its base was made with.
    pub release: u32,
    /// Each service with the revision its year was frozen at.
    pub frozen: Vec<(String, u64)>,
    /// The version of the code lists.
    pub code_lists: String,
    /// The version of the program that made it.
    pub code_version: String,
    /// The version of the lattice that it was made for.
    pub lattice: String,
    /// Counts are nothing or at least this.
    pub least: u32,
}

impl Answer {
    /// The answer to a question from the bases of its years, in the order of the years. None where one of them does not
    /// have the table.
    pub fn of(question: TableQuestion, bases: Vec<(Source, &RoundedBase)>) -> Option<Self> {
        let dimensions: Vec<_> = question.dimensions().collect();
        let names = names(&dimensions);
        let mut tables = Vec::with_capacity(bases.len());
        let mut sources = Vec::with_capacity(bases.len());
        for (source, base) in bases {
            tables.push((source.year, base.table(&names)?));
            sources.push(source);
        }
        let cube = cube(unit(question.unit()), &names, &tables)?;
        Some(Self { question, cube, sources })
    }

    /// What was asked.
    pub fn question(&self) -> TableQuestion {
        self.question
    }

    /// The table.
    pub fn cube(&self) -> &Cube {
        &self.cube
    }

    /// What each year was counted from.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The table as CSV: two columns for each dimension, then the count.
    pub fn to_csv(&self, style: CsvStyle, labels: &impl Labels) -> String {
        cube_as_csv(&self.cube, style, labels)
    }

    /// What files of it are written of. Where several years stand in the table, they are one of its dimensions.
    pub fn publication(&self) -> Publication {
        let made = |source: &Source| {
            let frozen: Map<String, Value> =
                source.frozen.iter().map(|(service, revision)| (service.clone(), json!(revision))).collect();
            json!({
                "year": source.year,
                "release": source.release,
                "frozen_revision": frozen,
                "code_lists": source.code_lists,
                "tables": source.lattice,
                "least": source.least,
                "program": source.code_version,
            })
        };
        let made = vec![
            ("question", json!(self.question.to_string())),
            ("years", self.sources.iter().map(made).collect()),
        ];
        let last = self.sources.last().map_or(0, |source| source.year);
        Publication::new(vec![self.cube.clone()], None, last, made)
    }
}

fn unit(unit: TableUnit) -> Unit {
    match unit {
        TableUnit::Cases => Unit::Cases,
    }
}

/// The years' tables in one, the sums first. Several years are a dimension, with the sum over them.
fn cube(unit: Unit, names: &[&str], tables: &[(u16, RoundedTable)]) -> Option<Cube> {
    let mut edges = Vec::with_capacity(names.len() + 1);
    if tables.len() > 1 {
        let years = tables.iter().map(|(year, _)| year.to_string());
        edges.push(Edge::new(YEAR, std::iter::once(SUM.to_owned()).chain(years)));
    }
    for (at, name) in names.iter().enumerate() {
        edges.push(Edge::new(name, std::iter::once(SUM.to_owned()).chain(codes(at, tables))));
    }
    let by_codes: Vec<BTreeMap<&[String], u32>> = tables
        .iter()
        .map(|(_, table)| table.cells.iter().map(|cell| (cell.codes.as_slice(), cell.count)).collect())
        .collect();
    let own = edges.len() - names.len();
    Cube::filled(unit, edges, |codes| {
        let (year, codes) = codes.split_at(own);
        let key: Vec<String> =
            codes.iter().map(|&code| if code == SUM { TOTAL } else { code }.to_owned()).collect();
        // A code that a year does not have could not be chosen then: no case has it.
        let of_year = |((of, _), counts): (&(u16, RoundedTable), &BTreeMap<&[String], u32>)| {
            let asked = year.first().is_none_or(|year| *year == SUM || *year == of.to_string());
            if asked { counts.get(key.as_slice()).copied().unwrap_or(0) } else { 0 }
        };
        let sum = tables.iter().zip(&by_codes).map(of_year).try_fold(0_u32, u32::checked_add)?;
        Some(Cell::Count(sum))
    })
}

/// The codes that some year has along a dimension: those of the last year in their order, and each that only earlier
/// years have after the one that it stood behind there.
fn codes(at: usize, tables: &[(u16, RoundedTable)]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (_, table) in tables.iter().rev() {
        let mut after = 0;
        for cell in &table.cells {
            let code = &cell.codes[at];
            if code == TOTAL {
                continue;
            }
            match all.iter().position(|known| known == code) {
                Some(place) => after = place + 1,
                None => {
                    all.insert(after, code.clone());
                    after += 1;
                }
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::rounding::RoundedCell;

    fn counts(of: &[(&[&str], u32)]) -> RoundedTable {
        let cell = |(codes, count): &(&[&str], u32)| RoundedCell {
            codes: codes.iter().map(|&code| code.to_owned()).collect(),
            count: *count,
        };
        RoundedTable { dimensions: Vec::new(), cells: of.iter().map(cell).collect() }
    }

    #[test]
    fn several_years_are_a_dimension_with_their_sum() {
        let before = counts(&[(&["Total"], 30), (&["EKK"], 10), (&["NSK"], 20), (&["TRV"], 0)]);
        let after = counts(&[(&["Total"], 25), (&["NSK"], 15), (&["TRV"], 10)]);
        let cube = cube(Unit::Cases, &["main_concern"], &[(2024, before), (2025, after)]).expect("it fits");
        let codes: Vec<Vec<&str>> = cube.edges().iter().map(|edge| edge.codes().collect()).collect();
        assert_eq!(codes, [vec!["total", "2024", "2025"], vec!["total", "EKK", "NSK", "TRV"]]);
        let cells: Vec<Option<u32>> = cube.cells().iter().map(|cell| cell.count()).collect();
        assert_eq!(cells, [55, 10, 35, 10, 30, 10, 20, 0, 25, 0, 15, 10].map(Some));
    }

    #[test]
    fn one_year_is_no_dimension() {
        let counts = counts(&[
            (&["Total", "Total"], 15),
            (&["Total", "K"], 15),
            (&["MR", "Total"], 10),
            (&["MR", "K"], 10),
            (&["SU", "Total"], 5),
            (&["SU", "K"], 5),
        ]);
        let cube = cube(Unit::Cases, &["service", "gender"], &[(2025, counts)]).expect("it fits");
        assert_eq!(cube.key(), "cases-service-gender");
        assert_eq!(cube.rows().nth(4), Some((vec!["SU", "total"], Cell::Count(5))));
        assert!(cube.is_sum(&["total", "K"]));
    }
}
