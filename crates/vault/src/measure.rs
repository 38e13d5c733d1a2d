//! How fast a large cabinet is, beside the same databases without encryption.
//!
//! Makes a cabinet of invented persons and papers in a folder, and a plain twin of every vault in
//! it, and asks both the same things in the same process. Nothing here takes anybody's records: what
//! lies in the clear afterwards was made up by [`Sample::make`].

use crate::cabinet::{Cabinet, Unlock};
use crate::cabinet_search;
use crate::change::{Author, Change, Expected, Op};
use crate::client::ClientId;
use crate::error::VaultError;
use crate::kdf::KdfCost;
use crate::query::ListQuery;
use crate::search::SearchQuery;
use crate::vault::Vault;
use casework::{Kind, Paper, PaperId, PaperOwner, Person, PersonId, RecordId as _};
use jiff::Timestamp;
use secrecy::SecretString;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use uuid::Uuid;

const PASSPHRASE: &str = "measured-Tulpar-runs-7-laps";
const PAPERS_PER_PERSON: u32 = 3;
/// The type of the papers that have no title of their own, a third of all.
const UNTITLED: &str = "diploma";
/// What a screen of a list shows.
const PAGE: u32 = 100;
/// What a search asks for.
const HITS: u32 = 30;
/// Searches of each kind; the 99th percentile of fewer is chance.
const SEARCHES: u32 = 500;
/// Unlocks; each takes about a second.
const UNLOCKS: u32 = 5;

/// A large cabinet and its plain twin.
#[derive(Debug)]
pub struct Sample {
    folder: PathBuf,
    clients: u32,
    persons: u32,
}

impl Sample {
    /// Fills a new folder: `persons` spread over `clients`, three papers each.
    pub async fn make(folder: &Path, clients: u32, persons: u32, cost: KdfCost) -> Result<Self, VaultError> {
        let sample = Self { folder: folder.to_owned(), clients: clients.clamp(1, persons.max(1)), persons };
        let author = Author::new("measurement", Timestamp::UNIX_EPOCH);
        let passphrase = SecretString::from(PASSPHRASE);
        let (cabinet, _) =
            Cabinet::create(&sample.cabinet(), passphrase, cost, Timestamp::UNIX_EPOCH).await?;
        crate::atomic_file::create_private_folder(&sample.plain())?;
        for number in 0..sample.clients {
            let client =
                cabinet.create_client(&format!("Client {number:03}"), "teal", author.clone()).await?;
            let vault = cabinet.open_client(client.id).await?;
            vault.write(sample.fill(number, author.clone())?).await?;
            vault.copy_plain(&sample.plain().join(client.id.to_string())).await?;
            cabinet.close_client(client.id).await?;
        }
        cabinet.lock().await?;
        Ok(sample)
    }

    fn cabinet(&self) -> PathBuf {
        self.folder.join("cabinet")
    }

    fn plain(&self) -> PathBuf {
        self.folder.join("plain")
    }

    /// The persons of a client and their papers, as one import writes them.
    fn fill(&self, client: u32, author: Author) -> Result<Change, VaultError> {
        let mut change = Change::new(author, "import");
        for number in (client..self.persons).step_by(self.clients as usize) {
            let person = person(number);
            change = change.with(Op::put(&person, Expected::New)?);
            for paper in 0..PAPERS_PER_PERSON {
                change = change.with(Op::put(&self::paper(person.id, number, paper), Expected::New)?);
            }
        }
        Ok(change)
    }

    /// Opens the cabinet; the key derivation is in it.
    pub async fn unlock(&self) -> Result<Cabinet, VaultError> {
        Cabinet::open(&self.cabinet(), Unlock::Passphrase(SecretString::from(PASSPHRASE))).await
    }

    /// Opens all vaults.
    pub async fn open_encrypted(&self, cabinet: &Cabinet) -> Result<Vec<(ClientId, Vault)>, VaultError> {
        Ok(cabinet.open_active().await?.vaults)
    }

    /// Opens the plain twins of all vaults.
    pub async fn open_plain(&self, cabinet: &Cabinet) -> Result<Vec<(ClientId, Vault)>, VaultError> {
        let mut vaults = Vec::new();
        for client in cabinet.clients().await? {
            let vault = Vault::open_plain(&self.plain().join(client.id.to_string()), client.id).await?;
            vaults.push((client.id, vault));
        }
        Ok(vaults)
    }

    /// Returns the query number `number` of a mix that people type: beginnings of names, whole
    /// names, two letters, digits of a number.
    #[must_use]
    pub fn query(&self, number: u32) -> String {
        let wanted = number.wrapping_mul(7919) % self.persons.max(1);
        let surname = surname(wanted);
        let begin = |letters: usize| surname.chars().take(letters).collect::<String>();
        match number % 10 {
            0..=2 => begin(4),
            3 | 4 => format!("{surname} {}", given(wanted)),
            5 => begin(2),
            6 => cyrillic(wanted),
            7 => iin(wanted),
            8 => iin(wanted).chars().take(7).collect(),
            _ => surname,
        }
    }

