//! A person as the window shows one: the fields of the form, and everything that belongs to them.

use crate::companies::version;
use crate::convert::day;
use crate::dossier::PersonFolder;
use crate::session::Desk;
use crate::view::{
    EngagementInput, PersonInput, PersonView, RelationInput, StayDocumentInput, TravelDocumentInput,
};
use crate::{AppError, history, identifiers, papers, people, privacy};
use casework::{
    Engagement, FamilyRelation, LinkRole, Person, PersonId, Record, StayDocument, TravelDocument,
};
use std::cmp::Reverse;
use vault::{Stored, Vault};

impl Desk {
    /// Returns a person with everything that belongs to them.
    pub(crate) async fn person_view(&self, vault: &Vault, id: PersonId) -> Result<PersonView, AppError> {
        let folder = PersonFolder::load(vault, id).await?;
        let person = &folder.person.record;
        let mut dependants = Vec::new();
        for tie in vault.linked::<FamilyRelation>(id, LinkRole::Principal).await? {
            dependants.push(people::row_of(vault, tie.record.dependant).await?);
        }
        let iin = (!person.iin.is_empty())
            .then(|| identifiers::iin_view(&person.iin, person.birth_date, person.sex));
        Ok(PersonView {
            id: person.id.to_string(),
            version: version(folder.person.version),
            title: person.title(),
            iin_check: iin,
            has_photo: person.photo.is_some(),
            papers: folder.papers.iter().map(papers::view).collect(),
            consents: self.consents_of(vault, id).await?,
            retention: privacy::retention(vault, person, self.today_date()).await?,
            dependants,
            history: history::of_person(vault, id).await?,
            fields: fields(vault, &folder.person).await?,
        })
    }
}

async fn fields(vault: &Vault, stored: &Stored<Person>) -> Result<PersonInput, AppError> {
    let person = &stored.record;
    let id = person.id;
    // In use is what is valid longest; what has no end is valid longer than anything.
    let mut passports = vault.linked::<TravelDocument>(id, LinkRole::Person).await?;
    passports.sort_by_key(|one| Reverse(one.record.expires_on));
    let mut visas = vault.linked::<StayDocument>(id, LinkRole::Person).await?;
    visas.sort_by_key(|one| Reverse(one.record.valid_until));
    let mut engagements = vault.linked::<Engagement>(id, LinkRole::Person).await?;
    engagements.sort_by_key(|one| (one.record.until.is_some(), Reverse(one.record.until)));
    let tie = vault.linked::<FamilyRelation>(id, LinkRole::Dependant).await?.pop();
    let mut passports = passports.iter().map(passport_fields);
    let mut engagements = engagements.iter().map(engagement_fields);
    let mut visas = visas.iter().map(stay_fields);
    Ok(PersonInput {
        id: Some(id.to_string()),
        version: Some(version(stored.version)),
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
        birth_country: person.birth_country.clone(),
        citizenship: person.citizenships.first().cloned().unwrap_or_default(),
        other_citizenships: person.citizenships.iter().skip(1).cloned().collect(),
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
        travel_document: passports.next(),
        other_travel_documents: passports.collect(),
        engagement: engagements.next(),
        other_engagements: engagements.collect(),
        relation: tie.as_ref().map(relation_fields),
        stay_document: visas.next(),
        other_stay_documents: visas.collect(),
        removed: Vec::new(),
        retain_until: day(person.retain_until),
    })
}

fn passport_fields(stored: &Stored<TravelDocument>) -> TravelDocumentInput {
    let passport = &stored.record;
    TravelDocumentInput {
        id: Some(passport.id.to_string()),
        version: Some(version(stored.version)),
        number: passport.number.clone(),
        issuing_country: passport.issuing_country.clone(),
        issued_on: day(passport.issued_on),
        expires_on: day(passport.expires_on),
        authority: passport.authority.clone(),
        blank_pages: passport.blank_pages,
    }
}

fn engagement_fields(stored: &Stored<Engagement>) -> EngagementInput {
    let engagement = &stored.record;
    EngagementInput {
        id: Some(engagement.id.to_string()),
        version: Some(version(stored.version)),
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

fn relation_fields(stored: &Stored<FamilyRelation>) -> RelationInput {
    RelationInput {
        id: Some(stored.record.id.to_string()),
        version: Some(version(stored.version)),
        principal: stored.record.principal.to_string(),
        kind: stored.record.kind.into(),
    }
}

fn stay_fields(stored: &Stored<StayDocument>) -> StayDocumentInput {
    let stay = &stored.record;
    StayDocumentInput {
        id: Some(stay.id.to_string()),
        version: Some(version(stored.version)),
        kind: stay.kind.into(),
        category: stay.category.clone(),
        number: stay.number.clone(),
        entries: stay.entries.map(Into::into),
        valid_from: day(stay.valid_from),
        valid_until: day(stay.valid_until),
        issued_at: stay.issued_at.clone(),
    }
}
