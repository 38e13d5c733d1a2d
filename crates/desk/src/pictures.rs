//! Pictures before they are kept: decoded within bounds, turned upright, cut where asked, and
//! encoded anew, so that nothing of the camera's notes (place, time, device) gets into the cabinet.
//!
//! Pure: bytes in, bytes out; the same bytes give the same bytes, so that a picture attached twice
//! is kept once. Invariant: what comes out is a JPEG or PNG of bounded size without any metadata.

use crate::error::{AppError, ErrorCode};
use crate::view::{CropInput, Text};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Most pixels on a side before decoding: the largest sensors of phones have 16,320.
const DECODED_SIDE_MAX_PX: u32 = 20_000;
/// Most memory that decoding may take: 100 million pixels of three bytes, which large phones make.
const DECODED_BYTES_MAX: u64 = 320 * 1024 * 1024;
/// Longest side of a kept scan: A4 at 300 dpi is 3508 pixels high.
const SCAN_SIDE_MAX_PX: u32 = 3508;
/// 35 x 45 mm at 300 dpi.
const PHOTO_PX: (u32, u32) = (413, 531);
/// Longest side of a logo or letterhead: the width of an A4 page at 300 dpi.
const HEAD_SIDE_MAX_PX: u32 = 2480;
/// Quality of JPEG at which printed text shows no fringes.
const JPEG_QUALITY: u8 = 88;
/// Bounds of the zoom over a photograph, in percent.
const ZOOM: std::ops::RangeInclusive<u16> = 100..=400;

/// A picture as it is kept.
pub(crate) struct Picture {
    pub content: Vec<u8>,
    pub media_type: &'static str,
}

/// Returns a photographed or scanned page as it is kept.
pub(crate) fn scan(content: &[u8]) -> Result<Picture, AppError> {
    let (picture, format) = upright(content)?;
    encode(&bounded(picture, SCAN_SIDE_MAX_PX), format)
}

/// Returns a logo or a letterhead as it is kept.
pub(crate) fn head(content: &[u8]) -> Result<Picture, AppError> {
    let (picture, format) = upright(content)?;
    encode(&bounded(picture, HEAD_SIDE_MAX_PX), format)
}

/// Returns a person's photograph of 35 x 45 mm as it is kept, always a JPEG.
pub(crate) fn photo(content: &[u8], crop: CropInput) -> Result<Picture, AppError> {
    let (picture, _) = upright(content)?;
    let (left, top, width, height) = window(picture.width(), picture.height(), crop);
    let cut = picture.crop_imm(left, top, width, height);
    let (wanted, tall) = PHOTO_PX;
    let cut = if width > wanted { cut.resize_exact(wanted, tall, FilterType::Lanczos3) } else { cut };
    encode(&cut, ImageFormat::Jpeg)
}

/// Returns the window of 35 to 45 over a picture: left, top, width, height.
fn window(width: u32, height: u32, crop: CropInput) -> (u32, u32, u32, u32) {
    let (wide, tall) = (u64::from(PHOTO_PX.0), u64::from(PHOTO_PX.1));
    let zoom = u64::from(crop.zoom.clamp(*ZOOM.start(), *ZOOM.end()));
    let (width, height) = (u64::from(width), u64::from(height));
    let fitting = width.min(height * wide / tall) * 100 / zoom;
    let cut = fitting.max(1);
    let long = (cut * tall / wide).clamp(1, height);
    let place = |room: u64, percent: u8| room * u64::from(percent.min(100)) / 100;
    let whole = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
    (whole(place(width - cut, crop.across)), whole(place(height - long, crop.down)), whole(cut), whole(long))
}

/// Decodes a picture and turns it as the camera's notes say.
fn upright(content: &[u8]) -> Result<(DynamicImage, ImageFormat), AppError> {
    let mut reader =
        ImageReader::new(Cursor::new(content)).with_guessed_format().map_err(|_| unreadable())?;
    let format = reader.format().filter(|format| matches!(format, ImageFormat::Jpeg | ImageFormat::Png));
    let format = format.ok_or_else(unreadable)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(DECODED_SIDE_MAX_PX);
    limits.max_image_height = Some(DECODED_SIDE_MAX_PX);
    limits.max_alloc = Some(DECODED_BYTES_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refused(&error))?;
    if decoder.total_bytes() > DECODED_BYTES_MAX {
        return Err(too_large());
    }
    let orientation = decoder.orientation().map_err(|error| refused(&error))?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| refused(&error))?;
    picture.apply_orientation(orientation);
    Ok((picture, format))
}

fn bounded(picture: DynamicImage, side_max: u32) -> DynamicImage {
    if picture.width() <= side_max && picture.height() <= side_max {
        return picture;
    }
    picture.resize(side_max, side_max, FilterType::Lanczos3)
}

fn encode(picture: &DynamicImage, format: ImageFormat) -> Result<Picture, AppError> {
    let mut content = Vec::new();
    let failed = |_| AppError::internal("picture not encoded");
    if format == ImageFormat::Png {
        // Eight bits are what a screen and a printer show.
        let picture = if picture.color().has_alpha() {
            DynamicImage::ImageRgba8(picture.to_rgba8())
        } else {
            DynamicImage::ImageRgb8(picture.to_rgb8())
        };
        picture.write_with_encoder(PngEncoder::new(&mut content)).map_err(failed)?;
        return Ok(Picture { content, media_type: "image/png" });
    }
    let opaque = DynamicImage::ImageRgb8(picture.to_rgb8());
    opaque.write_with_encoder(JpegEncoder::new_with_quality(&mut content, JPEG_QUALITY)).map_err(failed)?;
    Ok(Picture { content, media_type: "image/jpeg" })
}

