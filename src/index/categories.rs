//! Which categories a table has, and what is counted under each.
//!
//! Every unit stands in exactly one category, so that the tables of one unit have one total. Were a code that
//! occurs left out because nobody expected it, a total would be short and the difference would tell of it;
//! so it is added, and a programme that fixes its categories then refuses the table.

use time::{Date, Month};

use super::count::YearCounts;
use super::histogram::Histogram;
use crate::domain::{AgeBand, AgeBandList, Code, List, Period, Year};
use crate::statistics::{Dimension, FrequencyTable, Raw, TableSpec, Unit};

/// A raw table before it is closed.
#[cfg_attr(test, derive(PartialEq, Eq, Debug))]
pub(super) struct Tally {
    pub(super) unit: Unit,
    pub(super) dimension: &'static str,
    pub(super) counts: Vec<(&'static str, u32)>,
}

/// The groups that age bands are published in, with their names in the programme.
const AGE_GROUPS: [(&str, &str); 3] = [("U18G", "under_18"), ("O18G", "18_or_over"), ("AUKG", "unknown")];

impl Tally {
    /// Fills one table of the programme.
    pub(super) fn new(table: &'static TableSpec, period: Period, counts: &YearCounts) -> Self {
        let YearCounts { cases, contacts } = counts;
        let fixed = table.categories();
        let counts = match (table.unit(), table.dimension()) {
            (Unit::Cases, "total") => all(&cases.main),
            (Unit::Cases, "main_concern") => by_code(&cases.main, fixed, period),
            (Unit::Cases, "gender") => by_code(&cases.gender, fixed, period),
            (Unit::Cases, "age_group") => by_age_group(&cases.age_band),
            (Unit::Cases, "referral_source") => by_code(&cases.referral, fixed, period),
            (Unit::Cases, "person_location") => by_code(&cases.location, fixed, period),
            (Unit::Cases, "country_background") => by_code(&cases.country, fixed, period),
            (Unit::Assignments, "total") => all(&contacts.assignments),
            (Unit::Assignments, "assignment_form") => by_code(&contacts.assignments, fixed, period),
            (Unit::Questions, "total") => all(&contacts.questions),
            (Unit::Questions, "gender") => by_code(&contacts.questions, fixed, period),
            (unit, other) => panic!("the programme has {unit} by {other}, which is not counted"),
        };
        Self { unit: table.unit(), dimension: table.dimension(), counts }
    }

    pub(super) fn into_table(self) -> FrequencyTable<Raw> {
        let (codes, counts): (Vec<&str>, Vec<u32>) = self.counts.into_iter().unzip();
        let dimension = Dimension::new(self.dimension, codes)
            .expect("a list has codes and each once, and a programme fixes each category once");
        FrequencyTable::tally(self.unit, dimension, counts)
            .expect("there is a count for each category, and fewer cases than 32 bits hold")
    }
}

fn all<L: List>(histogram: &Histogram<L>) -> Vec<(&'static str, u32)> {
    vec![("all", histogram.total())]
}

/// The fixed categories, or those that could be chosen in the year; and any other that occurs.
fn by_code<L: List>(
    histogram: &Histogram<L>,
    fixed: Option<&'static [&'static str]>,
    period: Period,
) -> Vec<(&'static str, u32)> {
    let counted = |code: Code<L>| (code.as_str(), histogram.count(code));
    let occurs = |&code: &Code<L>| histogram.count(code) > 0;
    if let Some(fixed) = fixed {
        let named =
            fixed.iter().map(|&name| (name, Code::parse(name).map_or(0, |code| histogram.count(code))));
        let others = Code::all().filter(occurs).filter(|code| !fixed.contains(&code.as_str()));
        return named.chain(others.map(counted)).collect();
    }
    let here: Vec<_> =
        Code::all().filter(|code| occurs(code) || chosen_in(*code, period)).map(counted).collect();
    // A year before the list began, in which nothing was counted: a table still has its categories.
    if here.is_empty() { Code::all().map(counted).collect() } else { here }
}

/// Whether a service could choose the code for its own sake on any day of the year.
fn chosen_in<L: List>(code: Code<L>, Period { service, year }: Period) -> bool {
    let entry = code.entry();
    let (first, last) = days(year);
    let begun = entry.from.map_or(first, |from| from.max(first));
    begun <= last && entry.in_force(service, begun) && !entry.additional_only
}

