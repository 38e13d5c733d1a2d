//! What a disk may hold after a power cut. Reads the log that `preload/disk.c` wrote and rebuilds
//! the watched folder as of any place in it, with what was not flushed by then dropped, torn at a
//! sector, or kept out of order.
//!
//! What the model promises is what POSIX promises and no more: a file's bytes and length are safe
//! once the file was flushed, a name is safe once its folder was flushed, and a sector is written
//! whole or not at all. Everything else is up to the dice.

use crate::sample::Dice;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The largest piece that a disk writes at once.
const SECTOR: usize = 512;

/// One line of the log.
pub enum Event {
    Open { handle: u32, path: PathBuf, is_new: bool, is_emptied: bool },
    Write { handle: u32, offset: usize, data: Range<usize> },
    Length { handle: u32, length: usize },
    Sync { handle: u32 },
    Rename { from: PathBuf, to: PathBuf },
    Remove { path: PathBuf },
    Folder { path: PathBuf },
    Said { text: String },
}

/// A log: its bytes, and the lines as places in it.
pub struct Log {
    bytes: Vec<u8>,
    pub events: Vec<Event>,
}

impl Log {
    /// Reads a log about a folder.
    pub fn read(file: &Path, root: &Path) -> Self {
        let bytes = fs::read(file).unwrap();
        let mut events = Vec::new();
        let mut at = 0;
        let number = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        while at < bytes.len() {
            let (what, handle) = (number(at), number(at + 4));
            let offset = u64::from_le_bytes(bytes[at + 8..at + 16].try_into().unwrap());
            let offset = usize::try_from(offset).unwrap();
            let (path_bytes, data_bytes) = (number(at + 16) as usize, number(at + 20) as usize);
            let data = at + 24 + path_bytes..at + 24 + path_bytes + data_bytes;
            let text = |range: Range<usize>| str::from_utf8(&bytes[range]).unwrap().to_owned();
            let path = |range| Path::new(&text(range)).strip_prefix(root).unwrap().to_owned();
            let named = at + 24..data.start;
            at = data.end;
            events.push(match what {
                1 => Event::Open {
                    handle,
                    path: path(named),
                    is_new: offset & 1 > 0,
                    is_emptied: offset & 2 > 0,
                },
                2 => Event::Write { handle, offset, data },
                3 => Event::Length { handle, length: offset },
                4 => Event::Sync { handle },
                5 => Event::Rename { from: path(named), to: path(data) },
                6 => Event::Remove { path: path(named) },
                7 => Event::Folder { path: path(named) },
                8 => Event::Said { text: text(data) },
                other => panic!("a line of an unknown kind, {other}"),
            });
        }
        Self { bytes, events }
    }
}

type NodeId = usize;

enum Node {
    File(File),
    Folder(Folder),
}

/// A file: what is on the disk for good, and what was asked for since.
#[derive(Default)]
struct File {
    safe: Vec<u8>,
    pending: Vec<Bytes>,
}

#[derive(Clone)]
enum Bytes {
    Write { offset: usize, data: Range<usize> },
    Length(usize),
}

/// A folder: the names in it now, those that are there for good, and what was asked for since.
#[derive(Default)]
struct Folder {
    now: BTreeMap<String, NodeId>,
    safe: BTreeMap<String, NodeId>,
    pending: Vec<Name>,
}

#[derive(Clone)]
enum Name {
    Set(String, NodeId),
    Remove(String),
    Rename(String, String),
}

impl Name {
    fn apply(&self, names: &mut BTreeMap<String, NodeId>) {
        match self {
            Self::Set(name, node) => drop(names.insert(name.clone(), *node)),
            Self::Remove(name) => drop(names.remove(name)),
            Self::Rename(from, to) => {
                if let Some(node) = names.remove(from) {
                    names.insert(to.clone(), node);
                }
            }
        }
    }
}

