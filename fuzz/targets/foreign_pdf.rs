//! A foreign PDF on its way into a packet: what is judged sound gives its pages, and they can be read again.
#![no_main]
#![allow(dead_code, reason = "only some of the modules' functions are asked")]

#[path = "../../crates/paperwork/src/error.rs"]
mod error;
#[path = "../paperwork/packet.rs"]
mod packet;
#[path = "../../crates/paperwork/src/picture.rs"]
mod picture;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some((pages, file)) = packet::moved(bytes) {
        assert_eq!(packet::pages_of_own(&file), Some(pages), "pages were lost on the way");
    }
});
