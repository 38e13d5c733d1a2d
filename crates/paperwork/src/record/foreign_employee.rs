//! The foreign employee's form: what an AIFC participant reports about a foreign worker.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Entries, Passport, Period, PersonName, Relation, Sex, Sheet, Signatory};

/// Foreign employee's form, signed by the employee and the employer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignEmployeeForm {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// Employer's full name.
    pub company_name: String,
    /// Employer's business identification number.
    pub bin: Option<String>,
    /// Identification number in the AIFC public register.
    pub aifc_number: Option<String>,
    /// Employee's names.
    pub name: PersonName,
    /// Sex.
    pub sex: Option<Sex>,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Place of birth.
    pub birth_place: Option<String>,
    /// Country of citizenship, its name in the nominative.
    pub citizenship: Option<String>,
    /// Passport.
    pub passport: Passport,
    /// Individual identification number, if there is one already.
    pub iin: Option<String>,
    /// Marital status.
    pub marital_status: Option<MaritalStatus>,
    /// Permanent address abroad.
    pub address_abroad: Option<String>,
    /// Address in Kazakhstan.
    pub address_kazakhstan: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Position.
    pub position: Option<String>,
    /// Department.
    pub department: Option<String>,
    /// Duties in a few lines.
    pub duties: Option<String>,
    /// The contract.
    pub contract: ContractTerms,
    /// Education, latest first.
    pub education: Vec<Education>,
    /// Work experience, latest first.
    pub experience: Vec<Experience>,
    /// Languages with level, for example "English (C1)".
    pub languages: Vec<String>,
    /// Family members who come along.
    pub dependants: Vec<Dependant>,
    /// Visa category asked for.
    pub visa_category: Option<String>,
    /// Visa term asked for.
    pub visa_period: Option<Period>,
    /// Number of entries asked for.
    pub entries: Option<Entries>,
    /// Date of signature.
    pub date: Option<Date>,
    /// Who signs for the employer.
    pub signatory: Signatory,
}

/// The employment or service contract.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractTerms {
    /// Number.
    pub number: Option<String>,
    /// Date of signature.
    pub date: Option<Date>,
    /// Term.
    pub period: Option<Period>,
    /// Monthly salary as agreed, with its currency.
    pub salary: Option<String>,
}

/// Marital status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaritalStatus {
    /// Never married.
    Single,
    /// Married.
    Married,
    /// Divorced.
    Divorced,
    /// Widowed.
    Widowed,
}

/// One completed course of education. With the institution alone the row is not divided: vaults
/// hold education as free lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Education {
    /// Institution and country.
    pub institution: Option<String>,
    /// Degree and speciality.
    pub degree: Option<String>,
    /// Years, for example "2008–2012".
    pub years: Option<String>,
    /// Diploma number and how it was legalised.
    pub diploma: Option<String>,
}

/// One former or present job. With the employer alone the row is not divided.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Experience {
    /// Employer and country.
    pub employer: Option<String>,
    /// Position.
    pub position: Option<String>,
    /// First and last month, for example "03.2016 – 08.2021".
    pub period: Option<String>,
}

/// A family member who comes along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependant {
    /// Names.
    pub name: PersonName,
    /// Relation to the employee.
    pub relation: Option<Relation>,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Citizenship.
    pub citizenship: Option<String>,
    /// Passport number.
    pub passport_number: Option<String>,
}
