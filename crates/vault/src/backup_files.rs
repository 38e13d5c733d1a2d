//! The attached files of a backup: beside the snapshots, encrypted as they are in the cabinet, each
//! copied once and decrypted when it was. A file that was erased and attached again has its old id
//! under a new key; its new sealing lies beside the old one, so that every snapshot finds its own.
//!
//! Invariant: what a snapshot lists was whole in the backup when the snapshot was made. A file that
//! the cabinet itself has lost keeps nothing else from being backed up or restored.

use crate::atomic_file;
use crate::attachment::{self, FileId};
use crate::error::VaultError;
use crate::files::FileEntry;
use crate::hex;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// The names of a client's attached files in a backup, with their sizes on disk.
pub(crate) type Listed = BTreeMap<String, u64>;

/// What parts a file's id from what tells its sealing apart.
const MARKED: char = '-';
/// What the name of a damaged file ends with that was put aside.
const ASIDE: &str = "damaged";

/// What came of copying a client's attached files.
#[derive(Default)]
pub(crate) struct Copied {
    /// What is in the backup now.
    pub(crate) listed: Listed,
    /// How many of them were copied now.
    pub(crate) new: u64,
    /// What the cabinet has lost, and no backup has.
    pub(crate) lost: Vec<FileId>,
}

/// Copies what is new.
pub(crate) fn copy_new(from: &Path, to: &Path, files: &[FileEntry]) -> Result<Copied, VaultError> {
    atomic_file::create_private_folder(to)?;
    let mut copied = Copied::default();
    for file in files {
        match keep(from, to, file)? {
            Some((name, is_new)) => {
                copied.listed.insert(name, attachment::sealed_bytes(file.size_bytes));
                copied.new += u64::from(is_new);
            }
            None => copied.lost.push(file.id),
        }
    }
    Ok(copied)
}

/// Returns under which name a file is in the backup and whether it came now, or none where it is
/// lost.
fn keep(from: &Path, to: &Path, file: &FileEntry) -> Result<Option<(String, bool)>, VaultError> {
    let (source, plain) = (attachment::path_of(from, file.id), file.id.to_string());
    let Some(mark) = attachment::mark_of(&source) else { return kept_copy(to, file) };
    let name = match attachment::mark_of(&to.join(&plain)) {
        Some(other) if other != mark => format!("{plain}{MARKED}{}", hex::encode(&mark)),
        _ => plain,
    };
    if is_there(&to.join(&name), attachment::sealed_bytes(file.size_bytes)) {
        return Ok(Some((name, false)));
    }
    match copy_if(&source, &to.join(&name), |copy| attachment::check(copy, file)) {
        Ok(()) => Ok(Some((name, true))),
        Err(VaultError::FileDamaged { .. }) => kept_copy(to, file),
        Err(error) => Err(error),
    }
}

/// Finds what was copied in better days: it may be the last that is whole.
fn kept_copy(to: &Path, file: &FileEntry) -> Result<Option<(String, bool)>, VaultError> {
    for name in names_in(to)? {
        if id_in(&name) == file.id.to_string() && attachment::check(&to.join(&name), file).is_ok() {
            return Ok(Some((name, false)));
        }
    }
    Ok(None)
}

/// What a snapshot lacks of a client's attached files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lacking {
    /// At least one that the cabinet has.
    OfTheCabinet,
    /// So many that the cabinet has lost, and nothing else.
    Lost(usize),
}

/// Looks for what a snapshot lacks. What it lists counts where its name is in the backup; only what
/// it doesn't is read in the cabinet, so that locking is quick where all is well.
pub(crate) fn lacking(
    from: &Path,
    to: &Path,
    listed: &Listed,
    files: &[FileEntry],
) -> Result<Lacking, VaultError> {
    let there = names_in(to)?;
    let held: BTreeSet<&str> =
        listed.keys().filter(|name| there.contains(*name)).map(|name| id_in(name)).collect();
    let mut lost = 0;
    for file in files.iter().filter(|file| !held.contains(file.id.to_string().as_str())) {
        match attachment::check(&attachment::path_of(from, file.id), file) {
            Ok(()) => return Ok(Lacking::OfTheCabinet),
            Err(VaultError::FileDamaged { .. } | VaultError::FileMissing { .. }) => lost += 1,
            Err(error) => return Err(error),
        }
    }
    Ok(Lacking::Lost(lost))
}

