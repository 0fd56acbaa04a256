use super::challenges::Challenge;
use super::{Known, People, Visit};
use crate::access::{
    Actor, Credentials, Enrol, ManageFactors, ManageSessions, RecoveryCode, Relation, Session, SessionId,
    SessionToken, SignIn, Stage, Target, Totp, TotpSecret,
};
use crate::confidential::Confidential;
use crate::domain::{Role, UserId};
use crate::registry::Error;
use crate::store::StoreError;

/// What somebody comes in with, for the page on which she changes it.
pub struct Factors {
    /// Whether her telephone makes codes.
    pub totp: bool,
    /// Her passkeys.
    pub passkeys: Vec<OwnPasskey>,
    /// Recovery codes that are left.
    pub recovery_left: usize,
    /// Whether passkeys can be used here at all.
    pub passkeys_offered: bool,
    /// Passkeys she must have, for the role she has.
    pub passkeys_needed: usize,
    /// Whether it is enough for her role.
    pub suffice: bool,
    /// Whether a recovery code led her here, and she has to add a new factor before anything opens.
    pub new_due: bool,
    /// Somebody has had new credentials approved for her; the link works from then on.
    pub reset_from: Option<time::OffsetDateTime>,
}

/// One of her passkeys.
pub struct OwnPasskey {
    /// Its id, to name it by in a form.
    pub id: String,
    /// Whether it was taken out of use, because a copy of it seemed to be in use.
    pub suspended: bool,
}

/// One of her sessions.
pub struct OwnSession {
    /// Which.
    pub id: SessionId,
    /// Since when.
    pub started: time::OffsetDateTime,
    /// Whether it is the one she looks from.
    pub current: bool,
}

/// A secret for a telephone, offered until a code made from it comes back.
pub struct Offered {
    /// To be typed.
    pub secret: Confidential<String>,
    /// To be read from a QR code.
    pub address: Confidential<String>,
}

impl People {
    /// What she comes in with.
    ///
    /// # Errors
    /// [`Error::NotFound`] while a second factor is owed.
    pub async fn factors(&self, visit: &Visit) -> Result<Factors, Error> {
        let Known { credentials, staff, .. } = self.changing(visit).await?;
        let suffice = credentials.suffice(staff.role, self.strong_factors);
        Ok(Factors {
            totp: credentials.totp.is_some(),
            passkeys: credentials
                .passkeys
                .iter()
                .map(|passkey| OwnPasskey {
                    id: hex::encode(passkey.id()),
                    suspended: passkey.is_suspended(),
                })
                .collect(),
            recovery_left: credentials.recovery.len(),
            passkeys_offered: self.relying_party.is_some(),
            passkeys_needed: self.passkeys_needed(staff.role),
            suffice,
            new_due: credentials.owes_factor(session_of(visit).id),
            reset_from: credentials.activation.map(|activation| activation.from),
        })
    }

    /// Offers a secret for a telephone.
    ///
    /// # Errors
    /// [`Error::NotFound`] while a second factor is owed; [`Error::StepUp`].
    pub async fn offer_totp(&self, visit: &Visit) -> Result<Offered, Error> {
        let known = self.changing(visit).await?;
        let secret = TotpSecret::fresh().map_err(|_| Error::Unavailable(StoreError::Unsealed))?;
        let offered =
            Offered { secret: secret.base32(), address: secret.otpauth("Fortrolig", &known.staff.login) };
        self.challenges.set(session_of(visit).id, self.clock.now(), Challenge::Totp(secret));
        Ok(offered)
    }

    /// The secret that was offered, once more.
    pub async fn offered_totp(&self, visit: &Visit) -> Result<Offered, Error> {
        let known = self.changing(visit).await?;
        let now = self.clock.now();
        let id = session_of(visit).id;
        let Some(Challenge::Totp(secret)) = self.challenges.take(id, now) else {
            return self.offer_totp(visit).await;
        };
        let offered =
            Offered { secret: secret.base32(), address: secret.otpauth("Fortrolig", &known.staff.login) };
        self.challenges.set(id, now, Challenge::Totp(secret));
        Ok(offered)
    }

