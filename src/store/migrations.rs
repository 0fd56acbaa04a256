use migrations::{Migrator, MigratorTrait};
use sea_orm::sea_query::Query;
use sea_orm::{ConnectionTrait, DatabaseConnection};

use super::error::StoreError;

/// Brings the schema up to what this program knows.
///
/// # Errors
/// [`StoreError::NewerSchema`] when the database has taken a step that this program does not know: an older
/// program must not write into it.
pub(super) async fn run(db: &DatabaseConnection) -> Result<(), StoreError> {
    Migrator::install(db).await?;
    let known: Vec<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    let query = Query::select().column("version").from("seaql_migrations").to_owned();
    for row in db.query_all(&query).await? {
        let taken: String = row.try_get("", "version")?;
        if !known.contains(&taken) {
            return Err(StoreError::NewerSchema(taken));
        }
    }
    Migrator::up(db, None).await?;
    Ok(())
}
