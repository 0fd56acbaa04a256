use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::People;
use super::sign_in::normal;
use crate::access::{Passphrase, StaffRecord};
use crate::audit::Entry;
use crate::domain::{Role, Service, Staff, Team, TeamId, UserId, Workplace};
use crate::keyring::{Place, Purpose};
use crate::registry::Error;
use crate::store::{Document, StoreError, Teams, Users};

/// Somebody to be added.
pub struct NewStaff {
    /// What she signs in with.
    pub login: String,
    /// What her colleagues call her.
    pub name: String,
    /// What she is here to do.
    pub role: Role,
    /// Her team, where the role works cases.
    pub team: Option<TeamId>,
    /// Where she works.
    pub workplace: Workplace,
}

impl People {
    /// Adds somebody, with a passphrase that was invented for her; it is told once and kept as a hash.
    ///
    /// # Errors
    /// [`Error::AlreadyDone`] when the login is taken; [`Error::NotFound`] for a role that needs a team, and has
    /// none or one that does not exist.
    pub async fn add_staff(&self, new: NewStaff) -> Result<Passphrase, Error> {
        let team_fits = match new.team {
            Some(team) => new.role.works_cases() && self.store.find_team(team.0).await?.is_some(),
            None => !new.role.works_cases(),
        };
        if !team_fits {
            return Err(Error::NotFound);
        }
        let unfit = |_| Error::Unavailable(StoreError::Unsealed);
        let passphrase = Passphrase::invent().map_err(unfit)?;
        let (passphrase, hash) = spawn_blocking(move || {
            let hash = passphrase.hash();
            (passphrase, hash)
        })
        .await
        .map_err(|_| Error::Busy)?;
        let NewStaff { login, name, role, team, workplace } = new;
        let staff = Staff { id: UserId(Uuid::new_v4()), login, name, role, team, workplace };
        self.keep_staff(vec![StaffRecord { staff, passphrase: Some(hash.map_err(unfit)?) }]).await?;
        Ok(passphrase)
    }

    /// Takes in people from elsewhere, or invented ones. Those with these logins sign in with `passphrase`, the
    /// others cannot sign in.
    ///
    /// # Errors
    /// [`Error::AlreadyDone`] when a login is taken.
    pub async fn import_staff(
        &self,
        staff: Vec<Staff>,
        passphrase: Passphrase,
        logins: &[&str],
    ) -> Result<(), Error> {
        let hash = spawn_blocking(move || passphrase.hash()).await.map_err(|_| Error::Busy)?;
        let hash = hash.map_err(|_| Error::Unavailable(StoreError::Unsealed))?;
        let record = |staff: Staff| {
            let passphrase = logins.contains(&staff.login.as_str()).then(|| hash.clone());
            StaffRecord { staff, passphrase }
        };
        self.keep_staff(staff.into_iter().map(record).collect()).await
    }

    /// Keeps these people, all or none.
    ///
    /// # Errors
    /// [`Error::AlreadyDone`] when a login is taken.
    pub async fn keep_staff(&self, records: Vec<StaffRecord>) -> Result<(), Error> {
        for record in &records {
            let index = self.keyring.login_index(&normal(&record.staff.login));
            if self.store.find_user_by_login(index).await?.is_some() {
                return Err(Error::AlreadyDone);
            }
        }
        let keyring = self.keyring.clone();
        let entry = Entry::program(self.clock.now(), "add-staff");
        self.store
            .at_terminal(entry, move |acting| {
                Box::pin(async move {
                    for record in &records {
                        let id = record.staff.id.0;
                        let place = Place { table: Users::TABLE, row: id, revision: acting.revision() };
                        let sealed = keyring
                            .seal(&Purpose::Identity, &place, record)
                            .map_err(|_| StoreError::Unsealed)?;
                        let index = keyring.login_index(&normal(&record.staff.login));
                        acting.insert_user(id, index, &sealed).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        Ok(())
    }

    /// Adds a team.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn add_team(&self, service: Service, name: String) -> Result<TeamId, Error> {
        let id = TeamId(Uuid::new_v4());
        self.keep_teams(vec![Team { id, service, name }]).await?;
        Ok(id)
    }

    /// Keeps these teams, all or none.
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
                        let place =
                            Place { table: Teams::TABLE, row: team.id.0, revision: acting.revision() };
                        let sealed = keyring
                            .seal(&Purpose::Identity, &place, team)
                            .map_err(|_| StoreError::Unsealed)?;
                        acting.insert::<Teams>(team.id.0, &sealed).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        Ok(())
    }

    /// Every team there is, by name; for whoever sits at the terminal.
    ///
    /// # Errors
    /// [`Error::Tampered`] when a row is not what was written.
    pub async fn teams(&self) -> Result<Vec<Team>, Error> {
        let entry = Entry::program(self.clock.now(), "list-teams");
        let rows = self.store.at_terminal(entry, |acting| Box::pin(acting.all::<Teams>())).await?.value;
        let mut teams = Vec::with_capacity(rows.len());
        for row in &rows {
            teams.push(self.open_row(row).await?);
        }
        teams.sort_by(|one: &Team, other| one.name.cmp(&other.name));
        Ok(teams)
    }
}
