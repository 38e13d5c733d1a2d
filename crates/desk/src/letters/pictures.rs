//! The pictures that letters show: a person's photograph, the logo and the letter paper of the host.
//!
//! A letter is complete without them.

use super::Plan;
use crate::dossier::{Dossier, DossierPerson};
use crate::error::AppError;
use crate::scans::file_id;
use casework::{Company, FileRef};
use paperwork::LetterKind;
use paperwork::record::Picture;
use vault::Vault;

/// The document type of a photograph among the papers.
const PHOTO: &str = "photo";

/// The pictures of a company's letter paper.
#[derive(Debug, Clone, Default)]
pub(crate) struct LetterPaper {
    /// The logo, printed beside name and particulars.
    pub logo: Option<Picture>,
    /// The head of the company's letter paper, printed in their place.
    pub picture: Option<Picture>,
}

impl LetterPaper {
    /// No pictures: for whoever only asks what a letter says.
    pub(crate) const NONE: Self = Self { logo: None, picture: None };

    /// Reads the pictures of a company.
    pub(crate) async fn load(vault: &Vault, company: &Company) -> Result<Self, AppError> {
        Ok(Self {
            logo: read(vault, company.logo.as_ref()).await?,
            picture: read(vault, company.letterhead.as_ref()).await?,
        })
    }
}

async fn read(vault: &Vault, file: Option<&FileRef>) -> Result<Option<Picture>, AppError> {
    let Some(file) = file else { return Ok(None) };
    let bytes = vault.read_file(file_id(file)?).await?.as_slice().into();
    Ok(Some(Picture { bytes }))
}

/// Returns the photograph for the forms that show one.
pub(crate) async fn photo_for(
    vault: &Vault,
    dossier: &Dossier,
    plan: &Plan,
) -> Result<Option<Picture>, AppError> {
    if !matches!(plan.kind, LetterKind::VisaApplication | LetterKind::ResidencePermit) {
        return Ok(None);
    }
    let Some(file) = plan.person.and_then(|id| dossier.person(id)).and_then(photo_file) else {
        return Ok(None);
    };
    read(vault, Some(file)).await
}

/// Returns the file of a person's photograph: the record's own, or one among the papers.
pub(crate) fn photo_file(person: &DossierPerson) -> Option<&FileRef> {
    let papers = person.folder.papers.iter().map(|stored| &stored.record);
    let files = papers.filter(|paper| paper.document == PHOTO).filter_map(|paper| paper.file.as_ref());
    let picture = files.rev().find(|file| matches!(file.media_type.as_str(), "image/png" | "image/jpeg"));
    person.folder.person.record.photo.as_ref().or(picture)
}
