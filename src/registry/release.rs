use time::OffsetDateTime;
use uuid::Uuid;

use super::error::Unprepared;
use super::people::{basis, insert_approval, period_id};
use super::{Error, Registry};
use crate::access::{Actor, Grant, ReadRelease, Release as MakeRelease, Target};
use crate::domain::{Approval, ApprovalId, Decision, FrozenYear, Period, Proposal};
use crate::index;
use crate::keyring::{Keyring, Place, Purpose};
use crate::statistics::annual::WITH_CASES;
use crate::statistics::{NotReleasable, Provenance, Release, YEARLY, protect};
use crate::store::{Acting, Approvals, Document, Periods, Releases, StoreError, StoredRow};

/// A release, and how far it has come. The release has its number.
pub struct NumberedRelease {
    /// All that may leave.
    pub release: Release,
    /// Whether it has left.
    pub progress: Progress,
    /// When it was agreed to, and so left.
    pub published_at: Option<OffsetDateTime>,
}

/// How far a release has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It was made, and nobody was asked, or nobody said yes.
    Lapsed,
    /// A second person has been asked.
    Waiting,
    /// A second person has agreed.
    Published,
}

impl Registry {
    /// Makes the release of a frozen year, and proposes to publish it. A year has one release: asking again proposes
    /// it again when it was refused or nobody decided in time, and gives the same number.
    ///
    /// # Errors
    /// [`Error::Stale`] when the year is not frozen; [`Error::NotReleasable`] when no protected release can be
    /// made of it: it names the table and the rule, never a number.
    pub async fn release(&self, grant: Grant<MakeRelease>) -> Result<u32, Error> {
        let Target::Period(period) = grant.target() else { return Err(Error::NotFound) };
        let keyring = self.people.keyring.clone();
        let (by, at) = (grant.actor(), grant.at());
        let acted = self
            .people
            .store
            .acting(grant, move |acting| {
                Box::pin(async move {
                    let mut approvals = Vec::new();
                    for row in acting.all::<Approvals>().await? {
                        approvals.push(open::<Approvals, Approval>(&keyring, &row)?);
                    }
                    let annual = approvals.iter().any(|approval| holds_annual(approval, period, at));
                    let number = match kept(acting, &keyring, period, annual).await? {
                        Ok(number) => number,
                        Err(reason) => return Ok(Err(reason)),
                    };
                    let proposal = Proposal::Publish { period, number };
                    if Progress::of(number, &approvals, at) == Progress::Lapsed {
                        let basis = basis(acting, &keyring, &proposal).await?;
                        let id = ApprovalId(Uuid::new_v4());
                        let decision = Decision::Waiting;
                        let approval = Approval { id, proposal, basis, by, at, decision };
                        insert_approval(acting, &keyring, &approval).await?;
                    }
                    Ok(Ok(number))
                })
            })
            .await;
        self.people.noting_tampering(acted).await?.value
    }

    /// The release with this number.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, or for whoever may not see it.
    pub async fn find_release(&self, actor: &Actor, number: u32) -> Result<NumberedRelease, Error> {
        let all = self.releases(actor, Target::Release(number)).await?;
        all.into_iter().find(|kept| kept.release.provenance().number == number).ok_or(Error::NotFound)
    }

    /// All releases, for a page that puts them side by side.
    ///
    /// # Errors
    /// [`Error::NotFound`] for whoever may not see them.
    pub async fn releases(&self, actor: &Actor, target: Target) -> Result<Vec<NumberedRelease>, Error> {
        let grant = self.people.permit_on::<ReadRelease>(actor, target).await?;
        let acted = self.people.store.acting(grant, |acting| {
            Box::pin(async move { Ok((acting.all::<Releases>().await?, acting.all::<Approvals>().await?)) })
        });
        let (rows, approved) = self.people.noting_tampering(acted.await).await?.value;
        let approvals = self.people.open_rows(&approved).await?;
        let now = self.clock().now();
        let kept = |release: Release| {
            let number = release.provenance().number;
            let progress = Progress::of(number, &approvals, now);
            NumberedRelease {
                release,
                progress,
                published_at: Approval::first_agreed(about(number, &approvals)),
            }
        };
        let mut releases: Vec<_> = self.people.open_rows(&rows).await?.into_iter().map(kept).collect();
        releases.sort_by_key(|kept| kept.release.provenance().number);
        Ok(releases)
    }
}

