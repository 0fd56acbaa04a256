//! An attacker for the tests, who tries every table there is.
//!
//! It shares nothing with the method but the protected table. Where the method argues, this counts: it
//! writes down all tables of whole numbers with the published sum, crosses out those that disagree with
//! what is shown, and looks at what is left.

use proptest::prelude::*;

use super::dimension::{Dimension, Unit};
use super::grouping::group;
use super::primary::primary;
use super::protect::protect_table;
use super::sample;
use super::spec::{Grouping, Spec, Subject, TableSpec, YEARLY};
use super::table::{Cell, FrequencyTable, Protected, Raw};

const CODES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

/// Every way to split `total` in so many categories.
fn tables(total: u32, categories: usize) -> Vec<Vec<u32>> {
    if categories == 1 {
        return vec![vec![total]];
    }
    let with_first = |first| {
        let rest = tables(total - first, categories - 1).into_iter();
        rest.map(move |rest| [vec![first], rest].concat())
    };
    (0..=total).flat_map(with_first).collect()
}

/// What is left of a reader's doubt about the cells of one table.
struct Doubt {
    worlds: Vec<Vec<u32>>,
}

impl Doubt {
    /// Of a reader who knows the shown numbers and that a blank is at least `least`.
    fn by_addition(total: u32, cells: &[Option<u32>], least: u32) -> Self {
        let agrees = |world: &Vec<u32>| {
            cells.iter().zip(world).all(|(cell, &count)| match cell {
                Some(shown) => *shown == count,
                None => count >= least,
            })
        };
        Self { worlds: tables(total, cells.len()).into_iter().filter(agrees).collect() }
    }

    /// Of a reader who runs the method on every table and keeps those with the same face.
    fn by_method(total: u32, truth: &[u32], publish: impl Fn(&[u32]) -> Protected) -> Self {
        let face = publish(truth);
        let same_face = |world: &Vec<u32>| publish(world) == face;
        Self { worlds: tables(total, truth.len()).into_iter().filter(same_face).collect() }
    }

    fn values(&self, place: usize) -> Vec<u32> {
        let mut values: Vec<u32> = self.worlds.iter().map(|world| world[place]).collect();
        values.sort_unstable();
        values.dedup();
        values
    }

    /// Certain to be 1 to 4, or known exactly.
    fn tells_small(&self, place: usize, truth: u32) -> bool {
        let values = self.values(place);
        assert!(values.contains(&truth), "the truth is always possible");
        (1..5).contains(&truth) && (values.len() == 1 || values.iter().all(|value| (1..5).contains(value)))
    }

    /// Certain that everybody is in one category, the same or not.
    fn tells_group(&self) -> bool {
        self.worlds.iter().all(|world| world.iter().filter(|&&count| count > 0).count() == 1)
    }
}

fn raw(counts: &[u32]) -> FrequencyTable<Raw> {
    sample::table(Unit::Cases, "d", &CODES[..counts.len()], counts)
}

fn entry(subject: Subject, grouping: Grouping) -> TableSpec {
    TableSpec { unit: Unit::Cases, dimension: "d", categories: None, services: &["MR"], grouping, subject }
}

fn publish(counts: &[u32], subject: Subject) -> Protected {
    let entry = entry(subject, Grouping::AsCoded);
    protect_table(raw(counts), &entry, &YEARLY).expect("releasable").state
}

fn shown(face: &Protected) -> Vec<Option<u32>> {
    face.cells.iter().map(|cell| cell.count()).collect()
}

/// What leaks, to each kind of reader, of the table with these counts.
fn leaks(counts: &[u32], subject: Subject) -> Vec<String> {
    let face = publish(counts, subject);
    let cells = shown(&face);
    let total: u32 = counts.iter().sum();
    let Cell::Count(published) = face.total else {
        assert!(total < 5 && cells.iter().all(Option::is_none));
        return Vec::new();
    };
    assert_eq!(published, total);
    let mut readers = vec![
        ("a blank may be zero", Doubt::by_addition(total, &cells, 0)),
        ("the method is known", Doubt::by_method(total, counts, |world| publish(world, subject))),
    ];
    // A breakdown of which nothing is shown hides its zeros by rule.
    if cells.iter().any(Option::is_some) {
        readers.push(("a blank is not zero", Doubt::by_addition(total, &cells, 1)));
    }
    let mut leaks = Vec::new();
    for (reader, doubt) in readers {
        for (place, &count) in counts.iter().enumerate() {
            if doubt.tells_small(place, count) {
                leaks.push(format!("{reader}: {counts:?} tells of {place}"));
            }
        }
        if subject == Subject::Sensitive && total > 1 && counts.len() > 1 && doubt.tells_group() {
            leaks.push(format!("{reader}: {counts:?} tells of all"));
        }
    }
    leaks
}

