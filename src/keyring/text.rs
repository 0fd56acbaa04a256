//! The keyring file's text: one record a line, and last a MAC over the exact bytes before it.
//!
//! As the MAC is over bytes and not over values, there is no canonical form to agree on. The reader is
//! strict all the same: what it accepts, the writer would have written.

use std::fmt::Write;
use std::str::{FromStr, Split};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha384;
use subtle::ConstantTimeEq;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use zeroize::Zeroizing;

use super::book::{Book, KeyRecord};
use super::cipher;
use super::cost::{Cost, CostFault};
use super::error::KeyringError;
use super::key::{KeyId, Secret, State};
use super::slot::{self, Method, ROOT_KEY_FILE, Slot};
use super::wrap::Wrapped;

const MAGIC: &str = "fortrolig-keyring v1";

/// Length of the last line: `--- `, 96 hexadecimal digits, line end.
const LAST_LINE: usize = 4 + 96 + 1;

/// The text of `book`, with its MAC under `root`.
pub(super) fn write(book: &Book, root: &Secret) -> Result<Vec<u8>, KeyringError> {
    let mut text = String::new();
    let previous =
        book.previous.map_or_else(|| "-".to_owned(), |hash| format!("sha256:{}", hex::encode(hash)));
    let mut line = |line: std::fmt::Arguments<'_>| writeln!(text, "{line}").expect("a String takes all");
    line(format_args!("{MAGIC}"));
    line(format_args!(
        "id {} deployment {} seq {} time {} prev {previous}",
        book.id,
        book.deployment,
        book.sequence,
        book.time.format(&Rfc3339)?,
    ));
    for (number, Slot { method, wrapped }) in (1..).zip(&book.slots) {
        line(format_args!("slot {number} {} {}", method.text(), wrapped_text(wrapped)));
    }
    for KeyRecord { id, purpose, state, from, wrapped } in &book.keys {
        let (algorithm, from) = (purpose.algorithm().text(), from.format(&Rfc3339)?);
        let wrapped = wrapped.as_ref().map_or_else(String::new, |it| format!(" {}", wrapped_text(it)));
        line(format_args!("key {id} {purpose} alg={algorithm} state={state} from={from}{wrapped}"));
    }
    let code = hex::encode(authentication_code(text.as_bytes(), root));
    writeln!(text, "--- {code}").expect("a String takes all");
    Ok(text.into_bytes())
}

fn wrapped_text(Wrapped { commitment, bytes }: &Wrapped) -> String {
    format!("commit={} wrapped={}", hex::encode(commitment), hex::encode(bytes))
}

/// HMAC-SHA-384 under a key derived from the root key.
fn authentication_code(bytes: &[u8], root: &Secret) -> [u8; 48] {
    let mut key = Zeroizing::new([0; 48]);
    cipher::expand(root.bytes(), &[], &[b"fortrolig/keyring-mac/1"], &mut key[..]);
    let mut mac = Hmac::<Sha384>::new_from_slice(&key[..]).expect("HMAC takes a key of any length");
    mac.update(bytes);
    mac.finalize().into_bytes().into()
}

/// Refuses bytes whose last line is not their MAC under `root`.
pub(super) fn verify(bytes: &[u8], root: &Secret) -> Result<(), KeyringError> {
    let (body, code) = split(bytes)?;
    if bool::from(authentication_code(body, root).ct_eq(&code)) { Ok(()) } else { Err(KeyringError::Altered) }
}

/// The bytes before the last line, and the MAC that stands in it.
fn split(bytes: &[u8]) -> Result<(&[u8], [u8; 48]), KeyringError> {
    let broken = KeyringError::Malformed { line: 0, fault: "the authentication code at its end is missing" };
    let body = bytes.len().checked_sub(LAST_LINE).and_then(|end| bytes.split_at_checked(end));
    let Some((body, last)) = body else { return Err(broken) };
    let code = last.strip_prefix(b"--- ").and_then(|rest| rest.strip_suffix(b"\n"));
    let code = code.and_then(|code| std::str::from_utf8(code).ok()).and_then(unhex);
    match code {
        Some(code) if body.ends_with(b"\n") => Ok((body, code)),
        _ => Err(broken),
    }
}

