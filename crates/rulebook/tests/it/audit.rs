//! The shipped data against the two documents themselves, where they are at hand.

use crate::support::{guidebook, portal_guide, rules};
use rulebook::audit::{AuditReport, audit, audit_portal_guide};

#[test]
fn every_line_of_the_guidebook_is_cited_and_unchanged() {
    let Some(text) = guidebook() else { return };
    let report = audit(rules(), &text);
    assert!(report.is_clean(), "{report}");
    assert_eq!(report.cited + report.left_out, report.lines);
    assert!(report.citations > 300, "the audit must see the citations: {report}");
}

#[test]
fn the_portal_guide_says_what_is_cited() {
    let Some(text) = portal_guide() else { return };
    assert_eq!(audit_portal_guide(rules(), &text), []);
}

#[test]
fn a_changed_price_is_noticed_twice() {
    let changed = |line, text: String| if line == 77 { text.replace("390", "420") } else { text };
    let Some(report) = audited(changed) else { return };
    assert!(report.changed.iter().any(|changed| changed.lines == (77, 77)));
    let problems: Vec<_> = report.disagreements.iter().map(|found| &found.problem).collect();
    assert_eq!(problems, ["the price 390 000 is not in the line"]);
}

#[test]
fn a_new_document_in_a_list_is_noticed_by_its_line() {
    let added = |line, text| if line == 67 { "- Medical certificate;".to_owned() } else { text };
    let Some(report) = audited(added) else { return };
    let uncited: Vec<_> = report.uncited.iter().map(|found| (found.line, found.is_document)).collect();
    assert_eq!(uncited, [(67, true)]);
    assert_eq!(report.changed, []);
}

#[test]
fn a_stricter_demand_in_a_line_is_noticed() {
    let stricter = |line, text: String| match line {
        62 => text.replace("2 hard copies", "3 hard copies"),
        64 => format!("{text} (notarised)"),
        _ => text,
    };
    let Some(report) = audited(stricter) else { return };
    let found: Vec<_> = report.disagreements.iter().map(|found| (found.lines.0, &*found.problem)).collect();
    assert_eq!(
        found,
        [
            (62, "the data demand \"2 hard copies\", the line doesn't say so"),
            (64, "the line says \"notaris\", the data don't"),
        ]
    );
}

#[test]
fn an_empty_document_has_none_of_the_cited_lines() {
    let report = audit(rules(), "");
    assert_eq!(report.changed.len(), report.citations);
    assert!(report.changed.iter().all(|changed| changed.found.is_none()));
    assert!(!report.is_clean());
}

/// Audits the guidebook with some of its lines changed, where it is at hand.
fn audited(change: impl Fn(usize, String) -> String) -> Option<AuditReport> {
    let text = guidebook()?;
    let lines: Vec<_> =
        text.lines().enumerate().map(|(index, line)| change(index + 1, line.to_owned())).collect();
    Some(audit(rules(), &lines.join("\n")))
}
