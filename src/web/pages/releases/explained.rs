//! How each figure of a table came to be: what its category means, what is counted, when it was frozen, by which
//! rule it is shown or not.

use askama::Template;
use rocket::{State, get};

use super::tables::{percent, written};
use super::{address, provenance, title};
use crate::domain::CodeList;
use crate::locale::Words;
use crate::registry::{NumberedRelease, Registry};
use crate::statistics::{Cell, Cube, Labels, Provenance, Release, Unit};
use crate::web::error::{Answer, Error};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::pages::figures::{FigureLabels, Meaning, release_number};

#[derive(Template)]
#[template(path = "releases/explained.html")]
pub(super) struct ExplainedPage {
    pub(super) frame: Frame,
    pub(super) explained: Explained,
}

/// A table explained.
pub(super) struct Explained {
    release: String,
    address: String,
    /// What is the same for all its figures.
    facts: Vec<(String, String)>,
    figures: Vec<Figure>,
}

/// One figure explained, line by line.
struct Figure {
    id: String,
    label: String,
    lines: Vec<(String, String)>,
}

/// Explains the figures of one table of a release.
#[get("/releases/<number>/explained/<table>")]
pub(in crate::web) async fn show(
    number: &str,
    table: &str,
    person: SignedIn,
    registry: &State<Registry>,
) -> Answer<Page> {
    let number = release_number(number).ok_or(Error::NOT_FOUND)?;
    let NumberedRelease { release, .. } = registry.find_release(&person.actor, number).await?;
    let words = person.words;
    let cube = release.cubes().into_iter().find(|cube| cube.key() == table).ok_or(Error::NOT_FOUND)?;
    let called = FigureLabels::of(words, &release).cube(&cube);
    let frame = person.titled(
        words.say_of("explain-title", "table", &called),
        &explanation(&number.to_string(), &cube.key()),
    );
    Ok(Page::of(&ExplainedPage { frame, explained: explained(&words, &release, &cube) }))
}

/// Where a table is explained.
pub(super) fn explanation(number: &str, table: &str) -> String {
    format!("{}/explained/{table}", address(number))
}

/// All that is told of the figures of a table.
pub(super) fn explained(words: &Words, release: &Release, cube: &Cube) -> Explained {
    let mut facts = vec![(words.say("explain-unit"), words.say(counted(cube.unit())))];
    facts.extend(provenance(words, release));
    let figures = cube.rows().map(|(codes, cell)| figure(words, release, cube, &codes, cell));
    Explained {
        release: title(words, release),
        address: address(&release.provenance().number.to_string()),
        facts,
        figures: figures.collect(),
    }
}

fn counted(unit: Unit) -> &'static str {
    match unit {
        Unit::Cases => "explain-cases",
        Unit::Assignments => "explain-assignments",
        Unit::Questions => "explain-questions",
    }
}

fn figure(words: &Words, release: &Release, cube: &Cube, codes: &[&str], cell: Cell) -> Figure {
    let labels = FigureLabels::of(*words, release);
    let said: Vec<String> =
        cube.edges().iter().zip(codes).map(|(edge, code)| labels.category(edge.name(), code)).collect();
    let mut lines = vec![
        (words.say("counts-count"), written(words, cell)),
        (words.say("counts-share"), percent(words, cell, cube.share(cell))),
        (words.say("explain-why"), why(words, release, cell)),
    ];
    for ((edge, code), label) in cube.edges().iter().zip(codes).zip(&said) {
        lines.push((labels.dimension(edge.name()), format!("{label} ({code})")));
        lines.extend(meaning(words, release, edge.name(), code));
    }
    Figure { id: format!("{}-{}", cube.key(), codes.join("-")), label: said.join(", "), lines }
}

