//! What a template prints and a record doesn't hold: totals, amounts in words, countries in their cases.
//!
//! Must not round: amounts are whole tiyn. Invariant: a total printed is the sum of the lines
//! printed above it.

use serde_json::{Value, json};

use crate::error::PaperworkError;
use crate::letter::Letter;
use crate::record::{
    Consent, CrossBorder, FeeInvoice, FeeSheet, InvoiceLine, Lang, LetterPerson, Period, PortalInvoice,
    RefundLetter, Vat,
};
use crate::sentence::{countries, length, lengths, shared_country};
use crate::words;

/// Computes the values of `/computed.json` and refuses records that have nothing to print.
pub(crate) fn compute(letter: &Letter) -> Result<Value, PaperworkError> {
    let lang = letter.sheet().lang;
    match letter {
        Letter::Invitation(record) => {
            somebody(&record.persons)?;
            let citizenships = record.persons.iter().map(|person| person.citizenship.as_deref());
            let stays = record.persons.iter().map(|person| person.stay);
            Ok(json!({ "country": shared_country(citizenships), "lengths": lengths(stays, lang) }))
        }
        Letter::VisaRequest(record) => host_letter(&record.persons, record.period, lang),
        Letter::Cancellation(record) => host_letter(&record.persons, None, lang),
        Letter::ResidenceRequest(record) => host_letter(&record.persons, record.period, lang),
        Letter::FeeInvoice(record) => invoice(record),
        Letter::Refund(record) => refund(record),
        Letter::Arrival(record) => somebody(&record.persons).map(|()| json!({})),
        Letter::FeeSheet(record) => fee_sheet(record),
        Letter::PortalInvoice(record) => portal_invoice(record),
        Letter::Consent(record) => Ok(json!({ "missions": missions(&record.consent) })),
        Letter::ForeignEmployee(_)
        | Letter::PowerOfAttorney(_)
        | Letter::TerminationOrder(_)
        | Letter::StepTwo(_)
        | Letter::Checklist(_)
        | Letter::Cover(_)
        | Letter::VisaApplication(_)
        | Letter::ResidencePermit(_)
        | Letter::Waiver(_) => Ok(json!({})),
    }
}

fn somebody<T>(persons: &[T]) -> Result<(), PaperworkError> {
    if persons.is_empty() { Err(PaperworkError::Empty { field: "persons".into() }) } else { Ok(()) }
}

fn host_letter(
    persons: &[LetterPerson],
    period: Option<Period>,
    lang: Lang,
) -> Result<Value, PaperworkError> {
    somebody(persons)?;
    let citizenships = persons.iter().map(|person| person.citizenship.as_deref());
    Ok(json!({ "country": shared_country(citizenships), "length": length(period, lang) }))
}

fn missions(consent: &Consent) -> Value {
    match &consent.cross_border {
        CrossBorder::Missions(named) => countries(named),
        CrossBorder::No => Value::Null,
    }
}

fn refund(record: &RefundLetter) -> Result<Value, PaperworkError> {
    let amount = total("amount_tiyn", &[record.amount_tiyn])?;
    Ok(json!({ "amount_in_words": words::amount_in_sentence(amount, record.sheet.lang) }))
}

fn invoice(record: &FeeInvoice) -> Result<Value, PaperworkError> {
    if record.service_lines.is_empty() && record.passed_lines.is_empty() && record.state_lines.is_empty() {
        return Err(PaperworkError::Empty { field: "service_lines".into() });
    }
    let prices = |lines: &[InvoiceLine]| -> Vec<(u32, u64)> {
        lines.iter().map(|line| (line.quantity, line.unit_price_tiyn)).collect()
    };
    let service = amounts("service_lines", prices(&record.service_lines).into_iter())?;
    let passed = amounts("passed_lines", prices(&record.passed_lines).into_iter())?;
    let state =
        amounts("state_lines", record.state_lines.iter().map(|line| (line.quantity, line.unit_price_tiyn)))?;
    let service_total = total("service_lines", &service)?;
    let passed_total = total("passed_lines", &passed)?;
    let state_total = total("state_lines", &state)?;
    let grand_total = total("service_lines", &[service_total, passed_total, state_total])?;
    let vat_tiyn = match record.vat {
        Some(Vat::Included(rate)) => Some(vat_share(service_total, rate)),
        Some(Vat::None) | None => None,
    };
    Ok(json!({
        "service_amounts_tiyn": service,
        "passed_amounts_tiyn": passed,
        "state_amounts_tiyn": state,
        "service_total_tiyn": service_total,
        "passed_total_tiyn": passed_total,
        "state_total_tiyn": state_total,
        "total_tiyn": grand_total,
        "vat_tiyn": vat_tiyn,
        "total_in_words": words::amount(grand_total, record.sheet.lang),
    }))
}

