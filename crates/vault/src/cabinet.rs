//! The cabinet: the folder that a passphrase opens, its clients and its settings. At most one
//! process has a cabinet open. Locking closes every vault, writes down where their journals stand
//! and wipes the keys; handles that are still held find everything locked.

use crate::actor::Store;
use crate::anchor;
use crate::atomic_file;
use crate::change::Author;
use crate::client::{Client, ClientFolder, ClientId};
use crate::client_key::{self, Owner};
use crate::database::{self, Missing};
use crate::error::VaultError;
use crate::header::{self, Header};
use crate::index;
use crate::journal::{Head, JournalEntry};
use crate::kdf::KdfCost;
use crate::keychain::Keychain;
use crate::last_entry::LastEntry;
use crate::memory::{self, spawn_blocking};
use crate::migration;
use crate::older_format;
use crate::passphrase;
use crate::place::Place;
use crate::recovery::RecoveryKey;
use crate::secret::{Key, Purpose};
use crate::slot::Slot;
use crate::time;
use crate::vault::Vault;
use jiff::Timestamp;
use secrecy::SecretString;
use std::collections::HashMap;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use uuid::Uuid;

/// What opens a cabinet.
#[derive(Debug, Clone)]
pub enum Unlock {
    /// The passphrase.
    Passphrase(SecretString),
    /// The printed recovery key as typed.
    Recovery(SecretString),
    /// The secret in the system's keychain.
    Keychain(Arc<dyn Keychain>),
}

impl Unlock {
    /// Returns the cabinet key if this opens a slot. Blocks for the time of the slot's cost.
    pub(crate) fn key(&self, header: &Header) -> Result<Key, VaultError> {
        match self {
            Self::Passphrase(passphrase) => header.unlock_by_passphrase(passphrase),
            Self::Recovery(typed) => header.unlock_by_recovery(&RecoveryKey::parse(typed)?.key()),
            Self::Keychain(keychain) => header.unlock_by_keychain(keychain.as_ref()),
        }
    }
}

/// What came of opening several vaults.
#[derive(Debug)]
pub(crate) struct Opened {
    /// The ones that are open, in the order in which they were named.
    pub(crate) vaults: Vec<(ClientId, Vault)>,
    /// The ones that can't be opened.
    pub(crate) refused: Vec<(ClientId, VaultError)>,
}

/// An open cabinet. Clones lead to the same one.
#[derive(Debug, Clone)]
pub struct Cabinet {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) folder: PathBuf,
    /// None once locked.
    pub(crate) state: Mutex<Option<State>>,
    pub(crate) index: Store,
}

#[derive(Debug)]
pub(crate) struct State {
    pub(crate) header: Header,
    pub(crate) key: Key,
    pub(crate) vaults: HashMap<ClientId, Vault>,
    /// Held as long as the cabinet is open, so that a second program is refused.
    _lock: File,
}

impl State {
    /// Returns who wraps the clients' keys.
    pub(crate) fn owner(&self) -> Owner {
        Owner { cabinet: self.header.cabinet, key: self.key.clone() }
    }
}

impl Cabinet {
    /// Makes a cabinet in a new or empty folder and returns it open, with its recovery key.
    pub async fn create(
        place: impl Into<Place>,
        passphrase: SecretString,
        cost: KdfCost,
        now: Timestamp,
    ) -> Result<(Self, RecoveryKey), VaultError> {
        let place = place.into();
        let folder = place.require_safe()?;
        passphrase::require_strong(&passphrase, cost)?;
        atomic_file::create_private_folder(&folder.join("clients"))?;
        let lock = take_lock(folder)?;
        clear_unfinished(folder)?;
        let id = time::make_uuid(now)?;
        let key = Key::make_random()?;
        let recovery = RecoveryKey::make_random()?;
        let slots = {
            let (key, recovery) = (key.clone(), recovery.key());
            spawn_blocking(move || {
                Ok::<_, VaultError>(vec![
                    Slot::for_passphrase(id, &key, &passphrase, cost, now)?,
                    Slot::for_recovery(id, &key, &recovery, now)?,
                ])
            })
            .await
            .map_err(|_| VaultError::Interrupted)??
        };
        let database_key = key.derive(id, Purpose::CabinetDatabase)?;
        let (last, _) = LastEntry::open(&last_entry_path(folder), key.derive(id, Purpose::LastEntry)?)?;
        let conn = database::open(&database_path(folder), &database_key, Missing::Create, migration::CABINET)
            .await?;
        let mut header = Header::new(id, slots, now);
        header.anchors.insert(id, Head::EMPTY);
        // The header comes last: a folder without it is not a cabinet yet.
        header::save(folder, &mut header, &key)?;
        let state = State { header, key, vaults: HashMap::new(), _lock: lock };
        Ok((Self::assemble(folder, state, Store::start(conn, last)), recovery))
    }

