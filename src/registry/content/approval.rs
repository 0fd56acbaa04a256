use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::staff::StoredStaff;
use super::{UNREADABLE, bytes, moment};
use crate::domain::{Approval, ApprovalId, Decision, Period, Proposal, Service, Team, TeamId, UserId, Year};
use crate::keyring::{Content, DecodeError, Family, from_json, known_schema, to_json};

#[derive(Serialize, Deserialize)]
struct StoredApproval {
    id: Uuid,
    proposal: StoredProposal,
    basis: String,
    by: Uuid,
    at: i64,
    decision: Option<(bool, Uuid, i64)>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum StoredProposal {
    Join(StoredStaff),
    Change(StoredStaff),
    Reset(Uuid),
    Found { id: Uuid, service: String, name: String },
    Publish { service: String, year: i32, number: u32 },
    PublishAnnual { year: i32, number: u32 },
}

impl Content for Approval {
    const KIND: &'static str = "approval";
    const SCHEMA: u16 = 1;
    const FAMILY: Family = Family::Identity;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        to_json(&StoredApproval {
            id: self.id.0,
            proposal: StoredProposal::of(&self.proposal),
            basis: hex::encode(self.basis),
            by: self.by.0,
            at: self.at.unix_timestamp(),
            decision: match self.decision {
                Decision::Waiting => None,
                Decision::Approved { by, at } => Some((true, by.0, at.unix_timestamp())),
                Decision::Refused { by, at } => Some((false, by.0, at.unix_timestamp())),
            },
        })
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        let stored: StoredApproval = from_json(bytes)?;
        Ok(Self {
            id: ApprovalId(stored.id),
            proposal: stored.proposal.read()?,
            basis: self::bytes(&stored.basis)?,
            by: UserId(stored.by),
            at: moment(stored.at)?,
            decision: match stored.decision {
                None => Decision::Waiting,
                Some((true, by, at)) => Decision::Approved { by: UserId(by), at: moment(at)? },
                Some((false, by, at)) => Decision::Refused { by: UserId(by), at: moment(at)? },
            },
        })
    }
}

impl StoredProposal {
    fn of(proposal: &Proposal) -> Self {
        match proposal {
            Proposal::Join(staff) => Self::Join(StoredStaff::of(staff)),
            Proposal::Change(staff) => Self::Change(StoredStaff::of(staff)),
            Proposal::Reset(user) => Self::Reset(user.0),
            Proposal::Found(Team { id, service, name }) => {
                Self::Found { id: id.0, service: service.code().to_owned(), name: name.clone() }
            }
            Proposal::Publish { period, number } => Self::Publish {
                service: period.service.code().to_owned(),
                year: period.year.number(),
                number: *number,
            },
            Proposal::PublishAnnual { year, number } => {
                Self::PublishAnnual { year: year.number(), number: *number }
            }
        }
    }

    fn read(self) -> Result<Proposal, DecodeError> {
        let service = |code: &str| Service::parse(code).ok_or(UNREADABLE);
        Ok(match self {
            Self::Join(staff) => Proposal::Join(staff.read()?),
            Self::Change(staff) => Proposal::Change(staff.read()?),
            Self::Reset(user) => Proposal::Reset(UserId(user)),
            Self::Found { id, service: code, name } => {
                Proposal::Found(Team { id: TeamId(id), service: service(&code)?, name })
            }
            Self::Publish { service: code, year, number } => {
                let period = Period { service: service(&code)?, year: Year::new(year).ok_or(UNREADABLE)? };
                Proposal::Publish { period, number }
            }
            Self::PublishAnnual { year, number } => {
                Proposal::PublishAnnual { year: Year::new(year).ok_or(UNREADABLE)?, number }
            }
        })
    }
}
