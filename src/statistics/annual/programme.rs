//! The programme of the annual release, as data.
//!
//! A rule stands here and not in a setting, as for the yearly tables: changing it is a reviewed change of this file
//! and of [`ANNUAL_VERSION`].

use crate::statistics::linked::{Programme, Table, Zeros};

/// The version of the programme, kept with every release.
pub const ANNUAL_VERSION: &str = "annual-1";

/// The services that have cases, and whose years are counted together.
pub const WITH_CASES: [&str; 3] = ["MR", "SU", "KT"];

/// The tables, by their dimensions; each has all its margins.
///
/// The set is decomposable: its tables hang together like a tree. The first two share service × main concern, which
/// is a margin of both and so published; the others share the service with all the rest, and nothing more. Whole
/// numbers that agree on what is shared can be put together to cases: whatever is possible in each table is possible
/// in all of them at once, and no crossing that was not published has to be thought of.
///
/// Concerns are not summed to their groups. A group has two or three codes, and the yearly tables show the codes: a
/// group that has cases in one of them alone would tell of each of its cases what it is.
const TABLES: [&[&str]; 4] = [
    &["service", "main_concern", "gender"],
    &["service", "main_concern", "age_group"],
    &["service", "referral_source"],
    &["service", "person_location"],
];

/// 1 to 4 are small: *fewer than 5*, as in the yearly tables.
pub(super) const K: u32 = 4;

/// The tables, by their dimensions, in the order they are shown.
pub fn annual_tables() -> impl Iterator<Item = &'static [&'static str]> {
    TABLES.into_iter()
}

/// Every dimension, in the order in which the tables first name it.
pub(super) fn dimensions() -> Vec<&'static str> {
    let mut all: Vec<&str> = Vec::new();
    for dimension in TABLES.into_iter().flatten() {
        if !all.contains(dimension) {
            all.push(dimension);
        }
    }
    all
}

/// The programme, with the secret that ties are broken by.
///
/// Zeros may be hidden as cover, so that a blank is not known to be a case. That all of a group have one and the same
/// main concern is hidden as well; and so is whatever a service could work out by taking away its own cases.
pub(super) fn programme(ties: &str) -> Programme {
    let table = |dimensions: &&[&str]| Table {
        dimensions: dimensions.iter().map(|&name| name.to_owned()).collect(),
        only: Default::default(),
        except: Default::default(),
    };
    Programme {
        k: K,
        zeros: Zeros::MayHide,
        key: Some(ties.to_owned()),
        tables: TABLES.iter().map(table).collect(),
        sensitive: vec!["main_concern".to_owned()],
        minimum_base: 0,
        insiders: Some("service".to_owned()),
        hide: Vec::new(),
        show: Vec::new(),
        effort: 1,
    }
}
