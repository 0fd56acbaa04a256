//! The proof of a base, checked by addition alone. It shares nothing with the search for worlds.

use std::collections::{BTreeMap, BTreeSet};

use super::known::{Known, Reader};
use super::layout::Layout;
use super::refusal::NotRounded;
use super::worlds::World;
use crate::statistics::linked::{Axis, Key};

/// Checks that no cell is small, that nobody but groups of few was moved, and that each secret of each reader is
/// otherwise in a world that she cannot tell from the true one, though she had every rounded group.
///
/// # Errors
/// When anything of it is not so. Then nothing may leave.
pub(super) fn check(
    layout: &Layout,
    rounded: &[u32],
    known: &Known,
    readers: &[Reader],
    worlds: &[World],
    k: u32,
) -> Result<(), NotRounded> {
    let beside = !known.is_empty();
    let right = (0..layout.groups.len()).all(|at| could_be(layout.groups[at].count, rounded[at], k, beside));
    let whole = layout.groups_of.iter().all(|groups| {
        let sum: u64 = groups.iter().map(|&group| u64::from(rounded[group as usize])).sum();
        sum == 0 || sum > u64::from(k)
    });
    if !right || !whole {
        return Err(NotRounded::NotProven);
    }
    for (at, &reader) in readers.iter().enumerate() {
        let claims = claims(layout, known, reader, k);
        let mut otherwise = BTreeSet::new();
        for world in worlds.iter().filter(|world| world.reader == at) {
            if !is_world(layout, rounded, known, reader, world, k) {
                return Err(NotRounded::NotProven);
            }
            for cell in &world.settles {
                let Some(&others) = claims.get(cell) else { continue };
                let now = i64::from(others) + change(layout, world, cell);
                // Beside what was published before it may be known that somebody is there; how many may not.
                let is_otherwise =
                    if beside { now != i64::from(others) } else { now == 0 || now > i64::from(k) };
                if is_otherwise {
                    otherwise.insert(cell);
                }
            }
        }
        if otherwise.len() != claims.len() {
            return Err(NotRounded::NotProven);
        }
    }
    Ok(())
}

/// The cells that must be otherwise in some world: approved or hidden, shown nowhere, with few who are not her own.
fn claims<'a>(layout: &'a Layout, known: &'a Known, reader: Reader, k: u32) -> BTreeMap<&'a Key, u32> {
    let shown: BTreeSet<&Key> = known.cells.iter().filter(|cell| cell.shown).map(|cell| &cell.key).collect();
    let mut claims = BTreeMap::new();
    let approved = layout.cells.iter().zip(&layout.groups_of);
    let before = known.cells.iter().map(|cell| &cell.key).zip(&known.groups_of);
    for (key, groups) in approved.chain(before).filter(|(key, _)| !shown.contains(key)) {
        let mut others = 0;
        for group in groups.iter().map(|&group| &layout.groups[group as usize]) {
            others += if reader.owns(&group.key) { 0 } else { group.count };
        }
        if others > 0 && others <= k {
            claims.insert(key, others);
        }
    }
    claims
}

/// Whether a group of so many may have been rounded to this: as it is, or to the multiple of b = k + 1 below or above it.
/// Only beside what was published before does nobody become b, or move who is more than few.
fn could_be(count: u32, rounded: u32, k: u32, beside: bool) -> bool {
    let base = k + 1;
    let near = rounded.is_multiple_of(base) && count.abs_diff(rounded) < base;
    let few = (1..=k).contains(&count) && rounded <= base;
    let nobody = count == 0 && rounded == base;
    count == rounded || (near && (few || beside)) || (nobody && beside)
}

/// Whether these are records that the reader cannot tell from the true ones: none of her own, each group one that may
/// have been rounded to what it was rounded to, and every published cell as she has it.
fn is_world(layout: &Layout, rounded: &[u32], known: &Known, reader: Reader, world: &World, k: u32) -> bool {
    let possible = world.counts.iter().all(|(key, &count)| {
        let rounded = layout.place(key).map_or(0, |group| rounded[group]);
        // What the data are not split by has no codes anywhere.
        let like =
            |at: usize| layout.groups.first().is_none_or(|group| (group.key[at] == 0) == (key[at] == 0));
        let inner = (0..key.len()).all(|at| like(at) && (key[at] == 0 || layout.axes[at].is_inner(key[at])));
        inner && !reader.owns(key) && could_be(count, rounded, k, !known.is_empty())
    });
    possible
        && known.cells.iter().all(|cell| {
            let by = change(layout, world, &cell.key);
            let count = i64::from(cell.truth) + by;
            let within = count >= i64::from(cell.least) && count <= i64::from(cell.most);
            if cell.shown { by == 0 } else { within }
        })
}

/// How many more are in a cell than in truth.
fn change(layout: &Layout, world: &World, cell: &[u32]) -> i64 {
    let inside = world.counts.iter().filter(|(key, _)| contains(&layout.axes, cell, key));
    inside.map(|(key, &count)| i64::from(count) - i64::from(layout.count(key))).sum()
}

fn contains(axes: &[Axis], cell: &[u32], record: &[u32]) -> bool {
    let mut along = axes.iter().zip(cell.iter().zip(record));
    along.all(|(axis, (&place, &code))| place == 0 || place == code || axis.above(code).contains(&place))
}
