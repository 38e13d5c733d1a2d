//! The header of a picture, Exif included: what is taken for a picture has a bearable size and an orientation.
#![no_main]
#![allow(dead_code, reason = "only some of the module's functions are asked")]

#[path = "../../crates/paperwork/src/error.rs"]
mod error;
#[path = "../../crates/paperwork/src/picture.rs"]
mod picture;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some(header) = picture::header(bytes) {
        assert!((1..=8).contains(&header.orientation), "{header:?}");
        let is_sharp = |(x, y): (f32, f32)| x.is_finite() && y.is_finite() && x > 0.0 && y > 0.0;
        assert!(header.dpi.is_none_or(is_sharp), "{header:?}");
    }
    if let Ok((width, height)) = picture::check(bytes) {
        let pixels = u64::from(width) * u64::from(height);
        assert!((1..=24_000_000).contains(&pixels), "{width} x {height}");
    }
});