    /// Opens a cabinet.
    pub async fn open(place: impl Into<Place>, unlock: Unlock) -> Result<Self, VaultError> {
        let place = place.into();
        let folder = place.require_safe()?;
        if !folder.is_dir() {
            return Err(VaultError::NoCabinet);
        }
        let unverified = header::load(folder)?;
        let lock = take_lock(folder)?;
        let beside = folder.to_owned();
        let (header, key) = spawn_blocking(move || {
            let key = unlock.key(unverified.peek())?;
            let header = unverified.verify(&key)?;
            header::mend_copy(&beside)?;
            Ok::<_, VaultError>((header, key))
        })
        .await
        .map_err(|_| VaultError::Interrupted)??;
        let database_key = key.derive(header.cabinet, Purpose::CabinetDatabase)?;
        let seal = key.derive(header.cabinet, Purpose::LastEntry)?;
        let (last, noted) = LastEntry::open(&last_entry_path(folder), seal)?;
        let mut conn = older_format::open(&database_path(folder), &database_key, migration::CABINET).await?;
        let anchored = header.anchors.get(&header.cabinet);
        if let Err(error) = anchor::check(&mut conn, anchored, noted.as_ref()).await {
            database::close(conn).await.ok();
            return Err(error);
        }
        let state = State { header, key, vaults: HashMap::new(), _lock: lock };
        Ok(Self::assemble(folder, state, Store::start(conn, last)))
    }

    fn assemble(folder: &Path, state: State, index: Store) -> Self {
        Self { inner: Arc::new(Inner { folder: folder.to_owned(), state: Mutex::new(Some(state)), index }) }
    }

    /// Tells whether a folder holds a cabinet, sound or not.
    #[must_use]
    pub fn is_in(folder: &Path) -> bool {
        header::is_in(folder)
    }

    /// Fails where a program has the cabinet of a folder open.
    pub fn require_closed(folder: &Path) -> Result<(), VaultError> {
        take_lock(folder).map(drop)
    }

    /// Puts the copy of the header in the place of a damaged one. The cabinet must be closed.
    pub fn restore_header(folder: &Path) -> Result<(), VaultError> {
        let _lock = take_lock(folder)?;
        header::restore_from_copy(folder)
    }

    /// Closes every vault, writes down where the journals stand, and wipes the keys.
    ///
    /// Everything is closed even where one part fails; the first failure is returned.
    pub async fn lock(self) -> Result<(), VaultError> {
        let mut slot = self.inner.state.lock().await;
        let Some(mut state) = slot.take() else { return Err(VaultError::Locked) };
        let mut outcome = Ok(());
        for (id, vault) in state.vaults.drain() {
            match vault.close().await {
                Ok(head) => {
                    state.header.anchors.insert(id.0, head);
                }
                Err(error) => outcome = outcome.and(Err(error)),
            }
        }
        match self.inner.index.close().await {
            Ok(head) => {
                state.header.anchors.insert(state.header.cabinet, head);
            }
            Err(error) => outcome = outcome.and(Err(error)),
        }
        let saved = header::save(&self.inner.folder, &mut state.header, &state.key);
        drop(state);
        memory::wipe_stack();
        outcome.and(saved)
    }

    /// Returns the clients in the order of their names, put-aside ones too.
    pub async fn clients(&self) -> Result<Vec<Client>, VaultError> {
        self.inner.index.run(|conn| Box::pin(index::list_clients(conn))).await
    }

    /// Makes a client with a vault of its own.
    pub async fn create_client(
        &self,
        name: &str,
        colour: &str,
        author: Author,
    ) -> Result<Client, VaultError> {
        let mut slot = self.inner.state.lock().await;
        let state = slot.as_mut().ok_or(VaultError::Locked)?;
        let client = Client {
            id: ClientId(time::make_uuid(author.at)?),
            name: name.to_owned(),
            colour: colour.to_owned(),
            created_at: author.at,
            archived_at: None,
        };
        index::check(&client)?;
        let key = Key::make_random()?;
        let unfinished = ClientFolder::unfinished(&self.inner.folder, client.id);
        Vault::create(&unfinished, client.id, &key).await?;
        client_key::save(&unfinished, &state.owner(), client.id, &[&key])?;
        let folder = ClientFolder::new(&self.inner.folder, client.id);
        fs::rename(unfinished.path(), folder.path()).map_err(VaultError::io("naming a client's folder"))?;
        atomic_file::flush_folder_of(folder.path())?;
        state.header.anchors.insert(client.id.0, Head::EMPTY);
        header::save(&self.inner.folder, &mut state.header, &state.key)?;
        let rows = vec![client.clone()];
        self.inner
            .index
            .write(move |conn| Box::pin(index::insert_clients(conn, rows, author, "create_client")))
            .await?;
        Ok(client)
    }

    /// Gives a client another name and colour.
    pub async fn rename_client(
        &self,
        id: ClientId,
        name: &str,
        colour: &str,
        author: Author,
    ) -> Result<Client, VaultError> {
        let (name, colour) = (name.to_owned(), colour.to_owned());
        self.update_client(id, author, move |client| {
            client.name = name;
            client.colour = colour;
        })
        .await
    }

