//! Accounts and their sessions.

use portal_api::{ContentHash, PortalTime};

use super::{Store, hash_bytes};
use crate::error::InternalError;
use crate::password::PasswordHash;

/// An account to be created.
pub(crate) struct NewAccount<'a> {
    pub(crate) id: String,
    pub(crate) email_folded: &'a str,
    pub(crate) display_name: &'a str,
    pub(crate) password: PasswordHash,
    pub(crate) created_at: PortalTime,
}

/// What a sign-in is checked against.
pub(crate) struct StoredAccount {
    pub(crate) id: String,
    pub(crate) password: PasswordHash,
}

impl Store {
    /// Creates an account; returns whether the e-mail was still free.
    pub(crate) async fn create_account(&self, account: NewAccount<'_>) -> Result<bool, InternalError> {
        let done = sqlx::query(
            "INSERT INTO accounts (id, email_folded, display_name, password_salt, password_hash,
                                   password_memory_kib, password_passes, created_at_ms)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (email_folded) DO NOTHING",
        )
        .bind(account.id)
        .bind(account.email_folded)
        .bind(account.display_name)
        .bind(account.password.salt)
        .bind(account.password.hash)
        .bind(account.password.memory_kib)
        .bind(account.password.passes)
        .bind(account.created_at.epoch_ms())
        .execute(&mut *self.lock().await?)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Returns the account with this e-mail.
    pub(crate) async fn load_account(
        &self,
        email_folded: &str,
    ) -> Result<Option<StoredAccount>, InternalError> {
        type Row = (String, Vec<u8>, Vec<u8>, u32, u32);
        let row: Option<Row> = sqlx::query_as(
            "SELECT id, password_salt, password_hash, password_memory_kib, password_passes
             FROM accounts WHERE email_folded = ?",
        )
        .bind(email_folded)
        .fetch_optional(&mut *self.lock().await?)
        .await?;
        Ok(row.map(|(id, salt, hash, memory_kib, passes)| StoredAccount {
            id,
            password: PasswordHash { salt, hash, memory_kib, passes },
        }))
    }

    /// Remembers a session and forgets those that are over.
    pub(crate) async fn save_session(
        &self,
        token: ContentHash,
        account_id: &str,
        now: PortalTime,
        expires_at: PortalTime,
    ) -> Result<(), InternalError> {
        let mut connection = self.lock().await?;
        sqlx::query("DELETE FROM sessions WHERE expires_at_ms <= ?")
            .bind(now.epoch_ms())
            .execute(&mut *connection)
            .await?;
        sqlx::query("INSERT INTO sessions (token_sha256, account_id, expires_at_ms) VALUES (?, ?, ?)")
            .bind(hash_bytes(&token))
            .bind(account_id)
            .bind(expires_at.epoch_ms())
            .execute(&mut *connection)
            .await?;
        Ok(())
    }

    /// Returns the account that a session belongs to while it lasts.
    pub(crate) async fn load_session_account(
        &self,
        token: ContentHash,
        now: PortalTime,
    ) -> Result<Option<String>, InternalError> {
        Ok(sqlx::query_scalar("SELECT account_id FROM sessions WHERE token_sha256 = ? AND expires_at_ms > ?")
            .bind(hash_bytes(&token))
            .bind(now.epoch_ms())
            .fetch_optional(&mut *self.lock().await?)
            .await?)
    }
}
