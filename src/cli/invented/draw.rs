//! Chance that is the same on every machine.

use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use uuid::{Builder, Uuid};

/// Codes and their weights; a weight says nothing but its size beside the others.
pub(super) type Table = [(&'static str, u32)];

/// A stream of chance. Everything is drawn as whole numbers, so that no machine rounds otherwise.
pub(super) struct Draw(ChaCha12Rng);

impl Draw {
    /// The stream `stream` of `seed`. Each part of the registry draws from its own, so that a change to one
    /// part leaves the others as they were.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut key = *b"00000000oppdiktet register, demo";
        key[..8].copy_from_slice(&seed.to_le_bytes());
        let mut source = ChaCha12Rng::from_seed(key);
        source.set_stream(stream);
        Self(source)
    }

    /// A number below `bound`, each as likely as the next; 0 when there is none.
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        if bound == 0 {
            return 0;
        }
        // The last, incomplete round of 2^32 would favour small numbers: draw again.
        let fair = u32::MAX - u32::MAX % bound;
        loop {
            let drawn = self.0.next_u32();
            if drawn < fair {
                return drawn % bound;
            }
        }
    }

    /// A number from `low` to `high`, both among them.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high - low + 1)
    }

    /// Whether something happens that happens `per_mille` times in a thousand.
    pub(super) fn happens(&mut self, per_mille: u32) -> bool {
        self.below(1000) < per_mille
    }

    /// A place among `weights`, or none when all of them are 0.
    pub(super) fn place(&mut self, weights: impl Iterator<Item = u32> + Clone) -> Option<usize> {
        let sum: u32 = weights.clone().sum();
        if sum == 0 {
            return None;
        }
        let mut left = self.below(sum);
        for (place, weight) in weights.enumerate() {
            if left < weight {
                return Some(place);
            }
            left -= weight;
        }
        None
    }

    /// One of `values`.
    ///
    /// # Panics
    /// If there are none.
    pub(super) fn any<T: Copy>(&mut self, values: &[T]) -> T {
        let count = u32::try_from(values.len()).unwrap_or(u32::MAX);
        values[self.below(count) as usize]
    }

    /// Puts `values` in random order (Fisher and Yates).
    pub(super) fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            let bound = u32::try_from(last + 1).unwrap_or(u32::MAX);
            values.swap(last, self.below(bound) as usize);
        }
    }

    /// One code of `table`.
    ///
    /// # Panics
    /// If the table has no weight.
    pub(super) fn one(&mut self, table: &Table) -> &'static str {
        let place = self.place(table.iter().map(|(_, weight)| *weight));
        table[place.expect("our tables have weights")].0
    }

    /// Up to `count` different codes of `table`, each weight multiplied by what `fit` says of its code.
    pub(super) fn several(
        &mut self,
        count: u32,
        table: &Table,
        fit: impl Fn(&'static str) -> u32,
    ) -> Vec<&'static str> {
        let mut left: Vec<_> = table.iter().map(|&(code, weight)| (code, weight * fit(code))).collect();
        let mut drawn = Vec::new();
        for _ in 0..count {
            let Some(place) = self.place(left.iter().map(|(_, weight)| *weight)) else { break };
            drawn.push(left[place].0);
            left[place].1 = 0;
        }
        drawn
    }

    /// A random id (UUID version 4).
    pub(super) fn id(&mut self) -> Uuid {
        let mut bytes = [0; 16];
        self.0.fill_bytes(&mut bytes);
        Builder::from_random_bytes(bytes).into_uuid()
    }
}
