//! The pages, each with its template beside it.

mod accessibility;
mod activation;
mod annual;
mod approvals;
mod case;
mod caseload;
mod choices;
mod chosen;
mod confirm;
mod counts;
mod emergency;
mod factors;
mod figures;
mod hand_over;
mod home;
mod language;
mod moment;
mod new_case;
mod people;
mod periods;
mod problems;
mod releases;
mod sessions;
mod sign_in;
mod tables;

use rocket::{Route, routes};

/// The pages of cases, figures and emergencies.
pub(super) fn of_cases() -> Vec<Route> {
    let mut routes = routes![
        caseload::list,
        new_case::ask,
        new_case::record,
        case::show,
        case::close,
        counts::show,
        counts::file,
        periods::list,
        periods::freeze,
        periods::release,
    ];
    routes.extend(releases::routes());
    routes.extend(annual::routes());
    routes.extend(tables::routes());
    routes.extend(emergency::routes());
    routes.extend(hand_over::routes());
    routes
}

/// The pages of people, and of one's own way in and out: all that a process serves which knows no cases.
pub(super) fn of_people() -> Vec<Route> {
    let mut routes = routes![
        home::home,
        language::choose,
        accessibility::show,
        confirm::ask,
        confirm::confirm,
        sessions::list,
        sessions::end,
    ];
    routes.extend(people::routes());
    routes.extend(approvals::routes());
    routes.extend(activation::routes());
    routes.extend(sign_in::routes());
    routes.extend(factors::routes());
    routes
}
