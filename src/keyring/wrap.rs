//! Wrapping one secret under another: the keyring's entries under the root key, the root key under a slot.
//!
//! Each wrap has a key of its own, from HKDF-SHA-256 over the outer secret with a random 96-bit salt, which
//! is AES-GCM's nonce too, and the associated data. As the associated data of an entry holds the key's
//! number, which is never used twice, not even a repeated nonce would repeat a key.

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::cipher::{self, TAG};
use super::key::{Secret, Source};

/// What is wrapped under what; keeps the two uses apart.
#[derive(Clone, Copy)]
pub(super) enum Layer {
    /// A key of the ring under the root key.
    Entry,
    /// The root key under a slot's secret.
    Slot,
}

impl Layer {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Entry => b"fortrolig/keyring-wrap/1",
            Self::Slot => b"fortrolig/slot-wrap/1",
        }
    }
}

/// A wrapped secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrapped {
    /// Commitment to the wrapping key.
    pub(super) commitment: [u8; 32],
    /// Nonce (12) ‖ ciphertext (32) ‖ tag (16).
    pub(super) bytes: [u8; 12 + 32 + TAG],
}

/// Why a wrapped secret did not open.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Closed {
    /// The commitment is another key's; decryption was not tried.
    OtherKey,
    /// The key is right and the bytes were altered.
    Altered,
}

/// Wraps `inner` under `outer`, bound to `associated`.
pub(super) fn wrap(
    layer: Layer,
    outer: &Secret,
    associated: &[u8],
    inner: &Secret,
    source: Source,
) -> Result<Wrapped, getrandom::Error> {
    let mut nonce = [0; 12];
    source(&mut nonce)?;
    let (key, commitment) = cipher::key_and_commitment(outer.bytes(), &nonce, layer.label(), associated);
    let mut text = Zeroizing::new(*inner.bytes());
    let tag = cipher::encrypt(&key, &nonce, associated, &mut text[..]);
    let mut bytes = [0; 60];
    bytes[..12].copy_from_slice(&nonce);
    bytes[12..44].copy_from_slice(&text[..]);
    bytes[44..].copy_from_slice(&tag);
    Ok(Wrapped { commitment, bytes })
}

/// Unwraps; the commitment is compared, in constant time, before anything is decrypted.
pub(super) fn unwrap(
    layer: Layer,
    outer: &Secret,
    associated: &[u8],
    wrapped: &Wrapped,
) -> Result<Secret, Closed> {
    let (nonce, rest) = wrapped.bytes.split_first_chunk::<12>().expect("60 bytes begin with 12");
    let (closed, tag) = rest.split_last_chunk::<TAG>().expect("48 bytes end with 16");
    let (key, commitment) = cipher::key_and_commitment(outer.bytes(), nonce, layer.label(), associated);
    if !bool::from(commitment.ct_eq(&wrapped.commitment)) {
        return Err(Closed::OtherKey);
    }
    let mut text = Zeroizing::new([0; 32]);
    text.copy_from_slice(closed);
    cipher::decrypt(&key, nonce, associated, &mut text[..], tag).map_err(|_| Closed::Altered)?;
    Ok(Secret::new(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(byte: u8) -> Secret {
        Secret::new(Zeroizing::new([byte; 32]))
    }

    fn wrapped() -> Wrapped {
        wrap(Layer::Entry, &secret(1), b"key 7", &secret(2), getrandom::fill).expect("random bytes")
    }

    #[test]
    fn what_was_wrapped_comes_back() {
        let inner = unwrap(Layer::Entry, &secret(1), b"key 7", &wrapped());
        assert!(inner.is_ok_and(|inner| inner.bytes() == secret(2).bytes()));
    }

    #[test]
    fn another_key_place_or_layer_is_refused_before_decryption() {
        for refused in [
            unwrap(Layer::Entry, &secret(3), b"key 7", &wrapped()),
            unwrap(Layer::Entry, &secret(1), b"key 8", &wrapped()),
            unwrap(Layer::Slot, &secret(1), b"key 7", &wrapped()),
        ] {
            assert_eq!(refused.err(), Some(Closed::OtherKey));
        }
    }

    #[test]
    fn a_wrong_commitment_is_refused_before_decryption() {
        let mut wrong = wrapped();
        wrong.commitment[0] ^= 1;
        wrong.bytes[59] ^= 1; // the tag is wrong too, but is not looked at
        assert_eq!(unwrap(Layer::Entry, &secret(1), b"key 7", &wrong).err(), Some(Closed::OtherKey));
    }

    #[test]
    fn altered_bytes_are_refused() {
        for at in 0..60 {
            let mut altered = wrapped();
            altered.bytes[at] ^= 0x80;
            assert!(unwrap(Layer::Entry, &secret(1), b"key 7", &altered).is_err(), "byte {at}");
        }
    }
}
