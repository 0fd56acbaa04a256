use super::challenges::Challenge;
use super::known::replace_credentials;
use super::tries::Counted;
use super::{Known, People, Visit};
use crate::access::{Credentials, PasskeyFault, Recover, RecoveryCode, Session, SessionToken, SignIn, Stage};
use crate::audit::{Entry, Subject};
use crate::domain::UserId;
use crate::registry::Error;

/// A second factor, as it was shown.
pub enum Shown<'a> {
    /// Six digits from a telephone.
    Code(&'a str),
    /// What a passkey answered to the challenge of this session.
    Passkey(&'a str),
    /// A recovery code. It opens the page of factors, and nothing else before a new one has been added there.
    Recovery(&'a str),
}

/// Which second factors somebody can show.
pub struct Asked {
    /// Whether her telephone makes codes.
    pub code: bool,
    /// What the browser asks her passkeys, as JSON; nothing when she has none that are trusted.
    pub passkeys: Option<String>,
}

/// A second factor was right.
pub struct Proven {
    /// The new session's token: the one before is dead.
    pub token: SessionToken,
    /// What the browser keeps to be known next time.
    pub device: String,
    /// How far she is in now.
    pub stage: Stage,
    /// Whether an older session of hers was ended to make room.
    pub ended_another: bool,
}

impl People {
    /// The second step of signing in, or the same step again before an act that asks for it. The token that comes
    /// along dies with it.
    ///
    /// # Errors
    /// [`Error::WrongFactor`] for what is wrong, old or used; [`Error::Locked`] after too many wrong ones;
    /// [`Error::NotFound`] for a token that is no session's.
    pub async fn prove(&self, token: &SessionToken, shown: Shown<'_>) -> Result<Proven, Error> {
        let before = match self.authenticate(token).await? {
            Some(Visit::In(actor)) => *actor.session(),
            Some(Visit::OnTheWay(visit)) if visit.stage() == Stage::Owing => visit.session,
            Some(Visit::OnTheWay(_)) | None => return Err(Error::NotFound),
        };
        let Some(known) = self.known(before.user).await? else { return Err(Error::NotFound) };
        let counted = Counted::Codes(before.user.0);
        self.count_try(counted).await?;
        let Some(mut credentials) = self.taken(&known, &before, &shown).await else {
            return Err(self.wrong_factor(before.user).await);
        };
        let recovering = matches!(shown, Shown::Recovery(_));
        let enough = credentials.suffice(known.staff.role, self.strong_factors);
        let stage = if recovering || !enough { Stage::Enrolling } else { Stage::In };
        let mut session = self.fresh_session(known.staff.id, stage);
        if before.stage == Stage::In {
            // Showing a factor again makes the working day no longer.
            session.started = before.started;
        }
        credentials.sessions.retain(|live| live.id != before.id);
        let begun = match shown {
            Shown::Recovery(_) => self.begin_alive::<Recover>(&known, credentials, session).await,
            Shown::Code(_) | Shown::Passkey(_) => {
                self.begin_alive::<SignIn>(&known, credentials, session).await
            }
        }
        .map_err(|error| match error {
            // The same code, shown twice at once: one of the two was first.
            Error::Stale => Error::WrongFactor,
            other => other,
        })?;
        self.forget_tries(counted).await?;
        self.store.end_session(self.hash(token)).await?;
        let device = self.known_device(before.user, self.clock.now())?;
        Ok(Proven { token: begun.token, device, stage, ended_another: begun.ended_another })
    }

    /// What the credentials are once `shown` has been taken; nothing when it is not right.
    async fn taken(&self, known: &Known, session: &Session, shown: &Shown<'_>) -> Option<Credentials> {
        let mut credentials = known.credentials.clone();
        match shown {
            Shown::Code(typed) => {
                let totp = credentials.totp.as_mut()?;
                totp.last_step = Some(totp.secret.accept(typed, self.clock.now(), totp.last_step).ok()?);
            }
            Shown::Passkey(answer) => credentials = self.passkey_answers(session, answer, known).await?,
            Shown::Recovery(typed) => {
                let hash = self.recovery_hash(known.staff.id, &RecoveryCode::parse(typed)?);
                let place = credentials.recovery.iter().position(|kept| *kept == hash)?;
                credentials.recovery.remove(place);
                credentials.recovered = Some(self.clock.now());
            }
        }
        Some(credentials)
    }

    /// What she may be asked to show; sets a challenge for her passkeys.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a token that is no session's.
    pub async fn challenge(&self, visit: &Visit) -> Result<Asked, Error> {
        let session = match visit {
            Visit::In(actor) => *actor.session(),
            Visit::OnTheWay(visit) => visit.session,
        };
        let Some(known) = self.known(session.user).await? else { return Err(Error::NotFound) };
        let code = known.credentials.totp.is_some();
        let begun =
            self.relying_party.as_ref().map(|party| party.begin_authentication(&known.credentials.passkeys));
        let Some(Ok((options, state))) = begun else { return Ok(Asked { code, passkeys: None }) };
        self.challenges.set(session.id, self.clock.now(), Challenge::Authenticate(Box::new(state)));
        Ok(Asked { code, passkeys: Some(options) })
    }

    /// Whether the answer of a passkey is one to the challenge of this session. A passkey whose counter has gone
    /// back may have been copied: it is taken out of use, and nobody comes in by it.
    async fn passkey_answers(&self, session: &Session, answer: &str, known: &Known) -> Option<Credentials> {
        let party = self.relying_party.as_ref()?;
        let challenge = self.challenges.take(session.id, self.clock.now())?;
        let Challenge::Authenticate(state) = challenge else { return None };
        let mut credentials = known.credentials.clone();
        match party.finish_authentication(answer, *state, &mut credentials.passkeys) {
            Ok(_) => Some(credentials),
            Err(PasskeyFault::Cloned(place)) => {
                credentials.passkeys[place].suspend();
                self.suspend(known, credentials).await;
                None
            }
            Err(_) => None,
        }
    }

    /// Keeps that a passkey is out of use, and tells the log why. When that cannot be written she did not come in
    /// all the same.
    async fn suspend(&self, known: &Known, credentials: Credentials) {
        let (keyring, row, revision) = (self.keyring.clone(), known.row.id, known.row.revision);
        let subject = Subject { kind: "passkey".to_owned(), id: Some(row.to_string()) };
        let entry = Entry::failed(self.clock.now(), "copied-passkey", Some(known.staff.id), subject);
        let acted = self.store.at_terminal(entry, move |acting| {
            Box::pin(
                async move { replace_credentials(acting, &keyring, (row, revision), &credentials).await },
            )
        });
        if let Err(error) = acted.await {
            tracing::error!(kind = %error, "a passkey could not be taken out of use");
        }
    }

    async fn wrong_factor(&self, user: UserId) -> Error {
        let entry = Entry::failed(self.clock.now(), "second-factor", Some(user), Subject::kind("registry"));
        match self.store.noting(entry).await {
            Ok(()) => Error::WrongFactor,
            Err(error) => error.into(),
        }
    }

    /// What is kept of a recovery code: a keyed hash, bound to whose it is.
    pub(super) fn recovery_hash(&self, user: UserId, code: &RecoveryCode) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes[..16].copy_from_slice(user.0.as_bytes());
        bytes[16..].copy_from_slice(code.bytes());
        self.keyring.form_token(&bytes, "recovery")
    }
}
