//! How two edits of the same document come together: field by field, and lists whose elements are
//! told apart element by element. Pure. Where both changed the same thing differently, a person
//! chooses; nothing that only one of them did is lost.

use crate::diff::{Direction, apply, diff};
use casework::Elements;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
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
        if let Some(together) = merge_list(base, &mine, &body, list) {
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

/// Returns the list with what both sides did to it, or none where only one of them changed it or
/// where they don't come together.
fn merge_list(base: &Value, mine: &Value, theirs: &Value, how: &Elements) -> Option<Value> {
    // A list that was not there yet is an empty one.
    let base =
        if base.pointer(how.list).is_some() { Named::in_document(base, how)? } else { Named::default() };
    let (mine, theirs) = (Named::in_document(mine, how)?, Named::in_document(theirs, how)?);
    if mine == theirs || mine == base || theirs == base {
        return None;
    }
    let lead = |of: &Named<'_>| of.0.first().map(|(name, _)| name.clone());
    let leads = [lead(&base), lead(&mine), lead(&theirs)];
    if how.first_leads && leads[0] != leads[1] && leads[0] != leads[2] && leads[1] != leads[2] {
        return None;
    }
    // One element that both renamed looks like two new ones.
    let gone = base.0.iter().any(|(name, _)| mine.get(name).is_none() && theirs.get(name).is_none());
    let adds = |one: &Named<'_>, other: &Named<'_>| {
        one.0.iter().any(|(name, _)| base.get(name).is_none() && other.get(name).is_none())
    };
    if gone && adds(&mine, &theirs) && adds(&theirs, &mine) {
        return None;
    }
    let (frame, other) = match (base.is_in_order_of(&mine), base.is_in_order_of(&theirs)) {
        (true, _) => (&theirs, &mine),
        (false, true) => (&mine, &theirs),
        (false, false) if mine.is_in_order_of(&theirs) => (&theirs, &mine),
        (false, false) => return None,
    };
    let mut merged: BTreeMap<&str, Value> = BTreeMap::new();
    for (name, _) in frame.0.iter().chain(&other.0) {
        if let Some(element) = merge_element(base.get(name), mine.get(name), theirs.get(name))? {
            merged.insert(name, element);
        }
    }
    let mut order: Vec<&str> = frame.names().filter(|name| merged.contains_key(name)).collect();
    // What the frame lacks stands where it stood: behind the nearest one before it that is still there.
    let mut before = None;
    for name in other.names().filter(|name| merged.contains_key(name)) {
        if !order.contains(&name) {
            let place = before.and_then(|before| order.iter().position(|known| *known == before));
            order.insert(place.map_or(0, |place| place + 1), name);
        }
        before = Some(name);
    }
    Some(order.into_iter().filter_map(|name| merged.remove(name)).collect())
}

/// Returns the element with what both sides did to it, nothing where one took it away, or none where
/// they don't come together.
#[expect(clippy::option_option, reason = "no element and no agreement are two things")]
fn merge_element(
    base: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
) -> Option<Option<Value>> {
    if mine == theirs || mine == base {
        return Some(theirs.cloned());
    }
    if theirs == base {
        return Some(mine.cloned());
    }
    let merged = merge(base?, mine?, theirs?, &[]);
    merged.conflicts.is_empty().then_some(Some(merged.body))
}

/// A list whose elements have names.
#[derive(Default, PartialEq)]
struct Named<'a>(Vec<(String, &'a Value)>);

