use sea_orm_migration::prelude::*;

use crate::m0001_registry::{create, id, revision, sealed};

/// Tables of what people come in with, and of what takes two of them.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Tables that keep one sealed document a row.
const DOCUMENTS: [&str; 3] = ["credentials", "approvals", "emergencies"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in DOCUMENTS {
            create(
                manager,
                Table::create().table(table).col(id().primary_key()).col(revision()).col(sealed()),
            )
            .await?;
            let name = format!("{table}_by_revision");
            manager.create_index(Index::create().name(name).table(table).col("revision").to_owned()).await?;
        }
        // `key` is a keyed hash of a login, whether somebody has it or not.
        create(
            manager,
            Table::create()
                .table("tries")
                .col(ColumnDef::new("key").binary_len(32).not_null().primary_key())
                .col(sealed()),
        )
        .await
    }
}
