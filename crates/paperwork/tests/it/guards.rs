//! Firms' templates in their own process: what works, what is refused, what is stopped.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use paperwork::guarded::GuardedTypesetter;
use paperwork::record::Lang;
use paperwork::samples::samples;
use paperwork::{LetterKind, Limit, PaperworkError, typeset, word};

fn guarded() -> GuardedTypesetter {
    GuardedTypesetter::new(PathBuf::from(env!("CARGO_BIN_EXE_paperwork-worker")))
}

#[test]
fn template_in_its_own_process_makes_the_same_bytes() {
    let (_, letter) = samples(LetterKind::Refund, Lang::Kk).remove(0);
    let template = LetterKind::Refund.template();
    assert!(guarded().typeset(&letter, template).unwrap() == typeset(&letter).unwrap());
    assert!(guarded().word(&letter, template).unwrap() == word(&letter).unwrap());
}

#[test]
fn good_template_passes_its_check() {
    assert_eq!(guarded().check(LetterKind::Refund, LetterKind::Refund.template()), Ok(()));
}

#[test]
fn wrong_template_is_named_with_line_field_and_the_nearest_name() {
    let template = "#import \"lib.typ\": *\n#let record = json(\"/record.json\")\n#record.payr\n";
    let error = guarded().check(LetterKind::Refund, template).unwrap_err();
    let PaperworkError::Template { template, line, field, nearest, .. } = error else { panic!("{error}") };
    assert_eq!((template.as_str(), line, field.as_deref()), ("refund-letter.typ", Some(3), Some("payr")));
    assert_eq!(nearest.as_deref(), Some("payer"));
}

#[test]
fn runaway_templates_are_stopped_within_seconds() {
    let stopped = [
        // Typst itself counts the rounds of one loop, but not of loops within loops.
        (
            "#for a in range(9999) { for b in range(9999) { for c in range(9999) { let d = a + b } } }",
            Limit::Time,
        ),
        ("#let a = range(1000000000)", Limit::Memory),
    ];
    let (_, letter) = samples(LetterKind::Refund, Lang::En).remove(0);
    for (template, limit) in stopped {
        let start = Instant::now();
        let result = guarded().typeset(&letter, template);
        assert_eq!(result, Err(PaperworkError::TemplateStopped { limit }), "{template}");
        assert!(start.elapsed() < Duration::from_secs(20), "{template}: {:?}", start.elapsed());
    }
    for template in ["#while true {}", "#let f(x) = f(x + 1)\n#f(1)", "#let f(x) = [#f([#x])]\n#f[a]"] {
        let result = guarded().typeset(&letter, template);
        assert!(
            matches!(result, Err(PaperworkError::Template { .. } | PaperworkError::TemplateStopped { .. })),
            "{template}: {result:?}"
        );
    }
}

#[test]
fn template_reaches_nothing_outside() {
    for reach in [
        "#read(\"/etc/passwd\")",
        "#read(\"../../Cargo.toml\")",
        "#image(\"/etc/passwd\")",
        "#import \"@preview/cetz:0.3.4\"",
        "#import \"/usr/share/x.typ\"",
        "#include \"consent-form.typ\"",
        "#plugin(\"a.wasm\")",
        "#csv(\"/record.csv\")",
        "#datetime.today()",
        "#bibliography(\"a.bib\")",
    ] {
        let result = guarded().check(LetterKind::Refund, reach);
        assert!(matches!(result, Err(PaperworkError::Template { .. })), "{reach}: {result:?}");
    }
}

#[test]
fn program_that_is_no_worker_is_told_apart() {
    let (_, letter) = samples(LetterKind::Refund, Lang::En).remove(0);
    for program in ["/bin/true", "/nowhere/at/all"] {
        let result = GuardedTypesetter::new(PathBuf::from(program)).typeset(&letter, "");
        assert_eq!(result, Err(PaperworkError::NoAnswer), "{program}");
    }
}
