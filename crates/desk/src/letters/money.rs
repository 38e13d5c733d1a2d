//! Fees on paper: the sheet with sources, our own invoice, the portal's, the letter that asks back.
//!
//! Invariant: where the price list is silent there is no invoice; one without an amount would be
//! read as nothing to pay.

use super::names;
use super::writer::Writer;
use crate::convert::{filled, worded};
use crate::error::{AppError, ErrorCode, FieldIssue};
use crate::overview::case_of;
use crate::rules;
use crate::view::Text;
use paperwork::record::{
    Addressee, BankAccount, FeeInvoice, FeeKind, FeeSheet, FeeSheetLine, InvoiceLine, InvoiceParty, Lang,
    Letterhead, PortalBeneficiary, PortalInvoice, PortalInvoiceLine, PortalPayer, RefundLetter, Signatory,
    StateFeeLine, Vat,
};
use rulebook::{FeeLine, FeeLineKind, Fees};

/// The currency of the portal's invoices.
const CURRENCY: &str = "KZT";

impl Writer<'_> {
    fn fees(&self) -> Result<Fees, AppError> {
        let (service, case) = case_of(self.dossier(), self.on)?;
        Ok(rules()?.fees(service, &case, self.on)?)
    }

    fn service_title(&self) -> String {
        self.rule(&self.overview.service.title)
    }

    fn application_number(&self) -> Option<String> {
        filled(&self.dossier().application.record.number)
    }

    /// Returns the fees with their sources; what no source states has no amount.
    pub(super) fn fee_sheet(&self) -> Result<FeeSheet, AppError> {
        let fees = self.fees()?;
        let reasons = fees.reasons.iter().map(|reason| &reason.text);
        Ok(FeeSheet {
            sheet: self.sheet(),
            application: self.application_number(),
            service: self.service_title(),
            company: Some(self.company_name()),
            persons: names(self.dossier()),
            on: fees.on,
            remarks: reasons.chain(&fees.assumptions).map(|text| self.rule(text)).collect(),
            lines: fees
                .lines
                .iter()
                .map(|line| {
                    Ok(FeeSheetLine {
                        kind: if line.kind == FeeLineKind::State { FeeKind::State } else { FeeKind::Service },
                        description: self.rule(&line.label),
                        quantity: line.persons,
                        unit_price_tiyn: line.amount.tiyn().and(line.unit_tiyn).map(tiyn).transpose()?,
                        basis: self.basis(line),
                        source: Some(self.source(&line.citation)),
                    })
                })
                .collect::<Result<_, AppError>>()?,
        })
    }

    /// Returns the invoice of our firm to its client: our fee, and what is passed on at cost.
    pub(super) fn fee_invoice(&self) -> Result<FeeInvoice, AppError> {
        let fees = self.fees()?;
        if let Some(reason) = fees.reasons.first() {
            let text = Text::from(&reason.text);
            return Err(AppError::with_text(ErrorCode::Typesetting, "fees not in the price list", text));
        }
        let (mut passed_lines, mut state_lines) = (Vec::new(), Vec::new());
        for line in &fees.lines {
            let (Some(_), Some(unit)) = (line.amount.tiyn(), line.unit_tiyn) else { continue };
            let (description, quantity, unit_price_tiyn) =
                (self.rule(&line.label), line.persons, tiyn(unit)?);
            if line.kind == FeeLineKind::State {
                let basis = self.basis(line);
                state_lines.push(StateFeeLine { description, basis, quantity, unit_price_tiyn });
            } else {
                passed_lines.push(InvoiceLine { description, quantity, unit_price_tiyn });
            }
        }
        let (firm, details) = (self.firm, self.details());
        let host = self.letterhead();
        Ok(FeeInvoice {
            sheet: self.sheet(),
            letterhead: self.firm_letterhead(),
            account: BankAccount {
                bank: filled(&firm.bank_name),
                iban: filled(&firm.iban),
                bic: filled(&firm.bic),
                kbe: filled(&firm.kbe),
                knp: None,
            },
            payer: InvoiceParty { name: host.company_name, identifier: host.bin, address: host.address },
            number: filled(&details.invoice_number),
            date: Some(self.on),
            due: details.invoice_due,
            contract: worded(&details.contract, self.lang),
            application: self.application_number(),
            service: Some(self.service_title()),
            service_lines: self.own_fee()?.into_iter().collect(),
            passed_lines,
            state_lines,
            vat: match firm.vat_percent {
                None => None,
                Some(0) => Some(Vat::None),
                Some(rate) => u8::try_from(rate).ok().map(Vat::Included),
            },
            signatory: Signatory {
                name: self.text(&firm.head_name),
                position: self.text(&firm.head_position),
                power: None,
            },
        })
    }

    fn own_fee(&self) -> Result<Option<InvoiceLine>, AppError> {
        let Some(fee) = self.details().fee_tiyn else { return Ok(None) };
        let description = self.say(
            "Support of the visa and migration application",
            "Визово-миграционное сопровождение заявки",
            "Өтінімді визалық және көші-қон мәселелері бойынша сүйемелдеу",
        );
        Ok(Some(InvoiceLine { description, quantity: 1, unit_price_tiyn: tiyn(fee)? }))
    }

    fn firm_letterhead(&self) -> Letterhead {
        let firm = self.firm;
        Letterhead {
            company_name: self.text(&firm.name).unwrap_or_default(),
            bin: filled(&firm.bin),
            registration_number: None,
            registration_date: None,
            address: self.text(&firm.address),
            phone: filled(&firm.phone),
            email: filled(&firm.email),
            logo: None,
            picture: None,
        }
    }

    /// Returns a copy of the portal's invoice. What the portal didn't tell us stays for the pen.
    pub(super) fn portal_invoice(&self) -> Result<PortalInvoice, AppError> {
        let details = self.details();
        let total_tiyn = required("letters.portal_invoice_total", details.portal_invoice_tiyn)?;
        let (service, case) = case_of(self.dossier(), self.on)?;
        let portal = &rules()?.edition().portal;
        let named = case.category.and_then(|category| portal.service(service, category));
        let due =
            details.portal_invoice_date.map(|issued| rules()?.invoice_due(issued).map_err(AppError::from));
        let host = self.letterhead();
        Ok(PortalInvoice {
            sheet: self.sheet(),
            application_id: self.portal_number(),
            document_number: filled(&details.portal_invoice_number),
            document_date: details.portal_invoice_date,
            due_date: due.transpose()?,
            currency: Some(CURRENCY.to_owned()),
            total_tiyn,
            account_name: None,
            reference_number: filled(&details.payment_reference),
            beneficiary: PortalBeneficiary::default(),
            purpose_code: None,
            payer: PortalPayer { name: Some(host.company_name), iin: host.bin, document_number: None },
            lines: vec![PortalInvoiceLine {
                product_code: None,
                description: Some(named.map_or_else(|| self.service_title(), |line| line.name.clone())),
                unit_price_tiyn: None,
                quantity: u32::try_from(self.dossier().persons.len()).ok(),
                amount_tiyn: total_tiyn,
            }],
        })
    }

    fn portal_number(&self) -> Option<String> {
        self.dossier().submission.as_ref().and_then(|stored| stored.record.portal_number.clone())
    }

    /// Returns the letter that asks for money back.
    pub(super) fn refund(&self) -> Result<RefundLetter, AppError> {
        let details = self.details();
        let bank = &self.dossier().company.record.bank;
        let host = self.letterhead();
        Ok(RefundLetter {
            sheet: self.sheet(),
            out_number: filled(&self.dossier().application.record.letter_number),
            date: Some(self.on),
            addressee: Addressee::ExpatCentre,
            payer: InvoiceParty {
                name: host.company_name.clone(),
                identifier: host.bin.clone(),
                address: host.address.clone(),
            },
            letterhead: Some(host),
            application: self.portal_number(),
            service: Some(self.service_title()),
            invoice_number: filled(&details.portal_invoice_number),
            invoice_date: details.portal_invoice_date,
            amount_tiyn: required("letters.refund", details.refund_tiyn)?,
            paid_on: details.paid_on,
            reference: filled(&details.payment_reference),
            reason: worded(&details.refund_reason, self.lang),
            account: BankAccount {
                bank: filled(&bank.bank),
                iban: filled(&bank.iban),
                bic: filled(&bank.bic),
                kbe: filled(&bank.kbe),
                knp: None,
            },
            signatory: self.signatory(),
            prepared_by: self.prepared_by(),
        })
    }

    /// Returns how a state fee follows from the MCI of the day.
    fn basis(&self, line: &FeeLine) -> Option<String> {
        let (units, mci) = (line.mci_units?.to_string(), line.mci_tiyn? / rulebook::TIYN_PER_TENGE);
        let grouped = |separator: &str| match (mci / 1_000, mci % 1_000) {
            (0, rest) => rest.to_string(),
            (thousands, rest) => format!("{thousands}{separator}{rest:03}"),
        };
        Some(match self.lang {
            Lang::En => format!("{units} MCI × {} KZT", grouped(",")),
            Lang::Ru => format!("{} МРП × {} тенге", units.replace('.', ","), grouped("\u{a0}")),
            Lang::Kk => format!("{} АЕК × {} теңге", units.replace('.', ","), grouped("\u{a0}")),
        })
    }
}

/// Returns an amount that a letter can't do without, or the issue of its field.
fn required(field: &str, tiyn_given: Option<i64>) -> Result<u64, AppError> {
    let Some(given) = tiyn_given else {
        let text = Text::new("Enter the amount.", "Укажите сумму.", "Соманы көрсетіңіз.");
        let issue = FieldIssue { field: field.to_owned(), code: "required".to_owned(), text };
        return Err(AppError::invalid(vec![issue]));
    };
    tiyn(given)
}

fn tiyn(amount: i64) -> Result<u64, AppError> {
    u64::try_from(amount).map_err(|_| AppError::internal("negative amount"))
}
