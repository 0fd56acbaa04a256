use askama::Template;
use rocket::post;
use rocket::response::Redirect;

use super::first_to;
use crate::web::error::Answer;
use crate::web::guards::Arriving;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;

pub(super) const ADDRESS: &str = "/factors/recovery";

#[derive(Template)]
#[template(path = "factors/recovery.html")]
struct RecoveryPage {
    frame: Frame,
    codes: Vec<String>,
}

/// Makes new recovery codes, and shows them this once.
#[post("/factors/recovery", data = "<_form>")]
pub(super) async fn renew(person: Arriving, _form: Posted) -> Answer<Result<Page, Redirect>> {
    if let Some(first) = first_to(&person, super::ADDRESS) {
        return Ok(Err(first));
    }
    let codes = person.people.renew_recovery(&person.visit).await?;
    Ok(Ok(Page::of(&RecoveryPage {
        frame: person.frame("recovery-title", super::ADDRESS),
        codes: codes.iter().map(|code| code.reveal().clone()).collect(),
    })))
}
