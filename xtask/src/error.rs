//! What can stop a task. Every variant carries what the reader needs to go on.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;

/// A reason why a task could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// A program could not be started.
    Start { program: String, source: io::Error },
    /// A program ran and said no.
    Exit { program: String, status: ExitStatus },
    /// A file or folder could not be read or written.
    File { path: PathBuf, source: io::Error },
    /// A program's answer was not the JSON it should be.
    Answer { program: &'static str, source: serde_json::Error },
    /// A program's answer lacks something.
    Lacks { program: &'static str, what: &'static str },
    /// This system lacks programs or libraries, and they can't be installed from here.
    Needs { list: String },
    /// A program is older than what the build needs.
    TooOld { program: &'static str, found: String, wanted: &'static str },
    /// A section was named that doesn't exist.
    UnknownName { name: String, known: String },
    /// The journeys were played and did not hold.
    TourFailed,
}

impl Failure {
    /// Returns a closure that ties an I/O error to the file that it is about.
    pub fn at(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start { program, source } => write!(out, "cannot start {program}: {source}"),
            Self::Exit { program, status } => write!(out, "{program} ended with {status}"),
            Self::File { path, source } => write!(out, "{}: {source}", path.display()),
            Self::Answer { program, source } => {
                write!(out, "{program} answered something unreadable: {source}")
            }
            Self::Lacks { program, what } => write!(out, "{program} answered without {what}"),
            Self::Needs { list } => write!(out, "this system lacks what the build needs\n{list}"),
            Self::TooOld { program, found, wanted } => {
                write!(out, "{program} {found} is too old, {wanted} is needed")
            }
            Self::TourFailed => write!(out, "the journeys did not hold; see target/tour/"),
            Self::UnknownName { name, known } => {
                write!(out, "there is no `{name}`; known are: {known}")
            }
        }
    }
}

impl std::error::Error for Failure {}
