//! What Linux' table of mounts says of a path.

use super::{Share, SyncProgram, UnsafePlace};
use std::path::{Path, PathBuf};

/// Kinds of file systems that are no local disk.
const KINDS: &[(&str, UnsafePlace)] = &[
    ("nfs", UnsafePlace::Shared(Share::Nfs)),
    ("nfs4", UnsafePlace::Shared(Share::Nfs)),
    ("cifs", UnsafePlace::Shared(Share::Smb)),
    ("smb3", UnsafePlace::Shared(Share::Smb)),
    ("smbfs", UnsafePlace::Shared(Share::Smb)),
    ("fuse.smbnetfs", UnsafePlace::Shared(Share::Smb)),
    ("fuse.sshfs", UnsafePlace::Shared(Share::Ssh)),
    ("9p", UnsafePlace::Shared(Share::Plan9)),
    ("davfs", UnsafePlace::Shared(Share::WebDav)),
    ("fuse.davfs", UnsafePlace::Shared(Share::WebDav)),
    ("fuse.davfs2", UnsafePlace::Shared(Share::WebDav)),
    // The desktop's folder of whatever was opened in its file manager.
    ("fuse.gvfsd-fuse", UnsafePlace::Shared(Share::Other)),
    ("afs", UnsafePlace::Shared(Share::Other)),
    ("ceph", UnsafePlace::Shared(Share::Other)),
    ("fuse.ceph", UnsafePlace::Shared(Share::Other)),
    ("fuse.glusterfs", UnsafePlace::Shared(Share::Other)),
    ("lustre", UnsafePlace::Shared(Share::Other)),
    ("ncpfs", UnsafePlace::Shared(Share::Other)),
    ("fuse.google-drive-ocamlfuse", UnsafePlace::Synced(SyncProgram::GoogleDrive)),
    ("fuse.onedriver", UnsafePlace::Synced(SyncProgram::OneDrive)),
    ("fuse.rclone", UnsafePlace::Synced(SyncProgram::Other)),
];

/// Says what kind of mount a path lies on, where that is no local disk. The root of the tree is
/// exempt: a machine that has it elsewhere has no other place.
pub(super) fn judge(path: &Path, table: &str) -> Option<UnsafePlace> {
    // The last of equal points is the one that is seen: a later mount covers an earlier one.
    let mount = table
        .lines()
        .filter_map(read)
        .filter(|mount| path.starts_with(&mount.point))
        .max_by_key(|mount| mount.point.components().count())?;
    if mount.point == Path::new("/") {
        return None;
    }
    KINDS.iter().find(|(kind, _)| *kind == mount.kind).map(|(_, place)| *place)
}

struct Mount<'a> {
    point: PathBuf,
    kind: &'a str,
}

/// Reads a line: `36 35 98:0 /root /point options [tags] - kind source options`.
fn read(line: &str) -> Option<Mount<'_>> {
    let (before, after) = line.split_once(" - ")?;
    let point = before.split(' ').nth(4)?;
    Some(Mount { point: PathBuf::from(unescape(point)), kind: after.split(' ').next()? })
}

/// Undoes the octal spelling of spaces, tabs, line ends and backslashes.
fn unescape(text: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(text.to_owned(), |text, (spelling, character)| text.replace(spelling, character))
}
