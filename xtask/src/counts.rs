//! Reads from the output of test runners how many tests went which way.

use serde_json::Value;

use crate::report::Tally;

/// Adds what a line of `cargo nextest run` or of a libtest binary says about totals, if anything.
pub fn add_from_line(tally: &mut Tally, line: &str) {
    let line = without_colours(line);
    if let Some(counts) = nextest_totals(&line).or_else(|| libtest_totals(&line)) {
        tally.add(counts);
    }
}

/// `Summary [   0.4s] 12 tests run: 10 passed (1 slow), 1 failed, 1 timed out, 3 skipped`
fn nextest_totals(line: &str) -> Option<Tally> {
    let rest = line.trim_start().strip_prefix("Summary [")?;
    let (_, counts) = rest.split_once("run: ")?;
    let mut tally = Tally::default();
    for (count, what) in numbered(counts) {
        match what {
            "passed" => tally.passed += count,
            "skipped" => tally.skipped += count,
            // "failed", "timed out", "exec failed", and whatever a later version adds
            _ => tally.failed += count,
        }
    }
    Some(tally)
}

/// `test result: ok. 7 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.1s`
fn libtest_totals(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut tally = Tally::default();
    for (count, what) in numbered(counts) {
        match what {
            "passed" => tally.passed += count,
            "failed" => tally.failed += count,
            "ignored" => tally.skipped += count,
            _ => {}
        }
    }
    Some(tally)
}

/// Splits `3 passed (1 slow), 2 timed out` into counts and what is counted.
fn numbered(counts: &str) -> impl Iterator<Item = (u64, &str)> {
    counts.split([',', ';']).filter_map(|part| {
        let part = part.split(" (").next()?.trim();
        let (count, what) = part.split_once(' ')?;
        Some((count.parse().ok()?, what))
    })
}

/// Reads the totals of vitest's JSON report.
pub fn from_vitest(report: &Value) -> Option<Tally> {
    let count = |name: &str| report.get(name).and_then(Value::as_u64);
    let mut tally = Tally {
        passed: count("numPassedTests")?,
        failed: count("numFailedTests")?,
        skipped: count("numPendingTests")? + count("numTodoTests").unwrap_or(0),
    };
    // A file that doesn't load has no tests to count, and must not look like success.
    if tally.failed == 0 && report.get("success") == Some(&Value::Bool(false)) {
        tally.failed = count("numFailedTestSuites").unwrap_or(1).max(1);
    }
    Some(tally)
}

/// Removes the colour sequences that tools write to terminals.
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(letter) = rest.next() {
        if letter == '\u{1b}' {
            rest.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(lines: &[&str]) -> (u64, u64, u64) {
        let mut tally = Tally::default();
        for line in lines {
            add_from_line(&mut tally, line);
        }
        (tally.passed, tally.failed, tally.skipped)
    }

    #[test]
    fn nextest_summary_is_counted_with_colours_and_asides() {
        let line = "\u{1b}[32;1m     Summary\u{1b}[0m [  12.345s] \u{1b}[1m12\u{1b}[0m tests run: \
                    9 passed (2 slow), 1 failed, 2 timed out, 3 skipped";
        assert_eq!(counted(&[line]), (9, 3, 3));
    }

    #[test]
    fn libtest_results_of_several_binaries_add_up() {
        let lines = [
            "test checks::tests::something ... ok",
            "test result: ok. 7 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.10s",
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s",
        ];
        assert_eq!(counted(&lines), (8, 2, 1));
    }

    #[test]
    fn vitest_file_that_does_not_load_is_a_failure() {
        let report = serde_json::json!({
            "success": false, "numPassedTests": 5, "numFailedTests": 0,
            "numPendingTests": 1, "numFailedTestSuites": 2
        });
        let tally = from_vitest(&report).unwrap();
        assert_eq!((tally.passed, tally.failed, tally.skipped), (5, 2, 1));
    }
}
