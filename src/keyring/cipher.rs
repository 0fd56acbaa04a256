//! The three primitives everything is built from: HKDF-SHA-256, AES-256-GCM, length-prefixed fields.
//!
//! Nothing here chooses a nonce or an associated datum; the two callers, `wrap` and `sealing`, do.

use aes_gcm::aead::array::Array;
use aes_gcm::aead::inout::InOutBuf;
use aes_gcm::{AeadInOut, Aes256Gcm, KeyInit};
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::key::Secret;

/// Length of an AES-GCM tag, bytes.
pub(super) const TAG: usize = 16;

/// The tag did not fit: another key, another nonce, other associated data, or altered bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct WrongTag;

/// A key for one message and the commitment to it, from HKDF-SHA-256 over `secret`, with the info
/// `label ‖ SHA-256(context)`.
///
/// AES-GCM alone does not commit: a ciphertext can be made that two keys both accept, and opened as two
/// different texts. The commitment is the other half of the derivation, so one key only can have it.
pub(super) fn key_and_commitment(
    secret: &[u8],
    salt: &[u8],
    label: &[u8],
    context: &[u8],
) -> (Secret, [u8; 32]) {
    let mut both = Zeroizing::new([0; 64]);
    expand(secret, salt, &[label, &Sha256::digest(context)], &mut *both);
    let mut key = Zeroizing::new([0; 32]);
    let mut commitment = [0; 32];
    key.copy_from_slice(&both[..32]);
    commitment.copy_from_slice(&both[32..]);
    (Secret::new(key), commitment)
}

/// HKDF-SHA-256 (RFC 5869) into `output`, at most 255 × 32 bytes.
pub(super) fn expand(secret: &[u8], salt: &[u8], info: &[&[u8]], output: &mut [u8]) {
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand_multi_info(info, output)
        .expect("no caller asks for more than 8160 bytes");
}

/// Encrypts `buffer` in place with AES-256-GCM and returns the tag.
pub(super) fn encrypt(key: &Secret, nonce: &[u8; 12], associated: &[u8], buffer: &mut [u8]) -> [u8; TAG] {
    Aes256Gcm::new(<&Array<u8, _>>::from(key.bytes()))
        .encrypt_inout_detached(nonce.into(), associated, InOutBuf::from(buffer))
        .expect("a message is at most 16 MiB, far below the 64 GiB of AES-GCM")
        .into()
}

/// Decrypts `buffer` in place. The tag is checked first; when it does not fit, `buffer` is left as it was.
pub(super) fn decrypt(
    key: &Secret,
    nonce: &[u8; 12],
    associated: &[u8],
    buffer: &mut [u8],
    tag: &[u8; TAG],
) -> Result<(), WrongTag> {
    Aes256Gcm::new(<&Array<u8, _>>::from(key.bytes()))
        .decrypt_inout_detached(nonce.into(), associated, InOutBuf::from(buffer), tag.into())
        .map_err(|_| WrongTag)
}

/// Fields one after another, each after its length (u32, big-endian), so that no two lists of fields give
/// the same bytes: nothing can be moved from the end of one field to the beginning of the next.
pub(super) fn fields(fields: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(fields.iter().map(|field| 4 + field.len()).sum());
    for field in fields {
        let length = u32::try_from(field.len()).expect("a field is a name, a number or a digest");
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(field);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        hex::decode(hex).expect("a vector is hexadecimal")
    }

    fn key(hex: &str) -> Secret {
        Secret::new(Zeroizing::new(bytes(hex).try_into().expect("a key has 32 bytes")))
    }

    /// RFC 5869, appendix A.1 to A.3.
    #[test]
    fn hkdf_gives_the_answers_of_the_standard() {
        let long = |range: std::ops::RangeInclusive<u8>| range.collect::<Vec<u8>>();
        for (secret, salt, info, expected) in [
            (
                vec![0x0b; 22],
                bytes("000102030405060708090a0b0c"),
                bytes("f0f1f2f3f4f5f6f7f8f9"),
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
            ),
            (
                long(0x00..=0x4f),
                long(0x60..=0xaf),
                long(0xb0..=0xff),
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09\
                 da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
            ),
            (
                vec![0x0b; 22],
                vec![],
                vec![],
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
            ),
        ] {
            let mut output = vec![0; expected.len() / 2];
            expand(&secret, &salt, &[&info], &mut output);
            assert_eq!(hex::encode(output), expected);
        }
    }

    /// Test cases 14 and 16 of the GCM specification (McGrew and Viega, 2005).
    #[test]
    fn aes_gcm_gives_the_answers_of_the_specification() {
        let zero = key(&"00".repeat(32));
        let mut buffer = vec![0; 16];
        let tag = encrypt(&zero, &[0; 12], &[], &mut buffer);
        assert_eq!(hex::encode(&buffer), "cea7403d4d606b6e074ec5d3baf39d18");
        assert_eq!(hex::encode(tag), "d0d1c8a799996bf0265b98b5d48ab919");

        let key = key(&"feffe9928665731c6d6a8f9467308308".repeat(2));
        let nonce: [u8; 12] = bytes("cafebabefacedbaddecaf888").try_into().expect("twelve bytes");
        let associated = bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        let text = bytes(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72\
             1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        );
        let mut buffer = text.clone();
        let tag = encrypt(&key, &nonce, &associated, &mut buffer);
        assert_eq!(
            hex::encode(&buffer),
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa\
             8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        );
        assert_eq!(hex::encode(tag), "76fc6ece0f4e1768cddf8853bb2d551b");
        assert_eq!(decrypt(&key, &nonce, &associated, &mut buffer, &tag), Ok(()));
        assert_eq!(buffer, text);
    }

    #[test]
    fn a_wrong_tag_opens_nothing() {
        let key = key(&"11".repeat(32));
        let mut buffer = vec![7; 40];
        let mut tag = encrypt(&key, &[0; 12], b"here", &mut buffer);
        tag[15] ^= 1;
        let closed = buffer.clone();
        assert_eq!(decrypt(&key, &[0; 12], b"here", &mut buffer, &tag), Err(WrongTag));
        assert_eq!(buffer, closed, "nothing was decrypted before the tag was checked");
    }

    #[test]
    fn no_two_lists_of_fields_are_the_same_bytes() {
        assert_ne!(fields(&[b"ab", b"c"]), fields(&[b"a", b"bc"]));
        assert_ne!(fields(&[b"ab"]), fields(&[b"ab", b""]));
    }
}
