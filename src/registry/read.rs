use super::people::broken;
use super::{Error, Registry};
use crate::access::{Grant, Read, Target};
use crate::domain::{CaseId, Emergency, Facts, Note};
use crate::keyring::{Keyring, Place};
use crate::store::{Acting, Cases, Document, Notes, StoreError, StoredRow};

/// A case, opened for one reader.
pub struct Case {
    /// The coded part.
    pub facts: Facts,
    /// The free text, where there is any.
    pub note: Option<Note>,
    /// The revision it was read at.
    pub revision: u64,
    /// The emergencies in which somebody else opened it, oldest first, each with what she is called.
    pub emergencies: Vec<(Emergency, String)>,
}

impl Registry {
    /// Opens a case: the entry is durable before anything is opened.
    ///
    /// # Errors
    /// [`Error::TooManyOpened`]; [`Error::Stale`] when the case changed after leave was given; [`Error::Tampered`]
    /// when what is kept is not what was written.
    pub async fn read(&self, grant: Grant<Read>) -> Result<Case, Error> {
        let Target::Case { id, revision } = grant.target() else { return Err(Error::NotFound) };
        self.not_too_many(&grant, id).await?;
        let keyring = self.people.keyring.clone();
        let acted = self
            .people
            .store
            .acting(grant, move |acting| {
                Box::pin(async move {
                    let case = unchanged(acting, &keyring, id, revision).await?;
                    Ok((case, acting.find::<Notes>(id.0).await?))
                })
            })
            .await;
        let (case, note) = self.people.noting_tampering(acted).await?.value;
        let case = self.opened(case, note).await?;
        let told = self.index().emergencies_of(id);
        let names = self.emergency_names(&told).await?;
        let name = |emergency: &Emergency| names.get(&emergency.by).cloned().unwrap_or_default();
        let emergencies = told.into_iter().map(|emergency| (emergency, name(&emergency))).collect();
        Ok(Case { emergencies, ..case })
    }

    /// A case's rows, opened for one reader.
    pub(super) async fn opened(
        &self,
        case: StoredRow<Cases>,
        note: Option<StoredRow<Notes>>,
    ) -> Result<Case, Error> {
        let facts = self.people.open_row(&case).await?;
        let note = match note {
            Some(row) => Some(self.people.open_row(&row).await?),
            None => None,
        };
        Ok(Case { facts, note, revision: case.revision, emergencies: Vec::new() })
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
