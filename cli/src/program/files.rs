//! Files and paths of the operating system, by number and by bytes as the virtual machine has them.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek as _, SeekFrom, Write};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use constrictor_vm::host::{EBADF, EINVAL, EIO, Errno, PathOperation, Seek, Stat};

/// The most files that may be open at a time; the operating system has a limit of its own.
const MAX_OPEN: usize = 1 << 16;

/// The first number that a file gets: those before are the console's.
const FIRST: usize = 3;

/// The number of an error.
pub fn number_of(error: &io::Error) -> Errno {
    error.raw_os_error().unwrap_or(match error.kind() {
        io::ErrorKind::InvalidInput => EINVAL,
        _ => EIO,
    })
}

fn numbered<T>(result: io::Result<T>) -> Result<T, Errno> {
    result.map_err(|error| number_of(&error))
}

/// Bytes as text of the operating system.
#[cfg(unix)]
pub fn os(bytes: &[u8]) -> Option<&OsStr> {
    Some(std::os::unix::ffi::OsStrExt::from_bytes(bytes))
}

/// Bytes as text of the operating system.
#[cfg(not(unix))]
pub fn os(bytes: &[u8]) -> Option<&OsStr> {
    std::str::from_utf8(bytes).ok().map(OsStr::new)
}

fn path(bytes: &[u8]) -> Result<&Path, Errno> {
    // The empty path is the working directory for whatever lists it, as in MicroPython.
    os(bytes).map(Path::new).ok_or(EINVAL)
}

/// The files that are open.
#[derive(Default)]
pub struct Files(Vec<Option<File>>);

impl Files {
    /// Opens a file; `mode` is as Python's, `b` and `t` aside.
    pub fn open(&mut self, name: &[u8], mode: &str) -> Result<usize, Errno> {
        let file = numbered(choose(mode)?.open(path(name)?))?;
        let free = self.0.iter().position(Option::is_none);
        let place = free.unwrap_or(self.0.len());
        if place >= MAX_OPEN {
            return Err(EINVAL);
        }
        if place == self.0.len() {
            self.0.push(None);
        }
        self.0[place] = Some(file);
        Ok(place + FIRST)
    }

    fn get(&mut self, number: usize) -> Result<&mut File, Errno> {
        let place = number.checked_sub(FIRST).ok_or(EBADF)?;
        self.0.get_mut(place).and_then(Option::as_mut).ok_or(EBADF)
    }

    /// Reads from a file.
    pub fn read(&mut self, number: usize, buffer: &mut [u8]) -> Result<usize, Errno> {
        let file = self.get(number)?;
        loop {
            match file.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => return numbered(result),
            }
        }
    }

    /// Writes to a file.
    pub fn write(&mut self, number: usize, bytes: &[u8]) -> Result<usize, Errno> {
        let file = self.get(number)?;
        numbered(file.write_all(bytes)).map(|()| bytes.len())
    }

    /// Moves in a file.
    pub fn seek(&mut self, number: usize, to: Seek) -> Result<u64, Errno> {
        let to = match to {
            Seek::Start(offset) => SeekFrom::Start(offset),
            Seek::Current(offset) => SeekFrom::Current(offset),
            Seek::End(offset) => SeekFrom::End(offset),
        };
        numbered(self.get(number)?.seek(to))
    }

    /// Closes a file.
    pub fn close(&mut self, number: usize) {
        let place = number.checked_sub(FIRST).and_then(|place| self.0.get_mut(place));
        if let Some(place) = place {
            *place = None;
        }
    }
}

/// How a file is opened in a mode.
fn choose(mode: &str) -> Result<OpenOptions, Errno> {
    let mut options = OpenOptions::new();
    let updates = mode.contains('+');
    let mut has_kind = false;
    for letter in mode.chars() {
        match letter {
            'r' => options.read(true).write(updates),
            'w' => options.write(true).read(updates).create(true).truncate(true),
            'a' => options.append(true).read(updates).create(true),
            'x' => options.write(true).read(updates).create_new(true),
            _ => continue,
        };
        has_kind = true;
    }
    if has_kind { Ok(options) } else { Err(EINVAL) }
}

/// What is known of a path.
pub fn stat(name: &[u8]) -> Result<Stat, Errno> {
    let name = if name.is_empty() { b"." } else { name };
    let metadata = numbered(fs::metadata(path(name)?))?;
    Ok(Stat { is_directory: metadata.is_dir(), size: metadata.len(), times: times(&metadata) })
}

#[cfg(unix)]
fn times(metadata: &Metadata) -> [i64; 3] {
    use std::os::unix::fs::MetadataExt;
    [metadata.atime(), metadata.mtime(), metadata.ctime()]
}

#[cfg(not(unix))]
fn times(metadata: &Metadata) -> [i64; 3] {
    [metadata.accessed(), metadata.modified(), metadata.created()].map(|time| time.map_or(0, seconds))
}

// Unix has the seconds themselves.
#[cfg_attr(unix, allow(dead_code))]
fn seconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => since.as_secs() as i64,
        Err(before) => -(before.duration().as_secs() as i64),
    }
}

/// Does something about a path.
pub fn operate(operation: PathOperation, name: &[u8], other: &[u8]) -> Result<(), Errno> {
    let name = path(name)?;
    numbered(match operation {
        PathOperation::MakeDirectory => fs::create_dir(name),
        PathOperation::RemoveDirectory => fs::remove_dir(name),
        PathOperation::Remove => fs::remove_file(name),
        PathOperation::Rename => fs::rename(name, path(other)?),
        PathOperation::ChangeDirectory => std::env::set_current_dir(name),
    })
}

/// Gives the entries of a directory: name, whether it is a directory, number.
pub fn list(name: &[u8], visit: &mut dyn FnMut(&[u8], bool, u64)) -> Result<(), Errno> {
    let name = if name.is_empty() { b"." } else { name };
    for entry in numbered(fs::read_dir(path(name)?))? {
        let entry = numbered(entry)?;
        let is_directory = entry.file_type().is_ok_and(|kind| kind.is_dir());
        visit(entry.file_name().as_encoded_bytes(), is_directory, number(&entry));
    }
    Ok(())
}

#[cfg(unix)]
fn number(entry: &fs::DirEntry) -> u64 {
    std::os::unix::fs::DirEntryExt::ino(entry)
}

#[cfg(not(unix))]
fn number(_: &fs::DirEntry) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_that_is_not_open_cannot_be_read() {
        assert_eq!(Files::default().read(3, &mut []), Err(EBADF));
    }

    #[test]
    fn files_are_numbered_after_the_console() {
        assert_eq!(Files::default().open(b"Cargo.toml", "rb"), Ok(3));
    }

    #[test]
    fn number_of_a_closed_file_is_used_again() {
        let mut files = Files::default();
        let first = files.open(b"Cargo.toml", "r");
        files.close(3);
        assert_eq!(files.open(b"Cargo.toml", "r"), first);
    }

    #[test]
    fn mode_has_to_say_what_for() {
        assert_eq!(Files::default().open(b"Cargo.toml", "b"), Err(EINVAL));
    }

    #[test]
    fn empty_path_is_the_working_directory() {
        assert!(stat(b"").is_ok_and(|stat| stat.is_directory));
    }
}
