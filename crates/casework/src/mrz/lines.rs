//! From what was pasted to two lines of exactly the right length.
//!
//! Only what can't change the meaning is put right: white space, case, the order of the lines, and
//! fillers at the end of a line that ends in fillers anyway.

use super::{MrzKind, MrzProblem};

/// Two lines that the parser can take, and what was put right.
#[derive(Debug)]
pub(super) struct Zone {
    pub(super) kind: MrzKind,
    pub(super) lines: [String; 2],
    pub(super) notes: Vec<MrzProblem>,
}

/// Splits a pasted text into the two lines; a lost line break is found in the middle.
pub(super) fn split(text: &str) -> (String, String) {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    match lines.as_slice() {
        [one] => {
            let folded = folded(one);
            // 88 characters are two lines of 44, 72 two of 36.
            let half = folded.chars().count().div_ceil(2);
            (folded.chars().take(half).collect(), folded.chars().skip(half).collect())
        }
        [first, second, ..] => ((*first).to_owned(), (*second).to_owned()),
        [] => (String::new(), String::new()),
    }
}

/// Returns the lines ready for the parser, or why they can't be.
pub(super) fn prepare(line1: &str, line2: &str) -> Result<Zone, Vec<MrzProblem>> {
    let mut lines = [folded(line1), folded(line2)];
    let missing: Vec<MrzProblem> = (1..)
        .zip(&lines)
        .filter(|(_, text)| text.is_empty())
        .map(|(line, _)| MrzProblem::LineMissing { line })
        .collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let mut notes = Vec::new();
    if !starts_document(&lines[0]) && starts_document(&lines[1]) {
        lines.swap(0, 1);
        notes.push(MrzProblem::LinesSwapped);
    }
    let foreign = foreign_characters(&lines);
    if !foreign.is_empty() {
        return Err(foreign);
    }
    let kind = match lines[0].chars().next() {
        Some('P') => MrzKind::Passport,
        Some('V') if lines.iter().any(|line| line.len() > MrzKind::VisaB.line_length()) => MrzKind::VisaA,
        Some('V') => MrzKind::VisaB,
        _ => return Err(vec![MrzProblem::UnknownDocument]),
    };
    fit(&mut lines, kind, &mut notes)?;
    Ok(Zone { kind, lines, notes })
}

/// A first line starts with the document's letter and has two fillers after the surname.
fn starts_document(line: &str) -> bool {
    line.starts_with(['P', 'V'])
        && line.contains("<<")
        && !line.chars().skip(2).take(3).any(|one| one.is_ascii_digit())
}

/// Drops white space, folds case, and takes the typographic marks that a reader makes of fillers.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len());
    for one in line.chars().filter(|one| !one.is_whitespace()) {
        match one {
            '«' | '≪' | '《' => folded.push_str("<<"),
            '‹' | '＜' | '〈' => folded.push('<'),
            one => folded.push(one.to_ascii_uppercase()),
        }
    }
    folded
}

fn foreign_characters(lines: &[String; 2]) -> Vec<MrzProblem> {
    let is_foreign = |one: char| !(one.is_ascii_uppercase() || one.is_ascii_digit() || one == '<');
    (1..)
        .zip(lines)
        .flat_map(|(line, text)| {
            text.chars()
                .enumerate()
                .filter(move |(_, one)| is_foreign(*one))
                .map(move |(index, _)| MrzProblem::Character { line, position: index + 1 })
        })
        .collect()
}

fn data_length(line: &str) -> usize {
    line.trim_end_matches('<').len()
}

/// Brings both lines to the length of the format where only fillers are missing or surplus.
fn fit(lines: &mut [String; 2], kind: MrzKind, notes: &mut Vec<MrzProblem>) -> Result<(), Vec<MrzProblem>> {
    let expected = kind.line_length();
    let mut wrong = Vec::new();
    for (line, text) in (1..).zip(lines.iter_mut()) {
        let given = text.len();
        // The second line of a passport ends in check digits, so nothing at its end can be a lost filler.
        let ends_in_fillers = line == 1 || kind != MrzKind::Passport;
        if given == expected {
            continue;
        } else if given > expected && data_length(text) <= expected {
            text.truncate(expected);
            notes.push(MrzProblem::FillersRemoved { line, count: given - expected });
        } else if given < expected && ends_in_fillers {
            text.push_str(&"<".repeat(expected - given));
            notes.push(MrzProblem::FillersAdded { line, count: expected - given });
        } else {
            wrong.push(MrzProblem::LineLength { line, expected, given });
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}
