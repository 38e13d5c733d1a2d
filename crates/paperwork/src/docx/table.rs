//! Tables and grids of the tree.

use docx_rs::{
    AlignmentType, BorderType, Shading, Table, TableBorder, TableBorderPosition, TableBorders, TableCell,
    TableCellMargins, TableLayoutType, TableRow, VAlignType, VMergeType, WidthType,
};
use typst_html::{HtmlAttr, HtmlElement, HtmlNode, attr, tag};

use super::flow::{Flow, Piece, alignment};
use super::parts::HEAD_ROW_TWIPS;
use super::{measure, says, twips};

/// Room inside a cell with lines, in twips: left and right, above and below.
const INSET: (usize, usize) = (55, 30);
/// A column without a width of its own gets this share of what is left.
const AUTO_SHARE: f32 = 0.5;
/// Width of a line, in eighths of a point.
const LINE: usize = 4;

/// Writes a table into the flow that it stands in.
pub(super) fn write(flow: &mut Flow<'_>, element: &HtmlElement) -> Table {
    let lines = says(element, "lines") == "true";
    let gutter = if lines { 0 } else { twips(measure(element, "gutter")) };
    let widths = columns(says(element, "columns"), flow.width, gutter);
    let mut rows = Vec::new();
    find_rows(element, false, &mut rows);
    // Columns that a cell of an earlier row still reaches down into, by how many rows.
    let mut pending = vec![0; widths.len()];
    let rows = rows
        .into_iter()
        .map(|(is_head, row)| {
            let made = row_of(flow, row, &widths, &mut pending, lines, gutter);
            if is_head { made.row_height(HEAD_ROW_TWIPS) } else { made }
        })
        .collect();
    let (side, above) = if lines { INSET } else { (0, 0) };
    let right = side + usize::try_from(gutter).unwrap_or_default();
    let borders = if lines { lined() } else { TableBorders::with_empty().clear_all() };
    let unsigned = |width: i32| usize::try_from(width).unwrap_or_default();
    Table::new(rows)
        .set_grid(widths.iter().copied().map(unsigned).collect())
        .width(unsigned(widths.iter().sum()), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(above, right, above, side))
        .set_borders(borders)
}

fn lined() -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    [Top, Bottom, Left, Right, InsideH, InsideV].into_iter().fold(
        TableBorders::with_empty(),
        |borders, position| {
            borders.set(TableBorder::new(position).border_type(BorderType::Single).size(LINE).color("404040"))
        },
    )
}

/// Finds the rows of a table, and which of them are its head.
fn find_rows<'a>(element: &'a HtmlElement, is_head: bool, rows: &mut Vec<(bool, &'a HtmlElement)>) {
    for node in &element.children {
        let HtmlNode::Element(child) = node else { continue };
        if child.tag == tag::tr {
            rows.push((is_head, child));
        } else {
            find_rows(child, is_head || child.tag == tag::thead, rows);
        }
    }
}

fn row_of(
    flow: &mut Flow<'_>,
    row: &HtmlElement,
    widths: &[i32],
    pending: &mut [usize],
    lines: bool,
    gutter: i32,
) -> TableRow {
    let mut cells = Vec::new();
    let mut column = 0;
    for node in &row.children {
        let HtmlNode::Element(cell) = node else { continue };
        continue_merged(&mut cells, &mut column, widths, pending);
        let span = count(cell, attr::colspan).min(widths.len().saturating_sub(column)).max(1);
        let down = count(cell, attr::rowspan);
        let width: i32 = widths.iter().skip(column).take(span).sum();
        let mut made = cell_of(flow, cell, width, lines, gutter).grid_span(span);
        if down > 1 {
            made = made.vertical_merge(VMergeType::Restart);
            pending.iter_mut().skip(column).take(span).for_each(|rest| *rest = down - 1);
        }
        cells.push(made);
        column += span;
    }
    continue_merged(&mut cells, &mut column, widths, pending);
    TableRow::new(cells).cant_split()
}

