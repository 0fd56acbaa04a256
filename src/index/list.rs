//! Lists within a scope: one pass over the holders, and only the page that is shown gets sorted.

use std::cmp::Ordering;

use time::Date;

use super::columns::Columns;
use super::query::{Direction, Query, Sort, SortKey};
use super::{Index, Place};
use crate::access::Scope;
use crate::domain::{AgeBand, CaseId, CaseNumber, Concern, Gender, RiskLevel, Status, UserId};

/// One page of a list.
#[derive(Clone, PartialEq, Eq)]
pub struct Listing {
    /// How many cases there are on all pages together.
    pub total: usize,
    /// Which page this is, from 1.
    pub page: u32,
    /// The cases on it.
    pub rows: Vec<ListedCase>,
}

/// A case as a list shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct ListedCase {
    /// What people call it.
    pub number: CaseNumber,
    /// Its newest revision.
    pub revision: u64,
    /// Who works it.
    pub owner: UserId,
    /// The day of opening.
    pub opened: Date,
    /// The day of closing.
    pub closed: Option<Date>,
    /// What it is mainly about now.
    pub main: Concern,
    /// How great the danger is judged to be now.
    pub risk: RiskLevel,
    /// The person's gender.
    pub gender: Gender,
    /// The person's age band.
    pub age_band: AgeBand,
}

impl ListedCase {
    /// Whether it is being worked.
    pub fn status(&self) -> Status {
        if self.closed.is_some() { Status::Closed } else { Status::Open }
    }
}

/// The level that says that nobody has judged; it stands last in its list, and below *low* in an order.
const NOT_ASSESSED: &str = "I";

/// A case that will be on some page.
struct Hit {
    key: i64,
    id: CaseId,
    place: Place,
}

impl Index {
    /// The cases that the scope covers and the query asks for, one page of them.
    pub fn list(&self, scope: Scope, query: &Query) -> Listing {
        let mut hits = self.hits(scope, query);
        let total = hits.len();
        let size = query.page_size.max(1);
        let last = u32::try_from(total.div_ceil(size as usize)).unwrap_or(u32::MAX).max(1);
        let page = query.page.clamp(1, last);
        let start = (page - 1) as usize * size as usize;
        let shown = window(&mut hits, start, size as usize, |a, b| query.sort.compare(a, b));
        Listing { total, page, rows: shown.iter().map(|hit| self.listed(hit)).collect() }
    }

    fn hits(&self, scope: Scope, query: &Query) -> Vec<Hit> {
        let covered = self.holders.covered(scope);
        let not_assessed = RiskLevel::known(NOT_ASSESSED);
        let mut hits = Vec::new();
        for (number, partition) in self.partitions.iter().enumerate() {
            if !query.reaches(partition.key.year) {
                continue;
            }
            let cases = &partition.cases;
            for (row, &holder) in cases.holder.iter().enumerate() {
                if covered[holder as usize] && query.admits(cases, row) {
                    let key = query.sort.key_of(cases, row, not_assessed);
                    hits.push(Hit { key, id: cases.id[row], place: Place { partition: number, row } });
                }
            }
        }
        hits
    }

    fn listed(&self, hit: &Hit) -> ListedCase {
        let Place { partition, row } = hit.place;
        let cases = &self.partitions[partition].cases;
        ListedCase {
            number: hit.id.number(),
            revision: cases.revision[row],
            owner: self.holders.holder(cases.holder[row]).owner,
            opened: cases.opened[row],
            closed: cases.closed[row],
            main: cases.main_now[row],
            risk: cases.risk_now[row],
            gender: cases.gender[row],
            age_band: cases.age_band[row],
        }
    }
}

impl Sort {
    fn key_of(self, cases: &Columns, row: usize, not_assessed: RiskLevel) -> i64 {
        match self.key {
            SortKey::Opened => day(cases.opened[row]),
            SortKey::Closed => cases.closed[row].map_or(i64::MAX, day),
            SortKey::Concern => cases.main_now[row].position().into(),
            SortKey::Risk if cases.risk_now[row] == not_assessed => -1,
            SortKey::Risk => cases.risk_now[row].position().into(),
            // The number is in the id.
            SortKey::Number => 0,
        }
    }

    /// Ties go by number, and then by id, so that a list has one order on every machine.
    fn compare(self, a: &Hit, b: &Hit) -> Ordering {
        let by_number = a.id.number().cmp(&b.id.number());
        let order = match self.key {
            SortKey::Number => by_number,
            _ => a.key.cmp(&b.key),
        };
        let turned = match self.direction {
            Direction::Ascending => order,
            Direction::Descending => order.reverse(),
        };
        turned.then(by_number).then(a.id.cmp(&b.id))
    }
}

fn day(date: Date) -> i64 {
    date.to_julian_day().into()
}

/// What would stand at `start` and after it, `size` of them, were all items sorted.
fn window<T>(items: &mut [T], start: usize, size: usize, order: impl Fn(&T, &T) -> Ordering) -> &[T] {
    if start < items.len() {
        items.select_nth_unstable_by(start, &order);
    }
    let mut window = &mut items[start..];
    if size < window.len() {
        window.select_nth_unstable_by(size, &order);
        window = &mut window[..size];
    }
    window.sort_unstable_by(&order);
    window
}
