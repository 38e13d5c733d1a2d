//! Scans of papers: how they come in, how they are looked at, how they leave.
//!
//! A scan is told by its content, never by its name. Pictures are encoded anew, PDF stays as it is.
//! Looking at one puts no plain file on the disk; an export does, because the user said where.

use crate::companies::parse_id;
use crate::error::{AppError, ErrorCode};
use crate::papers::view;
use crate::session::Desk;
use crate::view::{PaperView, PreviewView, Text};
use crate::{files, pictures};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use casework::{FileRef, Paper, PaperId};
use paperwork::{page_count, preview};
use sha2::{Digest as _, Sha256};
use std::path::Path;
use tokio::task::spawn_blocking;
use vault::{Author, Change, Expected, FileId, Op, Stored, Vault};

/// How much larger than 72 dpi a page is drawn for the screen: sharp at 200 % zoom.
const SCREEN_SCALE: f32 = 1.6;

impl Desk {
    /// Replaces the scan of a paper by a newer one; the old one stays readable.
    pub async fn paper_replace(&self, id: String, content: String) -> Result<PaperView, AppError> {
        self.paper_replace_bytes(id, decoded(&content)?).await
    }

    /// Replaces the scan of a paper by one that is there as bytes.
    pub async fn paper_replace_bytes(&self, id: String, content: Vec<u8>) -> Result<PaperView, AppError> {
        let vault = self.vault().await?;
        let id: PaperId = parse_id(&id)?;
        let Stored { record: mut paper, version, .. } = vault.require::<Paper>(id).await?;
        let (file, pages) = self.store_scan(&vault, content).await?;
        if paper.file.as_ref().is_none_or(|present| present.file != file.file) {
            paper.replace_scan(file, pages, self.today_date());
            let change = Change::new(self.author(), "new_scan");
            vault.write(change.put(&paper, Expected::Version(version))?).await?;
        }
        Ok(view(&vault.require::<Paper>(id).await?))
    }

    /// Draws a page of a scan, counted from 1; of an earlier scan, where one is asked for.
    pub async fn paper_preview(
        &self,
        id: String,
        page: u32,
        earlier: Option<u32>,
    ) -> Result<PreviewView, AppError> {
        let vault = self.vault().await?;
        let paper = vault.require::<Paper>(parse_id(&id)?).await?.record;
        let file = file_of(&paper, earlier)?;
        let content = vault.read_file(file_id(file)?).await?;
        if file.media_type == "image/png" || file.media_type == "image/jpeg" {
            // The browser's own decoder draws pictures, which were bounded when they were attached;
            // they never leave the page as anything else.
            return Ok(PreviewView { page: 1, pages: 1, png: BASE64_STANDARD.encode(content.as_slice()) });
        }
        draw(content.to_vec(), page).await
    }

    /// Returns the name under which a scan would leave: type and id, which name nobody.
    pub async fn paper_export_name(&self, id: String) -> Result<String, AppError> {
        let vault = self.vault().await?;
        let paper = vault.require::<Paper>(parse_id(&id)?).await?.record;
        let ending = match file_of(&paper, None)?.media_type.as_str() {
            "image/png" => "png",
            "image/jpeg" => "jpg",
            _ => "pdf",
        };
        let short: String = paper.id.to_string().chars().rev().take(6).collect();
        Ok(format!("{}-{short}.{ending}", paper.document))
    }

    /// Writes a scan as a plain file where the user says, and notes it in the journal.
    pub async fn paper_export(&self, id: String, to: &Path, earlier: Option<u32>) -> Result<(), AppError> {
        let vault = self.vault().await?;
        let paper = vault.require::<Paper>(parse_id(&id)?).await?.record;
        let content = vault.read_file(file_id(file_of(&paper, earlier)?)?).await?;
        // Noted first: nothing leaves the vault that the journal doesn't know of.
        vault.write(Change::new(self.author(), "export").with(Op::export::<Paper>(paper.id))).await?;
        files::write_to(to, &content).await?;
        Ok(())
    }

