use rocket::get;
use rocket::response::Redirect;

use crate::domain::Role;
use crate::web::guards::SignedIn;

/// The front page is where one's work is.
#[get("/")]
pub(super) fn home(person: SignedIn) -> Redirect {
    let role = person.actor.role();
    if !person.has_cases() {
        return Redirect::to(match role {
            Role::Administrator | Role::TeamLead => "/people",
            Role::Auditor | Role::Statistician | Role::Approver => "/approvals",
            Role::Adviser | Role::Envoy => "/sessions",
        });
    }
    Redirect::to(match role {
        Role::Adviser | Role::Envoy | Role::TeamLead => "/cases",
        Role::Statistician => "/periods",
        Role::Approver => "/releases",
        Role::Administrator => "/people",
        Role::Auditor => "/approvals",
    })
}
