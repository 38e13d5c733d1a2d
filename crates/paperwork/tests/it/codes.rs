//! Streams of foreign PDFs in every code that the format knows, sound and damaged.

use std::time::Instant;

use lopdf::{Dictionary, Object, Stream, dictionary};
use paperwork::packet::PartState;
use weezl::BitOrder;
use weezl::encode::Encoder;

use crate::damage::{TIME_MAX, jpeg, state_of, with_page, with_picture, with_picture_made, zeros};

/// What draws a page, long enough for a code to be cut anywhere.
const DRAWN: &[u8] = b"q 1 0 0 1 10 10 cm 0.5 g 0 0 20 30 re f Q q 1 0 0 1 40 10 cm 0.2 g 0 0 20 30 re f Q";
/// A circle and a square of 70 x 90 pixels, written by libtiff as fax of group 4.
const GROUP_4: &str = "26a0797ffff2197f82303300d7408191c1aa1265c1a2820c8e19b4991c3329323865d26470caa4c8e063fa4c8\
    e05ffa4c8e0a3fa4c8e0dffa4c8e1b3ffe9323868ffffffa4c8e19ffffffffffffffffffec8e1aabffffff6470d35fffb23835aff64706\
    95fec8e19abc8172fb23828ffb23837ec8e1b3b23868ec8e19fb2e18e191c108ff6606bc182f1ffffffffff1ffff8008008";
/// The same in one tile of JPEG 2000, written by OpenJPEG.
const ONE_TILE: &str = "0000000c6a5020200d0a870a00000014667479706a703220000000006a7032200000002d6a7032680000001669\
    6864720000005a000000460001070700000000000f636f6c7201000000000011000000fd6a703263ff4fff51002900000000004600\
    00005a0000000000000000000000460000005a00000000000000000001070101ff52000c00000001000504040001ff5c001340404848\
    50484850484850484850484850ff640025000143726561746564206279204f70656e4a5045472076657273696f6e20322e352e34ff90\
    000a00000000007c0001ff93cf8c4002e2949f48482fc5cf881c7c02438314c75717a7564e113e4dc61cf8834230470f2c507e4e6a89\
    3623e3eac4712081c5b1677c68b7c9a750009032a19b36d63761f4972124708bff1dacb99904a891cb412a00bca8a1d64534d003fca6\
    d4792e1802a6995628ac684d786affd9";
/// The same in four tiles.
const FOUR_TILES: &str = "0000000c6a5020200d0a870a00000014667479706a703220000000006a7032200000002d6a70326800000016\
    696864720000005a000000460001070700000000000f636f6c7201000000000011000001806a703263ff4fff51002900000000004600\
    00005a0000000000000000000000400000004000000000000000000001070101ff52000c00000001000504040001ff5c001340404848\
    50484850484850484850484850ff640025000143726561746564206279204f70656e4a5045472076657273696f6e20322e352e34ff90\
    000a0000000000a20001ff93cf8c20037b635cc1c1800c111dc38400234d2415a7c2305d266996262bcea93a4c55008e11a19a75f05d\
    4a291b717f028a1d240067da173761f3d7318064db022930b0fc559436954371ce68a7539c78b645a1c953b4cfb216027475f1b7c142\
    75f700fb793679213971d6b871ac45a911c9987c12afaa702a2a351ad160523a9fda19ebd19624a8a4b6823c7b1195a6b3eb0e9cff90\
    000a0001000000190001ff93cfb00c02659f8080808080ff90000a00020000002c0001ff93cfb00c034f4fce0a1c143e00800c510b61\
    0b20a440185780c8c05fa77b80ff90000a0003000000180001ff93cfb008044f8080808080ffd9";
