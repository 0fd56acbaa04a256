//! Whole changes: what `balance` finds, made whole where it is not, and verified by addition.

use super::balance::{Balance, Bound, Outcome, Terms};
use super::system::Change;

/// So many times is a fractional change split in two before it is given up.
const MOST_BRANCHES: usize = 60;

/// The cheapest whole change within the bounds that the search comes upon, at no more than `limit`.
pub(super) fn whole(
    balance: &mut Balance<'_>,
    bounds: &[Bound],
    terms: Terms<'_>,
    limit: f64,
) -> Option<Change> {
    let mut open: Vec<Vec<Bound>> = vec![bounds.to_vec()];
    for _ in 0..MOST_BRANCHES {
        let bounds = open.pop()?;
        let Outcome::Found(change) = balance.search(&bounds, terms, limit) else {
            continue;
        };
        let Some(&(variable, value)) = most_fractional(&change) else {
            let change: Change = change.into_iter().map(|(at, value)| (at, value.round() as i64)).collect();
            if balance.system.holds(&change, terms.lower) {
                return Some(change);
            }
            continue;
        };
        let below = Bound { variable, least: f64::NEG_INFINITY, most: value.floor() };
        let above = Bound { variable, least: value.ceil(), most: f64::INFINITY };
        let nearer_below = value - value.floor() < 0.5;
        for branch in if nearer_below { [above, below] } else { [below, above] } {
            let mut bounds = bounds.clone();
            match bounds.iter_mut().find(|bound| bound.variable == variable) {
                Some(bound) => {
                    bound.least = bound.least.max(branch.least);
                    bound.most = bound.most.min(branch.most);
                }
                None => bounds.push(branch),
            }
            open.push(bounds);
        }
    }
    None
}

fn most_fractional(change: &[(u32, f64)]) -> Option<&(u32, f64)> {
    let apart = |value: f64| (value - value.round()).abs();
    let mut worst: Option<&(u32, f64)> = None;
    for entry in change {
        if apart(entry.1) > 1e-6 && worst.is_none_or(|worst| apart(entry.1) > apart(worst.1) + 1e-9) {
            worst = Some(entry);
        }
    }
    worst
}
