use super::People;
use super::activation::Link;
use super::approved::carry_out;
use super::directory::{Directory, deciding};
use super::opened::open_in;
use super::proposals::{basis, digest_of, replace_approval};
use crate::access::{
    Activation, Actor, ApproveRelease, ApproveStaff, Denied, Grant, Name, Obstacle, Refuse, Relation, Right,
    SeeApprovals, Target, Withdraw,
};
use crate::audit::{Entry, Subject};
use crate::domain::{Approval, ApprovalId, Decision, Proposal, Staff, Team};
use crate::registry::{Error, Inadmissible};
use crate::store::{Approvals, StoreError, StoredRow};

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
    /// The team of that account now.
    pub team_now: Option<Team>,
    /// The team that it is about, where there is one.
    pub team: Option<Team>,
    /// Other accounts of the person it concerns.
    pub others: Vec<Staff>,
    /// Who has decided it.
    pub decider: Option<String>,
    /// How far it has come.
    pub progress: Progress,
    /// Whether whoever looks may decide it now.
    pub decidable: bool,
    /// Whether what it is about can be looked at here: a release cannot, where no key opens it.
    pub legible: bool,
    /// Whether whoever looks has proposed it.
    pub own: bool,
}

/// How far a proposal has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It can be decided.
    Waiting,
    /// It was agreed to, and done.
    Approved,
    /// Somebody else said no.
    Refused,
    /// Its proposer took it back.
    Withdrawn,
    /// Nobody decided it in time.
    Expired,
    /// What it is about has changed since, or its proposer may not propose it any more.
    Void,
}

/// What has come of agreeing.
pub enum Outcome {
    /// It was done.
    Done,
    /// It was done, and this link is to be handed over to whom it concerns.
    Link(Link),
}

/// A proposal that may be decided, as it was found.
struct Decidable {
    row: StoredRow<Approvals>,
    approval: Approval,
    relation: Relation,
}

impl People {
    /// The proposals she has made or may decide, newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] for roles that do neither.
    pub async fn approvals(&self, actor: &Actor) -> Result<Vec<ShownApproval>, Error> {
        let grant = self.permit_on::<SeeApprovals>(actor, Target::Registry).await?;
        let keyring = self.keyring.clone();
        let acted = self.store.acting(grant, move |acting| {
            Box::pin(async move {
                let mut found = Vec::new();
                for row in acting.all::<Approvals>().await? {
                    let approval: Approval = open_in(&keyring, &row)?;
                    let basis = basis(acting, &keyring, &approval.proposal).await?;
                    found.push((approval, basis));
                }
                Ok(found)
            })
        });
        let found = self.noting_tampering(acted.await).await?.value;
        let directory = self.directory().await?;
        let shown = |(approval, basis)| self.shown(actor, &directory, approval, basis);
        let mut shown: Vec<ShownApproval> = found.into_iter().filter_map(shown).collect();
        shown.sort_by_key(|shown| std::cmp::Reverse(shown.approval.at));
        Ok(shown)
    }

    /// One of those proposals.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one that is not there, or not for her.
    pub async fn find_approval(&self, actor: &Actor, id: ApprovalId) -> Result<ShownApproval, Error> {
        let grant = self.permit_on::<SeeApprovals>(actor, Target::Approval(id)).await?;
        let keyring = self.keyring.clone();
        let acted = self.store.acting(grant, move |acting| {
            Box::pin(async move {
                let Some(row) = acting.find::<Approvals>(id.0).await? else { return Ok(None) };
                let approval: Approval = open_in(&keyring, &row)?;
                let basis = basis(acting, &keyring, &approval.proposal).await?;
                Ok(Some((approval, basis)))
            })
        });
        let found = self.noting_tampering(acted.await).await?.value;
        let directory = self.directory().await?;
        let shown = found.and_then(|(approval, basis)| self.shown(actor, &directory, approval, basis));
        shown.ok_or(Error::NotFound)
    }

    /// Agrees to exactly what was shown, and does it in the same transaction.
    ///
    /// # Errors
    /// [`Error::Stale`] when it is not what was shown, was decided, has run out, or what it is about has changed;
    /// [`Error::Inadmissible`] for whoever proposed it or whom it concerns, by whichever account;
    /// [`Error::StepUp`]; [`Error::NotFound`].
    pub async fn approve(&self, actor: &Actor, id: ApprovalId, digest: [u8; 32]) -> Result<Outcome, Error> {
        let Decidable { row, approval, relation } = self.decidable(actor, id, digest).await?;
        match &approval.proposal {
            Proposal::Join(staff) | Proposal::Change(staff) => self.check_admissible(staff).await?,
            Proposal::Found(team) => self.check_team(team).await?,
            Proposal::Reset(_) | Proposal::Publish { .. } | Proposal::PublishAnnual { .. } => {}
        }
        let link = self.link_for(&approval.proposal).await?;
        let at = self.clock.now();
        let decided = Approval { decision: Decision::Approved { by: actor.id(), at }, ..approval };
        let activation = link.as_ref().map(|(_, activation)| *activation);
        let target = Target::Approval(id);
        match deciding(&decided.proposal) {
            Name::ApproveRelease => {
                let granted = actor.grant::<ApproveRelease>(target, relation, at);
                self.carry_out(self.or_note(granted).await?, row, decided, activation).await?;
            }
            _ => {
                let granted = actor.grant::<ApproveStaff>(target, relation, at);
                self.carry_out(self.or_note(granted).await?, row, decided, activation).await?;
            }
        }
        Ok(link.map_or(Outcome::Done, |(link, _)| Outcome::Link(link)))
    }

