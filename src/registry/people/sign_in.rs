use tokio::task::spawn_blocking;
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

use super::People;
use crate::access::{
    Actor, Passphrase, Relation, Session, SessionToken, SessionTokenHash, SignIn, SignOut, StaffRecord,
    Target,
};
use crate::audit::{Entry, Subject};
use crate::keyring::{Place, Purpose};
use crate::registry::Error;
use crate::store::{StoreError, Teams};

/// The table of sessions, which is part of what their seals are bound to.
const SESSIONS: &str = "sessions";

impl People {
    /// Signs somebody in. A login that nobody has costs the same work as a wrong passphrase, and gets the same
    /// answer.
    ///
    /// # Errors
    /// [`Error::WrongSignIn`]; [`Error::Busy`] when too many sign in at once.
    pub async fn sign_in(&self, login: &str, passphrase: Passphrase) -> Result<SessionToken, Error> {
        let at = self.clock.now();
        let record = self.find_staff(login).await?;
        let hash = record.as_ref().and_then(|record| record.passphrase.clone());
        let matches = {
            let _turn = self.hashing.acquire().await.map_err(|_| Error::Busy)?;
            spawn_blocking(move || passphrase.matches(hash.as_ref())).await.map_err(|_| Error::Busy)?
        };
        let (Some(record), Ok(true)) = (&record, matches) else {
            let actor = record.map(|record| record.staff.id);
            let entry = Entry::failed(at, "sign-in", actor, Subject::kind("registry"));
            self.store.noting(entry).await?;
            return Err(Error::WrongSignIn);
        };
        let actor = Actor::new(record.staff.clone(), None);
        let grant = self.or_note(actor.grant::<SignIn>(Target::User(actor.id()), Relation::Own, at)).await?;
        self.store.acting(grant, |_| Box::pin(async { Ok(()) })).await?;
        let token = SessionToken::fresh().map_err(|_| Error::Unavailable(StoreError::Unsealed))?;
        self.keep_session(&token, Session { user: actor.id(), started: at, seen: at }).await?;
        Ok(token)
    }

    /// The person behind a session token, with her row and team as they stand now, and when the session ends
    /// if nothing more is done; nobody when the session is unknown or has ended.
    ///
    /// # Errors
    /// [`Error::Tampered`] when her row is not what was written.
    pub async fn authenticate(&self, token: &SessionToken) -> Result<Option<(Actor, Session)>, Error> {
        let hash = self.hash(token);
        let Some(sealed) = self.store.find_session(hash).await? else { return Ok(None) };
        // A session row that does not open was planted or extended: it is no session.
        let Ok(mut session) = self.keyring.open(&sealed, &session_place(hash)) else { return Ok(None) };
        let now = self.clock.now();
        if !Session::holds(&session, now) {
            self.store.end_session(hash).await?;
            return Ok(None);
        }
        let Some(row) = self.store.find_user(session.user.0).await? else { return Ok(None) };
        let staff = self.open_row(&row).await?.staff;
        let team = match staff.team {
            Some(team) => match self.store.find_team(team.0).await? {
                Some(row) => Some(self.open_row::<Teams>(&row).await?),
                None => None,
            },
            None => None,
        };
        if now - session.seen >= Session::REFRESH {
            session.seen = now;
            self.keep_session(token, session).await?;
        }
        Ok(Some((Actor::new(staff, team), session)))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn sign_out(&self, actor: &Actor, token: &SessionToken) -> Result<(), Error> {
        let grant = self.permit_on::<SignOut>(actor, Target::User(actor.id())).await?;
        self.store.end_session(self.hash(token)).await?;
        self.store.acting(grant, |_| Box::pin(async { Ok(()) })).await?;
        Ok(())
    }

    /// The token that a form must carry: bound to the session (or to what a browser holds before it has one)
    /// and to the form's name.
    pub fn form_token(&self, session: &[u8], form: &str) -> [u8; 32] {
        self.keyring.form_token(session, form)
    }

    async fn find_staff(&self, login: &str) -> Result<Option<StaffRecord>, Error> {
        let login = normal(login);
        let Some(row) = self.store.find_user_by_login(self.keyring.login_index(&login)).await? else {
            return Ok(None);
        };
        let record: StaffRecord = self.open_row(&row).await?;
        // The index stands in the clear; what is sealed decides whose row it is.
        Ok((normal(&record.staff.login) == login).then_some(record))
    }

    async fn keep_session(&self, token: &SessionToken, session: Session) -> Result<(), Error> {
        let hash = self.hash(token);
        let sealed = self
            .keyring
            .seal(&Purpose::Identity, &session_place(hash), &session)
            .map_err(|_| Error::Unavailable(StoreError::Unsealed))?;
        Ok(self.store.keep_session(hash, sealed).await?)
    }

    fn hash(&self, token: &SessionToken) -> SessionTokenHash {
        SessionTokenHash(self.keyring.session_hash(token.bytes()))
    }
}

/// A login as it is compared: without surrounding space, in lower case, NFC.
pub(super) fn normal(login: &str) -> String {
    login.trim().to_lowercase().nfc().collect()
}

fn session_place(hash: SessionTokenHash) -> Place {
    let mut row = [0; 16];
    row.copy_from_slice(&hash.0[..16]);
    Place { table: SESSIONS, row: Uuid::from_bytes(row), revision: 0 }
}
