//! Papers: attach, list, look at, remove.

use crate::companies::{parse_id, version};
use crate::convert::{Reader, day, trimmed};
use crate::edit::{self, Edit};
use crate::error::AppError;
use crate::scans::decoded;
use crate::session::Desk;
use crate::view::{
    DeletedView, DocumentTypeRow, EarlierScanView, ListRequest, OwnerKind, PaperDetail, PaperFactsInput,
    PaperInput, PaperRow, PaperView, RecordKind, Text,
};
use crate::{companies, document_types, field_names, history};
use casework::{
    Application, ApplicationId, Company, Kind, Paper, PaperId, PaperOwner, Person, Record, RecordId,
};
use vault::{Change, Expected, ListQuery, Stored, Vault};

impl Desk {
    /// Lists papers.
    pub async fn paper_list(&self, request: ListRequest) -> Result<Vec<PaperRow>, AppError> {
        let vault = self.vault().await?;
        let titles = document_types::named(&request.filter);
        let query = ListQuery { text: request.filter, titles, ..ListQuery::default() };
        let mut rows = Vec::new();
        for paper in vault.list::<Paper>(query).await? {
            rows.push(row(&vault, &paper.record).await?);
        }
        match request.sort.as_str() {
            "owner" => {
                let language = self.session().await?.settings.language;
                rows.sort_by(|a, b| a.owner_title.wording(language).cmp(b.owner_title.wording(language)));
            }
            "expires_on" => rows.sort_by(|a, b| a.expires_on.cmp(&b.expires_on)),
            "issued_on" => rows.sort_by(|a, b| a.issued_on.cmp(&b.issued_on)),
            _ => {}
        }
        if request.descending {
            rows.reverse();
        }
        Ok(rows)
    }

    /// Returns the types of documents that the rules know.
    #[expect(clippy::unused_async, reason = "every use case is asked for in the same way")]
    pub async fn document_types(&self) -> Result<Vec<DocumentTypeRow>, AppError> {
        Ok(document_types::rows())
    }

    /// Returns a paper with its history.
    pub async fn paper_get(&self, id: String) -> Result<PaperDetail, AppError> {
        let vault = self.vault().await?;
        let stored = vault.require::<Paper>(parse_id(&id)?).await?;
        Ok(PaperDetail {
            owner_title: owner_title(&vault, stored.record.owner).await?,
            history: history::of(&vault, stored.record.id).await?,
            paper: view(&stored),
        })
    }

    /// Attaches a paper: its scan goes encrypted to disk, its record into the journal.
    pub async fn paper_attach(&self, input: PaperInput) -> Result<PaperView, AppError> {
        let content = input.content.as_deref().map(decoded).transpose()?;
        self.paper_attach_bytes(PaperInput { content: None, ..input }, content).await
    }

    /// Attaches a paper whose scan is there as bytes.
    pub async fn paper_attach_bytes(
        &self,
        input: PaperInput,
        content: Option<Vec<u8>>,
    ) -> Result<PaperView, AppError> {
        let vault = self.vault().await?;
        let mut reader = Reader::default();
        let application =
            input.application.as_deref().and_then(|id| reader.id::<ApplicationId>("application", id));
        let paper = owner(&mut reader, &input).map(|owner| {
            let mut paper = Paper::new(PaperId::from_uuid(self.environment.make_uuid()), owner, "");
            paper.application = application;
            fill(&mut reader, &mut paper, &facts_of(input));
            paper
        });
        reader.finish()?;
        let mut paper = paper.ok_or_else(|| AppError::internal("owner unread"))?;
        edit::refuse_long(&paper, |path| field_names::of(Kind::Paper, path))?;
        if let Some(content) = content {
            let (file, pages) = self.store_scan(&vault, content).await?;
            paper.replace_scan(file, pages, self.today_date());
        }
        vault.write(Change::new(self.author(), "attach").put(&paper, Expected::New)?).await?;
        Ok(view(&vault.require::<Paper>(paper.id).await?))
    }

    /// Saves the facts of a paper.
    pub async fn paper_save(&self, input: PaperFactsInput) -> Result<PaperView, AppError> {
        let vault = self.vault().await?;
        let id: PaperId = parse_id(&input.id)?;
        let mut paper = vault.require::<Paper>(id).await?.record;
        let mut reader = Reader::default();
        fill(&mut reader, &mut paper, &input);
        reader.finish()?;
        let mut edit = Edit::new(&vault, Change::new(self.author(), "edit"));
        edit.put(&paper, Some(u64::from(input.version)), |path| field_names::of(Kind::Paper, path)).await?;
        edit.write().await?;
        Ok(view(&vault.require::<Paper>(id).await?))
    }

