//! The simple reader: source files without comments, literals and tests, and the paths they import.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file, by its path under `src`, without comments, literals and tests.
pub(super) struct Source {
    pub(super) path: String,
    pub(super) text: String,
}

impl Source {
    /// The part of the program it belongs to: its folder under `src`, or its own name.
    pub(super) fn part(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// How many modules stand around what it says.
    pub(super) fn depth(&self) -> usize {
        let folders = self.path.matches('/').count();
        if self.path.ends_with("/mod.rs") { folders } else { folders + 1 }
    }

    pub(super) fn lines_with(&self, said: &str) -> Vec<usize> {
        let alone = |at: usize| {
            let before = self.text[..at].chars().next_back();
            !said.starts_with(char::is_alphabetic) || before.is_none_or(|before| !is_word(before))
        };
        let hits = self.text.match_indices(said).filter(|(at, _)| alone(*at));
        hits.map(|(at, _)| line_of(&self.text, at)).collect()
    }
}

/// Every path that begins at the root of the crate, without the root, with the line it begins on.
pub(super) fn imports(text: &str) -> Vec<(usize, String)> {
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
pub(super) fn tree<'a>(text: &'a str, before: &str, paths: &mut Vec<String>) -> &'a str {
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
pub(super) fn without_words(text: &str) -> String {
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
pub(super) fn word_length(text: &str, before: Option<char>) -> Option<usize> {
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

pub(super) fn quoted(text: &str, mark: char) -> usize {
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

pub(super) const TEST: &str = "#[cfg(test)]";

/// The text with every item marked as a test blanked out.
pub(super) fn without_tests(text: &str) -> String {
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
pub(super) fn item_length(text: &str) -> usize {
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
pub(super) fn sources() -> Vec<Source> {
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
pub(super) fn test_files(path: &str, text: &str) -> Vec<String> {
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

pub(super) fn src() -> PathBuf {
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

pub(super) fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

pub(super) fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}
