//! [`Layout`]: the groups of records that are alike, and the cells of the approved tables that each is in.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::RangeInclusive;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::refusal::NotRounded;
use crate::statistics::linked::{Axis, Key, Microdata, TOTAL, cross};

/// The most cells that are rounded together.
const MOST_CELLS: usize = 400_000;
/// The most dimensions of a table.
const MOST_DIMENSIONS: usize = 3;

/// Groups and cells. Without `Debug`, since it holds the truth.
pub(super) struct Layout {
    pub(super) axes: Vec<Axis>,
    /// The approved tables, as places of axes.
    pub(super) sets: Vec<Vec<usize>>,
    /// All sets of axes that a cell is split by: the tables and their margins.
    pub(super) margins: BTreeSet<Vec<usize>>,
    /// The groups, in an order that depends on a secret and on their codes and on nothing counted.
    pub(super) groups: Vec<Group>,
    /// The cells that a group is in, split by the axes that are not `Total`.
    pub(super) cells: Vec<Key>,
    /// Of each cell its true count.
    pub(super) truth: Vec<u32>,
    /// Of each cell its groups.
    pub(super) groups_of: Vec<Vec<u32>>,
    /// Of each group's codes its place.
    places: HashMap<Key, u32>,
}

/// Records that have all codes in common; maybe none.
pub(super) struct Group {
    /// Their inner codes; `Total` along axes that nothing is split by.
    pub(super) key: Key,
    /// How many they are.
    pub(super) count: u32,
    /// The cells that they are in.
    pub(super) cells: Vec<u32>,
}

impl Layout {
    /// The groups of the data, by all axes of the approved tables and by those `beside` them.
    ///
    /// # Errors
    /// When a table is split by what is not there, by too much or twice, or there are too many cells.
    pub(super) fn of(
        data: &Microdata,
        lattice: &[Vec<String>],
        beside: &BTreeSet<usize>,
        ties: &str,
    ) -> Result<Self, NotRounded> {
        let axes = data.axes().to_vec();
        let sets = lattice.iter().map(|names| places(names, &axes)).collect::<Result<Vec<_>, _>>()?;
        if sets.is_empty() {
            return Err(NotRounded::NoTables);
        }
        let margins: BTreeSet<Vec<usize>> = sets.iter().flat_map(|set| subsets(set)).collect();
        let width = |set: &Vec<usize>| set.iter().map(|&at| axes[at].codes().len() - 1).product::<usize>();
        if margins.iter().map(width).fold(0, usize::saturating_add) > MOST_CELLS {
            return Err(NotRounded::TooMany(MOST_CELLS));
        }
        let mut used: BTreeSet<usize> = sets.iter().flatten().copied().collect();
        used.extend(beside);
        let mut counts: BTreeMap<Key, u32> = BTreeMap::new();
        for (key, count) in data.counts().filter(|(_, count)| *count > 0) {
            let kept = key.iter().enumerate().map(|(at, &place)| if used.contains(&at) { place } else { 0 });
            *counts.entry(kept.collect()).or_insert(0) += count;
        }
        Ok(Self::arranged(axes, sets, margins, counts, ties))
    }

    /// The same with groups that nobody is in.
    pub(super) fn with(self, empty: BTreeSet<Key>, ties: &str) -> Self {
        let groups = self.groups.into_iter().map(|group| (group.key, group.count));
        let counts = groups.chain(empty.into_iter().map(|key| (key, 0))).collect();
        Self::arranged(self.axes, self.sets, self.margins, counts, ties)
    }

    fn arranged(
        axes: Vec<Axis>,
        sets: Vec<Vec<usize>>,
        margins: BTreeSet<Vec<usize>>,
        counts: BTreeMap<Key, u32>,
        ties: &str,
    ) -> Self {
        let mut groups: Vec<Group> =
            counts.into_iter().map(|(key, count)| Group { key, count, cells: Vec::new() }).collect();
        groups.sort_by_cached_key(|group| tie(&axes, &group.key, ties));
        let places = groups.iter().map(|group| group.key.clone()).zip(0..).collect();
        let (cells, truth, groups_of) = (Vec::new(), Vec::new(), Vec::new());
        let mut layout = Self { axes, sets, margins, groups, cells, truth, groups_of, places };
        layout.enter();
        layout
    }

    /// How many records have these codes.
    pub(super) fn count(&self, key: &[u32]) -> u32 {
        self.place(key).map_or(0, |group| self.groups[group].count)
    }

