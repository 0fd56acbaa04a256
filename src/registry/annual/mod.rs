//! Annual releases: all services' cases of a year in one set of linked tables, prepared by one and agreed to by
//! another, seen by everybody from the day that was set.

mod prepare;
mod recompute;
mod sources;

use time::OffsetDateTime;

use super::{Error, Registry};
use crate::access::{Actor, ReadPublished, ReadRelease, Relation, Right, Target};
use crate::clock::{day_begins, norwegian_time};
use crate::domain::{Approval, Decision, Proposal};
use crate::statistics::annual::{AnnualFace, AnnualRelease, AttackReport, Difference};
use crate::store::{AnnualReleases, Approvals, StoredRow};

pub use prepare::AnnualDraft;

/// An annual release, and how far it has come.
pub struct ShownAnnual {
    /// The release.
    pub release: AnnualRelease,
    /// How far it has come.
    pub progress: AnnualProgress,
    /// What it shows otherwise than the one that it corrects.
    pub difference: Option<Difference>,
    /// The number of the one that corrects it, where she may see that.
    pub corrected_by: Option<u32>,
    /// From when everybody could see it, once that has come.
    pub published_at: Option<OffsetDateTime>,
    /// Whether whoever looks prepares or approves releases, and so sees the report of the attack.
    pub inside: bool,
}

/// How far an annual release has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnualProgress {
    /// Nobody was asked, or nobody said yes.
    Lapsed,
    /// A second person has been asked.
    Waiting,
    /// A second person has agreed, and its day has not come.
    Agreed,
    /// Everybody may see it.
    Published,
}

/// Annual releases and proposals as they are kept.
type Rows = (Vec<StoredRow<AnnualReleases>>, Vec<StoredRow<Approvals>>);

impl ShownAnnual {
    /// What every reader may see of it.
    pub fn face(&self) -> &AnnualFace {
        self.release.face()
    }

    /// What the attack found out, for those who prepare and approve.
    pub fn report(&self) -> Option<&AttackReport> {
        self.inside.then(|| self.release.report())
    }
}

impl Registry {
    /// The annual releases that she may see: all of them for whoever prepares or approves, the published ones for
    /// everybody else.
    ///
    /// # Errors
    /// [`Error::NotFound`] for whoever may see none.
    pub async fn annual_releases(&self, actor: &Actor, target: Target) -> Result<Vec<ShownAnnual>, Error> {
        let now = self.clock().now();
        let inside = actor.grant::<ReadRelease>(target, Relation::Own, now).is_ok();
        let (rows, approved) = if inside {
            self.annual_rows::<ReadRelease>(actor, target).await?
        } else {
            self.annual_rows::<ReadPublished>(actor, target).await?
        };
        let approvals = self.people.open_rows(&approved).await?;
        let mut releases = self.people.open_rows(&rows).await?;
        releases.sort_by_key(|release| release.face().number());
        let progress = |release: &AnnualRelease| AnnualProgress::of(release.face(), &approvals, now);
        let visible = |progress| inside || progress == AnnualProgress::Published;
        let shown = |release: &AnnualRelease| {
            let (face, progress) = (release.face(), progress(release));
            let other = |number| releases.iter().find(|other| other.face().number() == number);
            let before = face.supersedes().and_then(other);
            ShownAnnual {
                release: release.clone(),
                progress,
                difference: before.map(|before| Difference::between(before.face(), face)),
                corrected_by: None,
                published_at: (progress == AnnualProgress::Published)
                    .then(|| published_at(face, &approvals))
                    .flatten(),
                inside,
            }
        };
        let mut all: Vec<ShownAnnual> =
            releases.iter().map(shown).filter(|shown| visible(shown.progress)).collect();
        let corrections: Vec<(u32, u32)> = all
            .iter()
            .filter(|shown| shown.progress.is_agreed())
            .filter_map(|shown| Some((shown.face().supersedes()?, shown.face().number())))
            .collect();
        for shown in &mut all {
            let number = shown.face().number();
            shown.corrected_by = corrections.iter().find(|(of, _)| *of == number).map(|(_, by)| *by);
        }
        Ok(all)
    }

    async fn annual_rows<R: Right>(&self, actor: &Actor, target: Target) -> Result<Rows, Error> {
        let grant = self.people.permit_on::<R>(actor, target).await?;
        let acted = self.people.store.acting(grant, |acting| {
            Box::pin(
                async move { Ok((acting.all::<AnnualReleases>().await?, acting.all::<Approvals>().await?)) },
            )
        });
        Ok(self.people.noting_tampering(acted.await).await?.value)
    }

    /// The annual release with this number.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, or none yet for her.
    pub async fn find_annual(&self, actor: &Actor, number: u32) -> Result<ShownAnnual, Error> {
        let all = self.annual_releases(actor, Target::Annual(number)).await?;
        all.into_iter().find(|shown| shown.face().number() == number).ok_or(Error::NotFound)
    }
}

/// When somebody had agreed and the day had come.
fn published_at(face: &AnnualFace, approvals: &[Approval]) -> Option<OffsetDateTime> {
    let agreed = approvals.iter().filter(|approval| is_about(approval, face));
    Approval::first_agreed(agreed).map(|at| at.max(day_begins(face.publish_on())))
}

fn is_about(approval: &Approval, face: &AnnualFace) -> bool {
    matches!(approval.proposal, Proposal::PublishAnnual { number, .. } if number == face.number())
}

impl AnnualProgress {
    /// How far a release has come, by the proposals to publish it and the day of today.
    pub(super) fn of(face: &AnnualFace, approvals: &[Approval], now: OffsetDateTime) -> Self {
        let mut progress = Self::Lapsed;
        for approval in approvals.iter().filter(|approval| is_about(approval, face)) {
            match approval.decision {
                Decision::Approved { .. } if norwegian_time(now).date() >= face.publish_on() => {
                    return Self::Published;
                }
                Decision::Approved { .. } => return Self::Agreed,
                Decision::Waiting if approval.waits(now) => progress = Self::Waiting,
                Decision::Waiting | Decision::Refused { .. } => {}
            }
        }
        progress
    }

    /// Whether a second person has agreed.
    pub fn is_agreed(self) -> bool {
        matches!(self, Self::Agreed | Self::Published)
    }
}
