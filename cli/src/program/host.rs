//! What the virtual machine sees of a PC.

use std::ffi::OsStr;
use std::process::{Command, ExitStatus};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use constrictor_vm::host::{EINVAL, EIO, Errno, Host, PathOperation, Seek, Stat};

use super::bell::Bell;
use super::console::Console;
use super::files::{self, Files};

/// A PC.
pub struct Pc {
    console: Console,
    bell: Arc<Bell>,
    started: Instant,
    files: Files,
}

impl Pc {
    /// This one.
    pub fn new(console: Console, bell: Arc<Bell>) -> Pc {
        Pc { console, bell, started: Instant::now(), files: Files::default() }
    }
}

impl Host for Pc {
    fn write(&mut self, bytes: &[u8]) {
        self.console.write(bytes);
    }

    fn flush(&mut self) {
        self.console.flush();
    }

    fn write_error(&mut self, bytes: &[u8]) {
        self.console.write_error(bytes);
    }

    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Errno> {
        self.console.read(buffer).map_err(|error| files::number_of(&error))
    }

    fn ticks_us(&mut self) -> u64 {
        self.started.elapsed().as_micros() as u64
    }

    fn time_ns(&mut self) -> i64 {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        now.map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX))
    }

    fn sleep_us(&mut self, duration: u64) {
        self.console.flush();
        self.bell.sleep(Duration::from_micros(duration));
    }

    fn entropy(&mut self) -> u64 {
        getrandom::u64().unwrap_or_else(|_| self.ticks_us())
    }

    fn open(&mut self, path: &[u8], mode: &str) -> Result<usize, Errno> {
        self.files.open(path, mode)
    }

    fn read_file(&mut self, file: usize, buffer: &mut [u8]) -> Result<usize, Errno> {
        self.files.read(file, buffer)
    }

    fn write_file(&mut self, file: usize, bytes: &[u8]) -> Result<usize, Errno> {
        self.files.write(file, bytes)
    }

    fn seek_file(&mut self, file: usize, to: Seek) -> Result<u64, Errno> {
        self.files.seek(file, to)
    }

    fn close_file(&mut self, file: usize) {
        self.files.close(file);
    }

    fn stat(&mut self, path: &[u8]) -> Result<Stat, Errno> {
        files::stat(path)
    }

    fn path_operation(&mut self, operation: PathOperation, path: &[u8], other: &[u8]) -> Result<(), Errno> {
        files::operate(operation, path, other)
    }

    fn list(&mut self, path: &[u8], visit: &mut dyn FnMut(&[u8], bool, u64)) -> Result<(), Errno> {
        files::list(path, visit)
    }

    fn working_directory(&mut self, visit: &mut dyn FnMut(&[u8])) -> Result<(), Errno> {
        let directory = std::env::current_dir().map_err(|error| error.raw_os_error().unwrap_or(EIO))?;
        visit(directory.as_os_str().as_encoded_bytes());
        Ok(())
    }

    fn environment(&mut self, name: &[u8], visit: &mut dyn FnMut(&[u8])) {
        if let Some(value) = self.console.variable(name) {
            visit(&value);
        }
    }

    fn set_environment(&mut self, name: &[u8], value: Option<&[u8]>) -> Result<(), Errno> {
        self.console.set_variable(name, value);
        Ok(())
    }

    fn system(&mut self, command: &[u8]) -> Result<i32, Errno> {
        self.console.flush();
        let mut shell = shell(files::os(command).ok_or(EINVAL)?);
        let status = self.console.with_environment(&mut shell).status();
        status.map(status_number).map_err(|error| files::number_of(&error))
    }
}

/// The limit of the stack that this process was given, in bytes, if it has a larger one by now: other programs that it
/// starts are to have the usual one.
pub static STACK_OF_OTHERS: OnceLock<u64> = OnceLock::new();

/// The shell, to run a command.
fn shell(command: &OsStr) -> Command {
    let (shell, option) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut process = Command::new(shell);
    process.arg(option);
    if let Some(bytes) = STACK_OF_OTHERS.get() {
        // A shell that sets the limit becomes the one that runs the command.
        process.arg(format!("ulimit -S -s {}; exec sh -c \"$1\"", bytes / 1024)).arg("sh");
    }
    process.arg(command);
    process
}

/// The status of a process as C's `system` gives it.
#[cfg(unix)]
fn status_number(status: ExitStatus) -> i32 {
    std::os::unix::process::ExitStatusExt::into_raw(status)
}

/// The status of a process as C's `system` gives it.
#[cfg(not(unix))]
fn status_number(status: ExitStatus) -> i32 {
    status.code().unwrap_or(-1)
}
