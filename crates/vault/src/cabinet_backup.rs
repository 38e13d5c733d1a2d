//! Backing a cabinet up, checking backups and restoring one.

use crate::backup::{self, BackupReport, Coverage, Draft, Places, Snapshot};
use crate::backup_files::{self, Lacking};
use crate::backup_manifest::Manifest;
use crate::cabinet::{Cabinet, State, Unlock};
use crate::chain;
use crate::client::{ClientFolder, ClientId};
use crate::client_key;
use crate::copy;
use crate::error::VaultError;
use crate::files;
use crate::header;
use crate::memory::spawn_blocking;
use crate::older_format;
use jiff::Timestamp;
use std::cmp::Reverse;
use std::path::Path;
use uuid::Uuid;

impl Cabinet {
    /// Takes a snapshot into a backup folder, checks it, and lets old ones go.
    pub async fn back_up(&self, backups: &Path, now: Timestamp) -> Result<BackupReport, VaultError> {
        let mut opened = Vec::new();
        let mut skipped = Vec::new();
        for client in self.clients().await? {
            if self.is_open(client.id).await? {
                continue;
            }
            match self.open_client(client.id).await {
                Ok(_) => opened.push(client.id),
                // One client's damaged vault must not keep the others from being backed up.
                Err(error) => {
                    tracing::warn!(client = %client.id, %error, "left out of the backup");
                    skipped.push(client.id);
                }
            }
        }
        let report = {
            let guard = self.inner.state.lock().await;
            let state = guard.as_ref().ok_or(VaultError::Locked)?;
            self.take_snapshot(state, backups, skipped, now).await
        };
        for id in opened {
            self.close_client(id).await?;
        }
        report
    }

    /// Returns how much of what the cabinet holds now is in its newest snapshot: every client, every
    /// change, every attached file, every way in.
    pub async fn backup_coverage(&self, backups: &Path) -> Result<Coverage, VaultError> {
        let guard = self.inner.state.lock().await;
        let state = guard.as_ref().ok_or(VaultError::Locked)?;
        let cabinet = state.header.cabinet;
        let places = Places::new(backups, cabinet);
        let Some(newest) = places.list()?.into_iter().next() else { return Ok(Coverage::Behind) };
        let header = header::load(&newest.folder).and_then(|header| header.verify(&state.key));
        let manifest = Manifest::load(&newest.folder, &state.key);
        // A snapshot that can't be read is none; the next one takes its place.
        let (Ok(header), Ok(mut manifest)) = (header, manifest) else { return Ok(Coverage::Behind) };
        let mut heads = state.header.anchors.clone();
        heads.insert(cabinet, self.inner.index.run(|conn| Box::pin(chain::head(conn))).await?);
        for (id, vault) in &state.vaults {
            heads.insert(id.uuid(), vault.head().await?);
        }
        let has_everybody = heads.keys().all(|id| *id == cabinet || manifest.attachments.contains_key(id));
        if !has_everybody || header.anchors != heads || header.slots != state.header.slots {
            return Ok(Coverage::Behind);
        }
        // What a vault that is closed has lost is known as of its snapshot.
        let mut lost = manifest.lost;
        for (id, vault) in &state.vaults {
            let files = vault.store().run(|conn| Box::pin(files::list(conn))).await?;
            let listed = manifest.attachments.remove(&id.uuid()).unwrap_or_default();
            let (from, to) = (vault.files_folder(), places.files(id.uuid()));
            let lacking = spawn_blocking(move || backup_files::lacking(&from, &to, &listed, &files)).await;
            match lacking.map_err(|_| VaultError::Interrupted)?? {
                Lacking::OfTheCabinet => return Ok(Coverage::Behind),
                Lacking::Lost(count) => {
                    lost.insert(id.uuid(), count);
                }
            }
        }
        let files = lost.values().sum();
        Ok(if files == 0 { Coverage::Everything } else { Coverage::AllButLost { files } })
    }

    /// Checks every byte, every database and every file of a snapshot of this cabinet. Damaged
    /// files are put aside: the next backup copies them anew from the cabinet, and every snapshot
    /// that has them is whole again.
    pub async fn verify_backup(&self, snapshot: &Snapshot) -> Result<(), VaultError> {
        let key = {
            let guard = self.inner.state.lock().await;
            guard.as_ref().ok_or(VaultError::Locked)?.key.clone()
        };
        let damage = backup::check(snapshot, &key).await?;
        damage.set_aside(snapshot)?;
        damage.none()
    }

