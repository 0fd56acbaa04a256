use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult};

use super::columns::{number, read_bytes, read_number};
use super::connection::Store;
use super::error::StoreError;
use super::head;
use crate::audit::{Chain, Export, Link};

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

impl Store {
    /// The whole log with the signed head, as of one moment.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn export_log(&self) -> Result<Export, StoreError> {
        let tx = self.snapshot().await?;
        let (head, signature) = head::find(&tx).await?.ok_or(StoreError::Empty)?;
        let query = Query::select()
            .columns(["number", "chain", "body"])
            .from("audit_entries")
            .order_by("number", Order::Asc)
            .to_owned();
        let links = tx.query_all(&query).await?.iter().map(link).collect::<Result<_, _>>()?;
        Ok(Export { links, head, signature })
    }
}

fn link(row: &QueryResult) -> Result<Link, DbErr> {
    Ok(Link {
        number: read_number(row, "number")?,
        chain: Chain(read_bytes(row, "chain")?),
        body: row.try_get("", "body")?,
    })
}
