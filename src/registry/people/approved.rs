//! What is done once a second person has agreed, inside the transaction that keeps the agreement.

use super::activation::Link;
use super::known::replace_credentials;
use super::opened::open_in;
use super::staff::{insert, insert_team};
use super::{Known, Member, People};
use crate::access::{Activation, Credentials};
use crate::domain::{Proposal, Staff, Standing};
use crate::keyring::{Keyring, Place, Purpose};
use crate::registry::Error;
use crate::store::{Acting, AllCredentials, Document, StoreError, Users};

impl People {
    /// The link that agreeing to a proposal makes, with what is kept of it. Somebody who has credentials has a day to
    /// object to new ones; nobody can become her within that day, whoever works together.
    pub(super) async fn link_for(&self, proposal: &Proposal) -> Result<Option<(Link, Activation)>, Error> {
        let now = self.clock.now();
        match proposal {
            Proposal::Join(staff) => self.new_link(staff.id, now).map(Some),
            Proposal::Reset(user) => {
                let Some(Known { staff, .. }) = self.known(*user).await? else {
                    return Err(Error::NotFound);
                };
                if staff.standing == Standing::Left {
                    return Err(Error::Stale);
                }
                let from = if staff.standing == Standing::Active { now + Link::OBJECTION } else { now };
                self.new_link(*user, from).map(Some)
            }
            Proposal::Change(_)
            | Proposal::Found(_)
            | Proposal::Publish { .. }
            | Proposal::PublishAnnual { .. } => Ok(None),
        }
    }
}

/// Does what was proposed.
pub(super) async fn carry_out(
    acting: &Acting<'_>,
    keyring: &Keyring,
    proposal: &Proposal,
    activation: Option<Activation>,
) -> Result<(), StoreError> {
    match proposal {
        Proposal::Join(staff) => {
            let credentials = Credentials { activation, ..Credentials::default() };
            insert(acting, keyring, &Member { staff: staff.clone(), credentials }).await
        }
        Proposal::Change(staff) => {
            let kept = acting.find::<Users>(staff.id.0).await?.ok_or(StoreError::Stale)?;
            // A change never opens an account that was closed while somebody thought about it.
            let Staff { standing, .. } = open_in(keyring, &kept)?;
            if standing == Standing::Left {
                return Err(StoreError::Stale);
            }
            let staff = Staff { standing, ..staff.clone() };
            let place = Place { table: Users::TABLE, row: kept.id, revision: acting.revision() };
            let sealed =
                keyring.seal(&Purpose::Identity, &place, &staff).map_err(|_| StoreError::Unsealed)?;
            acting.replace(&kept, &sealed).await?;
            // What somebody may do is what she came in as: she comes in again.
            change_credentials(acting, keyring, staff.id.0, |credentials| credentials.sessions.clear()).await
        }
        Proposal::Reset(user) => {
            change_credentials(acting, keyring, user.0, |credentials| credentials.activation = activation)
                .await
        }
        Proposal::Found(team) => insert_team(acting, keyring, team).await,
        // Being agreed to is being published; an annual release waits for its day besides.
        Proposal::Publish { .. } | Proposal::PublishAnnual { .. } => Ok(()),
    }
}

async fn change_credentials(
    acting: &Acting<'_>,
    keyring: &Keyring,
    user: uuid::Uuid,
    change: impl FnOnce(&mut Credentials),
) -> Result<(), StoreError> {
    let row = acting.find::<AllCredentials>(user).await?.ok_or(StoreError::Stale)?;
    let mut credentials = open_in(keyring, &row)?;
    change(&mut credentials);
    replace_credentials(acting, keyring, (user, row.revision), &credentials).await
}
