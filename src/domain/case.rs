use std::fmt;

use uuid::Uuid;

/// Which case. Random (UUID version 4): version 7 would tell the hour of recording to whoever holds a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId(pub Uuid);

/// Whether a case is being worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Being worked.
    Open,
    /// Ended.
    Closed,
}

impl Status {
    /// The stable name, in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// The status with this name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Open, Self::Closed].into_iter().find(|status| status.as_str() == name)
    }
}

/// What people call a case: ten characters, `K7QM2-XRD9T`, taken from the id's random bits.
///
/// It may stand in an address, for it tells nothing of the case, of its time or of how many there are.
/// Letters are Crockford's base 32: no I, L, O or U, so that it survives being read out on a telephone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber(u64);

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHARACTERS: u32 = 10;
const BITS: u32 = 5 * CHARACTERS;

impl CaseId {
    /// The number of this case: the id's last 50 bits, all of them random.
    pub fn number(self) -> CaseNumber {
        let bits = self.0.as_u128() & ((1 << BITS) - 1);
        CaseNumber(u64::try_from(bits).unwrap_or_default())
    }
}

impl CaseNumber {
    /// Reads a number as people type it: any case, with or without the hyphen, `O` for 0, `I` or `L` for 1.
    pub fn parse(text: &str) -> Option<Self> {
        let mut number = 0;
        let mut characters = 0;
        for letter in text.bytes().filter(|letter| *letter != b'-') {
            let letter = match letter.to_ascii_uppercase() {
                b'O' => b'0',
                b'I' | b'L' => b'1',
                other => other,
            };
            let digit = ALPHABET.iter().position(|known| *known == letter)?;
            number = (number << 5) | digit as u64;
            characters += 1;
            if characters > CHARACTERS {
                return None;
            }
        }
        (characters == CHARACTERS).then_some(Self(number))
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in (0..CHARACTERS).rev() {
            let digit = (self.0 >> (5 * place)) & 31;
            write!(f, "{}", char::from(ALPHABET[digit as usize]))?;
            if place == CHARACTERS / 2 {
                f.write_str("-")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for _ in 0..200 {
            let number = CaseId(Uuid::new_v4()).number();
            let written = number.to_string();
            assert_eq!(written.len(), 11);
            let spoken = written.to_lowercase().replace('-', "").replace('0', "o").replace('1', "l");
            assert_eq!(CaseNumber::parse(&written), Some(number));
            assert_eq!(CaseNumber::parse(&spoken), Some(number));
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "K7QM2", "K7QM2-XRD9TA", "K7QM2-XRD9U", "../../../../", "æøåæøåæøåæ"] {
            assert_eq!(CaseNumber::parse(text), None, "{text}");
        }
    }
}
