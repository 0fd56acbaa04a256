use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Order};
use uuid::Uuid;

use super::columns::{number, read_id, read_number};
use super::connection::Store;
use super::documents::{CaseRevisions, Document, TABLES, select};
use super::error::{StoreError, Tampering};
use super::head;
use crate::audit::Marks;

/// Some rows of one table: id, revision, sealed bytes.
#[derive(Debug)]
pub struct Page {
    /// The table.
    pub table: &'static str,
    /// The rows.
    pub rows: Vec<(Uuid, u64, Vec<u8>)>,
}

/// Rows a page: large enough that the query costs little, small enough that pages are opened while others load.
const PAGE: u64 = 5_000;

impl Store {
    /// Reads every row written after revision `since`, as of one moment, and gives the revision of that moment.
    ///
    /// From revision 0 on it reads all there is, history too, and holds the sum of it against the signed head.
    ///
    /// # Errors
    /// [`Tampering::WrongSum`] and [`Tampering::WrongSignature`] when the rows are not the ones that were signed.
    pub async fn follow(&self, since: u64, mut take: impl FnMut(Page)) -> Result<u64, StoreError> {
        let tx = self.snapshot().await?;
        let (head, signature) = head::find(&tx).await?.ok_or(StoreError::Empty)?;
        if head.number <= since {
            return Ok(head.number);
        }
        let mut marks = Marks::NONE;
        for table in TABLES {
            // What a case was before is not followed, only counted in.
            if *table == CaseRevisions::TABLE && since > 0 {
                continue;
            }
            let mut after: Option<(Uuid, u64)> = None;
            loop {
                let mut query = select(table);
                query.order_by("id", Order::Asc).order_by("revision", Order::Asc).limit(PAGE);
                if since > 0 {
                    query.and_where(Expr::col("revision").gt(number(since)));
                }
                if let Some((id, revision)) = after {
                    let later = Expr::col("id").eq(id).and(Expr::col("revision").gt(number(revision)));
                    query.and_where(Expr::col("id").gt(id).or(later));
                }
                let mut rows = Vec::new();
                for row in tx.query_all(&query).await? {
                    rows.push((read_id(&row)?, read_number(&row, "revision")?, row.try_get("", "sealed")?));
                }
                let Some((id, revision, _)) = rows.last() else { break };
                after = Some((*id, *revision));
                let full = rows.len() as u64 == PAGE;
                if since == 0 {
                    let sum = |(id, revision, sealed): &(Uuid, u64, Vec<u8>)| {
                        marks.add(&self.scribe().mark(table, *id, *revision, sealed));
                    };
                    rows.iter().for_each(sum);
                }
                if *table != CaseRevisions::TABLE {
                    self.roster().note(table, rows.iter().map(|(id, revision, _)| (*id, *revision)));
                }
                take(Page { table, rows });
                if !full {
                    break;
                }
            }
        }
        if !self.scribe().signed(&head, &signature) {
            return Err(Tampering::WrongSignature.into());
        }
        if since == 0 && marks != head.marks {
            return Err(Tampering::WrongSum.into());
        }
        Ok(head.number)
    }
}
