//! The programme of the annual release, as data.
//!
//! A rule stands here and not in a setting, as for the yearly tables: changing it is a reviewed change of this file
//! and of [`ANNUAL_VERSION`].

use crate::statistics::linked::{Programme, TOTAL, Table, Zeros};

/// The version of the programme, kept with every release.
pub const ANNUAL_VERSION: &str = "annual-3";

/// The services that have cases, and whose years are counted together.
pub const WITH_CASES: [&str; 3] = ["MR", "SU", "KT"];

/// The dimension by the concerns that a case has beside the main one. A case may have several, so that they do not add
/// up; `concerns` protects them by themselves.
pub(super) const ADDITIONAL_CONCERN: &str = "additional_concern";
/// The dimension by the concerns that a case has at all: as the main one or beside it. It is summed from the two.
pub(super) const ANY_CONCERN: &str = "any_concern";

/// The tables of cases that have one code along each dimension; each has all its margins.
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

/// The tables that are protected together, by their dimensions, in the order they are shown.
pub(super) fn tables() -> impl Iterator<Item = &'static [&'static str]> {
    TABLES.into_iter()
}

/// The dimensions of these tables, in the order in which they first name them. Each case has one code along each.
pub(super) fn single() -> Vec<&'static str> {
    let mut all: Vec<&str> = Vec::new();
    for dimension in TABLES.into_iter().flatten() {
        if !all.contains(dimension) {
            all.push(dimension);
        }
    }
    all
}

/// A cell by its code along each of these dimensions: those of `split`, and `Total` along all others.
pub(super) fn cell<N: AsRef<str>>(dimensions: &[N], split: &[(&str, &str)]) -> Vec<String> {
    let code = |name: &N| split.iter().find(|(of, _)| *of == name.as_ref()).map_or(TOTAL, |(_, code)| code);
    dimensions.iter().map(|name| code(name).to_owned()).collect()
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
