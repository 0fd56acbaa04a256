use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::confidential::Confidential;

/// What somebody types to sign in: normalised to NFC, so that `å` is the same from every keyboard, and
/// otherwise as typed (RFC 8265, OWASP ASVS 6.2.8).
#[derive(Debug)]
pub struct Passphrase(Confidential<String>);

/// An Argon2id hash as a PHC string. It is content of a credential, sealed like everything else.
#[derive(Clone)]
pub struct PassphraseHash(String);

/// Why a passphrase or a stored hash cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Shorter than fifteen characters (NIST SP 800-63B-4).
    #[error("a passphrase needs at least {} characters", Passphrase::SHORTEST)]
    TooShort,
    /// Longer than 128 characters.
    #[error("a passphrase has at most {} characters", Passphrase::LONGEST)]
    TooLong,
    /// The stored hash is no Argon2id hash, or its cost lies outside what we accept.
    #[error("the stored hash is not one that this program makes")]
    NotOurs,
    /// Hashing failed: no memory or no randomness.
    #[error("the hash could not be computed")]
    Failed,
}

// RFC 9106's second recommended option: 64 MiB, three passes, four lanes.
const MEMORY_KIB: u32 = 65_536;
const PASSES: u32 = 3;
const LANES: u32 = 4;
// A verifier takes the cost from the stored string, so a planted string could ask for all our memory.
const MOST_MEMORY_KIB: u32 = 262_144;
const MOST_PASSES: u32 = 10;

impl Passphrase {
    /// The fewest characters.
    pub const SHORTEST: usize = 15;
    /// The most characters.
    pub const LONGEST: usize = 128;

    /// A passphrase that may be chosen.
    ///
    /// # Errors
    /// [`Unfit::TooShort`], [`Unfit::TooLong`].
    pub fn choose(text: &str) -> Result<Self, Unfit> {
        match text.chars().count() {
            0..Self::SHORTEST => Err(Unfit::TooShort),
            Self::SHORTEST..=Self::LONGEST => Ok(Self::typed(text)),
            _ => Err(Unfit::TooLong),
        }
    }

    /// A passphrase as typed at sign-in, whatever it is. Beyond the longest it cannot be right, and is cut
    /// so that the work stays the same.
    pub fn typed(text: &str) -> Self {
        let cut: Zeroizing<String> = Zeroizing::new(text.chars().take(Self::LONGEST + 1).collect());
        Self(Confidential::new(cut.nfc().collect()))
    }

    /// A new random passphrase of six invented four-letter words (78 bits), easy to read out and to type.
    ///
    /// # Errors
    /// [`Unfit::Failed`] without randomness.
    pub fn invent() -> Result<Self, Unfit> {
        const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvk";
        const VOWELS: &[u8; 8] = b"aeiouyae";
        let mut random = Zeroizing::new([0_u8; 24]);
        getrandom::fill(random.as_mut_slice()).map_err(|_| Unfit::Failed)?;
        let mut text = String::with_capacity(29);
        for (place, byte) in random.iter().enumerate() {
            if place % 4 == 0 && place > 0 {
                text.push('-');
            }
            let letter = if place % 2 == 0 {
                CONSONANTS[usize::from(byte % 16)]
            } else {
                VOWELS[usize::from(byte % 8)]
            };
            text.push(char::from(letter));
        }
        Ok(Self(Confidential::new(text)))
    }

    /// Shows it, once, to the person it was invented for.
    pub fn reveal(&self) -> &str {
        self.0.reveal()
    }

    /// Its hash under a fresh salt. Takes about a quarter of a second of one core, and 64 MiB.
    ///
    /// # Errors
    /// [`Unfit::Failed`].
    pub fn hash(&self) -> Result<PassphraseHash, Unfit> {
        let hash = argon2()?.hash_password(self.0.reveal().as_bytes()).map_err(|_| Unfit::Failed)?;
        Ok(PassphraseHash(hash.to_string()))
    }

    /// Whether this is the passphrase behind `hash`. With no hash, for a login that nobody has, the same
    /// work is done and the answer is no: the time taken tells nothing of who works here.
    ///
    /// # Errors
    /// [`Unfit::NotOurs`] for a hash this program would not have made, before any work.
    pub fn matches(&self, hash: Option<&PassphraseHash>) -> Result<bool, Unfit> {
        let Some(hash) = hash else {
            self.hash()?;
            return Ok(false);
        };
        let parsed = PasswordHash::new(&hash.0).map_err(|_| Unfit::NotOurs)?;
        let cost = Params::try_from(&parsed).map_err(|_| Unfit::NotOurs)?;
        let ours = parsed.algorithm.as_str() == "argon2id"
            && (MEMORY_KIB..=MOST_MEMORY_KIB).contains(&cost.m_cost())
            && (PASSES..=MOST_PASSES).contains(&cost.t_cost())
            && cost.p_cost() <= LANES;
        if !ours {
            return Err(Unfit::NotOurs);
        }
        Ok(argon2()?.verify_password(self.0.reveal().as_bytes(), &parsed).is_ok())
    }
}

impl PassphraseHash {
    /// The PHC string, to be sealed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The hash that was kept as this string; it is judged when it is used.
    pub fn kept(phc: String) -> Self {
        Self(phc)
    }
}

fn argon2() -> Result<Argon2<'static>, Unfit> {
    let cost = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| Unfit::Failed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, cost))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_matches_its_own_hash_from_any_keyboard() {
        let hash = Passphrase::choose("blåbær på fjellet i år").expect("long enough").hash().expect("hashes");
        let decomposed: String = "blåbær på fjellet i år".nfd().collect();
        assert_eq!(Passphrase::typed(&decomposed).matches(Some(&hash)), Ok(true));
        assert_eq!(Passphrase::typed("blåbær på fjellet i fjor").matches(Some(&hash)), Ok(false));
        assert_eq!(Passphrase::typed("blåbær på fjellet i år").matches(None), Ok(false));
    }

    #[test]
    fn a_planted_hash_is_refused_before_any_work() {
        let typed = Passphrase::typed("hemmeligheten min");
        for planted in [
            "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA",
            "$argon2id$v=19$m=4194304,t=3,p=4$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA",
            "$argon2i$v=19$m=65536,t=3,p=4$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA",
            "plain",
        ] {
            let hash = PassphraseHash::kept(planted.to_owned());
            assert_eq!(typed.matches(Some(&hash)), Err(Unfit::NotOurs), "{planted}");
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(Passphrase::choose("æøåæøåæøåæøåæø").err(), Some(Unfit::TooShort));
        assert!(Passphrase::choose("æøåæøåæøåæøåæøå").is_ok());
        assert_eq!(Passphrase::choose(&"a".repeat(129)).err(), Some(Unfit::TooLong));
    }

    #[test]
    fn invented_passphrases_differ_and_may_be_chosen() {
        let one = Passphrase::invent().expect("randomness");
        let other = Passphrase::invent().expect("randomness");
        assert_ne!(one.reveal(), other.reveal());
        assert!(Passphrase::choose(one.reveal()).is_ok());
    }
}
