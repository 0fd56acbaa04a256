//! The schema of Fortrolig, step by step and forward only.
//!
//! It is written with the schema builder, so that SQLite and PostgreSQL get the same tables, and it lies in a
//! crate of its own, because it seldom changes and is slow to compile. A step that has been released is never
//! edited: a later one follows it. There is no way down: a registry is restored from its backup instead.
//!
//! What a table may show is decided here, for what has no column cannot leak: a random id, a revision,
//! ciphertext. No owner, no code, no date, no order of insertion.

mod m0001_registry;
mod m0002_people;
mod m0003_annual;
mod m0004_tables;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

/// All steps, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_registry::Migration),
            Box::new(m0002_people::Migration),
            Box::new(m0003_annual::Migration),
            Box::new(m0004_tables::Migration),
        ]
    }
}
