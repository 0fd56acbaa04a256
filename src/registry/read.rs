use super::{Error, Registry};
use crate::access::{Grant, Read, Target};
use crate::audit::{Entry, Subject};
use crate::domain::{CaseId, Facts, Note};
use crate::keyring::{Content, Keyring, Place};
use crate::store::{Acting, Cases, Document, Notes, StoreError, StoredRow, Tampering};

/// A case, opened for one reader.
pub struct Case {
    /// The coded part.
    pub facts: Facts,
    /// The free text, where there is any.
    pub note: Option<Note>,
    /// The revision it was read at.
    pub revision: u64,
}

impl Registry {
    /// Opens a case: the entry is durable before anything is opened.
    ///
    /// # Errors
    /// [`Error::Stale`] when the case changed after leave was given; [`Error::Tampered`] when what is kept is
    /// not what was written.
    pub async fn read(&self, grant: Grant<Read>) -> Result<Case, Error> {
        let Target::Case { id, revision } = grant.target() else { return Err(Error::NotFound) };
        let keyring = self.keyring.clone();
        let acted = self
            .store
            .acting(grant, move |acting| {
                Box::pin(async move {
                    let case = unchanged(acting, &keyring, id, revision).await?;
                    Ok((case, acting.find::<Notes>(id.0).await?))
                })
            })
            .await;
        let (case, note) = self.noting_tampering(acted).await?.value;
        let facts = self.open_row(&case).await?;
        let note = match note {
            Some(row) => Some(self.open_row(&row).await?),
            None => None,
        };
        Ok(Case { facts, note, revision })
    }

    /// Opens a row, or tells the log that its seal does not hold.
    pub(super) async fn open_row<D>(&self, row: &StoredRow<D>) -> Result<D::Content, Error>
    where
        D: Document,
        D::Content: Content,
    {
        let place = Place { table: D::TABLE, row: row.id, revision: row.revision };
        match self.keyring.open(&row.sealed, &place) {
            Ok(content) => Ok(content),
            Err(_) => Err(self.note_tampering(Error::Tampered(broken::<D>(row))).await),
        }
    }

    /// What came of an act; tampering that it met goes into the log.
    pub(super) async fn noting_tampering<T>(&self, acted: Result<T, StoreError>) -> Result<T, Error> {
        match acted {
            Ok(done) => Ok(done),
            Err(error) => Err(self.note_tampering(error.into()).await),
        }
    }

    /// Writes what was found wrong into the log, and passes it on.
    async fn note_tampering(&self, error: Error) -> Error {
        if let Error::Tampered(tampering) = &error {
            tracing::error!(%tampering, "the database is not what was written");
            let subject = Subject { kind: "integrity".to_owned(), id: Some(tampering.to_string()) };
            let entry = Entry::failed(self.clock.now(), "integrity", None, subject);
            if self.store.noting(entry).await.is_err() {
                tracing::error!("and the log could not be written");
            }
        }
        error
    }
}

/// The row of a case, if it still stands at the revision that leave was given for. At another revision somebody
/// has changed it meanwhile, unless the seal says that nobody has.
pub(super) async fn unchanged(
    acting: &Acting<'_>,
    keyring: &Keyring,
    id: CaseId,
    revision: u64,
) -> Result<StoredRow<Cases>, StoreError> {
    let row = acting.find::<Cases>(id.0).await?.ok_or(StoreError::Stale)?;
    if row.revision == revision {
        return Ok(row);
    }
    let place = Place { table: Cases::TABLE, row: row.id, revision: row.revision };
    match keyring.open(&row.sealed, &place) {
        Ok(_) => Err(StoreError::Stale),
        Err(_) => Err(broken::<Cases>(&row).into()),
    }
}

pub(super) fn broken<D: Document>(row: &StoredRow<D>) -> Tampering {
    Tampering::Broken { table: D::TABLE, id: row.id }
}
