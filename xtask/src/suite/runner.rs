//! Running MicroPython's tests/run-tests.py on a command.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::outcome::{Verdict, Verdicts, report};
use crate::board::BoardOnPty;
use crate::vm_reference::{Vm, run};
use crate::{reference, target_dir};

/// How long run-tests.py may take for one test, or to find out what a command can do. It gives most tests 30 s, but
/// waits without end for one that is to use a terminal and does not.
const TEST_TIMEOUT: Duration = Duration::from_secs(60);
/// How long each test of a folder may take on average.
const MEAN_TIMEOUT: Duration = Duration::from_secs(5);

/// Tests of native code, which neither command need be able to generate or load.
const NATIVE: &str = "/(native_|viper_|asm_|import_mpy_native)";

/// Where run-tests.py leaves its report, in the folder for results.
const REPORT: &str = "_results.json";

/// What the tests are run on.
pub struct Side {
    subject: Subject,
    results: PathBuf,
}

enum Subject {
    /// A command as run-tests.py wants it: one file that takes MicroPython's arguments.
    Command(PathBuf),
    /// An image of the board.
    Board(PathBuf),
}

impl Side {
    /// A command. Writes its wrapper, under a name of its own.
    pub fn command(name: &str, vm: &Vm) -> Result<Side, String> {
        let programs = folder(name, "bin")?;
        let wrapper = programs.join("micropython");
        fs::write(&wrapper, script(vm)).map_err(|error| message(&wrapper, &error))?;
        make_executable(&wrapper).map_err(|error| message(&wrapper, &error))?;
        Ok(Side { subject: Subject::Command(wrapper), results: folder(name, "results")? })
    }

    /// An image of the board.
    pub fn board(name: &str, image: &Path) -> Result<Side, String> {
        let image = fs::canonicalize(image).map_err(|error| message(image, &error))?;
        Ok(Side { subject: Subject::Board(image), results: folder(name, "results")? })
    }

    /// Where the outputs of failed tests of a folder are.
    pub fn results(&self, folder: &str) -> PathBuf {
        self.results.join(folder.replace('/', "_"))
    }
}

/// A folder for files of a side.
fn folder(side: &str, name: &str) -> Result<PathBuf, String> {
    let folder = target_dir().join("suite").join(side).join(name);
    let folder = std::path::absolute(&folder).map_err(|error| message(&folder, &error))?;
    fs::create_dir_all(&folder).map_err(|error| message(&folder, &error))?;
    Ok(folder)
}

/// Where unittest is in a checkout of micropython-lib.
pub fn unittest(checkout: &Path, lib: Option<&Path>) -> PathBuf {
    let lib = lib.map_or_else(|| checkout.join("lib/micropython-lib"), Path::to_path_buf);
    lib.join("python-stdlib/unittest")
}

/// A shell script that becomes the command.
fn script(vm: &Vm) -> String {
    let quoted = |word: &OsStr| format!("'{}'", word.to_string_lossy().replace('\'', r"'\''"));
    let words: Vec<_> = vm.words().map(quoted).collect();
    format!("#!/bin/sh\nexec {} \"$@\"\n", words.join(" "))
}

#[cfg(unix)]
fn make_executable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "shell scripts are needed"))
}

/// The suite, and what its tests are to find.
pub struct Runner {
    tests: PathBuf,
    module_path: OsString,
    jobs: usize,
}

impl Runner {
    /// The suite of a checkout of MicroPython, with the libraries of one of micropython-lib.
    pub fn new(checkout: &Path, lib: Option<&Path>, jobs: usize) -> Result<Runner, String> {
        let checkout = fs::canonicalize(checkout).map_err(|error| message(checkout, &error))?;
        let tests = checkout.join("tests");
        let unittest = unittest(&checkout, lib);
        for needed in [&tests.join("run-tests.py"), &unittest.join("unittest/__init__.py")] {
            fs::metadata(needed).map_err(|error| message(needed, &error))?;
        }
        let unittest = fs::canonicalize(&unittest).map_err(|error| message(&unittest, &error))?;
        let module_path = std::env::join_paths([Path::new(".frozen"), &checkout.join("extmod"), &unittest]);
        Ok(Runner { tests, module_path: module_path.map_err(|error| error.to_string())?, jobs })
    }

