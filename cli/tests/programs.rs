//! Runs the VM's test programs with `constrictor run`, and compares what they print and how they end with the reference VM.
//!
//! Where the reference does not know yet what a program is about, or never will, a file `.out` beside it says what it prints.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use xtask::vm_reference::{End, Ended, Vm, run};

/// How many programs run at a time.
const THREADS: usize = 2;

/// How long one program may take.
const TIMEOUT: Duration = Duration::from_secs(20);

/// How long it may take while it collects at every allocation.
const LONG_TIMEOUT: Duration = Duration::from_secs(120);

/// After how many allocations memory ends.
const ALLOWANCES: [usize; 6] = [0, 1, 7, 50, 200, 1000];

fn folder() -> PathBuf {
    xtask::project_root().join("vm/tests/programs")
}

/// A program, and what it is to do.
struct Program {
    path: PathBuf,
    /// The feature that it is about: the name of its folder.
    feature: String,
}

impl Program {
    fn name(&self) -> String {
        self.path.strip_prefix(folder()).unwrap_or(&self.path).display().to_string()
    }

    /// Runs it with some options.
    fn run(&self, vm: &Vm, options: &[&str], timeout: Duration) -> Ended {
        let scratch = tempfile::tempdir().expect("temporary directories work");
        let mut command = vm.command();
        // What it imports is beside it; what it writes is not wanted there.
        command.current_dir(scratch.path()).args(options).arg(&self.path);
        run(&mut command, b"", timeout).expect("the command starts")
    }

    /// What it is to print, and its exit code.
    fn expected(&self, reference: &Vm) -> Outcome {
        match fs::read(self.path.with_extension("out")) {
            Ok(stdout) => Outcome { stdout, end: End::Code(0) },
            Err(_) => Outcome::of(self.run(reference, &[], TIMEOUT)),
        }
    }
}

#[derive(PartialEq, Eq)]
struct Outcome {
    stdout: Vec<u8>,
    end: End,
}

impl Outcome {
    fn of(ended: Ended) -> Outcome {
        Outcome { stdout: ended.stdout, end: ended.end }
    }

    /// What is different first, in a line.
    fn difference(&self, expected: &Outcome) -> String {
        let text = |outcome: &Outcome| String::from_utf8_lossy(&outcome.stdout).into_owned();
        let (own, other) = (text(self), text(expected));
        if own == other {
            return format!("ended with {:?}, not {:?}", self.end, expected.end);
        }
        let (own, other): (Vec<_>, Vec<_>) = (own.lines().collect(), other.lines().collect());
        let same = own.iter().zip(&other).take_while(|(own, other)| own == other).count();
        let line = |lines: &[&str]| lines.get(same).map_or("the end".to_owned(), |line| format!("{line:?}"));
        format!("line {}: {}, not {}", same + 1, line(&own), line(&other))
    }
}

/// The programs in the folders of features.
fn programs() -> Vec<Program> {
    let directories = fs::read_dir(folder()).expect("the programs are there");
    let mut programs = Vec::new();
    for directory in directories.map(|entry| entry.expect("it can be read").path()) {
        let Ok(files) = fs::read_dir(&directory) else { continue };
        let feature = directory.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let paths = files.map(|entry| entry.expect("it can be read").path());
        let sources = paths.filter(|path| path.extension().is_some_and(|extension| extension == "py"));
        programs.extend(sources.map(|path| Program { path, feature: feature.clone() }));
    }
    programs.sort_by(|a, b| a.path.cmp(&b.path));
    programs
}

/// Checks all programs. A check gives what is wrong.
fn failures(check: impl Fn(&Program) -> Option<String> + Sync) -> Vec<(Program, String)> {
    let programs = programs();
    let next = AtomicUsize::new(0);
    let found = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(at) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).filter(|&at| at < programs.len())
                {
                    if let Some(failure) = check(&programs[at]) {
                        found.lock().expect("no check panics").insert(at, failure);
                    }
                }
            });
        }
    });
    let mut found = found.into_inner().expect("no check panics");
    let count = programs.len();
    let failures: Vec<_> = programs
        .into_iter()
        .enumerate()
        .filter_map(|(at, program)| Some((program, found.remove(&at)?)))
        .collect();
    summarise(&failures, count);
    failures
}

/// Prints what failed, and how much of each feature.
fn summarise(failures: &[(Program, String)], count: usize) {
    let mut features = BTreeMap::new();
    for (program, failure) in failures {
        println!("{}: {failure}", program.name());
        *features.entry(&program.feature).or_insert(0) += 1;
    }
    for (feature, failed) in features {
        println!("{feature}: {failed} failed");
    }
    println!("{} of {count} programs as expected", count - failures.len());
}

fn ours() -> Vm {
    Vm::at(Path::new(env!("CARGO_BIN_EXE_constrictor")))
}

/// Compares all programs, run with some options, with what is expected of them.
fn compare(options: &[&str], timeout: Duration) {
    let reference = Vm::reference().expect("the reference is there");
    let failures = failures(|program| {
        let own = Outcome::of(program.run(&ours(), options, timeout));
        let expected = program.expected(&reference);
        (own != expected).then(|| own.difference(&expected))
    });
    assert!(failures.is_empty(), "{} programs differ", failures.len());
}

/// Whether a process ended in no way that a program could ask for.
fn crash(ended: &Ended) -> Option<String> {
    match ended.end {
        End::Code(_) if String::from_utf8_lossy(&ended.stderr).contains("panicked at") => {
            Some(ended.last_words())
        }
        End::Code(_) => None,
        end => Some(format!("{end:?}: {}", ended.last_words())),
    }
}

#[test]
fn programs_do_as_on_the_reference() {
    compare(&[], TIMEOUT);
}

#[test]
#[ignore = "takes minutes"]
fn programs_do_the_same_while_collecting_at_every_allocation() {
    compare(&["-X", "stress"], LONG_TIMEOUT);
}

#[test]
#[ignore = "takes minutes"]
fn programs_survive_the_end_of_memory() {
    let failures = failures(|program| {
        ALLOWANCES.iter().find_map(|count| {
            let ended = program.run(&ours(), &["-X", &format!("allowance={count}")], LONG_TIMEOUT);
            crash(&ended).map(|crash| format!("after {count} allocations: {crash}"))
        })
    });
    assert!(failures.is_empty(), "{} programs crashed", failures.len());
}
