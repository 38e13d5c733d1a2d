//! A copy of the invoice that the portal issued, field by field as the portal shows it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Sheet;

/// Copy of the portal's invoice. Amounts are the portal's own: nothing is computed here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalInvoice {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// The portal's number of the application.
    pub application_id: Option<String>,
    /// Document number.
    pub document_number: Option<String>,
    /// Document date.
    pub document_date: Option<Date>,
    /// Due date.
    pub due_date: Option<Date>,
    /// Currency code.
    pub currency: Option<String>,
    /// Total amount including VAT, in hundredths of the currency.
    pub total_tiyn: u64,
    /// Account name.
    pub account_name: Option<String>,
    /// Reference number.
    pub reference_number: Option<String>,
    /// The beneficiary.
    pub beneficiary: PortalBeneficiary,
    /// Payment purpose code (KNP).
    pub purpose_code: Option<String>,
    /// The payer.
    pub payer: PortalPayer,
    /// The lines.
    pub lines: Vec<PortalInvoiceLine>,
}

/// The beneficiary's address and bank.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalBeneficiary {
    /// Legal address.
    pub legal_address: Option<String>,
    /// Actual address.
    pub actual_address: Option<String>,
    /// Beneficiary code (Kbe).
    pub code: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Country code.
    pub country: Option<String>,
    /// Contact telephone.
    pub phone: Option<String>,
    /// BIN.
    pub bin: Option<String>,
    /// Bank.
    pub bank: Option<String>,
    /// BIC.
    pub bic: Option<String>,
    /// IBAN.
    pub iban: Option<String>,
}

/// The payer as entered on the portal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalPayer {
    /// Name.
    pub name: Option<String>,
    /// IIN, which the portal also labels "INN".
    pub iin: Option<String>,
    /// Number of the passport or identity card.
    pub document_number: Option<String>,
}

/// One line of the portal's invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalInvoiceLine {
    /// Product code.
    pub product_code: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Unit price, which the portal leaves empty at times.
    pub unit_price_tiyn: Option<u64>,
    /// Quantity.
    pub quantity: Option<u32>,
    /// Amount.
    pub amount_tiyn: u64,
}
