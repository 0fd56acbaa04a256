//! [`Versions`]: the same tables before and after a correction, as somebody has them who has both.

use std::collections::HashMap;

use super::cases::AnnualCases;
use super::programme::K;
use crate::statistics::attack::{Grid, Hierarchies, Policy, attack};
use crate::statistics::linked::TOTAL;

/// The dimension along which the two versions and what lies between them stand.
const VERSION: &str = "version";
const BEFORE: &str = "before";
const AFTER: &str = "after";
const KEPT: &str = "kept";
const ADDED: &str = "added";
const REMOVED: &str = "removed";

/// Two versions of the same cells.
pub(super) struct Versions {
    pub(super) dimensions: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// A cell, and what both versions show of it.
pub(super) struct Row {
    pub(super) codes: Vec<String>,
    pub(super) before: Option<u32>,
    pub(super) now: Option<u32>,
}

impl Row {
    /// By how much it has changed, where both versions show it.
    pub(super) fn change(&self) -> Option<i64> {
        Some(i64::from(self.now?) - i64::from(self.before?))
    }
}

impl Versions {
    /// Whether nobody who has both versions finds out of few that they came to a cell or left it.
    ///
    /// Each count that both show has changed by nothing or by more than is small, and what is left of a sum for its hidden
    /// parts likewise. Where all of this has grown or all has shrunk, the differences are a table of the cases that
    /// came or went, and attacked like any other; where it goes both ways, both versions are attacked as one system.
    pub(super) fn tell_of_nobody(&self) -> bool {
        let shown = self.rows.iter().filter_map(Row::change);
        let all: Vec<i64> = shown.chain(self.remainders()).filter(|by| *by != 0).collect();
        if all.iter().any(|by| by.unsigned_abs() <= u64::from(K)) {
            return false;
        }
        if all.iter().any(|by| *by > 0) && all.iter().any(|by| *by < 0) {
            return self.withstand_the_attack();
        }
        let moved = |row: &Row| row.change().map(|by| u32::try_from(by.unsigned_abs()).unwrap_or(u32::MAX));
        let rows = self.rows.iter().map(|row| row.codes.clone()).collect();
        let values = self.rows.iter().map(moved).collect();
        is_clean(&Grid::new(&self.dimensions, rows, values, &Hierarchies::new()))
    }

    /// The same as it is left for a service that takes its own cases out of both, which it knows.
    pub(super) fn without(&self, service: &str, before: &AnnualCases, now: &AnnualCases) -> Self {
        let dimensions: Vec<&str> = self.dimensions.iter().map(String::as_str).collect();
        let along = dimensions.iter().position(|name| *name == "service");
        let others = |row: &Row| {
            let own = along.filter(|&along| row.codes[along] == TOTAL).map(|along| {
                let mut own = row.codes.clone();
                service.clone_into(&mut own[along]);
                own
            });
            let less = |count: Option<u32>, of: &AnnualCases| {
                let known = || own.as_ref().map_or(0, |own| of.count(&dimensions, own));
                count.map(|count| count.saturating_sub(known()))
            };
            Row { codes: row.codes.clone(), before: less(row.before, before), now: less(row.now, now) }
        };
        let is_own = |row: &&Row| along.is_some_and(|along| row.codes[along] == service);
        let rows = self.rows.iter().filter(|row| !is_own(row)).map(others).collect();
        Self { dimensions: self.dimensions.clone(), rows }
    }

    /// What the changes of the shown parts leave of each sum for the hidden ones: whoever has both versions knows by
    /// how much those have changed together.
    fn remainders(&self) -> Vec<i64> {
        let changes: HashMap<&[String], Option<i64>> =
            self.rows.iter().map(|row| (row.codes.as_slice(), row.change())).collect();
        let mut sums: HashMap<(usize, Vec<String>), (i64, bool)> = HashMap::new();
        for (codes, by) in &changes {
            for along in (0..codes.len()).filter(|along| codes[*along] != TOTAL) {
                let mut sum = codes.to_vec();
                TOTAL.clone_into(&mut sum[along]);
                let (shown, hidden) = sums.entry((along, sum)).or_default();
                *shown += by.unwrap_or_default();
                *hidden |= by.is_none();
            }
        }
        let open = sums.into_iter().filter(|(_, (_, hidden))| *hidden);
        open.filter_map(|((_, sum), (shown, _))| Some(changes.get(sum.as_slice()).copied()?? - shown))
            .collect()
    }

    /// Whether an attack on both versions at once finds nothing.
    ///
    /// What was there before is what was kept and what was removed; what is there now, what was kept and what was added.
    /// None of the three is known, all are sums as the counts are, and none is negative: these systems hang together, and
    /// are attacked as one.
    fn withstand_the_attack(&self) -> bool {
        let mut dimensions = self.dimensions.clone();
        dimensions.push(VERSION.to_owned());
        let (mut rows, mut values) = (Vec::new(), Vec::new());
        for Row { codes, before, now } in &self.rows {
            for (version, count) in
                [(BEFORE, *before), (AFTER, *now), (KEPT, None), (ADDED, None), (REMOVED, None)]
            {
                rows.push([codes.as_slice(), &[version.to_owned()]].concat());
                values.push(count);
            }
        }
        let part = |whole: &str, parts: [&str; 2]| (whole.to_owned(), parts.map(str::to_owned).into());
        let versions = vec![part(BEFORE, [KEPT, REMOVED]), part(AFTER, [KEPT, ADDED])];
        let hierarchies = Hierarchies::from([(VERSION.to_owned(), versions)]);
        is_clean(&Grid::new(&dimensions, rows, values, &hierarchies))
    }
}

fn is_clean(grid: &Grid) -> bool {
    attack(grid, Policy { k: K, least: 0, zeros_are_sensitive: false }).is_clean()
}
