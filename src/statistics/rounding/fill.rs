//! Filling an aim with records: one after the other changes some of her codes, until every cell is what it should be.

use std::collections::{BTreeMap, BTreeSet};

use super::aim::{Aim, Sums};
use super::exchange::Changes;
use super::known::{Known, Reader, is_within, split};
use super::layout::Layout;
use crate::statistics::linked::Key;

/// How many records change their codes at most.
const MOST_STEPS: usize = 60;

/// By how much cells that are no sums still differ from what they should be.
type Left = BTreeMap<u32, i64>;

pub(super) struct Filling<'a> {
    layout: &'a Layout,
    known: &'a Known,
    k: i64,
    reader: Reader,
    /// The most that a group has which takes part.
    most: u32,
    finest: BTreeSet<u32>,
}

impl<'a> Filling<'a> {
    pub(super) fn new(
        layout: &'a Layout,
        known: &'a Known,
        sums: &Sums,
        k: u32,
        reader: Reader,
        most: u32,
    ) -> Self {
        let finest = (0..known.cells.len() as u32).filter(|&cell| !sums.is_sum(cell)).collect();
        Self { layout, known, k: i64::from(k), reader, most, finest }
    }

    /// Changes of groups that change the cells as they should be.
    pub(super) fn fill(&self, aim: &Aim) -> Option<Changes> {
        let mut left: Left = aim
            .iter()
            .filter(|(cell, _)| self.finest.contains(cell))
            .map(|(&cell, &by)| (cell, -by))
            .collect();
        let mut changes = Changes::new();
        let mut seen: BTreeSet<Left> = BTreeSet::from([left.clone()]);
        for _ in 0..MOST_STEPS {
            if left.is_empty() {
                return Some(changes);
            }
            let steps = self.steps(&left, &changes);
            let tried = steps.into_iter().map(|(from, to)| (self.after(&left, &from, &to), from, to));
            let fresh = tried.filter(|(after, ..)| !seen.contains(after));
            let size = |left: &Left| left.values().map(|by| by.unsigned_abs()).sum::<u64>();
            let (after, from, to) = fresh.min_by_key(|(after, ..)| size(after))?;
            for (key, by) in [(from, -1), (to, 1)] {
                *changes.entry(key).or_insert(0) += by;
            }
            changes.retain(|_, by| *by != 0);
            seen.insert(after.clone());
            left = after;
        }
        None
    }

    /// Records in cells that have too many, each with the codes of cells that have too few.
    fn steps(&self, left: &Left, changes: &Changes) -> Vec<(Key, Key)> {
        let key = |cell: &u32| &self.known.cells[*cell as usize].key;
        let few: Vec<&Key> = left.iter().filter(|(_, by)| **by < 0).map(|(cell, _)| key(cell)).collect();
        let mut steps = Vec::new();
        for many in left.iter().filter(|(_, by)| **by > 0).map(|(cell, _)| key(cell)) {
            let axes = split(many);
            let alike: Vec<&&Key> = few.iter().filter(|few| split(few) == axes).collect();
            for from in self.inside(many, changes) {
                for first in &alike {
                    let once = self.moved(&from, first);
                    for second in &few {
                        // What the first says stays as it is said.
                        let twice = self.moved(&once, second);
                        if is_within(&self.layout.axes, first, &twice) {
                            steps.push((from.clone(), twice));
                        }
                    }
                    steps.push((from.clone(), once));
                }
            }
        }
        let may = |key: &Key| {
            !self.reader.owns(key)
                && self.layout.count(key) <= self.most
                && self.layout.may_be(key, self.k).contains(&(self.layout.count_after(key, changes) + 1))
        };
        steps.retain(|(from, to)| from != to && may(to));
        steps
    }

    /// The records in a cell that may be others.
    fn inside(&self, cell: &Key, changes: &Changes) -> Vec<Key> {
        let own = self.layout.groups.iter().map(|group| &group.key);
        let own = own.filter(|key| !changes.contains_key(*key));
        let all = own.chain(changes.keys());
        let within = all.filter(|key| is_within(&self.layout.axes, cell, key) && !self.reader.owns(key));
        let free = within.filter(|key| {
            let fewer = self.layout.count_after(key, changes) - 1;
            self.layout.count(key) <= self.most && self.layout.may_be(key, self.k).contains(&fewer)
        });
        free.cloned().collect()
    }

    /// The record with the codes of a cell along the axes that it is split by.
    fn moved(&self, record: &Key, cell: &Key) -> Key {
        let mut moved = record.clone();
        for at in split(cell) {
            let axis = &self.layout.axes[at];
            let below = |&code: &u32| axis.above(code).contains(&cell[at]);
            if !below(&record[at]) {
                moved[at] = axis.inner().find(below).unwrap_or(record[at]);
            }
        }
        moved
    }

    fn after(&self, left: &Left, from: &Key, to: &Key) -> Left {
        let mut after = left.clone();
        for (key, by) in [(from, -1), (to, 1)] {
            for cell in self.known.with(&self.layout.axes, key) {
                if self.finest.contains(&cell) {
                    *after.entry(cell).or_insert(0) += by;
                }
            }
        }
        after.retain(|_, by| *by != 0);
        after
    }
}
