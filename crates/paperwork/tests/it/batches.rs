//! Batches: order, failures, cancelling.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use paperwork::record::Lang;
use paperwork::samples::samples;
use paperwork::{Letter, LetterKind, PaperworkError, batch, typeset, word};

fn letters() -> Vec<Letter> {
    LetterKind::ALL.iter().flat_map(|&kind| Lang::ALL.map(|lang| samples(kind, lang).remove(0).1)).collect()
}

#[test]
fn every_letter_in_is_a_file_out_in_order() {
    let letters = letters();
    let count = letters.len();
    let expected: Vec<Letter> = letters.clone();
    let mut delivered = Vec::new();
    let report = batch::run(letters.into_iter(), typeset, &AtomicBool::new(false), |index, letter, made| {
        assert_eq!(index, delivered.len(), "in order");
        assert!(made.unwrap().pdf.starts_with(b"%PDF"));
        delivered.push(letter);
    });
    assert_eq!((report.made, report.failed, report.cancelled), (count, 0, false));
    assert!(delivered == expected);
}

#[test]
fn failure_is_delivered_and_stops_nobody() {
    let mut letters = letters();
    let Letter::Invitation(record) = &mut letters[1] else { panic!("the second is an invitation") };
    record.persons[0].name.surname_latin = Some("月".to_owned());
    let mut failures = Vec::new();
    let report = batch::run(letters.into_iter(), word, &AtomicBool::new(false), |index, _, made| {
        if let Err(error) = made {
            failures.push((index, error));
        }
    });
    assert_eq!(report.failed, 1);
    let [(1, PaperworkError::MissingGlyph { field, .. })] = failures.as_slice() else {
        panic!("{failures:?}")
    };
    assert_eq!(field, "persons[0].name.surname_latin");
}

#[test]
fn fault_in_one_document_is_its_own() {
    let make = |number: &u32| if *number == 3 { panic!("a fault") } else { Ok(*number) };
    let mut results = Vec::new();
    let report = batch::run(0..6, make, &AtomicBool::new(false), |_, _, made| results.push(made));
    assert_eq!(report.made, 5);
    assert_eq!(results[3], Err(PaperworkError::Fault));
    assert_eq!(results[5], Ok(5));
}

#[test]
fn cancelled_batch_delivers_what_was_begun_and_no_more() {
    let cancel = AtomicBool::new(false);
    let mut delivered = 0;
    let report = batch::run(
        0..100_000,
        |number: &u32| Ok(*number),
        &cancel,
        |index, _, _| {
            assert_eq!(index, delivered);
            delivered += 1;
            if index == 10 {
                cancel.store(true, Ordering::Relaxed);
            }
        },
    );
    assert!(report.cancelled);
    assert_eq!(report.made, delivered);
    assert!(delivered < 100_000, "{delivered}");
}

#[test]
fn one_slow_letter_lets_no_others_pile_up() {
    let begun = AtomicUsize::new(0);
    let make = |number: &usize| {
        begun.fetch_add(1, Ordering::SeqCst);
        // The first letter ends only when the others have run as far ahead as they may.
        while *number == 0 && begun.load(Ordering::SeqCst) < 8 {
            std::thread::yield_now();
        }
        Ok(*number)
    };
    let mut ahead_most = 0;
    let deliver = |index: usize, _, _| ahead_most = ahead_most.max(begun.load(Ordering::SeqCst) - index);
    let report = batch::run_on(2, 0..1_000, make, &AtomicBool::new(false), deliver);
    assert_eq!(report.made, 1_000);
    assert!(ahead_most <= 8, "{ahead_most} letters ahead of the one delivered");
}

#[test]
#[should_panic = "the disk is full"]
fn a_receiver_that_fails_ends_the_batch() {
    let deliver = |_, _, _: Result<u32, _>| panic!("the disk is full");
    batch::run_on(2, 0..1_000, |number: &u32| Ok(*number), &AtomicBool::new(false), deliver);
}
