//! Exchanges: two records change places in some of their codes.
//!
//! Whatever is counted by those codes alone, or by the others alone, stays as it was; so only tables that are split by
//! both can tell. An exchange that changes what was shown is followed by others that put it right again.

use std::collections::BTreeMap;

use super::known::{Known, Reader, is_within, split};
use super::layout::{Layout, each_cell_of};
use crate::statistics::linked::Key;

/// How many exchanges that something shown tells of are followed up.
const FOLLOWED: usize = 60;
/// How many exchanges put right what the first has changed.
const DEPTH: usize = 3;
/// The most shown counts that an exchange may change to be followed up.
const MOST_TOLD: usize = 16;

/// Changes of the records, by their codes.
pub(super) type Changes = BTreeMap<Key, i64>;
/// Changes of cells that were published before.
type Told = BTreeMap<u32, i64>;

/// The search for exchanges.
pub(super) struct Exchanges<'a> {
    layout: &'a Layout,
    known: &'a Known,
    k: i64,
    /// The sets of axes that something was split by, as bits.
    margins: Vec<(u32, Vec<usize>)>,
    /// The sets of axes that are exchanged, as bits, the smallest first.
    parts: Vec<u32>,
}

/// Who may move, in one search.
#[derive(Clone, Copy)]
struct Leave<'a> {
    reader: Reader,
    must: &'a [bool],
    /// Whether groups may move that need not otherwise.
    any: bool,
    /// Whether exchanges that something shown tells of are followed up.
    follow: bool,
}

/// Two records that exchange what some axes say, or one whose code along an axis is another.
struct Exchange {
    before: Vec<Key>,
    after: Vec<Key>,
    /// What has changed, as bits.
    part: u32,
}

impl<'a> Exchanges<'a> {
    pub(super) fn new(layout: &'a Layout, known: &'a Known, k: u32) -> Self {
        let margins = known.margins().iter().map(|set| (bits(set.iter().copied()), set.clone())).collect();
        let used: Vec<usize> = (0..layout.axes.len())
            .filter(|&at| layout.groups.iter().any(|group| group.key[at] != 0))
            .collect();
        let mut parts: Vec<u32> = used.iter().map(|at| 1 << at).collect();
        for (at, one) in used.iter().enumerate() {
            parts.extend(used[..at].iter().map(|other| 1 << one | 1 << other));
        }
        Self { layout, known, k: i64::from(k), margins, parts }
    }

    /// Changes that leave nobody in a cell but the reader's own, and nothing shown otherwise. Groups that need not
    /// move take part only where it does not go without; they must from then on. What an exchange changes of what was
    /// shown is put right where `follow` says so, and else there is none that changes any.
    pub(super) fn empty(
        &self,
        cell: &Key,
        reader: Reader,
        must: &mut [bool],
        follow: bool,
    ) -> Option<Changes> {
        let leave = |any| Leave { reader, must, any, follow };
        let changes = [false, true].into_iter().find_map(|any| self.emptied(cell, leave(any)))?;
        for group in changes.keys().filter_map(|key| self.layout.place(key)) {
            must[group] = true;
        }
        Some(changes)
    }

    fn emptied(&self, cell: &Key, leave: Leave<'_>) -> Option<Changes> {
        let mut changes = Changes::new();
        let within = |key: &Key| is_within(&self.layout.axes, cell, key) && !leave.reader.owns(key);
        loop {
            let inside = self.layout.groups.iter().map(|group| &group.key).filter(|key| within(key));
            let Some(from) = inside.into_iter().find(|key| self.layout.count_after(key, &changes) > 0) else {
                let enters = changes.iter().any(|(key, &by)| by > 0 && within(key));
                return (!enters).then_some(changes);
            };
            changes = self.without(from, cell, &changes, leave)?;
        }
    }

