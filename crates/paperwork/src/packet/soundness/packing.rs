//! The codes of PDF that pack bytes whatever they mean: unpacked piece by piece, and kept only as far as wanted.

use flate2::{Decompress, FlushDecompress, Status};
use lopdf::{Dictionary, Object};
use weezl::decode::Decoder as LzwDecoder;
use weezl::{BitOrder, LzwStatus};

use super::PartState;

/// What is unpacked at once, and how much of a stream's beginning is kept.
pub(super) const CHUNK_BYTES: usize = 64 * 1024;
/// Most bytes that are kept for the code beneath: the largest file that a part may be.
const KEPT_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Bytes of a zlib header; what follows is the packed data.
const ZLIB_HEADER_BYTES: usize = 2;
/// Bits of a symbol of LZW in PDF before any code is learnt.
const LZW_SYMBOL_BITS: u8 = 8;

/// A code that packs bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Ascii85,
    AsciiHex,
    Flate,
    Lzw,
    RunLength,
}

impl Packing {
    /// Returns the packing of this name; none for the codes of pictures and for what nobody knows.
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        match name {
            b"ASCII85Decode" | b"A85" => Some(Self::Ascii85),
            b"ASCIIHexDecode" | b"AHx" => Some(Self::AsciiHex),
            b"FlateDecode" | b"Fl" => Some(Self::Flate),
            b"LZWDecode" | b"LZW" => Some(Self::Lzw),
            b"RunLengthDecode" | b"RL" => Some(Self::RunLength),
            _ => None,
        }
    }

    /// Unpacks everything; damage is what this code itself can notice.
    pub(super) fn unpack(
        self,
        packed: &[u8],
        parameters: Option<&Dictionary>,
        sink: &mut Sink<'_>,
    ) -> Result<(), PartState> {
        if packed.is_empty() {
            return Ok(());
        }
        match self {
            Self::Ascii85 => ascii_85(packed, sink),
            Self::AsciiHex => ascii_hex(packed, sink),
            Self::Flate => flate(packed, sink),
            Self::Lzw => lzw(packed, parameters, sink),
            Self::RunLength => run_length(packed, sink),
        }
    }
}

/// Where unpacked bytes go: they are counted, and kept as far as somebody wants them.
pub(super) struct Sink<'a> {
    /// Bytes that may still be unpacked.
    left: &'a mut u64,
    /// Whether another code lies beneath, which needs every byte.
    wants_all: bool,
    pub(super) kept: Vec<u8>,
}

impl<'a> Sink<'a> {
    pub(super) fn new(left: &'a mut u64, wants_all: bool) -> Self {
        Self { left, wants_all, kept: Vec::new() }
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), PartState> {
        let count = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        *self.left = self.left.checked_sub(count).ok_or(PartState::TooLarge)?;
        let most = if self.wants_all { KEPT_BYTES_MAX } else { CHUNK_BYTES };
        let room = most.saturating_sub(self.kept.len());
        if self.wants_all && room < bytes.len() {
            return Err(PartState::TooLarge);
        }
        self.kept.extend_from_slice(bytes.get(..room.min(bytes.len())).unwrap_or_default());
        Ok(())
    }

    /// What was written in letters has an end mark; a code beneath knows its own end without it.
    fn end(&self, has_mark: bool) -> Result<(), PartState> {
        if has_mark || self.wants_all { Ok(()) } else { Err(PartState::Broken) }
    }
}

fn flate(packed: &[u8], sink: &mut Sink<'_>) -> Result<(), PartState> {
    if inflate(packed, true, sink)? {
        return Ok(());
    }
    // Some programs cut the checksum off with the last line's end; the data are all there.
    sink.kept.clear();
    let bare = packed.get(ZLIB_HEADER_BYTES..).unwrap_or_default();
    if inflate(bare, false, sink)? { Ok(()) } else { Err(PartState::Broken) }
}

/// Returns false where the packed data end too early.
fn inflate(packed: &[u8], has_header: bool, sink: &mut Sink<'_>) -> Result<bool, PartState> {
    let mut inflater = Decompress::new(has_header);
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let (taken, made) = (inflater.total_in(), inflater.total_out());
        let rest = usize::try_from(taken).ok().and_then(|taken| packed.get(taken..)).unwrap_or_default();
        let status = inflater.decompress(rest, &mut chunk, FlushDecompress::None);
        let status = status.map_err(|_| PartState::Broken)?;
        let fresh = usize::try_from(inflater.total_out() - made).unwrap_or(CHUNK_BYTES);
        sink.put(chunk.get(..fresh).unwrap_or_default())?;
        match status {
            Status::StreamEnd => return Ok(true),
            _ if fresh == 0 && inflater.total_in() == taken => return Ok(false),
            Status::Ok | Status::BufError => {}
        }
    }
}

