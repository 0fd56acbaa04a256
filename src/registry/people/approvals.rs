use std::collections::HashMap;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::People;
use super::activation::Link;
use super::approved::carry_out;
use crate::access::{
    Actor, ApproveRelease, ApproveStaff, Grant, Name, Relation, Right, SeeApprovals, Target, Withdraw, policy,
};
use crate::audit::{Entry, Subject};
use crate::domain::{Approval, ApprovalId, Decision, Period, PersonId, Proposal, Role, Staff, Team, UserId};
use crate::keyring::{Content, Keyring, Place, Purpose};
use crate::registry::{Error, Inadmissible};
use crate::store::{Acting, Approvals, Document, Releases, StoreError, StoredRow, Users};

/// A proposal as it is shown to whoever may decide it.
pub struct ShownApproval {
    /// The proposal.
    pub approval: Approval,
    /// SHA-256 of exactly what is shown: it comes back with the decision.
    pub digest: [u8; 32],
    /// What its proposer is called.
    pub proposer: String,
    /// The account as it is now, where the proposal is about one that is there.
    pub now: Option<Staff>,
    /// The team that it is about, where there is one.
    pub team: Option<Team>,
    /// Who has decided it.
    pub decider: Option<String>,
    /// Whether whoever looks may decide it now.
    pub decidable: bool,
    /// Whether whoever looks has proposed it, and may take it back.
    pub own: bool,
}

/// What has come of agreeing.
pub enum Outcome {
    /// It was done.
    Done,
    /// It was done, and this link is to be handed over to whom it concerns.
    Link(Link),
}

/// Who decides a proposal.
enum Responsible {
    Lead(Team),
    Auditor,
    Approver,
}

/// People and teams, as they are while proposals are judged.
struct Directory {
    staff: HashMap<UserId, Staff>,
    teams: Vec<Team>,
}

impl People {
    /// The proposals she has made or may decide, newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] for roles that do neither.
    pub async fn approvals(&self, actor: &Actor) -> Result<Vec<ShownApproval>, Error> {
        let grant = self.permit_on::<SeeApprovals>(actor, Target::Registry).await?;
        let acted = self.store.acting(grant, |acting| Box::pin(acting.all::<Approvals>())).await;
        let rows = self.noting_tampering(acted).await?.value;
        let directory = self.directory().await?;
        let mut shown = Vec::new();
        for row in &rows {
            shown.extend(self.shown(actor, &directory, self.open_row(row).await?));
        }
        shown.sort_by_key(|shown| std::cmp::Reverse(shown.approval.at));
        Ok(shown)
    }

    /// One of those proposals.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one that is not there, or not for her.
    pub async fn find_approval(&self, actor: &Actor, id: ApprovalId) -> Result<ShownApproval, Error> {
        let grant = self.permit_on::<SeeApprovals>(actor, Target::Approval(id)).await?;
        let acted = self.store.acting(grant, move |acting| Box::pin(acting.find::<Approvals>(id.0))).await;
        let row = self.noting_tampering(acted).await?.value.ok_or(Error::NotFound)?;
        let directory = self.directory().await?;
        self.shown(actor, &directory, self.open_row(&row).await?).ok_or(Error::NotFound)
    }

    /// Agrees to exactly what was shown, and does it in the same transaction.
    ///
    /// # Errors
    /// [`Error::Stale`] when it is not what was shown, was decided, has run out, or what it is about has changed;
    /// [`Error::Inadmissible`] for whoever proposed it or whom it concerns, by whichever account;
    /// [`Error::StepUp`]; [`Error::NotFound`].
    pub async fn approve(&self, actor: &Actor, id: ApprovalId, digest: [u8; 32]) -> Result<Outcome, Error> {
        let (row, approval) = self.decidable(actor, id, digest).await?;
        match &approval.proposal {
            Proposal::Join(staff) | Proposal::Change(staff) => self.check_admissible(staff).await?,
            Proposal::Reset(_) | Proposal::Found(_) | Proposal::Publish { .. } => {}
        }
        let link = self.link_for(&approval.proposal).await?;
        let at = self.clock.now();
        let decided = Approval { decision: Decision::Approved { by: actor.id(), at }, ..approval };
        let activation = link.as_ref().map(|(_, activation)| *activation);
        match decided.proposal {
            Proposal::Publish { .. } => {
                let grant = self.permit_on::<ApproveRelease>(actor, Target::Approval(id)).await?;
                self.carry_out(grant, row, decided, activation).await?;
            }
            _ => {
                let directory = self.directory().await?;
                let relation = relation(actor, &self.responsible(&directory, &decided));
                let granted = actor.grant::<ApproveStaff>(Target::Approval(id), relation, at);
                let grant = self.or_note(granted).await?;
                self.carry_out(grant, row, decided, activation).await?;
            }
        }
        Ok(link.map_or(Outcome::Done, |(link, _)| Outcome::Link(link)))
    }

