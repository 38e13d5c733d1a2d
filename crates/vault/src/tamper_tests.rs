//! Tampering from inside: somebody who has the key edits rows. Only a test can have the key and
//! a connection of its own, so these sit in the crate.

use crate::change::{Author, Change, Expected, Op};
use crate::connection::Connection;
use crate::database::{self, Missing};
use crate::error::VaultError;
use crate::journal::BreakKind;
use crate::merge::merge;
use crate::migration::{self, Migration};
use crate::secret::Key;
use crate::{verify, write};
use casework::{Person, PersonId, RecordId as _};
use sqlx::{AssertSqlSafe, SqliteConnection};
use std::path::PathBuf;
use tempfile::TempDir;
use uuid::Uuid;

struct Bench {
    folder: TempDir,
    key: Key,
}

impl Bench {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), key: Key::make_random().unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("vault.db")
    }

    async fn open(&self, missing: Missing, migrations: &[Migration]) -> Result<Connection, VaultError> {
        database::open(&self.path(), &self.key, missing, migrations).await
    }
}

fn person(number: u128) -> Person {
    let mut person = Person::new(PersonId::from_uuid(Uuid::from_u128(number)));
    person.surname_latin = format!("Surname {number}");
    person
}

fn change() -> Change {
    Change::new(Author::new("tester", "2026-03-02T07:00:00Z".parse().unwrap()), "edit")
}

/// A vault with three persons, one of them changed twice and one erased.
async fn vault(bench: &Bench) -> Connection {
    let mut conn = bench.open(Missing::Create, migration::VAULT).await.unwrap();
    for number in 1..=3 {
        write::write(&mut conn, change().put(&person(number), Expected::New).unwrap()).await.unwrap();
    }
    for version in 1..=2 {
        let mut edited = person(1);
        edited.phone = version.to_string();
        write::write(&mut conn, change().put(&edited, Expected::Version(version)).unwrap()).await.unwrap();
    }
    write::write(&mut conn, change().with(Op::erase::<Person>(person(3).id, 1))).await.unwrap();
    verify::journal_and_records(&mut conn).await.unwrap();
    conn
}

async fn run(conn: &mut SqliteConnection, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(conn).await.unwrap();
}

#[tokio::test]
async fn every_way_of_rewriting_the_past_is_noticed_and_named() {
    for (sql, kind, at) in [
        ("UPDATE journal SET actor = 'somebody else' WHERE sequence = 2", BreakKind::Hash, 2),
        ("UPDATE journal SET at_ms = at_ms + 1 WHERE sequence = 4", BreakKind::Hash, 4),
        ("UPDATE journal SET reason = 'import' WHERE sequence = 1", BreakKind::Hash, 1),
        ("UPDATE journal SET subject_id = 'x' WHERE sequence = 5", BreakKind::Hash, 5),
        ("UPDATE journal SET actor = 'testere', reason = 'dit' WHERE sequence = 2", BreakKind::Hash, 2),
        ("UPDATE journal SET details = replace(details, 'Surname', 'surname') WHERE sequence = 2", BreakKind::Details, 2),
        ("UPDATE journal SET details = NULL WHERE sequence = 2", BreakKind::Details, 2),
        ("UPDATE journal SET details = NULL, salt = NULL WHERE sequence = 2", BreakKind::Redacted, 2),
        ("DELETE FROM journal WHERE sequence = 4", BreakKind::Gap, 5),
        ("DELETE FROM journal WHERE sequence = 1", BreakKind::Gap, 2),
        ("DELETE FROM journal WHERE sequence >= 5", BreakKind::Redacted, 3),
        ("UPDATE journal SET sequence = sequence + 1 WHERE sequence = 6", BreakKind::Gap, 7),
        ("UPDATE record SET body = replace(body, 'Surname 2', 'Surname 9') WHERE version = 1", BreakKind::Record, 2),
        ("UPDATE record SET version = 2 WHERE version = 1", BreakKind::Record, 2),
        ("DELETE FROM record WHERE version = 1", BreakKind::Record, 6),
        (
            "INSERT INTO record (id, kind, version, title, sort_key, terms, body, created_at_ms, changed_at_ms)
             VALUES (randomblob(16), 'person', 1, '', '', '', '{}', 0, 0)",
            BreakKind::Record,
            0,
        ),
    ] {
        let bench = Bench::new();
        let mut conn = vault(&bench).await;
        run(&mut conn, sql).await;
        let verified = verify::journal_and_records(&mut conn).await;
        assert!(
            matches!(&verified, Err(VaultError::JournalBroken(broken)) if broken.kind == kind && broken.at == at),
            "{sql}: {verified:?}"
        );
    }
}

