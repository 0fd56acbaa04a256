//! Exchanges: two records change places in some of their codes.
//!
//! Whatever is counted by those codes alone, or by the others alone, stays as it was; so only tables that are split by
//! both can tell. `search` looks for exchanges after which a cell is otherwise; one that changes what was shown is followed
//! by others that put it right again.

mod search;

use std::cell::Cell;
use std::collections::BTreeMap;

use super::known::{Known, Reader};
use super::layout::{Group, Layout, each_cell_of};
use crate::statistics::linked::Key;

/// How many exchanges are looked at for one base; 3,000 cases beside their annual release need 5 millions. No clock
/// decides.
const MOST_LOOKS: u64 = 15_000_000;
/// How many of them for one cell and way to change it.
const MOST_AT_ONCE: u64 = 500_000;

/// Changes of the records, by their codes.
pub(super) type Changes = BTreeMap<Key, i64>;
/// Changes of cells that were published before.
type Told = BTreeMap<u32, i64>;

/// How many exchanges may still be looked at.
pub(super) struct Looks {
    all: Cell<u64>,
    at_once: Cell<u64>,
}

impl Looks {
    /// As many as one base may take.
    pub(super) fn of_one_base() -> Self {
        Self { all: Cell::new(MOST_LOOKS), at_once: Cell::new(0) }
    }

    /// Another cell, or another way.
    fn begin(&self) {
        self.at_once.set(MOST_AT_ONCE);
    }

    /// Whether one more may be looked at.
    fn take(&self) -> bool {
        for left in [&self.all, &self.at_once] {
            left.set(left.get().saturating_sub(1));
        }
        self.all.get() > 0 && self.at_once.get() > 0
    }
}

/// The search for exchanges.
pub(super) struct Exchanges<'a> {
    layout: &'a Layout,
    known: &'a Known,
    k: i64,
    /// The sets of axes that something was split by, as bits.
    margins: Vec<(u32, Vec<usize>)>,
    /// The sets of axes that are exchanged, as bits, the smallest first.
    parts: Vec<u32>,
    looks: &'a Looks,
}

/// Who may move, in one search.
#[derive(Clone, Copy)]
struct Leave<'a> {
    reader: Reader,
    must: &'a [bool],
    who: Who,
    /// Whether exchanges that something shown tells of are followed up.
    follow: bool,
}

/// Which groups may move.
#[derive(Clone, Copy)]
enum Who {
    /// Those that must.
    Moving,
    /// Those of few as well.
    Few,
    /// All.
    Any,
}

/// Two records that exchange what some axes say, or one whose code along an axis is another.
struct Exchange {
    before: Vec<Key>,
    after: Vec<Key>,
    /// What has changed, as bits.
    part: u32,
}

impl<'a> Exchanges<'a> {
    pub(super) fn new(layout: &'a Layout, known: &'a Known, k: u32, looks: &'a Looks) -> Self {
        let margins = known.margins().iter().map(|set| (bits(set.iter().copied()), set.clone())).collect();
        let used: Vec<usize> = (0..layout.axes.len())
            .filter(|&at| layout.groups.iter().any(|group| group.key[at] != 0))
            .collect();
        let mut parts: Vec<u32> = used.iter().map(|at| 1 << at).collect();
        for (at, one) in used.iter().enumerate() {
            parts.extend(used[..at].iter().map(|other| 1 << one | 1 << other));
        }
        Self { layout, known, k: i64::from(k), margins, parts, looks }
    }

