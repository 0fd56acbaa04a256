use uuid::Uuid;

use super::People;
use super::sign_in::normal;
use crate::access::Credentials;
use crate::audit::Entry;
use crate::domain::{Service, Staff, Team, TeamId};
use crate::keyring::{Keyring, Place, Purpose};
use crate::registry::Error;
use crate::store::{Acting, AllCredentials, Document, StoreError, Teams, Users};

/// Somebody with all she comes in with.
pub struct Member {
    /// Who she is.
    pub staff: Staff,
    /// What she comes in with.
    pub credentials: Credentials,
}

impl People {
    /// Takes in people from elsewhere, or invented ones, all or none; for whoever sits at the terminal of a new
    /// registry.
    ///
    /// # Errors
    /// [`Error::AlreadyDone`] when a login is taken.
    pub async fn import_staff(&self, members: Vec<Member>) -> Result<(), Error> {
        for member in &members {
            if self.login_is_taken(&member.staff.login).await? {
                return Err(Error::AlreadyDone);
            }
        }
        self.keep_members("import-staff", members).await
    }

    /// Keeps new people, all or none, under an entry that says what the program did.
    pub(super) async fn keep_members(&self, act: &str, members: Vec<Member>) -> Result<(), Error> {
        let keyring = self.keyring.clone();
        let entry = Entry::program(self.clock.now(), act);
        self.store
            .at_terminal(entry, move |acting| {
                Box::pin(async move {
                    for member in &members {
                        insert(acting, &keyring, member).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        Ok(())
    }

    /// Whether somebody has this login, in whichever way it is written.
    pub(super) async fn login_is_taken(&self, login: &str) -> Result<bool, Error> {
        let index = self.keyring.login_index(&normal(login));
        Ok(self.store.find_user_by_login(index).await?.is_some())
    }

    /// Adds a team; for whoever sits at the terminal.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn add_team(&self, service: Service, name: String) -> Result<TeamId, Error> {
        let id = TeamId(Uuid::new_v4());
        self.keep_teams(vec![Team { id, service, name }]).await?;
        Ok(id)
    }

    /// Keeps these teams, all or none; for whoever sits at the terminal.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn keep_teams(&self, teams: Vec<Team>) -> Result<(), Error> {
        let keyring = self.keyring.clone();
        let entry = Entry::program(self.clock.now(), "add-team");
        self.store
            .at_terminal(entry, move |acting| {
                Box::pin(async move {
                    for team in &teams {
                        insert_team(acting, &keyring, team).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        Ok(())
    }

    /// Every team there is, by name. It says nothing of who is in it.
    ///
    /// # Errors
    /// [`Error::Tampered`] when a row is not what was written.
    pub async fn teams(&self) -> Result<Vec<Team>, Error> {
        let rows = self.noting_tampering(self.store.find_teams().await).await?;
        let mut teams = self.open_rows(&rows).await?;
        teams.sort_by(|one: &Team, other| one.name.cmp(&other.name));
        Ok(teams)
    }
}

/// Keeps somebody new, with what she comes in with.
pub(super) async fn insert(
    acting: &Acting<'_>,
    keyring: &Keyring,
    member: &Member,
) -> Result<(), StoreError> {
    let id = member.staff.id.0;
    let place = Place { table: Users::TABLE, row: id, revision: acting.revision() };
    let sealed = keyring.seal(&Purpose::Identity, &place, &member.staff).map_err(|_| StoreError::Unsealed)?;
    let index = keyring.login_index(&normal(&member.staff.login));
    acting.insert_user(id, index, &sealed).await?;
    let place = Place { table: AllCredentials::TABLE, ..place };
    let sealed =
        keyring.seal(&Purpose::Identity, &place, &member.credentials).map_err(|_| StoreError::Unsealed)?;
    acting.insert::<AllCredentials>(id, &sealed).await
}

/// Keeps a new team.
pub(super) async fn insert_team(
    acting: &Acting<'_>,
    keyring: &Keyring,
    team: &Team,
) -> Result<(), StoreError> {
    let place = Place { table: Teams::TABLE, row: team.id.0, revision: acting.revision() };
    let sealed = keyring.seal(&Purpose::Identity, &place, team).map_err(|_| StoreError::Unsealed)?;
    acting.insert::<Teams>(team.id.0, &sealed).await
}
