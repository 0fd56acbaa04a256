use super::{AgeBand, Country, Gender, PersonLocation};

/// What is recorded of the person concerned: bands and codes, never who.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// Gender as told.
    pub gender: Gender,
    /// Age at first contact, as a band.
    pub age_band: AgeBand,
    /// Country background as told.
    pub country: Country,
    /// Where she was when contact was made.
    pub location: PersonLocation,
}
