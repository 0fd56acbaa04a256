//! What readers have already of the same year.

use std::collections::{BTreeMap, BTreeSet};

use super::cases::AnnualCases;
use super::face::{AnnualFace, Stored};
use super::programme::{K, dimensions};
use crate::statistics::attack::{Grid, Hierarchies, Policy, attack};
use crate::statistics::linked::{Ledger, TOTAL};
use crate::statistics::{Release, Unit};

/// Cells that were published before, by their code along each dimension. Nothing where they were hidden.
#[derive(Default)]
pub(super) struct Earlier {
    pub(super) cells: BTreeMap<Vec<String>, Option<u32>>,
    /// Blanks of tables that show every zero: each of them is a case at least.
    not_empty: BTreeSet<Vec<String>>,
}

impl Earlier {
    /// What the one-way tables of the services have shown.
    pub(super) fn of_yearly(releases: &[Release], cases: &AnnualCases) -> Self {
        let mut earlier = Self::default();
        for release in releases {
            let service = release.provenance().service.as_str();
            for table in release.tables().iter().filter(|table| table.unit() == Unit::Cases) {
                let dimension = table.dimension().name();
                if dimension == "total" {
                    earlier.add(cases, &[("service", service)], table.total().count(), false);
                    continue;
                }
                // A table that shows anything shows its zeros.
                let shows = table.cells().any(|(_, cell)| cell.count().is_some());
                let mut together = (false, Some(0));
                for (code, cell) in table.cells() {
                    // Other identities and unknown stand together here, whether or not they could stand alone there.
                    if dimension == "gender" && ["A", "U"].contains(&code) {
                        let sum = together.1.zip(cell.count()).map(|(sum, count)| sum + count);
                        together = (true, sum);
                        continue;
                    }
                    earlier.add(cases, &[("service", service), (dimension, code)], cell.count(), shows);
                }
                if together.0 {
                    earlier.add(cases, &[("service", service), ("gender", "A_or_U")], together.1, shows);
                }
            }
        }
        earlier
    }

    /// Adds what an annual release has shown, which is the last word on its cells.
    pub(super) fn and_annual(mut self, face: &AnnualFace) -> Self {
        for (codes, count, _) in &face.0.cells {
            let known = self.cells.entry(codes.clone()).or_insert(None);
            *known = count.or(*known);
        }
        self
    }

    /// The same cells with their counts of now, where they were shown.
    pub(super) fn carried(&self, cases: &AnnualCases) -> Self {
        let now =
            |(codes, count): (&Vec<String>, &Option<u32>)| (codes.clone(), count.map(|_| cases.count(codes)));
        Self { cells: self.cells.iter().map(now).collect(), not_empty: BTreeSet::new() }
    }

    /// The same as the engine takes it.
    pub(super) fn ledger(&self) -> Ledger {
        let names: Vec<String> = dimensions().into_iter().map(str::to_owned).collect();
        let mut ledger = Ledger::default();
        for (codes, count) in &self.cells {
            // Each cell stands here once, so that no two counts of it meet.
            let least = u32::from(self.not_empty.contains(codes));
            let _ = ledger.add_at_least(&names, codes, *count, least);
        }
        ledger
    }

    fn add(&mut self, cases: &AnnualCases, cell: &[(&str, &str)], count: Option<u32>, shows: bool) {
        let mut codes = Vec::new();
        for name in dimensions() {
            let code = cell.iter().find(|(of, _)| *of == name).map(|(_, code)| *code);
            codes.push(code.unwrap_or(TOTAL).to_owned());
        }
        let has = |(name, code): &(&str, &str)| cases.codes(name).contains(code);
        if cell.iter().all(has) {
            if shows && count.is_none() {
                self.not_empty.insert(codes.clone());
            }
            self.cells.insert(codes, count);
        }
    }
}

/// What has changed between two versions, by what every reader can see of both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Cells shown in both with other counts: codes, before, after.
    pub changed: Vec<(Vec<String>, u32, u32)>,
    /// Cells that were shown and are hidden now.
    pub now_hidden: usize,
    /// Cells that were hidden and are shown now.
    pub now_shown: usize,
}

impl Difference {
    /// What `after` shows otherwise than `before`.
    pub fn between(before: &AnnualFace, after: &AnnualFace) -> Self {
        let known: BTreeMap<&Vec<String>, Option<u32>> =
            before.0.cells.iter().map(|(codes, count, _)| (codes, *count)).collect();
        let mut difference = Self::default();
        for (codes, now, _) in &after.0.cells {
            match (known.get(codes).copied().flatten(), *now) {
                (Some(before), Some(now)) if before != now => {
                    difference.changed.push((codes.clone(), before, now));
                }
                (Some(_), None) => difference.now_hidden += 1,
                (None, Some(_)) => difference.now_shown += 1,
                _ => {}
            }
        }
        difference
    }
}

/// Whether a correction may leave beside what was published before, and marks the cells that it changes.
///
/// Whoever has both versions has their differences. So a cell that both show has changed by nothing or by more than
/// is small; no cell is shown that was hidden; and the differences, taken as tables of the cases that came or went,
/// are attacked like any others. Where cells have grown and others shrunk, cases were moved, and what the difference
/// says of the hidden ones is not settled by this: then the correction waits as well.
pub(super) fn may_follow(earlier: &Earlier, face: &mut Stored) -> bool {
    let mut differences = Vec::with_capacity(face.cells.len());
    for (codes, count, revised) in &mut face.cells {
        let before = earlier.cells.get(codes).copied();
        let by = match (before, *count) {
            (Some(Some(before)), Some(now)) => Some(i64::from(now) - i64::from(before)),
            (Some(None), Some(_)) => return false,
            _ => None,
        };
        *revised = by.is_some_and(|by| by != 0);
        differences.push(by);
    }
    let mut shown = differences.iter().flatten().copied().filter(|by| *by != 0).peekable();
    let Some(&first) = shown.peek() else { return false };
    if shown.any(|by| by.signum() != first.signum() || by.unsigned_abs() <= u64::from(K)) {
        return false;
    }
    let moved = |by: Option<i64>| by.map(|by| u32::try_from(by.unsigned_abs()).unwrap_or(u32::MAX));
    let values = differences.into_iter().map(moved).collect();
    let rows = face.cells.iter().map(|(codes, ..)| codes.clone()).collect();
    let grid = Grid::new(&face.dimensions, rows, values, &Hierarchies::new());
    attack(&grid, Policy { k: K, least: 0, zeros_are_sensitive: false }).is_clean()
}
