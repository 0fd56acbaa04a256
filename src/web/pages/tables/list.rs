use askama::Template;
use rocket::{State, get};

use super::super::annual::table_named;
use super::super::moment::moment;
use super::{PATH, address, ask, called, split};
use crate::locale::Words;
use crate::registry::{Answers, Registry, TableDesk, TableYear};
use crate::statistics::adhoc::lattice;
use crate::web::error::Answer;
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};

#[derive(Template)]
#[template(path = "tables/list.html")]
struct ListPage {
    frame: Frame,
    /// Where she asks, when there is a year to ask about.
    ask: Option<&'static str>,
    budget: Vec<String>,
    years: Vec<YearView>,
    asked: Vec<AskedView>,
}

struct YearView {
    year: i32,
    release: u32,
    /// Whether it answers.
    says: String,
}

struct AskedView {
    address: String,
    called: String,
    at: String,
}

/// What she has asked, what is left of her questions, and which years answer.
#[get("/tables")]
pub(in crate::web) async fn list(person: SignedIn, registry: &State<Registry>) -> Answer<Page> {
    let desk = registry.table_desk(&person.actor).await?;
    let words = person.words;
    let year = |of: &TableYear| YearView {
        year: of.year.number(),
        release: of.release,
        says: match &of.answers {
            Answers::Approved => words.say("tables-answers"),
            Answers::Nothing(table) => in_the_way(&words, table.as_deref()),
        },
    };
    let asked = desk.asked.iter().map(|asked| AskedView {
        address: address(asked.question),
        called: called(&words, asked.question),
        at: moment(&words, asked.at),
    });
    let answers = desk.years.iter().any(|of| of.answers == Answers::Approved);
    Ok(Page::of(&ListPage {
        frame: person.frame("tables-title", PATH),
        ask: answers.then_some(ask::ADDRESS),
        budget: budget(&words, &desk),
        years: desk.years.iter().map(year).collect(),
        asked: asked.collect(),
    }))
}

/// What is left, and when there is more.
pub(super) fn budget(words: &Words, desk: &TableDesk) -> Vec<String> {
    let left = u64::try_from(desk.budget.left).unwrap_or(u64::MAX);
    let mut lines = vec![words.say_n("tables-left", left)];
    lines.extend(desk.budget.next.map(|next| words.say_of("tables-next", "at", &moment(words, next))));
    lines
}

/// That a year answers nothing, with the table that was in the way.
pub(in crate::web::pages) fn in_the_way(words: &Words, table: Option<&str>) -> String {
    match table {
        Some(table) => words.say_of("tables-in-the-way", "table", &table_named(words, table)),
        None => words.say("tables-nothing"),
    }
}

/// The largest tables that may be asked for, in words.
pub(in crate::web::pages) fn approved(words: &Words) -> Vec<String> {
    lattice().map(|set| split(words, set.iter().copied())).collect()
}
