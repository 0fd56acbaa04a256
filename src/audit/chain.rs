use sha2::{Digest, Sha256};

/// Where the chain stands: the hash over every entry so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chain(pub [u8; 32]);

/// One entry as it is kept and exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its number; the first is 1 and there are no gaps.
    pub number: u64,
    /// The chain after it.
    pub chain: Chain,
    /// Its sealed body.
    pub body: Vec<u8>,
}

impl Chain {
    /// Before the first entry.
    pub const START: Self = Self([0; 32]);

    /// The chain after an entry with this number and sealed body: SHA-256 over a tag, the chain before, the
    /// number, and the body. All but the body have fixed lengths, so no two entries share an input.
    #[must_use]
    pub fn after(self, number: u64, body: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"fortrolig/chain/1");
        hash.update(self.0);
        hash.update(number.to_be_bytes());
        hash.update(body);
        Self(hash.finalize().into())
    }
}

impl Link {
    /// The entry that follows `chain` under this number.
    pub fn new(before: Chain, number: u64, body: Vec<u8>) -> Self {
        Self { number, chain: before.after(number, &body), body }
    }
}
