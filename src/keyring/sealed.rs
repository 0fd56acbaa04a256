//! [`Sealed<T>`]: content as it may be stored. What it was and where it belongs is bound into it.

use std::fmt;
use std::marker::PhantomData;

use uuid::Uuid;
use zeroize::Zeroizing;

use super::cipher::{TAG, fields};
use super::key::KeyId;
use super::padding;
use super::purpose::{Family, Purpose};

/// Content that can be sealed.
pub trait Content: Sized {
    /// The kind of content, unlike every other kind; bound into what is sealed, so it never changes.
    const KIND: &'static str;
    /// The schema that [`encode`](Self::encode) writes.
    const SCHEMA: u16;
    /// The family of keys that may seal it; content found under another family's key does not open.
    const FAMILY: Family;

    /// The content as bytes. Make the buffer large enough at once: growing leaves a copy behind.
    fn encode(&self) -> Zeroizing<Vec<u8>>;

    /// The content from the bytes that `schema` wrote: this schema or an earlier one.
    fn decode(bytes: &[u8], schema: u16) -> Result<Self, DecodeError>;
}

/// Opened bytes are not the content they should be. Takes words known beforehand only, so that no content
/// gets into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("opened content cannot be read: {0}")]
pub struct DecodeError(&'static str);

impl DecodeError {
    /// `why` it cannot be read.
    pub const fn new(why: &'static str) -> Self {
        Self(why)
    }
}

/// Where a sealed object belongs. Moved to another table or row, or brought back after a later revision was
/// written, it does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The table's name.
    pub table: &'static str,
    /// The row's id.
    pub row: Uuid,
    /// The row's revision.
    pub revision: u64,
}

/// The sealed bytes of one `T`.
///
/// ```text
/// "FR1" | suite u8 | schema u16 | key u32 | salt 32 | commitment 32 | ciphertext | tag 16     (big-endian)
/// ```
///
/// The bytes are those of the database, so they may be anything until [`Keyring::open`](super::Keyring::open)
/// has opened them.
pub struct Sealed<T> {
    bytes: Vec<u8>,
    // Owns no `T`: whether a thread may have the bytes has nothing to do with what is inside.
    kind: PhantomData<fn() -> T>,
}

impl<T> Sealed<T> {
    /// The bytes of a sealed object as they were stored.
    pub(crate) fn from_bytes(bytes: Vec<u8>) -> Self {
        Self { bytes, kind: PhantomData }
    }

    /// The bytes to store.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes to store, taken out.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// The number of the key it names: who retires a key asks whether anything names it still.
    /// None when the bytes are no sealed object.
    pub fn key_id(&self) -> Option<KeyId> {
        Parts::of(&self.bytes).map(|parts| parts.header.key)
    }
}

impl<T> Clone for Sealed<T> {
    fn clone(&self) -> Self {
        Self::from_bytes(self.bytes.clone())
    }
}

impl<T> PartialEq for Sealed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<T> Eq for Sealed<T> {}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.bytes.len().checked_sub(HEADER + TAG).filter(|&length| padding::is_class(length)) {
            Some(class) => write!(f, "Sealed({class} B)"),
            None => f.write_str("Sealed(unreadable)"),
        }
    }
}

/// Length of the header, bytes.
pub(super) const HEADER: usize = 3 + 1 + 2 + 4 + 32 + 32;

/// HKDF-SHA-256 to a single-use key and commitment, AES-256-GCM.
const SUITE: u8 = 1;

/// What stands before the ciphertext.
pub(super) struct Header {
    pub(super) schema: u16,
    pub(super) key: KeyId,
    pub(super) salt: [u8; 32],
    pub(super) commitment: [u8; 32],
}

impl Header {
    pub(super) fn bytes(&self) -> [u8; HEADER] {
        let mut bytes = [0; HEADER];
        bytes[..3].copy_from_slice(b"FR1");
        bytes[3] = SUITE;
        bytes[4..6].copy_from_slice(&self.schema.to_be_bytes());
        bytes[6..10].copy_from_slice(&self.key.0.to_be_bytes());
        bytes[10..42].copy_from_slice(&self.salt);
        bytes[42..].copy_from_slice(&self.commitment);
        bytes
    }
}

/// A sealed object, taken apart.
pub(super) struct Parts<'a> {
    pub(super) header: Header,
    pub(super) ciphertext: &'a [u8],
    pub(super) tag: &'a [u8; TAG],
}

impl<'a> Parts<'a> {
    /// None when the bytes have not the form of a sealed object of a suite that we know.
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        let (magic, rest) = bytes.split_first_chunk::<4>()?;
        let (schema, rest) = rest.split_first_chunk()?;
        let (key, rest) = rest.split_first_chunk()?;
        let (salt, rest) = rest.split_first_chunk()?;
        let (commitment, rest) = rest.split_first_chunk()?;
        let (ciphertext, tag) = rest.split_last_chunk()?;
        let header = Header {
            schema: u16::from_be_bytes(*schema),
            key: KeyId(u32::from_be_bytes(*key)),
            salt: *salt,
            commitment: *commitment,
        };
        (magic == b"FR1\x01" && padding::is_class(ciphertext.len())).then_some(Self {
            header,
            ciphertext,
            tag,
        })
    }
}

/// All that a sealed object is bound to besides its header.
pub(super) fn context(
    deployment: Uuid,
    purpose: &Purpose,
    kind: &str,
    schema: u16,
    place: &Place,
) -> Vec<u8> {
    fields(&[
        deployment.as_bytes(),
        purpose.to_string().as_bytes(),
        kind.as_bytes(),
        &schema.to_be_bytes(),
        place.table.as_bytes(),
        place.row.as_bytes(),
        &place.revision.to_be_bytes(),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::testing::Letter;
    use super::*;

    #[test]
    fn debug_tells_the_size_class_and_nothing_else() {
        let sealed = Sealed::<Letter>::from_bytes(vec![b'x'; HEADER + 1024 + TAG]);
        assert_eq!(format!("{sealed:?}"), "Sealed(1024 B)");
        assert_eq!(format!("{:?}", Sealed::<Letter>::from_bytes(vec![b'x'; 7])), "Sealed(unreadable)");
    }

    #[test]
    fn a_header_is_read_back_from_its_bytes() {
        let header = Header { schema: 0x0102, key: KeyId(0x0304_0506), salt: [7; 32], commitment: [8; 32] };
        let mut bytes = header.bytes().to_vec();
        assert_eq!(bytes[..10], *b"FR1\x01\x01\x02\x03\x04\x05\x06");
        bytes.resize(HEADER + 256 + TAG, 9);
        let parts = Parts::of(&bytes).expect("a sealed object's form");
        assert_eq!(parts.header.bytes(), bytes[..HEADER]);
        assert_eq!((parts.ciphertext.len(), parts.tag), (256, &[9; TAG]));
        assert!(Parts::of(&bytes[1..]).is_none() && Parts::of(&bytes[..HEADER]).is_none());
        bytes[3] = 2;
        assert!(Parts::of(&bytes).is_none(), "a suite we do not know");
    }
}
