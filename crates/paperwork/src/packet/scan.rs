//! A scan becomes a page of its true size.
//!
//! A JPEG goes in as it is; pixels of a PNG are packed without loss. Where the file doesn't know its
//! resolution, or a camera made one up, the picture fills a sheet of A4. Bounded: the header says how
//! many pixels there are before any of them is unpacked.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::{DynamicImage, ImageReader, Limits};
use lopdf::Document;
use printpdf::{
    CurTransMat, DictItem, ExternalStream, ExternalXObject, Mm, Op, PdfDocument, PdfPage, PdfSaveOptions,
    XObject, XObjectId, XObjectTransform,
};

use super::PartState;
use crate::picture::{self, Header, Kind};

/// Most pixels of a scan: A4 at 600 dpi has 35 million.
const PIXELS_MAX: u64 = 64_000_000;
/// Most memory for unpacking: those pixels in colour, twice.
const UNPACKED_BYTES_MAX: u64 = 512 * 1024 * 1024;
const MM_PER_INCH: f32 = 25.4;
const POINTS_PER_MM: f32 = 72.0 / MM_PER_INCH;
/// The sheet for pictures that don't know their size.
const A4_MM: (f32, f32) = (210.0, 297.0);
/// A true size within these bounds is believed: from a stamp to a little more than A3. A camera writes
/// 72 dpi whatever it sees, and its pictures would be posters.
const SIDE_MM: std::ops::RangeInclusive<f32> = 10.0..=440.0;

/// Returns whether the bytes begin like a picture that can be read.
pub(super) fn is_picture(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xd8") || bytes.starts_with(b"\x89PNG\r\n\x1a\n")
}

/// Makes a document of one page from a scan.
pub(super) fn page(bytes: &[u8]) -> Result<Document, PartState> {
    let header = picture::header(bytes).ok_or(PartState::Broken)?;
    match u64::from(header.width) * u64::from(header.height) {
        0 => return Err(PartState::Broken),
        _ if !header.is_whole => return Err(PartState::Broken),
        pixels if pixels > PIXELS_MAX => return Err(PartState::TooLarge),
        _ => {}
    }
    // Unpacked in any case: a file that can't be would be an empty page that nobody notices.
    let picture = unpack(bytes)?;
    let stream = match header.kind {
        Kind::Jpeg => jpeg(bytes, &header),
        Kind::Png => pixels(&picture),
    };
    let (sheet, size) = size_mm(&header);
    let id = XObjectId("Scan".to_owned());
    let ops = vec![
        Op::SaveGraphicsState,
        Op::SetTransformationMatrix { matrix: CurTransMat::Raw(matrix(header.orientation, sheet, size)) },
        Op::UseXobject {
            id: id.clone(),
            transform: XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() },
        },
        Op::RestoreGraphicsState,
    ];
    let mut document = PdfDocument::new("");
    let object = ExternalXObject { stream, width: None, height: None, dpi: None };
    document.resources.xobjects.map.insert(id, XObject::External(object));
    document.with_pages(vec![PdfPage::new(Mm(sheet.0), Mm(sheet.1), ops)]);
    let options = PdfSaveOptions { optimize: false, image_optimization: None, ..PdfSaveOptions::default() };
    Ok(document.to_lopdf_document(&options, &mut Vec::new()))
}

fn unpack(bytes: &[u8]) -> Result<DynamicImage, PartState> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(UNPACKED_BYTES_MAX);
    let mut reader =
        ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| PartState::Broken)?;
    reader.limits(limits);
    reader.decode().map_err(|error| match error {
        image::ImageError::Limits(_) => PartState::TooLarge,
        _ => PartState::Broken,
    })
}

fn jpeg(bytes: &[u8], header: &Header) -> ExternalStream {
    let space = match header.components {
        1 => "DeviceGray",
        4 => "DeviceCMYK",
        _ => "DeviceRGB",
    };
    let mut stream = image_stream(header.width, header.height, space, bytes.to_vec(), false);
    stream.dict.insert("Filter".to_owned(), name("DCTDecode"));
    if header.components == 4 && header.inverted {
        // Adobe's programs store ink as its absence.
        let pairs = [1, 0, 1, 0, 1, 0, 1, 0].map(DictItem::Int).to_vec();
        stream.dict.insert("Decode".to_owned(), DictItem::Array(pairs));
    }
    stream
}

