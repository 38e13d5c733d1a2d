//! What a vault knows of itself: the key that names its files. It is kept inside the database and
//! not derived from the client's key, so that the client's key can be exchanged without touching
//! a file, and a vault can be moved to another cabinet as it is.

use crate::error::VaultError;
use crate::hex;
use crate::secret::Key;
use sqlx::SqliteConnection;
use zeroize::Zeroizing;

const FILE_NAMES_KEY: &str = "file_names_key";

/// Makes the key that names the files of a new vault.
pub(crate) async fn make_file_names_key(conn: &mut SqliteConnection) -> Result<(), VaultError> {
    let key = Key::make_random()?;
    // EXPOSE: kept in the encrypted database and nowhere else.
    let spelling = Zeroizing::new(hex::encode(key.expose()));
    sqlx::query("INSERT INTO meta (name, value) VALUES (?, ?)")
        .bind(FILE_NAMES_KEY)
        .bind(spelling.as_str())
        .execute(conn)
        .await
        .map_err(VaultError::db("keeping the file name key"))?;
    Ok(())
}

/// Returns the key that names the files.
pub(crate) async fn require_file_names_key(conn: &mut SqliteConnection) -> Result<Key, VaultError> {
    let spelling: Option<String> = sqlx::query_scalar("SELECT value FROM meta WHERE name = ?")
        .bind(FILE_NAMES_KEY)
        .fetch_optional(conn)
        .await
        .map_err(VaultError::db("reading the file name key"))?;
    let spelling = Zeroizing::new(spelling.unwrap_or_default());
    hex::decode(&spelling)
        .map(Key::from_bytes)
        .ok_or(VaultError::UnknownValue { column: "meta.file_names_key" })
}
