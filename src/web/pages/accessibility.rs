use askama::Template;
use rocket::{State, get};

use crate::locale::Words;
use crate::web::Installation;
use crate::web::page::{Frame, Page};

#[derive(Debug, Template)]
#[template(path = "accessibility.html")]
struct AccessibilityPage {
    frame: Frame,
    statement: Option<String>,
}

/// Where the operator's accessibility statement is, and whom to tell of hindrances.
#[get("/accessibility")]
pub(super) fn show(words: Words, installation: &State<Installation>) -> Page {
    let frame = Frame::new(words, words.say("site-accessibility"), "/accessibility".to_owned());
    Page::of(&AccessibilityPage { frame, statement: installation.accessibility_statement.clone() })
}
