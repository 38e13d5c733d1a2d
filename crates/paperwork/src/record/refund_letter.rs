//! The letter that asks for money back when a paid service was not provided.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Addressee, BankAccount, InvoiceParty, Letterhead, PreparedBy, Sheet, Signatory};

/// Refund letter to the Expat Centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundLetter {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// The company's writing paper; `None` for a person, who is then named above the letter.
    pub letterhead: Option<Letterhead>,
    /// Outgoing number.
    pub out_number: Option<String>,
    /// Date of the letter.
    pub date: Option<Date>,
    /// Who is asked.
    pub addressee: Addressee,
    /// Who paid.
    pub payer: InvoiceParty,
    /// The portal's number of the application.
    pub application: Option<String>,
    /// The service that was paid for.
    pub service: Option<String>,
    /// Number of the portal's invoice.
    pub invoice_number: Option<String>,
    /// Date of the portal's invoice.
    pub invoice_date: Option<Date>,
    /// Amount paid, in tiyn.
    pub amount_tiyn: u64,
    /// Day of payment.
    pub paid_on: Option<Date>,
    /// The payment's reference at the bank.
    pub reference: Option<String>,
    /// What happened, in the user's words.
    pub reason: Option<String>,
    /// Where the money is to go.
    pub account: BankAccount,
    /// Who signs.
    pub signatory: Signatory,
    /// The clerk to call.
    pub prepared_by: Option<PreparedBy>,
}
