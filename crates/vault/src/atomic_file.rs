//! Whole-file writes that survive a power cut: a reader finds the old bytes or the new ones.

use crate::error::VaultError;
use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::Path;

/// Replaces a file: temporary file beside it, flushed, renamed over it, folder flushed.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let temporary = temporary_beside(path);
    let written = write_new(&temporary, bytes)
        .and_then(|()| fs::rename(&temporary, path).map_err(VaultError::io("renaming a finished file")));
    if written.is_err() {
        // The write already failed; a left-over that can't be removed is removed at the next try.
        fs::remove_file(&temporary).ok();
    }
    written?;
    flush_folder_of(path)
}

/// Writes a file that is flushed when this returns; an old left-over of the same name goes.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let mut file = private_options()
        .write(true)
        .create(true)
        .truncate(true)
        .open(path)
        .map_err(VaultError::io("creating a file"))?;
    file.write_all(bytes).map_err(VaultError::io("writing a file"))?;
    file.sync_all().map_err(VaultError::io("flushing a file"))
}

/// Returns the name under which the next content of a file is prepared.
pub(crate) fn temporary_beside(path: &Path) -> std::path::PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(".tmp");
    path.with_file_name(name)
}

/// Flushes the folder that a file stands in, so that its name survives too.
pub(crate) fn flush_folder_of(path: &Path) -> Result<(), VaultError> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let here = Path::new(".");
        File::open(if folder.as_os_str().is_empty() { here } else { folder })
            .and_then(|folder| folder.sync_all())
            .map_err(VaultError::io("flushing a folder"))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Reads a whole file, refused when it is larger than `bytes_max`.
pub(crate) fn read_bounded(path: &Path, what: &'static str, bytes_max: u64) -> Result<Vec<u8>, VaultError> {
    let file = File::open(path).map_err(VaultError::io("opening a file"))?;
    let mut bytes = Vec::new();
    file.take(bytes_max + 1).read_to_end(&mut bytes).map_err(VaultError::io("reading a file"))?;
    if bytes.len() as u64 > bytes_max {
        return Err(VaultError::TooLarge { what, limit: bytes_max });
    }
    Ok(bytes)
}

/// Makes a folder that only its owner may enter, and those above it that are missing. Their names
/// are on disk when this returns.
pub(crate) fn create_private_folder(path: &Path) -> Result<(), VaultError> {
    let missing: Vec<&Path> = path.ancestors().take_while(|folder| !folder.exists()).collect();
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path).map_err(VaultError::io("creating a folder"))?;
    missing.into_iter().try_for_each(flush_folder_of)
}

/// Returns options whose new files only their owner may read.
pub(crate) fn private_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}
