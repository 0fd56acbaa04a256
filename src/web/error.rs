//! The one place that turns errors into answers.

use std::time::Duration;

use askama::Template;
use rocket::http::{Header, Status};
use rocket::request::Request;
use rocket::response::{self, Redirect, Responder};
use rocket::{Catcher, catch, catchers};

use super::Installation;
use super::door::{self, Refusal};
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
            E::TooManyOpened => Self(Status::TooManyRequests, "mass-reading"),
            E::Busy => Self(Status::ServiceUnavailable, "busy"),
            E::WrongSignIn
            | E::WrongFactor
            | E::FactorsTooFew
            | E::Ended
            | E::Limited(_)
            | E::UnfitPassphrase(_)
            | E::Inadmissible(_)
            | E::Faults(_)
            | E::NotReleasable(_)
            | E::Unanswered(_)
            | E::NotPrepared(_) => Self(Status::BadRequest, "bad-request"),
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

/// The page of a fault, with what a program may want to know of it.
struct Fault {
    page: Page,
    more: Option<Header<'static>>,
}

impl<'r> Responder<'r, 'static> for Fault {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let mut response = self.page.respond_to(request)?;
        if let Some(header) = self.more {
            response.set_header(header);
        }
        if let Some(installation) = request.rocket().state::<Installation>() {
            installation.headers().set(&mut response);
        }
        Ok(response)
    }
}

/// What was refused at the door says so, whatever status brought it here.
fn fault(status: Status, key: &'static str, request: &Request<'_>) -> Fault {
    match door::refusal(request) {
        Some(refusal) => refused(refusal, request),
        None => {
            let busy = status == Status::ServiceUnavailable;
            Fault { page: page(status, key, request), more: busy.then(|| retry_after(A_MOMENT)) }
        }
    }
}

fn refused(refusal: Refusal, request: &Request<'_>) -> Fault {
    let (status, key) = refusal.answer();
    let more = match refusal {
        Refusal::Method | Refusal::Unjudged => {
            let known = door::methods::of(request);
            let known: Vec<&str> = known.iter().map(|method| method.as_str()).collect();
            Some(Header::new("Allow", known.join(", ")))
        }
        Refusal::Haste(wait) => Some(retry_after(wait)),
        _ => None,
    };
    Fault { page: page(status, key, request), more }
}

/// After which those who found the server busy may ask again: a passphrase is hashed in a quarter of it.
const A_MOMENT: Duration = Duration::from_secs(1);

/// In whole seconds, and no second too early.
fn retry_after(wait: Duration) -> Header<'static> {
    let more = u64::from(wait.subsec_nanos() > 0);
    Header::new("Retry-After", (wait.as_secs() + more).max(1).to_string())
}

fn page(status: Status, key: &str, request: &Request<'_>) -> Page {
    let words = words_of(request);
    let title = words.say(&format!("fault-{key}"));
    let next = words.say(&format!("fault-{key}-next"));
    // The way back is the front page: the address that failed may hold anything.
    Page::with(status, &FaultPage { frame: Frame::new(words, title, "/".to_owned()), next })
}

/// Without a session a page leads to the sign-in; a form that was sent says what happened, for its answers are
/// not stored.
#[catch(401)]
fn unauthorized(request: &Request<'_>) -> Result<Redirect, Fault> {
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
fn forbidden(request: &Request<'_>) -> Fault {
    fault(Status::Forbidden, "form", request)
}

#[catch(404)]
fn not_found(request: &Request<'_>) -> Fault {
    fault(Status::NotFound, "not-found", request)
}

#[catch(408)]
fn slow(request: &Request<'_>) -> Fault {
    fault(Status::RequestTimeout, "slow", request)
}

#[catch(413)]
fn too_large(request: &Request<'_>) -> Fault {
    fault(Status::PayloadTooLarge, "too-large", request)
}

#[catch(422)]
fn unasked(request: &Request<'_>) -> Fault {
    fault(Status::UnprocessableEntity, "unasked", request)
}

#[catch(429)]
fn too_many(request: &Request<'_>) -> Fault {
    let Fault { page, more } = fault(Status::TooManyRequests, "haste", request);
    Fault { page, more: more.or_else(|| Some(retry_after(door::wait(request)))) }
}

#[catch(500)]
fn internal(request: &Request<'_>) -> Fault {
    fault(Status::InternalServerError, "internal", request)
}

#[catch(503)]
fn busy(request: &Request<'_>) -> Fault {
    fault(Status::ServiceUnavailable, "busy", request)
}

#[catch(default)]
fn other(status: Status, request: &Request<'_>) -> Fault {
    fault(status, "bad-request", request)
}

/// Every catcher there is.
pub(super) fn all() -> Vec<Catcher> {
    catchers![unauthorized, forbidden, not_found, slow, too_large, unasked, too_many, internal, busy, other]
}
