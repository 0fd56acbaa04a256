use std::collections::{BTreeMap, BTreeSet};

use time::macros::date;

use super::programme::{ADDITIONAL_CONCERN, programme, tables};
use super::*;
use crate::statistics::Cube;
use crate::statistics::adhoc::{lattice, names};
use crate::statistics::linked::TOTAL;

const CONCERNS: [&str; 5] = ["NSK", "TRV", "FTE", "GUU", "MTE"];
const SOURCES: [&str; 4] = ["SEL", "SKS", "BVT", "POL"];

/// Every code of each dimension, with these concerns beside the main one.
fn codes(additional: &[&'static str]) -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        ("service", WITH_CASES.to_vec()),
        ("main_concern", CONCERNS.to_vec()),
        ("gender", vec!["K", "M", "A_or_U"]),
        ("age_group", vec!["under_18", "18_or_over", "unknown"]),
        ("referral_source", SOURCES.to_vec()),
        ("person_location", vec!["NO", "UT", "RT", "UK"]),
        (ADDITIONAL_CONCERN, additional.to_vec()),
    ]
}

/// Some cases of each service, made up; `late` more of one kind.
fn cases(late: usize) -> AnnualCases {
    moved(late, 0)
}

/// The same, with as many of the adviser's cases of the largest concern under another one.
fn moved(late: usize, moved: usize) -> AnnualCases {
    let mut all = Vec::new();
    for case in 0..180_usize {
        let concern = [0, 0, 0, 0, 1, 1, 1, 2, 2, 3][case * 7 % 10];
        all.push(vec![
            ("service", WITH_CASES[[0, 0, 0, 1, 2, 2][case % 6]]),
            ("main_concern", CONCERNS[concern]),
            ("gender", ["K", "K", "K", "M", "M", "A_or_U"][case * 5 % 17 % 6]),
            ("age_group", ["under_18", "18_or_over", "18_or_over", "unknown"][case * 3 % 13 % 4]),
            ("referral_source", SOURCES[[0, 0, 0, 1, 1, 2, 3][case * 11 % 19 % 7]]),
            ("person_location", ["NO", "NO", "NO", "UT", "RT"][case % 5]),
        ]);
        let beside = [1, 4, 1, 0, 3][case * 3 % 5];
        if beside != concern && case * 13 % 7 < 3 && all[case][0].1 == "KT" {
            all[case].push((ADDITIONAL_CONCERN, CONCERNS[beside]));
        } else if concern != 0 && case * 13 % 7 < 4 {
            all[case].push((ADDITIONAL_CONCERN, "NSK"));
        }
    }
    let kind = |case: &&mut Vec<(&str, &str)>| {
        case.contains(&("service", "MR"))
            && case.contains(&("main_concern", "NSK"))
            && case.contains(&("gender", "K"))
            && case.contains(&("age_group", "18_or_over"))
    };
    for case in all.iter_mut().filter(kind).take(moved) {
        case[1] = ("main_concern", "TRV");
    }
    for _ in 0..late {
        all.push(vec![
            ("service", "MR"),
            ("main_concern", "NSK"),
            ("gender", "K"),
            ("age_group", "18_or_over"),
            ("referral_source", "SEL"),
            ("person_location", "NO"),
            (ADDITIONAL_CONCERN, "TRV"),
        ]);
    }
    let impossible =
        vec![[("service", "MR"), ("main_concern", "MTE")], [("service", "SU"), ("main_concern", "MTE")]];
    AnnualCases::new(codes(&CONCERNS), all, impossible)
}

fn correcting(cases: AnnualCases, before: &AnnualRelease) -> Preparation<'_> {
    Preparation { cases, ..preparation(0, Some(before)) }
}

