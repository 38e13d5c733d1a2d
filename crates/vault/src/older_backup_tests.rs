//! A backup that an older program took is restored and brought forward. The snapshot is made by
//! this program, and its vault then replaced by one that only the first migration has built.

use crate::backup_manifest::Manifest;
use crate::cabinet::{Cabinet, Unlock};
use crate::change::{Author, Change, Expected};
use crate::cipher;
use crate::client::{ClientFolder, ClientId};
use crate::client_key::{self, Owner};
use crate::database::{self, Missing};
use crate::header;
use crate::kdf::KdfCost;
use crate::migration::{self, VAULT};
use crate::secret::Purpose;
use casework::{Person, PersonId, RecordId as _};
use secrecy::SecretString;
use sqlx::SqliteConnection;
use std::fs;
use std::path::Path;
use uuid::Uuid;

/// The tables of the first migration that are copied row by row.
const TABLES: [&str; 6] = ["meta", "record", "link", "journal", "outbox", "file"];

fn author() -> Author {
    Author::new("tester", "2026-03-02T07:00:00Z".parse().unwrap())
}

fn unlock() -> Unlock {
    Unlock::Passphrase(SecretString::from("seven quiet storks over Burabay"))
}

async fn run(conn: &mut SqliteConnection, sql: &'static str) {
    sqlx::raw_sql(sql).execute(conn).await.unwrap();
}

/// Puts the vault of a snapshot into the format of the first migration.
async fn age(snapshot: &Path, client: ClientId) {
    let header = header::load(snapshot).unwrap();
    let cabinet_key = unlock().key(header.peek()).unwrap();
    let header = header.verify(&cabinet_key).unwrap();
    let place = ClientFolder::new(snapshot, client);
    let owner = Owner { cabinet: header.cabinet, key: cabinet_key.clone() };
    let key = client_key::load(&place, &owner, client).await.unwrap();
    let key = key.derive(client.uuid(), Purpose::VaultDatabase).unwrap();
    let newer = snapshot.parent().unwrap().join("newer.db");
    fs::rename(place.database(), &newer).unwrap();

    let mut conn = database::open(&place.database(), &key, Missing::Create, &VAULT[..1]).await.unwrap();
    sqlx::query("ATTACH DATABASE ? AS newer KEY ?")
        .bind(newer.to_str().unwrap())
        .bind(cipher::quoted(&key).as_str())
        .execute(&mut *conn)
        .await
        .unwrap();
    for table in TABLES {
        let sql = sqlx::AssertSqlSafe(format!("INSERT INTO main.{table} SELECT * FROM newer.{table}"));
        sqlx::raw_sql(sql).execute(&mut *conn).await.unwrap();
    }
    let words = "INSERT INTO main.search (rowid, title, terms) SELECT rowid, title, terms FROM newer.search";
    run(&mut conn, words).await;
    run(&mut conn, "DETACH DATABASE newer").await;
    assert_eq!(migration::format(&mut conn).await.unwrap(), 1);
    database::close(conn).await.unwrap();
    fs::remove_file(newer).unwrap();
    Manifest::load(snapshot, &cabinet_key).unwrap().save(snapshot, &cabinet_key).unwrap();
}

#[tokio::test]
async fn a_backup_of_the_first_format_is_restored_and_brought_forward() {
    let folder = tempfile::tempdir().unwrap();
    let passphrase = SecretString::from("seven quiet storks over Burabay");
    let (home, backups) = (folder.path().join("cabinet"), folder.path().join("backups"));
    let (cabinet, _) =
        Cabinet::create(&home, passphrase, KdfCost::cheap_for_tests(), author().at).await.unwrap();
    let client = cabinet.create_client("Steppe Partners", "teal", author()).await.unwrap().id;
    let vault = cabinet.open_client(client).await.unwrap();
    let mut person = Person::new(PersonId::from_uuid(Uuid::from_u128(7)));
    person.surname_latin = "Lindqvist".to_owned();
    vault.write(Change::new(author(), "edit").put(&person, Expected::New).unwrap()).await.unwrap();
    let scan = vault.attach(vec![5; 70_000], "image/png", author()).await.unwrap();
    let snapshot = cabinet.back_up(&backups, author().at).await.unwrap().snapshot;
    cabinet.lock().await.unwrap();
    age(&snapshot.folder, client).await;

    Cabinet::check_backup(&snapshot, unlock()).await.unwrap();
    let restored = folder.path().join("restored");
    assert_eq!(Cabinet::restore_backup(&snapshot, &restored, unlock()).await.unwrap(), 0);
    let kept = ClientFolder::new(&restored, client).database().with_extension("before-2");
    assert!(!kept.exists(), "a restore migrates nothing");
    let cabinet = Cabinet::open(&restored, unlock()).await.unwrap();
    let vault = cabinet.open_client(client).await.unwrap();
    assert!(kept.exists(), "the older form is kept until a backup has the new one");
    let stored = vault.require::<Person>(person.id).await.unwrap();
    assert_eq!((stored.record, stored.version), (person, 1));
    let hits = vault.search("Lindqvst", 5).await.unwrap();
    assert_eq!(hits.len(), 1, "the words of older records are known since the second migration");
    assert_eq!(*vault.read_file(scan).await.unwrap(), vec![5; 70_000]);
    vault.verify().await.unwrap();
    cabinet.back_up(&backups, author().at).await.unwrap();
    assert!(!kept.exists());
}
