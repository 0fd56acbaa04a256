use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use time::{Duration, OffsetDateTime};

use super::{Error, Registry};
use crate::access::{Grant, Read};
use crate::domain::{CaseId, UserId};

/// Which cases each account has opened lately. A copy of a registry is made one case at a time: whoever opens more
/// than work asks for is stopped, however good her leave for each of them is.
///
/// It is in memory, and each server has its own: a start forgets it, and nobody who is to be stopped can start one.
#[derive(Default)]
pub(super) struct Openings(Mutex<HashMap<UserId, Opened>>);

/// What one account has opened within a day.
#[derive(Default)]
struct Opened {
    /// When each case was last opened.
    cases: HashMap<CaseId, OffsetDateTime>,
    /// When it was last told to others that she was stopped.
    told: Option<OffsetDateTime>,
}

/// That one more is too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stop {
    /// Whether it has not been told yet.
    first: bool,
}

impl Openings {
    /// Different cases within an hour.
    const MOST_AN_HOUR: usize = 60;
    /// Different cases within a day.
    const MOST_A_DAY: usize = 200;

    /// Counts that `user` opens `case`, or says that it would be one too many. A case that she has just had open can
    /// be opened again.
    fn count(&self, user: UserId, case: CaseId, now: OffsetDateTime) -> Result<(), Stop> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let opened = all.entry(user).or_default();
        opened.cases.retain(|_, at| now - *at < Duration::DAY);
        let others = |within: Duration| {
            opened.cases.iter().filter(|(other, at)| **other != case && now - **at < within).count()
        };
        if others(Duration::HOUR) < Self::MOST_AN_HOUR && others(Duration::DAY) < Self::MOST_A_DAY {
            opened.cases.insert(case, now);
            return Ok(());
        }
        let first = opened.told.is_none_or(|told| now - told >= Duration::HOUR);
        if first {
            opened.told = Some(now);
        }
        Err(Stop { first })
    }
}

impl Registry {
    /// Stops whoever opens more cases than work asks for, whatever leave she has. The first time within an hour her
    /// lead and the auditor are told; every time it is an entry.
    ///
    /// # Errors
    /// [`Error::TooManyOpened`].
    pub(super) async fn not_too_many(&self, grant: &Grant<Read>, case: CaseId) -> Result<(), Error> {
        let Err(stop) = self.openings.count(grant.actor(), case, grant.at()) else { return Ok(()) };
        self.people.note_stopped(grant.actor(), stop.first).await?;
        Err(Error::TooManyOpened)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;

    const HER: UserId = UserId(Uuid::from_u128(1));
    const START: OffsetDateTime = datetime!(2026-03-02 08:00 UTC);

    fn opens(openings: &Openings, cases: std::ops::Range<u128>, now: OffsetDateTime) -> Result<(), Stop> {
        cases.into_iter().try_for_each(|case| openings.count(HER, CaseId(Uuid::from_u128(case)), now))
    }

    #[test]
    fn sixty_within_an_hour_and_each_as_often_as_she_likes() {
        let openings = Openings::default();
        assert_eq!(opens(&openings, 0..60, START), Ok(()));
        assert_eq!(opens(&openings, 0..60, START), Ok(()));
        assert_eq!(opens(&openings, 60..61, START), Err(Stop { first: true }));
        let later = START + Duration::minutes(59);
        assert_eq!(opens(&openings, 60..61, later), Err(Stop { first: false }), "told once");
        assert_eq!(opens(&openings, 5..6, later), Ok(()), "what she has open stays open");
        assert_eq!(openings.count(UserId(Uuid::nil()), CaseId(Uuid::nil()), later), Ok(()), "counted apart");
        let after = START + Duration::HOUR;
        assert_eq!(opens(&openings, 60..119, after), Ok(()));
        assert_eq!(opens(&openings, 119..120, after), Err(Stop { first: true }));
    }

    #[test]
    fn two_hundred_within_a_day() {
        let openings = Openings::default();
        for hour in 0..4 {
            let at = START + Duration::hours(i64::from(hour));
            let first = u128::from(hour as u32) * 50;
            assert_eq!(opens(&openings, first..first + 50, at), Ok(()));
        }
        let at = START + Duration::hours(5);
        assert_eq!(opens(&openings, 0..1, at), Ok(()), "she had it open today");
        assert_eq!(opens(&openings, 200..201, at), Err(Stop { first: true }));
        assert_eq!(opens(&openings, 200..201, START + Duration::DAY), Ok(()));
    }
}
