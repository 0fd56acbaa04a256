use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{UNREADABLE, moment};
use crate::access::{Session, SessionId, Stage};
use crate::domain::UserId;
use crate::keyring::{Content, DecodeError, Family, from_json, known_schema, to_json};

#[derive(Serialize, Deserialize)]
struct StoredSession {
    id: Uuid,
    user: Uuid,
    stage: String,
    started: i64,
    seen: i64,
    proven: i64,
}

impl Content for Session {
    const KIND: &'static str = "session";
    const SCHEMA: u16 = 2;
    const FAMILY: Family = Family::Identity;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        to_json(&StoredSession {
            id: self.id.0,
            user: self.user.0,
            stage: self.stage.as_str().to_owned(),
            started: self.started.unix_timestamp(),
            seen: self.seen.unix_timestamp(),
            proven: self.proven.unix_timestamp(),
        })
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        let stored: StoredSession = from_json(bytes)?;
        Ok(Self {
            id: SessionId(stored.id),
            user: UserId(stored.user),
            stage: Stage::parse(&stored.stage).ok_or(UNREADABLE)?,
            started: moment(stored.started)?,
            seen: moment(stored.seen)?,
            proven: moment(stored.proven)?,
        })
    }
}
