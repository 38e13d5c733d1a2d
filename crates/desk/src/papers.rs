//! Papers: attach, list, look at, remove.

use crate::companies::parse_id;
use crate::convert::{Reader, day, trimmed};
use crate::error::{AppError, ErrorCode};
use crate::session::Desk;
use crate::view::{ListRequest, OwnerKind, PaperInput, PaperRow, PaperView, PreviewView, Text};
use crate::{files, rules};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use casework::{
    Application, ApplicationId, Company, FileRef, Paper, PaperId, PaperOwner, Person, Record, RecordId,
};
use paperwork::{page_count, preview};
use sha2::{Digest as _, Sha256};
use tokio::task::spawn_blocking;
use vault::{Change, Expected, FileId, ListQuery, Stored, Vault};

/// How much larger than 72 dpi a page is drawn for the screen: sharp at 200 % zoom.
const SCREEN_SCALE: f32 = 1.6;

impl Desk {
    /// Lists papers.
    pub async fn paper_list(&self, request: ListRequest) -> Result<Vec<PaperRow>, AppError> {
        let vault = self.vault().await?;
        let query = ListQuery { text: request.filter, ..ListQuery::default() };
        let mut rows = Vec::new();
        for paper in vault.list::<Paper>(query).await? {
            rows.push(row(&vault, &paper.record).await?);
        }
        match request.sort.as_str() {
            "owner" => rows.sort_by(|a, b| a.owner_title.cmp(&b.owner_title)),
            "expires_on" => rows.sort_by(|a, b| a.expires_on.cmp(&b.expires_on)),
            "issued_on" => rows.sort_by(|a, b| a.issued_on.cmp(&b.issued_on)),
            _ => {}
        }
        if request.descending {
            rows.reverse();
        }
        Ok(rows)
    }

    /// Attaches a paper: its scan goes encrypted to disk, its record into the journal.
    pub async fn paper_attach(&self, input: PaperInput) -> Result<PaperView, AppError> {
        let vault = self.vault().await?;
        let mut reader = Reader::default();
        let owner = owner(&mut reader, &input);
        let application =
            input.application.as_deref().and_then(|id| reader.id::<ApplicationId>("application", id));
        let issued_on = reader.day("issued_on", input.issued_on.as_deref());
        let expires_on = reader.day("expires_on", input.expires_on.as_deref());
        reader.required("document", &input.document);
        reader.finish()?;
        let owner = owner.ok_or_else(|| AppError::internal("owner unread"))?;
        let mut paper = Paper {
            id: PaperId::from_uuid(self.environment.make_uuid()),
            owner,
            application,
            document: trimmed(&input.document),
            title: trimmed(&input.title),
            form: input.form.into(),
            issued_on,
            expires_on,
            language: trimmed(&input.language),
            pages: None,
            original_kept: trimmed(&input.original_kept),
            file: None,
        };
        if let Some(content) = &input.content {
            let content = BASE64_STANDARD.decode(content).map_err(|_| refused("not base64"))?;
            let (file, pages) = self.store_scan(&vault, content).await?;
            paper.pages = pages;
            paper.file = Some(file);
        }
        vault.write(Change::new(self.author(), "attach").put(&paper, Expected::New)?).await?;
        Ok(view(&vault.require::<Paper>(paper.id).await?))
    }

    /// Moves a paper into the recycle bin.
    pub async fn paper_remove(&self, id: String) -> Result<(), AppError> {
        let vault = self.vault().await?;
        let id: PaperId = parse_id(&id)?;
        let stored = vault.require::<Paper>(id).await?;
        let change =
            Change::new(self.author(), "remove").with(vault::Op::delete::<Paper>(id, stored.version));
        vault.write(change).await?;
        Ok(())
    }