/// What becomes of things that were not flushed.
#[derive(Debug, Clone, Copy)]
enum Fate {
    /// Nothing of it is there.
    Dropped,
    /// All of it is there.
    Kept,
    /// Its beginning is there, the last piece torn.
    Torn,
    /// Any sectors and names of it are there, out of order.
    Reordered,
}

impl Fate {
    fn roll(dice: &mut Dice) -> Self {
        match dice.below(8) {
            0 => Self::Kept,
            1 | 2 => Self::Dropped,
            3 | 4 => Self::Torn,
            _ => Self::Reordered,
        }
    }
}

/// The disk at some place of a log.
pub struct Disk<'log> {
    log: &'log Log,
    nodes: Vec<Node>,
    handles: HashMap<u32, NodeId>,
    at: usize,
}

impl<'log> Disk<'log> {
    /// Returns the disk before the first line: the watched folder is there and empty.
    pub fn new(log: &'log Log) -> Self {
        Self { log, nodes: vec![Node::Folder(Folder::default())], handles: HashMap::new(), at: 0 }
    }

    /// Goes on to a place of the log and hands over what was said on the way.
    pub fn go_to(&mut self, place: usize, hear: &mut dyn FnMut(&str)) {
        while self.at < place {
            self.happen(&self.log.events[self.at], hear);
            self.at += 1;
        }
    }

    fn happen(&mut self, event: &Event, hear: &mut dyn FnMut(&str)) {
        match event {
            Event::Open { handle, path, is_new, is_emptied } => {
                let node =
                    if *is_new { self.put(path, Node::File(File::default())) } else { self.find(path) };
                if *is_emptied {
                    self.file(node).pending.push(Bytes::Length(0));
                }
                self.handles.insert(*handle, node);
            }
            Event::Write { handle, offset, data } => {
                let node = self.handles[handle];
                self.file(node).pending.push(Bytes::Write { offset: *offset, data: data.clone() });
            }
            Event::Length { handle, length } => {
                let node = self.handles[handle];
                self.file(node).pending.push(Bytes::Length(*length));
            }
            Event::Sync { handle } => self.flush(self.handles[handle]),
            Event::Rename { from, to } => {
                assert_eq!(from.parent(), to.parent(), "a rename between folders is not modelled");
                self.name(from, Name::Rename(name_of(from), name_of(to)));
            }
            Event::Remove { path } => self.name(path, Name::Remove(name_of(path))),
            Event::Folder { path } => drop(self.put(path, Node::Folder(Folder::default()))),
            Event::Said { text } => text.lines().for_each(hear),
        }
    }

    fn put(&mut self, path: &Path, node: Node) -> NodeId {
        self.nodes.push(node);
        let node = self.nodes.len() - 1;
        self.name(path, Name::Set(name_of(path), node));
        node
    }

    fn name(&mut self, path: &Path, name: Name) {
        let folder = self.find(path.parent().unwrap());
        let folder = self.folder(folder);
        name.apply(&mut folder.now);
        folder.pending.push(name);
    }

    fn find(&mut self, path: &Path) -> NodeId {
        path.iter().fold(0, |folder, name| self.folder(folder).now[name.to_str().unwrap()])
    }

    fn folder(&mut self, node: NodeId) -> &mut Folder {
        match &mut self.nodes[node] {
            Node::Folder(folder) => folder,
            Node::File(_) => panic!("a file where a folder was expected"),
        }
    }

    fn file(&mut self, node: NodeId) -> &mut File {
        match &mut self.nodes[node] {
            Node::File(file) => file,
            Node::Folder(_) => panic!("a folder where a file was expected"),
        }
    }

    fn flush(&mut self, node: NodeId) {
        let log = &self.log.bytes;
        match &mut self.nodes[node] {
            Node::File(file) => {
                for bytes in file.pending.drain(..) {
                    apply(&mut file.safe, &bytes, log);
                }
            }
            Node::Folder(folder) => {
                folder.pending.clear();
                folder.safe.clone_from(&folder.now);
            }
        }
    }

