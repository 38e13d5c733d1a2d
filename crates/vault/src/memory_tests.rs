//! After a lock neither a name nor a key is left in memory. A process of its own opens, reads and
//! writes; this one looks through its memory, first while the cabinet is open, where everything has
//! to be found, then after the lock.

use crate::cabinet::{Cabinet, Unlock};
use crate::change::{Author, Change, Expected};
use crate::client::ClientFolder;
use crate::client_key;
use crate::kdf::KdfCost;
use crate::outbox::{OutboxId, OutboxRow};
use crate::query::ListQuery;
use crate::secret::Purpose;
use crate::{Op, files, meta};
use casework::{Person, PersonId, RecordId as _};
use jiff::Timestamp;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha512};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use uuid::Uuid;

#[path = "../../testkit/src/memory.rs"]
mod scan;

use scan::{Needle, stop_at};

#[global_allocator]
static ALLOCATOR: crate::memory::WipingAllocator = crate::memory::WIPING_ALLOCATOR;

const FOLDER: &str = "EXPAT_DESK_TEST_FOLDER";
/// Enough for several pages of every table and for pages that leave the cache.
const PERSONS: u128 = 300;

/// What is looked for. Made while the test runs: a text in the program would be found in it.
#[derive(Serialize, Deserialize)]
struct Canaries {
    passphrase: String,
    surname: String,
    cyrillic: String,
    passport: String,
    client: String,
    scan: String,
}

impl Canaries {
    fn make() -> Self {
        let word = |first: char| -> String {
            let letters = Uuid::now_v7().as_u128();
            (0..14)
                .map(|at| char::from_u32(u32::from(first) + (letters >> (4 * at)) as u32 % 16).unwrap())
                .collect()
        };
        Self {
            passphrase: format!("{} {} {}", word('a'), word('b'), word('c')),
            surname: word('D'),
            cyrillic: word('б'),
            passport: format!("N{}", Uuid::now_v7().as_u128() % 1_000_000_000_000),
            client: word('E'),
            scan: word('F'),
        }
    }

    fn needles(&self) -> Vec<Needle> {
        [
            ("the passphrase", &self.passphrase),
            ("a surname", &self.surname),
            ("a Cyrillic surname", &self.cyrillic),
            ("a passport number", &self.passport),
            ("a client's name", &self.client),
            ("a scan", &self.scan),
        ]
        .iter()
        .flat_map(|(what, text)| Needle::of_text(what, text))
        .collect()
    }

    fn unlock(&self) -> Unlock {
        Unlock::Passphrase(SecretString::from(self.passphrase.clone()))
    }
}

fn author() -> Author {
    Author::new("tester", Timestamp::UNIX_EPOCH)
}

#[tokio::test]
#[ignore = "the other process of nothing_is_left_in_memory_after_a_lock"]
async fn works_and_locks() {
    let folder = std::env::var_os(FOLDER).unwrap();
    let folder = Path::new(&folder);
    // Boxed: the states of futures on the stack would stay there.
    let cabinet = Box::pin(work(folder)).await;
    stop_at("open").unwrap();
    cabinet.lock().await.unwrap();
    stop_at("locked").unwrap();
}

async fn work(folder: &Path) -> Cabinet {
    let text = fs::read_to_string(folder.join("canaries")).unwrap();
    let canaries: Canaries = serde_json::from_str(&text).unwrap();
    let home = folder.join("cabinet");
    let passphrase = SecretString::from(canaries.passphrase.clone());
    let cost = KdfCost::cheap_for_tests();
    let (cabinet, _) = Cabinet::create(&home, passphrase, cost, Timestamp::UNIX_EPOCH).await.unwrap();
    let client = cabinet.create_client(&canaries.client, "teal", author()).await.unwrap();
    let vault = cabinet.open_client(client.id).await.unwrap();
    for number in 0..PERSONS {
        let mut person = Person::new(PersonId::from_uuid(Uuid::from_u128(number + 1)));
        person.surname_latin = format!("{} {number}", canaries.surname);
        person.surname_cyrillic.clone_from(&canaries.cyrillic);
        person.former_names.clone_from(&canaries.passport);
        let body = canaries.surname.clone().into();
        let row = OutboxRow::new(OutboxId(Uuid::from_u128(number + 1)), "test", body, Timestamp::UNIX_EPOCH);
        let change = Change::new(author(), "edit").put(&person, Expected::New).unwrap();
        vault.write(change.with(Op::outbox(row))).await.unwrap();
    }
    let scan = canaries.scan.repeat(20_000).into_bytes();
    let file = vault.attach(scan, "text/plain", author()).await.unwrap();
    assert!(vault.read_file(file).await.unwrap().starts_with(canaries.scan.as_bytes()));
    cabinet.lock().await.unwrap();

    let cabinet = Cabinet::open(&home, canaries.unlock()).await.unwrap();
    let vault = cabinet.open_client(client.id).await.unwrap();
    assert_eq!(vault.list::<Person>(ListQuery::default()).await.unwrap().len() as u128, PERSONS);
    assert!(!vault.search(canaries.surname.as_str(), 20).await.unwrap().is_empty());
    assert!(!vault.history(PersonId::from_uuid(Uuid::from_u128(1))).await.unwrap().is_empty());
    vault.verify().await.unwrap();
    vault.read_file(file).await.unwrap();
    cabinet.export_journal(client.id, &folder.join("journal.jsonl"), author()).await.unwrap();
    cabinet
}

