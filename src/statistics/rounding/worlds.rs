//! Worlds: other records that a reader cannot tell from the true ones.

use std::collections::{BTreeMap, BTreeSet};

use super::aim::Sums;
use super::exchange::{Changes, Exchanges, Looks};
use super::fill::Filling;
use super::known::{Known, Reader, Secrets, is_within, secrets};
use super::layout::{Layout, cells_of};
use crate::statistics::linked::Key;

/// Records that agree with all that was shown before and may have been rounded to the same base, and the secrets of one
/// reader that are otherwise in it. Without `Debug`: beside the truth it stands in.
pub(super) struct World {
    pub(super) reader: usize,
    /// The counts of groups that are not the true ones.
    pub(super) counts: BTreeMap<Key, u32>,
    /// The cells that have another count of those who are not her own: nobody or more than k where that is possible.
    pub(super) settles: Vec<Key>,
}

/// Which groups have to move whatever worlds there are: those of which any reader must not find something out, and
/// those that nobody is in.
pub(super) fn must_move(layout: &Layout, known: &Known, readers: &[Reader], k: u32) -> Vec<bool> {
    let mut must: Vec<bool> = layout.groups.iter().map(|group| group.count == 0).collect();
    for &reader in readers {
        for cell in secrets(layout, known, reader, k).keys() {
            for (must, group) in must.iter_mut().zip(&layout.groups) {
                *must |= !reader.owns(&group.key) && is_within(&layout.axes, cell, &group.key);
            }
        }
    }
    must
}

/// The worlds where everybody but the reader's own is as rounded. Rounding them changes nothing, so that where nothing
/// was published before nobody can tell them from the true records.
pub(super) fn as_rounded(
    layout: &Layout,
    rounded: &[u32],
    known: &Known,
    readers: &[Reader],
    k: u32,
) -> Vec<World> {
    let world = |(at, &reader): (usize, &Reader)| {
        let groups = layout.groups.iter().zip(rounded);
        let others = groups.filter(|(group, count)| !reader.owns(&group.key) && group.count != **count);
        let counts = others.map(|(group, &count)| (group.key.clone(), count)).collect();
        let settles = secrets(layout, known, reader, k).into_keys().collect();
        World { reader: at, counts, settles }
    };
    readers.iter().enumerate().map(world).collect()
}

/// Finds worlds for everything that any reader must not find out; marks in `must` the groups that have to move for it.
///
/// # Errors
/// A cell that has none.
pub(super) fn find(
    layout: &Layout,
    known: &Known,
    readers: &[Reader],
    k: u32,
    must: &mut [bool],
    looks: &Looks,
) -> Result<Vec<World>, Key> {
    let mut open: Vec<Secrets> = readers.iter().map(|&reader| secrets(layout, known, reader, k)).collect();
    let mut finding = Finding { layout, known, readers, k, found: Vec::new() };
    for (at, reader) in readers.iter().enumerate() {
        let emptied = finding.emptied(*reader, must);
        finding.take(emptied, &mut open, Whom::Only(at));
    }
    let sums = Sums::of(layout, known);
    let exchanges = Exchanges::new(layout, known, k, looks);
    for at in 0..readers.len() {
        while let Some(cell) = open[at].keys().next().cloned() {
            let others = i64::from(open[at][&cell]);
            // Nobody in it or more than k, where that can be; else another count.
            let changes = exchanges.empty(&cell, readers[at], must, false);
            let strong = [(-others, -others), (i64::from(k) + 1 - others, i64::from(u32::MAX))];
            let changes = changes.or_else(|| finding.aimed(&sums, &cell, strong, readers[at], k));
            let changes = changes.or_else(|| exchanges.empty(&cell, readers[at], must, true));
            let weak = [(-others, -1), (1, i64::from(u32::MAX))];
            let changes = changes.or_else(|| finding.aimed(&sums, &cell, weak, readers[at], u32::MAX));
            let changes = changes.or_else(|| exchanges.otherwise(&cell, readers[at], must));
            let changes = changes.ok_or_else(|| cell.clone())?;
            changes.keys().filter_map(|key| layout.place(key)).for_each(|group| must[group] = true);
            finding.take(changes, &mut open, Whom::Any { sought: &cell });
            if open[at].contains_key(&cell) {
                return Err(cell);
            }
        }
    }
    Ok(finding.found)
}

