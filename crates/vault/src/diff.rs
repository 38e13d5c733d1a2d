//! What changed between two versions of a document, field by field, and how two changes of the
//! same document come together. Pure. Objects are compared by field; a list is one value, because
//! its items have no names to be followed by.

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

/// A field that two people changed differently.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The field as a JSON pointer.
    pub path: String,
    /// The value that both started from.
    pub base: Option<Value>,
    /// The value of the edit that came late.
    pub mine: Option<Value>,
    /// The value that is stored.
    pub theirs: Option<Value>,
}

impl fmt::Debug for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Conflict").field("path", &self.path).finish_non_exhaustive()
    }
}

/// Two edits brought together.
#[derive(Clone, PartialEq, Eq)]
pub struct Merged {
    /// The document with both edits; where they conflict, the stored value.
    pub body: Value,
    /// Where a person has to choose.
    pub conflicts: Vec<Conflict>,
}

impl fmt::Debug for Merged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Merged").field("conflicts", &self.conflicts).finish_non_exhaustive()
    }
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

/// Brings two edits of one document together. Fields changed by one side only are taken; fields
/// changed by both to different values are conflicts and keep the stored value.
#[must_use]
pub fn merge(base: &Value, mine: &Value, theirs: &Value) -> Merged {
    let stored = diff(base, theirs);
    let mut body = theirs.clone();
    let mut conflicts = Vec::new();
    for change in diff(base, mine) {
        let rival = stored.iter().find(|other| overlaps(&other.path, &change.path));
        match rival {
            None => apply(&mut body, std::slice::from_ref(&change), Direction::Forward),
            Some(other) if other.path == change.path && other.after == change.after => {}
            Some(other) => {
                // One side may have replaced a whole object in which the other changed a field:
                // what a person compares is then the shorter path.
                let path = if other.path.len() <= change.path.len() { &other.path } else { &change.path };
                conflicts.push(Conflict {
                    path: path.clone(),
                    base: base.pointer(path).cloned(),
                    mine: mine.pointer(path).cloned(),
                    theirs: theirs.pointer(path).cloned(),
                });
            }
        }
    }
    conflicts.dedup_by(|left, right| left.path == right.path);
    Merged { body, conflicts }
}

fn overlaps(left: &str, right: &str) -> bool {
    let within = |outer: &str, inner: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    within(left, right) || within(right, left)
}

#[cfg(test)]
mod tests {
    use super::{Direction, apply, diff, merge};
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn edits_of_different_fields_come_together() {
        let base = json!({"name": {"en": "A", "ru": "А"}, "iin": "1", "tags": [1]});
        let mine = json!({"name": {"en": "B", "ru": "А"}, "iin": "1", "tags": [1]});
        let theirs = json!({"name": {"en": "A", "ru": "Б"}, "iin": "1"});
        let merged = merge(&base, &mine, &theirs);
        assert_eq!(merged.body, json!({"name": {"en": "B", "ru": "Б"}, "iin": "1"}));
        assert!(merged.conflicts.is_empty());
    }

    #[test]
    fn the_same_field_changed_twice_is_a_conflict_and_keeps_what_is_stored() {
        let base = json!({"phone": "1", "email": "x"});
        let merged = merge(&base, &json!({"phone": "2", "email": "y"}), &json!({"phone": "3", "email": "y"}));
        assert_eq!(merged.body, json!({"phone": "3", "email": "y"}));
        assert_eq!(merged.conflicts.len(), 1);
        let conflict = &merged.conflicts[0];
        assert_eq!(
            (conflict.path.as_str(), &conflict.mine, &conflict.theirs),
            ("/phone", &Some(json!("2")), &Some(json!("3")))
        );
    }

    #[test]
    fn an_object_removed_while_a_field_in_it_changed_is_a_conflict() {
        let base = json!({"address": {"city": "A"}});
        let merged = merge(&base, &json!({}), &json!({"address": {"city": "B"}}));
        assert_eq!(merged.conflicts.len(), 1);
        assert_eq!(merged.conflicts[0].path, "/address");
    }

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

    fn documents() -> impl Strategy<Value = Value> {
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

        #[test]
        fn merging_with_an_untouched_side_gives_the_other(base in documents(), edit in documents()) {
            let mine_only = merge(&base, &edit, &base);
            prop_assert_eq!(&mine_only.body, &edit);
            prop_assert!(mine_only.conflicts.is_empty());
            let theirs_only = merge(&base, &base, &edit);
            prop_assert_eq!(&theirs_only.body, &edit);
            prop_assert!(theirs_only.conflicts.is_empty());
        }

        #[test]
        fn the_same_edit_made_twice_is_no_conflict(base in documents(), edit in documents()) {
            let merged = merge(&base, &edit, &edit);
            prop_assert_eq!(&merged.body, &edit);
            prop_assert!(merged.conflicts.is_empty());
        }

        #[test]
        fn who_came_first_decides_values_of_conflicts_only(base in documents(), one in documents(), other in documents()) {
            let (late, early) = (merge(&base, &one, &other), merge(&base, &other, &one));
            let paths = |merged: &super::Merged| -> std::collections::BTreeSet<String> {
                merged.conflicts.iter().map(|conflict| conflict.path.clone()).collect()
            };
            prop_assert_eq!(paths(&late), paths(&early));
            if late.conflicts.is_empty() {
                prop_assert_eq!(&late.body, &early.body);
            }
        }

        #[test]
        fn merging_a_merge_again_changes_nothing(base in documents(), mine in documents(), theirs in documents()) {
            let merged = merge(&base, &mine, &theirs);
            let again = merge(&theirs, &merged.body, &theirs);
            prop_assert_eq!(&again.body, &merged.body);
            prop_assert!(again.conflicts.is_empty(), "the stored side is what the merge stands on");
        }

        #[test]
        fn every_field_of_a_merge_comes_from_one_of_the_edits(base in documents(), mine in documents(), theirs in documents()) {
            let merged = merge(&base, &mine, &theirs);
            for change in diff(&base, &mine) {
                let taken = merged.body.pointer(&change.path) == change.after.as_ref();
                let shown = merged.conflicts.iter().any(|conflict| super::overlaps(&conflict.path, &change.path));
                prop_assert!(taken || shown, "the edit of {} is neither taken nor shown", change.path);
            }
        }
    }
}
