use askama::Template;
use rocket::{State, get};

use super::{PATH, address, said};
use crate::access::{Denied, Obstacle, Relation, Release, Target};
use crate::locale::date_short;
use crate::registry::{Registry, ShownAnnual};
use crate::web::error::Answer;
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};

#[derive(Template)]
#[template(path = "annual/list.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
    may_prepare: bool,
}

struct Row {
    number: u32,
    address: String,
    year: u16,
    version: u32,
    publish_on: String,
    progress: String,
}

/// The annual releases that she may see, newest first.
#[get("/annual")]
pub(in crate::web) async fn list(person: SignedIn, registry: &State<Registry>) -> Answer<Page> {
    let all = registry.annual_releases(&person.actor, Target::Registry).await?;
    let words = person.words;
    let row = |shown: &ShownAnnual| Row {
        number: shown.face().number(),
        address: address(shown.face().number()),
        year: shown.face().year(),
        version: shown.face().version(),
        publish_on: date_short(words.language, shown.face().publish_on()),
        progress: words.say(said(shown.progress)),
    };
    Ok(Page::of(&ListPage {
        frame: person.frame("annuals-title", PATH),
        rows: all.iter().rev().map(row).collect(),
        may_prepare: may_prepare(&person, registry),
    }))
}

/// Whether she makes releases. Leave is only asked about here: each form asks again.
fn may_prepare(person: &SignedIn, registry: &Registry) -> bool {
    let asked = person.actor.grant::<Release>(Target::Registry, Relation::Own, registry.clock().now());
    !matches!(asked, Err(Denied { obstacle: Obstacle::Policy, .. }))
}
