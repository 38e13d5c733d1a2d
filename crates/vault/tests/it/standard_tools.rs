//! The promise of `docs/ARCHIVE.md`: what leaves a cabinet is read without us. The scripts are
//! those of the page. Needs `age`, `script`, `openssl`, and a Python with `sqlcipher3-wheels`, which
//! `cargo xtask` sets up; elsewhere the tests say what is missing, and in CI they fail.

use crate::sample::{self, author, edit};
use casework::Person;
use secrecy::SecretString;
use serde_json::Value;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use vault::{Expected, Op};

const PAGE: &str = include_str!("../../../../docs/ARCHIVE.md");
const HANDOVER: &str = "tavoki-renuda-morile-bazune";
/// Where `cargo xtask` puts the Python, from the root of the repository.
const PYTHON: &str = "target/archive-tools/bin/python";

/// Returns a script of the page.
fn script(name: &str) -> &'static str {
    let (_, rest) =
        PAGE.split_once(&format!("<!-- {name} -->\n```python\n")).expect("the page has the script");
    rest.split_once("```").unwrap().0
}

/// Tells whether a tool is there. One that is not is said aloud; CI has them all.
fn have(tool: &str, found: bool) -> bool {
    if !found {
        let what = format!("{tool} is missing: run `cargo xtask test`, which installs it");
        assert!(std::env::var_os("CI").is_none(), "{what}");
        eprintln!("\n*** NOT TESTED ***  {what}\n");
    }
    found
}

fn runs(program: &str, argument: &str) -> bool {
    let run = Command::new(program).arg(argument).stdout(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|status| status.success())
}

fn python() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(PYTHON);
    have("Python with sqlcipher3-wheels", path.exists()).then_some(path)
}

/// The tool asks a terminal for the passphrase and nothing else, so it gets one.
fn decrypt_with_age(folder: &Path) {
    let mut terminal = Command::new("script")
        .args(["--quiet", "--return", "--command"])
        .args(["age --decrypt --output archive.tar handover.age", "/dev/null"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("`script` of util-linux is needed");
    terminal.stdin.take().unwrap().write_all(format!("{HANDOVER}\n").as_bytes()).unwrap();
    let ended = terminal.wait_with_output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
}

/// Runs a script of the page and returns its output's lines.
fn run_script(python: &Path, name: &str, argument: &Path) -> Result<Vec<Value>, String> {
    let ended = Command::new(python).args(["-c", script(name)]).arg(argument).output().unwrap();
    if !ended.status.success() {
        return Err(String::from_utf8_lossy(&ended.stderr).into_owned());
    }
    Ok(ended
        .stdout
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect())
}

#[tokio::test]
async fn age_tar_and_any_sqlcipher_open_an_archive_without_us() {
    if !have("age", runs("age", "--version")) {
        return;
    }
    let (folder, cabinet, vault) = sample::vault().await;
    let mut person = sample::person(1, "Meyer", "Jonas");
    person.surname_cyrillic = "Мейер".to_owned();
    vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();
    let content = b"%PDF a scan".repeat(20_000);
    let scan = vault.attach(content.clone(), "application/pdf", author()).await.unwrap();
    let to = folder.path().join("handover.age");
    cabinet.export_clients(&[vault.client()], &to, SecretString::from(HANDOVER), author()).await.unwrap();

    let out = tempfile::tempdir().unwrap();
    fs::copy(&to, out.path().join("handover.age")).unwrap();
    decrypt_with_age(out.path());
    let mut tar = Command::new("tar");
    tar.args(["--extract", "--file", "archive.tar"]).current_dir(out.path());
    assert!(tar.status().unwrap().success());
    let client = out.path().join("clients").join(vault.client().to_string());
    assert_eq!(fs::read(client.join("papers").join(format!("{scan}.pdf"))).unwrap(), content);
    assert!(fs::read_to_string(client.join("manifest.json")).unwrap().contains("Steppe Partners"));
    assert!(fs::read_to_string(out.path().join("README.txt")).unwrap().contains("sqlcipher"));
    assert!(!fs::read(client.join("vault.db")).unwrap().starts_with(b"SQLite format 3"));

    let Some(python) = python() else { return };
    let lines = run_script(&python, "read.py", &client).unwrap();
    assert_eq!(lines.len(), 2, "one person, one paper: {lines:?}");
    assert_eq!((&lines[0]["kind"], &lines[0]["title"]), (&"person".into(), &"Meyer Jonas".into()));
    assert_eq!(lines[0]["record"], serde_json::to_value(&person).unwrap());
    assert_eq!((&lines[1]["paper"], &lines[1]["bytes"]), (&scan.to_string().into(), &content.len().into()));
    fs::write(client.join("database-key.txt"), "00".repeat(32)).unwrap();
    assert!(run_script(&python, "read.py", &client).is_err(), "another key opens nothing");
}

#[tokio::test]
async fn python_and_openssl_check_an_exported_journal_without_us() {
    if !have("openssl", runs("openssl", "version")) {
        return;
    }
    let (folder, cabinet, vault) = sample::vault().await;
    for number in 1..=2 {
        let person = sample::person(number, "Мейер", &format!("Jonas \"{number}\"\n"));
        vault.write(edit().put(&person, Expected::New).unwrap()).await.unwrap();
    }
    vault.write(edit().with(Op::erase::<Person>(sample::person(2, "", "").id, 1))).await.unwrap();
    let file = folder.path().join("journal.jsonl");
    let export = cabinet.export_journal(vault.client(), &file, author()).await.unwrap();
    let Some(python) = python() else { return };
    let said = run_script(&python, "check.py", &file).unwrap().remove(0);
    assert_eq!(said["entries"], export.entries);
    assert_eq!(said["public_key"], export.public_key.to_string());
    let sound = fs::read_to_string(&file).unwrap();
    for (from, to) in [
        ("tester", "taster"),
        (r#"\\\"1\\\""#, r#"\\\"7\\\""#),
        ("\"change\":1,", "\"change\":2,"),
        ("\"exported_at\":\"2026", "\"exported_at\":\"2025"),
    ] {
        assert!(sound.contains(from), "{from} is there to be changed");
        fs::write(&file, sound.replacen(from, to, 1)).unwrap();
        assert!(run_script(&python, "check.py", &file).is_err(), "{from} to {to} is noticed");
    }
}
