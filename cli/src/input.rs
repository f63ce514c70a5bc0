//! Reading sources.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The largest source that is read, in bytes. It bounds the memory that an endless input takes.
const MAX_SOURCE: u64 = 1 << 28;

/// Reads a file, up to [`MAX_SOURCE`].
pub fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    read_sized(file, size)
}

/// Reads everything, up to [`MAX_SOURCE`].
pub fn read(from: impl Read) -> io::Result<Vec<u8>> {
    read_sized(from, 0)
}

/// Reads everything; `size` is how much that is probably.
fn read_sized(from: impl Read, size: u64) -> io::Result<Vec<u8>> {
    // One byte more lets the end be found without more room.
    let mut source = Vec::with_capacity(size.min(MAX_SOURCE) as usize + 1);
    from.take(MAX_SOURCE + 1).read_to_end(&mut source)?;
    if source.len() as u64 > MAX_SOURCE {
        return Err(io::Error::other(format!("larger than {} MiB", MAX_SOURCE >> 20)));
    }
    Ok(source)
}
