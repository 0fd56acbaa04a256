//! What a base says, what it refuses, and how it is kept.

use super::{NotRounded, RoundedBase};
use crate::statistics::linked::{Hierarchies, Ledger, Microdata, Programme, TOTAL};

const RECORDS: &str = "a,b,n\nx,p,7\nx,q,2\ny,p,1\ny,q,9\nz,p,3\n";

fn data() -> Microdata {
    let programme = Programme::parse("tables = [{ dimensions = ['a', 'b'] }]").expect("it makes sense");
    let hierarchies: Hierarchies =
        serde_json::from_str(r#"{"a": [["Total", ["few", "x"]], ["few", ["y", "z"]]]}"#).expect("readable");
    Microdata::read(RECORDS, Some("n"), &hierarchies, &programme, &Ledger::default()).expect("readable")
}

fn sets(sets: &[&[&str]]) -> Vec<Vec<String>> {
    sets.iter().map(|set| set.iter().map(|&name| name.to_owned()).collect()).collect()
}

fn base() -> RoundedBase {
    RoundedBase::make(&data(), &sets(&[&["a", "b"]]), 4, "secret").unwrap_or_else(|reason| panic!("{reason}"))
}

#[track_caller]
fn refuses(lattice: &[&[&str]], k: u32, said: &str) {
    let refused = RoundedBase::make(&data(), &sets(lattice), k, "secret").err().expect("it is refused");
    assert!(refused.to_string().contains(said), "{refused}");
}

#[test]
fn every_cell_is_nobody_or_more_than_small_and_margins_are_sums() {
    let table = base().table(&["b", "a"]).expect("it is approved");
    assert_eq!(table.dimensions, ["b", "a"]);
    assert_eq!(table.cells.len(), 3 * 5);
    assert!(table.cells.iter().all(|cell| cell.count == 0 || cell.count > 4));
    let count =
        |b: &str, a: &str| table.cells.iter().find(|cell| cell.codes == [b, a]).map(|cell| cell.count);
    assert_eq!((count("p", "x"), count("q", "y")), (Some(7), Some(9)), "what is not small stays");
    for b in ["p", "q", TOTAL] {
        let sum = |codes: &[&str]| codes.iter().filter_map(|a| count(b, a)).sum::<u32>();
        assert_eq!(count(b, TOTAL), Some(sum(&["few", "x"])));
        assert_eq!(count(b, "few"), Some(sum(&["y", "z"])));
    }
}

#[test]
fn what_is_not_approved_is_not_answered_and_margins_are() {
    let apart = RoundedBase::make(&data(), &sets(&[&["a"], &["b"]]), 4, "secret")
        .unwrap_or_else(|reason| panic!("{reason}"));
    assert!(
        apart.table(&["a", "b"]).is_none()
            && apart.table(&["c"]).is_none()
            && apart.table(&["a", "a"]).is_none()
    );
    assert_eq!(apart.table(&[]).expect("the total").cells.len(), 1);
    let (whole, margin) = (base().table(&["a", "b"]), base().table(&["a"]));
    let whole = whole.expect("it is approved").cells.into_iter().filter(|cell| cell.codes[1] == TOTAL);
    let whole: Vec<u32> = whole.map(|cell| cell.count).collect();
    let margin: Vec<u32> = margin.expect("a margin").cells.iter().map(|cell| cell.count).collect();
    assert_eq!(whole, margin);
}

#[test]
fn what_makes_no_sense_is_refused() {
    refuses(&[&["a"]], 0, "k is 0");
    refuses(&[], 4, "no table");
    refuses(&[&["a", "c"]], 4, "no dimension c");
    refuses(&[&["a", "a"]], 4, "twice");
    refuses(&[&["a", "b", "a", "b"]], 4, "more than three");
}

#[test]
fn a_count_that_is_no_longer_so_is_refused() {
    let mut ledger = Ledger::default();
    ledger.add(&["a".to_owned()], &["x".to_owned()], Some(8)).expect("the first");
    let made = RoundedBase::beside(&data(), &sets(&[&["a"]]), 4, "secret", &ledger, None);
    assert!(matches!(made, Err(NotRounded::Changed(table)) if table == "a"));
}

#[test]
fn a_table_that_would_tell_what_was_hidden_is_refused_by_name() {
    // The large counts are rounded to themselves; beside their sums they give the small ones away.
    let mut ledger = Ledger::default();
    for (dimension, code, count) in [("a", "x", 9), ("a", "y", 10), ("b", "p", 11), ("b", "q", 11)] {
        ledger.add(&[dimension.to_owned()], &[code.to_owned()], Some(count)).expect("each once");
    }
    let made = RoundedBase::beside(&data(), &sets(&[&["a", "b"]]), 4, "secret", &ledger, None);
    assert!(matches!(made, Err(NotRounded::InTheWay(table)) if table.starts_with('a')));
}

#[test]
fn a_base_is_kept_and_what_is_none_is_not_read() {
    let stored = base().to_stored();
    let read = RoundedBase::from_stored(&stored).unwrap_or_else(|reason| panic!("{reason}"));
    assert!(read == base() || read.table(&["a", "b"]) == base().table(&["a", "b"]));
    assert!(read.to_stored() == stored);
    let text = String::from_utf8(stored).expect("text");
    for (from, to) in [
        ("rounded-base/1", "rounded-base/2"),
        ("[[\"x\",\"p\"],7]", "[[\"x\",\"p\"],3]"),
        ("[[\"x\",\"p\"],7]", "[[\"few\",\"p\"],7]"),
        ("\"k\":4", "\"k\":7"),
        ("{\"kind\"", "{\"more\":1,\"kind\""),
    ] {
        assert!(text.contains(from), "{from} in {text}");
        assert!(RoundedBase::from_stored(text.replace(from, to).as_bytes()).is_err(), "{to}");
    }
}

#[test]
fn kept_tables_that_do_not_agree_are_not_read() {
    let apart = sets(&[&["a"], &["b"]]);
    let apart = RoundedBase::make(&data(), &apart, 4, "secret").unwrap_or_else(|reason| panic!("{reason}"));
    let text = String::from_utf8(apart.to_stored()).expect("text");
    let from = text.find("[[\"q\"],").expect("a cell") + 7;
    let other = format!("{}9{}", &text[..from], &text[from..]);
    assert!(RoundedBase::from_stored(other.as_bytes()).is_err());
}
