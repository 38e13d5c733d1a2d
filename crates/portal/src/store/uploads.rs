//! Which account uploaded which file.

use std::collections::HashMap;

use portal_api::{ContentHash, PortalTime};
use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnection;

use super::{Store, hash_bytes, read_time};
use crate::error::InternalError;

/// How an upload was taken.
pub(crate) enum Saved {
    /// The account didn't have it.
    New,
    /// The account had uploaded it at this moment.
    Before(PortalTime),
    /// There is no room for it.
    OverQuota,
}

impl Store {
    /// Records an upload unless the account has it already or has no room left.
    pub(crate) async fn save_upload(
        &self,
        account_id: &str,
        sha256: ContentHash,
        size_bytes: i64,
        quota_bytes: i64,
        now: PortalTime,
    ) -> Result<Saved, InternalError> {
        let mut connection = self.lock().await?;
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
        let before: Option<i64> =
            sqlx::query_scalar("SELECT received_at_ms FROM uploads WHERE account_id = ? AND sha256 = ?")
                .bind(account_id)
                .bind(hash_bytes(&sha256))
                .fetch_optional(&mut *transaction)
                .await?;
        if let Some(received_at_ms) = before {
            return Ok(Saved::Before(read_time(received_at_ms)?));
        }
        let used_bytes: i64 =
            sqlx::query_scalar("SELECT COALESCE(SUM(size_bytes), 0) FROM uploads WHERE account_id = ?")
                .bind(account_id)
                .fetch_one(&mut *transaction)
                .await?;
        if used_bytes.saturating_add(size_bytes) > quota_bytes {
            return Ok(Saved::OverQuota);
        }
        sqlx::query(
            "INSERT INTO uploads (account_id, sha256, size_bytes, received_at_ms)
             VALUES (?, ?, ?, ?)",
        )
        .bind(account_id)
        .bind(hash_bytes(&sha256))
        .bind(size_bytes)
        .bind(now.epoch_ms())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Saved::New)
    }

    /// Returns the sizes of those of these files that the account uploaded.
    pub(crate) async fn list_uploads(
        &self,
        account_id: &str,
        hashes: impl Iterator<Item = ContentHash>,
    ) -> Result<HashMap<ContentHash, u64>, InternalError> {
        sizes(&mut *self.lock().await?, account_id, hashes).await
    }
}

/// As [`Store::list_uploads`], within a transaction.
pub(super) async fn sizes(
    connection: &mut SqliteConnection,
    account_id: &str,
    hashes: impl Iterator<Item = ContentHash>,
) -> Result<HashMap<ContentHash, u64>, InternalError> {
    let mut found = HashMap::new();
    for sha256 in hashes {
        let size_bytes: Option<i64> =
            sqlx::query_scalar("SELECT size_bytes FROM uploads WHERE account_id = ? AND sha256 = ?")
                .bind(account_id)
                .bind(hash_bytes(&sha256))
                .fetch_optional(&mut *connection)
                .await?;
        if let Some(size_bytes) = size_bytes {
            let size_bytes = u64::try_from(size_bytes).map_err(|_| InternalError::Corrupt("size"))?;
            found.insert(sha256, size_bytes);
        }
    }
    Ok(found)
}