    /// Measures everything once.
    pub async fn measure(&self) -> Result<Measured, VaultError> {
        let mut to_list = Watch::start();
        for _ in 0..UNLOCKS {
            let began = Instant::now();
            let cabinet = self.unlock().await?;
            self.list_first(&cabinet).await?;
            to_list.times.push(began.elapsed());
            cabinet.lock().await?;
        }
        let unlock_to_list = to_list.stop();
        let mut to_overview = Watch::start();
        for _ in 0..UNLOCKS {
            let began = Instant::now();
            let cabinet = self.unlock().await?;
            cabinet.overview().await?;
            to_overview.times.push(began.elapsed());
            cabinet.lock().await?;
        }
        let unlock_to_overview = to_overview.stop();
        let cabinet = self.unlock().await?;
        let plain = self.open_plain(&cabinet).await?;
        let encrypted = self.open_encrypted(&cabinet).await?;
        let measured = Measured {
            clients: self.clients,
            persons: self.persons,
            papers: self.persons * PAPERS_PER_PERSON,
            encrypted_bytes: size_of(&self.cabinet()),
            plain_bytes: size_of(&self.plain()),
            unlock_to_list,
            unlock_to_overview,
            prepare_search: Both {
                encrypted: time_prepare(&encrypted).await?,
                plain: time_prepare(&plain).await?,
            },
            search_all: Both {
                encrypted: self.time_searches(&encrypted).await?,
                plain: self.time_searches(&plain).await?,
            },
            search_types: Both { encrypted: time_types(&encrypted).await?, plain: time_types(&plain).await? },
            search_one: Both {
                encrypted: self.time_searches(encrypted.get(..1).unwrap_or_default()).await?,
                plain: self.time_searches(plain.get(..1).unwrap_or_default()).await?,
            },
            list_page: Both { encrypted: time_lists(&encrypted).await?, plain: time_lists(&plain).await? },
            memory_peak_bytes: memory_peak(),
        };
        for (_, vault) in plain {
            vault.close().await?;
        }
        cabinet.lock().await?;
        Ok(measured)
    }

    /// Reads the first page of the first client's persons: what the window shows after an unlock.
    pub async fn list_first(&self, cabinet: &Cabinet) -> Result<usize, VaultError> {
        let Some(client) = cabinet.clients().await?.first().map(|client| client.id) else { return Ok(0) };
        let query = ListQuery { limit: PAGE, ..ListQuery::default() };
        Ok(cabinet.open_client(client).await?.list::<Person>(query).await?.len())
    }

    async fn time_searches(&self, vaults: &[(ClientId, Vault)]) -> Result<Times, VaultError> {
        let mut watch = Watch::start();
        for number in 0..SEARCHES {
            let query = self.query(number);
            let began = Instant::now();
            search(vaults, &query).await?;
            watch.times.push(began.elapsed());
        }
        Ok(watch.stop())
    }
}

/// Searches vaults as the cabinet searches its own.
pub async fn search(vaults: &[(ClientId, Vault)], query: &str) -> Result<usize, VaultError> {
    Ok(cabinet_search::search(vaults.to_vec(), query.into(), HITS).await?.hits.len())
}

async fn time_types(vaults: &[(ClientId, Vault)]) -> Result<Times, VaultError> {
    let titles = vec![(Kind::Paper, UNTITLED.to_owned())];
    let query = SearchQuery { text: "диплом".to_owned(), titles };
    let mut watch = Watch::start();
    for _ in 0..SEARCHES {
        let began = Instant::now();
        cabinet_search::search(vaults.to_vec(), query.clone(), HITS).await?;
        watch.times.push(began.elapsed());
    }
    Ok(watch.stop())
}

async fn time_prepare(vaults: &[(ClientId, Vault)]) -> Result<Times, VaultError> {
    let mut watch = Watch::start();
    let began = Instant::now();
    cabinet_search::prepare(vaults.to_vec()).await?;
    watch.times.push(began.elapsed());
    Ok(watch.stop())
}

async fn time_lists(vaults: &[(ClientId, Vault)]) -> Result<Times, VaultError> {
    let mut watch = Watch::start();
    for (_, vault) in vaults {
        let began = Instant::now();
        vault.list::<Person>(ListQuery { limit: PAGE, ..ListQuery::default() }).await?;
        watch.times.push(began.elapsed());
    }
    Ok(watch.stop())
}

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Measured {
    /// Clients.
    pub clients: u32,
    /// Persons in all of them.
    pub persons: u32,
    /// Papers in all of them.
    pub papers: u32,
    /// Size of the cabinet.
    pub encrypted_bytes: u64,
    /// Size of the plain twin.
    pub plain_bytes: u64,
    /// From the passphrase to the first page of persons, key derivation included.
    pub unlock_to_list: Times,
    /// From the passphrase to the totals of all clients.
    pub unlock_to_overview: Times,
    /// Reading the indexes of all clients, which the window does when the box for a search opens.
    pub prepare_search: Both,
    /// One search over all clients.
    pub search_all: Both,
    /// One search over all clients by the name of a type of papers.
    pub search_types: Both,
    /// One search in one client.
    pub search_one: Both,
    /// One page of persons.
    pub list_page: Both,
    /// The most memory that the process had, both twins open; none where the system doesn't tell.
    pub memory_peak_bytes: Option<u64>,
}

