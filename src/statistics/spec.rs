//! The programme as data: which tables a service's year has, and the rule of each.
//!
//! A rule stands here and not in a setting. Changing it changes a promise to the people who are counted:
//! that is a reviewed change of this file, and of [`Spec::version`].

use super::dimension::Unit;

/// A programme of tables that are protected and released together. Nobody outside builds one.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    pub(super) version: &'static str,
    pub(super) threshold: u32,
    pub(super) tables: &'static [TableSpec],
}

/// One table of a programme.
#[derive(Clone, Copy, Debug)]
pub struct TableSpec {
    pub(super) unit: Unit,
    pub(super) dimension: &'static str,
    /// The categories, where the programme fixes them; else those of the code list.
    pub(super) categories: Option<&'static [&'static str]>,
    pub(super) services: &'static [&'static str],
    pub(super) grouping: Grouping,
    pub(super) subject: Subject,
}

/// How the categories of a code list become those of a published table (`grouping.rs`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grouping {
    /// As they are.
    AsCoded,
    /// These two become one, unless both can stand alone.
    Together { pair: [&'static str; 2], becomes: &'static str },
    /// The largest are named, as many as this; the others become one.
    Largest { named: usize, others: &'static str },
}

/// Whether it harms somebody to be known to be in a category because everybody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// It does not.
    Ordinary,
    /// It does: such a table does not show that only one category is in use.
    Sensitive,
}

impl Spec {
    /// The programme's version, kept with every release.
    pub fn version(&self) -> &'static str {
        self.version
    }

    /// The smallest count that is shown; 1 up to this, exclusive, is sensitive.
    pub fn threshold(&self) -> u32 {
        self.threshold
    }

    /// The smallest total that is split at all: three cells' worth of the threshold. Under it a breakdown
    /// is mostly blanks, and what it still shows is about people one could count on two hands.
    pub fn minimum_base(&self) -> u32 {
        3 * self.threshold
    }

    /// The tables that this service's year has, in the order they are shown.
    pub fn tables_of(&self, service: &str) -> impl Iterator<Item = &'static TableSpec> {
        self.tables.iter().filter(move |table| table.services.contains(&service))
    }
}

impl TableSpec {
    /// What the table counts.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// The dimension to tally by.
    pub fn dimension(&self) -> &'static str {
        self.dimension
    }

    /// The category codes to tally by, where the programme fixes them. Otherwise they are the whole code
    /// list of the dimension for this service and year, whatever occurs.
    pub fn categories(&self) -> Option<&'static [&'static str]> {
        self.categories
    }
}

const WITH_CASES: &[&str] = &["MR", "SU", "KT"];
const WITH_ASSIGNMENTS: &[&str] = &["MR", "SU", "KT", "FT"];
const WITH_QUESTIONS: &[&str] = &["MR", "KT"];

const GENDERS: &[&str] = &["K", "M", "A", "U"];
const A_OR_U: Grouping = Grouping::Together { pair: ["A", "U"], becomes: "A_or_U" };

/// The tables of a service's year.
///
/// Threshold 5, the custom of Norwegian public statistics (*fewer than 5*): 1 to 4 are hidden. Zeros are
/// shown wherever a breakdown is shown; they say of nobody that he was there.
///
/// All tables are one-way and national. They share nothing but the total of their unit, so that any split
/// of one is possible beside any split of another; what is proved for each holds for all of them together.
pub const YEARLY: Spec = Spec {
    version: "yearly-1",
    threshold: 5,
    tables: &[
        // A total under the threshold is hidden, zero as well: were zero shown, hidden would mean 1 to 4.
        TableSpec {
            unit: Unit::Cases,
            dimension: "total",
            categories: Some(&["all"]),
            services: WITH_CASES,
            grouping: Grouping::AsCoded,
            subject: Subject::Ordinary,
        },
        // What somebody is exposed to is what this registry keeps secret: that all have one and the same
        // concern would tell it of each.
        TableSpec {
            unit: Unit::Cases,
            dimension: "main_concern",
            categories: None,
            services: WITH_CASES,
            grouping: Grouping::AsCoded,
            subject: Subject::Sensitive,
        },
        // Other identities and unknown stand together: few enough that either alone points at somebody.
        // That all are girls is no secret about any of them.
        TableSpec {
            unit: Unit::Cases,
            dimension: "gender",
            categories: Some(GENDERS),
            services: WITH_CASES,
            grouping: A_OR_U,
            subject: Subject::Ordinary,
        },
        // Under and over 18 is all that was ever printed; narrower bands are for work, not for readers.
        TableSpec {
            unit: Unit::Cases,
            dimension: "age_group",
            categories: Some(&["under_18", "18_or_over", "unknown"]),
            services: WITH_CASES,
            grouping: Grouping::AsCoded,
            subject: Subject::Ordinary,
        },
        // Who asked for help on somebody's behalf. Thirty categories, many small: the rule decides.
        TableSpec {
            unit: Unit::Cases,
            dimension: "referral_source",
            categories: None,
            services: WITH_CASES,
            grouping: Grouping::AsCoded,
            subject: Subject::Ordinary,
        },
        // All in Norway, or for the envoys all abroad, is what one would expect.
        TableSpec {
            unit: Unit::Cases,
            dimension: "person_location",
            categories: Some(&["NO", "UT", "RT", "UK"]),
            services: WITH_CASES,
            grouping: Grouping::AsCoded,
            subject: Subject::Ordinary,
        },
        // Statistics Norway marks the variable sensitive. Five names, as the reports have always had.
        TableSpec {
            unit: Unit::Cases,
            dimension: "country_background",
            categories: None,
            services: WITH_CASES,
            grouping: Grouping::Largest { named: 5, others: "other" },
            subject: Subject::Sensitive,
        },
        // Assignments are meetings, not persons. They stand under the same rule, so that nobody has to
        // judge which meeting was about whom.
        TableSpec {
            unit: Unit::Assignments,
            dimension: "total",
            categories: Some(&["all"]),
            services: WITH_ASSIGNMENTS,
            grouping: Grouping::AsCoded,
            subject: Subject::Ordinary,
        },
        TableSpec {
            unit: Unit::Assignments,
            dimension: "assignment_form",
            categories: None,
            services: WITH_ASSIGNMENTS,
            grouping: Grouping::AsCoded,
            subject: Subject::Ordinary,
        },
        // Questions are asked anonymously on ung.no; only their number and the asker's gender are counted.
        TableSpec {
            unit: Unit::Questions,
            dimension: "total",
            categories: Some(&["all"]),
            services: WITH_QUESTIONS,
            grouping: Grouping::AsCoded,
            subject: Subject::Ordinary,
        },
        TableSpec {
            unit: Unit::Questions,
            dimension: "gender",
            categories: Some(GENDERS),
            services: WITH_QUESTIONS,
            grouping: A_OR_U,
            subject: Subject::Ordinary,
        },
    ],
};

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_unit_of_a_service_has_its_total_first() {
        for service in WITH_ASSIGNMENTS {
            let mut units = HashSet::new();
            for table in YEARLY.tables_of(service) {
                assert_eq!(
                    units.insert(table.unit),
                    table.dimension == "total",
                    "{service} {}",
                    table.dimension
                );
            }
        }
    }

    #[test]
    fn an_unknown_service_has_no_tables() {
        assert_eq!(YEARLY.tables_of("XX").count(), 0);
    }
}
