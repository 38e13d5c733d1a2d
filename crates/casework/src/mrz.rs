//! The machine-readable zone of passports (TD3) and visa stickers (MRV): two pasted lines in, the
//! holder's and the document's data out, with every check digit judged by name.
//!
//! Must not repair a character by guessing, and must not confirm names: the first line, where they
//! stand, has no check digit and cuts long names.
//!
//! Invariant: never panics, whatever was pasted.

mod codes;
mod lines;
mod problem;
mod years;

pub use codes::NationalityStatus;
pub use problem::{MrzCheckedField, MrzCountryField, MrzProblem, MrzProblemView};

use crate::identifiers::Strength;
use crate::person::{Person, Sex, TravelDocument};
use crate::stay::StayDocument;
use ::mrz::{MrzData, MrzDate, MrzError, ParseOptions};
use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// What kind of document the lines belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MrzKind {
    /// A passport, two lines of 44.
    Passport,
    /// A visa sticker, two lines of 44.
    VisaA,
    /// A visa sticker, two lines of 36.
    VisaB,
}

impl MrzKind {
    const fn line_length(self) -> usize {
        match self {
            Self::Passport | Self::VisaA => 44,
            Self::VisaB => 36,
        }
    }
}

/// What the two lines say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MrzFields {
    /// Passport or visa.
    pub kind: MrzKind,
    /// Document code as printed, for instance `P` or `PD`.
    pub document_code: String,
    /// Issuing state, ISO 3166-1 alpha-3 where there is one.
    pub issuing_country: String,
    /// Number of the document.
    pub document_number: String,
    /// Surname in Latin capitals.
    pub surname: String,
    /// Given names in Latin capitals.
    pub given_names: String,
    /// Always false: a person compares the names with the page.
    pub names_confirmed: bool,
    /// Whether the names fill the line to its end, so that the rest may be cut off.
    pub names_cut: bool,
    /// Nationality, ISO 3166-1 alpha-3 where there is one.
    pub nationality: String,
    /// A status that the code of the nationality stands for beside the country.
    pub nationality_status: Option<NationalityStatus>,
    /// Day of birth; none where it isn't fully known.
    pub birth_date: Option<Date>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Last day of validity.
    pub expires_on: Option<Date>,
    /// Personal number or other optional data of the issuing state.
    pub personal_number: Option<String>,
}

impl MrzFields {
    /// Writes what the lines say about the holder; the names are then to be confirmed again.
    pub fn apply_to_person(&self, person: &mut Person) {
        person.surname_latin.clone_from(&self.surname);
        person.given_names_latin.clone_from(&self.given_names);
        person.names_confirmed = false;
        person.birth_date = self.birth_date.or(person.birth_date);
        person.sex = self.sex.or(person.sex);
        if !self.nationality.is_empty() {
            person.citizenships.retain(|code| *code != self.nationality);
            person.citizenships.insert(0, self.nationality.clone());
        }
    }

    /// Writes what the lines of a passport say about it.
    pub fn apply_to_travel_document(&self, document: &mut TravelDocument) {
        document.number.clone_from(&self.document_number);
        document.issuing_country.clone_from(&self.issuing_country);
        document.expires_on = self.expires_on.or(document.expires_on);
    }

    /// Writes what the lines of a visa say about it.
    pub fn apply_to_stay_document(&self, document: &mut StayDocument) {
        document.number.clone_from(&self.document_number);
        document.valid_until = self.expires_on.or(document.valid_until);
    }
}

/// The fields of two lines together with what is wrong or unusual about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MrzReading {
    /// What the lines say.
    pub fields: MrzFields,
    /// What is wrong or unusual; a failed check digit leaves the fields to be looked at.
    pub problems: Vec<MrzProblem>,
}

impl MrzReading {
    /// Returns whether nothing is wrong; warnings leave it true.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.problems.iter().all(|problem| problem.strength() == Strength::Warning)
    }
}

/// The answer to "are these lines right?", as `expat check mrz` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MrzCheck {
    /// Whether nothing is wrong; warnings leave it true.
    pub valid: bool,
    /// What is wrong or unusual.
    pub problems: Vec<MrzProblemView>,
    /// What the lines say; an empty object where they couldn't be read.
    #[serde(serialize_with = "fields_or_empty")]
    pub fields: Option<MrzFields>,
}

fn fields_or_empty<S: Serializer>(fields: &Option<MrzFields>, serializer: S) -> Result<S::Ok, S::Error> {
    match fields {
        Some(fields) => fields.serialize(serializer),
        None => serializer.collect_map(std::iter::empty::<((), ())>()),
    }
}

