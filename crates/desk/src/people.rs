//! People: list, show, save a person with the passport, the engagement, the family tie and the visa.

use crate::companies::{parse_id, version};
use crate::convert::{Reader, day, trimmed, wording};
use crate::dossier::{PersonFolder, records};
use crate::session::Desk;
use crate::view::{
    EngagementInput, ListRequest, PersonInput, PersonRow, PersonView, RelationInput, StayDocumentInput,
    TravelDocumentInput,
};
use crate::{AppError, history, identifiers, papers};
use casework::{
    Company, CompanyId, Engagement, EngagementId, FamilyRelation, FamilyRelationId, LinkRole, Person,
    PersonId, Record, RecordId, StayDocument, StayDocumentId, TravelDocument,
};
use vault::{Change, Expected, ListQuery, Vault};

/// Digits of a passport number that lists show.
const SHOWN_DIGITS: usize = 4;

impl Desk {
    /// Lists people; passport numbers are masked.
    pub async fn person_list(&self, request: ListRequest) -> Result<Vec<PersonRow>, AppError> {
        let vault = self.vault().await?;
        let query = ListQuery { text: request.filter, ..ListQuery::default() };
        let mut rows = Vec::new();
        for person in vault.list::<Person>(query).await? {
            rows.push(row_of(&vault, person.record.id).await?);
        }
        match request.sort.as_str() {
            "citizenship" => rows.sort_by(|a, b| a.citizenship.cmp(&b.citizenship)),
            "birth_date" => rows.sort_by(|a, b| a.birth_date.cmp(&b.birth_date)),
            "passport_expires" => rows.sort_by(|a, b| a.passport_expires.cmp(&b.passport_expires)),
            "company" => rows.sort_by(|a, b| a.company.cmp(&b.company)),
            _ => {}
        }
        if request.descending {
            rows.reverse();
        }
        Ok(rows)
    }

    /// Returns a person with everything that belongs to them.
    pub async fn person_get(&self, id: String) -> Result<PersonView, AppError> {
        let vault = self.vault().await?;
        view(&vault, parse_id(&id)?).await
    }

    /// Saves a person, with what goes with a person, in one change.
    pub async fn person_save(&self, input: PersonInput) -> Result<PersonView, AppError> {
        let vault = self.vault().await?;
        let id = match &input.id {
            Some(id) => parse_id(id)?,
            None => PersonId::from_uuid(self.environment.make_uuid()),
        };
        let mut reader = Reader::default();
        reader.required("surname_latin", &input.surname_latin);
        let birth_date = reader.day("birth_date", input.birth_date.as_deref());
        let attached = Attached {
            travel_document: input
                .travel_document
                .as_ref()
                .map(|given| self.passport(&mut reader, id, given)),
            engagement: input.engagement.as_ref().and_then(|given| self.engagement(&mut reader, id, given)),
            relation: input.relation.as_ref().and_then(|given| self.relation(&mut reader, id, given)),
            stay_document: input
                .stay_document
                .as_ref()
                .map(|given| self.stay_document(&mut reader, id, given)),
        };
        reader.finish()?;
        let reason = if input.id.is_some() { "edit" } else { "create" };
        let (mut person, expected) = match (&input.id, input.version) {
            (Some(_), Some(version)) => {
                (vault.require::<Person>(id).await?.record, Expected::Version(u64::from(version)))
            }
            _ => (Person::new(id), Expected::New),
        };
        fill(&mut person, &input);
        person.birth_date = birth_date;
        let change = Change::new(self.author(), reason).put(&person, expected)?;
        let change = attached.add_to(&vault, id, change).await?;
        vault.write(change).await?;
        view(&vault, id).await
    }

    fn passport(&self, reader: &mut Reader, person: PersonId, given: &TravelDocumentInput) -> TravelDocument {
        reader.required("travel_document.number", &given.number);
        TravelDocument {
            id: self.id_or_new(given.id.as_deref()),
            person,
            number: given.number.split_whitespace().collect::<String>().to_uppercase(),
            issuing_country: trimmed(&given.issuing_country),
            issued_on: reader.day("travel_document.issued_on", given.issued_on.as_deref()),
            expires_on: reader.day("travel_document.expires_on", given.expires_on.as_deref()),
            authority: trimmed(&given.authority),
            blank_pages: given.blank_pages,
        }
    }

    fn engagement(
        &self,
        reader: &mut Reader,
        person: PersonId,
        given: &EngagementInput,
    ) -> Option<Engagement> {
        let company: Option<CompanyId> = reader.id("engagement.company", &given.company);
        let contract_date = reader.day("engagement.contract_date", given.contract_date.as_deref());
        let from = reader.day("engagement.from", given.from.as_deref());
        let until = reader.day("engagement.until", given.until.as_deref());
        Some(Engagement {
            id: self.id_or_new::<EngagementId>(given.id.as_deref()),
            person,
            company: company?,
            kind: given.kind.into(),
            position: wording(&given.position),
            department: trimmed(&given.department),
            contract_number: trimmed(&given.contract_number),
            contract_date,
            from,
            until,
            controlled_function: given.controlled_function,
        })
    }

