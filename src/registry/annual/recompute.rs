use super::prepare::{Made, Making};
use crate::access::{Actor, Target};
use crate::domain::Year;
use crate::registry::{Error, Registry};
use crate::store::StoreError;

impl Registry {
    /// Whether the same frozen facts, programme and secret still give the very bytes that are kept of a release, and of
    /// what tables that are asked for are counted from.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such release, or none that was made under the programme of this program; or
    /// for whoever does not prepare or approve any.
    pub async fn recompute_annual(&self, actor: &Actor, number: u32) -> Result<bool, Error> {
        let kept = self.find_annual(actor, number).await?;
        let face = kept.face().clone();
        if !face.is_of_this_programme() {
            return Err(Error::NotFound);
        }
        let year = Year::new(face.year().into()).ok_or(Error::NotFound)?;
        let sources = self.annual_sources(actor, year, Target::Annual(number)).await?;
        let Ok(Made { frozen, release }) = self.made_of(&sources, kept.release) else { return Ok(false) };
        let before = face.supersedes().and_then(|before| {
            sources.annual.iter().find(|release| release.face().number() == before).cloned()
        });
        let Ok(corrects) = before.map(|before| self.made_of(&sources, before)).transpose() else {
            return Ok(false);
        };
        let beside = sources.yearly.into_iter();
        let beside = beside.filter(|release| face.beside().contains(&release.provenance().number));
        let making = Making {
            number,
            year,
            publish_on: face.publish_on(),
            note: face.note().to_owned(),
            frozen,
            beside: beside.collect(),
            corrects,
            ties: release.ties().to_owned(),
        };
        let made = tokio::task::spawn_blocking(move || making.make()).await;
        let made = made.map_err(|_| Error::Unavailable(StoreError::Closed))?;
        Ok(made.is_ok_and(|made| made.face().bytes() == face.bytes() && made.base() == release.base()))
    }
}
