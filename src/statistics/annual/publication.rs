//! An annual release as files are written of it.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::face::AnnualFace;
use super::programme::{ADDITIONAL_CONCERN, ANY_CONCERN, tables};
use crate::statistics::linked::TOTAL;
use crate::statistics::{Cell, Cube, Edge, Publication, SUM, Unit};

impl AnnualFace {
    /// What files of it are written of.
    pub fn publication(&self) -> Publication {
        let frozen: serde_json::Map<String, Value> =
            self.frozen().iter().map(|(service, revision)| (service.clone(), json!(revision))).collect();
        let made = vec![
            ("release", json!(self.number())),
            ("version", json!(self.version())),
            ("supersedes", json!(self.supersedes())),
            ("publish_on", json!(self.publish_on().to_string())),
            ("beside", json!(self.beside())),
            ("frozen_revision", Value::Object(frozen)),
            ("code_lists", json!({ "all": self.code_lists() })),
            ("programme", json!(self.programme())),
            ("threshold", json!(self.k() + 1)),
            ("program", json!(self.code_version())),
        ];
        Publication::new(self.cubes(), None, self.year(), made)
    }

    /// Its tables, in the order of the programme, then those of additional concerns and of any. Shares are of all the cases of
    /// a service, or of all services.
    pub fn cubes(&self) -> Vec<Cube> {
        let cells: HashMap<&[String], (Option<u32>, bool)> = self
            .0
            .cells
            .iter()
            .map(|(codes, count, revised)| (codes.as_slice(), (*count, *revised)))
            .collect();
        let cell =
            |dimensions: &[&str], row: &[&str]| cells.get(self.codes_of(dimensions, row).as_slice()).copied();
        let mut cubes: Vec<Cube> = tables()
            .filter_map(|table| self.cube(table.iter().map(|name| self.edge(name)), |row| cell(table, row)))
            .collect();
        let additional = self.edge(ADDITIONAL_CONCERN);
        if additional.codes().len() > 1 {
            let table = ["service", ADDITIONAL_CONCERN];
            let any = Edge::new(ANY_CONCERN, additional.codes());
            cubes.extend(self.cube([self.edge("service"), additional], |row| cell(&table, row)));
            // Where nobody could have it as the main one there is no such cell.
            cubes.extend(self.cube([self.edge("service"), any], |row| {
                let main = cell(&["service", "main_concern"], row).unwrap_or((Some(0), false));
                if row[1] == SUM { Some(main) } else { Some(together(main, cell(&table, row)?)) }
            }));
        }
        cubes
    }

    fn cube(
        &self,
        edges: impl IntoIterator<Item = Edge>,
        cell: impl Fn(&[&str]) -> Option<(Option<u32>, bool)>,
    ) -> Option<Cube> {
        let mut revised = Vec::new();
        let mut at = 0;
        let cube = Cube::filled(Unit::Cases, edges.into_iter().collect(), |row| {
            let (count, changed) = cell(row)?;
            revised.extend((changed && count.is_some()).then_some(at));
            at += 1;
            Some(count.map_or(Cell::Suppressed, Cell::Count))
        })?;
        Some(cube.with_wholes(1).revised(revised))
    }

    /// A dimension: the sum first, then its codes in the order in which they stand.
    fn edge(&self, name: &str) -> Edge {
        let along = self.0.dimensions.iter().position(|of| of == name);
        let mut codes = vec![SUM];
        for (cell, ..) in &self.0.cells {
            let code = along.and_then(|along| cell.get(along)).map_or(TOTAL, String::as_str);
            if code != TOTAL && !codes.contains(&code) {
                codes.push(code);
            }
        }
        Edge::new(name, codes)
    }

    /// The code along each dimension of a cell of a table: what the release calls it.
    pub fn codes_of(&self, dimensions: &[&str], codes: &[&str]) -> Vec<String> {
        let code = |name: &String| {
            let found = dimensions.iter().position(|of| of == name).and_then(|at| codes.get(at));
            found.map_or(TOTAL, |code| if *code == SUM { TOTAL } else { code }).to_owned()
        };
        self.0.dimensions.iter().map(code).collect()
    }
}

/// Two counts of different cases as one; hidden if either is.
fn together(one: (Option<u32>, bool), other: (Option<u32>, bool)) -> (Option<u32>, bool) {
    let sum = one.0.zip(other.0).and_then(|(one, other)| one.checked_add(other));
    (sum, one.1 || other.1)
}