/// The arithmetic code's example in T.88, H.2.
const ARITHMETIC: &str = "84c73bfce1a1430402202000004 10dbb86f4317fff88ff37471adb6adfffac";

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> =
        hex.chars().filter_map(|digit| digit.to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// Judges a file whose first page is drawn by this.
fn drawn(filter: impl Into<Object>, parameters: Option<Dictionary>, content: &[u8]) -> PartState {
    let (filter, content) = (filter.into(), content.to_vec());
    with_page(|stream| {
        stream.dict.set("Filter", filter);
        stream.dict.remove(b"DecodeParms");
        if let Some(parameters) = parameters {
            stream.dict.set("DecodeParms", parameters);
        }
        stream.set_content(content);
    })
}

/// Judges a file whose page shows this picture of 70 x 90 pixels.
fn shown(filter: impl Into<Object>, parameters: Option<Dictionary>, content: Vec<u8>) -> PartState {
    state_of(with_picture(Some(image(filter, parameters, content))))
}

fn image(filter: impl Into<Object>, parameters: Option<Dictionary>, content: Vec<u8>) -> Stream {
    let mut dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 70, "Height" => 90,
        "BitsPerComponent" => 1, "ColorSpace" => "DeviceGray", "Filter" => filter,
    };
    if let Some(parameters) = parameters {
        dict.set("DecodeParms", parameters);
    }
    Stream::new(dict, content)
}

fn names(filters: &[&str]) -> Object {
    Object::Array(filters.iter().map(|name| Object::Name(name.as_bytes().to_vec())).collect())
}

fn ascii_85(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    for group in bytes.chunks(4) {
        let mut four = [0; 4];
        four[..group.len()].copy_from_slice(group);
        let number = u32::from_be_bytes(four);
        let digits = [52_200_625, 614_125, 7_225, 85, 1].map(|power| (number / power % 85) as u8 + b'!');
        text.extend_from_slice(&digits[..=group.len()]);
    }
    text.extend_from_slice(b"~>\n");
    text
}

fn ascii_hex(bytes: &[u8]) -> Vec<u8> {
    let mut text = bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join("\n");
    text.push('>');
    text.into_bytes()
}

fn run_length(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    for run in bytes.chunks(100) {
        packed.push(run.len() as u8 - 1);
        packed.extend_from_slice(run);
    }
    packed.push(128);
    packed
}

fn lzw(bytes: &[u8]) -> Vec<u8> {
    Encoder::with_tiff_size_switch(BitOrder::Msb, 8).encode(bytes).unwrap()
}

/// Puts a segment of JBIG2 together.
fn segment(number: u8, kind: u8, body: &[u8]) -> Vec<u8> {
    let mut segment = vec![0, 0, 0, number, kind, 0, 1];
    segment.extend_from_slice(&(body.len() as u32).to_be_bytes());
    segment.extend_from_slice(body);
    segment
}

pub(crate) fn page_information() -> Vec<u8> {
    segment(1, 48, &bytes("00000046 0000005a 00000000 00000000 00 0000"))
}

fn generic_region(number: u8, flags: &str, coded: &[u8]) -> Vec<u8> {
    let mut body = bytes("00000046 0000005a 00000000 00000000 00");
    body.extend_from_slice(&bytes(flags));
    body.extend_from_slice(coded);
    segment(number, 38, &body)
}

/// A picture with one region of fax and one of the arithmetic code.
fn jbig2() -> Vec<u8> {
    let fax = generic_region(2, "01", &bytes(GROUP_4));
    let arithmetic = generic_region(3, "00 03ff fdff 02fe fefe", &bytes(ARITHMETIC));
    [page_information(), fax, arithmetic, segment(4, 49, &[])].concat()
}

/// Sound files, each with a picture or a page in one of the codes.
pub(crate) fn in_every_code() -> Vec<Vec<u8>> {
    let fax = dictionary! { "K" => -1, "Columns" => 70, "Rows" => 90 };
    let pictures = [
        image("CCITTFaxDecode", Some(fax), bytes(GROUP_4)),
        image("JPXDecode", None, bytes(FOUR_TILES)),
        image("JBIG2Decode", None, jbig2()),
        image(names(&["ASCII85Decode", "LZWDecode"]), None, ascii_85(&lzw(&[7; 90 * 9]))),
        image(names(&["AHx", "RL"]), None, ascii_hex(&run_length(&[7; 90 * 9]))),
    ];
    pictures.into_iter().map(|picture| with_picture(Some(picture))).collect()
}

