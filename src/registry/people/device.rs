use time::OffsetDateTime;
use uuid::Uuid;

use super::People;
use crate::access::Device;
use crate::domain::UserId;
use crate::keyring::{Place, Purpose, Sealed};
use crate::registry::Error;
use crate::store::StoreError;

/// Where a known browser's seal says that it lies: in no table of ours, but in the browser.
const IN_THE_BROWSER: Place = Place { table: "devices", row: Uuid::nil(), revision: 0 };

impl People {
    /// What a browser keeps, so that it is known next time: sealed, and good for nothing else.
    pub(super) fn known_device(&self, user: UserId, at: OffsetDateTime) -> Result<String, Error> {
        let unsealed = || Error::Unavailable(StoreError::Unsealed);
        let device = Device::fresh(user, at).map_err(|_| unsealed())?;
        let sealed =
            self.keyring.seal(&Purpose::Identity, &IN_THE_BROWSER, &device).map_err(|_| unsealed())?;
        Ok(hex::encode(sealed.as_bytes()))
    }

    /// What a browser has kept from an earlier sign-in, if it is ours and not too old.
    pub(super) fn open_device(&self, kept: &str, at: OffsetDateTime) -> Option<Device> {
        let sealed = Sealed::from_bytes(hex::decode(kept).ok()?);
        let device: Device = self.keyring.open(&sealed, &IN_THE_BROWSER).ok()?;
        device.holds(at).then_some(device)
    }
}
