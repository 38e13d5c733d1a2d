//! Forms that a foreigner signs for the authority: visa, residence permit; and the host's waiver.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Addressee, Dependant, Entries, Experience, Letterhead, MaritalStatus, Passport, Period, PersonName,
    Picture, PreparedBy, Purpose, Sex, Sheet, Signatory, StayDocument, Transport,
};

/// Visa application form with the photograph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisaApplicationForm {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// Photograph of 3.5 x 4.5 cm; without it the box stays empty.
    pub photo: Option<Picture>,
    /// Names.
    pub name: PersonName,
    /// Former names.
    pub former_names: Option<String>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Place of birth.
    pub birth_place: Option<String>,
    /// Country of citizenship, its name in the nominative.
    pub citizenship: Option<String>,
    /// Ethnicity.
    pub ethnicity: Option<String>,
    /// Marital status.
    pub marital_status: Option<MaritalStatus>,
    /// Passport.
    pub passport: Passport,
    /// Permanent address.
    pub permanent_address: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Place of work.
    pub workplace: Option<String>,
    /// Position.
    pub position: Option<String>,
    /// Inviting party, with its BIN.
    pub host: Option<String>,
    /// Number and date of the approved invitation.
    pub invitation: Option<String>,
    /// Visa category.
    pub category: Option<String>,
    /// Number of entries.
    pub entries: Option<Entries>,
    /// Period of stay.
    pub period: Option<Period>,
    /// Purpose of the trip.
    pub purpose: Option<Purpose>,
    /// Address of stay in Kazakhstan.
    pub stay_address: Option<String>,
    /// Route.
    pub route: Option<String>,
    /// Means of transport.
    pub transport: Option<Transport>,
    /// Former stays in Kazakhstan.
    pub former_visits: Option<String>,
    /// Children who travel in the same passport.
    pub children: Vec<Dependant>,
    /// Date of signature.
    pub date: Option<Date>,
}

/// Application form for the residence permit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidencePermitForm {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// Photograph of 3.5 x 4.5 cm; without it the box stays empty.
    pub photo: Option<Picture>,
    /// Names.
    pub name: PersonName,
    /// Former names.
    pub former_names: Option<String>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Place of birth.
    pub birth_place: Option<String>,
    /// Ethnicity.
    pub ethnicity: Option<String>,
    /// Country of citizenship, its name in the nominative.
    pub citizenship: Option<String>,
    /// Other or former citizenships.
    pub other_citizenships: Option<String>,
    /// Passport.
    pub passport: Passport,
    /// Individual identification number.
    pub iin: Option<String>,
    /// Marital status.
    pub marital_status: Option<MaritalStatus>,
    /// Spouse and children under 18 who are included.
    pub family: Vec<Dependant>,
    /// Education.
    pub education: Option<String>,
    /// Profession.
    pub profession: Option<String>,
    /// Work of the last five years, latest first.
    pub experience: Vec<Experience>,
    /// Relatives in Kazakhstan.
    pub relatives_here: Option<String>,
    /// Relatives abroad.
    pub relatives_abroad: Option<String>,
    /// Address in Kazakhstan.
    pub address_kazakhstan: Option<String>,
    /// Last address abroad.
    pub address_abroad: Option<String>,
    /// Telephone and e-mail.
    pub contacts: Option<String>,
    /// Date of entry.
    pub entered_on: Option<Date>,
    /// Purpose of entry.
    pub purpose: Option<Purpose>,
    /// Visa or permit held.
    pub stay_document: Option<StayDocument>,
    /// Whether there are convictions, as the applicant answers.
    pub convictions: Option<bool>,
    /// Whether a permit was refused or withdrawn before, as the applicant answers.
    pub refusals: Option<bool>,
    /// Means of support.
    pub means: Option<String>,
    /// Why the applicant wants to live in Kazakhstan.
    pub reason: Option<String>,
    /// Date of signature.
    pub date: Option<Date>,
}

/// Application of an employer to waive or modify the qualification requirements for one employee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaiverApplication {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// The employer.
    pub letterhead: Letterhead,
    /// Outgoing number.
    pub out_number: Option<String>,
    /// Date.
    pub date: Option<Date>,
    /// Who decides.
    pub addressee: Addressee,
    /// Waiver or modification; `None` leaves both boxes empty.
    pub relief: Option<Relief>,
    /// The employee.
    pub name: PersonName,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Country of citizenship, its name in the nominative.
    pub citizenship: Option<String>,
    /// Passport.
    pub passport: Passport,
    /// Position offered.
    pub position: Option<String>,
    /// The requirement that is not met, in the user's words.
    pub requirement: Option<String>,
    /// What the employee has instead, and why the employer needs this person.
    pub justification: Option<String>,
    /// What is enclosed, in the language of the document.
    pub enclosures: Vec<String>,
    /// Who signs.
    pub signatory: Signatory,
    /// The clerk to call.
    pub prepared_by: Option<PreparedBy>,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relief {
    /// The requirement is not to apply.
    Waiver,
    /// The requirement is to apply in another form.
    Modification,
}