    /// The groups that have somebody who may move.
    fn movable(&self, leave: Leave<'a>) -> impl Iterator<Item = &'a Key> {
        let groups = self.layout.groups.iter().enumerate();
        let may = move |at: usize, group: &Group| self.is_free(at, leave) && group.count > 0;
        groups.filter(move |(at, group)| may(*at, group)).map(|(_, group)| &group.key)
    }

    /// Whether the records of a group may be others, for all that the reader knows and for what it takes.
    fn is_free(&self, at: usize, leave: Leave<'_>) -> bool {
        let group = &self.layout.groups[at];
        let may = match leave.who {
            Who::Moving => false,
            Who::Few => i64::from(group.count) <= self.k,
            Who::Any => true,
        };
        !leave.reader.owns(&group.key) && (leave.must[at] || may)
    }

    /// The record with another code along one of these axes.
    fn alone(&self, from: &Key, axes: u32) -> Vec<Exchange> {
        let mut all = Vec::new();
        for at in (0..from.len()).filter(|at| axes >> at & 1 == 1) {
            for code in self.layout.axes[at].inner().filter(|&code| code != from[at]) {
                let mut after = from.clone();
                after[at] = code;
                all.push(Exchange { before: vec![from.clone()], after: vec![after], part: 1 << at });
            }
        }
        all
    }

    /// Whether nobody who reads could say that these records did not do it.
    fn may(&self, exchange: &Exchange, changes: &Changes, leave: Leave<'_>) -> bool {
        let free = |key: &Key| match self.layout.place(key) {
            Some(group) => self.is_free(group, leave),
            None => !leave.reader.owns(key),
        };
        let all = exchange.before.iter().chain(&exchange.after);
        all.clone().all(free)
            && exchange.before.iter().all(|key| self.may_be(key, self.layout.count_after(key, changes) - 1))
            && exchange.after.iter().all(|key| self.may_be(key, self.layout.count_after(key, changes) + 1))
    }

    fn may_be(&self, key: &Key, count: i64) -> bool {
        self.layout.may_be(key, self.k).contains(&count)
    }

    /// The changes with this exchange, if no blank falls below what readers know of it.
    fn carried_out(&self, exchange: &Exchange, changes: &Changes) -> Option<Changes> {
        let mut changes = changes.clone();
        for (keys, by) in [(&exchange.before, -1), (&exchange.after, 1)] {
            for key in keys {
                *changes.entry(key.clone()).or_insert(0) += by;
            }
        }
        changes.retain(|_, by| *by != 0);
        let right = |key: &Key| self.may_be(key, self.layout.count_after(key, &changes));
        (changes.keys().all(right) && self.keeps_blanks(&changes)).then_some(changes)
    }

    /// Whether no blank falls below what readers know of it, or rises above it.
    fn keeps_blanks(&self, changes: &Changes) -> bool {
        self.known.changed(&self.layout.axes, changes).into_iter().all(|(cell, by)| {
            let cell = &self.known.cells[cell as usize];
            let count = i64::from(cell.truth) + by;
            cell.shown || (count >= i64::from(cell.least.min(cell.truth)) && count <= i64::from(cell.most))
        })
    }

    /// Whether any table is split by what an exchange changes and by what it keeps.
    fn crosses(&self, exchange: &Exchange) -> bool {
        self.crossed(exchange).next().is_some()
    }

    /// The tables that may tell of an exchange, by their axes.
    fn crossed(&self, exchange: &Exchange) -> impl Iterator<Item = &Vec<usize>> {
        let part = exchange.part;
        // What two records have in common before they have in common after, and what one keeps it keeps.
        let rest = match &exchange.before[..] {
            [one, other] => bits((0..one.len()).filter(|&at| one[at] != other[at])),
            _ => u32::MAX,
        };
        let alone = exchange.before.len() == 1;
        let crossed = move |bits: u32| bits & part & rest != 0 && (alone || bits & !part & rest != 0);
        self.margins.iter().filter(move |(bits, _)| crossed(*bits)).map(|(_, margin)| margin)
    }

    /// The shown cells that an exchange changes.
    fn told(&self, exchange: &Exchange) -> Told {
        let mut told = Told::new();
        for margin in self.crossed(exchange) {
            for (keys, by) in [(&exchange.before, -1), (&exchange.after, 1)] {
                for key in keys {
                    each_cell_of(&self.layout.axes, margin, key, |cell| {
                        if let Some(cell) = self.known.place(cell)
                            && self.known.cells[cell as usize].shown
                        {
                            *told.entry(cell).or_insert(0) += by;
                        }
                    });
                }
            }
        }
        told.retain(|_, by| *by != 0);
        told
    }
}

/// A set of axes as bits.
fn bits(set: impl IntoIterator<Item = usize>) -> u32 {
    set.into_iter().fold(0, |bits, at| bits | 1 << at)
}

/// Two records exchange what these axes say; nothing where that changes neither.
fn exchange(one: &Key, other: &Key, part: u32) -> Option<Exchange> {
    let (mut first, mut second) = (one.clone(), other.clone());
    for at in (0..one.len()).filter(|at| part >> at & 1 == 1) {
        (first[at], second[at]) = (other[at], one[at]);
    }
    let same = first == *one || first == *other;
    (!same).then(|| Exchange { before: vec![one.clone(), other.clone()], after: vec![first, second], part })
}
