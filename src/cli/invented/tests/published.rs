//! What was printed, beside what the invented registry counts.

use super::*;
use crate::domain::Contact;
use Printed::{Count, MoreThan, Percent};

enum Printed {
    Count(usize),
    /// Of the service's year, as a reader would round it.
    Percent(usize),
    MoreThan(usize),
}

type Row = (i32, Service, &'static str, &'static str, Printed, &'static str);

const MR: Service = Service::Mr;
const SU: Service = Service::Su;
const KT: Service = Service::Kt;

/// Year, service, dimension, category, figure, source. «More than half» is a count of more than half the total.
const PUBLISHED: [Row; 48] = [
    (2025, MR, "total", "all", Count(1101), "S00"),
    (2025, MR, "gender", "K", Count(781), "S00"),
    (2025, MR, "gender", "M", Count(305), "S00"),
    (2025, MR, "gender", "A_or_U", Count(15), "S00"),
    (2025, SU, "total", "all", Count(384), "S00"),
    (2025, KT, "total", "all", Count(1360), "S00"),
    (2024, MR, "concern", "FUU", Count(106), "S27"),
    (2024, MR, "concern", "GUU", Count(26), "S27"),
    (2024, SU, "concern", "GUU", Count(203), "S27"),
    (2023, MR, "total", "all", Count(899), "S01"),
    (2023, MR, "concern", "NSK", Percent(66), "S04"),
    (2023, MR, "concern", "TRV", Percent(16), "S04"),
    (2023, MR, "concern", "FUU", Count(60), "S27"),
    (2023, MR, "concern", "FTE", Percent(5), "S04"),
    (2023, MR, "concern", "GUU", Count(37), "S27"),
    (2023, MR, "concern", "GUU", Percent(4), "S04"),
    (2023, MR, "gender", "K", Percent(70), "S04"),
    (2023, SU, "total", "all", Count(245), "S01"),
    (2023, SU, "concern", "GUU", MoreThan(122), "S01"),
    (2023, KT, "total", "all", Count(1137), "S12"),
    (2023, KT, "gender", "K", Percent(71), "S12"),
    (2023, KT, "gender", "M", Percent(25), "S12"),
    (2023, KT, "gender", "U", Percent(4), "S12"),
    (2023, KT, "age", "U18", Percent(52), "S12"),
    (2022, MR, "total", "all", Count(950), "S02"),
    (2022, MR, "age", "U18", Percent(49), "S02: about equal, some unknown"),
    (2022, SU, "total", "all", Count(235), "S02"),
    (2022, SU, "concern", "GUU", MoreThan(150), "S79"),
    (2022, KT, "total", "all", Count(891), "S13"),
    (2022, KT, "concern", "TRV", Count(368), "S13"),
    (2022, KT, "concern", "TRV", Percent(41), "S13"),
    (2022, KT, "concern", "NSK", Count(135), "S13"),
    (2022, KT, "concern", "GUU", Count(113), "S13"),
    (2022, KT, "concern", "FTE", Count(113), "S13"),
    (2022, KT, "concern", "other_not_printed", Count(162), "S13"),
    (2022, KT, "gender", "K", Count(670), "S14"),
    (2022, KT, "gender", "K", Percent(75), "S14"),
    (2022, KT, "gender", "M", Count(190), "S14"),
    (2022, KT, "gender", "U", Count(31), "S14"),
    (2022, KT, "source", "POL", Count(152), "S13"),
    (2021, MR, "total", "all", Count(983), "S29"),
    (2021, SU, "total", "all", Count(273), "S29"),
    (2021, SU, "concern", "GUU", MoreThan(136), "S29"),
    (2021, KT, "total", "all", Count(759), "S13"),
    (2021, KT, "concern", "TRV", Percent(32), "S14c"),
    (2021, KT, "location", "UT", Count(192), "S14c"),
    (2021, KT, "location", "UT_U18", Count(116), "S14c"),
    (2021, KT, "source", "POL", Count(53), "S13"),
];

fn has(facts: &Facts, dimension: &str, category: &str) -> bool {
    let (concern, gender) = (facts.opening.main.as_str(), facts.person.gender.as_str());
    let location = facts.person.location.as_str();
    match (dimension, category) {
        ("total", _) => true,
        ("concern", "other_not_printed") => !["TRV", "NSK", "GUU", "FTE"].contains(&concern),
        ("concern", code) => concern == code,
        ("gender", "A_or_U") => facts.person.gender.group() == Some("A_or_U"),
        ("gender", code) => gender == code,
        ("age", "U18") => is_under_18(facts),
        ("location", "UT_U18") => location == "UT" && is_under_18(facts),
        ("location", code) => location == code,
        ("source", code) => facts.referral.main.as_str() == code,
        other => panic!("no such figure: {other:?}"),
    }
}

#[test]
fn published_figures_are_exact() {
    for seed in [1, 2025] {
        let invented = registry(seed, Scale::National);
        for (year, service, dimension, category, printed, source) in PUBLISHED {
            let cases = counted(&invented, service, year);
            let count = cases.iter().filter(|facts| has(facts, dimension, category)).count();
            let figure = format!("{service:?} {year} {dimension} {category} ({source})");
            match printed {
                Count(expected) => assert_eq!(count, expected, "{figure}"),
                Percent(expected) => {
                    assert_eq!((200 * count + cases.len()) / (2 * cases.len()), expected, "{figure}");
                }
                MoreThan(least) => assert!(count > least, "{figure}: {count}"),
            }
        }
    }
}

#[test]
fn totals_that_are_not_published_stand_as_invented() {
    let invented = national();
    assert_eq!(counted(&invented, MR, 2024).len(), 1000);
    assert_eq!(counted(&invented, SU, 2024).len(), 330);
    assert_eq!(counted(&invented, KT, 2024).len(), 1490, "2025 is lower than 2024 (S00)");
    let all = invented.cases.iter().filter(|case| is_counted(case)).count();
    assert_eq!(all, 4933 + 1467 + 5637);
    assert_eq!(invented.cases.len() - all, 44, "registered in error, beside the totals");
}

#[test]
fn first_half_of_2021_is_exact() {
    let invented = national();
    for (service, expected) in [(MR, 445), (SU, 127)] {
        let cases = counted(&invented, service, 2021);
        let first_half = cases.iter().filter(|facts| u8::from(facts.opened.month()) <= 6);
        assert_eq!(first_half.count(), expected, "{service:?} H1 2021 (S29b)");
    }
}

#[test]
fn stays_abroad_of_two_services_sum_to_the_printed_figure() {
    let invented = national();
    for (year, expected) in [(2021, 330), (2022, 387)] {
        let stays = [MR, KT].iter().flat_map(|service| counted(&invented, *service, year));
        let stays = stays.filter(|facts| facts.opening.main.group() == Some("ufrivillig_utland"));
        assert_eq!(stays.count(), expected, "KT+MR {year} ufrivillig_utland (S78)");
    }
}

#[test]
fn police_are_the_largest_source_of_kt_2022() {
    let invented = national();
    let cases = counted(&invented, KT, 2022);
    for facts in &cases {
        let source = facts.referral.main;
        let count = cases.iter().filter(|other| other.referral.main == source).count();
        assert!(source.as_str() == "POL" || count < 152, "{}: {count}", source.as_str());
    }
}

#[test]
fn the_five_countries_of_every_report_are_the_largest() {
    let invented = national();
    for (service, year) in [(MR, 2025), (SU, 2025), (KT, 2025), (KT, 2021)] {
        let mut counts: Vec<(usize, &str)> = Vec::new();
        for facts in counted(&invented, service, year) {
            let country = facts.person.country.as_str();
            match counts.iter_mut().find(|(_, known)| *known == country) {
                Some((count, _)) => *count += 1,
                None => counts.push((1, country)),
            }
        }
        counts.sort_by(|one, other| other.cmp(one));
        let five: Vec<&str> = counts.iter().take(5).map(|(_, country)| *country).collect();
        assert_eq!(five, ["SY", "PK", "SO", "AF", "IQ"], "{service:?} {year}");
        assert!(service != KT || counts.len() >= 39, "KT: 39 countries in 2017 (S09), here {}", counts.len());
    }
}

#[test]
fn contacts_are_as_many_as_published() {
    let invented = national();
    let contacts = || invented.contacts.iter().map(|(_, contact)| contact);
    let su = contacts().filter(|contact| {
        matches!(contact, Contact::Assignment(_)) && contact.service() == SU && contact.on().year() == 2025
    });
    assert_eq!(su.count(), 28, "SU KOM 2025 (S00)");
    for (gender, expected) in [("K", 85), ("M", 23), ("A", 2)] {
        let asked = contacts().filter(|contact| match contact {
            Contact::Question(question) => {
                question.service == MR && question.gender.as_str() == gender && question.on.year() == 2025
            }
            Contact::Assignment(_) => false,
        });
        assert_eq!(asked.count(), expected, "ung.no 2025 {gender}: 77, 21 and 2 % of 110 (S00)");
    }
}

#[test]
fn staff_is_as_many_as_published() {
    let invented = national();
    let team_of = |service: Service| {
        let teams: Vec<_> = invented.teams.iter().filter(|team| team.service == service).collect();
        move |id| teams.iter().any(|team| Some(team.id) == id)
    };
    let of = |role, service| {
        let in_service = team_of(service);
        invented.staff.iter().filter(move |staff| staff.role == role && in_service(staff.team))
    };
    use crate::domain::Role::{Adviser, Envoy, TeamLead};
    assert_eq!(of(Adviser, MR).count(), 69, "MR advisers 2025 (S00)");
    assert_eq!(of(TeamLead, MR).count(), 8);
    let mut missions: Vec<_> = of(Envoy, SU).filter_map(|envoy| envoy.workplace.mission).collect();
    missions.dedup();
    assert_eq!(missions.len(), 4, "SU missions 2025 (S00)");
    let owners_of_2021 = counted(&invented, MR, 2021).into_iter().map(|facts| facts.owner);
    let mut owners: Vec<_> = owners_of_2021.collect();
    owners.sort_unstable();
    owners.dedup();
    assert!(owners.len() <= 59, "59 advisers before 2024 (S03): {}", owners.len());
}
