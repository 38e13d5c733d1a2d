//! What a new edition of the guidebook changes against an older one, readable.
//!
//! The editions are compared as data, whole: a field that is added to the rules is
//! compared without anybody remembering to. Citations are counted, not listed: with a
//! new edition every line number moves.

use crate::edition::Edition;
use crate::money::tenge_text;
use serde::Serialize;
use serde_json::Value;
use std::fmt;

/// What a new edition changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditionDiff {
    /// The id of the older edition.
    pub from: String,
    /// The id of the newer one.
    pub to: String,
    /// The changes, in the order of the guidebook.
    pub changes: Vec<Change>,
    /// How many cited passages have other words.
    pub reworded: usize,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Where: the service and below, outermost first.
    pub path: Vec<String>,
    /// What happened there.
    #[serde(flatten)]
    pub kind: ChangeKind,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "change")]
pub enum ChangeKind {
    /// It is new.
    Added {
        /// What it is.
        new: String,
    },
    /// It is gone.
    Removed {
        /// What it was.
        old: String,
    },
    /// It is different.
    Changed {
        /// What it was.
        old: String,
        /// What it is.
        new: String,
    },
    /// The same things in another order.
    Reordered,
}

impl EditionDiff {
    /// Returns true if a reader of the guidebook has nothing new to learn.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

impl fmt::Display for EditionDiff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "Edition {} against {}: {} changes, {} cited passages reworded",
            self.to,
            self.from,
            self.changes.len(),
            self.reworded
        )?;
        let mut heading = None;
        for change in &self.changes {
            let (first, rest) = match change.path.split_first() {
                Some((first, rest)) => (first.as_str(), rest.join(" > ")),
                None => ("", String::new()),
            };
            if heading != Some(first) {
                writeln!(f, "\n{first}")?;
                heading = Some(first);
            }
            match &change.kind {
                ChangeKind::Added { new } => writeln!(f, "  + {rest}: {new}")?,
                ChangeKind::Removed { old } => writeln!(f, "  - {rest}: {old}")?,
                ChangeKind::Changed { old, new } => {
                    writeln!(f, "  ~ {rest}\n      was {old}\n      now {new}")?;
                }
                ChangeKind::Reordered => writeln!(f, "  ~ {rest}: another order")?,
            }
        }
        Ok(())
    }
}

/// Returns what `new` changes against `old`, or the reason why one can't be compared.
pub fn diff(old: &Edition, new: &Edition) -> Result<EditionDiff, serde_json::Error> {
    let mut walk = Walk { path: Vec::new(), changes: Vec::new(), reworded: 0 };
    walk.value("edition", &serde_json::to_value(&old.info)?, &serde_json::to_value(&new.info)?);
    walk.list("offices", &old.offices, &new.offices)?;
    walk.value("portal", &serde_json::to_value(&old.portal)?, &serde_json::to_value(&new.portal)?);
    for (old, new) in old.services.iter().zip(&new.services) {
        let id = new.id.to_string();
        walk.value(&id, &serde_json::to_value(old)?, &serde_json::to_value(new)?);
    }
    Ok(EditionDiff {
        from: old.info.id.clone(),
        to: new.info.id.clone(),
        changes: walk.changes,
        reworded: walk.reworded,
    })
}

/// The keys by which the members of a list know each other, best first.
const NAMES: [&str; 7] = ["type", "id", "group", "rule", "service", "label", "text"];

/// Keys whose change says nothing about the rules.
const BOOKKEEPING: [&str; 2] = ["audited", "left_out"];

struct Walk {
    path: Vec<String>,
    changes: Vec<Change>,
    reworded: usize,
}

impl Walk {
    fn list<T: Serialize>(&mut self, step: &str, old: &[T], new: &[T]) -> Result<(), serde_json::Error> {
        self.value(step, &serde_json::to_value(old)?, &serde_json::to_value(new)?);
        Ok(())
    }

