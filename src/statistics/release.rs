//! [`Release`]: all that may leave, with its provenance.

use serde::{Deserialize, Serialize, Serializer};

use super::cube::Cube;
use super::dimension::{Dimension, Unit};
use super::spec::Spec;
use super::table::{Cell, FrequencyTable, Protected};

/// Tables protected together, numbered, never changed. [`protect`](super::protect()) alone makes one.
///
/// It is the only thing here that can be serialised, and it holds nothing but what every reader may see.
/// It has no public `Deserialize`: nobody makes a release of a web form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    provenance: Provenance,
    spec_version: String,
    threshold: u32,
    code_version: String,
    tables: Vec<FrequencyTable<Protected>>,
}

/// What a release was made of: enough to make it again, to the byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The code of the service whose year it is.
    pub service: String,
    /// The calendar year.
    pub year: u16,
    /// Its number among the releases of the registry.
    pub number: u32,
    /// The revision of the store at which the year was frozen.
    pub frozen_revision: u64,
    /// The code lists it was counted by, each with its version.
    pub code_lists: Vec<(String, String)>,
}

/// The bytes are not those of a stored release.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Not the JSON of a release.
    #[error("the stored release is not readable")]
    Form(#[from] serde_json::Error),
    /// Readable, but no release ever looks like this; somebody has written it by hand.
    #[error("the stored release was not made by disclosure control")]
    Content,
}

impl Release {
    pub(super) fn new(provenance: Provenance, spec: &Spec, tables: Vec<FrequencyTable<Protected>>) -> Self {
        Self {
            provenance,
            spec_version: spec.version.to_owned(),
            threshold: spec.threshold,
            code_version: env!("CARGO_PKG_VERSION").to_owned(),
            tables,
        }
    }

    /// What it was made of.
    pub fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    /// The version of the programme of tables.
    pub fn spec_version(&self) -> &str {
        &self.spec_version
    }

    /// The smallest count that is shown.
    pub fn threshold(&self) -> u32 {
        self.threshold
    }

    /// The version of the program that made it.
    pub fn code_version(&self) -> &str {
        &self.code_version
    }

    /// Its tables, in the order of the programme.
    pub fn tables(&self) -> &[FrequencyTable<Protected>] {
        &self.tables
    }

    /// Its tables as files are written from them, in the same order.
    pub fn cubes(&self) -> Vec<Cube> {
        self.tables.iter().map(Cube::of).collect()
    }

    /// The table of `unit` by the dimension of this name.
    pub fn table(&self, unit: Unit, dimension: &str) -> Option<&FrequencyTable<Protected>> {
        self.tables.iter().find(|table| table.unit() == unit && table.dimension().name() == dimension)
    }

    /// The bytes for the store. The same release gives the same bytes.
    pub fn to_stored(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("strings and numbers can always be written")
    }

    /// Reads back what [`to_stored`](Self::to_stored) wrote. For the store alone, which keeps releases under
    /// their number and never changes one.
    ///
    /// What no release shows is refused: a count under the threshold, a lone blank, a sum that is wrong.
    /// It is a guard against a damaged row, not a proof; the proof was made with the true counts.
    pub(crate) fn from_stored(bytes: &[u8]) -> Result<Self, Unreadable> {
        let stored: Stored = serde_json::from_slice(bytes)?;
        let threshold = stored.threshold;
        let read = |table: StoredTable| table.into_table().filter(|table| plausible(table, threshold));
        let tables: Option<Vec<_>> = stored.tables.into_iter().map(read).collect();
        Ok(Self {
            provenance: Provenance {
                service: stored.service,
                year: stored.year,
                number: stored.number,
                frozen_revision: stored.frozen_revision,
                code_lists: stored.code_lists,
            },
            spec_version: stored.spec_version,
            threshold,
            code_version: stored.code_version,
            tables: tables.ok_or(Unreadable::Content)?,
        })
    }
}

