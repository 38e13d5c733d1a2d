//! The record's texts before typesetting: composed, and made of characters that can be drawn.
//!
//! Must not change what a text says. Invariant: what passes here has a glyph for every character, so
//! a file with boxes instead of letters can't come into being.

use serde_json::Value;
use typst::text::Font;
use unicode_normalization::UnicodeNormalization;

use crate::error::PaperworkError;
use crate::fonts::can_draw;

/// Composes every text of the record (NFC) and refuses what the fonts can't draw.
///
/// Composition matters because names pasted on macOS arrive decomposed, and a letter and its accent
/// as two characters would be neither drawn nor found as the letter that the user sees.
pub(crate) fn compose_and_check(record: &mut Value, faces: &[Font]) -> Result<(), PaperworkError> {
    walk(record, &mut String::new(), faces)
}

fn walk(value: &mut Value, path: &mut String, faces: &[Font]) -> Result<(), PaperworkError> {
    let here = path.len();
    match value {
        Value::String(text) => {
            let composed: String = text.trim().nfc().collect();
            let undrawable = composed.chars().find(|&c| c != '\n' && !can_draw(faces, c));
            if let Some(character) = undrawable {
                return Err(PaperworkError::MissingGlyph { field: path.clone(), character });
            }
            *text = composed;
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                path.push_str(&format!("[{index}]"));
                walk(item, path, faces)?;
                path.truncate(here);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
                walk(field, path, faces)?;
                path.truncate(here);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::compose_and_check;
    use crate::error::PaperworkError;
    use crate::fonts::faces;

    #[test]
    fn decomposed_names_are_composed() {
        let mut record = json!({ "name": "Nguye\u{302}\u{303}n " });
        assert_eq!(compose_and_check(&mut record, &faces()), Ok(()));
        assert_eq!(record, json!({ "name": "Nguyễn" }));
    }

    #[test]
    fn undrawable_character_is_named_with_its_field() {
        let mut record = json!({ "persons": [{ "name": "ok" }, { "name": "山田" }] });
        assert_eq!(
            compose_and_check(&mut record, &faces()),
            Err(PaperworkError::MissingGlyph { field: "persons[1].name".to_owned(), character: '山' }),
        );
    }

    #[test]
    fn control_and_invisible_characters_are_refused() {
        for hidden in ['\u{0}', '\u{200b}', '\u{202e}', '\u{7f}'] {
            let mut record = json!({ "name": format!("a{hidden}b") });
            assert!(compose_and_check(&mut record, &faces()).is_err(), "U+{:04X}", u32::from(hidden));
        }
    }
}
