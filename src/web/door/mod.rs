//! What every request passes before a page hears of it: its size, who brought it, whom it is for, where it came
//! from, and how many came before it.
//!
//! [`Door`] judges each request once, after Rocket has read a form's `_method`; every route [stands behind
//! it](behind), and a request that nobody has judged goes no further. What was refused has a page in
//! [`error`](super::error), and the log hears the kind of the refusal and nothing of what was sent.

mod client;
mod hosts;
pub(super) mod methods;
mod size;
mod source;
mod throttle;

use std::sync::Arc;
use std::time::Duration;

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::{Method, Status};
use rocket::route::{Handler, Outcome};
use rocket::{Build, Data, Orbit, Request, Rocket, Route, fairing, tokio};

pub use self::client::Proxy;
pub use self::hosts::Hosts;
pub use self::throttle::Rates;
use self::throttle::{Counter, Throttle};
use super::body;
use crate::domain::UserId;

/// What the doors need to know of the installation. Without more they are those of a server that is reached from
/// its own machine alone.
#[derive(Clone, Debug, Default)]
pub struct Doors {
    /// The names that the server is called by.
    pub hosts: Hosts,
    /// The proxy in front, where there is one.
    pub proxy: Option<Proxy>,
    /// How often is too often.
    pub rates: Rates,
}

/// Why a request goes no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// More headers than a browser sends.
    Headers,
    /// A body that no page of ours asks for, or one in disguise.
    Body,
    /// It did not come by the proxy.
    Stranger,
    /// It names no host, or several.
    NoHost,
    /// It is meant for another server.
    Host,
    /// A method that the address does not know, or a form that wishes to be another method than it is.
    Method,
    /// It was sent by a page of somebody else's, or by no page at all.
    Source,
    /// Too many have come; the next may after this time.
    Haste(Duration),
    /// Nobody has judged it: Rocket asks nobody about a method that it does not know itself.
    Unjudged,
}

impl Refusal {
    /// The status of the answer, and the fault that its page tells.
    pub(super) fn answer(self) -> (Status, &'static str) {
        match self {
            Self::Headers => (Status::RequestHeaderFieldsTooLarge, "headers"),
            Self::Body => (Status::PayloadTooLarge, "too-large"),
            Self::Stranger => (Status::Forbidden, "address"),
            Self::NoHost => (Status::BadRequest, "address"),
            Self::Host => (Status::MisdirectedRequest, "address"),
            Self::Method | Self::Unjudged => (Status::MethodNotAllowed, "method"),
            Self::Source => (Status::Forbidden, "elsewhere"),
            Self::Haste(_) => (Status::TooManyRequests, "haste"),
        }
    }

    /// What it is called in the log.
    fn kind(self) -> &'static str {
        match self {
            Self::Headers => "headers",
            Self::Body => "body",
            Self::Stranger => "stranger",
            Self::NoHost => "no host",
            Self::Host => "host",
            Self::Method => "method",
            Self::Source => "source",
            Self::Haste(_) => "haste",
            Self::Unjudged => "unjudged",
        }
    }
}

/// What was found of a request.
struct Verdict(Option<Refusal>);

/// Why the request may go no further, if it may not.
pub(super) fn refusal(request: &Request<'_>) -> Option<Refusal> {
    request.local_cache(|| Verdict(Some(Refusal::Unjudged))).0
}

/// How long somebody signed in has to wait who has asked too often.
struct Wait(Duration);

/// Counts a request of somebody signed in, and says whether she may make it.
pub(super) fn admits(request: &Request<'_>, person: UserId) -> bool {
    let Some(throttle) = request.rocket().state::<Arc<Throttle>>() else { return false };
    match throttle.count_person(person) {
        Ok(()) => true,
        Err(wait) => {
            request.local_cache(|| Wait(wait));
            false
        }
    }
}

/// How long she has to wait.
pub(super) fn wait(request: &Request<'_>) -> Duration {
    request.local_cache(|| Wait(Duration::from_secs(1))).0
}

/// Whether Rocket has read a form's `_method` as the method that was meant: no form of ours means another.
fn is_rewritten(request: &Request<'_>) -> bool {
    request.method() != Method::Post && request.content_type().is_some_and(|kind| kind.is_form())
}

/// Judges every request.
pub(super) struct Door {
    doors: Doors,
    encrypted: bool,
    throttle: Arc<Throttle>,
}

impl Door {
    /// The doors of a server that browsers reach by `https`, or not.
    pub(super) fn new(doors: Doors, encrypted: bool) -> Self {
        let throttle = Arc::new(Throttle::new(doors.rates));
        Self { doors, encrypted, throttle }
    }

    fn judge(&self, request: &Request<'_>) -> Result<(), Refusal> {
        if is_rewritten(request) {
            return Err(Refusal::Method);
        }
        size::judge(request)?;
        client::judge(request, self.doors.proxy.as_ref())?;
        self.doors.hosts.judge(request)?;
        let known = methods::of(request);
        let unknown = !known.is_empty() && !known.contains(&request.method());
        if unknown {
            return Err(Refusal::Method);
        }
        source::judge(request, self.encrypted)?;
        match Counter::of(request) {
            Some(counter) => {
                self.throttle.count(counter, client::address(request, self.doors.proxy.as_ref()))
            }
            None => Ok(()),
        }
    }
}

#[rocket::async_trait]
impl Fairing for Door {
    fn info(&self) -> Info {
        Info { name: "Door", kind: Kind::Ignite | Kind::Liftoff | Kind::Request | Kind::Singleton }
    }

    async fn on_ignite(&self, rocket: Rocket<Build>) -> fairing::Result {
        Ok(rocket.manage(Arc::clone(&self.throttle)))
    }

    async fn on_liftoff(&self, rocket: &Rocket<Orbit>) {
        // Whoever asked for any free port (0) learns here which it is, and that it is open.
        tracing::info!(port = rocket.config().port, "listening");
        tokio::spawn(throttle::sweep(Arc::clone(&self.throttle), rocket.shutdown()));
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        let found = self.judge(request).err();
        if is_rewritten(request) {
            // The connection knows it as what it was, and waits for the answer to that.
            request.set_method(Method::Post);
        }
        if let Some(refusal) = found {
            let client = self.throttle.pseudonym(client::address(request, self.doors.proxy.as_ref()));
            tracing::warn!(kind = refusal.kind(), client, "refused at the door");
        }
        request.local_cache(|| Verdict(found));
    }
}

/// A handler that hears of nothing that was refused.
#[derive(Clone)]
struct Behind(Box<dyn Handler>);

#[rocket::async_trait]
impl Handler for Behind {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        match refusal(request) {
            Some(refusal) => {
                body::throw_away(data).await;
                Outcome::Error(refusal.answer().0)
            }
            None => self.0.handle(request, data).await,
        }
    }
}

/// Puts every route behind the door.
pub(super) fn behind(mut routes: Vec<Route>) -> Vec<Route> {
    for route in &mut routes {
        route.handler = Box::new(Behind(route.handler.clone()));
    }
    routes
}

#[cfg(test)]
mod tests;
