//! Passkeys and security keys: W3C Web Authentication, level 3, by `webauthn-rs`.
//!
//! The authenticator always has to verify its user (by PIN, finger or face), so that a key found on a desk opens
//! nothing. Which make it is does not matter: no attestation is asked for. What is begun is kept in memory by
//! the caller, for five minutes, and spent by finishing: an answer cannot be used twice.

use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::{
    PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential, Url, Webauthn, WebauthnBuilder,
    WebauthnError,
};

use crate::domain::UserId;

/// This registry, as an authenticator knows it.
#[derive(Debug)]
pub struct RelyingParty(Webauthn);

/// Somebody's passkey: the public half, how often it was used, and whether it is trusted.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passkey {
    credential: webauthn_rs::prelude::Passkey,
    counter: u32,
    suspended: bool,
}

/// A registration that has been begun. It cannot be copied: finishing spends it.
#[derive(Debug)]
pub struct Registration(PasskeyRegistration);

/// An authentication that has been begun. It cannot be copied: finishing spends it.
#[derive(Debug)]
pub struct Authentication(PasskeyAuthentication);

/// Why a passkey does not let anybody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyFault {
    /// The registry's own address is not one that browsers let passkeys be made for.
    #[error("passkeys need an https address (or localhost) with the host as their domain")]
    Address,
    /// The answer is not one to what was asked. It does not say why: that would help who tries.
    #[error("the passkey was refused")]
    Refused,
    /// The passkey at this place was used with a counter that had been passed: there may be two of it. It is
    /// to be [suspended](Passkey::suspend).
    #[error("the passkey may have been copied")]
    Cloned(usize),
    /// What was kept is not a passkey.
    #[error("this is not a passkey that was kept")]
    Unreadable,
}

/// No browser's answer is longer, in bytes.
const LONGEST_ANSWER: usize = 16 * 1024;

impl RelyingParty {
    /// The registry at `origin` (such as `https://registry.example:8443`), for passkeys of `domain`, which is
    /// its host and no part of it: a neighbour under the same parent cannot ask for them. `name` is shown by
    /// some authenticators.
    ///
    /// # Errors
    /// [`PasskeyFault::Address`].
    pub fn new(domain: &str, origin: &str, name: &str) -> Result<Self, PasskeyFault> {
        let url = Url::parse(origin).map_err(|_| PasskeyFault::Address)?;
        let safe = url.scheme() == "https" || (url.scheme() == "http" && domain == "localhost");
        // An address with a path or a user in it is not the origin that a browser will tell.
        let is_origin = url.origin().ascii_serialization() == origin.trim_end_matches('/');
        if !safe || !is_origin || url.domain() != Some(domain) {
            return Err(PasskeyFault::Address);
        }
        let webauthn = WebauthnBuilder::new(domain, &url).and_then(|builder| builder.rp_name(name).build());
        webauthn.map(Self).map_err(|_| PasskeyFault::Address)
    }

    /// Begins to make a passkey. The text is for the browser: `PublicKeyCredentialCreationOptionsJSON`. An
    /// authenticator that already holds one of the `existing` is asked to say no.
    ///
    /// # Errors
    /// [`PasskeyFault::Refused`] for an empty `login` or `name`.
    pub fn begin_registration(
        &self,
        user: UserId,
        login: &str,
        name: &str,
        existing: &[Passkey],
    ) -> Result<(String, Registration), PasskeyFault> {
        let held = existing.iter().map(|passkey| passkey.credential.cred_id().clone()).collect();
        let (options, state) =
            self.0.start_passkey_registration(user.0, login, name, Some(held)).map_err(refused)?;
        let options = serde_json::to_string(&options.public_key).map_err(|_| PasskeyFault::Refused)?;
        Ok((options, Registration(state)))
    }

    /// The passkey that the browser's `answer` tells of. That nobody else has it is for the caller to see,
    /// who knows all [ids](Passkey::id) (Web Authentication, 7.1, step 26).
    ///
    /// # Errors
    /// [`PasskeyFault::Refused`].
    pub fn finish_registration(&self, answer: &str, state: Registration) -> Result<Passkey, PasskeyFault> {
        let answer = read(answer)?;
        let credential = self.0.finish_passkey_registration(&answer, &state.0).map_err(refused)?;
        Ok(Passkey { credential, counter: 0, suspended: false })
    }

