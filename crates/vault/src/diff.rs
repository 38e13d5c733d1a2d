//! What changed between two versions of a document, field by field. Pure. Objects are compared by
//! field; a list is one value, because a place in it names nothing.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use std::fmt;

/// One field that changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field as a JSON pointer (RFC 6901), for instance `/name/en`.
    pub path: String,
    /// The value before; none when the field was not there.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub before: Option<Value>,
    /// The value after; none when the field is gone.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub after: Option<Value>,
}

impl fmt::Debug for FieldChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The values are people's data; the path is not.
        f.debug_struct("FieldChange").field("path", &self.path).finish_non_exhaustive()
    }
}

/// Keeps a `null` that is there apart from a value that is not.
fn present<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(from).map(Some)
}

/// Which way a change is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// From before to after.
    Forward,
    /// From after to before.
    Back,
}

/// Returns the fields in which two documents differ, in the order of their paths.
pub(crate) fn diff(before: &Value, after: &Value) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    collect("", Some(before), Some(after), &mut changes);
    changes
}

fn collect(path: &str, before: Option<&Value>, after: Option<&Value>, changes: &mut Vec<FieldChange>) {
    if before == after {
        return;
    }
    if let (Some(Value::Object(old)), Some(Value::Object(new))) = (before, after) {
        for (name, value) in old {
            collect(&child(path, name), Some(value), new.get(name), changes);
        }
        for (name, value) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
            collect(&child(path, name), None, Some(value), changes);
        }
        return;
    }
    changes.push(FieldChange { path: path.to_owned(), before: before.cloned(), after: after.cloned() });
}

fn child(path: &str, name: &str) -> String {
    format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// Applies changes to a document. Fields that the document lacks are made, as they were once.
pub(crate) fn apply(body: &mut Value, changes: &[FieldChange], direction: Direction) {
    for change in changes {
        let value = match direction {
            Direction::Forward => &change.after,
            Direction::Back => &change.before,
        };
        set_field(body, &change.path, value.clone());
    }
}

/// Puts a value at a field (a JSON pointer), or takes the field away. What is missing on the way
/// is made.
pub fn set_field(body: &mut Value, path: &str, value: Option<Value>) {
    let Some((parent, name)) = path.rsplit_once('/') else {
        *body = value.unwrap_or(Value::Null);
        return;
    };
    let mut place = body;
    for step in parent.split('/').skip(1) {
        let Some(fields) = fields_of(place) else { return };
        place = fields.entry(unescape(step)).or_insert(Value::Null);
    }
    let Some(fields) = fields_of(place) else { return };
    match value {
        Some(value) => {
            fields.insert(unescape(name), value);
        }
        None => {
            fields.remove(&unescape(name));
        }
    }
}

/// Returns the fields of an object; anything else becomes an empty one first.
fn fields_of(place: &mut Value) -> Option<&mut Map<String, Value>> {
    if !place.is_object() {
        *place = Value::Object(Map::new());
    }
    place.as_object_mut()
}

fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Direction, apply, diff};
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn a_null_is_not_an_absent_field() {
        let before = json!({"a": null});
        let after = json!({"b": null});
        let changes = diff(&before, &after);
        let text = serde_json::to_string(&changes).unwrap_or_default();
        let read: Vec<super::FieldChange> = serde_json::from_str(&text).unwrap_or_default();
        assert_eq!(read, changes, "the journal must give back what was written");
        let mut body = after;
        apply(&mut body, &read, Direction::Back);
        assert_eq!(body, before);
    }

    pub(crate) fn documents() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            "[a-c/~]{0,3}".prop_map(Value::from)
        ];
        let value = leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
                prop::collection::btree_map("[a-c/~]{1,2}", inner, 0..4)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        });
        prop::collection::btree_map("[a-c/~]{1,2}", value, 0..4)
            .prop_map(|fields| Value::Object(fields.into_iter().collect()))
    }

    proptest! {
        #[test]
        fn changes_lead_from_one_document_to_the_other_and_back(before in documents(), after in documents()) {
            let changes = diff(&before, &after);
            let mut forward = before.clone();
            apply(&mut forward, &changes, Direction::Forward);
            prop_assert_eq!(&forward, &after);
            apply(&mut forward, &changes, Direction::Back);
            prop_assert_eq!(&forward, &before);
        }

    }
}
