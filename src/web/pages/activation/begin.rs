use std::sync::Arc;

use askama::Template;
use rocket::http::CookieJar;
use rocket::http::uri::Host;
use rocket::{State, get, post};

use super::once::{Handover, handed_over};
use super::{form_token, frame};
use crate::domain::Role;
use crate::locale::Words;
use crate::registry::{Begin, Inadmissible, People};
use crate::web::Installation;
use crate::web::error::{Answer, Error};
use crate::web::form::{Entry, Problems, Question, TextField};
use crate::web::page::{Frame, Page};
use crate::web::pages::people::refused;
use crate::web::posted::Posted;

#[derive(Template)]
#[template(path = "activation/begin.html")]
struct BeginPage<'a> {
    frame: Frame,
    problems: Problems,
    address: String,
    token: String,
    administrator: [TextField<'a>; 2],
    auditor: [TextField<'a>; 2],
}

/// The questions, with their labels and what is said when they are left out.
const ASKED: [(&str, &str, &str, &str); 4] = [
    ("administrator_login", "people-login", "people-login-hint", "people-login-missing"),
    ("administrator_name", "people-name", "people-name-hint", "people-name-missing"),
    ("auditor_login", "people-login", "people-login-hint", "people-login-missing"),
    ("auditor_name", "people-name", "people-name-hint", "people-name-missing"),
];

/// Asks who the first administrator and the first auditor are.
#[get("/begin/<link>")]
pub(in crate::web) async fn ask(
    link: &str,
    words: Words,
    cookies: &CookieJar<'_>,
    people: &State<Arc<People>>,
    installation: &State<Installation>,
) -> Answer<Page> {
    let form = Posted::answering("", String::new());
    let page = page(link, words, cookies, people, installation, &form, Problems::default()).await?;
    Ok(Page::of(&page))
}

/// Makes both, and shows both links, once.
#[post("/begin/<link>", data = "<form>")]
pub(in crate::web) async fn begin(
    link: &str,
    form: Posted,
    words: Words,
    cookies: &CookieJar<'_>,
    host: &Host<'_>,
    people: &State<Arc<People>>,
    installation: &State<Installation>,
) -> Answer<Page> {
    let mut problems = Problems::default();
    for (field, _, _, missing) in ASKED {
        if form.one(field).trim().is_empty() {
            problems.add(field, words.say(missing));
        }
    }
    if problems.is_empty() {
        let answer = |field| form.one(field).trim().to_owned();
        let begin = Begin {
            administrator: (answer("administrator_login"), answer("administrator_name")),
            auditor: (answer("auditor_login"), answer("auditor_name")),
        };
        match people.begin_registry(link, begin).await? {
            Ok((administrator, auditor)) => {
                let links = [
                    Handover { whose: answer("administrator_name"), link: &administrator },
                    Handover { whose: answer("auditor_name"), link: &auditor },
                ];
                let frame = frame(words, "activation-handover", "/", installation);
                return Ok(handed_over(frame, "/", host, installation, &links, people.clock().now()));
            }
            Err((role, why)) => {
                let (_, message) = refused(&words, why, people.clock().today());
                problems.add(field(role, why), message);
            }
        }
    }
    let page = page(link, words, cookies, people, installation, &form, problems).await?;
    Ok(Page::again(&page))
}

/// The field that a refusal is about.
fn field(role: Role, why: Inadmissible) -> &'static str {
    match (role, why) {
        (Role::Administrator, Inadmissible::Name) => "administrator_name",
        (Role::Administrator, _) => "administrator_login",
        (_, Inadmissible::Name) => "auditor_name",
        (_, _) => "auditor_login",
    }
}

async fn page<'a>(
    link: &str,
    words: Words,
    cookies: &CookieJar<'_>,
    people: &People,
    installation: &Installation,
    form: &'a Posted,
    problems: Problems,
) -> Answer<BeginPage<'a>> {
    if !people.may_begin(link).await {
        return Err(Error::NOT_FOUND);
    }
    let address = format!("/begin/{link}");
    let frame = frame(words, "begin-title", &address, installation).failed_for(&problems);
    let [one, two, three, four] = ASKED.map(|(name, label, hint, _)| {
        let question = Question::new(name, words.say(label)).required().hint(words.say(hint)).with(&problems);
        TextField::new(question, Entry::Line, form.one(name))
    });
    Ok(BeginPage {
        frame,
        token: form_token(people, cookies, &address)?,
        address,
        administrator: [one, two],
        auditor: [three, four],
        problems,
    })
}
