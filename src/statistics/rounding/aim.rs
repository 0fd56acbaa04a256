//! Aims: what published cells could be instead, by the sums among them.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Variable};

use super::known::{Known, KnownCell, Reader};
use super::layout::Layout;

/// By how much each hidden cell is otherwise; those that are not do not stand here.
pub(super) type Aim = BTreeMap<u32, i64>;

/// So many times a change is split in two that is not whole, before it is given up.
const MOST_BRANCHES: usize = 40;
/// No cell changes by more.
const FAR: u32 = 1_000;

/// The sums among the cells that were published before.
pub(super) struct Sums {
    sums: Vec<Sum>,
}

struct Sum {
    parent: u32,
    children: Vec<u32>,
    /// Whether the parent is the children together; else it is more.
    whole: bool,
}

impl Sums {
    pub(super) fn of(layout: &Layout, known: &Known) -> Self {
        let mut sums = Vec::new();
        for (parent, cell) in (0..).zip(&known.cells) {
            let mut key = cell.key.clone();
            for (along, axis) in layout.axes.iter().enumerate() {
                let own = key[along];
                for grouping in axis.groupings(own) {
                    let mut children = Vec::with_capacity(grouping.len());
                    for &child in grouping {
                        key[along] = child;
                        children.extend(known.place(&key));
                    }
                    let whole = children.len() == grouping.len();
                    if !children.is_empty() {
                        sums.push(Sum { parent, children, whole });
                    }
                }
                key[along] = own;
            }
        }
        Self { sums }
    }

    /// Whether a cell is the sum of others.
    pub(super) fn is_sum(&self, cell: u32) -> bool {
        self.sums.iter().any(|sum| sum.parent == cell && sum.whole)
    }

    /// The smallest change of hidden cells that the sums allow and that changes `cell` by `least` to `most`. From a
    /// cell can go who is in a group of at most `most` and is not the reader's own.
    pub(super) fn aim(
        &self,
        layout: &Layout,
        known: &Known,
        reader: Reader,
        (k, most): (u32, u32),
        cell: u32,
        bounds: (i64, i64),
    ) -> Option<Aim> {
        let free = self.free(layout, known, reader, (k, most));
        let mut open = vec![vec![(cell, bounds)]];
        for _ in 0..MOST_BRANCHES {
            let bounds = open.pop()?;
            let Some(aim) = self.solve(known, &free, &bounds) else { continue };
            let Some((&cell, &by)) = aim.iter().find(|(_, by)| (**by - by.round()).abs() > 1e-6) else {
                let whole = aim.into_iter().map(|(cell, by)| (cell, by.round() as i64));
                return Some(whole.filter(|(_, by)| *by != 0).collect());
            };
            // One half of it first, then the other.
            let far = i64::from(FAR);
            for half in [(by.ceil() as i64, far), (-far, by.floor() as i64)] {
                open.push(bounds.iter().copied().chain([(cell, half)]).collect());
            }
        }
        None
    }

    /// Of each hidden cell that is not all her own: how many could go from it, by what the reader knows.
    fn free(
        &self,
        layout: &Layout,
        known: &Known,
        reader: Reader,
        (k, most): (u32, u32),
    ) -> BTreeMap<u32, u32> {
        let hidden = (0..).zip(&known.cells).filter(|(_, cell)| !cell.shown && !reader.owns(&cell.key));
        let free = |(at, cell): (u32, &KnownCell)| {
            let groups = known.groups_of[at as usize].iter().map(|&group| &layout.groups[group as usize]);
            let (mut all, mut few) = (0, 0);
            for group in groups.filter(|group| !reader.owns(&group.key)) {
                all += group.count;
                let least =
                    u32::try_from(*layout.may_be(&group.key, i64::from(k)).start()).unwrap_or_default();
                few += if group.count <= most { group.count - least } else { 0 };
            }
            let floor = cell.least.saturating_sub(cell.truth - all);
            (at, few.min(all.saturating_sub(floor)))
        };
        hidden.map(free).collect()
    }

    /// The smallest change within these bounds, which need not be whole.
    fn solve(
        &self,
        known: &Known,
        free: &BTreeMap<u32, u32>,
        bounds: &[(u32, (i64, i64))],
    ) -> Option<BTreeMap<u32, f64>> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut variables: BTreeMap<u32, (Variable, Variable)> = BTreeMap::new();
        for (&at, &free) in free {
            let more = problem.add_var(1.0, (0.0, f64::from(FAR)));
            variables.insert(at, (more, problem.add_var(1.0, (0.0, f64::from(free)))));
        }
        for (cell, (least, most)) in bounds {
            let &(more, fewer) = variables.get(cell)?;
            problem.add_constraint([(more, 1.0), (fewer, -1.0)], ComparisonOp::Ge, *least as f64);
            problem.add_constraint([(more, 1.0), (fewer, -1.0)], ComparisonOp::Le, *most as f64);
        }
        for sum in &self.sums {
            let mut terms = LinearExpr::empty();
            let mut any = false;
            let signed = sum.children.iter().map(|&child| (child, 1.0)).chain([(sum.parent, -1.0)]);
            for (at, sign) in signed {
                if let Some(&(more, fewer)) = variables.get(&at) {
                    terms.add(more, sign);
                    terms.add(fewer, -sign);
                    any = true;
                }
            }
            if any && sum.whole {
                problem.add_constraint(terms, ComparisonOp::Eq, 0.0);
            } else if any {
                let truth = |at: u32| f64::from(known.cells[at as usize].truth);
                let rest = truth(sum.parent) - sum.children.iter().map(|&child| truth(child)).sum::<f64>();
                problem.add_constraint(terms, ComparisonOp::Le, rest);
            }
        }
        let solution = problem.solve().ok()?.into_solution().ok()?;
        let by = |(more, fewer): (Variable, Variable)| solution.var_value(more) - solution.var_value(fewer);
        Some(variables.into_iter().map(|(at, pair)| (at, by(pair))).collect())
    }
}
