//! Packets as a clerk's computer reads them back (packages qpdf and poppler-utils).

use image::{DynamicImage, ImageFormat, RgbImage};
use lopdf::dictionary;
use paperwork::packet::{Packet, PacketPart, PacketPlan, PartState, assemble, print_file};
use paperwork::record::{CoverSheet, Lang};
use paperwork::samples::samples;
use paperwork::{Letter, LetterKind, PaperworkError, page_count, preview, typeset};

use crate::reading::{checked, text_of};

fn cover(lang: Lang) -> CoverSheet {
    let Some((_, Letter::Cover(cover))) = samples(LetterKind::Cover, lang).into_iter().next() else {
        panic!("no sample")
    };
    cover
}

fn letter(kind: LetterKind, lang: Lang) -> Vec<u8> {
    let (_, letter) = samples(kind, lang).remove(0);
    typeset(&letter).unwrap().pdf
}

/// A grey ramp, as a file of this format.
fn scan(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let grey = u8::try_from((x + y) * 255 / (width + height)).unwrap();
        image::Rgb([grey, 200, 255 - grey])
    });
    let mut file = std::io::Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// Writes a resolution into the first segment of a JPEG.
fn with_dpi(mut jpeg: Vec<u8>, dpi: u16) -> Vec<u8> {
    assert_eq!(&jpeg[6..10], b"JFIF");
    jpeg[13] = 1;
    jpeg[14..16].copy_from_slice(&dpi.to_be_bytes());
    jpeg[16..18].copy_from_slice(&dpi.to_be_bytes());
    jpeg
}

fn part(title: &str, bytes: Vec<u8>) -> PacketPart {
    PacketPart { title: title.to_owned(), bytes }
}

fn packet(lang: Lang, parts: Vec<PacketPart>) -> Packet {
    assemble(&PacketPlan { cover: cover(lang), label: "AP-2026-014".to_owned(), parts }).unwrap()
}

/// A PDF of one page with a signature in it, as bytes that nobody may touch.
fn signed() -> Vec<u8> {
    let mut pdf = lopdf::Document::load_mem(&letter(LetterKind::Refund, Lang::En)).unwrap();
    pdf.add_object(dictionary! {
        "Type" => "Sig",
        "ByteRange" => vec![0.into(), 10.into(), 20.into(), 30.into()],
        "Contents" => lopdf::Object::string_literal("invented"),
    });
    let mut file = Vec::new();
    pdf.save_to(&mut file).unwrap();
    file
}

fn encrypted() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (plain, locked) = (folder.path().join("plain.pdf"), folder.path().join("locked.pdf"));
    std::fs::write(&plain, letter(LetterKind::Refund, Lang::En)).unwrap();
    let status = std::process::Command::new("qpdf")
        .args(["--encrypt", "invented", "invented", "256", "--"])
        .args([&plain, &locked])
        .status()
        .unwrap();
    assert!(status.success());
    std::fs::read(locked).unwrap()
}

#[test]
fn letters_scans_and_foreign_files_are_one_sound_file() {
    let parts = |lang| {
        vec![
            part("Letter of invitation", letter(LetterKind::Invitation, lang)),
            part("Паспорт", with_dpi(scan(ImageFormat::Jpeg, 1240, 874), 300)),
            part("Фото", scan(ImageFormat::Png, 300, 400)),
            part("Consent", letter(LetterKind::Consent, lang)),
        ]
    };
    for (lang, stamp) in [
        (Lang::En, "AP-2026-014, page 2 of 6"),
        (Lang::Ru, "AP-2026-014, лист 2 из 6"),
        (Lang::Kk, "AP-2026-014, 6 парақтың 2-парағы"),
    ] {
        let made = packet(lang, parts(lang));
        checked(&made.pdf);
        assert_eq!(made.pages, page_count(&made.pdf).unwrap());
        assert_eq!(made.pages, 6, "cover, the letter in two copies, two scans, the consent");
        let text = text_of(&made.pdf);
        assert!(text.contains(stamp), "{stamp} in {text}");
        assert_eq!(text.matches("AP-2026-014,").count(), made.pages, "each page is stamped once");
        assert!(made.parts.iter().all(|place| place.state == PartState::Included));
        let firsts: Vec<usize> = made.parts.iter().map(|place| place.first_page).collect();
        assert_eq!(firsts, [2, 4, 5, 6]);
        assert!(made.pdf == packet(lang, parts(lang)).pdf, "the same parts make the same bytes");
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/paperwork");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("packet.{}.pdf", lang.code())), &made.pdf).unwrap();
    }
}

