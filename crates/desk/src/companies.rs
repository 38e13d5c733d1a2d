//! Companies: list, show, save.

use crate::convert::{Reader, day, trimmed, wording};
use crate::dossier::records;
use crate::edit::Edit;
use crate::error::FieldIssue;
use crate::session::Desk;
use crate::view::{CompanyInput, CompanyRow, CompanyView, IdentifierCheck, ListRequest, SignatoryView, Text};
use crate::{AppError, field_names, history, identifiers, import, papers, people};
use casework::identifiers::{Bic, Bin, Iban, Kbe};
use casework::{
    Address, Application, BankAccount, Company, CompanyId, Engagement, Kind, LinkRole, RecordId, Signatory,
};
use vault::{Change, ListQuery, Stored, Vault};

impl Desk {
    /// Lists companies.
    pub async fn company_list(&self, request: ListRequest) -> Result<Vec<CompanyRow>, AppError> {
        let vault = self.vault().await?;
        let query = ListQuery { text: request.filter, ..ListQuery::default() };
        let mut rows = Vec::new();
        for company in vault.list::<Company>(query).await? {
            rows.push(row(&vault, &company.record).await?);
        }
        match request.sort.as_str() {
            "bin" => rows.sort_by(|a, b| a.bin.cmp(&b.bin)),
            "people" => rows.sort_by_key(|row| row.people),
            "applications" => rows.sort_by_key(|row| row.applications),
            _ => {}
        }
        if request.descending {
            rows.reverse();
        }
        Ok(rows)
    }

    /// Returns a company with everything that belongs to it.
    pub async fn company_get(&self, id: String) -> Result<CompanyView, AppError> {
        let vault = self.vault().await?;
        view(&vault, vault.require::<Company>(parse_id(&id)?).await?).await
    }

    /// Saves a company. A BIN that can't be one is refused at its field.
    pub async fn company_save(&self, input: CompanyInput) -> Result<CompanyView, AppError> {
        let vault = self.vault().await?;
        let (company, seen) = self.read_company(&vault, &input).await?;
        let reason = if seen.is_some() { "edit" } else { "create" };
        let mut edit = Edit::new(&vault, Change::new(self.author(), reason));
        edit.put(&company, seen, |path| field_names::of(Kind::Company, path)).await?;
        edit.write().await?;
        view(&vault, vault.require::<Company>(company.id).await?).await
    }

    async fn read_company(
        &self,
        vault: &Vault,
        input: &CompanyInput,
    ) -> Result<(Company, Option<u64>), AppError> {
        let mut reader = Reader::default();
        if wording(&input.name).is_empty() {
            reader.required("name", "");
        }
        reader.required("bin", &input.bin);
        let bin = identifiers::number::<Bin>(&mut reader, "bin", &input.bin);
        let registered_on = reader.day("registered_on", input.registered_on.as_deref());
        let bank = BankAccount {
            bank: trimmed(&input.bank_name),
            iban: identifiers::number::<Iban>(&mut reader, "iban", &input.iban),
            bic: identifiers::number::<Bic>(&mut reader, "bic", &input.bic),
            kbe: identifiers::number::<Kbe>(&mut reader, "kbe", &input.kbe),
        };
        let id = input.id.as_deref().and_then(|id| reader.id::<CompanyId>("id", id));
        let signatories = read_signatories(&mut reader, &input.signatories);
        reader.finish()?;
        let (mut company, seen) = match (id, input.version) {
            (Some(id), Some(version)) => {
                (vault.require::<Company>(id).await?.record, Some(u64::from(version)))
            }
            _ => (Company::new(CompanyId::from_uuid(self.environment.make_uuid())), None),
        };
        if company.bin != bin {
            refuse_taken(vault, &bin).await?;
        }
        company.name = wording(&input.name);
        company.bin = bin;
        company.registration_number = trimmed(&input.registration_number);
        company.registered_on = registered_on;
        company.participant_number = trimmed(&input.participant_number);
        company.legal_address = Address {
            text: wording(&input.legal_address),
            postcode: trimmed(&input.postcode),
            kato: trimmed(&input.kato),
        };
        company.actual_address = Address {
            text: wording(&input.actual_address),
            postcode: trimmed(&input.actual_postcode),
            kato: trimmed(&input.actual_kato),
        };
        company.signatories = signatories;
        company.phone = trimmed(&input.phone);
        company.email = trimmed(&input.email);
        company.head = Signatory {
            name: wording(&input.head.name),
            position: wording(&input.head.position),
            genitive: trimmed(&input.head.genitive),
            basis: wording(&input.head.basis),
            ..company.head
        };
        company.bank = bank;
        Ok((company, seen))
    }
}

