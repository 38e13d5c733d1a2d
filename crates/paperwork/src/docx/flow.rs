//! Blocks of the tree, one after the other, as paragraphs and tables.

use docx_rs::{
    AlignmentType, BorderType, Paragraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders,
    SpecialIndentType, Table,
};
use image::ImageFormat;
use typst_html::{HtmlElement, HtmlNode, tag};

use super::line::{Bit, Ink, Line};
use super::{gap_twips, hair, measure, says, spacing, table};
use crate::error::PaperworkError;
use crate::letter::PicturePlace;
use crate::record::Picture;

/// What a section or a cell is made of.
pub(super) enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

/// What surrounds a block.
#[derive(Clone, Copy)]
struct Around {
    align: AlignmentType,
    bold: bool,
    /// Whether the block stays with what follows.
    keep: bool,
    size: f32,
    /// Indent of a list, in twips.
    indent: i32,
}

/// A list's indent, and how far its number stands out.
const LIST_INDENT: i32 = 400;
/// Space between blocks where nothing is said, as in `lib.typ`: 0.9 em.
const GAP_EM: f32 = 0.9;

/// What a line of Times New Roman or Arial is higher than its capital letters.
const LINE_AIR_EM: f32 = 0.45;

/// Collects the pieces of a section or a cell.
pub(super) struct Flow<'a> {
    /// Width in twips.
    pub(super) width: i32,
    pub(super) pictures: &'a [(PicturePlace, &'a Picture)],
    pieces: Vec<Piece>,
    foot: Option<Line>,
    line: Line,
    /// Space that the next piece keeps from the last, in points.
    gap: f32,
    /// Space that a template asked for, kept even at the edge of a page or of a cell.
    set_gap: f32,
    around: Around,
    /// What stands before the next paragraph of a list.
    bullet: Option<String>,
    /// The first thing that went wrong.
    failed: Option<PaperworkError>,
}

