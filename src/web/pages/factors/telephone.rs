use askama::Template;
use rocket::response::Redirect;
use rocket::{get, post};

use super::first_to;
use crate::registry::{Error as RegistryError, Offered};
use crate::web::error::Answer;
use crate::web::form::{Entry, Problems, Question, TextField};
use crate::web::guards::Arriving;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;
use crate::web::qr::QrCode;

const ADDRESS: &str = "/factors/telephone";

#[derive(Template)]
#[template(path = "factors/telephone.html")]
struct TelephonePage {
    frame: Frame,
    problems: Problems,
    /// To be typed by whoever cannot use a camera.
    secret: String,
    qr: Option<QrCode>,
    code: TextField<'static>,
    token: String,
}

impl TelephonePage {
    fn new(person: &Arriving, offered: &Offered, problems: Problems) -> Self {
        let frame = person.frame("telephone-title", ADDRESS).failed_for(&problems);
        let question = Question::new("code", person.words.say("factor-code"))
            .hint(person.words.say("telephone-code-hint"))
            .with(&problems);
        Self {
            frame,
            problems,
            secret: offered.secret.reveal().clone(),
            qr: QrCode::of(offered.address.reveal()),
            code: TextField::new(question, Entry::OneTimeCode, ""),
            token: person.form_token(ADDRESS),
        }
    }
}

/// Offers a secret for a telephone, shown until a code comes back.
#[get("/factors/telephone")]
pub(super) async fn offer(person: Arriving) -> Answer<Result<Page, Redirect>> {
    if let Some(first) = first_to(&person, ADDRESS) {
        return Ok(Err(first));
    }
    let offered = person.people.offer_totp(&person.visit).await?;
    Ok(Ok(Page::of(&TelephonePage::new(&person, &offered, Problems::default()))))
}

/// Takes it into use.
#[post("/factors/telephone", data = "<form>")]
pub(super) async fn take(person: Arriving, form: Posted) -> Answer<Result<Redirect, Page>> {
    if let Some(first) = first_to(&person, ADDRESS) {
        return Ok(Ok(first));
    }
    match person.people.take_totp(&person.visit, form.one("code")).await {
        Ok(()) => Ok(Ok(Redirect::to(super::ADDRESS))),
        Err(RegistryError::WrongFactor) => {
            let offered = person.people.offered_totp(&person.visit).await?;
            let mut problems = Problems::default();
            problems.add("code", person.words.say("telephone-wrong"));
            Ok(Err(Page::again(&TelephonePage::new(&person, &offered, problems))))
        }
        Err(other) => Err(other.into()),
    }
}