    /// Takes the offered secret into use, once a code made from it has come back.
    ///
    /// # Errors
    /// [`Error::WrongFactor`] for a code of another secret; the offer stands.
    pub async fn take_totp(&self, visit: &Visit, typed: &str) -> Result<(), Error> {
        let (now, id) = (self.clock.now(), session_of(visit).id);
        let Some(Challenge::Totp(secret)) = self.challenges.take(id, now) else {
            return Err(Error::WrongFactor);
        };
        let Ok(step) = secret.accept(typed, now, None) else {
            self.challenges.set(id, now, Challenge::Totp(secret));
            return Err(Error::WrongFactor);
        };
        self.change_factors(visit, |credentials| {
            credentials.totp = Some(Totp { secret, last_step: Some(step) });
            credentials.factor_added(id);
            Ok(())
        })
        .await
    }

    /// Sets a challenge for a new passkey; gives what the browser is told.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there are no passkeys.
    pub async fn offer_passkey(&self, visit: &Visit) -> Result<String, Error> {
        let known = self.changing(visit).await?;
        let party = self.relying_party.as_ref().ok_or(Error::NotFound)?;
        let (user, existing) = (known.staff.id, &known.credentials.passkeys);
        let (options, state) = party
            .begin_registration(user, &known.staff.login, &known.staff.name, existing)
            .map_err(|_| Error::WrongFactor)?;
        let challenge = Challenge::Register(Box::new(state));
        self.challenges.set(session_of(visit).id, self.clock.now(), challenge);
        Ok(options)
    }

    /// Takes a new passkey into use.
    ///
    /// # Errors
    /// [`Error::WrongFactor`] when the answer is not one to the challenge of this session.
    pub async fn take_passkey(&self, visit: &Visit, answer: &str) -> Result<(), Error> {
        let party = self.relying_party.as_ref().ok_or(Error::NotFound)?;
        let id = session_of(visit).id;
        let challenge = self.challenges.take(id, self.clock.now());
        let Some(Challenge::Register(state)) = challenge else { return Err(Error::WrongFactor) };
        let passkey = party.finish_registration(answer, *state).map_err(|_| Error::WrongFactor)?;
        self.change_factors(visit, |credentials| {
            if credentials.passkeys.iter().any(|known| known.id() == passkey.id()) {
                return Err(Error::AlreadyDone);
            }
            credentials.passkeys.push(passkey);
            credentials.factor_added(id);
            Ok(())
        })
        .await
    }

    /// Takes a factor out of use, if what is left is enough.
    ///
    /// # Errors
    /// [`Error::FactorsTooFew`]; [`Error::NotFound`] for one she does not have.
    pub async fn remove_factor(&self, visit: &Visit, which: &str) -> Result<(), Error> {
        let role = role_of(visit);
        let strong = self.strong_factors;
        self.change_factors(visit, |credentials| {
            let before = credentials.passkeys.len() + usize::from(credentials.totp.is_some());
            if which == "totp" {
                credentials.totp = None;
            } else {
                credentials.passkeys.retain(|passkey| hex::encode(passkey.id()) != which);
            }
            if credentials.passkeys.len() + usize::from(credentials.totp.is_some()) == before {
                return Err(Error::NotFound);
            }
            if credentials.suffice(role, strong) { Ok(()) } else { Err(Error::FactorsTooFew) }
        })
        .await
    }

    /// Makes new recovery codes, in place of any before; they are told this once.
    ///
    /// # Errors
    /// As for [`factors`](Self::factors).
    pub async fn renew_recovery(&self, visit: &Visit) -> Result<Vec<Confidential<String>>, Error> {
        let codes = RecoveryCode::fresh_set().map_err(|_| Error::Unavailable(StoreError::Unsealed))?;
        let user = user_of(visit);
        let hashes = codes.iter().map(|code| self.recovery_hash(user, code)).collect();
        self.change_factors(visit, |credentials| {
            credentials.recovery = hashes;
            Ok(())
        })
        .await?;
        Ok(codes.iter().map(RecoveryCode::text).collect())
    }

    /// Chooses another passphrase.
    ///
    /// # Errors
    /// [`Error::UnfitPassphrase`]; [`Error::Busy`].
    pub async fn change_passphrase(&self, visit: &Visit, typed: &str) -> Result<(), Error> {
        let known = self.changing(visit).await?;
        let hash = self.chosen_hash(&known.staff, typed).await?;
        self.change_factors(visit, |credentials| {
            credentials.passphrase = Some(hash);
            Ok(())
        })
        .await
    }