/// Reads the records. They are to be trusted only once [`verify`] has passed: whoever unlocks needs the slots
/// before there is a root key to verify with.
pub(super) fn read(bytes: &[u8]) -> Result<Book, KeyringError> {
    let (body, _) = split(bytes)?;
    let body = std::str::from_utf8(body)
        .map_err(|_| KeyringError::Malformed { line: 0, fault: "it is not text" })?;
    let mut lines =
        (1..).zip(body.split_terminator('\n')).map(|(number, text)| Line::new(number, text)).peekable();
    let mut next = |what| lines.next().ok_or(KeyringError::Malformed { line: 0, fault: what });

    let magic = next("it is empty")?;
    if magic.whole != MAGIC {
        return Err(magic.fault("it is not a keyring of version 1"));
    }
    let mut book = next("its second line is missing")?.head()?;
    while let Some(line) = lines.next_if(|line| line.whole.starts_with("slot ")) {
        if book.slots.len() == slot::MOST {
            return Err(line.fault("there are too many slots"));
        }
        let slot = line.slot(book.slots.len() + 1)?;
        book.slots.push(slot);
    }
    for line in lines {
        let number = line.number;
        let key = line.key()?;
        if book.keys.last().is_some_and(|last| last.id >= key.id) || key.id == KeyId(0) {
            return Err(KeyringError::Malformed { line: number, fault: "key numbers do not rise" });
        }
        if key.state == State::Active && book.active(&key.purpose).is_some() {
            return Err(KeyringError::Malformed { line: number, fault: "a purpose has two active keys" });
        }
        book.keys.push(key);
    }
    Ok(book)
}

/// The bytes of `text`, if it is their hexadecimal form in small letters.
pub(super) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    hex::decode_to_slice(text, &mut bytes).ok()?;
    text.bytes().all(|digit| !digit.is_ascii_uppercase()).then_some(bytes)
}

/// A line on its way through the reader, word by word.
struct Line<'a> {
    number: usize,
    whole: &'a str,
    words: Split<'a, char>,
}

impl<'a> Line<'a> {
    fn new(number: usize, whole: &'a str) -> Self {
        Self { number, whole, words: whole.split(' ') }
    }

    fn fault(&self, fault: &'static str) -> KeyringError {
        KeyringError::Malformed { line: self.number, fault }
    }

