//! [`Dimension`]: what a table is split by; [`Unit`]: what it counts.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

/// The name of what splits nothing, and in files the code of the sum of a dimension's categories: no category has it.
pub const TOTAL: &str = "total";

/// What a table counts. Units never mix: no table, sum or share holds two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// One person's matter, opened in the year.
    Cases,
    /// Competence-building assignments carried out in the year.
    Assignments,
    /// Questions answered on ung.no in the year.
    Questions,
}

impl Unit {
    /// All three, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Cases, Self::Assignments, Self::Questions];

    /// The word used for it in stored releases and files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Assignments => "assignments",
            Self::Questions => "questions",
        }
    }

    /// The unit with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// One category of a dimension, by the code of its code list. Labels are put on where it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Category(String);

impl Category {
    /// The code: `NSK`, `K`, `under_18`.
    pub fn code(&self) -> &str {
        &self.0
    }
}

/// What a table is split by: a name and its categories in the order of the code list.
///
/// The categories are those of the code list, whether or not anything is counted under them. A list made
/// from what occurs would tell by its length what the table hides.
///
/// It is made once and shared by all tables that are split so: a clone copies nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    name: Arc<str>,
    categories: Arc<[Category]>,
}

/// A dimension with no name, no category, the same category twice, or one with the code of the sum.
#[derive(Debug, thiserror::Error)]
#[error("the dimension {name:?} has no categories, one of them twice, or one called as their sum")]
pub struct MisshapenDimension {
    name: String,
}

impl Dimension {
    /// The dimension `name` with these category codes, which keep their order.
    pub fn new<C: Into<String>>(
        name: impl Into<String>,
        codes: impl IntoIterator<Item = C>,
    ) -> Result<Self, MisshapenDimension> {
        let name = name.into();
        let categories: Arc<[Category]> = codes.into_iter().map(|code| Category(code.into())).collect();
        let different: HashSet<&Category> = categories.iter().collect();
        let as_sum = categories.iter().any(|category| category.code() == TOTAL);
        if name.is_empty() || categories.is_empty() || different.len() != categories.len() || as_sum {
            return Err(MisshapenDimension { name });
        }
        Ok(Self { name: name.into(), categories })
    }

    /// The dimension that splits nothing: `total`, with the one category `all`.
    pub fn total() -> Self {
        Self { name: TOTAL.into(), categories: [Category("all".to_owned())].into() }
    }

    /// Its name: `main_concern`, `gender`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its categories, in code order.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// The place of the category with this code.
    pub fn position(&self, code: &str) -> Option<usize> {
        self.categories.iter().position(|category| category.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_stands_once() {
        assert!(Dimension::new("gender", ["K", "M", "K"]).is_err());
        assert!(Dimension::new("gender", Vec::<String>::new()).is_err());
        assert!(Dimension::new("gender", ["K", "total"]).is_err());
        assert!(Dimension::new("gender", ["K", "M"]).is_ok());
    }

    #[test]
    fn units_are_read_as_they_are_written() {
        assert!(Unit::ALL.into_iter().all(|unit| Unit::parse(unit.code()) == Some(unit)));
    }
}
