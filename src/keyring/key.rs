//! A key: its number, its state, its bytes.

use std::fmt;
use std::str::FromStr;

use zeroize::Zeroizing;

/// Where random bytes come from: the operating system, or a source that fails, in a test.
pub(super) type Source = fn(&mut [u8]) -> Result<(), getrandom::Error>;

/// 32 secret bytes, wiped when dropped. They stay where they were put (a move copies the pointer only);
/// there is no `Clone`, and no `Debug` to get wrong.
pub(super) struct Secret(Box<Zeroizing<[u8; 32]>>);

impl Secret {
    pub(super) fn new(bytes: Zeroizing<[u8; 32]>) -> Self {
        let mut secret = Self(Box::default());
        secret.0.copy_from_slice(&*bytes);
        secret
    }

    /// Draws a new secret. There is no second source to fall back on.
    pub(super) fn draw(source: Source) -> Result<Self, getrandom::Error> {
        let mut secret = Self(Box::default());
        source(&mut secret.0[..])?;
        Ok(secret)
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The number of a key: counted up from 1 and never used again, not even after the key was destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub u32);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How far a key has come. It only ever goes forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Made, and handed out to every server before it is used; seals and opens nothing yet.
    Staged,
    /// Seals and opens; one key of a purpose at most.
    Active,
    /// Opens what it sealed; a newer key has taken over.
    DecryptOnly,
    /// Opens still, but nothing that is kept should name it any more; waits to be destroyed.
    Retired,
    /// Gone. Number and purpose stay, so that the number is not given to another key.
    Destroyed,
}

impl State {
    /// All states, from first to last.
    pub const ALL: [Self; 5] =
        [Self::Staged, Self::Active, Self::DecryptOnly, Self::Retired, Self::Destroyed];

    /// Whether a key in this state opens what it sealed.
    pub const fn opens(self) -> bool {
        matches!(self, Self::Active | Self::DecryptOnly | Self::Retired)
    }

    /// The word in the keyring file.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Staged => "staged",
            Self::Active => "active",
            Self::DecryptOnly => "decrypt-only",
            Self::Retired => "retired",
            Self::Destroyed => "destroyed",
        }
    }

    /// Whether a key may go from this state to `next`.
    ///
    /// An active key may be retired with no successor: that is how the keys of a year end. Destruction takes
    /// two steps, so that no single slip of the hand destroys what is in use; a staged key has sealed nothing.
    pub(super) const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Staged, Self::Active | Self::Destroyed)
                | (Self::Active, Self::DecryptOnly | Self::Retired)
                | (Self::DecryptOnly, Self::Retired)
                | (Self::Retired, Self::Destroyed)
        )
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

/// The text is not that of a [`State`].
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a state of a key")]
pub struct NotAState;

impl FromStr for State {
    type Err = NotAState;

    fn from_str(text: &str) -> Result<Self, NotAState> {
        Self::ALL.into_iter().find(|state| state.text() == text).ok_or(NotAState)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_never_goes_back() {
        for from in State::ALL {
            assert_eq!(from.text().parse(), Ok(from));
            for to in State::ALL {
                assert!(!from.may_become(to) || from < to, "{from} to {to}");
            }
            assert!(!State::Destroyed.may_become(from));
        }
        assert!(!State::Active.may_become(State::Destroyed), "destruction takes two steps");
    }

    #[test]
    fn staged_and_destroyed_keys_open_nothing() {
        let opening: Vec<State> = State::ALL.into_iter().filter(|state| state.opens()).collect();
        assert_eq!(opening, [State::Active, State::DecryptOnly, State::Retired]);
    }
}
