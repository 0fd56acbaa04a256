//! The one place where our types meet SQL.

use sea_orm::sea_query::Value;
use sea_orm::{DbErr, QueryResult};
use uuid::Uuid;

use crate::keyring::Sealed;

/// The value for a column of content. Only sealed content has one: plaintext has no way into a query.
pub(super) fn sealed<T>(content: &Sealed<T>) -> Value {
    content.as_bytes().to_vec().into()
}

/// The value for a column that holds a revision or a number of the log.
pub(super) fn number(number: u64) -> Value {
    // Numbers are counted up one by one from 0; 2^63 of them are out of reach.
    i64::try_from(number).unwrap_or(i64::MAX).into()
}

/// A revision or a number from a column.
pub(super) fn read_number(row: &QueryResult, column: &str) -> Result<u64, DbErr> {
    let number: i64 = row.try_get("", column)?;
    u64::try_from(number).map_err(|_| DbErr::Type(format!("{column} is negative")))
}

/// Bytes of a fixed length from a column.
pub(super) fn read_bytes<const N: usize>(row: &QueryResult, column: &str) -> Result<[u8; N], DbErr> {
    let bytes: Vec<u8> = row.try_get("", column)?;
    bytes.try_into().map_err(|_| DbErr::Type(format!("{column} has another length")))
}

/// An id from a column.
pub(super) fn read_id(row: &QueryResult) -> Result<Uuid, DbErr> {
    row.try_get("", "id")
}
