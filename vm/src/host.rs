//! What is outside of the virtual machine: console, time, randomness, files. PC, board and browser differ only in this.

/// An error number, as `OSError` has it.
pub type Errno = i32;

/// No such file or directory.
pub const ENOENT: Errno = 2;
/// Input or output failed.
pub const EIO: Errno = 5;
/// No such file is open.
pub const EBADF: Errno = 9;
/// Invalid argument.
pub const EINVAL: Errno = 22;
/// Not supported.
pub const EOPNOTSUPP: Errno = 95;

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathKind {
    /// A file.
    File,
    /// A directory.
    Directory,
}

/// What is known of a path, as `os.stat` tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stat {
    /// Whether it is a directory.
    pub is_directory: bool,
    /// Its size in bytes.
    pub size: u64,
    /// Seconds since the epoch of the last access, change, and change of status.
    pub times: [i64; 3],
}

/// Where to move to in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seek {
    /// From its start.
    Start(u64),
    /// From where it is.
    Current(i64),
    /// From its end.
    End(i64),
}

/// The outside. Only writing to the console has to be there; a host without files or a clock leaves out the rest.
pub trait Host {
    /// Writes to standard output.
    fn write(&mut self, bytes: &[u8]);

    /// Writes to standard error.
    fn write_error(&mut self, bytes: &[u8]) {
        self.write(bytes);
    }

    /// Writes out what is buffered of standard output and error.
    fn flush(&mut self) {}

    /// Reads from standard input: at least one byte, or 0 at its end.
    ///
    /// # Errors
    ///
    /// An error number.
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Errno> {
        let _ = buffer;
        Ok(0)
    }

    /// Microseconds since some point in the past.
    fn ticks_us(&mut self) -> u64 {
        0
    }

    /// Nanoseconds since the epoch, 1970 on a PC.
    fn time_ns(&mut self) -> i64 {
        0
    }

    /// Waits. May return early, for example if the program is to be interrupted.
    fn sleep_us(&mut self, duration: u64) {
        let _ = duration;
    }

    /// A random number.
    fn entropy(&mut self) -> u64 {
        0
    }

    /// Opens a file for reading (`r`), writing (`w`), appending (`a`) or as a new one (`x`), with `+` for both.
    ///
    /// # Errors
    ///
    /// An error number.
    fn open(&mut self, path: &[u8], mode: &str) -> Result<usize, Errno> {
        let _ = (path, mode);
        Err(ENOENT)
    }

    /// The content of a file that is always there and never changes, such as one in the flash of a board. Code in such
    /// files is run where it is.
    fn permanent(&mut self, path: &[u8]) -> Option<&'static [u8]> {
        let _ = path;
        None
    }

    /// Reads from an open file; 0 at its end.
    ///
    /// # Errors
    ///
    /// An error number.
    fn read_file(&mut self, file: usize, buffer: &mut [u8]) -> Result<usize, Errno> {
        let _ = (file, buffer);
        Err(EBADF)
    }

    /// Writes to an open file, and gives how much.
    ///
    /// # Errors
    ///
    /// An error number.
    fn write_file(&mut self, file: usize, bytes: &[u8]) -> Result<usize, Errno> {
        let _ = (file, bytes);
        Err(EBADF)
    }

    /// Moves in an open file, and gives the place from its start.
    ///
    /// # Errors
    ///
    /// An error number.
    fn seek_file(&mut self, file: usize, to: Seek) -> Result<u64, Errno> {
        let _ = (file, to);
        Err(EBADF)
    }

    /// Writes out what is buffered.
    ///
    /// # Errors
    ///
    /// An error number.
    fn flush_file(&mut self, file: usize) -> Result<(), Errno> {
        let _ = file;
        Ok(())
    }

    /// Closes a file.
    fn close_file(&mut self, file: usize) {
        let _ = file;
    }

    /// What a path leads to.
    ///
    /// # Errors
    ///
    /// An error number.
    fn stat(&mut self, path: &[u8]) -> Result<Stat, Errno> {
        let _ = path;
        Err(ENOENT)
    }

    /// Anything else about paths: `mkdir`, `rmdir`, `remove`, `rename` (with a second path), `chdir`.
    ///
    /// # Errors
    ///
    /// An error number.
    fn path_operation(&mut self, operation: PathOperation, path: &[u8], other: &[u8]) -> Result<(), Errno> {
        let _ = (operation, path, other);
        Err(EOPNOTSUPP)
    }

    /// Gives the entries of a directory one by one: name, whether it is a directory, and a number
    /// that [`lists_sizes`](Host::lists_sizes) tells the meaning of.
    ///
    /// # Errors
    ///
    /// An error number.
    fn list(&mut self, path: &[u8], visit: &mut dyn FnMut(&[u8], bool, u64)) -> Result<(), Errno> {
        let _ = (path, visit);
        Err(EOPNOTSUPP)
    }

    /// Whether the number that comes with an entry of a directory is its size. Else it is that of its inode.
    fn lists_sizes(&self) -> bool {
        false
    }

    /// Gives the working directory.
    ///
    /// # Errors
    ///
    /// An error number.
    fn working_directory(&mut self, visit: &mut dyn FnMut(&[u8])) -> Result<(), Errno> {
        visit(b"/");
        Ok(())
    }

    /// Gives an environment variable, if there is one of that name.
    fn environment(&mut self, name: &[u8], visit: &mut dyn FnMut(&[u8])) {
        let _ = (name, visit);
    }

    /// Sets an environment variable, or removes it.
    ///
    /// # Errors
    ///
    /// An error number.
    fn set_environment(&mut self, name: &[u8], value: Option<&[u8]>) -> Result<(), Errno> {
        let _ = (name, value);
        Err(EOPNOTSUPP)
    }

    /// Runs a command of the operating system, and gives its status.
    ///
    /// # Errors
    ///
    /// An error number.
    fn system(&mut self, command: &[u8]) -> Result<i32, Errno> {
        let _ = command;
        Err(EOPNOTSUPP)
    }

    /// Chooses the character at the console that interrupts the program; none for no longer doing so.
    fn set_interrupt_character(&mut self, character: Option<u8>) {
        let _ = character;
    }

    /// What `sys.platform` says.
    fn platform(&self) -> &'static str {
        if cfg!(target_os = "linux") {
            "linux"
        } else if cfg!(target_os = "macos") {
            "darwin"
        } else if cfg!(target_os = "windows") {
            "win32"
        } else if cfg!(target_family = "wasm") {
            "webassembly"
        } else {
            "bare-metal"
        }
    }
}

/// What is done about a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum PathOperation {
    MakeDirectory,
    RemoveDirectory,
    Remove,
    Rename,
    ChangeDirectory,
}
