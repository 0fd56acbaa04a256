use sea_orm_migration::prelude::*;

use crate::m0001_registry::create_documents;

/// The table of what statisticians have asked for.
#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_documents(manager, "asked_tables").await
    }
}
