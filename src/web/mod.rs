//! What people see: every route and fairing, in one list.
//!
//! A handler is a sentence: leave, act, answer. It knows no SQL and no key. Guards say who came; the registry
//! says what she may do.

pub mod assets;
mod body;
pub mod chart;
mod door;
mod error;
mod fields;
pub mod form;
mod guards;
pub mod headers;
pub mod page;
mod pager;
mod pages;
mod posted;
mod proof;
mod qr;
mod reports;
mod session_cookie;
mod trace;

use std::sync::Arc;

use rocket::figment::Figment;
use rocket::shield::Shield;
use rocket::{Build, Rocket, Route, routes};
use time::OffsetDateTime;

use self::door::Door;
pub use self::door::{Doors, Hosts, Proxy, Rates};
use self::headers::{Headers, Transport};
use crate::registry::{People, Registry};

/// What the pages need to know of the installation.
#[derive(Clone, Debug, Default)]
pub struct Installation {
    /// Whether everything in it is invented, which every page then says.
    pub demonstration: bool,
    /// The one-time code of everybody in a demonstration, for its pages to tell.
    pub demonstrated_code: Option<fn(OffsetDateTime) -> String>,
    /// Where the quick exit leads; nothing for a page that says nothing.
    pub exit_to: Option<String>,
    /// Where the operator's accessibility statement is.
    pub accessibility_statement: Option<String>,
    /// Whether browsers come by `https`.
    pub encrypted: bool,
    /// By what names, through whom and how often the server may be asked.
    pub doors: Doors,
}

impl Installation {
    fn headers(&self) -> Headers {
        Headers::new(if self.encrypted { Transport::Encrypted } else { Transport::Plain })
    }
}

/// The whole site, ready to be launched.
pub fn site(registry: Registry, figment: Figment, installation: Installation) -> Rocket<Build> {
    let people = Arc::clone(registry.people());
    served(people, figment, installation).manage(registry).mount("/", door::behind(pages::of_cases()))
}

/// The site of people, ready to be launched: it knows no registry, and has no page of a case.
pub fn site_of_people(people: Arc<People>, figment: Figment, installation: Installation) -> Rocket<Build> {
    served(people, figment, installation)
}

fn served(people: Arc<People>, figment: Figment, installation: Installation) -> Rocket<Build> {
    rocket::custom(figment)
        .attach(Shield::new())
        .attach(installation.headers())
        .attach(trace::Trace)
        .attach(Door::new(installation.doors.clone(), installation.encrypted))
        .manage(people)
        .manage(installation)
        .mount("/", routes_of_people())
        .register("/", error::all())
}

/// Every door there is.
pub fn routes() -> Vec<Route> {
    let mut routes = routes_of_people();
    routes.extend(door::behind(pages::of_cases()));
    routes
}

/// The doors of a process that knows no cases.
pub fn routes_of_people() -> Vec<Route> {
    let mut routes = routes![assets::asset, reports::take];
    routes.extend(pages::of_people());
    door::behind(routes)
}
