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

struct Row {
    /// The variable that the row is solved for; `NOWHERE` where it is still the relation's own.
    basic: u32,
    /// Its value.
    value: f64,
    entries: Vec<(u32, f64)>,
}

/// The state of a search, kept between searches so that nothing is allocated anew.
pub(super) struct Balance<'a> {
    system: &'a System,
    least: Vec<f64>,
    most: Vec<f64>,
    value: Vec<f64>,
    price: Vec<f64>,
    /// For a basic variable: which side of 0 it is counted on.
    above: Vec<bool>,
    row_of: Vec<u32>,
    opened: Vec<u32>,
    rows: Vec<Row>,
    touched: Vec<u32>,
    merged: Vec<(u32, f64)>,
    work: u64,
}

impl<'a> Balance<'a> {
    /// A search in this system, no variable changing below `lower`.
    pub(super) fn new(system: &'a System, lower: &[i64]) -> Self {
        let size = system.len();
        Self {
            system,
            least: lower.iter().map(|&least| least as f64).collect(),
            most: vec![f64::INFINITY; size],
            value: vec![0.0; size],
            price: vec![0.0; size],
            above: vec![false; size],
            row_of: vec![NOWHERE; size],
            opened: vec![NOWHERE; system.rows.len()],
            rows: Vec::new(),
            touched: Vec::new(),
            merged: Vec::new(),
            work: 0,
        }
    }

    /// How many entries were looked at so far: time, but the same on every machine.
    pub(super) fn work(&self) -> u64 {
        self.work
    }

    /// The cheapest change within these bounds, at no more than `limit`.
    pub(super) fn search(&mut self, bounds: &[Bound], cost: &[f64], limit: f64) -> Outcome {
        let kept: Vec<(f64, f64)> = bounds
            .iter()
            .map(|bound| (self.least[bound.variable as usize], self.most[bound.variable as usize]))
            .collect();
        for bound in bounds {
            let at = bound.variable as usize;
            self.least[at] = self.least[at].max(bound.least);
            self.most[at] = self.most[at].min(bound.most);
        }
        let outcome = if bounds.iter().any(|bound| self.is_empty(bound.variable)) {
            Outcome::None
        } else {
            self.run(bounds, cost, limit)
        };
        for (bound, &(least, most)) in bounds.iter().zip(&kept).rev() {
            self.least[bound.variable as usize] = least;
            self.most[bound.variable as usize] = most;
        }
        self.reset();
        outcome
    }

    fn is_empty(&self, variable: u32) -> bool {
        self.least[variable as usize] > self.most[variable as usize]
    }

    fn reset(&mut self) {
        for &variable in &self.touched {
            let at = variable as usize;
            self.value[at] = 0.0;
            self.price[at] = 0.0;
            self.row_of[at] = NOWHERE;
        }
        self.touched.clear();
        for relation in &mut self.opened {
            *relation = NOWHERE;
        }
        self.rows.clear();
    }

    fn run(&mut self, bounds: &[Bound], cost: &[f64], limit: f64) -> Outcome {
        for bound in bounds {
            let at = bound.variable as usize;
            let start = 0.0_f64.clamp(self.least[at], self.most[at]);
            if start != 0.0 {
                self.value[at] = start;
                self.touched.push(bound.variable);
            }
        }
        let system = self.system;
        for bound in bounds {
            if self.value[bound.variable as usize] == 0.0 {
                continue;
            }
            for &(relation, _) in &system.rows_of[bound.variable as usize] {
                self.open(relation, cost);
            }
        }
        let mut spent = 0.0;
        for _ in 0..MOST_STEPS {
            let Some((row, wants, by)) = self.next_to_mend() else {
                return Outcome::Found(self.change());
            };
            let Some(step) = self.step(row, wants, cost) else {
                return Outcome::None;
            };
            spent += step.rise * by;
            if spent > limit {
                return Outcome::None;
            }
            self.work += self.rows.len() as u64;
            self.take(row, wants, step, cost);
        }
        Outcome::GaveUp
    }

