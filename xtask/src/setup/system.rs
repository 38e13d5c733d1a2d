//! What the operating system has to provide, and how to get it there.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Extent;
use super::needs::{NEEDS, Need, Probe};
use crate::error::Failure;
use crate::process;

/// Checks what the system provides and installs what is missing where that is allowed.
pub fn prepare(extent: Extent) -> Result<(), Failure> {
    if cfg!(target_os = "linux") {
        prepare_linux(extent)
    } else {
        announce_elsewhere();
        Ok(())
    }
}

/// Says what Windows and macOS need. Their tools can't be installed unasked, and the build's own
/// message is clear when one is missing, so this only informs.
fn announce_elsewhere() {
    if cfg!(windows) {
        println!(
            "Windows needs: the Visual Studio Build Tools with \"Desktop development with C++\",\n\
             Strawberry Perl on PATH (OpenSSL is built from source), and the WebView2 runtime\n\
             (part of Windows 10 and 11). The journeys in the window run on Linux only."
        );
    } else if cfg!(target_os = "macos") {
        println!(
            "macOS needs: the Xcode command line tools (xcode-select --install).\n\
             The journeys in the window run on Linux only."
        );
    }
}

fn prepare_linux(extent: Extent) -> Result<(), Failure> {
    let missing = list_missing(extent);
    if missing.is_empty() {
        return Ok(());
    }
    let distribution = Distribution::of_this_system();
    let list = describe(&missing, distribution);
    let Some(mut apt) = distribution.is_apt().then(apt_get).flatten() else {
        return Err(Failure::Needs { list });
    };
    println!("installing what this system lacks\n{list}");
    let mut refresh = apt_get().unwrap_or_else(|| Command::new("apt-get"));
    refresh.args(["update", "--quiet"]);
    // Stale package lists may still do; the installation decides.
    if let Err(failure) = process::run(refresh) {
        eprintln!("warning: {failure}");
    }
    apt.args(["install", "--yes", "--no-install-recommends"]);
    apt.args(packages(&missing, distribution));
    process::run(apt)?;
    let missing = list_missing(extent);
    if missing.is_empty() { Ok(()) } else { Err(Failure::Needs { list: describe(&missing, distribution) }) }
}

fn list_missing(extent: Extent) -> Vec<&'static Need> {
    NEEDS
        .iter()
        .filter(|need| extent == Extent::Everything || need.extent == Extent::Application)
        .filter(|need| !is_met(&need.probe))
        .collect()
}

fn is_met(probe: &Probe) -> bool {
    let on_path = |name: &&str| process::find_program(name).is_some();
    match probe {
        Probe::Programs(names) => names.iter().all(on_path),
        Probe::AnyProgram(names) => names.iter().any(on_path),
        Probe::Library(name) => process::says_yes(Command::new("pkg-config").args(["--exists", name])),
        Probe::PerlModules(names) => {
            let mut perl = Command::new("perl");
            perl.args(names.iter().map(|name| format!("-M{name}")));
            process::says_yes(perl.args(["-e", "1"]))
        }
        Probe::PythonModules(names) => {
            let mut python = Command::new("python3");
            process::says_yes(python.arg("-c").arg(format!("import {}", names.join(", "))))
        }
        Probe::Font => {
            ["/usr/share/fonts", "/usr/local/share/fonts"].iter().any(|folder| has_font(Path::new(folder)))
        }
    }
}

fn has_font(folder: &Path) -> bool {
    let is_font = |path: &PathBuf| {
        path.extension()
            .is_some_and(|extension| extension == "ttf" || extension == "otf" || extension == "ttc")
    };
    crate::tree::files_below(folder, &|_| true).is_ok_and(|files| files.iter().any(is_font))
}

/// The families of Linux that have names for the packages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Distribution {
    Debian,
    Ubuntu,
    Fedora,
    Arch,
    Other,
}

impl Distribution {
    fn of_this_system() -> Self {
        Self::from_os_release(&std::fs::read_to_string("/etc/os-release").unwrap_or_default())
    }