/// The same question to both.
#[derive(Debug, Serialize)]
pub struct Both {
    /// The real vaults.
    pub encrypted: Times,
    /// Their plain twins.
    pub plain: Times,
}

/// A spread of times in milliseconds.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Times {
    /// How many.
    pub count: usize,
    /// The middle one.
    pub median_ms: f64,
    /// The 99th percentile.
    pub p99_ms: f64,
    /// The longest.
    pub max_ms: f64,
    /// Processor time of all threads for one, which a busy machine doesn't lengthen; none where
    /// the system doesn't tell.
    pub cpu_mean_ms: Option<f64>,
}

/// Times that are being taken.
struct Watch {
    times: Vec<Duration>,
    cpu_ms: Option<u64>,
}

impl Watch {
    fn start() -> Self {
        Self { times: Vec::new(), cpu_ms: cpu_ms() }
    }

    fn stop(mut self) -> Times {
        self.times.sort_unstable();
        let count = self.times.len();
        let at = |percent: usize| {
            let time = self.times.get((count * percent / 100).min(count.saturating_sub(1)));
            time.map_or(0.0, |time| (time.as_secs_f64() * 1e6).round() / 1e3)
        };
        let cpu_ms = cpu_ms().zip(self.cpu_ms).map(|(now, then)| (now - then) as f64 / count.max(1) as f64);
        Times { count, median_ms: at(50), p99_ms: at(99), max_ms: at(100), cpu_mean_ms: cpu_ms }
    }
}

/// Returns the processor time that this process has used; the kernel counts in hundredths.
fn cpu_ms() -> Option<u64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program comes second and may hold spaces; what follows it doesn't.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    Some((ticks()? + ticks()?) * 10)
}

fn size_of(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => size_of(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}

/// Returns the most memory that this process had so far.
fn memory_peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kib| kib * 1024)
}

/// Makes up a word from syllables; neighbouring numbers give different ones.
fn word(number: u32, syllables: &[&str], count: u32) -> String {
    let mut rest = number.wrapping_mul(2_654_435_761);
    (0..count)
        .filter_map(|_| {
            let syllable = syllables.get(rest as usize % syllables.len());
            rest /= 31;
            syllable.copied()
        })
        .collect()
}

const LATIN: [&str; 12] = ["ka", "ren", "to", "mil", "sha", "lo", "vi", "dar", "ne", "bek", "su", "ra"];
const CYRILLIC: [&str; 12] = ["ка", "рен", "то", "мил", "ша", "ло", "ви", "дар", "не", "бек", "су", "ра"];

fn surname(number: u32) -> String {
    word(number, &LATIN, 4).to_uppercase()
}
fn given(number: u32) -> String {
    word(number ^ 0x5a5a, &LATIN, 2).to_uppercase()
}
fn cyrillic(number: u32) -> String {
    word(number, &CYRILLIC, 4)
}
fn iin(number: u32) -> String {
    format!("{:012}", u64::from(number) * 7_654_321 % 1_000_000_000_000)
}

fn person(number: u32) -> Person {
    Person {
        surname_latin: surname(number),
        given_names_latin: given(number),
        surname_cyrillic: cyrillic(number),
        citizenships: vec!["GBR".to_owned()],
        iin: iin(number),
        phone: format!("+44 20 7946 {:04}", number % 10_000),
        email: format!("person{number}@example.org"),
        address_abroad: format!("{} Sample Row, Leeds", number % 400),
        birth_place: "LEEDS".to_owned(),
        names_confirmed: true,
        ..Person::new(PersonId::from_uuid(Uuid::from_u128(u128::from(number) + 1)))
    }
}

fn paper(person: PersonId, number: u32, paper: u32) -> Paper {
    let (document, title) = match paper {
        0 => ("passport_copy", "Passport"),
        1 => ("employment_contract", "Employment contract"),
        _ => (UNTITLED, ""),
    };
    let id = u128::from(number) * u128::from(PAPERS_PER_PERSON) + u128::from(paper) + (1 << 64);
    Paper {
        title: title.to_owned(),
        language: "en".to_owned(),
        pages: Some(2),
        original_kept: format!("Binder {}", number % 50),
        ..Paper::new(PaperId::from_uuid(Uuid::from_u128(id)), PaperOwner::Person(person), document)
    }
}
