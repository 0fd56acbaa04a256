//! What may import what, and where the few things are said that may be said in few places.
//!
//! A simple reader: it leaves out comments, literals and `#[cfg(test)]`, and looks at every `crate::` path that is
//! left. What macros put together it does not see.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each part, the floor it stands on, and what it may import: a whole part, or one name of it. What a part imports
/// stands on a lower floor, but for `bench`, which is a command beside the others.
const TABLE: &[(&str, u8, &[&str])] = &[
    ("main", 9, &["cli"]),
    (
        "cli",
        8,
        &[
            "registry",
            "web",
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
        &["store", "index", "audit", "access", "keyring", "statistics", "domain", "clock", "config"],
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
            "domain",
        ],
    ),
    ("store", 5, &["audit", "access", "keyring::Sealed", "statistics::Release", "domain"]),
    ("audit", 4, &["access", "domain"]),
    ("access", 3, &["domain", "confidential"]),
    ("keyring", 3, &["domain", "confidential"]),
    ("statistics", 3, &["domain"]),
    ("locale", 3, &["domain"]),
    ("domain", 2, &["confidential"]),
    ("confidential", 1, &[]),
    ("clock", 1, &[]),
    ("config", 1, &[]),
    ("telemetry", 1, &[]),
];

/// What only some files may say, and why.
const SAID_IN_FEW_PLACES: &[(&str, &[&str], &str)] = &[
    (
        ".reveal()",
        &[
            "access/passphrase.rs",
            "cli/init.rs",
            "cli/staff.rs",
            "domain/draft.rs",
            "keyring/content/note.rs",
            "keyring/slot.rs",
            "web/pages/case.rs",
            "web/posted.rs",
        ],
        "content is shown to be sealed, measured, or read by its reader",
    ),
    ("Actor::new", &["registry/sign_in.rs"], "whoever acts has signed in"),
    (
        "Sealed::from_bytes",
        &[
            "keyring/sealing.rs",
            "registry/audit.rs",
            "registry/follow.rs",
            "store/documents.rs",
            "store/sessions.rs",
        ],
        "what is called sealed was sealed, or comes from the database to be opened",
    ),
    ("::from_stored(", &["registry/content.rs"], "disclosure control makes releases"),
    (
        ".plain()",
        &["store/sessions.rs", "store/users.rs"],
        "it writes no entry, so it is for what holds no case",
    ),
    (".plain_write(", &["store/sessions.rs"], "it writes no entry, so it is for what is no act"),
    ("Statement::from_", &["store/peer.rs"], "queries are built, never written as text"),
    ("execute_unprepared", &["store/peer.rs"], "queries are built, never written as text"),
    ("sqlx::query", &["store/peer.rs"], "queries are built, never written as text"),
    ("Expr::cust", &["store/peer.rs"], "queries are built, never written as text"),
    ("println!", &["cli/terminal.rs"], "the terminal belongs to the commands"),
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
            let beside = [*part, other].contains(&"bench") && lower == *own;
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

/// A source file, by its path under `src`, without comments, literals and tests.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The part of the program it belongs to: its folder under `src`, or its own name.
    fn part(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// How many modules stand around what it says.
    fn depth(&self) -> usize {
        let folders = self.path.matches('/').count();
        if self.path.ends_with("/mod.rs") { folders } else { folders + 1 }
    }

    fn lines_with(&self, said: &str) -> Vec<usize> {
        let alone = |at: usize| {
            let before = self.text[..at].chars().next_back();
            !said.starts_with(char::is_alphabetic) || before.is_none_or(|before| !is_word(before))
        };
        let hits = self.text.match_indices(said).filter(|(at, _)| alone(*at));
        hits.map(|(at, _)| line_of(&self.text, at)).collect()
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

/// Every path that begins at the root of the crate, without the root, with the line it begins on.
fn imports(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for root in ["crate::", "fortrolig::"] {
        for (at, _) in text.match_indices(root) {
            if text[..at].chars().next_back().is_some_and(is_word) {
                continue;
            }
            let line = line_of(text, at);
            let mut paths = Vec::new();
            tree(&text[at + root.len()..], "", &mut paths);
            found.extend(paths.into_iter().map(|path| (line, path)));
        }
    }
    found
}

/// Reads one path or one group in braces, and gives what follows it.
fn tree<'a>(text: &'a str, before: &str, paths: &mut Vec<String>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix('}') {
                return after;
            }
            let after = tree(rest, before, paths);
            let after = after.trim_start();
            let next = after.find([',', '}']).map_or("", |at| &after[at..]);
            rest = next.strip_prefix(',').unwrap_or(next);
            if rest.is_empty() {
                return rest;
            }
        }
    }
    let word = text.len() - text.trim_start_matches(|letter| is_word(letter) || letter == '*').len();
    let (name, rest) = text.split_at(word);
    let path = match (before, name) {
        ("", name) => name.to_owned(),
        (before, "self" | "*" | "") => before.to_owned(),
        (before, name) => format!("{before}::{name}"),
    };
    match rest.strip_prefix("::") {
        Some(more) if !more.starts_with('<') => tree(more, &path, paths),
        _ => {
            paths.push(path);
            rest
        }
    }
}

