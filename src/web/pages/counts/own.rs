//! [`OwnCounts`]: what the registry has released itself, beside what was printed.

use std::collections::BTreeMap;

use super::choice::Choice;
use crate::locale::Words;
use crate::statistics::{Cell, Release, Unit};
use crate::web::chart;
use crate::web::pages::figures::said;

/// What the registry has released itself, by year. It is protected already, and a blank is one here too.
pub(in crate::web::pages) type OwnCounts = BTreeMap<u16, OwnCount>;

/// The registry's own count of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web::pages) struct OwnCount {
    pub(in crate::web::pages) cell: Cell,
    /// Whether a correction has changed it.
    pub(in crate::web::pages) revised: bool,
    /// What is to be said of it; may be empty.
    pub(in crate::web::pages) remark: String,
}

impl OwnCount {
    pub(in crate::web::pages) fn written(&self, words: &Words) -> String {
        said(words, self.cell, self.revised)
    }

    pub(in crate::web::pages) fn drawn(&self) -> chart::Figure {
        chart::Figure::of(self.cell, self.revised)
    }
}

/// What the services' own releases show of a category, by year.
pub(super) fn own_counts(choice: Choice, category: &str, releases: &[Release]) -> OwnCounts {
    let of_service = releases.iter().filter(|release| release.provenance().service == choice.service.code());
    let count = |release: &Release| {
        let table = release.table(Unit::Cases, choice.dimension)?;
        let cell = table.cell(category)?;
        Some((release.provenance().year, OwnCount { cell, revised: false, remark: String::new() }))
    };
    of_service.filter_map(count).collect()
}
