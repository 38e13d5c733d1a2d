//! Clients: whose papers these are. Each has a folder of its own, with its own key, database and
//! files; this module names the places in it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use uuid::Uuid;

/// How the names of folders begin that are no client's yet.
pub(crate) const UNFINISHED: &str = ".new-";
/// The longest name and colour that a client may have.
pub(crate) const NAME_CHARS_MAX: usize = 200;

/// Id of a client; also the name of its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClientId(pub(crate) Uuid);

impl ClientId {
    /// Returns the UUID inside.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for ClientId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self)
    }
}

/// A client as the cabinet lists it.
#[derive(Clone, PartialEq, Eq)]
pub struct Client {
    /// Id.
    pub id: ClientId,
    /// Name, for people.
    pub name: String,
    /// Colour along the window's edge, as the interface spells it.
    pub colour: String,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was put aside; none while it is worked on.
    pub archived_at: Option<Timestamp>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Who the clients of a law firm are is nobody's business, a log's least of all.
        f.debug_struct("Client").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The places of a client's files.
#[derive(Debug, Clone)]
pub(crate) struct ClientFolder {
    path: PathBuf,
}

impl ClientFolder {
    /// Returns the folder of a client within a cabinet.
    pub(crate) fn new(cabinet: &Path, id: ClientId) -> Self {
        Self { path: cabinet.join("clients").join(id.to_string()) }
    }

    /// Returns the folder in which a client is built: a name that is no client's, so that a crash
    /// leaves rubbish and not half a vault.
    pub(crate) fn unfinished(cabinet: &Path, id: ClientId) -> Self {
        Self { path: cabinet.join("clients").join(format!("{UNFINISHED}{id}")) }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.path.join("vault.db")
    }

    pub(crate) fn files(&self) -> PathBuf {
        self.path.join("files")
    }

    /// The key file and its copy: losing the key is losing the client.
    pub(crate) fn key_files(&self) -> [PathBuf; 2] {
        [self.path.join("client.json"), self.path.join("client.copy.json")]
    }

    /// The note of the journal's last entry.
    pub(crate) fn last_entry(&self) -> PathBuf {
        self.path.join("vault.last")
    }

    /// Where the database is prepared that a rotation of the key will put in place.
    pub(crate) fn next_database(&self) -> PathBuf {
        self.path.join("vault.next.db")
    }
}
