//! Files: the application's, which are part of the image, and those in memory, which last until power goes.

use alloc::vec::Vec;
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
const ENOTEMPTY: Errno = 39;

/// How many files can be open at once.
const MOST_OPEN: usize = 8;

/// A file or a directory.
struct Entry {
    /// The path from the root on, without a slash at its start.
    path: Vec<u8>,
    content: Vec<u8>,
    kind: PathKind,
}

#[derive(Clone, Copy)]
struct Open {
    /// The index of the entry.
    entry: usize,
    at: usize,
    reads: bool,
    writes: bool,
    appends: bool,
}

/// The files in memory.
pub struct Files {
    entries: Vec<Entry>,
    open: [Option<Open>; MOST_OPEN],
    /// The working directory, as the path of an entry.
    directory: Vec<u8>,
}

/// A copy, if there is memory.
fn copy(bytes: &[u8]) -> Result<Vec<u8>, Errno> {
    let mut copy = Vec::new();
    copy.try_reserve_exact(bytes.len()).map_err(|_| ENOSPC)?;
    copy.extend_from_slice(bytes);
    Ok(copy)
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

impl Files {
    /// No files.
    pub const fn new() -> Files {
        Files { entries: Vec::new(), open: [None; MOST_OPEN], directory: Vec::new() }
    }

    /// As after a reset: nothing is open.
    pub fn reset(&mut self) {
        self.open = [None; MOST_OPEN];
        self.directory.clear();
    }

    /// A path as entries have it.
    fn resolve(&self, path: &[u8]) -> Result<Vec<u8>, Errno> {
        let mut full = if path.starts_with(b"/") { Vec::new() } else { copy(&self.directory)? };
        full.try_reserve_exact(path.len() + 1).map_err(|_| ENOSPC)?;
        for part in path.split(|&byte| byte == b'/') {
            match part {
                b"" | b"." => {}
                b".." => full.truncate(full.iter().rposition(|&byte| byte == b'/').unwrap_or(0)),
                part => {
                    if !full.is_empty() {
                        full.push(b'/');
                    }
                    full.extend_from_slice(part);
                }
            }
        }
        Ok(full)
    }

    fn find(&self, path: &[u8]) -> Option<usize> {
        self.entries.iter().position(|entry| entry.path == path)
    }

    /// The entry of a path.
    fn existing(&self, path: &[u8]) -> Result<usize, Errno> {
        self.find(&self.resolve(path)?).ok_or(ENOENT)
    }

    fn add(&mut self, path: Vec<u8>, kind: PathKind) -> Result<usize, Errno> {
        if let Some(slash) = path.iter().rposition(|&byte| byte == b'/') {
            match self.find(&path[..slash]) {
                None => return Err(ENOENT),
                Some(parent) if self.entries[parent].kind == PathKind::File => return Err(ENOTDIR),
                Some(_) => {}
            }
        }
        self.entries.try_reserve(1).map_err(|_| ENOSPC)?;
        self.entries.push(Entry { path, content: Vec::new(), kind });
        Ok(self.entries.len() - 1)
    }

    /// Opens a file.
    pub fn open(&mut self, path: &[u8], mode: &str) -> Result<usize, Errno> {
        let Some(number) = self.open.iter().position(Option::is_none) else { return Err(ENFILE) };
        let full = self.resolve(path)?;
        let [reads, appends, creates] = ["r", "a", "x"].map(|letter| mode.contains(letter));
        let found = self.find(&full);
        let entry = match found {
            Some(entry) if self.entries[entry].kind == PathKind::Directory => return Err(EISDIR),
            Some(_) if creates => return Err(EEXIST),
            Some(entry) => entry,
            None if reads || full.is_empty() => return Err(ENOENT),
            None => self.add(full, PathKind::File)?,
        };
        if !reads && !appends {
            self.entries[entry].content = Vec::new();
        }
        let both = mode.contains('+');
        self.open[number] =
            Some(Open { entry, at: 0, reads: reads || both, writes: !reads || both, appends });
        Ok(number)
    }

    fn opened(&mut self, file: usize) -> Result<(&mut Open, &mut Vec<u8>), Errno> {
        let open = self.open.get_mut(file).and_then(Option::as_mut).ok_or(EBADF)?;
        let content = &mut self.entries.get_mut(open.entry).ok_or(EBADF)?.content;
        Ok((open, content))
    }

    /// Reads from an open file.
    pub fn read(&mut self, file: usize, buffer: &mut [u8]) -> Result<usize, Errno> {
        let (open, content) = self.opened(file)?;
        if !open.reads {
            return Err(EBADF);
        }
        let rest = content.get(open.at..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        open.at += count;
        Ok(count)
    }

    /// Writes to an open file, all or nothing.
    pub fn write(&mut self, file: usize, bytes: &[u8]) -> Result<usize, Errno> {
        let (open, content) = self.opened(file)?;
        if !open.writes {
            return Err(EBADF);
        }
        if open.appends {
            open.at = content.len();
        }
        let end = open.at.checked_add(bytes.len()).ok_or(ENOSPC)?;
        if end > content.len() {
            content.try_reserve(end - content.len()).map_err(|_| ENOSPC)?;
            content.resize(end, 0);
        }
        content[open.at..end].copy_from_slice(bytes);
        open.at = end;
        Ok(bytes.len())
    }

    /// Moves in an open file.
    pub fn seek(&mut self, file: usize, to: Seek) -> Result<u64, Errno> {
        let (open, content) = self.opened(file)?;
        let at = match to {
            Seek::Start(at) => i64::try_from(at).ok(),
            Seek::Current(by) => (open.at as i64).checked_add(by),
            Seek::End(by) => (content.len() as i64).checked_add(by),
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
        stat.is_directory = full.is_empty() || is_flash_directory(path);
        if !stat.is_directory {
            let entry = &self.entries[self.find(&full).ok_or(ENOENT)?];
            stat.is_directory = entry.kind == PathKind::Directory;
            stat.size = entry.content.len() as u64;
        }
        Ok(stat)
    }

    /// Changes something about a path.
    pub fn operate(&mut self, operation: PathOperation, path: &[u8], other: &[u8]) -> Result<(), Errno> {
        match operation {
            PathOperation::MakeDirectory => {
                let full = self.resolve(path)?;
                if full.is_empty() || self.find(&full).is_some() {
                    return Err(EEXIST);
                }
                self.add(full, PathKind::Directory).map(|_| ())
            }
            PathOperation::RemoveDirectory => self.remove(path, PathKind::Directory),
            PathOperation::Remove => self.remove(path, PathKind::File),
            PathOperation::Rename => self.rename(path, other),
            PathOperation::ChangeDirectory => {
                let full = self.resolve(path)?;
                match self.find(&full) {
                    Some(entry) if self.entries[entry].kind == PathKind::File => return Err(ENOTDIR),
                    None if !full.is_empty() => return Err(ENOENT),
                    _ => {}
                }
                self.directory = full;
                Ok(())
            }
        }
    }

    fn has_entries(&self, directory: &[u8]) -> bool {
        self.entries.iter().any(|entry| below(&entry.path, directory).is_some())
    }

    fn remove(&mut self, path: &[u8], kind: PathKind) -> Result<(), Errno> {
        let at = self.existing(path)?;
        match (self.entries[at].kind, kind) {
            (PathKind::File, PathKind::Directory) => return Err(ENOTDIR),
            (PathKind::Directory, PathKind::File) => return Err(EISDIR),
            _ if self.has_entries(&self.entries[at].path) => return Err(ENOTEMPTY),
            _ => {}
        }
        self.entries.remove(at);
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
        let at = self.existing(path)?;
        if self.entries[at].kind == PathKind::Directory && self.has_entries(&self.entries[at].path) {
            return Err(ENOTEMPTY);
        }
        if full.is_empty() || self.find(&full).is_some_and(|at| self.entries[at].kind == PathKind::Directory)
        {
            return Err(EISDIR);
        }
        if self.entries[at].path != full && self.find(&full).is_some() {
            self.remove(other, PathKind::File)?;
        }
        let at = self.existing(path)?;
        self.entries[at].path = full;
        Ok(())
    }

    /// Gives the entries of a directory.
    pub fn list(&self, path: &[u8], visit: &mut dyn FnMut(&[u8], bool, u64)) -> Result<(), Errno> {
        let full = self.resolve(path)?;
        if !full.is_empty() && self.find(&full).is_none() {
            return Err(ENOENT);
        }
        for entry in &self.entries {
            if let Some(name) = below(&entry.path, &full)
                && !name.contains(&b'/')
            {
                visit(name, entry.kind == PathKind::Directory, entry.content.len() as u64);
            }
        }
        Ok(())
    }

    /// The working directory.
    pub fn directory(&self, visit: &mut dyn FnMut(&[u8])) -> Result<(), Errno> {
        let mut path = copy(b"/")?;
        path.try_reserve_exact(self.directory.len()).map_err(|_| ENOSPC)?;
        path.extend_from_slice(&self.directory);
        visit(&path);
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
