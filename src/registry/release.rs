use super::{Error, Registry};
use crate::access::{Actor, Grant, ReadRelease, Release as MakeRelease, Target};
use crate::domain::{FrozenYear, Period};
use crate::index;
use crate::keyring::{Keyring, Place, Purpose};
use crate::statistics::{NotReleasable, Provenance, Release, YEARLY, protect};
use crate::store::{Document, Periods, Releases, StoreError, StoredRow};

/// A release with its number: all that may leave.
pub type NumberedRelease = Release;

impl Registry {
    /// Makes the release of a frozen year. A year has one: asking again gives the same number.
    ///
    /// # Errors
    /// [`Error::Stale`] when the year is not frozen; [`Error::NotReleasable`] when no protected release can be
    /// made of it: it names the table and the rule, never a number.
    pub async fn release(&self, grant: Grant<MakeRelease>) -> Result<u32, Error> {
        let Target::Period(period) = grant.target() else { return Err(Error::NotFound) };
        let id = self.period_id(period);
        let keyring = self.people.keyring.clone();
        let acted = self
            .people
            .store
            .acting(grant, move |acting| {
                Box::pin(async move {
                    if let Some(row) = acting.find::<Releases>(id).await? {
                        return Ok(Ok(open::<Releases, Release>(&keyring, &row)?.provenance().number));
                    }
                    let Some(row) = acting.find::<Periods>(id).await? else { return Err(StoreError::Stale) };
                    let frozen: FrozenYear = open(&keyring, &row)?;
                    let number = u32::try_from(acting.all::<Releases>().await?.len() + 1).unwrap_or(u32::MAX);
                    let release = match protected(&frozen, number) {
                        Ok(release) => release,
                        Err(reason) => return Ok(Err(reason)),
                    };
                    let place = Place { table: Releases::TABLE, row: id, revision: acting.revision() };
                    let sealed =
                        keyring.seal(&Purpose::Period, &place, &release).map_err(|_| StoreError::Unsealed)?;
                    acting.insert::<Releases>(id, &sealed).await?;
                    Ok(Ok(number))
                })
            })
            .await;
        Ok(self.people.noting_tampering(acted).await?.value?)
    }

    /// The release with this number.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, or for whoever may not see it.
    pub async fn find_release(&self, actor: &Actor, number: u32) -> Result<Release, Error> {
        let all = self.releases(actor, Target::Release(number)).await?;
        all.into_iter().find(|release| release.provenance().number == number).ok_or(Error::NotFound)
    }

    /// All releases, for a page that puts them side by side.
    ///
    /// # Errors
    /// [`Error::NotFound`] for whoever may not see them.
    pub async fn releases(&self, actor: &Actor, target: Target) -> Result<Vec<Release>, Error> {
        let grant = self.people.permit_on::<ReadRelease>(actor, target).await?;
        let acted = self.people.store.acting(grant, |acting| Box::pin(acting.all::<Releases>())).await;
        let rows = self.people.noting_tampering(acted).await?.value;
        let mut releases = Vec::with_capacity(rows.len());
        for row in &rows {
            releases.push(self.people.open_row(row).await?);
        }
        releases.sort_by_key(|release: &Release| release.provenance().number);
        Ok(releases)
    }
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
