//! Slots: each holds the root key, wrapped under something a person or the machine has.

use argon2::{Algorithm, Argon2, Version};
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::cipher::fields;
use super::cost::Cost;
use super::error::KeyringError;
use super::key::{Secret, Source};
use super::wrap::{self, Layer, Wrapped};
use crate::confidential::Confidential;

/// The most slots of one keyring.
pub(super) const MOST: usize = 16;

/// The file of a `file` slot.
pub(super) const ROOT_KEY_FILE: &str = "root.key";

/// A slot to be made.
#[derive(Debug)]
pub enum NewSlot {
    /// 32 random bytes in `root.key`, beside the keyring: who can read both files can open everything.
    /// For development, demonstration, and machines whose disk is encrypted and guarded.
    File,
    /// A passphrase, stretched with Argon2id.
    Passphrase(Confidential<String>, Cost),
}

/// What unlocks the keyring.
#[derive(Debug)]
pub enum Unlock {
    /// The root key file beside it.
    File,
    /// The passphrase of one of its slots.
    Passphrase(Confidential<String>),
}

/// The kinds of slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// See [`NewSlot::File`].
    File,
    /// See [`NewSlot::Passphrase`].
    Passphrase,
}

/// A slot as it stands in the keyring file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) method: Method,
    pub(super) wrapped: Wrapped,
}

/// How a slot's key is come by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Method {
    File,
    Passphrase { cost: Cost, salt: [u8; 32] },
}

/// The keyring a slot belongs to, and its place there; a slot copied into another keyring does not open.
#[derive(Clone, Copy)]
pub(super) struct SlotPlace {
    pub(super) keyring: Uuid,
    pub(super) deployment: Uuid,
    pub(super) number: usize,
}

impl Method {
    /// `file name=root.key kdf=-`, as in the keyring file.
    pub(super) fn text(&self) -> String {
        match self {
            Self::File => format!("file name={ROOT_KEY_FILE} kdf=-"),
            Self::Passphrase { cost, salt } => {
                format!("passphrase kdf=argon2id:{cost},salt={}", hex::encode(salt))
            }
        }
    }

    fn associated(&self, place: SlotPlace) -> Vec<u8> {
        let number = (place.number as u64).to_be_bytes();
        fields(&[
            b"slot",
            place.keyring.as_bytes(),
            place.deployment.as_bytes(),
            &number,
            self.text().as_bytes(),
        ])
    }
}

impl Slot {
    pub(super) fn new(
        method: Method,
        place: SlotPlace,
        secret: &Secret,
        root: &Secret,
        source: Source,
    ) -> Result<Self, KeyringError> {
        let wrapped = wrap::wrap(Layer::Slot, secret, &method.associated(place), root, source)?;
        Ok(Self { method, wrapped })
    }

    /// The root key, if `secret` is this slot's.
    pub(super) fn root(&self, place: SlotPlace, secret: &Secret) -> Option<Secret> {
        wrap::unwrap(Layer::Slot, secret, &self.method.associated(place), &self.wrapped).ok()
    }

    pub(super) fn kind(&self) -> SlotKind {
        match self.method {
            Method::File => SlotKind::File,
            Method::Passphrase { .. } => SlotKind::Passphrase,
        }
    }
}

/// The key of a passphrase slot. The passphrase is brought to Unicode's form NFC first: an å is typed as one
/// character on one machine and as two on another.
pub(super) fn stretch(
    passphrase: &Confidential<String>,
    cost: Cost,
    salt: &[u8; 32],
) -> Result<Secret, KeyringError> {
    let passphrase = passphrase.reveal();
    if passphrase.is_empty() {
        return Err(KeyringError::EmptyPassphrase);
    }
    // NFC makes a text at most three times as long (UAX #15), so the buffer never grows and leaves no copy.
    let mut composed = Zeroizing::new(String::with_capacity(3 * passphrase.len()));
    composed.extend(passphrase.nfc());
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.params()?)
        .hash_password_into(composed.as_bytes(), salt, &mut key[..])
        .map_err(KeyringError::Argon2)?;
    Ok(Secret::new(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: SlotPlace =
        SlotPlace { keyring: Uuid::from_u128(1), deployment: Uuid::from_u128(2), number: 1 };

    fn secret(byte: u8) -> Secret {
        Secret::new(Zeroizing::new([byte; 32]))
    }

    #[test]
    fn a_slot_opens_in_its_own_place_only() {
        let slot =
            Slot::new(Method::File, PLACE, &secret(1), &secret(2), getrandom::fill).expect("random bytes");
        assert!(slot.root(PLACE, &secret(1)).is_some_and(|root| root.bytes() == secret(2).bytes()));
        for elsewhere in [
            SlotPlace { keyring: Uuid::nil(), ..PLACE },
            SlotPlace { deployment: Uuid::nil(), ..PLACE },
            SlotPlace { number: 2, ..PLACE },
        ] {
            assert!(slot.root(elsewhere, &secret(1)).is_none());
        }
        assert!(slot.root(PLACE, &secret(3)).is_none());
    }

    #[test]
    fn a_passphrase_is_the_same_however_its_letters_are_typed() {
        let key = |text: &str| {
            stretch(&Confidential::new(text.to_owned()), Cost::floor(), &[5; 32])
                .map(|key| *key.bytes())
                .expect("64 MiB is to be had")
        };
        assert_eq!(key("bl\u{e5}b\u{e6}r"), key("bla\u{30a}b\u{e6}r"));
        assert_ne!(key("bl\u{e5}b\u{e6}r"), key("blab\u{e6}r"));
    }

    #[test]
    fn an_empty_passphrase_is_refused() {
        let refused = stretch(&Confidential::new(String::new()), Cost::floor(), &[5; 32]);
        assert!(matches!(refused, Err(KeyringError::EmptyPassphrase)));
    }
}
