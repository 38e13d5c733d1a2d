//! The firm's templates: which of ours it changed, its own, and whether "draft" is printed.
//!
//! Kept in the cabinet. Invariant: a text is stored only after every sample was typeset with it, and
//! what it replaced can be put back for 30 days.

use crate::convert::{lang, trimmed};
use crate::environment::stamp;
use crate::error::{AppError, ErrorCode, FieldIssue};
use crate::letters::press::Press;
use crate::letters::said::said;
use crate::letters::title;
use crate::scans::Origin;
use crate::session::Desk;
use crate::view::{
    Language, PreviewView, TemplateInput, TemplatePast, TemplateProblem, TemplateRow, TemplateView, Text,
};
use jiff::{Timestamp, ToSpan as _};
use paperwork::samples::samples;
use paperwork::{LetterKind, PaperworkError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vault::Cabinet;

/// Name of the setting in the cabinet.
const TEMPLATES: &str = "templates";
/// How long a replaced text can be put back.
const UNDO_HOURS: i64 = 30 * 24;
/// The largest template; ours have at most a tenth of it.
const TEXT_BYTES_MAX: usize = 128 * 1024;
/// Templates of a firm's own.
const OWN_MAX: usize = 50;

/// A template that the firm added, for records of one of our kinds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct OwnTemplate {
    pub id: String,
    pub base: LetterKind,
    pub title: Text,
    pub text: String,
    /// When it was removed; it is offered no more.
    #[serde(default)]
    pub removed_at: Option<Timestamp>,
}

/// A text that was replaced.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Past {
    template: String,
    at: Timestamp,
    text: String,
}

/// The firm's templates.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Templates {
    /// Changed texts by kind.
    changed: BTreeMap<String, String>,
    /// Where the firm set the line "draft" otherwise than we do, by template.
    draft_notes: BTreeMap<String, bool>,
    own: Vec<OwnTemplate>,
    past: Vec<Past>,
}

impl Templates {
    /// Reads the firm's templates.
    pub(crate) async fn load(cabinet: &Cabinet) -> Result<Self, AppError> {
        Ok(cabinet.setting(TEMPLATES).await?.unwrap_or_default())
    }

    /// Returns the firm's own templates for records of a kind.
    pub(crate) fn own_of(&self, kind: LetterKind) -> impl Iterator<Item = &OwnTemplate> {
        self.own.iter().filter(move |own| own.base == kind && own.removed_at.is_none())
    }

    /// Returns the kind of record behind a template.
    pub(crate) fn kind_of(&self, id: &str) -> Option<LetterKind> {
        let ours = LetterKind::ALL.iter().copied().find(|kind| kind.id() == id);
        ours.or_else(|| self.own.iter().find(|own| own.id == id).map(|own| own.base))
    }

    /// Returns the firm's text for a template; none for ours as it is.
    pub(crate) fn text_of(&self, id: &str) -> Option<&str> {
        let own = self.own.iter().find(|own| own.id == id).map(|own| own.text.as_str());
        own.or_else(|| self.changed.get(id).map(String::as_str))
    }

    /// Returns what a template is called.
    pub(crate) fn title_of(&self, id: &str) -> Option<Text> {
        let own = self.own.iter().find(|own| own.id == id).map(|own| own.title.clone());
        own.or_else(|| self.kind_of(id).map(title))
    }

    /// Returns whether a template prints the line "draft".
    pub(crate) fn draft_note(&self, id: &str) -> bool {
        self.draft_notes.get(id).copied().unwrap_or_else(|| self.kind_of(id).is_none_or(goes_to_authority))
    }

    fn row(&self, id: &str) -> Option<TemplateRow> {
        let kind = self.kind_of(id)?;
        let own = self.own.iter().find(|own| own.id == id);
        Some(TemplateRow {
            id: id.to_owned(),
            title: self.title_of(id)?,
            base: kind.id().to_owned(),
            base_title: title(kind),
            changed: self.changed.contains_key(id),
            own: own.is_some(),
            removed: own.is_some_and(|own| own.removed_at.is_some()),
            draft_note: self.draft_note(id),
        })
    }

