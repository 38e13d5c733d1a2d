//! The table of a letter of invitation as a workbook: the soft copy that the Expat Centre asks for.
//!
//! Reads the tree that `templates/word.typ` makes, so that the workbook says what the letter says, in the
//! same words. Invariant: persons whom the letter spreads over several tables stand in one.

use sheets::PrintSheet;
use sheets::print::{Align, HeaderCell, Line};
use typst_html::{HtmlDocument, HtmlElement, HtmlNode, tag};

use crate::docx::{copies, says};
use crate::error::PaperworkError;
use crate::letter::Letter;
use crate::record::InvitationLetter;
use crate::typesetter::Typesetter;

/// Widths of columns in characters: the number, the question, each answer.
const WIDTHS: (u16, u16, u16) = (5, 34, 38);

/// Writes the table of a letter of invitation as a workbook (.xlsx), in the words of the template that
/// comes with the program.
///
/// # Errors
/// As [`crate::word`].
pub fn invitation_table(letter: &InvitationLetter) -> Result<Vec<u8>, PaperworkError> {
    let mut letter = letter.clone();
    letter.sheet.copies = 1;
    let letter = Letter::Invitation(letter);
    let tree = Typesetter::shared().tree(&letter)?;
    let name = letter.kind().title(letter.sheet().lang);
    sheet(&tree, name).to_xlsx().map_err(|_| PaperworkError::Table)
}

fn sheet(tree: &HtmlDocument, name: &str) -> PrintSheet {
    let mut reading = Reading::default();
    if let Some(copy) = copies(tree).first() {
        reading.blocks(&copy.children);
        reading.end_line();
    }
    let columns = reading.header.len();
    let answer = |column| {
        if column == 0 {
            WIDTHS.0
        } else if column == 1 {
            WIDTHS.1
        } else {
            WIDTHS.2
        }
    };
    PrintSheet {
        name: name.to_owned(),
        above: reading.above,
        widths: (0..columns).map(answer).collect(),
        header: vec![reading.header.into_iter().map(HeaderCell::new).collect()],
        rows: reading.rows,
        below: reading.below,
        is_landscape: columns > 4,
    }
}

#[derive(Default)]
struct Reading {
    above: Vec<Line>,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    below: Vec<Line>,
    line: Line,
}

impl Reading {
    fn blocks(&mut self, nodes: &[HtmlNode]) {
        for node in nodes {
            match node {
                HtmlNode::Text(text, _) => self.line.text.push_str(text),
                HtmlNode::Element(element) => self.element(element),
                HtmlNode::Tag(_) | HtmlNode::Frame(_) => {}
            }
        }
    }

    fn element(&mut self, element: &HtmlElement) {
        match says(element, "kind") {
            "foot" | "gap" | "rule" => {}
            "table" if says(element, "lines") == "true" => self.table(element),
            "table" => {
                let mut rows = Vec::new();
                find(element, tag::tr, &mut rows);
                for row in rows {
                    self.end_line();
                    let cells = cells(row).into_iter().map(|cell| cell.replace('\n', ", "));
                    self.line.text = cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join("   ");
                }
                self.end_line();
            }
            "blank" => self.line.text.push_str("________"),
            "tab" | "space" => self.line.text.push(' '),
            "ink" => {
                self.line.is_bold |= says(element, "bold") == "true";
                self.blocks(&element.children);
            }
            _ if element.tag == tag::br => self.line.text.push('\n'),
            _ if matches!(element.tag, tag::span | tag::strong) => self.blocks(&element.children),
            _ => {
                self.end_line();
                let align = says(element, "align").to_owned();
                self.blocks(&element.children);
                if align == "center" {
                    self.line.align = Align::Centre;
                }
                self.end_line();
            }
        }
    }

    /// Adds a table; the persons of a further one go beside those before.
    fn table(&mut self, table: &HtmlElement) {
        self.end_line();
        let mut rows = Vec::new();
        find(table, tag::tr, &mut rows);
        let mut rows = rows.into_iter().map(cells);
        let header = rows.next().unwrap_or_default();
        if self.header.is_empty() {
            self.header = header;
            self.rows = rows.collect();
        } else {
            self.header.extend(header.into_iter().skip(2));
            for (row, more) in self.rows.iter_mut().zip(rows) {
                row.extend(more.into_iter().skip(2));
            }
        }
    }

    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        line.text = line.text.trim().to_owned();
        if line.text.is_empty() {
            return;
        }
        if self.header.is_empty() { self.above.push(line) } else { self.below.push(line) }
    }
}

fn find<'a>(element: &'a HtmlElement, wanted: typst_html::HtmlTag, found: &mut Vec<&'a HtmlElement>) {
    for node in &element.children {
        let HtmlNode::Element(child) = node else { continue };
        if child.tag == wanted { found.push(child) } else { find(child, wanted, found) }
    }
}

/// Returns the texts of a row's cells.
fn cells(row: &HtmlElement) -> Vec<String> {
    let cells = row.children.iter().filter_map(|node| match node {
        HtmlNode::Element(cell) => Some(cell),
        _ => None,
    });
    cells
        .map(|cell| {
            let mut reading = Reading::default();
            reading.blocks(&cell.children);
            reading.end_line();
            reading.above.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
        })
        .collect()
}
