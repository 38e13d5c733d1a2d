//! Compares the data with the text of the guidebook, line by line.
//!
//! Three questions: does every citation still say what it said (fingerprints), is every
//! line of the guidebook cited or left out on purpose (coverage), and does the data agree
//! with the words and numbers of the line that it cites (agreement).
//!
//! Pure: the text is given. Invariant: a clean report means all three, for every line.

mod agreement;

use crate::cite::{Citation, SourceDocument, fingerprint, fold};
use crate::document::Document;
use crate::edition::{Edition, EditionInfo, Rulebook};
use crate::service::{Process, Service, StateFee};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// What the comparison found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditReport {
    /// How many citations were compared.
    pub citations: usize,
    /// How many lines with text lie in the audited range.
    pub lines: usize,
    /// How many of them are cited.
    pub cited: usize,
    /// How many are headings left out on purpose.
    pub left_out: usize,
    /// Lines that nothing cites.
    pub uncited: Vec<Uncited>,
    /// Citations whose lines say something else now.
    pub changed: Vec<Changed>,
    /// Data that contradict the line they cite.
    pub disagreements: Vec<Disagreement>,
    /// Headings in the list of what is left out that the guidebook doesn't have.
    pub stale_left_out: Vec<String>,
}

/// A line that nothing cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Uncited {
    /// The line, from 1.
    pub line: u32,
    /// What it says.
    pub text: String,
    /// True for an item of a list of documents that no document cites.
    pub is_document: bool,
}

/// A citation whose lines say something else now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// What cites them.
    pub what: String,
    /// The cited lines.
    pub lines: (u32, u32),
    /// The fingerprint in the data.
    pub expected: String,
    /// The fingerprint of the text; none if it has no such lines.
    pub found: Option<String>,
}

/// Data that contradict the line they cite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// What cites the line.
    pub what: String,
    /// The cited lines.
    pub lines: (u32, u32),
    /// The contradiction.
    pub problem: String,
}

impl AuditReport {
    /// Returns true if nothing is missing, changed or contradicted.
    pub fn is_clean(&self) -> bool {
        self.uncited.is_empty()
            && self.changed.is_empty()
            && self.disagreements.is_empty()
            && self.stale_left_out.is_empty()
    }
}

impl fmt::Display for AuditReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} citations; {} lines with text: {} cited, {} left out on purpose, {} missing",
            self.citations,
            self.lines,
            self.cited,
            self.left_out,
            self.uncited.len()
        )?;
        for Uncited { line, text, is_document } in &self.uncited {
            let kind = if *is_document { "no document cites" } else { "nothing cites" };
            writeln!(f, "line {line}: {kind} it: {text}")?;
        }
        for Changed { what, lines: (from, to), expected, found } in &self.changed {
            let found = found.as_deref().unwrap_or("no such lines");
            writeln!(f, "lines {from}-{to}: changed, cited by {what}")?;
            writeln!(f, "    expected {expected}\n    found    {found}")?;
        }
        for Disagreement { what, lines: (from, _), problem } in &self.disagreements {
            writeln!(f, "line {from}: {what}: {problem}")?;
        }
        for heading in &self.stale_left_out {
            writeln!(f, "the guidebook has no heading \"{heading}\"")?;
        }
        Ok(())
    }
}

/// Compares the rulebook's edition with the text of the guidebook.
pub fn audit(rulebook: &Rulebook, guidebook: &str) -> AuditReport {
    let lines: Vec<&str> = guidebook.lines().collect();
    let edition = rulebook.edition();
    let cited: Vec<Cited<'_>> = citations(edition)
        .into_iter()
        .filter(|cited| cited.citation.source == SourceDocument::Guidebook)
        .collect();
    let mut report = coverage(&edition.info, &lines, &cited);
    report.citations = cited.len();
    report.changed = changed(&lines, &cited);
    report.disagreements = agreement::check(rulebook, &lines);
    report
}

/// Compares the citations of the portal's user guide with its text.
pub fn audit_portal_guide(rulebook: &Rulebook, portal_guide: &str) -> Vec<Changed> {
    let lines: Vec<&str> = portal_guide.lines().collect();
    let seen = rulebook.price_observations().iter().map(|seen| Cited {
        what: format!("{} > price seen", seen.service),
        citation: &seen.citation,
        is_document: false,
    });
    let of_edition = citations(rulebook.edition())
        .into_iter()
        .filter(|cited| cited.citation.source == SourceDocument::PortalGuide);
    changed(&lines, &seen.chain(of_edition).collect::<Vec<_>>())
}

