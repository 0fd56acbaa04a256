//! Marks, indexes, tokens and signatures: what keys do besides sealing.
//!
//! Every code is over length-prefixed fields that begin with its own label, so that no code of one sort can
//! be passed off as another, even where two sorts share a key.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Keyring;
use super::cipher::fields;
use super::key::Secret;
use super::purpose::Purpose;
use super::sealed::Place;

impl Keyring {
    /// The mark of a row that holds `bytes` at `place`.
    ///
    /// Marks are added up, modulo 2^256, over all rows: the sum is a keyed additive multiset hash (MSet-Add-Hash
    /// of Clarke, Devadas, van Dijk, Gassend and Suh, *Incremental multiset hash functions*, 2003), which tells
    /// a row removed, planted or rolled back without keeping a tree. The sum is kept by others.
    pub fn mark(&self, place: &Place, bytes: &[u8]) -> [u8; 32] {
        let ring = self.ring();
        let digest = Sha256::digest(bytes);
        let deployment = ring.book.deployment;
        code(
            ring.core(Purpose::RowMark),
            &[
                b"fortrolig/row-mark/1",
                deployment.as_bytes(),
                place.table.as_bytes(),
                place.row.as_bytes(),
                &place.revision.to_be_bytes(),
                &digest,
            ],
        )
    }

    /// The value by which an account is found from its login name. Bring `login` to one form first: what
    /// differs by a capital letter is another name here.
    pub fn login_index(&self, login: &str) -> [u8; 32] {
        code(self.ring().core(Purpose::LoginIndex), &[b"fortrolig/login-index/1", login.as_bytes()])
    }

    /// An id that stands for `name` among things of this `kind`: the same every time, and nobody else can tell
    /// which name it stands for.
    pub fn pseudonym(&self, kind: &str, name: &str) -> Uuid {
        let core = self.ring();
        let code = code(
            core.core(Purpose::LoginIndex),
            &[b"fortrolig/pseudonym/1", kind.as_bytes(), name.as_bytes()],
        );
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&code[..16]);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// The value by which a session is kept and found; the token itself is with the browser only. A process with the
    /// people's keyring has sessions of its own: a token of the one is nothing to the other.
    pub fn session_hash(&self, token: &[u8]) -> [u8; 32] {
        let ring = self.ring();
        let label: &[u8] =
            if ring.book.is_of_people() { b"fortrolig/session-of-people/1" } else { b"fortrolig/session/1" };
        code(ring.core(Purpose::Session), &[label, token])
    }

    /// The value by which a one-time link is kept and found, wherever it was made and wherever it is used.
    pub fn link_hash(&self, secret: &[u8]) -> [u8; 32] {
        code(self.ring().core(Purpose::Session), &[b"fortrolig/link/1", secret])
    }

    /// The token that a form of `session` carries to show that it was ours. Compare in constant time.
    pub fn form_token(&self, session: &[u8], form: &str) -> [u8; 32] {
        code(self.ring().core(Purpose::Session), &[b"fortrolig/form-token/1", session, form.as_bytes()])
    }

    /// A secret for choosing among what is equally good in the releases of `name`, in hexadecimal. It is made of the key
    /// of releases, which may be turned: whoever needs it again keeps it, sealed.
    pub fn ties(&self, name: &str) -> String {
        hex::encode(code(self.ring().core(Purpose::Period), &[b"fortrolig/ties/1", name.as_bytes()]))
    }

    /// Signs the public bytes of a release (Ed25519), as they are fetched, so that anybody can check them with the
    /// usual tools. They begin with `{`, and what is signed of the log begins with its own label.
    pub fn sign_release(&self, bytes: &[u8]) -> Option<[u8; 64]> {
        bytes.starts_with(b"{").then(|| self.sign_checkpoint(bytes))
    }

    /// Signs a checkpoint of the audit log (Ed25519). Beside them the key signs releases, and nothing else.
    pub fn sign_checkpoint(&self, message: &[u8]) -> [u8; 64] {
        SigningKey::from_bytes(self.ring().core(Purpose::Checkpoint).bytes()).sign(message).to_bytes()
    }

