use time::{Duration, OffsetDateTime};
use tokio::task::spawn_blocking;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::known::replace_credentials;
use super::sign_in::normal;
use super::tries::Counted;
use super::{Known, People};
use crate::access::{
    Activate, Activation, Actor, Credentials, LiveSession, Passphrase, PassphraseHash, Relation,
    SessionToken, Stage, Target, Unfit,
};
use crate::audit::{Entry, Subject};
use crate::confidential::Confidential;
use crate::domain::{Staff, Standing, UserId};
use crate::keyring::{Place, Purpose};
use crate::registry::Error;
use crate::store::{Document, StoreError, Users};

/// A link by which somebody chooses her credentials, once: whose account it is for, and a secret. It is shown once,
/// to be handed over, and tells neither name nor role.
pub struct Link {
    text: Confidential<String>,
    from: OffsetDateTime,
}

impl Link {
    /// How long it works.
    pub const LIFE: Duration = Duration::hours(72);
    /// How long whoever has credentials already may object to new ones.
    pub const OBJECTION: Duration = Duration::hours(24);

    /// The last part of its address.
    pub fn text(&self) -> &Confidential<String> {
        &self.text
    }

    /// It works from then on.
    pub fn from(&self) -> OffsetDateTime {
        self.from
    }

    /// And until then.
    pub fn until(&self) -> OffsetDateTime {
        self.from + Self::LIFE
    }
}

impl People {
    /// A new link for `user`, and what is kept of it.
    pub(super) fn new_link(&self, user: UserId, from: OffsetDateTime) -> Result<(Link, Activation), Error> {
        let secret = SessionToken::fresh().map_err(|_| Error::Unavailable(StoreError::Unsealed))?;
        let hash = self.keyring.link_hash(secret.bytes());
        let text = format!("{}{}", user.0.simple(), secret.cookie_value());
        let link = Link { text: Confidential::new(text), from };
        let activation = Activation { hash, from, until: link.until() };
        Ok((link, activation))
    }

    /// Whose link this is, if it works now: her login.
    ///
    /// # Errors
    /// [`Error::NotFound`] for every link that does not work, whatever the reason.
    pub async fn invited(&self, link: &str) -> Result<String, Error> {
        Ok(self.find_invited(link).await?.staff.login)
    }

    /// Chooses a passphrase by a link. Whatever she came in with before is gone, her sessions with it, and the link.
    /// The session that begins opens the page of second factors and nothing else.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a link that does not work; [`Error::UnfitPassphrase`]; [`Error::Busy`];
    /// [`Error::Ended`] when another account of the same person excludes this one.
    pub async fn activate(&self, link: &str, typed: &str) -> Result<SessionToken, Error> {
        let Known { staff, row, .. } = self.find_invited(link).await?;
        self.stands_apart(&staff).await?;
        let hash = self.chosen_hash(&staff, typed).await?;
        let login = staff.login.clone();
        let session = self.fresh_session(staff.id, Stage::Enrolling);
        let actor = Actor::new(staff.clone(), None, session);
        let at = self.clock.now();
        let grant = self.or_note(actor.grant::<Activate>(Target::User(staff.id), Relation::Own, at)).await?;
        let credentials = Credentials {
            passphrase: Some(hash),
            sessions: vec![LiveSession { id: session.id, started: session.started, owes_factor: false }],
            ..Credentials::default()
        };
        let keyring = self.keyring.clone();
        let acted = self.store.acting(grant, move |acting| {
            Box::pin(async move {
                replace_credentials(acting, &keyring, (row.id, row.revision), &credentials).await?;
                if staff.standing == Standing::Active {
                    return Ok(());
                }
                let kept = acting.find::<Users>(staff.id.0).await?.ok_or(StoreError::Stale)?;
                let staff = Staff { standing: Standing::Active, ..staff };
                let place = Place { table: Users::TABLE, row: kept.id, revision: acting.revision() };
                let sealed =
                    keyring.seal(&Purpose::Identity, &place, &staff).map_err(|_| StoreError::Unsealed)?;
                acting.replace(&kept, &sealed).await
            })
        });
        self.noting_tampering(acted.await).await.map_err(|error| match error {
            // The same link, used twice at once.
            Error::Stale => Error::NotFound,
            other => other,
        })?;
        // Whoever was shut out by wrong tries, her own or a stranger's, begins anew.
        self.forget_tries(Counted::Login(&normal(&login))).await?;
        self.forget_tries(Counted::Codes(session.user.0)).await?;
        self.hand_out(session).await
    }

    /// Who may use this link now. What does not work is told to the log: somebody tried it.
    async fn find_invited(&self, link: &str) -> Result<Known, Error> {
        if let Some(known) = self.holder(link).await? {
            return Ok(known);
        }
        let entry = Entry::failed(self.clock.now(), "activate", None, Subject::kind("registry"));
        self.store.noting(entry).await?;
        Err(Error::NotFound)
    }

    async fn holder(&self, link: &str) -> Result<Option<Known>, Error> {
        let Some((user, secret)) = link.split_at_checked(32) else { return Ok(None) };
        let (Ok(user), Some(secret)) = (Uuid::try_parse(user), SessionToken::parse(secret)) else {
            return Ok(None);
        };
        let Some(known) = self.known(UserId(user)).await? else { return Ok(None) };
        let now = self.clock.now();
        let works = known.staff.standing != Standing::Left
            && self.clock.today() <= known.staff.until
            && known.credentials.activation.is_some_and(|activation| {
                activation.hash == self.keyring.link_hash(secret.bytes())
                    && (activation.from..activation.until).contains(&now)
            });
        Ok(works.then_some(known))
    }

    /// The hash of a passphrase that she may choose: not hers to guess from her name, her login or her team.
    pub(super) async fn chosen_hash(&self, staff: &Staff, typed: &str) -> Result<PassphraseHash, Error> {
        let team = match staff.team {
            Some(team) => match self.store.find_team(team.0).await? {
                Some(row) => self.open_row(&row).await?.name,
                None => String::new(),
            },
            None => String::new(),
        };
        let (typed, login, name) =
            (Zeroizing::new(typed.to_owned()), staff.login.clone(), staff.name.clone());
        let queued = self.queue_to_hash()?;
        let _turn = queued.turn().await?;
        // Judging a text that was made to cost much takes as long as hashing, and so waits for its turn as well.
        let hash = spawn_blocking(move || Passphrase::choose(&typed, &[&login, &name, &team])?.hash()).await;
        hash.map_err(|_| Error::Busy)?.map_err(|unfit| match unfit {
            Unfit::Failed => Error::Unavailable(StoreError::Unsealed),
            unfit => Error::UnfitPassphrase(unfit),
        })
    }
}
