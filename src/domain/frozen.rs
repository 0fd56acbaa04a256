use time::OffsetDateTime;

use super::{
    ActivityForm, AgeBand, Concern, Country, County, Gender, Mission, Period, PersonLocation, ReferralSource,
    UserId,
};

/// A service's year as it was frozen: the counted part of every case and contact, at one revision.
///
/// Figures come from here and never from live rows, so they can be computed again bit for bit. It holds only
/// what releases count, no case numbers and no owners; and it outlives the cases, whose keys are destroyed in
/// time. Like them it is content: sealed at rest, without `Debug` or `Serialize`.
#[derive(Clone, PartialEq, Eq)]
pub struct FrozenYear {
    /// Which service's year.
    pub period: Period,
    /// The revision the facts stood at.
    pub revision: u64,
    /// When it was frozen.
    pub at: OffsetDateTime,
    /// By whom.
    pub by: UserId,
    /// The version of the code lists.
    pub lists: String,
    /// The cases opened in the year, but for those registered in error.
    pub cases: Vec<CountedCase>,
    /// The forms of the assignments carried out in the year.
    pub assignments: Vec<ActivityForm>,
    /// The genders of those whose questions were answered in the year.
    pub questions: Vec<Gender>,
}

/// What is counted of one case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CountedCase {
    /// The month it was opened, 1 to 12.
    pub month: u8,
    /// The main concern at opening.
    pub main: Concern,
    /// The additional concerns at opening.
    pub additional: Vec<Concern>,
    /// Gender.
    pub gender: Gender,
    /// Age band.
    pub age_band: AgeBand,
    /// Country background.
    pub country: Country,
    /// Where the person was when contact was made.
    pub location: PersonLocation,
    /// The main source of contact.
    pub referral: ReferralSource,
    /// The county, for services in Norway.
    pub county: Option<County>,
    /// The mission, for envoys.
    pub mission: Option<Mission>,
}
