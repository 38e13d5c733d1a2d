//! Cells that a spreadsheet would take for a formula. A name in a list is data of a stranger; on
//! the machine of whoever opens the list it must stay text.
//!
//! Invariant: [`restored`] of [`neutralised`] is the text itself, for every text.

/// What begins a formula in Excel, LibreOffice or Google Sheets. Some skip a tab or a line end first.
const BEGINNINGS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];
/// What spreadsheets take as "the rest is text".
const GUARD: char = '\'';

/// Returns whether a text would be a formula, once guards before it are taken away.
fn is_formula_behind_guards(text: &str) -> bool {
    text.trim_start_matches(GUARD).starts_with(BEGINNINGS)
}

/// Returns whether a spreadsheet would take the text for a formula.
pub(crate) fn is_formula(text: &str) -> bool {
    text.starts_with(BEGINNINGS)
}

/// Returns the text as it is written into a text table.
pub(crate) fn neutralised(text: &str) -> String {
    // A text that has a guard of its own gets another one, so that it comes back as it was.
    if is_formula_behind_guards(text) { format!("{GUARD}{text}") } else { text.to_owned() }
}

/// Returns the text that was written.
pub(crate) fn restored(text: &str) -> &str {
    match text.strip_prefix(GUARD) {
        Some(rest) if is_formula_behind_guards(rest) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_come_back() {
        for text in ["=1+1", "+7 701", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "''+x"] {
            assert!(!is_formula(&neutralised(text)), "{text:?}");
            assert_eq!(restored(&neutralised(text)), text);
        }
        for text in ["", "'", "O'Brien", "'quoted'", "a=b", "1-2", "''"] {
            assert_eq!(neutralised(text), text);
            assert_eq!(restored(text), text);
        }
    }
}
