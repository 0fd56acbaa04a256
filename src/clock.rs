//! The one place that reads the time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use time::{Date, OffsetDateTime};

/// Tells the time in UTC, to the second: the system's time, or one that a test holds still.
///
/// Seconds are enough for everything that is recorded, and a finer stamp would tell the order of acts
/// to whoever holds a copy.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands at `at` until [`advance`](Self::advance) moves it.
    pub fn fixed(at: OffsetDateTime) -> Self {
        Self(Some(Arc::new(AtomicI64::new(at.unix_timestamp()))))
    }

    /// Moves a fixed clock on by `seconds`; the system's clock goes its own way.
    pub fn advance(&self, seconds: i64) {
        if let Some(at) = &self.0 {
            at.fetch_add(seconds, Ordering::Relaxed);
        }
    }

    /// Now, to the second.
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn now(&self) -> OffsetDateTime {
        let seconds = match &self.0 {
            Some(at) => at.load(Ordering::Relaxed),
            None => OffsetDateTime::now_utc().unix_timestamp(),
        };
        OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// Today's date (UTC).
    pub fn today(&self) -> Date {
        self.now().date()
    }
}
