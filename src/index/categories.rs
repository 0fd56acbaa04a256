//! Which categories a table has, and which codes are counted under each.
//!
//! Every unit stands in exactly one category, so that the tables of one unit have one total. Were a code that
//! occurs left out because nobody expected it, a total would be short and the difference would tell of it;
//! so it is added, and a programme that fixes its categories then refuses the table.

use time::{Date, Month};

use crate::domain::{Code, List, Period, Year};
use crate::statistics::TableSpec;

/// A category, and the codes that are counted under it.
pub(super) struct Category<L: List> {
    pub(super) name: &'static str,
    pub(super) codes: Vec<Code<L>>,
}

/// The groups that age bands are published in, with their names in the programme.
pub(super) const AGE_GROUPS: [(&str, &str); 3] =
    [("U18G", "under_18"), ("O18G", "18_or_over"), ("AUKG", "unknown")];

/// The categories of a table whose codes are of the list `L`, for a period in which these codes occur.
pub(super) fn categories<L: List>(
    table: &TableSpec,
    period: Period,
    occurs: impl Fn(Code<L>) -> bool,
) -> Vec<Category<L>> {
    match table.dimension() {
        "total" => vec![Category { name: "all", codes: Code::all().collect() }],
        "age_group" => by_group(occurs),
        _ => by_code(table.categories(), period, occurs),
    }
}

/// The fixed categories, or those that could be chosen in the year; and any other that occurs.
fn by_code<L: List>(
    fixed: Option<&'static [&'static str]>,
    period: Period,
    occurs: impl Fn(Code<L>) -> bool,
) -> Vec<Category<L>> {
    if let Some(fixed) = fixed {
        let named =
            fixed.iter().map(|&name| Category { name, codes: Code::parse(name).into_iter().collect() });
        let others = Code::all().filter(|&code| occurs(code)).filter(|code| !fixed.contains(&code.as_str()));
        return named.chain(others.map(alone)).collect();
    }
    let here: Vec<_> =
        Code::all().filter(|&code| occurs(code) || chosen_in(code, period)).map(alone).collect();
    if here.is_empty() {
        // A year before the list began, in which nothing is counted: a table still has its categories.
        return Code::<L>::all().map(|code| Category { name: code.as_str(), codes: Vec::new() }).collect();
    }
    here
}

fn alone<L: List>(code: Code<L>) -> Category<L> {
    Category { name: code.as_str(), codes: vec![code] }
}

/// Whether a service could choose the code for its own sake on any day of the year.
pub(super) fn chosen_in<L: List>(code: Code<L>, period: Period) -> bool {
    named_in(code, period) && !code.entry().additional_only
}

/// Whether a service could choose the code on any day of the year, if only beside another.
pub(super) fn named_in<L: List>(code: Code<L>, Period { service, year }: Period) -> bool {
    let entry = code.entry();
    let (first, last) = days(year);
    let begun = entry.from.map_or(first, |from| from.max(first));
    begun <= last && entry.in_force(service, begun)
}

fn days(year: Year) -> (Date, Date) {
    let day = |month, day| {
        Date::from_calendar_date(year.number(), month, day).expect("a year of the registry has this day")
    };
    (day(Month::January, 1), day(Month::December, 31))
}

fn by_group<L: List>(occurs: impl Fn(Code<L>) -> bool) -> Vec<Category<L>> {
    let groups = AGE_GROUPS.into_iter().map(|(group, name)| Category {
        name,
        codes: Code::all().filter(|code| code.group() == Some(group)).collect(),
    });
    let grouped = |code: &Code<L>| AGE_GROUPS.iter().any(|(group, _)| code.group() == Some(*group));
    let others = Code::all().filter(|code| !grouped(code) && occurs(*code));
    groups.chain(others.map(alone)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AgeBandList, Concern, ConcernList, GenderList, Service};
    use crate::statistics::YEARLY;

    fn period(service: Service, year: i32) -> Period {
        Period { service, year: Year::new(year).expect("a year of the registry") }
    }

    fn names<L: List>(categories: &[Category<L>]) -> Vec<&'static str> {
        categories.iter().map(|category| category.name).collect()
    }

    fn concerns(service: Service, year: i32, occurring: &[&str]) -> Vec<&'static str> {
        let occurs = |code: Concern| occurring.contains(&code.as_str());
        names(&by_code::<ConcernList>(None, period(service, year), occurs))
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
    fn what_occurs_has_a_category_whether_or_not_it_could_be_chosen() {
        let expected: Vec<_> = Concern::all().map(Concern::as_str).collect();
        let found = concerns(Service::Mr, 2019, &["AFS", "KSM"]);
        assert!(found.contains(&"AFS") && found.contains(&"KSM"));
        assert!(expected.iter().filter(|code| found.contains(code)).eq(&found), "in the order of the list");
        let occurs = |code: Code<GenderList>| ["K", "U"].contains(&code.as_str());
        let genders = by_code(Some(&["K", "M"]), period(Service::Mr, 2019), occurs);
        assert_eq!(names(&genders), ["K", "M", "U"]);
    }

    #[test]
    fn every_age_band_is_in_a_group_of_the_programme() {
        let groups = by_group::<AgeBandList>(|_| true);
        assert_eq!(names(&groups), ["under_18", "18_or_over", "unknown"]);
        assert!(groups.iter().map(|group| group.codes.len()).eq([4, 4, 1]));
        let fixed = YEARLY.tables_of("MR").find(|table| table.dimension() == "age_group");
        let fixed = fixed.and_then(TableSpec::categories).expect("the programme fixes them");
        assert_eq!(names(&groups), fixed);
    }
}
