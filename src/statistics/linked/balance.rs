//! [`Balance`]: the cheapest change of a table that moves one cell and keeps every sum.
//!
//! A linear program, `min Σ c|y|` under `R y = 0`, `lower ≤ y` and a wish for one cell, solved by the dual simplex
//! method from the basis in which each relation stands for itself. There the change of nothing is optimal, and a
//! wish violates only the few relations that its cell is part of. Mending these breaks others, and so on outwards:
//! only what the change touches is ever looked at, however large the tables are. Rows are kept sparse; almost all
//! numbers in them are 1 and −1.
//!
//! What it finds may be fractional and is never believed: `integer` makes it whole, and the certificate is checked
//! by addition.

use super::system::System;
use super::tableau::{ITSELF, Tableau, tidy};

/// What a cell costs that must not change.
pub(super) const NEVER: f64 = f64::INFINITY;

const NOWHERE: u32 = u32::MAX;
const SMALL: f64 = 1e-7;
const NOTHING: f64 = 1e-10;
/// So many steps and no answer is taken for none.
const MOST_STEPS: usize = 3_000;

/// What came of a search.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The cheapest change, by variable.
    Found(Vec<(u32, f64)>),
    /// There is none, or none within the limit.
    None,
    /// Not found out.
    GaveUp,
}

/// Bounds of the change of one variable, instead of those that hold for all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound {
    pub(super) variable: u32,
    pub(super) least: f64,
    pub(super) most: f64,
}

/// What a change may do and what it costs.
#[derive(Clone, Copy)]
pub(super) struct Terms<'t> {
    /// How far down each variable may go.
    pub(super) lower: &'t [i64],
    /// What each costs for every 1 that it moves.
    pub(super) cost: &'t [f64],
}

/// A variable that the search looks at.
#[derive(Clone, Copy)]
struct Column {
    variable: u32,
    least: f64,
    most: f64,
    cost: f64,
    /// Where it rests while no row is solved for it.
    value: f64,
    price: f64,
    /// While a row is solved for it: which side of 0 it is counted on.
    above: bool,
}

/// The state of a search, kept between searches so that nothing is allocated anew.
pub(super) struct Balance<'a> {
    pub(super) system: &'a System,
    column_of: Vec<u32>,
    columns: Vec<Column>,
    is_open: Vec<bool>,
    opened: Vec<u32>,
    tableau: Tableau,
}

impl<'a> Balance<'a> {
    /// A search in this system.
    pub(super) fn new(system: &'a System) -> Self {
        Self {
            system,
            column_of: vec![NOWHERE; system.len()],
            columns: Vec::new(),
            is_open: vec![false; system.rows.len()],
            opened: Vec::new(),
            tableau: Tableau::default(),
        }
    }

    /// How many entries were looked at so far: time, but the same on every machine.
    pub(super) fn work(&self) -> u64 {
        self.tableau.work
    }

    /// The cheapest change within these bounds, at no more than `limit`.
    pub(super) fn search(&mut self, bounds: &[Bound], terms: Terms<'_>, limit: f64) -> Outcome {
        self.reset();
        for bound in bounds {
            let at = self.column(bound.variable, terms);
            let column = &mut self.columns[at as usize];
            column.least = column.least.max(bound.least);
            column.most = column.most.min(bound.most);
            if column.least > column.most {
                return Outcome::None;
            }
            column.value = 0.0_f64.clamp(column.least, column.most);
        }
        self.run(bounds, terms, limit)
    }

    fn reset(&mut self) {
        for column in self.columns.drain(..) {
            self.column_of[column.variable as usize] = NOWHERE;
        }
        for relation in self.opened.drain(..) {
            self.is_open[relation as usize] = false;
        }
        self.tableau.clear();
    }

