//! A company's own papers about its people: power of attorney, order of termination.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ContractReference, Letterhead, Passport, PersonName, Sheet, Signatory};

/// Power of attorney for the one who hands in and collects papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PowerOfAttorney {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// The company that gives the power.
    pub letterhead: Letterhead,
    /// Number.
    pub number: Option<String>,
    /// Date of issue; without it the power is void.
    pub date: Option<Date>,
    /// Place of issue.
    pub place: Option<String>,
    /// Who acts for the company, in the case that "represented by" asks for: "директора Омаровой Д.";
    /// the participle too, if it is to be "действующей". Where it is absent, the sentence is one that
    /// names the signatory and needs no case.
    pub represented_by: Option<String>,
    /// On what the head's authority rests, in the case that the sentence asks for: "Устава". Where it is
    /// absent, the articles of association.
    pub authority: Option<String>,
    /// The representative's full name as in the identity document.
    pub representative: Option<String>,
    /// The representative's IIN.
    pub representative_iin: Option<String>,
    /// The representative's identity document.
    pub representative_document: Passport,
    /// Last day of validity.
    pub valid_until: Option<Date>,
    /// Whether the representative may pass the power on.
    pub substitution: bool,
    /// Who signs for the company.
    pub signatory: Signatory,
    /// The same in another language, printed beside it in a column of its own.
    #[serde(default)]
    pub beside: Option<Box<Self>>,
}

/// Order of an employer that ends an employment contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerminationOrder {
    /// Language, copies, draft note, date of the file.
    pub sheet: Sheet,
    /// The employer.
    pub letterhead: Letterhead,
    /// Number of the order.
    pub number: Option<String>,
    /// Date of the order.
    pub date: Option<Date>,
    /// Place.
    pub place: Option<String>,
    /// The employee.
    pub name: PersonName,
    /// Position.
    pub position: Option<String>,
    /// The employment contract.
    pub contract: ContractReference,
    /// Last working day.
    pub ended_on: Option<Date>,
    /// Why the contract ends.
    pub ground: Option<TerminationGround>,
    /// The paper behind the ground, for example "employee's notice of 2 March 2026".
    pub ground_paper: Option<String>,
    /// Days of leave to be paid out; `None` leaves the number to the accounts department.
    pub leave_days: Option<u16>,
    /// Who signs the order.
    pub signatory: Signatory,
    /// The same in another language, printed beside it in a column of its own.
    #[serde(default)]
    pub beside: Option<Box<Self>>,
}

/// Why an employment contract ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TerminationGround {
    /// By agreement of the parties.
    Agreement,
    /// The term ran out.
    Expiry,
    /// At the employee's wish.
    Employee,
    /// At the employer's wish.
    Employer,
    /// Another ground in the user's words.
    Other(String),
}
