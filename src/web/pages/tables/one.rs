use askama::Template;
use rocket::{State, get};

use super::layout::views;
use super::{address, called};
use crate::domain::TableQuestion;
use crate::locale::Words;
use crate::registry::Registry;
use crate::statistics::adhoc::{Answer as Table, Source};
use crate::statistics::{Edge, Labels};
use crate::web::error::{Answer, Error};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::pages::figures::{FigureLabels, Meaning, TableView, list_of, offered};

#[derive(Template)]
#[template(path = "tables/one.html")]
struct OnePage {
    frame: Frame,
    notes: Vec<String>,
    files: Vec<(String, String)>,
    tables: Vec<TableView>,
    provenance: Vec<(String, String)>,
    /// The annual releases that its years were published with.
    releases: Vec<(String, String)>,
    meanings: Vec<(String, Vec<(String, String)>)>,
}

/// A table that was asked for.
#[get("/tables/<question>", rank = 3)]
pub(in crate::web) async fn show(
    question: &str,
    person: SignedIn,
    registry: &State<Registry>,
) -> Answer<Page> {
    let question = TableQuestion::parse(question).ok_or(Error::NOT_FOUND)?;
    let table = registry.asked_table(&person.actor, question).await?;
    let words = person.words;
    let own = address(question);
    let release = |source: &Source| {
        let (number, year) = (source.release.to_string(), source.year.to_string());
        let values = [("number", (&number).into()), ("year", (&year).into())];
        (format!("/annual/{number}"), words.say_with("annuals-one", &values))
    };
    let meanings = table.cube().edges().iter().filter_map(|edge| meanings(&words, edge));
    Ok(Page::of(&OnePage {
        frame: person.titled(called(&words, question), &own),
        notes: notes(&words, &table),
        files: offered(&words, &own),
        tables: views(&words, table.cube()),
        provenance: provenance(&words, &table),
        releases: table.sources().iter().map(release).collect(),
        meanings: meanings.collect(),
    }))
}

/// What one has to know to read the table.
pub(super) fn notes(words: &Words, table: &Table) -> Vec<String> {
    let least = table.sources().iter().map(|source| source.least).max().unwrap_or_default();
    vec![
        words.say_n("tables-rounded", least.into()),
        words.say("tables-agree"),
        words.say("counts-double"),
        words.say("release-rounded"),
    ]
}

/// What the table was made of, line by line.
pub(super) fn provenance(words: &Words, table: &Table) -> Vec<(String, String)> {
    let labels = FigureLabels::printed(*words);
    let mut lines = vec![
        (words.say("explain-unit"), words.say("explain-cases")),
        (words.say("tables-question"), table.question().to_string()),
    ];
    for source in table.sources() {
        let frozen = source.frozen.iter().map(|(service, revision)| {
            format!("{}: {}", labels.category("service", service), words.number(*revision))
        });
        let of = |key: &str| format!("{} ({})", words.say(key), source.year);
        lines.extend([
            (of("tables-release"), source.release.to_string()),
            (of("release-frozen-at"), frozen.collect::<Vec<_>>().join(" · ")),
            (of("release-code-lists"), source.code_lists.clone()),
            (of("tables-lattice"), source.lattice.clone()),
            (of("release-program"), source.code_version.clone()),
        ]);
    }
    lines
}

/// What the categories of a dimension mean, where their list says more than their label.
fn meanings(words: &Words, edge: &Edge) -> Option<(String, Vec<(String, String)>)> {
    let list = list_of(edge.name())?;
    let labels = FigureLabels::printed(*words);
    let said = |code: &str| {
        let meaning = Meaning::of(edge.name(), code, words.language);
        let parts = (!meaning.parts.is_empty())
            .then(|| words.say_of("explain-group", "parts", &meaning.parts.join("; ")));
        Some((labels.category(edge.name(), code), meaning.definition.or(parts)?))
    };
    let said: Vec<(String, String)> = edge.codes().filter_map(said).collect();
    let title = format!("{} ({} {})", labels.dimension(edge.name()), list.name, list.version);
    (!said.is_empty()).then_some((title, said))
}
