//! [`Posted`]: the only way a form's body gets in.

use std::sync::Arc;

use rocket::data::{Data, FromData, Outcome, ToByteUnit};
use rocket::http::{ContentType, Status};
use rocket::request::Request;
use subtle::ConstantTimeEq;

use super::guards::{VISIT_COOKIE, session_token};
use super::{body, fields};
use crate::confidential::Confidential;
use crate::registry::People;

/// A form that was sent by a page of ours (at the [`door`](super::door) that was looked at), in the session it was
/// made for, with answers to what it [asks](fields) and to nothing else. They are confidential from the moment they
/// arrive: Rocket's own form guards would put a rejected body into their errors, and so into logs.
#[derive(Debug)]
pub(super) struct Posted(Vec<(String, Confidential<String>)>);

/// More fields than any form of ours has: that of a new case has 150, with every box of it ticked.
const MOST_FIELDS: usize = 160;
/// The form of somebody who is not signed in, in KiB: a name and a few secrets.
const LARGEST_OF_STRANGERS: u32 = 64;
/// The form of somebody who is, in KiB: a note may have 20,000 characters, each of up to twelve bytes in a form. What
/// is too long by less is shown to her again with what is too long about it.
const LARGEST: u32 = 256;
/// One answer of somebody who is not signed in, in bytes.
const LONGEST_OF_STRANGERS: usize = 8 * 1024;

#[rocket::async_trait]
impl<'r> FromData<'r> for Posted {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        if request.content_type() != Some(&ContentType::Form) {
            body::throw_away(data).await;
            return Outcome::Error((Status::UnsupportedMediaType, ()));
        }
        let path = request.uri().path().as_str();
        let in_session = session_token(request).is_some() && !comes_before_a_session(path);
        let limit = if in_session { LARGEST } else { LARGEST_OF_STRANGERS };
        let body = match body::read(data, limit.kibibytes()).await {
            Ok(body) => body,
            Err(status) => return Outcome::Error((status, ())),
        };
        let fields: Vec<_> = form_urlencoded::parse(&body)
            .take(MOST_FIELDS + 1)
            .map(|(name, value)| (name.into_owned(), Confidential::new(value.into_owned())))
            .collect();
        let too_long = |answer: &Confidential<String>| answer.reveal().len() > LONGEST_OF_STRANGERS;
        if fields.len() > MOST_FIELDS || (!in_session && fields.iter().any(|(_, answer)| too_long(answer))) {
            return Outcome::Error((Status::PayloadTooLarge, ()));
        }
        let posted = Self(fields);
        if !posted.carries_token_for(request) {
            return Outcome::Error((Status::Forbidden, ()));
        }
        if posted.0.iter().any(|(name, _)| !fields::asks(request, name)) {
            return Outcome::Error((Status::UnprocessableEntity, ()));
        }
        Outcome::Success(posted)
    }
}

impl Posted {
    /// A form nobody has sent, with one answer given beforehand.
    pub(super) fn answering(name: &str, answer: String) -> Self {
        Self(vec![(name.to_owned(), Confidential::new(answer))])
    }

    /// One answer more, given beforehand.
    pub(super) fn and(mut self, name: &str, answer: String) -> Self {
        self.0.push((name.to_owned(), Confidential::new(answer)));
        self
    }

    /// The answer to `name`, as typed; empty when there is none.
    pub(super) fn one(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Every answer to `name`, as sent, without empty ones.
    pub(super) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.reveal().as_str())
            .filter(|value| !value.is_empty())
    }

    /// The token of the form is bound to the session (before sign-in: to the visit) and to the address the
    /// form is sent to, so that it serves nobody else and nothing else.
    fn carries_token_for(&self, request: &Request<'_>) -> bool {
        let Some(people) = request.rocket().state::<Arc<People>>() else { return false };
        let path = request.uri().path().as_str();
        let expected = match session_token(request) {
            Some(token) if !comes_before_a_session(path) => people.form_token(token.bytes(), path),
            _ => match request.cookies().get(VISIT_COOKIE) {
                Some(visit) => people.form_token(visit.value().as_bytes(), path),
                None => return false,
            },
        };
        let mut given = [0; 32];
        hex::decode_to_slice(self.one("token"), &mut given).is_ok() && bool::from(given.ct_eq(&expected))
    }
}

/// Whether the form at this address is for whoever has no session, whatever cookie her browser may still hold.
fn comes_before_a_session(path: &str) -> bool {
    path == "/sign-in" || path.starts_with("/activate/") || path.starts_with("/begin/")
}
