//! Emergencies: a case that is not hers opened for an hour, seen by those it concerns, judged by somebody else.

mod list;
mod one;
mod open;
mod read;
mod review;

use rocket::{Route, routes};
use uuid::Uuid;

use crate::domain::EmergencyId;

/// Where emergencies are listed.
const PATH: &str = "/emergencies";

pub(super) fn routes() -> Vec<Route> {
    routes![list::list, open::ask, open::open, one::show, read::show, review::review]
}

/// An emergency, by the part of its address.
fn parse(emergency: &str) -> Option<EmergencyId> {
    Uuid::try_parse(emergency).ok().map(EmergencyId).filter(|EmergencyId(id)| id.to_string() == emergency)
}

/// Where it is told.
pub(super) fn address(EmergencyId(id): EmergencyId) -> String {
    format!("{PATH}/{id}")
}
