//! Calls that write letters into a folder.

use crate::call::{At, Letters, ManyLetters, Part};
use crate::casework::{not_found, open, require};
use crate::output::Answer;
use crate::records::{ended, fields, overlaid};
use desk::AppError;
use desk::view::{
    BatchRequest, Language, LanguagePair, LetterChoice, ListRequest, PrepareRequest, SavedLetters,
};
use serde_json::json;
use std::fmt::Write as _;
use std::path::Path;

/// Writes the letters of an application.
pub async fn prepare(at: &At, application: &str, out: &Path, what: &Letters) -> Result<Answer, AppError> {
    let (languages, pairs) = languages(&what.lang)?;
    let desk = open(at).await?;
    let view = require(&desk, application).await?;
    if let Some(unknown) =
        what.kind.iter().find(|kind| !view.letters.iter().any(|letter| letter.kind == **kind))
    {
        return Err(not_found(&format!("letter \"{unknown}\" in this application")));
    }
    let asked = view.letters.iter().filter(|letter| what.all || what.kind.contains(&letter.kind));
    let asked = asked.map(|letter| LetterChoice { kind: letter.kind.clone(), person: letter.person.clone() });
    let request = PrepareRequest {
        languages,
        pairs,
        letters: (what.all || !what.kind.is_empty()).then(|| asked.collect()),
        docx: what.docx,
        xlsx: what.docx,
        packet: what.packet,
        print: what.print,
    };
    let saved = desk.letters_save_in(view.id, request, out).await?;
    desk.cabinet_lock().await?;
    report(saved)
}

/// Writes the same letters for many people, or lists which there are.
pub async fn batch(at: &At, out: &Path, what: &ManyLetters) -> Result<Answer, AppError> {
    let (languages, pairs) = languages(&what.lang)?;
    let desk = open(at).await?;
    let persons = if what.person.is_empty() {
        desk.person_list(ListRequest::default()).await?.into_iter().map(|row| row.id).collect()
    } else {
        what.person.clone()
    };
    let offers = desk.batch_offer(persons.clone()).await?;
    if what.kind.is_empty() {
        desk.cabinet_lock().await?;
        let line = |text: String, offer: &desk::view::BatchOffer| {
            format!("{text}{:28} {:4}  {}\n", offer.kind, offer.people, offer.title.en)
        };
        let text = offers.iter().fold(String::new(), line);
        return Answer::yes(&json!({ "letters": offers }), text);
    }
    if let Some(unknown) = what.kind.iter().find(|kind| !offers.iter().any(|offer| offer.kind == **kind)) {
        return Err(not_found(&format!("letter \"{unknown}\" for these people")));
    }
    let request = BatchRequest {
        persons,
        letters: what.kind.clone(),
        languages,
        pairs,
        docx: what.docx,
        print: what.print,
    };
    let saved = desk.batch_save_in(request, out).await?;
    desk.cabinet_lock().await?;
    report(saved)
}

/// Shows or saves the visa asked for and the journey.
pub async fn visa_details(part: &Part) -> Result<Answer, AppError> {
    let desk = open(&part.at).await?;
    let mut view = require(&desk, &part.application).await?;
    if let Some(from) = &part.from {
        let details = overlaid(&view.details, fields(from)?)?;
        view = desk.application_save_details(view.id, view.version, details).await?;
    }
    let said = json!({ "number": view.number, "details": view.details });
    ended(&desk, &said, format!("{}\n{:#}", view.number, said["details"])).await
}

/// Shows or saves what the letters say beyond the visa, and shows who may sign them.
pub async fn letter_details(part: &Part) -> Result<Answer, AppError> {
    let desk = open(&part.at).await?;
    let mut view = require(&desk, &part.application).await?;
    if let Some(from) = &part.from {
        let details = overlaid(&view.letter_details, fields(from)?)?;
        view = desk.application_save_letters(view.id, view.version, details).await?;
    }
    let said =
        json!({ "number": view.number, "letters": view.letter_details, "signatories": view.signatories });
    ended(&desk, &said, format!("{}\n{:#}", view.number, said["letters"])).await
}

/// Reads languages such as `kk` and pairs of them such as `kk+ru`.
fn languages(codes: &[String]) -> Result<(Vec<Language>, Vec<LanguagePair>), AppError> {
    let (mut languages, mut pairs) = (Vec::new(), Vec::new());
    for code in codes {
        match (Language::from_code(code), LanguagePair::from_code(code)) {
            (Some(language), _) => languages.push(language),
            (None, Some(pair)) => pairs.push(pair),
            (None, None) => return Err(not_found("language; use kk, ru, en, kk+ru or ru+en")),
        }
    }
    Ok((languages, pairs))
}

/// Tells what was written and what was not, and why.
fn report(mut saved: SavedLetters) -> Result<Answer, AppError> {
    let folder = Path::new(&saved.folder);
    saved.files = saved.files.iter().map(|name| folder.join(name).to_string_lossy().into_owned()).collect();
    let mut text = format!("{} of {} files in {}\n", saved.files.len(), saved.asked, saved.folder);
    let failed = |_| AppError::internal("text");
    for failure in &saved.failures {
        let language = failure.language.map(Language::code).unwrap_or_default();
        let about = failure.person.as_deref().unwrap_or_default();
        let what = [failure.letter.en.as_str(), about, language];
        let what: Vec<&str> = what.into_iter().filter(|part| !part.is_empty()).collect();
        writeln!(text, "  not made: {}: {}", what.join(", "), failure.text.en).map_err(failed)?;
    }
    for letter in &saved.left_out {
        writeln!(text, "  not asked for: {}", letter.en).map_err(failed)?;
    }
    Answer::of(&saved, text, saved.failures.is_empty())
}
