use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;
use zeroize::{Zeroize, Zeroizing};

use super::{UNREADABLE, bytes, moment};
use crate::access::{
    Activation, Credentials, LiveSession, Passkey, PassphraseHash, SessionId, Totp, TotpSecret,
};
use crate::keyring::{Content, DecodeError, Family, from_json, known_schema, to_json};

#[derive(Serialize, Deserialize)]
struct StoredCredentials {
    passphrase: Option<String>,
    totp: Option<StoredTotp>,
    passkeys: Vec<String>,
    recovery: Vec<String>,
    sessions: Vec<(Uuid, i64)>,
    /// Those of the sessions in which a new factor is owed.
    #[serde(default)]
    owing: Vec<Uuid>,
    activation: Option<(String, i64, i64)>,
    #[serde(default)]
    recovered: Option<i64>,
    #[serde(default)]
    stopped: Option<i64>,
}

#[derive(Serialize, Deserialize)]
struct StoredTotp {
    secret: String,
    last_step: Option<u64>,
}

impl Drop for StoredTotp {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

impl Content for Credentials {
    const KIND: &'static str = "credentials";
    const SCHEMA: u16 = 1;
    const FAMILY: Family = Family::Identity;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        to_json(&StoredCredentials {
            passphrase: self.passphrase.as_ref().map(|hash| hash.as_str().to_owned()),
            totp: self.totp.as_ref().map(|totp| StoredTotp {
                secret: hex::encode(totp.secret.bytes()),
                last_step: totp.last_step,
            }),
            passkeys: self.passkeys.iter().map(stored_passkey).collect(),
            recovery: self.recovery.iter().map(hex::encode).collect(),
            sessions: self.sessions.iter().map(|live| (live.id.0, live.started.unix_timestamp())).collect(),
            owing: self.sessions.iter().filter(|live| live.owes_factor).map(|live| live.id.0).collect(),
            activation: self.activation.map(|activation| {
                let Activation { hash, from, until } = activation;
                (hex::encode(hash), from.unix_timestamp(), until.unix_timestamp())
            }),
            recovered: self.recovered.map(OffsetDateTime::unix_timestamp),
            stopped: self.stopped.map(OffsetDateTime::unix_timestamp),
        })
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        let stored: StoredCredentials = from_json(bytes)?;
        Ok(Self {
            passphrase: stored.passphrase.map(PassphraseHash::kept),
            totp: stored.totp.map(read_totp).transpose()?,
            passkeys: stored
                .passkeys
                .iter()
                .map(|json| Passkey::from_json(json).map_err(|_| UNREADABLE))
                .collect::<Result<_, _>>()?,
            recovery: stored.recovery.iter().map(|hash| self::bytes(hash)).collect::<Result<_, _>>()?,
            sessions: stored
                .sessions
                .into_iter()
                .map(|(id, started)| {
                    let owes_factor = stored.owing.contains(&id);
                    Ok(LiveSession { id: SessionId(id), started: moment(started)?, owes_factor })
                })
                .collect::<Result<_, _>>()?,
            activation: stored.activation.map(read_activation).transpose()?,
            recovered: stored.recovered.map(moment).transpose()?,
            stopped: stored.stopped.map(moment).transpose()?,
        })
    }
}

fn read_totp(stored: StoredTotp) -> Result<Totp, DecodeError> {
    Ok(Totp { secret: TotpSecret::from_bytes(bytes(&stored.secret)?), last_step: stored.last_step })
}

fn read_activation((hash, from, until): (String, i64, i64)) -> Result<Activation, DecodeError> {
    Ok(Activation { hash: bytes(&hash)?, from: moment(from)?, until: moment(until)? })
}

fn stored_passkey(passkey: &Passkey) -> String {
    // Its fields are bytes and numbers; were one lost in silence, she would be shut out.
    passkey.to_json().expect("a passkey's stored form is JSON")
}
