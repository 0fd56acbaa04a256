//! How content becomes bytes and back, by schema version.
//!
//! The words of the domain have no `Serialize`: they could then be written anywhere. The stored forms here are
//! private, so that the only bytes of content there are go into a seal. They are JSON: a registry is read for
//! decades, and a field that is added later has a name and a default. Codes are stored as codes, so code lists
//! may grow without a new schema.

mod coded;
mod contact;
mod facts;
mod frozen;
mod note;
mod team;

use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::{Content, DecodeError};

/// The stored form as JSON, in a buffer that wipes itself; large enough for all but the longest at once.
pub(crate) fn to_json(stored: &impl Serialize) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(2048));
    // The stored forms have string keys and no failing serialisers, and a Vec takes whatever it is given.
    serde_json::to_writer(&mut *bytes, stored).expect("a stored form is JSON");
    bytes
}

/// The stored form in these bytes; the error repeats nothing of them.
pub(crate) fn from_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DecodeError> {
    serde_json::from_slice(bytes).map_err(|_| DecodeError::new("it is not the stored form of its kind"))
}

/// Refuses schemas that were never written.
pub(crate) fn known_schema<T: Content>(schema: u16) -> Result<(), DecodeError> {
    if schema == T::SCHEMA { Ok(()) } else { Err(DecodeError::new("it was written by another program")) }
}