    /// The column of a variable.
    fn column(&mut self, variable: u32, terms: Terms<'_>) -> u32 {
        let at = variable as usize;
        if self.column_of[at] == NOWHERE {
            self.column_of[at] = self.tableau.column();
            let (least, most) = (terms.lower[at] as f64, f64::INFINITY);
            let (value, price) = (0.0, 0.0);
            self.columns.push(Column {
                variable,
                least,
                most,
                cost: terms.cost[at],
                value,
                price,
                above: false,
            });
        }
        self.column_of[at]
    }

    fn run(&mut self, bounds: &[Bound], terms: Terms<'_>, limit: f64) -> Outcome {
        let system = self.system;
        for bound in bounds {
            let column = self.column_of[bound.variable as usize];
            if self.columns[column as usize].value == 0.0 {
                continue;
            }
            for &(relation, _) in &system.rows_of[bound.variable as usize] {
                self.open(relation, terms);
            }
        }
        let mut spent = 0.0;
        for _ in 0..MOST_STEPS {
            let Some(row) = self.next_to_mend() else {
                return Outcome::Found(self.change());
            };
            self.tableau.take(row);
            let by = self.tableau.rows[row].lacks;
            let Some(step) = self.step(row, by > 0.0) else {
                return Outcome::None;
            };
            spent += step.rise * by.abs();
            if spent > limit {
                return Outcome::None;
            }
            self.take(row, by > 0.0, step, terms);
        }
        Outcome::GaveUp
    }

    /// What a row's variable may be, on the side of 0 that it is counted on.
    fn range(&self, row: usize) -> (f64, f64) {
        match self.tableau.rows[row].basic {
            ITSELF => (0.0, 0.0),
            basic => {
                let column = &self.columns[basic as usize];
                match column.above {
                    true => (column.least.max(0.0), column.most),
                    false => (column.least, column.most.min(0.0)),
                }
            }
        }
    }

    /// Notes how far a row is out of its range.
    fn weigh(&mut self, row: usize) {
        let (low, high) = self.range(row);
        let value = self.tableau.rows[row].value;
        self.tableau.rows[row].lacks = if low - value > SMALL {
            low - value
        } else if value - high > SMALL {
            high - value
        } else {
            0.0
        };
    }

    /// The row to mend next: far out of its range, and short, since a long one makes others long.
    fn next_to_mend(&self) -> Option<usize> {
        let mut worst = None;
        let mut most = 0.0;
        for (at, row) in self.tableau.rows.iter().enumerate() {
            if row.lacks == 0.0 {
                continue;
            }
            let worth = row.lacks.abs() / f64::from(1 + row.filled);
            if worth > most {
                most = worth;
                worst = Some(at);
            }
        }
        worst
    }

    /// Which variable mends the row at the least price, or that its own turning over 0 does.
    fn step(&self, row: usize, wants_more: bool) -> Option<Step> {
        let mut best: Option<Step> = None;
        let (mut fewest, mut pivot) = (0, 0.0);
        for &(at, entry) in &self.tableau.own {
            let column = &self.columns[at as usize];
            let up = (entry < 0.0) == wants_more;
            let room = if up { column.value < column.most } else { column.value > column.least };
            if !room {
                continue;
            }
            let slope = match (up, column.value) {
                (true, value) if value >= 0.0 => column.cost,
                (false, value) if value > 0.0 => column.cost,
                _ => -column.cost,
            };
            let reduced = if up { slope - column.price } else { column.price - slope };
            let rise = reduced.max(0.0) / entry.abs();
            if best.as_ref().is_some_and(|best| rise > best.rise + NOTHING) {
                continue;
            }
            // What breaks few relations that hold comes back to where it started sooner.
            let fresh = self.unopened(column.variable);
            let better = best.as_ref().is_none_or(|best| rise < best.rise - NOTHING)
                || fresh < fewest
                || (fresh == fewest && entry.abs() > pivot + NOTHING);
            if better {
                best = Some(Step { rise, enters: Some((at, entry, slope)) });
                (fewest, pivot) = (fresh, entry.abs());
            }
        }
        let basic = self.tableau.rows[row].basic;
        if basic != ITSELF {
            let column = &self.columns[basic as usize];
            let over = match wants_more {
                true => column.above && column.least < 0.0,
                false => !column.above && column.most > 0.0,
            };
            let rise = 2.0 * column.cost;
            if over && best.as_ref().is_none_or(|best| rise <= best.rise) {
                return Some(Step { rise, enters: None });
            }
        }
        best
    }

