//! Rows of people: the person, the passport and the work at a company that a row describes, and
//! whether the client has that person already.

use super::draft::Draft;
use super::field::Field;
use super::name::Names;
use super::person_fields::{new_engagement, new_passport, set, shown};
use super::plan::{Match, Subject, changed};
use super::problem::Wrong;
use super::value::Value;
use crate::AppError;
use crate::view::{ImportFieldChange, ImportKind, Text};
use casework::identifiers::{Identifier as _, Iin};
use casework::{
    Company, CompanyId, Engagement, EngagementId, Person, PersonId, Record, RecordId, TravelDocument,
    TravelDocumentId,
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
            set(&mut parts, given.field, &given.value);
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
        changed(ImportKind::People, |field| shown(&before, field), |field| shown(&after, field))
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

fn company_of(draft: &Draft) -> Option<CompanyId> {
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
