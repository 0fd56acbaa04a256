//! The one place that turns errors into answers.

use askama::Template;
use rocket::http::Status;
use rocket::request::Request;
use rocket::response::{self, Redirect, Responder};
use rocket::{Catcher, catch, catchers};

use super::guards::{Halfway, words_of};
use super::page::{Frame, Page};
use crate::access::Stage;
use crate::registry;

/// Why there is no page.
#[derive(Debug)]
pub(super) struct Error(Status, &'static str);

/// What a handler gives that may fail.
pub(super) type Answer<T> = Result<T, Error>;

#[derive(Debug, Template)]
#[template(path = "fault.html")]
struct FaultPage {
    frame: Frame,
    next: String,
}

impl Error {
    /// There is no such thing, or none that the visitor may see.
    pub(super) const NOT_FOUND: Self = Self(Status::NotFound, "not-found");
}

impl From<registry::Error> for Error {
    fn from(error: registry::Error) -> Self {
        use registry::Error as E;

        match error {
            E::NotFound => Self::NOT_FOUND,
            E::Stale | E::AlreadyDone => Self(Status::Conflict, "changed"),
            E::Tampered(_) => Self(Status::InternalServerError, "integrity"),
            E::StepUp => Self(Status::Forbidden, "step-up"),
            E::Locked(_) => Self(Status::TooManyRequests, "locked"),
            E::Busy => Self(Status::ServiceUnavailable, "busy"),
            E::WrongSignIn
            | E::WrongFactor
            | E::FactorsTooFew
            | E::Ended
            | E::Limited(_)
            | E::UnfitPassphrase(_)
            | E::Inadmissible(_)
            | E::Faults(_)
            | E::NotReleasable(_) => Self(Status::BadRequest, "bad-request"),
            E::Unavailable(_) | E::Keyring(_) | E::NoPasskeys => {
                tracing::error!(kind = %error, "a request could not be served");
                Self(Status::ServiceUnavailable, "busy")
            }
        }
    }
}

impl<'r> Responder<'r, 'static> for Error {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        fault(self.0, self.1, request).respond_to(request)
    }
}

fn fault(status: Status, key: &str, request: &Request<'_>) -> Page {
    let words = words_of(request);
    let title = words.say(&format!("fault-{key}"));
    let next = words.say(&format!("fault-{key}-next"));
    // The way back is the front page: the address that failed may hold anything.
    Page::with(status, &FaultPage { frame: Frame::new(words, title, "/".to_owned()), next })
}

/// Without a session a page leads to the sign-in; a form that was sent says what happened, for its answers are
/// not stored.
#[catch(401)]
fn unauthorized(request: &Request<'_>) -> Result<Redirect, Page> {
    if request.method() == rocket::http::Method::Get {
        let Halfway(stage) = request.local_cache(|| Halfway(None));
        Ok(Redirect::to(match stage {
            Some(Stage::Owing) => "/sign-in/factor",
            Some(Stage::Enrolling) => "/factors",
            Some(Stage::In) | None => "/sign-in",
        }))
    } else {
        Err(fault(Status::Unauthorized, "session", request))
    }
}

#[catch(403)]
fn forbidden(request: &Request<'_>) -> Page {
    fault(Status::Forbidden, "form", request)
}

#[catch(404)]
fn not_found(request: &Request<'_>) -> Page {
    fault(Status::NotFound, "not-found", request)
}

#[catch(413)]
fn too_large(request: &Request<'_>) -> Page {
    fault(Status::PayloadTooLarge, "too-large", request)
}

#[catch(500)]
fn internal(request: &Request<'_>) -> Page {
    fault(Status::InternalServerError, "internal", request)
}

#[catch(503)]
fn busy(request: &Request<'_>) -> Page {
    fault(Status::ServiceUnavailable, "busy", request)
}

#[catch(default)]
fn other(status: Status, request: &Request<'_>) -> Page {
    fault(status, "bad-request", request)
}

/// Every catcher there is.
pub(super) fn all() -> Vec<Catcher> {
    catchers![unauthorized, forbidden, not_found, too_large, internal, busy, other]
}