    /// Draws a page of a scan, counted from 1.
    pub async fn paper_preview(&self, id: String, page: u32) -> Result<PreviewView, AppError> {
        let vault = self.vault().await?;
        let paper = vault.require::<Paper>(parse_id(&id)?).await?.record;
        let file = paper.file.ok_or_else(|| AppError::new(ErrorCode::NotFound, "paper without a scan"))?;
        let content = vault.read_file(file_id(&file)?).await?;
        if file.media_type == "image/png" || file.media_type == "image/jpeg" {
            // The browser's own decoder draws pictures; they never leave the page as anything else.
            return Ok(PreviewView { page: 1, pages: 1, png: BASE64_STANDARD.encode(content.as_slice()) });
        }
        draw(content.to_vec(), page).await
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
        let media_type = files::media_type(&content).ok_or_else(|| refused("unknown media type"))?;
        let pages =
            if media_type == "application/pdf" { Some(pages_of(content.clone()).await?) } else { Some(1) };
        let sha256 = hex(&Sha256::digest(&content));
        let size_bytes = content.len() as u64;
        let file = vault.attach(content, media_type, self.author()).await?;
        Ok((FileRef { file: file.to_string(), media_type: media_type.to_owned(), size_bytes, sha256 }, pages))
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

/// Returns the vault's id of a paper's file.
pub(crate) fn file_id(file: &FileRef) -> Result<FileId, AppError> {
    file.file.parse().map_err(|_| AppError::internal("malformed file id"))
}

/// Returns bytes as lower-case hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns a paper for the window.
pub(crate) fn view(stored: &Stored<Paper>) -> PaperView {
    let paper = &stored.record;
    PaperView {
        id: paper.id.to_string(),
        document: paper.document.clone(),
        document_title: document_title(&paper.document),
        owner: match paper.owner {
            PaperOwner::Company(_) => OwnerKind::Company,
            PaperOwner::Person(_) => OwnerKind::Person,
            PaperOwner::Application(_) => OwnerKind::Application,
        },
        title: paper.title.clone(),
        form: paper.form.into(),
        issued_on: day(paper.issued_on),
        expires_on: day(paper.expires_on),
        pages: paper.pages,
        original_kept: paper.original_kept.clone(),
        has_file: paper.file.is_some(),
        media_type: paper.file.as_ref().map(|file| file.media_type.clone()).unwrap_or_default(),
        size_bytes: paper.file.as_ref().map_or(0, |file| u32::try_from(file.size_bytes).unwrap_or(u32::MAX)),
    }
}

async fn row(vault: &Vault, paper: &Paper) -> Result<PaperRow, AppError> {
    let owner_title = match paper.owner {
        PaperOwner::Company(id) => vault.get::<Company>(id).await?.map(|owner| owner.record.title()),
        PaperOwner::Person(id) => vault.get::<Person>(id).await?.map(|owner| owner.record.title()),
        PaperOwner::Application(id) => vault.get::<Application>(id).await?.map(|owner| owner.record.title()),
    };
    Ok(PaperRow {
        id: paper.id.to_string(),
        title: paper.title.clone(),
        document_title: document_title(&paper.document),
        owner_title: owner_title.unwrap_or_default(),
        form: paper.form.into(),
        issued_on: day(paper.issued_on),
        expires_on: day(paper.expires_on),
        has_file: paper.file.is_some(),
    })
}

/// Returns what a document type is called, or its id where the rules don't know it.
pub(crate) fn document_title(document: &str) -> Text {
    let known = rules().ok().and_then(|rules| {
        rules
            .services()
            .iter()
            .flat_map(|service| &service.documents)
            .find(|known| known.kind == *document)
            .map(|known| Text::from(&known.name))
    });
    known.unwrap_or_else(|| Text::same(document))
}

fn owner(reader: &mut Reader, input: &PaperInput) -> Option<PaperOwner> {
    match input.owner {
        OwnerKind::Company => reader.id("owner_id", &input.owner_id).map(PaperOwner::Company),
        OwnerKind::Person => reader.id("owner_id", &input.owner_id).map(PaperOwner::Person),
        OwnerKind::Application => reader.id("owner_id", &input.owner_id).map(PaperOwner::Application),
    }
}

fn refused(message: &str) -> AppError {
    AppError::new(ErrorCode::FileRefused, message)
}