    fn value(&mut self, step: &str, old: &Value, new: &Value) {
        if old == new || BOOKKEEPING.contains(&step) {
            return;
        }
        if is_citation(old) || is_citation(new) {
            self.reworded += usize::from(old.get("fingerprint") != new.get("fingerprint"));
            return;
        }
        self.path.push(step.to_owned());
        match (old, new) {
            (Value::Object(_), Value::Object(_)) if text_of(new).is_some() => self.changed(old, new),
            (Value::Object(before), Value::Object(after)) => {
                let gone = before.iter().filter(|(key, _)| !after.contains_key(*key));
                for (key, old) in gone {
                    self.value(key, old, &Value::Null);
                }
                for (key, new) in after {
                    self.value(key, before.get(key).unwrap_or(&Value::Null), new);
                }
            }
            (Value::Array(before), Value::Array(after)) if named(before) && named(after) => {
                self.members(before, after);
            }
            (Value::Null, new) => self.push(ChangeKind::Added { new: self.shown(new) }),
            (old, Value::Null) => self.push(ChangeKind::Removed { old: self.shown(old) }),
            (old, new) => self.changed(old, new),
        }
        self.path.pop();
    }

    fn members(&mut self, before: &[Value], after: &[Value]) {
        let find = |members: &[Value], wanted: &str| {
            members.iter().position(|member| name_of(member).as_deref() == Some(wanted))
        };
        for old in before {
            let name = name_of(old).unwrap_or_default();
            if find(after, &name).is_none() {
                self.value(&name, old, &Value::Null);
            }
        }
        let mut last_place = None;
        let mut in_order = true;
        for new in after {
            let name = name_of(new).unwrap_or_default();
            let place = find(before, &name);
            in_order &= place.is_none() || place >= last_place;
            last_place = place.or(last_place);
            let old = place.and_then(|place| before.get(place)).unwrap_or(&Value::Null);
            self.value(&name, old, new);
        }
        if !in_order {
            self.push(ChangeKind::Reordered);
        }
    }

    fn changed(&mut self, old: &Value, new: &Value) {
        self.push(ChangeKind::Changed { old: self.shown(old), new: self.shown(new) });
    }

    fn push(&mut self, kind: ChangeKind) {
        self.changes.push(Change { path: self.path.clone(), kind });
    }

    /// Returns a value as a person reads it.
    fn shown(&self, value: &Value) -> String {
        let is_money = self.path.last().is_some_and(|step| step.ends_with("_tiyn"));
        match value {
            Value::Number(tiyn) if is_money => match tiyn.as_i64() {
                Some(tiyn) => format!("{} KZT", tenge_text(tiyn)),
                None => tiyn.to_string(),
            },
            Value::String(text) => text.clone(),
            Value::Array(items) => {
                let items: Vec<_> = items.iter().map(|item| self.shown(item)).collect();
                if items.is_empty() { "nothing".to_owned() } else { items.join(", ") }
            }
            Value::Object(_) => text_of(value)
                .or_else(|| ["text", "label"].iter().find_map(|key| text_of(value.get(key)?)))
                .or_else(|| name_of(value))
                .unwrap_or_else(|| value.to_string()),
            Value::Null => "nothing".to_owned(),
            Value::Bool(_) | Value::Number(_) => value.to_string(),
        }
    }
}

fn is_citation(value: &Value) -> bool {
    value.get("fingerprint").is_some()
}

/// Returns a text in three languages, where the value is one.
fn text_of(value: &Value) -> Option<String> {
    let part = |language| value.get(language).and_then(Value::as_str);
    match (part("en"), part("ru"), part("kk")) {
        (Some(en), Some(ru), Some(kk)) => Some(format!("{en} / {ru} / {kk}")),
        _ => None,
    }
}

/// Returns the name by which a member of a list is known.
fn name_of(member: &Value) -> Option<String> {
    NAMES.iter().find_map(|key| match member.get(key)? {
        Value::String(name) => Some(name.clone()),
        text => text.get("en").and_then(Value::as_str).map(str::to_owned),
    })
}

fn named(members: &[Value]) -> bool {
    members.iter().all(|member| name_of(member).is_some())
}