/// Returns every key of the cabinet that this process can find out.
async fn keys(folder: &Path, canaries: &Canaries) -> Vec<Needle> {
    let home = folder.join("cabinet");
    let cabinet = Cabinet::open(&home, canaries.unlock()).await.unwrap();
    let client = cabinet.clients().await.unwrap()[0].id;
    let vault = cabinet.open_client(client).await.unwrap();
    let mut needles = Vec::new();
    {
        let guard = cabinet.inner.state.lock().await;
        let state = guard.as_ref().unwrap();
        let id = state.header.cabinet;
        let key = client_key::load(&ClientFolder::new(&home, client), &state.owner(), client).await.unwrap();
        for (what, key) in [
            ("the cabinet's key", state.key.clone()),
            ("the key of the index", state.key.derive(id, Purpose::CabinetDatabase).unwrap()),
            ("the key of the seal", state.key.derive(id, Purpose::HeaderSeal).unwrap()),
            ("the key around a client's", state.key.derive(id, Purpose::Client(client.uuid())).unwrap()),
            ("a client's key", key.clone()),
            ("the key of a vault", key.derive(client.uuid(), Purpose::VaultDatabase).unwrap()),
            ("the key of a note's seal", key.derive(client.uuid(), Purpose::LastEntry).unwrap()),
            ("the key of the index's note", state.key.derive(id, Purpose::LastEntry).unwrap()),
            ("the key around the signature's", state.key.derive(id, Purpose::JournalKey).unwrap()),
        ] {
            needles.extend(Needle::of_key(what, key.expose()));
        }
    }
    let seed = cabinet.signing_key().await.unwrap();
    needles.extend(Needle::of_key("the signature's key", seed.expose()));
    // What the signature makes of it first; see RFC 8032.
    let mut scalar = Sha512::digest(seed.expose());
    scalar[0] &= 248;
    scalar[31] = scalar[31] & 63 | 64;
    needles.extend(Needle::of_key("the signature's number", &scalar[..32]));
    needles.extend(Needle::of_key("the signature's prefix", &scalar[32..]));
    let names = vault.store().run(|conn| Box::pin(meta::require_file_names_key(conn))).await.unwrap();
    needles.extend(Needle::of_key("the key of the files' names", names.expose()));
    for file in vault.store().run(|conn| Box::pin(files::list(conn))).await.unwrap() {
        needles.extend(Needle::of_key("the key of a scan", file.key.expose()));
    }
    cabinet.lock().await.unwrap();
    needles
}

#[tokio::test]
async fn nothing_is_left_in_memory_after_a_lock() {
    let folder = tempfile::tempdir().unwrap();
    let canaries = Canaries::make();
    fs::write(folder.path().join("canaries"), serde_json::to_string(&canaries).unwrap()).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "memory_tests::works_and_locks", "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut say = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line == "at open"));
    let open = scan::scan(child.id(), &canaries.needles()).unwrap();
    assert!(!open.is_empty(), "the search must find what is there");
    say.write_all(b"1").unwrap();
    assert!(lines.any(|line| line == "at locked"));
    let mut needles = canaries.needles();
    needles.extend(keys(folder.path(), &canaries).await);
    let hits = scan::scan(child.id(), &needles).unwrap();
    drop(say);
    child.wait().unwrap();
    println!("{} hits while open, {} after the lock", open.len(), hits.len());
    assert!(hits.is_empty(), "{} hits, the first of each: {:#?}", hits.len(), first_of_each(&hits));
}

/// Returns the first hit of each thing in each place, by pages of memory.
fn first_of_each(hits: &[String]) -> Vec<&String> {
    let mut seen = std::collections::BTreeSet::new();
    let kind = |hit: &str| -> Option<(String, u64)> {
        let (what, rest) = hit.split_once(" at 0x")?;
        let (place, _) = rest.split_once(' ')?;
        Some((what.to_owned(), u64::from_str_radix(place, 16).ok()? >> 16))
    };
    hits.iter().filter(|hit| seen.insert(kind(hit))).collect()
}
