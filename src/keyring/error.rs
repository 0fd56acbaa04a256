//! What can go wrong with the keyring itself. The words are for the terminal; nothing here holds a secret.

use std::io;
use std::path::PathBuf;

use super::key::{KeyId, State};
use super::purpose::Purpose;

/// Why the keyring could not be made, unlocked or changed.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// There is no keyring.
    #[error("there is no keyring at {path}: make a new one, or bring the file back from its backup")]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// There is something already where a new file would be written.
    #[error("{path} is there already and is not written over")]
    Exists {
        /// What is there.
        path: PathBuf,
    },
    /// A file or folder is open to others, or is not what it should be.
    #[error("{path} {fault}; mend it with `{mend}`")]
    Permissions {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong with it.
        fault: String,
        /// The command that mends it.
        mend: String,
    },
    /// A people's keyring was used for what it is not for.
    #[error(
        "this keyring is the people's: it opens no case and is never changed; use the whole one, or `serve --people`"
    )]
    OfPeople,
    /// The whole keyring was given where the people's is enough.
    #[error(
        "this keyring opens cases; make one for people with `fortrolig keys people --out DIR`, and name that"
    )]
    OpensCases,
    /// Reading or writing failed.
    #[error("could not {act} {path}")]
    Io {
        /// What was being done.
        act: &'static str,
        /// To what.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// A new keyring needs one slot at least, and one of a kind for `file`.
    #[error("a keyring needs at least one slot, and at most one `file` slot and {most} slots in all")]
    Slots {
        /// The most slots a keyring may have.
        most: usize,
    },
    /// A passphrase with nothing in it.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// The keyring has no slot of the kind that was to unlock it.
    #[error("the keyring has no `{kind}` slot")]
    NoSuchSlot {
        /// The kind of slot.
        kind: &'static str,
    },
    /// No passphrase slot opens with this passphrase.
    #[error("wrong passphrase (or the keyring's passphrase slot was altered)")]
    WrongPassphrase,
    /// The root key file is not the one this keyring was made with.
    #[error("{path} is not the root key file of this keyring (or the keyring's file slot was altered)")]
    WrongRootKeyFile {
        /// The root key file.
        path: PathBuf,
    },
    /// The root key file does not hold 64 hexadecimal digits and a line end.
    #[error("{path} is not a root key file: it holds 64 hexadecimal digits and a line end, nothing else")]
    NotARootKeyFile {
        /// The root key file.
        path: PathBuf,
    },
    /// Argon2 parameters below the floor: somebody wants the passphrase to be guessed cheaply.
    #[error("the passphrase slot costs too little to try (at least m=65536,t=3,p=4 is required): {cost}")]
    CostTooLow {
        /// What was asked for.
        cost: String,
    },
    /// Argon2 parameters above the ceiling: somebody wants the machine to run out of memory.
    #[error("the passphrase slot costs too much (at most m=4194304,t=16,p=16 is allowed): {cost}")]
    CostTooHigh {
        /// What was asked for.
        cost: String,
    },
    /// Argon2 did not run, most often for want of memory.
    #[error("could not turn the passphrase into a key: {0}")]
    Argon2(argon2::Error),
    /// The text of the keyring cannot be read.
    #[error("the keyring cannot be read, line {line}: {fault}; bring it back from its backup")]
    Malformed {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// The keyring was altered by somebody without the root key.
    #[error("the keyring was altered: its authentication code does not fit; bring it back from its backup")]
    Altered,
    /// The file is an earlier one than what this process has already read.
    #[error("the keyring went back from sequence {held} to {found}: an old copy was put in its place")]
    WentBack {
        /// The sequence number already seen.
        held: u64,
        /// That of the file.
        found: u64,
    },
    /// The file is another keyring, or another history of this one.
    #[error("the keyring file was exchanged for another while the program ran")]
    Exchanged,
    /// No such key.
    #[error("the keyring has no key {0}")]
    UnknownKey(KeyId),
    /// A key cannot go from its state to the one asked for.
    #[error("key {id} is {from} and cannot become {to}")]
    Step {
        /// The key.
        id: KeyId,
        /// Its state.
        from: State,
        /// The state asked for.
        to: State,
    },
    /// Nothing works without this key.
    #[error("key {id} is the only active key for `{purpose}`, without which nothing works: turn it first")]
    Needed {
        /// The key.
        id: KeyId,
        /// What it is for.
        purpose: Purpose,
    },
    /// A key of this purpose cannot be turned.
    #[error("the key for `{0}` cannot be turned: what was made with it names no key")]
    CannotTurn(Purpose),
    /// The root key has wrapped as many keys as it may.
    #[error("the keyring has given out its {most} key numbers; it needs a new root key")]
    Full {
        /// The most keys of one root key.
        most: u32,
    },
    /// The operating system gave no random bytes. There is nothing to fall back on.
    #[error("the operating system gave no random bytes")]
    Randomness(#[from] getrandom::Error),
    /// The time cannot be written.
    #[error("the time cannot be written in the keyring")]
    Time(#[from] time::error::Format),
}
