use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use time::{Duration, OffsetDateTime};

use crate::access::{Authentication, Registration, SessionId, TotpSecret};

/// What the server remembers of the challenges it has set to passkeys: one a session, answered once. They are in
/// memory only: after a restart one asks again.
#[derive(Default)]
pub(super) struct Challenges(Mutex<HashMap<SessionId, (OffsetDateTime, Challenge)>>);

/// A challenge that waits for its answer.
pub(super) enum Challenge {
    Register(Box<Registration>),
    Authenticate(Box<Authentication>),
    Totp(TotpSecret),
}

impl Challenges {
    /// An answer later than this answers nothing.
    const LIFE: Duration = Duration::minutes(5);
    /// More sessions than this do not sign in within five minutes.
    const MOST: usize = 10_000;

    /// Remembers a challenge, in place of an earlier one of the session.
    pub(super) fn set(&self, session: SessionId, now: OffsetDateTime, challenge: Challenge) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|_, (set, _)| now < *set + Self::LIFE);
        if waiting.len() < Self::MOST {
            waiting.insert(session, (now, challenge));
        }
    }

    /// The challenge of a session, once.
    pub(super) fn take(&self, session: SessionId, now: OffsetDateTime) -> Option<Challenge> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (set, challenge) = waiting.remove(&session)?;
        (now < set + Self::LIFE).then_some(challenge)
    }
}
