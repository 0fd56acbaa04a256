use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{UNREADABLE, moment};
use crate::audit::{Entry, Outcome, Row, Subject};
use crate::domain::{Role, UserId};
use crate::keyring::{Content, DecodeError, Family, from_json, known_schema, to_json};

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
