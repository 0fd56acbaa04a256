use super::people::period_id;
use super::{Error, Registry};
use crate::access::{Actor, Freeze, Grant, ReadRelease, Target};
use crate::clock::norwegian_time;
use crate::domain::{FrozenYear, Period};
use crate::keyring::{Place, Purpose};
use crate::store::{Document, Periods, Releases, StoreError};

/// How far a service's year has come. It says nothing of what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeriodStatus {
    /// Which service's year.
    pub period: Period,
    /// The revision it was frozen at.
    pub frozen_at: u64,
    /// The number of its release, once there is one.
    pub release: Option<u32>,
}

impl Registry {
    /// Freezes a service's year: keeps the counted part of its cases as they stand now, sealed.
    ///
    /// # Errors
    /// [`Error::AlreadyDone`] when it is frozen; [`Error::Stale`] when the year is not over yet.
    pub async fn freeze(&self, grant: Grant<Freeze>) -> Result<(), Error> {
        let Target::Period(period) = grant.target() else { return Err(Error::NotFound) };
        if period.year.number() >= norwegian_time(grant.at()).year() {
            return Err(Error::Stale);
        }
        self.caught_up().await?;
        let frozen = self.index().freeze(period, grant.at(), grant.actor());
        let id = period_id(&self.people.keyring, period);
        let keyring = self.people.keyring.clone();
        let acted = self
            .people
            .store
            .acting(grant, move |acting| {
                Box::pin(async move {
                    if acting.find::<Periods>(id).await?.is_some() {
                        return Ok(Err(Error::AlreadyDone));
                    }
                    let place = Place { table: Periods::TABLE, row: id, revision: acting.revision() };
                    let sealed =
                        keyring.seal(&Purpose::Period, &place, &frozen).map_err(|_| StoreError::Unsealed)?;
                    acting.insert::<Periods>(id, &sealed).await?;
                    Ok(Ok(()))
                })
            })
            .await;
        self.people.noting_tampering(acted).await?.value
    }

    /// How far each frozen year has come, oldest first, by service.
    ///
    /// # Errors
    /// [`Error::NotFound`] for whoever may not see releases.
    pub async fn periods(&self, actor: &Actor) -> Result<Vec<PeriodStatus>, Error> {
        let grant = self.people.permit_on::<ReadRelease>(actor, Target::Registry).await?;
        let acted = self
            .people
            .store
            .acting(grant, |acting| {
                Box::pin(async move { Ok((acting.all::<Periods>().await?, acting.all::<Releases>().await?)) })
            })
            .await;
        let (periods, releases) = self.people.noting_tampering(acted).await?.value;
        let mut statuses = Vec::with_capacity(periods.len());
        for row in &periods {
            let frozen: FrozenYear = self.people.open_row(row).await?;
            // A year that was frozen again for a correction keeps its first freeze.
            if row.id != period_id(&self.people.keyring, frozen.period) {
                continue;
            }
            let mut status =
                PeriodStatus { period: frozen.period, frozen_at: frozen.revision, release: None };
            if let Some(row) = releases.iter().find(|release| release.id == row.id) {
                status.release = Some(self.people.open_row(row).await?.provenance().number);
            }
            statuses.push(status);
        }
        statuses.sort_by_key(|status| (status.period.year, status.period.service));
        Ok(statuses)
    }
}