    /// The public half of the key that signs checkpoints; it lies in `checkpoint.pub` too.
    pub fn checkpoint_public_key(&self) -> [u8; 32] {
        public_half(self.ring().core(Purpose::Checkpoint))
    }
}

pub(super) fn public_half(seed: &Secret) -> [u8; 32] {
    SigningKey::from_bytes(seed.bytes()).verifying_key().to_bytes()
}

/// Whether `signature` is that of `message` by the key whose public half is given.
///
/// Verifies strictly: keys of small order, for which a signature fits many messages, are refused.
pub fn verify_checkpoint(public_key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(public_key)
        .is_ok_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
}

/// HMAC-SHA-256 over the fields.
fn code(key: &Secret, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.bytes()).expect("HMAC takes a key of any length");
    mac.update(&fields(parts));
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::super::testing::{PLACE, TestFolder};
    use super::*;

    #[test]
    fn a_mark_is_of_its_place_and_bytes_alone() {
        let keyring = TestFolder::new().keyring();
        let mark = keyring.mark(&PLACE, b"row");
        assert_eq!(mark, keyring.mark(&PLACE, b"row"));
        for other in [
            keyring.mark(&PLACE, b"wor"),
            keyring.mark(&Place { table: "notes", ..PLACE }, b"row"),
            keyring.mark(&Place { row: Uuid::from_u128(8), ..PLACE }, b"row"),
            keyring.mark(&Place { revision: 4, ..PLACE }, b"row"),
            TestFolder::new().keyring().mark(&PLACE, b"row"),
        ] {
            assert_ne!(mark, other);
        }
    }

    #[test]
    fn no_code_can_be_passed_off_as_another() {
        let folder = TestFolder::new();
        let keyring = folder.keyring();
        let codes = [
            keyring.login_index("kari"),
            keyring.session_hash(b"kari"),
            keyring.form_token(b"kari", ""),
            keyring.form_token(b"kar", "i"),
            keyring.form_token(b"", "kari"),
        ];
        for (at, code) in codes.iter().enumerate() {
            assert!(!codes[at + 1..].contains(code));
        }
        assert_eq!(folder.unlocked().login_index("kari"), codes[0], "the same after a restart");
    }

    /// RFC 8032, section 7.1, test 2.
    #[test]
    fn signatures_give_the_answers_of_the_standard() {
        let hex = |text: &str| hex::decode(text).expect("a vector is hexadecimal");
        let seed = hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        let seed = Secret::new(Zeroizing::new(seed.try_into().expect("32 bytes")));
        let public = public_half(&seed);
        assert_eq!(public[..], hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
        let signature = hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        let mut signature: [u8; 64] = signature.try_into().expect("64 bytes");
        assert!(verify_checkpoint(&public, &[0x72], &signature));
        signature[0] ^= 1;
        assert!(!verify_checkpoint(&public, &[0x72], &signature));
    }

    #[test]
    fn a_checkpoint_is_verified_with_the_public_half_only() {
        let folder = TestFolder::new();
        let keyring = folder.keyring();
        let signature = keyring.sign_checkpoint(b"entry 7");
        let public = keyring.checkpoint_public_key();
        assert!(verify_checkpoint(&public, b"entry 7", &signature));
        assert!(!verify_checkpoint(&public, b"entry 8", &signature));
        assert!(!verify_checkpoint(
            &TestFolder::new().keyring().checkpoint_public_key(),
            b"entry 7",
            &signature
        ));
        let beside =
            std::fs::read_to_string(folder.path().join("checkpoint.pub")).expect("written by create");
        assert_eq!(beside, format!("{}\n", hex::encode(public)));
    }

    /// The identity is a point of small order; with it and a zero scalar, a signature fits every message
    /// unless verification is strict.
    #[test]
    fn a_public_key_that_fits_every_message_is_refused() {
        let mut identity = [0; 32];
        identity[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        assert!(!verify_checkpoint(&identity, b"anything", &signature));
    }
}
