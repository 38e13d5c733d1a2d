//! Our own firm: who prepares the papers, files them and sends the client an invoice. One for the
//! cabinet, whoever the client is.

use crate::convert::Reader;
use crate::error::AppError;
use crate::identifiers::number;
use crate::session::Desk;
use crate::settings;
use crate::view::Firm;
use casework::identifiers::{Bic, Bin, Iban, Iin, Kbe};
use vault::Cabinet;

/// Name of the setting in the cabinet.
const FIRM: &str = "firm";
/// The largest share of value added tax that makes sense, in percent.
const VAT_PERCENT_MAX: u32 = 99;

impl Desk {
    /// Returns our own firm; an empty one while nothing was entered.
    pub async fn firm_get(&self) -> Result<Firm, AppError> {
        load(&self.session().await?.cabinet).await
    }

    /// Saves our own firm. A number that can't be one is refused at its field.
    pub async fn firm_save(&self, mut firm: Firm) -> Result<Firm, AppError> {
        let mut reader = Reader::default();
        firm.bin = number::<Bin>(&mut reader, "bin", &firm.bin);
        firm.iban = number::<Iban>(&mut reader, "iban", &firm.iban);
        firm.bic = number::<Bic>(&mut reader, "bic", &firm.bic);
        firm.kbe = number::<Kbe>(&mut reader, "kbe", &firm.kbe);
        firm.representative_iin = number::<Iin>(&mut reader, "representative_iin", &firm.representative_iin);
        let issued = reader.day("representative_issued_on", firm.representative_issued_on.as_deref());
        firm.representative_issued_on = issued.map(|day| day.to_string());
        if firm.vat_percent.is_some_and(|percent| percent > VAT_PERCENT_MAX) {
            reader.required("vat_percent", "");
        }
        reader.finish()?;
        let author = self.author();
        self.session().await?.cabinet.put_setting(FIRM, &firm, author).await?;
        Ok(firm)
    }
}

/// Reads our own firm.
pub(crate) async fn load(cabinet: &Cabinet) -> Result<Firm, AppError> {
    settings::load_whole(cabinet, FIRM).await
}
