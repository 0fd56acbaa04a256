use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{UNREADABLE, moment};
use crate::domain::{AskedTable, PersonId, TableQuestion};
use crate::keyring::{Content, DecodeError, Family, from_json, known_schema, to_json};

#[derive(Serialize, Deserialize)]
struct StoredAskedTable {
    question: String,
    by: Uuid,
    at: i64,
}

impl Content for AskedTable {
    const KIND: &'static str = "asked-table";
    const SCHEMA: u16 = 1;
    const FAMILY: Family = Family::Period;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        to_json(&StoredAskedTable {
            question: self.question.to_string(),
            by: self.by.0,
            at: self.at.unix_timestamp(),
        })
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        let stored: StoredAskedTable = from_json(bytes)?;
        Ok(Self {
            question: TableQuestion::parse(&stored.question).ok_or(UNREADABLE)?,
            by: PersonId(stored.by),
            at: moment(stored.at)?,
        })
    }
}
