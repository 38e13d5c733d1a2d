//! Brings a database's schema forward, one numbered file at a time, each in a transaction.
//! Never backwards: a newer file is refused, and a migration that was changed after it ran too.

use crate::error::VaultError;
use crate::row;
use sha2::{Digest as _, Sha256};
use sqlx::{Connection as _, SqliteConnection};

/// One step of a schema.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    /// Its number, counted from 1 without gaps; also the format that it leads to.
    pub(crate) version: u32,
    /// The statements.
    pub(crate) sql: &'static str,
}

impl Migration {
    fn checksum(self) -> [u8; 32] {
        // A checkout with other line ends is still the same migration.
        Sha256::digest(self.sql.replace("\r\n", "\n").as_bytes()).into()
    }
}

/// The schema of `cabinet.db`.
pub(crate) const CABINET: &[Migration] =
    &[Migration { version: 1, sql: include_str!("../../../migrations/cabinet/0001_clients.sql") }];

/// The schema of `vault.db`.
pub(crate) const VAULT: &[Migration] = &[
    Migration { version: 1, sql: include_str!("../../../migrations/vault/0001_records.sql") },
    Migration { version: 2, sql: include_str!("../../../migrations/vault/0002_words.sql") },
    Migration { version: 3, sql: include_str!("../../../migrations/vault/0003_search_order.sql") },
];

/// Applies what is missing.
pub(crate) async fn run(conn: &mut SqliteConnection, migrations: &[Migration]) -> Result<(), VaultError> {
    let supported = migrations.last().map_or(0, |last| last.version);
    let found = format(conn).await?;
    if found > supported {
        return Err(VaultError::FormatTooNew { found, supported });
    }
    if found > 0 {
        verify_applied(conn, migrations, found).await?;
    }
    for migration in migrations.iter().filter(|migration| migration.version > found) {
        apply(conn, *migration).await?;
    }
    Ok(())
}

/// Returns the format of an open database; 0 before the first migration.
pub(crate) async fn format(conn: &mut SqliteConnection) -> Result<u32, VaultError> {
    sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(conn)
        .await
        .map_err(VaultError::db("reading the format"))
}

async fn apply(conn: &mut SqliteConnection, migration: Migration) -> Result<(), VaultError> {
    let error = || VaultError::db("migrating the database");
    let mut transaction = conn.begin_with("BEGIN IMMEDIATE").await.map_err(error())?;
    sqlx::raw_sql(
        "CREATE TABLE IF NOT EXISTS migration (
            version INTEGER PRIMARY KEY, checksum BLOB NOT NULL CHECK (length(checksum) = 32)
        ) STRICT",
    )
    .execute(&mut *transaction)
    .await
    .map_err(error())?;
    sqlx::raw_sql(migration.sql).execute(&mut *transaction).await.map_err(error())?;
    sqlx::query("INSERT INTO migration (version, checksum) VALUES (?, ?)")
        .bind(migration.version)
        .bind(migration.checksum().to_vec())
        .execute(&mut *transaction)
        .await
        .map_err(error())?;
    let version = sqlx::AssertSqlSafe(format!("PRAGMA user_version = {}", migration.version));
    sqlx::raw_sql(version).execute(&mut *transaction).await.map_err(error())?;
    transaction.commit().await.map_err(error())
}

/// Checks that the file was built by the very migrations that this program carries.
async fn verify_applied(
    conn: &mut SqliteConnection,
    migrations: &[Migration],
    found: u32,
) -> Result<(), VaultError> {
    let rows = sqlx::query("SELECT version, checksum FROM migration ORDER BY version")
        .fetch_all(conn)
        .await
        .map_err(VaultError::db("reading the migrations"))?;
    let mut expected = migrations.iter().filter(|migration| migration.version <= found);
    for row in rows {
        let checksum: [u8; 32] = row::bytes(&row, "checksum")?;
        let version = row::number(&row, "version")?;
        let sound = expected.next().is_some_and(|migration| {
            version == u64::from(migration.version) && checksum == migration.checksum()
        });
        if !sound {
            return Err(VaultError::DatabaseDamaged { what: "its migrations are not ours" });
        }
    }
    if expected.next().is_some() {
        return Err(VaultError::DatabaseDamaged { what: "a migration is missing" });
    }
    Ok(())
}