    /// What a row's variable may be, on the side of 0 that it is counted on.
    fn range(&self, row: &Row) -> (f64, f64) {
        match row.basic {
            NOWHERE => (0.0, 0.0),
            basic if self.above[basic as usize] => {
                (self.least[basic as usize].max(0.0), self.most[basic as usize])
            }
            basic => (self.least[basic as usize], self.most[basic as usize].min(0.0)),
        }
    }

    /// The row to mend next, whether it wants to rise, and by how much: far out of its range, and short, since a
    /// long one makes others long.
    fn next_to_mend(&self) -> Option<(usize, bool, f64)> {
        let mut worst = None;
        let mut most = 0.0;
        for (at, row) in self.rows.iter().enumerate() {
            let (low, high) = self.range(row);
            let (by, wants_more) = if low - row.value > SMALL {
                (low - row.value, true)
            } else if row.value - high > SMALL {
                (row.value - high, false)
            } else {
                continue;
            };
            let worth = by / (1 + row.entries.len()) as f64;
            if worth > most {
                most = worth;
                worst = Some((at, wants_more, by));
            }
        }
        worst
    }

    /// Which variable mends the row at the least price, or that its own turning over 0 does.
    fn step(&self, row: usize, wants_more: bool, cost: &[f64]) -> Option<Step> {
        let Row { basic, entries, .. } = &self.rows[row];
        let mut best: Option<Step> = None;
        let mut pivot = 0.0;
        for &(variable, entry) in entries {
            let at = variable as usize;
            let up = (entry < 0.0) == wants_more;
            let value = self.value[at];
            let room = if up { value < self.most[at] } else { value > self.least[at] };
            if !room {
                continue;
            }
            let slope = match (up, value) {
                (true, value) if value >= 0.0 => cost[at],
                (false, value) if value > 0.0 => cost[at],
                _ => -cost[at],
            };
            let reduced = if up { slope - self.price[at] } else { self.price[at] - slope };
            let rise = reduced.max(0.0) / entry.abs();
            let better = best.as_ref().is_none_or(|best| {
                rise < best.rise - NOTHING || (rise < best.rise + NOTHING && entry.abs() > pivot + NOTHING)
            });
            if better {
                best = Some(Step { rise, enters: Some((variable, entry, slope)) });
                pivot = entry.abs();
            }
        }
        if *basic != NOWHERE {
            let at = *basic as usize;
            let over = if wants_more {
                self.above[at] && self.least[at] < 0.0
            } else {
                !self.above[at] && self.most[at] > 0.0
            };
            let rise = 2.0 * cost[at];
            if over && best.as_ref().is_none_or(|best| rise <= best.rise) {
                return Some(Step { rise, enters: None });
            }
        }
        best
    }

