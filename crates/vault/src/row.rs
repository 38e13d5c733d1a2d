//! Values out of database rows, without a panic where a file holds what this program never wrote.

use crate::error::VaultError;
use sqlx::sqlite::{Sqlite, SqliteRow};
use sqlx::{Decode, Row as _, Type};
use uuid::Uuid;

/// Returns a column's value.
pub(crate) fn get<'r, T>(row: &'r SqliteRow, column: &'static str) -> Result<T, VaultError>
where
    T: Decode<'r, Sqlite> + Type<Sqlite>,
{
    row.try_get(column).map_err(|_| VaultError::UnknownValue { column })
}

/// Returns a stored number that is never negative.
pub(crate) fn number(row: &SqliteRow, column: &'static str) -> Result<u64, VaultError> {
    u64::try_from(get::<i64>(row, column)?).map_err(|_| VaultError::UnknownValue { column })
}

/// Returns stored bytes of a fixed length.
pub(crate) fn bytes<const N: usize>(row: &SqliteRow, column: &'static str) -> Result<[u8; N], VaultError> {
    get::<&[u8]>(row, column)?.try_into().map_err(|_| VaultError::UnknownValue { column })
}

/// Returns a stored id.
pub(crate) fn uuid(row: &SqliteRow, column: &'static str) -> Result<Uuid, VaultError> {
    bytes(row, column).map(Uuid::from_bytes)
}

/// Returns a number as SQLite keeps it; ours stay far below the limit.
pub(crate) fn as_i64(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
