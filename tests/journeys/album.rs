//! The pictures of a journey and the list of its steps, for `target/tour/`.

use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use serde_json::json;

/// Takes numbered pictures where `EXPAT_TOUR_DIR` says so, and none otherwise.
pub struct Album {
    folder: Option<PathBuf>,
    journey: &'static str,
    count: u32,
    began: Instant,
}

impl Album {
    /// Opens the album of a journey.
    pub fn open(journey: &'static str) -> Self {
        Self::open_at(std::env::var_os("EXPAT_TOUR_DIR").map(PathBuf::from), journey)
    }

    fn open_at(folder: Option<PathBuf>, journey: &'static str) -> Self {
        Self { folder, journey, count: 0, began: Instant::now() }
    }

    /// Returns whether pictures are wanted.
    pub fn is_wanted(&self) -> bool {
        self.folder.is_some()
    }

    /// Keeps a picture and notes the step that it shows.
    pub fn keep(&mut self, title: &str, png: &[u8]) {
        let Some(folder) = &self.folder else { return };
        self.count += 1;
        let picture = format!("{}-{:02}-{}.png", self.journey, self.count, file_word(title));
        std::fs::write(folder.join(&picture), png).expect("the picture can be written");
        let since_start_ms = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let step = json!({"title": title, "picture": picture, "since_start_ms": since_start_ms});
        let mut steps = std::fs::File::options()
            .create(true)
            .append(true)
            .open(folder.join("steps.jsonl"))
            .expect("the list of steps");
        // One write, so that journeys side by side never mix their lines.
        steps.write_all(format!("{step}\n").as_bytes()).expect("the step can be noted");
    }

    /// Returns a folder of the tour for documents, if the tour is recorded.
    pub fn documents(&self) -> Option<PathBuf> {
        let folder = self.folder.as_ref()?.join("documents");
        std::fs::create_dir_all(&folder).expect("a folder for documents");
        Some(folder)
    }
}

/// Turns a title into a part of a file name.
fn file_word(title: &str) -> String {
    title
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect::<Vec<_>>()
        .join("-")
}

#[test]
fn pictures_are_numbered_and_noted_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut album = Album::open_at(Some(folder.path().to_path_buf()), "main-job");
    album.keep("The vault is locked", b"png");
    album.keep("Findings: 3", b"png");
    let steps = std::fs::read_to_string(folder.path().join("steps.jsonl")).unwrap();
    let pictures: Vec<String> = steps
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|step| step["picture"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(pictures, ["main-job-01-the-vault-is-locked.png", "main-job-02-findings-3.png"]);
    assert!(pictures.iter().all(|name| folder.path().join(name).is_file()));
}
