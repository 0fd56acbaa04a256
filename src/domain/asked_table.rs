use time::{Duration, OffsetDateTime};

use super::{PersonId, TableQuestion};

/// A table that somebody has asked for, and when she first did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedTable {
    /// What she asked.
    pub question: TableQuestion,
    /// Who, whatever other accounts she has.
    pub by: PersonId,
    /// When.
    pub at: OffsetDateTime,
}

/// What is left of somebody's new questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// How many she may ask now.
    pub left: usize,
    /// When one more comes free; nothing where she has asked none lately.
    pub next: Option<OffsetDateTime>,
}

impl Budget {
    /// So many new questions a person may ask within [`WITHIN`](Self::WITHIN). The answers of a year are all sums of
    /// one protected table, so that no number of them finds anybody out; the budget keeps looking for somebody
    /// from being a way to spend a day.
    pub const MOST: usize = 20;
    /// See [`MOST`](Self::MOST).
    pub const WITHIN: Duration = Duration::days(7);

    /// What this person has left of it at `now`.
    pub fn of<'a>(
        asked: impl IntoIterator<Item = &'a AskedTable>,
        person: PersonId,
        now: OffsetDateTime,
    ) -> Self {
        let free = asked.into_iter().filter(|asked| asked.by == person).map(|asked| asked.at + Self::WITHIN);
        let taken: Vec<OffsetDateTime> = free.filter(|free| *free > now).collect();
        Self { left: Self::MOST.saturating_sub(taken.len()), next: taken.into_iter().min() }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{TableDimension, TableUnit, Year};

    #[test]
    fn what_she_has_asked_comes_free_after_a_week() {
        let now = datetime!(2026-11-26 12:00 UTC);
        let (her, other) = (PersonId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
        let question = TableQuestion::new(TableUnit::Cases, &[TableDimension::Gender], &[Year::FIRST]);
        let question = question.expect("a question");
        let asked = |by, hours| AskedTable { question, by, at: now - Duration::hours(hours) };
        let all: Vec<AskedTable> =
            (0..20).map(|hours| asked(her, 167 - hours)).chain([asked(her, 168), asked(other, 1)]).collect();
        assert_eq!(Budget::of(&all, her, now), Budget { left: 0, next: Some(now + Duration::hours(1)) });
        assert_eq!(Budget::of(&all, her, now + Duration::hours(1)).left, 1);
        assert_eq!(Budget::of(&all, other, now).left, 19);
        assert_eq!(Budget::of(&[], her, now), Budget { left: 20, next: None });
    }
}
