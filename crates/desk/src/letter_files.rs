//! Letters of an application: which there are, how they look, and saving them where the user says.

use crate::companies::parse_id;
use crate::convert::lang;
use crate::dossier::{Dossier, DossierPerson};
use crate::error::{AppError, ErrorCode};
use crate::files;
use crate::letter_record::{self, Making};
use crate::papers::draw;
use crate::session::Desk;
use crate::view::{Language, LetterFailure, LetterView, PreviewView, SavedLetters, Text};
use casework::{EngagementKind, PersonId, Record};
use paperwork::record::Lang;
use paperwork::{Letter, LetterKind};
use rulebook::ServiceId;
use std::path::Path;
use tokio::task::spawn_blocking;

/// Hard copies of the letter of invitation (guidebook, Employment visa 1, "2 hard copies").
const INVITATION_COPIES: u8 = 2;

/// A letter that an application needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plan {
    pub kind: LetterKind,
    /// Whom it is about; none for a letter about all persons.
    pub person: Option<PersonId>,
    pub copies: u8,
}

impl Plan {
    /// Returns whether this letter answers a line of the checklist.
    pub(crate) fn answers(&self, document: &str, person: Option<&str>) -> bool {
        let of_whom = self.person.map(|id| id.to_string());
        document_of(self.kind) == Some(document) && (of_whom.as_deref() == person || person.is_none())
    }

    /// Returns the letter's record.
    pub(crate) fn letter(&self, dossier: &Dossier, making: Making) -> Result<Letter, AppError> {
        let person = || -> Result<&DossierPerson, AppError> {
            self.person
                .and_then(|id| dossier.person(id))
                .ok_or_else(|| AppError::new(ErrorCode::NotFound, "no such person"))
        };
        Ok(match self.kind {
            LetterKind::Invitation => Letter::Invitation(letter_record::invitation(dossier, making)),
            LetterKind::Consent => Letter::Consent(letter_record::consent(dossier, person()?, making)),
            LetterKind::ForeignEmployee => {
                Letter::ForeignEmployee(letter_record::foreign_employee(dossier, person()?, making))
            }
            LetterKind::FeeInvoice => Letter::FeeInvoice(crate::fee_sheet::invoice(dossier, making)?),
            _ => return Err(AppError::new(ErrorCode::NotFound, "letter not planned")),
        })
    }
}

/// Returns the letters of an application, in the order in which they are signed.
pub(crate) fn plans(dossier: &Dossier) -> Vec<Plan> {
    let service = dossier.application.record.service.parse::<ServiceId>();
    let is_invitation = matches!(
        service,
        Ok(ServiceId::EmploymentInvitation
            | ServiceId::InvestorA5Invitation
            | ServiceId::InvestorA6Invitation
            | ServiceId::ShortBusinessInvitation
            | ServiceId::LongBusinessInvitation)
    );
    let is_employment = matches!(
        service,
        Ok(ServiceId::EmploymentInvitation
            | ServiceId::EmploymentInCountry
            | ServiceId::TemporaryResidencePermit)
    );
    let mut plans = Vec::new();
    if is_invitation && !dossier.persons.is_empty() {
        plans.push(Plan { kind: LetterKind::Invitation, person: None, copies: INVITATION_COPIES });
    }
    for person in &dossier.persons {
        let id = Some(person.entry.person);
        let is_employee = person.entry.principal.is_none()
            && person
                .folder
                .engagement_at(dossier.company.record.id)
                .is_none_or(|engagement| engagement.kind == EngagementKind::Employee);
        if is_employment && is_employee {
            plans.push(Plan { kind: LetterKind::ForeignEmployee, person: id, copies: 1 });
        }
        plans.push(Plan { kind: LetterKind::Consent, person: id, copies: 1 });
    }
    if !dossier.persons.is_empty() {
        plans.push(Plan { kind: LetterKind::FeeInvoice, person: None, copies: 1 });
    }
    plans
}

