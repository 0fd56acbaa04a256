use std::sync::Arc;

use uuid::Uuid;

use crate::audit::{Entry, Head, Scribe, ScribeFailed};
use crate::keyring::{Keyring, Place, Purpose, verify_checkpoint};

/// The table of the log, which is part of what an entry's seal is bound to.
pub(in crate::registry) const AUDIT_TABLE: &str = "audit_entries";

/// The registry's scribe: it seals, marks and signs with the keyring, for a store that holds no key.
pub(in crate::registry) struct KeyringScribe(pub(in crate::registry) Arc<Keyring>);

/// Where an entry lies: it has no id but its number.
pub(in crate::registry) fn entry_place(number: u64) -> Place {
    Place { table: AUDIT_TABLE, row: Uuid::from_u128(number.into()), revision: number }
}

impl Scribe for KeyringScribe {
    fn seal(&self, entry: &Entry, number: u64) -> Result<Vec<u8>, ScribeFailed> {
        let sealed = self.0.seal(&Purpose::Audit, &entry_place(number), entry).map_err(|_| ScribeFailed)?;
        Ok(sealed.as_bytes().to_vec())
    }

    fn mark(&self, table: &'static str, id: Uuid, revision: u64, sealed: &[u8]) -> [u8; 32] {
        self.0.mark(&Place { table, row: id, revision }, sealed)
    }

    fn sign(&self, head: &Head) -> [u8; 64] {
        self.0.sign_checkpoint(&head.message())
    }

    fn signed(&self, head: &Head, signature: &[u8]) -> bool {
        let Ok(signature) = <&[u8; 64]>::try_from(signature) else { return false };
        verify_checkpoint(&self.0.checkpoint_public_key(), &head.message(), signature)
    }

    fn keyring_sequence(&self) -> u64 {
        self.0.sequence()
    }

    fn keyring_follows(&self, sequence: u64) -> bool {
        // The whole keyring gets a key for each year and team; the people's has nothing to do with those. Were one of
        // its own keys turned since, it would not open what was sealed under the new one, and say so.
        self.0.is_of_people() || self.0.sequence() >= sequence
    }
}
