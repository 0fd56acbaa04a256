//! How the figures of an annual release came to be: a page for each table and service.

use rocket::{State, get};

use super::address;
use super::labels::AnnualLabels;
use super::one::{provenance, title};
use crate::locale::Words;
use crate::registry::{Registry, ShownAnnual};
use crate::statistics::{Cube, Edge, Labels};
use crate::web::error::{Answer, Error};
use crate::web::guards::SignedIn;
use crate::web::page::Page;
use crate::web::pages::figures::{
    CountedBy, Explained, ExplainedPage, explanation_of, release_number, unit_explained,
};

/// Explains the figures of one service, or of all together, in one table of a release.
#[get("/annual/<number>/explained/<table>/<service>")]
pub(in crate::web) async fn show(
    number: &str,
    table: &str,
    service: &str,
    person: SignedIn,
    registry: &State<Registry>,
) -> Answer<Page> {
    let number = release_number(number).ok_or(Error::NOT_FOUND)?;
    let shown = registry.find_annual(&person.actor, number).await?;
    let words = person.words;
    let labels = AnnualLabels::of(words);
    let cube = shown.face().cubes().into_iter().find(|cube| cube.key() == table).ok_or(Error::NOT_FOUND)?;
    let services = cube.edges().first().ok_or(Error::NOT_FOUND)?;
    if !services.codes().any(|code| code == service) {
        return Err(Error::NOT_FOUND);
    }
    let called = format!("{}, {}", labels.cube(&cube), labels.category(services.name(), service));
    let frame = person
        .titled(words.say_of("explain-title", "table", &called), &address_of(number, &cube.key(), service));
    Ok(Page::of(&ExplainedPage { frame, explained: explained(&words, &shown, &cube, service) }))
}

/// Where the figures of a service in a table are explained.
pub(super) fn address_of(number: u32, table: &str, service: &str) -> String {
    format!("{}/explained/{table}/{service}", address(number))
}

fn explained(words: &Words, shown: &ShownAnnual, cube: &Cube, service: &str) -> Explained {
    let face = shown.face();
    let labels = AnnualLabels::of(*words);
    let by = CountedBy { least: u64::from(face.k()) + 1, lists: vec![("all", face.code_lists())] };
    let mut facts = vec![unit_explained(words, cube.unit())];
    facts.extend(provenance(words, shown));
    if !face.note().is_empty() {
        facts.push((words.say("annuals-note"), face.note().to_owned()));
    }
    let rows = cube.rows().enumerate().filter(|(_, (codes, _))| codes.first() == Some(&service));
    let figures = rows.map(|(at, (codes, _))| {
        let mut explanation = explanation_of(words, &labels, &by, cube, at, &codes);
        explanation.lines.extend(correction(words, shown, cube, at, &codes));
        explanation
    });
    Explained {
        release: title(words, shown),
        address: address(face.number()),
        facts,
        notes: ["annuals-shares", "annuals-several", "release-rounded"].map(|key| words.say(key)).into(),
        figures: figures.collect(),
    }
}

/// What a figure was before this release corrected it.
fn correction(
    words: &Words,
    shown: &ShownAnnual,
    cube: &Cube,
    at: usize,
    codes: &[&str],
) -> Option<(String, String)> {
    if !cube.is_revised(at) {
        return None;
    }
    let dimensions: Vec<&str> = cube.edges().iter().map(Edge::name).collect();
    let codes = shown.face().codes_of(&dimensions, codes);
    // A figure that is summed from others stands nowhere by itself.
    let is_cell = dimensions.iter().all(|name| shown.face().dimensions().iter().any(|of| of == name));
    let changed = shown.difference.as_ref().filter(|_| is_cell).and_then(|difference| {
        difference.changed.iter().find(|(of, ..)| *of == codes).map(|(_, before, _)| *before)
    });
    let said = match (changed, shown.face().supersedes()) {
        (Some(before), Some(number)) => {
            let (before, number) = (words.number(before.into()), number.to_string());
            words.say_with("annuals-was", &[("before", (&before).into()), ("number", (&number).into())])
        }
        // It is summed from others, or what was shown before was another release of the service's own.
        _ => words.say("sign-revised"),
    };
    Some((words.say("annuals-corrected"), said))
}
