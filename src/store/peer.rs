//! The peer: coded facts in the clear, in one SQLite table, counted by `group by`.
//!
//! It holds no registry and is no part of one. `fortrolig bench` fills it with invented cases to see what
//! sealing everything costs or gains, against what an analyst would do with a plaintext table. Here alone, and in
//! the migrations, stand queries written as text: they should read as she would write them.

use std::borrow::Cow;
use std::path::Path;
use std::time::Duration;

use sea_orm::sea_query::Value;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, DbErr, Statement,
};

use super::error::StoreError;

/// The one-way tables, each a column.
const DIMENSIONS: [&str; 6] =
    ["main_concern", "gender", "age_group", "referral_source", "person_location", "country_background"];

/// A case as its row says it, in codes.
pub(crate) struct PlainCase {
    pub(crate) service: &'static str,
    pub(crate) year: i32,
    /// In the order of `DIMENSIONS`.
    pub(crate) codes: [&'static str; DIMENSIONS.len()],
}

/// What a query by one dimension gave: service, code, count.
pub(crate) struct PlainTable {
    pub(crate) dimension: &'static str,
    pub(crate) counts: Vec<(Cow<'static, str>, String, u32)>,
}

/// Which indexes the table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Indexes {
    /// None.
    Absent,
    /// One for each dimension, that has all its query asks for.
    Covering,
}

/// A plaintext table of cases, on a connection of its own.
pub(crate) struct Peer {
    db: DatabaseConnection,
}

/// Rows an insert: eight values each, and SQLite takes up to 32,766.
const ROWS: usize = 2_000;

impl Peer {
    /// Makes the table in a new file and fills it.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub(crate) async fn filled(
        file: &Path,
        indexes: Indexes,
        cases: &[PlainCase],
    ) -> Result<Self, StoreError> {
        let peer = Self { db: connect(file).await? };
        let columns: String = DIMENSIONS.map(|dimension| format!(", {dimension} text not null")).concat();
        let create = format!("create table cases (service text not null, year integer not null{columns})");
        peer.db.execute_unprepared(&create).await?;
        for rows in cases.chunks(ROWS) {
            peer.insert(rows).await?;
        }
        if indexes == Indexes::Covering {
            for dimension in DIMENSIONS {
                let create = format!("create index by_{dimension} on cases (service, year, {dimension})");
                peer.db.execute_unprepared(&create).await?;
            }
        }
        // The planner knows what lies in the table, as it would after a night of maintenance.
        peer.db.execute_unprepared("analyze").await?;
        Ok(peer)
    }

    /// Counts a service's year: its total, and a query for each one-way table.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub(crate) async fn count(
        &self,
        service: &'static str,
        year: i32,
    ) -> Result<Vec<PlainTable>, StoreError> {
        let of = [service.into(), year.into()];
        let total = "select 'all', count(*) from cases where service = ? and year = ?";
        let mut tables = vec![self.table("total", Some(service), total.to_owned(), &of).await?];
        for dimension in DIMENSIONS {
            let query = format!(
                "select {dimension}, count(*) from cases where service = ? and year = ? group by {dimension}"
            );
            tables.push(self.table(dimension, Some(service), query, &of).await?);
        }
        Ok(tables)
    }

    /// Counts the year of all services, each table with one query for all of them.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub(crate) async fn count_together(&self, year: i32) -> Result<Vec<PlainTable>, StoreError> {
        let of = [year.into()];
        let total = "select 'all', count(*), service from cases where year = ? group by service";
        let mut tables = vec![self.table("total", None, total.to_owned(), &of).await?];
        for dimension in DIMENSIONS {
            let query = format!(
                "select {dimension}, count(*), service from cases where year = ? group by service, {dimension}"
            );
            tables.push(self.table(dimension, None, query, &of).await?);
        }
        Ok(tables)
    }

    /// Asks for one table. Its rows are of `service`, or each says of which in its third column.
    async fn table(
        &self,
        dimension: &'static str,
        service: Option<&'static str>,
        query: String,
        of: &[Value],
    ) -> Result<PlainTable, StoreError> {
        let query = Statement::from_sql_and_values(DatabaseBackend::Sqlite, query, of.to_vec());
        let mut counts = Vec::new();
        for row in self.db.query_all_raw(query).await? {
            let service = match service {
                Some(service) => Cow::Borrowed(service),
                None => Cow::Owned(row.try_get_by_index(2)?),
            };
            counts.push((service, row.try_get_by_index(0)?, row.try_get_by_index(1)?));
        }
        Ok(PlainTable { dimension, counts })
    }

    async fn insert(&self, cases: &[PlainCase]) -> Result<(), DbErr> {
        let rows = vec!["(?, ?, ?, ?, ?, ?, ?, ?)"; cases.len()].join(", ");
        let values = cases.iter().flat_map(|case| {
            let codes = case.codes.into_iter().map(Value::from);
            [case.service.into(), case.year.into()].into_iter().chain(codes)
        });
        let insert = format!("insert into cases values {rows}");
        self.db.execute_raw(Statement::from_sql_and_values(DatabaseBackend::Sqlite, insert, values)).await?;
        Ok(())
    }
}

/// As quick as SQLite can be made: nothing is safe against a power cut, everything fits the page cache, the file is
/// locked once and for all, and the pool does not ask the connection how it is before every query.
async fn connect(file: &Path) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", file.display()));
    options
        .max_connections(1)
        .min_connections(1)
        .connect_timeout(Duration::from_secs(5))
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .pragma("journal_mode", "off")
                .pragma("synchronous", "off")
                .pragma("locking_mode", "exclusive")
                .pragma("temp_store", "memory")
                .pragma("cache_size", "-1048576")
                .pragma("mmap_size", "1073741824")
        });
    Database::connect(options).await
}
