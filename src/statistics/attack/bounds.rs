//! Bounds from single sums: what is left of the parent for each child, until nothing changes.

use super::grid::Grid;
use super::{NothingAgrees, Policy};

/// The least and the most that a count can be; without an end where nothing says how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) least: i64,
    pub(super) most: i64,
}

/// More than any count.
pub(super) const BOUNDLESS: i64 = 1 << 40;

impl Range {
    fn is_empty(self) -> bool {
        self.least > self.most
    }
}

/// What every hidden count can be, by each sum for itself.
///
/// # Errors
/// [`NothingAgrees`], where a sum cannot be.
pub(super) fn propagate(grid: &Grid, policy: Policy) -> Result<Vec<Range>, NothingAgrees> {
    let range = |value: &Option<u32>| match value {
        Some(value) => Range { least: i64::from(*value), most: i64::from(*value) },
        None => Range { least: i64::from(policy.least), most: BOUNDLESS },
    };
    let mut ranges: Vec<Range> = grid.values.iter().map(range).collect();
    // Each round carries bounds one sum further; a bound that creeps is left to the program.
    for _ in 0..50 {
        let before = ranges.clone();
        for sum in &grid.sums {
            let least: i64 = sum.children.iter().map(|&child| ranges[child as usize].least).sum();
            let most: i64 = sum.children.iter().map(|&child| ranges[child as usize].most).sum();
            let parent = &mut ranges[sum.parent as usize];
            parent.least = parent.least.max(least);
            if sum.whole {
                parent.most = parent.most.min(most);
            }
            let parent = *parent;
            if parent.is_empty() {
                return Err(NothingAgrees);
            }
            for &child in &sum.children {
                let own = ranges[child as usize];
                let child = &mut ranges[child as usize];
                child.most = own.most.min(parent.most - (least - own.least));
                if sum.whole && most < BOUNDLESS {
                    child.least = own.least.max(parent.least - (most - own.most));
                }
                if child.is_empty() {
                    return Err(NothingAgrees);
                }
            }
        }
        if before == ranges {
            break;
        }
    }
    Ok(ranges)
}
