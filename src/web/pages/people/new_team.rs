use std::sync::Arc;

use askama::Template;
use rocket::http::CookieJar;
use rocket::response::Redirect;
use rocket::{State, get, post};

use super::refusal::refused;
use crate::access::{ProposeStaff, Target};
use crate::domain::Service;
use crate::registry::{Error as RegistryError, People};
use crate::web::error::Answer;
use crate::web::form::{Choice, Choices, Entry, Problems, Question, TextField};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;
use crate::web::proof::Proof;

const PATH: &str = "/teams/new";

#[derive(Template)]
#[template(path = "people/new_team.html")]
struct NewTeamPage<'a> {
    frame: Frame,
    problems: Problems,
    token: String,
    service: Choices,
    name: TextField<'a>,
    proof: Option<Proof>,
}

/// The empty form.
#[get("/teams/new")]
pub(in crate::web) async fn ask(person: SignedIn, people: &State<Arc<People>>) -> Answer<Page> {
    people.may::<ProposeStaff>(&person.actor, Target::Registry).await?;
    let form = Posted::answering("", String::new());
    page(&person, &form, Problems::default()).await.map(|page| Page::of(&page))
}

/// Proposes a team, or shows the form again with every answer kept.
#[post("/teams/new", data = "<form>")]
pub(in crate::web) async fn propose(
    person: SignedIn,
    form: Posted,
    cookies: &CookieJar<'_>,
    people: &State<Arc<People>>,
) -> Answer<Result<Redirect, Page>> {
    let mut person = person;
    people.may::<ProposeStaff>(&person.actor, Target::Registry).await?;
    let mut problems = Problems::default();
    let service = Service::parse(form.one("service"));
    if service.is_none() {
        problems.add("service", person.words.say("people-service-missing"));
    }
    if form.one("name").trim().is_empty() {
        problems.add("name", person.words.say("people-team-name-missing"));
    }
    if let Some(service) = service.filter(|_| problems.is_empty()) {
        match person.prove(&form, cookies).await? {
            Err(message) => problems.add("code", message),
            Ok(()) => match people.propose_team(&person.actor, service, form.one("name")).await {
                Ok(approval) => return Ok(Ok(Redirect::to(format!("/approvals/{}?proposed", approval.0)))),
                Err(RegistryError::Inadmissible(why)) => {
                    let (field, message) = refused(&person.words, why, people.clock().today());
                    problems.add(field, message);
                }
                Err(other) => return Err(other.into()),
            },
        }
    }
    let page = page(&person, &form, problems).await?;
    Ok(Err(Page::again(&page)))
}

async fn page<'a>(person: &SignedIn, form: &'a Posted, problems: Problems) -> Answer<NewTeamPage<'a>> {
    let words = person.words;
    let frame = person.frame("people-new-team", PATH).failed_for(&problems);
    let ask = |name, key: &str| Question::new(name, words.say(key)).required().with(&problems);
    let services = Service::ALL.map(|service| Choice::new(service.code(), service.label(words.language)));
    Ok(NewTeamPage {
        frame,
        token: person.form_token(PATH),
        service: Choices::new(ask("service", "counts-service"), services.into())
            .choosing(form.all("service")),
        name: TextField::new(
            ask("name", "people-team-name").hint(words.say("people-team-name-hint")),
            Entry::Line,
            form.one("name"),
        ),
        proof: person.proof(&problems).await?,
        problems,
    })
}
