//! Holds the workspace to its shape: imports point one way, and each heavy library has one owner.
//!
//! The rules are data; a crate that no rule names is refused, so a new crate has to say where it
//! stands. Dependencies for tests are free, except that only tests may use `testkit`.

use serde_json::Value;

use crate::error::Failure;
use crate::report::Tally;
use crate::sources;
use crate::tree::Tree;

/// Which crates of the workspace a crate may import.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("rulebook", &[]),
    ("casework", &["rulebook"]),
    ("vault", &["rulebook", "casework"]),
    ("sheets", &[]),
    ("paperwork", &["rulebook", "casework", "sheets"]),
    ("portal-api", &[]),
    ("sync", &["portal-api"]),
    ("portal", &["portal-api"]),
    ("desk", &["rulebook", "casework", "vault", "sheets", "paperwork", "portal-api", "sync", "portal"]),
    ("expat-desk", &["desk"]),
    ("expat", &["desk"]),
    ("testkit", &["rulebook", "casework", "vault", "desk", "portal", "portal-api"]),
    ("journeys", &[]),
    ("xtask", &[]),
];

/// Which crates may know a library, by the library's name or the beginning of it.
const OWNERS: &[(&str, &[&str])] = &[
    ("sqlx", &["vault", "portal"]),
    ("libsqlite3-sys", &["vault", "portal"]),
    ("rusqlite", &["vault"]),
    ("reqwest", &["sync"]),
    ("keyring", &["vault"]),
    ("typst", &["paperwork"]),
    ("printpdf", &["paperwork"]),
    ("lopdf", &["paperwork"]),
    ("docx-rs", &["paperwork"]),
    ("hayro", &["paperwork"]),
    ("calamine", &["sheets"]),
    ("rust_xlsxwriter", &["sheets"]),
    ("csv", &["sheets"]),
    ("zip", &["sheets"]),
    ("zbus", &["expat-desk", "vault"]),
    ("gtk", &["expat-desk"]),
    ("axum", &["portal"]),
    ("maud", &["portal"]),
    ("tauri", &["expat-desk"]),
    ("rfd", &["expat-desk"]),
    ("specta", &["desk", "expat-desk"]),
    ("clap", &["expat"]),
];

/// Crates without clock, disk, network or async. See [`sources`] for what that means in code.
pub const PURE: &[&str] = &["rulebook", "casework", "portal-api", "sheets"];

/// Libraries that a pure crate has no use for.
const IMPURE_LIBRARIES: &[&str] = &["tokio", "tempfile", "tracing-subscriber", "getrandom", "open"];

/// One dependency as a manifest names it.
#[derive(Clone, Debug)]
struct Import {
    by: String,
    name: String,
    only_for_tests: bool,
}

/// Checks crates and sources; prints what is wrong.
pub fn check(tree: &Tree) -> Result<Tally, Failure> {
    let mut problems = broken_imports(&list_imports(&tree.metadata()?)?);
    problems.extend(sources::broken_rules(&tree.root)?);
    for problem in &problems {
        println!("  {problem}");
    }
    Ok(Tally::one(problems.is_empty()))
}

fn list_imports(metadata: &Value) -> Result<Vec<Import>, Failure> {
    let lacks = |what| Failure::Lacks { program: "cargo metadata", what };
    let text = |value: &Value, key: &'static str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let packages = metadata.get("packages").and_then(Value::as_array);
    let mut imports = Vec::new();
    for package in packages.ok_or(lacks("packages"))? {
        let by = text(package, "name").ok_or(lacks("name"))?;
        let dependencies = package.get("dependencies").and_then(Value::as_array);
        for dependency in dependencies.ok_or(lacks("dependencies"))? {
            imports.push(Import {
                by: by.clone(),
                name: text(dependency, "name").ok_or(lacks("name"))?,
                only_for_tests: text(dependency, "kind").as_deref() == Some("dev"),
            });
        }
        // A crate without dependencies still has to have a place.
        imports.push(Import { by: by.clone(), name: by, only_for_tests: true });
    }
    Ok(imports)
}

fn broken_imports(imports: &[Import]) -> Vec<String> {
    let rule_of = |name: &str| MAY_IMPORT.iter().find(|(crate_name, _)| *crate_name == name);
    let mut problems = Vec::new();
    for Import { by, name, only_for_tests } in imports {
        let Some((_, may_import)) = rule_of(by) else {
            problems.push(format!("{by} has no place in the layers: name it in xtask's layers.rs"));
            continue;
        };
        if *only_for_tests {
            continue;
        }
        if rule_of(name).is_some() && !may_import.contains(&name.as_str()) {
            problems.push(format!("{by} must not import {name}: imports point one way"));
        }
        for (library, owners) in OWNERS {
            if is_named(name, library) && !owners.contains(&by.as_str()) {
                problems.push(format!("{by} must not know {name}: it belongs to {}", owners.join(", ")));
            }
        }
        if PURE.contains(&by.as_str()) && IMPURE_LIBRARIES.contains(&name.as_str()) {
            problems.push(format!("{by} must not know {name}: it has no clock, disk, network or async"));
        }
    }
    problems.dedup();
    problems
}

/// Returns whether `name` is `library` or one of its family (`typst-pdf` is of `typst`).
fn is_named(name: &str, library: &str) -> bool {
    name.strip_prefix(library).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(by: &str, name: &str, only_for_tests: bool) -> Vec<String> {
        broken_imports(&[Import { by: by.to_owned(), name: name.to_owned(), only_for_tests }])
    }

    #[test]
    fn imports_against_the_direction_are_refused() {
        assert!(problems("vault", "casework", false).is_empty());
        assert_eq!(problems("casework", "vault", false).len(), 1);
        assert_eq!(problems("expat", "vault", false).len(), 1);
        assert_eq!(problems("desk", "testkit", false).len(), 1);
        assert!(problems("desk", "testkit", true).is_empty());
    }

    #[test]
    fn heavy_libraries_have_owners_family_included() {
        assert!(problems("paperwork", "typst-pdf", false).is_empty());
        assert_eq!(problems("desk", "typst-pdf", false).len(), 1);
        assert_eq!(problems("desk", "tauri", false).len(), 1);
        assert!(problems("desk", "specta", false).is_empty());
        assert!(problems("desk", "open-location", false).is_empty());
    }

    #[test]
    fn pure_crates_get_no_runtime() {
        assert_eq!(problems("casework", "tokio", false).len(), 1);
        assert!(problems("casework", "proptest", true).is_empty());
    }

    #[test]
    fn crate_without_a_place_is_refused() {
        assert_eq!(problems("newcomer", "newcomer", true).len(), 1);
    }

    #[test]
    fn manifests_are_read_with_the_kind_of_each_dependency() {
        let metadata = serde_json::json!({"packages": [{
            "name": "sync",
            "dependencies": [{"name": "reqwest", "kind": null}, {"name": "portal", "kind": "dev"}],
        }]});
        let imports = list_imports(&metadata).unwrap();
        let kinds: Vec<_> =
            imports.iter().map(|import| (import.name.as_str(), import.only_for_tests)).collect();
        assert_eq!(kinds, [("reqwest", false), ("portal", true), ("sync", true)]);
    }
}
