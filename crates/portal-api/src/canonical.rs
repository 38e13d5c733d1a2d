//! Canonical JSON: one value, one byte sequence, whoever wrote it.
//!
//! The form is RFC 8785 for what the contract uses: no white space, members sorted by name,
//! strings escaped only where JSON must. Numbers of the contract are whole. The sorting is done
//! here and not left to `serde_json`'s map, whose order another crate's feature can change.

use serde::Serialize;
use serde_json::Value;

/// Returns the canonical bytes of a value of this contract.
///
/// # Errors
/// `serde_json`'s, for a value that JSON can't hold; the contract's own types never are one.
pub fn canonical_json<T: Serialize>(value: &T) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = Vec::new();
    write_value(&serde_json::to_value(value)?, &mut bytes)?;
    Ok(bytes)
}

fn write_value(value: &Value, out: &mut Vec<u8>) -> Result<(), serde_json::Error> {
    match value {
        Value::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_value(item, out)?;
            }
            out.push(b']');
        }
        Value::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_unstable_by_key(|(name, _)| name.as_str());
            out.push(b'{');
            for (index, (name, item)) in sorted.into_iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                serde_json::to_writer(&mut *out, name)?;
                out.push(b':');
                write_value(item, out)?;
            }
            out.push(b'}');
        }
        scalar => serde_json::to_writer(out, scalar)?,
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn members_are_sorted_and_white_space_is_gone_at_every_depth() {
        let value: Value = serde_json::from_str(r#"{ "b": [ {"z": 1, "a": null} ], "a": true }"#).unwrap();
        assert_eq!(
            String::from_utf8(canonical_json(&value).unwrap()).unwrap(),
            r#"{"a":true,"b":[{"a":null,"z":1}]}"#
        );
    }

    #[test]
    fn letters_outside_ascii_stay_as_they_are_and_control_characters_are_escaped() {
        let value = serde_json::json!({ "имя": "Әйгерім \"А\"\n\u{1f}" });
        assert_eq!(
            String::from_utf8(canonical_json(&value).unwrap()).unwrap(),
            "{\"имя\":\"Әйгерім \\\"А\\\"\\n\\u001f\"}"
        );
    }
}