fn preparation(late: usize, corrects: Option<&AnnualRelease>) -> Preparation<'_> {
    Preparation {
        cases: cases(late),
        number: 1 + corrects.map_or(0, |before| before.face().number()),
        year: 2025,
        publish_on: date!(2026 - 12 - 01),
        note: "Made up".to_owned(),
        frozen: WITH_CASES.map(|service| (service.to_owned(), 12)).into(),
        code_lists: "2026-1".to_owned(),
        beside: &[],
        corrects: corrects.map(|release| Corrected { release, cases: cases(0) }),
        ties: "a secret".to_owned(),
    }
}

fn counts(face: &AnnualFace) -> BTreeMap<Vec<String>, Option<u32>> {
    face.cells().map(|cell| (cell.codes, cell.count)).collect()
}

#[test]
fn no_small_count_is_in_it_and_the_attack_finds_nothing() {
    let release = prepare(preparation(0, None)).expect("it can be released");
    let small = |cell: &AnnualCell| cell.count.is_some_and(|count| (1..=4).contains(&count));
    assert!(!release.face().cells().any(|cell| small(&cell)));
    let AttackReport { exact, small, at_most, not_reached, hidden, .. } = release.report();
    assert_eq!([*exact, *small, *at_most, *not_reached], [0; 4]);
    assert!(*hidden > 0 && *hidden == release.face().hidden());
    let total = vec![TOTAL.to_owned(); release.face().dimensions().len()];
    assert_eq!(counts(release.face())[&total], Some(180));
}

#[test]
fn the_same_preparation_gives_the_same_bytes_and_they_are_read_back() {
    let [one, other] = [(); 2].map(|()| prepare(preparation(0, None)).expect("it can be released"));
    assert_eq!(one.face().bytes(), other.face().bytes());
    let signed = one.signed([7; 64], [8; 32]);
    let read = AnnualRelease::from_stored(&signed.to_stored()).expect("it was written here");
    assert!(read == signed);
    let tampered = String::from_utf8(signed.to_stored()).expect("JSON").replacen(",180,", ",3,", 1);
    assert!(matches!(AnnualRelease::from_stored(tampered.as_bytes()), Err(UnreadableAnnual::Content)));
}

#[test]
fn the_first_release_of_a_year_comes_with_a_base_and_its_corrections_with_none() {
    let [one, other] = [(); 2].map(|()| prepare(preparation(0, None)).expect("it can be released"));
    assert!(one.base() == other.base(), "the same preparation gives the same base");
    let Some(TableBase::Rounded { base, .. }) = one.base() else { panic!("it can be made") };
    for set in lattice() {
        let table = base.table(&names(set)).expect("every approved table");
        assert!(table.cells.iter().all(|cell| cell.count == 0 || cell.count > 4), "{set:?}");
    }
    let read = AnnualRelease::from_stored(&one.to_stored()).expect("it was written here");
    assert!(read.base() == one.base());
    let corrected = prepare(preparation(9, Some(&one))).expect("nine cases more");
    assert!(corrected.base().is_none(), "tables are counted from the first one");
}

#[test]
fn a_release_without_a_base_is_read_as_it_was_kept_before_there_were_any() {
    let release = prepare(preparation(0, None)).expect("it can be released");
    let stored = serde_json::from_slice::<serde_json::Value>(&release.to_stored());
    let mut stored = stored.expect("JSON");
    stored.as_object_mut().expect("an object").remove("base");
    let read = AnnualRelease::from_stored(stored.to_string().as_bytes()).expect("it is readable");
    assert!(read.base().is_none() && read.face() == release.face());
}

#[test]
fn a_release_of_another_programme_is_read_and_not_computed_again() {
    let release = prepare(preparation(0, None)).expect("it can be released");
    assert!(release.face().is_of_this_programme());
    let stored = String::from_utf8(release.to_stored()).expect("JSON");
    let before = stored.replace(ANNUAL_VERSION, "annual-1");
    let read = AnnualRelease::from_stored(before.as_bytes()).expect("it is readable");
    assert!(!read.face().is_of_this_programme());
}