    /// How many relations of a variable were not looked at yet.
    fn unopened(&self, variable: u32) -> usize {
        let rows = &self.system.rows_of[variable as usize];
        rows.iter().filter(|(relation, _)| !self.is_open[*relation as usize]).count()
    }

    fn take(&mut self, row: usize, wants_more: bool, step: Step, terms: Terms<'_>) {
        let rise = if wants_more { step.rise } else { -step.rise };
        for &(at, entry) in &self.tableau.own {
            self.columns[at as usize].price -= rise * entry;
        }
        let basic = self.tableau.rows[row].basic;
        let Some((enters, entry, slope)) = step.enters else {
            self.columns[basic as usize].above ^= true;
            return self.weigh(row);
        };
        let (low, high) = self.range(row);
        let bound = if wants_more { low } else { high };
        let moved = (self.tableau.rows[row].value - bound) / entry;
        let system = self.system;
        for &(relation, _) in &system.rows_of[self.columns[enters as usize].variable as usize] {
            self.open(relation, terms);
        }
        if basic != ITSELF {
            let column = &mut self.columns[basic as usize];
            column.value = bound;
            column.price = if column.above { column.cost } else { -column.cost } - rise;
        }
        let column = &mut self.columns[enters as usize];
        column.above = slope > 0.0 || (slope == 0.0 && moved > 0.0);
        column.price = slope;
        self.tableau.rows[row].value = tidy(column.value + moved);
        column.value = 0.0;
        self.tableau.pivot(row, enters, entry, moved);
        self.weigh(row);
        for at in 0..self.tableau.changed.len() {
            self.weigh(self.tableau.changed[at] as usize);
        }
    }

    /// Makes a relation that was not looked at before a row. No row is solved for any of its variables: when one was,
    /// all its relations were opened.
    fn open(&mut self, relation: u32, terms: Terms<'_>) {
        if std::mem::replace(&mut self.is_open[relation as usize], true) {
            return;
        }
        self.opened.push(relation);
        let row = self.tableau.row();
        let system = self.system;
        for &(variable, sign) in &system.rows[relation as usize] {
            let known = self.column_of[variable as usize];
            if known == NOWHERE && terms.cost[variable as usize] == NEVER {
                continue;
            }
            let at = self.column(variable, terms);
            let column = &self.columns[at as usize];
            let (value, is_free) = (column.value, column.cost < NEVER && column.least < column.most);
            self.tableau.rows[row].value -= f64::from(sign) * value;
            if is_free {
                self.tableau.set(row, at, f64::from(sign));
            }
        }
        self.weigh(row);
    }

    fn change(&self) -> Vec<(u32, f64)> {
        let resting = self.columns.iter().map(|column| (column.variable, column.value));
        let solved = self.tableau.rows.iter().filter(|row| row.basic != ITSELF);
        let solved = solved.map(|row| (self.columns[row.basic as usize].variable, row.value));
        let mut change: Vec<(u32, f64)> =
            solved.chain(resting).filter(|(_, value)| value.abs() > SMALL).collect();
        change.sort_unstable_by_key(|&(variable, _)| variable);
        change
    }
}

struct Step {
    /// How much the price of the row rises.
    rise: f64,
    /// The variable that becomes basic, its entry in the row and its slope; none where the row's own turns over 0.
    enters: Option<(u32, f64, f64)>,
}
