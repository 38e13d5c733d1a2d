//! How long people wait for a large cabinet, beside plain SQLite on the same records in the same
//! run: 100,000 persons with 300,000 papers' metadata over 200 clients.
//!
//! `EXPAT_BENCH_PERSONS` makes it smaller. Criterion tells means; the table that is printed first
//! tells the percentiles that the goals are about.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a benchmark fails by panicking")]

use criterion::{Criterion, criterion_group, criterion_main};
use std::cell::Cell;
use std::time::Duration;
use tokio::runtime::Runtime;
use vault::KdfCost;
use vault::measure::{self, Sample};

#[global_allocator]
static ALLOCATOR: vault::WipingAllocator = vault::WIPING_ALLOCATOR;

const CLIENTS: u32 = 200;
/// What the window calibrates its derivation to.
const UNLOCK_TIME: Duration = Duration::from_millis(900);

fn store(criterion: &mut Criterion) {
    let persons = std::env::var("EXPAT_BENCH_PERSONS").map_or(100_000, |number| number.parse().unwrap());
    let runtime = Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let cost = KdfCost::calibrate(UNLOCK_TIME).unwrap();
    let sample = runtime.block_on(Sample::make(folder.path(), CLIENTS, persons, cost)).unwrap();
    println!("{}", serde_json::to_string_pretty(&runtime.block_on(sample.measure()).unwrap()).unwrap());

    let mut group = criterion.benchmark_group("store");
    group.sample_size(10).bench_function("unlock_to_list", |bencher| {
        bencher.iter(|| {
            runtime.block_on(async {
                let cabinet = sample.unlock().await.unwrap();
                assert!(sample.list_first(&cabinet).await.unwrap() > 0);
                cabinet.lock().await.unwrap();
            });
        });
    });
    let cabinet = runtime.block_on(sample.unlock()).unwrap();
    let encrypted = runtime.block_on(sample.open_encrypted(&cabinet)).unwrap();
    let plain = runtime.block_on(sample.open_plain(&cabinet)).unwrap();
    for (name, vaults) in [("encrypted", &encrypted), ("plain", &plain)] {
        for (what, vaults) in [("search_all", &vaults[..]), ("search_one", &vaults[..1])] {
            let turn = Cell::new(0);
            group.bench_function(format!("{what}/{name}"), |bencher| {
                bencher.iter(|| {
                    let query = sample.query(turn.replace(turn.get() + 1));
                    runtime.block_on(measure::search(vaults, &query)).unwrap()
                });
            });
        }
    }
    group.finish();
    runtime.block_on(cabinet.lock()).unwrap();
}

criterion_group!(benches, store);
criterion_main!(benches);
