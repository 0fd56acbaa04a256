use askama::Template;
use rocket::response::Redirect;
use rocket::{get, post};

use super::first_to;
use crate::registry::Error as RegistryError;
use crate::web::error::Answer;
use crate::web::form::Problems;
use crate::web::guards::Arriving;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;

const ADDRESS: &str = "/factors/passkey";

#[derive(Template)]
#[template(path = "factors/passkey.html")]
struct PasskeyPage {
    frame: Frame,
    problems: Problems,
    /// What the browser is told, as JSON.
    options: String,
    token: String,
}

impl PasskeyPage {
    async fn new(person: &Arriving, problems: Problems) -> Answer<Self> {
        let options = person.people.offer_passkey(&person.visit).await?;
        let frame = person.frame("passkey-title", ADDRESS).failed_for(&problems);
        Ok(Self { frame, problems, options, token: person.form_token(ADDRESS) })
    }
}

/// Asks the browser for a new passkey.
#[get("/factors/passkey")]
pub(super) async fn offer(person: Arriving) -> Answer<Result<Page, Redirect>> {
    if let Some(first) = first_to(&person, ADDRESS) {
        return Ok(Err(first));
    }
    Ok(Ok(Page::of(&PasskeyPage::new(&person, Problems::default()).await?)))
}

/// Takes it into use.
#[post("/factors/passkey", data = "<form>")]
pub(super) async fn take(person: Arriving, form: Posted) -> Answer<Result<Redirect, Page>> {
    if let Some(first) = first_to(&person, ADDRESS) {
        return Ok(Ok(first));
    }
    match person.people.take_passkey(&person.visit, form.one("passkey")).await {
        Ok(()) => Ok(Ok(Redirect::to(super::ADDRESS))),
        Err(RegistryError::WrongFactor | RegistryError::AlreadyDone) => {
            let mut problems = Problems::default();
            problems.add("passkey", person.words.say("passkey-refused"));
            Ok(Err(Page::again(&PasskeyPage::new(&person, problems).await?)))
        }
        Err(other) => Err(other.into()),
    }
}
