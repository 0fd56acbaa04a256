//! [`Scenario`]: what one kind of reader knows beforehand, and what must stay possible for her.

use super::system::{Change, System};

/// What must be possible: a world in which this variable has gone at least so far from the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Requirement {
    /// Which variable.
    pub(super) variable: u32,
    /// By how much: up where it is positive, down where it is negative.
    pub(super) by: i64,
}

impl Requirement {
    /// Whether a change of the variable by `change` is what is required.
    pub(super) fn met_by(self, change: i64) -> bool {
        if self.by > 0 { change >= self.by } else { change <= self.by }
    }
}

/// A reader: how far down each variable may go for her, what she knows for certain, and what she must not find out.
pub(super) struct Scenario {
    /// The least change of each variable.
    pub(super) lower: Vec<i64>,
    /// Variables whose numbers she has.
    pub(super) known: Vec<bool>,
    /// What must stay possible.
    pub(super) requirements: Vec<Requirement>,
}

impl Scenario {
    /// A reader who knows nothing beforehand but that counts are counts.
    pub(super) fn outsider(system: &System, floor: impl Fn(usize) -> i64) -> Self {
        let mut lower: Vec<i64> =
            system.value.iter().enumerate().map(|(at, &value)| floor(at) - i64::from(value)).collect();
        // A zero where every zero is shown: it is known, and goes nowhere.
        let known = lower.iter().map(|&lower| lower > 0).collect();
        lower.iter_mut().for_each(|lower| *lower = (*lower).min(0));
        Self { lower, known, requirements: Vec::new() }
    }

    /// Whether she cannot exclude a change by what she knows of the cells one by one.
    pub(super) fn allows(&self, change: &Change) -> bool {
        change
            .iter()
            .all(|&(variable, by)| by >= self.lower[variable as usize] && !self.known[variable as usize])
    }
}
