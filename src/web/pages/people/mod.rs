//! People: who they are, as what, and until when; what is proposed of them, and what is done at once.

mod account;
mod act;
mod change;
mod list;
mod new_account;
mod new_team;
mod questions;
mod refusal;
mod said;
mod told;

use rocket::{Route, routes};
use uuid::Uuid;

pub(super) use refusal::refused;
pub(super) use said::{role, team_line, workplace};
pub(super) use told::{Told, told};

use crate::access::{Name, policy};
use crate::domain::{Staff, UserId};
use crate::web::guards::SignedIn;

/// Where people are listed.
const PATH: &str = "/people";

pub(super) fn routes() -> Vec<Route> {
    routes![
        list::list,
        new_account::ask,
        new_account::propose,
        new_team::ask,
        new_team::propose,
        account::show,
        change::ask,
        change::propose,
        act::ask_reset,
        act::reset,
        act::ask_closing,
        act::close,
        act::ask_ending,
        act::end_sessions,
    ]
}

/// Somebody's account, by the last part of its address.
fn parse(user: &str) -> Option<UserId> {
    Uuid::try_parse(user).ok().map(UserId).filter(|UserId(id)| id.to_string() == user)
}

fn address(UserId(id): UserId) -> String {
    format!("{PATH}/{id}")
}

/// Whether the policy would give her leave to use `right` on somebody's account: the page offers what it would
/// allow, and each form asks again.
fn may(person: &SignedIn, right: Name, staff: &Staff) -> bool {
    policy::permits(person.actor.role(), right, person.actor.relation_to(staff))
}
