use super::Service;

/// A calendar year of the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(i32);

impl Year {
    /// The first year the services have figures for.
    pub const FIRST: Self = Self(2008);

    /// `year`, when it can be a year of the registry: 2008 to 2199.
    pub fn new(year: i32) -> Option<Self> {
        (Self::FIRST.0..2200).contains(&year).then_some(Self(year))
    }

    /// As a number.
    pub fn number(self) -> i32 {
        self.0
    }
}

/// What a release covers: a service's calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Whose year.
    pub service: Service,
    /// Which year.
    pub year: Year,
}
