use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::coded::StoredService;
use super::{from_json, known_schema, to_json};
use crate::domain::{Team, TeamId};
use crate::keyring::{Content, DecodeError, Family};

#[derive(Serialize, Deserialize)]
struct Stored {
    id: Uuid,
    service: StoredService,
    name: String,
}

impl Content for Team {
    const KIND: &'static str = "team";
    const SCHEMA: u16 = 1;
    const FAMILY: Family = Family::Identity;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        to_json(&Stored { id: self.id.0, service: StoredService(self.service), name: self.name.clone() })
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        let Stored { id, service, name } = from_json(bytes)?;
        Ok(Self { id: TeamId(id), service: service.0, name })
    }
}