    fn word(&mut self) -> Result<&'a str, KeyringError> {
        self.words.next().ok_or_else(|| self.fault("a word is missing"))
    }

    fn literal(&mut self, expected: &str) -> Result<(), KeyringError> {
        if self.word()? == expected { Ok(()) } else { Err(self.fault("a word is not what it should be")) }
    }

    /// The value of `name=value`.
    fn named(&mut self, name: &str) -> Result<&'a str, KeyringError> {
        let value = self.word()?.strip_prefix(name).and_then(|rest| rest.strip_prefix('='));
        value.ok_or_else(|| self.fault("a field is missing"))
    }

    fn parsed<T: FromStr>(&self, word: &str) -> Result<T, KeyringError> {
        word.parse().map_err(|_| self.fault("a value cannot be read"))
    }

    fn hex<const N: usize>(&self, word: &str) -> Result<[u8; N], KeyringError> {
        unhex(word).ok_or_else(|| self.fault("a value is not hexadecimal, or not of its length"))
    }

    fn moment(&self, word: &str) -> Result<OffsetDateTime, KeyringError> {
        OffsetDateTime::parse(word, &Rfc3339).map_err(|_| self.fault("a time cannot be read"))
    }

    fn wrapped(&mut self) -> Result<Wrapped, KeyringError> {
        let (commitment, bytes) = (self.named("commit")?, self.named("wrapped")?);
        Ok(Wrapped { commitment: self.hex(commitment)?, bytes: self.hex(bytes)? })
    }

    fn end<T>(mut self, value: T) -> Result<T, KeyringError> {
        if self.words.next().is_none() { Ok(value) } else { Err(self.fault("there is a word too many")) }
    }

    fn head(mut self) -> Result<Book, KeyringError> {
        let mut values = [""; 5];
        for (name, value) in ["id", "deployment", "seq", "time", "prev"].into_iter().zip(&mut values) {
            self.literal(name)?;
            *value = self.word()?;
        }
        let [id, deployment, sequence, time, previous] = values;
        let previous = match previous.strip_prefix("sha256:") {
            Some(hash) => Some(self.hex(hash)?),
            None if previous == "-" => None,
            None => return Err(self.fault("the digest of the previous file cannot be read")),
        };
        let book = Book {
            id: self.parsed(id)?,
            deployment: self.parsed(deployment)?,
            sequence: self.parsed(sequence)?,
            time: self.moment(time)?,
            previous,
            slots: Vec::new(),
            keys: Vec::new(),
        };
        self.end(book)
    }

    fn slot(mut self, number: usize) -> Result<Slot, KeyringError> {
        self.literal("slot")?;
        let found = self.word()?;
        if self.parsed::<usize>(found)? != number {
            return Err(self.fault("slots are not numbered from 1"));
        }
        let method = match self.word()? {
            "file" => {
                // The name stands in the file for people; the program reads no other.
                if self.named("name")? != ROOT_KEY_FILE || self.named("kdf")? != "-" {
                    return Err(self.fault("a file slot names another file or key derivation"));
                }
                Method::File
            }
            "passphrase" => {
                let kdf = self.named("kdf")?.strip_prefix("argon2id:");
                let Some((cost, salt)) = kdf.and_then(|kdf| kdf.split_once(",salt=")) else {
                    return Err(self.fault("a passphrase slot has another key derivation"));
                };
                let cost = Cost::read(cost).map_err(|fault| match fault {
                    CostFault::Unreadable => self.fault("the cost of a passphrase cannot be read"),
                    CostFault::Refused(refused) => refused,
                })?;
                Method::Passphrase { cost, salt: self.hex(salt)? }
            }
            _ => return Err(self.fault("a slot is of an unknown kind")),
        };
        let wrapped = self.wrapped()?;
        self.end(Slot { method, wrapped })
    }

    fn key(mut self) -> Result<KeyRecord, KeyringError> {
        self.literal("key")?;
        let (id, purpose) = (self.word()?, self.word()?);
        let (algorithm, state, from) = (self.named("alg")?, self.named("state")?, self.named("from")?);
        let mut key = KeyRecord {
            id: KeyId(self.parsed(id)?),
            purpose: self.parsed(purpose)?,
            state: self.parsed(state)?,
            from: self.moment(from)?,
            wrapped: None,
        };
        if key.purpose.algorithm().text() != algorithm {
            return Err(self.fault("a key is of another algorithm than its purpose"));
        }
        if key.state != State::Destroyed {
            key.wrapped = Some(self.wrapped()?);
        }
        self.end(key)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::purpose::Purpose;
    use super::super::testing::{DEPLOYMENT, FACTS, NOW};
    use super::*;

    fn root() -> Secret {
        Secret::new(Zeroizing::new([1; 32]))
    }

    fn book() -> Book {
        let mut book = Book {
            id: Uuid::from_u128(9),
            deployment: DEPLOYMENT,
            sequence: 17,
            time: NOW,
            previous: Some([0xab; 32]),
            slots: vec![],
            keys: vec![],
        };
        let passphrase = Method::Passphrase { cost: Cost::floor(), salt: [3; 32] };
        for (number, method) in (1..).zip([Method::File, passphrase]) {
            let slot = Slot::new(method, book.slot_place(number), &root(), &root(), getrandom::fill);
            book.slots.push(slot.expect("random bytes"));
        }
        for purpose in [FACTS, Purpose::Note { team: DEPLOYMENT, year: 2026 }, Purpose::Checkpoint] {
            book.add(purpose, State::Active, &root(), NOW, getrandom::fill).expect("room");
        }
        book.step(KeyId(1), State::Retired, NOW).expect("forward");
        book.step(KeyId(1), State::Destroyed, NOW).expect("forward");
        book
    }

    fn text() -> String {
        String::from_utf8(write(&book(), &root()).expect("a time of our era")).expect("text")
    }

    /// `text` with its body altered and a MAC that fits: what somebody with the root key could write.
    fn forged(alter: impl FnOnce(&str) -> String) -> Vec<u8> {
        let text = text();
        let body = alter(&text[..text.len() - LAST_LINE]);
        let code = hex::encode(authentication_code(body.as_bytes(), &root()));
        format!("{body}--- {code}\n").into_bytes()
    }

    #[test]
    fn a_book_is_read_back_from_its_text() {
        let book = book();
        let bytes = write(&book, &root()).expect("a time of our era");
        assert!(verify(&bytes, &root()).is_ok());
        assert_eq!(read(&bytes).expect("our own text"), book);
    }

    #[test]
    fn a_tombstone_keeps_number_and_purpose_and_no_key() {
        let text = text();
        assert!(
            text.contains("\nkey 1 facts/2026 alg=A256GCM state=destroyed from=2026-11-22T17:00:00Z\n"),
            "{text}"
        );
    }

    #[test]
    fn another_root_key_does_not_fit() {
        let bytes = write(&book(), &root()).expect("a time of our era");
        let other = Secret::new(Zeroizing::new([2; 32]));
        assert!(matches!(verify(&bytes, &other), Err(KeyringError::Altered)));
    }

    #[test]
    fn a_lowered_cost_is_refused_even_with_a_fitting_mac() {
        let cheap = forged(|body| body.replace("m=65536", "m=1024"));
        assert!(verify(&cheap, &root()).is_ok());
        assert!(matches!(read(&cheap), Err(KeyringError::CostTooLow { .. })));
    }

    #[test]
    fn a_raised_cost_is_refused_before_anything_is_allocated() {
        let dear = forged(|body| body.replace("m=65536", "m=67108864"));
        assert!(matches!(read(&dear), Err(KeyringError::CostTooHigh { .. })));
    }

    #[test]
    fn two_active_keys_of_a_purpose_are_refused() {
        let two = forged(|body| {
            body.replace(
                "key 2 note/00000000-0000-0000-0000-000000005b1f/2026 alg=A256GCM",
                "key 2 checkpoint alg=EdDSA",
            )
        });
        let refused = read(&two);
        assert!(
            matches!(refused, Err(KeyringError::Malformed { fault: "a purpose has two active keys", .. })),
            "{refused:?}"
        );
    }

    #[test]
    fn what_the_writer_would_not_write_is_refused() {
        for (from, to) in [
            ("key 3", "key 2"),
            ("key 2", "key 0"),
            ("state=active", "state=lively"),
            ("alg=EdDSA", "alg=HS256"),
            ("slot 2", "slot 3"),
            ("name=root.key", "name=../root.key"),
            ("kdf=-", "kdf=none"),
            ("prev sha256:abab", "prev md5:abab"),
            (" commit=", "  commit="),
            ("state=destroyed", "state=retired"),
            ("fortrolig-keyring v1", "fortrolig-keyring v2"),
        ] {
            let bytes = forged(|body| {
                assert!(body.contains(from), "{from}");
                body.replacen(from, to, 1)
            });
            assert!(matches!(read(&bytes), Err(KeyringError::Malformed { .. })), "{from} to {to}");
        }
    }

    #[test]
    fn capitals_are_not_hexadecimal() {
        assert_eq!(unhex::<2>("ab01"), Some([0xab, 1]));
        assert_eq!(unhex::<2>("aB01"), None);
        assert_eq!(unhex::<2>("ab011"), None);
    }
}