fn lzw(packed: &[u8], parameters: Option<&Dictionary>, sink: &mut Sink<'_>) -> Result<(), PartState> {
    let early_change = parameters.and_then(|dict| dict.get(b"EarlyChange").and_then(Object::as_i64).ok());
    let mut decoder = match early_change {
        Some(0) => LzwDecoder::new(BitOrder::Msb, LZW_SYMBOL_BITS),
        _ => LzwDecoder::with_tiff_size_switch(BitOrder::Msb, LZW_SYMBOL_BITS),
    };
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut rest = packed;
    loop {
        let step = decoder.decode_bytes(rest, &mut chunk);
        sink.put(chunk.get(..step.consumed_out).unwrap_or_default())?;
        rest = rest.get(step.consumed_in..).unwrap_or_default();
        match step.status {
            Ok(LzwStatus::Done) => return Ok(()),
            Ok(LzwStatus::Ok) if step.consumed_in > 0 || step.consumed_out > 0 => {}
            // Without its end mark there is no telling how much is missing.
            Ok(LzwStatus::Ok | LzwStatus::NoProgress) | Err(_) => return Err(PartState::Broken),
        }
    }
}

fn run_length(packed: &[u8], sink: &mut Sink<'_>) -> Result<(), PartState> {
    const END: u8 = 128;
    const COPIED_MAX: u8 = 127;
    let mut rest = packed;
    // Many programs leave the end mark out; a run that is cut off is damage nevertheless.
    while let Some((&length, after)) = rest.split_first().filter(|(length, _)| **length != END) {
        if length <= COPIED_MAX {
            let (run, after) = after.split_at_checked(usize::from(length) + 1).ok_or(PartState::Broken)?;
            sink.put(run)?;
            rest = after;
        } else {
            let (&byte, after) = after.split_first().ok_or(PartState::Broken)?;
            let run = [byte; END as usize];
            sink.put(run.get(..257 - usize::from(length)).unwrap_or_default())?;
            rest = after;
        }
    }
    Ok(())
}

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0
}

fn ascii_hex(packed: &[u8], sink: &mut Sink<'_>) -> Result<(), PartState> {
    let mut half: Option<u8> = None;
    for &letter in packed {
        if letter == b'>' {
            return half.map_or(Ok(()), |high| sink.put(&[high << 4]));
        }
        if is_space(letter) {
            continue;
        }
        let digit = char::from(letter).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let digit = digit.ok_or(PartState::Broken)?;
        match half.take() {
            Some(high) => sink.put(&[high << 4 | digit])?,
            None => half = Some(digit),
        }
    }
    sink.end(false)
}

fn ascii_85(packed: &[u8], sink: &mut Sink<'_>) -> Result<(), PartState> {
    const DIGITS: usize = 5;
    let mut group = [0_u8; DIGITS];
    let mut filled = 0;
    let mut has_mark = false;
    for &letter in packed {
        match letter {
            b'!'..=b'u' => {
                if let Some(digit) = group.get_mut(filled) {
                    *digit = letter - b'!';
                }
                filled += 1;
                if filled == DIGITS {
                    sink.put(&group_bytes(group)?)?;
                    filled = 0;
                }
            }
            b'z' if filled == 0 => sink.put(&[0; 4])?,
            b'~' => {
                has_mark = true;
                break;
            }
            _ if is_space(letter) => {}
            _ => return Err(PartState::Broken),
        }
    }
    match filled {
        0 => {}
        1 => return Err(PartState::Broken),
        _ => {
            group.iter_mut().skip(filled).for_each(|digit| *digit = 84);
            sink.put(group_bytes(group)?.get(..filled - 1).unwrap_or_default())?;
        }
    }
    sink.end(has_mark)
}

fn group_bytes(group: [u8; 5]) -> Result<[u8; 4], PartState> {
    let number =
        group.iter().try_fold(0_u32, |sum, digit| sum.checked_mul(85)?.checked_add(u32::from(*digit)));
    number.map(u32::to_be_bytes).ok_or(PartState::Broken)
}
