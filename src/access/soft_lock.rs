//! How wrong guesses slow the next one, and stop it at last.
//!
//! Everything here is a pure function of what has happened and when; who keeps the counts is not said.

use time::{Duration, OffsetDateTime};

/// Wrong passphrases in a row for one account. Kanidm's soft lock (`softlock.rs`): a person who mistypes
/// hardly notices it, a guesser gets a hundred guesses and no more (NIST SP 800-63B-4, 3.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failures {
    /// How many.
    pub count: u32,
    /// The last of them.
    pub last: OffsetDateTime,
}

/// When the next guess is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// At this time, or after it.
    Until(OffsetDateTime),
    /// Not before somebody has set the count back.
    Locked,
}

impl Wait {
    /// Whether a guess is taken at `now`.
    pub fn is_over(self, now: OffsetDateTime) -> bool {
        match self {
            Self::Until(time) => now >= time,
            Self::Locked => false,
        }
    }
}

impl Failures {
    /// This many lock the account.
    pub const MOST: u32 = 100;
    /// A count that has not grown for this long is forgotten; a lock is not.
    pub const LAPSE: Duration = Duration::hours(24);

    /// No failure at all.
    pub fn none() -> Self {
        Self { count: 0, last: OffsetDateTime::UNIX_EPOCH }
    }

    /// When the next guess is taken.
    pub fn wait(&self) -> Wait {
        let seconds = match self.count {
            0 => 0,
            1..=2 => 1,
            3..=8 => 3,
            9..=24 => 5,
            25..Self::MOST => 10,
            Self::MOST.. => return Wait::Locked,
        };
        Wait::Until(self.last + Duration::seconds(seconds))
    }

    /// The count after one more, at `now`.
    pub fn after_failure(&self, now: OffsetDateTime) -> Self {
        let lapsed = self.count < Self::MOST && now - self.last >= Self::LAPSE;
        let before = if lapsed { 0 } else { self.count };
        // A clock that is set back must not shorten the wait.
        Self { count: before.saturating_add(1), last: now.max(self.last) }
    }
}

/// Wrong one-time codes of one account. Six digits are guessed more easily than a passphrase, so the brake is
/// harder: three in one window wait for the next, ten in an hour cost the passphrase once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeBrake {
    /// The window of the last wrong code, in steps of thirty seconds since 1970.
    pub window: i64,
    /// Wrong codes in that window.
    pub in_window: u32,
    /// When the hour began.
    pub since: OffsetDateTime,
    /// Wrong codes since then.
    pub in_hour: u32,
}

/// Whether a one-time code is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeTurn {
    /// It is looked at.
    Open,
    /// Not before this time.
    Wait(OffsetDateTime),
    /// Not before the passphrase has been given again, at this time or after it.
    PassphraseAgain(OffsetDateTime),
}

impl CodeBrake {
    /// How long a window is, in seconds.
    pub const WINDOW: i64 = 30;
    /// Wrong codes in one window.
    pub const MOST_IN_WINDOW: u32 = 3;
    /// Wrong codes in an hour.
    pub const MOST_IN_HOUR: u32 = 10;

    const HOUR: Duration = Duration::hours(1);

    /// No wrong code at all.
    pub fn none() -> Self {
        Self { window: 0, in_window: 0, since: OffsetDateTime::UNIX_EPOCH, in_hour: 0 }
    }

    /// Whether a code is taken at `now`.
    pub fn turn(&self, now: OffsetDateTime) -> CodeTurn {
        let hour_ends = self.since + Self::HOUR;
        if self.in_hour >= Self::MOST_IN_HOUR && now < hour_ends {
            return CodeTurn::PassphraseAgain(hour_ends);
        }
        // A window later than now is a clock that was set back: its count still stands.
        if self.in_window >= Self::MOST_IN_WINDOW && window_at(now) <= self.window {
            let next = OffsetDateTime::from_unix_timestamp((self.window + 1) * Self::WINDOW);
            return CodeTurn::Wait(next.unwrap_or(hour_ends));
        }
        CodeTurn::Open
    }

