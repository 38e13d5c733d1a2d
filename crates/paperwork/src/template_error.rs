//! Typst's errors in terms of the template's author: file, line, field, and what to try instead.

use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst::syntax::DiagSpan;
use typst::{World, WorldExt};

use crate::error::PaperworkError;
use crate::world::LetterWorld;

/// How alike a name must be (Jaro-Winkler, 0 to 1) to be offered: below this, guesses mislead.
const LIKENESS_MIN: f64 = 0.75;

/// Says where and why the first of typst's errors happened.
pub(crate) fn template_error(
    world: &LetterWorld<'_>,
    errors: &[SourceDiagnostic],
    record: &Value,
) -> PaperworkError {
    let (first, template, line) = place(world, errors);
    let field = missing_key(&first.message);
    PaperworkError::Template {
        template,
        line,
        message: first.message.to_string(),
        nearest: field.as_deref().and_then(|field| nearest_name(field, record)),
        field,
        hint: first.hints.first().map(|hint| hint.v.to_string()),
    }
}

/// Says where the first thing stands that a file for a word processor has no place for.
pub(crate) fn lost_in_word(world: &LetterWorld<'_>, warnings: &[SourceDiagnostic]) -> PaperworkError {
    let (first, template, line) = place(world, warnings);
    PaperworkError::LostInWord { template, line, message: first.message.to_string() }
}

/// Returns the first of typst's messages, and the file and line of the template that it is about.
fn place<'e>(
    world: &LetterWorld<'_>,
    said: &'e [SourceDiagnostic],
) -> (&'e SourceDiagnostic, String, Option<usize>) {
    let Some(first) = said.first() else { unreachable!("typst fails with at least one error") };
    // An error inside our library is the template's at the line where it called the library.
    let own = |span: &DiagSpan| span.id() == Some(world.template.id());
    let span = std::iter::once(first.span)
        .chain(first.trace.iter().map(|point| point.span.into()))
        .find(own)
        .unwrap_or(first.span);
    let file = span.id().unwrap_or(world.template.id());
    let line = world
        .source(file)
        .ok()
        .zip(world.range(span))
        .and_then(|(source, range)| source.lines().byte_to_line(range.start))
        .map(|index| index + 1);
    (first, file.get().vpath().get_without_slash().to_owned(), line)
}

/// Returns the key that a template asked a dictionary for in vain.
fn missing_key(message: &str) -> Option<String> {
    let (_, after) = message.split_once("does not contain key \"")?;
    let (key, _) = after.split_once('"')?;
    Some(key.to_owned())
}

/// Returns the name of a field anywhere in the record that is most like the one asked for.
fn nearest_name(asked: &str, record: &Value) -> Option<String> {
    let mut names = Vec::new();
    collect_names(record, &mut names);
    names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(asked, name), name))
        .filter(|(likeness, _)| *likeness >= LIKENESS_MIN)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, name)| name.to_owned())
}

fn collect_names<'a>(value: &'a Value, names: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                names.push(name);
                collect_names(field, names);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_names(item, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::nearest_name;

    #[test]
    fn misspelt_field_finds_its_neighbour() {
        let record = json!({ "letterhead": { "company_name": "" }, "persons": [{ "birth_date": null }] });
        assert_eq!(nearest_name("birthdate", &record).as_deref(), Some("birth_date"));
        assert_eq!(nearest_name("companyname", &record).as_deref(), Some("company_name"));
        assert_eq!(nearest_name("zzz", &record), None);
    }
}
