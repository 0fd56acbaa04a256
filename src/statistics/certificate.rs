//! The certificate: witness worlds written out in whole numbers, and their check by addition.
//!
//! The argument of `secondary.rs` says that a witness exists. Here it is built for each table, and then
//! examined by code that trusts neither the argument nor the pattern: it finds what is sensitive from the
//! threshold alone, adds, compares, and runs the method on the witness to see that it gets the same face.
//! A release without a valid certificate cannot be made.
//!
//! Worlds are as secret as the table: one of them differs from it by an exchange of two numbers. They live
//! as long as the check.

use super::primary::{Base, primary};
use super::secondary::{Pattern, secondary};
use super::spec::{Spec, Subject};
use super::table::{Cell, Protected};

/// A table that a reader cannot tell from the true one: a count by category.
pub(super) type World = Vec<u32>;

/// What a check needs to know of a table beside the counts.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) subject: Subject,
    pub(super) spec: &'a Spec,
}

/// The certificate does not hold. It says no more; a reason could be a number.
#[derive(Debug)]
pub(super) struct NotProven;

/// Builds a witness for each small cell of `truth`, and one against group disclosure.
pub(super) fn witnesses(truth: &[u32], pattern: &Pattern, context: Context<'_>) -> Vec<World> {
    let found = primary(truth, context.subject, context.spec);
    let small = (0..truth.len()).filter(|&place| found.small[place]);
    match pattern {
        Pattern::Silent => vec![vec![0; truth.len()]],
        Pattern::Whole => {
            let total: u32 = truth.iter().sum();
            // With enough to split, a witness needs something small to have the same face.
            let aside = if found.base == Base::Whole { 0 } else { 1 };
            let mut worlds: Vec<World> = small.map(|place| heap(place, total, aside, truth.len())).collect();
            if found.group {
                worlds.push(heap(0, total, 1, truth.len()));
            }
            worlds
        }
        Pattern::Blanks(hidden) => {
            let cover =
                (0..truth.len()).find(|&place| hidden[place] && truth[place] >= context.spec.threshold);
            let exchanged = |place| {
                let mut world = truth.to_vec();
                if let Some(cover) = cover {
                    world.swap(place, cover);
                }
                world
            };
            small.map(exchanged).collect()
        }
    }
}

/// All in one category, but for so many `aside` in the next.
fn heap(place: usize, total: u32, aside: u32, categories: usize) -> World {
    let mut world = vec![0; categories];
    world[place] = total - aside;
    world[(place + 1) % categories] += aside;
    world
}

/// Whether `face` shows only what is true and harmless, and the worlds clear everything it hides.
pub(super) fn check(
    truth: &[u32],
    face: &Protected,
    worlds: &[World],
    context: Context<'_>,
) -> Result<(), NotProven> {
    let threshold = context.spec.threshold;
    let demand = |holds: bool| if holds { Ok(()) } else { Err(NotProven) };

    demand(face.cells.len() == truth.len())?;
    demand(shows(face, truth))?;
    demand(face.cells.iter().all(|cell| cell.count().is_none_or(|count| count == 0 || count >= threshold)))?;
    demand(face.total.count().is_none_or(|total| total >= threshold))?;
    demand(face.total != Cell::Suppressed || face.cells.iter().all(|&cell| cell == Cell::Suppressed))?;

    // Zeros are shown where anything is: a blank beside a number is known not to be one.
    let least = if face.cells.iter().any(|cell| cell.count().is_some()) { 1 } else { 0 };
    let pattern_of = |counts: &[u32]| secondary(counts, &primary(counts, context.subject, context.spec));
    for world in worlds {
        demand(world.len() == truth.len())?;
        demand(shows(face, world))?;
        demand(
            face.cells.iter().zip(world).all(|(&cell, &count)| cell != Cell::Suppressed || count >= least),
        )?;
        demand(pattern_of(world) == pattern_of(truth))?;
    }

    for (place, count) in truth.iter().enumerate() {
        let cleared = match face.total {
            Cell::Count(_) => worlds.iter().any(|world| world[place] >= threshold),
            Cell::Suppressed => worlds.iter().any(|world| world[place] == 0),
        };
        demand(!(1..threshold).contains(count) || cleared)?;
    }
    let in_use = truth.iter().filter(|&&count| count > 0).count();
    if context.subject == Subject::Sensitive && truth.len() > 1 && in_use == 1 {
        let spread = |world: &World| world.iter().filter(|&&count| count > 0).count() != 1;
        demand(worlds.iter().any(spread))?;
    }
    Ok(())
}

