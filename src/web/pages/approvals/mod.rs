//! Proposals: those that wait for me, those I have made, and what agreeing to one does.

mod decide;
mod list;
mod one;
mod said;

use rocket::{Route, routes};
use uuid::Uuid;

use crate::domain::ApprovalId;

/// Where proposals are listed.
const PATH: &str = "/approvals";

pub(super) fn routes() -> Vec<Route> {
    routes![list::list, one::show, decide::approve, decide::refuse, decide::withdraw]
}

/// A proposal, by the last part of its address.
fn parse(approval: &str) -> Option<ApprovalId> {
    Uuid::try_parse(approval).ok().map(ApprovalId).filter(|ApprovalId(id)| id.to_string() == approval)
}

fn address(ApprovalId(id): ApprovalId) -> String {
    format!("{PATH}/{id}")
}
