//! One paragraph's text: runs of the same ink, fields, rules for the pen.

use docx_rs::{
    BreakType, FieldCharType, InstrNUMPAGES, InstrPAGE, InstrText, Paragraph, Pic, Run, Tab, TabLeaderType,
    TabValueType,
};

use super::half_points;

/// How a run looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ink {
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) grey: bool,
}

/// A piece of a line.
#[derive(Debug)]
pub(super) enum Bit {
    Text(String, Ink),
    Break,
    /// To the right edge.
    Tab,
    /// A rule for the pen, as wide as said in points, or to the right edge.
    Blank(f32, Ink),
    PageNumber(Ink),
    PageCount(Ink),
    Picture {
        /// What the file calls it: the same picture is kept once.
        id: &'static str,
        png: Vec<u8>,
        width: f32,
        height: f32,
        px: (u32, u32),
    },
}

/// The pieces of a paragraph, neighbours of the same ink joined.
#[derive(Debug, Default)]
pub(super) struct Line {
    bits: Vec<Bit>,
}

/// An underscore's share of the size of its type, in the faces of an office.
const UNDERSCORE: f32 = 0.5;
/// English metric units in a point.
const EMU: f32 = 12_700.0;

impl Line {
    pub(super) fn is_blank(&self) -> bool {
        self.bits.iter().all(|bit| matches!(bit, Bit::Text(text, _) if text.trim_matches(' ').is_empty()))
    }

    pub(super) fn push(&mut self, bit: Bit) {
        match (self.bits.last_mut(), bit) {
            (Some(Bit::Text(text, ink)), Bit::Text(more, same)) if *ink == same || more.trim().is_empty() => {
                text.push_str(&more);
            }
            (_, bit) => self.bits.push(bit),
        }
    }

    pub(super) fn append(&mut self, other: Self) {
        other.bits.into_iter().for_each(|bit| self.push(bit));
    }

    /// Writes the line into a paragraph of this width (in twips).
    pub(super) fn write(self, mut paragraph: Paragraph, width: i32) -> Paragraph {
        let to_edge =
            |bit: &Bit| matches!(bit, Bit::Tab) || matches!(bit, Bit::Blank(wide, _) if *wide == 0.0);
        if self.bits.iter().any(to_edge) {
            let ruled = self.bits.iter().any(|bit| matches!(bit, Bit::Blank(..)));
            let leader = if ruled { TabLeaderType::Underscore } else { TabLeaderType::None };
            let edge = usize::try_from(width).unwrap_or_default();
            paragraph = paragraph.add_tab(Tab::new().val(TabValueType::Right).leader(leader).pos(edge));
        }
        self.bits.into_iter().flat_map(runs).fold(paragraph, Paragraph::add_run)
    }
}

fn runs(bit: Bit) -> Vec<Run> {
    vec![match bit {
        Bit::Text(text, ink) => inked(ink).add_text(text),
        Bit::Break => Run::new().add_break(BreakType::TextWrapping),
        Bit::Tab => Run::new().add_tab(),
        Bit::Blank(0.0, ink) => inked(ink).add_tab(),
        Bit::Blank(width, ink) => {
            let count = (width / (ink.size * UNDERSCORE)).round().clamp(3.0, 120.0) as usize;
            inked(ink).add_text("_".repeat(count))
        }
        Bit::PageNumber(ink) => return field(ink, InstrText::PAGE(InstrPAGE {})),
        Bit::PageCount(ink) => return field(ink, InstrText::NUMPAGES(InstrNUMPAGES {})),
        Bit::Picture { id, png, width, height, px } => {
            let emu = |points: f32| (points * EMU).round() as u32;
            let picture = Pic::new_with_dimensions(png, px.0, px.1).id(format!("rId-{id}"));
            Run::new().add_image(picture.size(emu(width), emu(height)))
        }
    }]
}

/// A field in runs of its own: LibreOffice takes the look of a result from its run alone.
fn field(ink: Ink, instruction: InstrText) -> Vec<Run> {
    vec![
        inked(ink).add_field_char(FieldCharType::Begin, false),
        inked(ink).add_instr_text(instruction),
        inked(ink).add_field_char(FieldCharType::Separate, false),
        inked(ink).add_text("1"),
        inked(ink).add_field_char(FieldCharType::End, false),
    ]
}

fn inked(ink: Ink) -> Run {
    let run = Run::new().size(half_points(ink.size));
    let run = if ink.bold { run.bold() } else { run };
    if ink.grey { run.color("5F5F5F") } else { run }
}
