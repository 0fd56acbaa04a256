//! A case, for its owner and her team lead.

mod view;

use askama::Template;
use rocket::response::Redirect;
use rocket::{State, get, post};

use super::choices::offered;
use super::emergency;
use super::moment::moment;
use super::problems::{Asked, problems};
use crate::access::{Close, Read};
use crate::domain::{CaseNumber, CaseOutcome, CaseOutcomeList, Fault, Field, Reason, Status};
use crate::locale::{Words, date_long, parse_date};
use crate::registry::{Case, Ending, Error as RegistryError, Registry};
use crate::web::error::{Answer, Error};
use crate::web::form::{Choices, Entry, Problems, Question, TextField};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;

pub(super) use self::view::CaseView;

const ASKED: &[Asked] = &[
    Asked { name: "closed", label: "case-close-date", missing: Some("case-close-date-missing") },
    Asked { name: "outcome", label: "case-outcome", missing: Some("case-outcome-missing") },
];

#[derive(Template)]
#[template(path = "case/case.html")]
struct CasePage<'a> {
    frame: Frame,
    problems: Problems,
    recorded: Option<String>,
    ended: Option<String>,
    /// Who has opened it in an emergency: it is said for as long as there is a case.
    opened_by_others: Vec<(String, String)>,
    view: CaseView<'a>,
    closing: Option<ClosingForm<'a>>,
}

struct ClosingForm<'a> {
    address: String,
    token: String,
    closed: TextField<'a>,
    outcome: Choices,
}

/// A case, for its owner and her team lead.
#[get("/cases/<number>?<recorded>")]
pub(in crate::web) async fn show(
    number: &str,
    recorded: Option<&str>,
    person: SignedIn,
    registry: &State<Registry>,
) -> Answer<Page> {
    let number = CaseNumber::parse(number).ok_or(Error::NOT_FOUND)?;
    let grant = registry.permit::<Read>(&person.actor, number).await?;
    let case = registry.read(grant).await?;
    let form = Posted::answering("", String::new());
    let mut page = page(&person, registry, &case, &form, Problems::default());
    if recorded.is_some() {
        page.recorded = Some(person.words.say_of("record-done", "number", &number.to_string()));
    }
    Ok(Page::of(&page))
}

/// Closes a case, or shows it again with what must be put right.
#[post("/cases/<number>/closing", data = "<form>")]
pub(in crate::web) async fn close(
    number: &str,
    person: SignedIn,
    form: Posted,
    registry: &State<Registry>,
) -> Answer<Result<Redirect, Page>> {
    let number = CaseNumber::parse(number).ok_or(Error::NOT_FOUND)?;
    let grant = registry.permit::<Close>(&person.actor, number).await?;
    let closed = match ending(&form) {
        Ok(ending) => registry.close(grant, ending).await,
        Err(faults) => Err(RegistryError::Faults(faults)),
    };
    match closed {
        Ok(()) => Ok(Ok(Redirect::to(format!("/cases/{number}")))),
        Err(RegistryError::Faults(faults)) => {
            let grant = registry.permit::<Read>(&person.actor, number).await?;
            let case = registry.read(grant).await?;
            let problems = problems(&person.words, ASKED, &faults);
            Ok(Err(Page::again(&page(&person, registry, &case, &form, problems))))
        }
        Err(other) => Err(other.into()),
    }
}

fn ending(form: &Posted) -> Result<Ending, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut fault = |field, text: &str, wrong| {
        let reason = if text.trim().is_empty() { Reason::Missing } else { wrong };
        faults.push(Fault { field: Field(field), reason });
    };
    let (closed, outcome) = (form.one("closed"), form.one("outcome"));
    let on = parse_date(closed);
    if on.is_none() {
        fault("closed", closed, Reason::NotADate);
    }
    let code = CaseOutcome::parse(outcome).ok();
    if code.is_none() {
        fault("outcome", outcome, Reason::Unknown);
    }
    match (on, code) {
        (Some(on), Some(outcome)) => Ok(Ending { on, outcome }),
        _ => Err(faults),
    }
}

fn page<'a>(
    person: &SignedIn,
    registry: &Registry,
    case: &'a Case,
    form: &'a Posted,
    problems: Problems,
) -> CasePage<'a> {
    let words = person.words;
    let facts = &case.facts;
    let number = facts.id.number();
    let title = words.say_of("case-title", "number", &number.to_string());
    let frame = person.titled(title, &format!("/cases/{number}")).marked().failed_for(&problems);
    let may_close = facts.status() == Status::Open && facts.owner == person.actor.id();
    let closing = may_close.then(|| {
        let address = format!("/cases/{number}/closing");
        let ask = |name, key: &str| Question::new(name, words.say(key)).required().with(&problems);
        let outcomes = offered::<CaseOutcomeList>(&words, facts.service, registry.clock().today());
        ClosingForm {
            token: person.form_token(&address),
            address,
            closed: TextField::new(ask("closed", "case-close-date"), Entry::Date, form.one("closed")),
            outcome: Choices::new(ask("outcome", "case-outcome"), outcomes).choosing(form.all("outcome")),
        }
    });
    CasePage {
        frame,
        problems,
        recorded: None,
        ended: facts
            .closing
            .map(|closing| words.say_of("case-closed", "date", &date_long(words.language, closing.on))),
        opened_by_others: opened_by_others(&words, case),
        view: CaseView::new(&words, case),
        closing,
    }
}

/// When and by whom it was opened in an emergency, each with the address of what is told of it.
fn opened_by_others(words: &Words, case: &Case) -> Vec<(String, String)> {
    let line = |(emergency, by): &(crate::domain::Emergency, String)| {
        let at = moment(words, emergency.at);
        let said = words.say_with("emergency-opened-by", &[("at", (&at).into()), ("person", by.into())]);
        (said, emergency::address(emergency.id))
    };
    case.emergencies.iter().map(line).collect()
}
