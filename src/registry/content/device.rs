use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{bytes, moment};
use crate::access::Device;
use crate::domain::UserId;
use crate::keyring::{Content, DecodeError, Family, from_json, known_schema, to_json};

#[derive(Serialize, Deserialize)]
struct StoredDevice {
    id: String,
    user: Uuid,
    since: i64,
}

impl Content for Device {
    const KIND: &'static str = "device";
    const SCHEMA: u16 = 1;
    const FAMILY: Family = Family::Identity;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        to_json(&StoredDevice {
            id: hex::encode(self.id),
            user: self.user.0,
            since: self.since.unix_timestamp(),
        })
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        let stored: StoredDevice = from_json(bytes)?;
        Ok(Self { id: self::bytes(&stored.id)?, user: UserId(stored.user), since: moment(stored.since)? })
    }
}