    fn relation(
        &self,
        reader: &mut Reader,
        dependant: PersonId,
        given: &RelationInput,
    ) -> Option<FamilyRelation> {
        let principal: PersonId = reader.id("relation.principal", &given.principal)?;
        if principal == dependant {
            reader.issue(
                "relation.principal",
                "own_principal",
                crate::view::Text::new(
                    "A person can't be their own dependant. Choose another person.",
                    "Человек не может быть иждивенцем самого себя. Выберите другое лицо.",
                    "Адам өз-өзінің асырауында бола алмайды. Басқа адамды таңдаңыз.",
                ),
            );
            return None;
        }
        let id = FamilyRelationId::from_uuid(self.environment.make_uuid());
        Some(FamilyRelation { id, principal, dependant, kind: given.kind.into() })
    }

    fn stay_document(
        &self,
        reader: &mut Reader,
        person: PersonId,
        given: &StayDocumentInput,
    ) -> StayDocument {
        StayDocument {
            id: self.id_or_new::<StayDocumentId>(given.id.as_deref()),
            person,
            kind: given.kind.into(),
            category: trimmed(&given.category),
            number: trimmed(&given.number),
            entries: given.entries.map(Into::into),
            valid_from: reader.day("stay_document.valid_from", given.valid_from.as_deref()),
            valid_until: reader.day("stay_document.valid_until", given.valid_until.as_deref()),
            host: None,
            issued_at: String::new(),
        }
    }

    fn id_or_new<I: RecordId>(&self, given: Option<&str>) -> I {
        given.and_then(|id| id.parse().ok()).unwrap_or_else(|| I::from_uuid(self.environment.make_uuid()))
    }
}

/// What is saved along with a person.
struct Attached {
    travel_document: Option<TravelDocument>,
    engagement: Option<Engagement>,
    relation: Option<FamilyRelation>,
    stay_document: Option<StayDocument>,
}

impl Attached {
    /// Adds the puts. A form without a section leaves what is stored as it is.
    async fn add_to(self, vault: &Vault, person: PersonId, change: Change) -> Result<Change, AppError> {
        let mut change = put(vault, change, self.travel_document).await?;
        change = put(vault, change, self.engagement).await?;
        change = put(vault, change, self.stay_document).await?;
        if let Some(mut relation) = self.relation {
            // A dependant has one principal; saving again changes the tie instead of adding one.
            if let Some(stored) = records::<FamilyRelation>(vault, person, LinkRole::Dependant).await?.pop() {
                relation.id = stored.id;
            }
            change = put(vault, change, Some(relation)).await?;
        }
        Ok(change)
    }
}

async fn put<R: Record + PartialEq>(
    vault: &Vault,
    change: Change,
    record: Option<R>,
) -> Result<Change, AppError> {
    let Some(record) = record else { return Ok(change) };
    match vault.get::<R>(record.id()).await? {
        Some(stored) if stored.record == record => Ok(change),
        Some(stored) => Ok(change.put(&record, Expected::Version(stored.version))?),
        None => Ok(change.put(&record, Expected::New)?),
    }
}

fn fill(person: &mut Person, input: &PersonInput) {
    person.surname_latin = trimmed(&input.surname_latin);
    person.given_names_latin = trimmed(&input.given_names_latin);
    person.surname_cyrillic = trimmed(&input.surname_cyrillic);
    person.given_names_cyrillic = trimmed(&input.given_names_cyrillic);
    person.patronymic_cyrillic = trimmed(&input.patronymic_cyrillic);
    person.former_names = trimmed(&input.former_names);
    person.names_confirmed = input.names_confirmed;
    person.sex = input.sex.map(Into::into);
    person.birth_place = trimmed(&input.birth_place);
    let others: Vec<String> = person.citizenships.iter().skip(1).cloned().collect();
    person.citizenships =
        Some(trimmed(&input.citizenship)).filter(|code| !code.is_empty()).into_iter().chain(others).collect();
    person.ethnicity = trimmed(&input.ethnicity);
    person.iin = identifiers::digits(&input.iin);
    person.phone = trimmed(&input.phone);
    person.email = trimmed(&input.email);
    person.address_abroad = trimmed(&input.address_abroad);
    person.address_in_kazakhstan = trimmed(&input.address_in_kazakhstan);
    person.marital_status = input.marital_status.map(Into::into);
    person.education = trimmed(&input.education);
    person.experience = trimmed(&input.experience);
    person.languages = trimmed(&input.languages);
}

/// Returns a person's row.
pub(crate) async fn row_of(vault: &Vault, id: PersonId) -> Result<PersonRow, AppError> {
    row(vault, &PersonFolder::load(vault, id).await?).await
}

