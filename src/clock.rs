//! The one place that reads the time.

#[cfg(debug_assertions)]
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use time::{Date, Duration, Month, OffsetDateTime, Time, UtcOffset, Weekday};

/// Tells the time in UTC, to the second: the system's time, or one that a test holds still.
///
/// Seconds are enough for everything that is recorded, and a finer stamp would tell the order of acts
/// to whoever holds a copy.
#[derive(Clone, Debug, Default)]
pub struct Clock(Source);

#[derive(Clone, Debug, Default)]
enum Source {
    #[default]
    System,
    Fixed(Arc<AtomicI64>),
    /// Ahead of the system by as many seconds as the file says.
    #[cfg(debug_assertions)]
    Ahead(Arc<Path>),
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// The system's clock, ahead by as many seconds as stands in `file`, which a story changes to let time pass.
    /// There is none in a program that was built for use: whoever could write the file could revive a session.
    #[cfg(debug_assertions)]
    pub fn ahead_by(file: &Path) -> Self {
        Self(Source::Ahead(file.into()))
    }

    /// A clock that stands at `at` until [`advance`](Self::advance) moves it.
    pub fn fixed(at: OffsetDateTime) -> Self {
        Self(Source::Fixed(Arc::new(AtomicI64::new(at.unix_timestamp()))))
    }

    /// Moves a fixed clock on by `seconds`; the system's clock goes its own way.
    pub fn advance(&self, seconds: i64) {
        if let Source::Fixed(at) = &self.0 {
            at.fetch_add(seconds, Ordering::Relaxed);
        }
    }

    /// Now, to the second.
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn now(&self) -> OffsetDateTime {
        let system = || OffsetDateTime::now_utc().unix_timestamp();
        let seconds = match &self.0 {
            Source::System => system(),
            Source::Fixed(at) => at.load(Ordering::Relaxed),
            #[cfg(debug_assertions)]
            Source::Ahead(file) => {
                let ahead = std::fs::read_to_string(file).ok().and_then(|text| text.trim().parse().ok());
                system() + ahead.unwrap_or(0)
            }
        };
        OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// Today's date in Norway, where days are counted.
    pub fn today(&self) -> Date {
        norwegian_time(self.now()).date()
    }
}

/// The same moment by Norwegian clocks: one hour ahead of UTC, and two from the last Sunday of March to the
/// last Sunday of October, changing at one o'clock UTC as in all of the European Economic Area.
pub fn norwegian_time(at: OffsetDateTime) -> OffsetDateTime {
    let at = at.to_offset(UtcOffset::UTC);
    let changes = |month| last_sunday(at.year(), month).map(|day| day.with_time(Time::MIDNIGHT).assume_utc());
    let summer = match (changes(Month::March), changes(Month::October)) {
        (Some(from), Some(to)) => (from + Duration::HOUR..to + Duration::HOUR).contains(&at),
        _ => false,
    };
    let hours = if summer { 2 } else { 1 };
    UtcOffset::from_hms(hours, 0, 0).map_or(at, |offset| at.to_offset(offset))
}

/// The moment at which a day begins in Norway. Clocks never change at midnight.
pub fn day_begins(day: Date) -> OffsetDateTime {
    let midnight = day.midnight();
    let evening_before = midnight.assume_utc() - Duration::hours(2);
    midnight.assume_offset(norwegian_time(evening_before).offset()).to_offset(UtcOffset::UTC)
}

/// The last Sunday of a month that has 31 days.
fn last_sunday(year: i32, month: Month) -> Option<Date> {
    (25..=31)
        .filter_map(|day| Date::from_calendar_date(year, month, day).ok())
        .find(|date| date.weekday() == Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn norwegian_clocks_change_twice_a_year() {
        let hour = |at: OffsetDateTime| norwegian_time(at).hour();
        assert_eq!(hour(datetime!(2026-03-29 00:59 UTC)), 1);
        assert_eq!(hour(datetime!(2026-03-29 01:00 UTC)), 3);
        assert_eq!(hour(datetime!(2026-10-25 00:59 UTC)), 2);
        assert_eq!(hour(datetime!(2026-10-25 01:00 UTC)), 2);
        assert_eq!(hour(datetime!(2026-10-25 02:00 UTC)), 3);
        assert_eq!(norwegian_time(datetime!(2026-12-31 23:30 UTC)).date(), date!(2027 - 01 - 01));
    }

    #[test]
    fn a_day_begins_at_its_own_midnight() {
        for (day, begins) in [
            (date!(2026 - 01 - 01), datetime!(2025-12-31 23:00 UTC)),
            (date!(2026 - 03 - 29), datetime!(2026-03-28 23:00 UTC)),
            (date!(2026 - 03 - 30), datetime!(2026-03-29 22:00 UTC)),
            (date!(2026 - 10 - 25), datetime!(2026-10-24 22:00 UTC)),
            (date!(2026 - 10 - 26), datetime!(2026-10-25 23:00 UTC)),
        ] {
            assert_eq!(day_begins(day), begins);
            assert_eq!(norwegian_time(begins).date(), day);
            assert_ne!(norwegian_time(begins - Duration::SECOND).date(), day);
        }
    }
}