fn names_in(folder: &Path) -> Result<BTreeSet<String>, VaultError> {
    let error = || VaultError::io("looking for copies");
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(absent) if absent.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(other) => return Err(error()(other)),
    };
    entries.map(|entry| Ok(entry.map_err(error())?.file_name().to_string_lossy().into_owned())).collect()
}

/// Tells whether everything that is listed is there, as long as it should be.
pub(crate) fn are_there(folder: &Path, listed: &Listed) -> bool {
    listed.iter().all(|(name, size)| is_there(&folder.join(name), *size))
}

/// Decrypts every file that a vault names, and returns the names of those that are damaged, and how
/// many are.
pub(crate) fn check(
    folder: &Path,
    listed: &Listed,
    files: &[FileEntry],
) -> Result<(Vec<String>, usize), VaultError> {
    let names: BTreeMap<&str, &String> = listed.keys().map(|name| (id_in(name), name)).collect();
    let (mut damaged, mut count) = (Vec::new(), 0);
    for file in files {
        let Some(name) = names.get(file.id.to_string().as_str()) else {
            count += 1;
            continue;
        };
        match attachment::check(&folder.join(name), file) {
            Ok(()) => {}
            Err(VaultError::FileDamaged { .. } | VaultError::FileMissing { .. }) => {
                count += 1;
                damaged.push((*name).clone());
            }
            Err(error) => return Err(error),
        }
    }
    Ok((damaged, count))
}

/// Puts a damaged file aside, so that the next backup copies it anew. Nothing names it any more; it
/// goes when old snapshots go.
pub(crate) fn set_aside(folder: &Path, name: &str) -> Result<(), VaultError> {
    match fs::rename(folder.join(name), folder.join(format!("{name}.{ASIDE}"))) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(VaultError::io("putting a damaged file aside")(error))
        }
        _ => Ok(()),
    }
}

/// Puts a client's files back under the names that the cabinet knows. One that is missing is left
/// out: its record says so, and the others are not kept waiting for it.
pub(crate) fn restore(from: &Path, to: &Path, listed: &Listed) -> Result<(), VaultError> {
    atomic_file::create_private_folder(to)?;
    for name in listed.keys().filter(|name| from.join(name).exists()) {
        copy_file(&from.join(name), &to.join(id_in(name)))?;
    }
    Ok(())
}

/// Returns the id in a name.
fn id_in(name: &str) -> &str {
    name.split_once(MARKED).map_or(name, |(id, _)| id)
}

fn is_there(path: &Path, size_bytes: u64) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.len() == size_bytes)
}

/// Copies a file so that it is whole or not there.
pub(crate) fn copy_file(from: &Path, to: &Path) -> Result<(), VaultError> {
    copy_if(from, to, |_| Ok(()))
}

/// Copies a file so that it is there only if the copy is sound.
fn copy_if(
    from: &Path,
    to: &Path,
    sound: impl FnOnce(&Path) -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    let unfinished = atomic_file::temporary_beside(to);
    fs::copy(from, &unfinished).map_err(VaultError::io("copying a file"))?;
    if let Err(error) = sound(&unfinished) {
        // The first error says more than one of tidying up.
        fs::remove_file(&unfinished).ok();
        return Err(error);
    }
    File::options()
        .write(true)
        .open(&unfinished)
        .and_then(|file| file.sync_all())
        .map_err(VaultError::io("flushing a copy"))?;
    fs::rename(&unfinished, to).map_err(VaultError::io("naming a copy"))?;
    atomic_file::flush_folder_of(to)
}
