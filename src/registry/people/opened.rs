use super::People;
use crate::audit::{Entry, Subject};
use crate::keyring::{Content, Keyring, Place};
use crate::registry::Error;
use crate::store::{Document, StoreError, StoredRow, Tampering};

impl People {
    /// Opens a row, or tells the log that its seal does not hold.
    pub(in crate::registry) async fn open_row<D>(&self, row: &StoredRow<D>) -> Result<D::Content, Error>
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

    /// Opens rows, in their order; the first whose seal does not hold is told to the log.
    pub(in crate::registry) async fn open_rows<D>(
        &self,
        rows: &[StoredRow<D>],
    ) -> Result<Vec<D::Content>, Error>
    where
        D: Document,
        D::Content: Content,
    {
        let mut opened = Vec::with_capacity(rows.len());
        for row in rows {
            opened.push(self.open_row(row).await?);
        }
        Ok(opened)
    }

    /// What came of an act; tampering that it met goes into the log.
    pub(in crate::registry) async fn noting_tampering<T>(
        &self,
        acted: Result<T, StoreError>,
    ) -> Result<T, Error> {
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

/// Opens a row inside an act.
pub(in crate::registry) fn open_in<D>(keyring: &Keyring, row: &StoredRow<D>) -> Result<D::Content, StoreError>
where
    D: Document,
    D::Content: Content,
{
    let place = Place { table: D::TABLE, row: row.id, revision: row.revision };
    keyring.open(&row.sealed, &place).map_err(|_| broken::<D>(row).into())
}

/// What is told of a row whose seal does not hold.
pub(in crate::registry) fn broken<D: Document>(row: &StoredRow<D>) -> Tampering {
    Tampering::Broken { table: D::TABLE, id: row.id }
}
