//! The disk is full, at every size of it. The work goes on until there is no room: that has to be
//! said as what it is, reading and unlocking go on, and nothing that was acknowledged is lost.
//!
//! The disk is a tmpfs in a mount namespace of its own where the system lets us have one, else the
//! preloaded disk refuses what goes beyond its room. `EXPAT_SOAK_DISK_KIB` says how large the
//! largest disk is; 4096 without it.

use crate::preload;
use crate::workload::{self, Clerk, Done, Ledger, amount};
use std::path::Path;
use std::process::{Command, Output};
use vault::VaultError;

const FOLDER: &str = "EXPAT_DESK_TEST_FOLDER";
const STEP_KIB: u64 = 128;

#[tokio::test]
#[ignore = "the program of a_full_disk_is_said_and_loses_nothing"]
async fn works_until_the_disk_is_full() {
    let folder = std::env::var_os(FOLDER).unwrap();
    let folder = Path::new(&folder);
    let mut heard = Ledger::default();
    let full = match Clerk::create(folder, false).await {
        Ok(clerk) => {
            println!("\n{}", Done::Created);
            fill(folder, clerk, &mut heard).await
        }
        Err(error) => error,
    };
    assert!(matches!(full, VaultError::DiskFull), "it must be called by its name: {full:?}");
    println!("\nfull");
}

/// Works until there is no room, and uses what must still work then.
async fn fill(folder: &Path, mut clerk: Clerk, heard: &mut Ledger) -> VaultError {
    let mut hear = |done: Done| {
        println!("{done}");
        heard.hear(done);
    };
    let mut step = 0;
    let full = loop {
        match clerk.work(step, &mut hear).await {
            Ok(()) => step += 1,
            Err(error) => break error,
        }
    };
    for _ in 0..2 {
        clerk.read(heard).await.unwrap_or_else(|wrong| panic!("reading on a full disk: {wrong}"));
        match clerk.lock().await {
            Ok(()) | Err(VaultError::DiskFull) => {}
            Err(error) => panic!("locking on a full disk: {error:?}"),
        }
        clerk = Clerk::open(folder, false).await.expect("unlocking needs no room");
    }
    full
}

/// Runs the program on a disk of a size, then puts what it left into `out`.
fn run_on_tmpfs(kib: u64, disk: &Path, out: &Path) -> Output {
    let script = r#"mount -t tmpfs -o size="${KIB}k" none "$DISK" && mkdir "$FOLDER" && "$@"
        code=$?; cp -a "$FOLDER/." "$OUT" && exit $code"#;
    let role = preload::role("disk_full::works_until_the_disk_is_full");
    let mut shell = Command::new("unshare");
    shell.args(["--mount", "--map-root-user", "sh", "-c", script, "sh"]).arg(role.get_program());
    shell.args(role.get_args());
    let folder = disk.join("work");
    shell.env("KIB", kib.to_string()).env("DISK", disk).env("OUT", out);
    shell.env("FOLDER", &folder).env(FOLDER, &folder);
    shell.output().unwrap()
}

fn run_preloaded(kib: u64, library: &Path, out: &Path) -> Output {
    let mut role = preload::role("disk_full::works_until_the_disk_is_full");
    role.env("LD_PRELOAD", library).env("EXPAT_DISK_ROOT", out).env(FOLDER, out);
    role.env("EXPAT_DISK_SPACE", (kib * 1024).to_string());
    role.output().unwrap()
}

/// Tells whether this system lets us mount.
fn may_mount() -> bool {
    let folder = tempfile::tempdir().unwrap();
    let mut mount = Command::new("unshare");
    mount.args(["--mount", "--map-root-user", "mount", "-t", "tmpfs", "none"]).arg(folder.path());
    mount.output().is_ok_and(|output| output.status.success())
}

async fn try_sizes(what: &str, run: impl Fn(u64, &Path, &Path) -> Output) {
    let largest_kib = amount("EXPAT_SOAK_DISK_KIB", 4096);
    let (mut sizes, mut steps) = (0, 0);
    for kib in (1..=largest_kib / STEP_KIB).map(|step| step * STEP_KIB) {
        let folder = workload::quick_folder();
        let (disk, out) = (folder.path().join("disk"), folder.path().join("out"));
        std::fs::create_dir(&disk).unwrap();
        std::fs::create_dir(&out).unwrap();
        let output = run(kib, &disk, &out);
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(
            said.contains("\nfull"),
            "{what} of {kib} KiB: {said}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let mut heard = Ledger::default();
        said.lines().filter_map(Done::parse).for_each(|done| heard.hear(done));
        // With room again everything is there, and the work goes on.
        if heard.created {
            let found = workload::check(&out, &heard, 1).await;
            let found = found.unwrap_or_else(|wrong| panic!("{what} of {kib} KiB: {wrong}"));
            let mut clerk = Clerk::open(&out, false).await.unwrap();
            clerk.work(found.steps, &mut |_| {}).await.unwrap();
            clerk.lock().await.unwrap();
        }
        (sizes, steps) = (sizes + 1, steps + heard.steps);
    }
    println!("{sizes} sizes of {what}, {steps} steps acknowledged, 0 lost");
    assert!(steps > sizes, "the larger disks must have room for some work");
}

#[tokio::test]
async fn a_full_disk_is_said_and_loses_nothing() {
    if may_mount() {
        try_sizes("tmpfs", run_on_tmpfs).await;
    } else {
        let folder = tempfile::tempdir().unwrap();
        let library = preload::build(folder.path());
        try_sizes("preloaded disk", |kib, _, out| run_preloaded(kib, &library, out)).await;
    }
}

#[tokio::test]
async fn a_full_preloaded_disk_is_said_too() {
    let folder = tempfile::tempdir().unwrap();
    let library = preload::build(folder.path());
    let output = run_preloaded(1024, &library, folder.path());
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("\nfull"), "{said}{}", String::from_utf8_lossy(&output.stderr));
}
