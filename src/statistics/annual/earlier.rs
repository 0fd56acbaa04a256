//! What readers have already of the same year.

use std::collections::{BTreeMap, BTreeSet};

use super::cases::AnnualCases;
use super::face::{AnnualFace, Stored};
use super::programme::{WITH_CASES, cell, single};
use super::versions::{Row, Versions};
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
        // What there is beyond the single dimensions is proved by itself.
        let split = single().len();
        for (codes, count, _) in
            face.0.cells.iter().filter(|(codes, ..)| codes[split..].iter().all(|code| code == TOTAL))
        {
            let known = self.cells.entry(codes[..split].to_vec()).or_insert(None);
            *known = count.or(*known);
        }
        self
    }

    /// The same cells with their counts of now, where they were shown.
    pub(super) fn carried(&self, cases: &AnnualCases) -> Self {
        let now = |(codes, count): (&Vec<String>, &Option<u32>)| {
            (codes.clone(), count.map(|_| cases.count(&single(), codes)))
        };
        Self { cells: self.cells.iter().map(now).collect(), not_empty: BTreeSet::new() }
    }

    /// The same as the engine takes it.
    pub(super) fn ledger(&self) -> Ledger {
        let names: Vec<String> = single().into_iter().map(str::to_owned).collect();
        let mut ledger = Ledger::default();
        for (codes, count) in &self.cells {
            // Each cell stands here once, so that no two counts of it meet.
            let least = u32::from(self.not_empty.contains(codes));
            let _ = ledger.add_at_least(&names, codes, *count, least);
        }
        ledger
    }

    fn add(&mut self, cases: &AnnualCases, split: &[(&str, &str)], count: Option<u32>, shows: bool) {
        let codes = cell(&single(), split);
        let has = |(name, code): &(&str, &str)| cases.codes(name).contains(code);
        if split.iter().all(has) {
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

/// Whether a correction of what was published before, of cases that were then `before` and are `now`, may leave beside
/// it; marks the cells that it changes.
///
/// No cell is shown that was hidden, something is shown otherwise, and the two versions tell of nobody: to anybody, and
/// to a service that knows its own cases in both.
pub(super) fn may_follow(
    earlier: &Earlier,
    face: &mut Stored,
    before: &AnnualCases,
    now: &AnnualCases,
) -> bool {
    let known = |codes: &Vec<String>| earlier.cells.get(codes).copied();
    if face.cells.iter().any(|(codes, count, _)| known(codes) == Some(None) && count.is_some()) {
        return false;
    }
    let mut rows = Vec::with_capacity(face.cells.len());
    for (codes, count, revised) in &mut face.cells {
        let row = Row { codes: codes.clone(), before: known(codes).flatten(), now: *count };
        *revised = row.change().is_some_and(|by| by != 0);
        rows.push(row);
    }
    let versions = Versions { dimensions: face.dimensions.clone(), rows };
    face.cells.iter().any(|(.., revised)| *revised)
        && versions.tell_of_nobody()
        && WITH_CASES.iter().all(|service| versions.without(service, before, now).tell_of_nobody())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of one dimension, its sum first: what it showed before and shows now.
    fn follows(cells: &[(&str, Option<u32>, Option<u32>)]) -> bool {
        let mut face = Stored { dimensions: vec!["d".to_owned()], ..Stored::blank() };
        let mut earlier = Earlier::default();
        for (code, before, now) in cells {
            earlier.cells.insert(vec![(*code).to_owned()], *before);
            face.cells.push((vec![(*code).to_owned()], *now, false));
        }
        let none = || AnnualCases::new(Vec::new(), Vec::new(), Vec::new());
        may_follow(&earlier, &mut face, &none(), &none())
    }

    #[test]
    fn what_is_left_for_hidden_parts_is_nothing_or_much() {
        let table = |total, shown| {
            let [total, shown] = [(40, total), (10, shown)].map(|(before, now)| (Some(before), Some(now)));
            let whole = [(TOTAL, total.0, total.1), ("a", shown.0, shown.1)];
            follows(&[whole[0], whole[1], ("b", None, None), ("c", None, None)])
        };
        assert!(table(50, 20), "all that came is shown");
        assert!(table(56, 20) && table(50, 26), "six more, or six less, among the hidden");
        assert!(!table(53, 20) && !table(50, 23), "three more, or three less");
        assert!(!table(40, 10), "nothing has changed");
        assert!(!table(43, 10) && !table(40, 14), "few have come");
    }

    #[test]
    fn a_service_that_knows_its_own_changes_learns_of_nobody_elses() {
        let cases = |counts: [usize; 3]| {
            let each = WITH_CASES.into_iter().zip(counts);
            let cases = each.flat_map(|(service, count)| vec![vec![("service", service)]; count]).collect();
            AnnualCases::new(Vec::new(), cases, Vec::new())
        };
        // Of three services one is shown, and the others are hidden; the sum is shown.
        let follows = |before: [usize; 3], now: [usize; 3]| {
            let mut face = Stored { dimensions: vec!["service".to_owned()], ..Stored::blank() };
            let mut earlier = Earlier::default();
            let sum = |counts: [usize; 3]| Some(counts.iter().sum::<usize>() as u32);
            let shown = |counts: [usize; 3]| Some(counts[2] as u32);
            let [first, second, third] = WITH_CASES;
            for (code, before, now) in [
                (TOTAL, sum(before), sum(now)),
                (first, None, None),
                (second, None, None),
                (third, shown(before), shown(now)),
            ] {
                earlier.cells.insert(vec![code.to_owned()], before);
                face.cells.push((vec![code.to_owned()], now, false));
            }
            may_follow(&earlier, &mut face, &cases(before), &cases(now))
        };
        assert!(follows([3, 9, 20], [3, 9, 29]), "where all see it");
        assert!(follows([3, 9, 20], [9, 9, 20]), "of one service alone");
        assert!(follows([3, 9, 20], [9, 15, 20]), "of both, and many");
        assert!(!follows([3, 9, 20], [6, 12, 20]), "each takes its own three and has three of the other");
        assert!(!follows([3, 9, 20], [9, 10, 20]), "the first takes its own six and has one of the other");
    }

    #[test]
    fn what_was_hidden_stays_so() {
        assert!(!follows(&[(TOTAL, Some(40), Some(50)), ("a", None, Some(20)), ("b", None, None)]));
        assert!(follows(&[(TOTAL, Some(40), Some(50)), ("a", Some(20), None), ("b", Some(20), None)]));
    }

    #[test]
    fn some_may_come_and_others_go() {
        let table = |came: u32, left: u32| {
            let [a, b] = [31 + came, 20 - left];
            follows(&[(TOTAL, Some(51), Some(a + b)), ("a", Some(31), Some(a)), ("b", Some(20), Some(b))])
        };
        assert!(table(9, 9) && table(14, 9));
        assert!(!table(9, 4) && !table(9, 6), "four left, or three came in all");
    }
}
