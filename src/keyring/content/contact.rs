use serde::{Deserialize, Serialize};
use time::Date;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::coded::{Coded, StoredService};
use super::{from_json, known_schema, to_json};
use crate::domain::{
    ActivityFormList, ActivityModeList, ActivityTargetList, Assignment, Contact, GenderList, Question, TeamId,
};
use crate::keyring::{Content, DecodeError, Family};

#[derive(Serialize, Deserialize)]
enum Stored {
    Assignment {
        service: StoredService,
        team: Uuid,
        on: Date,
        target: Coded<ActivityTargetList>,
        form: Coded<ActivityFormList>,
        mode: Coded<ActivityModeList>,
        participants: Option<u32>,
    },
    Question {
        service: StoredService,
        team: Uuid,
        on: Date,
        gender: Coded<GenderList>,
    },
}

impl Content for Contact {
    const KIND: &'static str = "contact";
    const SCHEMA: u16 = 1;
    const FAMILY: Family = Family::Contacts;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        to_json(&match self {
            Self::Assignment(assignment) => Stored::Assignment {
                service: StoredService(assignment.service),
                team: assignment.team.0,
                on: assignment.on,
                target: Coded(assignment.target),
                form: Coded(assignment.form),
                mode: Coded(assignment.mode),
                participants: assignment.participants,
            },
            Self::Question(question) => Stored::Question {
                service: StoredService(question.service),
                team: question.team.0,
                on: question.on,
                gender: Coded(question.gender),
            },
        })
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        Ok(match from_json(bytes)? {
            Stored::Assignment { service, team, on, target, form, mode, participants } => {
                Self::Assignment(Assignment {
                    service: service.0,
                    team: TeamId(team),
                    on,
                    target: target.0,
                    form: form.0,
                    mode: mode.0,
                    participants,
                })
            }
            Stored::Question { service, team, on, gender } => {
                Self::Question(Question { service: service.0, team: TeamId(team), on, gender: gender.0 })
            }
        })
    }
}
