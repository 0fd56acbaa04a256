//! What may import what, and where the few things are said that may be said in few places.
//!
//! A simple reader: it leaves out comments, literals and `#[cfg(test)]`, and looks at every `crate::` path that is
//! left. What macros put together it does not see.

mod source;

use std::collections::BTreeSet;

use source::*;

pub(crate) use source::files_ending;

/// Each part, the floor it stands on, and what it may import: a whole part, or one name of it. What a part imports
/// stands on a lower floor, but for `bench`, which is a command beside the others, and for the clock that the
/// configuration names.
const TABLE: &[(&str, u8, &[&str])] = &[
    ("main", 9, &["cli"]),
    (
        "cli",
        8,
        &[
            "registry",
            "web",
            // What people come in with, where they are invented.
            "access",
            "statistics",
            "domain",
            "locale",
            "config",
            "telemetry",
            "clock",
            "confidential",
            "bench",
        ],
    ),
    // It measures the hot paths one by one, so it reaches for each.
    (
        "bench",
        8,
        &[
            "registry",
            "store",
            "index",
            "audit",
            "access",
            "keyring",
            "statistics",
            "domain",
            "clock",
            "confidential",
            "config",
            "cli::invented",
        ],
    ),
    ("web", 7, &["registry", "access", "statistics", "domain", "locale", "confidential", "clock"]),
    (
        "registry",
        6,
        &[
            "store",
            "index",
            "audit",
            "access",
            "keyring",
            "statistics",
            "domain",
            "clock",
            "config",
            "confidential",
        ],
    ),
    (
        "index",
        5,
        &[
            "access::Scope",
            "statistics::Dimension",
            "statistics::FrequencyTable",
            "statistics::Raw",
            "statistics::Spec",
            "statistics::TableSpec",
            "statistics::Unit",
            "statistics::annual::AnnualCases",
            "domain",
        ],
    ),
    (
        "store",
        5,
        &[
            "audit",
            "access",
            "keyring::Sealed",
            "statistics::Release",
            "statistics::annual::AnnualRelease",
            "domain",
        ],
    ),
    ("audit", 4, &["access", "domain"]),
    ("access", 3, &["domain", "confidential"]),
    ("keyring", 3, &["domain", "confidential"]),
    ("statistics", 3, &["domain"]),
    ("locale", 3, &["domain"]),
    ("domain", 2, &["confidential"]),
    ("confidential", 1, &[]),
    ("clock", 1, &[]),
    ("config", 1, &["clock"]),
    ("telemetry", 1, &[]),
];

/// What only some files may say, and why.
const SAID_IN_FEW_PLACES: &[(&str, &[&str], &str)] = &[
    (
        ".reveal()",
        &[
            "access/passphrase.rs",
            "access/recovery.rs",
            "access/totp.rs",
            "cli/slots.rs",
            "cli/serve.rs",
            "domain/draft.rs",
            "keyring/content/note.rs",
            "keyring/slot.rs",
            "registry/content/emergency.rs",
            "web/pages/activation/once.rs",
            "web/pages/case/view.rs",
            "web/pages/emergency/one.rs",
            "web/pages/factors/recovery.rs",
            "web/pages/factors/telephone.rs",
            "web/posted.rs",
        ],
        "content is shown to be sealed, measured, or read by its reader",
    ),
    (
        "Actor::new",
        &["registry/people/activation.rs", "registry/people/factors.rs", "registry/people/session.rs"],
        "whoever acts has signed in, or has a link",
    ),
    (
        "Sealed::from_bytes",
        &[
            "keyring/sealing.rs",
            "registry/audit.rs",
            "registry/follow.rs",
            "registry/people/device.rs",
            "store/documents.rs",
            "store/lapsing.rs",
            "store/sessions.rs",
            "store/tries.rs",
        ],
        "what is called sealed was sealed, or comes from the database to be opened",
    ),
    (
        "::from_stored(",
        &["registry/content/mod.rs", "statistics/annual/base.rs"],
        "disclosure control makes releases",
    ),
    (
        ".plain()",
        &["store/lapsing.rs", "store/sessions.rs", "store/users.rs"],
        "it writes no entry, so it is for what holds no case",
    ),
    (
        ".plain_write(",
        &["store/lapsing.rs", "store/sessions.rs", "store/tries.rs"],
        "it writes no entry, so it is for what is no act",
    ),
    ("Statement::from_", &["store/peer.rs"], "queries are built, never written as text"),
    ("execute_unprepared", &["store/peer.rs"], "queries are built, never written as text"),
    ("sqlx::query", &["store/peer.rs"], "queries are built, never written as text"),
    ("Expr::cust", &["store/peer.rs"], "queries are built, never written as text"),
    ("println!", &[], "the terminal belongs to the commands"),
    ("stdout()", &["cli/terminal.rs"], "the terminal belongs to the commands"),
    ("eprintln!", &["cli/terminal.rs"], "the terminal belongs to the commands"),
    ("now_utc(", &["clock.rs"], "time is a parameter"),
    ("SystemTime::now", &[], "time is a parameter"),
];

