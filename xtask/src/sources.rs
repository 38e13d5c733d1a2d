//! House rules that no lint knows: every Rust file says what it is for, there is no `mod.rs`, and
//! pure crates touch neither clock nor disk nor network.

use std::path::Path;

use crate::error::Failure;
use crate::layers::PURE;
use crate::tree;

/// Folders with Rust sources of ours.
const SOURCES: &[&str] = &["crates", "src-tauri", "tests", "xtask"];

/// What a pure crate's code must not say, and what that would be.
const IMPURE: &[(&str, &str)] = &[
    ("std::fs", "the disk"),
    ("std::net", "the network"),
    ("std::env", "the environment"),
    ("std::process", "other programs"),
    ("std::thread", "threads"),
    ("SystemTime", "the clock"),
    ("Instant::now", "the clock"),
    ("Timestamp::now", "the clock"),
    ("Zoned::now", "the clock"),
    ("async fn", "async"),
    (".await", "async"),
];

/// Returns every break of the rules below `root`.
pub fn broken_rules(root: &Path) -> Result<Vec<String>, Failure> {
    let mut problems = Vec::new();
    for folder in SOURCES {
        let keep = |path: &Path| {
            !path.ends_with("target") && !path.ends_with("node_modules") && !path.ends_with("gen")
        };
        for path in tree::files_below(&root.join(folder), &keep)? {
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).map_err(Failure::at(&path))?;
            let name = path.strip_prefix(root).unwrap_or(&path);
            problems.extend(problems_of(name, &text));
        }
    }
    Ok(problems)
}

fn problems_of(name: &Path, text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if name.file_name().is_some_and(|file| file == "mod.rs") {
        problems.push(format!("{}: a module's file has the module's name", name.display()));
    }
    if !text.starts_with("//!") {
        problems.push(format!("{}: must begin with `//!`: what it is for", name.display()));
    }
    let is_pure =
        PURE.iter().any(|crate_name| name.starts_with(Path::new("crates").join(crate_name).join("src")));
    if is_pure {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (index, line) in code.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for (word, what) in IMPURE {
                if line.contains(word) {
                    problems.push(format!(
                        "{}:{}: a pure crate must not touch {what}",
                        name.display(),
                        index + 1
                    ));
                }
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(name: &str, text: &str) -> usize {
        problems_of(Path::new(name), text).len()
    }

    #[test]
    fn files_say_what_they_are_for() {
        assert_eq!(count("crates/desk/src/fees.rs", "//! Fees.\nuse std::fs;\n"), 0);
        assert_eq!(count("crates/desk/src/fees.rs", "use std::fs;\n"), 1);
        assert_eq!(count("crates/desk/src/fees/mod.rs", "//! Fees.\n"), 1);
    }

    #[test]
    fn pure_crates_touch_nothing_outside_of_their_tests() {
        let file = "crates/casework/src/mrz.rs";
        assert_eq!(count(file, "//! M.\n/// Never std::fs.\nfn f() {}\n"), 0);
        assert_eq!(count(file, "//! M.\nuse std::fs;\n"), 1);
        assert_eq!(count(file, "//! M.\n#[cfg(test)]\nmod tests { use std::fs; }\n"), 0);
    }
}
