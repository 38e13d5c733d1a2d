//! Plays the journeys and makes a report of what they left in `target/tour/`.
//!
//! The journeys write one line of JSON per step into `steps.jsonl` beside the pictures; this
//! module only arranges them. It never looks into the window itself.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::build::Programs;
use crate::counts;
use crate::error::Failure;
use crate::process;
use crate::report::{self, Tally};
use crate::tree::{self, Tree};

/// Which journeys to play.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scenes {
    /// The main job in the window, for a person to look at.
    Tour,
    /// All of them.
    All,
}

/// Plays the journeys and returns how they went. The report is written in any case: a broken
/// journey's last picture is the one worth seeing.
pub fn play(tree: &Tree, programs: &Programs, scenes: Scenes) -> Result<Tally, Failure> {
    let folder = tree.tour();
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(Failure::at(&folder))?;
    }
    std::fs::create_dir_all(&folder).map_err(Failure::at(&folder))?;
    let binary =
        programs.journeys.as_ref().ok_or(Failure::Lacks { program: "cargo build", what: "the journeys" })?;
    let mut journeys = Command::new(binary);
    journeys
        .current_dir(tree.root.join("tests"))
        .env("EXPAT_DESK_BIN", &programs.desktop)
        .env("EXPAT_BIN", &programs.cli)
        .env("EXPAT_TOUR_DIR", &folder)
        // Two windows on two cores make each other slow enough to look broken.
        .arg("--test-threads=1");
    if scenes == Scenes::Tour {
        journeys.arg("tour::");
    }
    let started = Instant::now();
    let mut tally = Tally::default();
    let status = process::stream(journeys, &mut |line| counts::add_from_line(&mut tally, line))?;
    if !status.success() && tally.failed == 0 {
        tally.failed = 1;
    }
    write_report(&folder, tally, started.elapsed())?;
    Ok(tally)
}

/// One step of a journey, as the journey wrote it down.
#[derive(Debug, PartialEq, Eq)]
struct Step {
    title: String,
    picture: String,
    since_start_ms: u64,
}

fn write_report(folder: &Path, tally: Tally, took: Duration) -> Result<(), Failure> {
    let steps_file = folder.join("steps.jsonl");
    let steps = match std::fs::read_to_string(&steps_file) {
        Ok(text) => parse_steps(&text),
        Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(source) => return Err(Failure::at(steps_file)(source)),
    };
    let documents = list_documents(folder)?;
    let verdict = format!(
        "{} passed, {} failed, {} skipped, {}",
        tally.passed,
        tally.failed,
        tally.skipped,
        report::clock(took)
    );
    for (name, text) in [
        ("report.md", markdown(&verdict, &steps, &documents)),
        ("report.html", html(&verdict, &steps, &documents)),
    ] {
        let file = folder.join(name);
        std::fs::write(&file, text).map_err(Failure::at(&file))?;
    }
    Ok(())
}

fn parse_steps(text: &str) -> Vec<Step> {
    text.lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|step| {
            Some(Step {
                title: step.get("title")?.as_str()?.to_owned(),
                picture: step.get("picture")?.as_str()?.to_owned(),
                since_start_ms: step.get("since_start_ms")?.as_u64()?,
            })
        })
        .collect()
}

/// Returns the PDFs with their sizes, by paths relative to the report.
fn list_documents(folder: &Path) -> Result<Vec<(String, u64)>, Failure> {
    let mut documents = Vec::new();
    for file in tree::files_below(folder, &|_| true)? {
        if file.extension().is_some_and(|extension| extension == "pdf") {
            let size_bytes = file.metadata().map_err(Failure::at(&file))?.len();
            let name = file.strip_prefix(folder).unwrap_or(&file);
            let name = name.to_string_lossy().replace('\\', "/");
            documents.push((name, size_bytes));
        }
    }
    Ok(documents)
}

fn markdown(verdict: &str, steps: &[Step], documents: &[(String, u64)]) -> String {
    let mut text = format!("# The guided tour\n\n{verdict}\n");
    for (index, step) in steps.iter().enumerate() {
        let at = report::clock(Duration::from_millis(step.since_start_ms));
        text.push_str(&format!(
            "\n## {}. {}\n\n{at}\n\n![{}]({})\n",
            index + 1,
            step.title,
            step.title,
            step.picture
        ));
    }
    text.push_str("\n## Documents\n\n");
    for (name, size_bytes) in documents {
        text.push_str(&format!("- [{name}](<{name}>), {} kB\n", size_bytes.div_ceil(1000)));
    }
    text
}

fn html(verdict: &str, steps: &[Step], documents: &[(String, u64)]) -> String {
    let mut body = String::new();
    for (index, step) in steps.iter().enumerate() {
        let at = report::clock(Duration::from_millis(step.since_start_ms));
        body.push_str(&format!(
            "<figure><figcaption><b>{}. {}</b> <small>{at}</small></figcaption>\
             <img src=\"{}\" alt=\"{}\" loading=\"lazy\"></figure>\n",
            index + 1,
            escaped(&step.title),
            escaped(&step.picture),
            escaped(&step.title)
        ));
    }
    let list: String = documents
        .iter()
        .map(|(name, size_bytes)| {
            let name = escaped(name);
            format!("<li><a href=\"{name}\">{name}</a> {} kB</li>\n", size_bytes.div_ceil(1000))
        })
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">\
         <title>Expat Desk: the guided tour</title>\n\
         <style>body{{font:16px system-ui;max-width:1320px;margin:2rem auto;padding:0 1rem}}\
         img{{max-width:100%;border:1px solid #8888;border-radius:6px}}figure{{margin:2rem 0}}\
         figcaption{{margin-bottom:.5rem}}</style>\n\
         <h1>The guided tour</h1><p>{verdict}</p>\n{body}<h2>Documents</h2><ul>\n{list}</ul></html>\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_read_and_torn_lines_passed_over() {
        let text = concat!(
            r#"{"title":"Unlock","picture":"01-unlock.png","since_start_ms":1200}"#,
            "\n",
            r#"{"title":"cut off"#
        );
        assert_eq!(
            parse_steps(text),
            [Step { title: "Unlock".to_owned(), picture: "01-unlock.png".to_owned(), since_start_ms: 1200 }]
        );
    }

    #[test]
    fn report_shows_steps_in_order_and_escapes_titles() {
        let steps = [Step {
            title: "Fees < 1000 & \"more\"".to_owned(),
            picture: "01.png".to_owned(),
            since_start_ms: 61_000,
        }];
        let documents = [("documents/invoice.pdf".to_owned(), 1_001)];
        let page = html("1 passed", &steps, &documents);
        assert!(page.contains("1. Fees &lt; 1000 &amp; &quot;more&quot;"), "{page}");
        assert!(page.contains("<small>1:01</small>"), "{page}");
        assert!(page.contains("documents/invoice.pdf</a> 2 kB"), "{page}");
        let text = markdown("1 passed", &steps, &documents);
        assert!(text.contains("](01.png)"), "{text}");
    }
}
