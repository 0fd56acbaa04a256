use sea_orm_migration::prelude::*;

use crate::m0001_registry::{create, id, revision, sealed};

/// The table of what statisticians have asked for.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const TABLE: &str = "asked_tables";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, Table::create().table(TABLE).col(id().primary_key()).col(revision()).col(sealed()))
            .await?;
        let name = format!("{TABLE}_by_revision");
        manager.create_index(Index::create().name(name).table(TABLE).col("revision").to_owned()).await
    }
}
