use askama::Template;
use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{State, get, post};

use super::super::choices::offered;
use super::address;
use crate::domain::{
    CaseNumber, EmergencyCategory, EmergencyCategoryList, Justification, Service, Unfounded,
};
use crate::locale::Value;
use crate::registry::{Error as RegistryError, Limit, Registry};
use crate::web::error::Answer;
use crate::web::form::{Choices, Entry, Problems, Question, TextField};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;
use crate::web::proof::Proof;

const ADDRESS: &str = "/emergencies/new";

#[derive(Template)]
#[template(path = "emergency/open.html")]
struct OpenPage<'a> {
    frame: Frame,
    problems: Problems,
    number: TextField<'a>,
    category: Choices,
    reason: TextField<'a>,
    proof: Option<Proof>,
    token: String,
}

impl<'a> OpenPage<'a> {
    async fn new(
        person: &SignedIn,
        registry: &Registry,
        form: &'a Posted,
        problems: Problems,
    ) -> Answer<Self> {
        let words = person.words;
        let frame = person.frame("emergency-open", ADDRESS).marked().failed_for(&problems);
        let ask = |name, key: &str| Question::new(name, words.say(key)).required().with(&problems);
        let least = Value::Count(u64::try_from(Justification::SHORTEST).unwrap_or(u64::MAX));
        let reason =
            ask("reason", "emergency-reason").hint(words.say_with("emergency-reason-hint", &[("n", least)]));
        let number = ask("number", "emergency-number").hint(words.say("emergency-number-hint"));
        let service = person.actor.service().unwrap_or(Service::Mr);
        let categories = offered::<EmergencyCategoryList>(&words, service, registry.clock().today());
        Ok(Self {
            frame,
            number: TextField::new(number, Entry::Line, form.one("number")),
            category: Choices::new(ask("category", "emergency-category"), categories)
                .choosing(form.all("category")),
            reason: TextField::new(reason, Entry::Long, form.one("reason")),
            proof: person.proof(&problems).await?,
            token: person.form_token(ADDRESS),
            problems,
        })
    }
}

/// Asks which case, and why.
#[get("/emergencies/new")]
pub(in crate::web) async fn ask(person: SignedIn, registry: &State<Registry>) -> Answer<Page> {
    registry.may_open_emergency(&person.actor).await?;
    let form = Posted::answering("", String::new());
    Ok(Page::of(&OpenPage::new(&person, registry, &form, Problems::default()).await?))
}

/// Opens the case, for an hour.
#[post("/emergencies/new", data = "<form>")]
pub(in crate::web) async fn open(
    mut person: SignedIn,
    form: Posted,
    cookies: &CookieJar<'_>,
    registry: &State<Registry>,
) -> Answer<Result<Redirect, Page>> {
    registry.may_open_emergency(&person.actor).await?;
    let words = person.words;
    let mut problems = Problems::default();
    let number = match form.one("number").trim() {
        "" => {
            problems.add("number", words.say("emergency-number-missing"));
            None
        }
        typed => CaseNumber::parse(typed).or_else(|| {
            problems.add("number", words.say("emergency-number-wrong"));
            None
        }),
    };
    let category = EmergencyCategory::parse(form.one("category")).ok();
    if category.is_none() {
        problems.add("category", words.say("emergency-category-missing"));
    }
    let reason = Justification::parse(form.one("reason"));
    if let Err(unfounded) = &reason {
        let (key, n) = match unfounded {
            Unfounded::TooShort => ("emergency-reason-short", Justification::SHORTEST),
            Unfounded::TooLong => ("emergency-reason-long", Justification::LONGEST),
        };
        problems.add("reason", words.say_n(key, u64::try_from(n).unwrap_or(u64::MAX)));
    }
    let (Some(number), Some(category), Ok(reason)) = (number, category, reason) else {
        return Ok(Err(Page::again(&OpenPage::new(&person, registry, &form, problems).await?)));
    };
    if let Err(message) = person.prove(&form, cookies).await? {
        problems.add("code", message);
        return Ok(Err(Page::again(&OpenPage::new(&person, registry, &form, problems).await?)));
    }
    let mut status = Status::UnprocessableEntity;
    match registry.open_emergency(&person.actor, number, category, reason).await {
        Ok(id) => return Ok(Ok(Redirect::to(format!("{}/case", address(id))))),
        // A number that nobody has and one that she may not open are the same to her.
        Err(RegistryError::NotFound) => problems.add("number", words.say("emergency-number-refused")),
        Err(RegistryError::Limited(limit)) => {
            status = Status::TooManyRequests;
            problems.add("number", words.say(said(limit)));
        }
        Err(other) => return Err(other.into()),
    }
    Ok(Err(Page::with(status, &OpenPage::new(&person, registry, &form, problems).await?)))
}

/// Why no case may be opened now, as a message.
fn said(limit: Limit) -> &'static str {
    match limit {
        Limit::Day => "emergency-limit-day",
        Limit::Waiting => "emergency-limit-waiting",
        Limit::Overdue => "emergency-limit-overdue",
    }
}