fn fee_sheet(record: &FeeSheet) -> Result<Value, PaperworkError> {
    if record.lines.is_empty() {
        return Err(PaperworkError::Empty { field: "lines".into() });
    }
    let priced = record.lines.iter().filter_map(|line| Some((line.quantity, line.unit_price_tiyn?)));
    let sum = total("lines", &amounts("lines", priced)?)?;
    // A sum of the known lines alone would be taken for the price.
    let known = record.lines.iter().all(|line| line.unit_price_tiyn.is_some());
    Ok(json!({
        "total_tiyn": known.then_some(sum),
        "total_in_words": known.then(|| words::amount(sum, record.sheet.lang)),
    }))
}

fn portal_invoice(record: &PortalInvoice) -> Result<Value, PaperworkError> {
    let lines = record.lines.iter().flat_map(|line| [Some(line.amount_tiyn), line.unit_price_tiyn]);
    for amount in lines.flatten().chain([record.total_tiyn]) {
        total("lines", &[amount])?;
    }
    Ok(json!({}))
}

/// Typst counts in `i64`, so that is the ceiling of every amount.
const AMOUNT_MAX_TIYN: u64 = i64::MAX as u64;

fn amounts(field: &'static str, lines: impl Iterator<Item = (u32, u64)>) -> Result<Vec<u64>, PaperworkError> {
    lines
        .map(|(quantity, unit)| {
            u64::from(quantity)
                .checked_mul(unit)
                .filter(|&amount| amount <= AMOUNT_MAX_TIYN)
                .ok_or(PaperworkError::AmountTooLarge { field: field.into() })
        })
        .collect()
}

fn total(field: &'static str, amounts: &[u64]) -> Result<u64, PaperworkError> {
    amounts
        .iter()
        .try_fold(0_u64, |sum, &amount| sum.checked_add(amount))
        .filter(|&sum| sum <= AMOUNT_MAX_TIYN)
        .ok_or(PaperworkError::AmountTooLarge { field: field.into() })
}

/// Returns the tax inside a gross amount, to the nearest tiyn.
fn vat_share(gross_tiyn: u64, rate_percent: u8) -> u64 {
    let (gross, rate) = (u128::from(gross_tiyn), u128::from(rate_percent));
    let whole = 100 + rate;
    let share = (gross * rate + whole / 2) / whole;
    u64::try_from(share).unwrap_or(gross_tiyn)
}

#[cfg(test)]
mod tests {
    use super::{AMOUNT_MAX_TIYN, amounts, total, vat_share};
    use crate::error::PaperworkError;

    #[test]
    fn vat_inside_a_gross_amount() {
        assert_eq!(vat_share(1_000_000, 12), 107_143, "10 000 KZT hold 1 071.43 at 12 %");
        assert_eq!(vat_share(1_160_000, 16), 160_000);
        assert_eq!(vat_share(500, 0), 0);
    }

    #[test]
    fn amounts_beyond_counting_are_refused() {
        let too_large = Err(PaperworkError::AmountTooLarge { field: "f".into() });
        assert_eq!(amounts("f", [(2, u64::MAX)].into_iter()), too_large.clone());
        assert_eq!(total("f", &[AMOUNT_MAX_TIYN, 1]), too_large.map(|_: Vec<u64>| 0));
    }
}
