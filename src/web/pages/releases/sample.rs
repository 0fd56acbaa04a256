//! A release for the tests of these pages.

use crate::statistics::{Dimension, FrequencyTable, Provenance, Release, Unit, YEARLY, protect};

/// A year of the envoys, made up, with small counts among its concerns.
pub(super) fn release(cases: [u32; 4]) -> Release {
    let provenance = Provenance {
        service: "SU".to_owned(),
        year: 2024,
        number: 3,
        frozen_revision: 12,
        code_lists: vec![("all".to_owned(), "2026-1".to_owned())],
    };
    let total: u32 = cases.iter().sum();
    let tables = YEARLY.tables_of("SU").map(|entry| {
        let (codes, counts): (Vec<&str>, Vec<u32>) = match (entry.unit(), entry.dimension()) {
            (Unit::Cases, "main_concern") => (vec!["NSK", "TRV", "FTE", "GUU"], cases.to_vec()),
            (Unit::Cases, "country_background") => {
                (vec!["NO", "AF", "AL", "DZ"], vec![0, total / 2, total - total / 2, 0])
            }
            (unit, _) => {
                let codes = entry.categories().unwrap_or(&["FOR", "MOT"]).to_vec();
                let first = if unit == Unit::Cases { total } else { 28 };
                let rest = std::iter::repeat_n(0, codes.len() - 1);
                let counts = std::iter::once(first).chain(rest).collect();
                (codes, counts)
            }
        };
        let dimension = Dimension::new(entry.dimension(), codes).expect("different codes");
        FrequencyTable::tally(entry.unit(), dimension, counts).expect("a count for each code")
    });
    protect(&YEARLY, provenance, tables.collect()).expect("releasable")
}
