//! The second factor, where an act asks for it again: a part of the act's own form, so that nothing typed is lost.

use rocket::http::CookieJar;

use super::error::Answer;
use super::form::{Entry, Problems, Question, TextField};
use super::guards::{Desk, SignedIn, device_cookie};
use super::posted::Posted;
use super::session_cookie::SessionCookie;
use crate::domain::Language;
use crate::locale::{Value, Words};
use crate::registry::{Error as RegistryError, Proven, Shown, Visit};

/// What a form asks for beside its own questions, for a second factor.
pub(super) struct Proof {
    /// Six digits; nothing for whoever has no telephone that makes them.
    pub(super) code: Option<TextField<'static>>,
    /// What the browser asks her passkeys, as JSON; nothing for whoever has none.
    pub(super) passkeys: Option<String>,
    /// The code of now, in a demonstration, where everybody may know it.
    pub(super) demonstrated: Option<String>,
}

impl Desk {
    /// What a form must ask to have a second factor shown in it.
    pub(super) async fn factor_asked(&self, visit: &Visit, problems: &Problems) -> Answer<Proof> {
        let asked = self.people.challenge(visit).await?;
        let question = Question::new("code", self.words.say("factor-code"))
            .hint(self.words.say("factor-code-hint"))
            .with(problems);
        Ok(Proof {
            code: asked.code.then(|| TextField::new(question, Entry::OneTimeCode, "")),
            passkeys: asked.passkeys,
            demonstrated: self.demonstrated_code(),
        })
    }
}

impl SignedIn {
    /// What the form of an act that wants a fresh factor must also ask: nothing while one was shown lately.
    pub(super) async fn proof(&self, problems: &Problems) -> Answer<Option<Proof>> {
        if self.is_fresh() {
            return Ok(None);
        }
        let visit = Visit::In(Box::new(self.actor.clone()));
        Ok(Some(self.factor_asked(&visit, problems).await?))
    }

    /// Takes the second factor that came with a form, where one was due; or says why it was not taken, for the form
    /// to be shown again with everything in it.
    pub(super) async fn prove(
        &mut self,
        form: &Posted,
        cookies: &CookieJar<'_>,
    ) -> Answer<Result<(), String>> {
        if self.is_fresh() {
            return Ok(Ok(()));
        }
        let shown = match (form.one("passkey"), form.one("code")) {
            ("", "") => return Ok(Err(self.words.say("factor-missing"))),
            ("", code) => Shown::Code(code),
            (answer, _) => Shown::Passkey(answer),
        };
        match self.people.prove(&self.token, shown).await {
            Ok(proven) => {
                keep(&proven, self.cookie, cookies);
                self.go_on(proven.token).await?;
                Ok(Ok(()))
            }
            Err(error) => refused(&self.words, error).map(Err),
        }
    }
}

/// Gives the browser the token of the session that a second factor has begun.
pub(super) fn keep(proven: &Proven, cookie: SessionCookie, cookies: &CookieJar<'_>) {
    cookies.add(cookie.with(&proven.token));
    cookies.add(device_cookie(proven.device.clone()));
}

/// Why a second factor was not taken, in words.
///
/// # Errors
/// What is no fault of the factor.
pub(super) fn refused(words: &Words, error: RegistryError) -> Answer<String> {
    match error {
        RegistryError::WrongFactor => Ok(words.say("factor-wrong")),
        RegistryError::Locked(until) => Ok(waiting(words, until)),
        other => Err(other.into()),
    }
}

/// Until when to wait, in words.
pub(super) fn waiting(words: &Words, until: Option<time::OffsetDateTime>) -> String {
    match until {
        Some(until) => {
            let until = crate::clock::norwegian_time(until);
            let seconds = format!("{:02}", until.second());
            let separator = if words.language == Language::En { ":" } else { "." };
            let time = crate::locale::time_of_day(words.language, until.time()) + separator + &seconds;
            words.say_with("signin-wait", &[("time", Value::from(time.as_str()))])
        }
        None => words.say("signin-locked"),
    }
}