    /// Writes the folder as a power cut at this place might leave it.
    pub fn cut(&self, to: &Path, dice: &mut Dice) {
        let (names, bytes) = (Fate::roll(dice), Fate::roll(dice));
        self.write_folder(0, to, names, bytes, dice);
    }

    fn write_folder(&self, node: NodeId, to: &Path, names: Fate, bytes: Fate, dice: &mut Dice) {
        fs::create_dir(to).unwrap();
        let Node::Folder(folder) = &self.nodes[node] else { panic!("no folder") };
        let mut there = folder.safe.clone();
        let first = usize::try_from(dice.below(folder.pending.len() as u64 + 1)).unwrap();
        for (place, name) in folder.pending.iter().enumerate() {
            let is_kept = match names {
                Fate::Dropped => false,
                Fate::Kept => true,
                Fate::Torn => place < first,
                Fate::Reordered => dice.below(2) == 0,
            };
            if is_kept {
                name.apply(&mut there);
            }
        }
        for (name, node) in there {
            let to = to.join(name);
            match &self.nodes[node] {
                Node::Folder(_) => self.write_folder(node, &to, names, bytes, dice),
                Node::File(file) => fs::write(to, file.after(bytes, &self.log.bytes, dice)).unwrap(),
            }
        }
    }
}

impl File {
    fn after(&self, fate: Fate, log: &[u8], dice: &mut Dice) -> Vec<u8> {
        let mut content = self.safe.clone();
        match fate {
            Fate::Dropped => {}
            Fate::Kept => self.pending.iter().for_each(|bytes| apply(&mut content, bytes, log)),
            Fate::Torn => {
                let whole = usize::try_from(dice.below(self.pending.len() as u64 + 1)).unwrap();
                let (kept, lost) = self.pending.split_at(whole);
                kept.iter().for_each(|bytes| apply(&mut content, bytes, log));
                if let Some(Bytes::Write { offset, data }) = lost.first() {
                    let sectors: Vec<_> = sectors(*offset, data).collect();
                    let whole = usize::try_from(dice.below(sectors.len() as u64 + 1)).unwrap();
                    sectors[..whole].iter().for_each(|sector| apply(&mut content, sector, log));
                }
            }
            Fate::Reordered => self.shuffle(&mut content, log, dice),
        }
        content
    }

    /// Keeps any sectors, and a length that the file had at some time; they don't wait for each other.
    fn shuffle(&self, content: &mut Vec<u8>, log: &[u8], dice: &mut Dice) {
        let mut length = content.len();
        let mut lengths = vec![length];
        for bytes in &self.pending {
            length = match bytes {
                Bytes::Write { data, offset } => length.max(offset + data.len()),
                Bytes::Length(length) => *length,
            };
            lengths.push(length);
        }
        let length = lengths[usize::try_from(dice.below(lengths.len() as u64)).unwrap()];
        let of_four = 1 + dice.below(3);
        for bytes in &self.pending {
            if let Bytes::Write { offset, data } = bytes {
                for sector in sectors(*offset, data) {
                    if dice.below(4) < of_four {
                        apply(content, &sector, log);
                    }
                }
            }
        }
        content.resize(length, 0);
    }
}

/// Splits a write at the borders of sectors.
fn sectors(offset: usize, data: &Range<usize>) -> impl Iterator<Item = Bytes> {
    let (mut offset, mut data) = (offset, data.clone());
    std::iter::from_fn(move || {
        let length = (SECTOR - offset % SECTOR).min(data.len());
        let piece = Bytes::Write { offset, data: data.start..data.start + length };
        offset += length;
        data.start += length;
        (length > 0).then_some(piece)
    })
}

fn apply(content: &mut Vec<u8>, bytes: &Bytes, log: &[u8]) {
    match bytes {
        Bytes::Length(length) => content.resize(*length, 0),
        Bytes::Write { offset, data } => {
            let end = offset + data.len();
            if content.len() < end {
                content.resize(end, 0);
            }
            content[*offset..end].copy_from_slice(&log[data.clone()]);
        }
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}