    /// Says no. It needs no fresh factor: nothing is done.
    ///
    /// # Errors
    /// As for [`approve`](Self::approve).
    pub async fn refuse(&self, actor: &Actor, id: ApprovalId, digest: [u8; 32]) -> Result<(), Error> {
        let (row, approval) = self.decidable(actor, id, digest).await?;
        let grant = self.permit_on::<SeeApprovals>(actor, Target::Approval(id)).await?;
        let decided =
            Approval { decision: Decision::Refused { by: actor.id(), at: self.clock.now() }, ..approval };
        self.keep_decision(grant, row, decided).await
    }

    /// Takes back what one has proposed.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody else's; [`Error::Stale`] when it was decided.
    pub async fn withdraw(&self, actor: &Actor, id: ApprovalId) -> Result<(), Error> {
        let grant = self.permit_on::<Withdraw>(actor, Target::Approval(id)).await?;
        let (row, approval) = self.find_row(id).await?;
        if approval.by != actor.id() {
            return Err(Error::NotFound);
        }
        if !approval.waits(self.clock.now()) {
            return Err(Error::Stale);
        }
        let decided =
            Approval { decision: Decision::Refused { by: actor.id(), at: self.clock.now() }, ..approval };
        self.keep_decision(grant, row, decided).await
    }

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

    /// The proposal, if it still waits, is exactly what was shown, and is hers to decide.
    async fn decidable(
        &self,
        actor: &Actor,
        id: ApprovalId,
        digest: [u8; 32],
    ) -> Result<(StoredRow<Approvals>, Approval), Error> {
        let (row, approval) = self.find_row(id).await?;
        let directory = self.directory().await?;
        let responsible = self.responsible(&directory, &approval);
        let may = policy::permits(actor.role(), right(&approval), relation(actor, &responsible));
        if !may {
            // It leaves the entry of a refusal.
            let obstacle = crate::access::Obstacle::Policy;
            let denied = actor.denied::<ApproveStaff>(Target::Approval(id), self.clock.now(), obstacle);
            self.store.noting(Entry::denied(&denied)).await?;
            return Err(Error::NotFound);
        }
        if directory.involves(&approval, actor.person()) {
            let subject = Subject { kind: "approval".to_owned(), id: Some(id.0.to_string()) };
            let entry = Entry::failed(self.clock.now(), right(&approval).as_str(), Some(actor.id()), subject);
            self.store.noting(entry).await?;
            return Err(Error::Inadmissible(Inadmissible::SamePerson));
        }
        if !approval.waits(self.clock.now()) || digest_of(&approval) != digest {
            return Err(Error::Stale);
        }
        Ok((row, approval))
    }

    async fn find_row(&self, id: ApprovalId) -> Result<(StoredRow<Approvals>, Approval), Error> {
        let found = self.noting_tampering(self.store.find_approval(id.0).await).await?;
        let row = found.ok_or(Error::NotFound)?;
        let approval = self.open_row(&row).await?;
        Ok((row, approval))
    }

    async fn carry_out<R: Right>(
        &self,
        grant: Grant<R>,
        row: StoredRow<Approvals>,
        decided: Approval,
        activation: Option<crate::access::Activation>,
    ) -> Result<(), Error> {
        let keyring = self.keyring.clone();
        let acted = self.store.acting(grant, move |acting| {
            Box::pin(async move {
                // What it is about may have changed since it was proposed, or a moment ago.
                if basis(acting, &keyring, &decided.proposal).await? != decided.basis {
                    return Err(StoreError::Stale);
                }
                carry_out(acting, &keyring, &decided.proposal, activation).await?;
                replace_approval(acting, &keyring, &row, &decided).await
            })
        });
        self.noting_tampering(acted.await).await?;
        Ok(())
    }

