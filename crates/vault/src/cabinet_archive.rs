//! Handing clients over: exporting them into one encrypted file, taking them in from one, and
//! erasing one for good.

use crate::archive::{self, Entry, Manifest};
use crate::atomic_file;
use crate::attachment;
use crate::cabinet::Cabinet;
use crate::change::Author;
use crate::client::{Client, ClientFolder, ClientId};
use crate::client_key::{self, Owner};
use crate::copy;
use crate::database::{self, Missing};
use crate::error::VaultError;
use crate::export::Export;
use crate::files::{self, FileEntry};
use crate::index;
use crate::journal::{Action, Head};
use crate::memory::spawn_blocking;
use crate::meta;
use crate::migration;
use crate::schema;
use crate::secret::{Key, Purpose};
use crate::time;
use crate::vault::Vault;
use secrecy::SecretString;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use tokio::runtime::Handle;

impl Cabinet {
    /// Writes clients into one encrypted file that standard tools open with the passphrase.
    /// The file must not be there yet; the journal of the cabinet says who took what out.
    pub async fn export_clients(
        &self,
        ids: &[ClientId],
        to: &Path,
        passphrase: SecretString,
        author: Author,
    ) -> Result<(), VaultError> {
        if to.exists() {
            return Err(VaultError::TargetExists);
        }
        let (target, at) = (to.to_owned(), author.at);
        let unfinished = atomic_file::temporary_beside(to);
        // Left over from a try that was cut off.
        fs::remove_file(&unfinished).ok();
        let begun = unfinished.clone();
        let mut writer = spawn_blocking(move || archive::Writer::create(&begun, &passphrase, at))
            .await
            .map_err(|_| VaultError::Interrupted)??;
        for id in ids {
            let known = self.require_client(*id).await?;
            let vault = self.open_client(*id).await?;
            // First the note: it goes into the archive too, and nothing leaves without it.
            vault.note_export(author.clone(), Export::archive()).await?;
            writer = self.export_one(writer, &known, &vault, at).await?;
        }
        spawn_blocking(move || {
            writer.finish()?;
            fs::rename(&unfinished, &target).map_err(VaultError::io("naming an archive"))?;
            atomic_file::flush_folder_of(&target)
        })
        .await
        .map_err(|_| VaultError::Interrupted)??;
        let ids = ids.to_vec();
        self.inner
            .index
            .write(move |conn| {
                Box::pin(
                    async move { index::note_clients(conn, &ids, Action::Exported, "export", &author).await },
                )
            })
            .await
    }

    async fn export_one(
        &self,
        mut writer: archive::Writer,
        client: &Client,
        vault: &Vault,
        at: jiff::Timestamp,
    ) -> Result<archive::Writer, VaultError> {
        let key = Key::make_random()?;
        let database = self.scratch(at)?;
        let exported = vault.copy_under(&database, &key).await;
        let (journal, files) = match exported {
            Ok(exported) => exported,
            Err(error) => {
                fs::remove_file(&database).ok();
                return Err(error);
            }
        };
        let manifest = Manifest {
            format: archive::FORMAT,
            name: client.name.clone(),
            colour: client.colour.clone(),
            created_at: client.created_at,
            exported_at: at,
            journal,
            papers: files.len() as u64,
        };
        let (folder, id) = (vault.files_folder(), client.id.uuid());
        spawn_blocking(move || {
            let written = writer.client(id, &manifest, &key, &database);
            fs::remove_file(&database).ok();
            written?;
            for file in files {
                let content = attachment::load(&folder, file.id, &file.key, file.size_bytes)?;
                writer.paper(id, file.id, &file.media_type, &content)?;
            }
            Ok(writer)
        })
        .await
        .map_err(|_| VaultError::Interrupted)?
    }

