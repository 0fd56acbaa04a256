//! One-time codes by time: RFC 6238 as authenticator apps know it (SHA-1, six digits, thirty seconds).
//!
//! Forty lines over HMAC instead of a crate: what a crate leaves to its caller (the grace, the replay) is the
//! part that needs care, and the rest is one formula.

use data_encoding::BASE32_NOPAD;
use form_urlencoded::byte_serialize;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;
use time::OffsetDateTime;
use zeroize::Zeroizing;

use crate::confidential::Confidential;

/// What an authenticator app and the registry share: 160 random bits (RFC 4226, R6). It is sealed at rest.
#[derive(Debug)]
pub struct TotpSecret(Confidential<[u8; 20]>);

/// Why a one-time code does not let anybody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeRefused {
    /// Not six digits.
    #[error("a one-time code is six digits")]
    Malformed,
    /// Not the code of this time.
    #[error("this is not the code of this time")]
    Wrong,
    /// It was right, and has been used already, or one after it has.
    #[error("this code has been used")]
    Replayed,
}

impl Clone for TotpSecret {
    fn clone(&self) -> Self {
        Self::from_bytes(*self.bytes())
    }
}

impl TotpSecret {
    /// How long a code holds, in seconds.
    pub const STEP: u64 = 30;
    /// For how many seconds of a new step the code before it is still taken: the time it takes to type.
    ///
    /// OWASP ASVS 6.5.5 says thirty seconds in all; these ten are a deviation on purpose.
    pub const GRACE: u64 = 10;

    /// A new secret from the operating system's randomness.
    ///
    /// # Errors
    /// When there is none to be had.
    pub fn fresh() -> Result<Self, getrandom::Error> {
        let mut bytes = Zeroizing::new([0; 20]);
        getrandom::fill(bytes.as_mut_slice())?;
        Ok(Self::from_bytes(*bytes))
    }

    /// The secret that was kept as these bytes.
    pub fn from_bytes(bytes: [u8; 20]) -> Self {
        Self(Confidential::new(bytes))
    }

    /// The bytes, to be sealed.
    pub fn bytes(&self) -> &[u8; 20] {
        self.0.reveal()
    }

    /// The secret for typing: 32 letters and digits (RFC 4648, base 32) in groups of four. Apps ignore the
    /// blanks.
    pub fn base32(&self) -> Confidential<String> {
        let plain = self.encoded();
        let mut grouped = String::with_capacity(39);
        for (place, letter) in plain.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                grouped.push(' ');
            }
            grouped.push(letter);
        }
        Confidential::new(grouped)
    }

    /// The address that an app reads from a QR code (`otpauth`, the Key Uri Format of Google Authenticator).
    pub fn otpauth(&self, issuer: &str, account: &str) -> Confidential<String> {
        let (issuer, account) = (escaped(issuer), escaped(account));
        let secret = self.encoded();
        Confidential::new(format!(
            "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits=6&period={}",
            *secret,
            Self::STEP,
        ))
    }

    /// The six digits that an app shows at this time.
    pub fn code_at(&self, time: OffsetDateTime) -> String {
        self.code(step_at(time))
    }

    /// Whether `typed` is the code of now; blanks in it do not count. The answer is its step, which the
    /// caller keeps and passes as `last_step` the next time: a code opens once (RFC 6238, 5.2).
    ///
    /// # Errors
    /// [`CodeRefused`].
    pub fn accept(
        &self,
        typed: &str,
        now: OffsetDateTime,
        last_step: Option<u64>,
    ) -> Result<u64, CodeRefused> {
        let digits: Zeroizing<String> =
            Zeroizing::new(typed.chars().filter(|letter| !letter.is_whitespace()).take(7).collect());
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(CodeRefused::Malformed);
        }
        let current = step_at(now);
        let within = now.unix_timestamp().max(0).unsigned_abs() % Self::STEP;
        let before = (within < Self::GRACE).then(|| current.saturating_sub(1));
        // Both are always compared, so that the time taken does not tell which it was.
        let same = |step| bool::from(self.code(step).as_bytes().ct_eq(digits.as_bytes()));
        let is_current = same(current);
        let is_before = before.is_some_and(same);
        let step = match before {
            _ if is_current => current,
            Some(before) if is_before => before,
            _ => return Err(CodeRefused::Wrong),
        };
        if last_step.is_some_and(|last| step <= last) { Err(CodeRefused::Replayed) } else { Ok(step) }
    }

    fn encoded(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE32_NOPAD.encode(self.bytes()))
    }

    /// RFC 4226, 5.3.
    fn code(&self, step: u64) -> String {
        let mut mac = Hmac::<Sha1>::new_from_slice(self.bytes()).expect("HMAC takes keys of every length");
        mac.update(&step.to_be_bytes());
        let tag = mac.finalize().into_bytes();
        let offset = usize::from(tag[19] & 0x0f);
        let word = [tag[offset] & 0x7f, tag[offset + 1], tag[offset + 2], tag[offset + 3]];
        format!("{:06}", u32::from_be_bytes(word) % 1_000_000)
    }
}

