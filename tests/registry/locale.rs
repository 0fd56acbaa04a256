//! Every key that the pages say is there in all three languages, and every key that is there is said.

use std::collections::BTreeSet;
use std::path::Path;

use fortrolig::domain::{Language, Role, Status};
use fortrolig::locale;

use crate::architecture::files_ending;

/// Keys that pages still being built will say; empty when they are.
const BEING_BUILT: &[&str] = &[];

/// Keys that are put together: what they begin with, what ends them, and what they may end with.
fn put_together() -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    keys.extend(Role::ALL.map(|role| format!("role-{}", role.as_str())));
    keys.extend([Status::Open, Status::Closed].map(|status| format!("cases-status-{}", status.as_str())));
    keys.extend(["opening", "follow-up", "closing"].map(|point| format!("case-at-{point}")));
    for fault in faults() {
        keys.push(format!("fault-{fault}"));
        keys.push(format!("fault-{fault}-next"));
    }
    keys
}

/// The beginnings that [`put_together`] knows how to end.
const BEGINNINGS: &[&str] = &["role-", "cases-status-", "case-at-", "fault-"];

#[test]
fn every_key_that_is_said_is_there_in_every_language() {
    let mut said: BTreeSet<String> = put_together().into_iter().collect();
    let there = keys();
    let pages: BTreeSet<&str> = there.iter().filter_map(|key| key.split('-').next()).collect();
    for (path, text) in sources() {
        for (literal, saying) in literals(&text) {
            // In Rust any literal of this form is a key; in a template many are names of the page's own.
            let of_a_page = literal.split('-').next().is_some_and(|page| pages.contains(page));
            if saying || path.ends_with(".rs") && of_a_page {
                said.insert(literal);
            }
        }
    }
    assert!(said.len() > 100, "only {} keys were found", said.len());
    let mut missing = Vec::new();
    for language in Language::ALL {
        let lacks = |key: &&String| locale::text(language, key) == format!("[{key}]");
        missing.extend(said.iter().filter(lacks).map(|key| format!("{key} in {language:?}")));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_key_that_is_there_is_said() {
    let mut said: BTreeSet<String> = put_together().into_iter().collect();
    for (_, text) in sources() {
        said.extend(literals(&text).into_iter().map(|(literal, _)| literal));
    }
    let being_built = |key: &String| BEING_BUILT.iter().any(|beginning| key.starts_with(beginning));
    let unsaid: Vec<String> =
        keys().into_iter().filter(|key| !said.contains(key) && !being_built(key)).collect();
    assert!(unsaid.is_empty(), "nobody says {unsaid:#?}");
}

#[test]
fn every_key_that_is_put_together_is_known_here() {
    let mut found = BTreeSet::new();
    for (path, text) in sources() {
        for piece in text.split("say(&format!(\"").skip(1).chain(text.split("say_with(&format!(\"").skip(1)) {
            let beginning = piece.split('{').next().unwrap_or_default().to_owned();
            assert!(BEGINNINGS.contains(&beginning.as_str()), "src/web/{path}: {beginning}");
            found.insert(beginning);
        }
    }
    assert_eq!(found, BEGINNINGS.iter().map(|beginning| (*beginning).to_owned()).collect());
}

/// The faults that have a page: named beside their status.
fn faults() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, text) in sources() {
        for piece in text.split("Status::").skip(1) {
            let after = piece.trim_start_matches(char::is_alphabetic);
            if let Some((name, _)) = after.strip_prefix(", \"").and_then(|name| name.split_once('"'))
                && !name.contains(['{', ' '])
            {
                found.insert(name.to_owned());
            }
        }
    }
    assert!(found.len() > 5, "only {found:?}");
    found
}

/// What the pages are made of, without the tests at the end of a file.
fn sources() -> Vec<(String, String)> {
    let mut sources = files_ending(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web"), &["rs", "html"]);
    for (_, text) in &mut sources {
        if let Some(end) = text.find("#[cfg(test)]\nmod tests {") {
            text.truncate(end);
        }
    }
    sources
}

/// Every literal that has the form of a key, and whether it is said on the spot.
fn literals(text: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('"') {
        let Some((literal, _)) = text[at + 1..].split_once('"') else { continue };
        let key = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if literal.contains('-')
            && literal.starts_with(|l: char| l.is_ascii_lowercase())
            && literal.chars().all(key)
        {
            let before = text[..at].trim_end();
            let saying = ["say(", "say_with(", "say_of(", "say_n("].iter().any(|call| before.ends_with(call));
            found.push((literal.to_owned(), saying));
        }
    }
    found
}

/// Every key of the bokmål files; that the others have the same is a test beside them.
fn keys() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/locale/words");
    let texts = files_ending(&folder, &["ftl"]).into_iter().filter(|(path, _)| path.ends_with(".nb.ftl"));
    let texts: Vec<String> = texts.map(|(_, text)| text).collect();
    let keys = texts
        .iter()
        .flat_map(|text| text.lines())
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key.trim());
    keys.filter(|key| key.starts_with(|l: char| l.is_ascii_lowercase())).map(str::to_owned).collect()
}
