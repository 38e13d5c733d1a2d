//! A database that an older program wrote: before its schema changes, a checked copy of it is put
//! beside it. The copy goes when a backup holds the database in the new form.

use crate::connection::Connection;
use crate::copy;
use crate::database::{self, Missing};
use crate::error::VaultError;
use crate::migration::{self, Migration};
use crate::secret::Key;
use sqlx::SqliteConnection;
use std::fs;
use std::path::Path;

/// What the extension of a kept copy begins with; the number of the migration follows.
const EXTENSION: &str = "before-";

/// Opens a database of the cabinet; one in an older format is copied before it is migrated.
pub(crate) async fn open(path: &Path, key: &Key, migrations: &[Migration]) -> Result<Connection, VaultError> {
    let mut conn = database::connect(path, key, Missing::Refuse).await?;
    let ready = async {
        keep(&mut conn, path, key, migrations).await?;
        migration::run(&mut conn, migrations).await
    }
    .await;
    match ready {
        Ok(()) => Ok(conn),
        Err(error) => {
            // The first error says more than one of closing.
            database::close(conn).await.ok();
            Err(error)
        }
    }
}

async fn keep(
    conn: &mut SqliteConnection,
    path: &Path,
    key: &Key,
    migrations: &[Migration],
) -> Result<(), VaultError> {
    let found = migration::format(conn).await?;
    let (known, missing): (Vec<_>, Vec<_>) =
        migrations.iter().copied().partition(|migration| migration.version <= found);
    let Some(next) = missing.first().filter(|_| found > 0) else { return Ok(()) };
    let kept = path.with_extension(format!("{EXTENSION}{}", next.version));
    copy::copy(conn, &kept).await?;
    copy::check(&kept, key, &known).await.map(drop)
}

/// Removes the copies in a folder.
pub(crate) fn forget(folder: &Path) -> Result<(), VaultError> {
    for entry in fs::read_dir(folder).map_err(VaultError::io("looking into a folder"))? {
        let path = entry.map_err(VaultError::io("looking into a folder"))?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if extension.is_some_and(|extension| extension.starts_with(EXTENSION)) {
            fs::remove_file(&path).map_err(VaultError::io("removing an older format"))?;
        }
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::{forget, open};
    use crate::copy;
    use crate::database::{self, Missing};
    use crate::error::VaultError;
    use crate::migration::{CABINET, Migration};
    use crate::secret::Key;

    fn newer(sql: &'static str) -> Vec<Migration> {
        let version = CABINET.last().unwrap().version + 1;
        CABINET.iter().copied().chain([Migration { version, sql }]).collect()
    }

    #[tokio::test]
    async fn a_migration_leaves_a_checked_copy_of_the_older_format_until_a_backup_was_made() {
        let folder = tempfile::tempdir().unwrap();
        let (path, key) = (folder.path().join("cabinet.db"), Key::make_random().unwrap());
        let conn = database::open(&path, &key, Missing::Create, CABINET).await.unwrap();
        database::close(conn).await.unwrap();
        let kept = path.with_extension(format!("before-{}", CABINET.len() + 1));

        let conn = open(&path, &key, CABINET).await.unwrap();
        database::close(conn).await.unwrap();
        assert!(!kept.exists(), "nothing to keep where nothing changes");

        let broken = open(&path, &key, &newer("CREATE TABLE half (")).await;
        assert!(matches!(broken, Err(VaultError::Database { .. })));
        copy::check(&kept, &key, CABINET).await.unwrap();
        copy::check(&path, &key, CABINET).await.unwrap();

        let newer = newer("CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT");
        database::close(open(&path, &key, &newer).await.unwrap()).await.unwrap();
        copy::check(&kept, &key, CABINET).await.unwrap();
        let refused = open(&path, &key, CABINET).await;
        assert!(matches!(refused, Err(VaultError::FormatTooNew { .. })), "the older program stays out");

        forget(folder.path()).unwrap();
        assert!(!kept.exists() && path.exists());
    }
}
