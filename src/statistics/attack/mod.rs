//! The attacker: what a reader can work out from published tables.
//!
//! It shares nothing with the search for worlds but the format of the tables: it finds the sums itself, from rows
//! and hierarchies, and solves with a solver of its own.
//!
//! 1. `certificate`: the proof of one of our own releases, by addition.
//! 2. `elimination`: what is determined by addition and subtraction alone, exactly.
//! 3. `bounds`: what follows from counts being whole and not negative, sum by sum.
//! 4. `program`: what follows from all sums together, for each `component` of hidden counts by itself.
//! 5. `report`: the same in plain words.

mod bounds;
mod certificate;
mod component;
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

/// No whole counts agree with the tables and with what readers know of the blanks.
struct NothingAgrees;

/// Attacks published tables in every way there is here.
pub fn attack(grid: &Grid, policy: Policy) -> Report {
    let narrowed = bounds::propagate(grid, policy).and_then(|mut ranges| {
        let missed = program::narrow(grid, policy, &mut ranges)?;
        Ok((ranges, missed))
    });
    match narrowed {
        Ok((ranges, missed)) => report::report(grid, policy, &ranges, &elimination::determined(grid), missed),
        Err(NothingAgrees) => report::contradiction(grid, policy),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, least: u32) -> Report {
        let grid = Grid::read(text, &Hierarchies::new()).expect("readable");
        attack(&grid, Policy { k: 4, least, zeros_are_sensitive: false })
    }

    #[test]
    fn tables_with_which_no_counts_agree_are_not_called_safe_and_accuse_no_cell() {
        let rounded = "a,value\nTotal,30\nx,10\ny,15\n";
        // One by one each sum may be right; all together they are not.
        let crossed =
            "a,b,value\nx,Total,1000\ny,Total,1000\nTotal,p,1500\nTotal,q,501\nx,p,\nx,q,\ny,p,\ny,q,\n";
        let zero = "a,b,value\nTotal,Total,0\nx,Total,\ny,Total,\n";
        for (text, least) in [(rounded, 0), (crossed, 0), (zero, 1)] {
            let report = of(text, least);
            assert!(report.contradictory && !report.is_clean(), "{text}");
            assert_eq!(report.found, []);
            assert!(report.to_string().contains("No counts agree"), "{report}");
        }
        let report = of(zero, 0);
        assert!(report.is_clean() && report.to_string().contains("Nothing leaks"), "{report}");
    }
}
