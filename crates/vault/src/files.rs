//! What the database knows of the attached files.

use crate::attachment::FileId;
use crate::error::VaultError;
use crate::row::{bytes, get, number};
use crate::secret::Key;
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

/// A file and its key.
#[derive(Debug, Clone)]
pub(crate) struct FileEntry {
    pub(crate) id: FileId,
    pub(crate) key: Key,
    pub(crate) size_bytes: u64,
    pub(crate) media_type: String,
}

/// A file as the database knows it.
#[derive(Debug, Clone)]
pub(crate) enum FileRow {
    /// It can be read.
    Kept(FileEntry),
    /// Its key was erased.
    Erased,
}

/// Returns a file.
pub(crate) async fn load(conn: &mut SqliteConnection, id: FileId) -> Result<Option<FileRow>, VaultError> {
    let row = sqlx::query("SELECT * FROM file WHERE id = ?")
        .bind(id.bytes().as_slice())
        .fetch_optional(conn)
        .await
        .map_err(VaultError::db("reading a file's key"))?;
    let Some(row) = row else { return Ok(None) };
    if get::<Option<&[u8]>>(&row, "key")?.is_none() {
        return Ok(Some(FileRow::Erased));
    }
    read(&row).map(|file| Some(FileRow::Kept(file)))
}

/// Returns all files that were not erased, in the order of their names.
pub(crate) async fn list(conn: &mut SqliteConnection) -> Result<Vec<FileEntry>, VaultError> {
    let rows = sqlx::query("SELECT * FROM file WHERE key IS NOT NULL ORDER BY id")
        .fetch_all(conn)
        .await
        .map_err(VaultError::db("listing files"))?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<FileEntry, VaultError> {
    Ok(FileEntry {
        id: FileId::from_bytes(bytes(row, "id")?),
        key: Key::from_slice(get(row, "key")?).ok_or(VaultError::UnknownValue { column: "file.key" })?,
        size_bytes: number(row, "size_bytes")?,
        media_type: get(row, "media_type")?,
    })
}