    async fn keep_decision<R: Right>(
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

    fn shown(&self, actor: &Actor, directory: &Directory, approval: Approval) -> Option<ShownApproval> {
        let own = approval.by == actor.id();
        let responsible = self.responsible(directory, &approval);
        let may = policy::permits(actor.role(), right(&approval), relation(actor, &responsible));
        if !own && !may {
            return None;
        }
        let waits = approval.waits(self.clock.now());
        let name = |user: UserId| directory.staff.get(&user).map(|staff| staff.name.clone());
        Some(ShownApproval {
            digest: digest_of(&approval),
            proposer: name(approval.by).unwrap_or_default(),
            now: approval.proposal.concerns().and_then(|user| directory.staff.get(&user).cloned()),
            team: directory.team_of(&approval.proposal),
            decider: match approval.decision {
                Decision::Approved { by, .. } | Decision::Refused { by, .. } => name(by),
                Decision::Waiting => None,
            },
            decidable: may && waits && !directory.involves(&approval, actor.person()),
            own: own && waits,
            approval,
        })
    }

    /// Who decides: the lead of the team it is about; the auditor where there is no team, or no lead but whoever
    /// proposed it or is concerned; the approver for releases.
    fn responsible(&self, directory: &Directory, approval: &Approval) -> Responsible {
        if matches!(approval.proposal, Proposal::Publish { .. }) {
            return Responsible::Approver;
        }
        let today = self.clock.today();
        let team = directory.team_of(&approval.proposal);
        let lead = team.filter(|team| {
            directory.staff.values().any(|staff| {
                staff.role == Role::TeamLead
                    && staff.team == Some(team.id)
                    && staff.is_in_force(today)
                    && !directory.involves(approval, staff.person)
            })
        });
        lead.map_or(Responsible::Auditor, Responsible::Lead)
    }

    async fn directory(&self) -> Result<Directory, Error> {
        let staff = self.all_staff().await?.into_iter().map(|staff| (staff.id, staff)).collect();
        Ok(Directory { staff, teams: self.teams().await? })
    }
}

impl Directory {
    /// The team a proposal is about.
    fn team_of(&self, proposal: &Proposal) -> Option<Team> {
        let team = match proposal {
            Proposal::Join(staff) | Proposal::Change(staff) => staff.team,
            Proposal::Reset(user) => self.staff.get(user).and_then(|staff| staff.team),
            Proposal::Found(_) | Proposal::Publish { .. } => None,
        };
        self.teams.iter().find(|known| Some(known.id) == team).cloned()
    }

    /// Whether this person proposed it or is whom it concerns, by whichever account.
    fn involves(&self, approval: &Approval, person: PersonId) -> bool {
        let concerned = match &approval.proposal {
            Proposal::Join(staff) | Proposal::Change(staff) => Some(staff.person),
            Proposal::Reset(user) => self.staff.get(user).map(|staff| staff.person),
            Proposal::Found(_) | Proposal::Publish { .. } => None,
        };
        let proposer = self.staff.get(&approval.by).map(|staff| staff.person);
        concerned == Some(person) || proposer == Some(person)
    }
}

fn right(approval: &Approval) -> Name {
    match approval.proposal {
        Proposal::Publish { .. } => Name::ApproveRelease,
        _ => Name::ApproveStaff,
    }
}

fn relation(actor: &Actor, responsible: &Responsible) -> Relation {
    let own = |held| if held { Relation::Own } else { Relation::Other };
    match responsible {
        Responsible::Lead(team) if actor.team().map(|own| own.id) == Some(team.id) => Relation::Team,
        Responsible::Lead(_) => Relation::Other,
        Responsible::Auditor => own(actor.role() == Role::Auditor),
        Responsible::Approver => own(actor.role() == Role::Approver),
    }
}

/// SHA-256 of a proposal with all that it is bound to.
fn digest_of(approval: &Approval) -> [u8; 32] {
    Sha256::digest(&*approval.encode()).into()
}

/// SHA-256 of what a proposal is about, as it is kept now; zeros for what is not there yet.
pub(in crate::registry) async fn basis(
    acting: &Acting<'_>,
    keyring: &Keyring,
    proposal: &Proposal,
) -> Result<[u8; 32], StoreError> {
    let kept = match proposal {
        Proposal::Join(_) | Proposal::Found(_) => None,
        Proposal::Change(Staff { id, .. }) | Proposal::Reset(id) => {
            acting.find::<Users>(id.0).await?.map(|row| (row.revision, row.sealed.as_bytes().to_vec()))
        }
        Proposal::Publish { period, .. } => acting
            .find::<Releases>(period_id(keyring, *period))
            .await?
            .map(|row| (row.revision, row.sealed.as_bytes().to_vec())),
    };
    Ok(kept.map_or([0; 32], |(revision, sealed)| {
        let mut hash = Sha256::new();
        hash.update(revision.to_be_bytes());
        hash.update(&sealed);
        hash.finalize().into()
    }))
}

/// The id of a period's rows: the same every time, so that a year is frozen and released once, and a keyed hash, so
/// that it tells a holder of the database neither service nor year.
pub(in crate::registry) fn period_id(keyring: &Keyring, period: Period) -> Uuid {
    let name = format!("{}/{}", period.service.code(), period.year.number());
    keyring.pseudonym("period", &name)
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

async fn replace_approval(
    acting: &Acting<'_>,
    keyring: &Keyring,
    row: &StoredRow<Approvals>,
    approval: &Approval,
) -> Result<(), StoreError> {
    let place = Place { table: Approvals::TABLE, row: row.id, revision: acting.revision() };
    let sealed = keyring.seal(&Purpose::Identity, &place, approval).map_err(|_| StoreError::Unsealed)?;
    acting.replace(row, &sealed).await
}
