//! The line of a dependant that asks for the principal's visa.

use super::case_file::{PersonFile, category_of, is_valid_on, longest};
use super::checklist::LineState;
use super::code::FindingCode;
use super::finding::Draft;
use super::paper::Line;
use super::review::Review;
use super::visa::listed;
use crate::stay::{StayDocument, StayDocumentKind};
use rulebook::VisaCategory;

/// The rulebook's type of the line.
pub(super) const PRINCIPAL_VISA: &str = "principal_visa";

impl Review<'_, '_> {
    /// Returns the state of the line and what is wrong, where no copy of the visa is attached.
    pub(super) fn principal_visa(
        &self,
        about: &Line<'_>,
        file: &PersonFile<'_>,
    ) -> (LineState, Option<Draft>) {
        let principal = file.principal.and_then(|id| self.person_file(id));
        let held = principal.map_or(&file.principal_stay_documents, |principal| &principal.stay_documents);
        let visa = longest(held, StayDocumentKind::Visa);
        if visa.is_some_and(|visa| self.is_valid_principal_visa(visa, about)) {
            // The record settles that there is one; the portal still wants the copy.
            return (LineState::OnRecord, Some(about.warns(FindingCode::ScanMissing, ".file")));
        }
        if principal.is_some() {
            let draft = about.tells(FindingCode::PrincipalAppliesToo, "");
            return (LineState::WithPrincipal, Some(draft));
        }
        let draft = match visa {
            Some(visa) => self.unfit_principal_visa(visa, about),
            None => about.blocks(FindingCode::PrincipalVisaMissing, ""),
        };
        (LineState::Missing, Some(draft))
    }

    fn unfit_principal_visa(&self, visa: &StayDocument, about: &Line<'_>) -> Draft {
        match visa.valid_until.filter(|until| *until < self.filing) {
            Some(expires) => about.blocks(FindingCode::PrincipalVisaExpired, "").date("expires", expires),
            None => about
                .blocks(FindingCode::PrincipalVisaCategory, "")
                .code("category", visa.category.trim())
                .code("offered", listed(self.principal_categories(about))),
        }
    }

    fn is_valid_principal_visa(&self, visa: &StayDocument, about: &Line<'_>) -> bool {
        let fits = match category_of(&visa.category) {
            Ok(Some(category)) => self.principal_categories(about).contains(&category),
            // A blank category says nothing against it.
            Ok(None) => true,
            Err(_) => false,
        };
        fits && is_valid_on(visa, self.filing)
    }

    fn principal_categories<'s>(&'s self, about: &'s Line<'_>) -> &'s [VisaCategory] {
        let accepted = about.document.accepted_categories();
        if accepted.is_empty() { &self.service.categories } else { accepted }
    }
}