    /// Says no. It needs no fresh factor: nothing is done.
    ///
    /// # Errors
    /// As for [`approve`](Self::approve).
    pub async fn refuse(&self, actor: &Actor, id: ApprovalId, digest: [u8; 32]) -> Result<(), Error> {
        let Decidable { row, approval, relation } = self.decidable(actor, id, digest).await?;
        let at = self.clock.now();
        let granted = actor.grant::<Refuse>(Target::Approval(id), relation, at);
        let grant = self.or_note(granted).await?;
        let decided = Approval { decision: Decision::Refused { by: actor.id(), at }, ..approval };
        self.keep_decision(grant, row, decided).await
    }

    /// Takes back what one has proposed.
    ///
    /// # Errors
    /// [`Error::NotFound`] for somebody else's; [`Error::Stale`] when it was decided.
    pub async fn withdraw(&self, actor: &Actor, id: ApprovalId) -> Result<(), Error> {
        let found = self.find_row(id).await?;
        let relation = match &found {
            Some((_, approval)) if approval.by == actor.id() => Relation::Own,
            Some(_) | None => Relation::Other,
        };
        let at = self.clock.now();
        let grant = self.or_note(actor.grant::<Withdraw>(Target::Approval(id), relation, at)).await?;
        let (row, approval) = found.ok_or(Error::NotFound)?;
        if !approval.waits(at) {
            return Err(Error::Stale);
        }
        let decided = Approval { decision: Decision::Refused { by: actor.id(), at }, ..approval };
        self.keep_decision(grant, row, decided).await
    }

    /// The proposal, if it still waits, is exactly what was shown, and is hers to decide. One that is not there
    /// looks like one that is not hers.
    async fn decidable(&self, actor: &Actor, id: ApprovalId, digest: [u8; 32]) -> Result<Decidable, Error> {
        let found = self.find_row(id).await?;
        let directory = self.directory().await?;
        let at = self.clock.now();
        let (row, approval) = match found {
            Some((row, approval))
                if directory.decides(actor, &approval) && self.is_legible(&approval.proposal) =>
            {
                (row, approval)
            }
            other => {
                let right = other.map_or(Name::ApproveStaff, |(_, approval)| deciding(&approval.proposal));
                let denied = Denied { right, ..denied(actor, id, at) };
                self.store.noting(Entry::denied(&denied)).await?;
                return Err(Error::NotFound);
            }
        };
        if directory.involves(&approval, actor.person()) {
            let subject = Subject { kind: "approval".to_owned(), id: Some(id.0.to_string()) };
            let act = deciding(&approval.proposal).as_str();
            self.store.noting(Entry::failed(at, act, Some(actor.id()), subject)).await?;
            return Err(Error::Inadmissible(Inadmissible::SamePerson));
        }
        if !approval.waits(at) || !directory.upholds(&approval) || digest_of(&approval) != digest {
            return Err(Error::Stale);
        }
        let relation = directory.relation(actor, &approval);
        Ok(Decidable { row, approval, relation })
    }

    /// Whether what is proposed can be looked at with these keys. Nobody agrees to tables that she cannot have seen.
    fn is_legible(&self, proposal: &Proposal) -> bool {
        !(proposal.publishes() && self.keyring.is_of_people())
    }

    async fn find_row(&self, id: ApprovalId) -> Result<Option<(StoredRow<Approvals>, Approval)>, Error> {
        let found = self.noting_tampering(self.store.find_approval(id.0).await).await?;
        let Some(row) = found else { return Ok(None) };
        let approval = self.open_row(&row).await?;
        Ok(Some((row, approval)))
    }

    async fn carry_out<R: Right>(
        &self,
        grant: Grant<R>,
        row: StoredRow<Approvals>,
        decided: Approval,
        activation: Option<Activation>,
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

    fn shown(
        &self,
        actor: &Actor,
        directory: &Directory,
        approval: Approval,
        basis: [u8; 32],
    ) -> Option<ShownApproval> {
        let own = approval.by == actor.id();
        let may = directory.decides(actor, &approval);
        if !own && !may {
            return None;
        }
        let now = approval.proposal.concerns().and_then(|user| directory.account(user).cloned());
        let holds = basis == approval.basis && directory.upholds(&approval);
        let progress = Progress::of(&approval, approval.waits(self.clock.now()), holds);
        Some(ShownApproval {
            digest: digest_of(&approval),
            proposer: directory.name(approval.by).unwrap_or_default(),
            team_now: directory.team(now.as_ref().and_then(|staff| staff.team)),
            now,
            team: directory.team_of(&approval.proposal),
            others: directory.others(&approval.proposal),
            decider: match approval.decision {
                Decision::Approved { by, .. } | Decision::Refused { by, .. } => directory.name(by),
                Decision::Waiting => None,
            },
            progress,
            decidable: may
                && progress == Progress::Waiting
                && self.is_legible(&approval.proposal)
                && !directory.involves(&approval, actor.person()),
            legible: self.is_legible(&approval.proposal),
            own,
            approval,
        })
    }
}

impl Progress {
    fn of(approval: &Approval, in_time: bool, holds: bool) -> Self {
        match approval.decision {
            Decision::Approved { .. } => Self::Approved,
            Decision::Refused { by, .. } if by == approval.by => Self::Withdrawn,
            Decision::Refused { .. } => Self::Refused,
            Decision::Waiting if !in_time => Self::Expired,
            Decision::Waiting if !holds => Self::Void,
            Decision::Waiting => Self::Waiting,
        }
    }
}

/// The refusal of a decision that is not hers, or of nothing.
fn denied(actor: &Actor, id: ApprovalId, at: time::OffsetDateTime) -> Denied {
    actor.denied::<ApproveStaff>(Target::Approval(id), at, Obstacle::Policy)
}
