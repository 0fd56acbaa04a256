//! Small parsers of requests: who is signed in, and which language she reads.

use std::sync::Arc;

use rocket::State;
use rocket::http::{Cookie, SameSite, Status};
use rocket::request::{FromRequest, Outcome, Request};
use time::OffsetDateTime;

use super::page::{Frame, Link, Visitor};
use super::{Installation, door};
use crate::access::{Actor, SessionToken, Stage};
use crate::clock::norwegian_time;
use crate::domain::{Language, Role};
use crate::locale::{Words, date_short, time_of_day};
use crate::registry::{People, Visit};

/// The session's cookie. The prefix makes browsers insist on `Secure`, `Path=/` and no other domain.
pub(super) const SESSION_COOKIE: &str = "__Host-session";
/// What a browser is known by before it has a session, so that the sign-in form can be bound to it.
pub(super) const VISIT_COOKIE: &str = "__Host-visit";
const LANGUAGE_COOKIE: &str = "__Host-language";

/// Somebody signed in, with the session she came by.
pub(super) struct SignedIn {
    /// Who.
    pub actor: Actor,
    /// Its token.
    pub token: SessionToken,
    people: Arc<People>,
    /// Whether everything in the registry is invented.
    demonstration: bool,
    /// The words of her language.
    pub words: Words,
    now: OffsetDateTime,
}

/// Somebody who has typed her passphrase, whether she has shown a second factor yet or not.
pub(super) struct Arriving {
    /// How far she is in.
    pub visit: Visit,
    /// Her session's token.
    pub token: SessionToken,
    people: Arc<People>,
    demonstration: bool,
    /// The words of her language.
    pub words: Words,
    now: OffsetDateTime,
}

/// How far somebody has come who has not come in: remembered for the catcher that leads her on.
pub(super) struct Halfway(pub(super) Option<Stage>);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Arriving {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let Outcome::Success(people) = request.guard::<&State<Arc<People>>>().await else {
            return Outcome::Error((Status::InternalServerError, ()));
        };
        let Some(token) = session_token(request) else { return Outcome::Error((Status::Unauthorized, ())) };
        match people.authenticate(&token).await {
            Ok(Some(visit)) => {
                let demonstration = request
                    .rocket()
                    .state::<Installation>()
                    .is_some_and(|installation| installation.demonstration);
                let (words, now) = (words_of(request), people.clock().now());
                Outcome::Success(Self { visit, token, people: Arc::clone(people), demonstration, words, now })
            }
            Ok(None) => Outcome::Error((Status::Unauthorized, ())),
            Err(_) => Outcome::Error((Status::ServiceUnavailable, ())),
        }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for SignedIn {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let arriving = match Arriving::from_request(request).await {
            Outcome::Success(arriving) => arriving,
            Outcome::Error(error) => return Outcome::Error(error),
            Outcome::Forward(status) => return Outcome::Forward(status),
        };
        let stage = arriving.visit.stage();
        match arriving.signed_in() {
            Some(person) if !door::admits(request, person.actor.id()) => {
                Outcome::Error((Status::TooManyRequests, ()))
            }
            Some(person) => Outcome::Success(person),
            None => {
                request.local_cache(|| Halfway(Some(stage)));
                Outcome::Error((Status::Unauthorized, ()))
            }
        }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Words {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        Outcome::Success(words_of(request))
    }
}

/// The token in the session cookie, whether or not it is good for anything.
pub(super) fn session_token(request: &Request<'_>) -> Option<SessionToken> {
    SessionToken::parse(request.cookies().get(SESSION_COOKIE)?.value())
}

/// The language that was chosen, else the first one of the browser's that we have, else bokmål.
pub(super) fn words_of(request: &Request<'_>) -> Words {
    let chosen = request.cookies().get(LANGUAGE_COOKIE).and_then(|cookie| Language::parse(cookie.value()));
    Words::of(chosen.or_else(|| accepted(request)).unwrap_or_default())
}

fn accepted(request: &Request<'_>) -> Option<Language> {
    let header = request.headers().get_one("Accept-Language")?;
    header.split(',').find_map(|wish| {
        let tag = wish.split([';', '-']).next()?.trim().to_ascii_lowercase();
        // What browsers call Norwegian without saying which.
        if tag == "no" { Some(Language::Nb) } else { Language::parse(&tag) }
    })
}

/// A cookie of ours: never sent from another site, never shown to a script, gone with the browser.
pub(super) fn cookie(name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value)).path("/").secure(true).http_only(true).same_site(SameSite::Strict).build()
}

/// The cookie that remembers a language.
pub(super) fn language_cookie(language: Language) -> Cookie<'static> {
    cookie(LANGUAGE_COOKIE, language.tag().to_owned())
}

impl Arriving {
    /// Who she is once she is in.
    pub(super) fn signed_in(self) -> Option<SignedIn> {
        let Self { visit, token, people, demonstration, words, now } = self;
        match visit {
            Visit::In(actor) => Some(SignedIn { actor: *actor, token, people, demonstration, words, now }),
            Visit::OnTheWay(_) => None,
        }
    }

    /// The frame of a page called by the message `title`, at `path`: with her menu once she is in.
    pub(super) fn frame(&self, title: &str, path: &str) -> Frame {
        let frame = Frame::new(self.words, self.words.say(title), path.to_owned());
        frame.with_banner(self.demonstration)
    }

    /// The token that a form sent to `path` must carry.
    pub(super) fn form_token(&self, path: &str) -> String {
        hex::encode(self.people.form_token(self.token.bytes(), path))
    }
}

impl SignedIn {
    /// The frame of a page called by the message `title`, at `path`.
    pub(super) fn frame(&self, title: &str, path: &str) -> Frame {
        self.titled(self.words.say(title), path)
    }

    /// The frame of a page with this title, at `path`.
    pub(super) fn titled(&self, title: String, path: &str) -> Frame {
        let language = self.words.language;
        let now = norwegian_time(self.now);
        let time = time_of_day(language, now.time());
        let visitor = Visitor {
            name: self.actor.name().to_owned(),
            role: self.words.say(&format!("role-{}", self.actor.role().as_str())),
            sign_out_token: self.form_token("/sign-out"),
            signed_out_at: time_of_day(
                language,
                norwegian_time(self.actor.session().ends(self.actor.role())).time(),
            ),
            shown_at: format!("{} {time}", date_short(language, now.date())),
        };
        let frame = Frame::new(self.words, title, path.to_owned()).for_visitor(visitor, self.links());
        frame.with_banner(self.demonstration)
    }

    /// The token that a form sent to `path` must carry.
    pub(super) fn form_token(&self, path: &str) -> String {
        hex::encode(self.people.form_token(self.token.bytes(), path))
    }

    fn links(&self) -> Vec<Link> {
        let link = |address: &str, key| Link { address: address.to_owned(), label: self.words.say(key) };
        let mut links = Vec::new();
        match self.actor.role() {
            Role::Adviser | Role::Envoy => {
                links.push(link("/cases", "nav-cases"));
                links.push(link("/cases/new", "nav-record"));
            }
            Role::TeamLead => {
                links.push(link("/cases", "nav-team-cases"));
                links.push(link("/cases/new", "nav-record"));
            }
            Role::Statistician => links.push(link("/periods", "nav-periods")),
            Role::Approver | Role::Administrator | Role::Auditor => {}
        }
        if matches!(self.actor.role(), Role::Statistician | Role::Approver) {
            links.push(link("/releases", "nav-releases"));
        }
        links.push(link("/counts", "nav-counts"));
        links
    }
}