    fn view(&self, id: &str) -> Result<TemplateView, AppError> {
        let unknown = || AppError::new(ErrorCode::NotFound, "no such template");
        let kind = self.kind_of(id).ok_or_else(unknown)?;
        let past = self.past.iter().rev().filter(|past| past.template == id);
        Ok(TemplateView {
            row: self.row(id).ok_or_else(unknown)?,
            text: self.text_of(id).unwrap_or_else(|| kind.template()).to_owned(),
            original: kind.template().to_owned(),
            past: past.map(|past| TemplatePast { at: stamp(past.at), text: past.text.clone() }).collect(),
        })
    }

    /// Keeps a text that is about to be replaced, and forgets what is too old.
    fn keep(&mut self, id: &str, now: Timestamp) {
        if let Some(text) = self.text_of(id).map(str::to_owned) {
            self.past.push(Past { template: id.to_owned(), at: now, text });
        }
        let oldest = now.checked_sub(UNDO_HOURS.hours()).unwrap_or(Timestamp::MIN);
        self.past.retain(|past| past.at >= oldest);
        self.own.retain(|own| own.removed_at.is_none_or(|at| at >= oldest));
    }
}

/// Returns whether an authority sees the document, so that its own template may differ from ours.
const fn goes_to_authority(kind: LetterKind) -> bool {
    !matches!(
        kind,
        LetterKind::FeeInvoice
            | LetterKind::StepTwo
            | LetterKind::Checklist
            | LetterKind::Cover
            | LetterKind::FeeSheet
            | LetterKind::PortalInvoice
    )
}

impl Desk {
    /// Lists the templates: ours in their order, then the firm's own.
    pub async fn template_list(&self) -> Result<Vec<TemplateRow>, AppError> {
        let templates = self.templates().await?;
        let ours = LetterKind::ALL.iter().map(|kind| kind.id());
        let own = templates.own.iter().map(|own| own.id.as_str());
        Ok(ours.chain(own).filter_map(|id| templates.row(id)).collect())
    }

    /// Returns a template with its text.
    pub async fn template_get(&self, id: String) -> Result<TemplateView, AppError> {
        self.templates().await?.view(&id)
    }

    /// Tries a text on every sample in every language; returns the first thing that is wrong.
    pub async fn template_check(
        &self,
        id: String,
        text: String,
    ) -> Result<Option<TemplateProblem>, AppError> {
        let templates = self.templates().await?;
        let kind =
            templates.kind_of(&id).ok_or_else(|| AppError::new(ErrorCode::NotFound, "no such template"))?;
        check(&self.press().await?, kind, text).await
    }

    /// Draws a page of the full sample, typeset with a text, counted from 1.
    pub async fn template_preview(
        &self,
        id: String,
        text: String,
        language: Language,
        page: u32,
    ) -> Result<PreviewView, AppError> {
        let templates = self.templates().await?;
        let kind =
            templates.kind_of(&id).ok_or_else(|| AppError::new(ErrorCode::NotFound, "no such template"))?;
        let sample = samples(kind, lang(language)).into_iter().next().map(|(_, letter)| letter);
        let letter = sample.ok_or_else(|| AppError::internal("kind without a sample"))?;
        self.draw(self.press().await?.pdf(letter, Some(text)).await?, page, Origin::Strangers).await
    }

    /// Saves a text and the title of an own template, once every sample can be typeset with it.
    pub async fn template_save(&self, id: String, input: TemplateInput) -> Result<TemplateView, AppError> {
        let mut templates = self.templates().await?;
        let kind =
            templates.kind_of(&id).ok_or_else(|| AppError::new(ErrorCode::NotFound, "no such template"))?;
        if let Some(problem) = check(&self.press().await?, kind, input.text.clone()).await? {
            let issue =
                FieldIssue { field: "text".to_owned(), code: "template".to_owned(), text: problem.text };
            return Err(AppError::invalid(vec![issue]));
        }
        templates.keep(&id, self.environment.now());
        match templates.own.iter_mut().find(|own| own.id == id) {
            Some(own) => {
                own.text = input.text;
                own.title = trimmed_title(&input.title);
            }
            // A text that is ours again is no change.
            None if input.text == kind.template() => {
                templates.changed.remove(&id);
            }
            None => {
                templates.changed.insert(id.clone(), input.text);
            }
        }
        self.store_templates(&templates).await?;
        templates.view(&id)
    }