#[test]
fn scans_have_their_true_size() {
    let made = packet(
        Lang::En,
        vec![
            part("A5 at 300 dpi", with_dpi(scan(ImageFormat::Jpeg, 1748, 2480), 300)),
            part("a camera's 72 dpi", with_dpi(scan(ImageFormat::Jpeg, 1600, 1200), 72)),
            part("no resolution", scan(ImageFormat::Png, 600, 800)),
        ],
    );
    let pdf = lopdf::Document::load_mem(&made.pdf).unwrap();
    let size = |page: u32| {
        let id = pdf.get_pages()[&page];
        let sides = pdf.get_dictionary(id).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
        (sides[2].as_float().unwrap().round(), sides[3].as_float().unwrap().round())
    };
    assert_eq!(size(2), (420.0, 595.0), "A5");
    assert_eq!(size(3), (842.0, 595.0), "A4, lying");
    assert_eq!(size(4), (595.0, 842.0), "A4");
}

#[test]
fn signed_file_is_attached_byte_for_byte() {
    let file = signed();
    let made = packet(Lang::Ru, vec![part("Договор", file.clone())]);
    checked(&made.pdf);
    assert_eq!(made.parts[0].state, PartState::Attached);
    assert!(made.pdf.windows(file.len()).any(|part| part == file), "not a byte was changed");
    let text = text_of(&made.pdf);
    assert!(text.contains("Договор") && text.contains("001.pdf"), "{text}");
}

#[test]
fn what_cannot_be_read_is_named_and_reported() {
    let whole = letter(LetterKind::Refund, Lang::En);
    let jpeg = scan(ImageFormat::Jpeg, 400, 400);
    let made = packet(
        Lang::En,
        vec![
            part("Locked contract", encrypted()),
            part("Half a diploma", whole[..whole.len() / 2].to_vec()),
            part("Half a passport", jpeg[..jpeg.len() / 2].to_vec()),
            part("A text", b"hello".to_vec()),
            part("Refund letter", whole),
        ],
    );
    checked(&made.pdf);
    let states: Vec<PartState> = made.parts.iter().map(|place| place.state).collect();
    let expected = [
        PartState::Encrypted,
        PartState::Broken,
        PartState::Broken,
        PartState::UnknownFormat,
        PartState::Included,
    ];
    assert_eq!(states, expected);
    let text = text_of(&made.pdf);
    for title in ["Locked contract", "Half a diploma", "Half a passport", "A text"] {
        // Once among the contents, once on the page that stands for it.
        assert_eq!(text.matches(title).count(), 2, "{title}");
    }
}

#[test]
fn stamp_is_upright_on_turned_pages() {
    for turn in [0, 90, 180, 270] {
        let mut pdf = lopdf::Document::load_mem(&letter(LetterKind::Refund, Lang::En)).unwrap();
        let page = pdf.get_pages()[&1];
        pdf.get_dictionary_mut(page).unwrap().set("Rotate", turn);
        let mut file = Vec::new();
        pdf.save_to(&mut file).unwrap();
        let made = packet(Lang::En, vec![part("Turned", file)]);
        checked(&made.pdf);
        // Read as the eye sees the page, the stamp is its last line.
        let text = text_of(&made.pdf);
        let page = text.split('\u{c}').nth(1).unwrap();
        if turn == 0 {
            assert!(page.trim_end().ends_with("AP-2026-014, page 2 of 2"), "{page}");
        }
        assert!(page.contains("AP-2026-014, page 2 of 2"), "{turn}: {page}");
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/paperwork");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("turned-{turn}.png")), preview(&made.pdf, 1, 0.5).unwrap())
            .unwrap();
    }
}

#[test]
fn print_file_keeps_order_and_shares_fonts() {
    let files: Vec<(String, Vec<u8>)> =
        (0..10).map(|n| (format!("Letter {n}"), letter(LetterKind::Refund, Lang::Kk))).collect();
    let one = files[0].1.len();
    let files: Vec<(String, &[u8])> =
        files.iter().map(|(title, pdf)| (title.clone(), pdf.as_slice())).collect();
    let joined = print_file(&files).unwrap();
    checked(&joined);
    assert_eq!(page_count(&joined).unwrap(), 10);
    assert!(joined.len() < 4 * one, "{} bytes for ten letters of {one}", joined.len());
    assert_eq!(print_file(&[]), Err(PaperworkError::Empty { field: "files".into() }));
}

#[test]
fn packet_of_nothing_is_refused() {
    let plan = PacketPlan { cover: cover(Lang::En), label: "AP-1".to_owned(), parts: Vec::new() };
    assert_eq!(assemble(&plan), Err(PaperworkError::Empty { field: "parts".into() }));
}
