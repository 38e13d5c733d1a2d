//! Work in processes of its own that nobody wants any more: it ends, and so does its child.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use paperwork::guarded::{Cancel, GuardedPages, GuardedTypesetter};
use paperwork::record::Lang;
use paperwork::samples::samples;
use paperwork::{LetterKind, PaperworkError, typeset};

/// A program that tells its number through a pipe once it was asked, and then works for ever.
fn endless(folder: &Path) -> (PathBuf, PathBuf) {
    let (program, pipe) = (folder.join("endless"), folder.join("pipe"));
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let says = format!("#!/bin/sh\nhead -c 10 > /dev/null\necho $$ > '{}'\nexec sleep 600\n", pipe.display());
    fs::write(&program, says).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
    (program, pipe)
}

#[test]
fn cancelled_work_ends_at_once_with_its_child_and_none_begins_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let (program, pipe) = endless(folder.path());
    let letter = samples(LetterKind::Refund, Lang::En).remove(0).1;
    let (sound, cancel) = (typeset(&letter).unwrap().pdf, Cancel::default());
    let pages = GuardedPages::new(program.clone()).under(cancel.clone());
    let letters = GuardedTypesetter::new(program).under(cancel.clone());
    let begun = || fs::read_to_string(&pipe).unwrap().trim().to_owned();
    std::thread::scope(|scope| {
        let drawn = scope.spawn(|| pages.draw(&sound, 0, 1.0).map(|drawn| drawn.pages));
        let first = begun();
        let typeset = scope.spawn(|| letters.typeset(&letter, "").map(|made| made.pages));
        let second = begun();
        let start = Instant::now();
        cancel.cancel();
        assert_eq!(drawn.join().unwrap(), Err(PaperworkError::Cancelled));
        assert_eq!(typeset.join().unwrap(), Err(PaperworkError::Cancelled));
        let took = start.elapsed();
        println!("cancelled within {took:?}");
        assert!(took < Duration::from_secs(5), "less than the limit of time: {took:?}");
        for child in [first, second] {
            let asked = Command::new("kill").args(["-0", &child]).output().unwrap();
            assert!(!asked.status.success(), "process {child} is still there");
        }
    });
    assert_eq!(pages.count(&sound), Err(PaperworkError::Cancelled), "no child is started");
    let other = GuardedPages::new(PathBuf::from(env!("CARGO_BIN_EXE_paperwork-worker")));
    assert_eq!(other.under(Cancel::default()).count(&sound), Ok(1), "each handle ends its own");
}
