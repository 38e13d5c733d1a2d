//! The host's own papers about its people.

use super::writer::{Writer, name};
use crate::convert::{filled, worded};
use crate::dossier::DossierPerson;
use casework::EndingGround;
use paperwork::record::{Lang, Passport, PowerOfAttorney, TerminationGround, TerminationOrder};

impl Writer<'_> {
    /// Returns the power of attorney for whoever hands in and collects the papers.
    pub(super) fn power_of_attorney(&self) -> PowerOfAttorney {
        let (details, firm) = (self.details(), self.firm);
        let head = &self.dossier().company.record.head;
        PowerOfAttorney {
            sheet: self.sheet(),
            letterhead: self.letterhead(),
            number: filled(&details.power_number),
            date: Some(self.on),
            place: self.place(),
            represented_by: filled(&head.genitive).filter(|_| self.lang == Lang::Ru),
            authority: worded(&head.basis, self.lang),
            representative: self.text(&firm.representative_name),
            representative_iin: filled(&firm.representative_iin),
            representative_document: Passport {
                number: filled(&firm.representative_document),
                issued: firm.representative_issued_on.as_deref().and_then(|day| day.parse().ok()),
                valid_until: None,
                authority: self.text(&firm.representative_authority),
            },
            valid_until: details.power_until,
            substitution: false,
            signatory: self.head(),
            beside: None,
        }
    }

    /// Returns the order that ends an employment contract.
    pub(super) fn termination_order(&self, person: &DossierPerson) -> TerminationOrder {
        let details = self.details();
        TerminationOrder {
            sheet: self.sheet(),
            letterhead: self.letterhead(),
            number: filled(&details.order_number),
            date: details.order_date,
            place: self.place(),
            name: name(person),
            position: self.position(person),
            contract: self.contract(Some(person)),
            ended_on: details.ended_on,
            ground: match details.ending {
                None => None,
                Some(EndingGround::Agreement) => Some(TerminationGround::Agreement),
                Some(EndingGround::Expiry) => Some(TerminationGround::Expiry),
                Some(EndingGround::Employee) => Some(TerminationGround::Employee),
                Some(EndingGround::Employer) => Some(TerminationGround::Employer),
                Some(EndingGround::Other) => {
                    worded(&details.ending_words, self.lang).map(TerminationGround::Other)
                }
            },
            ground_paper: worded(&details.ending_paper, self.lang),
            leave_days: details.leave_days.and_then(|days| u16::try_from(days).ok()),
            signatory: self.signatory(),
            beside: None,
        }
    }
}
