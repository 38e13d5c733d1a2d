//! The checklist of an application with the state of each line.

use super::case_file::PersonFile;
use super::code::FindingCode;
use super::finding::{Draft, Finding, Severity, Subject};
use super::letters::{Letter, Signer, letter_of};
use super::paper::{Line, answers};
use super::principal::PRINCIPAL_VISA;
use super::review::Review;
use crate::id::{PaperId, PersonId};
use crate::paper::Paper;
use rulebook::{Basis, Document, Expected, MustShow, Requirement};
use serde::Serialize;
use std::cmp::Reverse;

/// How far one line of the checklist is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum LineState {
    /// It must be there and isn't.
    Missing,
    /// Papers are attached, the fitting one first.
    Attached {
        /// Their ids.
        papers: Vec<PaperId>,
    },
    /// A record settles it, no paper is attached.
    OnRecord,
    /// We write it; it needs a signature.
    WrittenByUs {
        /// What we write.
        letter: Letter,
    },
    /// The principal applies at the same time (our inference).
    WithPrincipal,
    /// Nobody can say without asking whether it is needed.
    IfApplicable,
    /// It need not be there.
    NotExpected,
}

/// One line of the checklist.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChecklistLine<'r> {
    /// What the guidebook asks for.
    pub requirement: Requirement<'r>,
    /// For whom; none for the host.
    pub person: Option<PersonId>,
    /// How far it is.
    pub state: LineState,
    /// What is wrong with it, or to be known.
    pub findings: Vec<Finding>,
}

impl ChecklistLine<'_> {
    /// Returns whether nothing is left to do about the line before filing.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.state != LineState::Missing
            && self.findings.iter().all(|finding| finding.severity != Severity::Blocks)
    }
}

impl<'r> Review<'_, 'r> {
    /// Returns the checklist with the state of each line.
    pub(super) fn checklist(&mut self) -> Vec<ChecklistLine<'r>> {
        let rulebook = self.rulebook;
        let checklist = match rulebook.checklist(self.service.id, &self.case, self.filing) {
            Ok(checklist) => checklist,
            Err(error) => {
                self.push_unanswered(&error);
                return Vec::new();
            }
        };
        let doubt = match checklist.basis {
            Basis::Printed => None,
            Basis::Likely(_) => Some(FindingCode::ListLikely),
            Basis::None => Some(FindingCode::ListNotPrinted),
        };
        if let Some(code) = doubt {
            let draft = Finding::tells(code, Subject::Application, "application.service");
            self.push(draft.cite(&self.service.citation));
        }
        checklist.items.into_iter().map(|requirement| self.line(requirement)).collect()
    }

    fn line(&self, requirement: Requirement<'r>) -> ChecklistLine<'r> {
        let person = requirement.person.as_deref().and_then(|key| key.parse().ok());
        let file = person.and_then(|id| self.person_file(id));
        let subject =
            file.map_or(Subject::Company(self.file.company.id), |file| Subject::Person(file.person.id));
        let about = Line { document: requirement.document, subject };
        let (state, drafts) = match requirement.expected {
            Expected::NotExpected { .. } => (LineState::NotExpected, Vec::new()),
            expected => self.expected_line(&about, file, expected),
        };
        let findings = drafts.into_iter().map(Draft::finish).collect();
        ChecklistLine { requirement, person, state, findings }
    }

    fn expected_line(
        &self,
        about: &Line<'_>,
        file: Option<&PersonFile<'_>>,
        expected: Expected<'_>,
    ) -> (LineState, Vec<Draft>) {
        let (document, subject) = (about.document, about.subject);
        let held = self.held(file);
        let mut papers: Vec<(&Paper, Vec<Draft>)> = held
            .iter()
            .filter(|paper| answers(document.kind.as_str(), &paper.document))
            .map(|paper| (*paper, self.paper_problems(document, paper, subject)))
            .collect();
        papers.sort_by_key(|(_, problems)| Reverse(fitness(problems)));
        let ids: Vec<PaperId> = papers.iter().map(|(paper, _)| paper.id).collect();
        let (state, mut drafts) = match (papers.into_iter().next(), expected) {
            (Some((_, mut problems)), _) => {
                problems.extend(self.extras(document, &held, subject));
                (LineState::Attached { papers: ids }, problems)
            }
            (None, Expected::IfApplicable { reason }) => {
                let draft = about.tells(FindingCode::DocumentIfApplicable, "");
                (LineState::IfApplicable, vec![draft.words("reason", reason.clone())])
            }
            (None, _) => self.unattached(about, file),
        };
        if let Some(file) = file.filter(|_| expected.is_required()) {
            drafts.extend(self.passport_demands(document, file));
            drafts.extend(must_show(document, file));
        }
        (state, drafts)
    }

    /// Returns the papers that may answer a line: the person's or the host's, and the application's.
    fn held<'b>(&'b self, file: Option<&'b PersonFile<'_>>) -> Vec<&'b Paper> {
        let own = file.map_or(&self.file.company_papers, |file| &file.papers);
        let application = self.file.application.id;
        own.iter()
            .chain(&self.file.application_papers)
            .filter(|paper| paper.application.is_none_or(|id| id == application))
            .copied()
            .collect()
    }

    fn unattached(&self, about: &Line<'_>, file: Option<&PersonFile<'_>>) -> (LineState, Vec<Draft>) {
        if about.document.kind == PRINCIPAL_VISA
            && let Some(file) = file
        {
            let (state, draft) = self.principal_visa(about, file);
            return (state, draft.into_iter().collect());
        }
        let Some(letter) = letter_of(about.document.kind.as_str()) else {
            return (LineState::Missing, vec![about.blocks(FindingCode::DocumentMissing, "")]);
        };
        let draft = match letter.signer {
            Signer::Host => about
                .tells(FindingCode::HostToSign, "")
                .number("copies", about.document.form.hard_copies.unwrap_or(1)),
            Signer::Person => about.blocks(FindingCode::PersonToSign, ""),
            Signer::PersonAtVisit => about.warns(FindingCode::PersonToSign, ""),
        };
        (LineState::WrittenByUs { letter }, vec![draft])
    }
}

/// Returns how well a paper answers a line: the mildest worst problem first, then the fewest.
fn fitness(problems: &[Draft]) -> (u8, Reverse<usize>) {
    let worst = problems.iter().map(Draft::severity).min();
    (worst.map_or(u8::MAX, |severity| severity as u8), Reverse(problems.len()))
}

/// Returns what the contract behind a line must show and the engagement doesn't hold.
fn must_show(document: &Document, file: &PersonFile<'_>) -> Vec<Draft> {
    let Some(engagement) = file.engagement else { return Vec::new() };
    let subject = Subject::Person(file.person.id);
    let missing = document.must_show.iter().flat_map(|shown| match shown {
        MustShow::JobTitle => {
            vec![(engagement.position.is_empty(), FindingCode::JobTitleMissing, "engagement.position")]
        }
        MustShow::EngagementPeriod => vec![
            (engagement.from.is_none(), FindingCode::EngagementStartMissing, "engagement.from"),
            (engagement.until.is_none(), FindingCode::EngagementEndMissing, "engagement.until"),
        ],
        _ => Vec::new(),
    });
    missing
        .filter(|(is_missing, _, _)| *is_missing)
        .map(|(_, code, field)| Finding::blocks(code, subject, field).cite(&document.citation))
        .collect()
}
