//! People: list, show, save a person with the passport, the engagement, the family tie and the visa.

use crate::companies::parse_id;
use crate::convert::{Reader, day, one_line, trimmed, wording};
use crate::dossier::PersonFolder;
use crate::edit::{self, Edit};
use crate::session::Desk;
use crate::view::{
    EngagementInput, ListRequest, PersonInput, PersonRow, PersonView, RelationInput, StayDocumentInput, Text,
    TravelDocumentInput,
};
use crate::{AppError, companies, field_names, identifiers};
use casework::{
    Company, CompanyId, Engagement, EngagementId, FamilyRelation, FamilyRelationId, Kind, LinkRole, Person,
    PersonId, Record, RecordId, StayDocument, StayDocumentId, TravelDocument,
};
use vault::{Change, ListQuery, Vault};

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
            "company" => {
                let language = self.session().await?.settings.language;
                rows.sort_by(|a, b| a.company.wording(language).cmp(b.company.wording(language)));
            }
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
        self.person_view(&vault, parse_id(&id)?).await
    }

    /// Saves a person, with what goes with a person, in one change.
    pub async fn person_save(&self, input: PersonInput) -> Result<PersonView, AppError> {
        let vault = self.vault().await?;
        let seen = input.id.as_ref().and(input.version).map(u64::from);
        let id = edit::id_or(input.id.as_deref(), || self.environment.make_uuid())?;
        let mut reader = Reader::default();
        reader.required("surname_latin", &input.surname_latin);
        let mut person = match seen {
            Some(_) => vault.require::<Person>(id).await?.record,
            None => Person::new(id),
        };
        fill(&mut person, &input);
        person.birth_date = reader.day("birth_date", input.birth_date.as_deref());
        person.retain_until = reader.day("retain_until", input.retain_until.as_deref());
        let parts = self.parts(&mut reader, id, &input);
        reader.finish()?;
        let reason = if seen.is_some() { "edit" } else { "create" };
        let mut edit = Edit::new(&vault, Change::new(self.author(), reason));
        edit.put(&person, seen, |path| field_names::of(Kind::Person, path)).await?;
        parts.add_to(&mut edit, &vault, id).await?;
        remove(&mut edit, &vault, id, &input.removed).await?;
        edit.write().await?;
        self.person_view(&vault, id).await
    }

    /// Reads what goes with a person: passports, visas, engagements and the tie to a principal.
    fn parts(&self, reader: &mut Reader, person: PersonId, input: &PersonInput) -> Parts {
        let listed = |name: &str, index: usize| format!("other_{name}s.{index}");
        let mut parts = Parts::default();
        let passports = input.travel_document.iter().map(|one| ("travel_document".to_owned(), one));
        let others = input.other_travel_documents.iter().enumerate();
        for (place, given) in passports.chain(others.map(|(at, one)| (listed("travel_document", at), one))) {
            let passport = self.passport(reader, &place, person, given);
            parts.travel_documents.push((place, passport, seen(given.id.as_ref(), given.version)));
        }
        let engagements = input.engagement.iter().map(|one| ("engagement".to_owned(), one));
        let others = input.other_engagements.iter().enumerate();
        for (place, given) in engagements.chain(others.map(|(at, one)| (listed("engagement", at), one))) {
            let engagement = self.engagement(reader, &place, person, given);
            let seen = seen(given.id.as_ref(), given.version);
            parts.engagements.extend(engagement.map(|read| (place, read, seen)));
        }
        let visas = input.stay_document.iter().map(|one| ("stay_document".to_owned(), one));
        let others = input.other_stay_documents.iter().enumerate();
        for (place, given) in visas.chain(others.map(|(at, one)| (listed("stay_document", at), one))) {
            let visa = self.stay_document(reader, &place, person, given);
            parts.stay_documents.push((place, visa, seen(given.id.as_ref(), given.version)));
        }
        if let Some(given) = &input.relation {
            let relation = self.relation(reader, person, given);
            let seen = seen(given.id.as_ref(), given.version);
            parts.relation = relation.map(|read| ("relation".to_owned(), read, seen));
        }
        parts
    }

    fn passport(
        &self,
        reader: &mut Reader,
        place: &str,
        person: PersonId,
        given: &TravelDocumentInput,
    ) -> TravelDocument {
        reader.required(&format!("{place}.number"), &given.number);
        TravelDocument {
            id: self.id_or_new(given.id.as_deref()),
            person,
            number: given.number.split_whitespace().collect::<String>().to_uppercase(),
            issuing_country: trimmed(&given.issuing_country),
            issued_on: reader.day(&format!("{place}.issued_on"), given.issued_on.as_deref()),
            expires_on: reader.day(&format!("{place}.expires_on"), given.expires_on.as_deref()),
            authority: trimmed(&given.authority),
            blank_pages: given.blank_pages,
        }
    }

    fn engagement(
        &self,
        reader: &mut Reader,
        place: &str,
        person: PersonId,
        given: &EngagementInput,
    ) -> Option<Engagement> {
        let company: Option<CompanyId> = reader.id(&format!("{place}.company"), &given.company);
        let contract_date = reader.day(&format!("{place}.contract_date"), given.contract_date.as_deref());
        let from = reader.day(&format!("{place}.from"), given.from.as_deref());
        let until = reader.day(&format!("{place}.until"), given.until.as_deref());
        reader.in_order(&format!("{place}.until"), from, until);
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
                Text::new(
                    "A person can't be their own dependant. Choose another person.",
                    "Человек не может быть иждивенцем самого себя. Выберите другое лицо.",
                    "Адам өз-өзінің асырауында бола алмайды. Басқа адамды таңдаңыз.",
                ),
            );
            return None;
        }
        let id = self.id_or_new::<FamilyRelationId>(given.id.as_deref());
        Some(FamilyRelation { id, principal, dependant, kind: given.kind.into() })
    }

    fn stay_document(
        &self,
        reader: &mut Reader,
        place: &str,
        person: PersonId,
        given: &StayDocumentInput,
    ) -> StayDocument {
        let valid_from = reader.day(&format!("{place}.valid_from"), given.valid_from.as_deref());
        let valid_until = reader.day(&format!("{place}.valid_until"), given.valid_until.as_deref());
        reader.in_order(&format!("{place}.valid_until"), valid_from, valid_until);
        StayDocument {
            id: self.id_or_new::<StayDocumentId>(given.id.as_deref()),
            person,
            kind: given.kind.into(),
            category: trimmed(&given.category),
            number: trimmed(&given.number),
            entries: given.entries.map(Into::into),
            valid_from,
            valid_until,
            host: None,
            issued_at: trimmed(&given.issued_at),
        }
    }

    fn id_or_new<I: RecordId>(&self, given: Option<&str>) -> I {
        given.and_then(|id| id.parse().ok()).unwrap_or_else(|| I::from_uuid(self.environment.make_uuid()))
    }
}

