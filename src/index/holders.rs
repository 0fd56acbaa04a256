use std::collections::HashMap;

use crate::access::Scope;
use crate::domain::{TeamId, UserId};

/// Who holds a case: its owner, in a team.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Holder {
    pub(super) owner: UserId,
    pub(super) team: TeamId,
}

/// Every holder there has been, numbered. A few hundred, so that a scope is asked once for each of them and
/// not once for each case.
#[derive(Default)]
pub(super) struct Holders {
    numbers: HashMap<Holder, u32>,
    holders: Vec<Holder>,
}

impl Holders {
    pub(super) fn intern(&mut self, holder: Holder) -> u32 {
        *self.numbers.entry(holder).or_insert_with(|| {
            let number = u32::try_from(self.holders.len()).expect("there are fewer holders than people");
            self.holders.push(holder);
            number
        })
    }

    pub(super) fn number(&self, holder: Holder) -> Option<u32> {
        self.numbers.get(&holder).copied()
    }

    pub(super) fn holder(&self, number: u32) -> Holder {
        self.holders[number as usize]
    }

    /// For each holder's number, whether the scope covers what is held.
    pub(super) fn covered(&self, scope: Scope) -> Vec<bool> {
        self.holders.iter().map(|holder| scope.covers(holder.owner, holder.team)).collect()
    }
}
