use askama::Template;
use rocket::{State, get};

use super::super::moment::moment;
use super::{PATH, address};
use crate::domain::{Review, Verdict};
use crate::locale::{Words, date_short};
use crate::registry::{Registry, ShownEmergency};
use crate::web::error::Answer;
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};

#[derive(Template)]
#[template(path = "emergency/emergencies.html")]
struct EmergenciesPage {
    frame: Frame,
    may_open: bool,
    rows: Vec<Row>,
}

struct Row {
    address: String,
    case: String,
    at: String,
    by: String,
    category: &'static str,
    progress: String,
    overdue: bool,
}

/// The emergencies that concern her: those she opened, those in her cases and her team's, and for the auditor all.
#[get("/emergencies")]
pub(in crate::web) async fn list(person: SignedIn, registry: &State<Registry>) -> Answer<Page> {
    let shown = registry.emergencies(&person.actor).await?;
    Ok(Page::of(&EmergenciesPage {
        frame: person.frame("emergency-title", PATH),
        may_open: person.actor.role().works_cases(),
        rows: shown.iter().map(|shown| row(&person.words, shown)).collect(),
    }))
}

fn row(words: &Words, shown: &ShownEmergency) -> Row {
    Row {
        address: address(shown.emergency.id),
        case: called(words, shown),
        at: moment(words, shown.emergency.at),
        by: shown.by.clone(),
        category: shown.emergency.category.label(words.language),
        progress: progress(words, shown),
        overdue: shown.overdue,
    }
}

/// What the case is called for whoever looks: the auditor has a reference that leads nowhere.
pub(super) fn called(words: &Words, shown: &ShownEmergency) -> String {
    match shown.number {
        Some(number) => words.say_of("case-title", "number", &number.to_string()),
        None => words.say_of("emergency-reference", "reference", &shown.reference),
    }
}

/// A verdict, as a message.
pub(super) fn said(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Justified => "emergency-justified",
        Verdict::Unjustified => "emergency-unjustified",
    }
}

/// How far the review has come.
pub(super) fn progress(words: &Words, shown: &ShownEmergency) -> String {
    let key = match shown.emergency.review {
        Review::Waiting if shown.overdue => "emergency-overdue",
        Review::Waiting => "emergency-waiting",
        Review::Reviewed { verdict, .. } => return words.say(said(verdict)),
    };
    words.say_of(key, "date", &date_short(words.language, shown.due))
}
