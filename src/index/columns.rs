use time::Date;

use super::concern_set::ConcernSet;
use crate::domain::{
    AgeBand, CaseId, Concern, Country, County, Facts, Gender, Mission, PersonLocation, ReferralSource,
    RiskLevel,
};

/// Each field is named once: a column that is pushed to and not removed from would shift every case after it.
macro_rules! columns {
    ($($(#[$doc:meta])* $field:ident: $type:ty,)+) => {
        /// What the index keeps of one case.
        pub(super) struct Row {
            $($(#[$doc])* pub(super) $field: $type,)+
        }

        /// The cases of one partition, one dense column a field. A code is one byte, a date four.
        #[derive(Default)]
        pub(super) struct Columns {
            $($(#[$doc])* pub(super) $field: Vec<$type>,)+
        }

        impl Columns {
            pub(super) fn push(&mut self, row: Row) {
                $(self.$field.push(row.$field);)+
            }

            pub(super) fn replace(&mut self, place: usize, row: Row) {
                $(self.$field[place] = row.$field;)+
            }

            pub(super) fn swap_remove(&mut self, place: usize) {
                $(self.$field.swap_remove(place);)+
            }
        }
    };
}

columns! {
    id: CaseId,
    revision: u64,
    /// Whose case it is, as [`Holders`](super::holders::Holders) numbers them.
    holder: u32,
    opened: Date,
    closed: Option<Date>,
    /// The main concern at opening, which is counted.
    main: Concern,
    /// The additional concerns at opening.
    additional: ConcernSet,
    /// The main concern now, which is listed.
    main_now: Concern,
    /// All concerns now, the main one among them.
    concerns_now: ConcernSet,
    risk_now: RiskLevel,
    gender: Gender,
    age_band: AgeBand,
    country: Country,
    location: PersonLocation,
    /// The main source of contact.
    referral: ReferralSource,
    county: Option<County>,
    mission: Option<Mission>,
}

impl Row {
    pub(super) fn new(revision: u64, holder: u32, facts: &Facts) -> Self {
        let now = facts.current();
        Self {
            id: facts.id,
            revision,
            holder,
            opened: facts.opened,
            closed: facts.closing.map(|closing| closing.on),
            main: facts.opening.main,
            additional: facts.opening.additional.iter().copied().collect(),
            main_now: now.main,
            concerns_now: now.additional.iter().copied().chain([now.main]).collect(),
            risk_now: now.risk,
            gender: facts.person.gender,
            age_band: facts.person.age_band,
            country: facts.person.country,
            location: facts.person.location,
            referral: facts.referral.main,
            county: facts.workplace.county,
            mission: facts.workplace.mission,
        }
    }
}
