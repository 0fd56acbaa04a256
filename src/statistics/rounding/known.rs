//! [`Known`]: what readers have from before, and [`Reader`]: who they are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::layout::{Layout, cells_of};
use super::refusal::NotRounded;
use crate::statistics::linked::{Axis, Key, Ledger};

/// The cells that were published before.
#[derive(Default)]
pub(super) struct Known {
    pub(super) cells: Vec<KnownCell>,
    places: HashMap<Key, u32>,
    margins: BTreeSet<Vec<usize>>,
    /// Of each cell the groups that are in it.
    pub(super) groups_of: Vec<Vec<u32>>,
}

/// One of them. Without `Debug`: what it is in truth was hidden, maybe.
pub(super) struct KnownCell {
    pub(super) key: Key,
    /// Whether its count was shown.
    pub(super) shown: bool,
    /// The least that readers know it to be.
    pub(super) least: u32,
    /// The most that readers know it to be.
    pub(super) most: u32,
    pub(super) truth: u32,
}

impl KnownCell {
    /// Whether everybody knows that nobody is in it.
    pub(super) fn is_zero(&self) -> bool {
        self.shown && self.truth == 0
    }

    /// Whether it can be as many as this more than it is, for all that readers know of it.
    pub(super) fn may_change(&self, by: i64) -> bool {
        let count = i64::from(self.truth) + by;
        if self.shown { by == 0 } else { (i64::from(self.least)..=i64::from(self.most)).contains(&count) }
    }
}

/// Whoever reads: everybody, or a publisher who knows the records with a code of hers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Reader {
    /// The place of the axis and of her code along it.
    own: Option<(usize, u32)>,
}

impl Reader {
    /// Everybody, and with a dimension of `insiders` a publisher for each inner code.
    pub(super) fn all(axes: &[Axis], insiders: Option<usize>) -> Vec<Self> {
        let own = |along: usize| axes[along].inner().map(move |code| Self { own: Some((along, code)) });
        std::iter::once(Self { own: None }).chain(insiders.into_iter().flat_map(own)).collect()
    }

    /// Whether the records with these codes are her own.
    pub(super) fn owns(&self, key: &[u32]) -> bool {
        self.own.is_some_and(|(along, code)| key[along] == code)
    }
}

impl Known {
    /// What a ledger has, beside the true counts.
    ///
    /// # Errors
    /// When a count that was shown is not the true one.
    pub(super) fn of(ledger: &Ledger, layout: &Layout) -> Result<Self, NotRounded> {
        let mut known = Self::default();
        let before = ledger.cells(&layout.axes)?;
        for (place, key) in (0..).zip(before.keys()) {
            known.places.insert(key.clone(), place);
            known.margins.insert(split(key));
        }
        known.groups_of.resize(before.len(), Vec::new());
        for (group, key) in (0..).zip(layout.groups.iter().map(|group| &group.key)) {
            for cell in known.with(&layout.axes, key) {
                known.groups_of[cell as usize].push(group);
            }
        }
        for ((key, before), groups) in before.into_iter().zip(&known.groups_of) {
            let truth = groups.iter().map(|&group| layout.groups[group as usize].count).sum();
            if before.count.is_some_and(|count| count != truth) {
                return Err(NotRounded::Changed(layout.table_of(&key)));
            }
            known.cells.push(KnownCell {
                key,
                shown: before.count.is_some(),
                least: before.least,
                most: before.most,
                truth,
            });
        }
        Ok(known)
    }

    /// Whether nothing was published before.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The place of a cell.
    pub(super) fn place(&self, key: &[u32]) -> Option<u32> {
        self.places.get(key).copied()
    }

    /// The sets of axes that anything was split by.
    pub(super) fn margins(&self) -> &BTreeSet<Vec<usize>> {
        &self.margins
    }

    /// By how much more is in each cell after these changes of records.
    pub(super) fn changed(&self, axes: &[Axis], changes: &BTreeMap<Key, i64>) -> BTreeMap<u32, i64> {
        let mut changed = BTreeMap::new();
        for (key, by) in changes {
            for cell in self.with(axes, key) {
                *changed.entry(cell).or_insert(0) += by;
            }
        }
        changed
    }

    /// The cells that a record with these codes is in.
    pub(super) fn with(&self, axes: &[Axis], key: &[u32]) -> Vec<u32> {
        cells_of(axes, &self.margins, key).iter().filter_map(|cell| self.place(cell)).collect()
    }
}

/// The axes that a cell is split by.
pub(super) fn split(key: &[u32]) -> Vec<usize> {
    (0..key.len()).filter(|&at| key[at] != 0).collect()
}

/// Whether a record with these codes is in a cell.
pub(super) fn is_within(axes: &[Axis], cell: &[u32], record: &[u32]) -> bool {
    axes.iter()
        .zip(cell)
        .zip(record)
        .all(|((axis, &place), &code)| place == 0 || axis.above(code).contains(&place))
}

/// What a reader must not find out: a cell, and how many are in it who are not her own.
pub(super) type Secrets = BTreeMap<Key, u32>;

/// The cells that are approved or were hidden, and have 1 to k who are not the reader's own.
pub(super) fn secrets(layout: &Layout, known: &Known, reader: Reader, k: u32) -> Secrets {
    let approved = layout.cells.iter().zip(&layout.groups_of);
    let hidden = known.cells.iter().map(|cell| &cell.key).zip(&known.groups_of);
    let shown = |key: &Key| known.place(key).is_some_and(|cell| known.cells[cell as usize].shown);
    let others = |groups: &Vec<u32>| {
        let groups = groups.iter().map(|&group| &layout.groups[group as usize]);
        groups.filter(|group| !reader.owns(&group.key)).map(|group| group.count).sum::<u32>()
    };
    let cells = approved.chain(hidden).filter(|(key, _)| !shown(key));
    let cells = cells.map(|(key, groups)| (key.clone(), others(groups)));
    cells.filter(|(_, others)| (1..=k).contains(others)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_stays_within_what_readers_know_and_a_count_stays() {
        let cell = |shown| KnownCell { key: Key::from([0]), shown, least: 2, most: 7, truth: 3 };
        let may = |shown| (-4..=5).filter(|&by| cell(shown).may_change(by)).collect::<Vec<i64>>();
        assert_eq!(may(false), [-1, 0, 1, 2, 3, 4]);
        assert_eq!(may(true), [0]);
    }
}
