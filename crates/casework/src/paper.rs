//! Papers: the documents that we hold, as a scan and as a place where the original lies.

use crate::id::{ApplicationId, CompanyId, PaperId, PersonId};
use crate::record::{Kind, Link, LinkRole, Record, terms};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Who or what a paper belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", content = "id", rename_all = "snake_case")]
pub enum PaperOwner {
    /// A company's paper serves all its applications.
    Company(CompanyId),
    /// A person's paper serves all applications for this person.
    Person(PersonId),
    /// A paper of one application as a whole, for instance a receipt.
    Application(ApplicationId),
}

/// The form in which we have the paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperForm {
    /// A plain copy or scan.
    #[default]
    Copy,
    /// The original.
    Original,
    /// A notarised copy.
    Notarised,
    /// A legalised document.
    Legalised,
    /// An apostilled document.
    Apostilled,
}

/// The encrypted file behind a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// The vault's name of the file: a keyed hash that reveals nothing.
    pub file: String,
    /// Media type, found from the content.
    pub media_type: String,
    /// Size of the content.
    pub size_bytes: u64,
    /// SHA-256 of the content, hex.
    pub sha256: String,
}

/// A scan that was replaced by a newer one and stays readable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierScan {
    /// The scan.
    pub file: FileRef,
    /// Number of its pages.
    #[serde(default)]
    pub pages: Option<u32>,
    /// The day on which it was replaced.
    pub replaced_on: Date,
}

/// A document that we hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Id.
    pub id: PaperId,
    /// Who or what it belongs to.
    pub owner: PaperOwner,
    /// The application it was made for, when it serves that one only.
    #[serde(default)]
    pub application: Option<ApplicationId>,
    /// The rulebook's document type, for instance `employment_contract`.
    pub document: String,
    /// What the user calls it.
    #[serde(default)]
    pub title: String,
    /// Its form.
    #[serde(default)]
    pub form: PaperForm,
    /// Day of issue.
    #[serde(default)]
    pub issued_on: Option<Date>,
    /// Last day of validity.
    #[serde(default)]
    pub expires_on: Option<Date>,
    /// Language, ISO 639-1.
    #[serde(default)]
    pub language: String,
    /// Number of pages.
    #[serde(default)]
    pub pages: Option<u32>,
    /// Where the paper original is.
    #[serde(default)]
    pub original_kept: String,
    /// Who holds the paper original.
    #[serde(default)]
    pub original_holder: String,
    /// The scan; none when only the original is noted.
    #[serde(default)]
    pub file: Option<FileRef>,
    /// Scans that this one replaced, oldest first.
    #[serde(default)]
    pub earlier: Vec<EarlierScan>,
    /// Last day on which it is kept, where the user set one; apart from its own validity.
    #[serde(default)]
    pub retain_until: Option<Date>,
}

impl Paper {
    /// Returns a paper of which nothing but its owner and type is known.
    #[must_use]
    pub fn new(id: PaperId, owner: PaperOwner, document: impl Into<String>) -> Self {
        Self {
            id,
            owner,
            application: None,
            document: document.into(),
            title: String::new(),
            form: PaperForm::default(),
            issued_on: None,
            expires_on: None,
            language: String::new(),
            pages: None,
            original_kept: String::new(),
            original_holder: String::new(),
            file: None,
            earlier: Vec::new(),
            retain_until: None,
        }
    }

    /// Takes a newer scan; the one before stays readable.
    pub fn replace_scan(&mut self, file: FileRef, pages: Option<u32>, on: Date) {
        if let Some(old) = self.file.replace(file) {
            self.earlier.push(EarlierScan { file: old, pages: self.pages, replaced_on: on });
        }
        self.pages = pages;
    }

    /// Returns all its files, the one in use last.
    pub fn files(&self) -> impl Iterator<Item = &FileRef> {
        self.earlier.iter().map(|old| &old.file).chain(&self.file)
    }
}

impl Record for Paper {
    const KIND: Kind = Kind::Paper;
    type Id = PaperId;

    fn id(&self) -> PaperId {
        self.id
    }

    fn title(&self) -> String {
        if self.title.is_empty() { self.document.clone() } else { self.title.clone() }
    }

    fn search_terms(&self) -> Vec<String> {
        terms([self.title.as_str(), &self.original_kept, &self.original_holder])
    }

    fn links(&self) -> Vec<Link> {
        let owner = match self.owner {
            PaperOwner::Company(id) => Link::new(LinkRole::Owner, id),
            PaperOwner::Person(id) => Link::new(LinkRole::Owner, id),
            PaperOwner::Application(id) => Link::new(LinkRole::Owner, id),
        };
        let mut links = vec![owner];
        links.extend(self.application.map(|id| Link::new(LinkRole::Application, id)));
        links
    }
}