/// Returns the version that was edited; none for a record that is new.
fn seen(id: Option<&String>, version: Option<u32>) -> Option<u64> {
    id.and(version).map(u64::from)
}

/// A record as it was edited: where it stands in the form, and from which version.
type Edited<R> = (String, R, Option<u64>);

/// What is saved along with a person.
#[derive(Default)]
struct Parts {
    travel_documents: Vec<Edited<TravelDocument>>,
    engagements: Vec<Edited<Engagement>>,
    stay_documents: Vec<Edited<StayDocument>>,
    relation: Option<Edited<FamilyRelation>>,
}

impl Parts {
    /// Adds the puts. A form without a section leaves what is stored as it is.
    async fn add_to(self, edit: &mut Edit<'_>, vault: &Vault, person: PersonId) -> Result<(), AppError> {
        put_all(edit, vault, self.travel_documents).await?;
        put_all(edit, vault, self.engagements).await?;
        for (place, mut visa, seen) in self.stay_documents {
            if let Some(stored) = vault.get::<StayDocument>(visa.id).await? {
                visa.host = stored.record.host;
            }
            put_all(edit, vault, vec![(place, visa, seen)]).await?;
        }
        let Some((place, mut relation, mut seen)) = self.relation else { return Ok(()) };
        // A dependant has one principal; saving again changes the tie instead of adding one.
        if seen.is_none()
            && let Some(stored) = vault.linked::<FamilyRelation>(person, LinkRole::Dependant).await?.pop()
        {
            relation.id = stored.record.id;
            seen = Some(stored.version);
        }
        put_all(edit, vault, vec![(place, relation, seen)]).await
    }
}

