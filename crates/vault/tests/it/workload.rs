//! The work that is interrupted: mixed writes into several clients whose outcome can be told from
//! their number alone, what was acknowledged of it, and the check that all of that is there.
//!
//! The kill, the power cut and the full disk interrupt the same work. Whoever does it says each
//! acknowledgement as a line, so the line is heard by another process or stands in a log.

use crate::sample::{self, author, edit, passphrase};
use casework::{Person, RecordId as _};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use uuid::Uuid;
use vault::{
    Cabinet, Change, ClientId, Expected, ListQuery, Op, OutboxId, OutboxRow, Stored, Vault, VaultError,
};

/// Clients that are written into in turn.
pub const CLIENTS: u64 = 3;
/// Steps of one client between a write and the change, the deletion and the erasure of it.
const CHANGED_AFTER: u64 = 1;
const DELETED_AFTER: u64 = 2;
const ERASED_AFTER: u64 = 3;

/// Returns a number from the environment: how much of it the soak wants.
pub fn amount(variable: &str, small: u64) -> u64 {
    std::env::var(variable).map_or(small, |text| text.parse().unwrap())
}

/// Returns a folder that goes with the guard, in memory where the system has such a place: what is
/// tried here doesn't depend on how slow a disk is.
pub fn quick_folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// Where the cabinet and its backups are within a folder.
pub fn cabinet_in(folder: &Path) -> PathBuf {
    folder.join("cabinet")
}

fn backups_in(folder: &Path) -> PathBuf {
    folder.join("backups")
}

/// Something that was acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    Created,
    Step(u64),
    Setting(u64),
    Renamed(u64),
    Backup(u64),
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Created => f.write_str("done created 0"),
            Self::Step(step) => write!(f, "done step {step}"),
            Self::Setting(step) => write!(f, "done setting {step}"),
            Self::Renamed(step) => write!(f, "done renamed {step}"),
            Self::Backup(step) => write!(f, "done backup {step}"),
        }
    }
}

impl Done {
    /// Reads a line of the one who works.
    pub fn parse(line: &str) -> Option<Self> {
        let (what, step) = line.strip_prefix("done ")?.split_once(' ')?;
        let step = step.parse().ok()?;
        Some(match what {
            "created" => Self::Created,
            "step" => Self::Step(step),
            "setting" => Self::Setting(step),
            "renamed" => Self::Renamed(step),
            "backup" => Self::Backup(step),
            _ => return None,
        })
    }
}

/// What was acknowledged so far, or is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    pub created: bool,
    /// Steps of all clients.
    pub steps: u64,
    /// The step that wrote the setting last.
    pub setting: Option<u64>,
    /// By client, the step that renamed it last.
    pub renamed: BTreeMap<u64, u64>,
    /// The step that backed up last; older ones are thinned out.
    pub backup: Option<u64>,
}

impl Ledger {
    pub fn hear(&mut self, done: Done) {
        match done {
            Done::Created => self.created = true,
            Done::Step(step) => self.steps = step + 1,
            Done::Setting(step) => self.setting = Some(step),
            Done::Renamed(step) => drop(self.renamed.insert(step % CLIENTS, step)),
            Done::Backup(step) => self.backup = Some(step),
        }
    }
}

/// One who works on a cabinet.
pub struct Clerk {
    folder: PathBuf,
    cabinet: Cabinet,
    clients: Vec<ClientId>,
    /// Whether vaults are weakened after opening: the control that has to lose.
    is_careless: bool,
}

impl Clerk {
    /// Makes the cabinet and its clients.
    pub async fn create(folder: &Path, is_careless: bool) -> Result<Self, VaultError> {
        let cost = vault::KdfCost::cheap_for_tests();
        let passphrase = secrecy::SecretString::from(sample::PASSPHRASE);
        let (cabinet, _) = Cabinet::create(&cabinet_in(folder), passphrase, cost, sample::noon()).await?;
        for client in 0..CLIENTS {
            cabinet.create_client(&name_of(client, None), "teal", author()).await?;
        }
        Self::of(folder, cabinet, is_careless).await
    }

