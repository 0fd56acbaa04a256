use uuid::Uuid;

use super::{Chain, Entry};

/// Where the registry stands: the newest entry, the chain up to it, and all rows taken together.
///
/// It is one row of the database and is signed with every commit, so that rows cannot be taken away, put back
/// or planted without the sum telling; and it is written to the anchor outside the database, so that the whole
/// database cannot be put back either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Whose database this is.
    pub deployment: Uuid,
    /// The newest entry's number, which is the newest revision.
    pub number: u64,
    /// The chain up to it.
    pub chain: Chain,
    /// The sum of all rows' marks.
    pub marks: Marks,
    /// The sequence number of the keyring at that time: an older keyring may not come back.
    pub keyring_sequence: u64,
}

/// The sum, modulo 2²⁵⁶, of the keyed marks of all protected rows.
///
/// An additive multiset hash (Clarke, Devadas, van Dijk, Gassend and Suh, 2003, MSet-Add-Hash): one addition
/// and one subtraction a write, whatever the size of the registry. The marks are HMACs and are never stored, so
/// nobody can choose old rows whose marks happen to add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks(pub [u8; 32]);

/// Sealing, marking and signing, for a store that holds no key.
pub trait Scribe: Send + Sync {
    /// The sealed body of the entry with this number.
    ///
    /// # Errors
    /// [`ScribeFailed`] when it cannot be sealed; the act must then not happen.
    fn seal(&self, entry: &Entry, number: u64) -> Result<Vec<u8>, ScribeFailed>;

    /// The mark of a row.
    fn mark(&self, table: &'static str, id: Uuid, revision: u64, sealed: &[u8]) -> [u8; 32];

    /// The signature over a head.
    fn sign(&self, head: &Head) -> [u8; 64];

    /// Whether a head was signed here.
    fn signed(&self, head: &Head, signature: &[u8]) -> bool;

    /// The keyring's sequence number now.
    fn keyring_sequence(&self) -> u64;

    /// Whether the keyring is none that was put back: it is as new as the one that a head was signed with.
    fn keyring_follows(&self, sequence: u64) -> bool {
        self.keyring_sequence() >= sequence
    }
}

/// An entry could not be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the log entry could not be sealed")]
pub struct ScribeFailed;

impl Head {
    /// The head of a registry in which nothing has happened.
    pub fn start(deployment: Uuid, keyring_sequence: u64) -> Self {
        Self { deployment, number: 0, chain: Chain::START, marks: Marks::NONE, keyring_sequence }
    }

    /// What is signed: every field, each of a fixed length, after a tag.
    pub fn message(&self) -> Vec<u8> {
        let mut message = b"fortrolig/head/1".to_vec();
        message.extend_from_slice(self.deployment.as_bytes());
        message.extend_from_slice(&self.number.to_be_bytes());
        message.extend_from_slice(&self.chain.0);
        message.extend_from_slice(&self.marks.0);
        message.extend_from_slice(&self.keyring_sequence.to_be_bytes());
        message
    }
}

impl Marks {
    /// The sum over no rows.
    pub const NONE: Self = Self([0; 32]);

    /// With a row that has this mark.
    pub fn add(&mut self, mark: &[u8; 32]) {
        let mut carry = 0_u16;
        for (sum, part) in self.0.iter_mut().zip(mark) {
            let total = u16::from(*sum) + u16::from(*part) + carry;
            *sum = total.to_le_bytes()[0];
            carry = total >> 8;
        }
    }

    /// Without a row that has this mark.
    pub fn subtract(&mut self, mark: &[u8; 32]) {
        // Two's complement: minus m is not-m plus one.
        let mut one = [0; 32];
        one[0] = 1;
        self.add(&mark.map(|part| !part));
        self.add(&one);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_order_of_writes_does_not_matter(marks: Vec<[u8; 32]>, gone in 0_usize..8) {
            let mut forwards = Marks::NONE;
            marks.iter().for_each(|mark| forwards.add(mark));
            let mut backwards = Marks::NONE;
            marks.iter().rev().for_each(|mark| backwards.add(mark));
            prop_assert_eq!(forwards, backwards);

            if let Some(mark) = marks.get(gone) {
                forwards.subtract(mark);
                prop_assert_eq!(forwards == backwards, *mark == [0; 32]);
                forwards.add(mark);
                prop_assert_eq!(forwards, backwards);
            }
        }
    }
}
