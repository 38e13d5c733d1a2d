//! Rows of companies, and whether the client has that company already.

use super::draft::Draft;
use super::field::Field;
use super::people::put;
use super::plan::{Match, Subject, changed};
use super::problem::Wrong;
use super::value::Value;
use crate::AppError;
use crate::view::{ImportFieldChange, ImportKind, Text};
use casework::{Company, CompanyId, Record as _, RecordId as _};
use uuid::Uuid;
use vault::{Change, Stored, fold};

/// The companies of a client.
pub(crate) struct Companies {
    /// All of them.
    pub all: Vec<Stored<Company>>,
}

impl Companies {
    fn merged(&self, draft: &Draft, stored: Option<usize>, make_id: &dyn Fn() -> Uuid) -> Company {
        let known = stored.and_then(|place| self.all.get(place));
        let mut company = known
            .map_or_else(|| Company::new(CompanyId::from_uuid(make_id())), |stored| stored.record.clone());
        for given in &draft.given {
            set(&mut company, given.field, &given.value);
        }
        company
    }
}

/// The names that a row or a company goes by.
fn names(names: [&str; 3]) -> Vec<String> {
    let folded = names.map(|name| fold(name).chars().filter(|one| one.is_alphanumeric()).collect::<String>());
    folded.into_iter().filter(|name| !name.is_empty()).collect()
}

fn draft_names(draft: &Draft) -> Vec<String> {
    names([draft.text(Field::NameEn), draft.text(Field::NameRu), draft.text(Field::NameKk)])
}

impl Subject for Companies {
    fn check(&self, draft: &mut Draft) {
        if !draft.is_filled(Field::Bin) {
            draft.wrong(&Wrong::Missing, Some(Field::Bin));
        }
        if draft_names(draft).is_empty() {
            draft.wrong(&Wrong::Missing, Some(Field::NameEn));
        }
    }

    fn title(&self, draft: &Draft) -> String {
        let names = [Field::NameEn, Field::NameRu, Field::NameKk, Field::Bin].map(|field| draft.text(field));
        names.into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned()
    }

    fn find(&self, draft: &Draft) -> Option<Match> {
        let places = |test: &dyn Fn(&Company) -> bool| -> Vec<usize> {
            let known = self.all.iter().enumerate();
            known.filter(|(_, stored)| test(&stored.record)).map(|(place, _)| place).collect()
        };
        let bin = draft.text(Field::Bin);
        let same_bin = places(&|company| !bin.is_empty() && company.bin == bin);
        Match::of(&same_bin, by_bin()).or_else(|| {
            let wanted = draft_names(draft);
            let same_name = places(&|company| {
                names([&company.name.en, &company.name.ru, &company.name.kk])
                    .iter()
                    .any(|name| wanted.contains(name))
            });
            Match::of(&same_name, by_name())
        })
    }

    fn same(&self, draft: &Draft, above: &Draft) -> Option<Text> {
        let bin = draft.text(Field::Bin);
        if !bin.is_empty() && bin == above.text(Field::Bin) {
            return Some(by_bin());
        }
        let above = draft_names(above);
        draft_names(draft).iter().any(|name| above.contains(name)).then(by_name)
    }

    fn stored(&self, place: usize) -> Option<(String, String)> {
        let company = &self.all.get(place)?.record;
        Some((company.id.to_string(), company.title()))
    }

    fn changes(&self, draft: &Draft, place: usize) -> Vec<ImportFieldChange> {
        let Some(stored) = self.all.get(place) else { return Vec::new() };
        let after = self.merged(draft, Some(place), &Uuid::nil);
        changed(ImportKind::Companies, |field| shown(&stored.record, field), |field| shown(&after, field))
    }

    fn put(
        &self,
        change: Change,
        draft: &Draft,
        stored: Option<usize>,
        make_id: &dyn Fn() -> Uuid,
    ) -> Result<Change, AppError> {
        let company = self.merged(draft, stored, make_id);
        put(change, &company, stored.and_then(|place| self.all.get(place)))
    }
}

fn by_bin() -> Text {
    Text::new("the same BIN", "тот же БИН", "БСН бірдей")
}

fn by_name() -> Text {
    Text::new("the same name", "то же название", "атауы бірдей")
}

fn set(company: &mut Company, field: Field, value: &Value) {
    if field == Field::RegisteredOn {
        company.registered_on = value.day();
    } else if let Some(place) = place_of(company, field) {
        value.text().clone_into(place);
    }
}

/// Returns what a field holds, as a table shows it.
pub(crate) fn shown(company: &Company, field: Field) -> String {
    if field == Field::RegisteredOn {
        return company.registered_on.map_or_else(String::new, |day| day.to_string());
    }
    place_of(&mut company.clone(), field).map(|place| place.clone()).unwrap_or_default()
}

/// Returns where a company keeps the text of a field.
fn place_of(company: &mut Company, field: Field) -> Option<&mut String> {
    Some(match field {
        Field::NameEn => &mut company.name.en,
        Field::NameRu => &mut company.name.ru,
        Field::NameKk => &mut company.name.kk,
        Field::Bin => &mut company.bin,
        Field::RegistrationNumber => &mut company.registration_number,
        Field::ParticipantNumber => &mut company.participant_number,
        Field::AddressEn => &mut company.legal_address.text.en,
        Field::AddressRu => &mut company.legal_address.text.ru,
        Field::AddressKk => &mut company.legal_address.text.kk,
        Field::Postcode => &mut company.legal_address.postcode,
        Field::Kato => &mut company.legal_address.kato,
        Field::Phone => &mut company.phone,
        Field::Email => &mut company.email,
        Field::HeadNameEn => &mut company.head.name.en,
        Field::HeadNameRu => &mut company.head.name.ru,
        Field::HeadNameKk => &mut company.head.name.kk,
        Field::HeadPositionEn => &mut company.head.position.en,
        Field::HeadPositionRu => &mut company.head.position.ru,
        Field::HeadPositionKk => &mut company.head.position.kk,
        Field::BankName => &mut company.bank.bank,
        Field::Iban => &mut company.bank.iban,
        Field::Bic => &mut company.bank.bic,
        Field::Kbe => &mut company.bank.kbe,
        _ => return None,
    })
}
