//! What the rulebook says about a service, as the window shows it.

use super::{Citation, Text};
use serde::{Deserialize, Serialize};
use specta::Type;

/// The rules of a service on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ServiceRulesView {
    /// Service id.
    pub service: String,
    /// The day that the rules and fees are of.
    pub on: String,
    /// Title.
    pub title: Text,
    /// What the service is for.
    pub purpose: RuleView,
    /// Short facts: for whom, visa categories, entries, where the person is.
    pub facts: Vec<Text>,
    /// Who may ask for it, where that is said.
    pub eligibility: Vec<RuleView>,
    /// Its place in the guidebook.
    pub section: Text,
    /// How to apply, documents, fees, time and the rest, in the order in which somebody needs them.
    pub parts: Vec<RulesPart>,
}

/// A part of the rules under a heading of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RulesPart {
    /// Heading.
    pub title: Text,
    /// The day that belongs to the heading.
    pub on: Option<String>,
    /// What stands below it.
    pub rules: Vec<RuleView>,
}

/// A statement of the rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RuleView {
    /// How it stands in its list.
    pub mark: RuleMark,
    /// Its number in a sequence, counted from 1.
    pub number: Option<u32>,
    /// What it says.
    pub text: Text,
    /// Where that is printed; none for what we infer or put together.
    pub citation: Option<Citation>,
    /// What we infer about it.
    pub inferred: Vec<Text>,
}

/// How a statement stands in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RuleMark {
    /// One of several.
    Point,
    /// One of a sequence.
    Number,
    /// Inferred by us, not printed.
    Inferred,
    /// A heading over the statements that follow.
    Group,
}