fn pixels(picture: &DynamicImage) -> ExternalStream {
    let (width, height) = (picture.width(), picture.height());
    let colour = picture.color().has_color();
    if !colour && !picture.color().has_alpha() {
        return image_stream(width, height, "DeviceGray", picture.to_luma8().into_raw(), true);
    }
    // What is transparent shows the paper.
    let on_paper = |value: u8, alpha: u8| {
        let (value, alpha) = (u16::from(value), u16::from(alpha));
        u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
    };
    let rgba = picture.to_rgba8();
    let rgb = rgba.pixels().flat_map(|&image::Rgba([r, g, b, a])| [r, g, b].map(|value| on_paper(value, a)));
    image_stream(width, height, "DeviceRGB", rgb.collect(), true)
}

fn image_stream(width: u32, height: u32, space: &str, content: Vec<u8>, compress: bool) -> ExternalStream {
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(width.into())),
        ("Height".to_owned(), DictItem::Int(height.into())),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
        ("ColorSpace".to_owned(), name(space)),
    ]);
    ExternalStream { dict, content, compress }
}

fn name(text: &str) -> DictItem {
    DictItem::Name(text.as_bytes().to_vec())
}

/// Returns the size of the page and that of the picture on it, in millimetres: both the true size, or a
/// sheet of A4 and what fits on it.
fn size_mm(header: &Header) -> ((f32, f32), (f32, f32)) {
    let turned = header.orientation >= 5;
    let (width, height) = if turned { (header.height, header.width) } else { (header.width, header.height) };
    let (width, height) = (width as f32, height as f32);
    if let Some((x_dpi, y_dpi)) = header.dpi {
        let (x_dpi, y_dpi) = if turned { (y_dpi, x_dpi) } else { (x_dpi, y_dpi) };
        let size = (width / x_dpi * MM_PER_INCH, height / y_dpi * MM_PER_INCH);
        if SIDE_MM.contains(&size.0) && SIDE_MM.contains(&size.1) {
            return (size, size);
        }
    }
    let sheet = if width > height { (A4_MM.1, A4_MM.0) } else { A4_MM };
    let scale = (sheet.0 / width).min(sheet.1 / height);
    (sheet, (width * scale, height * scale))
}

/// Returns the matrix that draws the unit square upright in the middle of a sheet, by the orientation
/// that a camera noted (Exif, 1 to 8).
fn matrix(orientation: u8, sheet: (f32, f32), size: (f32, f32)) -> [f32; 6] {
    let (w, h) = (size.0 * POINTS_PER_MM, size.1 * POINTS_PER_MM);
    let x = (sheet.0 - size.0) / 2.0 * POINTS_PER_MM;
    let y = (sheet.1 - size.1) / 2.0 * POINTS_PER_MM;
    match orientation {
        2 => [-w, 0.0, 0.0, h, x + w, y],
        3 => [-w, 0.0, 0.0, -h, x + w, y + h],
        4 => [w, 0.0, 0.0, -h, x, y + h],
        5 => [0.0, -h, -w, 0.0, x + w, y + h],
        6 => [0.0, -h, w, 0.0, x, y + h],
        7 => [0.0, h, w, 0.0, x, y],
        8 => [0.0, h, -w, 0.0, x + w, y],
        _ => [w, 0.0, 0.0, h, x, y],
    }
}

#[cfg(test)]
mod tests {
    use super::{Header, Kind, size_mm};

    fn header(width: u32, height: u32, dpi: Option<f32>, orientation: u8) -> Header {
        let dpi = dpi.map(|dpi| (dpi, dpi));
        Header {
            kind: Kind::Jpeg,
            width,
            height,
            components: 3,
            inverted: false,
            dpi,
            orientation,
            is_whole: true,
        }
    }

    #[test]
    fn a_scan_keeps_its_true_size() {
        let (sheet, (width, height)) = size_mm(&header(2480, 3508, Some(300.0), 1));
        assert!(sheet == (width, height));
        assert!((width - 209.97).abs() < 0.1 && (height - 297.01).abs() < 0.1, "{width} x {height}");
        let (_, (width, height)) = size_mm(&header(3508, 2480, Some(300.0), 6));
        assert!(width < height, "turned by the camera");
    }

    #[test]
    fn a_photograph_fits_on_a4_whatever_the_camera_says() {
        for dpi in [None, Some(72.0)] {
            let (sheet, (width, height)) = size_mm(&header(4000, 3000, dpi, 1));
            assert!(sheet == (297.0, 210.0), "{sheet:?}");
            assert!((width - 280.0).abs() < 0.1 && (height - 210.0).abs() < 0.1, "{width} x {height}");
        }
    }
}