fn plausible(table: &FrequencyTable<Protected>, threshold: u32) -> bool {
    let counts: Vec<u64> = table.state.cells.iter().filter_map(|cell| cell.count()).map(u64::from).collect();
    let blanks = table.state.cells.len() - counts.len();
    let shown: u64 = counts.iter().sum();
    match table.total() {
        Cell::Suppressed => counts.is_empty(),
        Cell::Count(total) => {
            let total = u64::from(total);
            let adds_up = if blanks == 0 { shown == total } else { shown < total };
            let small = |count: &u64| (1..u64::from(threshold)).contains(count);
            adds_up && blanks != 1 && !small(&total) && !counts.iter().any(small)
        }
    }
}

/// The form of a release in the store and on the way out. A suppressed cell is `null`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    service: String,
    year: u16,
    number: u32,
    frozen_revision: u64,
    code_lists: Vec<(String, String)>,
    spec_version: String,
    threshold: u32,
    code_version: String,
    tables: Vec<StoredTable>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredTable {
    unit: String,
    dimension: String,
    total: Option<u32>,
    categories: Vec<String>,
    cells: Vec<Option<u32>>,
}

impl StoredTable {
    fn of(table: &FrequencyTable<Protected>) -> Self {
        Self {
            unit: table.unit().code().to_owned(),
            dimension: table.dimension().name().to_owned(),
            total: table.total().count(),
            categories: table.cells().map(|(code, _)| code.to_owned()).collect(),
            cells: table.cells().map(|(_, cell)| cell.count()).collect(),
        }
    }

    fn into_table(self) -> Option<FrequencyTable<Protected>> {
        let cell = |count: Option<u32>| count.map_or(Cell::Suppressed, Cell::Count);
        if self.categories.len() != self.cells.len() {
            return None;
        }
        Some(FrequencyTable {
            unit: Unit::parse(&self.unit)?,
            dimension: Dimension::new(self.dimension, self.categories).ok()?,
            state: Protected { total: cell(self.total), cells: self.cells.into_iter().map(cell).collect() },
        })
    }
}

impl Serialize for Release {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Provenance { service, year, number, frozen_revision, code_lists } = self.provenance.clone();
        Stored {
            service,
            year,
            number,
            frozen_revision,
            code_lists,
            spec_version: self.spec_version.clone(),
            threshold: self.threshold,
            code_version: self.code_version.clone(),
            tables: self.tables.iter().map(StoredTable::of).collect(),
        }
        .serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::sample;

    #[test]
    fn a_release_is_read_as_it_was_written() {
        let release = sample::release();
        let bytes = release.to_stored();
        assert_eq!(bytes, sample::release().to_stored());
        let read = Release::from_stored(&bytes).expect("it was written here");
        assert_eq!(read, release);
        assert_eq!(read.to_stored(), bytes);
    }

    #[test]
    fn shares_come_from_shown_numbers_only() {
        let release = sample::release();
        let gender = release.table(Unit::Cases, "gender").expect("every service with cases has it");
        let share = |code| gender.share(code).map(|share| share.to_string());
        assert_eq!(share("K").as_deref(), Some("70.9"));
        assert_eq!(share("A_or_U").as_deref(), Some("1.4"));
        let concern = release.table(Unit::Cases, "main_concern").expect("likewise");
        assert_eq!(concern.cell("GTE"), Some(Cell::Suppressed));
        assert_eq!(concern.share("GTE"), None);
    }

    #[test]
    fn what_no_release_shows_is_not_read() {
        let stored = String::from_utf8(sample::release().to_stored()).expect("JSON is UTF-8");
        let tampered = |from: &str, to: &str| {
            assert!(stored.contains(from), "{from} not in {stored}");
            Release::from_stored(stored.replacen(from, to, 1).as_bytes())
        };
        assert!(tampered("[781,305,15]", "[783,305,13]").is_ok());
        assert!(matches!(tampered("[781,305,15]", "[782,305,15]"), Err(Unreadable::Content)));
        assert!(matches!(tampered("[781,305,15]", "[781,317,3]"), Err(Unreadable::Content)));
        assert!(matches!(tampered("[781,305,15]", "[781,305,null]"), Err(Unreadable::Content)));
        assert!(matches!(tampered("[781,305,15]", "[781,320]"), Err(Unreadable::Content)));
        assert!(matches!(tampered("\"unit\":\"cases\"", "\"unit\":\"persons\""), Err(Unreadable::Content)));
        assert!(matches!(tampered("{", "["), Err(Unreadable::Form(_))));
    }
}