    /// How many there are after these changes.
    pub(super) fn count_after(&self, key: &Key, changes: &BTreeMap<Key, i64>) -> i64 {
        i64::from(self.count(key)) + changes.get(key).copied().unwrap_or(0)
    }

    /// The fewest and the most that a group which moves can have been, whichever of the two multiples of b beside it
    /// it is counted as. Nobody can be counted as b.
    pub(super) fn may_be(&self, key: &[u32], k: i64) -> RangeInclusive<i64> {
        let base = k + 1;
        let truth = i64::from(self.count(key));
        let below = truth - truth % base;
        match (below, truth - below) {
            (0, _) => 0..=k,
            (_, 0) if below == base => 0..=below + k,
            (_, 0) => below - k..=below + k,
            _ => below + 1..=below + k,
        }
    }

    /// The place of the group with these codes, if there is any.
    pub(super) fn place(&self, key: &[u32]) -> Option<usize> {
        self.places.get(key).map(|&group| group as usize)
    }

    /// The dimensions that a cell is split by, as the name of its table.
    pub(super) fn table_of(&self, cell: &[u32]) -> String {
        let split = self.axes.iter().zip(cell).filter(|(_, place)| **place != 0);
        let names: Vec<&str> = split.map(|(axis, _)| axis.name()).collect();
        if names.is_empty() { TOTAL.to_owned() } else { names.join(" × ") }
    }

    /// Enters every group into its cells.
    fn enter(&mut self) {
        let mut places: HashMap<Key, u32> = HashMap::new();
        for (at, group) in (0..).zip(&mut self.groups) {
            for key in cells_of(&self.axes, &self.margins, &group.key) {
                let cell = *places.entry(key).or_insert_with_key(|key| {
                    self.cells.push(key.clone());
                    self.truth.push(0);
                    self.groups_of.push(Vec::new());
                    self.cells.len() as u32 - 1
                });
                group.cells.push(cell);
                self.truth[cell as usize] += group.count;
                self.groups_of[cell as usize].push(at);
            }
        }
    }
}

/// The cells with these margins that a record with these inner codes is in, each once.
pub(super) fn cells_of(axes: &[Axis], margins: &BTreeSet<Vec<usize>>, key: &[u32]) -> Vec<Key> {
    let mut found = Vec::new();
    for margin in margins {
        each_cell_of(axes, margin, key, |cell| found.push(cell.into()));
    }
    found
}

/// The cells split by these axes that a record with these inner codes is in, one after the other.
pub(super) fn each_cell_of(axes: &[Axis], margin: &[usize], key: &[u32], each: impl FnMut(&[u32])) {
    let codes: Vec<Vec<u32>> = (0..axes.len())
        .map(|at| match margin.contains(&at) {
            true => axes[at].above(key[at]).iter().copied().filter(|&place| place != 0).collect(),
            false => vec![0],
        })
        .collect();
    cross(&codes, each);
}

/// All sets of axes within one, itself and none among them.
pub(super) fn subsets(set: &[usize]) -> Vec<Vec<usize>> {
    let chosen = |which: usize| (0..set.len()).filter(move |at| which >> at & 1 == 1);
    let subset = |which| {
        let mut subset: Vec<usize> = chosen(which).map(|at| set[at]).collect();
        subset.sort_unstable();
        subset
    };
    (0..1 << set.len()).map(subset).collect()
}

fn places(names: &[String], axes: &[Axis]) -> Result<Vec<usize>, NotRounded> {
    if names.len() > MOST_DIMENSIONS {
        return Err(NotRounded::TooWide(names.join(" × ")));
    }
    let mut found = Vec::with_capacity(names.len());
    for name in names {
        let place = axes.iter().position(|axis| axis.name() == name);
        let place = place.ok_or_else(|| NotRounded::NoDimension(name.clone()))?;
        if found.contains(&place) {
            return Err(NotRounded::Twice(name.clone()));
        }
        found.push(place);
    }
    Ok(found)
}

/// Where a group stands among the others: its codes under the secret.
fn tie(axes: &[Axis], key: &[u32], ties: &str) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(ties.as_bytes()).expect("any length of key will do");
    for (axis, &place) in axes.iter().zip(key) {
        let code = axis.codes()[place as usize].as_bytes();
        mac.update(&(code.len() as u64).to_be_bytes());
        mac.update(code);
    }
    mac.finalize().into_bytes().into()
}
