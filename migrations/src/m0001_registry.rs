use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// The first tables.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Tables that keep one sealed document a row.
const DOCUMENTS: [&str; 6] = ["cases", "notes", "contacts", "teams", "periods", "releases"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in DOCUMENTS {
            create(
                manager,
                Table::create().table(table).col(id().primary_key()).col(revision()).col(sealed()),
            )
            .await?;
        }
        create(
            manager,
            Table::create()
                .table("case_revisions")
                .col(id())
                .col(revision())
                .col(sealed())
                .primary_key(Index::create().col("id").col("revision")),
        )
        .await?;
        // `login_index` is a keyed hash of the login: the one thing a person is looked up by.
        create(
            manager,
            Table::create()
                .table("users")
                .col(id().primary_key())
                .col(revision())
                .col(sealed())
                .col(ColumnDef::new("login_index").binary_len(32).not_null().unique_key()),
        )
        .await?;
        create(
            manager,
            Table::create()
                .table("sessions")
                .col(ColumnDef::new("token_hash").binary_len(32).not_null().primary_key())
                .col(sealed()),
        )
        .await?;
        create(
            manager,
            Table::create()
                .table("audit_entries")
                .col(ColumnDef::new("number").big_integer().not_null().primary_key())
                .col(ColumnDef::new("chain").binary_len(32).not_null())
                .col(ColumnDef::new("body").blob().not_null()),
        )
        .await?;
        // One row, locked by every writing transaction, so that revisions are in the order of commits on every
        // engine, and a reader can follow by asking for revisions greater than the last one it has.
        create(
            manager,
            Table::create()
                .table("head")
                .col(ColumnDef::new("id").integer().not_null().primary_key())
                .col(ColumnDef::new("deployment").uuid().not_null())
                .col(ColumnDef::new("number").big_integer().not_null())
                .col(ColumnDef::new("chain").binary_len(32).not_null())
                .col(ColumnDef::new("marks").binary_len(32).not_null())
                .col(ColumnDef::new("keyring_sequence").big_integer().not_null())
                .col(ColumnDef::new("signature").binary_len(64).not_null()),
        )
        .await?;
        for table in ["cases", "notes", "contacts", "users", "teams", "periods", "releases"] {
            let name = format!("{table}_by_revision");
            manager.create_index(Index::create().name(name).table(table).col("revision").to_owned()).await?;
        }
        Ok(())
    }
}

/// On SQLite a table without row ids: row ids would tell the order in which cases were recorded.
pub(crate) async fn create(
    manager: &SchemaManager<'_>,
    table: &mut TableCreateStatement,
) -> Result<(), DbErr> {
    if manager.get_database_backend() == DatabaseBackend::Sqlite {
        table.extra("without rowid");
    }
    manager.create_table(table.to_owned()).await
}

/// A table that keeps one sealed document a row, to be followed by revision.
pub(crate) async fn create_documents(manager: &SchemaManager<'_>, table: &'static str) -> Result<(), DbErr> {
    create(manager, Table::create().table(table).col(id().primary_key()).col(revision()).col(sealed()))
        .await?;
    let name = format!("{table}_by_revision");
    manager.create_index(Index::create().name(name).table(table).col("revision").to_owned()).await
}

pub(crate) fn id() -> ColumnDef {
    ColumnDef::new("id").uuid().not_null().to_owned()
}

pub(crate) fn revision() -> ColumnDef {
    ColumnDef::new("revision").big_integer().not_null().to_owned()
}

pub(crate) fn sealed() -> ColumnDef {
    ColumnDef::new("sealed").blob().not_null().to_owned()
}
