use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::moment;
use crate::access::{CodeBrake, Failures};
use crate::keyring::{Content, DecodeError, Family, from_json, known_schema, to_json};

/// What is counted under one key: wrong passphrases, and wrong codes.
#[derive(Clone, Copy, Debug)]
pub(in crate::registry) struct Tries {
    pub(in crate::registry) passphrases: Failures,
    pub(in crate::registry) codes: CodeBrake,
}

impl Tries {
    pub(in crate::registry) fn none() -> Self {
        Self { passphrases: Failures::none(), codes: CodeBrake::none() }
    }
}

#[derive(Serialize, Deserialize)]
struct StoredTries {
    passphrases: (u32, i64),
    codes: (i64, u32, i64, u32),
}

impl Content for Tries {
    const KIND: &'static str = "tries";
    const SCHEMA: u16 = 1;
    const FAMILY: Family = Family::Identity;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        let CodeBrake { window, in_window, since, in_hour } = self.codes;
        to_json(&StoredTries {
            passphrases: (self.passphrases.count, self.passphrases.last.unix_timestamp()),
            codes: (window, in_window, since.unix_timestamp(), in_hour),
        })
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        let StoredTries { passphrases: (count, last), codes: (window, in_window, since, in_hour) } =
            from_json(bytes)?;
        Ok(Self {
            passphrases: Failures { count, last: moment(last)? },
            codes: CodeBrake { window, in_window, since: moment(since)?, in_hour },
        })
    }
}