    fn take(&mut self, row: usize, wants_more: bool, step: Step, cost: &[f64]) {
        let rise = if wants_more { step.rise } else { -step.rise };
        for at in 0..self.rows[row].entries.len() {
            let (variable, entry) = self.rows[row].entries[at];
            self.price[variable as usize] -= rise * entry;
        }
        let basic = self.rows[row].basic;
        let Some((enters, entry, slope)) = step.enters else {
            self.above[basic as usize] = !self.above[basic as usize];
            return;
        };
        let (low, high) = self.range(&self.rows[row]);
        let bound = if wants_more { low } else { high };
        let moved = (self.rows[row].value - bound) / entry;
        for &(relation, _) in &self.system.rows_of[enters as usize] {
            self.open(relation, cost);
        }
        let mut own = std::mem::take(&mut self.rows[row].entries);
        own.retain(|&(variable, _)| variable != enters);
        if basic != NOWHERE {
            let at = basic as usize;
            self.value[at] = bound;
            let slope = if self.above[at] { cost[at] } else { -cost[at] };
            self.price[at] = slope - rise;
            self.row_of[at] = NOWHERE;
            let place = own.partition_point(|&(variable, _)| variable < basic);
            own.insert(place, (basic, 1.0));
        }
        for (_, value) in &mut own {
            *value = tidy(*value / entry);
        }
        for other in 0..self.rows.len() {
            if other == row {
                continue;
            }
            let Ok(at) = self.rows[other].entries.binary_search_by_key(&enters, |&(variable, _)| variable)
            else {
                continue;
            };
            let factor = self.rows[other].entries[at].1;
            self.work += (self.rows[other].entries.len() + own.len()) as u64;
            self.rows[other].value = tidy(self.rows[other].value - factor * moved);
            subtract(&mut self.rows[other].entries, factor, &own, enters, &mut self.merged);
        }
        let at = enters as usize;
        self.above[at] = slope > 0.0 || (slope == 0.0 && moved > 0.0);
        self.row_of[at] = row as u32;
        self.price[at] = slope;
        self.rows[row] = Row { basic: enters, value: tidy(self.value[at] + moved), entries: own };
        self.touched.push(enters);
        self.value[at] = 0.0;
    }

    /// Makes a relation that was not looked at before a row. None of its variables is basic: when one became so,
    /// all its relations were opened.
    fn open(&mut self, relation: u32, cost: &[f64]) {
        if self.opened[relation as usize] != NOWHERE {
            return;
        }
        self.opened[relation as usize] = self.rows.len() as u32;
        let mut value = 0.0;
        let mut entries = Vec::new();
        for &(variable, sign) in &self.system.rows[relation as usize] {
            let at = variable as usize;
            value -= f64::from(sign) * self.value[at];
            if cost[at] < NEVER && self.least[at] < self.most[at] {
                entries.push((variable, f64::from(sign)));
                self.touched.push(variable);
            }
        }
        self.rows.push(Row { basic: NOWHERE, value, entries });
    }

    fn change(&self) -> Vec<(u32, f64)> {
        let mut change: Vec<(u32, f64)> = self
            .rows
            .iter()
            .filter(|row| row.basic != NOWHERE)
            .map(|row| (row.basic, row.value))
            .chain(self.touched.iter().map(|&variable| (variable, self.value[variable as usize])))
            .filter(|(_, value)| value.abs() > SMALL)
            .collect();
        change.sort_unstable_by_key(|&(variable, _)| variable);
        change.dedup_by_key(|(variable, _)| *variable);
        change
    }
}

struct Step {
    /// How much the price of the row rises.
    rise: f64,
    /// The variable that becomes basic, its entry in the row and its slope; none where the row's own turns over 0.
    enters: Option<(u32, f64, f64)>,
}

/// Takes `factor` times `own` from a row, and the entering variable with it.
fn subtract(
    row: &mut Vec<(u32, f64)>,
    factor: f64,
    own: &[(u32, f64)],
    enters: u32,
    merged: &mut Vec<(u32, f64)>,
) {
    merged.clear();
    let mut old = row.iter().copied().peekable();
    for &(variable, value) in own {
        while let Some(&(before, kept)) = old.peek()
            && before < variable
        {
            if before != enters {
                merged.push((before, kept));
            }
            old.next();
        }
        let mut sum = -factor * value;
        if let Some(&(same, kept)) = old.peek()
            && same == variable
        {
            sum += kept;
            old.next();
        }
        let sum = tidy(sum);
        if sum != 0.0 {
            merged.push((variable, sum));
        }
    }
    merged.extend(old.filter(|&(variable, _)| variable != enters));
    std::mem::swap(row, merged);
}

/// Numbers here are whole or simple fractions: what is as good as whole is made so, and errors do not grow.
fn tidy(value: f64) -> f64 {
    let whole = value.round();
    if (value - whole).abs() < 1e-9 { whole + 0.0 } else { value }
}
