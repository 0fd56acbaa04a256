use rocket::get;
use rocket::response::Redirect;

use crate::domain::Role;
use crate::web::guards::SignedIn;

/// The front page is where one's work is.
#[get("/")]
pub(super) fn home(person: SignedIn) -> Redirect {
    Redirect::to(match person.actor.role() {
        Role::Adviser | Role::Envoy | Role::TeamLead => "/cases",
        Role::Statistician => "/periods",
        Role::Approver => "/releases",
        Role::Administrator => "/people",
        Role::Auditor => "/approvals",
    })
}
