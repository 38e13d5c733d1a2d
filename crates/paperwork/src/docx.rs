//! Letters as .docx: the template's own tree, read by `templates/word.typ`, written for Word and LibreOffice.
//!
//! A template is written once. For paper, typst lays it out; for a word processor the same template runs
//! with show rules that say in words what paper would show, and this module turns that tree into
//! paragraphs, tables and sections. Must not know a document: whatever a template says, goes through.
//! Invariant: the same record gives the same bytes, and no text of the tree is lost.

mod flow;
mod line;
mod parts;
mod table;

use std::io::Cursor;

use docx_rs::{
    Docx, Footer, LineSpacing, LineSpacingType, PageMargin, PageNumType, PageSize, Paragraph, RunFonts,
    Section,
};
use typst_html::{HtmlAttr, HtmlDocument, HtmlElement, HtmlNode};

use crate::error::PaperworkError;
use crate::letter::Letter;
use crate::record::Sheet;
use flow::{Flow, Piece};
use parts::About;

/// A4 and the margins of `lib.typ`, in twentieths of a point.
const PAGE: (u32, u32) = (11_906, 16_838);
const MARGIN: PageMargin =
    PageMargin { top: 850, left: 1417, bottom: 1134, right: 850, header: 425, footer: 500, gutter: 0 };
/// What the margins leave for text.
const TEXT_WIDTH: i32 = 11_906 - 1417 - 850;

/// Faces that every office has, with all Kazakh letters, in place of the bundled ones.
const SERIF: &str = "Times New Roman";
const SANS: &str = "Arial";

/// Writes the tree of a document.
pub(crate) fn write(document: &HtmlDocument, letter: &Letter) -> Result<Vec<u8>, PaperworkError> {
    let copies = copies(document);
    let (font, size) = copies.first().map_or((SERIF, 10.5), |copy| {
        let font = if says(copy, "font").contains("Sans") { SANS } else { SERIF };
        (font, measure(copy, "size"))
    });
    let mut docx = Docx::new()
        .default_fonts(RunFonts::new().ascii(font).hi_ansi(font).cs(font).east_asia(font))
        .default_size(half_points(size))
        .default_line_spacing(spacing(0))
        .page_size(PAGE.0, PAGE.1)
        .page_margin(MARGIN);
    let pictures = letter.pictures();
    let last = copies.len().saturating_sub(1);
    for (index, copy) in copies.into_iter().enumerate() {
        let mut flow = Flow::new(TEXT_WIDTH, size, &pictures);
        flow.blocks(&copy.children);
        let (foot, pieces) = flow.finish()?;
        let footer = Footer::new().add_paragraph(foot);
        docx = if index < last { add_section(docx, footer, pieces) } else { add_last(docx, footer, pieces) };
    }
    let mut parts = docx.build();
    let title = typst::model::Document::info(document).title.as_deref().unwrap_or_default();
    let Sheet { lang, made_on, .. } = *letter.sheet();
    parts::complete(&mut parts, &About { title, lang, made_on });
    let mut file = Cursor::new(Vec::new());
    parts.pack(&mut file).map_err(|_| PaperworkError::Docx)?;
    Ok(file.into_inner())
}

/// Line spacing of one line, in 240ths.
const SINGLE: i32 = 240;

/// Returns the spacing of a paragraph. Without the rule, LibreOffice takes the height for an exact one and
/// cuts pictures off.
fn spacing(before: u32) -> LineSpacing {
    LineSpacing::new().before(before).after(0).line(SINGLE).line_rule(LineSpacingType::Auto)
}

fn add_section(docx: Docx, footer: Footer, pieces: Vec<Piece>) -> Docx {
    let mut section = Section::new()
        .page_size(PageSize::new().size(PAGE.0, PAGE.1))
        .page_margin(MARGIN)
        .page_num_type(PageNumType::new().start(1))
        .footer(footer);
    for piece in pieces {
        section = match piece {
            Piece::Paragraph(paragraph) => section.add_paragraph(*paragraph),
            Piece::Table(table) => section.add_table(*table),
        };
    }
    docx.add_section(section)
}

fn add_last(mut docx: Docx, footer: Footer, pieces: Vec<Piece>) -> Docx {
    for piece in pieces {
        docx = match piece {
            Piece::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
            Piece::Table(table) => docx.add_table(*table),
        };
    }
    docx.footer(footer).page_num_type(PageNumType::new().start(1))
}

/// Returns the copies of the document in its tree.
pub(crate) fn copies(document: &HtmlDocument) -> Vec<&HtmlElement> {
    let mut found = Vec::new();
    find_copies(document.root(), &mut found);
    found
}

fn find_copies<'a>(element: &'a HtmlElement, found: &mut Vec<&'a HtmlElement>) {
    if says(element, "kind") == "copy" {
        found.push(element);
        return;
    }
    for child in &element.children {
        if let HtmlNode::Element(child) = child {
            find_copies(child, found);
        }
    }
}

/// Returns what `word.typ` says about an element, or nothing.
pub(crate) fn says<'a>(element: &'a HtmlElement, what: &str) -> &'a str {
    HtmlAttr::intern(&format!("data-{what}"))
        .ok()
        .and_then(|attribute| element.attrs.get(attribute))
        .map_or("", |value| value.as_str())
}

/// Returns a measure in points, 0 where none is said.
fn measure(element: &HtmlElement, what: &str) -> f32 {
    says(element, what).parse().unwrap_or_default()
}

fn half_points(points: f32) -> usize {
    (points * 2.0).round().max(2.0) as usize
}

fn twips(points: f32) -> i32 {
    (points * 20.0).round() as i32
}

fn gap_twips(points: f32) -> u32 {
    u32::try_from(twips(points)).unwrap_or_default()
}

/// Returns an empty paragraph that takes a hair's breadth: what keeps two tables apart.
fn hair(gap: f32) -> Paragraph {
    Paragraph::new().size(2).line_spacing(
        LineSpacing::new().before(gap_twips(gap)).after(0).line(20).line_rule(LineSpacingType::Exact),
    )
}
