//! What an answer costs. Goals: everything about one person under 100 microseconds,
//! loading all data under 5 milliseconds.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a benchmark fails by panicking; criterion's macros write functions without docs"
)]

use criterion::{Criterion, criterion_group, criterion_main};
use rulebook::{Case, CasePerson, Date, Edition, PersonRole, Rulebook, ServiceId, ValidityMonths};
use std::hint::black_box;

fn one_person() -> Case {
    Case {
        persons: vec![CasePerson::new("a", PersonRole::Employee)],
        validity_months: Some(ValidityMonths::new(24).unwrap()),
        ..Case::default()
    }
}

fn answers(criterion: &mut Criterion) {
    let rules = Rulebook::embedded().unwrap();
    let on: Date = "2026-03-02".parse().unwrap();
    let expires: Date = "2026-12-31".parse().unwrap();
    let (id, case) = (ServiceId::EmploymentInCountry, one_person());
    criterion.bench_function("checklist", |bencher| {
        bencher.iter(|| rules.checklist(id, black_box(&case), on));
    });
    criterion.bench_function("fees", |bencher| {
        bencher.iter(|| rules.fees(id, black_box(&case), on));
    });
    criterion.bench_function("filing window", |bencher| {
        bencher.iter(|| rules.filing_window(black_box(expires)));
    });
    criterion.bench_function("checklist, fees and window of one person", |bencher| {
        bencher.iter(|| {
            let case = black_box(&case);
            (rules.checklist(id, case, on), rules.fees(id, case, on), rules.filing_window(expires))
        });
    });
}

fn loading(criterion: &mut Criterion) {
    criterion.bench_function("load all data", |bencher| {
        bencher.iter(|| {
            let edition = black_box(Edition::embedded_files());
            Rulebook::from_files(edition, Rulebook::embedded_tables()).unwrap()
        });
    });
}

criterion_group!(benches, answers, loading);
criterion_main!(benches);
