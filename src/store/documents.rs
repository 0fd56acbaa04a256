use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use uuid::Uuid;

use super::acting::Acting;
use super::columns::{number, read_id, read_number, sealed};
use super::error::StoreError;
use crate::access::Credentials;
use crate::domain::{Approval, AskedTable, Contact, EmergencyReport, Facts, FrozenYear, Note, Staff, Team};
use crate::keyring::Sealed;
use crate::statistics::Release;
use crate::statistics::annual::AnnualRelease;

/// A table that keeps one sealed document a row.
pub trait Document: Send + Sync + 'static {
    /// The table's name, which is part of what a seal is bound to.
    const TABLE: &'static str;
    /// What is sealed in it.
    type Content: Send + Sync + 'static;
}

macro_rules! documents {
    ($($(#[$doc:meta])* $document:ident: $table:literal keeps $content:ty),+ $(,)?) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub enum $document {}

            impl Document for $document {
                const TABLE: &'static str = $table;
                type Content = $content;
            }
        )+

        /// Every table of documents, in the order they are loaded.
        pub(super) const TABLES: &[&str] = &[$($table),+];
    };
}

documents! {
    /// Teams come first: whatever belongs to a team finds it.
    Teams: "teams" keeps Team,
    /// Staff, with their logins and roles.
    Users: "users" keeps Staff,
    /// What each of them comes in with, under the same id.
    AllCredentials: "credentials" keeps Credentials,
    /// Proposals that take a second person.
    Approvals: "approvals" keeps Approval,
    /// The newest revision of each case.
    Cases: "cases" keeps Facts,
    /// What each case was before.
    CaseRevisions: "case_revisions" keeps Facts,
    /// Free text, under the id of its case.
    Notes: "notes" keeps Note,
    /// Contacts that are no cases.
    Contacts: "contacts" keeps Contact,
    /// Cases that somebody opened in an emergency.
    Emergencies: "emergencies" keeps EmergencyReport,
    /// Frozen years.
    Periods: "periods" keeps FrozenYear,
    /// Releases.
    Releases: "releases" keeps Release,
    /// Annual releases, of all services together.
    AnnualReleases: "annual_releases" keeps AnnualRelease,
    /// Tables that were asked for, once for each person.
    AskedTables: "asked_tables" keeps AskedTable,
}

/// A row as it is kept.
#[derive(Debug)]
pub struct StoredRow<D: Document> {
    /// Its id.
    pub id: Uuid,
    /// Its revision.
    pub revision: u64,
    /// Its content.
    pub sealed: Sealed<D::Content>,
}

pub(super) fn select(table: &'static str) -> SelectStatement {
    Query::select().columns(["id", "revision", "sealed"]).from(table).to_owned()
}

pub(super) fn read<D: Document>(row: &QueryResult) -> Result<StoredRow<D>, DbErr> {
    Ok(StoredRow {
        id: read_id(row)?,
        revision: read_number(row, "revision")?,
        sealed: Sealed::from_bytes(row.try_get("", "sealed")?),
    })
}

impl Acting<'_> {
    /// The document under this id, held against what is known of it.
    ///
    /// # Errors
    /// [`StoreError::Tampered`] when it is older than it was, or gone.
    pub async fn find<D: Document>(&self, id: Uuid) -> Result<Option<StoredRow<D>>, StoreError> {
        let known = self.roster().at_least(D::TABLE, id);
        let query = select(D::TABLE).and_where(Expr::col("id").eq(id)).to_owned();
        let row = self.transaction().query_one(&query).await?.as_ref().map(read::<D>).transpose()?;
        known.holds(row.as_ref().map(|row| row.revision))?;
        Ok(row)
    }

    /// Every document of a table that has few: periods, releases.
    ///
    /// # Errors
    /// [`StoreError::Tampered`] when one is older than it was.
    pub async fn all<D: Document>(&self) -> Result<Vec<StoredRow<D>>, StoreError> {
        let rows = self.transaction().query_all(&select(D::TABLE)).await?;
        let rows: Vec<StoredRow<D>> = rows.iter().map(read::<D>).collect::<Result<_, _>>()?;
        for row in &rows {
            // Nobody commits while this transaction holds the writer's place.
            self.roster().at_least(D::TABLE, row.id).holds(Some(row.revision))?;
        }
        Ok(rows)
    }

    /// Keeps a new document under this act's revision.
    ///
    /// # Errors
    /// [`StoreError::Database`], also when the id is taken.
    pub async fn insert<D: Document>(
        &self,
        id: Uuid,
        content: &Sealed<D::Content>,
    ) -> Result<(), StoreError> {
        let insert = Query::insert()
            .into_table(D::TABLE)
            .columns(["id", "revision", "sealed"])
            .values_panic([id.into(), number(self.revision()).into(), sealed(content).into()])
            .to_owned();
        self.transaction().execute(&insert).await?;
        self.wrote(D::TABLE, id, self.revision(), None, content.as_bytes());
        Ok(())
    }

    /// Puts a document in the place of `old`, under this act's revision.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when the row is no longer the one that was read.
    pub async fn replace<D: Document>(
        &self,
        old: &StoredRow<D>,
        content: &Sealed<D::Content>,
    ) -> Result<(), StoreError> {
        let update = Query::update()
            .table(D::TABLE)
            .value("revision", number(self.revision()))
            .value("sealed", sealed(content))
            .and_where(Expr::col("id").eq(old.id))
            .and_where(Expr::col("revision").eq(number(old.revision)))
            .to_owned();
        if self.transaction().execute(&update).await?.rows_affected() != 1 {
            return Err(StoreError::Stale);
        }
        self.wrote(
            D::TABLE,
            old.id,
            self.revision(),
            Some((old.revision, old.sealed.as_bytes())),
            content.as_bytes(),
        );
        Ok(())
    }

    /// Puts a case's next revision in the place of `old`, and keeps `old` as it was.
    ///
    /// # Errors
    /// [`StoreError::Stale`] as for [`replace`](Self::replace).
    pub async fn revise_case(
        &self,
        old: &StoredRow<Cases>,
        content: &Sealed<Facts>,
    ) -> Result<(), StoreError> {
        self.replace(old, content).await?;
        let insert = Query::insert()
            .into_table(CaseRevisions::TABLE)
            .columns(["id", "revision", "sealed"])
            .values_panic([old.id.into(), number(old.revision).into(), sealed(&old.sealed).into()])
            .to_owned();
        self.transaction().execute(&insert).await?;
        self.wrote(CaseRevisions::TABLE, old.id, old.revision, None, old.sealed.as_bytes());
        Ok(())
    }
}
