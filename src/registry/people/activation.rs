use time::{Duration, OffsetDateTime};
use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::known::replace_credentials;
use super::sign_in::normal;
use super::tries::Counted;
use super::{Known, Member, People};
use crate::access::{
    Activate, Activation, Actor, Credentials, LiveSession, Passphrase, PassphraseHash, Relation,
    SessionToken, Stage, Target,
};
use crate::audit::{Entry, Subject};
use crate::confidential::Confidential;
use crate::domain::{PersonId, Role, Staff, Standing, UserId, Workplace};
use crate::keyring::{Place, Purpose};
use crate::registry::{Error, Inadmissible};
use crate::store::{Document, StoreError, Users};

/// A link by which somebody chooses her credentials, once: whose account it is for, and a secret. It is shown once,
/// to be handed over, and tells neither name nor role.
pub struct Link(Confidential<String>);

impl Link {
    /// How long it works.
    pub const LIFE: Duration = Duration::hours(72);
    /// How long whoever has credentials already may object to new ones.
    pub const OBJECTION: Duration = Duration::hours(24);

    /// The last part of its address.
    pub fn text(&self) -> &Confidential<String> {
        &self.0
    }
}

/// The first two people of a registry.
pub struct Begin {
    /// The administrator's login and name.
    pub administrator: (String, String),
    /// The auditor's login and name.
    pub auditor: (String, String),
}

/// How long the link that begins a registry works.
const BEGINNING: Duration = Duration::minutes(60);

impl People {
    /// A new link for `user`, and what is kept of it.
    pub(super) fn new_link(&self, user: UserId, from: OffsetDateTime) -> Result<(Link, Activation), Error> {
        let secret = SessionToken::fresh().map_err(|_| Error::Unavailable(StoreError::Unsealed))?;
        let hash = self.keyring.session_hash(secret.bytes());
        let text = format!("{}{}", user.0.simple(), secret.cookie_value());
        Ok((Link(Confidential::new(text)), Activation { hash, from, until: from + Link::LIFE }))
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
    /// [`Error::NotFound`] for a link that does not work; [`Error::UnfitPassphrase`]; [`Error::Busy`].
    pub async fn activate(&self, link: &str, typed: &str) -> Result<SessionToken, Error> {
        let Known { staff, row, .. } = self.find_invited(link).await?;
        let hash = self.chosen_hash(&staff, typed).await?;
        let login = staff.login.clone();
        let session = self.fresh_session(staff.id, Stage::Enrolling);
        let actor = Actor::new(staff.clone(), None, session);
        let at = self.clock.now();
        let grant = self.or_note(actor.grant::<Activate>(Target::User(staff.id), Relation::Own, at)).await?;
        let credentials = Credentials {
            passphrase: Some(hash),
            sessions: vec![LiveSession { id: session.id, started: session.started }],
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
        // Guesses at a passphrase that is no more, and at codes of a telephone that is no more.
        self.forget_tries(Counted::Login(&normal(&login))).await?;
        self.forget_tries(Counted::Codes(session.user.0)).await?;
        self.hand_out(session).await
    }

    /// Offers to begin: a link that makes the first administrator and the first auditor together, once, within the
    /// hour. Nothing when there are both already.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn offer_beginning(&self) -> Result<Option<Confidential<String>>, Error> {
        let all = self.all_staff().await?;
        let has = |role| all.iter().any(|staff| staff.role == role && staff.standing != Standing::Left);
        if has(Role::Administrator) && has(Role::Auditor) {
            return Ok(None);
        }
        let token = SessionToken::fresh().map_err(|_| Error::Unavailable(StoreError::Unsealed))?;
        let hash = self.keyring.session_hash(token.bytes());
        *self.beginning.lock().await = Some((hash, self.clock.now() + BEGINNING));
        Ok(Some(Confidential::new(token.cookie_value())))
    }

    /// Whether this is the link that begins the registry.
    pub async fn may_begin(&self, link: &str) -> bool {
        let beginning = self.beginning.lock().await;
        self.begins(link, *beginning)
    }

    /// Makes the first administrator and the first auditor, and gives the link of each. The link that begins is
    /// spent.
    ///
    /// # Errors
    /// [`Error::NotFound`] for another link; [`Error::Inadmissible`] for names and logins that cannot be.
    pub async fn begin_registry(&self, link: &str, begin: Begin) -> Result<(Link, Link), Error> {
        // Held until it is done: of two who have the link, one begins.
        let mut beginning = self.beginning.lock().await;
        if !self.begins(link, *beginning) {
            let entry = Entry::failed(self.clock.now(), "begin", None, Subject::kind("registry"));
            self.store.noting(entry).await?;
            return Err(Error::NotFound);
        }
        if normal(&begin.administrator.0) == normal(&begin.auditor.0) {
            return Err(Error::Inadmissible(Inadmissible::LoginTaken));
        }
        let mut links = Vec::new();
        let mut members = Vec::new();
        for (role, (login, name)) in
            [(Role::Administrator, begin.administrator), (Role::Auditor, begin.auditor)]
        {
            let until = self.clock.today() + Duration::days(Staff::LONGEST_ROLE);
            let staff = Staff {
                id: UserId(Uuid::new_v4()),
                person: PersonId(Uuid::new_v4()),
                login: login.trim().to_owned(),
                name: name.trim().to_owned(),
                role,
                team: None,
                workplace: Workplace::default(),
                until,
                standing: Standing::Invited,
            };
            self.check_admissible(&staff).await?;
            let (link, activation) = self.new_link(staff.id, self.clock.now())?;
            let credentials = Credentials { activation: Some(activation), ..Credentials::default() };
            members.push(Member { staff, credentials });
            links.push(link);
        }
        self.import_staff(members).await?;
        *beginning = None;
        let auditor = links.pop().ok_or(Error::NotFound)?;
        Ok((links.pop().ok_or(Error::NotFound)?, auditor))
    }

    fn begins(&self, link: &str, beginning: Option<([u8; 32], OffsetDateTime)>) -> bool {
        match (SessionToken::parse(link), beginning) {
            (Some(token), Some((hash, until))) => {
                self.keyring.session_hash(token.bytes()) == hash && self.clock.now() < until
            }
            _ => false,
        }
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
            && known.credentials.activation.is_some_and(|activation| {
                activation.hash == self.keyring.session_hash(secret.bytes())
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
        let passphrase =
            Passphrase::choose(typed, &[&staff.login, &staff.name, &team]).map_err(Error::UnfitPassphrase)?;
        let _turn = self.turn_to_hash().await?;
        let hash = spawn_blocking(move || passphrase.hash()).await.map_err(|_| Error::Busy)?;
        hash.map_err(|_| Error::Unavailable(StoreError::Unsealed))
    }
}
