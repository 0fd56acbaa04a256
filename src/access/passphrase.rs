use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::guessable::is_guessable;
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
    /// With a control character in it, which some keyboard or program will not type again.
    #[error("a passphrase has no control characters")]
    Unusual,
    /// One of those that are guessed first.
    #[error("this passphrase is too easily guessed")]
    TooCommon,
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
// Below this no hash of ours was ever made. It stays when the cost above is raised.
const LEAST_MEMORY_KIB: u32 = 65_536;
const LEAST_PASSES: u32 = 3;
// A verifier takes the cost from the stored string, so a planted string could ask for all our memory.
const MOST_MEMORY_KIB: u32 = 262_144;
const MOST_PASSES: u32 = 10;

impl Passphrase {
    /// The fewest characters, when normalised.
    pub const SHORTEST: usize = 15;
    /// The most characters, when normalised.
    pub const LONGEST: usize = 128;
    /// The most bytes before normalisation, in UTF-8.
    pub const MOST_BYTES: usize = 1024;

    /// A passphrase that may be chosen by somebody whose login, name and team are the `context`. No sort of
    /// sign is demanded and none but control characters refused (NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 6.2).
    ///
    /// Judging takes milliseconds, and a second of one core for a text made to cost it: it belongs where
    /// [`hash`](Self::hash) does.
    ///
    /// # Errors
    /// [`Unfit::TooShort`], [`Unfit::TooLong`], [`Unfit::Unusual`], [`Unfit::TooCommon`].
    pub fn choose(text: &str, context: &[&str]) -> Result<Self, Unfit> {
        if text.len() > Self::MOST_BYTES {
            return Err(Unfit::TooLong);
        }
        let chosen = Self::typed(text);
        match chosen.reveal().chars().count() {
            0..Self::SHORTEST => Err(Unfit::TooShort),
            Self::SHORTEST..=Self::LONGEST if chosen.reveal().chars().any(char::is_control) => {
                Err(Unfit::Unusual)
            }
            Self::SHORTEST..=Self::LONGEST if is_guessable(chosen.reveal(), context) => Err(Unfit::TooCommon),
            Self::SHORTEST..=Self::LONGEST => Ok(chosen),
            _ => Err(Unfit::TooLong),
        }
    }

    /// A passphrase as typed at sign-in, whatever it is. Beyond the longest it cannot be right, and is cut
    /// so that the work stays the same.
    pub fn typed(text: &str) -> Self {
        // Cut when normalised, not before: a decomposed letter is several characters until then.
        let mut normal = String::with_capacity(4 * (Self::LONGEST + 1));
        normal.extend(text.nfc().take(Self::LONGEST + 1));
        Self(Confidential::new(normal))
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
            && (LEAST_MEMORY_KIB..=MOST_MEMORY_KIB).contains(&cost.m_cost())
            && (LEAST_PASSES..=MOST_PASSES).contains(&cost.t_cost())
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

    /// Whether it was made at less than today's cost, so that the next passphrase that matches it is to be
    /// hashed anew (OWASP ASVS 11.4.4).
    pub fn needs_rehash(&self) -> bool {
        let cost = PasswordHash::new(&self.0).ok().and_then(|parsed| Params::try_from(&parsed).ok());
        cost.is_none_or(|cost| cost.m_cost() < MEMORY_KIB || cost.t_cost() < PASSES)
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
        let hash =
            Passphrase::choose("blåbær på fjellet i år", &[]).expect("long enough").hash().expect("hashes");
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
    fn what_may_be_chosen() {
        let chosen = |text: &str| Passphrase::choose(text, &["kanor17", "Kari Nordmann"]).err();
        let long: String = "den raude båten låg stille i vika ".repeat(4);
        let longest: String = long.chars().take(128).collect();
        let decomposed = |text: &str| text.nfd().collect::<String>();
        for (text, unfit) in [
            ("trikken stans", Some(Unfit::TooShort)),
            ("blå bær i åri", Some(Unfit::TooShort)),
            ("trikken stanse", Some(Unfit::TooShort)),
            (&decomposed("blåbærbåtår på"), Some(Unfit::TooShort)),
            ("trikken stanset", None),
            (&longest, None),
            (&decomposed(&longest), None),
            (&long, Some(Unfit::TooLong)),
            (&"\u{301}".repeat(600), Some(Unfit::TooLong)),
            ("trikken\0stanset ved porten", Some(Unfit::Unusual)),
            ("trikken\tstanset ved porten", Some(Unfit::Unusual)),
            ("trikken stanset ved\u{85}porten", Some(Unfit::Unusual)),
            ("passordpassord1", Some(Unfit::TooCommon)),
            ("Fortrolig register", Some(Unfit::TooCommon)),
            ("kanor17kanor17kanor17", Some(Unfit::TooCommon)),
            ("😀🐻🌲🎈🍎🚲🎻⛵🧦🐟🌙🔑🥕🪁🎲", None),
        ] {
            assert_eq!(chosen(text), unfit, "{text:?}");
        }
    }

    #[test]
    fn nothing_is_cut_off_what_may_be_chosen() {
        let long: String = "den raude båten låg stille i vika ".repeat(4);
        let longest: String = long.chars().take(128).collect();
        let hash = Passphrase::choose(&longest, &[]).expect("128 characters").hash().expect("hashes");
        let decomposed: String = longest.nfd().collect();
        assert_eq!(Passphrase::typed(&decomposed).matches(Some(&hash)), Ok(true));
        let longer: String = long.chars().take(129).collect();
        assert_eq!(Passphrase::typed(&longer).matches(Some(&hash)), Ok(false));
    }

    #[test]
    fn a_hash_of_less_cost_is_made_anew() {
        assert!(!Passphrase::typed("hemmeligheten min").hash().expect("hashes").needs_rehash());
        for cost in ["m=19456,t=3,p=4", "m=65536,t=2,p=4"] {
            let kept = format!("$argon2id$v=19${cost}$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA");
            assert!(PassphraseHash::kept(kept).needs_rehash(), "{cost}");
        }
        let kept = "$argon2id$v=19$m=131072,t=4,p=4$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA";
        assert!(!PassphraseHash::kept(kept.to_owned()).needs_rehash());
    }

    #[test]
    fn invented_passphrases_differ_and_may_be_chosen() {
        let one = Passphrase::invent().expect("randomness");
        let other = Passphrase::invent().expect("randomness");
        assert_ne!(one.reveal(), other.reveal());
        assert!(Passphrase::choose(one.reveal(), &[]).is_ok());
    }
}