    /// Takes the clients of an archive in, each as a new client with keys of its own.
    /// All of them come in, or none.
    pub async fn import_clients(
        &self,
        from: &Path,
        passphrase: SecretString,
        author: Author,
    ) -> Result<Vec<Client>, VaultError> {
        let mut guard = self.inner.state.lock().await;
        let state = guard.as_mut().ok_or(VaultError::Locked)?;
        let import = Import {
            cabinet_folder: self.inner.folder.clone(),
            owner: state.owner(),
            runtime: Handle::current(),
            at: author.at,
            arrived: Vec::new(),
            current: None,
        };
        let from = from.to_owned();
        let arrived = spawn_blocking(move || import.run(&from, &passphrase))
            .await
            .map_err(|_| VaultError::Interrupted)??;
        let mut header = state.header.clone();
        let mut clients = Vec::new();
        for (client, head, unfinished) in arrived {
            let folder = ClientFolder::new(&self.inner.folder, client.id);
            fs::rename(unfinished.path(), folder.path())
                .map_err(VaultError::io("naming a client's folder"))?;
            atomic_file::flush_folder_of(folder.path())?;
            header.anchors.insert(client.id.uuid(), head);
            clients.push(client);
        }
        self.replace_header(state, header)?;
        let rows = clients.clone();
        self.inner
            .index
            .write(move |conn| Box::pin(index::insert_clients(conn, rows, author, "import_client")))
            .await?;
        Ok(clients)
    }

    /// Erases a client: its vault, its files and its key. Backups of it that were made before stay
    /// until they are removed too. Can't be undone.
    pub async fn erase_client(&self, id: ClientId, author: Author) -> Result<(), VaultError> {
        self.require_client(id).await?;
        self.close_client(id).await?;
        let mut guard = self.inner.state.lock().await;
        let state = guard.as_mut().ok_or(VaultError::Locked)?;
        // The row first: from then on the folder is nobody's, however far the removal gets.
        self.inner.index.write(move |conn| Box::pin(index::erase_client(conn, id, author))).await?;
        let mut header = state.header.clone();
        header.anchors.remove(&id.uuid());
        self.replace_header(state, header)?;
        let folder = ClientFolder::new(&self.inner.folder, id);
        fs::remove_dir_all(folder.path()).map_err(VaultError::io("removing a client's folder"))
    }

    /// Returns a client; its absence is an error.
    pub async fn require_client(&self, id: ClientId) -> Result<Client, VaultError> {
        let known = self.inner.index.run(move |conn| Box::pin(index::load_client(conn, id))).await?;
        known.ok_or(VaultError::UnknownClient { id })
    }

    fn scratch(&self, at: jiff::Timestamp) -> Result<PathBuf, VaultError> {
        Ok(self.inner.folder.join(format!("copy-{}.tmp", time::make_uuid(at)?)))
    }
}

/// A client that came in so far.
type Arrived = (Client, Head, ClientFolder);

/// The taking in of an archive, on a thread that may block.
struct Import {
    cabinet_folder: PathBuf,
    owner: Owner,
    runtime: Handle,
    at: jiff::Timestamp,
    arrived: Vec<Arrived>,
    current: Option<Incoming>,
}

/// The client that is coming in.
struct Incoming {
    manifest: Manifest,
    client: Client,
    folder: ClientFolder,
    archive_key: Option<Key>,
    head: Option<Head>,
    names: Option<Key>,
    expected: HashMap<attachment::FileId, FileEntry>,
}

impl Import {
    fn run(mut self, from: &Path, passphrase: &SecretString) -> Result<Vec<Arrived>, VaultError> {
        let read =
            archive::read(from, passphrase, |entry| self.take(entry)).and_then(|()| self.finish_current());
        match read {
            Ok(()) => Ok(self.arrived),
            Err(error) => {
                // Nothing of a refused archive stays.
                let begun = self.arrived.iter().map(|(_, _, folder)| folder);
                for folder in begun.chain(self.current.as_ref().map(|incoming| &incoming.folder)) {
                    fs::remove_dir_all(folder.path()).ok();
                }
                Err(error)
            }
        }
    }