/// Adds the cells through which an earlier row reaches down.
fn continue_merged(cells: &mut Vec<TableCell>, column: &mut usize, widths: &[i32], pending: &mut [usize]) {
    while let (Some(width), Some(rest)) = (widths.get(*column), pending.get_mut(*column)) {
        if *rest == 0 {
            return;
        }
        *rest -= 1;
        *column += 1;
        let width = usize::try_from(*width).unwrap_or_default();
        cells.push(TableCell::new().width(width, WidthType::Dxa).vertical_merge(VMergeType::Continue));
    }
}

fn cell_of(flow: &mut Flow<'_>, cell: &HtmlElement, width: i32, lines: bool, gutter: i32) -> TableCell {
    let about = cell.children.iter().find_map(|node| match node {
        HtmlNode::Element(inner) if says(inner, "kind") == "cell" => Some(inner),
        _ => None,
    });
    let align = about.map_or(AlignmentType::Left, |about| alignment(says(about, "align")));
    let inset = if lines { 2 * i32::try_from(INSET.0).unwrap_or_default() } else { gutter };
    let mut inner = flow.inner(width - inset, align);
    inner.blocks(&cell.children);
    let mut made = TableCell::new().width(usize::try_from(width).unwrap_or_default(), WidthType::Dxa);
    if about.is_some_and(|about| says(about, "bottom") == "true") {
        made = made.vertical_align(VAlignType::Bottom);
    }
    if about.is_some_and(|about| says(about, "filled") == "true") {
        made = made.shading(Shading::new().fill("F0F0F0"));
    }
    match inner.finish() {
        Ok((_, pieces)) => pieces.into_iter().fold(made, |cell, piece| match piece {
            Piece::Paragraph(paragraph) => cell.add_paragraph(*paragraph),
            Piece::Table(table) => cell.add_table(*table),
        }),
        Err(error) => {
            flow.fail(error);
            made
        }
    }
}

fn count(cell: &HtmlElement, attribute: HtmlAttr) -> usize {
    cell.attrs.get(attribute).and_then(|value| value.parse().ok()).unwrap_or(1)
}

/// Returns the widths of columns said as `22.5 1fr auto`, in twips, for a table of this width. A cell holds
/// the gutter to its right, which typst keeps beside it.
fn columns(said: &str, width: i32, gutter: i32) -> Vec<i32> {
    enum Track {
        Fixed(i32),
        Share(f32),
    }
    let last = said.split_whitespace().count().saturating_sub(1);
    let tracks: Vec<Track> = said
        .split_whitespace()
        .enumerate()
        .map(|(index, track)| match (track.strip_suffix("fr"), track.parse::<f32>()) {
            (Some(share), _) => Track::Share(share.parse().unwrap_or(1.0)),
            (None, Ok(points)) => Track::Fixed(twips(points) + if index < last { gutter } else { 0 }),
            (None, Err(_)) => Track::Share(AUTO_SHARE),
        })
        .collect();
    let fixed: i32 = tracks.iter().map(|track| if let Track::Fixed(size) = track { *size } else { 0 }).sum();
    let shares: f32 =
        tracks.iter().map(|track| if let Track::Share(share) = track { *share } else { 0.0 }).sum();
    let rest = (width - fixed).max(0) as f32;
    tracks
        .into_iter()
        .map(|track| match track {
            Track::Fixed(size) => size,
            Track::Share(share) => (rest * share / shares) as i32,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::columns;

    #[test]
    fn columns_share_what_fixed_ones_leave() {
        assert_eq!(columns("50 1fr 1fr", 5000, 0), [1000, 2000, 2000]);
        assert_eq!(columns("1fr auto", 3000, 0), [2000, 1000]);
        assert_eq!(columns("", 3000, 0), [0; 0]);
        assert_eq!(columns("50 1fr 50", 5000, 100), [1100, 2900, 1000], "the last one has no neighbour");
    }
}
