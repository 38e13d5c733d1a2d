//! The child process seen from outside: started, fed, watched, and killed when it takes too long or nobody wants
//! its answer any more.

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::AtomicBool;
use std::thread::scope;
use std::time::Duration;

use super::cancel::Waited;
use super::{Cancel, Made, Task, WORKER_ARGUMENT};
use crate::error::{Limit, PaperworkError};

/// Most bytes of an answer: a letter with a photograph has less than 10 MB, a page as a picture of the largest
/// size is packed to less than this.
const ANSWER_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Asks a new worker, and returns what it made; a limit that it met becomes the error that `stopped` says.
pub(super) fn ask(
    program: &Path,
    task: &Task,
    file: &[u8],
    time_max: Duration,
    cancel: &Cancel,
    stopped: impl Fn(Limit) -> PaperworkError,
) -> Result<(Made, Vec<u8>), PaperworkError> {
    let mut asked =
        serde_json::to_vec(task).map_err(|error| PaperworkError::Record { reason: error.to_string() })?;
    asked.push(b'\n');
    if cancel.is_cancelled() {
        return Err(PaperworkError::Cancelled);
    }
    let mut command = Command::new(program);
    command.arg(WORKER_ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    quiet(&mut command);
    let mut child = command.spawn().map_err(|_| PaperworkError::NoAnswer)?;
    let (answer, waited) = converse(&mut child, [&asked, file], time_max, cancel);
    let status = child.wait().map_err(|_| PaperworkError::NoAnswer)?;
    match waited {
        Waited::Done => {}
        Waited::TooLong => return Err(stopped(Limit::Time)),
        Waited::Cancelled => return Err(PaperworkError::Cancelled),
    }
    match read(&answer) {
        Some((made, bytes)) => made.map(|made| (made, bytes.to_vec())),
        None => Err(limit_met(status).map_or(PaperworkError::NoAnswer, stopped)),
    }
}

/// Feeds the worker and reads its answer; a worker that isn't done is killed.
fn converse(child: &mut Child, asked: [&[u8]; 2], time_max: Duration, cancel: &Cancel) -> (Vec<u8>, Waited) {
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let is_done = AtomicBool::new(false);
    scope(|scope| {
        scope.spawn(move || {
            // A worker that died reads nothing more; its status says why.
            let _written = stdin.map(|mut stdin| asked.iter().try_for_each(|piece| stdin.write_all(piece)));
        });
        let reader = scope.spawn(|| {
            let mut answer = Vec::new();
            let _read = stdout.map(|stdout| stdout.take(ANSWER_BYTES_MAX).read_to_end(&mut answer));
            cancel.say_done(&is_done);
            answer
        });
        let waited = cancel.wait(&is_done, time_max);
        // Also ends a worker that says more than anybody listens to.
        let _killed = child.kill();
        (reader.join().unwrap_or_default(), waited)
    })
}

type Answer = Result<Made, PaperworkError>;

fn read(answer: &[u8]) -> Option<(Answer, &[u8])> {
    let end = answer.iter().position(|byte| *byte == b'\n')?;
    let (line, bytes) = answer.split_at_checked(end)?;
    let made: Answer = serde_json::from_slice(line).ok()?;
    Some((made, bytes.get(1..)?))
}

/// Says which limit ended a worker without an answer, if one did.
#[cfg(unix)]
fn limit_met(status: ExitStatus) -> Option<Limit> {
    use std::os::unix::process::ExitStatusExt as _;
    /// SIGABRT is how Rust ends when memory is denied, SIGSEGV when the stack ran out of it.
    const OUT_OF_MEMORY: [i32; 4] = [4, 6, 7, 11];
    const OUT_OF_TIME: i32 = 24;
    match status.signal() {
        Some(signal) if OUT_OF_MEMORY.contains(&signal) => Some(Limit::Memory),
        Some(OUT_OF_TIME) => Some(Limit::Time),
        _ => None,
    }
}

/// Says which limit ended a worker: a program that is denied memory ends with a code of its own.
#[cfg(not(unix))]
fn limit_met(status: ExitStatus) -> Option<Limit> {
    match status.code() {
        Some(0 | 1 | 2) | None => None,
        Some(_) => Some(Limit::Memory),
    }
}

/// No black window flashes up.
#[cfg(windows)]
fn quiet(command: &mut Command) {
    use std::os::windows::process::CommandExt as _;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn quiet(_command: &mut Command) {}
