use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};

use super::columns::{read_bytes, sealed};
use super::connection::Store;
use super::error::StoreError;
use crate::keyring::Sealed;

/// A table of what lapses by itself, each row under a keyed hash of 32 bytes.
#[derive(Clone, Copy, Debug)]
pub enum Lapsing {
    /// Sessions, which end.
    Sessions,
    /// Counts of wrong tries, which are forgotten.
    Tries,
}

/// A row of such a table.
type LapsingRow<C> = ([u8; 32], Sealed<C>);

/// Rows that are read at once.
const PAGE: u64 = 500;

impl Lapsing {
    fn table_and_key(self) -> (&'static str, &'static str) {
        match self {
            Self::Sessions => ("sessions", "token_hash"),
            Self::Tries => ("tries", "key"),
        }
    }
}

impl Store {
    /// A page of rows, those that follow `after` in the order of their keys; empty past the last.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn find_lapsing<C>(
        &self,
        which: Lapsing,
        after: Option<[u8; 32]>,
    ) -> Result<Vec<LapsingRow<C>>, StoreError> {
        let (table, key) = which.table_and_key();
        let mut query = Query::select();
        query.columns([key, "sealed"]).from(table).order_by(key, sea_orm::Order::Asc).limit(PAGE);
        if let Some(after) = after {
            query.and_where(Expr::col(key).gt(after.to_vec()));
        }
        let rows = self.plain().query_all(&query).await?;
        let row = |row: &sea_orm::QueryResult| {
            Ok((read_bytes(row, key)?, Sealed::from_bytes(row.try_get("", "sealed")?)))
        };
        Ok(rows.iter().map(row).collect::<Result<_, sea_orm::DbErr>>()?)
    }

    /// Removes rows that still are as they were read: what was changed meanwhile has not lapsed.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn forget_lapsed<C: Send + Sync + 'static>(
        &self,
        which: Lapsing,
        rows: Vec<LapsingRow<C>>,
    ) -> Result<(), StoreError> {
        let (table, key) = which.table_and_key();
        self.plain_write(move |tx| {
            Box::pin(async move {
                for (of, content) in &rows {
                    let delete = Query::delete()
                        .from_table(table)
                        .and_where(Expr::col(key).eq(of.to_vec()))
                        .and_where(Expr::col("sealed").eq(sealed(content)))
                        .to_owned();
                    tx.execute(&delete).await?;
                }
                Ok(())
            })
        })
        .await
    }
}
