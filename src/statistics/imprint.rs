//! [`Imprint`] and [`Labels`]: the words that stand in the files of a release.
//!
//! Here are no words. Whoever lets a file out says them in the language of its reader, and the writers put them
//! where their format has room for them.

use time::OffsetDateTime;

use super::cube::Cube;
use super::dimension::Unit;

/// The words for codes, in the language of the reader.
pub trait Labels {
    /// The label of what is counted.
    fn unit(&self, unit: Unit) -> String;
    /// The label of a dimension.
    fn dimension(&self, name: &str) -> String;
    /// The label of a category.
    fn category(&self, dimension: &str, code: &str) -> String;
    /// What a table is called: what it counts, and by what.
    fn cube(&self, cube: &Cube) -> String;
}

/// What stands around the tables of a file.
#[derive(Clone, Debug)]
pub struct Imprint {
    /// What the release is called.
    pub title: String,
    /// Who gives the figures.
    pub source: String,
    /// The service whose year it is; nothing where the tables are split by service.
    pub service: String,
    /// When it was published, where that is known.
    pub updated: Option<OffsetDateTime>,
    /// What the release was made of, line by line: what is told, and what it is.
    pub provenance: Vec<(String, String)>,
    /// The signs, each with what it says.
    pub signs: Vec<(String, String)>,
    /// What one has to know to read the figures.
    pub notes: Vec<String>,
    /// What columns, sheets and dimensions are called.
    pub heads: Heads,
}

/// What columns, sheets and dimensions are called that no code list names.
#[derive(Clone, Debug)]
pub struct Heads {
    /// The service.
    pub service: String,
    /// The calendar year.
    pub year: String,
    /// What is counted.
    pub unit: String,
    /// The code of a category.
    pub code: String,
    /// How many.
    pub count: String,
    /// The share of all, in percent.
    pub percent: String,
    /// The sign of a figure, in tables of which a correction has changed some.
    pub sign: String,
    /// The sheet that tells of the others.
    pub about: String,
    /// The list of the tables.
    pub tables: String,
    /// The list of the signs.
    pub signs: String,
    /// The list of what one has to know.
    pub notes: String,
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Words for the tests of the writers; one label is a spreadsheet's formula.
    pub(in crate::statistics) struct Words;

    impl Labels for Words {
        fn unit(&self, unit: Unit) -> String {
            format!("the {unit}")
        }

        fn dimension(&self, name: &str) -> String {
            format!("the {name}")
        }

        fn category(&self, _: &str, code: &str) -> String {
            match code {
                "K" => "=HYPERLINK(\"x\")".to_owned(),
                "NSK" => "Negativ; sosial, \"kontroll\"".to_owned(),
                _ => code.to_lowercase(),
            }
        }

        fn cube(&self, cube: &Cube) -> String {
            format!("the table {}", cube.key())
        }
    }

    pub(in crate::statistics) fn imprint() -> Imprint {
        let said = str::to_owned;
        Imprint {
            title: said("Release 7"),
            source: said("A registry"),
            service: said("The advisers"),
            updated: None,
            provenance: vec![(said("Number"), said("7"))],
            signs: vec![(said(":"), said("confidential"))],
            notes: vec![said("-1 is a note and no formula")],
            heads: Heads {
                service: said("Service"),
                year: said("Year"),
                unit: said("Unit"),
                code: said("code"),
                count: said("Count"),
                percent: said("Percent"),
                sign: said("Sign"),
                about: said("About: [all]"),
                tables: said("Tables"),
                signs: said("Signs"),
                notes: said("Notes"),
            },
        }
    }
}
