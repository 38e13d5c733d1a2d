//! The handle on one client's open vault. Cheap to clone; every clone leads to the one connection,
//! and after a lock every clone finds it locked.

use crate::actor::Store;
use crate::anchor;
use crate::atomic_file;
use crate::attachment::{self, ATTACHMENT_BYTES_MAX, FileId};
use crate::cabinet_search;
use crate::chain;
use crate::change::{Author, Change, Committed, NewFile, Op, OpKind};
use crate::client::{ClientFolder, ClientId};
use crate::copy;
use crate::database::{self, Missing};
use crate::error::VaultError;
use crate::export::Export;
use crate::files::{self, FileEntry, FileRow};
use crate::hit::Hit;
use crate::journal::{self, Head, JournalEntry, Verified};
use crate::last_entry::LastEntry;
use crate::memory::spawn_blocking;
use crate::meta;
use crate::migration;
use crate::older_format;
use crate::outbox::{self, OutboxId, OutboxRow};
use crate::query::{self, ListQuery, Stored};
use crate::search::SearchQuery;
use crate::secret::{Key, Purpose};
use crate::verify;
use crate::write;
use casework::{Kind, LinkRole, Record, RecordId};
use jiff::Timestamp;
use serde_json::Value;
use sqlx::SqliteConnection;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::Mutex;
use uuid::Uuid;
use zeroize::Zeroizing;

/// How many records of each kind a vault holds, and how many outbox rows are open.
pub type Totals = (BTreeMap<Kind, u64>, u64);

/// An open vault.
#[derive(Debug, Clone)]
pub struct Vault {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    id: ClientId,
    store: Store,
    folder: ClientFolder,
    /// Names the files; gone once the vault is locked.
    names: RwLock<Option<Key>>,
    /// One attachment at a time: two of the same content must agree on one key.
    attaching: Mutex<()>,
}

impl Vault {
    /// Makes the database of a new client.
    pub(crate) async fn create(folder: &ClientFolder, id: ClientId, key: &Key) -> Result<(), VaultError> {
        atomic_file::create_private_folder(&folder.files())?;
        let database_key = key.derive(id.0, Purpose::VaultDatabase)?;
        let mut conn =
            database::open(&folder.database(), &database_key, Missing::Create, migration::VAULT).await?;
        let kept = meta::make_file_names_key(&mut conn).await;
        kept.and(database::close(conn).await)
    }

    /// Opens a client's database and compares it with what the cabinet remembers.
    pub(crate) async fn open(
        folder: ClientFolder,
        id: ClientId,
        key: &Key,
        anchored: Option<Head>,
    ) -> Result<Self, VaultError> {
        let database_key = key.derive(id.0, Purpose::VaultDatabase)?;
        let (last, noted) = LastEntry::open(&folder.last_entry(), key.derive(id.0, Purpose::LastEntry)?)?;
        let mut conn = older_format::open(&folder.database(), &database_key, migration::VAULT).await?;
        match Self::admit(&mut conn, anchored, noted).await {
            Ok(names) => {
                let (names, attaching) = (RwLock::new(Some(names)), Mutex::new(()));
                let store = Store::start(conn, last);
                Ok(Self { inner: Arc::new(Inner { id, store, folder, names, attaching }) })
            }
            Err(error) => {
                // The first error says more than one of closing.
                database::close(conn).await.ok();
                Err(error)
            }
        }
    }

    /// Opens the plain twin of a vault of invented records: reading goes the same way as in any vault.
    pub(crate) async fn open_plain(path: &Path, id: ClientId) -> Result<Self, VaultError> {
        let conn = database::open_plain(path, migration::VAULT).await?;
        let folder = ClientFolder::new(path, id);
        let (names, attaching) = (RwLock::new(None), Mutex::new(()));
        let (last, _) = LastEntry::open(&path.with_extension("last"), Key::make_random()?)?;
        Ok(Self { inner: Arc::new(Inner { id, store: Store::start(conn, last), folder, names, attaching }) })
    }

