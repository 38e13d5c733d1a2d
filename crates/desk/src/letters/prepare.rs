//! Making letters: one to look at, all of an application into a folder that the user names.
//!
//! Invariant: as many files and failures come out as were asked for. A letter that can't be made is
//! named and doesn't stop the others. What left the vault is noted in the journal.

use super::making::cut_short;
use super::pictures::{LetterPaper, photo_for};
use super::press::Press;
use super::templates::Templates;
use super::wanted::{Tongue, Wanted};
use super::{Plan, Writer, packet, plans};
use crate::companies::parse_id;
use crate::convert::lang;
use crate::dossier::Dossier;
use crate::error::{AppError, ErrorCode};
use crate::overview::Overview;
use crate::scans::Origin;
use crate::session::Desk;
use crate::view::{
    Firm, Language, LetterChoice, LetterFailure, PrepareRequest, PreviewView, SavedLetters, Text,
};
use crate::{files, firm};
use casework::{Application, Record};
use jiff::civil::Date;
use paperwork::Letter;
use paperwork::record::Picture;
use std::path::Path;
use vault::{Change, Op, Vault};

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
    pub paper: LetterPaper,
    pub on: Date,
}

impl<'a> Desktop<'a> {
    /// Lays out what the letters of an application are read from.
    pub(crate) async fn open(
        vault: &Vault,
        overview: &'a Overview<'a>,
        firm: &'a Firm,
        templates: &'a Templates,
        on: Date,
    ) -> Result<Self, AppError> {
        let paper = LetterPaper::load(vault, &overview.dossier.company.record).await?;
        Ok(Self { overview, firm, templates, paper, on })
    }

    /// Returns the letters of the application, those of the firm's own templates included.
    pub(crate) fn choices(&self) -> Vec<Choice> {
        self.choices_of(plans(self.overview, self.firm))
    }

    /// Returns letters with the templates that print them, the firm's own included.
    pub(super) fn choices_of(&self, plans: Vec<Plan>) -> Vec<Choice> {
        plans
            .into_iter()
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
        photo: Option<Picture>,
    ) -> Result<Letter, AppError> {
        let writer = Writer {
            overview: self.overview,
            firm: self.firm,
            lang: lang(language),
            on: self.on,
            copies,
            draft_note: self.templates.draft_note(&choice.template),
            photo,
            paper: &self.paper,
        };
        writer.letter(&choice.plan)
    }

    /// Returns a letter's record in a language, or in two side by side.
    pub(crate) fn letter_in(
        &self,
        choice: &Choice,
        tongue: Tongue,
        copies: u8,
        photo: Option<Picture>,
    ) -> Result<Letter, AppError> {
        let letter = self.letter(choice, tongue.language, copies, photo)?;
        let Some(beside) = tongue.beside else { return Ok(letter) };
        let both = letter.beside(self.letter(choice, beside, copies, None)?);
        both.ok_or_else(|| AppError::internal("a letter without two columns"))
    }

    /// Returns the firm's text for a letter, where it has one.
    pub(crate) fn text(&self, choice: &Choice) -> Option<String> {
        self.templates.text_of(&choice.template).map(str::to_owned)
    }

    /// Returns what a letter is called.
    pub(crate) fn title(&self, choice: &Choice) -> Text {
        self.templates.title_of(&choice.template).unwrap_or_else(|| super::title(choice.plan.kind))
    }
}

impl Desk {
    /// Draws a page of a letter, counted from 1; `beside` asks for a second language in its own column.
    pub async fn letter_preview(
        &self,
        id: String,
        kind: String,
        person: Option<String>,
        language: Language,
        beside: Option<Language>,
        page: u32,
    ) -> Result<PreviewView, AppError> {
        let vault = self.vault().await?;
        let dossier = Dossier::load(&vault, parse_id(&id)?).await?;
        let overview = Overview::of(&dossier, self.today_date())?;
        let (firm, templates) = self.firm_and_templates().await?;
        let desktop = Desktop::open(&vault, &overview, &firm, &templates, self.today_date()).await?;
        let asked = LetterChoice { kind, person };
        let choice = desktop.choices().into_iter().find(|choice| is_asked(choice, &asked));
        let choice = choice.ok_or_else(|| AppError::new(ErrorCode::NotFound, "no such letter"))?;
        let photo = photo_for(&vault, &dossier, &choice.plan).await?;
        let beside = beside.filter(|_| choice.plan.kind.has_two_columns());
        let letter = desktop.letter_in(&choice, Tongue { language, beside }, 1, photo)?;
        let text = desktop.text(&choice);
        let origin = if text.is_some() { Origin::Strangers } else { Origin::Ours };
        self.draw(self.press().await?.pdf(letter, text).await?, page, origin).await
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
        let desktop = Desktop::open(&vault, &overview, &firm, &templates, self.today_date()).await?;
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
        let (wanted, mut jobs) = (Wanted::from(&request), Vec::new());
        for (place, choice) in &chosen {
            let photo = photo_for(&vault, &dossier, &choice.plan).await?;
            let stem = format!("{:02}-{}", place + 1, choice.plan.kind.slug());
            let person = person_title(&dossier, &choice.plan);
            wanted.add(&desktop, choice, (&stem, person), photo.as_ref(), (&mut jobs, &mut saved));
        }
        let packets = if request.packet { packet_languages(&request) } else { Vec::new() };
        let further = packets.len() + usize::from(request.print);
        saved.asked = crate::companies::count(jobs.len() + saved.failures.len() + further);
        let press = self.press().await?;
        let _under_way = self.making.start(jobs.len() + further).await;
        let made = self.make_all(&press, jobs, &folder, request.print, &mut saved).await;
        let made = match made {
            Ok(()) => self.make_packets((&vault, &press), &desktop, &packets, &folder, &mut saved).await,
            Err(error) => Err(error),
        };
        self.making.end();
        saved.files.sort();
        if !saved.files.is_empty() {
            let note = Op::export::<Application>(dossier.application.record.id);
            vault.write(Change::new(self.author(), "letters").with(note)).await?;
        }
        made.map(|()| saved)
    }

    async fn make_packets(
        &self,
        (vault, press): (&Vault, &Press),
        desktop: &Desktop<'_>,
        languages: &[Language],
        folder: &Path,
        saved: &mut SavedLetters,
    ) -> Result<(), AppError> {
        for language in languages {
            let made = match saved.cancelled || self.making.is_cancelled(press) {
                true => Err(cut_short()),
                false => packet::make(press, vault, desktop, *language, saved).await,
            };
            self.making.step();
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

/// Returns the languages of the packet: a packet is in one language, the first of a pair.
fn packet_languages(request: &PrepareRequest) -> Vec<Language> {
    match request.pairs.first() {
        Some(pair) if request.languages.is_empty() => vec![pair.languages().0],
        _ => request.languages.clone(),
    }
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