    /// Puts a client aside, or takes it back with `None`.
    pub async fn archive_client(
        &self,
        id: ClientId,
        archived_at: Option<Timestamp>,
        author: Author,
    ) -> Result<Client, VaultError> {
        self.update_client(id, author, move |client| client.archived_at = archived_at).await
    }

    async fn update_client(
        &self,
        id: ClientId,
        author: Author,
        edit: impl FnOnce(&mut Client) + Send + 'static,
    ) -> Result<Client, VaultError> {
        self.inner.index.write(move |conn| Box::pin(index::update_client(conn, id, author, edit))).await
    }

    /// Opens a client's vault; a vault that is open already is returned again.
    pub async fn open_client(&self, id: ClientId) -> Result<Vault, VaultError> {
        let mut slot = self.inner.state.lock().await;
        let state = slot.as_mut().ok_or(VaultError::Locked)?;
        if let Some(open) = state.vaults.get(&id) {
            return Ok(open.clone());
        }
        let known = self.inner.index.run(move |conn| Box::pin(index::load_client(conn, id))).await?;
        known.ok_or(VaultError::UnknownClient { id })?;
        let vault = self.opening(state, id).await?;
        state.vaults.insert(id, vault.clone());
        Ok(vault)
    }

    /// Opens the vaults of several clients side by side, in the order in which they are named.
    pub(crate) async fn open_clients(&self, ids: &[ClientId]) -> Result<Opened, VaultError> {
        let mut slot = self.inner.state.lock().await;
        let state = slot.as_mut().ok_or(VaultError::Locked)?;
        let mut opened = JoinSet::new();
        for id in ids.iter().copied().filter(|id| !state.vaults.contains_key(id)) {
            let opening = self.opening(state, id);
            opened.spawn(async move { (id, opening.await) });
        }
        let mut refused = Vec::new();
        while let Some(next) = opened.join_next().await {
            match next.map_err(|_| VaultError::Interrupted)? {
                (id, Ok(vault)) => drop(state.vaults.insert(id, vault)),
                (id, Err(error)) => refused.push((id, error)),
            }
        }
        let vaults = ids.iter().filter_map(|id| Some((*id, state.vaults.get(id)?.clone()))).collect();
        Ok(Opened { vaults, refused })
    }

    /// Returns the opening of a client's vault, which needs nothing of the cabinet any more.
    fn opening(
        &self,
        state: &State,
        id: ClientId,
    ) -> impl Future<Output = Result<Vault, VaultError>> + Send + use<> {
        let folder = ClientFolder::new(&self.inner.folder, id);
        let (owner, anchored) = (state.owner(), state.header.anchors.get(&id.0).copied());
        async move {
            let key = client_key::load(&folder, &owner, id).await?;
            Vault::open(folder, id, &key, anchored).await
        }
    }

    /// Closes a client's vault and writes down where its journal stands.
    pub async fn close_client(&self, id: ClientId) -> Result<(), VaultError> {
        let mut slot = self.inner.state.lock().await;
        let state = slot.as_mut().ok_or(VaultError::Locked)?;
        let Some(vault) = state.vaults.remove(&id) else { return Ok(()) };
        let head = vault.close().await?;
        state.header.anchors.insert(id.0, head);
        header::save(&self.inner.folder, &mut state.header, &state.key)
    }

    /// Returns what was done to the cabinet itself, oldest first.
    pub async fn journal(&self, after: u64, limit: u32) -> Result<Vec<JournalEntry>, VaultError> {
        self.inner.index.run(move |conn| Box::pin(crate::journal::entries_after(conn, after, limit))).await
    }

    /// Returns the cabinet's id.
    pub async fn id(&self) -> Result<Uuid, VaultError> {
        let slot = self.inner.state.lock().await;
        slot.as_ref().map(|state| state.header.cabinet).ok_or(VaultError::Locked)
    }

    /// Returns the cabinet's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }
}

fn database_path(folder: &Path) -> PathBuf {
    folder.join("cabinet.db")
}

fn last_entry_path(folder: &Path) -> PathBuf {
    folder.join("cabinet.last")
}

/// Takes the lock that keeps a second program out.
fn take_lock(folder: &Path) -> Result<File, VaultError> {
    let file = atomic_file::private_options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(folder.join("cabinet.lock"))
        .map_err(VaultError::io("opening the lock file"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(VaultError::InUse),
        Err(TryLockError::Error(error)) => Err(VaultError::io("locking the cabinet")(error)),
    }
}

/// Removes what a creation that was cut off left behind. Anything that could be a cabinet stays.
fn clear_unfinished(folder: &Path) -> Result<(), VaultError> {
    let has_header = !matches!(header::load(folder), Err(VaultError::NoCabinet));
    let clients = fs::read_dir(folder.join("clients")).map_err(VaultError::io("looking into a folder"))?;
    if has_header || clients.count() > 0 {
        return Err(VaultError::CabinetExists);
    }
    for name in ["cabinet.db", "cabinet.db-wal", "cabinet.db-journal", "cabinet.last"] {
        match fs::remove_file(folder.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(VaultError::io("removing an unfinished cabinet")(error));
            }
            _ => {}
        }
    }
    Ok(())
}
