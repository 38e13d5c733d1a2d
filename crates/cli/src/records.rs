//! Companies, people, consents and the recycle bin, without a window.

use crate::call::At;
use crate::call::records::{Bin, Company, Consent, HeadPicture, One, Person, Undo};
use crate::casework::open;
use crate::output::{Answer, counted, minute, word};
use crate::tables::format_of;
use desk::view::{
    CompanyInput, ConsentInput, CropInput, HistoryRecord, HistoryRow, Language, ListRequest, PersonInput,
    PictureKind, RecordKind, Text,
};
use desk::{AppError, Desk, ErrorCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The largest document that is read; a person with every field full has a hundredth of it.
const JSON_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// The largest scan that is read; the desk refuses what the portal doesn't take.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Works on companies.
pub async fn company(command: Company) -> Result<Answer, AppError> {
    match command {
        Company::List { at } => {
            let desk = open(&at).await?;
            let rows = desk.company_list(ListRequest::default()).await?;
            let text = rows
                .iter()
                .map(|row| format!("{}  {}  {}\n", row.id, row.bin, row.title.wording(Language::En)))
                .collect::<String>();
            ended(&desk, &json!({ "companies": rows }), text).await
        }
        Company::Show(one) => {
            let desk = open(&one.at).await?;
            let view = desk.company_get(one.id).await?;
            let text = pretty(&view.fields);
            ended(&desk, &view, text).await
        }
        Company::Save(saved) => {
            let desk = open(&saved.at).await?;
            let given = fields(&saved.from)?;
            let base = match id_in(&given) {
                Some(id) => desk.company_get(id).await?.fields,
                None => CompanyInput::default(),
            };
            let view = desk.company_save(overlaid(&base, given)?).await?;
            let text = format!("Saved {}.", view.id);
            ended(&desk, &view, text).await
        }
        Company::Picture { one, kind, file } => {
            let kind = match kind {
                HeadPicture::Logo => PictureKind::Logo,
                HeadPicture::Letterhead => PictureKind::Letterhead,
            };
            picture(one, kind, &file, None).await
        }
        Company::Delete(one) => delete(one, RecordKind::Company).await,
        Company::Restore(one) => restore(one).await,
        Company::History(one) => {
            let desk = open(&one.at).await?;
            let history = desk.company_get(one.id).await?.history;
            ended(&desk, &json!({ "history": history }), told(&history)).await
        }
    }
}

/// Works on people.
pub async fn person(command: Person) -> Result<Answer, AppError> {
    match command {
        Person::List { at } => {
            let desk = open(&at).await?;
            let rows = desk.person_list(ListRequest::default()).await?;
            let text = rows
                .iter()
                .map(|row| format!("{}  {}  {}\n", row.id, row.title, row.company.wording(Language::En)))
                .collect::<String>();
            ended(&desk, &json!({ "people": rows }), text).await
        }
        Person::Show(one) => {
            let desk = open(&one.at).await?;
            let view = desk.person_get(one.id).await?;
            let text = pretty(&view.fields);
            ended(&desk, &view, text).await
        }
        Person::Save(saved) => {
            let desk = open(&saved.at).await?;
            let given = fields(&saved.from)?;
            let base = match id_in(&given) {
                Some(id) => desk.person_get(id).await?.fields,
                None => PersonInput::default(),
            };
            let view = desk.person_save(overlaid(&base, given)?).await?;
            let text = format!("Saved {}.", view.id);
            ended(&desk, &view, text).await
        }
        Person::Photo { one, file, across, down, zoom } => {
            picture(one, PictureKind::Photo, &file, Some(CropInput { across, down, zoom })).await
        }
        Person::Delete(one) => delete(one, RecordKind::Person).await,
        Person::Restore(one) => restore(one).await,
        Person::History(one) => {
            let desk = open(&one.at).await?;
            let history = desk.person_get(one.id).await?.history;
            ended(&desk, &json!({ "history": history }), told(&history)).await
        }
        Person::Erase { one, for_good } => {
            if !for_good {
                return Err(refused("An erasure can't be undone. Say --for-good if you mean it."));
            }
            let desk = open(&one.at).await?;
            let report = desk.person_erase(one.id).await?;
            let mut text = String::from("Erased:\n");
            for line in &report.erased {
                writeln!(text, "  {}  {}", line.count, line.what.en)
                    .map_err(|_| AppError::internal("text"))?;
            }
            text.push_str("Stays:\n");
            for line in &report.stays {
                let why = line.why.as_ref().map_or("", |why| why.en.as_str());
                writeln!(text, "  {}  {}: {why}", line.count, line.what.en)
                    .map_err(|_| AppError::internal("text"))?;
            }
            ended(&desk, &report, text).await
        }
    }
}

/// Works on consents.
pub async fn consent(command: Consent) -> Result<Answer, AppError> {
    match command {
        Consent::List { at, person } => {
            let desk = open(&at).await?;
            let rows = desk.consent_list(person).await?;
            let line = |row: &desk::view::ConsentView| {
                format!(
                    "{}  {}  {}  {}\n",
                    row.id,
                    row.state_text.en,
                    row.operator_title.wording(Language::En),
                    row.fields.text_version
                )
            };
            let text = rows.iter().map(line).collect::<String>();
            ended(&desk, &json!({ "consents": rows }), text).await
        }
        Consent::Draft { at, person } => {
            let desk = open(&at).await?;
            let draft = desk.consent_draft(person).await?;
            let text = pretty(&draft);
            ended(&desk, &draft, text).await
        }
        Consent::Save(saved) => {
            let desk = open(&saved.at).await?;
            let given = fields(&saved.from)?;
            let base = match id_in(&given) {
                Some(id) => stored_consent(&desk, &id).await?,
                None => ConsentInput::default(),
            };
            let view = desk.consent_save(overlaid(&base, given)?).await?;
            let text = format!("Saved {}.", view.id);
            ended(&desk, &view, text).await
        }
        Consent::Withdraw { one, on } => {
            let desk = open(&one.at).await?;
            let view = desk.consent_withdraw(one.id, on).await?;
            let text = format!("Withdrawn; stop processing by {}.", view.stop_by.as_deref().unwrap_or("-"));
            ended(&desk, &view, text).await
        }
        Consent::Stop { one, on } => {
            let desk = open(&one.at).await?;
            let view = desk.consent_stop(one.id, on).await?;
            ended(&desk, &view, "Processing has stopped.").await
        }
    }
}

async fn stored_consent(desk: &Desk, id: &str) -> Result<ConsentInput, AppError> {
    let known = desk.consent_list(None).await?.into_iter().find(|consent| consent.id == id);
    Ok(known.ok_or_else(|| AppError::new(ErrorCode::NotFound, "no such consent"))?.fields)
}

/// Shows what the law on personal data asks for now.
pub async fn privacy(at: &At) -> Result<Answer, AppError> {
    let desk = open(at).await?;
    let view = desk.privacy().await?;
    let mut text = String::new();
    let withdrawals = view.withdrawals.iter();
    withdrawals
        .for_each(|row| text.push_str(&format!("{}  stop processing by {}\n", row.title, row.stop_by)));
    let past = view.past_retention.iter();
    past.for_each(|row| {
        text.push_str(&format!("{}  kept until {}: {}\n", row.title, row.until, row.reason.en))
    });
    let without = view.without_consent.iter();
    without.for_each(|row| text.push_str(&format!("{}  no consent in force\n", row.title)));
    ended(&desk, &view, text).await
}

/// Lists whom a breach touches.
pub async fn breach_list(at: &At, out: Option<&Path>) -> Result<Answer, AppError> {
    if let Some(out) = out {
        format_of(out, false)?;
        refuse_existing(out)?;
    }
    let desk = open(at).await?;
    if let Some(out) = out {
        desk.breach_list_save(out).await?;
    }
    let rows = desk.breach_list().await?;
    let line = |row: &desk::view::BreachRow| {
        let data: Vec<&str> = row.data.iter().map(|kind| kind.en.as_str()).collect();
        format!("{}  {}  {}\n", row.id, row.title, data.join(", "))
    };
    let text = rows.iter().map(line).collect::<String>();
    ended(&desk, &json!({ "persons": rows }), text).await
}

/// Works on the recycle bin.
pub async fn bin(command: Bin) -> Result<Answer, AppError> {
    match command {
        Bin::List { at } => {
            let desk = open(&at).await?;
            let rows = desk.bin_list().await?;
            let text = rows
                .iter()
                .map(|row| format!("{}  {}  {}  until {}\n", row.id, word(&row.kind), row.title, row.until));
            let text = text.collect::<String>();
            ended(&desk, &json!({ "records": rows }), text).await
        }
        Bin::Restore(one) => restore(one).await,
        Bin::Erase(one) => {
            let desk = open(&one.at).await?;
            desk.bin_erase(one.id.clone()).await?;
            ended(&desk, &json!({ "erased": one.id }), "Erased for good.").await
        }
    }
}

/// Takes back a change or a value.
pub async fn undo(command: Undo) -> Result<Answer, AppError> {
    match command {
        Undo::Change { at, change } => {
            let desk = open(&at).await?;
            desk.history_undo(change).await?;
            ended(&desk, &json!({ "undone": change }), "Taken back.").await
        }
        Undo::Value { at, sequence, path } => {
            let desk = open(&at).await?;
            desk.history_put_back(sequence, path).await?;
            ended(&desk, &json!({ "put_back": sequence }), "Put back.").await
        }
    }
}

async fn picture(
    one: One,
    kind: PictureKind,
    file: &Path,
    crop: Option<CropInput>,
) -> Result<Answer, AppError> {
    let desk = open(&one.at).await?;
    desk.picture_set_bytes(kind, one.id.clone(), bytes(file)?, crop).await?;
    ended(&desk, &json!({ "id": one.id }), "The picture is set.").await
}

pub(crate) async fn delete(one: One, kind: RecordKind) -> Result<Answer, AppError> {
    let desk = open(&one.at).await?;
    let deleted = desk.record_delete(kind, one.id).await?;
    let text = format!("{} moved to the recycle bin for 30 days.", counted(deleted.records, "record"));
    ended(&desk, &deleted, text).await
}

pub(crate) async fn restore(one: One) -> Result<Answer, AppError> {
    let desk = open(&one.at).await?;
    desk.bin_restore(one.id.clone()).await?;
    ended(&desk, &json!({ "restored": one.id }), "Restored.").await
}

/// Locks the cabinet and answers.
pub(crate) async fn ended<T: Serialize>(
    desk: &Desk,
    json: &T,
    text: impl Into<String>,
) -> Result<Answer, AppError> {
    desk.cabinet_lock().await?;
    Answer::yes(json, text)
}

/// Returns the JSON object in a file or on standard input.
pub(crate) fn fields(from: &Path) -> Result<Map<String, Value>, AppError> {
    let mut text = String::new();
    let read = if from == Path::new("-") {
        io::stdin().lock().take(JSON_BYTES_MAX).read_to_string(&mut text)
    } else {
        File::open(from).and_then(|file| file.take(JSON_BYTES_MAX).read_to_string(&mut text))
    };
    read.map_err(|error| refused(&format!("The fields can't be read: {error}.")))?;
    // What serde says of a failure quotes values, so only the place is told.
    let parsed: Result<Map<String, Value>, _> = serde_json::from_str(&text);
    parsed.map_err(|error| {
        refused(&format!(
            "The fields are no JSON object; look at line {}, column {}.",
            error.line(),
            error.column()
        ))
    })
}

pub(crate) fn id_in(given: &Map<String, Value>) -> Option<String> {
    given.get("id").and_then(Value::as_str).map(str::to_owned)
}

/// Lays what was given over a record: objects field by field, anything else whole.
pub(crate) fn overlaid<T: Serialize + DeserializeOwned>(
    base: &T,
    given: Map<String, Value>,
) -> Result<T, AppError> {
    let mut body = serde_json::to_value(base).map_err(|_| AppError::internal("fields unwritable"))?;
    if let Some(unknown) = given.keys().find(|name| body.get(name.as_str()).is_none()) {
        return Err(refused(&format!("There is no field {unknown}. `show` lists the fields.")));
    }
    overlay(&mut body, Value::Object(given));
    let missing = serde_json::from_value(body);
    missing.map_err(|_| {
        refused("A field has a value of another kind than it takes. Compare with what `show` gives.")
    })
}

fn overlay(base: &mut Value, given: Value) {
    match (base, given) {
        (Value::Object(base), Value::Object(given)) => {
            for (name, value) in given {
                overlay(base.entry(name).or_insert(Value::Null), value);
            }
        }
        (base, given) => *base = given,
    }
}

/// Refuses to write over a file: what lies there may be all that is left of something.
pub(crate) fn refuse_existing(out: &Path) -> Result<(), AppError> {
    if out.exists() { Err(AppError::new(ErrorCode::TargetExists, "file exists")) } else { Ok(()) }
}

pub(crate) fn bytes(file: &Path) -> Result<Vec<u8>, AppError> {
    let mut content = Vec::new();
    File::open(file)
        .and_then(|file| file.take(FILE_BYTES_MAX).read_to_end(&mut content))
        .map_err(|error| refused(&format!("The file can't be read: {error}.")))?;
    Ok(content)
}

fn told(history: &[HistoryRow]) -> String {
    let mut text = String::new();
    for row in history {
        text.push_str(&format!(
            "{}  {}  {}  {} {} {}  (change {})\n",
            row.sequence,
            minute(&row.at),
            row.actor,
            row.text.en,
            row.kind.replace('_', " "),
            row.title,
            row.change
        ));
        for field in &row.fields {
            let said = |value: &str| named(value, &field.records);
            text.push_str(&format!(
                "    {}: {} -> {}\n",
                field.path,
                said(&field.before),
                said(&field.after)
            ));
        }
    }
    text
}

/// Returns a value of a history with the titles of records in the place of their ids.
fn named(value: &str, records: &[HistoryRecord]) -> String {
    records.iter().fold(value.to_owned(), |value, record| match record.title.wording(Language::En) {
        "" => value.replace(&record.id, "an erased record"),
        title if record.is_deleted => value.replace(&record.id, &format!("{title} (in the recycle bin)")),
        title => value.replace(&record.id, title),
    })
}

pub(crate) fn pretty<T: Serialize>(value: &T) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

pub(crate) fn refused(sentence: &str) -> AppError {
    AppError::with_text(ErrorCode::Invalid, "call refused", Text::same(sentence))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::overlaid;
    use desk::view::PersonInput;
    use serde_json::json;

    #[test]
    fn what_is_given_lies_over_what_is_stored_and_unknown_fields_are_named() {
        let stored = PersonInput { phone: "1".to_owned(), email: "a".to_owned(), ..PersonInput::default() };
        let given = json!({ "phone": "2", "other_citizenships": ["IRL"] });
        let read = overlaid(&stored, given.as_object().unwrap().clone()).unwrap();
        assert_eq!((read.phone.as_str(), read.email.as_str()), ("2", "a"));
        assert_eq!(read.other_citizenships, ["IRL"]);
        let given = json!({ "telephone": "2" });
        let error = overlaid(&stored, given.as_object().unwrap().clone()).unwrap_err();
        assert!(error.text.en.contains("telephone"));
    }
}
