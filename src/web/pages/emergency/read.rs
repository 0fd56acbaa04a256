use askama::Template;
use rocket::{State, get};

use super::super::case::CaseView;
use super::super::moment::moment;
use super::{address, parse};
use crate::registry::Registry;
use crate::web::error::{Answer, Error};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};

#[derive(Template)]
#[template(path = "emergency/read.html")]
struct ReadPage<'a> {
    frame: Frame,
    until: String,
    address: String,
    view: CaseView<'a>,
}

/// The case that an emergency opened, to be read and not to be written in.
#[get("/emergencies/<emergency>/case")]
pub(in crate::web) async fn show(
    emergency: &str,
    person: SignedIn,
    registry: &State<Registry>,
) -> Answer<Page> {
    let id = parse(emergency).ok_or(Error::NOT_FOUND)?;
    let opened = registry.read_in_emergency(&person.actor, id).await?;
    let words = person.words;
    let number = opened.case.facts.id.number();
    let address = address(id);
    let title = words.say_of("case-title", "number", &number.to_string());
    Ok(Page::of(&ReadPage {
        frame: person.titled(title, &format!("{address}/case")).marked(),
        until: words.say_of("emergency-until", "at", &moment(&words, opened.emergency.ends())),
        address,
        view: CaseView::new(&words, &opened.case),
    }))
}
