use zeroize::Zeroizing;

use super::known_schema;
use crate::confidential::Confidential;
use crate::domain::Note;
use crate::keyring::{Content, DecodeError, Family};

impl Content for Note {
    const KIND: &'static str = "note";
    const SCHEMA: u16 = 1;
    const FAMILY: Family = Family::Note;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.0.reveal().as_bytes().to_vec())
    }

    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError> {
        known_schema::<Self>(schema)?;
        let text = std::str::from_utf8(bytes).map_err(|_| DecodeError::new("a note is not text"))?;
        Ok(Self(Confidential::new(text.to_owned())))
    }
}
