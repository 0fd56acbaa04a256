//! How each figure of a table came to be: what its category means, what is counted, when it was frozen, by which
//! rule it is shown or not.

use rocket::{State, get};

use super::{address, provenance, title};
use crate::locale::Words;
use crate::registry::Registry;
use crate::statistics::{Cube, Labels, Release};
use crate::web::error::{Answer, Error};
use crate::web::guards::SignedIn;
use crate::web::page::Page;
use crate::web::pages::figures::{
    CountedBy, Explained, ExplainedPage, FigureLabels, explanation_of, release_number, unit_explained,
};

/// Explains the figures of one table of a release.
#[get("/releases/<number>/explained/<table>")]
pub(in crate::web) async fn show(
    number: &str,
    table: &str,
    person: SignedIn,
    registry: &State<Registry>,
) -> Answer<Page> {
    let number = release_number(number).ok_or(Error::NOT_FOUND)?;
    let kept = registry.find_release(&person.actor, number).await?;
    let release = kept.release;
    let words = person.words;
    let cube = release.cubes().into_iter().find(|cube| cube.key() == table).ok_or(Error::NOT_FOUND)?;
    let called = FigureLabels::of(words, &release).cube(&cube);
    let frame = person.titled(
        words.say_of("explain-title", "table", &called),
        &explanation(&number.to_string(), &cube.key()),
    );
    let facts = provenance(&words, &release, kept.published_at);
    Ok(Page::of(&ExplainedPage { frame, explained: explained(&words, &release, &cube, facts) }))
}

/// Where a table is explained.
pub(super) fn explanation(number: &str, table: &str) -> String {
    format!("{}/explained/{table}", address(number))
}

/// All that is told of the figures of a table; `made`: what the release was made of.
pub(super) fn explained(
    words: &Words,
    release: &Release,
    cube: &Cube,
    made: Vec<(String, String)>,
) -> Explained {
    let labels = FigureLabels::of(*words, release);
    let lists = release.provenance().code_lists.iter();
    let by = CountedBy {
        least: release.threshold().into(),
        lists: lists.map(|(list, version)| (list.as_str(), version.as_str())).collect(),
    };
    let rows = cube.rows().enumerate();
    let figures = rows.map(|(at, (codes, _))| explanation_of(words, &labels, &by, cube, at, &codes));
    Explained {
        release: title(words, release),
        address: address(&release.provenance().number.to_string()),
        facts: std::iter::once(unit_explained(words, cube.unit())).chain(made).collect(),
        notes: vec![words.say("release-rounded")],
        figures: figures.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::domain::Language;
    use crate::web::pages::figures::Explanation;

    fn figures(language: Language, table: &str) -> Vec<Explanation> {
        let release = sample::release([1203, 2, 70, 30]);
        let cube = release.cubes().into_iter().find(|cube| cube.key() == table).expect("it is there");
        explained(&Words::of(language), &release, &cube, Vec::new()).figures
    }

    fn line<'a>(figures: &'a [Explanation], id: &str, name: &str) -> &'a str {
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