    /// Encrypts a scan and returns its reference with its number of pages.
    pub(crate) async fn store_scan(
        &self,
        vault: &Vault,
        content: Vec<u8>,
    ) -> Result<(FileRef, Option<u32>), AppError> {
        if content.len() > files::SCAN_BYTES_MAX {
            return Err(refused("scan too large"));
        }
        let kind = files::media_type(&content).ok_or_else(|| refused("unknown media type"))?;
        let (content, media_type, pages) = if kind == "application/pdf" {
            let pages = pages_of(content.clone()).await?;
            (content, kind, Some(pages))
        } else {
            let picture = spawn_blocking(move || pictures::scan(&content)).await;
            let picture = picture.map_err(|_| AppError::internal("re-encoding was cut off"))??;
            (picture.content, picture.media_type, Some(1))
        };
        Ok((file_ref(vault, content, media_type, self.author()).await?, pages))
    }
}

/// Draws a page of a PDF, counted from 1.
pub(crate) async fn draw(pdf: Vec<u8>, page: u32) -> Result<PreviewView, AppError> {
    spawn_blocking(move || {
        let pages = page_count(&pdf)?;
        let index = usize::try_from(page).unwrap_or(1).clamp(1, pages.max(1)) - 1;
        let png = preview(&pdf, index, SCREEN_SCALE)?;
        Ok(PreviewView {
            page: u32::try_from(index + 1).unwrap_or(1),
            pages: u32::try_from(pages).unwrap_or(1),
            png: BASE64_STANDARD.encode(png),
        })
    })
    .await
    .map_err(|_| AppError::internal("drawing was cut off"))?
}

async fn pages_of(pdf: Vec<u8>) -> Result<u32, AppError> {
    let pages = spawn_blocking(move || page_count(&pdf))
        .await
        .map_err(|_| AppError::internal("counting was cut off"))?;
    let pages = pages.map_err(|_| {
        AppError::with_text(
            ErrorCode::FileRefused,
            "unreadable PDF",
            Text::new(
                "This PDF can't be read: it is damaged or protected by a password. Save it anew without protection.",
                "Этот PDF не читается: он повреждён или защищён паролем. Сохраните его заново без защиты.",
                "Бұл PDF оқылмайды: ол бүлінген немесе құпиясөзбен қорғалған. Оны қорғаныссыз қайта сақтаңыз.",
            ),
        )
    })?;
    Ok(u32::try_from(pages).unwrap_or(u32::MAX))
}

/// Encrypts a content into the vault and returns what a record keeps of it.
pub(crate) async fn file_ref(
    vault: &Vault,
    content: Vec<u8>,
    media_type: &str,
    author: Author,
) -> Result<FileRef, AppError> {
    let sha256 = hex(&Sha256::digest(&content));
    let size_bytes = content.len() as u64;
    let file = vault.attach(content, media_type, author).await?;
    Ok(FileRef { file: file.to_string(), media_type: media_type.to_owned(), size_bytes, sha256 })
}

/// Returns the vault's id of a paper's file.
pub(crate) fn file_id(file: &FileRef) -> Result<FileId, AppError> {
    file.file.parse().map_err(|_| AppError::internal("malformed file id"))
}

/// Returns bytes as lower-case hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the file of a paper: the one in use, or the earlier one at a place.
fn file_of(paper: &Paper, earlier: Option<u32>) -> Result<&FileRef, AppError> {
    let file = match earlier {
        None => paper.file.as_ref(),
        Some(place) => {
            usize::try_from(place).ok().and_then(|place| paper.earlier.get(place)).map(|old| &old.file)
        }
    };
    file.ok_or_else(|| AppError::new(ErrorCode::NotFound, "paper without a scan"))
}

/// Returns the bytes that the window sent.
pub(crate) fn decoded(content: &str) -> Result<Vec<u8>, AppError> {
    BASE64_STANDARD.decode(content).map_err(|_| refused("not base64"))
}

fn refused(message: &str) -> AppError {
    AppError::new(ErrorCode::FileRefused, message)
}
