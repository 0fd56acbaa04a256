use std::collections::BTreeMap;

use super::holders::Holder;
use super::{Index, Known, Partition, Place};
use crate::access::Scope;
use crate::domain::{CaseId, TeamId, UserId};

/// How many cases somebody has in a team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// All of them.
    pub all: usize,
    /// Those that are being worked.
    pub open: usize,
}

impl Index {
    /// Who has cases that the scope covers, and how many.
    pub fn held(&self, scope: Scope) -> BTreeMap<UserId, Held> {
        let covered = self.holders.covered(scope);
        let mut held: BTreeMap<UserId, Held> = BTreeMap::new();
        for partition in &self.partitions {
            let cases = &partition.cases;
            for (row, &holder) in cases.holder.iter().enumerate() {
                if covered[holder as usize] {
                    let of = held.entry(self.holders.holder(holder).owner).or_default();
                    of.all += 1;
                    of.open += usize::from(cases.closed[row].is_none());
                }
            }
        }
        held
    }

    /// The cases that this person has in this team, by id.
    pub fn held_by(&self, owner: UserId, team: TeamId) -> Vec<Known> {
        let mut found: BTreeMap<CaseId, Known> = BTreeMap::new();
        let Some(number) = self.holders.number(Holder { owner, team }) else { return Vec::new() };
        for (partition, Partition { cases, .. }) in self.partitions.iter().enumerate() {
            for (row, _) in cases.holder.iter().enumerate().filter(|(_, holder)| **holder == number) {
                found.insert(cases.id[row], self.known(Place { partition, row }));
            }
        }
        found.into_values().collect()
    }
}