/// The step that `time` lies in; everything before 1970 lies in the first.
fn step_at(time: OffsetDateTime) -> u64 {
    time.unix_timestamp().max(0).unsigned_abs() / TotpSecret::STEP
}

/// Apps read `+` as a plus sign.
fn escaped(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use time::Duration;
    use time::macros::datetime;

    use super::*;

    fn secret() -> TotpSecret {
        TotpSecret::from_bytes(*b"12345678901234567890")
    }

    fn at(seconds: i64) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(seconds).expect("a time")
    }

    /// RFC 6238, appendix B; the last six of its eight digits are the code of six.
    #[test]
    fn the_vectors_of_the_rfc() {
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(secret().code_at(at(seconds)), code, "{seconds}");
            assert_eq!(secret().accept(code, at(seconds), None), Ok(seconds.unsigned_abs() / 30));
        }
    }

    #[test]
    fn a_code_holds_its_step_and_ten_seconds_more() {
        let start = datetime!(2026-03-02 08:00 UTC);
        let code = secret().code_at(start);
        let step = step_at(start);
        let accepted = |after| secret().accept(&code, start + Duration::seconds(after), None);
        assert_eq!(accepted(-1), Err(CodeRefused::Wrong));
        assert_eq!(accepted(0), Ok(step));
        assert_eq!(accepted(29), Ok(step));
        assert_eq!(accepted(39), Ok(step));
        assert_eq!(accepted(40), Err(CodeRefused::Wrong));
        assert_eq!(accepted(60), Err(CodeRefused::Wrong));
    }

    #[test]
    fn a_code_opens_once_and_none_before_it_opens_after() {
        let start = datetime!(2026-03-02 08:00 UTC);
        let (before, code) = (secret().code_at(start - Duration::seconds(30)), secret().code_at(start));
        let last = secret().accept(&code, start, None).expect("it is the code");
        assert_eq!(secret().accept(&code, start, Some(last)), Err(CodeRefused::Replayed));
        assert_eq!(secret().accept(&before, start, Some(last)), Err(CodeRefused::Replayed));
        let later = start + Duration::seconds(30);
        assert_eq!(secret().accept(&code, later, Some(last)), Err(CodeRefused::Replayed));
        assert_eq!(secret().accept(&secret().code_at(later), later, Some(last)), Ok(last + 1));
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for typed in ["", "28708", "2870822", "28708a", "２８７０８２", "-28708", "287 08"] {
            assert_eq!(secret().accept(typed, at(59), None), Err(CodeRefused::Malformed), "{typed}");
        }
        assert_eq!(secret().accept(" 287 082 ", at(59), None), Ok(1));
        assert_eq!(secret().accept("287083", at(59), None), Err(CodeRefused::Wrong));
    }

    #[test]
    fn an_app_reads_the_address() {
        let uri = secret().otpauth("Fortrolig øst", "kari:1");
        let secret_text = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        assert_eq!(
            uri.reveal(),
            &format!(
                "otpauth://totp/Fortrolig%20%C3%B8st:kari%3A1?secret={secret_text}\
                 &issuer=Fortrolig%20%C3%B8st&algorithm=SHA1&digits=6&period=30"
            ),
        );
        assert_eq!(secret().base32().reveal(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }

    #[test]
    fn secrets_differ_and_say_nothing() {
        let one = TotpSecret::fresh().expect("randomness");
        assert_ne!(one.bytes(), TotpSecret::fresh().expect("randomness").bytes());
        assert_eq!(format!("{:?}", secret()), "TotpSecret([confidential])");
    }
}
