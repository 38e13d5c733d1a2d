//! What a letter lacks: read from the letter's own record, so that no list of demands can drift
//! from what is printed.

use super::labels::{Label, Owner, label_of};
use super::pictures::{LetterPaper, photo_file};
use super::plan::Plan;
use super::writer::Writer;
use crate::convert::lang;
use crate::dossier::DossierPerson;
use crate::error::AppError;
use crate::overview::Overview;
use crate::view::{Firm, GapSubject, Language, LetterGap, Text};
use jiff::civil::Date;
use paperwork::LetterKind;
use paperwork::record::Lang;
use serde_json::Value;

/// What is absent where a dependant is a spouse, and not said which.
const SEX_OF_SPOUSE: &str = "relation.sex";

/// Where an application says who signs.
const SIGNED_BY: &str = "letters.signed_by";

/// Returns what a letter lacks, over all languages; what blocks it first.
pub(super) fn of(overview: &Overview<'_>, firm: &Firm, plan: &Plan, on: Date) -> Vec<LetterGap> {
    let mut gaps: Vec<LetterGap> = Vec::new();
    for language in Language::ALL {
        let writer = Writer {
            overview,
            firm,
            lang: lang(language),
            on,
            copies: plan.copies,
            draft_note: false,
            photo: None,
            paper: &LetterPaper::NONE,
        };
        for gap in in_language(&writer, plan, language) {
            let known = gaps.iter_mut().find(|known| {
                (known.subject, &known.subject_id, &known.field, &known.text)
                    == (gap.subject, &gap.subject_id, &gap.field, &gap.text)
            });
            match known {
                Some(known) if !known.languages.contains(&language) => known.languages.push(language),
                Some(_) => {}
                None => gaps.push(gap),
            }
        }
    }
    gaps.sort_by_key(|gap| !gap.blocks);
    gaps
}

fn in_language(writer: &Writer<'_>, plan: &Plan, language: Language) -> Vec<LetterGap> {
    let record = match writer.letter(plan) {
        Ok(letter) => serde_json::to_value(letter).unwrap_or_default(),
        Err(error) => return blocking(writer, &error, language),
    };
    let mut gaps = Vec::new();
    if let Value::Object(fields) = record {
        for (name, value) in &fields {
            walk(name, value, None, &mut |path, person| {
                if let Some(gap) = gap_at(writer, plan, path, person, language) {
                    gaps.push(gap);
                }
            });
        }
    }
    gaps
}

/// Returns why a letter can't be made at all.
fn blocking(writer: &Writer<'_>, error: &AppError, language: Language) -> Vec<LetterGap> {
    let gap = |text: Text, field: String| LetterGap {
        text,
        subject: GapSubject::Application,
        subject_id: writer.dossier().application.record.id.to_string(),
        field,
        blocks: true,
        languages: vec![language],
    };
    if error.fields.is_empty() {
        return vec![gap(error.text.clone(), "validity_months".to_owned())];
    }
    error.fields.iter().map(|issue| gap(issue.text.clone(), issue.field.clone())).collect()
}

