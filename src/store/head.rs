use sea_orm::sea_query::{LockType, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::columns::{number, read_bytes, read_number};
use super::error::{StoreError, Tampering};
use crate::audit::{Chain, Head, Marks, Scribe};

const COLUMNS: [&str; 6] = ["deployment", "number", "chain", "marks", "keyring_sequence", "signature"];

/// The head with its signature, when the database has one.
pub(super) async fn find(db: &impl ConnectionTrait) -> Result<Option<(Head, Vec<u8>)>, StoreError> {
    read(db, &Query::select().columns(COLUMNS).from("head").to_owned()).await
}

/// The head, locked until the transaction ends (on SQLite the transaction is the lock), its signature checked.
pub(super) async fn locked(tx: &DatabaseTransaction, scribe: &dyn Scribe) -> Result<Head, StoreError> {
    let query = Query::select().columns(COLUMNS).from("head").lock(LockType::Update).to_owned();
    let (head, signature) = read(tx, &query).await?.ok_or(StoreError::Empty)?;
    if !scribe.signed(&head, &signature) {
        return Err(Tampering::WrongSignature.into());
    }
    Ok(head)
}

/// Writes the first head.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    head: &Head,
    signature: [u8; 64],
) -> Result<(), StoreError> {
    let insert = Query::insert()
        .into_table("head")
        .columns(["id", "deployment", "number", "chain", "marks", "keyring_sequence", "signature"])
        .values_panic([
            1.into(),
            head.deployment.into(),
            number(head.number).into(),
            head.chain.0.to_vec().into(),
            head.marks.0.to_vec().into(),
            number(head.keyring_sequence).into(),
            signature.to_vec().into(),
        ])
        .to_owned();
    db.execute(&insert).await?;
    Ok(())
}

/// Moves the head on.
pub(super) async fn update(
    tx: &DatabaseTransaction,
    head: &Head,
    signature: [u8; 64],
) -> Result<(), StoreError> {
    let update = Query::update()
        .table("head")
        .value("number", number(head.number))
        .value("chain", head.chain.0.to_vec())
        .value("marks", head.marks.0.to_vec())
        .value("keyring_sequence", number(head.keyring_sequence))
        .value("signature", signature.to_vec())
        .to_owned();
    tx.execute(&update).await?;
    Ok(())
}

async fn read(
    db: &impl ConnectionTrait,
    query: &sea_orm::sea_query::SelectStatement,
) -> Result<Option<(Head, Vec<u8>)>, StoreError> {
    let Some(row) = db.query_one(query).await? else { return Ok(None) };
    let head = Head {
        deployment: row.try_get("", "deployment")?,
        number: read_number(&row, "number")?,
        chain: Chain(read_bytes(&row, "chain")?),
        marks: Marks(read_bytes(&row, "marks")?),
        keyring_sequence: read_number(&row, "keyring_sequence")?,
    };
    Ok(Some((head, row.try_get("", "signature")?)))
}