    /// Moves a paper into the recycle bin.
    pub async fn paper_remove(&self, id: String) -> Result<DeletedView, AppError> {
        self.record_delete(RecordKind::Paper, id).await
    }
}

/// Returns a paper for the window.
pub(crate) fn view(stored: &Stored<Paper>) -> PaperView {
    let paper = &stored.record;
    let (owner, owner_id) = match paper.owner {
        PaperOwner::Company(id) => (OwnerKind::Company, id.to_string()),
        PaperOwner::Person(id) => (OwnerKind::Person, id.to_string()),
        PaperOwner::Application(id) => (OwnerKind::Application, id.to_string()),
    };
    PaperView {
        id: paper.id.to_string(),
        version: version(stored.version),
        document: paper.document.clone(),
        document_title: document_types::title(&paper.document),
        owner,
        owner_id,
        application: paper.application.map(|id| id.to_string()),
        title: paper.title.clone(),
        form: paper.form.into(),
        issued_on: day(paper.issued_on),
        expires_on: day(paper.expires_on),
        language: paper.language.clone(),
        pages: paper.pages,
        original_kept: paper.original_kept.clone(),
        original_holder: paper.original_holder.clone(),
        retain_until: day(paper.retain_until),
        earlier: paper
            .earlier
            .iter()
            .map(|old| EarlierScanView { replaced_on: old.replaced_on.to_string(), pages: old.pages })
            .collect(),
        has_file: paper.file.is_some(),
        media_type: paper.file.as_ref().map(|file| file.media_type.clone()).unwrap_or_default(),
        size_bytes: paper.file.as_ref().map_or(0, |file| u32::try_from(file.size_bytes).unwrap_or(u32::MAX)),
    }
}

async fn owner_title(vault: &Vault, owner: PaperOwner) -> Result<Text, AppError> {
    let title = match owner {
        PaperOwner::Company(id) => {
            vault.get::<Company>(id).await?.map(|owner| companies::title(&owner.record))
        }
        PaperOwner::Person(id) => {
            vault.get::<Person>(id).await?.map(|owner| Text::same(owner.record.title()))
        }
        PaperOwner::Application(id) => {
            vault.get::<Application>(id).await?.map(|owner| Text::same(owner.record.title()))
        }
    };
    Ok(title.unwrap_or_default())
}

async fn row(vault: &Vault, paper: &Paper) -> Result<PaperRow, AppError> {
    Ok(PaperRow {
        id: paper.id.to_string(),
        title: paper.title.clone(),
        document_title: document_types::title(&paper.document),
        owner_title: owner_title(vault, paper.owner).await?,
        form: paper.form.into(),
        issued_on: day(paper.issued_on),
        expires_on: day(paper.expires_on),
        has_file: paper.file.is_some(),
    })
}

fn owner(reader: &mut Reader, input: &PaperInput) -> Option<PaperOwner> {
    match input.owner {
        OwnerKind::Company => reader.id("owner_id", &input.owner_id).map(PaperOwner::Company),
        OwnerKind::Person => reader.id("owner_id", &input.owner_id).map(PaperOwner::Person),
        OwnerKind::Application => reader.id("owner_id", &input.owner_id).map(PaperOwner::Application),
    }
}

/// Returns what is said of a paper that is being attached.
fn facts_of(input: PaperInput) -> PaperFactsInput {
    PaperFactsInput {
        id: String::new(),
        version: 0,
        document: input.document,
        title: input.title,
        form: input.form,
        issued_on: input.issued_on,
        expires_on: input.expires_on,
        language: input.language,
        original_kept: input.original_kept,
        original_holder: input.original_holder,
        retain_until: input.retain_until,
    }
}

fn fill(reader: &mut Reader, paper: &mut Paper, given: &PaperFactsInput) {
    reader.required("document", &given.document);
    let document = trimmed(&given.document);
    // A type that later rules don't know stays with the paper that has it.
    if !document.is_empty() && document != paper.document && !document_types::is_known(&document) {
        reader.unknown_choice("document");
    }
    paper.document = document;
    paper.title = trimmed(&given.title);
    paper.form = given.form.into();
    paper.issued_on = reader.day("issued_on", given.issued_on.as_deref());
    paper.expires_on = reader.day("expires_on", given.expires_on.as_deref());
    reader.in_order("expires_on", paper.issued_on, paper.expires_on);
    paper.language = trimmed(&given.language);
    paper.original_kept = trimmed(&given.original_kept);
    paper.original_holder = trimmed(&given.original_holder);
    paper.retain_until = reader.day("retain_until", given.retain_until.as_deref());
}
