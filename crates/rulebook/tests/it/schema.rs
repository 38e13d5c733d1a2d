//! As much of JSON Schema as `SCHEMA.md` uses, so that the document can be held to it.

use serde_json::Value;

/// A JSON Schema.
pub struct Schema {
    root: Value,
}

impl Schema {
    /// The schema printed in `SCHEMA.md`.
    pub fn of_the_documentation() -> Self {
        let text = include_str!("../../SCHEMA.md");
        let json = text.split("```json").nth(1).unwrap().split("```").next().unwrap();
        Self { root: serde_json::from_str(json).unwrap() }
    }

    /// What is wrong with a value, with the place of each problem.
    pub fn problems(&self, value: &Value) -> Vec<String> {
        let mut problems = Vec::new();
        self.check(&self.root, value, "", &mut problems);
        problems
    }

    fn check(&self, schema: &Value, value: &Value, place: &str, problems: &mut Vec<String>) {
        let schema_keys = schema.as_object().unwrap();
        for (key, rule) in schema_keys {
            match key.as_str() {
                "$ref" => {
                    let pointer = rule.as_str().unwrap().strip_prefix('#').unwrap();
                    let target = self.root.pointer(pointer).unwrap_or_else(|| panic!("no {pointer}"));
                    self.check(target, value, place, problems);
                }
                "type" if !has_type(value, rule.as_str().unwrap()) => {
                    problems.push(format!("{place}: not of type {rule}: {value}"));
                }
                "enum" if !rule.as_array().unwrap().contains(value) => {
                    problems.push(format!("{place}: not one of {rule}: {value}"));
                }
                "anyOf" => self.any_of(rule, value, place, problems),
                "pattern" => pattern(rule.as_str().unwrap(), value, place, problems),
                "required" => {
                    for name in rule.as_array().unwrap() {
                        let name = name.as_str().unwrap();
                        if value.get(name).is_none() {
                            problems.push(format!("{place}: missing {name}"));
                        }
                    }
                }
                "properties" => self.properties(rule, value, place, problems),
                "items" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(rule, item, &format!("{place}/{index}"), problems);
                    }
                }
                "prefixItems" => {
                    let items = value.as_array().into_iter().flatten();
                    for (index, (rule, item)) in rule.as_array().unwrap().iter().zip(items).enumerate() {
                        self.check(rule, item, &format!("{place}/{index}"), problems);
                    }
                }
                "minItems" | "maxItems" => {
                    let count = value.as_array().map_or(0, Vec::len) as u64;
                    let limit = rule.as_u64().unwrap();
                    if (key == "minItems" && count < limit) || (key == "maxItems" && count > limit) {
                        problems.push(format!("{place}: {count} items"));
                    }
                }
                "type" | "enum" | "additionalProperties" | "description" | "title" | "$schema" | "$defs" => {}
                other => panic!("the schema uses {other}, which this test doesn't know"),
            }
        }
    }

    fn any_of(&self, rules: &Value, value: &Value, place: &str, problems: &mut Vec<String>) {
        let mut fewest: Option<Vec<String>> = None;
        for rule in rules.as_array().unwrap() {
            let mut found = Vec::new();
            self.check(rule, value, place, &mut found);
            if fewest.as_ref().is_none_or(|known| found.len() < known.len()) {
                fewest = Some(found);
            }
        }
        problems.extend(fewest.unwrap_or_default());
    }

    /// Every object of the schema is closed.
    fn properties(&self, rules: &Value, value: &Value, place: &str, problems: &mut Vec<String>) {
        for (name, part) in value.as_object().into_iter().flatten() {
            match rules.get(name) {
                Some(rule) => self.check(rule, part, &format!("{place}/{name}"), problems),
                None => problems.push(format!("{place}: undescribed key {name}")),
            }
        }
    }
}

fn has_type(value: &Value, wanted: &str) -> bool {
    match wanted {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("unknown type {other}"),
    }
}

/// The two patterns of the schema, by name rather than through a regex engine.
fn pattern(rule: &str, value: &Value, place: &str, problems: &mut Vec<String>) {
    let text = value.as_str().unwrap_or_default();
    let fits = match rule {
        r"^\d{4}-\d{2}-\d{2}$" => text.parse::<rulebook::Date>().is_ok(),
        "^[0-9a-f]{64}$" => {
            text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        }
        other => panic!("unknown pattern {other}"),
    };
    if !fits {
        problems.push(format!("{place}: does not match {rule}: {value}"));
    }
}