/// A citation with the path of what cites it.
struct Cited<'a> {
    what: String,
    citation: &'a Citation,
    is_document: bool,
}

/// Returns the text of the cited lines, if the text has them.
fn cited_text(lines: &[&str], citation: &Citation) -> Option<String> {
    let from = usize::try_from(citation.lines.0).ok()?.checked_sub(1)?;
    let to = usize::try_from(citation.lines.1).ok()?;
    lines.get(from..to).map(|cited| cited.join("\n"))
}

fn changed(lines: &[&str], cited: &[Cited<'_>]) -> Vec<Changed> {
    let compare = |cited: &Cited<'_>| {
        let found = cited_text(lines, cited.citation).map(|text| fingerprint(&text));
        let expected = &cited.citation.fingerprint;
        (found.as_ref() != Some(expected)).then(|| Changed {
            what: cited.what.clone(),
            lines: cited.citation.lines,
            expected: expected.clone(),
            found,
        })
    };
    cited.iter().filter_map(compare).collect()
}

fn coverage(info: &EditionInfo, lines: &[&str], cited: &[Cited<'_>]) -> AuditReport {
    let lines_of = |wanted: &dyn Fn(&Cited<'_>) -> bool| -> BTreeSet<u32> {
        let wanted = cited.iter().filter(|cited| wanted(cited));
        wanted.flat_map(|cited| cited.citation.lines.0..=cited.citation.lines.1).collect()
    };
    let by_anything = lines_of(&|_| true);
    let by_document = lines_of(&|cited| cited.is_document);
    let mut report = AuditReport {
        citations: 0,
        lines: 0,
        cited: 0,
        left_out: 0,
        uncited: Vec::new(),
        changed: Vec::new(),
        disagreements: Vec::new(),
        stale_left_out: Vec::new(),
    };
    let mut seen_headings = BTreeSet::new();
    let mut in_list = false;
    for (number, line) in (1_u32..).zip(lines) {
        let text = fold(line);
        let (from, to) = info.audited;
        if text.is_empty() || !(from..=to).contains(&number) {
            continue;
        }
        report.lines += 1;
        let heading = info.left_out.iter().find(|heading| **heading == text);
        if let Some(heading) = heading {
            seen_headings.insert(heading.as_str());
            in_list = heading.ends_with("documents:");
            report.left_out += 1;
            continue;
        }
        // A list item must be a document of its own; that another row's wider citation
        // happens to cover the line is not enough.
        let is_document = in_list && text.starts_with('-');
        let covered = if is_document { &by_document } else { &by_anything };
        if covered.contains(&number) {
            report.cited += 1;
        } else {
            report.uncited.push(Uncited { line: number, text, is_document });
        }
    }
    let stale = info.left_out.iter().filter(|heading| !seen_headings.contains(heading.as_str()));
    report.stale_left_out = stale.cloned().collect();
    report
}

/// Every citation of an edition, with the path of what cites it.
fn citations(edition: &Edition) -> Vec<Cited<'_>> {
    let mut all = Vec::new();
    for (index, warning) in edition.info.warnings.iter().enumerate() {
        push(&mut all, format!("warning {}", index + 1), &warning.citation);
    }
    for office in &edition.offices {
        push(&mut all, format!("office {}", office.id), &office.citation);
    }
    push(&mut all, "portal > invoice".to_owned(), &edition.portal.invoice.citation);
    push(&mut all, "portal > refund".to_owned(), &edition.portal.refund.citation);
    for note in &edition.portal.notes {
        push(&mut all, format!("portal > {}", note.id), &note.citation);
    }
    for line in &edition.portal.services {
        push(&mut all, format!("portal > {}", line.service), &line.citation);
    }
    for service in &edition.services {
        of_service(&mut all, service);
    }
    all
}

fn push<'a>(all: &mut Vec<Cited<'a>>, what: String, citation: &'a Citation) {
    all.push(Cited { what, citation, is_document: false });
}

