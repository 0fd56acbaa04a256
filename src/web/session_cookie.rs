//! [`SessionCookie`]: what a browser keeps a session's token in.

use std::convert::Infallible;

use rocket::http::Cookie;
use rocket::request::{FromRequest, Outcome, Request};

use super::guards::cookie;
use crate::access::SessionToken;
use crate::registry::Registry;

/// The cookie of this process' sessions. The prefix makes browsers insist on `Secure`, `Path=/` and no other domain.
///
/// To a browser another port is no other place. Had a process of people and the whole one the same name for theirs,
/// each sign-in at the one would throw away the session at the other.
#[derive(Clone, Copy)]
pub(super) struct SessionCookie(&'static str);

impl SessionCookie {
    const WHOLE: Self = Self("__Host-session");
    const OF_PEOPLE: Self = Self("__Host-session-of-people");

    /// The cookie that this process gives and takes.
    pub(super) fn of(request: &Request<'_>) -> Self {
        if request.rocket().state::<Registry>().is_some() { Self::WHOLE } else { Self::OF_PEOPLE }
    }

    /// The token that came in it, whether or not it is good for anything.
    pub(super) fn token(self, request: &Request<'_>) -> Option<SessionToken> {
        SessionToken::parse(request.cookies().get(self.0)?.value())
    }

    /// It, with this token in it.
    pub(super) fn with(self, token: &SessionToken) -> Cookie<'static> {
        cookie(self.0, token.cookie_value())
    }

    /// It, to be taken away.
    pub(super) fn empty(self) -> Cookie<'static> {
        cookie(self.0, String::new())
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for SessionCookie {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Infallible> {
        Outcome::Success(Self::of(request))
    }
}
