//! Letters and forms: what is offered, what is missing, what was made.

use super::{Language, SubjectView, Text};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What a letter is for; lists show the groups in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum LetterGroup {
    /// The checklist asks for it.
    Checklist,
    /// The checklist asks for it under a condition.
    IfApplicable,
    /// The law asks for it, not the checklist.
    Law,
    /// A sheet that goes with the packet.
    Packet,
    /// A sheet for what follows the answer.
    Steps,
    /// Invoices and money back.
    Money,
}

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum LetterState {
    /// Something has to be entered before it can be made.
    Blocked,
    /// It can be made, with blanks for the pen.
    Blanks,
    /// It can be made and has no blank that we could fill.
    Ready,
    /// The signed paper is attached.
    Attached,
}

/// What a missing value of a letter belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum GapSubject {
    /// The application itself.
    Application,
    /// The host.
    Company,
    /// One of the persons.
    Person,
    /// Our own firm, in the settings.
    Firm,
}

impl From<SubjectView> for GapSubject {
    fn from(subject: SubjectView) -> Self {
        match subject {
            SubjectView::Application => Self::Application,
            SubjectView::Company => Self::Company,
            SubjectView::Person => Self::Person,
        }
    }
}

/// A value that a letter lacks, and where to enter it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LetterGap {
    /// What is missing.
    pub text: Text,
    /// What it belongs to.
    pub subject: GapSubject,
    /// Id of what it belongs to; empty for our own firm.
    pub subject_id: String,
    /// The field to go to.
    pub field: String,
    /// Whether the letter can't be made without it.
    pub blocks: bool,
    /// The languages whose letter lacks it.
    pub languages: Vec<Language>,
}

/// A letter or a form that we write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LetterView {
    /// Kind, or the id of the firm's own template.
    pub kind: String,
    /// Title.
    pub title: Text,
    /// Person id, for a letter about one person.
    pub person: Option<String>,
    /// Name of the person.
    pub person_title: Option<String>,
    /// Copies to print.
    pub copies: u32,
    /// What it is for.
    pub group: LetterGroup,
    /// Whether it is made when nobody says which ones.
    pub wanted: bool,
    /// Whether it can be printed in two languages side by side.
    pub two_columns: bool,
    /// Where it stands.
    pub state: LetterState,
    /// What is missing.
    pub missing: Vec<LetterGap>,
}

/// Somebody who may sign the letters of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SignatoryChoice {
    /// What is kept in the letters' data; empty for the head.
    pub signed_by: String,
    /// Name and position.
    pub title: Text,
}

/// One letter of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LetterChoice {
    /// Kind, or the id of the firm's own template.
    pub kind: String,
    /// Person id, for a letter about one person.
    pub person: Option<String>,
}

/// Two languages in which a document is printed side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum LanguagePair {
    /// Kazakh and Russian.
    KkRu,
    /// Russian and English.
    RuEn,
}

impl LanguagePair {
    /// All pairs.
    pub const ALL: [Self; 2] = [Self::KkRu, Self::RuEn];

    /// Returns the two languages, the one on the left first.
    #[must_use]
    pub const fn languages(self) -> (Language, Language) {
        match self {
            Self::KkRu => (Language::Kk, Language::Ru),
            Self::RuEn => (Language::Ru, Language::En),
        }
    }

    /// Returns the pair of a code such as `kk+ru`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let (one, other) = code.split_once('+')?;
        Self::ALL.into_iter().find(|pair| {
            let (first, second) = pair.languages();
            (first.code(), second.code()) == (one, other)
        })
    }
}

/// What is to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PrepareRequest {
    /// Languages.
    pub languages: Vec<Language>,
    /// Pairs of languages: the letters that have two columns in both at once, the others in each.
    pub pairs: Vec<LanguagePair>,
    /// The letters; none makes those that are wanted.
    pub letters: Option<Vec<LetterChoice>>,
    /// Also as Word documents.
    pub docx: bool,
    /// Also the invitation's table for Excel.
    pub xlsx: bool,
    /// Also everything with the papers in one file, in the checklist's order.
    pub packet: bool,
    /// Also one file of all letters with their copies, to be printed.
    pub print: bool,
}

/// A letter that people have in their applications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BatchOffer {
    /// Kind, or the id of the firm's own template.
    pub kind: String,
    /// Title.
    pub title: Text,
    /// How many of the people have it.
    pub people: u32,
}

/// The same letters for many people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct BatchRequest {
    /// Ids of the people, in the order in which their letters are printed.
    pub persons: Vec<String>,
    /// Kinds of letters, or ids of the firm's own templates, in their order for each person.
    pub letters: Vec<String>,
    /// Languages.
    pub languages: Vec<Language>,
    /// Pairs of languages: the letters that have two columns in both at once, the others in each.
    pub pairs: Vec<LanguagePair>,
    /// Also as Word documents.
    pub docx: bool,
    /// Also one file of all letters with their copies, to be printed.
    pub print: bool,
}

/// Letters that were written to a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SavedLetters {
    /// The folder.
    pub folder: String,
    /// Names of the files in it.
    pub files: Vec<String>,
    /// How many files were asked for: as many as there are files and failures.
    pub asked: u32,
    /// Letters that couldn't be made, and why.
    pub failures: Vec<LetterFailure>,
    /// Letters that are offered but weren't asked for.
    pub left_out: Vec<Text>,
    /// Whether the user stopped it.
    pub cancelled: bool,
}