async fn put_all<R: Record>(
    edit: &mut Edit<'_>,
    vault: &Vault,
    records: Vec<Edited<R>>,
) -> Result<(), AppError> {
    for (place, record, seen) in records {
        // An id without a version means the record as it is stored now.
        let seen = match seen {
            Some(seen) => Some(seen),
            None => vault.get::<R>(record.id()).await?.map(|stored| stored.version),
        };
        edit.put(&record, seen, |path| format!("{place}.{}", field_names::of(R::KIND, path))).await?;
    }
    Ok(())
}

/// Moves parts of a person into the recycle bin; ids of anything else are left alone.
async fn remove(
    edit: &mut Edit<'_>,
    vault: &Vault,
    person: PersonId,
    removed: &[String],
) -> Result<(), AppError> {
    if removed.is_empty() {
        return Ok(());
    }
    delete_of::<TravelDocument>(edit, vault, person, LinkRole::Person, removed).await?;
    delete_of::<Engagement>(edit, vault, person, LinkRole::Person, removed).await?;
    delete_of::<StayDocument>(edit, vault, person, LinkRole::Person, removed).await?;
    delete_of::<FamilyRelation>(edit, vault, person, LinkRole::Dependant, removed).await
}

async fn delete_of<R: Record>(
    edit: &mut Edit<'_>,
    vault: &Vault,
    person: PersonId,
    role: LinkRole,
    removed: &[String],
) -> Result<(), AppError> {
    for stored in vault.linked::<R>(person, role).await? {
        if removed.contains(&stored.record.id().to_string()) {
            edit.delete::<R>(stored.record.id()).await?;
        }
    }
    Ok(())
}

fn fill(person: &mut Person, input: &PersonInput) {
    person.surname_latin = one_line(&input.surname_latin);
    person.given_names_latin = one_line(&input.given_names_latin);
    person.surname_cyrillic = one_line(&input.surname_cyrillic);
    person.given_names_cyrillic = one_line(&input.given_names_cyrillic);
    person.patronymic_cyrillic = one_line(&input.patronymic_cyrillic);
    person.former_names = trimmed(&input.former_names);
    person.names_confirmed = input.names_confirmed;
    person.sex = input.sex.map(Into::into);
    person.birth_place = trimmed(&input.birth_place);
    person.birth_country = trimmed(&input.birth_country);
    let mut citizenships: Vec<String> = Vec::with_capacity(1 + input.other_citizenships.len());
    for code in std::iter::once(&input.citizenship).chain(&input.other_citizenships).map(|code| trimmed(code))
    {
        if !code.is_empty() && !citizenships.contains(&code) {
            citizenships.push(code);
        }
    }
    person.citizenships = citizenships;
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
        (Some(engagement), _) => {
            companies::title(&vault.require::<Company>(engagement.company).await?.record)
        }
        (None, Some(relation)) => {
            Text::same(vault.require::<Person>(relation.principal).await?.record.title())
        }
        (None, None) => Text::default(),
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
        role: engagement.map_or_else(Text::default, |engagement| engagement.position.clone().into()),
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
