//! Which field of a table is which field of a person, a passport or an engagement.

use super::field::Field;
use super::people::PersonParts;
use super::value::Value;
use casework::{
    CompanyId, Engagement, EngagementId, EngagementKind, MaritalStatus, Person, PersonId, Sex,
    TravelDocument, TravelDocumentId, Wording,
};
use jiff::civil::Date;

/// Puts what a row says into the parts that are there.
pub(crate) fn set(parts: &mut PersonParts, field: Field, value: &Value) {
    set_person(&mut parts.person, field, value);
    if let Some(passport) = &mut parts.passport {
        set_passport(passport, field, value);
    }
    if let Some(engagement) = &mut parts.engagement {
        set_engagement(engagement, field, value);
    }
}

/// Returns a passport of which nothing is known.
pub(crate) fn new_passport(person: PersonId, id: TravelDocumentId) -> TravelDocument {
    TravelDocument {
        id,
        person,
        number: String::new(),
        issuing_country: String::new(),
        issued_on: None,
        expires_on: None,
        authority: String::new(),
        blank_pages: None,
    }
}

/// Returns an engagement of which nothing but its company is known.
pub(crate) fn new_engagement(person: PersonId, company: CompanyId, id: EngagementId) -> Engagement {
    Engagement {
        id,
        person,
        company,
        kind: EngagementKind::Employee,
        position: Wording::default(),
        department: String::new(),
        contract_number: String::new(),
        contract_date: None,
        from: None,
        until: None,
        controlled_function: false,
    }
}

fn set_person(person: &mut Person, field: Field, value: &Value) {
    let text = || value.text().to_owned();
    match field {
        Field::SurnameLatin | Field::GivenNamesLatin => {
            let name = if field == Field::SurnameLatin {
                &mut person.surname_latin
            } else {
                &mut person.given_names_latin
            };
            // Another name was compared with no passport yet.
            person.names_confirmed &= *name == value.text();
            *name = text();
        }
        Field::SurnameCyrillic => person.surname_cyrillic = text(),
        Field::GivenNamesCyrillic => person.given_names_cyrillic = text(),
        Field::PatronymicCyrillic => person.patronymic_cyrillic = text(),
        Field::FormerNames => person.former_names = text(),
        Field::Sex => person.sex = if let Value::Sex(sex) = value { Some(*sex) } else { person.sex },
        Field::BirthDate => person.birth_date = value.day(),
        Field::BirthPlace => person.birth_place = text(),
        Field::Citizenship => {
            let others = person.citizenships.iter().skip(1).filter(|code| *code != value.text()).cloned();
            person.citizenships = std::iter::once(text()).chain(others).collect();
        }
        Field::Ethnicity => person.ethnicity = text(),
        Field::Iin => person.iin = text(),
        Field::Phone => person.phone = text(),
        Field::Email => person.email = text(),
        Field::AddressAbroad => person.address_abroad = text(),
        Field::AddressInKazakhstan => person.address_in_kazakhstan = text(),
        Field::MaritalStatus => {
            if let Value::MaritalStatus(status) = value {
                person.marital_status = Some(*status);
            }
        }
        Field::Education => person.education = text(),
        _ => {}
    }
}

fn set_passport(passport: &mut TravelDocument, field: Field, value: &Value) {
    match field {
        Field::PassportNumber => passport.number = value.text().to_owned(),
        Field::PassportCountry => passport.issuing_country = value.text().to_owned(),
        Field::PassportIssuedOn => passport.issued_on = value.day(),
        Field::PassportExpiresOn => passport.expires_on = value.day(),
        Field::PassportAuthority => passport.authority = value.text().to_owned(),
        _ => {}
    }
}

