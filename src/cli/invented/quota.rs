//! Counts that come out exactly: whole shares of a total, and pools that are drawn empty.

use std::cmp::Reverse;

use super::draw::{Draw, Table};

/// Shares `total` by `weights`: largest remainders (Hamilton's method), the earlier first when they tie.
/// Weights that already sum to `total` come back unchanged.
pub(super) fn apportion(weights: &[u32], total: u32) -> Vec<u32> {
    let sum: u64 = weights.iter().map(|&weight| u64::from(weight)).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let products = || weights.iter().map(|&weight| u64::from(weight) * u64::from(total));
    let mut shares: Vec<u32> =
        products().map(|product| u32::try_from(product / sum).unwrap_or(u32::MAX)).collect();
    let mut by_remainder: Vec<(usize, u64)> = products().map(|product| product % sum).enumerate().collect();
    by_remainder.sort_by_key(|&(place, remainder)| (Reverse(remainder), place));
    let missing = total - shares.iter().sum::<u32>();
    for (place, _) in by_remainder.into_iter().take(missing as usize) {
        shares[place] += 1;
    }
    shares
}

/// Codes with how many cases are still to have each.
#[derive(Clone)]
pub(super) struct Pool(Vec<(&'static str, u32)>);

impl Pool {
    /// `total` cases: those of `exact` as they stand, the rest shared over the other codes of `shares`.
    pub(super) fn new(exact: &Table, shares: &Table, total: u32) -> Self {
        let others: Vec<_> =
            shares.iter().filter(|(code, _)| exact.iter().all(|(named, _)| named != code)).collect();
        let rest = total - exact.iter().map(|(_, count)| count).sum::<u32>();
        let weights: Vec<u32> = others.iter().map(|(_, weight)| *weight).collect();
        let shared = others.iter().map(|(code, _)| *code).zip(apportion(&weights, rest));
        Self(exact.iter().copied().chain(shared).collect())
    }

    /// A pool of these counts.
    pub(super) fn of(counts: &[(&'static str, u32)]) -> Self {
        Self(counts.to_vec())
    }

    /// The same proportions for `total` cases.
    pub(super) fn scaled(&self, total: u32) -> Self {
        let weights: Vec<u32> = self.0.iter().map(|(_, count)| *count).collect();
        Self(self.0.iter().map(|(code, _)| *code).zip(apportion(&weights, total)).collect())
    }

    /// How many are left of `code`.
    pub(super) fn left(&self, code: &str) -> u32 {
        self.0.iter().find(|(named, _)| *named == code).map_or(0, |(_, count)| *count)
    }

    /// What is left, code by code.
    pub(super) fn counts(&self) -> &[(&'static str, u32)] {
        &self.0
    }

    /// Takes one out, by what is left of each code times what `fit` says of it. When nothing that fits is
    /// left, what is left is taken: the counts come first.
    ///
    /// # Panics
    /// If the pool is empty: more cases than it was made for.
    pub(super) fn take(&mut self, draw: &mut Draw, fit: impl Fn(&'static str) -> u32 + Copy) -> &'static str {
        let place = draw
            .place(self.0.iter().map(|&(code, count)| count * fit(code)))
            .or_else(|| draw.place(self.0.iter().map(|(_, count)| *count)))
            .expect("a pool holds one code for each case");
        self.0[place].1 -= 1;
        self.0[place].0
    }
}