    /// Writes a vault of invented records in the clear.
    pub(crate) async fn copy_plain(&self, to: &Path) -> Result<(), VaultError> {
        let to = to.to_owned();
        self.inner.store.run(move |conn| Box::pin(async move { copy::copy_plain(conn, &to).await })).await
    }

    /// Compares a database with what is remembered of it and returns the key that names its files.
    async fn admit(
        conn: &mut SqliteConnection,
        anchored: Option<Head>,
        noted: Option<Head>,
    ) -> Result<Key, VaultError> {
        anchor::check(conn, anchored.as_ref(), noted.as_ref()).await?;
        meta::require_file_names_key(conn).await
    }

    /// Closes the database for all clones and returns the journal's head.
    pub(crate) async fn close(&self) -> Result<Head, VaultError> {
        *self.inner.names.write().unwrap_or_else(PoisonError::into_inner) = None;
        self.inner.store.close().await
    }

    /// Returns whose vault this is.
    #[must_use]
    pub fn client(&self) -> ClientId {
        self.inner.id
    }

    /// Applies a change: all of it is on disk when this returns, or nothing of it.
    pub async fn write(&self, change: Change) -> Result<Committed, VaultError> {
        let erased: Vec<FileId> = change
            .ops
            .iter()
            .filter_map(|op| if let OpKind::EraseFile(id) = op.0 { Some(id) } else { None })
            .collect();
        let committed = self.inner.store.write(move |conn| Box::pin(write::write(conn, change))).await?;
        for id in erased {
            // The key is gone, so the bytes are noise already; a file that can't be removed now
            // is no failure of the change.
            attachment::remove(&self.inner.folder.files(), id).ok();
        }
        Ok(committed)
    }

    /// Returns a record, if it is there and not in the recycle bin.
    pub async fn get<R: Record>(&self, id: R::Id) -> Result<Option<Stored<R>>, VaultError> {
        Ok(self.get_with_deleted(id).await?.filter(|stored| stored.deleted_at.is_none()))
    }

    /// Returns a record, also out of the recycle bin.
    pub async fn get_with_deleted<R: Record>(&self, id: R::Id) -> Result<Option<Stored<R>>, VaultError> {
        let uuid = id.uuid();
        let row = self.inner.store.read(move |conn| query::find_row(conn, uuid)).await?;
        row.map(query::Row::typed).transpose()
    }

    /// Returns a record; its absence is an error.
    pub async fn require<R: Record>(&self, id: R::Id) -> Result<Stored<R>, VaultError> {
        self.get(id).await?.ok_or(VaultError::NotFound { kind: R::KIND, id: id.uuid() })
    }

    /// Returns the records of a kind.
    pub async fn list<R: Record>(&self, query: ListQuery) -> Result<Vec<Stored<R>>, VaultError> {
        let rows = self.inner.store.read(move |conn| query::list(conn, R::KIND, &query)).await?;
        rows.into_iter().map(query::Row::typed).collect()
    }

    /// Returns how many records a list has without its limit.
    pub async fn count<R: Record>(&self, query: ListQuery) -> Result<u64, VaultError> {
        self.inner.store.read(move |conn| query::count(conn, R::KIND, &query)).await
    }

    /// Returns the records of a kind that refer to another one in a role.
    pub async fn linked<R: Record>(
        &self,
        to: impl RecordId,
        role: LinkRole,
    ) -> Result<Vec<Stored<R>>, VaultError> {
        let to = to.uuid();
        let rows = self.inner.store.read(move |conn| query::linked(conn, R::KIND, to, role)).await?;
        rows.into_iter().map(query::Row::typed).collect()
    }