#[test]
fn packed_pages_are_read_to_their_end() {
    let codes: [(&str, Vec<u8>); 4] = [
        ("ASCII85Decode", ascii_85(DRAWN)),
        ("ASCIIHexDecode", ascii_hex(DRAWN)),
        ("LZWDecode", lzw(DRAWN)),
        ("RunLengthDecode", run_length(DRAWN)),
    ];
    for (name, packed) in codes {
        assert_eq!(drawn(name, None, &packed), PartState::Included, "{name}");
        let half = &packed[..packed.len() / 2];
        assert_eq!(drawn(name, None, half), PartState::Broken, "{name}, half of it");
        assert_eq!(drawn(name, None, &packed[..3]), PartState::Broken, "{name}, the beginning of it");
    }
    let wrong_letter = |mut text: Vec<u8>| {
        text[10] = b'\x7f';
        text
    };
    assert_eq!(drawn("ASCII85Decode", None, &wrong_letter(ascii_85(DRAWN))), PartState::Broken);
    assert_eq!(drawn("ASCIIHexDecode", None, &wrong_letter(ascii_hex(DRAWN))), PartState::Broken);
    assert_eq!(drawn("ASCII85Decode", None, b"uuuuu~>"), PartState::Broken, "more than four bytes hold");
    let mut wrong_code = lzw(DRAWN);
    wrong_code[2..4].fill(0xFF);
    assert_eq!(drawn("LZWDecode", None, &wrong_code), PartState::Broken);
}

#[test]
fn lzw_of_either_kind_is_read() {
    let long: Vec<u8> =
        (0..200).flat_map(|step| format!("{step} {} m 9 9 l S ", step * 7).into_bytes()).collect();
    let late = Encoder::new(BitOrder::Msb, 8).encode(&long).unwrap();
    let parameters = || Some(dictionary! { "EarlyChange" => 0 });
    assert_eq!(drawn("LZWDecode", parameters(), &late), PartState::Included);
    assert_eq!(drawn("LZWDecode", None, &lzw(&long)), PartState::Included);
    assert_eq!(
        drawn("LZWDecode", parameters(), &lzw(&long)),
        PartState::Broken,
        "codes grow a step too late"
    );
}

#[test]
fn codes_one_within_the_other_are_read() {
    let both = names(&["ASCII85Decode", "LZWDecode"]);
    assert_eq!(drawn(both.clone(), None, &ascii_85(&lzw(DRAWN))), PartState::Included);
    let cut = &lzw(DRAWN)[..20];
    assert_eq!(drawn(both, None, &ascii_85(cut)), PartState::Broken, "the inner one is cut");
    let photograph = jpeg();
    let packed_jpeg = names(&["ASCII85Decode", "DCTDecode"]);
    assert_eq!(shown(packed_jpeg.clone(), None, ascii_85(&photograph)), PartState::Included);
    let half = &photograph[..photograph.len() / 2];
    assert_eq!(shown(packed_jpeg, None, ascii_85(half)), PartState::Broken);
}

