//! Memory stays flat however many letters are made.

use std::process::Command;
use std::sync::atomic::AtomicBool;

use paperwork::record::Lang;
use paperwork::samples::samples;
use paperwork::{Letter, LetterKind, batch, typeset};

/// How much more three hundred further letters may take: noise of the allocator, not results kept.
const GROWTH_MAX_BYTES: u64 = 24 * 1024 * 1024;

/// Other tests must not count, so the letters are made by a process of their own: this test, called by
/// its name.
#[test]
#[cfg(target_os = "linux")]
fn letters_do_not_add_up_in_memory() {
    let name = "memory::make_letters_and_tell_the_peak";
    let peak_bytes = |letters: &str| -> u64 {
        let output = Command::new(std::env::current_exe().unwrap())
            .args([name, "--exact", "--ignored", "--nocapture"])
            .env("LETTERS", letters)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix("peak: "));
        line.unwrap_or_else(|| panic!("{text}")).parse().unwrap()
    };
    let (few, many) = (peak_bytes("100"), peak_bytes("400"));
    assert!(many < few + GROWTH_MAX_BYTES, "100 letters: {few} bytes, 400 letters: {many} bytes");
}

#[test]
#[ignore = "called by the test above, with a number of letters"]
fn make_letters_and_tell_the_peak() {
    let count: usize = std::env::var("LETTERS").unwrap().parse().unwrap();
    let (_, letter) = samples(LetterKind::Invitation, Lang::Kk).remove(1);
    let Letter::Invitation(letter) = letter else { panic!("not an invitation") };
    let letters = (0..count).map(|number| {
        let mut letter = letter.clone();
        letter.out_number = Some(number.to_string());
        letter.persons[0].passport.number = Some(format!("U{number:08}"));
        Letter::Invitation(letter)
    });
    let report = batch::run(letters, typeset, &AtomicBool::new(false), |_, _, made| assert!(made.is_ok()));
    assert_eq!(report.made, count);
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kilobytes: u64 = peak.trim().strip_suffix(" kB").unwrap().trim().parse().unwrap();
    println!("\npeak: {}", kilobytes * 1024);
}