    /// Returns the records that hold every word of the query, the best first, and those that have a title
    /// of the query; with few of them, also those that hold words which may have been meant.
    pub async fn search(&self, query: impl Into<SearchQuery>, limit: u32) -> Result<Vec<Hit>, VaultError> {
        let vaults = vec![(self.client(), self.clone())];
        let found = cabinet_search::search(vaults, query.into(), limit).await?;
        if let Some((_, error)) = found.unsearched.into_iter().next() {
            return Err(error);
        }
        Ok(found.hits.into_iter().map(|found| found.hit).collect())
    }

    /// Returns how many records of each kind there are, and how many outbox rows are open.
    pub async fn totals(&self) -> Result<Totals, VaultError> {
        self.inner.store.read(totals).await
    }

    /// Returns everything that was done to a record, oldest first.
    pub async fn history(&self, id: impl RecordId) -> Result<Vec<JournalEntry>, VaultError> {
        let id = id.uuid().to_string();
        self.inner
            .store
            .run(move |conn| Box::pin(async move { journal::entries_about(conn, &id).await }))
            .await
    }

    /// Returns a record's document at an older version, where the journal still has it.
    pub async fn at_version<R: Record>(&self, id: R::Id, version: u64) -> Result<Option<Value>, VaultError> {
        let uuid: Uuid = id.uuid();
        self.inner
            .store
            .run(move |conn| {
                Box::pin(async move {
                    match query::load_row(conn, uuid).await? {
                        Some(row) if row.kind == R::KIND => write::at_version(conn, &row, version).await,
                        _ => Ok(None),
                    }
                })
            })
            .await
    }

    /// Returns journal entries after a sequence number, oldest first.
    pub async fn journal(&self, after: u64, limit: u32) -> Result<Vec<JournalEntry>, VaultError> {
        self.inner.store.run(move |conn| Box::pin(journal::entries_after(conn, after, limit))).await
    }

    /// Returns the journal's head.
    pub async fn head(&self) -> Result<Head, VaultError> {
        self.inner.store.run(|conn| Box::pin(chain::head(conn))).await
    }

    /// Notes in the journal that something leaves the vault as a file. To be called before the file
    /// is there, so that none ever leaves without its entry.
    pub async fn note_export(&self, author: Author, export: Export) -> Result<(), VaultError> {
        let note = Op(OpKind::Exported(export.entry(self.client())));
        self.write(Change::new(author, "export").with(note)).await.map(drop)
    }

    /// Walks the whole journal and compares every record with it.
    pub async fn verify_journal(&self) -> Result<Verified, VaultError> {
        self.inner.store.run(|conn| Box::pin(verify::journal_and_records(conn))).await
    }

    /// Encrypts a content, puts it on disk and into the vault; the same content is kept once.
    pub async fn attach(
        &self,
        content: Vec<u8>,
        media_type: &str,
        author: Author,
    ) -> Result<FileId, VaultError> {
        let content = Arc::new(Zeroizing::new(content));
        let size_bytes = content.len() as u64;
        if size_bytes > ATTACHMENT_BYTES_MAX {
            return Err(VaultError::TooLarge { what: "attachment", limit: ATTACHMENT_BYTES_MAX });
        }
        let _one_at_a_time = self.inner.attaching.lock().await;
        let names = self.names()?;
        let hashed = Arc::clone(&content);
        let id = spawn_blocking(move || attachment::derive_id(&names, &hashed))
            .await
            .map_err(|_| VaultError::Interrupted)??;
        let known = match self.file(id).await? {
            Some(FileRow::Kept(file)) => Some(file),
            Some(FileRow::Erased) | None => None,
        };
        // A known key is kept: should we be killed between file and row, they still fit.
        let key = known.as_ref().map_or_else(Key::make_random, |file| Ok(file.key.clone()))?;
        let (files, sealing) = (self.files_folder(), key.clone());
        let is_new = spawn_blocking(move || {
            let path = attachment::path_of(&files, id);
            // A file that was damaged is mended by attaching it again.
            let is_whole = known.is_some_and(|file| attachment::check(&path, &file).is_ok());
            if is_whole { Ok(false) } else { attachment::save(&files, id, &sealing, &content).map(|()| true) }
        });
        if !is_new.await.map_err(|_| VaultError::Interrupted)?? {
            return Ok(id);
        }
        let file = NewFile { id, key, size_bytes, media_type: media_type.to_owned() };
        self.write(Change::new(author, "attach").with(Op(OpKind::File(file)))).await?;
        Ok(id)
    }