    /// Opens the cabinet.
    pub async fn open(folder: &Path, is_careless: bool) -> Result<Self, VaultError> {
        let cabinet = Cabinet::open(&cabinet_in(folder), passphrase()).await?;
        Self::of(folder, cabinet, is_careless).await
    }

    async fn of(folder: &Path, cabinet: Cabinet, is_careless: bool) -> Result<Self, VaultError> {
        let clients = cabinet.clients().await?.iter().map(|client| client.id).collect();
        Ok(Self { folder: folder.to_owned(), cabinet, clients, is_careless })
    }

    async fn vault(&self, client: u64) -> Result<Vault, VaultError> {
        let vault = self.cabinet.open_client(self.clients[usize::try_from(client).unwrap()]).await?;
        if self.is_careless {
            vault.flush_less_for_tests().await?;
        }
        Ok(vault)
    }

    /// Returns how many steps are stored: one outbox row each.
    pub async fn steps(&self) -> Result<u64, VaultError> {
        let mut steps = 0;
        for client in 0..CLIENTS {
            steps += self.vault(client).await?.outbox().await?.len() as u64;
        }
        Ok(steps)
    }

    /// Does one step and says what of it was acknowledged, as it was.
    pub async fn work(&mut self, step: u64, say: &mut impl FnMut(Done)) -> Result<(), VaultError> {
        let (client, turn) = (step % CLIENTS, step / CLIENTS);
        let vault = self.vault(client).await?;
        let change = change_of(&vault, client, turn).await?;
        vault.write(change).await?;
        say(Done::Step(step));
        if step.is_multiple_of(5) {
            self.cabinet.put_setting("step", &step, author()).await?;
            say(Done::Setting(step));
        }
        if step.is_multiple_of(7) {
            let name = name_of(client, Some(step));
            self.cabinet.rename_client(vault.client(), &name, "red", author()).await?;
            say(Done::Renamed(step));
        }
        if step % 4 == 3 {
            self.cabinet.close_client(vault.client()).await?;
        }
        if step % 32 == 31 {
            self.cabinet.back_up(&backups_in(&self.folder), backup_time(step)).await?;
            say(Done::Backup(step));
        }
        if step % 16 == 15 {
            let locked = self.cabinet.clone().lock().await;
            *self = Self::open(&self.folder, self.is_careless).await?;
            locked?;
        }
        Ok(())
    }

    /// Reads everything of every client: what must work also where writing doesn't.
    pub async fn read(&self, heard: &Ledger) -> Result<(), String> {
        for client in 0..CLIENTS {
            let vault =
                self.vault(client).await.map_err(|error| format!("opening client {client}: {error}"))?;
            check_client(&vault, client, heard.steps, None).await?;
        }
        Ok(())
    }

    pub async fn lock(self) -> Result<(), VaultError> {
        self.cabinet.lock().await
    }
}

fn name_of(client: u64, renamed: Option<u64>) -> String {
    renamed.map_or_else(|| format!("Client {client}"), |step| format!("Client {client} since {step}"))
}

fn id_of(client: u64, turn: u64) -> casework::PersonId {
    sample::person(u128::from(client * 1_000_000 + turn), "", "").id
}

fn content_of(client: u64, turn: u64) -> Vec<u8> {
    format!("{client} {turn} ").repeat(2_000).into_bytes()
}

const fn has_file(turn: u64) -> bool {
    turn.is_multiple_of(3)
}

/// What a step does to a person that was written `after` steps of the same client before.
const fn deletes(turn: u64) -> bool {
    turn % 4 == 3
}
const fn erases(turn: u64) -> bool {
    turn % 8 == 7
}

