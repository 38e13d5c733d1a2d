//! The fee invoice: the rulebook's fees as lines of a document.

use crate::convert::filled;
use crate::dossier::Dossier;
use crate::error::{AppError, ErrorCode};
use crate::letter_record::{self, Making};
use crate::overview::case_of;
use crate::rules;
use crate::view::Text;
use paperwork::record::{BankAccount, FeeInvoice, InvoiceLine, InvoiceParty, Lang, StateFeeLine};
use rulebook::{Amount, FeeLine, FeeLineKind, Language};

/// Returns the invoice. Where the price list is silent there is none: an invoice without an amount
/// would be read as nothing to pay.
pub(crate) fn invoice(dossier: &Dossier, making: Making) -> Result<FeeInvoice, AppError> {
    let rules = rules()?;
    let (service, case) = case_of(dossier, making.on)?;
    let fees = rules.fees(service, &case, making.on)?;
    if let Some(reason) = fees.reasons.first() {
        let text = Text::from(&reason.text);
        return Err(AppError::with_text(ErrorCode::Typesetting, "fees not in the price list", text));
    }
    let language = language(making.lang);
    let (mut service_lines, mut state_lines) = (Vec::new(), Vec::new());
    for line in &fees.lines {
        let (Amount::Tiyn(_), Some(unit)) = (line.amount, line.unit_tiyn) else { continue };
        let unit_price_tiyn = u64::try_from(unit).map_err(|_| AppError::internal("negative fee"))?;
        let description = line.label.get(language).to_owned();
        if line.kind == FeeLineKind::State {
            let basis = basis(line, making.lang);
            state_lines.push(StateFeeLine { description, basis, quantity: line.persons, unit_price_tiyn });
        } else {
            service_lines.push(InvoiceLine { description, quantity: line.persons, unit_price_tiyn });
        }
    }
    let company = &dossier.company.record;
    let letterhead = letter_record::letterhead(dossier, making.lang);
    Ok(FeeInvoice {
        sheet: making.sheet(),
        account: BankAccount {
            bank: filled(&company.bank.bank),
            iban: filled(&company.bank.iban),
            bic: filled(&company.bank.bic),
            kbe: filled(&company.bank.kbe),
            knp: None,
        },
        payer: InvoiceParty {
            name: letterhead.company_name.clone(),
            identifier: letterhead.bin.clone(),
            address: letterhead.address.clone(),
        },
        letterhead,
        number: filled(&dossier.application.record.number),
        date: Some(making.on),
        due: None,
        contract: None,
        application: filled(&dossier.application.record.number),
        service: Some(rules.service(service).title.get(language).to_owned()),
        service_lines,
        state_lines,
        vat: None,
        signatory: letter_record::signatory(dossier, making.lang),
    })
}

/// Returns how a state fee follows from the MCI of the day.
fn basis(line: &FeeLine, lang: Lang) -> Option<String> {
    let (units, mci) = (line.mci_units?, line.mci_tiyn?);
    let mci = mci / rulebook::TIYN_PER_TENGE;
    Some(match lang {
        Lang::En => format!("{units} MCI × {mci} KZT"),
        Lang::Ru => format!("{units} МРП × {mci} тенге"),
        Lang::Kk => format!("{units} АЕК × {mci} теңге"),
    })
}

const fn language(lang: Lang) -> Language {
    match lang {
        Lang::En => Language::En,
        Lang::Ru => Language::Ru,
        Lang::Kk => Language::Kk,
    }
}
