use tokio::task::spawn_blocking;
use unicode_normalization::UnicodeNormalization;

use super::tries::Counted;
use super::{Known, People};
use crate::access::{Actor, Passphrase, SessionToken, SignOut, Stage, Target};
use crate::audit::{Entry, Subject};
use crate::domain::Staff;
use crate::registry::Error;

/// How often it is tried to tell the log that somebody has left, while her credentials change meanwhile.
const SIGN_OUTS: usize = 4;

impl People {
    /// The first of two steps: somebody types her login and passphrase. The session that this begins opens nothing
    /// but the page of the second step. A login that nobody has costs the same work as a wrong passphrase, is
    /// counted alike, and gets the same answer.
    ///
    /// `device` is what her browser keeps from an earlier time, if it does.
    ///
    /// # Errors
    /// [`Error::WrongSignIn`]; [`Error::Locked`] after too many wrong ones; [`Error::Ended`] for the right
    /// passphrase of somebody who may not come in any more; [`Error::Busy`] when too many sign in at once.
    pub async fn sign_in(
        &self,
        login: &str,
        passphrase: Passphrase,
        device: Option<&str>,
    ) -> Result<SessionToken, Error> {
        let at = self.clock.now();
        let login = normal(login);
        let found = self.find_known(&login).await?;
        let device = device.and_then(|kept| self.open_device(kept, at));
        let counted = match (&found, &device) {
            (Some(known), Some(device)) if device.user == known.staff.id => {
                Counted::Device(&login, device.id)
            }
            _ => Counted::Login(&login),
        };
        // Before it is counted: a guess that finds no place is not looked at, and so is none.
        let queued = self.queue_to_hash()?;
        self.count_try(counted).await?;
        let hash = found.as_ref().and_then(|known| known.credentials.passphrase.clone());
        let matches = {
            let _turn = queued.turn().await?;
            spawn_blocking(move || passphrase.matches(hash.as_ref())).await.map_err(|_| Error::Busy)?
        };
        drop(queued);
        let (Some(known), Ok(true)) = (&found, matches) else {
            let actor = found.map(|known| known.staff.id);
            let entry = Entry::failed(at, "sign-in", actor, Subject::kind("registry"));
            self.store.noting(entry).await?;
            return Err(Error::WrongSignIn);
        };
        self.forget_tries(counted).await?;
        self.may_come_in(&known.staff).await?;
        let stage = if known.credentials.has_factor() { Stage::Owing } else { Stage::Enrolling };
        self.begin(known, stage).await
    }

    /// Ends a session.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn sign_out(&self, actor: &Actor, token: &SessionToken) -> Result<(), Error> {
        // First of all she is out, whatever comes of the rest.
        self.store.end_session(self.hash(token)).await?;
        for _ in 0..SIGN_OUTS {
            match self.forget_live(actor).await {
                // She leaves in two places at once.
                Err(Error::Stale) => {}
                done => return done,
            }
        }
        Err(Error::Stale)
    }

    /// Takes a session from those that are alive, under an entry.
    async fn forget_live(&self, actor: &Actor) -> Result<(), Error> {
        let grant = self.permit_on::<SignOut>(actor, Target::User(actor.id())).await?;
        let Some(Known { row, mut credentials, .. }) = self.known(actor.id()).await? else {
            return Err(Error::NotFound);
        };
        credentials.sessions.retain(|live| live.id != actor.session().id);
        self.keep_credentials(grant, &row, &credentials).await
    }

    /// Gives up coming in.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn abandon(&self, token: &SessionToken) -> Result<(), Error> {
        Ok(self.store.end_session(self.hash(token)).await?)
    }

    /// The token that a form must carry: bound to the session (or to what a browser holds before it has one)
    /// and to the form's name.
    pub fn form_token(&self, session: &[u8], form: &str) -> [u8; 32] {
        self.keyring.form_token(session, form)
    }

    /// Whether somebody whose passphrase was right may come in at all: the account is in use, the role has not run
    /// out, and no other account of the same person excludes it. What was granted against the rules, or put into
    /// the database by hand, is refused here again.
    async fn may_come_in(&self, staff: &Staff) -> Result<(), Error> {
        if !staff.is_in_force(self.clock.today()) {
            return Err(Error::Ended);
        }
        self.stands_apart(staff).await
    }

    /// Whether no other account of the same person excludes this one.
    ///
    /// # Errors
    /// [`Error::Ended`] when one does; the log tells which.
    pub(super) async fn stands_apart(&self, staff: &Staff) -> Result<(), Error> {
        for row in self.noting_tampering(self.store.find_users().await).await? {
            let other: Staff = match self.open_row(&row).await {
                Ok(other) => other,
                // Nobody comes in by a broken row, and it shuts nobody else out.
                Err(Error::Tampered(_)) => continue,
                Err(error) => return Err(error),
            };
            if other.clashes_with(staff) {
                let subject = Subject { kind: "separation".to_owned(), id: Some(other.id.0.to_string()) };
                let entry = Entry::failed(self.clock.now(), "sign-in", Some(staff.id), subject);
                self.store.noting(entry).await?;
                return Err(Error::Ended);
            }
        }
        Ok(())
    }
}

/// A login as it is compared: without surrounding space, in lower case, NFC.
pub(super) fn normal(login: &str) -> String {
    login.trim().to_lowercase().nfc().collect()
}