fn set_engagement(engagement: &mut Engagement, field: Field, value: &Value) {
    match (field, value) {
        (Field::EngagementKind, Value::Engagement(kind)) => engagement.kind = *kind,
        (Field::PositionEn, _) => engagement.position.en = value.text().to_owned(),
        (Field::PositionRu, _) => engagement.position.ru = value.text().to_owned(),
        (Field::PositionKk, _) => engagement.position.kk = value.text().to_owned(),
        (Field::Department, _) => engagement.department = value.text().to_owned(),
        (Field::ContractNumber, _) => engagement.contract_number = value.text().to_owned(),
        (Field::ContractDate, _) => engagement.contract_date = value.day(),
        (Field::EngagedFrom, _) => engagement.from = value.day(),
        (Field::EngagedUntil, _) => engagement.until = value.day(),
        _ => {}
    }
}

/// Returns what a field holds, as a table shows it: what is exported reads back as what it was.
pub(crate) fn shown(parts: &PersonParts, field: Field) -> String {
    let person = &parts.person;
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let passport = parts.passport.as_ref();
    let engagement = parts.engagement.as_ref();
    let of_passport =
        |read: fn(&TravelDocument) -> &String| passport.map_or_else(String::new, |one| read(one).clone());
    let of_work =
        |read: fn(&Engagement) -> &String| engagement.map_or_else(String::new, |one| read(one).clone());
    match field {
        Field::SurnameLatin => person.surname_latin.clone(),
        Field::GivenNamesLatin => person.given_names_latin.clone(),
        Field::SurnameCyrillic => person.surname_cyrillic.clone(),
        Field::GivenNamesCyrillic => person.given_names_cyrillic.clone(),
        Field::PatronymicCyrillic => person.patronymic_cyrillic.clone(),
        Field::FormerNames => person.former_names.clone(),
        Field::Sex => person.sex.map_or("", sex_word).to_owned(),
        Field::BirthDate => day(person.birth_date),
        Field::BirthPlace => person.birth_place.clone(),
        Field::Citizenship => person.citizenships.first().cloned().unwrap_or_default(),
        Field::Ethnicity => person.ethnicity.clone(),
        Field::Iin => person.iin.clone(),
        Field::PassportNumber => of_passport(|passport| &passport.number),
        Field::PassportCountry => of_passport(|passport| &passport.issuing_country),
        Field::PassportIssuedOn => day(passport.and_then(|passport| passport.issued_on)),
        Field::PassportExpiresOn => day(passport.and_then(|passport| passport.expires_on)),
        Field::PassportAuthority => of_passport(|passport| &passport.authority),
        Field::CompanyBin => parts.bin.clone(),
        Field::EngagementKind => engagement.map_or("", |one| engagement_word(one.kind)).to_owned(),
        Field::PositionEn => of_work(|one| &one.position.en),
        Field::PositionRu => of_work(|one| &one.position.ru),
        Field::PositionKk => of_work(|one| &one.position.kk),
        Field::Department => of_work(|one| &one.department),
        Field::ContractNumber => of_work(|one| &one.contract_number),
        Field::ContractDate => day(engagement.and_then(|one| one.contract_date)),
        Field::EngagedFrom => day(engagement.and_then(|one| one.from)),
        Field::EngagedUntil => day(engagement.and_then(|one| one.until)),
        Field::Phone => person.phone.clone(),
        Field::Email => person.email.clone(),
        Field::AddressAbroad => person.address_abroad.clone(),
        Field::AddressInKazakhstan => person.address_in_kazakhstan.clone(),
        Field::MaritalStatus => person.marital_status.map_or("", marital_word).to_owned(),
        Field::Education => person.education.clone(),
        _ => String::new(),
    }
}

const fn sex_word(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "F",
        Sex::Male => "M",
        Sex::Unspecified => "X",
    }
}

const fn engagement_word(kind: EngagementKind) -> &'static str {
    match kind {
        EngagementKind::Employee => "employee",
        EngagementKind::CivilLawExpert => "civil law expert",
        EngagementKind::Founder => "founder",
        EngagementKind::BoardMember => "board member",
        EngagementKind::Investor => "investor",
    }
}

const fn marital_word(status: MaritalStatus) -> &'static str {
    match status {
        MaritalStatus::Single => "single",
        MaritalStatus::Married => "married",
        MaritalStatus::Divorced => "divorced",
        MaritalStatus::Widowed => "widowed",
    }
}
