//! What is told of a figure of any release: what its categories mean, by which list it was counted, why it is shown
//! or not.

use askama::Template;

use super::{Meaning, counted, part};
use crate::domain::CodeList;
use crate::locale::Words;
use crate::statistics::{Cell, Cube, Labels, SUM, Unit};
use crate::web::page::Frame;

#[derive(Template)]
#[template(path = "figures/explained.html")]
pub(in crate::web::pages) struct ExplainedPage {
    pub(in crate::web::pages) frame: Frame,
    pub(in crate::web::pages) explained: Explained,
}

/// A table explained.
pub(in crate::web::pages) struct Explained {
    /// What its release is called, and where it is.
    pub(in crate::web::pages) release: String,
    pub(in crate::web::pages) address: String,
    /// What is the same for all its figures.
    pub(in crate::web::pages) facts: Vec<(String, String)>,
    pub(in crate::web::pages) notes: Vec<String>,
    pub(in crate::web::pages) figures: Vec<Explanation>,
}

/// One figure explained, line by line.
pub(in crate::web::pages) struct Explanation {
    pub(in crate::web::pages) id: String,
    pub(in crate::web::pages) label: String,
    pub(in crate::web::pages) lines: Vec<(String, String)>,
}

/// By what the figures of a release were counted and shown.
pub(in crate::web::pages) struct CountedBy<'a> {
    /// The smallest count that is shown.
    pub(in crate::web::pages) least: u64,
    /// The code lists, each with its version; `all` is all of them.
    pub(in crate::web::pages) lists: Vec<(&'a str, &'a str)>,
}

/// What a unit is.
pub(in crate::web::pages) fn unit_explained(words: &Words, unit: Unit) -> (String, String) {
    let says = match unit {
        Unit::Cases => "explain-cases",
        Unit::Assignments => "explain-assignments",
        Unit::Questions => "explain-questions",
    };
    (words.say("explain-unit"), words.say(says))
}

/// The figure at this place of a table.
pub(in crate::web::pages) fn explanation_of(
    words: &Words,
    labels: &impl Labels,
    by: &CountedBy<'_>,
    cube: &Cube,
    at: usize,
    codes: &[&str],
) -> Explanation {
    let edges = || cube.edges().iter().zip(codes);
    let said: Vec<String> = edges().map(|(edge, code)| labels.category(edge.name(), code)).collect();
    let mut lines = vec![
        (words.say("counts-count"), counted(words, cube, at)),
        (words.say("counts-share"), part(words, cube.share(at))),
        (words.say("explain-why"), why(words, by, cube.cells()[at])),
    ];
    for ((edge, code), label) in edges().zip(&said) {
        lines.push((labels.dimension(edge.name()), format!("{label} ({code})")));
        lines.extend(meaning(words, by, edge.name(), code));
    }
    Explanation { id: format!("{}-{}", cube.key(), codes.join("-")), label: said.join(", "), lines }
}

/// Why the figure is shown or not. All blanks are explained alike: which of them is small is what is hidden.
fn why(words: &Words, by: &CountedBy<'_>, cell: Cell) -> String {
    match cell {
        Cell::Suppressed => words.say("explain-hidden"),
        Cell::Count(0) => words.say("explain-zero"),
        Cell::Count(_) => words.say_n("explain-shown", by.least),
    }
}

/// What the category means, and which list says so.
fn meaning(words: &Words, by: &CountedBy<'_>, dimension: &str, code: &str) -> Vec<(String, String)> {
    let meaning = Meaning::of(dimension, code, words.language);
    let Some(list) = meaning.list else {
        return sum(dimension, code)
            .map(|key| (words.say("explain-meaning"), words.say(key)))
            .into_iter()
            .collect();
    };
    let says = if !meaning.parts.is_empty() {
        words.say_of("explain-group", "parts", &meaning.parts.join("; "))
    } else {
        meaning.definition.unwrap_or_else(|| words.say("explain-label-alone"))
    };
    vec![(words.say("explain-meaning"), says), (words.say("explain-list"), listed(words, by, list))]
}

/// What a sum is of that only tables have. A service is what it is called.
fn sum(dimension: &str, code: &str) -> Option<&'static str> {
    match (dimension, code) {
        ("country_background", "other") => Some("explain-other-countries"),
        ("service", code) if code != SUM => None,
        _ => Some("explain-total"),
    }
}

/// The list by its name, with the version that was counted by and the one that is quoted.
fn listed(words: &Words, by: &CountedBy<'_>, list: &CodeList) -> String {
    let of = |name: &str| by.lists.iter().find(|(list, _)| *list == name);
    let counted_by = of(&list.name).or_else(|| of("all")).map_or("..", |(_, version)| version);
    let title = list.title.say(words.language);
    let values = [
        ("list", title.into()),
        ("name", (&list.name).into()),
        ("counted", counted_by.into()),
        ("quoted", (&list.version).into()),
    ];
    words.say_with("explain-list-version", &values)
}