fn of_service<'a>(all: &mut Vec<Cited<'a>>, service: &'a Service) {
    let id = service.id;
    push(all, format!("{id} > section"), &service.section_citation);
    push(all, format!("{id} > title"), &service.citation);
    push(all, format!("{id} > purpose"), &service.purpose.citation);
    push(all, format!("{id} > outcome"), &service.outcome.citation);
    for rule in &service.eligibility {
        push(all, format!("{id} > eligibility"), &rule.citation);
    }
    if let Process::Steps { steps } = &service.process {
        for step in steps {
            push(all, format!("{id} > process > {}", step.id), &step.citation);
        }
    }
    of_documents(all, &format!("{id} > documents"), &service.documents);
    if let Some(table) = &service.fees {
        push(all, format!("{id} > fees"), &table.citation);
        for row in table.service.iter().chain(&table.personal_manager) {
            push(all, format!("{id} > fees > {}", row.label.en), &row.citation);
        }
        match &table.state {
            StateFee::Mci { citation, .. }
            | StateFee::Dash { citation }
            | StateFee::NoStateBody { citation, .. }
            | StateFee::NotStated { citation, .. } => {
                push(all, format!("{id} > fees > state fee"), citation);
            }
        }
    }
    if let Some(rule) = &service.timeframe {
        push(all, format!("{id} > timeframe"), &rule.citation);
        if let Some(extension) = &rule.extension {
            push(all, format!("{id} > timeframe > extension"), &extension.citation);
        }
    }
    if let Some(step) = &service.step2 {
        push(all, format!("{id} > step 2"), &step.citation);
        push(all, format!("{id} > step 2 > contact"), &step.contact.citation);
        of_documents(all, &format!("{id} > step 2"), &step.documents);
    }
    if let Some(rule) = &service.filing_window {
        push(all, format!("{id} > filing window"), &rule.citation);
    }
    for note in &service.notes {
        push(all, format!("{id} > note {}", note.id), &note.citation);
    }
}

fn of_documents<'a>(all: &mut Vec<Cited<'a>>, path: &str, documents: &'a [Document]) {
    for document in documents {
        let what = format!("{path} > {}", document.kind);
        all.push(Cited { what, citation: &document.citation, is_document: true });
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use crate::text::Text;

    const TEXT: [&str; 7] = [
        "A cover that is not audited",
        "Section",
        "Required documents:",
        "- a first paper;",
        " \u{a0} ",
        "- a second paper;",
        "A closing note",
    ];

    fn info(left_out: &[&str]) -> EditionInfo {
        EditionInfo {
            id: "test".into(),
            from: "2025-01-01".parse().unwrap(),
            from_reason: Text { en: "a".into(), ru: "b".into(), kk: "c".into() },
            guidebook: String::new(),
            portal_guide: String::new(),
            audited: (2, 7),
            left_out: left_out.iter().map(|heading| (*heading).to_owned()).collect(),
            warnings: Vec::new(),
        }
    }

    fn citation(from: u32, to: u32) -> Citation {
        let text = TEXT.get(from as usize - 1..to as usize).unwrap().join("\n");
        Citation {
            source: SourceDocument::Guidebook,
            document: String::new(),
            heading: String::new(),
            section_page: None,
            lines: (from, to),
            fingerprint: fingerprint(&text),
        }
    }

    fn missing(documents: &[&Citation], others: &[&Citation]) -> Vec<u32> {
        let cited = |citation, is_document| Cited { what: String::new(), citation, is_document };
        let documents = documents.iter().map(|citation| cited(citation, true));
        let others = others.iter().map(|citation| cited(citation, false));
        let all: Vec<_> = documents.chain(others).collect();
        let report = coverage(&info(&["Required documents:"]), &TEXT, &all);
        report.uncited.iter().map(|uncited| uncited.line).collect()
    }

    #[test]
    fn a_line_that_nothing_cites_is_reported_and_a_blank_one_is_not() {
        let (section, first, second) = (citation(2, 2), citation(4, 4), citation(6, 6));
        assert_eq!(missing(&[&first, &second], &[&section]), [7]);
    }

    #[test]
    fn a_wide_citation_does_not_stand_for_a_document_of_the_list() {
        let (everything, first) = (citation(2, 7), citation(4, 4));
        assert_eq!(missing(&[&first], &[&everything]), [6]);
    }

    #[test]
    fn a_heading_that_the_guidebook_does_not_have_is_stale() {
        let report = coverage(&info(&["Required documents:", "Gone"]), &TEXT, &[]);
        assert_eq!(report.stale_left_out, ["Gone"]);
        assert_eq!((report.lines, report.left_out, report.cited), (5, 1, 0));
    }

    #[test]
    fn a_changed_word_and_a_missing_line_are_noticed() {
        let citation = citation(4, 4);
        let cited = [Cited { what: "paper".into(), citation: &citation, is_document: true }];
        assert_eq!(changed(&TEXT, &cited), []);
        let mut other = TEXT;
        other[3] = "-  a  first paper;";
        assert_eq!(changed(&other, &cited), [], "white space is folded");
        other[3] = "- the first paper;";
        assert!(changed(&other, &cited).first().unwrap().found.is_some());
        assert_eq!(changed(&[], &cited).first().unwrap().found, None);
    }
}
