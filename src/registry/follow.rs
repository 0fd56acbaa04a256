use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use tokio::sync::watch;
use uuid::Uuid;

use super::Error;
use crate::domain::{CaseId, Contact, ContactId, Emergency, EmergencyId, EmergencyReport, Facts};
use crate::index::Index;
use crate::keyring::{Keyring, Place, Sealed};
use crate::store::{Cases, Contacts, Document, Emergencies, Page, Store, StoreError, Tampering};

/// How often to look for another process's commits, when there are none of our own.
const LOOK: Duration = Duration::from_secs(2);

/// What the index takes from a page.
enum Opened {
    Case(u64, Box<Facts>),
    Contact(ContactId, Contact),
    Emergency(u64, Emergency),
}

/// Loads every case's facts into the index, and keeps following: every commit of ours at once, every commit of
/// another process soon. Gives the revision the index stands at, as it moves.
pub(super) async fn start(
    store: Arc<Store>,
    keyring: Arc<Keyring>,
    index: Arc<RwLock<Index>>,
) -> Result<watch::Receiver<u64>, Error> {
    let loaded = catch_up(&store, &keyring, &index, 0).await?;
    let (at, indexed) = watch::channel(loaded);
    let mut newest = store.newest();
    tokio::spawn(async move {
        loop {
            let seen = *at.borrow();
            if *newest.borrow_and_update() <= seen {
                // Whichever comes first; nobody left who asks, or a store that is gone, ends the following.
                tokio::select! {
                    () = at.closed() => break,
                    changed = newest.changed() => if changed.is_err() { break },
                    () = tokio::time::sleep(LOOK) => {}
                }
            }
            match catch_up(&store, &keyring, &index, seen).await {
                Ok(revision) if revision > seen => drop(at.send_replace(revision)),
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(kind = %error, "the index could not follow");
                    tokio::time::sleep(LOOK).await;
                }
            }
        }
    });
    Ok(indexed)
}

/// Opens what was written after `since` and applies it. Pages are opened on other threads while the next ones
/// are read; a line is said every second while it lasts.
async fn catch_up(
    store: &Store,
    keyring: &Arc<Keyring>,
    index: &RwLock<Index>,
    since: u64,
) -> Result<u64, StoreError> {
    let mut pages = Vec::new();
    let mut said = Instant::now();
    let mut rows = 0;
    let revision = store
        .follow(since, |page| {
            rows += page.rows.len();
            if said.elapsed() >= Duration::from_secs(1) {
                said = Instant::now();
                tracing::info!(rows, "loading the index");
            }
            if [Cases::TABLE, Contacts::TABLE, Emergencies::TABLE].contains(&page.table) {
                let keyring = keyring.clone();
                pages.push(tokio::task::spawn_blocking(move || open_page(&keyring, page)));
            }
        })
        .await?;
    let mut opened = Vec::with_capacity(pages.len());
    for page in pages {
        opened.push(page.await.map_err(|_| StoreError::Closed)?);
    }
    let mut index = index.write().unwrap_or_else(PoisonError::into_inner);
    for content in opened.into_iter().flatten() {
        match content {
            Ok(Opened::Case(revision, facts)) => index.apply(revision, &facts),
            Ok(Opened::Contact(id, contact)) => index.apply_contact(id, &contact),
            Ok(Opened::Emergency(revision, emergency)) => index.apply_emergency(revision, emergency),
            // A registry does not start on a broken row. One that is running goes on without it: the case stays at
            // the revision it had, which the row no longer has, and so it opens for nobody.
            Err(tampering) if since == 0 => return Err(tampering.into()),
            Err(tampering) => tracing::error!(%tampering, "a row that was followed does not open"),
        }
    }
    index.advance(revision);
    Ok(revision)
}

/// Opens the rows of a page, each for itself.
fn open_page(keyring: &Keyring, page: Page) -> Vec<Result<Opened, Tampering>> {
    let table = page.table;
    let open = |(id, revision, sealed)| {
        let place = Place { table, row: id, revision };
        let broken = |_| Tampering::Broken { table, id };
        match table {
            Cases::TABLE => {
                let facts = keyring.open::<Facts>(&Sealed::from_bytes(sealed), &place).map_err(broken)?;
                matches_row(facts.id == CaseId(id), table, id)?;
                Ok(Opened::Case(revision, Box::new(facts)))
            }
            Emergencies::TABLE => {
                // What was typed is wiped again at once: it is read one at a time, under an entry.
                let EmergencyReport { emergency, .. } =
                    keyring.open(&Sealed::from_bytes(sealed), &place).map_err(broken)?;
                matches_row(emergency.id == EmergencyId(id), table, id)?;
                Ok(Opened::Emergency(revision, emergency))
            }
            _ => {
                let contact = keyring.open::<Contact>(&Sealed::from_bytes(sealed), &place).map_err(broken)?;
                Ok(Opened::Contact(ContactId(id), contact))
            }
        }
    };
    page.rows.into_iter().map(open).collect()
}

fn matches_row(matches: bool, table: &'static str, id: Uuid) -> Result<(), Tampering> {
    if matches { Ok(()) } else { Err(Tampering::Broken { table, id }) }
}
