//! Where a cabinet must not lie: in a folder that a program copies to other machines, or on a disk
//! that another machine serves. The first mixes files of different moments, the second promises
//! locks and flushes that it does not keep; both lose what SQLite was told is safe.
//!
//! [`judge`] is pure: the path and what is around it are passed in. It knows the folders by the
//! names that their programs give them and by the marks that they leave in them, so it can miss one
//! and it can suspect an innocent one. That is why the user may insist.

mod mounts;
mod names;

use crate::error::VaultError;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// A program that copies a folder to other machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncProgram {
    /// Box Drive, Box Sync.
    Box,
    /// Dropbox.
    Dropbox,
    /// Google Drive.
    GoogleDrive,
    /// Apple's iCloud Drive.
    ICloud,
    /// Mail.ru Cloud.
    MailRu,
    /// MEGA.
    Mega,
    /// Nextcloud or ownCloud.
    Nextcloud,
    /// Microsoft OneDrive.
    OneDrive,
    /// pCloud.
    PCloud,
    /// Resilio Sync.
    Resilio,
    /// Syncthing.
    Syncthing,
    /// Yandex.Disk.
    YandexDisk,
    /// A mounted cloud storage whose program is not known.
    Other,
}

impl fmt::Display for SyncProgram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Box => "Box",
            Self::Dropbox => "Dropbox",
            Self::GoogleDrive => "Google Drive",
            Self::ICloud => "iCloud Drive",
            Self::MailRu => "Mail.ru",
            Self::Mega => "MEGA",
            Self::Nextcloud => "Nextcloud",
            Self::OneDrive => "OneDrive",
            Self::PCloud => "pCloud",
            Self::Resilio => "Resilio Sync",
            Self::Syncthing => "Syncthing",
            Self::YandexDisk => "Yandex.Disk",
            Self::Other => "cloud storage",
        })
    }
}

/// How another machine's disk is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// NFS.
    Nfs,
    /// Windows shares, by whatever program.
    Smb,
    /// A folder over SSH.
    Ssh,
    /// 9P, as virtual machines and WSL use it.
    Plan9,
    /// WebDAV.
    WebDav,
    /// Another network file system.
    Other,
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nfs => "NFS",
            Self::Smb => "SMB",
            Self::Ssh => "SSH",
            Self::Plan9 => "9P",
            Self::WebDav => "WebDAV",
            Self::Other => "network",
        })
    }
}

/// Why a folder is no place for a cabinet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnsafePlace {
    /// A program copies it to other machines.
    Synced(SyncProgram),
    /// Another machine serves it.
    Shared(Share),
}

impl fmt::Display for UnsafePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Synced(program) => write!(f, "a folder that {program} copies"),
            Self::Shared(share) => write!(f, "a folder of another machine ({share})"),
        }
    }
}

/// What is around a path: everything that [`judge`] would otherwise have to ask the system for.
pub(crate) struct Surroundings<'a> {
    /// Linux' table of mounts, as `/proc/self/mountinfo` has it; empty elsewhere.
    pub(crate) mounts: &'a str,
    /// Tells whether a path exists; asked for the marks that sync programs leave.
    pub(crate) exists: &'a dyn Fn(&Path) -> bool,
}

/// Says why an absolute path is no place for a cabinet, if there is a reason.
pub(crate) fn judge(path: &Path, around: &Surroundings<'_>) -> Option<UnsafePlace> {
    names::share_of(path)
        .or_else(|| names::program_of(path))
        .or_else(|| names::marks_above(path, around.exists))
        .or_else(|| mounts::judge(path, around.mounts))
}

/// A cabinet's folder, and whether the user insists on it.
#[derive(Debug, Clone)]
pub struct Place {
    folder: PathBuf,
    insisted: bool,
}