    /// Runs the tests of a folder: all at once, or each on its own if one of them stops run-tests.py.
    pub fn folder(&self, side: &Side, folder: &str) -> Result<Verdicts, String> {
        if !self.tests.join(folder).is_dir() {
            return Err(format!("{} has no folder {folder}", self.tests.display()));
        }
        let here = ["--test-dirs", folder].map(OsString::from);
        let list = self.run(side, folder, &[&["--dry-run".into()], &here[..]].concat(), TEST_TIMEOUT)?;
        // A serial line has room for one.
        let jobs = if matches!(side.subject, Subject::Board(_)) { 1 } else { self.jobs };
        let jobs = ["--jobs", &jobs.to_string()].map(OsString::from);
        let count = u32::try_from(list.len()).unwrap_or(u32::MAX);
        let timeout = TEST_TIMEOUT.saturating_add(MEAN_TIMEOUT.saturating_mul(count));
        self.run(side, folder, &[jobs, here].concat(), timeout).or_else(|error| {
            eprintln!("{folder}: {error}; each test on its own …");
            Ok(self.one_by_one(side, folder, list))
        })
    }

    fn one_by_one(&self, side: &Side, folder: &str, mut verdicts: Verdicts) -> Verdicts {
        for (test, verdict) in &mut verdicts {
            if *verdict == Verdict::Found {
                let only = self.run(side, folder, &[test.into()], TEST_TIMEOUT);
                *verdict = only.ok().and_then(|only| only.get(test).copied()).unwrap_or(Verdict::Aborted);
            }
        }
        verdicts
    }

    /// Calls run-tests.py and reads its report.
    fn run(
        &self,
        side: &Side,
        folder: &str,
        args: &[OsString],
        timeout: Duration,
    ) -> Result<Verdicts, String> {
        let results = side.results(folder);
        let report_path = results.join(REPORT);
        // A report of an earlier call must not be taken for one of this.
        match fs::remove_file(&report_path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(message(&report_path, &error));
            }
            _ => {}
        }
        // Without -B, Python would leave files in the checkout.
        let mut python = match side.subject {
            Subject::Command(_) => Command::new("python3"),
            // That of mpremote has the library for serial lines.
            Subject::Board(_) => reference::mpremote().map(|_| Command::new(reference::python()))?,
        };
        python.args(["-B", "run-tests.py", "--keep-path", "--exclude", NATIVE, "--result-dir"]).arg(&results);
        python.args(args).current_dir(&self.tests).env("MICROPYPATH", &self.module_path);
        let _board = match &side.subject {
            Subject::Command(wrapper) => {
                python.env("MICROPY_MICROPYTHON", wrapper);
                None
            }
            Subject::Board(image) => {
                let board = BoardOnPty::start(image)?;
                python.arg("-t").arg(board.path());
                Some(board)
            }
        };
        let ended = run(&mut python, b"", timeout)?;
        match fs::read_to_string(&report_path) {
            Ok(json) => report(&json),
            // Failed tests make it fail as well, but not without a report.
            Err(_) => Err(match ended.success() {
                Err(error) => format!("run-tests.py: {error}"),
                Ok(_) => "run-tests.py left no report".into(),
            }),
        }
    }
}

fn message(path: &Path, error: &io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapper_passes_arguments_on() {
        assert_eq!(script(&Vm::at("/bin/constrictor")), "#!/bin/sh\nexec '/bin/constrictor' 'run' \"$@\"\n");
    }

    #[test]
    fn wrapper_quotes_what_the_shell_would_read() {
        assert_eq!(script(&Vm::at("/it's $x")), "#!/bin/sh\nexec '/it'\\''s $x' \"$@\"\n");
    }
}
