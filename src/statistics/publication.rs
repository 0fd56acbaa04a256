//! [`Publication`]: what files are written of.

use serde_json::{Value, json};

use super::cube::Cube;
use super::release::Release;

/// The tables of one release, of whatever kind, with what it was made of. Who writes a file has this in her hands and
/// nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    cubes: Vec<Cube>,
    service: Option<String>,
    year: u16,
    made: Vec<(&'static str, Value)>,
}

impl Publication {
    /// `service`: the code of the one whose year it is, where it is not a dimension of the tables. `made`: enough to
    /// ask for the same release again, and to judge it.
    pub(super) fn new(
        cubes: Vec<Cube>,
        service: Option<String>,
        year: u16,
        made: Vec<(&'static str, Value)>,
    ) -> Self {
        Self { cubes, service, year, made }
    }

    /// Its tables.
    pub fn cubes(&self) -> &[Cube] {
        &self.cubes
    }

    /// The table with this key.
    pub fn cube(&self, key: &str) -> Option<&Cube> {
        self.cubes.iter().find(|cube| cube.key() == key)
    }

    /// The service whose year it is; none where the tables are split by service.
    pub(super) fn service(&self) -> Option<&str> {
        self.service.as_deref()
    }

    /// The calendar year.
    pub(super) fn year(&self) -> u16 {
        self.year
    }

    /// What it was made of, in order.
    pub(super) fn made(&self) -> &[(&'static str, Value)] {
        &self.made
    }
}

impl Release {
    /// What files of it are written of.
    pub fn publication(&self) -> Publication {
        let made = self.provenance();
        let lists: serde_json::Map<String, Value> =
            made.code_lists.iter().map(|(list, version)| (list.clone(), json!(version))).collect();
        Publication::new(
            self.cubes(),
            Some(made.service.clone()),
            made.year,
            vec![
                ("release", json!(made.number)),
                ("frozen_revision", json!(made.frozen_revision)),
                ("code_lists", Value::Object(lists)),
                ("programme", json!(self.spec_version())),
                ("threshold", json!(self.threshold())),
                ("program", json!(self.code_version())),
            ],
        )
    }
}