#[tokio::test]
async fn a_wrong_key_opens_nothing_and_leaves_the_file_as_it_was() {
    let bench = Bench::new();
    database::close(vault(&bench).await).await.unwrap();
    let before = std::fs::read(bench.path()).unwrap();
    for _ in 0..5 {
        let wrong = Key::make_random().unwrap();
        let opened = database::open(&bench.path(), &wrong, Missing::Refuse, migration::VAULT).await;
        assert!(matches!(opened, Err(VaultError::DatabaseDamaged { .. })));
    }
    assert_eq!(std::fs::read(bench.path()).unwrap(), before);
    bench.open(Missing::Refuse, migration::VAULT).await.unwrap();
}

#[tokio::test]
async fn a_newer_schema_and_a_changed_migration_are_refused() {
    let bench = Bench::new();
    let first = Migration { version: 1, sql: "CREATE TABLE a (x TEXT) STRICT;" };
    let second = Migration { version: 2, sql: "CREATE TABLE b (x TEXT) STRICT;" };
    database::close(bench.open(Missing::Create, &[first]).await.unwrap()).await.unwrap();
    database::close(bench.open(Missing::Refuse, &[first, second]).await.unwrap()).await.unwrap();
    let older = bench.open(Missing::Refuse, &[first]).await;
    assert!(matches!(older, Err(VaultError::FormatTooNew { found: 2, supported: 1 })));
    let edited = Migration { version: 1, sql: "CREATE TABLE a (y TEXT) STRICT;" };
    let changed = bench.open(Missing::Refuse, &[edited, second]).await;
    assert!(matches!(changed, Err(VaultError::DatabaseDamaged { .. })));
    bench.open(Missing::Refuse, &[first, second]).await.unwrap();
}

#[tokio::test]
async fn a_migration_that_fails_leaves_the_schema_as_it_was() {
    let bench = Bench::new();
    let first = Migration { version: 1, sql: "CREATE TABLE a (x TEXT) STRICT;" };
    let broken =
        Migration { version: 2, sql: "CREATE TABLE b (x TEXT) STRICT; INSERT INTO nowhere VALUES (1);" };
    database::close(bench.open(Missing::Create, &[first]).await.unwrap()).await.unwrap();
    assert!(bench.open(Missing::Refuse, &[first, broken]).await.is_err());
    let mut conn = bench.open(Missing::Refuse, &[first]).await.unwrap();
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_master WHERE name = 'b'")
        .fetch_one(&mut *conn)
        .await
        .unwrap();
    assert_eq!(tables, 0);
}

#[tokio::test]
async fn the_settings_that_durability_and_secrecy_rest_on_are_in_force() {
    let bench = Bench::new();
    let mut conn = vault(&bench).await;
    for (pragma, expected) in [
        ("journal_mode", "wal"),
        ("locking_mode", "exclusive"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("secure_delete", "1"),
        ("trusted_schema", "0"),
        ("temp_store", "2"),
        ("cell_size_check", "1"),
    ] {
        let sql = format!("SELECT CAST(({pragma}) AS TEXT) FROM pragma_{pragma}");
        let value: String = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut *conn).await.unwrap();
        assert_eq!(value, expected, "PRAGMA {pragma}");
    }
}

#[tokio::test]
async fn words_of_an_erased_person_leave_the_index_at_once() {
    let bench = Bench::new();
    let mut conn = bench.open(Missing::Create, migration::VAULT).await.unwrap();
    let mut erased = person(1);
    erased.surname_latin = "Zyxwolf".to_owned();
    write::write(&mut conn, change().put(&erased, Expected::New).unwrap()).await.unwrap();
    write::write(&mut conn, change().put(&person(2), Expected::New).unwrap()).await.unwrap();
    let blocks = "SELECT count(*) FROM search_data WHERE instr(block, CAST('yxwolf' AS BLOB)) > 0";
    let before: i64 = sqlx::query_scalar(blocks).fetch_one(&mut *conn).await.unwrap();
    assert!(before > 0, "the probe must find the word while it is there");
    write::write(&mut conn, change().with(Op::erase::<Person>(erased.id, 1))).await.unwrap();
    let after: i64 = sqlx::query_scalar(blocks).fetch_one(&mut *conn).await.unwrap();
    assert_eq!(after, 0);
    let left: i64 = sqlx::query_scalar("SELECT count(*) FROM journal WHERE details LIKE '%Zyxwolf%'")
        .fetch_one(&mut *conn)
        .await
        .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn the_base_of_a_merge_is_rebuilt_from_the_journal_over_many_versions() {
    let bench = Bench::new();
    let mut conn = vault(&bench).await;
    let row = crate::query::load_row(&mut conn, person(1).id.uuid()).await.unwrap().unwrap();
    let base = write::at_version(&mut conn, &row, 1).await.unwrap().unwrap();
    assert_eq!(base, serde_json::to_value(person(1)).unwrap());
    assert_eq!(write::at_version(&mut conn, &row, 9).await.unwrap(), None);
    let merged = merge(&base, &base, &row.document().unwrap(), &[]);
    assert_eq!(merged.body, row.document().unwrap());
}
