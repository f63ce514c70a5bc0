//! Files: the application's, which are part of the image, and those in memory, which last until power goes.

use constrictor_vm::host::{EBADF, EINVAL, ENOENT, Errno, PathKind, PathOperation, Seek, Stat};

include!(concat!(env!("OUT_DIR"), "/modules.rs"));
include!(concat!(env!("OUT_DIR"), "/more.rs"));

/// Where the image's files are.
pub const FLASH: &[u8] = b".frozen";

const EEXIST: Errno = 17;
const ENOTDIR: Errno = 20;
const EISDIR: Errno = 21;
const ENFILE: Errno = 23;
const ENOSPC: Errno = 28;
const ENAMETOOLONG: Errno = 36;
const ENOTEMPTY: Errno = 39;

/// How many files can be open at once.
const MOST_OPEN: usize = 8;

/// The longest path, from the root on.
const LONGEST_PATH: usize = 128;
/// Bytes for all files in memory.
const DISK: usize = 32 * 1024;

/// A path from the root on, without a slash at its start.
#[derive(Clone, Copy)]
struct Path {
    bytes: [u8; LONGEST_PATH],
    len: usize,
}

impl Path {
    const ROOT: Path = Path { bytes: [0; LONGEST_PATH], len: 0 };

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }

    fn push(&mut self, part: &[u8]) -> Result<(), Errno> {
        let slash = usize::from(self.len > 0);
        let end = self.len + slash + part.len();
        if end > LONGEST_PATH {
            return Err(ENAMETOOLONG);
        }
        self.bytes[self.len..self.len + slash].fill(b'/');
        self.bytes[self.len + slash..end].copy_from_slice(part);
        self.len = end;
        Ok(())
    }

    fn pop(&mut self) {
        self.len = self.bytes().iter().rposition(|&byte| byte == b'/').unwrap_or(0);
    }
}

/// The memory that the files are in, one behind the other, each with what is known of it, its path, and its content.
pub struct Disk {
    bytes: [u8; DISK],
    len: usize,
}

/// Where a file or directory is on the disk.
#[derive(Clone, Copy)]
struct Entry {
    start: usize,
    path_len: usize,
    content_len: usize,
    kind: PathKind,
}

impl Entry {
    /// Bytes before the path: its length, the kind, and the length of the content.
    const HEAD: usize = 6;

    fn content(self) -> usize {
        self.start + Entry::HEAD + self.path_len
    }

    fn end(self) -> usize {
        self.content() + self.content_len
    }

    fn head(self) -> [u8; Entry::HEAD] {
        let [a, b, c, d] = (self.content_len as u32).to_le_bytes();
        [self.path_len as u8, u8::from(self.kind == PathKind::Directory), a, b, c, d]
    }
}

impl Disk {
    /// No files.
    pub const fn new() -> Disk {
        Disk { bytes: [0; DISK], len: 0 }
    }

    fn entry_at(&self, start: usize) -> Option<Entry> {
        let &[path_len, kind, a, b, c, d] = self.bytes[..self.len].get(start..)?.first_chunk()?;
        let kind = if kind == 0 { PathKind::File } else { PathKind::Directory };
        let content_len = u32::from_le_bytes([a, b, c, d]) as usize;
        Some(Entry { start, path_len: path_len.into(), content_len, kind })
    }

    fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        core::iter::successors(self.entry_at(0), |entry| self.entry_at(entry.end()))
    }

    fn path(&self, entry: Entry) -> &[u8] {
        &self.bytes[entry.start + Entry::HEAD..entry.content()]
    }

    fn content(&self, entry: Entry) -> &[u8] {
        &self.bytes[entry.content()..entry.end()]
    }

    /// Has so many bytes at a place instead of those that are there; new ones are zero.
    fn replace(&mut self, at: usize, old: usize, new: usize) -> Result<(), Errno> {
        if self.len - old > DISK.saturating_sub(new) {
            return Err(ENOSPC);
        }
        self.bytes.copy_within(at + old..self.len, at + new);
        self.bytes[at + old.min(new)..at + new].fill(0);
        self.len = self.len - old + new;
        Ok(())
    }

    fn add(&mut self, path: &[u8], kind: PathKind) -> Result<(), Errno> {
        let entry = Entry { start: self.len, path_len: path.len(), content_len: 0, kind };
        self.replace(self.len, 0, Entry::HEAD + path.len())?;
        self.bytes[entry.start..entry.start + Entry::HEAD].copy_from_slice(&entry.head());
        self.bytes[entry.start + Entry::HEAD..entry.content()].copy_from_slice(path);
        Ok(())
    }

    fn remove(&mut self, entry: Entry) {
        // What is made smaller fits.
        let _ = self.replace(entry.start, entry.end() - entry.start, 0);
    }

    fn resize(&mut self, mut entry: Entry, len: usize) -> Result<Entry, Errno> {
        self.replace(entry.content(), entry.content_len, len)?;
        entry.content_len = len;
        self.bytes[entry.start..entry.start + Entry::HEAD].copy_from_slice(&entry.head());
        Ok(entry)
    }

    fn rename(&mut self, mut entry: Entry, path: &[u8]) -> Result<(), Errno> {
        let at = entry.start + Entry::HEAD;
        self.replace(at, entry.path_len, path.len())?;
        entry.path_len = path.len();
        self.bytes[at..at + path.len()].copy_from_slice(path);
        self.bytes[entry.start..at].copy_from_slice(&entry.head());
        Ok(())
    }
}

#[derive(Clone, Copy)]
struct Open {
    /// The number of the entry.
    entry: usize,
    at: usize,
    reads: bool,
    writes: bool,
    appends: bool,
}

/// The files in memory.
pub struct Files<'a> {
    disk: &'a mut Disk,
    open: [Option<Open>; MOST_OPEN],
    /// The working directory, as the path of an entry.
    directory: Path,
}

/// A file of the image.
pub fn in_flash(path: &[u8]) -> Option<&'static [u8]> {
    let name = path.strip_prefix(FLASH)?.strip_prefix(b"/")?;
    let find = |files: &'static [(&str, &'static [u8])]| {
        files.iter().find(|(path, _)| path.as_bytes() == name).map(|&(_, content)| content)
    };
    find(MODULES).or_else(|| find(MORE))
}

fn is_flash_directory(path: &[u8]) -> bool {
    let Some(rest) = path.strip_prefix(FLASH) else { return false };
    let Some(name) = rest.strip_prefix(b"/") else { return rest.is_empty() };
    let is_inside =
        |path: &str| path.as_bytes().strip_prefix(name).is_some_and(|rest| rest.starts_with(b"/"));
    MODULES.iter().chain(MORE).any(|(path, _)| is_inside(path))
}

