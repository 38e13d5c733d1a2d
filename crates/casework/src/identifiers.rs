//! Numbers that Kazakhstan gives to people, companies, accounts and payments: reading what a user
//! pasted, saying what is wrong with it, and taking apart what is right.
//!
//! Must not decide that a number exists: a check digit only shows that it was copied well. What is
//! merely unusual is a warning, because refusing a real number is worse than accepting a slip.
//!
//! Invariant: a parsed value is normalised (no spaces, no hyphens, upper case) and parses again to
//! itself.

pub mod bic;
pub mod bin;
mod check_digit;
pub mod iban;
pub mod iin;
pub mod kbe;
pub mod knp;
pub mod problem;

pub use bic::{Bic, BicParts};
pub use bin::{Bin, BinKind, BinParts, BinUnit};
pub use iban::{Iban, IbanParts};
pub use iin::{Iin, IinParts};
pub use kbe::{Kbe, KbeParts, Residency, Sector};
pub use knp::{Knp, KnpParts};
pub use problem::{CharacterClass, Problem, ProblemView, Strength};

use serde::{Serialize, Serializer};

/// A number that can be read, taken apart and written back.
pub trait Identifier: Sized {
    /// What the number says about its holder.
    type Parts: Serialize;

    /// Reads a number as pasted; spaces and hyphens don't count.
    ///
    /// # Errors
    /// Everything that makes it impossible as this kind of number, in the order of its positions.
    fn parse(given: &str) -> Result<Self, Vec<Problem>>;

    /// Returns the normalised number.
    fn as_str(&self) -> &str;

    /// Returns what the number says.
    fn parts(&self) -> Self::Parts;

    /// Returns what is unusual about the number without making it wrong.
    fn warnings(&self) -> Vec<Problem> {
        Vec::new()
    }
}

/// The answer to "is this number right?", as `expat check` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check<P> {
    /// Whether nothing is wrong; warnings leave it true.
    pub valid: bool,
    /// What is wrong or unusual.
    pub problems: Vec<ProblemView>,
    /// What the number says; an empty object where it couldn't be read.
    #[serde(serialize_with = "parts_or_empty", bound(serialize = "P: Serialize"))]
    pub parts: Option<P>,
}

/// Checks a number as pasted.
#[must_use]
pub fn check<I: Identifier>(given: &str) -> Check<I::Parts> {
    let (valid, problems, parts) = match I::parse(given) {
        Ok(number) => (true, number.warnings(), Some(number.parts())),
        Err(problems) => (false, problems, None),
    };
    Check { valid, problems: problems.into_iter().map(ProblemView::from).collect(), parts }
}

fn parts_or_empty<P: Serialize, S: Serializer>(parts: &Option<P>, serializer: S) -> Result<S::Ok, S::Error> {
    match parts {
        Some(parts) => parts.serialize(serializer),
        None => serializer.collect_map(std::iter::empty::<((), ())>()),
    }
}

/// Returns the number without what people paste along: white space, hyphens, invisible marks.
pub(crate) fn normalised(given: &str) -> String {
    given.chars().filter(|one| !is_separator(*one)).map(|one| one.to_ascii_uppercase()).collect()
}

const fn is_separator(one: char) -> bool {
    // Besides white space: hyphens and dashes, the soft hyphen, zero-width and direction marks.
    one.is_whitespace()
        || matches!(
            one,
            '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        )
}

/// Returns the normalised number as `N` digits.
fn digits<const N: usize>(number: &str) -> Result<[u8; N], Vec<Problem>> {
    if number.is_empty() {
        return Err(vec![Problem::Empty]);
    }
    let mut problems = wrong_characters(number, 0, CharacterClass::Digit);
    let given = number.chars().count();
    if given != N {
        problems.push(Problem::Length { expected: N, given });
    }
    let values: Vec<u8> = number.bytes().map(|byte| byte.wrapping_sub(b'0')).collect();
    match <[u8; N]>::try_from(values) {
        Ok(values) if problems.is_empty() => Ok(values),
        _ => Err(problems),
    }
}

/// Returns a problem for each character that isn't of the class; positions count from 1.
fn wrong_characters(part: &str, offset: usize, expected: CharacterClass) -> Vec<Problem> {
    part.chars()
        .enumerate()
        .filter(|(_, one)| !expected.holds(*one))
        .map(|(index, _)| Problem::Character { position: offset + index + 1, expected })
        .collect()
}

/// Returns the value of two digits.
const fn pair(tens: u8, ones: u8) -> u8 {
    tens * 10 + ones
}
