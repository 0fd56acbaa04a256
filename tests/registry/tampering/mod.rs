//! Somebody has the database in hand, or an old copy of it. Nothing of what he does is shown as content, and the
//! registry says what was done.

mod people;
mod restarted;
mod running;

use std::collections::BTreeSet;

use fortrolig::registry::{Culprit, Error, Registry, Unlock};
use fortrolig::store::Tampering;
use uuid::Uuid;

use crate::folder::{Folder, signed_in};
pub(super) async fn culprits(folder: &Folder) -> BTreeSet<Culprit> {
    Registry::culprits(&folder.site(), Unlock::File).await.expect("the database can be looked at")
}

pub(super) async fn folder_opens(folder: &Folder) {
    let registry = folder.open().await.expect("it opens");
    signed_in(&registry, "anna").await;
}

pub(super) async fn put(folder: &Folder, table: &str, id: &str, sealed: &str) {
    folder.sql(&format!("update {table} set sealed = x'{sealed}' where id = x'{id}'")).await;
}

/// Puts the cases back from the table `kept`.
pub(super) async fn undo(folder: &Folder) {
    folder
        .sql("update cases set (revision, sealed) = (select revision, sealed from kept where kept.id = cases.id)")
        .await;
}

pub(super) fn is_broken(error: Option<&Error>, table: &str, id: &str) -> bool {
    matches!(error, Some(Error::Tampered(Tampering::Broken { table: found, id: row }))
        if *found == table && *row == uuid(id))
}

pub(super) fn tampering(error: Option<Error>) -> Option<Tampering> {
    match error {
        Some(Error::Tampered(tampering)) => Some(tampering),
        _ => None,
    }
}

pub(super) fn uuid(hex: &str) -> Uuid {
    Uuid::parse_str(hex).expect("an id in digits")
}
