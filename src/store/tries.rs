use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};

use super::columns::sealed;
use super::connection::Store;
use super::error::StoreError;
use crate::keyring::Sealed;

impl Store {
    /// Changes what is counted under `key` in one transaction: of many who try at once each sees the others.
    /// `change` gets what is kept and gives what to keep instead, and what it found out. Counts are no act and
    /// hold no content, so there is no entry.
    ///
    /// # Errors
    /// [`StoreError::Database`], and whatever `change` gives.
    pub async fn change_tries<C, T, F>(&self, key: [u8; 32], change: F) -> Result<T, StoreError>
    where
        C: 'static,
        T: Send + 'static,
        F: FnOnce(Option<Sealed<C>>) -> Result<(Sealed<C>, T), StoreError> + Send + 'static,
    {
        let slot = Arc::new(Mutex::new(None));
        let filled = slot.clone();
        self.plain_write(move |tx| {
            Box::pin(async move {
                let query = Query::select()
                    .column("sealed")
                    .from("tries")
                    .and_where(Expr::col("key").eq(key.to_vec()))
                    .to_owned();
                let kept = match tx.query_one(&query).await? {
                    Some(row) => Some(Sealed::from_bytes(row.try_get("", "sealed")?)),
                    None => None,
                };
                let (next, found) = change(kept)?;
                let insert = Query::insert()
                    .into_table("tries")
                    .columns(["key", "sealed"])
                    .values_panic([key.to_vec().into(), sealed(&next).into()])
                    .on_conflict(OnConflict::column("key").update_column("sealed").to_owned())
                    .to_owned();
                tx.execute(&insert).await?;
                *filled.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
                Ok(())
            })
        })
        .await?;
        slot.lock().unwrap_or_else(PoisonError::into_inner).take().ok_or(StoreError::Closed)
    }
}
