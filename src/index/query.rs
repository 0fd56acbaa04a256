use time::Date;

use super::columns::Columns;
use crate::domain::{Concern, Status};

/// Which cases of a scope to list, in which order, and which page of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Query {
    /// Only cases of this status.
    pub status: Option<Status>,
    /// Only cases that are about this now, mainly or besides.
    pub concern: Option<Concern>,
    /// Only cases opened on this day or later.
    pub opened_from: Option<Date>,
    /// Only cases opened on this day or earlier.
    pub opened_to: Option<Date>,
    /// The order.
    pub sort: Sort,
    /// The page, from 1. A page that is not there gives the nearest one.
    pub page: u32,
    /// Cases a page; at least 1.
    pub page_size: u32,
}

/// What a list is sorted by, and which way. Ties go by case number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Which way.
    pub direction: Direction,
}

/// What a list can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKey {
    /// The day of opening.
    Opened,
    /// The day of closing; cases still open come after every day there is.
    Closed,
    /// The case number.
    Number,
    /// The main concern now, in the order of its list.
    Concern,
    /// The risk now, from *not assessed* over low to acute.
    Risk,
}

/// Which way a list goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// The names of the orders in addresses. A minus turns one round.
const SORTS: [(&str, SortKey, Direction); 10] = [
    ("-opened", SortKey::Opened, Direction::Descending),
    ("opened", SortKey::Opened, Direction::Ascending),
    ("-closed", SortKey::Closed, Direction::Descending),
    ("closed", SortKey::Closed, Direction::Ascending),
    ("-number", SortKey::Number, Direction::Descending),
    ("number", SortKey::Number, Direction::Ascending),
    ("-concern", SortKey::Concern, Direction::Descending),
    ("concern", SortKey::Concern, Direction::Ascending),
    ("-risk", SortKey::Risk, Direction::Descending),
    ("risk", SortKey::Risk, Direction::Ascending),
];

impl Default for Query {
    /// All there is, newest first, the first 25.
    fn default() -> Self {
        Self {
            status: None,
            concern: None,
            opened_from: None,
            opened_to: None,
            sort: Sort::default(),
            page: 1,
            page_size: 25,
        }
    }
}

impl Query {
    /// Whether cases opened in this year may be among those asked for.
    pub(super) fn reaches(&self, year: i32) -> bool {
        self.opened_from.is_none_or(|from| from.year() <= year)
            && self.opened_to.is_none_or(|to| year <= to.year())
    }

    /// Whether this case is among those asked for.
    pub(super) fn admits(&self, cases: &Columns, row: usize) -> bool {
        let closed = cases.closed[row].is_some();
        self.status.is_none_or(|status| (status == Status::Closed) == closed)
            && self.concern.is_none_or(|concern| cases.concerns_now[row].contains(concern))
            && self.opened_from.is_none_or(|from| from <= cases.opened[row])
            && self.opened_to.is_none_or(|to| cases.opened[row] <= to)
    }
}

impl Default for Sort {
    /// Newest first.
    fn default() -> Self {
        Self { key: SortKey::Opened, direction: Direction::Descending }
    }
}

impl Sort {
    /// Every order there is.
    pub fn all() -> impl Iterator<Item = Self> {
        SORTS.into_iter().map(|(_, key, direction)| Self { key, direction })
    }

    /// The order with this name.
    pub fn parse(name: &str) -> Option<Self> {
        SORTS
            .into_iter()
            .find(|(known, ..)| *known == name)
            .map(|(_, key, direction)| Self { key, direction })
    }

    /// The stable name, in addresses: `-opened`.
    pub fn as_str(self) -> &'static str {
        SORTS
            .into_iter()
            .find(|(_, key, direction)| (*key, *direction) == (self.key, self.direction))
            .map(|(name, ..)| name)
            .expect("every key stands in the table both ways")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_read_as_it_is_written() {
        assert_eq!(Sort::default().as_str(), "-opened");
        let keys = [SortKey::Opened, SortKey::Closed, SortKey::Number, SortKey::Concern, SortKey::Risk];
        for key in keys {
            for direction in [Direction::Ascending, Direction::Descending] {
                let sort = Sort { key, direction };
                assert_eq!(Sort::parse(sort.as_str()), Some(sort));
                assert_eq!(sort.as_str().starts_with('-'), direction == Direction::Descending);
            }
        }
        for name in ["", "-", "--opened", "Opened", "owner"] {
            assert_eq!(Sort::parse(name), None, "{name}");
        }
    }
}
