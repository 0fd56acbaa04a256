//! The cases of all services' frozen years, coded for the annual release.

use super::categories::{AGE_GROUPS, chosen_in, named_in};
use crate::domain::{
    AgeBand, Code, Concern, CountedCase, FrozenYear, Gender, List, PersonLocation, ReferralSource,
};
use crate::statistics::annual::AnnualCases;

/// A code with the name of its dimension.
type Coded = (&'static str, &'static str);

/// The cases of these years, coded by the dimensions of the annual programme. A code that occurs is among them whether
/// or not it could be chosen.
pub fn annual_cases(years: &[FrozenYear]) -> AnnualCases {
    let codes = vec![
        ("service", years.iter().map(|year| year.period.service.code()).collect()),
        ("main_concern", used(years, may_be_main)),
        ("gender", named(Gender::all().map(gender))),
        ("age_group", named(AgeBand::all().map(age_group))),
        ("referral_source", used(years, may_have_asked)),
        ("person_location", PersonLocation::all().map(Code::as_str).collect()),
        ("additional_concern", used(years, may_have)),
    ];
    let mut impossible = unused(years, "main_concern", may_be_main);
    impossible.extend(unused(years, "referral_source", may_have_asked));
    impossible.extend(unused(years, "additional_concern", may_have));
    AnnualCases::new(codes, years.iter().flat_map(coded).collect(), impossible)
}

fn coded(year: &FrozenYear) -> impl Iterator<Item = Vec<Coded>> {
    year.cases.iter().map(|case| {
        let mut codes = vec![
            ("service", year.period.service.code()),
            ("main_concern", Concern::as_str(case.main)),
            ("gender", gender(case.gender)),
            ("age_group", age_group(case.age_band)),
            ("referral_source", ReferralSource::as_str(case.referral)),
            ("person_location", PersonLocation::as_str(case.location)),
        ];
        codes.extend(case.additional.iter().map(|&concern| ("additional_concern", Concern::as_str(concern))));
        codes
    })
}

/// Whether the concern is the main one of a case of this year, or could be.
fn may_be_main(year: &FrozenYear, concern: Concern) -> bool {
    chosen_in(concern, year.period) || year.cases.iter().any(|case| case.main == concern)
}

/// Whether a case of this year has the concern, be it as the main one or beside it, or could have it.
fn may_have(year: &FrozenYear, concern: Concern) -> bool {
    let occurs = |case: &CountedCase| case.main == concern || case.additional.contains(&concern);
    named_in(concern, year.period) || year.cases.iter().any(occurs)
}

/// Whether the contact about a case of this year is mainly from there, or could be.
fn may_have_asked(year: &FrozenYear, source: ReferralSource) -> bool {
    chosen_in(source, year.period) || year.cases.iter().any(|case| case.referral == source)
}

/// Other identities and unknown stand together: few enough that either alone points at somebody.
fn gender(code: Gender) -> &'static str {
    code.group().unwrap_or_else(|| code.as_str())
}

fn age_group(code: AgeBand) -> &'static str {
    let group = AGE_GROUPS.into_iter().find(|(group, _)| code.group() == Some(group));
    group.map_or_else(|| code.as_str(), |(_, name)| name)
}

