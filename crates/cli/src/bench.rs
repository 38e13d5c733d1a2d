//! Calls that measure.

use crate::call::Bench;
use crate::output::Answer;
use desk::AppError;
use desk::bench::{self, Both, LettersMeasured, Measured, Times};
use std::fmt::Write as _;

/// Measures.
pub async fn bench(command: Bench) -> Result<Answer, AppError> {
    match command {
        Bench::Store { persons, clients, dir } => {
            let place = dir.unwrap_or_else(std::env::temp_dir);
            let measured = bench::store(&place, clients, persons).await?;
            Answer::yes(&measured, table(&measured))
        }
        Bench::Letters { file, out, jobs } => {
            let measured = bench::letters(&file, &out, jobs.map(usize::from))?;
            Answer::of(&measured, letters_text(&measured), measured.failures.is_empty())
        }
    }
}

fn table(measured: &Measured) -> String {
    let mut text = format!(
        "{} persons, {} papers, {} clients; milliseconds\n{:<20}{:>10}{:>10}{:>10}{:>10}\n",
        measured.persons, measured.papers, measured.clients, "", "median", "p99", "max", "processor"
    );
    let mut line = |what: &str, times: &Times| {
        // Writing to a string can't fail.
        write!(text, "{what:<20}{:>10.2}{:>10.2}{:>10.2}", times.median_ms, times.p99_ms, times.max_ms).ok();
        match times.cpu_mean_ms {
            Some(processor) => writeln!(text, "{processor:>10.2}").ok(),
            None => writeln!(text, "{:>10}", "-").ok(),
        };
    };
    line("unlock to list", &measured.unlock_to_list);
    line("unlock to overview", &measured.unlock_to_overview);
    let both: [(&str, &Both); 5] = [
        ("read the index", &measured.prepare_search),
        ("search all", &measured.search_all),
        ("search a type", &measured.search_types),
        ("search one", &measured.search_one),
        ("list page", &measured.list_page),
    ];
    for (what, both) in both {
        line(what, &both.encrypted);
        line(&format!("{what}, plain"), &both.plain);
    }
    let mebibytes = |bytes: u64| bytes / (1024 * 1024);
    let (encrypted, plain) = (mebibytes(measured.encrypted_bytes), mebibytes(measured.plain_bytes));
    writeln!(text, "size: {encrypted} MiB, plain {plain} MiB").ok();
    if let Some(bytes) = measured.memory_peak_bytes {
        writeln!(text, "memory at most: {} MiB", mebibytes(bytes)).ok();
    }
    text
}

fn letters_text(measured: &LettersMeasured) -> String {
    let mut text = format!(
        "{} letters in {:.2} s: {:.1} letters/s on {} threads\nbytes per letter: {}, at most {}\n",
        measured.letters,
        measured.seconds,
        measured.letters_per_second,
        measured.jobs,
        measured.bytes_per_letter,
        measured.bytes_max
    );
    if let Some(bytes) = measured.memory_peak_bytes {
        // Writing to a string can't fail.
        writeln!(text, "memory at most: {} MiB", bytes / (1024 * 1024)).ok();
    }
    for failure in &measured.failures {
        writeln!(text, "not made: record {}: {}", failure.record, failure.text.en).ok();
    }
    text
}
