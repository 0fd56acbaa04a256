use std::sync::Arc;

use askama::Template;
use rocket::http::CookieJar;
use rocket::response::Redirect;
use rocket::{State, get, post};
use uuid::Uuid;

use super::questions::{RoleQuestions, admission, latest, written};
use super::refusal::refused;
use super::said::role;
use crate::access::{ProposeStaff, Target};
use crate::domain::{Standing, UserId};
use crate::locale::sort_key;
use crate::registry::{Account, Error as RegistryError, NewAccount, People};
use crate::web::error::Answer;
use crate::web::form::{Choice, Choices, Entry, Problems, Question, TextField};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;
use crate::web::proof::Proof;

const PATH: &str = "/people/new";

#[derive(Template)]
#[template(path = "people/new_account.html")]
struct NewAccountPage<'a> {
    frame: Frame,
    problems: Problems,
    token: String,
    login: TextField<'a>,
    name: TextField<'a>,
    same: Choices,
    ask: RoleQuestions<'a>,
    proof: Option<Proof>,
}

/// The empty form, with a year as the length of the role.
#[get("/people/new")]
pub(in crate::web) async fn ask(person: SignedIn, people: &State<Arc<People>>) -> Answer<Page> {
    people.may::<ProposeStaff>(&person.actor, Target::Registry).await?;
    let form = Posted::answering("until", written(latest(people.clock().today())));
    page(&person, people, &form, Problems::default()).await.map(|page| Page::of(&page))
}

/// Proposes an account, or shows the form again with every answer kept.
#[post("/people/new", data = "<form>")]
pub(in crate::web) async fn propose(
    person: SignedIn,
    form: Posted,
    cookies: &CookieJar<'_>,
    people: &State<Arc<People>>,
) -> Answer<Result<Redirect, Page>> {
    let mut person = person;
    people.may::<ProposeStaff>(&person.actor, Target::Registry).await?;
    let mut problems = Problems::default();
    if let Some(new) = answers(&person, &form, &mut problems) {
        match person.prove(&form, cookies).await? {
            Err(message) => problems.add("code", message),
            Ok(()) => match people.propose_account(&person.actor, new).await {
                Ok(approval) => return Ok(Ok(Redirect::to(format!("/approvals/{}?proposed", approval.0)))),
                Err(RegistryError::Inadmissible(why)) => {
                    let (field, message) = refused(&person.words, why, people.clock().today());
                    problems.add(field, message);
                }
                Err(other) => return Err(other.into()),
            },
        }
    }
    let page = page(&person, people, &form, problems).await?;
    Ok(Err(Page::again(&page)))
}

fn answers(person: &SignedIn, form: &Posted, problems: &mut Problems) -> Option<NewAccount> {
    for (field, missing) in [("login", "people-login-missing"), ("name", "people-name-missing")] {
        if form.one(field).trim().is_empty() {
            problems.add(field, person.words.say(missing));
        }
    }
    let same_person_as = match form.one("same") {
        "" => Some(None),
        id => Uuid::try_parse(id).ok().map(|id| Some(UserId(id))),
    };
    if same_person_as.is_none() {
        let field = person.words.say("people-same-person");
        problems.add("same", person.words.say_of("error-unknown-choice", "field", &field));
    }
    let admission = admission(&person.words, form, problems);
    if !problems.is_empty() {
        return None;
    }
    Some(NewAccount {
        login: form.one("login").to_owned(),
        name: form.one("name").to_owned(),
        same_person_as: same_person_as?,
        admission: admission?,
    })
}

async fn page<'a>(
    person: &SignedIn,
    people: &People,
    form: &'a Posted,
    problems: Problems,
) -> Answer<NewAccountPage<'a>> {
    let words = person.words;
    let frame = person.frame("people-new", PATH).failed_for(&problems);
    let ask = |name, key: &str| Question::new(name, words.say(key)).with(&problems);
    let accounts = people.accounts(&person.actor).await?;
    Ok(NewAccountPage {
        frame,
        token: person.form_token(PATH),
        login: TextField::new(
            ask("login", "people-login").required().hint(words.say("people-login-hint")),
            Entry::Line,
            form.one("login"),
        ),
        name: TextField::new(
            ask("name", "people-name").required().hint(words.say("people-name-hint")),
            Entry::Line,
            form.one("name"),
        ),
        same: Choices::new(
            ask("same", "people-same-person").hint(words.say("people-same-person-hint")),
            same_person(person, &accounts),
        )
        .choosing(form.all("same"))
        .or_else("people-another-person"),
        ask: RoleQuestions::new(&words, form, &people.teams().await?, people.clock().today(), &problems),
        proof: person.proof(&problems).await?,
        problems,
    })
}

/// Everybody who has an account, to tell whose second account this is.
fn same_person(person: &SignedIn, accounts: &[Account]) -> Vec<Choice> {
    let mut choices: Vec<Choice> = accounts
        .iter()
        .filter(|account| account.staff.standing != Standing::Left)
        .map(|Account { staff, .. }| {
            let role = role(&person.words, staff.role);
            Choice::new(staff.id.0.to_string(), format!("{} ({}, {role})", staff.name, staff.login))
        })
        .collect();
    choices.sort_by_cached_key(|choice| sort_key(&choice.label));
    choices
}
