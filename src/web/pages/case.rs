use askama::Template;
use rocket::response::Redirect;
use rocket::{State, get, post};

use super::choices::offered;
use super::problems::{Asked, problems};
use crate::access::{Close, Read};
use crate::domain::{
    Assessment, CaseNumber, CaseOutcome, CaseOutcomeList, Code, Facts, Fault, Field, List, Progress, Reason,
    Status,
};
use crate::locale::{Words, date_long, date_short, parse_date};
use crate::registry::{Case, Ending, Error as RegistryError, Registry};
use crate::web::error::{Answer, Error};
use crate::web::form::{Choices, Entry, Problems, Question, TextField};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;

const ASKED: &[Asked] = &[
    Asked { name: "closed", label: "case-close-date", missing: Some("case-close-date-missing") },
    Asked { name: "outcome", label: "case-outcome", missing: Some("case-outcome-missing") },
];

#[derive(Template)]
#[template(path = "case.html")]
struct CasePage<'a> {
    frame: Frame,
    problems: Problems,
    recorded: Option<String>,
    ended: Option<String>,
    facts: Vec<(String, String)>,
    assessments: Vec<(String, Vec<(String, String)>)>,
    note: Option<&'a str>,
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
    let mut frame = person.titled(title, &format!("/cases/{number}")).marked();
    if !problems.is_empty() {
        frame = frame.failed();
    }
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
        facts: lines(&words, facts),
        assessments: std::iter::once(&facts.opening)
            .chain(&facts.later)
            .map(|assessment| assessed(&words, assessment))
            .collect(),
        note: case.note.as_ref().map(|note| note.0.reveal().as_str()),
        closing,
    }
}

/// What is known of a case, line by line; what is not known has no line.
fn lines(words: &Words, facts: &Facts) -> Vec<(String, String)> {
    let language = words.language;
    let mut lines = Vec::new();
    let mut line = |key: &str, value: String| {
        if !value.is_empty() {
            lines.push((words.say(key), value));
        }
    };
    line("cases-status", words.say(&format!("cases-status-{}", facts.status().as_str())));
    line("record-opened", date_short(language, facts.opened));
    if let Some(closing) = facts.closing {
        line("case-outcome", closing.outcome.label(language).to_owned());
    }
    line("record-gender", facts.person.gender.label(language).to_owned());
    line("record-age-band", facts.person.age_band.label(language).to_owned());
    line("record-country", facts.person.country.label(language).to_owned());
    line("record-location", facts.person.location.label(language).to_owned());
    line("record-referral-main", facts.referral.main.label(language).to_owned());
    line("record-referrals", labels(words, &facts.referral.others));
    line("record-controllers", labels(words, &facts.controllers));
    line("record-arenas", labels(words, &facts.arenas));
    line("record-violence", labels(words, &facts.violence));
    line("record-stay-reasons", labels(words, &facts.stay_reasons));
    for (progress, key) in [
        (Progress::Done, "record-actions-done"),
        (Progress::Planned, "record-actions-planned"),
        (Progress::Declined, "record-actions-declined"),
    ] {
        let of: Vec<_> = facts
            .actions
            .iter()
            .filter(|action| action.progress == progress)
            .map(|action| action.kind)
            .collect();
        line(key, labels(words, &of));
    }
    line("record-duty-report", facts.duties.report.label(language).to_owned());
    line("record-duty-avert", facts.duties.avert.label(language).to_owned());
    let services: Vec<&str> = facts.known_to.iter().map(|service| service.label(language)).collect();
    line("record-known-to", services.join(", "));
    let place = [
        facts.workplace.kind.map(|code| code.label(language)),
        facts.workplace.county.map(|code| code.label(language)),
        facts.workplace.mission.map(|code| code.label(language)),
    ];
    line("record-legend-place", place.into_iter().flatten().collect::<Vec<_>>().join(", "));
    lines
}

fn labels<L: List>(words: &Words, codes: &[Code<L>]) -> String {
    codes.iter().map(|code| code.label(words.language)).collect::<Vec<_>>().join(", ")
}

fn assessed(words: &Words, assessment: &Assessment) -> (String, Vec<(String, String)>) {
    let language = words.language;
    let heading = words.say(&format!("case-at-{}", assessment.point.as_str()));
    let mut lines = vec![
        (words.say("cases-concern"), assessment.main.label(language).to_owned()),
        (words.say("record-concerns"), labels(words, &assessment.additional)),
        (words.say("record-risk"), assessment.risk.label(language).to_owned()),
    ];
    lines.retain(|(_, value)| !value.is_empty());
    (format!("{heading}, {}", date_short(language, assessment.on)), lines)
}
