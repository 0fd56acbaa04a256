use askama::Template;
use rocket::response::Redirect;
use rocket::{get, post};

use super::first_to;
use crate::registry::Error as RegistryError;
use crate::web::error::Answer;
use crate::web::form::{Entry, Problems, Question, TextField};
use crate::web::guards::Arriving;
use crate::web::page::{Frame, Page};
use crate::web::pages::chosen::{Chosen, chosen, said};
use crate::web::posted::Posted;

const ADDRESS: &str = "/factors/passphrase";

#[derive(Template)]
#[template(path = "factors/passphrase.html")]
struct PassphrasePage {
    frame: Frame,
    problems: Problems,
    passphrase: TextField<'static>,
    repeated: TextField<'static>,
    token: String,
}

impl PassphrasePage {
    fn new(person: &Arriving, problems: Problems) -> Self {
        let frame = person.frame("passphrase-title", ADDRESS).failed_for(&problems);
        let words = person.words;
        let passphrase = Question::new("passphrase", words.say("passphrase-new"))
            .hint(words.say("passphrase-hint"))
            .with(&problems);
        let repeated = Question::new("repeated", words.say("passphrase-repeat")).with(&problems);
        Self {
            frame,
            problems,
            passphrase: TextField::new(passphrase, Entry::NewPassphrase, ""),
            repeated: TextField::new(repeated, Entry::NewPassphrase, ""),
            token: person.form_token(ADDRESS),
        }
    }
}

/// Asks for another passphrase.
#[get("/factors/passphrase")]
pub(super) fn ask(person: Arriving) -> Answer<Result<Page, Redirect>> {
    Ok(match first_to(&person, ADDRESS) {
        Some(first) => Err(first),
        None => Ok(Page::of(&PassphrasePage::new(&person, Problems::default()))),
    })
}

/// Takes it into use.
#[post("/factors/passphrase", data = "<form>")]
pub(super) async fn change(person: Arriving, form: Posted) -> Answer<Result<Redirect, Page>> {
    if let Some(first) = first_to(&person, ADDRESS) {
        return Ok(Ok(first));
    }
    let Chosen { typed, mut problems } = chosen(&person.words, &form);
    if problems.is_empty() {
        match person.people.change_passphrase(&person.visit, typed).await {
            Ok(()) => return Ok(Ok(Redirect::to(super::ADDRESS))),
            Err(RegistryError::UnfitPassphrase(unfit)) => {
                problems.add("passphrase", person.words.say(said(unfit)));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(Err(Page::again(&PassphrasePage::new(&person, problems))))
}