/// Reads those who may sign beside the head. One without a name says nothing and is left out.
fn read_signatories(reader: &mut Reader, given: &[SignatoryView]) -> Vec<Signatory> {
    let mut read = Vec::with_capacity(given.len());
    for (index, one) in given.iter().enumerate() {
        let place = |field: &str| format!("signatories.{index}.{field}");
        let dated = reader.day(&place("power_of_attorney_date"), one.power_of_attorney_date.as_deref());
        let until = reader.day(&place("power_of_attorney_until"), one.power_of_attorney_until.as_deref());
        let signatory = Signatory {
            name: wording(&one.name),
            position: wording(&one.position),
            genitive: trimmed(&one.genitive),
            basis: wording(&one.basis),
            power_of_attorney: trimmed(&one.power_of_attorney),
            power_of_attorney_date: dated,
            power_of_attorney_until: until,
        };
        if signatory == Signatory::default() {
            continue;
        }
        if signatory.name.is_empty() {
            reader.required(&place("name"), "");
        }
        read.push(signatory);
    }
    read
}

/// Returns a company's id.
pub(crate) fn parse_id<I: RecordId>(id: &str) -> Result<I, AppError> {
    id.parse().map_err(|_| AppError::new(crate::ErrorCode::NotFound, "malformed id"))
}

/// Refuses a BIN that another company has: people come in and applications begin by this number.
async fn refuse_taken(vault: &Vault, bin: &str) -> Result<(), AppError> {
    let companies = import::every::<Company>(vault).await?;
    if companies.iter().all(|other| other.record.bin != bin) {
        return Ok(());
    }
    Err(AppError::invalid(vec![FieldIssue {
        field: "bin".to_owned(),
        code: "taken".to_owned(),
        text: Text::new(
            "A company with this BIN is in the list already. Open that one, or compare the number.",
            "Компания с таким БИН уже есть в списке. Откройте её или сверьте номер.",
            "Мұндай БСН-і бар компания тізімде бар. Соны ашыңыз немесе нөмірді салыстырыңыз.",
        ),
    }]))
}

/// Returns a company's row.
pub(crate) async fn row(vault: &Vault, company: &Company) -> Result<CompanyRow, AppError> {
    let people = records::<Engagement>(vault, company.id, LinkRole::Host).await?;
    let applications = records::<Application>(vault, company.id, LinkRole::Host).await?;
    Ok(CompanyRow {
        id: company.id.to_string(),
        title: title(company),
        bin: company.bin.clone(),
        people: count(people.len()),
        applications: count(applications.len()),
    })
}

/// Returns what a company is called in each language, by its BIN where it has no name.
pub(crate) fn title(company: &Company) -> Text {
    if company.name.is_empty() { Text::same(&company.bin) } else { company.name.clone().into() }
}

/// Returns a count for the window.
pub(crate) fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

async fn view(vault: &Vault, stored: Stored<Company>) -> Result<CompanyView, AppError> {
    let company = &stored.record;
    let mut staff = Vec::new();
    for engagement in records::<Engagement>(vault, company.id, LinkRole::Host).await? {
        staff.push(people::row_of(vault, engagement.person).await?);
    }
    let bin_check: IdentifierCheck = identifiers::bin_view(&company.bin);
    let held = vault.linked(company.id, LinkRole::Owner).await?;
    Ok(CompanyView {
        id: company.id.to_string(),
        version: version(stored.version),
        bin_check,
        has_logo: company.logo.is_some(),
        has_letterhead: company.letterhead.is_some(),
        people: staff,
        papers: held.iter().map(papers::view).collect(),
        history: history::of(vault, company.id).await?,
        fields: fields(company, stored.version),
    })
}

/// Returns a version for the window.
pub(crate) fn version(version: u64) -> u32 {
    u32::try_from(version).unwrap_or(u32::MAX)
}

fn fields(company: &Company, stored: u64) -> CompanyInput {
    CompanyInput {
        id: Some(company.id.to_string()),
        version: Some(version(stored)),
        name: company.name.clone().into(),
        bin: company.bin.clone(),
        registration_number: company.registration_number.clone(),
        registered_on: day(company.registered_on),
        participant_number: company.participant_number.clone(),
        legal_address: company.legal_address.text.clone().into(),
        postcode: company.legal_address.postcode.clone(),
        kato: company.legal_address.kato.clone(),
        actual_address: company.actual_address.text.clone().into(),
        actual_postcode: company.actual_address.postcode.clone(),
        actual_kato: company.actual_address.kato.clone(),
        phone: company.phone.clone(),
        email: company.email.clone(),
        head: signatory_view(&company.head),
        signatories: company.signatories.iter().map(signatory_view).collect(),
        bank_name: company.bank.bank.clone(),
        iban: company.bank.iban.clone(),
        bic: company.bank.bic.clone(),
        kbe: company.bank.kbe.clone(),
    }
}

fn signatory_view(signatory: &Signatory) -> SignatoryView {
    SignatoryView {
        name: signatory.name.clone().into(),
        position: signatory.position.clone().into(),
        genitive: signatory.genitive.clone(),
        basis: signatory.basis.clone().into(),
        power_of_attorney: signatory.power_of_attorney.clone(),
        power_of_attorney_date: day(signatory.power_of_attorney_date),
        power_of_attorney_until: day(signatory.power_of_attorney_until),
    }
}