    /// Decides by the fields `ID` and `ID_LIKE`, the nearest relative first.
    fn from_os_release(text: &str) -> Self {
        let field = |name: &str| {
            text.lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix('='))
                .unwrap_or_default()
                .trim_matches('"')
                .to_owned()
        };
        for id in [field("ID"), field("ID_LIKE")].join(" ").split_whitespace() {
            match id {
                "ubuntu" => return Self::Ubuntu,
                "debian" => return Self::Debian,
                "fedora" | "rhel" => return Self::Fedora,
                "arch" => return Self::Arch,
                _ => {}
            }
        }
        Self::Other
    }

    fn is_apt(self) -> bool {
        matches!(self, Self::Debian | Self::Ubuntu)
    }

    fn install_command(self) -> Option<&'static str> {
        match self {
            Self::Debian | Self::Ubuntu => Some("sudo apt-get install"),
            Self::Fedora => Some("sudo dnf install"),
            Self::Arch => Some("sudo pacman -S --needed"),
            Self::Other => None,
        }
    }
}

fn packages(needs: &[&Need], distribution: Distribution) -> Vec<&'static str> {
    let mut names: Vec<&str> = needs
        .iter()
        .flat_map(|need| {
            match distribution {
                Distribution::Debian | Distribution::Other => need.debian,
                Distribution::Ubuntu => need.ubuntu,
                Distribution::Fedora => need.fedora,
                Distribution::Arch => need.arch,
            }
            .split_whitespace()
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Returns the list that a person can act on: what, why, and the command that brings it.
fn describe(needs: &[&Need], distribution: Distribution) -> String {
    let mut lines: Vec<String> = needs.iter().map(|need| format!("  {}: {}", need.what, need.why)).collect();
    let names = packages(needs, distribution).join(" ");
    lines.push(match distribution.install_command() {
        Some(command) => format!("  {command} {names}"),
        None => format!("  on Debian these are the packages {names}"),
    });
    lines.join("\n")
}

/// Returns an apt-get that needs no question answered, or nothing when we may not install.
fn apt_get() -> Option<Command> {
    process::find_program("apt-get")?;
    let is_root =
        process::capture_quiet(Command::new("id").arg("-u")).is_some_and(|answer| answer.trim() == "0");
    let mut command = if is_root {
        Command::new("apt-get")
    } else if process::says_yes(Command::new("sudo").args(["-n", "true"])) {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        sudo
    } else {
        return None;
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distribution_is_read_from_os_release() {
        let cases = [
            ("ID=debian\nVERSION_ID=\"12\"\n", Distribution::Debian),
            ("NAME=\"Ubuntu\"\nID=ubuntu\nID_LIKE=debian\n", Distribution::Ubuntu),
            ("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", Distribution::Ubuntu),
            ("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n", Distribution::Fedora),
            ("ID=manjaro\nID_LIKE=arch\n", Distribution::Arch),
            ("ID=nixos\n", Distribution::Other),
            ("", Distribution::Other),
        ];
        for (text, expected) in cases {
            assert_eq!(Distribution::from_os_release(text), expected, "{text:?}");
        }
    }

    #[test]
    fn list_names_each_package_once_and_the_command() {
        let needs: Vec<&Need> = NEEDS.iter().collect();
        let list = describe(&needs, Distribution::Arch);
        assert_eq!(list.matches(" chromium").count(), 1, "{list}");
        assert!(list.contains("sudo pacman -S --needed ") && list.contains(" base-devel "), "{list}");
    }

    #[test]
    fn absent_program_is_a_need_not_met() {
        assert!(!is_met(&Probe::Programs(&["expat-desk-no-such-program"])));
        assert!(!is_met(&Probe::Library("expat-desk-no-such-library")));
        assert!(!is_met(&Probe::PerlModules(&["Expat::NoSuchModule"])));
        assert!(!is_met(&Probe::PythonModules(&["expat_desk_no_such_module"])));
    }
}
