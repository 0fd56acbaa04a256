use std::sync::LazyLock;

use data_encoding::{Encoding, Specification};
use zeroize::Zeroizing;

use crate::confidential::Confidential;

/// A code for whoever has lost the second factor: 128 random bits, used once, and only to enrol a new one.
///
/// It is shown once. What is kept is a keyed hash of [`bytes`](Self::bytes).
#[derive(Debug)]
pub struct RecoveryCode(Confidential<[u8; 16]>);

/// Crockford's base 32: no I, L, O or U, so nothing is read out wrong or reads as a word; what looks like
/// another sign is taken for it, and blanks and hyphens do not count (<https://www.crockford.com/base32.html>).
static CROCKFORD: LazyLock<Encoding> = LazyLock::new(|| {
    let mut rules = Specification::new();
    rules.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    rules.translate.from.push_str("abcdefghjkmnpqrstvwxyzOoIiLl");
    rules.translate.to.push_str("ABCDEFGHJKMNPQRSTVWXYZ001111");
    rules.ignore.push_str(" -\t\r\n\u{b}\u{c}");
    rules.encoding().expect("thirty-two signs, and each means one thing")
});

impl RecoveryCode {
    /// How many a person has.
    pub const SET: usize = 8;

    /// A new set, from the operating system's randomness.
    ///
    /// # Errors
    /// When there is none to be had.
    pub fn fresh_set() -> Result<[Self; Self::SET], getrandom::Error> {
        let mut bytes = Zeroizing::new([0; 16 * Self::SET]);
        getrandom::fill(bytes.as_mut_slice())?;
        let (codes, _) = bytes.as_chunks::<16>();
        Ok(std::array::from_fn(|place| Self(Confidential::new(codes[place]))))
    }

    /// The code for reading and typing: 26 signs, in groups of four and a last one of six.
    pub fn text(&self) -> Confidential<String> {
        let plain = Zeroizing::new(CROCKFORD.encode(self.bytes()));
        let mut grouped = String::with_capacity(31);
        for (place, sign) in plain.chars().enumerate() {
            if place % 4 == 0 && (1..24).contains(&place) {
                grouped.push('-');
            }
            grouped.push(sign);
        }
        Confidential::new(grouped)
    }

    /// The code that was typed: capitals or not, with blanks and hyphens anywhere, O for 0 and I or L for 1.
    pub fn parse(text: &str) -> Option<Self> {
        // Nothing that a person copies from paper is longer, and decoding makes room for all of it.
        if text.len() > 100 {
            return None;
        }
        let decoded = Zeroizing::new(CROCKFORD.decode(text.as_bytes()).ok()?);
        let bytes = <[u8; 16]>::try_from(decoded.as_slice()).ok()?;
        Some(Self(Confidential::new(bytes)))
    }

    /// The bytes, to be hashed under a key.
    pub fn bytes(&self) -> &[u8; 16] {
        self.0.reveal()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(bytes: [u8; 16]) -> RecoveryCode {
        RecoveryCode(Confidential::new(bytes))
    }

    proptest! {
        #[test]
        fn a_code_survives_paper(bytes: [u8; 16]) {
            let text = code(bytes).text();
            let read = RecoveryCode::parse(text.reveal()).expect("its own text");
            prop_assert_eq!(read.bytes(), &bytes);
        }
    }

    #[test]
    fn what_a_hand_writes_is_forgiven() {
        let one = code([0x08, 0x42, 0x10, 0x84, 0x21, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
        assert_eq!(one.text().reveal(), "1111-1111-0000-0000-ZZZZ-ZZZZZW");
        for written in [
            "1111-1111-0000-0000-ZZZZ-ZZZZZW",
            "1111111100000000zzzzzzzzzw",
            "  iIlL 1111 oO00-0000 zzzz zzzzzw\r\n",
        ] {
            let read = RecoveryCode::parse(written).expect("a code");
            assert_eq!(read.bytes(), one.bytes(), "{written}");
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        let long = "-".repeat(80) + "1111111100000000zzzzzzzzzw";
        for written in [
            "",
            "1111-1111-0000-0000-ZZZZ-ZZZZZ",
            "1111-1111-0000-0000-ZZZZ-ZZZZZW-0",
            "1111-1111-0000-0000-ZZZZ-ZZZZZZ",
            "1111-1111-0000-0000-ZZZZ-ZZZZUW",
            "1111-1111-0000-0000-ZZZZ-ZZZZÆW",
            &long,
        ] {
            assert!(RecoveryCode::parse(written).is_none(), "{written}");
        }
    }

    #[test]
    fn codes_differ_and_say_nothing() {
        let codes = RecoveryCode::fresh_set().expect("randomness");
        for (place, one) in codes.iter().enumerate() {
            assert!(codes[..place].iter().all(|other| other.bytes() != one.bytes()));
        }
        assert_eq!(format!("{:?}", codes[0]), "RecoveryCode([confidential])");
    }
}
