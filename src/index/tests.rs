//! The index against the model of it.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use time::{Date, OffsetDateTime};

use super::count::YearCounts;
use super::model::{Model, counted_case, is_case_of, is_contact_of};
use super::sample::{self, Draw, OWNERS, TEAMS};
use super::tally::Tally;
use super::*;
use crate::access::Scope;
use crate::domain::{Concern, CountedCase, FrozenYear, Role, Status, Year};
use crate::statistics::{Unit, YEARLY};

fn filled(steps: &[(u64, Draw)]) -> (Index, Model) {
    let (mut index, mut model) = (Index::default(), Model::default());
    for (revision, draw) in steps {
        let facts = sample::facts(draw);
        index.apply(*revision, &facts);
        model.apply(*revision, &facts);
    }
    (index, model)
}

fn scopes() -> impl Iterator<Item = Scope> {
    let owners = (0..OWNERS).map(|owner| sample::scope(Role::Adviser, sample::owner(owner), sample::team(0)));
    let teams =
        (0..TEAMS).map(|team| sample::scope(Role::TeamLead, sample::owner(OWNERS), sample::team(team)));
    owners.chain(teams)
}

fn periods() -> impl Iterator<Item = Period> {
    (2023..=2025).filter_map(Year::new).flat_map(|year| Service::ALL.map(|service| Period { service, year }))
}

fn freeze(index: &Index, period: Period) -> FrozenYear {
    index.freeze(period, OffsetDateTime::UNIX_EPOCH, sample::owner(0))
}

fn tallies(period: Period, counts: &YearCounts) -> Vec<Tally> {
    YEARLY.tables_of(period.service.code()).map(|table| Tally::new(table, period, counts)).collect()
}

fn steps() -> impl Strategy<Value = Vec<(u64, Draw)>> {
    vec((1..40_u64, any::<Draw>()), 0..60)
}

fn days() -> impl Strategy<Value = Option<Date>> {
    proptest::option::of(
        (2_460_250..2_460_700_i32).prop_map(|day| Date::from_julian_day(day).expect("a day")),
    )
}

prop_compose! {
    fn queries()(
        status in proptest::option::of(proptest::sample::select(vec![Status::Open, Status::Closed])),
        concern in proptest::option::of(proptest::sample::select(Concern::all().collect::<Vec<_>>())),
        opened_from in days(),
        opened_to in days(),
        sort in proptest::sample::select(Sort::all().collect::<Vec<_>>()),
        page_size in 0..5_u32,
    ) -> Query {
        Query { status, concern, opened_from, opened_to, sort, page: 1, page_size }
    }
}

