//! Whether one paper answers one line of the checklist: its form, its dates, its scan.

use super::code::FindingCode;
use super::finding::{Draft, Finding, Subject};
use super::review::Review;
use crate::paper::{Paper, PaperForm};
use jiff::ToSpan;
use rulebook::{Document, FormAlternative, FormExtra, Text, Validity, ValidityRule};

/// Until December is near, a certificate of the year can't go stale before the visit.
const YEAR_ENDS_SOON_MONTH: i8 = 12;

/// The paper that a résumé is, where it isn't part of another one.
pub(super) const RESUME: &str = "resume";

/// Returns whether a paper of one type answers a line of another: a passport is one paper,
/// whether the line asks for it or for its copy.
pub(super) fn answers(required: &str, held: &str) -> bool {
    const PASSPORT: [&str; 2] = ["passport", "passport_copy"];
    required == held || (PASSPORT.contains(&required) && PASSPORT.contains(&held))
}

impl Review<'_, '_> {
    /// Returns what is wrong with a paper as an answer to a line of the checklist.
    pub(super) fn paper_problems(&self, document: &Document, paper: &Paper, subject: Subject) -> Vec<Draft> {
        let about = Line { document, subject };
        let mut drafts = Vec::new();
        if paper.file.is_none() {
            drafts.push(about.warns(FindingCode::ScanMissing, ".file"));
        }
        drafts.extend(about.form_problem(paper));
        if let Some(expires) = paper.expires_on.filter(|expires| *expires < self.filing) {
            let draft = about.blocks(FindingCode::PaperExpired, ".expires_on");
            drafts.push(draft.date("expires", expires).date("filing", self.filing));
        }
        for validity in &document.validity {
            let problem = match validity.rule {
                ValidityRule::CurrentYear => self.year_problem(&about, paper),
                ValidityRule::MaxAge { days } => self.age_problem(&about, paper, validity, days),
                ValidityRule::PeriodAtLeast { days } => self.period_problem(&about, paper, days),
                // The first two are demands on the passport itself; a paper that is to be valid
                // when handed in was judged above; a photograph is looked at by a person.
                ValidityRule::Passport { .. }
                | ValidityRule::DaysFromApplication { .. }
                | ValidityRule::ValidNow
                | ValidityRule::Photo { .. } => None,
            };
            drafts.extend(problem.map(|draft| draft.inferred(validity.inferred.as_ref())));
        }
        drafts
    }

    fn year_problem(&self, about: &Line<'_>, paper: &Paper) -> Option<Draft> {
        let Some(issued) = paper.issued_on else {
            return Some(about.warns(FindingCode::PaperDateMissing, ".issued_on"));
        };
        if issued.year() != self.filing.year() {
            let draft = about.blocks(FindingCode::PaperNotOfYear, ".issued_on");
            return Some(draft.date("issued", issued).number("year", self.filing.year()));
        }
        let ends_soon = self.filing.month() == YEAR_ENDS_SOON_MONTH;
        ends_soon.then(|| about.warns(FindingCode::PaperYearEnds, ".issued_on"))
    }

    fn age_problem(&self, about: &Line<'_>, paper: &Paper, validity: &Validity, days: u32) -> Option<Draft> {
        let Some(issued) = paper.issued_on else {
            return Some(about.warns(FindingCode::PaperDateMissing, ".issued_on"));
        };
        let last = issued.checked_add(i64::from(days).days()).ok()?;
        let field = ".issued_on";
        // What the guidebook doesn't print can't block.
        let draft = if validity.inferred.is_some() {
            about.warns(FindingCode::PaperTooOld, field)
        } else {
            about.blocks(FindingCode::PaperTooOld, field)
        };
        let draft = draft.date("issued", issued).date("filing", self.filing).number("days", days);
        (last < self.filing).then_some(draft)
    }

    fn period_problem(&self, about: &Line<'_>, paper: &Paper, days: u32) -> Option<Draft> {
        let field = ".expires_on";
        let Some(expires) = paper.expires_on else {
            return Some(about.warns(FindingCode::PeriodUnknown, field).number("days", days));
        };
        let needed = self.filing.checked_add(i64::from(days).days()).ok()?;
        let draft = about.blocks(FindingCode::PeriodTooShort, field);
        (expires < needed).then(|| draft.date("expires", expires).number("days", days))
    }

    /// Returns what else goes along with a paper.
    pub(super) fn extras(&self, document: &Document, held: &[&Paper], subject: Subject) -> Vec<Draft> {
        let about = Line { document, subject };
        let extras = document.form.with.iter();
        let drafts = extras.filter_map(|extra| match extra {
            FormExtra::Resume if held.iter().any(|paper| paper.document == RESUME) => None,
            FormExtra::Resume => {
                let draft = Finding::warns(FindingCode::ResumeMissing, subject, format!("papers.{RESUME}"));
                Some(about.named(draft))
            }
            other => Some(about.tells(FindingCode::ExtraNeeded, "").words("extra", extra_words(*other))),
        });
        drafts.collect()
    }
}

