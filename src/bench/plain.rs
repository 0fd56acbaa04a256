//! Cases as the plaintext peer has them, and its counts held against the index's.

use crate::domain::{Facts, Period};
use crate::index::Index;
use crate::statistics::{Unit, YEARLY};
use crate::store::{PlainCase, PlainTable};

/// The case as a plaintext row; none for one registered in error, which is not counted: the peer then has nothing
/// to leave out.
pub(super) fn plain(facts: &Facts) -> Option<PlainCase> {
    let counted = !facts.closing.is_some_and(|closing| closing.outcome.entry().uncounted);
    counted.then(|| PlainCase {
        service: facts.service.code(),
        year: facts.opened.year(),
        codes: [
            facts.opening.main.as_str(),
            facts.person.gender.as_str(),
            match facts.person.age_band.group() {
                Some("U18G") => "under_18",
                Some("O18G") => "18_or_over",
                _ => "unknown",
            },
            facts.referral.main.as_str(),
            facts.person.location.as_str(),
            facts.person.country.as_str(),
        ],
    })
}

/// Whether the peer's tables and the index's tables of cases are the same, cell by cell.
pub(super) fn agree(plain: &[PlainTable], index: &Index, period: Period) -> bool {
    let service = period.service.code();
    let programme = YEARLY.tables_of(service);
    let raw = index.tally_year(period, &YEARLY);
    let mut tables = programme.zip(&raw).filter(|(table, _)| table.unit() == Unit::Cases);
    let mut held = 0;
    let all = tables.all(|(table, raw)| {
        plain.iter().find(|plain| plain.dimension == table.dimension()).is_some_and(|plain| {
            held += 1;
            let of_service = plain.counts.iter().filter(|(of, ..)| of == service);
            let counts: Vec<_> = of_service.map(|(_, code, count)| (code.as_str(), *count)).collect();
            raw.says(&counts)
        })
    });
    all && held == plain.len()
}