/// A new person, at times with a file; one changed; at times one deleted or erased; an outbox row.
async fn change_of(vault: &Vault, client: u64, turn: u64) -> Result<Change, VaultError> {
    let mut person =
        Person { id: id_of(client, turn), ..sample::person(0, "Surname", &format!("Given {turn}")) };
    if has_file(turn) {
        let file = vault.attach(content_of(client, turn), "text/plain", author()).await?;
        person.former_names = file.to_string();
    }
    // What is sent has the id of the record that it sends, as a submission has.
    let id = OutboxId(person.id.uuid());
    let row = OutboxRow::new(id, "submission", turn.into(), sample::noon());
    let mut change = edit().put(&person, Expected::New)?.with(Op::outbox(row));
    if let Some(older) = turn.checked_sub(CHANGED_AFTER) {
        let mut older = vault.require::<Person>(id_of(client, older)).await?;
        older.record.phone = turn.to_string();
        change = change.put(&older.record, Expected::Version(older.version))?;
    }
    if deletes(turn) && turn >= DELETED_AFTER {
        let older = vault.require::<Person>(id_of(client, turn - DELETED_AFTER)).await?;
        change = change.with(Op::delete::<Person>(older.record.id, older.version));
    }
    if erases(turn) && turn >= ERASED_AFTER {
        let older = vault.require::<Person>(id_of(client, turn - ERASED_AFTER)).await?;
        change = change.with(Op::erase::<Person>(older.record.id, older.version));
        if let Ok(file) = older.record.former_names.parse() {
            change = change.with(Op::erase_file(file));
        }
    }
    Ok(change)
}

/// Opens the cabinet after the interruption. Everything that was heard has to be there and whole,
/// the journal has to agree with it, and of what was not heard no more than the steps that were
/// begun. Returns what is there; the text says what is wrong.
pub async fn check(folder: &Path, heard: &Ledger, begun: u64) -> Result<Ledger, String> {
    let clerk = Clerk::open(folder, false).await.map_err(|error| format!("opening: {error}"))?;
    let found = look(&clerk, heard, begun).await;
    let locked = clerk.lock().await.map_err(|error| format!("locking: {error}"));
    let mut found = found?;
    locked?;
    found.backup = check_backups(folder).await?;
    if found.backup < heard.backup {
        return Err(format!("the backup {:?} was acknowledged, {:?} is there", heard.backup, found.backup));
    }
    Ok(found)
}

async fn look(clerk: &Clerk, heard: &Ledger, begun: u64) -> Result<Ledger, String> {
    let wrong = |what: &str, error: VaultError| format!("{what}: {error}");
    let verified = clerk.cabinet.verify().await.map_err(|error| wrong("verifying", error))?;
    for (client, outcome) in verified.clients {
        outcome.map_err(|error| format!("verifying {client}: {error}"))?;
    }
    let steps = clerk.steps().await.map_err(|error| wrong("counting", error))?;
    if steps < heard.steps {
        return Err(format!("{} steps were acknowledged, {steps} are there", heard.steps));
    }
    if steps > heard.steps + begun {
        return Err(format!("{steps} steps are there, and only {begun} after {} were begun", heard.steps));
    }
    let setting: Option<u64> =
        clerk.cabinet.setting("step").await.map_err(|error| wrong("reading a setting", error))?;
    if setting < heard.setting {
        return Err(format!("setting {:?} was acknowledged, {setting:?} is there", heard.setting));
    }
    let mut found = Ledger { created: true, steps, setting, ..Ledger::default() };
    let clients = clerk.cabinet.clients().await.map_err(|error| wrong("listing clients", error))?;
    if clients.len() as u64 != CLIENTS {
        return Err(format!("{} clients are there", clients.len()));
    }
    for (client, listed) in (0..).zip(clients) {
        let renamed = listed.name.strip_prefix(&format!("Client {client} since ")).map(str::parse);
        let renamed = renamed.transpose().map_err(|_| "a client's name is none of ours".to_owned())?;
        if renamed < heard.renamed.get(&client).copied() {
            return Err(format!("client {client} has lost its name of {:?}", heard.renamed.get(&client)));
        }
        found.renamed.extend(renamed.map(|step| (client, step)));
        let vault = clerk.vault(client).await.map_err(|error| wrong("opening a client", error))?;
        check_client(&vault, client, steps, Some(steps)).await?;
    }
    Ok(found)
}

