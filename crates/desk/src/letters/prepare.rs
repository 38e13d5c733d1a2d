//! Making letters: one to look at, all of an application into a folder that the user names.
//!
//! Invariant: as many files and failures come out as were asked for. A letter that can't be made is
//! named and doesn't stop the others. What left the vault is noted in the journal.

use super::press::Format;
use super::templates::Templates;
use super::{Plan, Writer, packet, plans};
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

/// Name of the file that is printed: all letters in order, with their copies.
const PRINT_FILE: &str = "00-print.pdf";
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
    format: Format,
}

/// A file that was asked for, once it is made or not.
struct Ended {
    name: String,
    title: Text,
    person: Option<String>,
    language: Language,
    format: Format,
    made: Result<Vec<u8>, AppError>,
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
        draw(self.press().pdf(letter, desktop.text(&choice)).await?, page).await
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
                let name = format!("{:02}-{}-{}", place + 1, choice.plan.kind.slug(), language.code());
                let (title, person) = (desktop.title(choice), person_title(&dossier, &choice.plan));
                for format in formats(&request, choice.plan.kind) {
                    let name = format!("{name}.{}", format.ending());
                    match desktop.letter(choice, *language, choice.plan.copies, photo.clone()) {
                        Ok(letter) => jobs.push(Job {
                            name,
                            title: title.clone(),
                            person: person.clone(),
                            language: *language,
                            letter,
                            text: desktop.text(choice),
                            format,
                        }),
                        Err(error) => saved.failures.push(LetterFailure {
                            letter: title.clone(),
                            person: person.clone(),
                            language: Some(*language),
                            text: told(&error),
                        }),
                    }
                }
            }
        }
        let packets = if request.packet { request.languages.clone() } else { Vec::new() };
        let further = packets.len() + usize::from(request.print);
        saved.asked = crate::companies::count(jobs.len() + saved.failures.len() + further);
        self.making.start(jobs.len() + further);
        let made = self.make_all(jobs, &folder, &request, &mut saved).await;
        let made = match made {
            Ok(()) => self.make_packets(&vault, &desktop, &packets, &folder, &mut saved).await,
            Err(error) => Err(error),
        };
        self.making.running.store(false, Ordering::Relaxed);
        saved.files.sort();
        if !saved.files.is_empty() {
            let note = Op::export::<Application>(dossier.application.record.id);
            vault.write(Change::new(self.author(), "letters").with(note)).await?;
        }
        made.map(|()| saved)
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

    /// Makes files on all cores and writes each as soon as it is made, the print file last.
    async fn make_all(
        &self,
        jobs: Vec<Job>,
        folder: &Path,
        request: &PrepareRequest,
        saved: &mut SavedLetters,
    ) -> Result<(), AppError> {
        let at_once = available_parallelism().map_or(1, usize::from);
        let mut waiting = jobs.into_iter();
        let mut running = JoinSet::new();
        let mut to_print: Vec<(String, String, Vec<u8>)> = Vec::new();
        loop {
            while running.len() < at_once && !self.making.is_cancelled() {
                let Some(job) = waiting.next() else { break };
                let press = self.press();
                running.spawn(async move {
                    let Job { name, title, person, language, letter, text, format } = job;
                    let made = press.make(letter, text, format).await;
                    Ended { name, title, person, language, format, made }
                });
            }
            let Some(ended) = running.join_next().await else { break };
            let Ended { name, title, person, language, format, made } =
                ended.map_err(|_| AppError::internal("making a letter was cut off"))?;
            match made {
                Ok(bytes) => {
                    saved.files.push(files::write(folder, &name, &bytes).await?);
                    if request.print && format == Format::Pdf {
                        to_print.push((name, title.get(language).to_owned(), bytes));
                    }
                }
                Err(error) => saved.failures.push(LetterFailure {
                    letter: title,
                    person,
                    language: Some(language),
                    text: told(&error),
                }),
            }
            self.making.done.fetch_add(1, Ordering::Relaxed);
        }
        for job in waiting {
            saved.cancelled = true;
            let text = stopped();
            let (letter, person, language) = (job.title, job.person, Some(job.language));
            saved.failures.push(LetterFailure { letter, person, language, text });
        }
        if request.print {
            to_print.sort();
            self.make_print_file(to_print, folder, saved).await?;
        }
        Ok(())
    }

    async fn make_print_file(
        &self,
        files: Vec<(String, String, Vec<u8>)>,
        folder: &Path,
        saved: &mut SavedLetters,
    ) -> Result<(), AppError> {
        let files = files.into_iter().map(|(_, title, pdf)| (title, pdf)).collect();
        let made = if saved.cancelled { Err(cut_short()) } else { self.press().print_file(files).await };
        self.making.done.fetch_add(1, Ordering::Relaxed);
        match made {
            Ok(pdf) => saved.files.push(files::write(folder, PRINT_FILE, &pdf).await?),
            Err(error) => saved.failures.push(LetterFailure {
                letter: Text::new("Print file", "Файл для печати", "Басып шығаруға арналған файл"),
                person: None,
                language: None,
                text: told(&error),
            }),
        }
        Ok(())
    }

    async fn make_packets(
        &self,
        vault: &Vault,
        desktop: &Desktop<'_>,
        languages: &[Language],
        folder: &Path,
        saved: &mut SavedLetters,
    ) -> Result<(), AppError> {
        for language in languages {
            let made = match saved.cancelled || self.making.is_cancelled() {
                true => Err(cut_short()),
                false => packet::make(self, vault, desktop, *language, saved).await,
            };
            self.making.done.fetch_add(1, Ordering::Relaxed);
            match made {
                Ok(pdf) => {
                    let name = format!("00-packet-{}.pdf", language.code());
                    saved.files.push(files::write(folder, &name, &pdf).await?);
                }
                Err(error) => saved.failures.push(LetterFailure {
                    letter: packet::title(),
                    person: None,
                    language: Some(*language),
                    text: told(&error),
                }),
            }
        }
        Ok(())
    }

    /// Reads our own firm and its templates.
    pub(crate) async fn firm_and_templates(&self) -> Result<(Firm, Templates), AppError> {
        let session = self.session().await?;
        Ok((firm::load(&session.cabinet).await?, Templates::load(&session.cabinet).await?))
    }
}

