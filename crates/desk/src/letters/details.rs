//! What the letters say beyond the visa, between the window and the record.

use crate::convert::{Reader, day, tenge, trimmed, wording};
use crate::view::{EndingView, LetterDetailsInput, ReliefView, SignatoryChoice, Text};
use casework::{Company, EndingGround, LetterDetails, ReliefKind, Signatory};

/// Reads the input; what isn't a date or an amount is an issue of its field.
pub(crate) fn read(reader: &mut Reader, input: &LetterDetailsInput) -> LetterDetails {
    let mut date =
        |field: &str, given: &Option<String>| reader.day(&format!("letters.{field}"), given.as_deref());
    let ended_on = date("ended_on", &input.ended_on);
    let order_date = date("order_date", &input.order_date);
    let left_on = date("left_on", &input.left_on);
    let owner_consent_date = date("owner_consent_date", &input.owner_consent_date);
    let invitation_date = date("invitation_date", &input.invitation_date);
    let arrived_on = date("arrived_on", &input.arrived_on);
    let power_until = date("power_until", &input.power_until);
    let invoice_due = date("invoice_due", &input.invoice_due);
    let portal_invoice_date = date("portal_invoice_date", &input.portal_invoice_date);
    let paid_on = date("paid_on", &input.paid_on);
    LetterDetails {
        signed_by: trimmed(&input.signed_by),
        ending: input.ending.map(EndingGround::from),
        ending_words: wording(&input.ending_words),
        ended_on,
        order_number: trimmed(&input.order_number),
        order_date,
        ending_paper: wording(&input.ending_paper),
        leave_days: input.leave_days,
        left_on,
        exit_days: input.exit_days,
        owner_name: wording(&input.owner_name),
        owner_iin: trimmed(&input.owner_iin),
        owner_consent_number: trimmed(&input.owner_consent_number),
        owner_consent_date,
        relief: input.relief.map(ReliefKind::from),
        requirement: wording(&input.requirement),
        justification: wording(&input.justification),
        invitation_number: trimmed(&input.invitation_number),
        invitation_date,
        arrived_on,
        border_point: trimmed(&input.border_point),
        power_number: trimmed(&input.power_number),
        power_until,
        invoice_number: trimmed(&input.invoice_number),
        invoice_due,
        contract: wording(&input.contract),
        fee_tiyn: reader.amount("letters.fee", &input.fee),
        portal_invoice_number: trimmed(&input.portal_invoice_number),
        portal_invoice_date,
        portal_invoice_tiyn: reader.amount("letters.portal_invoice_total", &input.portal_invoice_total),
        payment_reference: trimmed(&input.payment_reference),
        paid_on,
        refund_tiyn: reader.amount("letters.refund", &input.refund),
        refund_reason: wording(&input.refund_reason),
    }
}

/// Returns the record as the window edits it.
pub(crate) fn view(details: &LetterDetails) -> LetterDetailsInput {
    let amount = |tiyn: Option<i64>| tiyn.map(tenge).unwrap_or_default();
    LetterDetailsInput {
        signed_by: details.signed_by.clone(),
        ending: details.ending.map(EndingView::from),
        ending_words: details.ending_words.clone().into(),
        ended_on: day(details.ended_on),
        order_number: details.order_number.clone(),
        order_date: day(details.order_date),
        ending_paper: details.ending_paper.clone().into(),
        leave_days: details.leave_days,
        left_on: day(details.left_on),
        exit_days: details.exit_days,
        owner_name: details.owner_name.clone().into(),
        owner_iin: details.owner_iin.clone(),
        owner_consent_number: details.owner_consent_number.clone(),
        owner_consent_date: day(details.owner_consent_date),
        relief: details.relief.map(ReliefView::from),
        requirement: details.requirement.clone().into(),
        justification: details.justification.clone().into(),
        invitation_number: details.invitation_number.clone(),
        invitation_date: day(details.invitation_date),
        arrived_on: day(details.arrived_on),
        border_point: details.border_point.clone(),
        power_number: details.power_number.clone(),
        power_until: day(details.power_until),
        invoice_number: details.invoice_number.clone(),
        invoice_due: day(details.invoice_due),
        contract: details.contract.clone().into(),
        fee: amount(details.fee_tiyn),
        portal_invoice_number: details.portal_invoice_number.clone(),
        portal_invoice_date: day(details.portal_invoice_date),
        portal_invoice_total: amount(details.portal_invoice_tiyn),
        payment_reference: details.payment_reference.clone(),
        paid_on: day(details.paid_on),
        refund: amount(details.refund_tiyn),
        refund_reason: details.refund_reason.clone().into(),
    }
}

/// Returns who may sign the letters of a company, the head first.
pub(crate) fn signatories(company: &Company) -> Vec<SignatoryChoice> {
    let choice = |signed_by: &str, signatory: &Signatory| {
        let title = |name: &str, position: &str| match (name, position) {
            ("", _) => signatory.name.any().to_owned(),
            (name, "") => name.to_owned(),
            (name, position) => format!("{name}, {position}"),
        };
        let (name, position) = (&signatory.name, &signatory.position);
        let title = Text::new(
            title(&name.en, &position.en),
            title(&name.ru, &position.ru),
            title(&name.kk, &position.kk),
        );
        SignatoryChoice { signed_by: signed_by.to_owned(), title }
    };
    let others = company.signatories.iter().map(|other| choice(other.name.any(), other));
    std::iter::once(choice("", &company.head)).chain(others).collect()
}

impl From<EndingView> for EndingGround {
    fn from(ending: EndingView) -> Self {
        match ending {
            EndingView::Agreement => Self::Agreement,
            EndingView::Expiry => Self::Expiry,
            EndingView::Employee => Self::Employee,
            EndingView::Employer => Self::Employer,
            EndingView::Other => Self::Other,
        }
    }
}

impl From<EndingGround> for EndingView {
    fn from(ending: EndingGround) -> Self {
        match ending {
            EndingGround::Agreement => Self::Agreement,
            EndingGround::Expiry => Self::Expiry,
            EndingGround::Employee => Self::Employee,
            EndingGround::Employer => Self::Employer,
            EndingGround::Other => Self::Other,
        }
    }
}

impl From<ReliefView> for ReliefKind {
    fn from(relief: ReliefView) -> Self {
        match relief {
            ReliefView::Waiver => Self::Waiver,
            ReliefView::Modification => Self::Modification,
        }
    }
}

impl From<ReliefKind> for ReliefView {
    fn from(relief: ReliefKind) -> Self {
        match relief {
            ReliefKind::Waiver => Self::Waiver,
            ReliefKind::Modification => Self::Modification,
        }
    }
}