/// Compares every person of a client with what the client's steps made of them. Between `least`
/// and `most` steps of all clients must have been done.
async fn check_client(vault: &Vault, client: u64, least: u64, most: Option<u64>) -> Result<(), String> {
    let turns_of = |steps: u64| (steps + CLIENTS - 1 - client) / CLIENTS;
    let wrong = |what: &str, error: VaultError| format!("client {client}, {what}: {error}");
    let turns = vault.outbox().await.map_err(|error| wrong("reading the outbox", error))?.len() as u64;
    let most = most.map_or(turns_of(least) + 1, turns_of);
    if turns < turns_of(least) || turns > most {
        return Err(format!("client {client} has {turns} turns, between {} and {most}", turns_of(least)));
    }
    let all = ListQuery { include_deleted: true, ..ListQuery::default() };
    let persons = vault.list::<Person>(all).await.map_err(|error| wrong("listing", error))?;
    let persons: BTreeMap<Uuid, Stored<Person>> =
        persons.into_iter().map(|stored| (stored.record.id.uuid(), stored)).collect();
    for turn in 0..turns {
        let is_done = |after: u64| turn + after < turns;
        let stored = persons.get(&id_of(client, turn).uuid());
        if is_done(ERASED_AFTER) && erases(turn + ERASED_AFTER) {
            if stored.is_some() {
                return Err(format!("client {client}: person {turn} was erased and is there"));
            }
            continue;
        }
        let stored = stored.ok_or(format!("client {client}: person {turn} is not there"))?;
        let changed = if is_done(CHANGED_AFTER) { (turn + CHANGED_AFTER).to_string() } else { String::new() };
        let is_deleted = is_done(DELETED_AFTER) && deletes(turn + DELETED_AFTER);
        let version = 1 + u64::from(is_done(CHANGED_AFTER)) + u64::from(is_deleted);
        if stored.record.given_names_latin != format!("Given {turn}")
            || stored.record.phone != changed
            || stored.deleted_at.is_some() != is_deleted
            || stored.version != version
        {
            return Err(format!("client {client}: person {turn} is not as it was written"));
        }
        if has_file(turn) {
            let file = stored.record.former_names.parse().map_err(|_| "a file's id was lost".to_owned())?;
            let content = vault.read_file(file).await.map_err(|error| wrong("reading a file", error))?;
            if *content != content_of(client, turn) {
                return Err(format!("client {client}: the file of {turn} has another content"));
            }
        }
    }
    if let Some(last) = turns.checked_sub(1) {
        let hits = vault
            .search(format!("given {last}").as_str(), 5)
            .await
            .map_err(|error| wrong("searching", error))?;
        if !hits.iter().any(|hit| hit.id == id_of(client, last).uuid()) {
            return Err(format!("client {client}: the search doesn't know person {last}"));
        }
    }
    Ok(())
}

/// The time of a step's backup, from which the step can be told again.
fn backup_time(step: u64) -> Timestamp {
    sample::noon() + SignedDuration::from_secs(i64::try_from(step).unwrap())
}

/// Checks every finished backup and returns the step of the newest.
async fn check_backups(folder: &Path) -> Result<Option<u64>, String> {
    if !backups_in(folder).exists() {
        return Ok(None);
    }
    let backups = Cabinet::list_backups(&backups_in(folder)).map_err(|error| format!("listing: {error}"))?;
    for backup in &backups {
        Cabinet::check_backup(backup, passphrase()).await.map_err(|error| format!("a backup: {error}"))?;
    }
    let newest = backups.first().map(|backup| backup.taken_at.duration_since(sample::noon()).as_secs());
    Ok(newest.map(|seconds| u64::try_from(seconds).unwrap()))
}
