//! The letters and forms of an application: which there are, what they say, what they lack.
//!
//! Copies from records and never words: what the user didn't enter in the letter's language stays a
//! blank for the pen. Must not decide what an authority needs; that is the rulebook's checklist.

mod batch;
mod details;
mod forms;
mod gaps;
mod host;
mod labels;
pub(crate) mod making;
mod money;
mod packet;
pub(crate) mod pictures;
pub(crate) mod plan;
pub(crate) mod prepare;
pub(crate) mod press;
pub(crate) mod said;
mod sheets;
mod staff;
mod standing;
pub(crate) mod templates;
pub(crate) mod wanted;
pub(crate) mod writer;

pub(crate) use details::{read as read_details, signatories, view as details_view};
pub(crate) use plan::{Plan, plans};
pub(crate) use writer::Writer;

use crate::dossier::Dossier;
use crate::overview::Overview;
use crate::view::{Firm, LetterState, LetterView, Text};
use casework::Record;
use casework::readiness::LineState;
use jiff::civil::Date;
use paperwork::LetterKind;
use paperwork::record::Lang;
use templates::Templates;

/// Returns what a kind of letter is called.
pub(crate) fn title(kind: LetterKind) -> Text {
    Text::new(kind.title(Lang::En), kind.title(Lang::Ru), kind.title(Lang::Kk))
}

/// Returns the letters for the window, with the firm's own ones behind what they are made from.
pub(crate) fn views(
    overview: &Overview<'_>,
    firm: &Firm,
    templates: &Templates,
    today: Date,
) -> Vec<LetterView> {
    let mut views = Vec::new();
    for plan in plans(overview, firm) {
        let missing = gaps::of(overview, firm, &plan, today);
        let is_blocked = missing.iter().any(|gap| gap.blocks);
        let state = match () {
            () if is_attached(overview, &plan) => LetterState::Attached,
            () if is_blocked => LetterState::Blocked,
            () if missing.is_empty() => LetterState::Ready,
            () => LetterState::Blanks,
        };
        let person = plan.person.and_then(|id| overview.dossier.person(id));
        let view = LetterView {
            kind: plan.kind.id().to_owned(),
            title: title(plan.kind),
            person: plan.person.map(|id| id.to_string()),
            person_title: person.map(|person| person.folder.person.record.title()),
            copies: u32::from(plan.copies),
            group: plan.group,
            wanted: plan.wanted,
            two_columns: plan.kind.has_two_columns(),
            state,
            missing,
        };
        let own = templates.own_of(plan.kind).map(|own| LetterView {
            kind: own.id.clone(),
            title: own.title.clone(),
            wanted: false,
            ..view.clone()
        });
        let own: Vec<LetterView> = own.collect();
        views.push(view);
        views.extend(own);
    }
    views
}

fn is_attached(overview: &Overview<'_>, plan: &Plan) -> bool {
    overview.lines.iter().any(|line| {
        matches!(line.state, LineState::Attached { .. })
            && plan.answers(line.requirement.document.kind.as_str(), line.requirement.person.as_deref())
    })
}

/// Returns the names of the persons, as lists print them.
fn names(dossier: &Dossier) -> Vec<String> {
    dossier.persons.iter().map(|person| person.folder.person.record.title()).collect()
}
