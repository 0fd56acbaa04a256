//! What is determined by addition and subtraction alone: exact elimination, modulo two primes first.
//!
//! A cell that is determined over the fractions is determined modulo a prime, but for finitely many primes; and one
//! that is determined modulo two large primes and not over the fractions is next to impossible. What both primes
//! find is confirmed over the fractions, so that nothing is said that is not so. Floating point has no part in it.

use std::collections::{BTreeMap, BTreeSet};

use num_rational::BigRational;
use num_traits::{One, Zero};

use super::grid::Grid;

/// The hidden rows whose counts follow from the shown ones by addition and subtraction.
pub(super) fn determined(grid: &Grid) -> Vec<u32> {
    let equations = equations(grid);
    let one = reduce::<Modulo<2_305_843_009_213_693_951>>(&equations);
    if one.is_empty() {
        return one;
    }
    let other: BTreeSet<u32> = reduce::<Modulo<2_305_843_009_213_693_921>>(&equations).into_iter().collect();
    let both: BTreeSet<u32> = one.into_iter().filter(|row| other.contains(row)).collect();
    let connected = connected(&equations, &both);
    reduce::<BigRational>(&connected).into_iter().filter(|row| both.contains(row)).collect()
}

/// The hidden cells of each whole sum, with their signs; what is shown moves to the other side and does not matter.
fn equations(grid: &Grid) -> Vec<Vec<(u32, i64)>> {
    let mut equations = Vec::new();
    for sum in grid.sums.iter().filter(|sum| sum.whole) {
        let mut row: BTreeMap<u32, i64> = BTreeMap::new();
        for (cell, sign) in sum.signed().filter(|&(cell, _)| grid.is_hidden(cell)) {
            *row.entry(cell).or_insert(0) += sign;
        }
        row.retain(|_, sign| *sign != 0);
        if !row.is_empty() {
            equations.push(row.into_iter().collect());
        }
    }
    equations
}

/// The equations that hang together with these cells.
fn connected(equations: &[Vec<(u32, i64)>], cells: &BTreeSet<u32>) -> Vec<Vec<(u32, i64)>> {
    let mut reached = cells.clone();
    let mut taken = vec![false; equations.len()];
    loop {
        let before = reached.len();
        for (taken, row) in taken.iter_mut().zip(equations) {
            if !*taken && row.iter().any(|(cell, _)| reached.contains(cell)) {
                *taken = true;
                reached.extend(row.iter().map(|(cell, _)| *cell));
            }
        }
        if reached.len() == before {
            break;
        }
    }
    equations.iter().zip(taken).filter(|(_, taken)| *taken).map(|(row, _)| row.clone()).collect()
}

/// Brings the equations to reduced echelon form; a row with one unknown left determines it.
fn reduce<F: Field>(equations: &[Vec<(u32, i64)>]) -> Vec<u32> {
    let mut rows: Vec<Vec<(u32, F)>> = Vec::new();
    let mut row_of: BTreeMap<u32, usize> = BTreeMap::new();
    for equation in equations {
        let mut row: Vec<(u32, F)> = equation.iter().map(|&(cell, sign)| (cell, F::whole(sign))).collect();
        // The rows so far hold no pivot but their own, so that one pass over the pivots is enough.
        let pivots: Vec<u32> =
            row.iter().map(|(cell, _)| *cell).filter(|cell| row_of.contains_key(cell)).collect();
        for pivot in pivots {
            if let Ok(at) = row.binary_search_by_key(&pivot, |(cell, _)| *cell) {
                let factor = row[at].1.clone();
                row = combine(&row, &factor, &rows[row_of[&pivot]]);
            }
        }
        let Some((pivot, leading)) = row.first().cloned() else { continue };
        let inverse = leading.inverse();
        for (_, value) in &mut row {
            *value = value.times(&inverse);
        }
        for other in &mut rows {
            if let Ok(at) = other.binary_search_by_key(&pivot, |(cell, _)| *cell) {
                let factor = other[at].1.clone();
                *other = combine(other, &factor, &row);
            }
        }
        row_of.insert(pivot, rows.len());
        rows.push(row);
    }
    let mut determined: Vec<u32> = rows.iter().filter(|row| row.len() == 1).map(|row| row[0].0).collect();
    determined.sort_unstable();
    determined
}

