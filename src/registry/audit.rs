use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use uuid::Uuid;

use super::people::scribe::{AUDIT_TABLE, KeyringScribe, entry_place};
use super::{Error, People, Registry, Site};
use crate::audit::{Entry, Export, Finding, Link, Row, Scribe, verify};
use crate::keyring::{Content, Keyring, Place, Sealed, Unlock};
use crate::store::{
    AllCredentials, AnnualReleases, Approvals, AskedTables, CaseRevisions, Cases, Contacts, Document,
    Emergencies, Notes, Periods, Releases, Store, StoreError, Tampering, Teams, Users,
};

/// An entry of the log, opened for its reader.
pub struct LogEntry {
    /// Its number.
    pub number: u64,
    /// What it tells.
    pub entry: Entry,
}

/// What is not as the log says it should be: a row, or the log itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Culprit {
    /// The log tells of this row, and it is not there.
    Missing(String, Uuid),
    /// The row is not at the revision that the log tells of.
    WrongRevision(String, Uuid),
    /// No entry of the log tells of this row.
    Planted(String, Uuid),
    /// The seal of this row does not hold.
    Broken(String, Uuid),
    /// The log is not what was signed; which rows it told of is not known then.
    Log(Finding),
}

impl std::fmt::Display for Culprit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing(table, id) => write!(f, "{table} {id}: removed"),
            Self::WrongRevision(table, id) => write!(f, "{table} {id}: another revision was put back"),
            Self::Planted(table, id) => write!(f, "{table} {id}: planted"),
            Self::Broken(table, id) => write!(f, "{table} {id}: altered"),
            Self::Log(finding) => write!(f, "the log does not hold: {finding}"),
        }
    }
}

impl People {
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
}

impl Registry {
    /// Holds the log against its signature and the rows of the database against the log, and names what is not what
    /// was written. Every row is opened to see whether its seal holds, and none is shown; and it works where
    /// [`open`](Self::open) refuses, for then one wants to know why.
    ///
    /// # Errors
    /// [`Error::Keyring`] and [`Error::Unavailable`] as for `open`; [`Error::Tampered`] when the rows are not the
    /// ones that were signed and none can be named.
    pub async fn culprits(site: &Site, unlock: Unlock) -> Result<BTreeSet<Culprit>, Error> {
        let keyring = Arc::new(Keyring::unlock(&site.keys, unlock)?);
        let scribe = Arc::new(KeyringScribe(keyring.clone()));
        let store =
            Store::open(&site.database, site.anchor.clone(), keyring.deployment(), scribe.clone()).await?;
        let export = store.export_log().await?;
        // An entry that was not signed tells of nothing.
        if let Err(finding) = verify(&export, |_, signature| scribe.signed(&export.head, signature)) {
            return Ok(BTreeSet::from([Culprit::Log(finding)]));
        }
        let mut told = told(open_links(&keyring, export.links)?);
        let mut culprits = BTreeSet::new();
        let followed = store
            .follow(0, |page| {
                for (id, revision, sealed) in page.rows {
                    let name = || (page.table.to_owned(), id);
                    let Some(known) = told.get_mut(&name()) else {
                        culprits.insert(Culprit::Planted(name().0, id));
                        continue;
                    };
                    if !known.remove(&revision) {
                        known.clear();
                        culprits.insert(Culprit::WrongRevision(name().0, id));
                    } else if !seal_holds(&keyring, page.table, id, revision, sealed) {
                        culprits.insert(Culprit::Broken(name().0, id));
                    }
                }
            })
            .await;
        let gone = told.into_iter().filter(|(_, known)| !known.is_empty());
        culprits.extend(gone.map(|((table, id), _)| Culprit::Missing(table, id)));
        match followed {
            // The sum being wrong is why one asks.
            Err(StoreError::Tampered(Tampering::WrongSum)) if !culprits.is_empty() => Ok(culprits),
            followed => followed.map(|_| culprits).map_err(Error::from),
        }
    }
}

/// The rows that the log tells of, each with the revisions it should have: one, but for what a case was before.
fn told(entries: Vec<LogEntry>) -> BTreeMap<(String, Uuid), BTreeSet<u64>> {
    let mut told: BTreeMap<(String, Uuid), BTreeSet<u64>> = BTreeMap::new();
    for LogEntry { number, entry } in entries {
        let (before, now): (Vec<Row>, Vec<Row>) =
            entry.rows.into_iter().partition(|row| row.table == CaseRevisions::TABLE);
        for row in before {
            // It stands under the revision that the case had until this entry.
            let revisions = told.get(&(Cases::TABLE.to_owned(), row.id)).cloned().unwrap_or_default();
            told.entry((row.table, row.id)).or_default().extend(revisions);
        }
        for row in now {
            told.insert((row.table, row.id), BTreeSet::from([number]));
        }
    }
    told
}

/// Whether the seal of a row holds, in whichever table it stands.
fn seal_holds(keyring: &Keyring, table: &str, id: Uuid, revision: u64, sealed: Vec<u8>) -> bool {
    let opens = match table {
        // What a case was before keeps the seal of its own time.
        Cases::TABLE | CaseRevisions::TABLE => opens::<Cases>,
        Notes::TABLE => opens::<Notes>,
        Contacts::TABLE => opens::<Contacts>,
        Users::TABLE => opens::<Users>,
        AllCredentials::TABLE => opens::<AllCredentials>,
        Approvals::TABLE => opens::<Approvals>,
        Emergencies::TABLE => opens::<Emergencies>,
        Teams::TABLE => opens::<Teams>,
        Periods::TABLE => opens::<Periods>,
        Releases::TABLE => opens::<Releases>,
        AnnualReleases::TABLE => opens::<AnnualReleases>,
        AskedTables::TABLE => opens::<AskedTables>,
        _ => return false,
    };
    opens(keyring, id, revision, sealed)
}

fn opens<D>(keyring: &Keyring, id: Uuid, revision: u64, sealed: Vec<u8>) -> bool
where
    D: Document,
    D::Content: Content,
{
    let place = Place { table: D::TABLE, row: id, revision };
    keyring.open(&Sealed::<D::Content>::from_bytes(sealed), &place).is_ok()
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
