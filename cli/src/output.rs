//! Writing the compiled module so that a failure leaves what was there before.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// The longest chain of symbolic links that is followed, as by Linux.
const MAX_LINKS: usize = 40;

/// What the names of temporary files begin with.
pub const TEMPORARY: &str = ".constrictor-tmp-";

/// Writes `bytes` to standard output.
pub fn write_stdout(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

/// Makes `bytes` the content of `path`, in one step where it is a regular file or none yet.
///
/// `input` is the file the bytes were compiled from; overwriting it is refused.
pub fn write_file(path: &Path, bytes: &[u8], input: Option<&Path>) -> io::Result<()> {
    let existing = match fs::metadata(path) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let Some(existing) = existing else {
        return replace(&follow_links(path)?, bytes, None);
    };
    if existing.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !existing.is_file() {
        // Devices and pipes are written to; renaming a file over one would put it out of service.
        return OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    if input.is_some_and(|input| same_file(input, path)) {
        return Err(io::Error::other("is the input file"));
    }
    // What may not be written may not be replaced either.
    let file = OpenOptions::new().write(true).open(path)?;
    match replace(&follow_links(path)?, bytes, Some(&existing)) {
        // The file can be written but not its directory, or something is mounted on the file.
        Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ResourceBusy) => {
            overwrite(file, bytes)
        }
        result => result,
    }
}

/// Puts a new file with `bytes` where `path` is.
fn replace(path: &Path, bytes: &[u8], existing: Option<&Metadata>) -> io::Result<()> {
    let mut file = temporary_beside(path)?;
    file.as_file_mut().write_all(bytes)?;
    if let Some(existing) = existing {
        file.as_file().set_permissions(existing.permissions())?;
    }
    file.persist(path)?;
    Ok(())
}

/// Makes `bytes` the content of `path` in one step.
///
/// A symbolic link is replaced, not followed: what it leads to may be anything. Missing directories are made.
pub fn write_in_tree(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let existing = fs::symlink_metadata(path).ok();
    if let Some(existing) = existing.as_ref().filter(|existing| !existing.is_symlink()) {
        if !existing.is_file() {
            return Err(io::Error::other("is not a regular file"));
        }
        // What may not be written may not be replaced either.
        OpenOptions::new().write(true).open(path)?;
    }
    let existing = existing.filter(Metadata::is_file);
    match replace(path, bytes, existing.as_ref()) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
            replace(path, bytes, None)
        }
        result => result,
    }
}

fn overwrite(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.set_len(0)?;
    file.write_all(bytes)
}

/// A temporary file in the directory of `path`, with the permissions of any new file.
fn temporary_beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The system takes away what the user's mask says.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    })
}

/// The path at the end of a chain of symbolic links, which need not exist.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_symlink() => {
                let target = fs::read_link(&path)?;
                path.pop();
                path.push(target);
            }
            _ => return Ok(path),
        }
    }
    Err(io::Error::other("too many levels of symbolic links"))
}

/// Whether two paths lead to one file.
#[cfg(unix)]
fn same_file(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |path| fs::metadata(path).map(|file| (file.dev(), file.ino())).ok();
    identity(a).is_some_and(|a| Some(a) == identity(b))
}

/// Whether two paths lead to one file.
#[cfg(not(unix))]
fn same_file(a: &Path, b: &Path) -> bool {
    fs::canonicalize(a).is_ok_and(|a| fs::canonicalize(b).is_ok_and(|b| a == b))
}