/// What a finding about a line of the checklist always says.
pub(super) struct Line<'d> {
    pub(super) document: &'d Document,
    pub(super) subject: Subject,
}

impl Line<'_> {
    fn field(&self, part: &str) -> String {
        format!("papers.{}{part}", self.document.kind)
    }

    pub(super) fn named(&self, draft: Draft) -> Draft {
        draft.words("document", self.document.name.clone()).cite(&self.document.citation)
    }

    pub(super) fn blocks(&self, code: FindingCode, part: &str) -> Draft {
        self.named(Finding::blocks(code, self.subject, self.field(part)))
    }

    pub(super) fn warns(&self, code: FindingCode, part: &str) -> Draft {
        self.named(Finding::warns(code, self.subject, self.field(part)))
    }

    pub(super) fn tells(&self, code: FindingCode, part: &str) -> Draft {
        self.named(Finding::tells(code, self.subject, self.field(part)))
    }

    fn form_problem(&self, paper: &Paper) -> Option<Draft> {
        let any_of = &self.document.form.any_of;
        if any_of.is_empty() || any_of.iter().any(|form| serves(paper.form, *form)) {
            return None;
        }
        if any_of.contains(&FormAlternative::Original) {
            // A scan is how an original is kept here, as long as somebody knows where it lies.
            let known = !paper.original_kept.trim().is_empty();
            return (!known).then(|| self.warns(FindingCode::OriginalNeeded, ".original_kept"));
        }
        let draft = self.blocks(FindingCode::DocumentWrongForm, ".form");
        Some(draft.words("needed", needed_words(any_of)))
    }
}

/// Returns whether a paper in a form serves where an alternative is asked for. From an original or a
/// certified document a copy can be made, not the other way round.
const fn serves(form: PaperForm, asked: FormAlternative) -> bool {
    match asked {
        FormAlternative::Copy => true,
        FormAlternative::Original => matches!(form, PaperForm::Original),
        FormAlternative::Notarised | FormAlternative::NotarisedCopy => matches!(form, PaperForm::Notarised),
        FormAlternative::Legalised | FormAlternative::LegalisedCopy => matches!(form, PaperForm::Legalised),
        FormAlternative::Apostilled | FormAlternative::ApostilledCopy => {
            matches!(form, PaperForm::Apostilled)
        }
    }
}

fn needed_words(any_of: &[FormAlternative]) -> Text {
    let words: Vec<[&str; 3]> = any_of.iter().map(|form| form_words(*form)).collect();
    let list =
        |language: usize, or: &str| words.iter().map(|word| word[language]).collect::<Vec<_>>().join(or);
    Text {
        en: format!("Needed: {}.", list(0, " or ")),
        ru: format!("Нужно: {}.", list(1, " или ")),
        kk: format!("Қажеті: {}.", list(2, " немесе ")),
    }
}

const fn form_words(form: FormAlternative) -> [&'static str; 3] {
    match form {
        FormAlternative::Original => ["the original", "оригинал", "түпнұсқа"],
        FormAlternative::Copy => ["a copy", "копия", "көшірме"],
        FormAlternative::Notarised => {
            ["a notarised document", "нотариально заверенный документ", "нотариат куәландырған құжат"]
        }
        FormAlternative::NotarisedCopy => {
            ["a notarised copy", "нотариально заверенная копия", "нотариат куәландырған көшірме"]
        }
        FormAlternative::Legalised => {
            ["a legalised document", "легализованный документ", "заңдастырылған құжат"]
        }
        FormAlternative::LegalisedCopy => {
            ["a legalised copy", "копия легализованного документа", "заңдастырылған құжаттың көшірмесі"]
        }
        FormAlternative::Apostilled => {
            ["a document with an apostille", "документ с апостилем", "апостиль қойылған құжат"]
        }
        FormAlternative::ApostilledCopy => [
            "a copy with the apostille",
            "копия документа с апостилем",
            "апостиль қойылған құжаттың көшірмесі",
        ],
    }
}

fn extra_words(extra: FormExtra) -> Text {
    let [en, ru, kk] = match extra {
        FormExtra::CertifiedTranslation => {
            ["a certified translation", "заверенный перевод", "куәландырылған аударма"]
        }
        FormExtra::OriginalForVerification => {
            ["the original, to be shown", "оригинал для сверки", "салыстыруға арналған түпнұсқа"]
        }
        FormExtra::IdentityDocumentCopy => [
            "a copy of the representative's identity document",
            "копия документа, удостоверяющего личность представителя",
            "өкілдің жеке басын куәландыратын құжаттың көшірмесі",
        ],
        FormExtra::Resume => ["the résumé", "резюме", "түйіндеме"],
        FormExtra::Photo => {
            ["a photograph of 3.5 x 4.5 cm", "фотография 3,5 x 4,5 см", "3,5 x 4,5 см фотосурет"]
        }
    };
    Text { en: en.to_owned(), ru: ru.to_owned(), kk: kk.to_owned() }
}