impl<'a> Flow<'a> {
    pub(super) fn new(width: i32, size: f32, pictures: &'a [(PicturePlace, &'a Picture)]) -> Self {
        let around = Around { align: AlignmentType::Left, bold: false, keep: false, size, indent: 0 };
        Self {
            width,
            pictures,
            pieces: Vec::new(),
            foot: None,
            line: Line::default(),
            gap: 0.0,
            set_gap: 0.0,
            around,
            bullet: None,
            failed: None,
        }
    }

    /// Starts the flow of a cell inside this one.
    pub(super) fn inner(&self, width: i32, align: AlignmentType) -> Self {
        let mut inner = Self::new(width, self.around.size, self.pictures);
        inner.around = Around { align, indent: 0, ..self.around };
        inner
    }

    /// Returns the foot of the pages and the pieces.
    pub(super) fn finish(mut self) -> Result<(Paragraph, Vec<Piece>), PaperworkError> {
        self.end_line();
        if let Some(error) = self.failed {
            return Err(error);
        }
        // Word wants a paragraph at the end of a cell and of a document; an empty cell is a place to write.
        if self.pieces.is_empty() {
            let empty = Paragraph::new().line_spacing(spacing(gap_twips(self.set_gap)));
            self.pieces.push(Piece::Paragraph(Box::new(empty)));
        } else if self.set_gap > 0.0 || !matches!(self.pieces.last(), Some(Piece::Paragraph(_))) {
            self.pieces.push(Piece::Paragraph(Box::new(hair(self.set_gap))));
        }
        let foot = self.foot.unwrap_or_default().write(Paragraph::new(), self.width);
        Ok((foot, self.pieces))
    }

    pub(super) fn fail(&mut self, error: PaperworkError) {
        self.failed.get_or_insert(error);
    }

    pub(super) fn blocks(&mut self, nodes: &[HtmlNode]) {
        for node in nodes {
            match node {
                HtmlNode::Text(text, _) => self.text(text),
                HtmlNode::Element(element) => self.element(element),
                HtmlNode::Tag(_) | HtmlNode::Frame(_) => {}
            }
        }
    }

    fn text(&mut self, text: &str) {
        let ink = Ink { size: self.around.size, bold: self.around.bold, grey: false };
        self.line.push(Bit::Text(text.to_owned(), ink));
    }

    fn element(&mut self, element: &HtmlElement) {
        match says(element, "kind") {
            "ink" => self.inked(element),
            "blank" => {
                let ink = Ink { size: self.around.size, bold: false, grey: false };
                self.line.push(Bit::Blank(measure(element, "width"), ink));
            }
            "check" => self.text(if says(element, "ticked") == "true" { "☒" } else { "☐" }),
            "tab" => self.line.push(Bit::Tab),
            "space" => self.text("\u{2003}"),
            "page" => self.line.push(Bit::PageNumber(self.small())),
            "pages" => self.line.push(Bit::PageCount(self.small())),
            "foot" => self.foot(element),
            "gap" => {
                self.end_line();
                self.set_gap += measure(element, "size");
            }
            "rule" => self.rule(measure(element, "size")),
            "page-break" => {
                self.end_line();
                let paragraph = hair(0.0).page_break_before(true);
                self.pieces.push(Piece::Paragraph(Box::new(paragraph)));
            }
            "block" => self.block(element),
            "table" => self.table(element),
            "picture" => self.picture(element),
            _ => self.plain(element),
        }
    }

    /// An element that typst itself has a name for.
    fn plain(&mut self, element: &HtmlElement) {
        let before = self.around;
        match element.tag {
            tag::p => {
                self.end_line();
                self.gap = self.gap.max(measure(element, "gap"));
                self.around.align = alignment(says(element, "align"));
                self.blocks(&element.children);
                self.end_line();
            }
            tag::strong | tag::b => {
                self.around.bold = true;
                self.blocks(&element.children);
            }
            tag::br => self.line.push(Bit::Break),
            tag::h2 | tag::h3 | tag::h4 | tag::h5 | tag::h6 => {
                self.end_line();
                self.around.keep = true;
                self.blocks(&element.children);
                self.end_line();
            }
            tag::ul | tag::ol => self.list(element),
            tag::div => {
                self.end_line();
                self.blocks(&element.children);
                self.end_line();
            }
            _ => self.blocks(&element.children),
        }
        self.around = before;
    }

    fn inked(&mut self, element: &HtmlElement) {
        let before = self.around;
        self.around.size = measure(element, "size");
        let bold = before.bold || says(element, "bold") == "true";
        let ink = Ink { size: self.around.size, bold, grey: says(element, "grey") == "true" };
        for node in &element.children {
            match node {
                HtmlNode::Text(text, _) => self.line.push(Bit::Text(text.to_string(), ink)),
                HtmlNode::Element(inner) if inner.tag == tag::br => self.line.push(Bit::Break),
                // A span around white space that HTML would swallow.
                HtmlNode::Element(inner) => {
                    for node in &inner.children {
                        if let HtmlNode::Text(text, _) = node {
                            self.line.push(Bit::Text(text.to_string(), ink));
                        }
                    }
                }
                HtmlNode::Tag(_) | HtmlNode::Frame(_) => {}
            }
        }
        self.around.size = before.size;
    }

    /// Returns the space before the next piece; what blocks keep from each other doesn't count at an edge.
    fn take_gap(&mut self) -> f32 {
        let (gap, set_gap) = (std::mem::take(&mut self.gap), std::mem::take(&mut self.set_gap));
        if self.pieces.is_empty() { set_gap } else { gap + set_gap }
    }

    fn small(&self) -> Ink {
        Ink { size: 7.0, bold: false, grey: true }
    }

    fn foot(&mut self, element: &HtmlElement) {
        let body = std::mem::take(&mut self.line);
        self.blocks(&element.children);
        self.foot = Some(std::mem::replace(&mut self.line, body));
    }

    fn block(&mut self, element: &HtmlElement) {
        self.end_line();
        let before = self.around;
        let gap = says(element, "gap").parse().unwrap_or(GAP_EM * self.around.size);
        self.gap = self.gap.max(gap);
        self.around.keep |= says(element, "keep") == "true" || says(element, "sticky") == "true";
        self.around.align = alignment(says(element, "align"));
        let first = self.pieces.len();
        self.blocks(&element.children);
        self.end_line();
        self.around = before;
        // What must not be torn apart stays together, but needn't stay with what comes after it.
        if says(element, "sticky") != "true" && !self.around.keep {
            self.release_last(first);
        }
    }

    /// Lets the last paragraph from this piece on part from what follows it.
    fn release_last(&mut self, first: usize) {
        if let Some(Piece::Paragraph(paragraph)) = self.pieces.get_mut(first..).and_then(<[_]>::last_mut) {
            paragraph.property.keep_next = None;
        }
    }

    fn list(&mut self, list: &HtmlElement) {
        self.end_line();
        self.around.indent += LIST_INDENT;
        let mut number = 0;
        for node in &list.children {
            let HtmlNode::Element(item) = node else { continue };
            number += 1;
            self.bullet = Some(if list.tag == tag::ol { format!("{number}.") } else { "–".to_owned() });
            self.blocks(&item.children);
            self.end_line();
        }
    }

    fn table(&mut self, element: &HtmlElement) {
        self.end_line();
        // Space goes before a table by a paragraph of a hair's breadth, which also keeps two tables apart.
        let gap = self.take_gap().max(GAP_EM * self.around.size / 2.0);
        if !self.pieces.is_empty() {
            let mut paragraph = hair(gap);
            if self.around.keep {
                paragraph = paragraph.keep_next(true);
            }
            self.pieces.push(Piece::Paragraph(Box::new(paragraph)));
        }
        let made = table::write(self, element);
        self.pieces.push(Piece::Table(Box::new(made)));
        self.gap = GAP_EM * self.around.size / 2.0;
    }

    fn rule(&mut self, size: f32) {
        self.end_line();
        let eighths = (size * 8.0).round().max(2.0) as usize;
        let mut paragraph = hair(self.take_gap());
        let border = ParagraphBorder::new(ParagraphBorderPosition::Bottom)
            .val(BorderType::Single)
            .size(eighths)
            .color("000000");
        paragraph.property = paragraph.property.set_borders(ParagraphBorders::with_empty().set(border));
        self.pieces.push(Piece::Paragraph(Box::new(paragraph)));
    }

    fn picture(&mut self, element: &HtmlElement) {
        let file = says(element, "file");
        let Some((place, picture)) = self.pictures.iter().find(|(place, _)| file.contains(place.file()))
        else {
            return;
        };
        let (width, height) = (measure(element, "width"), measure(element, "height"));
        match as_png(&picture.bytes) {
            Some((png, px)) => self.line.push(Bit::Picture { id: place.file(), png, width, height, px }),
            None => self.fail(PaperworkError::PhotoUnreadable),
        }
        self.end_line();
    }

    /// Ends the paragraph that is being written, if there is anything in it.
    fn end_line(&mut self) {
        if self.line.is_blank() && self.bullet.is_none() {
            self.line = Line::default();
            return;
        }
        let mut line = std::mem::take(&mut self.line);
        // Typst keeps a gap between letters, a word processor between lines, which are higher.
        self.gap = (self.gap - LINE_AIR_EM * self.around.size).max(0.0);
        let before = gap_twips(self.take_gap());
        let mut paragraph = Paragraph::new().align(self.around.align).line_spacing(spacing(before));
        if self.around.keep {
            paragraph = paragraph.keep_next(true);
        }
        if self.around.indent > 0 {
            let hanging = self.bullet.is_some().then_some(SpecialIndentType::Hanging(LIST_INDENT));
            paragraph = paragraph.indent(Some(self.around.indent), hanging, None, None);
        }
        if let Some(bullet) = self.bullet.take() {
            let ink = Ink { size: self.around.size, bold: false, grey: false };
            let mut numbered = Line::default();
            numbered.push(Bit::Text(bullet, ink));
            numbered.push(Bit::Tab);
            numbered.append(line);
            line = numbered;
        }
        let paragraph = line.write(paragraph, self.width);
        self.pieces.push(Piece::Paragraph(Box::new(paragraph)));
    }
}

pub(super) fn alignment(word: &str) -> AlignmentType {
    match word {
        "center" => AlignmentType::Center,
        "right" => AlignmentType::Right,
        "justify" => AlignmentType::Both,
        _ => AlignmentType::Left,
    }
}

/// Returns a picture as PNG, which is what the format of the file wants, with its size in pixels.
fn as_png(bytes: &[u8]) -> Option<(Vec<u8>, (u32, u32))> {
    let picture = image::load_from_memory(bytes).ok()?;
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).ok()?;
    Some((png.into_inner(), (picture.width(), picture.height())))
}