fn days(year: Year) -> (Date, Date) {
    let day = |month, day| {
        Date::from_calendar_date(year.number(), month, day).expect("a year of the registry has this day")
    };
    (day(Month::January, 1), day(Month::December, 31))
}

fn by_age_group(histogram: &Histogram<AgeBandList>) -> Vec<(&'static str, u32)> {
    let groups = AGE_GROUPS.into_iter().map(|(group, name)| {
        let bands = AgeBand::all().filter(|band| band.group() == Some(group));
        (name, bands.map(|band| histogram.count(band)).sum())
    });
    let grouped = |band: &AgeBand| AGE_GROUPS.iter().any(|(group, _)| band.group() == Some(*group));
    let others = AgeBand::all().filter(|band| !grouped(band) && histogram.count(*band) > 0);
    groups.chain(others.map(|band| (band.as_str(), histogram.count(band)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Concern, ConcernList, Gender, GenderList, Service};
    use crate::statistics::YEARLY;

    fn period(service: Service, year: i32) -> Period {
        Period { service, year: Year::new(year).expect("a year of the registry") }
    }

    fn concerns(service: Service, year: i32, counted: &[&str]) -> Vec<&'static str> {
        let codes: Vec<_> = counted.iter().map(|code| Concern::parse(code).expect("a concern")).collect();
        let counts = by_code(&Histogram::<ConcernList>::of(&codes), None, period(service, year));
        counts.into_iter().map(|(code, _)| code).collect()
    }

    #[test]
    fn the_categories_are_those_that_could_be_chosen_in_the_year() {
        let adviser = concerns(Service::Mr, 2018, &[]);
        assert!(adviser.contains(&"EKK"), "in force to the last day of 2018");
        assert!(!adviser.contains(&"RAS"), "begun in 2024");
        assert!(!adviser.contains(&"MTE"), "another service's");
        assert!(!adviser.contains(&"AEV"), "off");
        let later = concerns(Service::Mr, 2024, &[]);
        assert!(!later.contains(&"EKK"), "ended");
        assert!(later.contains(&"RAS"), "begun on the first day");
        assert!(!later.contains(&"KSM"), "chosen beside a main concern only");
        assert!(concerns(Service::Kt, 2018, &[]).contains(&"MTE"));
    }

    #[test]
    fn what_occurs_is_counted_whether_or_not_it_could_be_chosen() {
        let expected: Vec<_> = Concern::all().map(Concern::as_str).collect();
        let found = concerns(Service::Mr, 2019, &["AFS", "KSM"]);
        assert!(found.contains(&"AFS") && found.contains(&"KSM"));
        assert!(expected.iter().filter(|code| found.contains(code)).eq(&found), "in the order of the list");
        let both = [Gender::known("K"), Gender::known("U")];
        let counts =
            by_code(&Histogram::<GenderList>::of(&both), Some(&["K", "M"]), period(Service::Mr, 2019));
        assert_eq!(counts, [("K", 1), ("M", 0), ("U", 1)]);
    }

    #[test]
    fn every_age_band_is_in_a_group_of_the_programme() {
        let bands: Vec<AgeBand> = AgeBand::all().collect();
        let counts = by_age_group(&Histogram::of(&bands));
        assert_eq!(counts, [("under_18", 4), ("18_or_over", 4), ("unknown", 1)]);
        let fixed = YEARLY.tables_of("MR").find(|table| table.dimension() == "age_group");
        let fixed = fixed.and_then(TableSpec::categories).expect("the programme fixes them");
        assert!(AGE_GROUPS.iter().map(|(_, name)| name).eq(fixed));
    }

    #[test]
    fn every_table_of_the_programme_can_be_tallied() {
        for service in Service::ALL {
            for year in [2008, 2026] {
                let empty = YearCounts { cases: Default::default(), contacts: Default::default() };
                for table in YEARLY.tables_of(service.code()) {
                    let tally = Tally::new(table, period(service, year), &empty);
                    assert!(!tally.counts.is_empty());
                    let fixed = table.categories().unwrap_or_default();
                    assert!(fixed.is_empty() || tally.counts.iter().map(|(code, _)| code).eq(fixed));
                    tally.into_table();
                }
            }
        }
    }
}