fn named(names: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut all = Vec::new();
    for name in names {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

/// The codes that a case of some service has or may have, in the order of their list.
fn used<L: List>(years: &[FrozenYear], may_have: impl Fn(&FrozenYear, Code<L>) -> bool) -> Vec<&'static str> {
    let used = Code::all().filter(|&code| years.iter().any(|year| may_have(year, code)));
    used.map(Code::as_str).collect()
}

/// For each service the codes that others use and no case of its own may have.
fn unused<L: List>(
    years: &[FrozenYear],
    dimension: &'static str,
    may_have: impl Fn(&FrozenYear, Code<L>) -> bool,
) -> Vec<[Coded; 2]> {
    let mut unused = Vec::new();
    for code in Code::all() {
        let (here, elsewhere): (Vec<_>, Vec<_>) = years.iter().partition(|year| may_have(year, code));
        let services =
            elsewhere.into_iter().filter(|_| !here.is_empty()).map(|year| year.period.service.code());
        unused.extend(services.map(|service| [("service", service), (dimension, code.as_str())]));
    }
    unused
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::domain::{Country, Period, Service, UserId, Year};
    use crate::statistics::annual::{Preparation, TableBase, prepare};

    fn frozen(service: Service, cases: Vec<CountedCase>) -> FrozenYear {
        FrozenYear {
            period: Period { service, year: Year::new(2024).expect("a year of the registry") },
            revision: 1,
            at: time::OffsetDateTime::UNIX_EPOCH,
            by: UserId(uuid::Uuid::nil()),
            lists: "2026-1".to_owned(),
            cases,
            assignments: Vec::new(),
            questions: Vec::new(),
        }
    }

    /// Main concern, gender, age, where she was, who made contact.
    fn case([main, gender, age_band, location, referral]: [&'static str; 5]) -> CountedCase {
        CountedCase {
            month: 1,
            main: Concern::known(main),
            additional: Vec::new(),
            gender: Gender::known(gender),
            age_band: AgeBand::known(age_band),
            country: Country::known("XX"),
            location: PersonLocation::known(location),
            referral: ReferralSource::known(referral),
            county: None,
            mission: None,
        }
    }

    /// Made-up cases, with small counts among them everywhere.
    fn cases(number: usize) -> Vec<CountedCase> {
        let one = |at: usize| {
            case([
                ["NSK", "NSK", "NSK", "NSK", "NSK", "TRV", "TRV", "TRV", "FTE", "FTE", "GUU", "GTE"]
                    [at * 5 % 12],
                ["K", "K", "K", "K", "M", "M", "A"][at * 3 % 7],
                ["A16", "A16", "A16", "A18", "A18"][at * 2 % 5],
                ["NO", "NO", "NO", "NO", "UT", "RT"][at * 7 % 6],
                ["SEL", "SEL", "SEL", "SKA", "SKA", "SKA", "BVT", "POL"][at * 3 % 8],
            ])
        };
        (0..number).map(one).collect()
    }

    #[test]
    fn whether_tables_can_be_asked_for_does_not_hang_on_a_secret() {
        let years = [(Service::Mr, 30), (Service::Kt, 20), (Service::Su, 10)];
        let years = years.map(|(service, number)| frozen(service, cases(number)));
        // They lead to orders of the groups in which the search once found nothing at first.
        for secret in [3, 9, 11, 32] {
            let release = prepare(Preparation {
                cases: annual_cases(&years),
                number: 1,
                year: 2024,
                publish_on: date!(2025 - 01 - 01),
                note: String::new(),
                frozen: Vec::new(),
                code_lists: "2026-1".to_owned(),
                beside: &[],
                corrects: None,
                ties: format!("tie {secret}"),
            });
            let Ok(release) = release else { panic!("{secret}: it can be released") };
            assert!(matches!(release.base(), Some(TableBase::Rounded { .. })), "{secret}");
        }
    }

    #[test]
    fn every_code_is_counted_under_a_name_of_its_dimension() {
        assert_eq!(named(Gender::all().map(gender)), ["K", "M", "A_or_U"]);
        assert_eq!(named(AgeBand::all().map(age_group)), ["under_18", "18_or_over", "unknown"]);
    }

    #[test]
    fn concerns_beside_the_main_one_are_counted_each() {
        let mut years = [Service::Mr, Service::Su, Service::Kt].map(|service| frozen(service, Vec::new()));
        let mut one = case(["NSK", "K", "A18", "NO", "SEL"]);
        one.additional = vec![Concern::known("TRV"), Concern::known("KSM")];
        years[0].cases.push(one);
        let coded: Vec<Coded> = years.iter().flat_map(coded).flatten().collect();
        for concern in ["TRV", "KSM"] {
            assert!(coded.contains(&("additional_concern", concern)));
        }
        assert!(used(&years, may_have).contains(&"KSM"), "only ever beside another");
        assert!(!used(&years, may_be_main).contains(&"KSM"));
        let none = unused(&years, "additional_concern", may_have);
        let pair = |service| [("service", service), ("additional_concern", "KSM")];
        assert!(none.contains(&pair("SU")) && !none.contains(&pair("MR")));
    }

    #[test]
    fn what_a_service_cannot_choose_is_impossible_unless_it_occurs() {
        let mut years = [Service::Mr, Service::Su, Service::Kt].map(|service| frozen(service, Vec::new()));
        let pair = |service| [("service", service), ("main_concern", "MTE")];
        assert!(used(&years, may_be_main).contains(&"MTE"), "the Kompetanseteam chooses it");
        assert!(!used(&years, may_be_main).contains(&"EKK"), "it ended before");
        let impossible = unused(&years, "main_concern", may_be_main);
        assert!(impossible.contains(&pair("MR")) && !impossible.contains(&pair("KT")));
        years[0].cases.push(case(["MTE", "K", "A18", "NO", "SEL"]));
        assert!(!unused(&years, "main_concern", may_be_main).contains(&pair("MR")));
    }
}
