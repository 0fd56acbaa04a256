//! Coming in for the first time, or anew: by a link that was handed over, and works once.

mod activate;
mod begin;
mod once;

use rocket::http::CookieJar;
use rocket::{Route, routes};

pub(super) use once::{Handover, handed_over};

use crate::access::SessionToken;
use crate::locale::Words;
use crate::registry::{Error as RegistryError, People};
use crate::web::Installation;
use crate::web::error::{Answer, Error};
use crate::web::guards::{VISIT_COOKIE, cookie};
use crate::web::page::Frame;

pub(super) fn routes() -> Vec<Route> {
    routes![activate::ask, activate::activate, begin::ask, begin::begin]
}

/// The token of a form for whoever has no session: bound to this browser by a cookie.
fn form_token(people: &People, cookies: &CookieJar<'_>, path: &str) -> Answer<String> {
    let visit = match cookies.get(VISIT_COOKIE) {
        Some(visit) => visit.value().to_owned(),
        None => {
            let fresh = SessionToken::fresh().map_err(|_| Error::from(RegistryError::Busy))?.cookie_value();
            cookies.add(cookie(VISIT_COOKIE, fresh.clone()));
            fresh
        }
    };
    Ok(hex::encode(people.form_token(visit.as_bytes(), path)))
}

/// The frame of a page for nobody in particular.
fn frame(words: Words, title: &str, path: &str, installation: &Installation) -> Frame {
    Frame::new(words, words.say(title), path.to_owned()).with_banner(installation.demonstration)
}
