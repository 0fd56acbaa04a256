use serde::{Deserialize, Serialize};
use time::Date;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::coded::{Coded, StoredService, opened, stored};
use super::{from_json, known_schema, to_json};
use crate::domain::{
    Action, ActionKindList, AgeBandList, ArenaList, Assessment, CaseId, CaseOutcomeList, Closing,
    ConcernList, ControllerRelationList, CountryList, CountyList, Duties, DutyAssessmentList, Facts,
    GenderList, MissionList, Person, PersonLocationList, Point, Progress, Referral, ReferralSourceList,
    RiskLevelList, StayReasonList, TeamId, UserId, ViolenceFormList, Workplace, WorkplaceTypeList,
};
use crate::keyring::{Content, DecodeError, Family};

#[derive(Serialize, Deserialize)]
struct Stored {
    id: Uuid,
    lists: String,
    service: StoredService,
    team: Uuid,
    owner: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    workplace: Option<Coded<WorkplaceTypeList>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    county: Option<Coded<CountyList>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mission: Option<Coded<MissionList>>,
    opened: Date,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    closed: Option<(Date, Coded<CaseOutcomeList>)>,
    gender: Coded<GenderList>,
    age: Coded<AgeBandList>,
    country: Coded<CountryList>,
    location: Coded<PersonLocationList>,
    opening: StoredAssessment,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    later: Vec<StoredAssessment>,
    referral: Coded<ReferralSourceList>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    referrals: Vec<Coded<ReferralSourceList>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    controllers: Vec<Coded<ControllerRelationList>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    arenas: Vec<Coded<ArenaList>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    violence: Vec<Coded<ViolenceFormList>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    stay: Vec<Coded<StayReasonList>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    actions: Vec<(Coded<ActionKindList>, String, Date)>,
    report: Coded<DutyAssessmentList>,
    avert: Coded<DutyAssessmentList>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    known_to: Vec<StoredService>,
}

#[derive(Serialize, Deserialize)]
struct StoredAssessment {
    point: String,
    on: Date,
    main: Coded<ConcernList>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    additional: Vec<Coded<ConcernList>>,
    risk: Coded<RiskLevelList>,
}

impl Content for Facts {
    const KIND: &'static str = "facts";
    const SCHEMA: u16 = 1;
    const FAMILY: Family = Family::Facts;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        to_json(&Stored {
            id: self.id.0,
            lists: self.lists.clone(),
            service: StoredService(self.service),
            team: self.team.0,
            owner: self.owner.0,
            workplace: self.workplace.kind.map(Coded),
            county: self.workplace.county.map(Coded),
            mission: self.workplace.mission.map(Coded),
            opened: self.opened,
            closed: self.closing.map(|closing| (closing.on, Coded(closing.outcome))),
            gender: Coded(self.person.gender),
            age: Coded(self.person.age_band),
            country: Coded(self.person.country),
            location: Coded(self.person.location),
            opening: StoredAssessment::of(&self.opening),
            later: self.later.iter().map(StoredAssessment::of).collect(),
            referral: Coded(self.referral.main),
            referrals: stored(&self.referral.others),
            controllers: stored(&self.controllers),
            arenas: stored(&self.arenas),
            violence: stored(&self.violence),
            stay: stored(&self.stay_reasons),
            actions: self
                .actions
                .iter()
                .map(|action| (Coded(action.kind), action.progress.as_str().to_owned(), action.month))
                .collect(),
            report: Coded(self.duties.report),
            avert: Coded(self.duties.avert),
            known_to: self.known_to.iter().copied().map(StoredService).collect(),
        })
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        let stored: Stored = from_json(bytes)?;
        let action = |(Coded(kind), progress, month): (Coded<ActionKindList>, String, Date)| {
            let progress =
                Progress::parse(&progress).ok_or(DecodeError::new("an action has an unknown progress"))?;
            Ok(Action { kind, progress, month })
        };
        Ok(Self {
            id: CaseId(stored.id),
            lists: stored.lists,
            service: stored.service.0,
            team: TeamId(stored.team),
            owner: UserId(stored.owner),
            workplace: Workplace {
                kind: stored.workplace.map(|Coded(code)| code),
                county: stored.county.map(|Coded(code)| code),
                mission: stored.mission.map(|Coded(code)| code),
            },
            opened: stored.opened,
            closing: stored.closed.map(|(on, Coded(outcome))| Closing { on, outcome }),
            person: Person {
                gender: stored.gender.0,
                age_band: stored.age.0,
                country: stored.country.0,
                location: stored.location.0,
            },
            opening: stored.opening.open()?,
            later: stored.later.into_iter().map(StoredAssessment::open).collect::<Result<_, _>>()?,
            referral: Referral { main: stored.referral.0, others: opened(stored.referrals) },
            controllers: opened(stored.controllers),
            arenas: opened(stored.arenas),
            violence: opened(stored.violence),
            stay_reasons: opened(stored.stay),
            actions: stored.actions.into_iter().map(action).collect::<Result<_, _>>()?,
            duties: Duties { report: stored.report.0, avert: stored.avert.0 },
            known_to: stored.known_to.into_iter().map(|StoredService(service)| service).collect(),
        })
    }
}

impl StoredAssessment {
    fn of(assessment: &Assessment) -> Self {
        Self {
            point: assessment.point.as_str().to_owned(),
            on: assessment.on,
            main: Coded(assessment.main),
            additional: stored(&assessment.additional),
            risk: Coded(assessment.risk),
        }
    }

    fn open(self) -> Result<Assessment, DecodeError> {
        let point =
            Point::parse(&self.point).ok_or(DecodeError::new("an assessment has an unknown point"))?;
        Ok(Assessment {
            point,
            on: self.on,
            main: self.main.0,
            additional: opened(self.additional),
            risk: self.risk.0,
        })
    }
}