/// A file of this many lines is two.
const LONGEST: usize = 400;

#[test]
fn imports_only_fall() {
    let found = imports_against_the_table(&sources());
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_table_only_falls() {
    let floor = |part: &str| TABLE.iter().find(|row| row.0 == part).map(|row| row.1);
    for (part, own, imports) in TABLE {
        for import in *imports {
            let other = import.split("::").next().unwrap_or(import);
            let lower = floor(other).unwrap_or_else(|| panic!("{other} is in the table"));
            let beside = ([*part, other].contains(&"bench") || *part == "config") && lower == *own;
            assert!(lower < *own || beside, "{part} imports {import}, which is not below it");
        }
    }
}

#[test]
fn a_planted_climb_is_found() {
    let file = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let found = |path, text| imports_against_the_table(&[file(path, text)]);
    for (path, text, said) in [
        (
            "domain/case.rs",
            "use std::fmt;\nuse crate::store::Store;",
            "src/domain/case.rs:2: crate::store::Store",
        ),
        (
            "web/page.rs",
            "use crate::{\n    locale, keyring::{self, Keyring},\n};",
            "src/web/page.rs:1: crate::keyring",
        ),
        ("index/list.rs", "use crate::access::{Actor, Scope};", "src/index/list.rs:1: crate::access::Actor"),
        ("index/list.rs", "use crate::access;", "src/index/list.rs:1: crate::access:"),
        (
            "store/head.rs",
            "fn f() { let _ = crate::keyring::Keyring::unlock; }",
            "src/store/head.rs:1: crate::keyring",
        ),
        ("access/scope.rs", "use super::super::registry::Registry;", "src/access/scope.rs:1: super::super::"),
        ("helpers/mod.rs", "", "src/helpers/mod.rs: the table does not know"),
        ("main.rs", "fn main() { fortrolig::web::site() }", "src/main.rs:1: crate::web"),
    ] {
        let found = found(path, text);
        assert!(found.iter().any(|line| line.starts_with(said)), "{said}: {found:?}");
    }
    for (path, text) in [
        ("index/list.rs", "use crate::access::Scope;"),
        (
            "domain/case.rs",
            "// crate::store\n/* crate::web */ const A: &str = \"crate::web\"; const B: char = '\"';",
        ),
        ("domain/case.rs", "#[cfg(test)]\nmod tests {\n    use crate::store::{A, B};\n    fn f() {}\n}"),
        ("domain/case.rs", "#[cfg(test)]\nuse crate::store::A;\nuse crate::confidential::Confidential;"),
        ("domain/case.rs", "const A: &str = r#\"crate::web \"quoted\" \"#; fn f<'a>(_: &'a str) {}"),
    ] {
        assert_eq!(found(path, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_table_knows_every_part_and_every_part_is_there() {
    let mut parts: BTreeSet<String> = BTreeSet::new();
    for source in sources() {
        parts.insert(source.part().to_owned());
    }
    parts.remove("lib");
    let known: BTreeSet<String> = TABLE.iter().map(|row| row.0.to_owned()).collect();
    assert_eq!(parts, known);
}

#[test]
fn what_may_be_said_in_few_places_is_said_nowhere_else() {
    let sources = sources();
    let mut found = Vec::new();
    for (said, places, why) in SAID_IN_FEW_PLACES {
        for source in &sources {
            if places.contains(&source.path.as_str()) {
                continue;
            }
            for line in source.lines_with(said) {
                found.push(format!("src/{}:{line}: {said} ({why})", source.path));
            }
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_place_that_is_named_is_used() {
    let sources = sources();
    for (said, places, _) in SAID_IN_FEW_PLACES {
        for place in places.iter().filter(|place| **place != "store/peer.rs") {
            let source = sources.iter().find(|source| source.path == *place);
            let uses = source.is_some_and(|source| !source.lines_with(said).is_empty());
            assert!(uses, "src/{place} says no {said} any more: take it from the list");
        }
    }
}

#[test]
fn no_file_is_two() {
    for (path, text) in files(&src()) {
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "src/{path} has {lines} lines");
    }
}

fn imports_against_the_table(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let Source { path, .. } = source;
        let own = source.part();
        if own == "lib" {
            continue;
        }
        let Some((_, _, may)) = TABLE.iter().find(|row| row.0 == own) else {
            found.push(format!("src/{path}: the table does not know `{own}`"));
            continue;
        };
        let text = without_tests(&without_words(&source.text));
        for (line, import) in imports(&text) {
            let is = |allowed: &&str| import == **allowed || import.starts_with(&format!("{allowed}::"));
            if import.split("::").next() != Some(own) && !may.iter().any(is) {
                found.push(format!("src/{path}:{line}: crate::{import}: `{own}` may import {may:?}"));
            }
        }
        let out = "super::".repeat(source.depth());
        for (at, _) in text.match_indices(&out) {
            // Beneath a module of the same file one step more is needed; nobody does that, and it is allowed.
            found.push(format!("src/{path}:{}: {out} leaves `{own}`: say crate::", line_of(&text, at)));
        }
    }
    found
}