    /// Asks for one of the `passkeys` that are not suspended. The text is for the browser:
    /// `PublicKeyCredentialRequestOptionsJSON`.
    ///
    /// # Errors
    /// [`PasskeyFault::Refused`] if there is none.
    pub fn begin_authentication(
        &self,
        passkeys: &[Passkey],
    ) -> Result<(String, Authentication), PasskeyFault> {
        let trusted: Vec<_> =
            passkeys.iter().filter(|passkey| !passkey.suspended).map(|one| one.credential.clone()).collect();
        // With none the library would ask for any passkey of anybody.
        if trusted.is_empty() {
            return Err(PasskeyFault::Refused);
        }
        let (options, state) = self.0.start_passkey_authentication(&trusted).map_err(refused)?;
        let options = serde_json::to_string(&options.public_key).map_err(|_| PasskeyFault::Refused)?;
        Ok((options, Authentication(state)))
    }

    /// Which of the `passkeys` the browser's `answer` was made with; its counter is brought up to date, and the
    /// caller keeps it. They are read anew since the beginning, so that what happened in between counts.
    ///
    /// # Errors
    /// [`PasskeyFault::Cloned`], after which that passkey is to be suspended; [`PasskeyFault::Refused`].
    pub fn finish_authentication(
        &self,
        answer: &str,
        state: Authentication,
        passkeys: &mut [Passkey],
    ) -> Result<usize, PasskeyFault> {
        let answer: PublicKeyCredential = read(answer)?;
        let place = passkeys.iter().position(|passkey| passkey.id() == answer.get_credential_id());
        let place = place.ok_or(PasskeyFault::Refused)?;
        let passkey = &mut passkeys[place];
        if passkey.suspended {
            return Err(PasskeyFault::Refused);
        }
        let result = match self.0.finish_passkey_authentication(&answer, &state.0) {
            Ok(result) => result,
            Err(WebauthnError::CredentialPossibleCompromise) => return Err(PasskeyFault::Cloned(place)),
            Err(_) => return Err(PasskeyFault::Refused),
        };
        // The library has compared with the counter at the beginning; two that began together meet here. A key that
        // has counted and does so no more is not the one it was.
        let counts = result.counter() > 0 || passkey.counter > 0;
        if counts && result.counter() <= passkey.counter {
            return Err(PasskeyFault::Cloned(place));
        }
        passkey.counter = result.counter();
        passkey.credential.update_credential(&result).ok_or(PasskeyFault::Refused)?;
        Ok(place)
    }
}

impl Passkey {
    /// Its credential id: random bytes, the same for ever.
    pub fn id(&self) -> &[u8] {
        self.credential.cred_id().as_slice()
    }

    /// Takes trust from it: it is asked for no more, and refused.
    pub fn suspend(&mut self) {
        self.suspended = true;
    }

    /// Whether trust was taken from it.
    pub fn is_suspended(&self) -> bool {
        self.suspended
    }

    /// The passkey as text, to be sealed.
    ///
    /// # Errors
    /// [`PasskeyFault::Unreadable`].
    pub fn to_json(&self) -> Result<String, PasskeyFault> {
        serde_json::to_string(self).map_err(|_| PasskeyFault::Unreadable)
    }

    /// The passkey that was kept as this text.
    ///
    /// # Errors
    /// [`PasskeyFault::Unreadable`].
    pub fn from_json(text: &str) -> Result<Self, PasskeyFault> {
        serde_json::from_str(text).map_err(|_| PasskeyFault::Unreadable)
    }
}

fn read<'a, T: Deserialize<'a>>(answer: &'a str) -> Result<T, PasskeyFault> {
    if answer.len() > LONGEST_ANSWER {
        return Err(PasskeyFault::Refused);
    }
    serde_json::from_str(answer).map_err(|_| PasskeyFault::Refused)
}

fn refused(_: WebauthnError) -> PasskeyFault {
    PasskeyFault::Refused
}
