//! What paths say by themselves: shares, the names of sync folders, and the marks in them.
//!
//! Paths are read as text with either separator, so that the rules for all systems are tested on
//! each.

use super::{Share, SyncProgram, UnsafePlace};
use std::path::Path;

/// Where in a path a name counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Anywhere.
    Anywhere,
    /// Right in a user's own folder: the name alone is an everyday word.
    Home,
    /// Right at the top of a drive.
    Top,
}

/// How a folder's name has to agree; all names are in small letters.
#[derive(Clone, Copy)]
enum Named {
    Exactly(&'static str),
    /// The program adds the account or the company to the name.
    Beginning(&'static str),
}

/// The names that sync programs give their folders.
const NAMES: &[(At, Named, SyncProgram)] = &[
    (At::Anywhere, Named::Exactly("dropbox"), SyncProgram::Dropbox),
    (At::Anywhere, Named::Beginning("dropbox ("), SyncProgram::Dropbox),
    (At::Anywhere, Named::Beginning("dropbox-"), SyncProgram::Dropbox),
    (At::Anywhere, Named::Exactly("onedrive"), SyncProgram::OneDrive),
    (At::Anywhere, Named::Beginning("onedrive -"), SyncProgram::OneDrive),
    (At::Anywhere, Named::Beginning("onedrive-"), SyncProgram::OneDrive),
    (At::Anywhere, Named::Exactly("google drive"), SyncProgram::GoogleDrive),
    (At::Anywhere, Named::Beginning("google drive ("), SyncProgram::GoogleDrive),
    (At::Anywhere, Named::Exactly("googledrive"), SyncProgram::GoogleDrive),
    (At::Anywhere, Named::Beginning("googledrive-"), SyncProgram::GoogleDrive),
    (At::Anywhere, Named::Exactly("google диск"), SyncProgram::GoogleDrive),
    (At::Top, Named::Exactly("my drive"), SyncProgram::GoogleDrive),
    (At::Top, Named::Exactly("shared drives"), SyncProgram::GoogleDrive),
    (At::Top, Named::Exactly("мой диск"), SyncProgram::GoogleDrive),
    (At::Top, Named::Exactly("общие диски"), SyncProgram::GoogleDrive),
    (At::Anywhere, Named::Exactly("com~apple~clouddocs"), SyncProgram::ICloud),
    (At::Anywhere, Named::Exactly("mobile documents"), SyncProgram::ICloud),
    (At::Anywhere, Named::Exactly("iclouddrive"), SyncProgram::ICloud),
    (At::Anywhere, Named::Exactly("icloud drive"), SyncProgram::ICloud),
    (At::Anywhere, Named::Exactly("yandex.disk"), SyncProgram::YandexDisk),
    (At::Anywhere, Named::Exactly("yandexdisk"), SyncProgram::YandexDisk),
    (At::Anywhere, Named::Beginning("yandex.disk-"), SyncProgram::YandexDisk),
    (At::Anywhere, Named::Beginning("yandex.disk."), SyncProgram::YandexDisk),
    (At::Anywhere, Named::Exactly("яндекс.диск"), SyncProgram::YandexDisk),
    (At::Anywhere, Named::Exactly("облако mail.ru"), SyncProgram::MailRu),
    (At::Anywhere, Named::Exactly("cloud mail.ru"), SyncProgram::MailRu),
    (At::Anywhere, Named::Exactly("mail.ru cloud"), SyncProgram::MailRu),
    (At::Anywhere, Named::Exactly("nextcloud"), SyncProgram::Nextcloud),
    (At::Anywhere, Named::Exactly("owncloud"), SyncProgram::Nextcloud),
    (At::Anywhere, Named::Exactly("pclouddrive"), SyncProgram::PCloud),
    (At::Anywhere, Named::Exactly("pcloud drive"), SyncProgram::PCloud),
    (At::Anywhere, Named::Exactly("pcloud sync"), SyncProgram::PCloud),
    (At::Anywhere, Named::Exactly("pcloudsync"), SyncProgram::PCloud),
    (At::Anywhere, Named::Exactly("resilio sync"), SyncProgram::Resilio),
    (At::Anywhere, Named::Exactly("box sync"), SyncProgram::Box),
    (At::Anywhere, Named::Exactly("box-box"), SyncProgram::Box),
    (At::Home, Named::Exactly("box"), SyncProgram::Box),
    (At::Anywhere, Named::Exactly("megasync"), SyncProgram::Mega),
    (At::Home, Named::Exactly("mega"), SyncProgram::Mega),
];

/// What macOS calls the folder in which it shows the folders of sync programs.
const MACOS_CLOUDS: &str = "cloudstorage";

/// The marks that sync programs leave in the folders they copy.
const MARKS: &[(&str, SyncProgram)] = &[
    (".dropbox.cache", SyncProgram::Dropbox),
    (".stfolder", SyncProgram::Syncthing),
    (".nextcloudsync.log", SyncProgram::Nextcloud),
    (".owncloudsync.log", SyncProgram::Nextcloud),
    (".megaignore", SyncProgram::Mega),
    (".sync/ID", SyncProgram::Resilio),
    (".sync/Archive", SyncProgram::Resilio),
];

/// Says whether a path names another machine.
pub(super) fn share_of(path: &Path) -> Option<UnsafePlace> {
    let text = path.to_string_lossy().to_lowercase();
    let rest = text.strip_prefix(r"\\")?;
    // `\\?\` and `\\.\` name things of this machine, but for the one that says it does not.
    let is_local = (rest.starts_with(r"?\") && !rest.starts_with(r"?\unc\")) || rest.starts_with(r".\");
    // WSL's own files, which Windows reaches as if they were on a server.
    let is_wsl = [r"wsl$\", r"wsl.localhost\", r"?\unc\wsl$\", r"?\unc\wsl.localhost\"]
        .iter()
        .any(|server| rest.starts_with(server));
    match (is_local, is_wsl) {
        (true, _) => None,
        (false, true) => Some(UnsafePlace::Shared(Share::Plan9)),
        (false, false) => Some(UnsafePlace::Shared(Share::Smb)),
    }
}

/// Says whether a folder above has the name of a sync program's.
pub(super) fn program_of(path: &Path) -> Option<UnsafePlace> {
    let text = path.to_string_lossy().to_lowercase();
    let parts: Vec<&str> = text.split(['/', '\\']).filter(|part| !matches!(*part, "" | "?" | ".")).collect();
    let found = parts.iter().enumerate().find_map(|(place, part)| {
        let above = parts.get(..place).unwrap_or_default();
        NAMES
            .iter()
            .find(|(at, named, _)| stands(*at, above) && agrees(*named, part))
            .map(|(_, _, program)| *program)
            .or_else(|| (above.last() == Some(&MACOS_CLOUDS)).then_some(SyncProgram::Other))
    });
    found.map(UnsafePlace::Synced)
}

fn stands(at: At, above: &[&str]) -> bool {
    match at {
        At::Anywhere => true,
        // `/home/NAME`, `/Users/NAME`, `C:\Users\NAME`.
        At::Home => match above {
            [.., homes, _name] => matches!(*homes, "home" | "users"),
            [only] => *only == "root",
            [] => false,
        },
        At::Top => matches!(above, [drive] if drive.ends_with(':')),
    }
}

fn agrees(named: Named, part: &str) -> bool {
    match named {
        Named::Exactly(name) => part == name,
        Named::Beginning(name) => part.starts_with(name),
    }
}

/// Says whether a folder above holds the mark of a sync program.
pub(super) fn marks_above(path: &Path, exists: &dyn Fn(&Path) -> bool) -> Option<UnsafePlace> {
    let found = path.ancestors().find_map(|folder| {
        MARKS.iter().find(|(mark, _)| exists(&folder.join(mark))).map(|(_, program)| *program)
    });
    found.map(UnsafePlace::Synced)
}
