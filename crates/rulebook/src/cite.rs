//! Where a fact is written, and how we notice that the place has changed.
//!
//! Invariant: a fingerprint is over the cited lines with white space folded, so
//! a reflowed copy of the same words matches and a changed word doesn't.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// One of the two documents of the Expat Centre that we cite by line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum SourceDocument {
    /// The guidebook of services.
    #[default]
    Guidebook,
    /// The user guide of the portal.
    PortalGuide,
}

/// A place in a document of the Expat Centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// Which of the two documents.
    pub source: SourceDocument,
    /// Its title.
    pub document: String,
    /// The headings above the place, outermost first, joined by " > ".
    pub heading: String,
    /// The page on which the document's table of contents starts the section, if it says so.
    pub section_page: Option<u16>,
    /// First and last line of the text form of the document, counted from 1.
    pub lines: (u32, u32),
    /// SHA-256, in hexadecimal, of those lines with white space folded.
    pub fingerprint: String,
}

/// How sure a source outside the two documents is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Printed in a document of the Expat Centre.
    Printed,
    /// Read in an official source, or in two independent ones.
    Verified,
    /// Read in one secondary source; check before relying on it.
    SingleSource,
    /// Computed by a rule that is itself cited.
    Computed,
    /// An estimate that a later announcement may move.
    Estimated,
    /// General knowledge of the trade, no source read.
    GeneralKnowledge,
}

/// A source outside the two documents: a law, a calendar, a news item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it is called.
    pub title: String,
    /// Where in it, or where to find it.
    pub place: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// Returns the text with every run of white space, no-break spaces included, as one space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Returns the fingerprint of a text: SHA-256 in hexadecimal, white space folded.
pub fn fingerprint(text: &str) -> String {
    let digest = Sha256::digest(fold(text).as_bytes());
    digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String can't fail.
        write!(hex, "{byte:02x}").unwrap_or_default();
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_joins_lines_and_no_break_spaces() {
        assert_eq!(fold("  390\u{a0}000\n\n \u{a0}\n KZT\t"), "390 000 KZT");
        assert_eq!(fingerprint("a  b"), fingerprint("\u{a0}a\nb"));
        assert_ne!(fingerprint("a b"), fingerprint("ab"));
    }

    #[test]
    fn fingerprint_is_the_published_sha256() {
        assert_eq!(fingerprint("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
