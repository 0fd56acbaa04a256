//! The search for exchanges after which a cell is otherwise.

use std::collections::BTreeSet;

use super::{Changes, Exchange, Exchanges, Leave, Told, Who, bits, exchange};
use crate::statistics::linked::Key;
use crate::statistics::rounding::known::{Reader, is_within, split};

/// How many exchanges that something shown tells of are followed up.
const FOLLOWED: usize = 60;
/// How many exchanges put right what the first has changed.
const DEPTH: usize = 3;
/// How many exchanges that bring one into a cell are looked at.
const MOST_ENTERING: usize = 4_000;
/// The most shown counts that an exchange may change to be followed up.
const MOST_TOLD: usize = 16;

/// What is to become of a cell.
#[derive(Clone, Copy)]
enum Goal {
    Fewer,
    More,
}

impl Exchanges<'_> {
    /// Changes that leave nobody in a cell but the reader's own, and nothing shown otherwise. Groups that need not
    /// move take part only where it does not go without. What an exchange changes of what was
    /// shown is put right where `follow` says so, and else there is none that changes any.
    pub(in crate::statistics::rounding) fn empty(
        &self,
        cell: &Key,
        reader: Reader,
        must: &[bool],
        follow: bool,
    ) -> Option<Changes> {
        let leave = |who| Leave { reader, must, who, follow };
        self.looks.begin();
        [Who::Moving, Who::Few].into_iter().find_map(|who| self.emptied(cell, leave(who)))
    }

    /// Changes that leave one fewer in a cell who is not the reader's own, or else bring one more, and nothing shown
    /// otherwise. Large groups take part as well where it does not go without.
    pub(in crate::statistics::rounding) fn otherwise(
        &self,
        cell: &Key,
        reader: Reader,
        must: &[bool],
    ) -> Option<Changes> {
        let all = [Who::Moving, Who::Few, Who::Any];
        let mut ways = all.into_iter().flat_map(|who| [(who, false), (who, true)]);
        ways.find_map(|(who, follow)| {
            self.looks.begin();
            let leave = Leave { reader, must, who, follow };
            let within = |key: &&Key| is_within(&self.layout.axes, cell, key) && !reader.owns(key);
            let fewer = || {
                self.movable(leave)
                    .filter(within)
                    .find_map(|from| self.without(from, cell, &Changes::new(), leave))
            };
            fewer().or_else(|| self.with_one(cell, leave))
        })
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
        let parts = self.parts.iter().copied().filter(|part| part & by_cell != 0);
        let partners: Vec<&Key> = self.movable(leave).collect();
        let pairs = parts.flat_map(|part| partners.iter().filter_map(move |with| exchange(from, with, part)));
        let all = self.alone(from, by_cell).into_iter().chain(pairs).filter(leaves);
        self.first(all, (cell, Goal::Fewer), before, leave)
    }

    /// The changes with one record more in the cell.
    fn with_one(&self, cell: &Key, leave: Leave<'_>) -> Option<Changes> {
        let axes = &self.layout.axes;
        let by_cell = split(cell);
        let fits = |key: &Key, at: usize| axes[at].above(key[at]).contains(&cell[at]);
        let outside = || self.movable(leave).filter(|key| !is_within(axes, cell, key));
        let alone = outside().flat_map(|from| {
            let mut other = by_cell.iter().copied().filter(|&at| !fits(from, at));
            let (first, second) = (other.next(), other.next());
            let along = first.filter(|_| second.is_none()).map_or(0, |at| 1 << at);
            self.alone(from, along).into_iter().filter(|exchange| is_within(axes, cell, &exchange.after[0]))
        });
        let pairs =
            self.parts.iter().filter(|part| *part & bits(by_cell.iter().copied()) != 0).flat_map(|&part| {
                let (changed, kept): (Vec<usize>, Vec<usize>) =
                    by_cell.iter().partition(|&at| part >> at & 1 == 1);
                let enters = move |key: &&Key| kept.iter().all(|&at| fits(key, at));
                let brings = move |key: &&Key| changed.iter().all(|&at| fits(key, at));
                let with: Vec<&Key> = outside().filter(brings).collect();
                let from = outside().filter(enters);
                from.flat_map(move |from| {
                    with.clone().into_iter().filter_map(move |with| exchange(from, with, part))
                })
            });
        self.first(alone.chain(pairs.take(MOST_ENTERING)), (cell, Goal::More), &Changes::new(), leave)
    }

    /// The changes with the first exchange that nothing shown tells of, or else with one whose traces others put away.
    fn first(
        &self,
        exchanges: impl Iterator<Item = Exchange>,
        (cell, goal): (&Key, Goal),
        before: &Changes,
        leave: Leave<'_>,
    ) -> Option<Changes> {
        let mut followed: Vec<(usize, Exchange, Told)> = Vec::new();
        for exchange in exchanges {
            if !self.looks.take() {
                return None;
            }
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
            // What came after may have undone it.
            let inside = |changes: &Changes| {
                let within = changes.iter().filter(|(key, _)| is_within(&self.layout.axes, cell, key));
                within.map(|(_, by)| by).sum::<i64>()
            };
            let reached = match goal {
                Goal::Fewer => inside(&changes) < inside(before),
                Goal::More => inside(&changes) > inside(before),
            };
            reached.then_some(changes)
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
        let free = |cell: u32| {
            let groups = self.known.groups_of[cell as usize].iter().map(|&group| group as usize);
            let free = groups.filter(|&group| self.is_free(group, leave));
            free.map(|group| &self.layout.groups[group].key)
                .filter(|key| self.layout.count_after(key, changes) > 0)
        };
        let others: BTreeSet<&Key> = others.into_iter().flat_map(free).collect();
        for from in free(first) {
            let parts = self.parts.iter().copied().filter(|part| part & by_first != 0);
            let pairs =
                parts.flat_map(|part| others.iter().filter_map(move |with| exchange(from, with, part)));
            for exchange in self.alone(from, by_first).into_iter().chain(pairs) {
                if !self.looks.take() {
                    return None;
                }
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
}
