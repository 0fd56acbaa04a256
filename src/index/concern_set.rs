use crate::domain::Concern;

/// Concerns without order, one bit each by their place in the list.
#[derive(Clone, Copy)]
pub(super) struct ConcernSet(u64);

impl ConcernSet {
    pub(super) fn contains(self, concern: Concern) -> bool {
        self.0 & bit(concern) != 0
    }

    /// In the order of the list.
    pub(super) fn iter(self) -> impl Iterator<Item = Concern> {
        Concern::all().filter(move |&concern| self.contains(concern))
    }
}

impl FromIterator<Concern> for ConcernSet {
    fn from_iter<I: IntoIterator<Item = Concern>>(concerns: I) -> Self {
        Self(concerns.into_iter().fold(0, |bits, concern| bits | bit(concern)))
    }
}

fn bit(concern: Concern) -> u64 {
    1 << concern.position()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_concern_has_a_bit_of_its_own() {
        assert!(Concern::all().count() <= 64, "the set must grow with the list");
        for concern in Concern::all() {
            let alone: ConcernSet = [concern].into_iter().collect();
            assert!(alone.iter().eq([concern]));
        }
        assert!(Concern::all().collect::<ConcernSet>().iter().eq(Concern::all()));
    }
}
