//! What the price list doesn't say, and when the answer comes against the planned entry.

use super::code::FindingCode;
use super::finding::{Finding, Subject};
use super::review::Review;
use rulebook::Silence;

impl Review<'_, '_> {
    pub(super) fn check_price(&mut self) {
        // Without persons there is nothing to price, which is a finding of its own.
        let Ok(fees) = self.rulebook.fees(self.service.id, &self.case, self.filing) else { return };
        for reason in fees.reasons {
            let field = match reason.silence {
                // The missing or foreign value is a finding of its own.
                Silence::ValidityNotGiven | Silence::CategoryNotListed { .. } => continue,
                Silence::BetweenBands { .. } | Silence::BeyondBands { .. } => "application.validity_months",
                Silence::DependantNotPriced | Silence::RoleNotPriced { .. } => "application.persons",
                Silence::ManagerNotPriced => "application.personal_manager",
                Silence::MciUnknown { .. } | Silence::BeforePriceList { .. } => "application.filing_on",
                Silence::WalkInNotPriced | Silence::NotPrinted | Silence::StateFeeNotStated => {
                    "application.service"
                }
            };
            let draft = Finding::warns(FindingCode::PriceUnknown, Subject::Application, field);
            let citation = fees
                .lines
                .iter()
                .find(|line| line.amount == rulebook::Amount::NotInPriceList { reason: reason.silence })
                .map_or(&self.service.citation, |line| &line.citation);
            self.push(draft.words("reason", reason.text).cite(citation));
        }
    }

    pub(super) fn check_time(&mut self) {
        let (Some(rule), Some(from)) = (&self.service.timeframe, self.file.application.details.from) else {
            return;
        };
        let answer = match self.rulebook.timeframe(self.service.id, self.filing) {
            Ok(answer) => answer,
            Err(error) => return self.push_unanswered(&error),
        };
        // Whoever is in the country already doesn't wait for the answer to enter.
        if !self.is_invitation() || from < self.filing {
            return;
        }
        let field = "application.from";
        let draft = match answer.latest_possible {
            _ if answer.due > from => Finding::warns(FindingCode::AnswerTooLate, Subject::Application, field),
            Some(latest) if latest > from => {
                Finding::tells(FindingCode::AnswerMayBeLate, Subject::Application, field)
                    .date("latest", latest)
            }
            _ => return,
        };
        let draft = draft.date("filing", self.filing).date("due", answer.due).date("from", from);
        self.push(draft.cite(&rule.citation));
    }
}
