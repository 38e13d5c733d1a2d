//! Rows of people: the person, the passport and the work at a company that a row describes, and
//! whether the client has that person already.

use super::draft::Draft;
use super::field::Field;
use super::name::Names;
use super::plan::{Match, Subject};
use super::problem::Wrong;
use super::value::Value;
use crate::AppError;
use crate::view::{ImportFieldChange, Text};
use casework::identifiers::{Identifier as _, Iin};
use casework::{
    Company, Engagement, EngagementId, EngagementKind, MaritalStatus, Person, PersonId, Record, RecordId,
    Sex, TravelDocument, TravelDocumentId, Wording,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;
use vault::{Change, Expected, Stored, Vault};

/// A person with what goes with a person in a list.
#[derive(Clone)]
pub(crate) struct PersonParts {
    pub person: Person,
    pub passport: Option<TravelDocument>,
    pub engagement: Option<Engagement>,
    /// BIN of the engagement's company.
    pub bin: String,
}

/// The people of a client, found by what tells people apart.
pub(crate) struct People {
    all: Vec<KnownPerson>,
    by_iin: HashMap<String, Vec<usize>>,
    by_passport: HashMap<String, Vec<usize>>,
    by_birth: HashMap<Date, Vec<usize>>,
    bins: BTreeMap<String, String>,
}

struct KnownPerson {
    person: Stored<Person>,
    names: Names,
    passports: Vec<Stored<TravelDocument>>,
    engagements: Vec<Stored<Engagement>>,
}

impl People {
    /// Reads the people of a client.
    pub(crate) async fn load(vault: &Vault, companies: &[Stored<Company>]) -> Result<Self, AppError> {
        let mut all: Vec<KnownPerson> = Vec::new();
        let mut places: HashMap<PersonId, usize> = HashMap::new();
        for person in super::every::<Person>(vault).await? {
            places.insert(person.record.id, all.len());
            let names = Names::of(&person.record);
            all.push(KnownPerson { person, names, passports: Vec::new(), engagements: Vec::new() });
        }
        for passport in super::every::<TravelDocument>(vault).await? {
            let known = places.get(&passport.record.person).and_then(|place| all.get_mut(*place));
            known.into_iter().for_each(|known| known.passports.push(passport.clone()));
        }
        for engagement in super::every::<Engagement>(vault).await? {
            let known = places.get(&engagement.record.person).and_then(|place| all.get_mut(*place));
            known.into_iter().for_each(|known| known.engagements.push(engagement.clone()));
        }
        let bins = companies.iter().map(|one| (one.record.id.to_string(), one.record.bin.clone())).collect();
        let mut people =
            Self { all, by_iin: HashMap::new(), by_passport: HashMap::new(), by_birth: HashMap::new(), bins };
        people.index();
        Ok(people)
    }

    fn index(&mut self) {
        for (place, known) in self.all.iter().enumerate() {
            let person = &known.person.record;
            if !person.iin.is_empty() {
                self.by_iin.entry(person.iin.clone()).or_default().push(place);
            }
            for passport in known.passports.iter().filter(|one| !one.record.number.is_empty()) {
                self.by_passport.entry(compact(&passport.record.number)).or_default().push(place);
            }
            if let Some(born) = person.birth_date {
                self.by_birth.entry(born).or_default().push(place);
            }
        }
    }

    fn parts_of(&self, known: &KnownPerson, draft: &Draft) -> PersonParts {
        let number = compact(draft.text(Field::PassportNumber));
        let passport = known.passports.iter().find(|one| compact(&one.record.number) == number);
        let company = company_of(draft);
        let engagement = known.engagements.iter().find(|one| Some(one.record.company) == company);
        let bin = engagement.and_then(|one| self.bins.get(&one.record.company.to_string()));
        PersonParts {
            person: known.person.record.clone(),
            passport: passport.map(|one| one.record.clone()),
            engagement: engagement.map(|one| one.record.clone()),
            bin: bin.cloned().unwrap_or_default(),
        }
    }

    /// Returns what is stored with what the row says put into it; a new person without a stored one.
    fn merged(&self, draft: &Draft, stored: Option<usize>, make_id: &dyn Fn() -> Uuid) -> PersonParts {
        let known = stored.and_then(|place| self.all.get(place));
        let mut parts = known.map_or_else(
            || PersonParts {
                person: Person::new(PersonId::from_uuid(make_id())),
                passport: None,
                engagement: None,
                bin: String::new(),
            },
            |known| self.parts_of(known, draft),
        );
        let id = parts.person.id;
        if parts.passport.is_none() && !draft.text(Field::PassportNumber).is_empty() {
            parts.passport = Some(new_passport(id, TravelDocumentId::from_uuid(make_id())));
        }
        if let (None, Some(company)) = (&parts.engagement, company_of(draft)) {
            parts.engagement = Some(new_engagement(id, company, EngagementId::from_uuid(make_id())));
            parts.bin = self.bins.get(&company.to_string()).cloned().unwrap_or_default();
        }
        for given in &draft.given {
            set_person(&mut parts.person, given.field, &given.value);
            if let Some(passport) = &mut parts.passport {
                set_passport(passport, given.field, &given.value);
            }
            if let Some(engagement) = &mut parts.engagement {
                set_engagement(engagement, given.field, &given.value);
            }
        }
        parts
    }
}

impl Subject for People {
    fn check(&self, draft: &mut Draft) {
        if !draft.is_filled(Field::SurnameLatin) {
            draft.wrong(&Wrong::Missing, Some(Field::SurnameLatin));
        }
        if !draft.is_filled(Field::CompanyBin)
            && company_of(draft).is_none()
            && let Some(field) = draft.first(Field::is_of_engagement)
        {
            draft.wrong(&Wrong::NoCompany, Some(field));
        }
        if !draft.is_filled(Field::PassportNumber)
            && let Some(field) = draft.first(Field::is_of_passport)
        {
            draft.wrong(&Wrong::NoPassportNumber, Some(field));
        }
        let sex = if let Some(Value::Sex(sex)) = draft.value(Field::Sex) { Some(*sex) } else { None };
        if let Ok(iin) = Iin::parse(draft.text(Field::Iin)) {
            for problem in iin.disagreements(draft.day(Field::BirthDate), sex) {
                draft.wrong(&Wrong::Identifier(problem), Some(Field::Iin));
            }
        }
    }

    fn title(&self, draft: &Draft) -> String {
        let latin = format!("{} {}", draft.text(Field::SurnameLatin), draft.text(Field::GivenNamesLatin));
        let cyrillic =
            format!("{} {}", draft.text(Field::SurnameCyrillic), draft.text(Field::GivenNamesCyrillic));
        let shown = if latin.trim().is_empty() { cyrillic } else { latin };
        shown.trim().to_owned()
    }

    fn find(&self, draft: &Draft) -> Option<Match> {
        let iin = draft.text(Field::Iin);
        if let Some(places) = self.by_iin.get(iin).filter(|_| !iin.is_empty()) {
            return Match::of(places, by_iin());
        }
        let number = compact(draft.text(Field::PassportNumber));
        if let Some(places) = self.by_passport.get(&number).filter(|_| !number.is_empty()) {
            return Match::of(places, by_passport());
        }
        let names = names_of(draft);
        let born = self.by_birth.get(&draft.day(Field::BirthDate)?)?;
        let same = |place: &&usize| self.all.get(**place).is_some_and(|known| known.names.may_be(&names));
        let places: Vec<usize> = born.iter().filter(same).copied().collect();
        Match::of(&places, by_name())
    }

    fn same(&self, draft: &Draft, above: &Draft) -> Option<Text> {
        let equal = |field: Field| {
            let text = compact(draft.text(field));
            !text.is_empty() && text == compact(above.text(field))
        };
        if equal(Field::Iin) {
            return Some(by_iin());
        }
        if equal(Field::PassportNumber) {
            return Some(by_passport());
        }
        let born = draft.day(Field::BirthDate);
        let is_same =
            born.is_some() && born == above.day(Field::BirthDate) && names_of(draft).may_be(&names_of(above));
        is_same.then(by_name)
    }

    fn stored(&self, place: usize) -> Option<(String, String)> {
        let known = self.all.get(place)?;
        Some((known.person.record.id.to_string(), known.person.record.title()))
    }

    fn changes(&self, draft: &Draft, place: usize) -> Vec<ImportFieldChange> {
        let Some(known) = self.all.get(place) else { return Vec::new() };
        let before = self.parts_of(known, draft);
        let after = self.merged(draft, Some(place), &Uuid::nil);
        let fields = Field::of(crate::view::ImportKind::People).iter();
        fields
            .map(|field| ImportFieldChange {
                field: *field,
                before: shown(&before, *field),
                after: shown(&after, *field),
            })
            .filter(|change| change.before != change.after)
            .collect()
    }

    fn put(
        &self,
        change: Change,
        draft: &Draft,
        stored: Option<usize>,
        make_id: &dyn Fn() -> Uuid,
    ) -> Result<Change, AppError> {
        let parts = self.merged(draft, stored, make_id);
        let known = stored.and_then(|place| self.all.get(place));
        let (passports, engagements) =
            known.map_or((&[][..], &[][..]), |known| (&known.passports[..], &known.engagements[..]));
        let mut change = put(change, &parts.person, known.map(|known| &known.person))?;
        if let Some(passport) = &parts.passport {
            change = put(change, passport, passports.iter().find(|one| one.record.id == passport.id))?;
        }
        if let Some(engagement) = &parts.engagement {
            change = put(change, engagement, engagements.iter().find(|one| one.record.id == engagement.id))?;
        }
        Ok(change)
    }
}

/// Adds a record to a change, unless it is stored as it is.
pub(crate) fn put<R: Record + PartialEq>(
    change: Change,
    record: &R,
    stored: Option<&Stored<R>>,
) -> Result<Change, AppError> {
    match stored {
        Some(stored) if stored.record == *record => Ok(change),
        Some(stored) => Ok(change.put(record, Expected::Version(stored.version))?),
        None => Ok(change.put(record, Expected::New)?),
    }
}

/// Returns a number as numbers are compared.
fn compact(number: &str) -> String {
    number.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn company_of(draft: &Draft) -> Option<casework::CompanyId> {
    if let Some(Value::Company(company)) = draft.value(Field::CompanyBin) { Some(*company) } else { None }
}

fn names_of(draft: &Draft) -> Names {
    Names::new(
        [draft.text(Field::SurnameLatin), draft.text(Field::GivenNamesLatin)],
        [draft.text(Field::SurnameCyrillic), draft.text(Field::GivenNamesCyrillic)],
    )
}

fn by_iin() -> Text {
    Text::new("the same IIN", "тот же ИИН", "ЖСН бірдей")
}

fn by_passport() -> Text {
    Text::new("the same passport number", "тот же номер паспорта", "паспорт нөмірі бірдей")
}

fn by_name() -> Text {
    Text::new(
        "a similar name and the same date of birth",
        "похожее имя и та же дата рождения",
        "аты-жөні ұқсас, туған күні бірдей",
    )
}

fn new_passport(person: PersonId, id: TravelDocumentId) -> TravelDocument {
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

fn new_engagement(person: PersonId, company: casework::CompanyId, id: EngagementId) -> Engagement {
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
