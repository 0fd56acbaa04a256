//! Sealing and opening.

use std::fmt;

use subtle::ConstantTimeEq;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::Keyring;
use super::cipher::{self, TAG};
use super::padding;
use super::purpose::Purpose;
use super::ring::NotOpening;
use super::sealed::{Content, HEADER, Header, Parts, Place, Sealed, context};

const LABEL: &[u8] = b"fortrolig/seal/1";

/// Every message has a key of its own, from 32 random bytes of salt; a key that is used once needs no nonce.
const NONCE: [u8; 12] = [0; 12];

/// Why something was not sealed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// No key is active for this purpose: it was not made yet, or its time is over.
    #[error("there is no active key for `{0}`")]
    NoKey(Purpose),
    /// Keys of this purpose do not seal this kind of content.
    #[error("content of the kind `{kind}` is not sealed under the key for `{purpose}`")]
    WrongPurpose {
        /// The kind of content.
        kind: &'static str,
        /// The purpose that does not fit it.
        purpose: Purpose,
    },
    /// The content is larger than 16 MiB.
    #[error("the content is larger than 16 MiB")]
    TooLarge,
    /// The operating system gave no random bytes. There is nothing to fall back on.
    #[error("the operating system gave no random bytes")]
    Randomness(#[from] getrandom::Error),
}

/// What stands at a place is not what was sealed for it. Neither `Display` nor `Debug` tells more than the
/// place; [`breach`](Self::breach) is for the audit log.
#[derive(PartialEq, Eq, thiserror::Error)]
#[error("what stands in {}, row {}, revision {} is not what was sealed there", .place.table, .place.row, .place.revision)]
pub struct Integrity {
    place: Place,
    breach: Breach,
}

/// How an object failed to open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    /// The bytes have not the form of a sealed object.
    Form,
    /// It names a key that this keyring has not, or has not yet: another process may have made it.
    UnknownKey,
    /// It names a key that is staged or destroyed.
    KeyState,
    /// It names a key that does not seal this kind of content.
    KeyPurpose,
    /// The commitment is not this key's at this place: moved, rolled back, another key's, or altered.
    Commitment,
    /// Key and place fit and the bytes were altered.
    Tag,
    /// It was sealed with the right key, and not by this program as it is.
    Content,
}

impl Integrity {
    /// The place that was asked for.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What was found, for the audit log; nobody else needs to know how near an attempt came.
    pub fn breach(&self) -> Breach {
        self.breach
    }
}

impl fmt::Debug for Integrity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Integrity").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Keyring {
    /// Seals `content` for `place` under the active key for `purpose`.
    pub fn seal<T: Content>(
        &self,
        purpose: &Purpose,
        place: &Place,
        content: &T,
    ) -> Result<Sealed<T>, SealError> {
        if purpose.family() != Some(T::FAMILY) {
            return Err(SealError::WrongPurpose { kind: T::KIND, purpose: *purpose });
        }
        let ring = self.ring();
        let key = ring.sealing(purpose).ok_or(SealError::NoKey(*purpose))?;
        let text = content.encode();
        let class = padding::class(text.len()).ok_or(SealError::TooLarge)?;
        let mut salt = [0; 32];
        (self.source)(&mut salt)?;

        let context = context(ring.book.deployment, &key.purpose, T::KIND, T::SCHEMA, place);
        let (message_key, commitment) =
            cipher::key_and_commitment(key.secret.bytes(), &salt, LABEL, &context);
        let header = Header { schema: T::SCHEMA, key: key.id, salt, commitment }.bytes();
        // Encrypted where it lies, so that no second copy of the text is left behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(HEADER + class + TAG));
        bytes.extend_from_slice(&header);
        padding::append(&mut bytes, &text, class);
        let associated = [&header[..], &context].concat();
        let tag = cipher::encrypt(&message_key, &NONCE, &associated, &mut bytes[HEADER..]);
        bytes.extend_from_slice(&tag);
        Ok(Sealed::from_bytes(std::mem::take(&mut *bytes)))
    }

    /// Opens what was sealed for `place`. The one key that the object names is used, and no other is tried.
    pub fn open<T: Content>(&self, sealed: &Sealed<T>, place: &Place) -> Result<T, Integrity> {
        self.opened(sealed, place).map_err(|breach| Integrity { place: *place, breach })
    }

    fn opened<T: Content>(&self, sealed: &Sealed<T>, place: &Place) -> Result<T, Breach> {
        let Parts { header, ciphertext, tag } = Parts::of(sealed.as_bytes()).ok_or(Breach::Form)?;
        let ring = self.ring();
        let key = ring.opening(header.key).map_err(|not| match not {
            NotOpening::Unknown => Breach::UnknownKey,
            NotOpening::State => Breach::KeyState,
        })?;
        if key.purpose.family() != Some(T::FAMILY) {
            return Err(Breach::KeyPurpose);
        }
        let context = context(ring.book.deployment, &key.purpose, T::KIND, header.schema, place);
        let (message_key, commitment) =
            cipher::key_and_commitment(key.secret.bytes(), &header.salt, LABEL, &context);
        // Before anything is decrypted: AES-GCM by itself lets one ciphertext open under two keys.
        if !bool::from(commitment.ct_eq(&header.commitment)) {
            return Err(Breach::Commitment);
        }
        let associated = [&header.bytes()[..], &context].concat();
        let mut padded = Zeroizing::new(ciphertext.to_vec());
        cipher::decrypt(&message_key, &NONCE, &associated, &mut padded, tag).map_err(|_| Breach::Tag)?;
        let text = padding::remove(&padded).ok_or(Breach::Content)?;
        T::decode(text, header.schema).map_err(|_| Breach::Content)
    }

    /// The deployment whose objects this keyring opens.
    pub fn deployment(&self) -> Uuid {
        self.ring().book.deployment
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod two_keys;
