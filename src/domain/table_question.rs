//! [`TableQuestion`]: a table that a statistician asks for, in the one form that it has.

use std::fmt;

use super::Year;

/// What a table is asked of. Units never mix: a question has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableUnit {
    /// The cases opened in a year.
    Cases,
}

impl TableUnit {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 1] = [Self::Cases];

    /// Its name in a question.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cases => "cases",
        }
    }

    /// The unit of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }
}

/// What a table may be split by, in the order in which a question names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableDimension {
    /// The service.
    Service,
    /// The main concern at opening.
    MainConcern,
    /// Gender.
    Gender,
    /// Age, under or over 18.
    AgeGroup,
    /// The main source of contact.
    ReferralSource,
    /// Where the person was.
    PersonLocation,
}

impl TableDimension {
    /// All of them, in their order.
    pub const ALL: [Self; 6] = [
        Self::Service,
        Self::MainConcern,
        Self::Gender,
        Self::AgeGroup,
        Self::ReferralSource,
        Self::PersonLocation,
    ];

    /// Its name in questions, tables and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::MainConcern => "main_concern",
            Self::Gender => "gender",
            Self::AgeGroup => "age_group",
            Self::ReferralSource => "referral_source",
            Self::PersonLocation => "person_location",
        }
    }

    /// The dimension of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.name() == name)
    }
}

/// A table that somebody asks for: one unit, one to three dimensions, some years. Dimensions and years have an order,
/// whichever way they were chosen, so that the same question is the same value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableQuestion {
    unit: TableUnit,
    /// A bit for each dimension.
    dimensions: u8,
    /// A bit for each year since the first.
    years: u128,
}

/// Why it is no question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misasked {
    /// It is split by nothing.
    #[error("a table is split by one dimension at least")]
    NoDimension,
    /// The same dimension is named twice.
    #[error("a dimension is named twice")]
    Twice,
    /// It is split by too much.
    #[error("a table is split by three dimensions at most")]
    TooMany,
    /// It is of no year.
    #[error("a table is of one year at least")]
    NoYear,
    /// It is of more years than fit side by side, or of one too far off.
    #[error("a table is of ten years at most")]
    TooManyYears,
}

impl TableQuestion {
    /// A table is split by no more.
    pub const MOST_DIMENSIONS: usize = 3;
    /// A table has no more years side by side.
    pub const MOST_YEARS: usize = 10;

    /// The question for these dimensions and years. A year that is named twice is one.
    ///
    /// # Errors
    /// [`Misasked`].
    pub fn new(unit: TableUnit, dimensions: &[TableDimension], years: &[Year]) -> Result<Self, Misasked> {
        let mut question = Self { unit, dimensions: 0, years: 0 };
        for dimension in dimensions {
            let bit = 1 << *dimension as u8;
            if question.dimensions & bit != 0 {
                return Err(Misasked::Twice);
            }
            question.dimensions |= bit;
        }
        for year in years {
            let since = u32::try_from(year.number() - Year::FIRST.number()).unwrap_or(u32::MAX);
            question.years |= 1_u128.checked_shl(since).ok_or(Misasked::TooManyYears)?;
        }
        match (dimensions.len(), question.years().count()) {
            (0, _) => Err(Misasked::NoDimension),
            (some, _) if some > Self::MOST_DIMENSIONS => Err(Misasked::TooMany),
            (_, 0) => Err(Misasked::NoYear),
            (_, years) if years > Self::MOST_YEARS => Err(Misasked::TooManyYears),
            _ => Ok(question),
        }
    }

    /// What it counts.
    pub fn unit(self) -> TableUnit {
        self.unit
    }

    /// What it is split by, in order.
    pub fn dimensions(self) -> impl Iterator<Item = TableDimension> {
        TableDimension::ALL
            .into_iter()
            .filter(move |dimension| self.dimensions & (1 << *dimension as u8) != 0)
    }

    /// Its years, the first one first.
    pub fn years(self) -> impl Iterator<Item = Year> {
        let first = Year::FIRST.number();
        (0..128)
            .filter(move |since| self.years >> since & 1 == 1)
            .filter_map(move |since| Year::new(first + since))
    }

    /// The question that is written so, and not otherwise: each has one address.
    pub fn parse(written: &str) -> Option<Self> {
        let mut words = written.split('-');
        let unit = TableUnit::parse(words.next()?)?;
        let (mut dimensions, mut years) = (Vec::new(), Vec::new());
        for word in words.take(Self::MOST_DIMENSIONS + Self::MOST_YEARS + 1) {
            match TableDimension::parse(word) {
                Some(dimension) => dimensions.push(dimension),
                None => years.push(Year::new(word.parse().ok()?)?),
            }
        }
        let question = Self::new(unit, &dimensions, &years).ok()?;
        (question.to_string() == written).then_some(question)
    }
}

/// `cases-service-gender-2024-2025`: the form it has in addresses and in the log.
impl fmt::Display for TableQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.unit.name())?;
        self.dimensions().try_for_each(|dimension| write!(f, "-{}", dimension.name()))?;
        self.years().try_for_each(|year| write!(f, "-{}", year.number()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(number: i32) -> Year {
        Year::new(number).expect("a year of the registry")
    }

    #[test]
    fn the_same_question_is_the_same_value_and_has_one_form() {
        use TableDimension::{AgeGroup, Gender, Service};

        let asked = |dimensions: &[TableDimension], years: &[i32]| {
            let years: Vec<Year> = years.iter().copied().map(year).collect();
            TableQuestion::new(TableUnit::Cases, dimensions, &years)
        };
        let one = asked(&[AgeGroup, Service, Gender], &[2025, 2024, 2025]).expect("a question");
        assert_eq!(Ok(one), asked(&[Service, Gender, AgeGroup], &[2024, 2025]));
        assert_eq!(one.to_string(), "cases-service-gender-age_group-2024-2025");
        assert_eq!(TableQuestion::parse(&one.to_string()), Some(one));
        assert_eq!(asked(&[], &[2025]), Err(Misasked::NoDimension));
        assert_eq!(asked(&[Gender, Gender], &[2025]), Err(Misasked::Twice));
        assert_eq!(asked(&TableDimension::ALL[..4], &[2025]), Err(Misasked::TooMany));
        assert_eq!(asked(&[Gender], &[]), Err(Misasked::NoYear));
        assert_eq!(asked(&[Gender], &[2150]), Err(Misasked::TooManyYears));
        let eleven: Vec<i32> = (2010..2021).collect();
        assert_eq!(asked(&[Gender], &eleven), Err(Misasked::TooManyYears));
    }

    #[test]
    fn nothing_else_is_read_as_a_question() {
        for other in [
            "",
            "cases",
            "cases-gender",
            "cases-2025",
            "cases-gender-service-2025",
            "cases-gender-2025-2024",
            "cases-gender-2025-2025",
            "cases-gender-gender-2025",
            "cases-gender-02025",
            "cases-gender-2025-",
            "cases-weather-2025",
            "matters-gender-2025",
            "cases-gender-2025.csv",
            "cases-2025-gender",
        ] {
            assert_eq!(TableQuestion::parse(other), None, "{other}");
        }
    }
}
