use time::{Duration, OffsetDateTime};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::domain::{Role, UserId};

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

/// Which session, for the list of one's own: tells nothing of its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SessionId(pub Uuid);

/// How far somebody has come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The passphrase was right; a second factor is owed. It opens nothing but the page that asks for it.
    Owing,
    /// She has no second factor yet, or used a recovery code: it opens nothing but the page of factors.
    Enrolling,
    /// In, with two factors.
    In,
}

impl Stage {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Owing, Self::Enrolling, Self::In];

    /// The stable name, in stored sessions.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owing => "owing",
            Self::Enrolling => "enrolling",
            Self::In => "in",
        }
    }

    /// The stage with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == name)
    }
}

/// A session: whose it is, since when, when it was last used, and when she last proved who she is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// Whose.
    pub user: UserId,
    /// How far she has come in.
    pub stage: Stage,
    /// Signed in at.
    pub started: OffsetDateTime,
    /// Last used at, to the minute.
    pub seen: OffsetDateTime,
    /// A second factor was last shown at.
    pub proven: OffsetDateTime,
}

impl Session {
    /// A session left alone for this long has ended (OWASP ASVS 7.3.1; ID-porten demands at most 30 minutes).
    pub const IDLE: Duration = Duration::minutes(15);
    /// The same for the strong roles, with which more can be done.
    pub const IDLE_STRONG: Duration = Duration::minutes(10);
    /// No session lasts longer than a working day (OWASP ASVS 7.3.2).
    pub const LONGEST: Duration = Duration::hours(8);
    /// Who has typed her passphrase has this long for the second factor.
    pub const OWING: Duration = Duration::minutes(5);
    /// A second factor shown within this time is fresh enough for the acts that ask for one.
    pub const FRESH: Duration = Duration::minutes(5);
    /// How stale `seen` may become before it is written again: one write a minute, not one a click.
    pub const REFRESH: Duration = Duration::minutes(1);
    /// Sessions one person may have at a time; one more ends the oldest.
    pub const MOST: usize = 2;

    /// When it ends if nothing more is done by somebody in `role`.
    pub fn ends(&self, role: Role) -> OffsetDateTime {
        let idle = if role.is_strong() { Self::IDLE_STRONG } else { Self::IDLE };
        let longest = if self.stage == Stage::Owing { Self::OWING } else { Self::LONGEST };
        (self.seen + idle).min(self.started + longest)
    }

    /// Whether it still holds at `now`.
    pub fn holds(&self, now: OffsetDateTime, role: Role) -> bool {
        now < self.ends(role)
    }

    /// Whether a second factor was shown lately.
    pub fn is_fresh(&self, now: OffsetDateTime) -> bool {
        self.stage == Stage::In && now < self.proven + Self::FRESH
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const STARTED: OffsetDateTime = datetime!(2026-03-02 08:00 UTC);

    fn session() -> Session {
        Session {
            id: SessionId(Uuid::nil()),
            user: UserId(Uuid::nil()),
            stage: Stage::In,
            started: STARTED,
            seen: STARTED,
            proven: STARTED,
        }
    }

    #[test]
    fn a_session_ends_when_idle_and_after_a_working_day() {
        let fresh = session();
        assert!(fresh.holds(STARTED + Duration::minutes(14), Role::Adviser));
        assert!(!fresh.holds(STARTED + Duration::minutes(15), Role::Adviser));
        let busy = Session { seen: STARTED + Duration::minutes(479), ..fresh };
        assert!(busy.holds(STARTED + Duration::minutes(479), Role::Adviser));
        assert!(!busy.holds(STARTED + Duration::hours(8), Role::Adviser));
    }

    #[test]
    fn a_strong_role_is_idle_sooner() {
        for role in Role::ALL {
            assert_eq!(session().holds(STARTED + Duration::minutes(10), role), !role.is_strong(), "{role:?}");
        }
    }

    #[test]
    fn a_session_that_owes_a_factor_is_short() {
        let owing = Session { stage: Stage::Owing, seen: STARTED + Duration::minutes(4), ..session() };
        assert!(owing.holds(STARTED + Duration::minutes(4), Role::Adviser));
        assert!(!owing.holds(STARTED + Duration::minutes(5), Role::Adviser));
        assert!(!owing.is_fresh(STARTED));
    }

    #[test]
    fn a_factor_is_fresh_for_five_minutes() {
        assert!(session().is_fresh(STARTED + Duration::seconds(299)));
        assert!(!session().is_fresh(STARTED + Duration::minutes(5)));
    }

    #[test]
    fn a_token_survives_its_cookie() {
        let token = SessionToken::fresh().expect("the system has randomness");
        let read = SessionToken::parse(&token.cookie_value()).expect("its own value");
        assert_eq!(token.bytes(), read.bytes());
        assert!(SessionToken::parse("abc").is_none());
    }
}
