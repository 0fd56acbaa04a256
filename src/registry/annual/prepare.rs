use time::Date;
use uuid::Uuid;

use super::AnnualProgress;
use super::sources::{Sources, freeze_id, rows_now, with_cases};
use crate::access::{Actor, Freeze, Release as MakeRelease, Target};
use crate::clock::norwegian_time;
use crate::domain::{Approval, ApprovalId, Decision, FrozenYear, Period, Proposal, Year};
use crate::index;
use crate::keyring::{Place, Purpose};
use crate::registry::error::Unprepared;
use crate::registry::people::{annual_id, basis, insert_approval};
use crate::registry::{Error, Registry};
use crate::statistics::Release;
use crate::statistics::annual::{AnnualRelease, Corrected, Preparation, prepare};
use crate::store::{AnnualReleases, Document, Periods, StoreError};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct AnnualDraft {
    /// The year.
    pub year: Year,
    /// From which day everybody may see it.
    pub publish_on: Date,
    /// What is said of it. A correction says what it corrects.
    pub note: String,
}

impl Registry {
    /// Makes the annual release of a year and proposes to publish it. Where one was agreed to already, it makes its
    /// correction, of the cases as they are now: they are frozen once more for it, in the same act.
    ///
    /// # Errors
    /// [`Error::NotPrepared`] with what is in the way, never a number; [`Error::Stale`] when something it depends on
    /// changed meanwhile; [`Error::NotFound`] for whoever may not.
    pub async fn prepare_annual(&self, actor: &Actor, draft: AnnualDraft) -> Result<u32, Error> {
        let AnnualDraft { year, publish_on, note } = draft;
        let target = Target::Year(year);
        let grant = self.people.permit_on::<MakeRelease>(actor, target).await?;
        let (by, at) = (grant.actor(), grant.at());
        if publish_on < norwegian_time(at).date() {
            return Err(Unprepared::TooEarly.into());
        }
        let sources = self.annual_sources(actor, year, target).await?;
        if sources.of_year(year, |progress| progress == AnnualProgress::Waiting).is_some() {
            return Err(Unprepared::Waiting.into());
        }
        let corrects = sources.of_year(year, AnnualProgress::is_agreed).cloned();
        let number = u32::try_from(sources.annual.len() + 1).unwrap_or(u32::MAX);
        let corrects = corrects.map(|release| self.made_of(&sources, release)).transpose()?;
        let (frozen, anew) = match &corrects {
            None => (self.frozen(&sources, year, None)?, Vec::new()),
            Some(before) => {
                if note.trim().is_empty() {
                    return Err(Unprepared::NoteMissing.into());
                }
                if publish_on < before.release.face().publish_on() {
                    return Err(Unprepared::TooEarly.into());
                }
                // Who corrects freezes as well.
                self.people.may::<Freeze>(actor, target).await?;
                self.caught_up().await?;
                let freeze = |service| self.index().freeze(Period { service, year }, at, by);
                let frozen: Vec<FrozenYear> = with_cases().map(freeze).collect();
                (frozen.clone(), frozen)
            }
        };
        let ties = match &corrects {
            Some(before) => before.release.ties().to_owned(),
            None => self.people.keyring.ties(&year.number().to_string()),
        };
        let made = Making { number, year, publish_on, note, frozen, beside: sources.yearly, corrects, ties };
        // It takes seconds of a processor, and nobody else's request waits for it.
        let made = tokio::task::spawn_blocking(move || made.make()).await;
        let release = made.map_err(|_| Error::Unavailable(StoreError::Closed))?.map_err(Unprepared::from)?;
        let release = self.signed(release)?;
        let keyring = self.people.keyring.clone();
        let read = sources.read;
        let acted = self.people.store.acting(grant, move |acting| {
            Box::pin(async move {
                if rows_now(acting, &keyring, year).await? != read {
                    return Err(StoreError::Stale);
                }
                for frozen in &anew {
                    let id = freeze_id(&keyring, frozen.period, Some(number));
                    let place = Place { table: Periods::TABLE, row: id, revision: acting.revision() };
                    let sealed =
                        keyring.seal(&Purpose::Period, &place, frozen).map_err(|_| StoreError::Unsealed)?;
                    acting.insert::<Periods>(id, &sealed).await?;
                }
                let id = annual_id(&keyring, number);
                let place = Place { table: AnnualReleases::TABLE, row: id, revision: acting.revision() };
                let sealed =
                    keyring.seal(&Purpose::Period, &place, &release).map_err(|_| StoreError::Unsealed)?;
                acting.insert::<AnnualReleases>(id, &sealed).await?;
                let proposal = Proposal::PublishAnnual { year, number };
                let basis = basis(acting, &keyring, &proposal).await?;
                let id = ApprovalId(Uuid::new_v4());
                let approval = Approval { id, proposal, basis, by, at, decision: Decision::Waiting };
                insert_approval(acting, &keyring, &approval).await
            })
        });
        self.people.noting_tampering(acted.await).await?;
        Ok(number)
    }

