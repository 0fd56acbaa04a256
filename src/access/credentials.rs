use time::OffsetDateTime;

use super::passkey::Passkey;
use super::passphrase::PassphraseHash;
use super::session::SessionId;
use super::totp::TotpSecret;
use crate::domain::Role;

/// What somebody shows to come in, and where she is in at this moment.
///
/// One sealed whole under her own id, so that nobody with the database in hand can put the hash of his passphrase,
/// or his key, into her row; and it is counted in the signed sum, so that an older one cannot be put back: a code
/// that was used, a session that was ended and a factor that was removed stay so.
#[derive(Clone, Default)]
pub struct Credentials {
    /// What she knows; nothing until she has activated her account.
    pub passphrase: Option<PassphraseHash>,
    /// What her telephone makes codes from.
    pub totp: Option<Totp>,
    /// Her keys.
    pub passkeys: Vec<Passkey>,
    /// Keyed hashes of the recovery codes that are left.
    pub recovery: Vec<[u8; 32]>,
    /// The sessions that are alive, oldest first. A session that is not here is none, whatever the table says.
    pub sessions: Vec<LiveSession>,
    /// A link that lets her choose new credentials, once.
    pub activation: Option<Activation>,
    /// When a recovery code last opened the page of factors.
    pub recovered: Option<OffsetDateTime>,
    /// When she was last stopped because she opened more cases than work asks for.
    pub stopped: Option<OffsetDateTime>,
}

/// One-time codes from a telephone.
#[derive(Clone)]
pub struct Totp {
    /// The secret that telephone and server share.
    pub secret: TotpSecret,
    /// The step of the newest code that was taken: it and all before it are used up.
    pub last_step: Option<u64>,
}

/// A session that is alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveSession {
    /// Which.
    pub id: SessionId,
    /// Since when.
    pub started: OffsetDateTime,
    /// Whether it was begun by a recovery code, and no new factor has been added in it yet. It opens nothing till then:
    /// what she has lost may be in somebody's hands.
    pub owes_factor: bool,
}

/// A one-time link to choose credentials by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activation {
    /// The keyed hash of its secret.
    pub hash: [u8; 32],
    /// It works from then on: for somebody who has credentials there is time to object.
    pub from: OffsetDateTime,
    /// And until then.
    pub until: OffsetDateTime,
}

/// Which second factors the strong roles must have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StrongFactors {
    /// Two passkeys, so that losing one locks nobody out.
    #[default]
    Passkeys,
    /// Any second factor will do: for demonstrations and tests.
    Any,
}

impl Credentials {
    /// Passkeys that a strong role needs.
    pub const STRONG_PASSKEYS: usize = 2;

    /// Whether the second factors are enough for `role`.
    pub fn suffice(&self, role: Role, strong: StrongFactors) -> bool {
        let passkeys = self.passkeys.iter().filter(|passkey| !passkey.is_suspended()).count();
        match strong {
            StrongFactors::Passkeys if role.is_strong() => passkeys >= Self::STRONG_PASSKEYS,
            _ => passkeys > 0 || self.totp.is_some(),
        }
    }

    /// Whether this session opens nothing before a new factor is added in it.
    pub fn owes_factor(&self, session: SessionId) -> bool {
        self.sessions.iter().any(|live| live.id == session && live.owes_factor)
    }

    /// A new factor was added in this session.
    pub fn factor_added(&mut self, session: SessionId) {
        for live in self.sessions.iter_mut().filter(|live| live.id == session) {
            live.owes_factor = false;
        }
    }

    /// Whether she has ever had a second factor to show. One that was taken out of use is owed all the same: else a
    /// copied passkey would make the passphrase enough to choose another.
    pub fn has_factor(&self) -> bool {
        self.totp.is_some() || !self.passkeys.is_empty()
    }
}
