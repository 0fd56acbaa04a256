use std::sync::Arc;

use askama::Template;
use rocket::http::{CookieJar, Header};
use rocket::request::{FromRequest, Outcome, Request};
use rocket::response::Redirect;
use rocket::{Responder, State, get, post};

use super::FORGET;
use crate::locale::Words;
use crate::registry::{People, Visit};
use crate::web::Installation;
use crate::web::error::Answer;
use crate::web::guards::Arriving;
use crate::web::page::Page;
use crate::web::posted::Posted;

/// A page that tells nobody where she was.
#[derive(Template)]
#[template(path = "sign_in/exit.html")]
struct LeftPage {
    words: Words,
    to: Option<String>,
}

/// Gone, and the browser forgets what it kept.
#[derive(Responder)]
pub(super) struct Gone<T> {
    answer: T,
    clear: Header<'static>,
}

impl<T> Gone<T> {
    fn with(answer: T) -> Self {
        Self { answer, clear: Header::new("Clear-Site-Data", FORGET) }
    }
}

/// Leaves at once, from any page, however far she is in.
#[post("/exit", data = "<_form>")]
pub(super) async fn leave(
    person: Arriving,
    _form: Posted,
    cookies: &CookieJar<'_>,
    people: &State<Arc<People>>,
) -> Answer<Gone<Redirect>> {
    match &person.visit {
        Visit::In(actor) => people.sign_out(actor, &person.token).await?,
        Visit::OnTheWay(_) => people.abandon(&person.token).await?,
    }
    cookies.remove(person.cookie.empty());
    Ok(Gone::with(Redirect::to("/exit")))
}

/// Whether a page of another site led here. It must not make browsers forget: they would be known no more, and a
/// stranger's guesses would shut their users out.
pub(super) struct LedHere(bool);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for LedHere {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let site = request.headers().get_one("Sec-Fetch-Site");
        Outcome::Success(Self(matches!(site, Some("cross-site" | "same-site"))))
    }
}

/// Where one is after leaving: elsewhere, or on a page that says nothing.
#[get("/exit")]
pub(super) fn left(
    words: Words,
    led: LedHere,
    installation: &State<Installation>,
) -> Result<Page, Gone<Page>> {
    let page = Page::of(&LeftPage { words, to: installation.exit_to.clone() });
    if led.0 { Ok(page) } else { Err(Gone::with(page)) }
}
