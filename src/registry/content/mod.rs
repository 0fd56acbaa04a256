//! How people, sessions, proposals, log entries and releases become bytes for a seal, and back.

mod approval;
mod asked_table;
mod credentials;
mod device;
mod emergency;
mod entry;
mod session;
mod staff;
mod tries;

use time::{Date, OffsetDateTime};
use zeroize::Zeroizing;

pub(super) use tries::Tries;

use crate::keyring::{Content, DecodeError, Family, known_schema};
use crate::statistics::Release;
use crate::statistics::annual::AnnualRelease;

const UNREADABLE: DecodeError = DecodeError::new("it is not the stored form of its kind");

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

impl Content for AnnualRelease {
    const KIND: &'static str = "annual-release";
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

/// A day as it is stored: its Julian day number.
fn day(number: i32) -> Result<Date, DecodeError> {
    Date::from_julian_day(number).map_err(|_| DecodeError::new("a day lies outside all days"))
}

fn bytes<const N: usize>(text: &str) -> Result<[u8; N], DecodeError> {
    let mut bytes = [0; N];
    hex::decode_to_slice(text, &mut bytes).map_err(|_| UNREADABLE)?;
    Ok(bytes)
}
