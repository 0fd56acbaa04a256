use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::coded::{Coded, StoredService, opened, stored};
use super::{from_json, known_schema, to_json};
use crate::domain::{
    ActivityFormList, AgeBandList, ConcernList, CountedCase, CountryList, CountyList, FrozenYear, GenderList,
    MissionList, Period, PersonLocationList, ReferralSourceList, UserId, Year,
};
use crate::keyring::{Content, DecodeError, Family};

#[derive(Serialize, Deserialize)]
struct Stored {
    service: StoredService,
    year: i32,
    revision: u64,
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    by: Uuid,
    lists: String,
    cases: Vec<StoredCase>,
    assignments: Vec<Coded<ActivityFormList>>,
    questions: Vec<Coded<GenderList>>,
}

#[derive(Serialize, Deserialize)]
struct StoredCase {
    month: u8,
    main: Coded<ConcernList>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    additional: Vec<Coded<ConcernList>>,
    gender: Coded<GenderList>,
    age: Coded<AgeBandList>,
    country: Coded<CountryList>,
    location: Coded<PersonLocationList>,
    referral: Coded<ReferralSourceList>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    county: Option<Coded<CountyList>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mission: Option<Coded<MissionList>>,
}

impl Content for FrozenYear {
    const KIND: &'static str = "frozen-year";
    const SCHEMA: u16 = 1;
    const FAMILY: Family = Family::Period;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        to_json(&Stored {
            service: StoredService(self.period.service),
            year: self.period.year.number(),
            revision: self.revision,
            at: self.at,
            by: self.by.0,
            lists: self.lists.clone(),
            cases: self.cases.iter().map(StoredCase::of).collect(),
            assignments: stored(&self.assignments),
            questions: stored(&self.questions),
        })
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        let stored: Stored = from_json(bytes)?;
        let year =
            Year::new(stored.year).ok_or(DecodeError::new("a frozen year lies outside the registry's"))?;
        Ok(Self {
            period: Period { service: stored.service.0, year },
            revision: stored.revision,
            at: stored.at,
            by: UserId(stored.by),
            lists: stored.lists,
            cases: stored.cases.into_iter().map(StoredCase::open).collect(),
            assignments: opened(stored.assignments),
            questions: opened(stored.questions),
        })
    }
}

impl StoredCase {
    fn of(case: &CountedCase) -> Self {
        Self {
            month: case.month,
            main: Coded(case.main),
            additional: stored(&case.additional),
            gender: Coded(case.gender),
            age: Coded(case.age_band),
            country: Coded(case.country),
            location: Coded(case.location),
            referral: Coded(case.referral),
            county: case.county.map(Coded),
            mission: case.mission.map(Coded),
        }
    }

    fn open(self) -> CountedCase {
        CountedCase {
            month: self.month,
            main: self.main.0,
            additional: opened(self.additional),
            gender: self.gender.0,
            age_band: self.age.0,
            country: self.country.0,
            location: self.location.0,
            referral: self.referral.0,
            county: self.county.map(|Coded(code)| code),
            mission: self.mission.map(|Coded(code)| code),
        }
    }
}