/// Calls for every value that is absent, with its path and the number of the person. A spouse of unknown
/// sex is one: only English has a word for either.
fn walk(path: &str, value: &Value, person: Option<usize>, found: &mut dyn FnMut(&str, Option<usize>)) {
    match value {
        Value::Null => found(path, person),
        Value::String(text) if text.is_empty() => found(path, person),
        Value::String(text) if path == "relation" && text == "spouse" => found(SEX_OF_SPOUSE, person),
        Value::Array(items) if items.is_empty() => found(path, person),
        Value::Array(items) if path == "persons" => {
            for (index, item) in items.iter().enumerate() {
                let Value::Object(fields) = item else { continue };
                fields.iter().for_each(|(name, value)| walk(name, value, Some(index), found));
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                walk(&format!("{path}.{name}"), value, person, found);
            }
        }
        Value::Array(_) | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn gap_at(
    writer: &Writer<'_>,
    plan: &Plan,
    path: &str,
    index: Option<usize>,
    language: Language,
) -> Option<LetterGap> {
    let label = label_of(plan.kind, path)?;
    let dossier = writer.dossier();
    let person = plan.persons(dossier).get(index.unwrap_or(0)).copied()?;
    if is_needless(plan.kind, path, writer, person) {
        return None;
    }
    let (subject, subject_id, field) = place_of(writer, plan.kind, path, person, &label, language);
    Some(LetterGap {
        text: words(&label, language),
        subject,
        subject_id,
        field,
        blocks: false,
        languages: vec![language],
    })
}

/// Returns where a value is entered: what it belongs to, with its id, and the field.
fn place_of(
    writer: &Writer<'_>,
    kind: LetterKind,
    path: &str,
    person: &DossierPerson,
    label: &Label,
    language: Language,
) -> (GapSubject, String, String) {
    let dossier = writer.dossier();
    let application = || (GapSubject::Application, dossier.application.record.id.to_string());
    let mut field = label.field.to_owned();
    let (subject, id) = match label.owner {
        Owner::Application => application(),
        Owner::Company => {
            match signed_by_another(writer, kind, path) {
                Some(Another::Known(place)) => field = place,
                Some(Another::Gone) => {
                    let (subject, id) = application();
                    return (subject, id, SIGNED_BY.to_owned());
                }
                None => {}
            }
            (GapSubject::Company, dossier.company.record.id.to_string())
        }
        Owner::Person => (GapSubject::Person, person.entry.person.to_string()),
        Owner::Firm => (GapSubject::Firm, String::new()),
    };
    (subject, id, if label.worded { format!("{field}.{}", language.code()) } else { field })
}

/// Somebody other than the head who is to sign.
enum Another {
    /// One of the company's signatories, with the field of the company's form.
    Known(String),
    /// Who was chosen and is no signatory any more.
    Gone,
}

fn signed_by_another(writer: &Writer<'_>, kind: LetterKind, path: &str) -> Option<Another> {
    let signed_by = &writer.details().signed_by;
    let part = path.strip_prefix("signatory.")?;
    if signed_by.is_empty() || matches!(kind, LetterKind::FeeInvoice | LetterKind::PowerOfAttorney) {
        return None;
    }
    let signatories = &writer.dossier().company.record.signatories;
    let index = signatories.iter().position(|signatory| signatory.name.any() == signed_by);
    let part = if part == "power.date" { "power_of_attorney_date" } else { part };
    Some(index.map_or(Another::Gone, |index| Another::Known(format!("signatories.{index}.{part}"))))
}

/// Returns whether an absent value is as it should be.
fn is_needless(kind: LetterKind, path: &str, writer: &Writer<'_>, person: &DossierPerson) -> bool {
    let is_dependant = person.entry.principal.is_some();
    match path {
        SEX_OF_SPOUSE => writer.lang == Lang::En,
        "position" | "profession" => {
            is_dependant || writer.overview.service.principal_role() == rulebook::PersonRole::Investor
        }
        "ground" | "contract.number" | "contract.date" | "contract.period" => {
            is_dependant && kind != LetterKind::TerminationOrder
        }
        "photo" => photo_file(person).is_some(),
        _ => false,
    }
}

fn words(label: &Label, language: Language) -> Text {
    let [en, ru, kk] = label.words;
    if !label.worded {
        return Text::new(en, ru, kk);
    }
    let (in_en, in_ru, in_kk) = match language {
        Language::En => ("in English", "по-английски", "ағылшынша"),
        Language::Ru => ("in Russian", "по-русски", "орысша"),
        Language::Kk => ("in Kazakh", "по-казахски", "қазақша"),
    };
    Text::new(format!("{en} ({in_en})"), format!("{ru} ({in_ru})"), format!("{kk} ({in_kk})"))
}
