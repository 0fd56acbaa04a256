//! Which tables may be asked for, as data.
//!
//! A rule stands here and not in a setting: changing it is a reviewed change of this file and of [`LATTICE_VERSION`].

use crate::domain::TableDimension::{
    self, AgeGroup, Gender, MainConcern, PersonLocation, ReferralSource, Service,
};

/// The version of the lattice, kept with every base.
pub const LATTICE_VERSION: &str = "tables-1";

/// The largest tables that may be asked for; each of their margins may be asked for as well.
///
/// The base of a year is rounded so that every count of every one of these tables is nothing or no longer small. So
/// each further crossing moves numbers in all the others, and there is none here for its own sake: the services cross
/// what they work on with whom, and with whom it came from and where she was.
///
/// Left out, though frozen years have it. Country background: a list of 250 codes without groups, of which nearly every
/// crossing would be rounded to nothing. County and mission: each is a part of some services' cases only, so that
/// the rest of a table would tell of a service. The month: no figure of a report goes by it. Additional concerns: a
/// case may have several, so that their sums are no cases; and units do not mix.
const SETS: [&[TableDimension]; 7] = [
    &[Service, MainConcern, Gender],
    &[Service, MainConcern, AgeGroup],
    &[Service, Gender, AgeGroup],
    &[MainConcern, Gender, AgeGroup],
    &[Service, ReferralSource],
    &[Service, PersonLocation],
    &[MainConcern, PersonLocation],
];

/// The largest tables that may be asked for, by their dimensions.
pub fn lattice() -> impl Iterator<Item = &'static [TableDimension]> {
    SETS.into_iter()
}

/// Whether a table that is split so may be asked for.
pub fn is_approved(dimensions: &[TableDimension]) -> bool {
    SETS.iter().any(|set| dimensions.iter().all(|dimension| set.contains(dimension)))
}

/// The names of the dimensions, as tables have them.
pub(in crate::statistics) fn names(dimensions: &[TableDimension]) -> Vec<&'static str> {
    dimensions.iter().map(|dimension| dimension.name()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::TableQuestion;

    #[test]
    fn every_set_is_a_question_in_its_order_and_none_is_in_another() {
        for (at, set) in lattice().enumerate() {
            assert!(!set.is_empty() && set.len() <= TableQuestion::MOST_DIMENSIONS);
            assert!(set.is_sorted(), "{set:?}");
            for (_, other) in lattice().enumerate().filter(|(other, _)| *other != at) {
                assert!(!set.iter().all(|dimension| other.contains(dimension)), "{set:?} is in {other:?}");
            }
        }
    }

    #[test]
    fn margins_are_approved_and_other_crossings_are_not() {
        assert!(is_approved(&[Gender]) && is_approved(&[MainConcern, AgeGroup]));
        assert!(TableDimension::ALL.into_iter().all(|dimension| is_approved(&[dimension])));
        assert!(!is_approved(&[ReferralSource, PersonLocation]));
        assert!(!is_approved(&[Service, MainConcern, PersonLocation]));
    }
}
