//! Snapshots of a cabinet in a backup folder. The databases are whole copies in every snapshot,
//! the attached files lie beside the snapshots and are copied once. A snapshot counts only after
//! every database in it was opened and checked and every file was found; until then it stands
//! under a name that no restore looks at.
//!
//! Everything in a backup is encrypted as it is in the cabinet: whoever finds the folder finds
//! noise, and restoring needs the passphrase or the recovery key of the day of the snapshot.

use crate::atomic_file;
use crate::attachment::FileId;
use crate::backup_files;
use crate::backup_manifest::{Manifest, SCRATCH, damaged, digests};
use crate::client::{ClientFolder, ClientId};
use crate::client_key::{self, Owner};
use crate::copy;
use crate::error::VaultError;
use crate::files::FileEntry;
use crate::header::{self, Header};
use crate::memory::spawn_blocking;
use crate::migration;
use crate::retention;
use crate::secret::{Key, Purpose};
use jiff::{SignedDuration, Timestamp};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// Snapshots are named by their time, in a form that every file system takes.
const NAME: &str = "%Y%m%dT%H%M%SZ";

/// A snapshot as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// When it was taken.
    pub taken_at: Timestamp,
    /// Its folder.
    pub folder: PathBuf,
}

/// What a backup did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupReport {
    /// The snapshot.
    pub snapshot: Snapshot,
    /// Clients in it.
    pub clients: usize,
    /// Clients that could not be opened and are not in it.
    pub skipped: Vec<ClientId>,
    /// Attached files that were copied now; the others were there already.
    pub files_copied: u64,
    /// Attached files in all.
    pub files: u64,
    /// Attached files that are not in it: the cabinet has lost them, and no older backup has them.
    pub lost: Vec<FileId>,
    /// Older snapshots that were let go.
    pub removed: usize,
}

/// How much of a cabinet its newest snapshot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// All of it.
    Everything,
    /// All that is still there: so many attached files are neither in the cabinet nor in the
    /// snapshot, and another snapshot would have no more of them.
    AllButLost {
        /// How many.
        files: usize,
    },
    /// Something came since, or there is none.
    Behind,
}

/// The places of a cabinet's backups.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    root: PathBuf,
}

impl Places {
    /// Returns the places of one cabinet within a backup folder.
    pub(crate) fn new(backups: &Path, cabinet: Uuid) -> Self {
        Self { root: backups.join(cabinet.to_string()) }
    }

    fn snapshots(&self) -> PathBuf {
        self.root.join("snapshots")
    }

    pub(crate) fn files(&self, client: Uuid) -> PathBuf {
        self.root.join("files").join(client.to_string())
    }

    /// Returns the finished snapshots, newest first.
    pub(crate) fn list(&self) -> Result<Vec<Snapshot>, VaultError> {
        let entries = match fs::read_dir(self.snapshots()) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(VaultError::io("listing backups")(error)),
        };
        let mut snapshots = Vec::new();
        for entry in entries {
            let entry = entry.map_err(VaultError::io("listing backups"))?;
            if let Some(taken_at) = entry.file_name().to_str().and_then(read_name) {
                snapshots.push(Snapshot { taken_at, folder: entry.path() });
            }
        }
        snapshots.sort_by_key(|snapshot| Reverse(snapshot.taken_at));
        Ok(snapshots)
    }
}

/// A snapshot that is being made.
pub(crate) struct Draft {
    places: Places,
    folder: PathBuf,
    manifest: Manifest,
    report: BackupReport,
}