impl Progress {
    /// How far the release with this number has come, by the proposals to publish it.
    fn of(number: u32, approvals: &[Approval], now: OffsetDateTime) -> Self {
        let mut progress = Self::Lapsed;
        for approval in about(number, approvals) {
            if matches!(approval.decision, Decision::Approved { .. }) {
                return Self::Published;
            }
            if approval.waits(now) {
                progress = Self::Waiting;
            }
        }
        progress
    }
}

/// The proposals to publish the release with this number.
fn about(number: u32, approvals: &[Approval]) -> impl Iterator<Item = &Approval> {
    approvals.iter().filter(
        move |approval| matches!(approval.proposal, Proposal::Publish { number: of, .. } if of == number),
    )
}

/// The number of a period's release: the one that is kept, or a new one; or why there can be none.
async fn kept(
    acting: &Acting<'_>,
    keyring: &Keyring,
    period: Period,
    annual: bool,
) -> Result<Result<u32, Error>, StoreError> {
    let id = period_id(keyring, period);
    if let Some(row) = acting.find::<Releases>(id).await? {
        return Ok(Ok(open::<Releases, Release>(keyring, &row)?.provenance().number));
    }
    if annual {
        return Ok(Err(Unprepared::AnnualFirst.into()));
    }
    let Some(row) = acting.find::<Periods>(id).await? else { return Err(StoreError::Stale) };
    let frozen: FrozenYear = open(keyring, &row)?;
    let number = u32::try_from(acting.all::<Releases>().await?.len() + 1).unwrap_or(u32::MAX);
    let release = match protected(&frozen, number) {
        Ok(release) => release,
        Err(reason) => return Ok(Err(reason.into())),
    };
    let place = Place { table: Releases::TABLE, row: id, revision: acting.revision() };
    let sealed = keyring.seal(&Purpose::Period, &place, &release).map_err(|_| StoreError::Unsealed)?;
    acting.insert::<Releases>(id, &sealed).await?;
    Ok(Ok(number))
}

/// Whether an annual release of the period's year waits or was agreed to: it was protected together with the releases
/// of the services that there were, and one more beside it could tell what it hides.
fn holds_annual(approval: &Approval, period: Period, now: OffsetDateTime) -> bool {
    let of_year = matches!(approval.proposal, Proposal::PublishAnnual { year, .. } if year == period.year);
    let held = matches!(approval.decision, Decision::Approved { .. }) || approval.waits(now);
    of_year && held && WITH_CASES.contains(&period.service.code())
}

/// From the frozen rows to what may leave: counted, protected, checked. The counts live in here only.
fn protected(frozen: &FrozenYear, number: u32) -> Result<Release, NotReleasable> {
    let Period { service, year } = frozen.period;
    let provenance = Provenance {
        number,
        service: service.code().to_owned(),
        year: u16::try_from(year.number()).unwrap_or_default(),
        frozen_revision: frozen.revision,
        code_lists: vec![("all".to_owned(), frozen.lists.clone())],
    };
    protect(&YEARLY, provenance, index::tally(frozen, &YEARLY))
}

fn open<D, C>(keyring: &Keyring, row: &StoredRow<D>) -> Result<C, StoreError>
where
    D: Document<Content = C>,
    C: crate::keyring::Content,
{
    let place = Place { table: D::TABLE, row: row.id, revision: row.revision };
    keyring.open(&row.sealed, &place).map_err(|_| super::people::broken::<D>(row).into())
}
