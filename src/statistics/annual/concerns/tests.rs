use super::*;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

const SERVICES: [&str; 3] = ["MR", "SU", "KT"];
const CONCERNS: [&str; 3] = ["NSK", "TRV", "FTE"];

/// A service, a main concern, and for each concern what decides whether it stands beside that.
type Rolled = (usize, usize, [u8; 3]);

/// Made-up cases of a few services, with each concern beside the main one as often as this, of 256.
fn year((cases, often): (Vec<Rolled>, [u8; 3])) -> AnnualCases {
    let case = |(service, main, rolled): Rolled| {
        let main = [0, 0, 0, 1, 1, 2][main];
        let mut case =
            vec![("service", SERVICES[[0, 0, 0, 1, 1, 2][service]]), ("main_concern", CONCERNS[main])];
        let beside = (0..CONCERNS.len()).filter(|at| *at != main && rolled[*at] < often[*at]);
        case.extend(beside.map(|at| (ADDITIONAL_CONCERN, CONCERNS[at])));
        case
    };
    let codes = vec![
        ("service", SERVICES.to_vec()),
        ("main_concern", CONCERNS.to_vec()),
        (ADDITIONAL_CONCERN, CONCERNS.to_vec()),
    ];
    AnnualCases::new(codes, cases.into_iter().map(case).collect(), Vec::new())
}

/// What a reader who knows all but the additional concerns can say of how many others there are of these services,
/// who have the concern beside their main one: the least and the most, one service at a time. Where no zero is
/// hidden she may know that as well.
fn known(additional: &Additional, counts: &Counts<'_>, concern: &str, others: &[&str]) -> Vec<(u32, u32)> {
    let own: u32 = SERVICES
        .iter()
        .filter(|service| !others.contains(service))
        .map(|service| counts.also(service, concern))
        .sum();
    let shown = |service: &str| additional.cells[&(service.to_owned(), concern.to_owned())];
    let floor = floor(additional);
    let room = |service: &str| (counts.all(service) - counts.main(service, concern)).saturating_sub(floor);
    let rest = shown(TOTAL)
        .map(|total| total - own - others.iter().filter_map(|service| shown(service)).sum::<u32>());
    let range = |service: &&str| {
        let most = room(service);
        match (shown(service), rest) {
            (Some(count), _) => (count, count),
            (None, None) => (floor, most),
            (None, Some(rest)) => {
                let hidden = others.iter().filter(|other| *other != service && shown(other).is_none());
                let elsewhere: u32 = hidden.clone().map(|other| room(other)).sum();
                let others = floor * hidden.clone().count() as u32;
                (floor.max(rest.saturating_sub(elsewhere)), most.min(rest - others))
            }
        }
    };
    others.iter().map(range).collect()
}

/// The least that a blank is known to be.
fn floor(additional: &Additional) -> u32 {
    additional.report.as_ref().map_or(0, |(_, policy)| policy.least)
}

#[test]
fn who_knows_all_the_rest_learns_no_small_number_of_additional_concerns() {
    let case = (0..6_usize, 0..6_usize, any::<[u8; 3]>());
    let often = prop::sample::select(vec![[128, 60, 10], [250, 20, 255], [40, 40, 40], [5, 255, 100]]);
    let years = (prop::collection::vec(case, 20..90), often);
    let mut runner = TestRunner::deterministic();
    let (mut shown, mut secrets, mut everybody) = (0, 0, 0);
    for round in 0..400 {
        let cases = year(years.new_tree(&mut runner).expect("a year").current());
        let counts = Counts(&cases);
        let additional = Additional::protect(&cases, &format!("tie {round}"));
        for (concern, reader) in
            CONCERNS.iter().flat_map(|concern| (0..=3).map(move |reader| (concern, reader)))
        {
            let others: Vec<&str> = SERVICES
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != reader)
                .map(|(_, service)| *service)
                .collect();
            let blank = rows(&SERVICES, &[concern]).all(|cell| additional.cells[&cell].is_none());
            if blank {
                continue;
            }
            shown += 1;
            let ranges = known(&additional, &counts, concern, &others);
            for (service, (least, most)) in others.iter().zip(ranges) {
                let room = counts.all(service) - counts.main(service, concern);
                let also = counts.also(service, concern);
                // Those who have it beside another, and those who have it not at all.
                for (count, least, most) in [(also, least, most), (room - also, room - most, room - least)] {
                    assert!(least <= count && count <= most);
                    if (1..=K).contains(&count) {
                        secrets += 1;
                        assert!(
                            (least == 0 || floor(&additional) > 0) && most > K,
                            "{round} {service} {concern} {reader}: {least} to {most}"
                        );
                    }
                }
                if reader == 3 && also > 0 && also == room {
                    everybody += 1;
                    assert!(least < room, "{round} {service} {concern}: all have it");
                }
            }
        }
    }
    assert!(shown > 1_000 && secrets > 500 && everybody > 0, "{shown} {secrets} {everybody}");
}
