use time::{Date, OffsetDateTime, Weekday};

use crate::clock::norwegian_time;
use crate::domain::{Emergency, PersonId, TeamId};

/// Why somebody may open no case in an emergency at this moment. Neither tells anything of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// She has opened as many as one may within a day.
    Day,
    /// Too many that her team opened wait for a review.
    Waiting,
    /// One of hers has waited too long for a review.
    Overdue,
}

/// What stops this person, of this team, from opening another case at `now`. She is one person, whichever account
/// she uses.
pub(super) fn limit<'e>(
    emergencies: impl IntoIterator<Item = &'e Emergency>,
    person: PersonId,
    team: TeamId,
    now: OffsetDateTime,
) -> Option<Limit> {
    let (mut in_a_day, mut waiting, mut overdue) = (0, 0, false);
    for emergency in emergencies {
        waiting += usize::from(emergency.waits() && emergency.from == team);
        if emergency.person == person {
            in_a_day += usize::from(now < emergency.at + Emergency::DAY);
            overdue |= is_overdue(emergency, now);
        }
    }
    if overdue {
        Some(Limit::Overdue)
    } else if in_a_day >= Emergency::MOST_A_DAY {
        Some(Limit::Day)
    } else {
        (waiting >= Emergency::MOST_WAITING).then_some(Limit::Waiting)
    }
}

/// Whether its review should have been done.
pub(super) fn is_overdue(emergency: &Emergency, now: OffsetDateTime) -> bool {
    emergency.waits() && norwegian_time(now).date() > due(emergency)
}

/// The last day for its review. Public holidays are not left out: what was done in danger is looked at soon.
pub(super) fn due(emergency: &Emergency) -> Date {
    let opened = norwegian_time(emergency.at).date();
    let mut left = Emergency::REVIEW_WITHIN;
    std::iter::successors(opened.next_day(), |day| day.next_day())
        .find(|day| {
            left -= u8::from(!matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday));
            left == 0
        })
        .unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use time::Duration;
    use time::macros::{date, datetime};
    use uuid::Uuid;

    use super::*;
    use crate::domain::{CaseId, EmergencyCategory, EmergencyId, Review, UserId, Verdict};

    const HER: PersonId = PersonId(Uuid::from_u128(1));
    const TEAM: TeamId = TeamId(Uuid::from_u128(2));

    fn emergency(at: OffsetDateTime) -> Emergency {
        Emergency {
            id: EmergencyId(Uuid::nil()),
            case: CaseId(Uuid::nil()),
            by: UserId(Uuid::from_u128(3)),
            person: HER,
            from: TEAM,
            category: EmergencyCategory::known("LIV"),
            at,
            owner: UserId(Uuid::from_u128(4)),
            team: TeamId(Uuid::from_u128(5)),
            review: Review::Waiting,
        }
    }

    fn reviewed(emergency: Emergency) -> Emergency {
        let by = UserId(Uuid::from_u128(6));
        Emergency {
            review: Review::Reviewed { by, at: emergency.at, verdict: Verdict::Justified },
            ..emergency
        }
    }

    #[test]
    fn a_review_has_five_working_days() {
        // A Thursday.
        let thursday = emergency(datetime!(2026-11-26 12:00 UTC));
        assert_eq!(due(&thursday), date!(2026 - 12 - 03));
        assert_eq!(due(&emergency(datetime!(2026-11-28 12:00 UTC))), date!(2026 - 12 - 04));
        assert!(!is_overdue(&thursday, datetime!(2026-12-03 22:59 UTC)));
        assert!(is_overdue(&thursday, datetime!(2026-12-03 23:00 UTC)), "the next day in Norway");
        assert!(!is_overdue(&reviewed(thursday), datetime!(2026-12-24 12:00 UTC)));
    }

    #[test]
    fn the_fourth_within_a_day_is_stopped_whether_reviewed_or_not() {
        let now = datetime!(2026-11-26 12:00 UTC);
        let hours_ago = |hours| reviewed(emergency(now - Duration::hours(hours)));
        let three = [hours_ago(1), hours_ago(2), hours_ago(23)];
        assert_eq!(limit(&three, HER, TEAM, now), Some(Limit::Day));
        assert_eq!(limit(&three, PersonId(Uuid::nil()), TEAM, now), None);
        assert_eq!(limit(&three[..2], HER, TEAM, now), None);
        assert_eq!(limit(&[hours_ago(1), hours_ago(2), hours_ago(24)], HER, TEAM, now), None);
    }

    #[test]
    fn ten_that_wait_stop_the_team_and_one_overdue_stops_her() {
        let now = datetime!(2026-11-26 12:00 UTC);
        let ago = |days| emergency(now - Duration::days(days));
        let colleague = PersonId(Uuid::nil());
        let ten: Vec<Emergency> = (0..10).map(|_| ago(2)).collect();
        assert_eq!(limit(&ten, colleague, TEAM, now), Some(Limit::Waiting));
        assert_eq!(limit(&ten, colleague, TeamId(Uuid::nil()), now), None);
        assert_eq!(limit(&ten[1..], colleague, TEAM, now), None);
        assert_eq!(limit(&[ago(8)], HER, TEAM, now), Some(Limit::Overdue));
        assert_eq!(limit(&[ago(8)], colleague, TEAM, now), None);
        assert_eq!(limit(&[ago(7)], HER, TEAM, now), None);
    }
}