/// Checks two lines as pasted.
#[must_use]
pub fn check(line1: &str, line2: &str, today: Date) -> MrzCheck {
    let (valid, problems, fields) = match read(line1, line2, today) {
        Ok(reading) => (reading.is_valid(), reading.problems, Some(reading.fields)),
        Err(problems) => (false, problems, None),
    };
    MrzCheck { valid, problems: problems.into_iter().map(MrzProblemView::from).collect(), fields }
}

/// Reads a pasted text that holds the two lines, also where the line break got lost.
///
/// # Errors
/// As [`read`].
pub fn read_text(text: &str, today: Date) -> Result<MrzReading, Vec<MrzProblem>> {
    let (line1, line2) = lines::split(text);
    read(&line1, &line2, today)
}

/// Reads two lines as pasted. `today` decides the century of two-digit years.
///
/// Spaces, lower case, swapped lines and lost or surplus fillers at the end are put right; the
/// last two are said.
///
/// # Errors
/// What makes the lines unreadable: a missing line, foreign characters, a wrong length, a document
/// that is neither passport nor visa, no document number.
pub fn read(line1: &str, line2: &str, today: Date) -> Result<MrzReading, Vec<MrzProblem>> {
    let zone = lines::prepare(line1, line2)?;
    let [first, second] = &zone.lines;
    // The crate's pivot only sorts years into centuries; `years` then judges by the whole date.
    let pivot = u32::from(today.year().rem_euclid(100).unsigned_abs());
    let options = ParseOptions::default().with_pivot_yy(pivot);
    let data = match zone.kind {
        MrzKind::Passport => ::mrz::parse_td3_with(first, second, &options),
        MrzKind::VisaA => ::mrz::parse_mrv_a_with(first, second, &options),
        MrzKind::VisaB => ::mrz::parse_mrv_b_with(first, second, &options),
    }
    .map_err(|error| vec![unreadable(&error)])?;
    Ok(interpret(&zone, &data, today))
}

fn unreadable(error: &MrzError) -> MrzProblem {
    match error {
        MrzError::LeadingFiller { .. } => MrzProblem::DocumentNumberMissing,
        MrzError::BadCharacter { line, position, .. } => {
            MrzProblem::Character { line: line.map_or(1, |line| line + 1), position: position + 1 }
        }
        MrzError::BadLength { expected, got } => {
            MrzProblem::LineLength { line: 1, expected: *expected, given: *got }
        }
        MrzError::BadDocumentCode(_) => MrzProblem::UnknownDocument,
        _ => MrzProblem::Unreadable,
    }
}

fn interpret(zone: &lines::Zone, data: &MrzData, today: Date) -> MrzReading {
    let mut problems = zone.notes.clone();
    problems.extend(data.checks.failed().into_iter().map(MrzCheckedField::from).map(MrzProblem::check_digit));
    let issuing = codes::read(&data.issuing_country);
    let nationality = codes::read(&data.nationality);
    for (field, known) in
        [(MrzCountryField::IssuingCountry, issuing.known), (MrzCountryField::Nationality, nationality.known)]
    {
        if !known {
            problems.push(MrzProblem::UnknownCountry { field });
        }
    }
    let birth_date = data.date_of_birth.calendar().and_then(|date| years::born(date, today));
    match data.date_of_birth {
        _ if birth_date.is_some() => {}
        MrzDate::PartiallyUnknown(_) | MrzDate::Unknown => problems.push(MrzProblem::BirthDateIncomplete),
        _ => problems.push(MrzProblem::BirthDateImpossible),
    }
    let expires_on = data.date_of_expiry.calendar().and_then(|date| years::expires(date, today));
    if expires_on.is_none() {
        problems.push(MrzProblem::ExpiryImpossible);
    }
    let sex = match data.sex {
        ::mrz::Sex::Male => Some(Sex::Male),
        ::mrz::Sex::Female => Some(Sex::Female),
        ::mrz::Sex::Unspecified => Some(Sex::Unspecified),
        _ => None,
    };
    if sex.is_none() {
        problems.push(MrzProblem::SexUnreadable);
    }
    if data.surname.is_empty() {
        problems.push(MrzProblem::NamesMissing);
    }
    // A name field without a filler at its end may have lost letters.
    let names_cut = !zone.lines[0].ends_with('<');
    if names_cut {
        problems.push(MrzProblem::NamesCut);
    }
    MrzReading {
        fields: MrzFields {
            kind: zone.kind,
            document_code: data.document_type.clone(),
            issuing_country: issuing.code,
            document_number: data.full_document_number().to_owned(),
            surname: data.surname.clone(),
            given_names: data.given_names.clone(),
            names_confirmed: false,
            names_cut,
            nationality: nationality.code,
            nationality_status: nationality.status,
            birth_date,
            sex,
            expires_on,
            personal_number: data.personal_number().map(str::to_owned),
        },
        problems,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests;
