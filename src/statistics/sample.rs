//! A year of the diversity advisers for the tests: the printed totals of 2025, the rest made up.

use super::dimension::{Dimension, Unit};
use super::protect::protect;
use super::release::{Provenance, Release};
use super::spec::YEARLY;
use super::table::{FrequencyTable, Raw};

pub(super) fn provenance(service: &str) -> Provenance {
    Provenance {
        service: service.to_owned(),
        year: 2025,
        number: 7,
        frozen_revision: 4_711,
        code_lists: vec![("concern".to_owned(), "2024-1".to_owned())],
    }
}

pub(super) fn table(unit: Unit, name: &str, codes: &[&str], counts: &[u32]) -> FrequencyTable<Raw> {
    let dimension = Dimension::new(name, codes.iter().copied()).expect("different codes");
    FrequencyTable::tally(unit, dimension, counts.to_vec()).expect("a count for each code")
}

pub(super) fn tables() -> Vec<FrequencyTable<Raw>> {
    use Unit::{Assignments, Cases, Questions};
    let countries: Vec<String> = (b'A'..=b'Z').map(|letter| format!("A{}", char::from(letter))).collect();
    let countries: Vec<&str> = countries.iter().map(String::as_str).collect();
    let mut by_country = vec![1; 26];
    by_country[..6].copy_from_slice(&[310, 12, 260, 225, 150, 124]);
    vec![
        table(Cases, "total", &["all"], &[1101]),
        table(
            Cases,
            "main_concern",
            &["NSK", "TRV", "FTE", "GTE", "FUU", "GUU"],
            &[727, 176, 54, 3, 106, 35],
        ),
        table(Cases, "gender", &["K", "M", "A", "U"], &[781, 305, 3, 12]),
        table(Cases, "age_group", &["under_18", "18_or_over", "unknown"], &[560, 541, 0]),
        table(Cases, "referral_source", &["SEL", "FAM", "SKS", "BVT"], &[400, 2, 600, 99]),
        table(Cases, "person_location", &["NO", "UT", "RT", "UK"], &[1101, 0, 0, 0]),
        table(Cases, "country_background", &countries, &by_country),
        table(Assignments, "total", &["all"], &[28]),
        table(Assignments, "assignment_form", &["FOR", "MOT", "SEM", "DIA", "KUR"], &[10, 9, 5, 0, 4]),
        table(Questions, "total", &["all"], &[110]),
        table(Questions, "gender", &["K", "M", "A", "U"], &[85, 23, 2, 0]),
    ]
}

pub(super) fn release() -> Release {
    protect(&YEARLY, provenance("MR"), tables()).expect("releasable")
}