    /// The year of every service that has cases, as it was first frozen, or for the correction with this number.
    fn frozen(
        &self,
        sources: &Sources,
        year: Year,
        correction: Option<u32>,
    ) -> Result<Vec<FrozenYear>, Unprepared> {
        let id = |service| freeze_id(&self.people.keyring, Period { service, year }, correction);
        with_cases()
            .map(|service| sources.freeze(id(service)).cloned().ok_or(Unprepared::IncompleteFreeze(service)))
            .collect()
    }

    /// A release with the frozen years it was made of.
    pub(super) fn made_of(&self, sources: &Sources, release: AnnualRelease) -> Result<Made, Error> {
        let face = release.face();
        let year = Year::new(face.year().into()).ok_or(Error::NotFound)?;
        let correction = face.supersedes().map(|_| face.number());
        Ok(Made { frozen: self.frozen(sources, year, correction)?, release })
    }

    fn signed(&self, release: AnnualRelease) -> Result<AnnualRelease, Error> {
        let keyring = &self.people.keyring;
        let signature = keyring.sign_release(&release.face().bytes());
        let signature = signature.ok_or(Error::Unavailable(StoreError::Unsealed))?;
        Ok(release.signed(signature, keyring.checkpoint_public_key()))
    }
}

/// What goes into a release, on its way to another thread.
pub(super) struct Making {
    pub(super) number: u32,
    pub(super) year: Year,
    pub(super) publish_on: Date,
    pub(super) note: String,
    pub(super) frozen: Vec<FrozenYear>,
    pub(super) beside: Vec<Release>,
    pub(super) corrects: Option<Made>,
    pub(super) ties: String,
}

/// A release and the frozen years it was made of.
pub(super) struct Made {
    pub(super) release: AnnualRelease,
    pub(super) frozen: Vec<FrozenYear>,
}

impl Made {
    fn corrected(&self) -> Corrected<'_> {
        Corrected { release: &self.release, cases: index::annual_cases(&self.frozen) }
    }
}

impl Making {
    /// From the frozen years to what may leave. The counts live in here only.
    pub(super) fn make(&self) -> Result<AnnualRelease, crate::statistics::annual::NotPrepared> {
        let revision = |frozen: &FrozenYear| (frozen.period.service.code().to_owned(), frozen.revision);
        prepare(Preparation {
            cases: index::annual_cases(&self.frozen),
            number: self.number,
            year: u16::try_from(self.year.number()).unwrap_or_default(),
            publish_on: self.publish_on,
            note: self.note.trim().to_owned(),
            frozen: self.frozen.iter().map(revision).collect(),
            code_lists: self.frozen.iter().map(|frozen| frozen.lists.clone()).max().unwrap_or_default(),
            beside: &self.beside,
            corrects: self.corrects.as_ref().map(Made::corrected),
            ties: self.ties.clone(),
        })
    }
}
