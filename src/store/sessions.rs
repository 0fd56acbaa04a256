use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};

use super::columns::sealed;
use super::connection::Store;
use super::error::StoreError;
use crate::access::{Session, SessionTokenHash};
use crate::keyring::Sealed;

/// A session as it is kept.
pub type SealedSession = Sealed<Session>;

impl Store {
    /// The session behind a token's hash.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn find_session(&self, token: SessionTokenHash) -> Result<Option<SealedSession>, StoreError> {
        let query = Query::select()
            .column("sealed")
            .from("sessions")
            .and_where(Expr::col("token_hash").eq(token.0.to_vec()))
            .to_owned();
        let Some(row) = self.plain().query_one(&query).await? else { return Ok(None) };
        Ok(Some(Sealed::from_bytes(row.try_get("", "sealed")?)))
    }

    /// Keeps a session, new or refreshed. It holds no content and is no act, so it has no entry.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn keep_session(
        &self,
        token: SessionTokenHash,
        session: SealedSession,
    ) -> Result<(), StoreError> {
        self.plain_write(move |tx| {
            Box::pin(async move {
                let insert = Query::insert()
                    .into_table("sessions")
                    .columns(["token_hash", "sealed"])
                    .values_panic([token.0.to_vec().into(), sealed(&session).into()])
                    .on_conflict(OnConflict::column("token_hash").update_column("sealed").to_owned())
                    .to_owned();
                tx.execute(&insert).await?;
                Ok(())
            })
        })
        .await
    }

    /// Ends a session, at once and for good.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn end_session(&self, token: SessionTokenHash) -> Result<(), StoreError> {
        self.plain_write(move |tx| {
            Box::pin(async move {
                let delete = Query::delete()
                    .from_table("sessions")
                    .and_where(Expr::col("token_hash").eq(token.0.to_vec()))
                    .to_owned();
                tx.execute(&delete).await?;
                Ok(())
            })
        })
        .await
    }
}