/// Whether all that `face` shows agrees with `counts`, the sum included.
fn shows(face: &Protected, counts: &[u32]) -> bool {
    let sum: u64 = counts.iter().map(|&count| u64::from(count)).sum();
    face.total.count().is_none_or(|total| u64::from(total) == sum)
        && face.cells.iter().zip(counts).all(|(cell, &count)| cell.count().is_none_or(|shown| shown == count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::spec::YEARLY;

    const CONTEXT: Context<'static> = Context { subject: Subject::Sensitive, spec: &YEARLY };

    fn face(total: Option<u32>, cells: &[Option<u32>]) -> Protected {
        let cell = |count: Option<u32>| count.map_or(Cell::Suppressed, Cell::Count);
        Protected { total: cell(total), cells: cells.iter().copied().map(cell).collect() }
    }

    #[track_caller]
    fn refuses(truth: &[u32], face: &Protected, worlds: &[World]) {
        assert!(check(truth, face, worlds, CONTEXT).is_err());
    }

    #[test]
    fn an_exchange_with_the_cover_is_a_witness() {
        let face = face(Some(41), &[Some(30), None, None, Some(0)]);
        let hidden = Pattern::Blanks(vec![false, true, true, false]);
        let worlds = witnesses(&[30, 2, 9, 0], &hidden, CONTEXT);
        assert_eq!(worlds, [vec![30, 9, 2, 0]]);
        assert!(check(&[30, 2, 9, 0], &face, &worlds, CONTEXT).is_ok());
    }

    #[test]
    fn a_world_that_does_not_add_up_proves_nothing() {
        let face = face(Some(41), &[Some(30), None, None, Some(0)]);
        let truth = [30, 2, 9, 0];
        refuses(&truth, &face, &[vec![30, 9, 3, 0]]);
        refuses(&truth, &face, &[vec![29, 9, 3, 0]]);
        refuses(&truth, &face, &[vec![30, 11, 0, 0]]);
        refuses(&truth, &face, &[]);
        // It adds up, but the method would have shown it otherwise: nothing in it is small.
        refuses(&truth, &face, &[vec![30, 5, 6, 0]]);
    }

    #[test]
    fn a_face_that_shows_too_much_is_refused() {
        let worlds = [vec![30, 9, 2, 0]];
        refuses(&[30, 2, 9, 0], &face(Some(41), &[Some(30), Some(2), Some(9), Some(0)]), &worlds);
        refuses(&[30, 2, 9, 0], &face(Some(41), &[Some(30), None, Some(9), Some(0)]), &worlds);
        refuses(&[2, 1], &face(Some(3), &[None, None]), &[vec![0, 3]]);
    }

    #[test]
    fn a_face_that_lies_is_refused() {
        refuses(&[30, 2, 9, 0], &face(Some(40), &[Some(30), None, None, Some(0)]), &[vec![30, 9, 2, 0]]);
        refuses(&[30, 20], &face(Some(50), &[Some(20), Some(30)]), &[]);
    }

    #[test]
    fn everybody_in_one_category_needs_a_world_with_two() {
        let face = face(Some(30), &[None, None]);
        refuses(&[30, 0], &face, &[vec![0, 30]]);
        assert!(check(&[30, 0], &face, &[vec![29, 1]], CONTEXT).is_ok());
    }
}