/// Why the figure is shown or not. All blanks are explained alike: which of them is small is what is hidden.
fn why(words: &Words, release: &Release, cell: Cell) -> String {
    let least = u64::from(release.threshold());
    match cell {
        Cell::Suppressed => words.say("explain-hidden"),
        Cell::Count(0) => words.say("explain-zero"),
        Cell::Count(_) => words.say_n("explain-shown", least),
    }
}

/// What the category means, and which list says so.
fn meaning(words: &Words, release: &Release, dimension: &str, code: &str) -> Vec<(String, String)> {
    let meaning = Meaning::of(dimension, code, words.language);
    let Some(list) = meaning.list else {
        return vec![(words.say("explain-meaning"), words.say(sum(dimension, code)))];
    };
    let says = if !meaning.parts.is_empty() {
        words.say_of("explain-group", "parts", &meaning.parts.join("; "))
    } else {
        meaning.definition.unwrap_or_else(|| words.say("explain-label-alone"))
    };
    vec![
        (words.say("explain-meaning"), says),
        (words.say("explain-list"), listed(words, release.provenance(), list)),
    ]
}

/// What a sum is of that only tables have.
fn sum(dimension: &str, code: &str) -> &'static str {
    match (dimension, code) {
        ("country_background", "other") => "explain-other-countries",
        _ => "explain-total",
    }
}

/// The list by its name, with the version that was counted by and the one that is quoted.
fn listed(words: &Words, made: &Provenance, list: &CodeList) -> String {
    let of = |name: &str| made.code_lists.iter().find(|(list, _)| list == name);
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

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::domain::Language;

    fn figures(language: Language, table: &str) -> Vec<Figure> {
        let release = sample::release([1203, 2, 70, 30]);
        let cube = release.cubes().into_iter().find(|cube| cube.key() == table).expect("it is there");
        explained(&Words::of(language), &release, &cube).figures
    }

    fn line<'a>(figures: &'a [Figure], id: &str, name: &str) -> &'a str {
        let figure = figures.iter().find(|figure| figure.id == id).expect("the figure is there");
        let (_, said) = figure.lines.iter().find(|(head, _)| head == name).expect("the line is there");
        said
    }

    #[test]
    fn every_figure_says_what_it_is_and_why() {
        let concerns = figures(Language::Nb, "cases-main_concern");
        assert_eq!(concerns.len(), 5, "four concerns and their sum");
        let of = |code: &str, name| line(&concerns, &format!("cases-main_concern-{code}"), name);
        assert_eq!((of("NSK", "Antall"), of("NSK", "Andel")), ("1\u{a0}203", "92,2\u{a0}%"));
        assert_eq!(of("NSK", "Hovedbekymring"), "Negativ sosial kontroll (NSK)");
        assert!(of("NSK", "Betydning").starts_with("Familien eller miljøet styrer personen"));
        let list = of("NSK", "Kodeliste");
        assert!(list.starts_with("Bekymring (concern). Tallene er talt etter versjon 2026-1."), "{list}");
        assert!(of("NSK", "Hvorfor det står slik").starts_with("Tallet er minst 5,"));
        assert_eq!(of("total", "Antall"), "1\u{a0}305");
        assert!(of("total", "Betydning").starts_with("Alle som er telt"));
        let gender = figures(Language::En, "cases-gender");
        let rest = line(&gender, "cases-gender-A_or_U", "Meaning");
        assert_eq!(rest, "Comprises: Other gender identity; Unknown.");
        assert!(line(&gender, "cases-gender-M", "Why it reads so").starts_with("Nobody."));
    }

    #[test]
    fn a_blank_does_not_say_which_kind_it_is() {
        for language in Language::ALL {
            let concerns = figures(language, "cases-main_concern");
            let blanks: Vec<_> = concerns.iter().filter(|figure| figure.lines[0].1 == ":").collect();
            assert!(blanks.len() > 1, "the small one and what is hidden with it");
            assert!(blanks.iter().all(|blank| blank.lines[..3] == blanks[0].lines[..3]), "{language:?}");
            assert_eq!(blanks[0].lines[1].1, ":");
        }
    }
}
