use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::columns::{number, read_bytes};
use super::error::StoreError;
use crate::audit::{Chain, Link};

/// Appends an entry, inside the act's transaction.
pub(super) async fn append(tx: &DatabaseTransaction, link: &Link) -> Result<(), StoreError> {
    let insert = Query::insert()
        .into_table("audit_entries")
        .columns(["number", "chain", "body"])
        .values_panic([number(link.number).into(), link.chain.0.to_vec().into(), link.body.clone().into()])
        .to_owned();
    tx.execute(&insert).await?;
    Ok(())
}

/// The chain as it stood after the entry with this number.
pub(super) async fn chain_at(db: &impl ConnectionTrait, at: u64) -> Result<Option<Chain>, StoreError> {
    if at == 0 {
        return Ok(Some(Chain::START));
    }
    let query = Query::select()
        .column("chain")
        .from("audit_entries")
        .and_where(Expr::col("number").eq(number(at)))
        .to_owned();
    let row = db.query_one(&query).await?;
    Ok(row.map(|row| read_bytes(&row, "chain").map(Chain)).transpose()?)
}
