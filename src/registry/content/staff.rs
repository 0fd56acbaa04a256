use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{UNREADABLE, day};
use crate::domain::{
    County, Mission, PersonId, Role, Staff, Standing, TeamId, UserId, Workplace, WorkplaceType,
};
use crate::keyring::{Content, DecodeError, Family, from_json, known_schema, to_json};

#[derive(Serialize, Deserialize)]
pub(super) struct StoredStaff {
    id: Uuid,
    person: Uuid,
    login: String,
    name: String,
    role: String,
    team: Option<Uuid>,
    workplace: Option<String>,
    county: Option<String>,
    mission: Option<String>,
    until: i32,
    standing: String,
}

impl StoredStaff {
    pub(super) fn of(staff: &Staff) -> Self {
        let Staff { id, person, login, name, role, team, workplace, until, standing } = staff;
        Self {
            id: id.0,
            person: person.0,
            login: login.clone(),
            name: name.clone(),
            role: role.as_str().to_owned(),
            team: team.map(|team| team.0),
            workplace: workplace.kind.map(|code| code.as_str().to_owned()),
            county: workplace.county.map(|code| code.as_str().to_owned()),
            mission: workplace.mission.map(|code| code.as_str().to_owned()),
            until: until.to_julian_day(),
            standing: standing.as_str().to_owned(),
        }
    }

    pub(super) fn read(self) -> Result<Staff, DecodeError> {
        let kind = self.workplace.map(|code| WorkplaceType::parse(&code)).transpose();
        let county = self.county.map(|code| County::parse(&code)).transpose();
        let mission = self.mission.map(|code| Mission::parse(&code)).transpose();
        Ok(Staff {
            id: UserId(self.id),
            person: PersonId(self.person),
            login: self.login,
            name: self.name,
            role: Role::parse(&self.role).ok_or(UNREADABLE)?,
            team: self.team.map(TeamId),
            workplace: Workplace {
                kind: kind.map_err(|_| UNREADABLE)?,
                county: county.map_err(|_| UNREADABLE)?,
                mission: mission.map_err(|_| UNREADABLE)?,
            },
            until: day(self.until)?,
            standing: Standing::parse(&self.standing).ok_or(UNREADABLE)?,
        })
    }
}

impl Content for Staff {
    const KIND: &'static str = "staff";
    const SCHEMA: u16 = 2;
    const FAMILY: Family = Family::Identity;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        to_json(&StoredStaff::of(self))
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        from_json::<StoredStaff>(bytes)?.read()
    }
}
