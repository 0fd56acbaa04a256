//! How sessions, staff, log entries and releases become bytes for a seal, and back.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::access::{PassphraseHash, Session, StaffRecord};
use crate::audit::{Entry, Outcome, Row, Subject};
use crate::domain::{County, Mission, Role, Staff, TeamId, UserId, Workplace, WorkplaceType};
use crate::keyring::{Content, DecodeError, Family, from_json, known_schema, to_json};
use crate::statistics::Release;

const UNREADABLE: DecodeError = DecodeError::new("it is not the stored form of its kind");

#[derive(Serialize, Deserialize)]
struct StoredSession {
    user: Uuid,
    started: i64,
    seen: i64,
}

impl Content for Session {
    const KIND: &'static str = "session";
    const SCHEMA: u16 = 1;
    const FAMILY: Family = Family::Identity;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        to_json(&StoredSession {
            user: self.user.0,
            started: self.started.unix_timestamp(),
            seen: self.seen.unix_timestamp(),
        })
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        let StoredSession { user, started, seen } = from_json(bytes)?;
        Ok(Self { user: UserId(user), started: moment(started)?, seen: moment(seen)? })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredStaff {
    id: Uuid,
    login: String,
    name: String,
    role: String,
    team: Option<Uuid>,
    workplace: Option<String>,
    county: Option<String>,
    mission: Option<String>,
    passphrase: Option<String>,
}

impl Content for StaffRecord {
    const KIND: &'static str = "staff";
    const SCHEMA: u16 = 1;
    const FAMILY: Family = Family::Identity;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let Staff { id, login, name, role, team, workplace } = &self.staff;
        to_json(&StoredStaff {
            id: id.0,
            login: login.clone(),
            name: name.clone(),
            role: role.as_str().to_owned(),
            team: team.map(|team| team.0),
            workplace: workplace.kind.map(|code| code.as_str().to_owned()),
            county: workplace.county.map(|code| code.as_str().to_owned()),
            mission: workplace.mission.map(|code| code.as_str().to_owned()),
            passphrase: self.passphrase.as_ref().map(|hash| hash.as_str().to_owned()),
        })
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        let stored: StoredStaff = from_json(bytes)?;
        let workplace = Workplace {
            kind: stored
                .workplace
                .map(|code| WorkplaceType::parse(&code))
                .transpose()
                .map_err(|_| UNREADABLE)?,
            county: stored.county.map(|code| County::parse(&code)).transpose().map_err(|_| UNREADABLE)?,
            mission: stored.mission.map(|code| Mission::parse(&code)).transpose().map_err(|_| UNREADABLE)?,
        };
        let staff = Staff {
            id: UserId(stored.id),
            login: stored.login,
            name: stored.name,
            role: Role::parse(&stored.role).ok_or(UNREADABLE)?,
            team: stored.team.map(TeamId),
            workplace,
        };
        Ok(Self { staff, passphrase: stored.passphrase.map(PassphraseHash::kept) })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredEntry {
    at: i64,
    actor: Option<Uuid>,
    role: Option<String>,
    act: String,
    outcome: String,
    subject: String,
    id: Option<String>,
    rows: Vec<(String, Uuid)>,
}

impl Content for Entry {
    const KIND: &'static str = "entry";
    const SCHEMA: u16 = 1;
    const FAMILY: Family = Family::Audit;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        to_json(&StoredEntry {
            at: self.at.unix_timestamp(),
            actor: self.actor.map(|actor| actor.0),
            role: self.role.map(|role| role.as_str().to_owned()),
            act: self.act.clone(),
            outcome: self.outcome.as_str().to_owned(),
            subject: self.subject.kind.clone(),
            id: self.subject.id.clone(),
            rows: self.rows.iter().map(|row| (row.table.clone(), row.id)).collect(),
        })
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        let stored: StoredEntry = from_json(bytes)?;
        Ok(Self {
            at: moment(stored.at)?,
            actor: stored.actor.map(UserId),
            role: stored.role.map(|role| Role::parse(&role).ok_or(UNREADABLE)).transpose()?,
            act: stored.act,
            outcome: Outcome::parse(&stored.outcome).ok_or(UNREADABLE)?,
            subject: Subject { kind: stored.subject, id: stored.id },
            rows: stored.rows.into_iter().map(|(table, id)| Row { table, id }).collect(),
        })
    }
}

impl Content for Release {
    const KIND: &'static str = "release";
    const SCHEMA: u16 = 1;
    const FAMILY: Family = Family::Period;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.to_stored())
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        Self::from_stored(bytes).map_err(|_| UNREADABLE)
    }
}

fn moment(seconds: i64) -> Result<OffsetDateTime, DecodeError> {
    OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| DecodeError::new("a time lies outside all time"))
}
