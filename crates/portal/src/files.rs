//! The uploaded files, each under the hash of its content. Names tell nothing, and writing the
//! same file twice is writing it once.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use portal_api::ContentHash;

use crate::error::InternalError;

/// The folder of the uploaded files.
#[derive(Clone)]
pub(crate) struct Files {
    folder: PathBuf,
}

impl Files {
    /// Opens the folder, creating it if need be.
    pub(crate) fn open(folder: PathBuf) -> io::Result<Self> {
        std::fs::create_dir_all(&folder)?;
        Ok(Self { folder })
    }

    /// Writes a file whose bytes have this hash, so that it is there whole or not at all.
    pub(crate) async fn save(
        &self,
        sha256: ContentHash,
        bytes: impl AsRef<[u8]> + Send + 'static,
    ) -> Result<(), InternalError> {
        let path = self.path(sha256);
        // A name of its own for each write: two uploads of one file must not share a half.
        let unfinished = self.folder.join(format!("{}.part", uuid::Uuid::now_v7()));
        tokio::task::spawn_blocking(move || {
            if path.exists() {
                return Ok(());
            }
            let written =
                write_whole(&unfinished, bytes.as_ref()).and_then(|()| std::fs::rename(&unfinished, &path));
            if written.is_err() {
                // The first error is the one to tell; a leftover does no harm.
                drop(std::fs::remove_file(&unfinished));
            }
            written
        })
        .await??;
        Ok(())
    }

    /// Returns a file's bytes.
    pub(crate) async fn require(&self, sha256: ContentHash) -> Result<Vec<u8>, InternalError> {
        Ok(tokio::fs::read(self.path(sha256)).await?)
    }

    fn path(&self, sha256: ContentHash) -> PathBuf {
        self.folder.join(sha256.to_string())
    }
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = std::fs::File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
