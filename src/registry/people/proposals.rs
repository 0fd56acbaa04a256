//! How proposals are kept, and what each of them is bound to.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::People;
use crate::access::{Grant, Right};
use crate::domain::{Approval, ApprovalId, Decision, Period, Proposal, Service, Staff};
use crate::keyring::{Content, Keyring, Place, Purpose};
use crate::registry::Error;
use crate::store::{Acting, AnnualReleases, Approvals, Document, Releases, StoreError, StoredRow, Users};

impl People {
    /// Keeps a proposal, bound to what it is about as that stands now.
    pub(super) async fn keep_proposal<R: Right>(
        &self,
        grant: Grant<R>,
        proposal: Proposal,
    ) -> Result<ApprovalId, Error> {
        let id = ApprovalId(Uuid::new_v4());
        let (by, at, keyring) = (grant.actor(), grant.at(), self.keyring.clone());
        let acted = self.store.acting(grant, move |acting| {
            Box::pin(async move {
                let basis = basis(acting, &keyring, &proposal).await?;
                let approval = Approval { id, proposal, basis, by, at, decision: Decision::Waiting };
                insert_approval(acting, &keyring, &approval).await
            })
        });
        self.noting_tampering(acted.await).await?;
        Ok(id)
    }

    /// Keeps what was decided, where nothing more is to be done.
    pub(super) async fn keep_decision<R: Right>(
        &self,
        grant: Grant<R>,
        row: StoredRow<Approvals>,
        decided: Approval,
    ) -> Result<(), Error> {
        let keyring = self.keyring.clone();
        let acted = self.store.acting(grant, move |acting| {
            Box::pin(async move { replace_approval(acting, &keyring, &row, &decided).await })
        });
        self.noting_tampering(acted.await).await?;
        Ok(())
    }
}

/// SHA-256 of a proposal with all that it is bound to.
pub(super) fn digest_of(approval: &Approval) -> [u8; 32] {
    Sha256::digest(&*approval.encode()).into()
}

/// SHA-256 of what a proposal is about, as it is kept now; zeros for what is not there yet.
pub(in crate::registry) async fn basis(
    acting: &Acting<'_>,
    keyring: &Keyring,
    proposal: &Proposal,
) -> Result<[u8; 32], StoreError> {
    let of = |revision: u64, sealed: &[u8]| (revision, sealed.to_vec());
    let kept: Vec<(u64, Vec<u8>)> = match proposal {
        Proposal::Join(_) | Proposal::Found(_) => Vec::new(),
        Proposal::Change(Staff { id, .. }) | Proposal::Reset(id) => {
            let row = acting.find::<Users>(id.0).await?;
            row.iter().map(|row| of(row.revision, row.sealed.as_bytes())).collect()
        }
        Proposal::Publish { period, .. } => {
            let row = acting.find::<Releases>(period_id(keyring, *period)).await?;
            row.iter().map(|row| of(row.revision, row.sealed.as_bytes())).collect()
        }
        // What the services' own releases of the year show is part of what it was protected against.
        Proposal::PublishAnnual { year, number } => {
            let row = acting.find::<AnnualReleases>(annual_id(keyring, *number)).await?;
            let mut kept: Vec<_> = row.iter().map(|row| of(row.revision, row.sealed.as_bytes())).collect();
            for service in Service::ALL {
                let period = Period { service, year: *year };
                let row = acting.find::<Releases>(period_id(keyring, period)).await?;
                kept.extend(row.iter().map(|row| of(row.revision, row.sealed.as_bytes())));
            }
            kept
        }
    };
    if kept.is_empty() {
        return Ok([0; 32]);
    }
    let mut hash = Sha256::new();
    for (revision, sealed) in kept {
        hash.update(revision.to_be_bytes());
        hash.update(&sealed);
    }
    Ok(hash.finalize().into())
}

/// The id of a period's rows: the same every time, so that a year is frozen and released once, and a keyed hash, so
/// that it tells a holder of the database neither service nor year.
pub(in crate::registry) fn period_id(keyring: &Keyring, period: Period) -> Uuid {
    let name = format!("{}/{}", period.service.code(), period.year.number());
    keyring.pseudonym("period", &name)
}

/// The id of the annual release with this number.
pub(in crate::registry) fn annual_id(keyring: &Keyring, number: u32) -> Uuid {
    keyring.pseudonym("annual", &number.to_string())
}

/// Keeps a new proposal.
pub(in crate::registry) async fn insert_approval(
    acting: &Acting<'_>,
    keyring: &Keyring,
    approval: &Approval,
) -> Result<(), StoreError> {
    let place = Place { table: Approvals::TABLE, row: approval.id.0, revision: acting.revision() };
    let sealed = keyring.seal(&Purpose::Identity, &place, approval).map_err(|_| StoreError::Unsealed)?;
    acting.insert::<Approvals>(approval.id.0, &sealed).await
}

pub(super) async fn replace_approval(
    acting: &Acting<'_>,
    keyring: &Keyring,
    row: &StoredRow<Approvals>,
    approval: &Approval,
) -> Result<(), StoreError> {
    let place = Place { table: Approvals::TABLE, row: row.id, revision: acting.revision() };
    let sealed = keyring.seal(&Purpose::Identity, &place, approval).map_err(|_| StoreError::Unsealed)?;
    acting.replace(row, &sealed).await
}
