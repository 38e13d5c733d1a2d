//! Foreign PDFs whose pages can't be decoded are named, and those that only look odd are taken.

use std::time::{Duration, Instant};

use flate2::{Compress, Compression, FlushCompress};
use lopdf::{Document, Object, ObjectId, Stream, dictionary};
use paperwork::packet::{PacketPart, PacketPlan, PartState, assemble};
use paperwork::record::Lang;
use paperwork::samples::samples;
use paperwork::{Letter, LetterKind, typeset};

/// Longer than any part takes, even on a machine that does something else.
pub(crate) const TIME_MAX: Duration = Duration::from_secs(30);

pub(crate) fn state_of(bytes: Vec<u8>) -> PartState {
    let Some((_, Letter::Cover(cover))) = samples(LetterKind::Cover, Lang::En).into_iter().next() else {
        panic!("no sample")
    };
    let parts = vec![PacketPart { title: "Contract".to_owned(), bytes }];
    assemble(&PacketPlan { cover, label: "AP-1".to_owned(), parts }).unwrap().parts[0].state
}

fn letter() -> Document {
    let (_, letter) = samples(LetterKind::Refund, Lang::Ru).remove(0);
    Document::load_mem(&typeset(&letter).unwrap().pdf).unwrap()
}

fn saved(mut pdf: Document) -> Vec<u8> {
    let mut file = Vec::new();
    pdf.save_to(&mut file).unwrap();
    file
}

/// Changes the stream that draws the first page, and returns how the file is judged then.
pub(crate) fn with_page(change: impl FnOnce(&mut Stream)) -> PartState {
    let mut pdf = letter();
    let page = pdf.page_iter().next().unwrap();
    let contents = pdf.get_page_contents(page)[0];
    let Some(Object::Stream(stream)) = pdf.objects.get_mut(&contents) else { panic!("no contents") };
    change(stream);
    state_of(saved(pdf))
}

/// A page that draws one picture, made of this stream.
pub(crate) fn with_picture(picture: Option<Stream>) -> Vec<u8> {
    with_picture_made(|_| picture)
}

/// The same with a picture that other objects of the file belong to.
pub(crate) fn with_picture_made(make: impl FnOnce(&mut Document) -> Option<Stream>) -> Vec<u8> {
    let mut pdf = Document::with_version("1.7");
    let pages: ObjectId = pdf.new_object_id();
    let picture = match make(&mut pdf) {
        Some(picture) => pdf.add_object(picture),
        None => pdf.new_object_id(),
    };
    let contents = pdf.add_object(Stream::new(dictionary! {}, b"q 100 0 0 100 0 0 cm /Scan Do Q".to_vec()));
    let page = pdf.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => pages,
        "MediaBox" => vec![0.into(), 0.into(), 200.into(), 200.into()],
        "Contents" => contents,
        "Resources" => dictionary! { "XObject" => dictionary! { "Scan" => picture } },
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    pdf.objects.insert(pages, Object::Dictionary(tree));
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalog);
    saved(pdf)
}

fn picture(filter: &str, content: Vec<u8>) -> Stream {
    let dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 70, "Height" => 90,
        "BitsPerComponent" => 8, "ColorSpace" => "DeviceRGB", "Filter" => filter,
    };
    Stream::new(dict, content)
}

pub(crate) fn jpeg() -> Vec<u8> {
    let ramp = image::RgbImage::from_fn(70, 90, |x, y| image::Rgb([x as u8, y as u8, 120]));
    let mut file = std::io::Cursor::new(Vec::new());
    image::DynamicImage::ImageRgb8(ramp).write_to(&mut file, image::ImageFormat::Jpeg).unwrap();
    file.into_inner()
}

/// A stream of so many zeros, as a few bytes: one packed block again and again.
pub(crate) fn zeros(mebibytes: usize) -> Vec<u8> {
    let block = vec![0; 16 * 1024 * 1024];
    let mut packer = Compress::new(Compression::best(), false);
    let mut packed = Vec::with_capacity(1024 * 1024);
    packer.compress_vec(&block, &mut packed, FlushCompress::Full).unwrap();
    let mut stream = vec![0x78, 0x01];
    (0..mebibytes / 16).for_each(|_| stream.extend_from_slice(&packed));
    stream
}

#[test]
fn one_wrong_byte_in_a_page_is_damage() {
    assert_eq!(with_page(|_| {}), PartState::Included);
    for place in 1..20 {
        let state = with_page(|stream| {
            let at = stream.content.len() * place / 20;
            stream.content[at] ^= 0x41;
        });
        assert_eq!(state, PartState::Broken, "at {place} twentieths");
    }
}

#[test]
fn page_that_ends_too_early_is_damage_and_a_missing_checksum_is_not() {
    let cut = |bytes: usize| with_page(|stream| stream.set_content(stream.content[..bytes].to_vec()));
    let whole = {
        let mut length = 0;
        with_page(|stream| length = stream.content.len());
        length
    };
    for bytes in [2, 10, whole / 2, whole - 6] {
        assert_eq!(cut(bytes), PartState::Broken, "{bytes} of {whole} bytes");
    }
    assert_eq!(cut(whole - 4), PartState::Included, "all that is drawn is there");
}

#[test]
fn page_of_rubbish_is_damage_and_an_empty_page_is_not() {
    let plain = |content: &[u8]| {
        with_page(|stream| {
            stream.dict.remove(b"Filter");
            stream.set_content(content.to_vec());
        })
    };
    assert_eq!(plain(b"\x93\x01\xfe<<\x07"), PartState::Broken);
    assert_eq!(plain(b""), PartState::Included);
    assert_eq!(plain(b" \n"), PartState::Included);
    assert_eq!(plain(b"q 1 0 0 1 0 0 cm Q"), PartState::Included);
}

#[test]
fn damaged_pictures_and_fonts_are_damage() {
    let whole = jpeg();
    assert_eq!(state_of(with_picture(Some(picture("DCTDecode", whole.clone())))), PartState::Included);
    let half = whole[..whole.len() / 2].to_vec();
    assert_eq!(state_of(with_picture(Some(picture("DCTDecode", half)))), PartState::Broken);
    assert_eq!(state_of(with_picture(None)), PartState::Broken, "a picture that isn't there");
    let mut pdf = letter();
    let font = pdf.objects.values_mut().find_map(|object| match object {
        Object::Stream(stream) if stream.dict.has(b"Length1") || stream.dict.has(b"Subtype") => Some(stream),
        _ => None,
    });
    let font = font.expect("an embedded font");
    let middle = font.content.len() / 2;
    font.content[middle] ^= 0x41;
    assert_eq!(state_of(saved(pdf)), PartState::Broken);
}

#[test]
fn what_unpacks_without_end_is_too_large_and_takes_no_memory() {
    let bomb = with_picture(Some(picture("FlateDecode", zeros(2048))));
    assert!(bomb.len() < 8 * 1024 * 1024, "{} bytes", bomb.len());
    let started = Instant::now();
    assert_eq!(state_of(bomb), PartState::TooLarge);
    assert!(started.elapsed() < TIME_MAX);
}