fn subjects() -> impl Strategy<Value = Subject> {
    prop_oneof![Just(Subject::Ordinary), Just(Subject::Sensitive)]
}

/// Small tables with many small counts, zeros and ties in them.
fn counts(categories: std::ops::RangeInclusive<usize>, most: u32) -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(prop_oneof![Just(0), 1..=4_u32, 5..=most, 0..=most], categories)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn no_reader_learns_a_small_count(counts in counts(2..=3, 12), subject in subjects()) {
        prop_assert_eq!(leaks(&counts, subject), Vec::<String>::new());
    }

    /// Larger tables, for the readers who only add: too many worlds to run the method on each.
    #[test]
    fn addition_tells_no_small_count(counts in counts(5..=6, 12), subject in subjects()) {
        let face = publish(&counts, subject);
        let (cells, total): (_, u32) = (shown(&face), counts.iter().sum());
        let blanks: Vec<usize> = (0..cells.len()).filter(|&place| cells[place].is_none()).collect();
        prop_assume!(face.total != Cell::Suppressed && !blanks.is_empty());
        let hidden = total - cells.iter().flatten().sum::<u32>();
        prop_assume!(tables_would_be(hidden, blanks.len()) < 20_000);
        let all_blank = blanks.len() == cells.len();
        for least in if all_blank { 0..1 } else { 0..2 } {
            // Of a one-way table only the blanks and their sum are in doubt.
            let doubt = Doubt::by_addition(hidden, &vec![None; blanks.len()], least);
            for (nth, &place) in blanks.iter().enumerate() {
                prop_assert!(!doubt.tells_small(nth, counts[place]), "{:?} tells of {}", counts, place);
            }
        }
    }

    #[test]
    fn the_same_counts_give_the_same_bytes(counts in counts(6..=6, 40)) {
        let release = || {
            let table = |name: &str, codes: &[&str], counts: &[u32]| sample::table(Unit::Assignments, name, codes, counts);
            let all = [counts.iter().sum()];
            let tables = vec![table("total", &["all"], &all), table("assignment_form", &CODES[..6], &counts)];
            let made = super::protect(&YEARLY, sample::provenance("FT"), tables).expect("releasable");
            (made.to_stored(), super::Release::from_stored(&made.to_stored()).expect("just written") == made)
        };
        prop_assert_eq!(release(), release());
        prop_assert!(release().1);
    }

    /// A table that chooses its categories by the counts hides none of them, the pattern apart that hides all.
    #[test]
    fn chosen_categories_are_never_blanks(counts in counts(12..=12, 30), named in 1..6_usize) {
        let grouping = Grouping::Largest { named, others: "other" };
        if let Ok(table) = protect_table(raw(&counts), &entry(Subject::Sensitive, grouping), &YEARLY) {
            let cells = shown(&table.state);
            prop_assert!(table.total() == Cell::Suppressed || cells.iter().all(Option::is_some), "{:?}", cells);
            prop_assert!(cells.iter().flatten().all(|&count| count == 0 || count >= 5));
        }
    }
}

fn tables_would_be(total: u32, categories: usize) -> u64 {
    (1..categories as u64).fold(1, |ways, nth| ways * (u64::from(total) + nth) / nth)
}

/// Every table of two, three and four categories with such a total, to the reader who knows the method.
#[test]
fn no_small_table_leaks() {
    for (categories, most) in [(2, 30), (3, 22), (4, 16)] {
        for total in 0..=most {
            for subject in [Subject::Ordinary, Subject::Sensitive] {
                let found = leaks_of_all(total, categories, subject);
                assert_eq!(found, Vec::<String>::new());
            }
        }
    }
}