#[test]
fn a_correction_changes_nothing_or_much_and_never_little() {
    let before = prepare(preparation(0, None)).expect("it can be released");
    for late in [0, 1, 4] {
        let corrected = prepare(preparation(late, Some(&before)));
        assert!(matches!(corrected, Err(NotPrepared::Waits)), "{late} late cases");
    }
    let after = prepare(preparation(9, Some(&before))).expect("nine cases more");
    assert_eq!((after.face().version(), after.face().supersedes()), (2, Some(1)));
    let difference = Difference::between(before.face(), after.face());
    assert!(!difference.changed.is_empty() && difference.now_shown == 0);
    assert!(difference.changed.iter().all(|(_, before, after)| before + 9 == *after));
    for cell in after.face().cells() {
        let changed = difference.changed.iter().any(|(codes, ..)| *codes == cell.codes);
        assert_eq!(cell.sign() == "*", changed);
    }
}

#[test]
fn a_correction_may_go_both_ways_where_it_tells_of_nobody() {
    let before = prepare(preparation(0, None)).expect("it can be released");
    for few in [1, 3, 4] {
        let corrected = prepare(correcting(moved(0, few), &before));
        assert!(matches!(corrected, Err(NotPrepared::Waits)), "{few} cases moved");
    }
    let after = prepare(correcting(moved(0, 8), &before)).expect("seven of that kind were moved");
    let difference = Difference::between(before.face(), after.face());
    let by = |(_, before, after): &(Vec<String>, u32, u32)| i64::from(*after) - i64::from(*before);
    let changes: BTreeSet<i64> = difference.changed.iter().map(by).collect();
    assert_eq!((changes, difference.now_shown), ([-7, 7].into(), 0));
}

#[test]
fn the_tables_are_decomposable() {
    // Each table meets those before it in one of them: the running intersection property.
    let tables: Vec<&[&str]> = tables().collect();
    for (at, table) in tables.iter().enumerate().skip(1) {
        let shared = |other: &[&str]| -> Vec<&str> {
            table.iter().copied().filter(|name| other.contains(name)).collect()
        };
        let all: Vec<&str> = tables[..at].iter().copied().flatten().copied().collect();
        assert!(tables[..at].iter().any(|other| shared(other) == shared(&all)), "{table:?}");
    }
    assert_eq!(programme("a secret").tables.len(), tables.len());
}

#[test]
fn its_cubes_have_every_cell_and_no_other() {
    let before = prepare(preparation(0, None)).expect("it can be released");
    let after = prepare(preparation(9, Some(&before))).expect("nine cases more");
    for release in [before, after] {
        let face = release.face();
        let cubes = face.cubes();
        let keys: Vec<String> = cubes.iter().map(Cube::key).collect();
        let additional: &[&str] = &["service", ADDITIONAL_CONCERN];
        let own: Vec<&[&str]> = tables().chain([additional]).collect();
        let mut named: Vec<String> = own.iter().map(|table| format!("cases-{}", table.join("-"))).collect();
        named.push("cases-service-any_concern".to_owned());
        assert_eq!(keys, named);
        let cells: BTreeMap<Vec<String>, AnnualCell> =
            face.cells().map(|cell| (cell.codes.clone(), cell)).collect();
        let mut seen = BTreeSet::new();
        for (cube, table) in cubes.iter().zip(own) {
            for (at, (codes, cell)) in cube.rows().enumerate() {
                let codes = face.codes_of(table, &codes);
                let here = &cells[&codes];
                assert_eq!((cell.count(), cube.sign(at)), (here.count, here.sign()), "{codes:?}");
                seen.insert(codes);
            }
            // A share is of the service's cases, and made of what is shown.
            let [all, whole] = [cube.place(&vec!["total"; table.len()]), Some(0)];
            assert_eq!(all, whole);
            assert_eq!(cube.share(0).map(|share| share.tenths()), Ok(1000));
            assert!(
                cube.cells()
                    .iter()
                    .enumerate()
                    .all(|(at, cell)| cell.count().is_some() || cube.share(at).is_err())
            );
        }
        assert_eq!(seen.len(), cells.len());
    }
}

