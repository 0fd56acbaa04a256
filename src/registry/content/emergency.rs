use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::{Zeroize, Zeroizing};

use super::{UNREADABLE, moment};
use crate::confidential::Confidential;
use crate::domain::{
    CaseId, Emergency, EmergencyCategory, EmergencyId, EmergencyReport, Justification, PersonId, Remark,
    Review, TeamId, UserId, Verdict,
};
use crate::keyring::{Content, DecodeError, Family, from_json, known_schema, to_json};

#[derive(Serialize, Deserialize)]
struct StoredReport {
    id: Uuid,
    case: Uuid,
    by: Uuid,
    person: Uuid,
    from: Uuid,
    category: String,
    reason: String,
    at: i64,
    owner: Uuid,
    team: Uuid,
    review: Option<StoredReview>,
}

#[derive(Serialize, Deserialize)]
struct StoredReview {
    by: Uuid,
    at: i64,
    verdict: String,
    remark: Option<String>,
}

impl Drop for StoredReport {
    fn drop(&mut self) {
        self.reason.zeroize();
        if let Some(review) = &mut self.review {
            review.remark.zeroize();
        }
    }
}

/// A reason is free text about a case, and so it is sealed as notes are: under a key of the case's team and of the
/// year. What is left of a case in other people's words goes when such a key is destroyed, and a process that has
/// the people's keys alone reads none of it.
impl Content for EmergencyReport {
    const KIND: &'static str = "emergency";
    const SCHEMA: u16 = 1;
    const FAMILY: Family = Family::Note;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let Self { emergency, reason, remark } = self;
        to_json(&StoredReport {
            id: emergency.id.0,
            case: emergency.case.0,
            by: emergency.by.0,
            person: emergency.person.0,
            from: emergency.from.0,
            category: emergency.category.as_str().to_owned(),
            reason: reason.0.reveal().clone(),
            at: emergency.at.unix_timestamp(),
            owner: emergency.owner.0,
            team: emergency.team.0,
            review: match emergency.review {
                Review::Waiting => None,
                Review::Reviewed { by, at, verdict } => Some(StoredReview {
                    by: by.0,
                    at: at.unix_timestamp(),
                    verdict: verdict.as_str().to_owned(),
                    remark: remark.as_ref().map(|remark| remark.0.reveal().clone()),
                }),
            },
        })
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        let mut stored: StoredReport = from_json(bytes)?;
        let (review, remark) = match stored.review.take() {
            None => (Review::Waiting, None),
            Some(StoredReview { by, at, verdict, remark }) => {
                let verdict = Verdict::parse(&verdict).ok_or(UNREADABLE)?;
                let remark = remark.map(|text| Remark(Confidential::new(text)));
                (Review::Reviewed { by: UserId(by), at: moment(at)?, verdict }, remark)
            }
        };
        Ok(Self {
            emergency: Emergency {
                id: EmergencyId(stored.id),
                case: CaseId(stored.case),
                by: UserId(stored.by),
                person: PersonId(stored.person),
                from: TeamId(stored.from),
                category: EmergencyCategory::parse(&stored.category).map_err(|_| UNREADABLE)?,
                at: moment(stored.at)?,
                owner: UserId(stored.owner),
                team: TeamId(stored.team),
                review,
            },
            reason: Justification(Confidential::new(std::mem::take(&mut stored.reason))),
            remark,
        })
    }
}
