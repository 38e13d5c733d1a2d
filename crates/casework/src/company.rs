//! Companies: the inviting legal entities.

use crate::id::CompanyId;
use crate::paper::FileRef;
use crate::record::{Elements, Kind, Link, Record, terms};
use crate::wording::Wording;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An address, written as it is to be printed, with the KATO code of its locality.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// The address in each language.
    pub text: Wording,
    /// Postcode.
    pub postcode: String,
    /// Classifier code of the locality (9 digits).
    pub kato: String,
}

/// Who signs for a company.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signatory {
    /// The name in each language.
    pub name: Wording,
    /// The position in each language.
    pub position: Wording,
    /// Position and name in Russian as they stand after «в лице», that is in the genitive; a machine
    /// doesn't bend a name.
    pub genitive: String,
    /// On what the authority rests, in the case that follows "acting on the basis of"; empty where it is
    /// the articles of association.
    pub basis: Wording,
    /// Number of the power of attorney; empty for the head, who needs none.
    pub power_of_attorney: String,
    /// Day of the power of attorney.
    pub power_of_attorney_date: Option<Date>,
    /// Last day of the power of attorney.
    pub power_of_attorney_until: Option<Date>,
}

/// A bank account in Kazakhstan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BankAccount {
    /// Name of the bank.
    pub bank: String,
    /// IBAN (20 characters).
    pub iban: String,
    /// BIC (8 or 11 characters).
    pub bic: String,
    /// Beneficiary code: residency and sector (2 digits).
    pub kbe: String,
}

/// An inviting legal entity, known by its BIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// Id.
    pub id: CompanyId,
    /// Name in each language, with its legal form.
    #[serde(default)]
    pub name: Wording,
    /// Business identification number (12 digits).
    #[serde(default)]
    pub bin: String,
    /// Number of the registration certificate.
    #[serde(default)]
    pub registration_number: String,
    /// Day of registration.
    #[serde(default)]
    pub registered_on: Option<Date>,
    /// Number in the AIFC's register of participants.
    #[serde(default)]
    pub participant_number: String,
    /// Legal address.
    #[serde(default)]
    pub legal_address: Address,
    /// Where it really sits; empty when it is the legal address.
    #[serde(default)]
    pub actual_address: Address,
    /// Telephone.
    #[serde(default)]
    pub phone: String,
    /// E-mail.
    #[serde(default)]
    pub email: String,
    /// The first head.
    #[serde(default)]
    pub head: Signatory,
    /// Others who may sign.
    #[serde(default)]
    pub signatories: Vec<Signatory>,
    /// Bank account.
    #[serde(default)]
    pub bank: BankAccount,
    /// Logo, re-encoded.
    #[serde(default)]
    pub logo: Option<FileRef>,
    /// Head of the letter paper as a picture, re-encoded.
    #[serde(default)]
    pub letterhead: Option<FileRef>,
}

impl Company {
    /// Returns an empty company with this id.
    #[must_use]
    pub fn new(id: CompanyId) -> Self {
        Self {
            id,
            name: Wording::default(),
            bin: String::new(),
            registration_number: String::new(),
            registered_on: None,
            participant_number: String::new(),
            legal_address: Address::default(),
            actual_address: Address::default(),
            phone: String::new(),
            email: String::new(),
            head: Signatory::default(),
            signatories: Vec::new(),
            bank: BankAccount::default(),
            logo: None,
            letterhead: None,
        }
    }
}

impl Company {
    /// Returns who signs under this name: the head where it is empty, nobody where the name is no
    /// longer among the signatories.
    #[must_use]
    pub fn signatory(&self, name: &str) -> Option<&Signatory> {
        if name.is_empty() {
            return Some(&self.head);
        }
        self.signatories.iter().find(|signatory| signatory.name.any() == name)
    }
}

impl Record for Company {
    const KIND: Kind = Kind::Company;
    type Id = CompanyId;
    const LISTS: &'static [Elements] =
        &[Elements { list: "/signatories", name: "/name", first_leads: false }];

    fn id(&self) -> CompanyId {
        self.id
    }

    fn title(&self) -> String {
        let name = self.name.any();
        if name.is_empty() { self.bin.clone() } else { name.to_owned() }
    }

    fn search_terms(&self) -> Vec<String> {
        terms([
            self.name.en.as_str(),
            &self.name.ru,
            &self.name.kk,
            &self.bin,
            &self.participant_number,
            &self.email,
            &self.head.name.en,
            &self.head.name.ru,
        ])
    }

    fn links(&self) -> Vec<Link> {
        Vec::new()
    }
}
