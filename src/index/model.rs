//! A model of the index: the newest facts of each case, looked through from end to end every time.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Direction, Known, ListedCase, Query, SortKey};
use crate::access::Scope;
use crate::domain::{CaseId, CaseNumber, Contact, CountedCase, Facts, Period};
use crate::statistics::Unit;

/// The newest revision of each case.
#[derive(Default)]
pub(super) struct Model(BTreeMap<CaseId, (u64, Facts)>);

impl Model {
    pub(super) fn apply(&mut self, revision: u64, facts: &Facts) {
        if self.0.get(&facts.id).is_none_or(|(held, _)| *held < revision) {
            self.0.insert(facts.id, (revision, facts.clone()));
        }
    }

    pub(super) fn find(&self, number: CaseNumber) -> Option<Known> {
        let (id, (revision, facts)) = self.0.iter().find(|(id, _)| id.number() == number)?;
        let Facts { owner, team, service, .. } = *facts;
        Some(Known { id: *id, revision: *revision, owner, team, service, status: facts.status() })
    }

    pub(super) fn list(&self, scope: Scope, query: &Query) -> Vec<ListedCase> {
        let mut cases: Vec<_> = self.0.values().filter(|(_, facts)| asked(facts, scope, query)).collect();
        cases.sort_by_key(|(_, facts)| facts.id.number());
        match query.sort.direction {
            Direction::Ascending => cases.sort_by_key(|(_, facts)| rank(query.sort.key, facts)),
            Direction::Descending => cases.sort_by_key(|(_, facts)| Reverse(rank(query.sort.key, facts))),
        }
        cases.into_iter().map(|(revision, facts)| listed(*revision, facts)).collect()
    }

    /// The frozen year's cases, before they are sorted.
    pub(super) fn counted(&self, period: Period) -> impl Iterator<Item = &Facts> {
        let facts = self.0.values().map(|(_, facts)| facts);
        facts
            .filter(move |facts| facts.service == period.service)
            .filter(move |facts| facts.opened.year() == period.year.number())
            .filter(|facts| facts.closing.is_none_or(|closing| closing.outcome.as_str() != "FEI"))
    }
}

fn asked(facts: &Facts, scope: Scope, query: &Query) -> bool {
    let now = facts.current();
    scope.covers(facts.owner, facts.team)
        && query.status.is_none_or(|status| status == facts.status())
        && query.concern.is_none_or(|concern| now.main == concern || now.additional.contains(&concern))
        && query.opened_from.is_none_or(|from| facts.opened >= from)
        && query.opened_to.is_none_or(|to| facts.opened <= to)
}

fn rank(key: SortKey, facts: &Facts) -> (Option<CaseNumber>, i32) {
    let now = facts.current();
    match key {
        SortKey::Number => (Some(facts.id.number()), 0),
        SortKey::Opened => (None, facts.opened.to_julian_day()),
        SortKey::Closed => (None, facts.closing.map_or(i32::MAX, |closing| closing.on.to_julian_day())),
        SortKey::Concern => (None, now.main.position().into()),
        SortKey::Risk => {
            (None, "ILMHA".find(now.risk.as_str()).and_then(|at| at.try_into().ok()).expect("a level"))
        }
    }
}

fn listed(revision: u64, facts: &Facts) -> ListedCase {
    ListedCase {
        number: facts.id.number(),
        revision,
        owner: facts.owner,
        opened: facts.opened,
        closed: facts.closing.map(|closing| closing.on),
        main: facts.current().main,
        risk: facts.current().risk,
        gender: facts.person.gender,
        age_band: facts.person.age_band,
    }
}

pub(super) fn counted_case(facts: &Facts) -> CountedCase {
    let mut additional = facts.opening.additional.clone();
    additional.sort();
    additional.dedup();
    CountedCase {
        month: facts.opened.month().into(),
        main: facts.opening.main,
        additional,
        gender: facts.person.gender,
        age_band: facts.person.age_band,
        country: facts.person.country,
        location: facts.person.location,
        referral: facts.referral.main,
        county: facts.workplace.county,
        mission: facts.workplace.mission,
    }
}

pub(super) fn is_case_of(facts: &Facts, dimension: &str, category: &str) -> bool {
    let person = &facts.person;
    let group = match person.age_band.as_str() {
        "AUK" => "unknown",
        "A00" | "A13" | "A16" | "U18" => "under_18",
        _ => "18_or_over",
    };
    category
        == match dimension {
            "main_concern" => facts.opening.main.as_str(),
            "gender" => person.gender.as_str(),
            "age_group" => group,
            "referral_source" => facts.referral.main.as_str(),
            "person_location" => person.location.as_str(),
            "country_background" => person.country.as_str(),
            _ => "all",
        }
}

pub(super) fn is_contact_of(
    contact: &Contact,
    period: Period,
    unit: Unit,
    dimension: &str,
    category: &str,
) -> bool {
    let code = match contact {
        Contact::Assignment(assignment) if unit == Unit::Assignments => assignment.form.as_str(),
        Contact::Question(question) if unit == Unit::Questions => question.gender.as_str(),
        _ => return false,
    };
    contact.service() == period.service
        && contact.on().year() == period.year.number()
        && (dimension == "total" || category == code)
}