#[test]
fn fax_is_decoded_row_by_row() {
    let group_4 = || Some(dictionary! { "K" => -1, "Columns" => 70, "Rows" => 90 });
    let fax = bytes(GROUP_4);
    assert_eq!(shown("CCITTFaxDecode", group_4(), fax.clone()), PartState::Included);
    for kept in [1, 20, fax.len() / 2, fax.len() - 8] {
        assert_eq!(
            shown("CCITTFaxDecode", group_4(), fax[..kept].to_vec()),
            PartState::Broken,
            "{kept} bytes"
        );
    }
    let noticed = (0..fax.len() - 4).filter(|place| {
        let mut changed = fax.clone();
        changed[*place] ^= 0x41;
        shown("CCITTFaxDecode", group_4(), changed) == PartState::Broken
    });
    let noticed = noticed.count();
    assert!(noticed * 2 > fax.len(), "one wrong byte of {} was noticed {noticed} times", fax.len());
    let too_high = Some(dictionary! { "K" => -1, "Columns" => 70, "Rows" => 200 });
    assert_eq!(
        shown("CCITTFaxDecode", too_high, fax),
        PartState::Included,
        "the sender's mark ends it early"
    );
    let none = Some(dictionary! { "K" => -1, "Columns" => 0 });
    assert_eq!(shown("CCITTFaxDecode", none, bytes(GROUP_4)), PartState::Broken);
}

#[test]
fn fax_of_group_3_is_decoded() {
    // An empty row of 70 pixels in white runs of 64 and 6: 11011 1110, after the mark 000000000001.
    let row = "000000000001110111110";
    let sheet = |rows: usize| {
        let bits = row.repeat(rows);
        let bytes = bits.as_bytes().chunks(8).map(|eight| {
            eight.iter().enumerate().fold(0_u8, |byte, (place, bit)| byte | (bit - b'0') << (7 - place))
        });
        bytes.collect::<Vec<u8>>()
    };
    let group_3 = || Some(dictionary! { "K" => 0, "Columns" => 70, "EndOfLine" => true });
    assert_eq!(shown("CCITTFaxDecode", group_3(), sheet(90)), PartState::Included);
    assert_eq!(shown("CCITTFaxDecode", group_3(), sheet(45)), PartState::Broken, "half of the rows");
    let cut_at_a_mark = [sheet(44), vec![0, 0x10]].concat();
    assert_eq!(shown("CCITTFaxDecode", group_3(), cut_at_a_mark), PartState::Broken, "one end of line");
    let ended = [sheet(40), [0, 0x10, 0x01].repeat(3)].concat();
    assert_eq!(shown("CCITTFaxDecode", group_3(), ended), PartState::Included, "the sender's six");
    let mut changed = sheet(90);
    changed[60] = 0;
    assert_eq!(shown("CCITTFaxDecode", group_3(), changed), PartState::Broken);
}

#[test]
fn fax_of_endless_rows_is_too_large_and_takes_no_time() {
    let endless = Some(dictionary! { "K" => -1, "Columns" => 60_000, "Rows" => 2_000_000_000 });
    let started = Instant::now();
    assert_eq!(shown("CCITTFaxDecode", endless, vec![0xFF; 1024 * 1024]), PartState::TooLarge);
    assert!(started.elapsed() < TIME_MAX);
}

#[test]
fn packed_bytes_without_end_are_too_large_in_every_code() {
    let started = Instant::now();
    let bomb = ascii_85(&zeros(2048));
    assert_eq!(shown(names(&["ASCII85Decode", "FlateDecode"]), None, bomb), PartState::TooLarge);
    let deep = names(&["FlateDecode", "DCTDecode"]);
    assert_eq!(shown(deep, None, zeros(96)), PartState::TooLarge, "more than a file may be is not kept");
    let runs = [129, 0].repeat(12 * 1024 * 1024);
    assert_eq!(shown("RunLengthDecode", None, runs), PartState::TooLarge);
    assert!(started.elapsed() < TIME_MAX);
}

