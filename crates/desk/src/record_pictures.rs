//! The pictures of records: a person's photograph, a company's logo and letterhead.

use crate::companies::parse_id;
use crate::error::{AppError, ErrorCode};
use crate::pictures::{self, Picture};
use crate::scans::{decoded, file_id, file_ref};
use crate::session::Desk;
use crate::view::{CropInput, PictureKind, PreviewView};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use casework::{Company, FileRef, Person};
use tokio::task::spawn_blocking;
use vault::{Change, Expected, Stored, Vault};

impl Desk {
    /// Returns a picture of a record.
    pub async fn picture_get(&self, kind: PictureKind, id: String) -> Result<PreviewView, AppError> {
        let vault = self.vault().await?;
        let file = match kind {
            PictureKind::Photo => vault.require::<Person>(parse_id(&id)?).await?.record.photo,
            PictureKind::Logo => vault.require::<Company>(parse_id(&id)?).await?.record.logo,
            PictureKind::Letterhead => vault.require::<Company>(parse_id(&id)?).await?.record.letterhead,
        };
        let file = file.ok_or_else(|| AppError::new(ErrorCode::NotFound, "no picture"))?;
        let content = vault.read_file(file_id(&file)?).await?;
        Ok(PreviewView { page: 1, pages: 1, png: BASE64_STANDARD.encode(content.as_slice()) })
    }

    /// Sets a picture of a record; a photograph is cut to 35 x 45 mm.
    pub async fn picture_set(
        &self,
        kind: PictureKind,
        id: String,
        content: String,
        crop: Option<CropInput>,
    ) -> Result<(), AppError> {
        self.picture_set_bytes(kind, id, decoded(&content)?, crop).await
    }

    /// Sets a picture that is there as bytes.
    pub async fn picture_set_bytes(
        &self,
        kind: PictureKind,
        id: String,
        content: Vec<u8>,
        crop: Option<CropInput>,
    ) -> Result<(), AppError> {
        let vault = self.vault().await?;
        let made = spawn_blocking(move || match kind {
            PictureKind::Photo => pictures::photo(&content, crop.unwrap_or_default()),
            PictureKind::Logo | PictureKind::Letterhead => pictures::head(&content),
        });
        let Picture { content, media_type } =
            made.await.map_err(|_| AppError::internal("re-encoding was cut off"))??;
        let file = file_ref(&vault, content, media_type, self.author()).await?;
        self.put_picture(&vault, kind, &id, Some(file)).await
    }

    /// Takes a picture off a record; its history still leads to it.
    pub async fn picture_clear(&self, kind: PictureKind, id: String) -> Result<(), AppError> {
        let vault = self.vault().await?;
        self.put_picture(&vault, kind, &id, None).await
    }

    async fn put_picture(
        &self,
        vault: &Vault,
        kind: PictureKind,
        id: &str,
        file: Option<FileRef>,
    ) -> Result<(), AppError> {
        let change = Change::new(self.author(), "picture");
        let change = match kind {
            PictureKind::Photo => {
                let Stored { mut record, version, .. } = vault.require::<Person>(parse_id(id)?).await?;
                record.photo = file;
                change.put(&record, Expected::Version(version))?
            }
            PictureKind::Logo | PictureKind::Letterhead => {
                let Stored { mut record, version, .. } = vault.require::<Company>(parse_id(id)?).await?;
                if kind == PictureKind::Logo {
                    record.logo = file;
                } else {
                    record.letterhead = file;
                }
                change.put(&record, Expected::Version(version))?
            }
        };
        vault.write(change).await?;
        Ok(())
    }
}
