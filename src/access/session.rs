use time::{Duration, OffsetDateTime};
use zeroize::Zeroizing;

use crate::domain::UserId;

/// What the browser holds: 32 random bytes, and nothing else in the world knows them.
pub struct SessionToken(Zeroizing<[u8; 32]>);

/// What the database holds: a keyed hash of the token, useless as a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SessionTokenHash(pub [u8; 32]);

impl SessionToken {
    /// A new token from the operating system's randomness.
    ///
    /// # Errors
    /// When there is none to be had; no token is better than a weak one.
    pub fn fresh() -> Result<Self, getrandom::Error> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut_slice())?;
        Ok(Self(bytes))
    }

    /// The token in this cookie value: 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = Zeroizing::new([0; 32]);
        hex::decode_to_slice(text, bytes.as_mut_slice()).ok()?;
        Some(Self(bytes))
    }

    /// The bytes, to be hashed.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The value for the cookie.
    pub fn cookie_value(&self) -> String {
        hex::encode(self.0.as_slice())
    }
}

/// A session: whose it is, since when, and when it was last used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose.
    pub user: UserId,
    /// Signed in at.
    pub started: OffsetDateTime,
    /// Last used at, to the minute.
    pub seen: OffsetDateTime,
}

impl Session {
    /// A session left alone for this long has ended (OWASP ASVS 7.3.1; ID-porten demands at most 30 minutes).
    pub const IDLE: Duration = Duration::minutes(15);
    /// No session lasts longer than a working day (OWASP ASVS 7.3.2).
    pub const LONGEST: Duration = Duration::hours(8);
    /// How stale `seen` may become before it is written again: one write a minute, not one a click.
    pub const REFRESH: Duration = Duration::minutes(1);

    /// When it ends if nothing more is done.
    pub fn ends(&self) -> OffsetDateTime {
        (self.seen + Self::IDLE).min(self.started + Self::LONGEST)
    }

    /// Whether it still holds at `now`.
    pub fn holds(&self, now: OffsetDateTime) -> bool {
        now < self.ends()
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_session_ends_when_idle_and_after_a_working_day() {
        let started = datetime!(2026-03-02 08:00 UTC);
        let user = UserId(Uuid::new_v4());
        let fresh = Session { user, started, seen: started };
        assert!(fresh.holds(started + Duration::minutes(14)));
        assert!(!fresh.holds(started + Duration::minutes(15)));
        let busy = Session { seen: started + Duration::minutes(479), ..fresh };
        assert!(busy.holds(started + Duration::minutes(479)));
        assert!(!busy.holds(started + Duration::hours(8)));
    }

    #[test]
    fn a_token_survives_its_cookie() {
        let token = SessionToken::fresh().expect("the system has randomness");
        let read = SessionToken::parse(&token.cookie_value()).expect("its own value");
        assert_eq!(token.bytes(), read.bytes());
        assert!(SessionToken::parse("abc").is_none());
    }
}
