use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::activation::Link;
use super::sign_in::normal;
use super::{Member, People};
use crate::access::{Credentials, SessionToken};
use crate::audit::{Entry, Subject};
use crate::confidential::Confidential;
use crate::domain::{PersonId, Role, Staff, Standing, UserId, Workplace};
use crate::registry::{Error, Inadmissible};
use crate::store::StoreError;

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
    /// Offers to begin: a link that makes the first administrator and the first auditor together, once, within the
    /// hour. Nothing when the registry has had both: were it offered again when one of them is gone, then whoever
    /// manages people could close the auditor's account and, with a restart, become both.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn offer_beginning(&self) -> Result<Option<Confidential<String>>, Error> {
        let now = self.clock.now();
        let mut begun = Vec::new();
        for staff in self.all_staff().await? {
            // An invitation that ran out unused made nobody.
            let invited = match staff.standing {
                Standing::Active | Standing::Left => true,
                Standing::Invited => self.known(staff.id).await?.is_some_and(|known| {
                    known.credentials.activation.is_some_and(|activation| now < activation.until)
                }),
            };
            if invited {
                begun.push(staff.role);
            }
        }
        if begun.contains(&Role::Administrator) && begun.contains(&Role::Auditor) {
            return Ok(None);
        }
        self.new_beginning().await.map(Some)
    }

    /// Offers to begin again, for whoever sits at the terminal of a registry that has lost its administrator or its
    /// auditor. The log tells of it.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn offer_beginning_again(&self) -> Result<Confidential<String>, Error> {
        self.store.noting(Entry::program(self.clock.now(), "offer-beginning")).await?;
        self.new_beginning().await
    }

    async fn new_beginning(&self) -> Result<Confidential<String>, Error> {
        let token = SessionToken::fresh().map_err(|_| Error::Unavailable(StoreError::Unsealed))?;
        let hash = self.keyring.link_hash(token.bytes());
        *self.beginning.lock().await = Some((hash, self.clock.now() + BEGINNING));
        Ok(Confidential::new(token.cookie_value()))
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
    /// [`Error::NotFound`] for another link. Names and logins that cannot be are told with whose they are; the link
    /// is not spent then.
    pub async fn begin_registry(
        &self,
        link: &str,
        begin: Begin,
    ) -> Result<Result<(Link, Link), (Role, Inadmissible)>, Error> {
        // Held until it is done: of two who have the link, one begins.
        let mut beginning = self.beginning.lock().await;
        if !self.begins(link, *beginning) {
            let entry = Entry::failed(self.clock.now(), "begin", None, Subject::kind("registry"));
            self.store.noting(entry).await?;
            return Err(Error::NotFound);
        }
        let alike = normal(&begin.administrator.0) == normal(&begin.auditor.0);
        let (administrator, first) = match self.first(Role::Administrator, begin.administrator).await? {
            Ok(first) => first,
            Err(why) => return Ok(Err((Role::Administrator, why))),
        };
        let (auditor, second) = match self.first(Role::Auditor, begin.auditor).await? {
            Ok(second) if !alike => second,
            Ok(_) => return Ok(Err((Role::Auditor, Inadmissible::LoginTaken))),
            Err(why) => return Ok(Err((Role::Auditor, why))),
        };
        self.keep_members("begin", vec![administrator, auditor]).await?;
        *beginning = None;
        Ok(Ok((first, second)))
    }

    /// Somebody to begin with, and her link; or why she cannot be.
    async fn first(
        &self,
        role: Role,
        (login, name): (String, String),
    ) -> Result<Result<(Member, Link), Inadmissible>, Error> {
        let staff = Staff {
            id: UserId(Uuid::new_v4()),
            person: PersonId(Uuid::new_v4()),
            login: login.trim().to_owned(),
            name: name.trim().to_owned(),
            role,
            team: None,
            workplace: Workplace::default(),
            until: self.clock.today() + Duration::days(Staff::LONGEST_ROLE),
            standing: Standing::Invited,
        };
        match self.check_admissible(&staff).await {
            Ok(()) => {}
            Err(Error::Inadmissible(why)) => return Ok(Err(why)),
            Err(other) => return Err(other),
        }
        let (link, activation) = self.new_link(staff.id, self.clock.now())?;
        let credentials = Credentials { activation: Some(activation), ..Credentials::default() };
        Ok(Ok((Member { staff, credentials }, link)))
    }

    fn begins(&self, link: &str, beginning: Option<([u8; 32], OffsetDateTime)>) -> bool {
        match (SessionToken::parse(link), beginning) {
            (Some(token), Some((hash, until))) => {
                self.keyring.link_hash(token.bytes()) == hash && self.clock.now() < until
            }
            _ => false,
        }
    }
}
