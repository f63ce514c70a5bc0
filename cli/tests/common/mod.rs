//! What the tests of the command share: a directory of their own, and runs of the command in it.

// Each test binary uses a part of this.
#![allow(dead_code)]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// A directory of one test, removed at its end.
pub struct Sandbox(tempfile::TempDir);

impl Sandbox {
    /// A directory with these files.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let sandbox = Sandbox(tempfile::tempdir().expect("temporary directories work"));
        for (name, content) in files {
            sandbox.write(name, content);
        }
        sandbox
    }

    /// Writes a file, and makes the directories it needs.
    pub fn write(&self, name: &str, content: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it is in the sandbox")).expect("directories can be made");
        fs::write(path, content).expect("files can be written");
    }

    /// Whether there is a file or directory of this name.
    pub fn has(&self, name: &str) -> bool {
        fs::symlink_metadata(self.path(name)).is_ok()
    }

    /// The path of a file.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The content of a file.
    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Every name in the directory, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("the directory is there");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// The command, to be run in the directory.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_constrictor"));
        command.current_dir(self.0.path());
        command
    }

    /// Runs the command.
    pub fn run(&self, args: &[&str]) -> Run {
        Run(self.command().args(args).stdin(Stdio::null()).output().expect("the command starts"))
    }

    /// Runs the command with `input` on its standard input.
    pub fn run_with_input(&self, args: &[&str], input: &[u8]) -> Run {
        let mut command = self.command();
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command starts");
        let mut stdin = child.stdin.take().expect("standard input is a pipe");
        stdin.write_all(input).expect("the command reads its input");
        drop(stdin);
        Run(child.wait_with_output().expect("the command ends"))
    }
}

/// The source that most tests compile.
pub const SOURCE: &str = "def f(x):\n    assert x\n    return x\n\n\nprint(f(1))\n";

/// Runs the command on [`SOURCE`], output to standard output, which is returned.
pub fn compiled(options: &[&str]) -> Vec<u8> {
    let args = [options, &["-o", "-", "a.py"]].concat();
    Sandbox::new(&[("a.py", SOURCE)]).run(&args).succeeds().stdout
}

/// Whether `bytes` holds `part`.
pub fn holds(bytes: &[u8], part: &str) -> bool {
    bytes.windows(part.len()).any(|window| window == part.as_bytes())
}

/// What one run of the command left.
pub struct Run(pub Output);

impl Run {
    /// Expects exit code 0.
    pub fn succeeds(self) -> Output {
        assert_eq!(self.0.status.code(), Some(0), "{}", String::from_utf8_lossy(&self.0.stderr));
        self.0
    }

    /// Expects exit code 0; the answer is standard error.
    pub fn tells(self) -> String {
        String::from_utf8_lossy(&self.succeeds().stderr).into_owned()
    }

    /// Expects exit code 1 and nothing on standard output; the answer is standard error.
    pub fn fails(self) -> String {
        assert_eq!(self.0.status.code(), Some(1));
        assert_eq!(self.0.stdout, b"");
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }
}
