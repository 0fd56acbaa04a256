use sea_orm::sea_query::{Order, Query};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

use super::columns::{read_bytes, read_number};
use super::connection::Store;
use super::error::StoreError;
use super::head;
use crate::audit::{Chain, Export, Link};

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
