//! The commands that run programs: the reference VM and this project's own, and what a program does on one of them.
//!
//! Both take the arguments of MicroPython's unix port, so tests can run the same program on both and compare.

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::process::{collect, receive};
use crate::{reference, release};

/// How much of each output is kept. A program that writes more finds its output closed.
const OUTPUT_LIMIT: u64 = 64 << 20;

/// The name of this project's command, and of what makes it run programs.
const OURS: [&str; 2] = ["constrictor", "run"];

/// A command that runs programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vm {
    program: PathBuf,
    /// What comes before any other argument.
    subcommand: Option<&'static str>,
}

impl Vm {
    /// MicroPython, as PyPI has it. Installs it at the first call.
    pub fn reference() -> Result<Vm, String> {
        reference::micropython().map(Vm::at)
    }

    /// This project's own, built as it is meant to be installed.
    pub fn ours() -> Result<Vm, String> {
        release::build().map(Vm::at)
    }

    /// The command at a path: `constrictor run` if the file is so named, else one that takes the arguments itself.
    pub fn at(program: impl Into<PathBuf>) -> Vm {
        let program = program.into();
        let is_ours = program.file_stem().is_some_and(|stem| stem == OURS[0]);
        Vm { program, subcommand: is_ours.then_some(OURS[1]) }
    }

    /// The file that is run.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// All words of the command that come before the arguments of MicroPython's unix port.
    pub fn words(&self) -> impl Iterator<Item = &OsStr> {
        [Some(self.program.as_os_str()), self.subcommand.map(OsStr::new)].into_iter().flatten()
    }

    /// A process to be given its arguments.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(self.subcommand);
        command
    }

    /// Runs the program in a file.
    pub fn run_file(&self, file: &Path, timeout: Duration) -> Result<Ended, String> {
        self.run(&[file.as_os_str()], b"", timeout)
    }

    /// Runs the program `source`, piped to standard input.
    pub fn run_source(&self, source: impl AsRef<[u8]>, timeout: Duration) -> Result<Ended, String> {
        self.run::<OsString>(&[], source.as_ref(), timeout)
    }

    /// Runs the command with these arguments and this standard input.
    pub fn run<S: AsRef<OsStr>>(&self, args: &[S], stdin: &[u8], timeout: Duration) -> Result<Ended, String> {
        run(self.command().args(args), stdin, timeout)
    }
}

/// How a process came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// By itself, with this exit code.
    Code(i32),
    /// By a signal: it crashed, or something else stopped it.
    Signal,
    /// It was stopped when its time was up.
    TimedOut,
}

impl From<ExitStatus> for End {
    fn from(status: ExitStatus) -> End {
        status.code().map_or(End::Signal, End::Code)
    }
}

/// What a process did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// What it wrote to standard output. Nothing is known of it if the process timed out.
    pub stdout: Vec<u8>,
    /// What it wrote to standard error. Nothing is known of it if the process timed out.
    pub stderr: Vec<u8>,
    /// How it came to its end.
    pub end: End,
}

impl Ended {
    /// Standard output, as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// Standard output as text, of a process that succeeded; else a line on what went wrong.
    pub fn success(&self) -> Result<String, String> {
        match self.end {
            End::Code(0) => Ok(self.text()),
            End::Code(code) => Err(format!("exit code {code}: {}", self.last_words())),
            End::Signal => Err(format!("crashed: {}", self.last_words())),
            End::TimedOut => Err("took too long".into()),
        }
    }

    /// The last line the process wrote, to standard error rather than to standard output.
    pub fn last_words(&self) -> String {
        let last = |bytes| {
            let text = String::from_utf8_lossy(bytes);
            text.lines().rfind(|line| !line.trim().is_empty()).map(|line| line.trim().to_owned())
        };
        last(&self.stderr).or_else(|| last(&self.stdout)).unwrap_or_default()
    }
}

/// Runs a command with this standard input, and stops it and all it has started after `timeout`.
pub fn run(command: &mut Command, stdin: &[u8], timeout: Duration) -> Result<Ended, String> {
    let deadline = Instant::now() + timeout;
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let mut child = command
        .spawn()
        .map_err(|error| format!("cannot run {}: {error}", command.get_program().display()))?;
    feed(child.stdin.take(), stdin.to_vec());
    // A process that has closed both its outputs is about to end.
    let (stdout, stderr) =
        (collect(child.stdout.take(), OUTPUT_LIMIT), collect(child.stderr.take(), OUTPUT_LIMIT));
    let outputs = receive(&stdout, deadline).and_then(|stdout| Some((stdout, receive(&stderr, deadline)?)));
    if outputs.is_none() {
        stop(&mut child)?;
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    Ok(match outputs {
        Some((stdout, stderr)) => Ended { stdout, stderr, end: status.into() },
        None => Ended { stdout: Vec::new(), stderr: Vec::new(), end: End::TimedOut },
    })
}

/// Stops a process and those it has started.
fn stop(child: &mut Child) -> Result<(), String> {
    if cfg!(unix) {
        // The shell has this built in. What it cannot stop has ended.
        let group = format!("kill -KILL -{}", child.id());
        let _ = Command::new("sh").args(["-c", &group]).stderr(Stdio::null()).status();
    }
    child.kill().map_err(|error| format!("cannot stop process {}: {error}", child.id()))
}

/// Writes to a pipe on another thread.
fn feed(pipe: Option<impl Write + Send + 'static>, bytes: Vec<u8>) {
    thread::spawn(move || {
        if let Some(mut pipe) = pipe {
            // A process need not read what it is given.
            let _ = pipe.write_all(&bytes);
        }
    });
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    const ENOUGH: Duration = Duration::from_secs(20);

    fn shell(script: &str, stdin: &[u8], timeout: Duration) -> Ended {
        run(Command::new("sh").args(["-c", script]), stdin, timeout).expect("every unix has a shell")
    }

    #[test]
    fn own_command_is_known_by_its_name() {
        let vm = Vm::at("/usr/bin/constrictor");
        assert_eq!(vm.words().collect::<Vec<_>>(), ["/usr/bin/constrictor", "run"]);
    }

    #[test]
    fn other_commands_run_programs_as_they_are() {
        assert_eq!(Vm::at("bin/micropython").words().collect::<Vec<_>>(), ["bin/micropython"]);
    }

    #[test]
    fn standard_input_is_passed_on() {
        assert_eq!(shell("cat", b"print(1)\n", ENOUGH).stdout, b"print(1)\n");
    }

    #[test]
    fn input_that_is_not_read_is_no_error() {
        assert_eq!(shell("exit 3", &[0; 1 << 20], ENOUGH).end, End::Code(3));
    }

    #[test]
    fn outputs_are_apart() {
        assert_eq!(shell("echo out; echo err >&2", b"", ENOUGH).stderr, b"err\n");
    }

    #[test]
    fn signal_is_no_exit_code() {
        assert_eq!(shell("kill -KILL $$", b"", ENOUGH).end, End::Signal);
    }

    #[test]
    fn time_limit_covers_what_the_process_started() {
        assert_eq!(shell("sleep 600 & sleep 600", b"", Duration::from_millis(200)).end, End::TimedOut);
    }

    #[test]
    fn failure_is_told_by_the_last_line_of_standard_error() {
        let ended = shell("echo out; echo 'Traceback' >&2; echo 'NameError: x' >&2; exit 1", b"", ENOUGH);
        assert_eq!(ended.success(), Err("exit code 1: NameError: x".into()));
    }
}