/// The counts of a table of services and one more dimension.
fn by_service(face: &AnnualFace, key: &str) -> BTreeMap<[String; 2], Option<u32>> {
    let cube = face.cubes().into_iter().find(|cube| cube.key() == key).expect("it is there");
    cube.rows().map(|(codes, cell)| ([codes[0], codes[1]].map(str::to_owned), cell.count())).collect()
}

#[test]
fn any_concern_is_the_main_one_or_one_beside_it() {
    let release = prepare(preparation(0, None)).expect("it can be released");
    let [also, any] = ["additional", "any"]
        .map(|what| by_service(release.face(), &format!("cases-service-{what}_concern")));
    let main = counts(release.face());
    let (mut shown, mut hidden) = (0, 0);
    for (codes, any) in &any {
        let dimensions = ["service", "main_concern"];
        let main = main[&release.face().codes_of(&dimensions, &[&codes[0], &codes[1]])];
        let sum =
            if codes[1] == "total" { main } else { main.zip(also[codes]).map(|(main, also)| main + also) };
        assert_eq!(*any, sum, "{codes:?}");
        *(if any.is_some() { &mut shown } else { &mut hidden }) += 1;
    }
    assert!(shown > 10 && hidden > 0, "{shown} {hidden}");
    let truth = cases(0);
    let nsk = |case: &&Vec<(&str, &str)>| case.iter().any(|(_, code)| *code == "NSK");
    let nsk = u32::try_from(truth.each().filter(nsk).count()).ok();
    assert_eq!(any[&["total".to_owned(), "NSK".to_owned()]], nsk, "of all services");
}

#[test]
fn a_correction_leaves_additional_concerns_as_they_were() {
    let before = prepare(preparation(0, None)).expect("it can be released");
    let after = prepare(preparation(9, Some(&before))).expect("nine cases more");
    let [one, other] =
        [&before, &after].map(|release| by_service(release.face(), "cases-service-additional_concern"));
    let split = |cells: &BTreeMap<[String; 2], Option<u32>>| {
        cells.iter().filter(|(codes, _)| codes[1] != "total").map(|(_, count)| *count).collect::<Vec<_>>()
    };
    assert_eq!(split(&one), split(&other));
    assert!(split(&one).iter().any(Option::is_some));
}

/// Of each service so many cases: with the concern as the main one, with it also, with neither.
fn by_shares(shares: [(&'static str, [usize; 3]); 3]) -> AnnualCases {
    let mut all = Vec::new();
    for (service, [main, also, not]) in shares {
        for at in 0..main + also + not {
            let mut case = vec![
                ("service", service),
                ("main_concern", if at < main { "TRV" } else { "NSK" }),
                ("gender", ["K", "M"][at % 2]),
                ("age_group", ["under_18", "18_or_over"][at / 2 % 2]),
                ("referral_source", "SEL"),
                ("person_location", "NO"),
            ];
            case.extend((main..main + also).contains(&at).then_some((ADDITIONAL_CONCERN, "TRV")));
            all.push(case);
        }
    }
    AnnualCases::new(codes(&["NSK", "TRV"]), all, Vec::new())
}

#[test]
fn a_concern_is_left_blank_where_a_world_of_the_other_tables_has_no_room_for_it() {
    let shown = |of_the_first| {
        let cases = by_shares([("MR", of_the_first), ("SU", [8, 10, 12]), ("KT", [30, 40, 50])]);
        let release = prepare(Preparation { cases, ..preparation(0, None) }).expect("it can be released");
        let also = by_service(release.face(), "cases-service-additional_concern");
        also.iter().filter(|(codes, count)| codes[1] == "TRV" && count.is_some()).count()
    };
    // Three with the concern as the main one might be five or more: where many have it not, and where all have it.
    assert_eq!(shown([3, 90, 40]), 4);
    assert_eq!(shown([3, 130, 0]), 0);
}