#[test]
fn tiles_of_jpeg_2000_are_all_there_or_it_is_damage() {
    for picture in [bytes(ONE_TILE), bytes(FOUR_TILES)] {
        assert_eq!(shown("JPXDecode", None, picture.clone()), PartState::Included);
        let bare = picture[77 + 8..].to_vec();
        assert_eq!(shown("JPXDecode", None, bare), PartState::Included, "without its boxes");
        for kept in [0, 20, 60, 120, picture.len() / 2, picture.len() - 20] {
            let cut = picture[..kept].to_vec();
            assert_eq!(shown("JPXDecode", None, cut), PartState::Broken, "{kept} of {} bytes", picture.len());
        }
        let mut marked = picture.clone();
        let place = picture.len() - 12;
        marked[place..place + 2].copy_from_slice(&[0xFF, 0xC0]);
        assert_eq!(shown("JPXDecode", None, marked), PartState::Broken, "a mark within a tile");
    }
    let mut two_of_a_kind = bytes(FOUR_TILES);
    let last = two_of_a_kind.windows(6).rposition(|part| part == [0xFF, 0x90, 0, 10, 0, 3]).unwrap();
    two_of_a_kind[last + 5] = 2;
    assert_eq!(shown("JPXDecode", None, two_of_a_kind), PartState::Broken, "the fourth tile is missing");
}

#[test]
fn segments_of_jbig2_are_all_there_or_it_is_damage() {
    let picture = jbig2();
    assert_eq!(shown("JBIG2Decode", None, picture.clone()), PartState::Included);
    for kept in [5, 20, 60, picture.len() / 2, picture.len() - 13] {
        let cut = picture[..kept].to_vec();
        assert_eq!(shown("JBIG2Decode", None, cut), PartState::Broken, "{kept} of {} bytes", picture.len());
    }
    let region = |coded: &[u8]| generic_region(2, "00 03ff fdff 02fe fefe", coded);
    let arithmetic = bytes(ARITHMETIC);
    let mut marked = arithmetic.clone();
    marked[10..12].copy_from_slice(&[0xFF, 0xC0]);
    let judged = |parts: &[Vec<u8>]| shown("JBIG2Decode", None, parts.concat());
    assert_eq!(judged(&[page_information(), region(&arithmetic)]), PartState::Included);
    assert_eq!(judged(&[page_information(), region(&marked)]), PartState::Broken, "a mark within a region");
    assert_eq!(judged(&[region(&arithmetic)]), PartState::Broken, "no page");
    assert_eq!(judged(&[page_information(), page_information()]), PartState::Broken, "one number twice");
    assert_eq!(judged(&[page_information(), segment(2, 5, &[])]), PartState::Broken, "no such kind");
    // Not known beforehand how long it is: its end mark and the number of rows tell.
    let mut open = region(&arithmetic);
    open[7..11].fill(0xFF);
    open.extend_from_slice(&90_u32.to_be_bytes());
    assert_eq!(judged(&[page_information(), open, segment(3, 49, &[])]), PartState::Included);
}

#[test]
fn segments_that_pictures_share_are_read() {
    let mut refers = generic_region(8, "00 03ff fdff 02fe fefe", &bytes(ARITHMETIC));
    refers.splice(5..6, [0x20, 7]);
    let picture = [page_information(), refers].concat();
    assert_eq!(shown("JBIG2Decode", None, picture.clone()), PartState::Broken, "it refers to nothing");
    let shared = |filter: Option<&str>, content: &[u8]| {
        let mut dict = Dictionary::new();
        if let Some(filter) = filter {
            dict.set("Filter", filter);
        }
        let segments = Stream::new(dict, content.to_vec());
        state_of(with_picture_made(|pdf| {
            let parameters = dictionary! { "JBIG2Globals" => pdf.add_object(segments) };
            Some(image("JBIG2Decode", Some(parameters), picture.clone()))
        }))
    };
    let dictionary = segment(7, 0, &bytes("0001 0000"));
    assert_eq!(shared(None, &dictionary), PartState::Included);
    assert_eq!(shared(Some("RunLengthDecode"), &run_length(&dictionary)), PartState::Included);
    assert_eq!(shared(None, &dictionary[..dictionary.len() - 2]), PartState::Broken);
    assert_eq!(shared(Some("JBIG2Decode"), &dictionary), PartState::Broken, "a picture is no shared segment");
}
