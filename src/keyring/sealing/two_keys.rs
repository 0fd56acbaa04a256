//! One ciphertext that two keys open: the attack on AES-GCM (Dodis, Grubbs, Ristenpart and Woodage, *Fast message
//! franking: from invisible salamanders to encryptment*, 2018), and the commitment that stops it.
//!
//! For a given key the tag is an affine function of any one block of ciphertext. So whoever knows two keys can
//! solve for a block at which both tags are equal.

use super::*;
use crate::keyring::key::Secret;
use crate::keyring::testing::{DEPLOYMENT, FACTS, Letter, PLACE, TestFolder};

const CLASS: usize = 256;

/// Where the block lies that is solved for: in the middle of the text.
const FREE: std::ops::Range<usize> = 128..144;

/// The tag that makes `key` accept `ciphertext`.
fn fitting_tag(key: &Secret, associated: &[u8], ciphertext: &[u8]) -> u128 {
    let mut stream = vec![0; ciphertext.len()];
    cipher::encrypt(key, &NONCE, associated, &mut stream);
    let mut text: Vec<u8> = stream.iter().zip(ciphertext).map(|(one, other)| one ^ other).collect();
    let tag = cipher::encrypt(key, &NONCE, associated, &mut text);
    assert_eq!(text, ciphertext);
    u128::from_be_bytes(tag)
}

/// A block for which the sum of the columns that it selects is `wanted`, by Gauss's elimination over GF(2).
fn solve(mut columns: Vec<u128>, mut wanted: u128) -> u128 {
    let mut selects: Vec<u128> = (0..128).map(|at| 1 << at).collect();
    let mut solution = 0;
    for bit in 0..128 {
        let Some(pivot) = columns.iter().position(|column| column >> bit & 1 == 1) else { continue };
        let (column, select) = (columns.swap_remove(pivot), selects.swap_remove(pivot));
        for (other, selected) in columns.iter_mut().zip(&mut selects) {
            if *other >> bit & 1 == 1 {
                *other ^= column;
                *selected ^= select;
            }
        }
        if wanted >> bit & 1 == 1 {
            wanted ^= column;
            solution ^= select;
        }
    }
    assert_eq!(wanted, 0, "two keys differ, so there is a solution");
    solution
}

#[test]
fn a_ciphertext_made_for_two_keys_opens_under_the_one_it_commits_to_only() {
    let (one, other) = (TestFolder::new(), TestFolder::new());
    let (one, other) = (one.keyring(), other.keyring());
    assert_eq!(one.active(&FACTS), other.active(&FACTS), "the object can name both keys at once");

    // What the attacker knows: both keys, hence both message keys.
    let context = context(DEPLOYMENT, &FACTS, Letter::KIND, Letter::SCHEMA, &PLACE);
    let salt = [5; 32];
    let [(key, commitment), (other_key, _)] = [&one, &other].map(|keyring| {
        let ring = keyring.ring();
        let secret = &ring.sealing(&FACTS).expect("made by the test").secret;
        cipher::key_and_commitment(secret.bytes(), &salt, LABEL, &context)
    });
    let id = one.active(&FACTS).expect("made by the test");
    let header = Header { schema: Letter::SCHEMA, key: id, salt, commitment }.bytes();
    let associated = [&header[..], &context].concat();

    let mut ciphertext = Vec::with_capacity(CLASS);
    padding::append(&mut ciphertext, &[b'x'; CLASS - 4], CLASS);
    cipher::encrypt(&key, &NONCE, &associated, &mut ciphertext);
    let mut apart = |block: u128| {
        ciphertext[FREE].copy_from_slice(&block.to_be_bytes());
        fitting_tag(&key, &associated, &ciphertext) ^ fitting_tag(&other_key, &associated, &ciphertext)
    };
    let constant = apart(0);
    let columns = (0..128).map(|at| apart(1 << at) ^ constant).collect();
    let block = solve(columns, constant);
    assert_eq!(apart(block), 0);
    let tag = fitting_tag(&key, &associated, &ciphertext).to_be_bytes();

    // AES-GCM alone is content under both.
    for key in [&key, &other_key] {
        assert_eq!(cipher::decrypt(key, &NONCE, &associated, &mut ciphertext.clone(), &tag), Ok(()));
    }
    let forged = Sealed::<Letter>::from_bytes([&header[..], &ciphertext, &tag].concat());
    assert!(one.open(&forged, &PLACE).is_ok());
    assert_eq!(other.open(&forged, &PLACE).map_err(|refused| refused.breach()), Err(Breach::Commitment));
}
