//! Each concern as a split of its own, as the search for what must be hidden takes it.

use std::collections::BTreeMap;

use super::super::cases::AnnualCases;
use super::super::programme::{ADDITIONAL_CONCERN, K, cell, single};
use crate::statistics::linked::{Axis, Ledger, Microdata, Programme, TOTAL, Table, Zeros};

/// That a case has the concern as the main one.
const MAIN: &str = "main";
/// That it has it beside that.
pub(super) const ALSO: &str = "also";
/// That it has it not.
const NOT: &str = "not";

/// How many cases of a service there are, or have a concern.
pub(super) struct Counts<'a>(pub(super) &'a AnnualCases);

impl Counts<'_> {
    fn of(&self, split: &[(&str, &str)]) -> u32 {
        let mut names = single();
        names.push(ADDITIONAL_CONCERN);
        self.0.count(&names, &cell(&names, split))
    }

    pub(super) fn all(&self, service: &str) -> u32 {
        self.of(&[("service", service)])
    }

    pub(super) fn main(&self, service: &str, concern: &str) -> u32 {
        self.of(&[("service", service), ("main_concern", concern)])
    }

    pub(super) fn also(&self, service: &str, concern: &str) -> u32 {
        self.of(&[("service", service), (ADDITIONAL_CONCERN, concern)])
    }
}

/// A service, or `Total`, and a concern, for each of them.
pub(super) fn rows<'a>(
    services: &'a [&str],
    concerns: &'a [&str],
) -> impl Iterator<Item = (String, String)> + 'a {
    let services = || services.iter().copied().chain([TOTAL]);
    concerns
        .iter()
        .flat_map(move |concern| services().map(|service| (service.to_owned(), (*concern).to_owned())))
}

fn dimension(concern: &str) -> String {
    format!("{ADDITIONAL_CONCERN} {concern}")
}

/// The cases along the services, and along a dimension for each concern.
pub(super) fn microdata(cases: &AnnualCases, concerns: &[&str]) -> Option<Microdata> {
    let owned = |codes: &[&str]| codes.iter().map(|&code| code.to_owned()).collect::<Vec<String>>();
    let mut axes = vec![Axis::flat("service", owned(cases.codes("service"))).ok()?];
    for concern in concerns {
        axes.push(Axis::flat(&dimension(concern), owned(&[MAIN, ALSO, NOT])).ok()?);
    }
    let row = |case: &Vec<(&str, &str)>| {
        let service = case.iter().find(|(name, _)| *name == "service")?.1;
        let has = |concern: &&str| match case {
            _ if case.contains(&("main_concern", concern)) => MAIN,
            _ if case.contains(&(ADDITIONAL_CONCERN, concern)) => ALSO,
            _ => NOT,
        };
        let codes = std::iter::once(service).chain(concerns.iter().map(has));
        axes.iter().zip(codes).map(|(axis, code)| axis.place(code)).collect::<Option<Vec<u32>>>()
    };
    let rows = cases.each().map(row).collect::<Option<Vec<_>>>()?;
    Some(Microdata::from_counts(axes, rows.into_iter().map(|row| (row, 1))))
}

/// A table for each concern.
pub(super) fn programme(cases: &AnnualCases, concerns: &[&str], ties: &str) -> Programme {
    let table = |concern: &&str| Table {
        dimensions: vec!["service".to_owned(), dimension(concern)],
        only: Default::default(),
        except: Default::default(),
    };
    let named = |service: &str, concern: &str, code: &str| {
        let service = (service != TOTAL).then(|| ("service".to_owned(), service.to_owned()));
        service
            .into_iter()
            .chain([(dimension(concern), code.to_owned())])
            .collect::<BTreeMap<String, String>>()
    };
    let counts = Counts(cases);
    // That everybody has a concern would tell it of each: then nobody may know that there is none who has it not.
    let in_all = |(service, concern): &(String, String)| {
        let (main, also) = (counts.main(service, concern), counts.also(service, concern));
        also > 0 && main + also == counts.all(service)
    };
    // A zero that could be nothing else is no secret and no cover.
    let impossible = cases.impossible().iter().filter_map(|[(_, service), (dimension, concern)]| {
        (*dimension == ADDITIONAL_CONCERN && concerns.contains(concern)).then_some((service, concern))
    });
    Programme {
        k: K,
        zeros: Zeros::MayHide,
        key: Some(ties.to_owned()),
        tables: concerns.iter().map(table).collect(),
        sensitive: Vec::new(),
        minimum_base: 0,
        insiders: Some("service".to_owned()),
        hide: rows(cases.codes("service"), concerns)
            .filter(in_all)
            .map(|(service, concern)| named(&service, &concern, NOT))
            .collect(),
        show: impossible.map(|(service, concern)| named(service, concern, ALSO)).collect(),
        effort: 1,
    }
}

/// What the reader is thought to know.
pub(super) fn known(cases: &AnnualCases, concerns: &[&str]) -> Ledger {
    let counts = Counts(cases);
    let mut ledger = Ledger::default();
    for service in cases.codes("service").iter().copied().chain([TOTAL]) {
        // Each cell is added once, so that no two counts of it meet.
        let _ = ledger.add(&["service".to_owned()], &[service.to_owned()], Some(counts.all(service)));
        for concern in concerns {
            let names = ["service".to_owned(), dimension(concern)];
            let codes = [service.to_owned(), MAIN.to_owned()];
            let _ = ledger.add(&names, &codes, Some(counts.main(service, concern)));
        }
    }
    ledger
}
