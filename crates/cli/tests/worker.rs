//! Firms' templates run in a child of the program itself, on the program's own allocator, within limits.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use paperwork::guarded::GuardedTypesetter;
use paperwork::record::Lang;
use paperwork::samples::samples;
use paperwork::{LetterKind, Limit, PaperworkError, typeset};

fn guarded() -> GuardedTypesetter {
    GuardedTypesetter::new(env!("CARGO_BIN_EXE_expat").into())
}

#[test]
fn every_bundled_template_has_room_in_the_limits_of_the_child() {
    for kind in LetterKind::ALL {
        assert_eq!(guarded().check(*kind, kind.template()), Ok(()), "{kind:?}");
    }
}

#[test]
fn the_child_makes_the_same_bytes() {
    let (_, letter) = samples(LetterKind::VisaApplication, Lang::Kk).remove(0);
    let made = guarded().typeset(&letter, LetterKind::VisaApplication.template()).unwrap();
    assert!(made == typeset(&letter).unwrap());
}

#[test]
fn a_template_that_eats_memory_is_stopped() {
    let (_, letter) = samples(LetterKind::Refund, Lang::En).remove(0);
    let stopped = guarded().typeset(&letter, "#let a = range(1000000000)");
    assert_eq!(stopped, Err(PaperworkError::TemplateStopped { limit: Limit::Memory }));
}
