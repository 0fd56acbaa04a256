//! What an annual release is made of, read in one act.

use time::OffsetDateTime;
use uuid::Uuid;

use super::AnnualProgress;
use crate::access::{Actor, ReadRelease, Target};
use crate::domain::{Approval, FrozenYear, Period, Service, Year};
use crate::keyring::Keyring;
use crate::registry::people::period_id;
use crate::registry::{Error, Registry};
use crate::statistics::Release;
use crate::statistics::annual::{AnnualRelease, WITH_CASES};
use crate::store::{Acting, AnnualReleases, Approvals, Document, Periods, Releases, StoreError};

/// Everything that is kept of a year.
pub(super) struct Sources {
    /// The first freeze of each service's year, where there is one, and the freezes of corrections.
    pub(super) frozen: Vec<(Uuid, FrozenYear)>,
    /// The services' own releases of the year.
    pub(super) yearly: Vec<Release>,
    /// All annual releases, of whatever year, by number.
    pub(super) annual: Vec<AnnualRelease>,
    /// How far each of them has come.
    progress: Vec<AnnualProgress>,
    /// The rows that all of this was read from.
    pub(super) read: Vec<(&'static str, Uuid, u64)>,
}

impl Registry {
    pub(super) async fn annual_sources(
        &self,
        actor: &Actor,
        year: Year,
        target: Target,
    ) -> Result<Sources, Error> {
        let grant = self.people.permit_on::<ReadRelease>(actor, target).await?;
        let acted = self.people.store.acting(grant, |acting| {
            Box::pin(async move {
                Ok((
                    acting.all::<Periods>().await?,
                    acting.all::<Releases>().await?,
                    acting.all::<AnnualReleases>().await?,
                    acting.all::<Approvals>().await?,
                ))
            })
        });
        let (periods, releases, annual, approved) = self.people.noting_tampering(acted.await).await?.value;
        let read = rows(&self.people.keyring, year, &releases, &annual);
        let mut frozen: Vec<(Uuid, FrozenYear)> = Vec::new();
        for row in &periods {
            let of: FrozenYear = self.people.open_row(row).await?;
            if of.period.year == year && WITH_CASES.contains(&of.period.service.code()) {
                frozen.push((row.id, of));
            }
        }
        let ids = service_ids(&self.people.keyring, year);
        let of_year: Vec<_> = releases.into_iter().filter(|row| ids.contains(&row.id)).collect();
        let mut yearly: Vec<Release> = self.people.open_rows(&of_year).await?;
        yearly.sort_by_key(|release| release.provenance().number);
        let mut all: Vec<AnnualRelease> = self.people.open_rows(&annual).await?;
        all.sort_by_key(|release| release.face().number());
        let approvals: Vec<Approval> = self.people.open_rows(&approved).await?;
        let now: OffsetDateTime = self.clock().now();
        let progress =
            all.iter().map(|release| AnnualProgress::of(release.face(), &approvals, now)).collect();
        Ok(Sources { frozen, yearly, annual: all, progress, read })
    }
}

impl Sources {
    /// The year's releases that have come so far.
    pub(super) fn of_year(&self, year: Year, is: impl Fn(AnnualProgress) -> bool) -> Option<&AnnualRelease> {
        let of_year = |release: &AnnualRelease| i32::from(release.face().year()) == year.number();
        let all = self.annual.iter().zip(&self.progress);
        all.filter(|(release, progress)| of_year(release) && is(**progress))
            .map(|(release, _)| release)
            .last()
    }

    /// The freeze that is kept under this id.
    pub(super) fn freeze(&self, id: Uuid) -> Option<&FrozenYear> {
        self.frozen.iter().find(|(of, _)| *of == id).map(|(_, frozen)| frozen)
    }
}

/// The services that have cases.
pub(super) fn with_cases() -> impl Iterator<Item = Service> {
    Service::ALL.into_iter().filter(|service| WITH_CASES.contains(&service.code()))
}

/// The id of a service's year as it was frozen for an annual release: the first freeze, or that of the correction with
/// this number.
pub(super) fn freeze_id(keyring: &Keyring, period: Period, correction: Option<u32>) -> Uuid {
    match correction {
        None => period_id(keyring, period),
        Some(number) => {
            let name = format!("{}/{}/annual/{number}", period.service.code(), period.year.number());
            keyring.pseudonym("period", &name)
        }
    }
}

fn service_ids(keyring: &Keyring, year: Year) -> Vec<Uuid> {
    with_cases().map(|service| period_id(keyring, Period { service, year })).collect()
}

/// The releases that a preparation hangs on, as rows: were one added meanwhile, it would be made of something else.
fn rows(
    keyring: &Keyring,
    year: Year,
    releases: &[crate::store::StoredRow<Releases>],
    annual: &[crate::store::StoredRow<AnnualReleases>],
) -> Vec<(&'static str, Uuid, u64)> {
    let ids = service_ids(keyring, year);
    let yearly = releases.iter().filter(|row| ids.contains(&row.id));
    let mut rows: Vec<_> = yearly.map(|row| (Releases::TABLE, row.id, row.revision)).collect();
    rows.extend(annual.iter().map(|row| (AnnualReleases::TABLE, row.id, row.revision)));
    rows.sort_unstable();
    rows
}

/// The same rows as they are now, inside the act that depends on them.
pub(super) async fn rows_now(
    acting: &Acting<'_>,
    keyring: &Keyring,
    year: Year,
) -> Result<Vec<(&'static str, Uuid, u64)>, StoreError> {
    Ok(rows(keyring, year, &acting.all::<Releases>().await?, &acting.all::<AnnualReleases>().await?))
}
