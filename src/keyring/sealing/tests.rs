//! Sealed objects: altered, moved, named after other keys.

use proptest::prelude::*;

use super::*;
use crate::keyring::key::{KeyId, State};
use crate::keyring::purpose::Family;
use crate::keyring::sealed::DecodeError;
use crate::keyring::testing::{DEPLOYMENT, FACTS, Letter, NOW, PLACE, TestFolder};
use crate::keyring::{NewSlot, Unlock};

/// As [`Letter`], of another kind.
#[derive(Debug)]
struct Parcel;

impl Content for Parcel {
    const KIND: &'static str = "parcel";
    const SCHEMA: u16 = 2;
    const FAMILY: Family = Family::Facts;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(vec![])
    }

    fn decode(_: &[u8], _: u16) -> Result<Self, DecodeError> {
        Ok(Self)
    }
}

/// As [`Letter`], of another family.
#[derive(Debug)]
struct Diary;

impl Content for Diary {
    const KIND: &'static str = "letter";
    const SCHEMA: u16 = 2;
    const FAMILY: Family = Family::Note;

    fn encode(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(vec![])
    }

    fn decode(_: &[u8], _: u16) -> Result<Self, DecodeError> {
        Ok(Self)
    }
}

fn sealed(keyring: &Keyring) -> Sealed<Letter> {
    keyring.seal(&FACTS, &PLACE, &Letter(b"a text".to_vec())).expect("an active key")
}

fn breach<T: Content>(keyring: &Keyring, bytes: &[u8], place: &Place) -> Option<Breach> {
    keyring.open::<T>(&Sealed::from_bytes(bytes.to_vec()), place).err().map(|error| error.breach())
}

#[test]
fn what_was_sealed_opens_in_its_place() {
    let folder = TestFolder::new();
    let keyring = folder.keyring();
    for (length, class) in [(0, 256), (252, 256), (253, 512), (1020, 1024), (70_000, 131_072)] {
        let letter = Letter(vec![0xab; length]);
        let sealed = keyring.seal(&FACTS, &PLACE, &letter).expect("an active key");
        assert_eq!(sealed.as_bytes().len(), HEADER + class + TAG);
        assert_eq!(sealed.key_id(), keyring.active(&FACTS));
        assert_eq!(folder.unlocked().open(&sealed, &PLACE), Ok(letter));
    }
}

#[test]
fn sealed_twice_nothing_is_alike() {
    let folder = TestFolder::new();
    let keyring = folder.keyring();
    let (one, other) = (sealed(&keyring), sealed(&keyring));
    assert_ne!(one.as_bytes()[10..42], other.as_bytes()[10..42], "salt");
    assert_ne!(one.as_bytes()[HEADER..], other.as_bytes()[HEADER..], "ciphertext");
    let blocks: Vec<&[u8]> = one.as_bytes()[HEADER..HEADER + 256].chunks(16).collect();
    assert!(blocks.windows(2).all(|pair| pair[0] != pair[1]), "zeros do not show");
}

#[test]
fn elsewhere_it_does_not_open() {
    let folder = TestFolder::new();
    let keyring = folder.keyring();
    let sealed = sealed(&keyring);
    for elsewhere in [
        Place { table: "notes", ..PLACE },
        Place { row: Uuid::from_u128(8), ..PLACE },
        Place { revision: 2, ..PLACE },
        Place { revision: 4, ..PLACE },
    ] {
        assert_eq!(breach::<Letter>(&keyring, sealed.as_bytes(), &elsewhere), Some(Breach::Commitment));
    }
    assert_eq!(breach::<Parcel>(&keyring, sealed.as_bytes(), &PLACE), Some(Breach::Commitment));
    assert_eq!(breach::<Diary>(&keyring, sealed.as_bytes(), &PLACE), Some(Breach::KeyPurpose));
    let mut relabelled = sealed.as_bytes().to_vec();
    relabelled[5] = 1;
    assert_eq!(breach::<Letter>(&keyring, &relabelled, &PLACE), Some(Breach::Commitment), "schema");
}

/// Each part of the context alone, with the same key and header: the deployment cannot be changed in a
/// keyring without its root key, and a purpose not at all.
#[test]
fn deployment_and_purpose_are_part_of_the_context() {
    let here = context(DEPLOYMENT, &FACTS, "letter", 2, &PLACE);
    assert_ne!(here, context(Uuid::nil(), &FACTS, "letter", 2, &PLACE));
    assert_ne!(here, context(DEPLOYMENT, &Purpose::Facts { year: 2025 }, "letter", 2, &PLACE));
}