/// The text with comments and literals blanked out; lines stay where they are.
fn without_words(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let length = word_length(rest, kept.chars().next_back());
        let (word, after) = rest.split_at(length.unwrap_or(next.len_utf8()));
        match length {
            Some(_) => kept.extend(word.chars().map(|letter| if letter == '\n' { '\n' } else { ' ' })),
            None => kept.push(next),
        }
        rest = after;
    }
    kept
}

/// The length of the comment or literal that `text` begins with, in bytes.
fn word_length(text: &str, before: Option<char>) -> Option<usize> {
    let to = |end: &str, from: usize| text[from..].find(end).map_or(text.len(), |at| from + at + end.len());
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return Some(to("*/", 2));
    }
    if text.starts_with('"') {
        return Some(quoted(text, '"'));
    }
    let inside_a_word = before.is_some_and(is_word);
    if let Some(raw) = text.strip_prefix('r').or(text.strip_prefix("br"))
        && !inside_a_word
    {
        let marks = raw.len() - raw.trim_start_matches('#').len();
        if raw[marks..].starts_with('"') {
            let from = text.len() - raw.len() + marks + 1;
            return Some(to(&format!("\"{}", "#".repeat(marks)), from));
        }
    }
    // A character, and not the name of a lifetime.
    let mut letters = text.strip_prefix('\'')?.chars();
    match (letters.next()?, letters.next()) {
        ('\\', _) => Some(quoted(text, '\'')),
        (letter, Some('\'')) => Some(letter.len_utf8() + 2),
        _ => None,
    }
}

fn quoted(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == mark => return at + 1,
            _ => {}
        }
    }
    text.len()
}

const TEST: &str = "#[cfg(test)]";

/// The text with every item marked as a test blanked out.
fn without_tests(text: &str) -> String {
    let mut kept = text.to_owned();
    while let Some(at) = kept.find(TEST) {
        let end = at + item_length(&kept[at..]);
        let blank: String =
            kept[at..end].chars().map(|letter| if letter == '\n' { '\n' } else { ' ' }).collect();
        kept.replace_range(at..end, &blank);
    }
    kept
}

/// To the end of the item's braces, or to the semicolon of one that has none.
fn item_length(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 && !text[at + 1..].trim_start().starts_with(';') {
                    return at + 1;
                }
            }
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Every source file without comments, literals and tests.
fn sources() -> Vec<Source> {
    let files: Vec<(String, String)> =
        files(&src()).into_iter().map(|(path, text)| (path, without_words(&text))).collect();
    let tests: Vec<String> = files.iter().flat_map(|(path, text)| test_files(path, text)).collect();
    let is_test = |path: &str| {
        tests.iter().any(|test| path == format!("{test}.rs") || path.starts_with(&format!("{test}/")))
    };
    let mut sources = Vec::new();
    for (path, text) in files {
        if !is_test(&path) {
            sources.push(Source { path, text: without_tests(&text) });
        }
    }
    assert!(sources.len() > 100, "the sources are there");
    sources
}

/// The modules that a file declares as tests in files of their own, as paths without their ending.
fn test_files(path: &str, text: &str) -> Vec<String> {
    let folder = match path.strip_suffix("/mod.rs") {
        Some(folder) => folder,
        None => path.trim_end_matches(".rs"),
    };
    let mut found = Vec::new();
    for (at, _) in text.match_indices(TEST) {
        let item = text[at + TEST.len()..].trim_start();
        let item = item.strip_prefix("pub(super) ").unwrap_or(item);
        if let Some((name, _)) = item.strip_prefix("mod ").and_then(|item| item.split_once([';', '{'])) {
            found.push(format!("{folder}/{}", name.trim()));
        }
    }
    found
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every Rust file under `folder`, by its path from there.
pub(crate) fn files(folder: &Path) -> Vec<(String, String)> {
    files_ending(folder, &["rs"])
}

/// Every file under `folder` with one of these endings.
pub(crate) fn files_ending(folder: &Path, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder of the sources") {
            let path = entry.expect("its entries can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
                let text = fs::read_to_string(&path).expect("a text");
                let path = path.strip_prefix(folder).expect("it lies in the folder");
                found.push((path.display().to_string(), text));
            }
        }
    }
    found.sort();
    found
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}
