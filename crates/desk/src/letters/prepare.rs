//! Making letters: one to look at, all of an application into a folder that the user names.
//!
//! Invariant: as many files and failures come out as were asked for. A letter that can't be made is
//! named and doesn't stop the others. What left the vault is noted in the journal.

use super::templates::{Templates, typeset};
use super::{Plan, Writer, plans};
use crate::companies::parse_id;
use crate::convert::lang;
use crate::dossier::{Dossier, DossierPerson};
use crate::error::{AppError, ErrorCode};
use crate::overview::Overview;
use crate::scans::{draw, file_id};
use crate::session::Desk;
use crate::view::{
    Firm, Language, LetterChoice, LetterFailure, LetterProgress, PrepareRequest, PreviewView, SavedLetters,
    Text,
};
use crate::{files, firm};
use casework::{Application, Record};
use jiff::civil::Date;
use paperwork::record::Photo;
use paperwork::{Letter, LetterKind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread::available_parallelism;
use tokio::task::JoinSet;
use vault::{Change, Op, Vault};

/// The document type of a photograph among the papers.
const PHOTO: &str = "photo";

/// How far the making of letters is, and whether the user wants it to stop.
#[derive(Debug, Default)]
pub(crate) struct Making {
    running: AtomicBool,
    cancelled: AtomicBool,
    done: AtomicU32,
    total: AtomicU32,
}

impl Making {
    fn start(&self, total: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(u32::try_from(total).unwrap_or(u32::MAX), Ordering::Relaxed);
        self.cancelled.store(false, Ordering::Relaxed);
        self.running.store(true, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// A letter with the template that prints it.
#[derive(Clone)]
pub(crate) struct Choice {
    pub plan: Plan,
    /// Kind of letter, or the id of the firm's own template.
    pub template: String,
}

/// Everything that letters of one application are read from.
pub(crate) struct Desktop<'a> {
    pub overview: &'a Overview<'a>,
    pub firm: &'a Firm,
    pub templates: &'a Templates,
    pub on: Date,
}

impl Desktop<'_> {
    /// Returns the letters on offer, those of the firm's own templates included.
    pub(crate) fn choices(&self) -> Vec<Choice> {
        let plans = plans(self.overview, self.firm).into_iter();
        plans
            .flat_map(|plan| {
                let ours = Choice { plan, template: plan.kind.id().to_owned() };
                let own = self.templates.own_of(plan.kind);
                let own =
                    own.map(|own| Choice { plan: Plan { wanted: false, ..plan }, template: own.id.clone() });
                std::iter::once(ours).chain(own).collect::<Vec<_>>()
            })
            .collect()
    }

    /// Returns a letter's record in a language.
    pub(crate) fn letter(
        &self,
        choice: &Choice,
        language: Language,
        copies: u8,
        photo: Option<Photo>,
    ) -> Result<Letter, AppError> {
        let writer = Writer {
            overview: self.overview,
            firm: self.firm,
            lang: lang(language),
            on: self.on,
            copies,
            draft_note: self.templates.draft_note(&choice.template),
            photo,
        };
        writer.letter(&choice.plan)
    }

    /// Returns the firm's text for a letter, where it has one.
    pub(crate) fn text(&self, choice: &Choice) -> Option<String> {
        self.templates.text_of(&choice.template).map(str::to_owned)
    }

    fn title(&self, choice: &Choice) -> Text {
        self.templates.title_of(&choice.template).unwrap_or_else(|| super::title(choice.plan.kind))
    }
}

/// A file to be made.
struct Job {
    name: String,
    title: Text,
    person: Option<String>,
    language: Language,
    letter: Letter,
    text: Option<String>,
}

impl Desk {
    /// Draws a page of a letter, counted from 1.
    pub async fn letter_preview(
        &self,
        id: String,
        kind: String,
        person: Option<String>,
        language: Language,
        page: u32,
    ) -> Result<PreviewView, AppError> {
        let vault = self.vault().await?;
        let dossier = Dossier::load(&vault, parse_id(&id)?).await?;
        let overview = Overview::of(&dossier, self.today_date())?;
        let (firm, templates) = self.firm_and_templates().await?;
        let desktop =
            Desktop { overview: &overview, firm: &firm, templates: &templates, on: self.today_date() };
        let asked = LetterChoice { kind, person };
        let choice = desktop.choices().into_iter().find(|choice| is_asked(choice, &asked));
        let choice = choice.ok_or_else(|| AppError::new(ErrorCode::NotFound, "no such letter"))?;
        let photo = photo_for(&vault, &dossier, &choice.plan).await?;
        let letter = desktop.letter(&choice, language, 1, photo)?;
        draw(typeset(letter, desktop.text(&choice)).await?, page).await
    }

    /// Writes letters into the export folder.
    pub async fn letters_save(&self, id: String, request: PrepareRequest) -> Result<SavedLetters, AppError> {
        let folder = self.export_folder().await?;
        self.letters_save_in(id, request, &folder).await
    }

    /// Writes letters into a folder of this application inside the given one.
    pub async fn letters_save_in(
        &self,
        id: String,
        request: PrepareRequest,
        folder: &Path,
    ) -> Result<SavedLetters, AppError> {
        let vault = self.vault().await?;
        let dossier = Dossier::load(&vault, parse_id(&id)?).await?;
        let overview = Overview::of(&dossier, self.today_date())?;
        let (firm, templates) = self.firm_and_templates().await?;
        let desktop =
            Desktop { overview: &overview, firm: &firm, templates: &templates, on: self.today_date() };
        // The application's number names nobody, so it may be a folder's name.
        let folder = folder.join(&dossier.application.record.number);
        let choices = desktop.choices();
        let (chosen, left): (Vec<_>, Vec<_>) =
            choices.into_iter().enumerate().partition(|(_, choice)| match &request.letters {
                None => choice.plan.wanted,
                Some(asked) => asked.iter().any(|one| is_asked(choice, one)),
            });
        let mut saved = SavedLetters {
            folder: folder.to_string_lossy().into_owned(),
            left_out: left.iter().map(|(_, choice)| desktop.title(choice)).collect(),
            ..SavedLetters::default()
        };
        let mut jobs = Vec::new();
        for (place, choice) in &chosen {
            let photo = photo_for(&vault, &dossier, &choice.plan).await?;
            for language in &request.languages {
                let person = person_title(&dossier, &choice.plan);
                match desktop.letter(choice, *language, choice.plan.copies, photo.clone()) {
                    Ok(letter) => jobs.push(Job {
                        name: format!("{:02}-{}-{}.pdf", place + 1, choice.plan.kind.slug(), language.code()),
                        title: desktop.title(choice),
                        person,
                        language: *language,
                        letter,
                        text: desktop.text(choice),
                    }),
                    Err(error) => saved.failures.push(LetterFailure {
                        letter: desktop.title(choice),
                        person,
                        language: Some(*language),
                        text: told(&error),
                    }),
                }
            }
        }
        saved.asked = crate::companies::count(jobs.len() + saved.failures.len());
        self.make(jobs, &folder, &mut saved).await?;
        if !saved.files.is_empty() {
            let note = Op::export::<Application>(dossier.application.record.id);
            vault.write(Change::new(self.author(), "letters").with(note)).await?;
        }
        Ok(saved)
    }

    /// Returns how far the making of letters is.
    #[expect(clippy::unused_async, reason = "every use case is asked for in the same way")]
    pub async fn letters_progress(&self) -> Result<LetterProgress, AppError> {
        Ok(LetterProgress {
            running: self.making.running.load(Ordering::Relaxed),
            done: self.making.done.load(Ordering::Relaxed),
            total: self.making.total.load(Ordering::Relaxed),
        })
    }

    /// Stops the making of letters; files that are there stay.
    #[expect(clippy::unused_async, reason = "every use case is asked for in the same way")]
    pub async fn letters_cancel(&self) -> Result<(), AppError> {
        self.making.cancelled.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Typesets on all cores and writes each file as soon as it is made.
    async fn make(&self, jobs: Vec<Job>, folder: &Path, saved: &mut SavedLetters) -> Result<(), AppError> {
        self.making.start(jobs.len());
        let made = self.make_all(jobs, folder, saved).await;
        self.making.running.store(false, Ordering::Relaxed);
        saved.files.sort();
        made
    }

    async fn make_all(
        &self,
        jobs: Vec<Job>,
        folder: &Path,
        saved: &mut SavedLetters,
    ) -> Result<(), AppError> {
        let at_once = available_parallelism().map_or(1, usize::from);
        let mut waiting = jobs.into_iter();
        let mut running = JoinSet::new();
        loop {
            while running.len() < at_once && !self.making.is_cancelled() {
                let Some(job) = waiting.next() else { break };
                running.spawn(async move {
                    let made = typeset(job.letter, job.text).await;
                    (job.name, job.title, job.person, job.language, made)
                });
            }
            let Some(ended) = running.join_next().await else { break };
            let (name, letter, person, language, made) =
                ended.map_err(|_| AppError::internal("typesetting was cut off"))?;
            match made {
                Ok(pdf) => saved.files.push(files::write(folder, &name, &pdf).await?),
                Err(error) => saved.failures.push(LetterFailure {
                    letter,
                    person,
                    language: Some(language),
                    text: told(&error),
                }),
            }
            self.making.done.fetch_add(1, Ordering::Relaxed);
        }
        for job in waiting {
            saved.cancelled = true;
            saved.failures.push(LetterFailure {
                letter: job.title,
                person: job.person,
                language: Some(job.language),
                text: Text::new(
                    "Stopped before it was made.",
                    "Остановлено до подготовки.",
                    "Дайындалғанша тоқтатылды.",
                ),
            });
        }
        Ok(())
    }

    /// Reads our own firm and its templates.
    pub(crate) async fn firm_and_templates(&self) -> Result<(Firm, Templates), AppError> {
        let session = self.session().await?;
        Ok((firm::load(&session.cabinet).await?, Templates::load(&session.cabinet).await?))
    }
}

fn is_asked(choice: &Choice, asked: &LetterChoice) -> bool {
    choice.template == asked.kind && choice.plan.person.map(|id| id.to_string()) == asked.person
}

fn person_title(dossier: &Dossier, plan: &Plan) -> Option<String> {
    Some(dossier.person(plan.person?)?.folder.person.record.title())
}

/// Returns what the user is told: what is wrong with the field rather than that a field is wrong.
fn told(error: &AppError) -> Text {
    error.fields.first().map_or_else(|| error.text.clone(), |issue| issue.text.clone())
}

/// Returns the photograph for the forms that show one.
pub(crate) async fn photo_for(
    vault: &Vault,
    dossier: &Dossier,
    plan: &Plan,
) -> Result<Option<Photo>, AppError> {
    if !matches!(plan.kind, LetterKind::VisaApplication | LetterKind::ResidencePermit) {
        return Ok(None);
    }
    let Some(file) = plan.person.and_then(|id| dossier.person(id)).and_then(photo_file) else {
        return Ok(None);
    };
    let bytes = vault.read_file(file_id(file)?).await?.to_vec();
    Ok(Some(Photo { bytes }))
}

/// Returns the file of a person's photograph.
pub(crate) fn photo_file(person: &DossierPerson) -> Option<&casework::FileRef> {
    // The photograph of the record was cut to size; a paper is what somebody scanned.
    if let Some(photo) = &person.folder.person.record.photo {
        return Some(photo);
    }
    let papers = person.folder.papers.iter().map(|stored| &stored.record);
    let files = papers.filter(|paper| paper.document == PHOTO).filter_map(|paper| paper.file.as_ref());
    files.filter(|file| matches!(file.media_type.as_str(), "image/png" | "image/jpeg")).last()
}