/// Returns the formats in which a letter is wanted.
fn formats(request: &PrepareRequest, kind: LetterKind) -> Vec<Format> {
    let table = request.xlsx && kind == LetterKind::Invitation;
    let wanted = [(Format::Pdf, true), (Format::Docx, request.docx), (Format::Xlsx, table)];
    wanted.into_iter().filter(|(_, is_wanted)| *is_wanted).map(|(format, _)| format).collect()
}

fn stopped() -> Text {
    Text::new("Stopped before it was made.", "Остановлено до подготовки.", "Дайындалғанша тоқтатылды.")
}

fn cut_short() -> AppError {
    AppError::with_text(ErrorCode::Typesetting, "stopped by the user", stopped())
}

fn is_asked(choice: &Choice, asked: &LetterChoice) -> bool {
    choice.template == asked.kind && choice.plan.person.map(|id| id.to_string()) == asked.person
}

pub(super) fn person_title(dossier: &Dossier, plan: &Plan) -> Option<String> {
    Some(dossier.person(plan.person?)?.folder.person.record.title())
}

/// Returns what the user is told: what is wrong with the field rather than that a field is wrong.
pub(super) fn told(error: &AppError) -> Text {
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

/// Returns the file of a person's photograph: the record's own, or one among the papers.
pub(crate) fn photo_file(person: &DossierPerson) -> Option<&casework::FileRef> {
    let papers = person.folder.papers.iter().map(|stored| &stored.record);
    let files = papers.filter(|paper| paper.document == PHOTO).filter_map(|paper| paper.file.as_ref());
    let picture = files.rev().find(|file| matches!(file.media_type.as_str(), "image/png" | "image/jpeg"));
    person.folder.person.record.photo.as_ref().or(picture)
}
