//! From rows to raw tables, in one pass.

use super::Index;
use super::columns::Columns;
use super::contacts::ContactYear;
use super::histogram::Histogram;
use super::tally::Tally;
use crate::domain::{
    AgeBandList, ConcernList, CountryList, FrozenYear, GenderList, Period, PersonLocationList,
    ReferralSourceList,
};
use crate::statistics::{FrequencyTable, Raw, Spec};

/// The tables that a programme has for a frozen year.
///
/// # Panics
/// If the programme names a dimension that is not counted: a test tallies every table there is.
pub fn tally(frozen: &FrozenYear, spec: &Spec) -> Vec<FrequencyTable<Raw>> {
    tables(frozen.period, &YearCounts::of_frozen(frozen), spec)
}

impl Index {
    /// The tables that a programme has for a year, from the cases as they are now: what [`tally`] would say,
    /// were the year frozen.
    ///
    /// # Panics
    /// As [`tally`].
    pub fn tally_year(&self, period: Period, spec: &Spec) -> Vec<FrequencyTable<Raw>> {
        tables(period, &self.count(period), spec)
    }

    pub(super) fn count(&self, period: Period) -> YearCounts {
        YearCounts {
            cases: self.counted(period).map(CaseCounts::of_columns).unwrap_or_default(),
            contacts: self.contacts.year(period),
        }
    }
}

/// All that the tables of a year are made of.
pub(super) struct YearCounts {
    pub(super) cases: CaseCounts,
    pub(super) contacts: ContactYear,
}

/// One histogram a dimension. Each holds every case once.
#[derive(Default)]
pub(super) struct CaseCounts {
    pub(super) main: Histogram<ConcernList>,
    pub(super) gender: Histogram<GenderList>,
    pub(super) age_band: Histogram<AgeBandList>,
    pub(super) country: Histogram<CountryList>,
    pub(super) location: Histogram<PersonLocationList>,
    pub(super) referral: Histogram<ReferralSourceList>,
}

impl YearCounts {
    pub(super) fn of_frozen(frozen: &FrozenYear) -> Self {
        let mut cases = CaseCounts::default();
        for case in &frozen.cases {
            cases.main.add(case.main);
            cases.gender.add(case.gender);
            cases.age_band.add(case.age_band);
            cases.country.add(case.country);
            cases.location.add(case.location);
            cases.referral.add(case.referral);
        }
        let assignments = Histogram::of(&frozen.assignments);
        let questions = Histogram::of(&frozen.questions);
        Self { cases, contacts: ContactYear { assignments, questions } }
    }
}

impl CaseCounts {
    fn of_columns(columns: &Columns) -> Self {
        Self {
            main: Histogram::of(&columns.main),
            gender: Histogram::of(&columns.gender),
            age_band: Histogram::of(&columns.age_band),
            country: Histogram::of(&columns.country),
            location: Histogram::of(&columns.location),
            referral: Histogram::of(&columns.referral),
        }
    }
}

fn tables(period: Period, counts: &YearCounts, spec: &Spec) -> Vec<FrequencyTable<Raw>> {
    let programme = spec.tables_of(period.service.code());
    programme.map(|table| Tally::new(table, period, counts).into_table()).collect()
}