/// `row - factor * other`, without what becomes nothing.
fn combine<F: Field>(row: &[(u32, F)], factor: &F, other: &[(u32, F)]) -> Vec<(u32, F)> {
    let mut sum = Vec::with_capacity(row.len() + other.len());
    let (mut one, mut two) = (row.iter().peekable(), other.iter().peekable());
    loop {
        let (cell, value) = match (one.peek(), two.peek()) {
            (Some((left, value)), Some((right, _))) if left < right => (*left, value.clone()),
            (Some((left, value)), Some((right, taken))) if left == right => {
                (*left, value.less(factor, taken))
            }
            (_, Some((right, taken))) => (*right, F::whole(0).less(factor, taken)),
            (Some((left, value)), None) => (*left, value.clone()),
            (None, None) => return sum,
        };
        one.next_if(|(left, _)| *left == cell);
        two.next_if(|(right, _)| *right == cell);
        if !value.is_nothing() {
            sum.push((cell, value));
        }
    }
}

trait Field: Clone {
    fn whole(number: i64) -> Self;
    fn is_nothing(&self) -> bool;
    fn inverse(&self) -> Self;
    fn times(&self, other: &Self) -> Self;
    /// `self - factor * other`
    fn less(&self, factor: &Self, other: &Self) -> Self;
}

/// A number modulo a prime below 2⁶¹.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Modulo<const P: u64>(u64);

impl<const P: u64> Field for Modulo<P> {
    fn whole(number: i64) -> Self {
        Self(number.rem_euclid(P as i64) as u64)
    }

    fn is_nothing(&self) -> bool {
        self.0 == 0
    }

    fn inverse(&self) -> Self {
        let (mut power, mut base, mut left) = (Self(1), *self, P - 2);
        while left > 0 {
            if left & 1 == 1 {
                power = power.times(&base);
            }
            base = base.times(&base);
            left >>= 1;
        }
        power
    }

    fn times(&self, other: &Self) -> Self {
        Self((u128::from(self.0) * u128::from(other.0) % u128::from(P)) as u64)
    }

    fn less(&self, factor: &Self, other: &Self) -> Self {
        Self((self.0 + P - factor.times(other).0) % P)
    }
}

impl Field for BigRational {
    fn whole(number: i64) -> Self {
        Self::from_integer(number.into())
    }

    fn is_nothing(&self) -> bool {
        self.is_zero()
    }

    fn inverse(&self) -> Self {
        Self::one() / self
    }

    fn times(&self, other: &Self) -> Self {
        self * other
    }

    fn less(&self, factor: &Self, other: &Self) -> Self {
        self - factor * other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::attack::Hierarchies;

    fn found(text: &str) -> Vec<u32> {
        determined(&Grid::read(text, &Hierarchies::new()).expect("readable"))
    }

    #[test]
    fn a_single_blank_is_what_is_left() {
        assert_eq!(found("a,value\nTotal,9\nx,4\ny,\nz,2\n"), [2]);
        assert!(found("a,value\nTotal,9\nx,\ny,\nz,2\n").is_empty());
    }

    #[test]
    fn sums_of_sums_are_used() {
        // Three blanks in a corner: the one that stands alone in a column is known, and so are the others.
        let text = "a,b,value\nTotal,Total,20\nx,Total,10\ny,Total,10\nTotal,p,8\nTotal,q,12\n\
                    x,p,\nx,q,\ny,p,\ny,q,9\n";
        assert_eq!(found(text), [5, 6, 7]);
    }

    #[test]
    fn both_primes_agree_with_the_fractions() {
        let equations =
            vec![vec![(0, 1), (1, 1)], vec![(1, 1), (2, 1)], vec![(0, 1), (2, 1)], vec![(3, 2), (4, 1)]];
        assert_eq!(reduce::<Modulo<2_305_843_009_213_693_951>>(&equations), [0, 1, 2]);
        assert_eq!(reduce::<Modulo<2_305_843_009_213_693_921>>(&equations), [0, 1, 2]);
        assert_eq!(reduce::<BigRational>(&equations), [0, 1, 2]);
    }
}
