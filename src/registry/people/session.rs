use time::OffsetDateTime;
use uuid::Uuid;

use super::sweep::half;
use super::{Known, People};
use crate::access::{
    Actor, Credentials, LiveSession, Recover, Relation, Right, Session, SessionId, SessionToken,
    SessionTokenHash, SignIn, Stage, Target,
};
use crate::domain::{Role, Staff, UserId};
use crate::keyring::{Place, Purpose};
use crate::registry::Error;
use crate::store::{StoreError, Teams};

/// The table of sessions, which is part of what their seals are bound to.
pub(super) const SESSIONS: &str = "sessions";

/// How far whoever came by a token is in.
#[derive(Clone, Debug)]
pub enum Visit {
    /// In, and somebody who may act.
    In(Box<Actor>),
    /// On the way: a second factor is owed, or must be chosen.
    OnTheWay(OnTheWay),
}

/// Somebody between her passphrase and the registry. She is nobody who may act.
#[derive(Clone, Debug)]
pub struct OnTheWay {
    pub(super) staff: Staff,
    pub(super) session: Session,
}

impl Visit {
    /// How far.
    pub fn stage(&self) -> Stage {
        match self {
            Self::In(_) => Stage::In,
            Self::OnTheWay(visit) => visit.stage(),
        }
    }
}

impl OnTheWay {
    /// Who.
    pub fn id(&self) -> UserId {
        self.staff.id
    }

    /// In which role she will be.
    pub fn role(&self) -> Role {
        self.staff.role
    }

    /// How far.
    pub fn stage(&self) -> Stage {
        self.session.stage
    }
}

/// A session that has begun.
pub(super) struct Begun {
    pub(super) token: SessionToken,
    /// Whether an older one was ended to make room.
    pub(super) ended_another: bool,
}

impl People {
    /// The person behind a session token, with her row and team as they stand now; nobody when the session is
    /// unknown, has ended, or is not among those that are alive.
    ///
    /// # Errors
    /// [`Error::Tampered`] when her row is not what was written.
    pub async fn authenticate(&self, token: &SessionToken) -> Result<Option<Visit>, Error> {
        let hash = self.hash(token);
        let Some(sealed) = self.store.find_session(hash).await? else { return Ok(None) };
        // A session row that does not open was planted or extended: it is no session.
        let Ok(mut session) = self.keyring.open(&sealed, &place(hash)) else { return Ok(None) };
        let Some(Known { staff, credentials, .. }) = self.known(session.user).await? else { return Ok(None) };
        let now = self.clock.now();
        let alive = session.stage == Stage::Owing
            || credentials.sessions.iter().any(|live: &LiveSession| live.id == session.id);
        if !alive || !Session::holds(&session, now, staff.role) || !staff.is_in_force(self.clock.today()) {
            self.store.end_session(hash).await?;
            return Ok(None);
        }
        if now - session.seen >= Session::REFRESH {
            session.seen = now;
            self.keep_session(hash, session).await?;
        }
        if session.stage != Stage::In {
            return Ok(Some(Visit::OnTheWay(OnTheWay { staff, session })));
        }
        let team = match staff.team {
            Some(team) => match self.noting_tampering(self.store.find_team(team.0).await).await? {
                Some(row) => Some(self.open_row::<Teams>(&row).await?),
                None => None,
            },
            None => None,
        };
        Ok(Some(Visit::In(Box::new(Actor::new(staff, team, session)))))
    }

    /// Begins a session after the passphrase. One that owes a factor opens nothing, so it leaves no entry yet.
    pub(super) async fn begin(&self, known: &Known, stage: Stage) -> Result<SessionToken, Error> {
        let session = self.fresh_session(known.staff.id, stage);
        if stage == Stage::Owing {
            return self.hand_out(session).await;
        }
        Ok(self.begin_alive::<SignIn>(known, known.credentials.clone(), session).await?.token)
    }

    /// Begins a session that is alive, under an entry that says by which right, and keeps her credentials as they have
    /// become. A third session ends the oldest; one that a recovery code begins owes a new factor.
    pub(super) async fn begin_alive<R: Right>(
        &self,
        known: &Known,
        mut credentials: Credentials,
        session: Session,
    ) -> Result<Begun, Error> {
        let actor = Actor::new(known.staff.clone(), None, session);
        let at = self.clock.now();
        let grant = self.or_note(actor.grant::<R>(Target::User(actor.id()), Relation::Own, at)).await?;
        // Those that have ended by themselves take no room.
        credentials.sessions.retain(|live| at < live.started + Session::LONGEST);
        let owes_factor = R::NAME == Recover::NAME;
        credentials.sessions.push(LiveSession { id: session.id, started: session.started, owes_factor });
        let most = credentials.sessions.len().saturating_sub(Session::MOST);
        credentials.sessions.drain(..most);
        self.keep_credentials(grant, &known.row, &credentials).await?;
        Ok(Begun { token: self.hand_out(session).await?, ended_another: most > 0 })
    }

    /// A session that begins now.
    pub(super) fn fresh_session(&self, user: UserId, stage: Stage) -> Session {
        let at = self.clock.now();
        let proven = if stage == Stage::In { at } else { OffsetDateTime::UNIX_EPOCH };
        Session { id: SessionId(Uuid::new_v4()), user, stage, started: at, seen: at, proven }
    }

    /// Keeps a session under a new token.
    pub(super) async fn hand_out(&self, session: Session) -> Result<SessionToken, Error> {
        let token = SessionToken::fresh().map_err(|_| Error::Unavailable(StoreError::Unsealed))?;
        self.keep_session(self.hash(&token), session).await?;
        Ok(token)
    }

    async fn keep_session(&self, hash: SessionTokenHash, session: Session) -> Result<(), Error> {
        let sealed = self
            .keyring
            .seal(&Purpose::Identity, &place(hash), &session)
            .map_err(|_| Error::Unavailable(StoreError::Unsealed))?;
        Ok(self.store.keep_session(hash, sealed).await?)
    }

    pub(super) fn hash(&self, token: &SessionToken) -> SessionTokenHash {
        SessionTokenHash(self.keyring.session_hash(token.bytes()))
    }
}

fn place(hash: SessionTokenHash) -> Place {
    Place { table: SESSIONS, row: half(&hash.0), revision: 0 }
}
