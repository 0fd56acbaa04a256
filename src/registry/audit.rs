use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::scribe::{AUDIT_TABLE, entry_place};
use super::{Error, Registry, Site, scribe};
use crate::audit::{Entry, Export, Link};
use crate::keyring::{Keyring, Sealed, Unlock};
use crate::store::{Store, StoreError, Tampering};

/// An entry of the log, opened for its reader.
pub struct LogEntry {
    /// Its number.
    pub number: u64,
    /// What it tells.
    pub entry: Entry,
}

/// A row that is not what the log says it should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Culprit {
    /// The log tells of this row, and it is not there.
    Missing(String, Uuid),
    /// The row is not at the revision that the log tells of.
    WrongRevision(String, Uuid),
    /// No entry of the log tells of this row.
    Planted(String, Uuid),
}

impl std::fmt::Display for Culprit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing(table, id) => write!(f, "{table} {id}: removed"),
            Self::WrongRevision(table, id) => write!(f, "{table} {id}: another revision was put back"),
            Self::Planted(table, id) => write!(f, "{table} {id}: planted"),
        }
    }
}

impl Registry {
    /// The log as it leaves: sealed, chained, signed.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn export_log(&self) -> Result<Export, Error> {
        self.store.noting(Entry::program(self.clock.now(), "export-log")).await?;
        Ok(self.store.export_log().await?)
    }

    /// The log, opened, newest last; for whoever sits at the terminal with the keys.
    ///
    /// # Errors
    /// [`Error::Tampered`] when an entry does not open.
    pub async fn read_log(&self) -> Result<Vec<LogEntry>, Error> {
        let export = self.store.export_log().await?;
        open_links(&self.keyring, export.links)
    }

    /// The public key that signs heads, for whoever checks an export.
    pub fn checkpoint_public_key(&self) -> [u8; 32] {
        self.keyring.checkpoint_public_key()
    }

    /// Holds the rows of the database against the log, and names those that are not what it tells of. It
    /// opens no case; and it works where [`open`](Self::open) refuses, for then one wants to know why.
    ///
    /// # Errors
    /// [`Error::Keyring`] and [`Error::Unavailable`] as for `open`.
    pub async fn culprits(site: &Site, unlock: Unlock) -> Result<BTreeSet<Culprit>, Error> {
        let keyring = std::sync::Arc::new(Keyring::unlock(&site.keys, unlock)?);
        let scribe = std::sync::Arc::new(scribe::KeyringScribe(keyring.clone()));
        let store = Store::open(&site.database, site.anchor.clone(), keyring.deployment(), scribe).await?;
        let mut told = BTreeMap::new();
        for LogEntry { number, entry } in open_links(&keyring, store.export_log().await?.links)? {
            for row in entry.rows {
                // What a case was before stands under its own older revision.
                if row.table != "case_revisions" {
                    told.insert((row.table, row.id), number);
                }
            }
        }
        let mut culprits = BTreeSet::new();
        let followed = store
            .follow(0, |page| {
                for (id, revision, _) in page.rows {
                    match told.remove(&(page.table.to_owned(), id)) {
                        Some(known) if known == revision => {}
                        Some(_) => drop(culprits.insert(Culprit::WrongRevision(page.table.to_owned(), id))),
                        None => drop(culprits.insert(Culprit::Planted(page.table.to_owned(), id))),
                    }
                }
            })
            .await;
        match followed {
            // The sum being wrong is why one asks.
            Ok(_) | Err(StoreError::Tampered(Tampering::WrongSum)) => {}
            Err(error) => return Err(error.into()),
        }
        culprits.extend(told.into_keys().map(|(table, id)| Culprit::Missing(table, id)));
        Ok(culprits)
    }
}

fn open_links(keyring: &Keyring, links: Vec<Link>) -> Result<Vec<LogEntry>, Error> {
    let open = |link: Link| {
        let number = link.number;
        let place = entry_place(number);
        let entry = keyring
            .open(&Sealed::from_bytes(link.body), &place)
            .map_err(|_| Error::Tampered(Tampering::Broken { table: AUDIT_TABLE, id: place.row }))?;
        Ok(LogEntry { number, entry })
    };
    links.into_iter().map(open).collect()
}
