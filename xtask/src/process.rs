//! Starting programs: with their output passed through, read line by line, or captured.
//!
//! Invariant: no program is started through a shell.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;

use crate::error::Failure;
use crate::tree::Tree;

/// Returns the cargo that runs this task, to be started at the root of the clone.
pub fn cargo(tree: &Tree) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut cargo = Command::new(program);
    cargo.current_dir(&tree.root);
    // Cargo sets these for xtask itself. Inherited, they would lie to what cargo starts next, and a
    // build script that watches them would run again, with all that hangs on it.
    let ours = |name: &OsStr| {
        let name = name.to_string_lossy();
        name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
    };
    for (name, _) in std::env::vars_os().filter(|(name, _)| ours(name)) {
        cargo.env_remove(name);
    }
    if std::io::stderr().is_terminal() {
        cargo.env("CARGO_TERM_COLOR", "always");
    }
    cargo
}

/// Returns npm, to be started in the interface's folder.
pub fn npm(tree: &Tree) -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(tree.ui());
    npm
}

/// Returns a program that npm installed for the interface, to be started in `folder`.
pub fn node_tool(tree: &Tree, name: &str, folder: &Path) -> Command {
    let file = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
    let mut tool = Command::new(tree.ui().join("node_modules/.bin").join(file));
    tool.current_dir(folder);
    tool
}

/// Runs a program with its output on the terminal; an exit code other than 0 is a failure.
pub fn run(mut command: Command) -> Result<(), Failure> {
    let program = name_of(&command);
    let status = command.status().map_err(|source| Failure::Start { program: program.clone(), source })?;
    if status.success() { Ok(()) } else { Err(Failure::Exit { program, status }) }
}

/// Runs a program and returns its standard output.
pub fn capture(mut command: Command) -> Result<Vec<u8>, Failure> {
    let program = name_of(&command);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|source| Failure::Start { program: program.clone(), source })?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(Failure::Exit { program, status: output.status })
    }
}

/// Runs a program silently and returns whether it exists and said yes.
pub fn says_yes(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs a program silently and returns its standard output, or nothing when it can't be run.
pub fn capture_quiet(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program, passes its output on as it comes, and shows every line to `on_line`.
pub fn stream(mut command: Command, on_line: &mut dyn FnMut(&str)) -> Result<ExitStatus, Failure> {
    let program = name_of(&command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|source| Failure::Start { program: program.clone(), source })?;
    let (sender, receiver) = mpsc::channel::<Vec<u8>>();
    let mut readers = Vec::new();
    if let Some(out) = child.stdout.take() {
        readers.push(forward_lines(out, sender.clone()));
    }
    if let Some(err) = child.stderr.take() {
        readers.push(forward_lines(err, sender.clone()));
    }
    drop(sender);
    let mut terminal = std::io::stdout().lock();
    for line in receiver {
        // A closed terminal must not stop the counting.
        drop(terminal.write_all(&line));
        on_line(String::from_utf8_lossy(&line).trim_end());
    }
    for reader in readers {
        drop(reader.join());
    }
    child.wait().map_err(|source| Failure::Start { program, source })
}

/// Sends every line that `source` gives, with its end, until it closes.
fn forward_lines(
    source: impl std::io::Read + Send + 'static,
    sender: mpsc::Sender<Vec<u8>>,
) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut source = BufReader::new(source);
        loop {
            let mut line = Vec::new();
            match source.read_until(b'\n', &mut line) {
                Ok(0) | Err(_) => return,
                Ok(_) if sender.send(line).is_err() => return,
                Ok(_) => {}
            }
        }
    })
}

/// Returns where a program is found on `PATH`.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let file = if cfg!(windows) { format!("{name}.exe") } else { name.to_owned() };
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(&file)).find(|candidate| candidate.is_file())
}

fn name_of(command: &Command) -> String {
    let name = Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program())
        .to_string_lossy()
        .into_owned();
    match command.get_args().next() {
        Some(first) => format!("{name} {}", first.to_string_lossy()),
        None => name,
    }
}
