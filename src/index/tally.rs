//! [`Tally`]: the counts of a year, dealt out to the categories of one table.
//!
//! Which categories a year has hangs on the code lists and the programme alone, as long as nothing unexpected
//! occurs. So they are found once for each table of a service's year and kept: a list has up to 255 codes, and
//! writing out their names would take longer than counting thousands of cases.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use super::categories::{Category, categories};
use super::count::YearCounts;
use super::histogram::{Histogram, PLACES};
use crate::domain::{List, Period};
use crate::statistics::{Dimension, FrequencyTable, Raw, TableSpec, Unit};

/// A raw table before it is closed.
pub(super) struct Tally {
    unit: Unit,
    shape: Arc<Shape>,
    counts: Vec<u32>,
}

/// The categories of a table, and the way there from the codes of its list.
struct Shape {
    dimension: Dimension,
    /// For each place in the list, the place of the category it is counted under.
    categories: [u8; PLACES],
}

/// No category has this place: a list has at most 255 codes.
const NOWHERE: u8 = u8::MAX;

impl Tally {
    /// Fills one table of the programme.
    pub(super) fn new(table: &'static TableSpec, period: Period, counts: &YearCounts) -> Self {
        let YearCounts { cases, contacts } = counts;
        match (table.unit(), table.dimension()) {
            (Unit::Cases, "total" | "main_concern") => Self::of(table, period, &cases.main),
            (Unit::Cases, "gender") => Self::of(table, period, &cases.gender),
            (Unit::Cases, "age_group") => Self::of(table, period, &cases.age_band),
            (Unit::Cases, "referral_source") => Self::of(table, period, &cases.referral),
            (Unit::Cases, "person_location") => Self::of(table, period, &cases.location),
            (Unit::Cases, "country_background") => Self::of(table, period, &cases.country),
            (Unit::Assignments, "total" | "assignment_form") => {
                Self::of(table, period, &contacts.assignments)
            }
            (Unit::Questions, "total" | "gender") => Self::of(table, period, &contacts.questions),
            (unit, other) => panic!("the programme has {unit} by {other}, which is not counted"),
        }
    }

    fn of<L: List>(table: &'static TableSpec, period: Period, histogram: &Histogram<L>) -> Self {
        let expected = Shape::expected::<L>(table, period);
        let (shape, counts) = match expected.count(histogram) {
            Some(counts) => (expected, counts),
            None => {
                let occurs = |code| histogram.count(code) > 0;
                let shape = Shape::new(table, categories::<L>(table, period, occurs));
                let counts = shape.count(histogram).expect("what occurs has a category");
                (Arc::new(shape), counts)
            }
        };
        Self { unit: table.unit(), shape, counts }
    }

    pub(super) fn into_table(self) -> FrequencyTable<Raw> {
        FrequencyTable::tally(self.unit, self.shape.dimension.clone(), self.counts)
            .expect("there is a count for each category, and fewer cases than 32 bits hold")
    }
}

impl Shape {
    fn new<L: List>(table: &TableSpec, categories: Vec<Category<L>>) -> Self {
        let mut places = [NOWHERE; PLACES];
        for (place, category) in (0..NOWHERE).zip(&categories) {
            for code in &category.codes {
                places[usize::from(code.position())] = place;
            }
        }
        let dimension = Dimension::new(table.dimension(), categories.iter().map(|category| category.name))
            .expect("a list has codes and each once, and a programme fixes each category once");
        Self { dimension, categories: places }
    }

    /// The shape of a year in which nothing unexpected occurs. Kept for ever: there are as many as tables of
    /// the years that somebody asks for, and neither lists nor programmes change while the program runs.
    fn expected<L: List>(table: &'static TableSpec, period: Period) -> Arc<Self> {
        type Key = (Unit, &'static str, Option<&'static [&'static str]>, Period);
        static KEPT: LazyLock<RwLock<HashMap<Key, Arc<Shape>>>> = LazyLock::new(RwLock::default);

        let key = (table.unit(), table.dimension(), table.categories(), period);
        let kept = KEPT.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        kept.unwrap_or_else(|| {
            let shape = Arc::new(Self::new(table, categories::<L>(table, period, |_| false)));
            KEPT.write().unwrap_or_else(PoisonError::into_inner).insert(key, shape.clone());
            shape
        })
    }

    /// The count by category; nothing when a code occurs that is counted under none of them.
    fn count<L: List>(&self, histogram: &Histogram<L>) -> Option<Vec<u32>> {
        let mut counts = vec![0; self.dimension.categories().len()];
        for (&category, &count) in self.categories.iter().zip(histogram.counts()) {
            if count > 0 {
                *counts.get_mut(usize::from(category))? += count;
            }
        }
        Some(counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Concern, Gender, Service, Year};
    use crate::statistics::YEARLY;

    impl Tally {
        /// What the table counts, and what it is split by.
        pub(in super::super) fn names(&self) -> (Unit, &str) {
            (self.unit, self.shape.dimension.name())
        }

        /// Each category with its count.
        pub(in super::super) fn cells(&self) -> Vec<(&str, u32)> {
            let categories = self.shape.dimension.categories().iter();
            categories.map(|category| category.code()).zip(self.counts.iter().copied()).collect()
        }
    }

    fn empty() -> YearCounts {
        YearCounts { cases: Default::default(), contacts: Default::default() }
    }

    fn period(service: Service, year: i32) -> Period {
        Period { service, year: Year::new(year).expect("a year of the registry") }
    }

    fn tally(dimension: &str, period: Period, counts: &YearCounts) -> Tally {
        let mut programme = YEARLY.tables_of(period.service.code());
        let table = programme.find(|table| table.dimension() == dimension).expect("it is there");
        Tally::new(table, period, counts)
    }

    #[test]
    fn what_occurs_is_counted_and_leaves_the_kept_shape_as_it_was() {
        let period = period(Service::Mr, 2019);
        let mut counts = empty();
        let before = tally("main_concern", period, &counts).cells().len();
        counts.cases.main.add(Concern::known("KSM"));
        counts.cases.main.add(Concern::known("NSK"));
        let unexpected = tally("main_concern", period, &counts);
        let counted: Vec<_> = unexpected.cells().into_iter().filter(|(_, count)| *count > 0).collect();
        assert_eq!(counted, [("NSK", 1), ("KSM", 1)]);
        assert_eq!(unexpected.cells().len(), before + 1);
        counts.cases.main.subtract(Concern::known("KSM"));
        assert_eq!(tally("main_concern", period, &counts).cells().len(), before);
    }

    #[test]
    fn fixed_categories_stand_in_their_order() {
        let mut counts = empty();
        for gender in ["U", "K", "U"] {
            counts.cases.gender.add(Gender::known(gender));
        }
        let cells = tally("gender", period(Service::Mr, 2019), &counts);
        assert_eq!(cells.cells(), [("K", 1), ("M", 0), ("A", 0), ("U", 2)]);
    }

    #[test]
    fn every_table_of_the_programme_can_be_tallied() {
        for service in Service::ALL {
            for year in [2008, 2026] {
                for table in YEARLY.tables_of(service.code()) {
                    let tally = Tally::new(table, period(service, year), &empty());
                    assert!(!tally.cells().is_empty());
                    let fixed = table.categories().unwrap_or_default();
                    assert!(fixed.is_empty() || tally.cells().iter().map(|(code, _)| code).eq(fixed));
                    tally.into_table();
                }
            }
        }
    }
}