impl Place {
    /// Takes a folder although it may lie where it should not. For a user who was told.
    pub fn insisted(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), insisted: true }
    }

    /// Returns the folder, unless something is wrong with it and the user does not insist.
    pub(crate) fn require_safe(&self) -> Result<&Path, VaultError> {
        match self.objection() {
            None => Ok(&self.folder),
            Some(place) => Err(VaultError::UnsafePlace { place }),
        }
    }

    /// Says what is wrong with the place, unless the user insists. Asks the file system.
    #[must_use]
    pub fn objection(&self) -> Option<UnsafePlace> {
        if self.insisted {
            return None;
        }
        let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
        let around = Surroundings { mounts: &mounts, exists: &Path::exists };
        let absolute = std::path::absolute(&self.folder).unwrap_or_else(|_| self.folder.clone());
        // A link may lead into a synced folder, and Windows shows the share behind a drive letter
        // only so. The path as given counts too: a program may copy what a link leads to.
        judge(&absolute, &around).or_else(|| judge(&resolve(&absolute), &around))
    }
}

impl<T: AsRef<Path> + ?Sized> From<&T> for Place {
    fn from(folder: &T) -> Self {
        Self { folder: folder.as_ref().to_owned(), insisted: false }
    }
}

/// Resolves links in as much of a path as exists.
fn resolve(path: &Path) -> PathBuf {
    let mut missing = Vec::new();
    for existing in path.ancestors() {
        if let Ok(resolved) = existing.canonicalize() {
            return missing.iter().rev().fold(resolved, |path, name| path.join(name));
        }
        missing.extend(existing.file_name());
    }
    path.to_owned()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::{Place, Share, Surroundings, SyncProgram, UnsafePlace, judge};
    use SyncProgram as S;
    use UnsafePlace::{Shared, Synced};
    use std::path::Path;

    const NOWHERE: Surroundings<'_> = Surroundings { mounts: "", exists: &|_| false };

    #[test]
    fn folders_of_sync_programs_are_known_by_their_names() {
        for (path, program) in [
            ("/home/aida/Dropbox/work/cabinet", S::Dropbox),
            (r"C:\Users\Aida\Dropbox (Steppe Partners)\cabinet", S::Dropbox),
            (r"C:\Users\Aida\OneDrive\Documents\Expat Desk", S::OneDrive),
            (r"C:\Users\Aida\OneDrive - Steppe Partners\cabinet", S::OneDrive),
            ("/Users/aida/Library/CloudStorage/OneDrive-Personal/cabinet", S::OneDrive),
            ("/Users/aida/Library/CloudStorage/GoogleDrive-aida@example.org/My Drive", S::GoogleDrive),
            ("/Users/aida/Library/CloudStorage/Dropbox-Team/cabinet", S::Dropbox),
            ("/Users/aida/Library/CloudStorage/Box-Box/cabinet", S::Box),
            ("/Users/aida/Library/CloudStorage/SomethingNew/cabinet", S::Other),
            (r"G:\Мой диск\cabinet", S::GoogleDrive),
            (r"G:\My Drive\cabinet", S::GoogleDrive),
            ("/Users/aida/Library/Mobile Documents/com~apple~CloudDocs/cabinet", S::ICloud),
            (r"C:\Users\Aida\iCloudDrive\cabinet", S::ICloud),
            ("/home/aida/Yandex.Disk/cabinet", S::YandexDisk),
            (r"C:\Users\Aida\YandexDisk\cabinet", S::YandexDisk),
            ("/Users/aida/Yandex.Disk.localized/cabinet", S::YandexDisk),
            (r"C:\Users\Aida\Облако Mail.Ru\cabinet", S::MailRu),
            ("/home/aida/Nextcloud/cabinet", S::Nextcloud),
            ("/home/aida/ownCloud", S::Nextcloud),
            ("/home/aida/pCloudDrive/cabinet", S::PCloud),
            ("/home/aida/MEGA/cabinet", S::Mega),
            (r"C:\Users\Aida\Documents\MEGAsync\cabinet", S::Mega),
            (r"C:\Users\Aida\Box\cabinet", S::Box),
            ("/home/aida/Resilio Sync/cabinet", S::Resilio),
        ] {
            assert_eq!(judge(Path::new(path), &NOWHERE), Some(Synced(program)), "{path}");
        }
    }

    #[test]
    fn everyday_names_and_lookalikes_are_let_be() {
        for path in [
            "/home/aida/Documents/Expat Desk",
            "/srv/box/cabinet",
            "/home/aida/work/Box/cabinet",
            "/home/aida/mega-project/cabinet",
            "/home/aida/notes about Dropbox/cabinet",
            "/home/aida/dropboxes/cabinet",
            "/home/aida/My Drive/cabinet",
            r"C:\Users\Aida\Documents\Expat Desk",
            r"\\?\C:\Users\Aida\Documents",
            r"\\.\C:\cabinet",
            "/",
            "",
        ] {
            assert_eq!(judge(Path::new(path), &NOWHERE), None, "{path}");
        }
    }

    #[test]
    fn marks_of_sync_programs_count_in_every_folder_above() {
        for (mark, program) in [
            ("/srv/shared/.stfolder", S::Syncthing),
            ("/srv/.stfolder", S::Syncthing),
            ("/srv/shared/.sync/ID", S::Resilio),
            ("/srv/shared/.dropbox.cache", S::Dropbox),
            ("/srv/shared/.nextcloudsync.log", S::Nextcloud),
            ("/srv/shared/cabinet/.megaignore", S::Mega),
        ] {
            let exists = |path: &Path| path == Path::new(mark);
            let around = Surroundings { mounts: "", exists: &exists };
            assert_eq!(judge(Path::new("/srv/shared/cabinet"), &around), Some(Synced(program)), "{mark}");
            assert_eq!(judge(Path::new("/home/aida/cabinet"), &around), None, "{mark} is elsewhere");
        }
    }

    #[test]
    fn shares_of_windows_are_known_by_their_paths() {
        for (path, share) in [
            (r"\\server\people\cabinet", Share::Smb),
            (r"\\?\UNC\server\people\cabinet", Share::Smb),
            (r"\\wsl.localhost\Debian\home\aida", Share::Plan9),
            (r"\\wsl$\Debian\home\aida", Share::Plan9),
        ] {
            assert_eq!(judge(Path::new(path), &NOWHERE), Some(Shared(share)), "{path}");
        }
    }

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime shared:1 - 9p root rw
23 22 0:21 / /home rw,relatime shared:2 - ext4 /dev/sda2 rw
24 23 0:40 / /home/aida/server rw,relatime shared:3 master:1 - nfs4 server:/export rw,vers=4.2
25 23 0:41 / /home/aida/people\\040office rw - cifs //server/people rw
26 23 0:42 / /home/aida/remote rw - fuse.sshfs aida@server: rw
27 23 0:43 / /home/aida/server/local rw - ext4 /dev/sdb1 rw
28 23 0:44 / /mnt/c rw - 9p C:\\134 rw,aname=drvfs
29 23 0:45 / /mnt/smb rw - smb3 //server/x rw
30 23 0:46 / /mnt/twice rw - nfs server:/x rw
31 30 0:47 / /mnt/twice rw - ext4 /dev/sdc1 rw
32 23 0:48 / /mnt/cloud rw - fuse.rclone remote: rw
a line that is none
";

    #[test]
    fn mounts_of_linux_are_known_by_their_kind() {
        let around = Surroundings { mounts: MOUNTS, exists: &|_| false };
        for (path, place) in [
            ("/srv/cabinet", None),
            ("/home/aida/cabinet", None),
            ("/home/aida/server/cabinet", Some(Shared(Share::Nfs))),
            ("/home/aida/server", Some(Shared(Share::Nfs))),
            ("/home/aida/server2/cabinet", None),
            ("/home/aida/server/local/cabinet", None),
            ("/home/aida/people office/cabinet", Some(Shared(Share::Smb))),
            ("/home/aida/remote/cabinet", Some(Shared(Share::Ssh))),
            ("/mnt/c/Users/Aida/cabinet", Some(Shared(Share::Plan9))),
            ("/mnt/smb/cabinet", Some(Shared(Share::Smb))),
            ("/mnt/twice/cabinet", None),
            ("/mnt/cloud/cabinet", Some(Synced(S::Other))),
        ] {
            assert_eq!(judge(Path::new(path), &around), place, "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_a_synced_folder_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("Nextcloud/work")).unwrap();
        let link = folder.path().join("innocent");
        std::os::unix::fs::symlink(folder.path().join("Nextcloud/work"), &link).unwrap();
        let place = Place::from(&link.join("not/there/yet"));
        assert_eq!(place.objection(), Some(Synced(S::Nextcloud)));
        assert_eq!(Place::insisted(&place.folder).objection(), None);
        assert_eq!(Place::from(&folder.path().join("other")).objection(), None);
    }
}
