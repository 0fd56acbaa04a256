//! What follows from all sums together: the most and the least that a hidden count can be, by linear programs, made
//! whole; and by integer programs where that leaves few values.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, Solution, Variable};

use super::bounds::{BOUNDLESS, Range};
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

/// Open cells that hang together, and the sums between them.
struct Component {
    cells: Vec<u32>,
    sums: Vec<usize>,
}

impl Attack<'_> {
    fn run(&mut self) -> Result<usize, NothingAgrees> {
        let k = i64::from(self.policy.k);
        let mut open: Vec<u32> = self.component.cells.clone();
        open.retain(|&cell| self.ranges[cell as usize].most > k);
        self.leave_large(&mut open)?;
        let mut missed = 0;
        while let Some(cell) = open.pop() {
            let Some(solution) = self.solve(&[cell], Aim::Most, false)? else {
                missed += 1;
                continue;
            };
            self.ranges[cell as usize].most = (solution[&cell] + 1e-6).floor() as i64;
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
                Some(solution) => self.ranges[cell as usize].least = (solution[&cell] - 1e-6).ceil() as i64,
                None => missed += 1,
            }
        }
        Ok(missed)
    }

    /// Leaves the cells that can be above k together. Where the program brings only parts of people above it, it is asked
    /// for half as many.
    fn leave_large(&self, open: &mut Vec<u32>) -> Result<(), NothingAgrees> {
        let k = i64::from(self.policy.k);
        let mut together = open.len();
        while together > 1 {
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
        let least = (solution[&cell] - 1e-6).ceil() as i64;
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
            let cells = sum.children.iter().map(|&child| (child, 1.0)).chain([(sum.parent, -1.0)]);
            let (mut terms, mut fixed) = (Vec::new(), 0.0);
            for (cell, sign) in cells {
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

/// Whether each count of a solution is whole.
fn is_whole(solution: &BTreeMap<u32, f64>) -> bool {
    solution.values().all(|value| (value - value.round()).abs() < 1e-6)
}

#[derive(Clone, Copy)]
enum Aim {
    Least,
    Most,
    /// As many as possible at this or above.
    ManyAbove(i64),
}

/// The cells whose counts are not known yet, by what hangs together.
fn components(grid: &Grid, ranges: &[Range]) -> Vec<Component> {
    let open = |cell: u32| ranges[cell as usize].least < ranges[cell as usize].most;
    let mut sums_of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, sum) in grid.sums.iter().enumerate() {
        for &cell in sum.children.iter().chain([&sum.parent]).filter(|&&cell| open(cell)) {
            sums_of.entry(cell).or_default().push(at);
        }
    }
    let mut seen = vec![false; ranges.len()];
    let mut seen_sums = vec![false; grid.sums.len()];
    let mut components = Vec::new();
    for &start in sums_of.keys() {
        if std::mem::replace(&mut seen[start as usize], true) {
            continue;
        }
        let mut component = Component { cells: Vec::new(), sums: Vec::new() };
        let mut next = vec![start];
        while let Some(cell) = next.pop() {
            component.cells.push(cell);
            for &at in &sums_of[&cell] {
                if std::mem::replace(&mut seen_sums[at], true) {
                    continue;
                }
                component.sums.push(at);
                let sum = &grid.sums[at];
                for &other in sum.children.iter().chain([&sum.parent]).filter(|&&cell| open(cell)) {
                    if !std::mem::replace(&mut seen[other as usize], true) {
                        next.push(other);
                    }
                }
            }
        }
        component.cells.sort_unstable();
        component.sums.sort_unstable();
        components.push(component);
    }
    components
}