    fn take(&mut self, entry: Entry<'_>) -> Result<(), VaultError> {
        match entry {
            Entry::Manifest(manifest) => {
                self.finish_current()?;
                self.current = Some(self.begin(*manifest)?);
                Ok(())
            }
            Entry::DatabaseKey(key) => {
                self.incoming()?.archive_key = Some(key);
                Ok(())
            }
            Entry::Database(from) => {
                let path = self.incoming()?.folder.path().join("archive.db");
                archive::spill(from, &path)?;
                let runtime = self.runtime.clone();
                runtime.block_on(self.take_database(&path))
            }
            Entry::Paper(id, content) => {
                let incoming = self.incoming()?;
                let names = incoming.names.as_ref().ok_or(archive::damaged("a paper before its database"))?;
                let file =
                    incoming.expected.remove(&id).ok_or(archive::damaged("a paper that nobody knows"))?;
                if attachment::derive_id(names, &content)? != id || content.len() as u64 != file.size_bytes {
                    return Err(archive::damaged("a paper that is not what its name says"));
                }
                attachment::save(&incoming.folder.files(), id, &file.key, &content)
            }
        }
    }

    fn incoming(&mut self) -> Result<&mut Incoming, VaultError> {
        self.current.as_mut().ok_or(archive::damaged("an entry before its manifest"))
    }

    fn begin(&self, manifest: Manifest) -> Result<Incoming, VaultError> {
        let client = Client {
            id: ClientId(time::make_uuid(self.at)?),
            name: manifest.name.clone(),
            colour: manifest.colour.clone(),
            created_at: manifest.created_at,
            archived_at: None,
        };
        index::check(&client)?;
        let folder = ClientFolder::unfinished(&self.cabinet_folder, client.id);
        atomic_file::create_private_folder(&folder.files())?;
        Ok(Incoming {
            manifest,
            client,
            folder,
            archive_key: None,
            head: None,
            names: None,
            expected: HashMap::new(),
        })
    }

    /// Checks the archive's database as a stranger's and copies it under a key of ours.
    async fn take_database(&mut self, path: &Path) -> Result<(), VaultError> {
        let owner = self.owner.clone();
        let incoming = self.incoming()?;
        let archive_key = incoming.archive_key.take().ok_or(archive::damaged("a database before its key"))?;
        let key = Key::make_random()?;
        let database_key = key.derive(incoming.client.id.uuid(), Purpose::VaultDatabase)?;
        let head = copy::check(path, &archive_key, migration::VAULT).await?;
        if head != incoming.manifest.journal {
            return Err(archive::damaged("the journal does not end where the manifest says"));
        }
        let mut conn = database::open(path, &archive_key, Missing::Refuse, migration::VAULT).await?;
        let taken = async {
            schema::require_ours(&mut conn, incoming.folder.path()).await?;
            copy::copy_under(&mut conn, &incoming.folder.database(), &database_key).await?;
            incoming.names = Some(meta::require_file_names_key(&mut conn).await?);
            files::list(&mut conn).await
        }
        .await;
        database::close(conn).await?;
        incoming.expected = taken?.into_iter().map(|file| (file.id, file)).collect();
        fs::remove_file(path).map_err(VaultError::io("removing a copy"))?;
        incoming.head =
            Some(copy::check(&incoming.folder.database(), &database_key, migration::VAULT).await?);
        client_key::save(&incoming.folder, &owner, incoming.client.id, &[&key])
    }

    fn finish_current(&mut self) -> Result<(), VaultError> {
        let Some(incoming) = self.current.as_ref() else { return Ok(()) };
        let Some(head) = incoming.head else { return Err(archive::damaged("a client without database")) };
        if !incoming.expected.is_empty() {
            return Err(archive::damaged("papers are missing"));
        }
        if let Some(incoming) = self.current.take() {
            self.arrived.push((incoming.client, head, incoming.folder));
        }
        Ok(())
    }
}