proptest! {
    #[test]
    fn a_case_is_found_as_it_stands_now(steps in steps()) {
        let (index, model) = filled(&steps);
        for (_, draw) in &steps {
            let id = sample::facts(draw).id;
            prop_assert_eq!(index.find(id.number()), model.find(id.number()));
            prop_assert_eq!(index.find_id(id), model.find(id.number()));
        }
    }

    #[test]
    fn pages_together_are_the_whole_list_in_order(steps in steps(), query in queries()) {
        let (index, model) = filled(&steps);
        for scope in scopes() {
            let expected = model.list(scope, &query);
            let pages: Vec<_> = expected.chunks(query.page_size.max(1) as usize).collect();
            let last = pages.len().max(1);
            for page in 0..=last + 1 {
                let shown = page.clamp(1, last);
                let listing = index.list(scope, &Query { page: page as u32, ..query });
                prop_assert_eq!(listing.total, expected.len());
                prop_assert_eq!(listing.page as usize, shown);
                prop_assert!(listing.rows == pages.get(shown - 1).copied().unwrap_or_default());
            }
        }
    }

    #[test]
    fn a_list_shows_no_case_beyond_its_scope(steps in steps(), query in queries()) {
        let (index, model) = filled(&steps);
        for owner in (0..=OWNERS).map(sample::owner) {
            let own = sample::scope(Role::Adviser, owner, sample::team(0));
            let listing = index.list(own, &Query { page_size: u32::MAX, ..query });
            prop_assert!(listing.rows.iter().all(|case| case.owner == owner));
        }
        for team in (0..=TEAMS).map(sample::team) {
            let whole = sample::scope(Role::TeamLead, sample::owner(0), team);
            let listing = index.list(whole, &Query { page_size: u32::MAX, ..query });
            let of_team = |case: &ListedCase| model.find(case.number).is_some_and(|known| known.team == team);
            prop_assert!(listing.rows.iter().all(of_team));
        }
    }

    #[test]
    fn what_came_before_changes_nothing(steps in steps()) {
        let (once, _) = filled(&steps);
        let back: Vec<_> = steps.iter().rev().copied().collect();
        let (twice, _) = filled(&[steps, back].concat());
        let all = Query { page_size: u32::MAX, ..Query::default() };
        prop_assert!(scopes().all(|scope| once.list(scope, &all) == twice.list(scope, &all)));
        prop_assert!(periods().all(|period| freeze(&once, period) == freeze(&twice, period)));
    }

    #[test]
    fn a_frozen_year_is_the_counted_cases_whichever_way_they_came(steps in steps()) {
        // Which facts a revision has is settled once it is written.
        let steps: BTreeMap<u64, Draw> = steps.into_iter().collect();
        let forth: Vec<_> = steps.into_iter().collect();
        let back: Vec<_> = forth.iter().rev().copied().collect();
        let (index, model) = filled(&forth);
        let (other, _) = filled(&back);
        for period in periods() {
            let frozen = freeze(&index, period);
            prop_assert!(frozen == freeze(&other, period));
            let mut expected: Vec<CountedCase> = model.counted(period).map(counted_case).collect();
            expected.sort();
            prop_assert!(frozen.cases == expected);
        }
    }

    #[test]
    fn a_year_counts_the_same_live_frozen_and_by_hand(
        steps in steps(),
        contacts in vec(any::<[u16; 6]>(), 0..30),
    ) {
        let (mut index, model) = filled(&steps);
        let mut kept = BTreeMap::new();
        for (id, contact) in contacts.iter().map(sample::contact) {
            index.apply_contact(id, &contact);
            kept.insert(id.0, contact);
        }
        for period in periods() {
            let live = tallies(period, &index.count(period));
            let frozen = tallies(period, &YearCounts::of_frozen(&freeze(&index, period)));
            prop_assert_eq!(live.len(), frozen.len());
            for (live, frozen) in live.iter().zip(&frozen) {
                prop_assert_eq!((live.names(), live.cells()), (frozen.names(), frozen.cells()));
                let (unit, dimension) = live.names();
                for (category, count) in live.cells() {
                    let cases = model.counted(period).filter(|facts| is_case_of(facts, dimension, category));
                    let contacts = kept.values().filter(|contact| {
                        is_contact_of(contact, period, unit, dimension, category)
                    });
                    let expected = if unit == Unit::Cases { cases.count() } else { contacts.count() };
                    prop_assert_eq!(count as usize, expected, "{} by {}", unit, dimension);
                }
            }
        }
    }
}

#[test]
fn the_revision_never_goes_back() {
    let mut index = Index::default();
    assert_eq!(index.stands_at(), 0);
    index.advance(7);
    index.advance(3);
    assert_eq!(index.stands_at(), 7);
    let period = Period { service: Service::Mr, year: Year::FIRST };
    assert_eq!(freeze(&index, period).revision, 7);
}

#[test]
fn an_empty_index_lists_one_empty_page() {
    let scope = sample::scope(Role::Adviser, sample::owner(0), sample::team(0));
    let listing = Index::default().list(scope, &Query { page: 9, ..Query::default() });
    assert!(listing.total == 0 && listing.page == 1 && listing.rows.is_empty());
}