fn refused(error: &image::ImageError) -> AppError {
    if matches!(error, image::ImageError::Limits(_)) { too_large() } else { unreadable() }
}

fn unreadable() -> AppError {
    AppError::with_text(
        ErrorCode::FileRefused,
        "unreadable picture",
        Text::new(
            "This picture can't be read: it is damaged, or neither JPEG nor PNG. Save it anew as JPEG and attach that.",
            "Это изображение не читается: оно повреждено либо это не JPEG и не PNG. Сохраните его заново в JPEG.",
            "Бұл сурет оқылмайды: ол бүлінген немесе JPEG та, PNG та емес. Оны JPEG түрінде қайта сақтаңыз.",
        ),
    )
}

fn too_large() -> AppError {
    AppError::with_text(
        ErrorCode::FileRefused,
        "picture of too many pixels",
        Text::new(
            "This picture has more than 100 million pixels. Scan it with 300 dpi and attach that.",
            "В этом изображении больше 100 миллионов пикселей. Отсканируйте с разрешением 300 dpi.",
            "Бұл суретте 100 миллионнан астам пиксель бар. Оны 300 dpi ажыратымдылықпен сканерлеңіз.",
        ),
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use image::{GenericImageView as _, Rgb, RgbImage};

    /// A picture whose left half is red and whose right half is blue.
    fn halves(width: u32, height: u32) -> DynamicImage {
        DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| {
            if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) }
        }))
    }

    fn jpeg(picture: &DynamicImage) -> Vec<u8> {
        encode(picture, ImageFormat::Jpeg).unwrap().content
    }

    /// A JPEG with a camera's notes: a place name, and the order to turn by a quarter.
    fn with_notes(picture: &DynamicImage, orientation: u8) -> Vec<u8> {
        let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
        tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
        tiff.extend([0x0e, 0x01, 2, 0, 13, 0, 0, 0, 38, 0, 0, 0]);
        tiff.extend([0, 0, 0, 0]);
        tiff.extend(b"GPS-of-Astana");
        let mut segment = b"Exif\0\0".to_vec();
        segment.extend(tiff);
        let plain = jpeg(picture);
        let mut content = plain[..2].to_vec();
        content.extend([0xff, 0xe1]);
        content.extend(u16::try_from(segment.len() + 2).unwrap().to_be_bytes());
        content.extend(segment);
        content.extend(&plain[2..]);
        content
    }

    fn holds(content: &[u8], needle: &[u8]) -> bool {
        content.windows(needle.len()).any(|window| window == needle)
    }

    #[test]
    fn a_photographed_page_loses_the_cameras_notes_and_stands_upright() {
        let content = with_notes(&halves(400, 200), 6);
        assert!(holds(&content, b"GPS-of-Astana"), "the test's own picture has notes");
        let kept = scan(&content).unwrap();
        assert!(!holds(&kept.content, b"GPS-of-Astana") && !holds(&kept.content, b"Exif"));
        let shown = image::load_from_memory(&kept.content).unwrap();
        assert_eq!(shown.dimensions(), (200, 400), "turned by a quarter");
        let top = shown.get_pixel(100, 50);
        assert!(top[0] > 180 && top[2] < 80, "the left half is on top now: {top:?}");
    }

    #[test]
    fn the_same_picture_gives_the_same_bytes() {
        let content = with_notes(&halves(300, 300), 1);
        assert_eq!(scan(&content).unwrap().content, scan(&content).unwrap().content);
    }

    #[test]
    fn a_large_picture_is_bounded_and_a_small_one_keeps_its_pixels() {
        let large = image::load_from_memory(&scan(&jpeg(&halves(7000, 200))).unwrap().content).unwrap();
        assert_eq!(large.width(), SCAN_SIDE_MAX_PX);
        let small = image::load_from_memory(&scan(&jpeg(&halves(120, 90))).unwrap().content).unwrap();
        assert_eq!(small.dimensions(), (120, 90));
    }

    #[test]
    fn a_photograph_is_cut_where_the_user_says() {
        let content = jpeg(&halves(1600, 900));
        for (across, channel) in [(0, 0), (100, 2)] {
            let cut = photo(&content, CropInput { across, ..CropInput::default() }).unwrap();
            let shown = image::load_from_memory(&cut.content).unwrap();
            assert_eq!(shown.dimensions(), PHOTO_PX);
            assert!(shown.get_pixel(200, 200)[channel] > 180, "across {across}");
        }
    }

    #[test]
    fn the_window_keeps_to_the_picture_and_to_its_shape() {
        for (width, height) in [(1, 1), (2, 900), (900, 2), (4000, 3000), (413, 531)] {
            for zoom in [0, 100, 250, 1000] {
                for at in [0, 50, 100, 255] {
                    let (left, top, wide, tall) =
                        window(width, height, CropInput { across: at, down: at, zoom });
                    assert!(left + wide <= width && top + tall <= height && wide > 0 && tall > 0);
                    if wide > 100 {
                        let ratio = f64::from(wide) / f64::from(tall);
                        assert!((ratio - 35.0 / 45.0).abs() < 0.01, "{wide} to {tall}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_no_picture_and_what_claims_gigapixels_is_refused() {
        let mut bomb = Vec::new();
        halves(4, 4).write_with_encoder(PngEncoder::new(&mut bomb)).unwrap();
        // Width and height stand in the first chunk; its checksum is not what refuses it.
        bomb[16..24].copy_from_slice(&[0, 0, 0x60, 0, 0, 0, 0x60, 0]);
        for content in [&b"GIF89a..."[..], b"%PDF-1.7", b"", &bomb, &jpeg(&halves(40, 40))[..60]] {
            assert_eq!(scan(content).err().map(|error| error.code), Some(ErrorCode::FileRefused));
        }
    }
}