    /// Returns the content of an attached file.
    pub async fn read_file(&self, id: FileId) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let file = match self.file(id).await? {
            Some(FileRow::Kept(file)) => file,
            Some(FileRow::Erased) => return Err(VaultError::FileErased { file: id.to_string() }),
            None => return Err(VaultError::FileUnknown { file: id.to_string() }),
        };
        let folder = self.inner.folder.files();
        spawn_blocking(move || attachment::load(&folder, id, &file.key, file.size_bytes))
            .await
            .map_err(|_| VaultError::Interrupted)?
    }

    /// Returns the outbox, oldest first.
    pub async fn outbox(&self) -> Result<Vec<OutboxRow>, VaultError> {
        self.inner.store.run(|conn| Box::pin(outbox::list(conn))).await
    }

    /// Returns the outbox rows whose turn it is, oldest first.
    pub async fn outbox_due(&self, now: Timestamp, limit: u32) -> Result<Vec<OutboxRow>, VaultError> {
        self.inner.store.run(move |conn| Box::pin(outbox::due(conn, now, limit))).await
    }

    /// Returns one outbox row; its absence is an error.
    pub async fn require_outbox(&self, id: OutboxId) -> Result<OutboxRow, VaultError> {
        let row = self.inner.store.run(move |conn| Box::pin(outbox::load(conn, id))).await?;
        row.ok_or(VaultError::OutboxUnknown { id: id.0 })
    }

    fn names(&self) -> Result<Key, VaultError> {
        self.inner.names.read().unwrap_or_else(PoisonError::into_inner).clone().ok_or(VaultError::Locked)
    }

    async fn file(&self, id: FileId) -> Result<Option<FileRow>, VaultError> {
        self.inner.store.run(move |conn| Box::pin(files::load(conn, id))).await
    }

    /// Writes a copy of the database under another key, and returns what it holds.
    pub(crate) async fn copy_under(
        &self,
        to: &Path,
        key: &Key,
    ) -> Result<(Head, Vec<FileEntry>), VaultError> {
        let (to, key) = (to.to_owned(), key.clone());
        self.inner
            .store
            .run(move |conn| {
                Box::pin(async move {
                    copy::copy_under(conn, &to, &key).await?;
                    Ok((chain::head(conn).await?, files::list(conn).await?))
                })
            })
            .await
    }

    /// Writes a copy of the database under the same key, and returns what it holds.
    pub(crate) async fn copy(&self, to: &Path) -> Result<(Head, Vec<FileEntry>), VaultError> {
        let to = to.to_owned();
        self.inner
            .store
            .run(move |conn| {
                Box::pin(async move {
                    copy::copy(conn, &to).await?;
                    Ok((chain::head(conn).await?, files::list(conn).await?))
                })
            })
            .await
    }

    /// Flushes as many programs do: less, so that a power cut takes what was acknowledged. The
    /// control of the test that cuts the power.
    #[cfg(feature = "cheap-kdf")]
    pub async fn flush_less_for_tests(&self) -> Result<(), VaultError> {
        self.inner.store.run(|conn| Box::pin(crate::database::flush_less(conn))).await
    }

    /// Returns the handle on the database, for what other modules do with a vault.
    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    /// Returns the folder of the attached files.
    pub(crate) fn files_folder(&self) -> PathBuf {
        self.inner.folder.files()
    }
}

/// Counts what a vault holds.
pub(crate) fn totals(conn: &rusqlite::Connection) -> Result<Totals, VaultError> {
    Ok((query::totals(conn)?, outbox::count_open(conn)?))
}
