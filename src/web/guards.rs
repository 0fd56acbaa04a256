//! Small parsers of requests: who is signed in, and which language she reads.

use std::ops::Deref;
use std::sync::Arc;

use rocket::State;
use rocket::http::{Cookie, SameSite, Status};
use rocket::request::{FromRequest, Outcome, Request};
use time::OffsetDateTime;

use super::page::{Frame, Link, Visitor};
use super::session_cookie::SessionCookie;
use super::{Installation, door};
use crate::access::{Actor, Device, SessionToken, Stage};
use crate::clock::norwegian_time;
use crate::domain::{Language, Role};
use crate::locale::{Words, date_short, time_of_day};
use crate::registry::{self, People, Registry, Visit};

/// Where the form of the quick exit goes.
pub(super) const EXIT: &str = "/exit";
/// What a browser keeps to be known as one that has signed in before.
pub(super) const DEVICE_COOKIE: &str = "__Host-device";
/// What a browser is known by before it has a session, so that the sign-in form can be bound to it.
pub(super) const VISIT_COOKIE: &str = "__Host-visit";
const LANGUAGE_COOKIE: &str = "__Host-language";

/// Somebody signed in.
pub(super) struct SignedIn {
    /// Who.
    pub actor: Actor,
    desk: Desk,
}

/// Somebody who has typed her passphrase, whether she has shown a second factor yet or not.
pub(super) struct Arriving {
    /// How far she is in.
    pub visit: Visit,
    desk: Desk,
}

/// Where somebody sits: her session's token, her language, and what the pages around her need.
pub(super) struct Desk {
    /// Her session's token.
    pub token: SessionToken,
    /// What her browser keeps it in.
    pub(super) cookie: SessionCookie,
    /// The words of her language.
    pub words: Words,
    pub(super) people: Arc<People>,
    /// Whether everything in the registry is invented.
    demonstration: bool,
    demonstrated_code: Option<fn(OffsetDateTime) -> String>,
    /// Whether there are cases here at all: not in a process that knows people only.
    has_cases: bool,
    /// Emergencies that somebody has to look at.
    emergencies: usize,
    now: OffsetDateTime,
}

impl Deref for SignedIn {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl Deref for Arriving {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.desk
    }
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
                let installation = request.rocket().state::<Installation>();
                let demonstration = installation.is_some_and(|here| here.demonstration);
                let demonstrated_code = installation.and_then(|here| here.demonstrated_code);
                let (words, now) = (words_of(request), people.clock().now());
                let registry = request.rocket().state::<Registry>();
                let has_cases = registry.is_some();
                let emergencies = match (&visit, registry) {
                    (Visit::In(actor), Some(registry)) => registry.waiting_emergencies(actor),
                    // A process that has no cases has no emergencies either.
                    _ => 0,
                };
                let people = Arc::clone(people);
                let desk = Desk {
                    token,
                    cookie: SessionCookie::of(request),
                    words,
                    people,
                    demonstration,
                    demonstrated_code,
                    has_cases,
                    emergencies,
                    now,
                };
                Outcome::Success(Self { visit, desk })
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
    SessionCookie::of(request).token(request)
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

/// The cookie by which a browser is known next time; it stays when the browser is closed.
pub(super) fn device_cookie(kept: String) -> Cookie<'static> {
    let mut cookie = cookie(DEVICE_COOKIE, kept);
    cookie.set_max_age(Device::LIFE);
    cookie
}

/// The cookie that remembers a language.
pub(super) fn language_cookie(language: Language) -> Cookie<'static> {
    cookie(LANGUAGE_COOKIE, language.tag().to_owned())
}

impl Arriving {
    /// Who she is once she is in.
    pub(super) fn signed_in(self) -> Option<SignedIn> {
        match self.visit {
            Visit::In(actor) => Some(SignedIn { actor: *actor, desk: self.desk }),
            Visit::OnTheWay(_) => None,
        }
    }

    /// The frame of a page called by the message `title`, at `path`: with her menu once she is in.
    pub(super) fn frame(&self, title: &str, path: &str) -> Frame {
        let title = self.words.say(title);
        match &self.visit {
            Visit::In(actor) => self.desk.frame_for(actor, title, path),
            Visit::OnTheWay(_) => {
                let frame = Frame::new(self.words, title, path.to_owned());
                frame.with_exit(self.form_token(EXIT)).with_banner(self.demonstration)
            }
        }
    }
}

