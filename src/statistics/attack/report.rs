//! [`Report`]: what an attack found out, in classes and in plain words.

use std::fmt;

use super::Policy;
use super::bounds::Range;
use super::grid::Grid;

/// What is known of a hidden count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The count itself, and it is small.
    Exact,
    /// That it is small.
    Small,
    /// That it is at most k.
    AtMostK,
}

/// What an attack found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Published cells.
    pub cells: usize,
    /// Hidden ones.
    pub hidden: usize,
    /// Small counts that follow by addition and subtraction alone; they are among the others.
    pub by_addition: usize,
    /// The hidden cells of which too much is known, by their codes.
    pub found: Vec<(Vec<String>, Found)>,
    /// Hidden cells that the solver did not get to the end of. A release with such a cell is not known to be safe.
    pub not_reached: usize,
    /// Whether no counts at all agree with the tables, so that nothing can be said of them.
    pub contradictory: bool,
    k: u32,
    least: u32,
}

impl Report {
    /// Whether nothing was found out and nothing left untried.
    pub fn is_clean(&self) -> bool {
        self.found.is_empty() && self.not_reached == 0 && !self.contradictory
    }

    /// How many cells were found out to this degree.
    pub fn number(&self, found: Found) -> usize {
        self.found.iter().filter(|(_, other)| *other == found).count()
    }
}

pub(super) fn report(
    grid: &Grid,
    policy: Policy,
    ranges: &[Range],
    determined: &[u32],
    not_reached: usize,
) -> Report {
    let k = i64::from(policy.k);
    let mut found = Vec::new();
    let mut by_addition = 0;
    for (row, range) in ranges.iter().enumerate().filter(|(row, _)| grid.values[*row].is_none()) {
        let class = match (range.least, range.most) {
            (least, most) if most > k || (most == 0 && !policy.zeros_are_sensitive) => {
                debug_assert!(least <= most, "no counts agree with what is published");
                continue;
            }
            (least, most) if least == most => Found::Exact,
            (0, _) => Found::AtMostK,
            _ => Found::Small,
        };
        by_addition += usize::from(determined.contains(&(row as u32)));
        found.push((grid.rows[row].clone(), class));
    }
    Report { by_addition, found, not_reached, ..nothing_found(grid, policy) }
}

/// The report of tables with which no counts agree.
pub(super) fn contradiction(grid: &Grid, policy: Policy) -> Report {
    Report { contradictory: true, ..nothing_found(grid, policy) }
}

fn nothing_found(grid: &Grid, policy: Policy) -> Report {
    Report {
        cells: grid.cells(),
        hidden: grid.hidden(),
        by_addition: 0,
        found: Vec::new(),
        not_reached: 0,
        contradictory: false,
        k: policy.k,
        least: policy.least,
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cells, hidden, by_addition, not_reached, k, least, .. } = self;
        writeln!(f, "{cells} cells, of which {hidden} are hidden.")?;
        if self.contradictory {
            return write!(
                f,
                "No counts agree with these tables and with blanks that are at least {least}: they do not add up, their \
                 hierarchies are others, or a blank may be less. Nothing is known of their safety."
            );
        }
        writeln!(
            f,
            "A reader who knows that a blank is at least {least} and adds, subtracts and solves, finds out:"
        )?;
        writeln!(f, "  the very count, from 1 to {k}, of {} cells", self.number(Found::Exact))?;
        writeln!(f, "    ({by_addition} cells by addition and subtraction alone)")?;
        writeln!(f, "  that it is from 1 to {k}, of {} cells", self.number(Found::Small))?;
        writeln!(f, "  that it is at most {k}, of {} cells", self.number(Found::AtMostK))?;
        if *not_reached > 0 {
            writeln!(f, "{not_reached} cells were not tried to the end: nothing is known of their safety.")?;
        }
        f.write_str(if self.is_clean() { "Nothing leaks." } else { "It leaks." })
    }
}