/// Returns the row of a person that was read already.
pub(crate) async fn row(vault: &Vault, folder: &PersonFolder) -> Result<PersonRow, AppError> {
    let person = &folder.person.record;
    let engagement = folder.engagements.first();
    let company = match (engagement, &folder.relation) {
        (Some(engagement), _) => vault.require::<Company>(engagement.company).await?.record.title(),
        (None, Some(relation)) => vault.require::<Person>(relation.principal).await?.record.title(),
        (None, None) => String::new(),
    };
    Ok(PersonRow {
        id: person.id.to_string(),
        title: person.title(),
        cyrillic: format!("{} {}", person.surname_cyrillic, person.given_names_cyrillic).trim().to_owned(),
        citizenship: person.citizenships.first().cloned().unwrap_or_default(),
        birth_date: day(person.birth_date),
        passport: folder
            .travel_document
            .as_ref()
            .map_or_else(String::new, |passport| masked(&passport.number)),
        passport_expires: folder.travel_document.as_ref().and_then(|passport| day(passport.expires_on)),
        company,
        role: engagement.map_or_else(String::new, |engagement| engagement.position.any().to_owned()),
        relation: folder.relation.as_ref().map(|relation| relation.kind.into()),
        principal: folder.relation.as_ref().map(|relation| relation.principal.to_string()),
    })
}

/// Returns the end of a number, the rest hidden.
fn masked(number: &str) -> String {
    let shown: Vec<char> = number.chars().rev().take(SHOWN_DIGITS).collect();
    if shown.is_empty() {
        String::new()
    } else {
        format!("•••{}", shown.into_iter().rev().collect::<String>())
    }
}

async fn view(vault: &Vault, id: PersonId) -> Result<PersonView, AppError> {
    let folder = PersonFolder::load(vault, id).await?;
    let person = &folder.person.record;
    let mut dependants = Vec::new();
    for relation in records::<FamilyRelation>(vault, id, LinkRole::Principal).await? {
        dependants.push(row_of(vault, relation.dependant).await?);
    }
    let iin =
        (!person.iin.is_empty()).then(|| identifiers::iin_view(&person.iin, person.birth_date, person.sex));
    Ok(PersonView {
        id: person.id.to_string(),
        version: version(folder.person.version),
        title: person.title(),
        iin_check: iin,
        papers: folder.papers.iter().map(papers::view).collect(),
        dependants,
        history: history::of(vault, id).await?,
        fields: fields(&folder),
    })
}

fn fields(folder: &PersonFolder) -> PersonInput {
    let person = &folder.person.record;
    PersonInput {
        id: Some(person.id.to_string()),
        version: Some(version(folder.person.version)),
        surname_latin: person.surname_latin.clone(),
        given_names_latin: person.given_names_latin.clone(),
        surname_cyrillic: person.surname_cyrillic.clone(),
        given_names_cyrillic: person.given_names_cyrillic.clone(),
        patronymic_cyrillic: person.patronymic_cyrillic.clone(),
        former_names: person.former_names.clone(),
        names_confirmed: person.names_confirmed,
        sex: person.sex.map(Into::into),
        birth_date: day(person.birth_date),
        birth_place: person.birth_place.clone(),
        citizenship: person.citizenships.first().cloned().unwrap_or_default(),
        ethnicity: person.ethnicity.clone(),
        iin: person.iin.clone(),
        phone: person.phone.clone(),
        email: person.email.clone(),
        address_abroad: person.address_abroad.clone(),
        address_in_kazakhstan: person.address_in_kazakhstan.clone(),
        marital_status: person.marital_status.map(Into::into),
        education: person.education.clone(),
        experience: person.experience.clone(),
        languages: person.languages.clone(),
        travel_document: folder.travel_document.as_ref().map(passport_fields),
        engagement: folder.engagements.first().map(engagement_fields),
        relation: folder.relation.as_ref().map(|relation| RelationInput {
            principal: relation.principal.to_string(),
            kind: relation.kind.into(),
        }),
        stay_document: folder.stay_documents.last().map(stay_fields),
    }
}

fn passport_fields(passport: &TravelDocument) -> TravelDocumentInput {
    TravelDocumentInput {
        id: Some(passport.id.to_string()),
        number: passport.number.clone(),
        issuing_country: passport.issuing_country.clone(),
        issued_on: day(passport.issued_on),
        expires_on: day(passport.expires_on),
        authority: passport.authority.clone(),
        blank_pages: passport.blank_pages,
    }
}

fn engagement_fields(engagement: &Engagement) -> EngagementInput {
    EngagementInput {
        id: Some(engagement.id.to_string()),
        company: engagement.company.to_string(),
        kind: engagement.kind.into(),
        position: engagement.position.clone().into(),
        department: engagement.department.clone(),
        contract_number: engagement.contract_number.clone(),
        contract_date: day(engagement.contract_date),
        from: day(engagement.from),
        until: day(engagement.until),
        controlled_function: engagement.controlled_function,
    }
}

fn stay_fields(stay: &StayDocument) -> StayDocumentInput {
    StayDocumentInput {
        id: Some(stay.id.to_string()),
        kind: stay.kind.into(),
        category: stay.category.clone(),
        number: stay.number.clone(),
        entries: stay.entries.map(Into::into),
        valid_from: day(stay.valid_from),
        valid_until: day(stay.valid_until),
    }
}
