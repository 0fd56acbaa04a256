use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Order, SelectStatement};
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
                let query = if since == 0 { all(table, after) } else { written_after(table, since, after) };
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

/// A page of all rows, in the order in which they lie.
fn all(table: &'static str, after: Option<(Uuid, u64)>) -> SelectStatement {
    let mut query = select(table);
    query.order_by("id", Order::Asc).order_by("revision", Order::Asc).limit(PAGE);
    if let Some((id, revision)) = after {
        let later = Expr::col("id").eq(id).and(Expr::col("revision").gt(number(revision)));
        query.and_where(Expr::col("id").gt(id).or(later));
    }
    query
}

/// A page of the rows written after `since`, in the order in which they were written. In the order of ids SQLite
/// would read the whole table for the few rows that are new, at every commit.
fn written_after(table: &'static str, since: u64, after: Option<(Uuid, u64)>) -> SelectStatement {
    let mut query = select(table);
    query.order_by("revision", Order::Asc).order_by("id", Order::Asc).limit(PAGE);
    match after {
        None => query.and_where(Expr::col("revision").gt(number(since))),
        Some((id, revision)) => {
            let later = Expr::col("revision").gt(number(revision)).or(Expr::col("id").gt(id));
            query.and_where(Expr::col("revision").gte(number(revision))).and_where(later)
        }
    };
    query
}

#[cfg(test)]
mod tests {
    use sea_orm::sea_query::{Query, SqliteQueryBuilder};
    use sea_orm::{ConnectOptions, Database, DatabaseBackend, DatabaseConnection, Statement};

    use super::*;
    use crate::store::migrations;

    async fn empty() -> DatabaseConnection {
        let mut options = ConnectOptions::new("sqlite::memory:");
        options.max_connections(1);
        let db = Database::connect(options).await.expect("a database in memory");
        migrations::run(&db).await.expect("its tables");
        db
    }

    #[tokio::test]
    async fn what_is_new_is_found_by_its_revision() {
        let db = empty().await;
        for table in TABLES.iter().filter(|table| **table != CaseRevisions::TABLE) {
            for after in [None, Some((Uuid::nil(), 7))] {
                let query = written_after(table, 5, after).to_string(SqliteQueryBuilder);
                let explain =
                    Statement::from_string(DatabaseBackend::Sqlite, format!("explain query plan {query}"));
                let plan = db.query_one_raw(explain).await.expect("a plan").expect("a step of it");
                let step: String = plan.try_get("", "detail").expect("its words");
                assert!(step.starts_with("SEARCH") && step.contains("_by_revision"), "{table}: {step}");
            }
        }
    }

    #[tokio::test]
    async fn pages_of_what_is_new_leave_out_nothing_and_give_nothing_twice() {
        let db = empty().await;
        // An act may write many rows, so that a page ends within a revision.
        let rows: Vec<(Uuid, u64)> = (1..=30_u64).map(|row| (Uuid::from_u128(row.into()), row % 4)).collect();
        for (id, revision) in &rows {
            let insert = Query::insert()
                .into_table("teams")
                .columns(["id", "revision", "sealed"])
                .values_panic([(*id).into(), number(*revision).into(), vec![0_u8].into()])
                .to_owned();
            db.execute(&insert).await.expect("a row");
        }
        let mut found = Vec::new();
        loop {
            let query = written_after("teams", 1, found.last().copied()).limit(4).to_owned();
            let page = db.query_all(&query).await.expect("a page");
            let read =
                |row| (read_id(row).expect("an id"), read_number(row, "revision").expect("a revision"));
            found.extend(page.iter().map(read));
            if page.len() < 4 {
                break;
            }
        }
        let mut expected: Vec<_> = rows.into_iter().filter(|(_, revision)| *revision > 1).collect();
        expected.sort_by_key(|&(id, revision)| (revision, id));
        assert_eq!(found, expected);
    }
}