impl Draft {
    /// Begins a snapshot.
    pub(crate) fn begin(
        backups: &Path,
        cabinet: Uuid,
        skipped: Vec<ClientId>,
        at: Timestamp,
    ) -> Result<Self, VaultError> {
        let places = Places::new(backups, cabinet);
        let (at, name) = free_name(&places, at);
        let finished = places.snapshots().join(&name);
        let folder = places.snapshots().join(format!(".new-{name}"));
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(VaultError::io("removing an unfinished backup")(error));
            }
            _ => {}
        }
        atomic_file::create_private_folder(&folder.join("clients"))?;
        let manifest = Manifest::new(cabinet, at);
        let snapshot = Snapshot { taken_at: at, folder: finished };
        let report = BackupReport {
            snapshot,
            clients: 0,
            skipped,
            files_copied: 0,
            files: 0,
            lost: Vec::new(),
            removed: 0,
        };
        Ok(Self { places, folder, manifest, report })
    }

    /// Returns where the copy of the cabinet's index belongs.
    pub(crate) fn index(&self) -> PathBuf {
        self.folder.join("cabinet.db")
    }

    /// Makes a client's folder and returns it.
    pub(crate) fn client(&self, id: ClientId) -> Result<ClientFolder, VaultError> {
        let folder = ClientFolder::new(&self.folder, id);
        atomic_file::create_private_folder(folder.path())?;
        Ok(folder)
    }

    /// Copies what is new of a client's attached files.
    pub(crate) fn attachments(
        &mut self,
        id: ClientId,
        from: &Path,
        files: &[FileEntry],
    ) -> Result<(), VaultError> {
        let copied = backup_files::copy_new(from, &self.places.files(id.uuid()), files)?;
        self.report.clients += 1;
        self.report.files += copied.listed.len() as u64;
        self.report.files_copied += copied.new;
        if !copied.lost.is_empty() {
            self.manifest.lost.insert(id.uuid(), copied.lost.len());
        }
        self.report.lost.extend(copied.lost);
        self.manifest.attachments.insert(id.uuid(), copied.listed);
        Ok(())
    }

    /// Writes header and manifest. What remains is to check the snapshot and to give it its name.
    pub(crate) fn seal(&mut self, header: &mut Header, cabinet_key: &Key) -> Result<(), VaultError> {
        header::save(&self.folder, header, cabinet_key)?;
        self.manifest.save(&self.folder, cabinet_key)
    }

    /// Checks the draft as if it were a finished snapshot.
    pub(crate) async fn check(&self, cabinet_key: &Key) -> Result<(), VaultError> {
        // Each file was decrypted when it was copied; reading all of them again at each lock would
        // keep people waiting.
        check_folder(&self.folder, &self.places, cabinet_key, Depth::Sizes).await.map(drop)
    }

    /// Gives the snapshot its name and lets the old ones go.
    pub(crate) fn finish(mut self, cabinet_key: &Key) -> Result<BackupReport, VaultError> {
        fs::rename(&self.folder, &self.report.snapshot.folder).map_err(VaultError::io("naming a backup"))?;
        atomic_file::flush_folder_of(&self.report.snapshot.folder)?;
        // A snapshot that lacks somebody does not replace an older one that has them. What is lost of
        // attached files is in no older one either.
        if self.report.skipped.is_empty() {
            self.report.removed = thin_out(&self.places, cabinet_key)?;
        }
        Ok(self.report)
    }
}

/// What is wrong with the attached files of a snapshot whose databases are sound.
#[derive(Default)]
pub(crate) struct Damage {
    /// The damaged ones, by client and name.
    files: Vec<(Uuid, String)>,
    /// How many are damaged or missing.
    pub(crate) count: usize,
}

impl Damage {
    /// Fails where there is any.
    pub(crate) fn none(&self) -> Result<(), VaultError> {
        if self.count == 0 { Ok(()) } else { Err(VaultError::BackupFilesDamaged { files: self.count }) }
    }

    /// Puts the damaged files aside, so that the next backup copies them anew.
    pub(crate) fn set_aside(&self, snapshot: &Snapshot) -> Result<(), VaultError> {
        let places = places_of(snapshot)?;
        self.files.iter().try_for_each(|(client, name)| backup_files::set_aside(&places.files(*client), name))
    }
}

/// Checks a finished snapshot: seal, every byte, every database, every attached file. Damage of
/// attached files is what it returns, any other is the error.
pub(crate) async fn check(snapshot: &Snapshot, cabinet_key: &Key) -> Result<Damage, VaultError> {
    let places = places_of(snapshot)?;
    check_folder(&snapshot.folder, &places, cabinet_key, Depth::Contents).await
}

/// How thoroughly attached files are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// They are there and as long as they should be.
    Sizes,
    /// Every one is decrypted.
    Contents,
}

async fn check_folder(
    folder: &Path,
    places: &Places,
    cabinet_key: &Key,
    depth: Depth,
) -> Result<Damage, VaultError> {
    let mut damage = Damage::default();
    let manifest = Manifest::load(folder, cabinet_key)?;
    if digests(folder)? != manifest.files {
        return Err(damaged("a file of the snapshot"));
    }
    let header = header::load(folder)?.verify(cabinet_key)?;
    let index_key = cabinet_key.derive(header.cabinet, Purpose::CabinetDatabase)?;
    let index = Scratch::of(&folder.join("cabinet.db"))?;
    let head = copy::check(&index.0, &index_key, migration::CABINET).await?;
    if header.anchors.get(&header.cabinet) != Some(&head) {
        return Err(damaged("the index is not the one that the header knows"));
    }
    let owner = Owner { cabinet: header.cabinet, key: cabinet_key.clone() };
    for (id, listed) in manifest.attachments {
        let client = ClientId(id);
        let place = ClientFolder::new(folder, client);
        let key = client_key::load(&place, &owner, client).await?;
        let key = key.derive(client.uuid(), Purpose::VaultDatabase)?;
        let scratch = Scratch::of(&place.database())?;
        let (head, files) = copy::check_vault(&scratch.0, &key).await?;
        if header.anchors.get(&client.uuid()) != Some(&head) {
            return Err(damaged("a vault is not the one that the header knows"));
        }
        let at = places.files(id);
        match depth {
            Depth::Sizes if !backup_files::are_there(&at, &listed) => {
                return Err(damaged("an attached file is missing"));
            }
            Depth::Sizes => {}
            Depth::Contents => {
                let checked = spawn_blocking(move || backup_files::check(&at, &listed, &files)).await;
                let (names, count) = checked.map_err(|_| VaultError::Interrupted)??;
                damage.files.extend(names.into_iter().map(|name| (id, name)));
                damage.count += count;
            }
        }
    }
    Ok(damage)
}

