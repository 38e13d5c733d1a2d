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
    /// Returns whether the account has the file already, or room for it.
    pub(crate) async fn has_room(
        &self,
        account_id: &str,
        sha256: ContentHash,
        size_bytes: u64,
        quota_bytes: u64,
    ) -> Result<bool, InternalError> {
        let mut connection = self.lock().await?;
        let before = received_at(&mut connection, account_id, sha256).await?;
        Ok(before.is_some() || fits(&mut connection, account_id, size_bytes, quota_bytes).await?)
    }

    /// Records an upload unless the account has it already or has no room left.
    pub(crate) async fn save_upload(
        &self,
        account_id: &str,
        sha256: ContentHash,
        size_bytes: u64,
        quota_bytes: u64,
        now: PortalTime,
    ) -> Result<Saved, InternalError> {
        let mut connection = self.lock().await?;
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
        if let Some(before) = received_at(&mut transaction, account_id, sha256).await? {
            return Ok(Saved::Before(before));
        }
        if !fits(&mut transaction, account_id, size_bytes, quota_bytes).await? {
            return Ok(Saved::OverQuota);
        }
        sqlx::query(
            "INSERT INTO uploads (account_id, sha256, size_bytes, received_at_ms)
             VALUES (?, ?, ?, ?)",
        )
        .bind(account_id)
        .bind(hash_bytes(&sha256))
        .bind(i64::try_from(size_bytes).unwrap_or(i64::MAX))
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

async fn received_at(
    connection: &mut SqliteConnection,
    account_id: &str,
    sha256: ContentHash,
) -> Result<Option<PortalTime>, InternalError> {
    let received_at_ms: Option<i64> =
        sqlx::query_scalar("SELECT received_at_ms FROM uploads WHERE account_id = ? AND sha256 = ?")
            .bind(account_id)
            .bind(hash_bytes(&sha256))
            .fetch_optional(connection)
            .await?;
    received_at_ms.map(read_time).transpose()
}

async fn fits(
    connection: &mut SqliteConnection,
    account_id: &str,
    size_bytes: u64,
    quota_bytes: u64,
) -> Result<bool, InternalError> {
    let used_bytes: i64 =
        sqlx::query_scalar("SELECT COALESCE(SUM(size_bytes), 0) FROM uploads WHERE account_id = ?")
            .bind(account_id)
            .fetch_one(connection)
            .await?;
    let used_bytes = u64::try_from(used_bytes).map_err(|_| InternalError::Corrupt("size"))?;
    Ok(used_bytes.saturating_add(size_bytes) <= quota_bytes)
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