/// As [`leaks`] to the reader who knows the method, for all tables of one total at once: tables with one
/// face are each other's doubt.
fn leaks_of_all(total: u32, categories: usize, subject: Subject) -> Vec<String> {
    let all = tables(total, categories);
    let faces: Vec<Protected> = all.iter().map(|counts| publish(counts, subject)).collect();
    let mut leaks = Vec::new();
    for (counts, face) in all.iter().zip(&faces) {
        let worlds =
            all.iter().zip(&faces).filter(|(_, other)| *other == face).map(|(world, _)| world.clone());
        let doubt = Doubt { worlds: worlds.collect() };
        if face.total == Cell::Suppressed {
            continue;
        }
        let small = (0..categories).any(|place| doubt.tells_small(place, counts[place]));
        let everybody = subject == Subject::Sensitive && total > 1 && doubt.tells_group();
        if small || everybody {
            leaks.push(format!("{counts:?}"));
        }
    }
    leaks
}

/// The attacker can find a leak: without secondary suppression a lone blank is a subtraction away.
#[test]
fn primary_suppression_alone_leaks() {
    let mut leaking = 0;
    for counts in tables(20, 4) {
        let hidden = primary(&counts, Subject::Ordinary, &YEARLY).small;
        let cells: Vec<Option<u32>> =
            counts.iter().zip(&hidden).map(|(&count, hidden)| (!hidden).then_some(count)).collect();
        let doubt = Doubt::by_addition(20, &cells, 1);
        leaking += usize::from((0..4).any(|place| doubt.tells_small(place, counts[place])));
    }
    assert!(leaking > 500, "{leaking}");
}

/// And with two small cells that cover each other, a reader of the method knows both.
#[test]
fn cover_by_addition_alone_leaks_to_a_reader_of_the_method() {
    let economical = |counts: &[u32]| {
        let small = primary(counts, Subject::Ordinary, &YEARLY).small;
        let enough = small.iter().filter(|&&small| small).count() >= 2;
        let cell =
            |(&count, &small): (&u32, &bool)| if small { Cell::Suppressed } else { Cell::Count(count) };
        let mut face = publish(counts, Subject::Ordinary);
        if enough {
            face.cells = counts.iter().zip(&small).map(cell).collect();
        }
        face
    };
    let truth = [4, 4, 20, 5];
    let addition = Doubt::by_addition(33, &shown(&economical(&truth)), 1);
    assert!(!addition.tells_small(0, 4));
    let method = Doubt::by_method(33, &truth, economical);
    assert!(method.tells_small(0, 4) && method.tells_small(1, 4));
}

/// A reader who knows the method cannot tell that any country without a name is in use, nor that all are
/// from one country.
#[test]
fn the_choice_of_countries_tells_of_none_without_a_name() {
    const SPEC: Spec = Spec { threshold: 2, ..YEARLY };
    let grouping = Grouping::Largest { named: 2, others: "other" };
    let face = |counts: &[u32]| {
        group(raw(counts), grouping, &SPEC).ok().map(|table| (table.counts().to_vec(), table.dimension))
    };
    let mut examined = 0;
    for total in 6..=11 {
        let all = tables(total, 6);
        let faces: Vec<Option<(Vec<u32>, Dimension)>> = all.iter().map(|counts| face(counts)).collect();
        let mut kinds: Vec<(Vec<u32>, Dimension)> = Vec::new();
        for kind in faces.iter().flatten() {
            if !kinds.contains(kind) {
                kinds.push(kind.clone());
            }
        }
        for kind in &kinds {
            let worlds = all.iter().zip(&faces).filter(|(_, other)| other.as_ref() == Some(kind));
            let doubt = Doubt { worlds: worlds.map(|(world, _)| world.clone()).collect() };
            for (place, code) in CODES[..6].iter().enumerate() {
                let named = kind.1.position(code).is_some();
                assert!(named || doubt.values(place).contains(&0), "{kind:?} tells of {code}");
            }
            assert!(!doubt.tells_group(), "{kind:?} tells of all");
            examined += 1;
        }
    }
    assert!(examined > 100, "{examined}");
}