    /// Refuses new credentials that somebody had approved for her: she has hers.
    ///
    /// # Errors
    /// As for [`factors`](Self::factors).
    pub async fn refuse_reset(&self, visit: &Visit) -> Result<(), Error> {
        self.change_factors(visit, |credentials| {
            credentials.activation = None;
            Ok(())
        })
        .await
    }

    /// Lets her in who has now enough factors for her role, and a new one where a recovery code led her here.
    ///
    /// # Errors
    /// [`Error::FactorsTooFew`].
    pub async fn finish_enrolling(&self, visit: &Visit, token: &SessionToken) -> Result<SessionToken, Error> {
        let mut known = self.changing(visit).await?;
        let before = session_of(visit).id;
        let suffice = known.credentials.suffice(known.staff.role, self.strong_factors);
        if !suffice || known.credentials.owes_factor(before) {
            return Err(Error::FactorsTooFew);
        }
        known.credentials.sessions.retain(|live| live.id != before);
        let session = self.fresh_session(known.staff.id, Stage::In);
        let begun = self.begin_alive::<SignIn>(&known, known.credentials.clone(), session).await?;
        self.store.end_session(self.hash(token)).await?;
        Ok(begun.token)
    }

    /// Her own sessions, newest last.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn own_sessions(&self, actor: &Actor) -> Result<Vec<OwnSession>, Error> {
        let Some(known) = self.known(actor.id()).await? else { return Err(Error::NotFound) };
        let now = self.clock.now();
        let alive = known.credentials.sessions.iter().filter(|live| now < live.started + Session::LONGEST);
        let own = |live: &crate::access::LiveSession| OwnSession {
            id: live.id,
            started: live.started,
            current: live.id == actor.session().id,
        };
        Ok(alive.map(own).collect())
    }

    /// Ends one of her sessions.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a session that is not hers.
    pub async fn end_own_session(&self, actor: &Actor, id: SessionId) -> Result<(), Error> {
        let grant = self.permit_on::<ManageSessions>(actor, Target::User(actor.id())).await?;
        let Some(mut known) = self.known(actor.id()).await? else { return Err(Error::NotFound) };
        let before = known.credentials.sessions.len();
        known.credentials.sessions.retain(|live| live.id != id);
        if known.credentials.sessions.len() == before {
            return Err(Error::NotFound);
        }
        self.keep_credentials(grant, &known.row, &known.credentials).await
    }

    /// Changes her credentials under an entry. Every other session of hers ends: whoever came by the old ones is
    /// out.
    async fn change_factors(
        &self,
        visit: &Visit,
        change: impl FnOnce(&mut Credentials) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut known = self.changing(visit).await?;
        change(&mut known.credentials)?;
        let session = *session_of(visit);
        known.credentials.sessions.retain(|live| live.id == session.id);
        let target = Target::User(known.staff.id);
        match visit {
            Visit::In(actor) => {
                let grant = self.permit_on::<ManageFactors>(actor, target).await?;
                self.keep_credentials(grant, &known.row, &known.credentials).await
            }
            Visit::OnTheWay(_) => {
                let actor = Actor::new(known.staff.clone(), None, session);
                let at = self.clock.now();
                let grant = self.or_note(actor.grant::<Enrol>(target, Relation::Own, at)).await?;
                self.keep_credentials(grant, &known.row, &known.credentials).await
            }
        }
    }

    /// Her credentials, if she may change them now: she is in, or on the page of factors.
    async fn changing(&self, visit: &Visit) -> Result<Known, Error> {
        if session_of(visit).stage == Stage::Owing {
            return Err(Error::NotFound);
        }
        self.known(user_of(visit)).await?.ok_or(Error::NotFound)
    }

    fn passkeys_needed(&self, role: Role) -> usize {
        match self.strong_factors {
            crate::access::StrongFactors::Passkeys if role.is_strong() => Credentials::STRONG_PASSKEYS,
            _ => 0,
        }
    }
}

fn session_of(visit: &Visit) -> &Session {
    match visit {
        Visit::In(actor) => actor.session(),
        Visit::OnTheWay(visit) => &visit.session,
    }
}

fn user_of(visit: &Visit) -> UserId {
    session_of(visit).user
}

fn role_of(visit: &Visit) -> Role {
    match visit {
        Visit::In(actor) => actor.role(),
        Visit::OnTheWay(visit) => visit.role(),
    }
}