/// A letter that couldn't be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LetterFailure {
    /// Which.
    pub letter: Text,
    /// About whom.
    pub person: Option<String>,
    /// In which language.
    pub language: Option<Language>,
    /// Why, and what to do.
    pub text: Text,
}

/// How far the making of letters is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LetterProgress {
    /// Whether letters are being made.
    pub running: bool,
    /// Files done.
    pub done: u32,
    /// Files asked for.
    pub total: u32,
}

/// Why an engagement ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum EndingView {
    /// By agreement of the parties.
    Agreement,
    /// The term ran out.
    Expiry,
    /// At the employee's wish.
    Employee,
    /// At the employer's wish.
    Employer,
    /// Another ground, worded by the user.
    Other,
}

/// What is asked about the qualification requirements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ReliefView {
    /// A requirement is not to apply.
    Waiver,
    /// A requirement is to apply in another form.
    Modification,
}

/// What the letters of an application say beyond the visa.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LetterDetailsInput {
    /// Who signs, one of the application's signatories; empty for the head.
    pub signed_by: String,
    /// Why the engagement ended.
    pub ending: Option<EndingView>,
    /// Another ground in the user's words.
    pub ending_words: Text,
    /// The day on which the engagement ended.
    pub ended_on: Option<String>,
    /// Number of the order of termination.
    pub order_number: String,
    /// Date of the order of termination.
    pub order_date: Option<String>,
    /// The paper behind the ground.
    pub ending_paper: Text,
    /// Days of leave to be paid out.
    pub leave_days: Option<u32>,
    /// The day on which the person left the country.
    pub left_on: Option<String>,
    /// Working days of the exit visa.
    pub exit_days: Option<u32>,
    /// Owner of the dwelling.
    pub owner_name: Text,
    /// The owner's IIN.
    pub owner_iin: String,
    /// Number of the owner's consent.
    pub owner_consent_number: String,
    /// Date of the owner's consent.
    pub owner_consent_date: Option<String>,
    /// Waiver or modification.
    pub relief: Option<ReliefView>,
    /// The requirement that isn't met.
    pub requirement: Text,
    /// What the employee has instead.
    pub justification: Text,
    /// Number of the approved invitation.
    pub invitation_number: String,
    /// Date of the approved invitation.
    pub invitation_date: Option<String>,
    /// Day of arrival.
    pub arrived_on: Option<String>,
    /// Border crossing point.
    pub border_point: String,
    /// Number of the power of attorney.
    pub power_number: String,
    /// Last day of the power of attorney.
    pub power_until: Option<String>,
    /// Number of our own invoice.
    pub invoice_number: String,
    /// Last day for its payment.
    pub invoice_due: Option<String>,
    /// The contract between our firm and the client.
    pub contract: Text,
    /// Our own fee in tenge.
    pub fee: String,
    /// Number of the portal's invoice.
    pub portal_invoice_number: String,
    /// Its date.
    pub portal_invoice_date: Option<String>,
    /// Its total in tenge.
    pub portal_invoice_total: String,
    /// Its reference number.
    pub payment_reference: String,
    /// Day of payment.
    pub paid_on: Option<String>,
    /// Amount asked back, in tenge.
    pub refund: String,
    /// Why it is asked back.
    pub refund_reason: Text,
}

/// Our own firm: who prepares the papers and sends the client an invoice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Firm {
    /// Name with its legal form.
    pub name: Text,
    /// Business identification number.
    pub bin: String,
    /// Legal address.
    pub address: Text,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Who signs.
    pub head_name: Text,
    /// Position of who signs.
    pub head_position: Text,
    /// Bank.
    pub bank_name: String,
    /// Account.
    pub iban: String,
    /// The bank's code.
    pub bic: String,
    /// Beneficiary code.
    pub kbe: String,
    /// Value added tax in our fees, in percent; 0 for a firm that doesn't charge it.
    pub vat_percent: Option<u32>,
    /// Who prepares letters, as printed at their foot.
    pub clerk_name: Text,
    /// That person's telephone.
    pub clerk_phone: String,
    /// Who hands in and collects papers, full name as in the identity document.
    pub representative_name: Text,
    /// The representative's IIN.
    pub representative_iin: String,
    /// Number of the representative's identity document.
    pub representative_document: String,
    /// Its day of issue.
    pub representative_issued_on: Option<String>,
    /// Who issued it.
    pub representative_authority: Text,
}

/// A template in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TemplateRow {
    /// Kind of letter, or the id of an own template.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Kind of letter whose record it prints.
    pub base: String,
    /// Title of that kind.
    pub base_title: Text,
    /// Whether the firm changed ours.
    pub changed: bool,
    /// Whether it is the firm's own.
    pub own: bool,
    /// Whether it was removed and can be put back.
    pub removed: bool,
    /// Whether the line "draft" is printed.
    pub draft_note: bool,
}

/// A template with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TemplateView {
    /// The template.
    pub row: TemplateRow,
    /// Its text.
    pub text: String,
    /// Our text.
    pub original: String,
    /// Texts that it had before, newest first.
    pub past: Vec<TemplatePast>,
}

/// A text that a template had before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TemplatePast {
    /// When it was replaced.
    pub at: String,
    /// The text.
    pub text: String,
}

/// A template as the user leaves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TemplateInput {
    /// Title, for an own template.
    pub title: Text,
    /// Text.
    pub text: String,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TemplateProblem {
    /// Line, counted from 1, where it is known.
    pub line: Option<u32>,
    /// What is wrong and what to do.
    pub text: Text,
}
