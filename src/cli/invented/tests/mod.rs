mod published;
mod rules;
mod sameness;

use crate::domain::{Facts, Service};

use super::{Invented, InventedCase, Scale, registry};

fn national() -> Invented {
    registry(2025, Scale::National)
}

fn is_counted(case: &InventedCase) -> bool {
    case.facts.closing.is_none_or(|closing| !closing.outcome.entry().uncounted)
}

/// The counted cases of a service's year.
fn counted(invented: &Invented, service: Service, year: i32) -> Vec<&Facts> {
    let cases = invented.cases.iter().filter(|case| is_counted(case)).map(|case| &case.facts);
    cases.filter(|facts| facts.service == service && facts.opened.year() == year).collect()
}

fn is_under_18(facts: &Facts) -> bool {
    facts.person.age_band.group() == Some("U18G")
}