    /// The counts after one more wrong code, at `now`.
    pub fn after_failure(&self, now: OffsetDateTime) -> Self {
        let window = window_at(now).max(self.window);
        let in_window = if window == self.window { self.in_window } else { 0 };
        let new_hour = now - self.since >= Self::HOUR;
        let (since, in_hour) = if new_hour { (now, 0) } else { (self.since, self.in_hour) };
        Self { window, in_window: in_window.saturating_add(1), since, in_hour: in_hour.saturating_add(1) }
    }
}

fn window_at(time: OffsetDateTime) -> i64 {
    time.unix_timestamp().div_euclid(CodeBrake::WINDOW)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const START: OffsetDateTime = datetime!(2026-03-02 08:00 UTC);

    #[test]
    fn the_curve() {
        for (count, seconds) in [
            (0, Some(0)),
            (1, Some(1)),
            (2, Some(1)),
            (3, Some(3)),
            (8, Some(3)),
            (9, Some(5)),
            (24, Some(5)),
            (25, Some(10)),
            (99, Some(10)),
            (100, None),
            (u32::MAX, None),
        ] {
            let wait = Failures { count, last: START }.wait();
            let expected = seconds.map_or(Wait::Locked, |s| Wait::Until(START + Duration::seconds(s)));
            assert_eq!(wait, expected, "{count}");
        }
    }

    #[test]
    fn a_guesser_gets_a_hundred_guesses() {
        let (mut failures, mut now, mut guesses) = (Failures::none(), START, 0);
        while let Wait::Until(time) = failures.wait() {
            now = now.max(time);
            failures = failures.after_failure(now);
            guesses += 1;
            assert!(!failures.wait().is_over(now));
        }
        assert_eq!(guesses, 100);
        assert!(!failures.wait().is_over(now + Duration::days(1000)));
    }

    #[test]
    fn a_count_lapses_after_a_day_and_a_lock_never() {
        for (count, after, expected) in [
            (7, Duration::hours(24) - Duration::SECOND, 8),
            (7, Duration::hours(24), 1),
            (99, Duration::hours(24), 1),
            (100, Duration::days(400), 101),
        ] {
            let failures = Failures { count, last: START }.after_failure(START + after);
            assert_eq!(failures, Failures { count: expected, last: START + after }, "{count} {after}");
        }
        assert_eq!(Failures::none().after_failure(START), Failures { count: 1, last: START });
    }

    #[test]
    fn a_clock_set_back_shortens_no_wait() {
        let failures = Failures { count: 30, last: START }.after_failure(START - Duration::HOUR);
        assert_eq!(failures.wait(), Wait::Until(START + Duration::seconds(10)));
        let mut brake = CodeBrake::none();
        for _ in 0..3 {
            brake = brake.after_failure(START);
        }
        assert_ne!(brake.turn(START - Duration::MINUTE), CodeTurn::Open);
    }

    #[test]
    fn three_wrong_codes_wait_for_the_next_window() {
        let mut brake = CodeBrake::none();
        for second in [1, 2, 3] {
            assert_eq!(brake.turn(START + Duration::seconds(second)), CodeTurn::Open);
            brake = brake.after_failure(START + Duration::seconds(second));
        }
        let next = START + Duration::seconds(30);
        assert_eq!(brake.turn(START + Duration::seconds(4)), CodeTurn::Wait(next));
        assert_eq!(brake.turn(next - Duration::SECOND), CodeTurn::Wait(next));
        assert_eq!(brake.turn(next), CodeTurn::Open);
        assert_eq!(brake.after_failure(next).in_window, 1);
    }

    #[test]
    fn ten_wrong_codes_in_an_hour_cost_the_passphrase() {
        let mut brake = CodeBrake::none();
        for window in 0..10 {
            let now = START + Duration::seconds(30 * window);
            assert_eq!(brake.turn(now), CodeTurn::Open, "{window}");
            brake = brake.after_failure(now);
        }
        let hour = START + Duration::HOUR;
        assert_eq!(brake.turn(hour - Duration::SECOND), CodeTurn::PassphraseAgain(hour));
        assert_eq!(brake.turn(hour), CodeTurn::Open);
        assert_eq!(brake.after_failure(hour).in_hour, 1);
    }
}
