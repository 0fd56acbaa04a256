//! What follows from all sums together: the most and the least that a hidden count can be, by linear programs, made
//! whole; and by integer programs where that leaves few values.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Solution, Variable};

use super::bounds::{BOUNDLESS, Range};
use super::component::{Component, components};
use super::grid::Grid;
use super::{NothingAgrees, Policy};

/// Narrows the ranges of what may be small, and says how many hidden counts were not reached.
///
/// Of a count that can be more than k there is nothing more to find out, so it is left as soon as it is known to be
/// such: by a table of whole numbers that one of the programs came upon, or by the most that it can be.
///
/// # Errors
/// [`NothingAgrees`].
pub(super) fn narrow(grid: &Grid, policy: Policy, ranges: &mut [Range]) -> Result<usize, NothingAgrees> {
    let mut missed = 0;
    for component in components(grid, ranges) {
        missed += Attack { grid, policy, component: &component, ranges }.run()?;
    }
    Ok(missed)
}

/// Counts of the open cells, whole or not; nothing where the solver did not get to the end.
type Counts = Option<BTreeMap<u32, f64>>;

struct Attack<'a> {
    grid: &'a Grid,
    policy: Policy,
    component: &'a Component,
    ranges: &'a mut [Range],
}

impl Attack<'_> {
    fn run(&mut self) -> Result<usize, NothingAgrees> {
        let k = i64::from(self.policy.k);
        let mut open: Vec<u32> = self.component.cells.clone();
        open.retain(|&cell| self.ranges[cell as usize].most > k);
        self.leave_large(&mut open)?;
        let start = self.start()?;
        let mut missed = 0;
        while let Some(cell) = open.pop() {
            let raised = start.as_ref().and_then(|start| self.raised(start, cell, k + 1)).filter(is_whole);
            if let Some(solution) = raised {
                open.retain(|cell| solution[cell].round() as i64 <= k);
                continue;
            }
            let Some(solution) = self.solve(&[cell], Aim::Most, false)? else {
                missed += 1;
                continue;
            };
            self.ranges[cell as usize].most = (solution[&cell] + PART).floor() as i64;
            if is_whole(&solution) {
                open.retain(|cell| solution[cell].round() as i64 <= k);
                continue;
            }
            missed += usize::from(!self.make_whole(cell)?);
        }
        let small: Vec<u32> = self
            .component
            .cells
            .iter()
            .copied()
            .filter(|&cell| self.ranges[cell as usize].most <= k)
            .collect();
        for cell in small {
            match self.solve(&[cell], Aim::Least, false)? {
                Some(solution) => self.ranges[cell as usize].least = (solution[&cell] - PART).ceil() as i64,
                None => missed += 1,
            }
        }
        Ok(missed)
    }

    /// Leaves the cells that can be above k many at a time. Where the program brings only parts of people above it, it is
    /// asked for half as many.
    fn leave_large(&self, open: &mut Vec<u32>) -> Result<(), NothingAgrees> {
        let k = i64::from(self.policy.k);
        let mut together = open.len();
        while together >= MANY {
            let Some(solution) = self.solve(&open[..together], Aim::ManyAbove(k + 1), false)? else {
                break;
            };
            let before = open.len();
            if is_whole(&solution) {
                open.retain(|cell| solution[cell].round() as i64 <= k);
            }
            if open.len() == before {
                together /= 2;
            }
            together = together.min(open.len());
        }
        Ok(())
    }

    /// Whole counts that agree with everything, to start from.
    fn start(&self) -> Result<Counts, NothingAgrees> {
        match self.solve(&[], Aim::Most, false)?.filter(is_whole) {
            Some(counts) => Ok(Some(counts)),
            None => self.solve(&[], Aim::Most, true),
        }
    }

    /// Counts that agree with everything and in which the cell is `to` or more: from others, by changing as little as
    /// possible, for which the solver has little to do. Nothing where it does not find any.
    fn raised(&self, start: &BTreeMap<u32, f64>, cell: u32, to: i64) -> Counts {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut changes: BTreeMap<u32, (Variable, Variable)> = BTreeMap::new();
        for (&other, from) in start {
            let Range { least, most } = self.ranges[other as usize];
            let room = if most >= BOUNDLESS { f64::INFINITY } else { (most as f64 - from).max(0.0) };
            let at_least = if other == cell { (to as f64 - from).max(0.0) } else { 0.0 };
            if at_least > room {
                return None;
            }
            let more = problem.add_var(1.0, (at_least, room));
            let less = problem.add_var(1.0, (0.0, (from - least as f64).max(0.0)));
            changes.insert(other, (more, less));
        }
        for &at in &self.component.sums {
            let sum = &self.grid.sums[at];
            let (mut terms, mut from) = (Vec::new(), 0.0);
            for (cell, sign) in sum.signed().map(|(cell, sign)| (cell, sign as f64)) {
                match changes.get(&cell) {
                    Some(&(more, less)) => {
                        terms.extend([(more, sign), (less, -sign)]);
                        from += sign * start[&cell];
                    }
                    None => from += sign * self.ranges[cell as usize].least as f64,
                }
            }
            let (relation, slack) =
                if sum.whole { (ComparisonOp::Eq, 0.0) } else { (ComparisonOp::Le, -from) };
            problem.add_constraint(&terms, relation, slack);
        }
        let solution = problem.solve().ok()?.into_solution().ok()?;
        let value = |(&cell, &(more, less)): (&u32, &(Variable, Variable))| {
            (cell, start[&cell] + solution.var_value(more) - solution.var_value(less))
        };
        Some(changes.iter().map(value).collect())
    }

    /// Where the program leaves few values, asks for whole ones.
    fn make_whole(&mut self, cell: u32) -> Result<bool, NothingAgrees> {
        let k = i64::from(self.policy.k);
        let most = self.ranges[cell as usize].most;
        if most <= k {
            return Ok(true);
        }
        let Some(solution) = self.solve(&[cell], Aim::Least, false)? else {
            return Ok(false);
        };
        let least = (solution[&cell] - PART).ceil() as i64;
        if most - least + 1 >= k + 2 {
            return Ok(true);
        }
        Ok(match self.solve(&[cell], Aim::Most, true)? {
            Some(solution) => {
                self.ranges[cell as usize].most = solution[&cell].round() as i64;
                true
            }
            None => false,
        })
    }

    fn solve(&self, cells: &[u32], aim: Aim, whole: bool) -> Result<Counts, NothingAgrees> {
        let direction = match aim {
            Aim::Least => OptimizationDirection::Minimize,
            Aim::Most | Aim::ManyAbove(_) => OptimizationDirection::Maximize,
        };
        let mut problem = Problem::new(direction);
        let mut variables: BTreeMap<u32, Variable> = BTreeMap::new();
        for &cell in &self.component.cells {
            let Range { least, most } = self.ranges[cell as usize];
            let wanted = !matches!(aim, Aim::ManyAbove(_)) && cells.contains(&cell);
            let weight = if wanted { 1.0 } else { 0.0 };
            let variable = if whole {
                problem.add_integer_var(weight, (least as i32, most.min(i64::from(i32::MAX)) as i32))
            } else {
                let most = if most >= BOUNDLESS { f64::INFINITY } else { most as f64 };
                problem.add_var(weight, (least as f64, most))
            };
            variables.insert(cell, variable);
        }
        if let Aim::ManyAbove(enough) = aim {
            for cell in cells {
                let counted = problem.add_var(1.0, (0.0, enough as f64));
                problem.add_constraint([(counted, 1.0), (variables[cell], -1.0)], ComparisonOp::Le, 0.0);
            }
        }
        for &at in &self.component.sums {
            let sum = &self.grid.sums[at];
            let (mut terms, mut fixed) = (Vec::new(), 0.0);
            for (cell, sign) in sum.signed().map(|(cell, sign)| (cell, sign as f64)) {
                match variables.get(&cell) {
                    Some(&variable) => terms.push((variable, sign)),
                    None => fixed += sign * self.ranges[cell as usize].least as f64,
                }
            }
            let relation = if sum.whole { ComparisonOp::Eq } else { ComparisonOp::Le };
            problem.add_constraint(&terms, relation, -fixed);
        }
        let solution = match problem.solve() {
            Err(Error::Infeasible) => return Err(NothingAgrees),
            solved => solved.ok().and_then(|outcome| outcome.into_solution().ok()),
        };
        let count = |solution: &Solution| {
            variables.iter().map(|(&cell, &variable)| (cell, solution.var_value(variable))).collect()
        };
        Ok(solution.as_ref().map(count))
    }
}

/// Fewer than this are raised above k one by one.
const MANY: usize = 32;
/// Less than this is the solver's own inexactness.
const PART: f64 = 1e-6;

fn is_count(value: f64) -> bool {
    (value - value.round()).abs() < PART
}

/// Whether each count of a solution is whole.
fn is_whole(solution: &BTreeMap<u32, f64>) -> bool {
    solution.values().copied().all(is_count)
}

#[derive(Clone, Copy)]
enum Aim {
    Least,
    Most,
    /// As many as possible at this or above.
    ManyAbove(i64),
}