    /// Takes a snapshot and then locks. The lock happens also where the snapshot fails, whose
    /// failure is then returned: an unattended screen matters more than a full disk.
    pub async fn back_up_and_lock(self, backups: &Path, now: Timestamp) -> Result<BackupReport, VaultError> {
        let report = self.back_up(backups, now).await;
        self.lock().await?;
        report
    }

    async fn is_open(&self, id: ClientId) -> Result<bool, VaultError> {
        let guard = self.inner.state.lock().await;
        Ok(guard.as_ref().ok_or(VaultError::Locked)?.vaults.contains_key(&id))
    }

    async fn take_snapshot(
        &self,
        state: &State,
        backups: &Path,
        skipped: Vec<ClientId>,
        now: Timestamp,
    ) -> Result<BackupReport, VaultError> {
        let cabinet = state.header.cabinet;
        let mut draft = Draft::begin(backups, cabinet, skipped, now)?;
        let mut header = state.header.clone();
        let index = draft.index();
        let head = self
            .inner
            .index
            .run(move |conn| {
                Box::pin(async move {
                    copy::copy(conn, &index).await?;
                    chain::head(conn).await
                })
            })
            .await?;
        header.anchors.insert(cabinet, head);
        for (id, vault) in &state.vaults {
            let folder = draft.client(*id)?;
            let (head, files) = vault.copy(&folder.database()).await?;
            header.anchors.insert(id.uuid(), head);
            let owner = state.owner();
            let key = client_key::load(&ClientFolder::new(&self.inner.folder, *id), &owner, *id).await?;
            client_key::save(&folder, &owner, *id, &[&key])?;
            let (from, id) = (vault.files_folder(), *id);
            draft = spawn_blocking(move || draft.attachments(id, &from, &files).map(|()| draft))
                .await
                .map_err(|_| VaultError::Interrupted)??;
        }
        let key = state.key.clone();
        draft = spawn_blocking(move || draft.seal(&mut header, &key).map(|()| draft))
            .await
            .map_err(|_| VaultError::Interrupted)??;
        draft.check(&state.key).await?;
        let key = state.key.clone();
        let report =
            spawn_blocking(move || draft.finish(&key)).await.map_err(|_| VaultError::Interrupted)??;
        older_format::forget(&self.inner.folder)?;
        for id in state.vaults.keys() {
            older_format::forget(ClientFolder::new(&self.inner.folder, *id).path())?;
        }
        Ok(report)
    }

    /// Returns this cabinet's snapshots in a backup folder, newest first.
    pub async fn backups(&self, backups: &Path) -> Result<Vec<Snapshot>, VaultError> {
        Places::new(backups, self.id().await?).list()
    }

    /// Returns the snapshots of all cabinets in a backup folder, for a machine that has none.
    pub fn list_backups(backups: &Path) -> Result<Vec<Snapshot>, VaultError> {
        let mut all = Vec::new();
        for entry in std::fs::read_dir(backups).map_err(VaultError::io("listing backups"))? {
            let entry = entry.map_err(VaultError::io("listing backups"))?;
            if let Some(cabinet) = entry.file_name().to_str().and_then(|name| Uuid::parse_str(name).ok()) {
                all.extend(Places::new(backups, cabinet).list()?);
            }
        }
        all.sort_by_key(|snapshot| Reverse(snapshot.taken_at));
        Ok(all)
    }

    /// Checks every byte, every database and every file of a snapshot.
    pub async fn check_backup(snapshot: &Snapshot, unlock: Unlock) -> Result<(), VaultError> {
        backup::check(snapshot, &key_of(snapshot, unlock).await?).await?.none()
    }

    /// Checks a snapshot and makes a cabinet of it in a new folder. Returns how many attached files
    /// are damaged or missing: they are no reason to go without everything else.
    pub async fn restore_backup(snapshot: &Snapshot, to: &Path, unlock: Unlock) -> Result<usize, VaultError> {
        let key = key_of(snapshot, unlock).await?;
        let damage = backup::check(snapshot, &key).await?;
        let (snapshot, to) = (snapshot.clone(), to.to_owned());
        spawn_blocking(move || backup::restore(&snapshot, &to, &key))
            .await
            .map_err(|_| VaultError::Interrupted)??;
        Ok(damage.count)
    }
}

async fn key_of(snapshot: &Snapshot, unlock: Unlock) -> Result<crate::secret::Key, VaultError> {
    let unverified = header::load(&snapshot.folder)?;
    spawn_blocking(move || unlock.key(unverified.peek())).await.map_err(|_| VaultError::Interrupted)?
}
