//! [`Additional`]: the concerns that cases have beside the main one, by service.
//!
//! A case may have several, so each concern is a split of its own: cases that have it as the main one, those that have it
//! also, and those that have not got it. They are protected from a reader who is thought to know far more than is
//! published: how many cases each service has, and how many have the concern as the main one. What she cannot find out
//! nobody can who has the other tables, be they hidden in part or rounded. So the two are proved apart. The other way
//! round, the worlds behind the other tables have to leave room for what is shown here ([`Additional::taken`]).

mod split;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::cases::AnnualCases;
use super::face::{AnnualCell, AnnualFace};
use super::programme::{ADDITIONAL_CONCERN, K, cell, single};
use crate::statistics::attack::{Policy, Report, attack};
use crate::statistics::linked::{self, Ledger, TOTAL};
use split::{ALSO, Counts, known, microdata, programme, rows};

/// How many have each concern beside the main one, where that is shown.
pub(super) struct Additional {
    /// By service, or `Total`, and concern.
    cells: BTreeMap<(String, String), Option<u32>>,
    /// The concerns, in the order of their list.
    concerns: Vec<String>,
    /// What the attack said, where there was anything to attack.
    pub(super) report: Option<(Report, Policy)>,
}

/// So many cases of a service have the concern beside another.
pub(super) struct Taken<'a> {
    pub(super) service: &'a str,
    pub(super) concern: &'a str,
    pub(super) count: u32,
}

impl Additional {
    /// Protects them. A concern that a service could have beside another main one in few cases only is left blank
    /// altogether, and so are all where they cannot be protected: it keeps nothing else from being released.
    pub(super) fn protect(cases: &AnnualCases, ties: &str) -> Self {
        let counts = Counts(cases);
        let services = cases.codes("service");
        let few = |service: &&str, concern: &str| {
            (1..=K).contains(&(counts.all(service) - counts.main(service, concern)))
        };
        let all = cases.codes(ADDITIONAL_CONCERN);
        let mut open: Vec<&str> = all.to_vec();
        open.retain(|concern| !services.iter().any(|service| few(service, concern)));
        let mut additional = Self {
            cells: rows(services, all).map(|cell| (cell, None)).collect(),
            concerns: all.iter().map(|&concern| concern.to_owned()).collect(),
            report: None,
        };
        let Some(data) = microdata(cases, &open) else { return additional };
        let programme = programme(cases, &open, ties);
        let Ok(release) = linked::protect(&data, &programme, &known(cases, &open)) else { return additional };
        let report = attack(&release.grid(), release.policy());
        if open.is_empty() || !report.is_clean() {
            return additional;
        }
        for (codes, count) in release.rows() {
            if let Some(at) = codes[1..].iter().position(|code| *code == ALSO) {
                additional.cells.insert((codes[0].to_owned(), open[at].to_owned()), count);
            }
        }
        additional.report = Some((report, release.policy()));
        additional
    }

    /// What a release has shown of them. Corrections do not change it: a second count of the same cases would tell how
    /// they have changed.
    pub(super) fn shown(face: &AnnualFace) -> Self {
        let mut additional = Self { cells: BTreeMap::new(), concerns: Vec::new(), report: None };
        let Some(along) = face.dimensions().iter().position(|name| name == ADDITIONAL_CONCERN) else {
            return additional;
        };
        for AnnualCell { mut codes, count, .. } in face.cells().filter(|cell| cell.codes[along] != TOTAL) {
            let concern = codes.swap_remove(along);
            if !additional.concerns.contains(&concern) {
                additional.concerns.push(concern.clone());
            }
            additional.cells.insert((codes.swap_remove(0), concern), count);
        }
        additional
    }

    /// Who have them, of each concern of which anything is shown: as many as there are in truth, or are shown. In every
    /// world of the other tables there must be room for them beside those who have the concern as the main one.
    pub(super) fn taken<'a>(&'a self, cases: &'a AnnualCases) -> impl Iterator<Item = Taken<'a>> {
        let shown =
            |concern: &&String| self.cells.iter().any(|((_, of), count)| of == *concern && count.is_some());
        let of = |service: &'a str, concern: &'a str| {
            let here = self.cells.get(&(service.to_owned(), concern.to_owned())).copied().flatten();
            Taken {
                service,
                concern,
                count: Counts(cases).also(service, concern).max(here.unwrap_or_default()),
            }
        };
        let concerns = self.concerns.iter().filter(shown);
        concerns
            .flat_map(move |concern| cases.codes("service").iter().map(move |&service| of(service, concern)))
    }

    /// Blanks a concern altogether.
    pub(super) fn leave_out(&mut self, concern: &str) {
        self.cells.iter_mut().filter(|((_, of), _)| of == concern).for_each(|(_, count)| *count = None);
    }

    /// What the rounded tables must leave room for: no more with a concern as the main one than there are without it
    /// beside another, and all cases of a service of which the number is not shown.
    pub(super) fn bound(&self, cases: &AnnualCases, ledger: &mut Ledger) {
        let names = single().into_iter().map(str::to_owned).collect::<Vec<_>>();
        let counts = Counts(cases);
        for Taken { service, concern, count } in self.taken(cases) {
            let all = counts.all(service);
            let as_main = cell(&names, &[("service", service), ("main_concern", concern)]);
            ledger.at_most(&names, &as_main, all.saturating_sub(count));
            // No count is added, so that none can meet another.
            let _ = ledger.add_at_least(&names, &cell(&names, &[("service", service)]), None, all);
        }
    }

    /// The cells as they are published, by these dimensions.
    pub(super) fn published(&self, dimensions: &[String]) -> Vec<(Vec<String>, Option<u32>)> {
        let named = |((service, concern), count): (&(String, String), &Option<u32>)| {
            let split = [("service", service.as_str()), (ADDITIONAL_CONCERN, concern.as_str())];
            (cell(dimensions, &split), *count)
        };
        let of = |concern| self.cells.iter().filter(move |((_, of), _)| of == concern);
        self.concerns.iter().flat_map(of).map(named).collect()
    }
}