impl<'a> Named<'a> {
    /// Reads a document's list; none where there is none, or where an element has no name, or one
    /// that another has.
    fn in_document(document: &'a Value, how: &Elements) -> Option<Self> {
        let mut named = Self::default();
        for element in document.pointer(how.list)?.as_array()? {
            let name = element.pointer(how.name)?.to_string();
            if named.get(&name).is_some() {
                return None;
            }
            named.0.push((name, element));
        }
        Some(named)
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, element)| *element)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Whether those that are in both lists follow each other in the same way.
    fn is_in_order_of(&self, other: &Self) -> bool {
        let ours = self.names().filter(|name| other.get(name).is_some());
        ours.eq(other.names().filter(|name| self.get(name).is_some()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Merged, merge};
    use crate::diff::diff;
    use crate::diff::tests::documents;
    use casework::Elements;
    use proptest::prelude::*;
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

    const CODES: &[Elements] = &[Elements { list: "/codes", name: "", first_leads: true }];
    const PEOPLE: &[Elements] = &[Elements { list: "/people", name: "/who", first_leads: false }];

    /// Merges three lists and returns the merged one, or none where they are shown side by side.
    fn together(lists: &[Elements], base: &Value, mine: &Value, theirs: &Value) -> Option<Value> {
        let name = lists[0].list.trim_start_matches('/');
        let [base, mine, theirs] = [base, mine, theirs].map(|list| json!({ name: list }));
        let merged = merge(&base, &mine, &theirs, lists);
        if merged.conflicts.is_empty() {
            return Some(merged.body[name].clone());
        }
        assert_eq!(merged.body, theirs, "the stored list stays whole");
        assert_eq!(merged.conflicts[0].path, lists[0].list);
        None
    }

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

    #[test]
    fn different_elements_of_one_list_both_stay() {
        for (base, mine, theirs, both) in [
            (json!(["A"]), json!(["A", "B"]), json!(["A", "C"]), json!(["A", "B", "C"])),
            (json!(["A", "B"]), json!(["B"]), json!(["A", "B", "C"]), json!(["B", "C"])),
            (json!(["A", "B"]), json!(["B", "A"]), json!(["A", "B", "C"]), json!(["B", "C", "A"])),
            (json!(["A", "B"]), json!(["C", "A", "B"]), json!(["A"]), json!(["C", "A"])),
            (json!(["A", "B"]), json!(["A"]), json!(["B"]), json!([])),
        ] {
            assert_eq!(together(CODES, &base, &mine, &theirs), Some(both), "{mine} and {theirs}");
        }
        let person = |who: &str, phone: u8, mail: u8| json!({"who": who, "phone": phone, "mail": mail});
        let base = json!([person("x", 1, 1), person("y", 1, 1)]);
        let mine = json!([person("x", 2, 1), person("y", 1, 1), person("mine", 1, 1)]);
        let theirs = json!([person("new", 1, 1), person("x", 1, 2), person("y", 3, 1)]);
        let both = json!([person("new", 1, 1), person("x", 2, 2), person("y", 3, 1), person("mine", 1, 1)]);
        assert_eq!(together(PEOPLE, &base, &mine, &theirs), Some(both));
        let (mine, theirs) = (json!([person("x", 1, 1)]), json!([person("y", 1, 1)]));
        let both = json!([person("x", 1, 1), person("y", 1, 1)]);
        assert_eq!(together(PEOPLE, &json!([]), &mine, &theirs), Some(both));
    }

    #[test]
    fn what_both_did_to_one_element_stands_side_by_side() {
        let person = |who: &str, phone: u8| json!({"who": who, "phone": phone});
        let base = json!([person("x", 1), person("y", 1)]);
        for (mine, theirs, why) in [
            (json!([person("x", 2), person("y", 1)]), json!([person("x", 3), person("y", 1)]), "one field"),
            (json!([person("y", 1)]), json!([person("x", 3), person("y", 1)]), "taken away and changed"),
            (
                json!([person("x", 1), person("y", 1), person("z", 1)]),
                json!([person("x", 1), person("y", 1), person("z", 2)]),
                "the same one added",
            ),
            (json!([person("x1", 1), person("y", 1)]), json!([person("x2", 1), person("y", 1)]), "renamed"),
            (json!([person("x", 1), person("x", 2)]), json!([person("x", 1)]), "two of one name"),
        ] {
            assert_eq!(together(PEOPLE, &base, &mine, &theirs), None, "{why}");
            assert_eq!(together(PEOPLE, &base, &theirs, &mine), None, "{why}");
        }
        let codes = json!(["A", "B", "C"]);
        for (mine, theirs) in [
            (json!(["B", "A", "C"]), json!(["C", "B", "A"])),
            (json!(["D", "A", "B", "C"]), json!(["E", "A", "B", "C"])),
        ] {
            assert_eq!(together(CODES, &codes, &mine, &theirs), None, "{mine} and {theirs}");
        }
        assert_eq!(together(CODES, &json!([]), &json!(["A"]), &json!(["B"])), None, "which one leads");
    }

    type People = Vec<(char, u8)>;

    /// A list, and what two people made of it: few elements, so that they meet now and then.
    fn edits() -> impl Strategy<Value = [People; 3]> {
        let edit =
            (prop::collection::vec((prop::char::range('a', 'f'), prop::option::of(0u8..3)), 0..4), 0u8..8);
        let base = prop::sample::subsequence(('a'..='f').collect::<Vec<_>>(), 0..=5).prop_shuffle();
        (base, edit.clone(), edit).prop_map(|(base, mine, theirs)| {
            let base: People = base.into_iter().map(|who| (who, 0)).collect();
            let edited = |(changes, turn): (Vec<(char, Option<u8>)>, u8)| {
                let mut list = base.clone();
                for (who, value) in changes {
                    let place = list.iter().position(|(known, _)| *known == who);
                    match (place, value) {
                        (Some(place), Some(value)) => list[place].1 = value,
                        (Some(place), None) => {
                            list.remove(place);
                        }
                        (None, value) => list.insert(list.len() / 2, (who, value.unwrap_or(0))),
                    }
                }
                if turn == 0 {
                    list.reverse();
                }
                list
            };
            [base.clone(), edited(mine), edited(theirs)]
        })
    }

    fn document(people: &[(char, u8)]) -> Value {
        json!({"people": people.iter().map(|(who, value)| json!({"who": who, "value": value})).collect::<Value>()})
    }

    fn read(merged: &Merged) -> BTreeMap<String, u64> {
        let list = merged.body["people"].as_array().cloned().unwrap_or_default();
        let read: BTreeMap<_, _> = list
            .iter()
            .map(|one| {
                (one["who"].as_str().unwrap_or_default().to_owned(), one["value"].as_u64().unwrap_or(9))
            })
            .collect();
        assert_eq!(read.len(), list.len(), "nobody is there twice");
        read
    }

    fn value_of(people: &[(char, u8)], who: char) -> Option<u64> {
        people.iter().find(|(known, _)| *known == who).map(|(_, value)| u64::from(*value))
    }

    fn is_in_order(one: &[(char, u8)], other: &[(char, u8)]) -> bool {
        let common = |of: &[(char, u8)], with: &[(char, u8)]| -> Vec<char> {
            of.iter().map(|(who, _)| *who).filter(|who| value_of(with, *who).is_some()).collect()
        };
        common(one, other) == common(other, one)
    }

    proptest! {
        #[test]
        fn what_one_side_did_to_an_element_is_in_the_merge([base, mine, theirs] in edits()) {
            let merged = merge(&document(&base), &document(&mine), &document(&theirs), PEOPLE);
            let swapped = merge(&document(&base), &document(&theirs), &document(&mine), PEOPLE);
            prop_assert_eq!(merged.conflicts.is_empty(), swapped.conflicts.is_empty());
            let touched_by_both = ('a'..='f').any(|who| {
                let (b, m, t) = (value_of(&base, who), value_of(&mine, who), value_of(&theirs, who));
                m != b && t != b && (m != t || m.is_none())
            });
            if !touched_by_both && is_in_order(&base, &mine) {
                prop_assert!(merged.conflicts.is_empty(), "there is nothing to choose");
            }
            if merged.conflicts.is_empty() {
                let read = read(&merged);
                prop_assert_eq!(&read, &self::read(&swapped));
                for who in 'a'..='f' {
                    let (b, m, t) = (value_of(&base, who), value_of(&mine, who), value_of(&theirs, who));
                    let expected = if m == b { t } else { m };
                    prop_assert_eq!(read.get(&who.to_string()).copied(), expected, "{}", who);
                }
            }
        }

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
