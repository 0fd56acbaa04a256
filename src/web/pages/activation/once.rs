//! Links as they are handed over: shown once, to whoever gives them on.

use askama::Template;
use rocket::http::uri::Host;
use time::OffsetDateTime;

use super::super::moment::moment;
use crate::locale::Words;
use crate::registry::Link;
use crate::web::Installation;
use crate::web::page::{Frame, Page};

/// A link, and whose it is.
pub(in crate::web::pages) struct Handover<'a> {
    pub(in crate::web::pages) whose: String,
    pub(in crate::web::pages) link: &'a Link,
}

#[derive(Template)]
#[template(path = "activation/handover.html")]
struct HandoverPage {
    frame: Frame,
    back: &'static str,
    links: Vec<Shown>,
}

struct Shown {
    whose: String,
    address: String,
    works: String,
}

/// The page that shows these links. Nothing keeps them: who loses one asks for another.
pub(in crate::web::pages) fn handed_over(
    frame: Frame,
    back: &'static str,
    host: &Host<'_>,
    installation: &Installation,
    links: &[Handover<'_>],
    now: OffsetDateTime,
) -> Page {
    let scheme = if installation.encrypted { "https" } else { "http" };
    let shown = links.iter().map(|Handover { whose, link }| Shown {
        whose: whose.clone(),
        address: format!("{scheme}://{host}/activate/{}", link.text().reveal()),
        works: works(&frame.words, link, now),
    });
    Page::of(&HandoverPage { links: shown.collect(), back, frame })
}

/// When a link works.
fn works(words: &Words, link: &Link, now: OffsetDateTime) -> String {
    let (from, until) = (moment(words, link.from()), moment(words, link.until()));
    if now < link.from() {
        words.say_with("activation-works-from", &[("from", (&from).into()), ("until", (&until).into())])
    } else {
        words.say_of("activation-works-until", "until", &until)
    }
}
