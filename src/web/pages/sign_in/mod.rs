//! Coming in, in two steps, and going out.

mod exit;
mod factor;

use std::sync::Arc;

use askama::Template;
use rocket::http::{CookieJar, Header, Status};
use rocket::response::Redirect;
use rocket::{Responder, Route, State, get, post, routes};

use crate::access::{Passphrase, SessionToken};
use crate::locale::Words;
use crate::registry::{Error as RegistryError, People};
use crate::web::Installation;
use crate::web::error::{Answer, Error};
use crate::web::form::{Entry, Problems, Question, TextField};
use crate::web::guards::{DEVICE_COOKIE, SignedIn, VISIT_COOKIE, cookie};
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;
use crate::web::proof::waiting;
use crate::web::session_cookie::SessionCookie;

pub(super) fn routes() -> Vec<Route> {
    routes![show, sign_in, sign_out, factor::show, factor::prove, exit::leave, exit::left]
}

/// What a browser is told to forget by somebody who leaves at once.
const FORGET: &str = "\"cache\", \"cookies\", \"storage\"";

#[derive(Template)]
#[template(path = "sign_in/sign_in.html")]
struct SignInPage<'a> {
    frame: Frame,
    problems: Problems,
    login: TextField<'a>,
    passphrase: TextField<'a>,
    token: String,
}

impl<'a> SignInPage<'a> {
    fn new(
        words: Words,
        login: &'a str,
        problems: Problems,
        token: String,
        installation: &Installation,
    ) -> Self {
        let frame = Frame::new(words, words.say("signin-title"), "/sign-in".to_owned());
        let frame = frame.with_banner(installation.demonstration).failed_for(&problems);
        let question = |name, key: &str| Question::new(name, words.say(key)).with(&problems);
        Self {
            frame,
            login: TextField::new(question("login", "signin-name"), Entry::UserName, login),
            // A passphrase is never shown again.
            passphrase: TextField::new(question("passphrase", "signin-passphrase"), Entry::Passphrase, ""),
            problems,
            token,
        }
    }
}

/// The sign-in form. It is bound to this browser by a cookie, so that nobody is signed in from elsewhere.
#[get("/sign-in")]
pub(super) fn show(
    words: Words,
    cookies: &CookieJar<'_>,
    people: &State<Arc<People>>,
    installation: &State<Installation>,
) -> Answer<Page> {
    let visit = match cookies.get(VISIT_COOKIE) {
        Some(visit) => visit.value().to_owned(),
        None => {
            let fresh = SessionToken::fresh().map_err(|_| Error::from(RegistryError::Busy))?.cookie_value();
            cookies.add(cookie(VISIT_COOKIE, fresh.clone()));
            fresh
        }
    };
    Ok(Page::of(&SignInPage::new(words, "", Problems::default(), token(people, &visit), installation)))
}

/// Signs in: a new session with a new token, whatever cookie came along.
#[post("/sign-in", data = "<form>")]
pub(super) async fn sign_in(
    form: Posted,
    words: Words,
    session_cookie: SessionCookie,
    cookies: &CookieJar<'_>,
    people: &State<Arc<People>>,
    installation: &State<Installation>,
) -> Answer<Result<Redirect, Page>> {
    let (login, passphrase) = (form.one("login"), form.one("passphrase"));
    let device = cookies.get(DEVICE_COOKIE).map(|device| device.value().to_owned());
    let mut problems = Problems::default();
    let mut status = Status::UnprocessableEntity;
    if login.trim().is_empty() {
        problems.add("login", words.say("signin-name-missing"));
    }
    if passphrase.is_empty() {
        problems.add("passphrase", words.say("signin-passphrase-missing"));
    }
    if problems.is_empty() {
        match people.sign_in(login, Passphrase::typed(passphrase), device.as_deref()).await {
            Ok(session) => {
                cookies.add(session_cookie.with(&session));
                return Ok(Ok(Redirect::to("/sign-in/factor")));
            }
            Err(RegistryError::WrongSignIn) => problems.add("login", words.say("signin-refused")),
            Err(RegistryError::Ended) => problems.add("login", words.say("signin-ended")),
            Err(RegistryError::Locked(until)) => {
                status = Status::TooManyRequests;
                problems.add("login", waiting(&words, until));
            }
            Err(other) => return Err(other.into()),
        }
    }
    let visit = cookies.get(VISIT_COOKIE).map(|visit| visit.value().to_owned()).unwrap_or_default();
    Ok(Err(Page::with(status, &SignInPage::new(words, login, problems, token(people, &visit), installation))))
}

/// The way out: the session is over, and the browser forgets what it kept.
#[derive(Responder)]
pub(super) struct SignedOut {
    to: Redirect,
    clear: Header<'static>,
}

/// Signs out.
#[post("/sign-out", data = "<_form>")]
pub(super) async fn sign_out(
    person: SignedIn,
    _form: Posted,
    cookies: &CookieJar<'_>,
    people: &State<Arc<People>>,
) -> Answer<SignedOut> {
    people.sign_out(&person.actor, &person.token).await?;
    // The cookie that makes the browser known stays: else a stranger could shut out whoever signs out every evening.
    cookies.remove(person.cookie.empty());
    cookies.remove(cookie(VISIT_COOKIE, String::new()));
    Ok(SignedOut {
        to: Redirect::to("/sign-in"),
        clear: Header::new("Clear-Site-Data", "\"cache\", \"storage\""),
    })
}

fn token(people: &People, visit: &str) -> String {
    hex::encode(people.form_token(visit.as_bytes(), "/sign-in"))
}