/// A copy of a snapshot's database to open: opening writes, and a snapshot is never written to.
struct Scratch(PathBuf);

impl Scratch {
    fn of(database: &Path) -> Result<Self, VaultError> {
        let mut name = database.file_stem().unwrap_or_default().to_owned();
        name.push(SCRATCH);
        let scratch = Self(database.with_file_name(name));
        fs::copy(database, &scratch.0).map_err(VaultError::io("copying a backup"))?;
        Ok(scratch)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // One that stays is overwritten by the next check and belongs to no snapshot.
        fs::remove_file(&self.0).ok();
    }
}

/// Copies a checked snapshot into a new folder, where it is a cabinet again.
pub(crate) fn restore(snapshot: &Snapshot, to: &Path, cabinet_key: &Key) -> Result<(), VaultError> {
    if to.exists() {
        return Err(VaultError::TargetExists);
    }
    let manifest = Manifest::load(&snapshot.folder, cabinet_key)?;
    let places = places_of(snapshot)?;
    let unfinished = atomic_file::temporary_beside(to);
    fs::remove_dir_all(&unfinished).ok();
    for name in manifest.files.keys() {
        let target = unfinished.join(name);
        atomic_file::create_private_folder(target.parent().unwrap_or(&unfinished))?;
        backup_files::copy_file(&snapshot.folder.join(name), &target)?;
    }
    for (client, files) in &manifest.attachments {
        let folder = ClientFolder::new(&unfinished, ClientId(*client)).files();
        backup_files::restore(&places.files(*client), &folder, files)?;
    }
    // Last the name: a folder that is there is whole.
    fs::rename(&unfinished, to).map_err(VaultError::io("naming a restored cabinet"))?;
    atomic_file::flush_folder_of(to)
}

/// Removes snapshots that the rule lets go, and attached files that no snapshot names any more.
fn thin_out(places: &Places, cabinet_key: &Key) -> Result<usize, VaultError> {
    let snapshots = places.list()?;
    let kept = retention::kept(&snapshots.iter().map(|snapshot| snapshot.taken_at).collect::<Vec<_>>());
    let mut removed = 0;
    for snapshot in snapshots.iter().filter(|snapshot| !kept.contains(&snapshot.taken_at)) {
        fs::remove_dir_all(&snapshot.folder).map_err(VaultError::io("removing an old backup"))?;
        removed += 1;
    }
    if removed > 0 {
        remove_unnamed(places, cabinet_key)?;
    }
    Ok(removed)
}

fn remove_unnamed(places: &Places, cabinet_key: &Key) -> Result<(), VaultError> {
    let mut named: BTreeSet<(String, String)> = BTreeSet::new();
    for snapshot in places.list()? {
        // A snapshot that can't be read may still name any file, so nothing is removed then.
        for (client, files) in Manifest::load(&snapshot.folder, cabinet_key)?.attachments {
            named.extend(files.into_keys().map(|name| (client.to_string(), name)));
        }
    }
    let error = || VaultError::io("thinning out backups");
    for client in fs::read_dir(places.root.join("files")).map_err(error())? {
        let client = client.map_err(error())?;
        for file in fs::read_dir(client.path()).map_err(error())? {
            let file = file.map_err(error())?;
            let name = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
            if !named.contains(&(name(&client), name(&file))) {
                fs::remove_file(file.path()).map_err(error())?;
            }
        }
    }
    Ok(())
}

fn places_of(snapshot: &Snapshot) -> Result<Places, VaultError> {
    let root = snapshot.folder.parent().and_then(Path::parent);
    root.map(|root| Places { root: root.to_owned() }).ok_or(damaged("its place"))
}

/// Names tell seconds apart; a second snapshot within one takes the next second that is free.
fn free_name(places: &Places, mut at: Timestamp) -> (Timestamp, String) {
    loop {
        let name = name_of(at);
        match at.checked_add(SignedDuration::from_secs(1)) {
            Ok(next) if places.snapshots().join(&name).exists() => at = next,
            _ => return (at, name),
        }
    }
}

fn name_of(at: Timestamp) -> String {
    at.strftime(NAME).to_string()
}

fn read_name(name: &str) -> Option<Timestamp> {
    let read = jiff::civil::DateTime::strptime(NAME, name).ok()?;
    let at = read.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    // Only our own spelling is a snapshot.
    (name_of(at) == name).then_some(at)
}
