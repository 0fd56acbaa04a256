//! Annual releases: all services together, in tables that hang together. What is shown here has passed disclosure
//! control, and has been agreed to where it is shown to everybody.

mod explained;
mod files;
mod labels;
mod list;
mod one;
mod prepare;
mod refusal;
mod tables;
mod years;

use rocket::{Route, routes};

use crate::registry::AnnualProgress;

pub(super) use labels::table_named;

const PATH: &str = "/annual";

pub(super) fn routes() -> Vec<Route> {
    routes![
        list::list,
        years::show,
        prepare::ask,
        prepare::prepare,
        one::show,
        one::recompute,
        files::file,
        explained::show
    ]
}

fn address(number: u32) -> String {
    format!("{PATH}/{number}")
}

/// How far a release has come, as a message.
fn said(progress: AnnualProgress) -> &'static str {
    match progress {
        AnnualProgress::Lapsed => "release-progress-lapsed",
        AnnualProgress::Waiting => "release-progress-waiting",
        AnnualProgress::Agreed => "annuals-progress-agreed",
        AnnualProgress::Published => "release-progress-published",
    }
}
