//! What a database knows of itself. A vault: the key that names its files. It is kept inside the
//! database and not derived from the client's key, so that the client's key can be exchanged
//! without touching a file, and a vault can be moved to another cabinet as it is. A cabinet: the
//! key that its exported journals are signed with, wrapped once more by the cabinet key.

use crate::error::VaultError;
use crate::hex;
use crate::secret::{Key, WRAPPED_BYTES};
use sqlx::SqliteConnection;
use zeroize::Zeroizing;

const FILE_NAMES_KEY: &str = "file_names_key";
const JOURNAL_KEY: &str = "journal_key";

/// Makes the key that names the files of a new vault.
pub(crate) async fn make_file_names_key(conn: &mut SqliteConnection) -> Result<(), VaultError> {
    let key = Key::make_random()?;
    // EXPOSE: kept in the encrypted database and nowhere else.
    let spelling = Zeroizing::new(hex::encode(key.expose()));
    insert(conn, FILE_NAMES_KEY, &spelling).await
}

/// Returns the key that names the files.
pub(crate) async fn require_file_names_key(conn: &mut SqliteConnection) -> Result<Key, VaultError> {
    let spelling = load(conn, FILE_NAMES_KEY).await?;
    let spelling = Zeroizing::new(spelling.unwrap_or_default());
    hex::decode(&spelling)
        .map(Key::from_bytes)
        .ok_or(VaultError::UnknownValue { column: "meta.file_names_key" })
}

/// Returns the key that exported journals are signed with, made at the first call. `outer` wraps it.
pub(crate) async fn require_journal_key(conn: &mut SqliteConnection, outer: Key) -> Result<Key, VaultError> {
    let unknown = VaultError::UnknownValue { column: "meta.journal_key" };
    if let Some(spelling) = load(&mut *conn, JOURNAL_KEY).await? {
        let wrapped: Option<[u8; WRAPPED_BYTES]> = hex::decode(&spelling);
        return wrapped.and_then(|wrapped| outer.unwrap_key(&wrapped)).ok_or(unknown);
    }
    let key = Key::make_random()?;
    insert(conn, JOURNAL_KEY, &hex::encode(&outer.wrap(&key)?)).await?;
    Ok(key)
}

async fn load(conn: &mut SqliteConnection, name: &str) -> Result<Option<String>, VaultError> {
    sqlx::query_scalar("SELECT value FROM meta WHERE name = ?")
        .bind(name)
        .fetch_optional(conn)
        .await
        .map_err(VaultError::db("reading what the database knows of itself"))
}

async fn insert(conn: &mut SqliteConnection, name: &str, value: &str) -> Result<(), VaultError> {
    sqlx::query("INSERT INTO meta (name, value) VALUES (?, ?)")
        .bind(name)
        .bind(value)
        .execute(conn)
        .await
        .map_err(VaultError::db("keeping what the database knows of itself"))?;
    Ok(())
}
