//! How two edits of one list come together: what one side added, took away or changed stays, wherever
//! the other didn't touch the same element. A text that has one element a line is a list, too.

use casework::Elements;
use serde_json::Value;
use std::collections::BTreeMap;

/// Returns the list with what both sides did to it, or none where only one of them changed it or
/// where they don't come together.
pub(super) fn merge(base: &Value, mine: &Value, theirs: &Value, how: &Elements) -> Option<Value> {
    let is_text = theirs.pointer(how.list)?.is_string();
    // A list that was not there yet is an empty one.
    let base =
        if base.pointer(how.list).is_some() { Named::in_document(base, how)? } else { Named::default() };
    let (mine, theirs) = (Named::in_document(mine, how)?, Named::in_document(theirs, how)?);
    if mine == theirs || mine == base || theirs == base {
        return None;
    }
    let lead = |of: &Named| of.0.first().map(|(name, _)| name.clone());
    let leads = [lead(&base), lead(&mine), lead(&theirs)];
    if how.first_leads && leads[0] != leads[1] && leads[0] != leads[2] && leads[1] != leads[2] {
        return None;
    }
    // One element that both renamed looks like two new ones; one that only one renamed while the other took it
    // away looks like a new one.
    let gone = base.0.iter().any(|(name, _)| mine.get(name).is_none() && theirs.get(name).is_none());
    let adds = |one: &Named, other: &Named| {
        one.0.iter().any(|(name, _)| base.get(name).is_none() && other.get(name).is_none())
    };
    if gone && (adds(&mine, &theirs) || adds(&theirs, &mine)) {
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
    let elements: Vec<Value> = order.into_iter().filter_map(|name| merged.remove(name)).collect();
    Some(if is_text { lines(&elements) } else { Value::Array(elements) })
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
    let merged = super::merge(base?, mine?, theirs?, &[]);
    merged.conflicts.is_empty().then_some(Some(merged.body))
}

/// Returns the text that has these elements, one a line.
fn lines(elements: &[Value]) -> Value {
    elements.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n").into()
}

/// A list whose elements have names.
#[derive(Default, PartialEq)]
struct Named(Vec<(String, Value)>);

impl Named {
    /// Reads a document's list; none where there is none, or where an element has no name, or one
    /// that another has.
    fn in_document(document: &Value, how: &Elements) -> Option<Self> {
        let elements = match document.pointer(how.list)? {
            Value::Array(elements) => elements.clone(),
            Value::String(text) => text.lines().map(Value::from).collect(),
            _ => return None,
        };
        let mut named = Self::default();
        for element in elements {
            let name = element.pointer(how.name)?.to_string();
            if named.get(&name).is_some() {
                return None;
            }
            named.0.push((name, element));
        }
        Some(named)
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, element)| element)
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
    use crate::merge::{Merged, merge};
    use casework::Elements;
    use proptest::prelude::*;
    use serde_json::{Value, json};
    use std::collections::BTreeMap;

    const CODES: &[Elements] = &[Elements { list: "/codes", name: "", first_leads: true }];
    const PEOPLE: &[Elements] = &[Elements { list: "/people", name: "/who", first_leads: false }];
    const LINES: &[Elements] = &[Elements { list: "/lines", name: "", first_leads: false }];

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
            (json!([person("x1", 1), person("y", 1)]), json!([person("y", 1)]), "renamed and taken away"),
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

    #[test]
    fn lines_of_a_text_come_together_like_elements_of_a_list() {
        for (base, mine, theirs, both) in [
            ("A\nB", "A\nB\nmine", "theirs\nA\nB", Some("theirs\nA\nB\nmine")),
            ("A\nB\nC", "A1\nB\nC", "A\nB\nC1", Some("A1\nB\nC1")),
            ("A\nB\nC", "A\nC", "A\nB\nC\nD", Some("A\nC\nD")),
            ("A\nB", "A", "B", Some("")),
            ("", "A", "B", Some("A\nB")),
            ("A\nB", "A1\nB", "A2\nB", None),
            ("A\nB", "A1\nB", "B", None),
            ("A\nA", "A\nA\nB", "A\nA\nC", None),
            ("A\nB\nC", "B\nA\nC", "C\nB\nA", None),
        ] {
            let merged = together(LINES, &json!(base), &json!(mine), &json!(theirs));
            assert_eq!(merged, both.map(Value::from), "{mine} and {theirs}");
        }
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
        fn a_text_of_lines_is_merged_like_the_list_of_them([base, mine, theirs] in edits()) {
            // A changed value is a changed line.
            let line = |(who, value): &(char, u8)| format!("{who}{value}");
            let lines = |people: &People| people.iter().map(line).collect::<Vec<_>>();
            let texts = [&base, &mine, &theirs].map(|people| json!({"lines": lines(people).join("\n")}));
            let lists = [&base, &mine, &theirs].map(|people| json!({"lines": lines(people)}));
            let text = merge(&texts[0], &texts[1], &texts[2], LINES);
            let list = merge(&lists[0], &lists[1], &lists[2], LINES);
            prop_assert_eq!(text.conflicts.len(), list.conflicts.len());
            let read: Vec<&str> = text.body["lines"].as_str().unwrap_or("?").lines().collect();
            prop_assert_eq!(json!(read), list.body["lines"].clone());
            if text.conflicts.is_empty() {
                let [base, mine, theirs] = [&base, &mine, &theirs].map(lines);
                for line in base.iter().chain(&mine).chain(&theirs) {
                    let [b, m, t] = [&base, &mine, &theirs].map(|lines| lines.contains(line));
                    prop_assert_eq!(read.contains(&line.as_str()), if m == b { t } else { m }, "{}", line);
                }
            }
        }
    }
}
