//! How two edits of the same document come together: field by field, and [`lists`] whose elements are
//! told apart element by element. Pure. Where both changed the same thing differently, a person
//! chooses; nothing that only one of them did is lost.

mod lists;

use crate::diff::{Direction, apply, diff};
use casework::Elements;
use serde::Serialize;
use serde_json::Value;
use std::fmt;

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

/// Brings two edits of one document together. Fields changed by one side only are taken; fields
/// changed by both to different values are conflicts and keep the stored value. `lists` names the
/// lists whose elements are told apart; any other list is one value.
#[must_use]
pub fn merge(base: &Value, mine: &Value, theirs: &Value, lists: &[Elements]) -> Merged {
    let (mut mine, mut body) = (mine.clone(), theirs.clone());
    for list in lists {
        if let Some(together) = lists::merge(base, &mine, &body, list) {
            // Both sides stand as if they had made the whole list, which is no conflict.
            for side in [&mut mine, &mut body] {
                if let Some(place) = side.pointer_mut(list.list) {
                    place.clone_from(&together);
                }
            }
        }
    }
    let stored = diff(base, &body);
    let theirs = body.clone();
    let mut conflicts = Vec::new();
    for change in diff(base, &mine) {
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
    use super::merge;
    use crate::diff::diff;
    use crate::diff::tests::documents;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn edits_of_different_fields_come_together() {
        let base = json!({"name": {"en": "A", "ru": "А"}, "iin": "1", "tags": [1]});
        let mine = json!({"name": {"en": "B", "ru": "А"}, "iin": "1", "tags": [1]});
        let theirs = json!({"name": {"en": "A", "ru": "Б"}, "iin": "1"});
        let merged = merge(&base, &mine, &theirs, &[]);
        assert_eq!(merged.body, json!({"name": {"en": "B", "ru": "Б"}, "iin": "1"}));
        assert!(merged.conflicts.is_empty());
    }

    #[test]
    fn the_same_field_changed_twice_is_a_conflict_and_keeps_what_is_stored() {
        let base = json!({"phone": "1", "email": "x"});
        let merged =
            merge(&base, &json!({"phone": "2", "email": "y"}), &json!({"phone": "3", "email": "y"}), &[]);
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
        let merged = merge(&base, &json!({}), &json!({"address": {"city": "B"}}), &[]);
        assert_eq!(merged.conflicts.len(), 1);
        assert_eq!(merged.conflicts[0].path, "/address");
    }

    proptest! {
        #[test]
        fn merging_with_an_untouched_side_gives_the_other(base in documents(), edit in documents()) {
            let mine_only = merge(&base, &edit, &base, &[]);
            prop_assert_eq!(&mine_only.body, &edit);
            prop_assert!(mine_only.conflicts.is_empty());
            let theirs_only = merge(&base, &base, &edit, &[]);
            prop_assert_eq!(&theirs_only.body, &edit);
            prop_assert!(theirs_only.conflicts.is_empty());
        }

        #[test]
        fn the_same_edit_made_twice_is_no_conflict(base in documents(), edit in documents()) {
            let merged = merge(&base, &edit, &edit, &[]);
            prop_assert_eq!(&merged.body, &edit);
            prop_assert!(merged.conflicts.is_empty());
        }

        #[test]
        fn who_came_first_decides_values_of_conflicts_only(base in documents(), one in documents(), other in documents()) {
            let (late, early) = (merge(&base, &one, &other, &[]), merge(&base, &other, &one, &[]));
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
            let merged = merge(&base, &mine, &theirs, &[]);
            let again = merge(&theirs, &merged.body, &theirs, &[]);
            prop_assert_eq!(&again.body, &merged.body);
            prop_assert!(again.conflicts.is_empty(), "the stored side is what the merge stands on");
        }

        #[test]
        fn every_field_of_a_merge_comes_from_one_of_the_edits(base in documents(), mine in documents(), theirs in documents()) {
            let merged = merge(&base, &mine, &theirs, &[]);
            for change in diff(&base, &mine) {
                let taken = merged.body.pointer(&change.path) == change.after.as_ref();
                let shown = merged.conflicts.iter().any(|conflict| super::overlaps(&conflict.path, &change.path));
                prop_assert!(taken || shown, "the edit of {} is neither taken nor shown", change.path);
            }
        }
    }
}
