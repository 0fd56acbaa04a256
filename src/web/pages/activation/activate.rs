use std::sync::Arc;

use askama::Template;
use rocket::http::CookieJar;
use rocket::response::Redirect;
use rocket::{State, get, post};

use super::{form_token, frame};
use crate::locale::Words;
use crate::registry::{Error as RegistryError, People};
use crate::web::Installation;
use crate::web::error::Answer;
use crate::web::form::{Entry, Problems, Question, TextField};
use crate::web::page::{Frame, Page};
use crate::web::pages::chosen::{Chosen, chosen, said};
use crate::web::posted::Posted;
use crate::web::session_cookie::SessionCookie;

/// Where second factors are chosen, which comes next.
const FACTORS: &str = "/factors";

#[derive(Template)]
#[template(path = "activation/activate.html")]
struct ActivatePage {
    frame: Frame,
    problems: Problems,
    address: String,
    token: String,
    login: String,
    passphrase: TextField<'static>,
    repeated: TextField<'static>,
}

/// Asks whoever has the link for a passphrase. To look at the page uses nothing up: mail programs look at links too.
#[get("/activate/<link>")]
pub(in crate::web) async fn ask(
    link: &str,
    words: Words,
    cookies: &CookieJar<'_>,
    people: &State<Arc<People>>,
    installation: &State<Installation>,
) -> Answer<Page> {
    let page = page(link, words, cookies, people, installation, Problems::default()).await?;
    Ok(Page::of(&page))
}

/// Chooses the passphrase, which uses the link up. What follows is the page of second factors: nothing else opens.
#[post("/activate/<link>", data = "<form>")]
pub(in crate::web) async fn activate(
    link: &str,
    form: Posted,
    words: Words,
    cookie: SessionCookie,
    cookies: &CookieJar<'_>,
    people: &State<Arc<People>>,
    installation: &State<Installation>,
) -> Answer<Result<Redirect, Page>> {
    let Chosen { typed, mut problems } = chosen(&words, &form);
    if problems.is_empty() {
        match people.activate(link, typed).await {
            Ok(session) => {
                // A new session with a new token, whatever cookie came along.
                cookies.add(cookie.with(&session));
                return Ok(Ok(Redirect::to(FACTORS)));
            }
            Err(RegistryError::UnfitPassphrase(why)) => problems.add("passphrase", words.say(said(why))),
            Err(RegistryError::Ended) => problems.add("passphrase", words.say("activation-excluded")),
            Err(other) => return Err(other.into()),
        }
    }
    let page = page(link, words, cookies, people, installation, problems).await?;
    Ok(Err(Page::again(&page)))
}

async fn page(
    link: &str,
    words: Words,
    cookies: &CookieJar<'_>,
    people: &People,
    installation: &Installation,
    problems: Problems,
) -> Answer<ActivatePage> {
    let login = people.invited(link).await?;
    let address = format!("/activate/{link}");
    let frame = frame(words, "activation-title", &address, installation).failed_for(&problems);
    let ask = |name, key: &str| Question::new(name, words.say(key)).required().with(&problems);
    // What was typed is not shown again.
    let field = |question| TextField::new(question, Entry::NewPassphrase, "");
    Ok(ActivatePage {
        frame,
        token: form_token(people, cookies, &address)?,
        address,
        login,
        passphrase: field(ask("passphrase", "passphrase-new").hint(words.say("passphrase-hint"))),
        repeated: field(ask("repeated", "passphrase-repeat")),
        problems,
    })
}