    /// The changes with one record fewer in the cell.
    fn without(&self, from: &Key, cell: &Key, before: &Changes, leave: Leave<'_>) -> Option<Changes> {
        let leaves =
            |exchange: &Exchange| exchange.after.iter().all(|key| !is_within(&self.layout.axes, cell, key));
        let by_cell = bits(split(cell));
        let mut followed: Vec<(usize, Exchange, Told)> = Vec::new();
        let parts = || self.parts.iter().copied().filter(|part| part & by_cell != 0);
        let alone = self.alone(from, by_cell);
        let others = self.layout.groups.iter().map(|group| &group.key);
        let pairs =
            parts().flat_map(|part| others.clone().filter_map(move |with| exchange(from, with, part)));
        for exchange in alone.into_iter().chain(pairs).filter(leaves) {
            if (!leave.follow && self.crosses(&exchange)) || !self.may(&exchange, before, leave) {
                continue;
            }
            let told = self.told(&exchange);
            if told.is_empty()
                && let Some(changes) = self.carried_out(&exchange, before)
            {
                return Some(changes);
            }
            if leave.follow && told.len() <= MOST_TOLD {
                followed.push((told.len(), exchange, told));
            }
        }
        followed.sort_by_key(|(told, ..)| *told);
        followed.into_iter().take(FOLLOWED).find_map(|(_, exchange, told)| {
            let changes = self.carried_out(&exchange, before)?;
            let changes = self.put_right(told, &changes, leave, DEPTH)?;
            // What came after may have brought somebody in again.
            let inside = |changes: &Changes| {
                let within = changes.iter().filter(|(key, _)| is_within(&self.layout.axes, cell, key));
                within.map(|(_, by)| by).sum::<i64>()
            };
            (inside(&changes) < inside(before)).then_some(changes)
        })
    }

    /// Further exchanges until nothing shown is otherwise.
    fn put_right(&self, told: Told, changes: &Changes, leave: Leave<'_>, depth: usize) -> Option<Changes> {
        let Some((&first, _)) = told.iter().find(|(_, by)| **by > 0) else {
            return told.is_empty().then(|| changes.clone());
        };
        if depth == 0 {
            return None;
        }
        let size = |told: &Told| told.values().map(|by| by.unsigned_abs()).sum::<u64>();
        let others: Vec<u32> =
            told.iter().filter(|(cell, by)| **by > 0 && **cell != first).map(|(&cell, _)| cell).collect();
        let by_first = bits(split(&self.known.cells[first as usize].key));
        for &from in &self.known.groups_of[first as usize] {
            let from = &self.layout.groups[from as usize].key;
            let parts = self.parts.iter().copied().filter(|part| part & by_first != 0);
            let others = others.iter().flat_map(|&cell| &self.known.groups_of[cell as usize]);
            let others = others.map(|&group| &self.layout.groups[group as usize].key);
            let pairs =
                parts.flat_map(|part| others.clone().filter_map(move |with| exchange(from, with, part)));
            for exchange in self.alone(from, by_first).into_iter().chain(pairs) {
                if !self.may(&exchange, changes, leave) {
                    continue;
                }
                let mut left = told.clone();
                for (cell, by) in self.told(&exchange) {
                    *left.entry(cell).or_insert(0) += by;
                }
                left.retain(|_, by| *by != 0);
                if size(&left) < size(&told)
                    && let Some(changes) = self.carried_out(&exchange, changes)
                    && let Some(changes) = self.put_right(left, &changes, leave, depth - 1)
                {
                    return Some(changes);
                }
            }
        }
        None
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
        let free = |key: &Key| {
            !leave.reader.owns(key)
                && self.layout.place(key).is_none_or(|group| {
                    leave.must[group] || (leave.any && i64::from(self.layout.groups[group].count) <= self.k)
                })
        };
        let all = exchange.before.iter().chain(&exchange.after);
        all.clone().all(free)
            && exchange.before.iter().all(|key| self.layout.count_after(key, changes) > 0)
            && exchange.after.iter().all(|key| self.layout.count_after(key, changes) < self.k)
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
        let right = |key: &Key| (0..=self.k).contains(&self.layout.count_after(key, &changes));
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