impl<'a> Files<'a> {
    /// Those on a disk.
    pub fn new(disk: &'a mut Disk) -> Files<'a> {
        Files { disk, open: [None; MOST_OPEN], directory: Path::ROOT }
    }

    /// As after a reset: nothing is open.
    pub fn reset(&mut self) {
        self.open = [None; MOST_OPEN];
        self.directory = Path::ROOT;
    }

    /// A path as entries have it.
    fn resolve(&self, path: &[u8]) -> Result<Path, Errno> {
        let mut full = if path.starts_with(b"/") { Path::ROOT } else { self.directory };
        for part in path.split(|&byte| byte == b'/') {
            match part {
                b"" | b"." => {}
                b".." => full.pop(),
                part => full.push(part)?,
            }
        }
        Ok(full)
    }

    fn find(&self, path: &Path) -> Option<(usize, Entry)> {
        self.disk.entries().enumerate().find(|&(_, entry)| self.disk.path(entry) == path.bytes())
    }

    /// The entry of a path.
    fn existing(&self, path: &[u8]) -> Result<(usize, Entry), Errno> {
        self.find(&self.resolve(path)?).ok_or(ENOENT)
    }

    /// Adds an entry, and gives its number.
    fn add(&mut self, path: &Path, kind: PathKind) -> Result<usize, Errno> {
        let mut parent = *path;
        parent.pop();
        if parent.len > 0 {
            match self.find(&parent) {
                None => return Err(ENOENT),
                Some((_, parent)) if parent.kind == PathKind::File => return Err(ENOTDIR),
                Some(_) => {}
            }
        }
        self.disk.add(path.bytes(), kind)?;
        Ok(self.disk.entries().count() - 1)
    }

    /// Opens a file.
    pub fn open(&mut self, path: &[u8], mode: &str) -> Result<usize, Errno> {
        let Some(number) = self.open.iter().position(Option::is_none) else { return Err(ENFILE) };
        let full = self.resolve(path)?;
        let has = |letter| mode.bytes().any(|of_mode| of_mode == letter);
        let (reads, appends, creates) = (has(b'r'), has(b'a'), has(b'x'));
        let entry = match self.find(&full) {
            Some((_, entry)) if entry.kind == PathKind::Directory => return Err(EISDIR),
            Some(_) if creates => return Err(EEXIST),
            Some((number, entry)) => {
                if !reads && !appends {
                    self.disk.resize(entry, 0)?;
                }
                number
            }
            None if reads || full.len == 0 => return Err(ENOENT),
            None => self.add(&full, PathKind::File)?,
        };
        let both = has(b'+');
        self.open[number] =
            Some(Open { entry, at: 0, reads: reads || both, writes: !reads || both, appends });
        Ok(number)
    }

    fn opened(&mut self, file: usize) -> Result<(&mut Open, &mut Disk, Entry), Errno> {
        let open = self.open.get_mut(file).and_then(Option::as_mut).ok_or(EBADF)?;
        let entry = self.disk.entries().nth(open.entry).ok_or(EBADF)?;
        Ok((open, self.disk, entry))
    }

    /// Reads from an open file.
    pub fn read(&mut self, file: usize, buffer: &mut [u8]) -> Result<usize, Errno> {
        let (open, disk, entry) = self.opened(file)?;
        if !open.reads {
            return Err(EBADF);
        }
        let rest = disk.content(entry).get(open.at..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        open.at += count;
        Ok(count)
    }

    /// Writes to an open file, all or nothing.
    pub fn write(&mut self, file: usize, bytes: &[u8]) -> Result<usize, Errno> {
        let (open, disk, mut entry) = self.opened(file)?;
        if !open.writes {
            return Err(EBADF);
        }
        if open.appends {
            open.at = entry.content_len;
        }
        let end = open.at.checked_add(bytes.len()).ok_or(ENOSPC)?;
        if end > entry.content_len {
            entry = disk.resize(entry, end)?;
        }
        let start = entry.content();
        disk.bytes[start + open.at..start + end].copy_from_slice(bytes);
        open.at = end;
        Ok(bytes.len())
    }

    /// Moves in an open file.
    pub fn seek(&mut self, file: usize, to: Seek) -> Result<u64, Errno> {
        let (open, _, entry) = self.opened(file)?;
        let at = match to {
            Seek::Start(at) => i64::try_from(at).ok(),
            Seek::Current(by) => (open.at as i64).checked_add(by),
            Seek::End(by) => (entry.content_len as i64).checked_add(by),
        };
        open.at = at.and_then(|at| usize::try_from(at).ok()).ok_or(EINVAL)?;
        Ok(open.at as u64)
    }

    /// Closes a file.
    pub fn close(&mut self, file: usize) {
        if let Some(open) = self.open.get_mut(file) {
            *open = None;
        }
    }

    /// What a path leads to.
    pub fn stat(&self, path: &[u8]) -> Result<Stat, Errno> {
        let mut stat = Stat::default();
        if let Some(content) = in_flash(path) {
            stat.size = content.len() as u64;
            return Ok(stat);
        }
        let full = self.resolve(path)?;
        stat.is_directory = full.len == 0 || is_flash_directory(path);
        if !stat.is_directory {
            let (_, entry) = self.find(&full).ok_or(ENOENT)?;
            stat.is_directory = entry.kind == PathKind::Directory;
            stat.size = entry.content_len as u64;
        }
        Ok(stat)
    }

    /// Changes something about a path.
    pub fn operate(&mut self, operation: PathOperation, path: &[u8], other: &[u8]) -> Result<(), Errno> {
        match operation {
            PathOperation::MakeDirectory => {
                let full = self.resolve(path)?;
                if full.len == 0 || self.find(&full).is_some() {
                    return Err(EEXIST);
                }
                self.add(&full, PathKind::Directory).map(|_| ())
            }
            PathOperation::RemoveDirectory => self.remove(path, PathKind::Directory),
            PathOperation::Remove => self.remove(path, PathKind::File),
            PathOperation::Rename => self.rename(path, other),
            PathOperation::ChangeDirectory => {
                let full = self.resolve(path)?;
                match self.find(&full) {
                    Some((_, entry)) if entry.kind == PathKind::File => return Err(ENOTDIR),
                    None if full.len > 0 => return Err(ENOENT),
                    _ => {}
                }
                self.directory = full;
                Ok(())
            }
        }
    }

    fn has_entries(&self, directory: &[u8]) -> bool {
        self.disk.entries().any(|entry| below(self.disk.path(entry), directory).is_some())
    }

    fn remove(&mut self, path: &[u8], kind: PathKind) -> Result<(), Errno> {
        let (at, entry) = self.existing(path)?;
        match (entry.kind, kind) {
            (PathKind::File, PathKind::Directory) => return Err(ENOTDIR),
            (PathKind::Directory, PathKind::File) => return Err(EISDIR),
            _ if self.has_entries(self.disk.path(entry)) => return Err(ENOTEMPTY),
            _ => {}
        }
        self.disk.remove(entry);
        for open in &mut self.open {
            match open {
                Some(file) if file.entry == at => *open = None,
                Some(file) if file.entry > at => file.entry -= 1,
                _ => {}
            }
        }
        Ok(())
    }

    fn rename(&mut self, path: &[u8], other: &[u8]) -> Result<(), Errno> {
        let full = self.resolve(other)?;
        let (at, entry) = self.existing(path)?;
        if entry.kind == PathKind::Directory && self.has_entries(self.disk.path(entry)) {
            return Err(ENOTEMPTY);
        }
        let there = self.find(&full);
        if full.len == 0 || there.is_some_and(|(_, entry)| entry.kind == PathKind::Directory) {
            return Err(EISDIR);
        }
        if there.is_some_and(|(there, _)| there != at) {
            self.remove(other, PathKind::File)?;
        }
        let (_, entry) = self.existing(path)?;
        self.disk.rename(entry, full.bytes())
    }

    /// Gives the entries of a directory.
    pub fn list(&self, path: &[u8], visit: &mut dyn FnMut(&[u8], bool, u64)) -> Result<(), Errno> {
        let full = self.resolve(path)?;
        if full.len > 0 && self.find(&full).is_none() {
            return Err(ENOENT);
        }
        for entry in self.disk.entries() {
            if let Some(name) = below(self.disk.path(entry), full.bytes())
                && !name.contains(&b'/')
            {
                visit(name, entry.kind == PathKind::Directory, entry.content_len as u64);
            }
        }
        Ok(())
    }

    /// The working directory.
    pub fn directory(&self, visit: &mut dyn FnMut(&[u8])) -> Result<(), Errno> {
        let mut path = [b'/'; 1 + LONGEST_PATH];
        path[1..1 + self.directory.len].copy_from_slice(self.directory.bytes());
        visit(&path[..1 + self.directory.len]);
        Ok(())
    }
}

/// The rest of a path that is below a directory.
fn below<'a>(path: &'a [u8], directory: &[u8]) -> Option<&'a [u8]> {
    if directory.is_empty() {
        return Some(path);
    }
    path.strip_prefix(directory)?.strip_prefix(b"/")
}