    /// Adds a template of the firm's own, beginning as a copy of one of ours.
    pub async fn template_add(&self, base: String, title: Text) -> Result<TemplateView, AppError> {
        let mut templates = self.templates().await?;
        let kind =
            templates.kind_of(&base).ok_or_else(|| AppError::new(ErrorCode::NotFound, "no such template"))?;
        let title = trimmed_title(&title);
        let mut reader = crate::convert::Reader::default();
        reader.required("title", &[title.en.as_str(), &title.ru, &title.kk].concat());
        if templates.own.len() >= OWN_MAX {
            reader.issue("title", "too_many", too_many());
        }
        reader.finish()?;
        let id = self.environment.make_uuid().to_string();
        let text = templates.text_of(&base).unwrap_or_else(|| kind.template()).to_owned();
        templates.own.push(OwnTemplate { id: id.clone(), base: kind, title, text, removed_at: None });
        self.store_templates(&templates).await?;
        templates.view(&id)
    }

    /// Puts ours back, or takes an own template out of the lists; both can be undone for 30 days.
    pub async fn template_remove(&self, id: String) -> Result<(), AppError> {
        let mut templates = self.templates().await?;
        let now = self.environment.now();
        match templates.own.iter_mut().find(|own| own.id == id) {
            Some(own) => own.removed_at = Some(now),
            None => {
                templates.keep(&id, now);
                templates.changed.remove(&id);
            }
        }
        self.store_templates(&templates).await
    }

    /// Puts an own template that was removed back into the lists.
    pub async fn template_put_back(&self, id: String) -> Result<TemplateView, AppError> {
        let mut templates = self.templates().await?;
        if let Some(own) = templates.own.iter_mut().find(|own| own.id == id) {
            own.removed_at = None;
        }
        self.store_templates(&templates).await?;
        templates.view(&id)
    }

    /// Says whether a template prints the line "draft"; to be switched off after it was compared
    /// with the Expat Centre's own.
    pub async fn template_draft_note(&self, id: String, printed: bool) -> Result<TemplateView, AppError> {
        let mut templates = self.templates().await?;
        templates.draft_notes.insert(id.clone(), printed);
        let view = templates.view(&id)?;
        self.store_templates(&templates).await?;
        Ok(view)
    }

    pub(crate) async fn templates(&self) -> Result<Templates, AppError> {
        Templates::load(&self.session().await?.cabinet).await
    }

    async fn store_templates(&self, templates: &Templates) -> Result<(), AppError> {
        let author = self.author();
        Ok(self.session().await?.cabinet.put_setting(TEMPLATES, templates, author).await?)
    }
}

async fn check(press: &Press, kind: LetterKind, text: String) -> Result<Option<TemplateProblem>, AppError> {
    if text.len() > TEXT_BYTES_MAX {
        return Ok(Some(TemplateProblem { line: None, text: too_long() }));
    }
    match press.check(kind, text).await? {
        Ok(()) => Ok(None),
        // It says nothing about the template.
        Err(error @ (PaperworkError::NoAnswer | PaperworkError::Cancelled)) => Err(error.into()),
        Err(error) => Ok(Some(problem(&error))),
    }
}

/// Says what is wrong with a template, and where.
fn problem(error: &PaperworkError) -> TemplateProblem {
    let line = match error {
        PaperworkError::Template { line, .. } | PaperworkError::LostInWord { line, .. } => *line,
        _ => None,
    };
    TemplateProblem { line: line.and_then(|line| u32::try_from(line).ok()), text: said(error) }
}

fn trimmed_title(title: &Text) -> Text {
    Text::new(trimmed(&title.en), trimmed(&title.ru), trimmed(&title.kk))
}

fn too_many() -> Text {
    Text::new(
        "There are 50 templates of your own already. Remove one that is no longer used.",
        "Собственных шаблонов уже 50. Удалите один из ненужных.",
        "Өз үлгілеріңіз 50-ге жетті. Қолданылмайтын біреуін алып тастаңыз.",
    )
}

fn too_long() -> Text {
    Text::new(
        "This template is longer than 128 KB. Shorten it.",
        "Шаблон больше 128 КБ. Сократите его.",
        "Үлгі 128 КБ-тан үлкен. Оны қысқартыңыз.",
    )
}
