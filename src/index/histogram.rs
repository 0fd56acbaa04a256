use std::marker::PhantomData;

use crate::domain::{Code, List};

/// How often each code of a list occurs.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Histogram<L: List> {
    counts: [u32; PLACES],
    list: PhantomData<fn() -> L>,
}

/// A code is a byte.
pub(super) const PLACES: usize = 256;

/// Tallies kept side by side and added up at the end.
const LANES: usize = 4;

impl<L: List> Histogram<L> {
    /// Counts a column. Neighbours with the same code go into different lanes: a sum that has just been
    /// written is not read again before it has reached the memory.
    pub(super) fn of(column: &[Code<L>]) -> Self {
        let mut lanes = [[0_u32; PLACES]; LANES];
        let (chunks, rest) = column.as_chunks::<LANES>();
        for chunk in chunks {
            for (lane, code) in lanes.iter_mut().zip(chunk) {
                lane[usize::from(code.position())] += 1;
            }
        }
        let mut histogram = Self::default();
        for lane in &lanes {
            for (count, add) in histogram.counts.iter_mut().zip(lane) {
                *count += add;
            }
        }
        rest.iter().for_each(|&code| histogram.add(code));
        histogram
    }

    pub(super) fn add(&mut self, code: Code<L>) {
        self.counts[usize::from(code.position())] += 1;
    }

    /// Takes back what was added.
    pub(super) fn subtract(&mut self, code: Code<L>) {
        self.counts[usize::from(code.position())] -= 1;
    }

    pub(super) fn count(&self, code: Code<L>) -> u32 {
        self.counts[usize::from(code.position())]
    }

    /// The counts by place in the list.
    pub(super) fn counts(&self) -> &[u32; PLACES] {
        &self.counts
    }

    /// Every code as often as it was counted, in the order of the list.
    pub(super) fn codes(&self) -> impl Iterator<Item = Code<L>> {
        Code::all().flat_map(|code| std::iter::repeat_n(code, self.count(code) as usize))
    }
}

// By hand, since a derived one would ask the same of `L`, which is only a name.
impl<L: List> Default for Histogram<L> {
    fn default() -> Self {
        Self { counts: [0; PLACES], list: PhantomData }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Country, CountryList};

    proptest! {
        #[test]
        fn a_histogram_counts_every_code_of_a_column(places in proptest::collection::vec(any::<u8>(), 0..200)) {
            let column: Vec<Country> = places.into_iter().filter_map(Country::from_position).collect();
            let histogram = Histogram::<CountryList>::of(&column);
            let one_by_one = |code| column.iter().filter(|&&other| other == code).count();
            prop_assert!(Country::all().all(|code| histogram.count(code) as usize == one_by_one(code)));
            prop_assert_eq!(histogram.counts().iter().sum::<u32>() as usize, column.len());
            let mut sorted = column.clone();
            sorted.sort_unstable();
            prop_assert!(histogram.codes().eq(sorted));
        }
    }
}
