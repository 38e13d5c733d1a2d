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
use paperwork::PaperworkError;
use paperwork::guarded::GuardedPages;
use sha2::{Digest as _, Sha256};
use std::path::Path;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use vault::{Author, Change, Expected, FileId, Op, Stored, Vault};

/// How much larger than 72 dpi a page is drawn for the screen: sharp at 200 % zoom.
const SCREEN_SCALE: f32 = 1.6;
/// PDFs that are read or drawn at once, each with the memory that a child may take.
static PDFS_AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Whose bytes a PDF is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A letter from a bundled template: drawn in this process, without the start of another one.
    Ours,
    /// Whatever was attached, and what a firm's own template made.
    Strangers,
}

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
        self.draw(content.to_vec(), page, Origin::Strangers).await
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
            let pages = self.pages_of(content.clone()).await?;
            (content, kind, Some(pages))
        } else {
            let picture = spawn_blocking(move || pictures::scan(&content)).await;
            let picture = picture.map_err(|_| AppError::internal("re-encoding was cut off"))??;
            (picture.content, picture.media_type, Some(1))
        };
        Ok((file_ref(vault, content, media_type, self.author()).await?, pages))
    }

    /// Encrypts a letter of ours and returns its reference.
    pub(crate) async fn store_letter(&self, vault: &Vault, pdf: Vec<u8>) -> Result<FileRef, AppError> {
        if pdf.len() > files::SCAN_BYTES_MAX {
            return Err(refused("letter too large"));
        }
        file_ref(vault, pdf, "application/pdf", self.author()).await
    }

    /// Draws a page of a PDF, counted from 1.
    pub(crate) async fn draw(
        &self,
        pdf: Vec<u8>,
        page: u32,
        origin: Origin,
    ) -> Result<PreviewView, AppError> {
        let wanted = usize::try_from(page).unwrap_or(1).saturating_sub(1);
        let drawn = self.read_pdf(origin, move |guarded| match guarded {
            Some(guarded) => guarded.draw(&pdf, wanted, SCREEN_SCALE),
            None => paperwork::draw(&pdf, wanted, SCREEN_SCALE),
        });
        let drawn = drawn.await??;
        Ok(PreviewView {
            page: u32::try_from(drawn.page.saturating_add(1)).unwrap_or(1),
            pages: u32::try_from(drawn.pages).unwrap_or(1),
            png: BASE64_STANDARD.encode(drawn.png),
        })
    }

    async fn pages_of(&self, pdf: Vec<u8>) -> Result<u32, AppError> {
        let counted = self.read_pdf(Origin::Strangers, move |guarded| match guarded {
            Some(guarded) => guarded.count(&pdf),
            None => paperwork::page_count(&pdf),
        });
        match counted.await? {
            Ok(pages) => Ok(u32::try_from(pages).unwrap_or(u32::MAX)),
            // It says nothing about the PDF.
            Err(error @ (PaperworkError::NoAnswer | PaperworkError::Cancelled)) => Err(error.into()),
            Err(PaperworkError::PageStopped { .. }) => Err(AppError::with_text(
                ErrorCode::FileRefused,
                "runaway PDF",
                Text::new(
                    "This PDF asks for more memory or time than any paper needs. Print it to a new PDF and attach that one.",
                    "Этому PDF нужно больше памяти или времени, чем любому документу. Распечатайте его в новый PDF и приложите новый файл.",
                    "Бұл PDF-ке кез келген құжатқа керегінен көп жад немесе уақыт қажет. Оны жаңа PDF-ке басып шығарып, жаңасын тіркеңіз.",
                ),
            )),
            Err(_) => Err(AppError::with_text(
                ErrorCode::FileRefused,
                "unreadable PDF",
                Text::new(
                    "This PDF can't be read: it is damaged or protected by a password. Save it anew without protection.",
                    "Этот PDF не читается: он повреждён или защищён паролем. Сохраните его заново без защиты.",
                    "Бұл PDF оқылмайды: ол бүлінген немесе құпиясөзбен қорғалған. Оны қорғаныссыз қайта сақтаңыз.",
                ),
            )),
        }
    }

    /// Reads a PDF off the threads that answer the window; a stranger's in a bounded process, where the program
    /// can be one.
    async fn read_pdf<T: Send + 'static>(
        &self,
        origin: Origin,
        read: impl FnOnce(Option<GuardedPages>) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let worker = self.config().worker.clone().filter(|_| origin == Origin::Strangers);
        let guarded = match worker {
            Some(worker) => Some(GuardedPages::new(worker).under(self.session().await?.cancel.clone())),
            None => None,
        };
        // Nothing closes it; what is ours waits for nobody.
        let turn = if guarded.is_some() { PDFS_AT_ONCE.acquire().await.ok() } else { None };
        let read = spawn_blocking(move || {
            // The turn ends with the work, also when nobody waits for its answer any more.
            let _turn = turn;
            read(guarded)
        });
        read.await.map_err(|_| AppError::internal("reading a PDF was cut off"))
    }
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