/// For whom a world is.
#[derive(Clone, Copy)]
enum Whom<'a> {
    Only(usize),
    Any { sought: &'a Key },
}

struct Finding<'a> {
    layout: &'a Layout,
    known: &'a Known,
    readers: &'a [Reader],
    k: u32,
    found: Vec<World>,
}

impl Finding<'_> {
    /// The world without the records that nothing shown before counts, of groups that move.
    fn emptied(&self, reader: Reader, must: &[bool]) -> BTreeMap<Key, i64> {
        let free = |group: &usize| {
            let key = &self.layout.groups[*group].key;
            let tells = |&cell: &u32| {
                let cell = &self.known.cells[cell as usize];
                cell.shown || cell.least > 0
            };
            must[*group] && !reader.owns(key) && !self.known.with(&self.layout.axes, key).iter().any(tells)
        };
        let groups = (0..self.layout.groups.len()).filter(free).map(|group| &self.layout.groups[group]);
        groups.map(|group| (group.key.clone(), -i64::from(group.count))).collect()
    }

    /// Changes of a cell that was hidden before, by as many as one of these bounds says, in groups of `most` at most.
    fn aimed(
        &self,
        sums: &Sums,
        cell: &Key,
        aims: [(i64, i64); 2],
        reader: Reader,
        most: u32,
    ) -> Option<Changes> {
        let place = self.known.place(cell)?;
        let filling = Filling::new(self.layout, self.known, sums, self.k, reader, most);
        aims.into_iter().find_map(|bounds| {
            let aim = sums.aim(self.layout, self.known, reader, (self.k, most), place, bounds)?;
            filling.fill(&aim).filter(|changes| self.agrees(changes))
        })
    }

    /// Whether what was published is the same after these changes, or as possible.
    fn agrees(&self, changes: &Changes) -> bool {
        let mut changed = self.known.changed(&self.layout.axes, changes).into_iter();
        changed.all(|(cell, by)| self.known.cells[cell as usize].may_change(by))
    }

    /// Keeps a world for each reader who cannot tell it and has a secret that is otherwise in it: nobody, or more than
    /// k. For the cell that was sought another count is enough; there was none better.
    fn take(&mut self, changes: BTreeMap<Key, i64>, open: &mut [Secrets], whom: Whom<'_>) {
        let margins: BTreeSet<Vec<usize>> =
            self.layout.margins.union(self.known.margins()).cloned().collect();
        let mut moved: BTreeMap<Key, i64> = BTreeMap::new();
        for (key, by) in &changes {
            for cell in cells_of(&self.layout.axes, &margins, key) {
                *moved.entry(cell).or_insert(0) += by;
            }
        }
        let counts: BTreeMap<Key, u32> = changes
            .iter()
            .map(|(key, by)| {
                (key.clone(), (i64::from(self.layout.count(key)) + by).try_into().unwrap_or(u32::MAX))
            })
            .collect();
        for (at, reader) in self.readers.iter().enumerate() {
            if matches!(whom, Whom::Only(only) if only != at) || changes.keys().any(|key| reader.owns(key)) {
                continue;
            }
            let otherwise = |(cell, by): (&Key, &i64)| {
                let now = i64::from(*open[at].get(cell)?) + by;
                let enough = matches!(whom, Whom::Any { sought } if sought == cell) && *by != 0;
                (now == 0 || now > i64::from(self.k) || enough).then(|| cell.clone())
            };
            let settles: Vec<Key> = moved.iter().filter_map(otherwise).collect();
            if !settles.is_empty() {
                for cell in &settles {
                    open[at].remove(cell);
                }
                self.found.push(World { reader: at, counts: counts.clone(), settles });
            }
        }
    }
}
