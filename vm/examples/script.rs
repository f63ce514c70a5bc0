//! Runs a script with the files, clock and console of the PC: `cargo run --example script FILE`.

use constrictor_vm::host::{EBADF, EIO, Errno, Host, Seek, Stat};
use constrictor_vm::print::Out;
use constrictor_vm::program::Exit;
use constrictor_vm::{Config, Interrupt, Res, Vm};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek as _, SeekFrom, Write};
use std::time::{Duration, Instant, SystemTime};

/// The numbers that are standard input, output and error.
const STANDARD: usize = 3;

struct Pc {
    start: Instant,
    files: Vec<Option<File>>,
}

fn number_of(error: io::Error) -> Errno {
    error.raw_os_error().unwrap_or(EIO)
}

fn path_of(path: &[u8]) -> Result<&str, Errno> {
    core::str::from_utf8(path).map_err(|_| constrictor_vm::host::ENOENT)
}

impl Pc {
    fn file(&mut self, number: usize) -> Result<&mut File, Errno> {
        let at = number.checked_sub(STANDARD).ok_or(EBADF)?;
        self.files.get_mut(at).and_then(Option::as_mut).ok_or(EBADF)
    }
}

impl Host for Pc {
    fn write(&mut self, bytes: &[u8]) {
        // A closed output is nobody's concern here.
        let _ = io::stdout().write_all(bytes);
    }

    fn write_error(&mut self, bytes: &[u8]) {
        let _ = io::stderr().write_all(bytes);
    }

    fn flush(&mut self) {
        let _ = io::stdout().flush();
    }

    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Errno> {
        io::stdin().read(buffer).map_err(number_of)
    }

    fn ticks_us(&mut self) -> u64 {
        self.start.elapsed().as_micros() as u64
    }

    fn time_ns(&mut self) -> i64 {
        SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_nanos() as i64)
    }

    fn sleep_us(&mut self, duration: u64) {
        std::thread::sleep(Duration::from_micros(duration));
    }

    fn open(&mut self, path: &[u8], mode: &str) -> Result<usize, Errno> {
        let has = |letter: char| mode.contains(letter);
        let mut options = OpenOptions::new();
        options.read(has('r') || has('+')).write(has('w') || has('x') || has('r') && has('+'));
        options.append(has('a')).truncate(has('w')).create(has('w') || has('a')).create_new(has('x'));
        let file = options.open(path_of(path)?).map_err(number_of)?;
        let at = self.files.iter().position(Option::is_none).unwrap_or(self.files.len());
        if at == self.files.len() {
            self.files.push(None);
        }
        self.files[at] = Some(file);
        Ok(at + STANDARD)
    }

    fn read_file(&mut self, file: usize, buffer: &mut [u8]) -> Result<usize, Errno> {
        self.file(file)?.read(buffer).map_err(number_of)
    }

    fn write_file(&mut self, file: usize, bytes: &[u8]) -> Result<usize, Errno> {
        self.file(file)?.write(bytes).map_err(number_of)
    }

    fn seek_file(&mut self, file: usize, to: Seek) -> Result<u64, Errno> {
        let to = match to {
            Seek::Start(place) => SeekFrom::Start(place),
            Seek::Current(offset) => SeekFrom::Current(offset),
            Seek::End(offset) => SeekFrom::End(offset),
        };
        self.file(file)?.seek(to).map_err(number_of)
    }

    fn close_file(&mut self, file: usize) {
        if let Some(place) = file.checked_sub(STANDARD).and_then(|at| self.files.get_mut(at)) {
            *place = None;
        }
    }

    fn stat(&mut self, path: &[u8]) -> Result<Stat, Errno> {
        let data = std::fs::metadata(path_of(path)?).map_err(number_of)?;
        Ok(Stat { is_directory: data.is_dir(), size: data.len(), ..Stat::default() })
    }
}

/// The exit code that a program ends with. What was raised is shown.
fn code_of(vm: &mut Vm<'_>, result: Res<()>) -> std::process::ExitCode {
    let Err(raised) = result else { return std::process::ExitCode::SUCCESS };
    let exception = vm.take_raised(raised);
    if let Some(Exit::Code(code)) = vm.exit(exception) {
        return code.into();
    }
    let _ = vm.print_exception(&mut Out::Errors, exception);
    std::process::ExitCode::FAILURE
}

fn main() -> std::process::ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: script FILE");
        return std::process::ExitCode::FAILURE;
    };
    let source = match std::fs::read(&path) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("{path}: {error}");
            return std::process::ExitCode::FAILURE;
        }
    };
    let mut region = vec![0; 2 << 20];
    let mut host = Pc { start: Instant::now(), files: Vec::new() };
    let interrupt = Interrupt::new();
    let Some(mut vm) = Vm::new(&mut region, Config::default(), &mut host, &interrupt) else {
        eprintln!("too little memory");
        return std::process::ExitCode::FAILURE;
    };
    if std::env::var_os("STRESS").is_some() {
        vm.set_stress(true);
    }
    let directory =
        std::path::Path::new(&path).parent().and_then(std::path::Path::to_str).unwrap_or_default();
    let result = vm
        .set_argv([path.as_bytes()])
        .and_then(|()| vm.set_path([directory.as_bytes()]))
        .and_then(|()| vm.exec(&source, &path));
    let code = code_of(&mut vm, result);
    match vm.run_at_exit() {
        Ok(()) => code,
        Err(raised) => code_of(&mut vm, Err(raised)),
    }
}
