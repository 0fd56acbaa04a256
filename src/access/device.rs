use time::{Duration, OffsetDateTime};

use crate::domain::UserId;

/// A browser that somebody has signed in from before. It is throttled by a count of its own, so that a
/// stranger who guesses wrong on purpose does not lock its user out (OWASP ASVS 6.1.1). It opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device {
    /// Which: random, and says nothing of the browser.
    pub id: [u8; 16],
    /// Whose.
    pub user: UserId,
    /// Since when.
    pub since: OffsetDateTime,
}

impl Device {
    /// How long a browser is known.
    pub const LIFE: Duration = Duration::days(180);

    /// A browser that `user` has just signed in from.
    ///
    /// # Errors
    /// When there is no randomness to be had.
    pub fn fresh(user: UserId, now: OffsetDateTime) -> Result<Self, getrandom::Error> {
        let mut id = [0; 16];
        getrandom::fill(&mut id)?;
        Ok(Self { id, user, since: now })
    }

    /// When it is forgotten.
    pub fn ends(&self) -> OffsetDateTime {
        self.since + Self::LIFE
    }

    /// Whether it is still known at `now`. One that is known from the future is not.
    pub fn holds(&self, now: OffsetDateTime) -> bool {
        self.since <= now && now < self.ends()
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_browser_is_known_for_half_a_year() {
        let since = datetime!(2026-03-02 08:00 UTC);
        let device = Device::fresh(UserId(Uuid::new_v4()), since).expect("randomness");
        assert_ne!(device.id, [0; 16]);
        assert!(device.holds(since));
        assert!(device.holds(since + Duration::days(180) - Duration::SECOND));
        assert!(!device.holds(since + Duration::days(180)));
        assert!(!device.holds(since - Duration::SECOND));
    }
}
