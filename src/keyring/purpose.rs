//! [`Purpose`]: what a key is for. A key serves one purpose, so that one can be destroyed alone.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// What a key is for.
///
/// The keys of content carry a year: destroying the keys of a year destroys what was written under them,
/// in every backup at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// Seals the coded part of the cases of one year.
    Facts {
        /// The calendar year whose retention the key follows.
        year: i32,
    },
    /// Seals the free text of one team's cases of one year.
    Note {
        /// The team that owns the notes.
        team: Uuid,
        /// The calendar year whose retention the key follows.
        year: i32,
    },
    /// Seals contacts that are not cases, of one year.
    Contacts {
        /// The calendar year whose retention the key follows.
        year: i32,
    },
    /// Seals names, logins, password hashes and second factors of staff.
    Identity,
    /// Seals the bodies of audit entries.
    Audit,
    /// Seals frozen snapshots and releases.
    Period,
    /// Marks rows for the running sum over all of them.
    RowMark,
    /// Turns a login name into the value it is found by.
    LoginIndex,
    /// Turns session and form tokens into the values they are kept and checked by.
    Session,
    /// Signs checkpoints of the audit log (Ed25519).
    Checkpoint,
}

/// What kind of work the keys of a purpose do; written in the keyring file as `alg=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    /// Seals objects (AES-256-GCM under single-use keys).
    Seal,
    /// Marks and hashes (HMAC-SHA-256).
    Mark,
    /// Signs (Ed25519).
    Sign,
}

impl Algorithm {
    /// The word in the keyring file.
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Seal => "A256GCM",
            Self::Mark => "HS256",
            Self::Sign => "EdDSA",
        }
    }
}

/// The family of a purpose: the purpose without its year and team. A kind of content belongs to one family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Keys of the coded part of cases.
    Facts,
    /// Keys of free text.
    Note,
    /// Keys of contacts that are not cases.
    Contacts,
    /// Keys of what is known of staff.
    Identity,
    /// Keys of audit entries.
    Audit,
    /// Keys of snapshots and releases.
    Period,
}

impl Purpose {
    /// The purposes without which nothing works: `create` makes their keys, a keyring that lacks one is refused.
    pub const CORE: [Self; 7] = [
        Self::Identity,
        Self::Audit,
        Self::Period,
        Self::RowMark,
        Self::LoginIndex,
        Self::Session,
        Self::Checkpoint,
    ];

    /// What a process needs that knows people and no cases: it seals people and the log, marks rows for the signed sum,
    /// finds logins, keeps sessions, signs heads. Frozen years and releases are made of cases.
    pub const PEOPLE: [Self; 6] =
        [Self::Identity, Self::Audit, Self::RowMark, Self::LoginIndex, Self::Session, Self::Checkpoint];

    /// The family of content its keys seal; none for keys that mark or sign.
    pub const fn family(&self) -> Option<Family> {
        match self {
            Self::Facts { .. } => Some(Family::Facts),
            Self::Note { .. } => Some(Family::Note),
            Self::Contacts { .. } => Some(Family::Contacts),
            Self::Identity => Some(Family::Identity),
            Self::Audit => Some(Family::Audit),
            Self::Period => Some(Family::Period),
            Self::RowMark | Self::LoginIndex | Self::Session | Self::Checkpoint => None,
        }
    }

    pub(super) const fn algorithm(&self) -> Algorithm {
        match self {
            Self::RowMark | Self::LoginIndex | Self::Session => Algorithm::Mark,
            Self::Checkpoint => Algorithm::Sign,
            _ => Algorithm::Seal,
        }
    }

    /// Whether a new key can take over from the old one without anything being computed again. Row marks and
    /// login indexes name no key, so nothing made with the old key would be recognised under a new one.
    pub(super) const fn turns(&self) -> bool {
        !matches!(self, Self::RowMark | Self::LoginIndex)
    }

    pub(super) fn is_core(&self) -> bool {
        Self::CORE.contains(self)
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Facts { year } => write!(f, "facts/{year}"),
            Self::Note { team, year } => write!(f, "note/{team}/{year}"),
            Self::Contacts { year } => write!(f, "contacts/{year}"),
            Self::Identity => f.write_str("identity"),
            Self::Audit => f.write_str("audit"),
            Self::Period => f.write_str("period"),
            Self::RowMark => f.write_str("row-mark"),
            Self::LoginIndex => f.write_str("login-index"),
            Self::Session => f.write_str("session"),
            Self::Checkpoint => f.write_str("checkpoint"),
        }
    }
}

/// The text is not that of a [`Purpose`].
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a purpose of a key")]
pub struct NotAPurpose;

impl FromStr for Purpose {
    type Err = NotAPurpose;

    fn from_str(text: &str) -> Result<Self, NotAPurpose> {
        let year = |text: &str| text.parse().map_err(|_| NotAPurpose);
        let parts: Vec<&str> = text.split('/').collect();
        let purpose = match parts[..] {
            ["facts", of] => Self::Facts { year: year(of)? },
            ["note", team, of] => {
                Self::Note { team: Uuid::try_parse(team).map_err(|_| NotAPurpose)?, year: year(of)? }
            }
            ["contacts", of] => Self::Contacts { year: year(of)? },
            ["identity"] => Self::Identity,
            ["audit"] => Self::Audit,
            ["period"] => Self::Period,
            ["row-mark"] => Self::RowMark,
            ["login-index"] => Self::LoginIndex,
            ["session"] => Self::Session,
            ["checkpoint"] => Self::Checkpoint,
            _ => return Err(NotAPurpose),
        };
        // One purpose has one text: `facts/+2026` would be a second name for the same key.
        if purpose.to_string() == text { Ok(purpose) } else { Err(NotAPurpose) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_purpose_is_read_back_from_its_text() {
        let team = Uuid::from_u128(7);
        let with_years = [
            Purpose::Facts { year: 2026 },
            Purpose::Note { team, year: 2026 },
            Purpose::Contacts { year: 1999 },
        ];
        for purpose in with_years.into_iter().chain(Purpose::CORE) {
            assert_eq!(purpose.to_string().parse(), Ok(purpose));
        }
    }

    #[test]
    fn a_purpose_has_one_text_only() {
        for text in
            ["facts/+2026", "facts/02026", "facts", "facts/2026/", "Identity", "identity/2026", "note/2026"]
        {
            assert_eq!(text.parse::<Purpose>(), Err(NotAPurpose), "{text}");
        }
        let shouted = "note/ABCDEFAB-CDEF-ABCD-EFAB-CDEFABCDEFAB/2026";
        assert_eq!(shouted.parse::<Purpose>(), Err(NotAPurpose));
    }
}
