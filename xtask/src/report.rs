//! What a run came to: counts per section, the table of times, the one line of totals.

use std::time::Duration;

/// How many checks went which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Checks that held.
    pub passed: u64,
    /// Checks that did not.
    pub failed: u64,
    /// Checks that were not made.
    pub skipped: u64,
}

impl Tally {
    /// One check and whether it held.
    pub const fn one(held: bool) -> Self {
        Self { passed: held as u64, failed: !held as u64, skipped: 0 }
    }

    /// One check that could not be made here.
    pub const fn skipped() -> Self {
        Self { passed: 0, failed: 0, skipped: 1 }
    }

    /// Adds another tally to this one.
    pub const fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// One section that was run.
pub struct Finished {
    /// The section's name.
    pub name: &'static str,
    /// How long it took.
    pub took: Duration,
    /// What it came to.
    pub tally: Tally,
    /// Why it failed or was skipped, where the output above does not say it.
    pub note: Option<String>,
}

/// Returns the table of sections, and as its last line the totals.
pub fn summary(sections: &[Finished]) -> String {
    let mut totals = Tally::default();
    let mut lines = Vec::new();
    for section in sections {
        let tally = section.tally;
        totals.add(tally);
        let verdict = match tally {
            Tally { failed: 1.., .. } => "FAILED",
            Tally { passed: 0, skipped: 1.., .. } => "skipped",
            _ => "ok",
        };
        let note = section.note.as_deref().unwrap_or_default();
        let line = format!(
            "{:<10} {:>8}  {:<7} {:>5} passed {:>3} failed {:>3} skipped  {note}",
            section.name,
            clock(section.took),
            verdict,
            tally.passed,
            tally.failed,
            tally.skipped
        );
        lines.push(line.trim_end().to_owned());
    }
    let whole = sections.iter().map(|section| section.took).sum();
    lines.push(format!("{:<10} {:>8}", "all", clock(whole)));
    lines.push(format!("{} passed, {} failed, {} skipped", totals.passed, totals.failed, totals.skipped));
    lines.join("\n")
}

/// Returns a duration as people read it: `4.2 s`, or `12:07` from a minute on.
pub fn clock(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{}:{:02}", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(name: &'static str, seconds: u64, tally: Tally) -> Finished {
        Finished { name, took: Duration::from_secs(seconds), tally, note: None }
    }

    #[test]
    fn last_line_sums_all_sections() {
        let tests = Tally { passed: 240, failed: 1, skipped: 2 };
        let text = summary(&[
            finished("fmt", 1, Tally::one(true)),
            finished("tests", 75, tests),
            finished("deny", 0, Tally::skipped()),
        ]);
        assert_eq!(text.lines().last(), Some("241 passed, 1 failed, 3 skipped"));
        assert!(text.contains("tests          1:15  FAILED"), "{text}");
        assert!(text.contains("deny          0.0 s  skipped"), "{text}");
    }
}