impl SignedIn {
    /// The frame of a page called by the message `title`, at `path`.
    pub(super) fn frame(&self, title: &str, path: &str) -> Frame {
        self.titled(self.words.say(title), path)
    }

    /// The frame of a page with this title, at `path`.
    pub(super) fn titled(&self, title: String, path: &str) -> Frame {
        self.desk.frame_for(&self.actor, title, path)
    }

    /// Whether a second factor was shown so lately that every act may be done.
    pub(super) fn is_fresh(&self) -> bool {
        self.actor.session().is_fresh(self.now())
    }

    /// Goes on in the session that has taken the place of hers.
    ///
    /// # Errors
    /// [`registry::Error::NotFound`] when there is none.
    pub(super) async fn go_on(&mut self, token: SessionToken) -> Result<(), registry::Error> {
        match self.desk.people.authenticate(&token).await? {
            Some(Visit::In(actor)) => self.actor = *actor,
            _ => return Err(registry::Error::NotFound),
        }
        self.desk.token = token;
        Ok(())
    }
}

impl Desk {
    /// The token that a form sent to `path` must carry.
    pub(super) fn form_token(&self, path: &str) -> String {
        hex::encode(self.people.form_token(self.token.bytes(), path))
    }

    /// The time of the request.
    pub(super) fn now(&self) -> OffsetDateTime {
        self.now
    }

    /// The one-time code of now, in a demonstration.
    pub(super) fn demonstrated_code(&self) -> Option<String> {
        self.demonstrated_code.map(|code| code(self.now))
    }

    fn frame_for(&self, actor: &Actor, title: String, path: &str) -> Frame {
        let language = self.words.language;
        let now = norwegian_time(self.now);
        let time = time_of_day(language, now.time());
        let visitor = Visitor {
            name: actor.name().to_owned(),
            role: self.words.say(&format!("role-{}", actor.role().as_str())),
            sign_out_token: self.form_token("/sign-out"),
            signed_out_at: time_of_day(language, norwegian_time(actor.session().ends(actor.role())).time()),
            shown_at: format!("{} {time}", date_short(language, now.date())),
        };
        let frame = Frame::new(self.words, title, path.to_owned()).for_visitor(visitor, self.links(actor));
        frame.with_exit(self.form_token(EXIT)).with_banner(self.demonstration)
    }

    /// Whether there are cases here at all.
    pub(super) fn has_cases(&self) -> bool {
        self.has_cases
    }

    fn links(&self, actor: &Actor) -> Vec<Link> {
        let mut links = if self.has_cases { self.links_to_cases(actor) } else { Vec::new() };
        if matches!(actor.role(), Role::Administrator | Role::TeamLead | Role::Auditor) {
            links.push(self.link("/people", "nav-people"));
        }
        if !matches!(actor.role(), Role::Adviser | Role::Envoy) {
            links.push(self.link("/approvals", "nav-approvals"));
        }
        if self.has_cases && matches!(actor.role(), Role::Statistician | Role::Approver) {
            links.push(self.link("/releases", "nav-releases"));
        }
        if self.has_cases {
            links.push(self.link("/annual", "nav-annual"));
            if actor.role() == Role::Statistician {
                links.push(self.link("/tables", "nav-tables"));
            }
            links.push(self.link("/counts", "nav-counts"));
        }
        links
    }

    fn links_to_cases(&self, actor: &Actor) -> Vec<Link> {
        let mut links = Vec::new();
        match actor.role() {
            Role::Adviser | Role::Envoy => {
                links.push(self.link("/cases", "nav-cases"));
                links.push(self.link("/cases/new", "nav-record"));
            }
            Role::TeamLead => {
                links.push(self.link("/cases", "nav-team-cases"));
                links.push(self.link("/cases/new", "nav-record"));
                links.push(self.link("/hand-over", "nav-hand-over"));
            }
            Role::Statistician => links.push(self.link("/periods", "nav-periods")),
            Role::Approver | Role::Administrator | Role::Auditor => {}
        }
        if actor.role().works_cases() || actor.role() == Role::Auditor {
            let waiting = u64::try_from(self.emergencies).unwrap_or(u64::MAX);
            let label = self.words.say_n("nav-emergencies", waiting);
            links.push(Link { address: "/emergencies".to_owned(), label });
        }
        links
    }

    fn link(&self, address: &str, key: &str) -> Link {
        Link { address: address.to_owned(), label: self.words.say(key) }
    }
}
