//! What is wrong with the host's record.

use super::code::FindingCode;
use super::finding::{Finding, Subject};
use super::review::Review;
use crate::identifiers::{Bin, Identifier, Problem};
use crate::wording::Wording;
use rulebook::Text;

/// Returns whether a wording exists but lacks a language.
pub(super) fn is_incomplete(wording: &Wording) -> bool {
    !wording.is_empty() && [&wording.en, &wording.ru, &wording.kk].iter().any(|text| text.trim().is_empty())
}

/// Returns the sentences of problems as one text.
pub(super) fn reasons<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> Text {
    let texts: Vec<Text> = problems.into_iter().map(Problem::message).collect();
    let joined = |of: fn(&Text) -> &str| texts.iter().map(of).collect::<Vec<_>>().join(" ");
    Text { en: joined(|text| &text.en), ru: joined(|text| &text.ru), kk: joined(|text| &text.kk) }
}

impl Review<'_, '_> {
    pub(super) fn check_host(&mut self) {
        let company = self.file.company;
        let subject = Subject::Company(company.id);
        if company.name.is_empty() {
            self.push(Finding::blocks(FindingCode::CompanyNameMissing, subject, "company.name"));
        } else if is_incomplete(&company.name) {
            self.push(Finding::warns(FindingCode::CompanyNameIncomplete, subject, "company.name"));
        }
        self.check_bin(subject);
        if company.legal_address.text.is_empty() {
            let field = "company.legal_address";
            self.push(Finding::blocks(FindingCode::CompanyAddressMissing, subject, field));
        }
        if company.head.name.is_empty() {
            self.push(Finding::blocks(FindingCode::CompanyHeadMissing, subject, "company.head"));
        }
        if company.phone.trim().is_empty() && company.email.trim().is_empty() {
            self.push(Finding::blocks(FindingCode::CompanyContactsMissing, subject, "company.phone"));
        }
        for signatory in &company.signatories {
            if let Some(until) = signatory.power_of_attorney_until.filter(|until| *until < self.filing) {
                let field = "company.signatories";
                let draft = Finding::warns(FindingCode::PowerOfAttorneyEnded, subject, field);
                self.push(draft.date("until", until).date("filing", self.filing));
            }
        }
    }

    fn check_bin(&mut self, subject: Subject) {
        let field = "company.bin";
        match Bin::parse(&self.file.company.bin) {
            Ok(bin) => {
                let warnings = bin.warnings();
                if !warnings.is_empty() {
                    let draft = Finding::warns(FindingCode::CompanyBinUnusual, subject, field);
                    self.push(draft.words("reason", reasons(&warnings)));
                }
            }
            Err(problems) if problems.contains(&Problem::Empty) => {
                self.push(Finding::blocks(FindingCode::CompanyBinMissing, subject, field));
            }
            Err(problems) => {
                let draft = Finding::blocks(FindingCode::CompanyBinWrong, subject, field);
                self.push(draft.words("reason", reasons(&problems)));
            }
        }
    }
}
