//! The invoice to a client: own fees, the Expat Centre's and the state's, kept apart.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Letterhead, Sheet, Signatory};

/// Invoice of a firm to its client for one application.
///
/// Line amounts and totals are not fields: they are computed from quantity and unit price, so that
/// they can't disagree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeInvoice {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// Who issues the invoice.
    pub letterhead: Letterhead,
    /// Where to pay.
    pub account: BankAccount,
    /// Who pays.
    pub payer: InvoiceParty,
    /// Invoice number.
    pub number: Option<String>,
    /// Invoice date.
    pub date: Option<Date>,
    /// Last day for payment.
    pub due: Option<Date>,
    /// Contract under which the services are rendered, for example "No. 12 of 01.02.2026".
    pub contract: Option<String>,
    /// Our number of the application.
    pub application: Option<String>,
    /// The Expat Centre's service that the fees are for.
    pub service: Option<String>,
    /// The issuer's own fees.
    pub service_lines: Vec<InvoiceLine>,
    /// Fees of the Expat Centre, passed on at cost.
    #[serde(default)]
    pub passed_lines: Vec<InvoiceLine>,
    /// State fees, paid to the budget and only passed on.
    pub state_lines: Vec<StateFeeLine>,
    /// How value added tax stands; `None` prints nothing about it.
    pub vat: Option<Vat>,
    /// Who signs.
    pub signatory: Signatory,
}

/// One line of service fees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceLine {
    /// What for.
    pub description: String,
    /// How many persons or pieces.
    pub quantity: u32,
    /// Price of one, in tiyn.
    pub unit_price_tiyn: u64,
}

/// One line of state fees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateFeeLine {
    /// What for.
    pub description: String,
    /// How the amount follows from the law, for example "0.5 MCI × 4,325 KZT".
    pub basis: Option<String>,
    /// How many persons or pieces.
    pub quantity: u32,
    /// Amount of one, in tiyn.
    pub unit_price_tiyn: u64,
}

/// A party of the invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceParty {
    /// Full name.
    pub name: String,
    /// BIN of a company or IIN of a person.
    pub identifier: Option<String>,
    /// Address.
    pub address: Option<String>,
}

/// Bank requisites.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankAccount {
    /// Bank.
    pub bank: Option<String>,
    /// IBAN.
    pub iban: Option<String>,
    /// BIC.
    pub bic: Option<String>,
    /// Beneficiary code, two digits.
    pub kbe: Option<String>,
    /// Payment purpose code, three digits.
    pub knp: Option<String>,
}

/// How value added tax stands in the prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vat {
    /// The issuer does not charge it.
    None,
    /// The issuer's own fees include it at this rate, in percent.
    Included(u8),
}
