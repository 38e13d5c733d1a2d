//! How long it takes to judge one person's application: checklist, fees, window and findings.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark fails by panicking")]

#[allow(dead_code, reason = "shared with the tests, which use all of it")]
#[path = "../tests/it/folder.rs"]
mod folder;
#[allow(dead_code, reason = "shared with the tests, which use all of it")]
#[path = "../tests/it/generate.rs"]
mod generate;

use casework::readiness::{case_of, findings};
use criterion::{Criterion, criterion_group, criterion_main};
use generate::{EXTENDED_VISA_UNTIL, TODAY, clean, rulebook};
use rulebook::ServiceId;
use std::hint::black_box;

/// The goal is 100 microseconds for all four together.
fn one_person(criterion: &mut Criterion) {
    let rulebook = rulebook();
    for service in
        [ServiceId::EmploymentInvitation, ServiceId::EmploymentExtension, ServiceId::ResidencePermit]
    {
        let folder = (0..).map(|seed| clean(service, seed)).find(|one| one.persons.len() == 1).unwrap();
        let file = folder.file();
        criterion.bench_function(&format!("checklist_fees_window_findings/{service}"), |bencher| {
            bencher.iter(|| {
                let case = case_of(&file, rulebook, TODAY).unwrap();
                black_box(rulebook.checklist(service, &case, TODAY).unwrap());
                black_box(rulebook.fees(service, &case, TODAY).unwrap());
                black_box(rulebook.filing_window(EXTENDED_VISA_UNTIL).unwrap());
                black_box(findings(&file, rulebook, TODAY))
            });
        });
    }
}

criterion_group!(benches, one_person);
criterion_main!(benches);
