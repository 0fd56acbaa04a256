//! The attacker: what a reader can work out from published tables.
//!
//! It shares nothing with the search for worlds but the format of the tables: it finds the sums itself, from rows
//! and hierarchies, and solves with a solver of its own.
//!
//! 1. `certificate`: the proof of one of our own releases, by addition.
//! 2. `elimination`: what is determined by addition and subtraction alone, exactly.
//! 3. `bounds`: what follows from counts being whole and not negative, sum by sum.
//! 4. `program`: what follows from all sums together.
//! 5. `report`: the same in plain words.

mod bounds;
mod certificate;
mod elimination;
mod grid;
mod program;
mod report;

pub use super::interchange::Hierarchies;
pub use certificate::{Duties, NotProven, Reader, World, check};
pub use grid::{Grid, MisshapenGrid};
pub use report::{Found, Report};

/// What readers know of all hidden counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Counts from 1 to k are small.
    pub k: u32,
    /// The least that a hidden count can be: 1 where zeros are always shown.
    pub least: u32,
    /// Whether to know of a zero is to know too much.
    pub zeros_are_sensitive: bool,
}

/// Attacks published tables in every way there is here.
pub fn attack(grid: &Grid, policy: Policy) -> Report {
    let determined = elimination::determined(grid);
    let mut ranges = bounds::propagate(grid, policy);
    let reached = program::narrow(grid, policy, &mut ranges);
    report::report(grid, policy, &ranges, &determined, reached)
}