#[test]
fn another_deployments_row_does_not_open_with_the_same_key() {
    let (here, there) = (TestFolder::new(), TestFolder::new());
    let keyring = here.keyring();
    let sealed = sealed(&keyring);
    let moved = keyring.under_another_deployment(there.path(), Uuid::from_u128(0xdead));
    assert_eq!(moved.active(&FACTS), keyring.active(&FACTS));
    assert_eq!(breach::<Letter>(&moved, sealed.as_bytes(), &PLACE), Some(Breach::Commitment));
    let same = keyring.under_another_deployment(there.path(), DEPLOYMENT);
    assert_eq!(breach::<Letter>(&same, sealed.as_bytes(), &PLACE), None, "the deployment alone was at fault");
}

#[test]
fn every_flipped_bit_is_refused_with_the_same_words() {
    let folder = TestFolder::new();
    let keyring = folder.keyring();
    let sealed = sealed(&keyring);
    let mut words = std::collections::BTreeSet::new();
    for at in 0..sealed.as_bytes().len() * 8 {
        let mut bytes = sealed.as_bytes().to_vec();
        bytes[at / 8] ^= 1 << (at % 8);
        let refused = keyring.open(&Sealed::<Letter>::from_bytes(bytes), &PLACE).expect_err("altered");
        words.insert(format!("{refused} {refused:?}"));
    }
    assert_eq!(words.len(), 1, "{words:?}");
    assert!(words.iter().all(|told| told.contains("cases") && told.contains("revision 3")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_bytes_stand_there_nothing_opens_and_nothing_panics(
        bytes in proptest::collection::vec(any::<u8>(), 1..700),
        at in 0usize..345,
    ) {
        let folder = TestFolder::new();
        let keyring = folder.keyring();
        let sealed = sealed(&keyring);
        let mut overwritten = sealed.as_bytes().to_vec();
        overwritten[at..].iter_mut().zip(&bytes).for_each(|(old, new)| *old = *new);
        prop_assume!(overwritten != sealed.as_bytes());
        prop_assert!(breach::<Letter>(&keyring, &overwritten, &PLACE).is_some());
        prop_assert!(breach::<Letter>(&keyring, &bytes, &PLACE).is_some());
    }

    #[test]
    fn any_letter_comes_back(text in proptest::collection::vec(any::<u8>(), 0..3000), revision: u64) {
        let folder = TestFolder::new();
        let keyring = folder.keyring();
        let place = Place { revision, ..PLACE };
        let letter = Letter(text);
        let sealed = keyring.seal(&FACTS, &place, &letter).expect("an active key");
        prop_assert_eq!(keyring.open(&sealed, &place), Ok(letter));
    }
}

#[test]
fn a_wrong_commitment_is_refused_before_decryption() {
    let folder = TestFolder::new();
    let keyring = folder.keyring();
    let mut bytes = sealed(&keyring).into_bytes();
    *bytes.last_mut().expect("a tag") ^= 1;
    assert_eq!(breach::<Letter>(&keyring, &bytes, &PLACE), Some(Breach::Tag));
    bytes[42] ^= 1;
    assert_eq!(breach::<Letter>(&keyring, &bytes, &PLACE), Some(Breach::Commitment), "the tag was not tried");
}

#[test]
fn another_key_is_not_tried() {
    let folder = TestFolder::new();
    let keyring = folder.keyring();
    let old = sealed(&keyring);
    let first = old.key_id().expect("well formed");
    let second = keyring.turn(&FACTS, NOW).expect("a folder of our own");
    let staged = keyring.stage(&FACTS, NOW).expect("a folder of our own");
    assert_eq!(sealed(&keyring).key_id(), Some(second));
    assert_eq!(breach::<Letter>(&keyring, old.as_bytes(), &PLACE), None, "decrypt-only opens");
    for (named, expected) in [
        (second, Breach::Commitment),
        (staged, Breach::KeyState),
        (KeyId(999), Breach::UnknownKey),
        (KeyId(0), Breach::UnknownKey),
        (keyring.active(&Purpose::Audit).expect("a core key"), Breach::KeyPurpose),
        (keyring.active(&Purpose::RowMark).expect("a core key"), Breach::KeyPurpose),
    ] {
        let mut bytes = old.as_bytes().to_vec();
        bytes[6..10].copy_from_slice(&named.0.to_be_bytes());
        assert_eq!(breach::<Letter>(&keyring, &bytes, &PLACE), Some(expected), "key {named}");
    }
    keyring.retire(first, NOW).expect("forward");
    assert_eq!(breach::<Letter>(&keyring, old.as_bytes(), &PLACE), None, "retired opens");
    keyring.destroy(first, NOW).expect("forward");
    assert_eq!(breach::<Letter>(&keyring, old.as_bytes(), &PLACE), Some(Breach::KeyState));
}

#[test]
fn a_staged_key_opens_what_it_sealed_only_once_it_is_active() {
    let (here, ahead) = (TestFolder::new(), TestFolder::new());
    let keyring = here.keyring();
    let staged = keyring.stage(&FACTS, NOW).expect("a folder of our own");
    std::fs::copy(here.keyring_file(), ahead.keyring_file()).expect("our own folders");
    std::fs::copy(here.path().join("root.key"), ahead.path().join("root.key")).expect("our own folders");
    let server = ahead.unlocked();
    server.activate(staged, NOW).expect("forward");
    let sealed = sealed(&server);
    assert_eq!(breach::<Letter>(&keyring, sealed.as_bytes(), &PLACE), Some(Breach::KeyState));
    keyring.activate(staged, NOW).expect("forward");
    assert_eq!(breach::<Letter>(&keyring, sealed.as_bytes(), &PLACE), None);
}

#[test]
fn nothing_is_sealed_under_a_key_of_another_purpose_or_with_no_key() {
    let folder = TestFolder::new();
    let keyring = folder.keyring();
    let letter = Letter(vec![]);
    for purpose in [Purpose::Identity, Purpose::RowMark, Purpose::Note { team: Uuid::nil(), year: 2026 }] {
        let refused = keyring.seal(&purpose, &PLACE, &letter);
        assert_eq!(refused, Err(SealError::WrongPurpose { kind: "letter", purpose }));
    }
    let other = Purpose::Facts { year: 1999 };
    assert_eq!(keyring.seal(&other, &PLACE, &letter), Err(SealError::NoKey(other)));
    let key = keyring.active(&FACTS).expect("made by the test");
    keyring.retire(key, NOW).expect("the end of a year");
    assert_eq!(keyring.seal(&FACTS, &PLACE, &letter), Err(SealError::NoKey(FACTS)));
}

#[test]
fn content_that_is_too_large_is_refused() {
    let folder = TestFolder::new();
    let keyring = folder.keyring();
    let refused = keyring.seal(&FACTS, &PLACE, &Letter(vec![0; padding::LARGEST - 3]));
    assert_eq!(refused, Err(SealError::TooLarge));
}

#[test]
fn without_random_bytes_nothing_is_sealed() {
    let folder = TestFolder::new();
    let mut keyring = folder.keyring();
    keyring.source = |_| Err(getrandom::Error::new_custom(7));
    let refused = keyring.seal(&FACTS, &PLACE, &Letter(vec![]));
    assert_eq!(refused, Err(SealError::Randomness(getrandom::Error::new_custom(7))));
    assert!(keyring.turn(&FACTS, NOW).is_err());
    assert_eq!(keyring.sequence(), folder.unlocked().sequence(), "and nothing was written");
}

#[test]
fn an_older_schema_is_read_and_a_newer_is_not() {
    let folder = TestFolder::new();
    let keyring = folder.keyring();
    for (schema, breach) in [(1, None), (2, None), (3, Some(Breach::Content))] {
        assert_eq!(opened_as(&keyring, schema), breach, "schema {schema}");
    }
}

/// How a letter of `schema` opens: sealed by hand, as an earlier or later program would.
fn opened_as(keyring: &Keyring, schema: u16) -> Option<Breach> {
    let ring = keyring.ring();
    let key = ring.sealing(&FACTS).expect("made by the test");
    let context = context(DEPLOYMENT, &FACTS, Letter::KIND, schema, &PLACE);
    let salt = [9; 32];
    let (message_key, commitment) = cipher::key_and_commitment(key.secret.bytes(), &salt, LABEL, &context);
    let header = Header { schema, key: key.id, salt, commitment }.bytes();
    let mut bytes = Vec::with_capacity(HEADER + 256 + TAG);
    bytes.extend_from_slice(&header);
    padding::append(&mut bytes, b"old", 256);
    let associated = [&header[..], &context].concat();
    let tag = cipher::encrypt(&message_key, &NONCE, &associated, &mut bytes[HEADER..]);
    bytes.extend_from_slice(&tag);
    breach::<Letter>(keyring, &bytes, &PLACE)
}

#[test]
fn many_threads_seal_and_open_while_keys_are_turned() {
    let folder = TestFolder::new();
    let keyring = Keyring::create(folder.path(), DEPLOYMENT, &[NewSlot::File], NOW).expect("empty folder");
    keyring.ensure(&FACTS, NOW).expect("a folder of our own");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..500 {
                    let sealed = sealed(&keyring);
                    assert_eq!(keyring.open(&sealed, &PLACE), Ok(Letter(b"a text".to_vec())));
                }
            });
        }
        for _ in 0..5 {
            keyring.turn(&FACTS, NOW).expect("a folder of our own");
        }
    });
    let unlocked = Keyring::unlock(folder.path(), Unlock::File).expect("our own keyring");
    let states = unlocked.keys().into_iter().filter(|key| key.purpose == FACTS).map(|key| key.state);
    assert_eq!(states.filter(|state| *state == State::DecryptOnly).count(), 5);
}