/// Returns the rulebook's document type that a letter answers.
pub(crate) const fn document_of(kind: LetterKind) -> Option<&'static str> {
    match kind {
        LetterKind::Invitation => Some("letter_of_invitation"),
        LetterKind::Consent => Some("consent_form"),
        LetterKind::ForeignEmployee => Some("foreign_employee_form"),
        LetterKind::PowerOfAttorney => Some("power_of_attorney"),
        LetterKind::TerminationOrder => Some("termination_order"),
        _ => None,
    }
}

/// Returns the name of a letter kind for the window.
pub(crate) const fn kind_name(kind: LetterKind) -> &'static str {
    kind.id()
}

/// Returns what a letter is called.
pub(crate) fn title(kind: LetterKind) -> Text {
    Text::new(kind.title(Lang::En), kind.title(Lang::Ru), kind.title(Lang::Kk))
}

/// Returns the letters for the window.
pub(crate) fn views(dossier: &Dossier) -> Vec<LetterView> {
    plans(dossier)
        .into_iter()
        .map(|plan| {
            let person = plan.person.and_then(|id| dossier.person(id));
            LetterView {
                kind: kind_name(plan.kind).to_owned(),
                title: title(plan.kind),
                person: plan.person.map(|id| id.to_string()),
                person_title: person.map(|person| person.folder.person.record.title()),
                copies: u32::from(plan.copies),
                missing: Vec::new(),
            }
        })
        .collect()
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
        let person = person.as_deref().map(parse_id::<PersonId>).transpose()?;
        let plan = plans(&dossier)
            .into_iter()
            .find(|plan| kind_name(plan.kind) == kind && plan.person == person)
            .ok_or_else(|| AppError::new(ErrorCode::NotFound, "no such letter"))?;
        let making = Making { lang: lang(language), on: self.today_date(), copies: 1 };
        draw(typeset(plan.letter(&dossier, making)?).await?, page).await
    }

    /// Writes all letters into the export folder.
    pub async fn letters_save(&self, id: String, languages: Vec<Language>) -> Result<SavedLetters, AppError> {
        let folder = self.export_folder().await?;
        self.letters_save_in(id, languages, &folder).await
    }

    /// Writes all letters into a folder of this application inside the given one. A letter that
    /// can't be made is named and doesn't stop the others.
    pub async fn letters_save_in(
        &self,
        id: String,
        languages: Vec<Language>,
        folder: &Path,
    ) -> Result<SavedLetters, AppError> {
        let vault = self.vault().await?;
        let dossier = Dossier::load(&vault, parse_id(&id)?).await?;
        // The application's number names nobody, so it may be a folder's name.
        let folder = folder.join(&dossier.application.record.number);
        let mut saved = SavedLetters {
            folder: folder.to_string_lossy().into_owned(),
            files: Vec::new(),
            failures: Vec::new(),
        };
        for (index, plan) in plans(&dossier).iter().enumerate() {
            for language in &languages {
                let making = Making { lang: lang(*language), on: self.today_date(), copies: plan.copies };
                let name = format!("{:02}-{}-{}.pdf", index + 1, plan.kind.slug(), language.code());
                let made = match plan.letter(&dossier, making) {
                    Ok(letter) => typeset(letter).await,
                    Err(error) => Err(error),
                };
                match made {
                    Ok(pdf) => saved.files.push(files::write(&folder, &name, &pdf).await?),
                    Err(error) => {
                        saved.failures.push(LetterFailure { letter: title(plan.kind), text: error.text })
                    }
                }
            }
        }
        Ok(saved)
    }
}

/// Typesets a letter off the threads that answer the window.
pub(crate) async fn typeset(letter: Letter) -> Result<Vec<u8>, AppError> {
    let document = spawn_blocking(move || paperwork::typeset(&letter)).await;
    Ok(document.map_err(|_| AppError::internal("typesetting was cut off"))??.pdf)
}
