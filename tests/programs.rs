//! The programs under `tests/programs`, against the reference compiler and VM.
//!
//! The directory of a program says what is tested. Those in `refused` are refused, in the words and at the line of
//! their first line, `# refused: LINE MESSAGE` (line 0 where MicroPython names none). Those in `compile_only` compile
//! to the same bytes as with mpy-cross. All others also do, compiled and run, what their source does.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use constrictor::Options;
use constrictor::bytecode::write::write;
use xtask::reference::{self, Outcome, TIMEOUT};
use xtask::{conformance, target_dir};

/// How many programs are checked at a time.
const THREADS: usize = 2;

/// One way to compile.
#[derive(Clone, Copy)]
struct Setting {
    level: u8,
    small_int_bits: u8,
    source_lines: bool,
}

const LEVEL_0: Setting = Setting { level: 0, small_int_bits: 31, source_lines: true };
const LEVEL_3: Setting = Setting { level: 3, ..LEVEL_0 };

/// The ways in which every program is compiled.
const SETTINGS: [Setting; 6] = [
    LEVEL_0,
    Setting { level: 1, ..LEVEL_0 },
    Setting { level: 2, ..LEVEL_0 },
    LEVEL_3,
    Setting { small_int_bits: 63, ..LEVEL_0 },
    Setting { source_lines: false, ..LEVEL_0 },
];

impl Setting {
    /// What mpy-cross is told.
    fn arguments(self) -> Vec<String> {
        let mut arguments =
            vec![format!("-O{}", self.level), format!("-msmall-int-bits={}", self.small_int_bits)];
        if !self.source_lines {
            arguments.extend(["-X".into(), "no-source-lines".into()]);
        }
        arguments
    }

    /// What this compiler is told.
    fn options(self, source_name: &str) -> Options {
        let mut options = Options::default();
        options.level = self.level;
        options.small_int_bits = self.small_int_bits;
        options.source_lines = self.source_lines;
        options.source_name = source_name.into();
        options
    }
}

#[test]
fn bytes_are_those_of_the_reference() {
    let mpy_cross = reference::mpy_cross().unwrap_or_else(|error| panic!("{error}"));
    check_all(&programs(|directory| directory != "refused"), |program| {
        SETTINGS.iter().try_for_each(|setting| same_bytes(&mpy_cross, program, *setting))
    });
}

fn same_bytes(mpy_cross: &Path, program: &Program, setting: Setting) -> Result<(), String> {
    let arguments = setting.arguments();
    let ours = compile(&program.source()?, setting, &program.name)
        .map_err(|error| format!("{}: refused: {error}", arguments.join(" ")))?;
    let mut command = Command::new(mpy_cross);
    command.args(&arguments).args(["-s", &program.name, "-o", "-", "--"]).arg(&program.path);
    let finished = finish(&mut command)?;
    if !finished.status.success() {
        let problem = String::from_utf8_lossy(&finished.stderr);
        return Err(format!("{}: the reference refuses it: {problem}", arguments.join(" ")));
    }
    let reference = finished.stdout;
    if ours == reference {
        return Ok(());
    }
    let at = ours.iter().zip(&reference).take_while(|(ours, reference)| ours == reference).count();
    Err(format!(
        "{}: {} bytes, the reference has {}; the first that differs is byte {at}",
        arguments.join(" "),
        ours.len(),
        reference.len()
    ))
}

#[test]
fn refusals_are_those_of_the_reference() {
    let mpy_cross = reference::mpy_cross().unwrap_or_else(|error| panic!("{error}"));
    check_all(&programs(|directory| directory == "refused"), |program| {
        let source = program.source()?;
        let expected = expected_refusal(&source)?;
        let ours = match compile(&source, LEVEL_0, &program.name) {
            Ok(_) => return Err("is not refused".into()),
            Err(diagnostic) => (diagnostic.line, diagnostic.headline()),
        };
        agree("refused with", &ours, &expected)?;
        match reference::compile(&mpy_cross, &program.path, &program.name, 0)? {
            Outcome::Refused { line, message } => {
                agree("the reference refuses with", &(line.unwrap_or(0), message), &expected)
            }
            Outcome::Bytes(_) => Err("the reference does not refuse it".into()),
            Outcome::GaveOut(why) => Err(format!("the reference gave out: {why}")),
        }
    });
}

/// Reads `# refused: LINE MESSAGE`.
fn expected_refusal(source: &[u8]) -> Result<(u32, String), String> {
    let first = source.split(|&byte| byte == b'\n').next().and_then(|line| str::from_utf8(line).ok());
    let rest = first.and_then(|line| line.trim_end().strip_prefix("# refused: "));
    let (line, message) =
        rest.and_then(|rest| rest.split_once(' ')).ok_or("does not start with `# refused: LINE MESSAGE`")?;
    Ok((line.parse().map_err(|_| format!("{line} is not a line"))?, message.into()))
}

fn agree(what: &str, actual: &(u32, String), expected: &(u32, String)) -> Result<(), String> {
    if actual == expected {
        return Ok(());
    }
    Err(format!("{what} {} {}, not {} {}", actual.0, actual.1, expected.0, expected.1))
}

#[test]
fn compiled_programs_do_what_their_source_does() {
    let vm = reference::micropython().unwrap_or_else(|error| panic!("{error}"));
    check_all(&programs(|directory| directory != "refused" && directory != "compile_only"), |program| {
        [LEVEL_0, LEVEL_3].iter().try_for_each(|setting| same_behaviour(&vm, program, *setting))
    });
}

fn same_behaviour(vm: &Path, program: &Program, setting: Setting) -> Result<(), String> {
    let level = setting.level;
    let source = program.source()?;
    let compiled =
        compile(&source, setting, "main.py").map_err(|error| format!("-O{level}: refused: {error}"))?;
    let from_source = run(vm, program, level, "py", &source)?;
    let from_compiled = run(vm, program, level, "mpy", &compiled)?;
    if from_compiled == from_source {
        return Ok(());
    }
    Err(format!("-O{level}: compiled, it\n{from_compiled}\ninstead of what the source does:\n{from_source}"))
}

/// Runs a module on the VM and tells what came of it.
fn run(vm: &Path, program: &Program, level: u8, kind: &str, module: &[u8]) -> Result<String, String> {
    let directory = target_dir().join("programs").join(&program.name).join(format!("{kind}-{level}"));
    let message = |error| format!("{}: {error}", directory.display());
    fs::create_dir_all(&directory).map_err(message)?;
    fs::write(directory.join("main").with_extension(kind), module).map_err(message)?;
    let mut command = Command::new(vm);
    let finished = finish(command.arg(format!("-O{level}")).args(["-m", "main"]).current_dir(&directory))?;
    Ok(format!("prints {:?}\nand ends with {}", String::from_utf8_lossy(&finished.stdout), finished.status))
}

// Tools

/// One program under `tests/programs`.
struct Program {
    path: PathBuf,
    /// Its path from there, with `/` on every system.
    name: String,
}

impl Program {
    fn source(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.path).map_err(|error| error.to_string())
    }
}

/// The programs in the directories that `wanted` picks.
fn programs(wanted: impl Fn(&str) -> bool) -> Vec<Program> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let files =
        conformance::python_files(std::slice::from_ref(&root)).unwrap_or_else(|error| panic!("{error}"));
    let named = files.into_iter().filter_map(|path| {
        let parts: Vec<_> =
            path.strip_prefix(&root).ok()?.iter().map(|part| part.to_str()).collect::<Option<_>>()?;
        wanted(parts[0]).then(|| Program { name: parts.join("/"), path: path.clone() })
    });
    named.collect()
}

fn compile(source: &[u8], setting: Setting, name: &str) -> Result<Vec<u8>, constrictor::Diagnostic> {
    constrictor::compile(source, &setting.options(name)).map(|module| write(&module))
}

fn finish(command: &mut Command) -> Result<reference::Finished, String> {
    reference::run(command, TIMEOUT)?.ok_or_else(|| format!("{command:?} does not end"))
}

/// Checks every program and fails with all the problems there are.
fn check_all(programs: &[Program], check: impl Fn(&Program) -> Result<(), String> + Sync) {
    assert!(!programs.is_empty(), "there are no programs to check");
    let next = AtomicUsize::new(0);
    let problems = Mutex::new(Vec::new());
    let work = || {
        while let Some(program) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(problem) = check(program) {
                problems
                    .lock()
                    .expect("no thread panics while it holds the lock")
                    .push((&program.name, problem));
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(work);
        }
    });
    let mut problems = problems.into_inner().expect("no thread panics while it holds the lock");
    problems.sort();
    let mut report = String::new();
    for (name, problem) in &problems {
        let _ = writeln!(report, "tests/programs/{name}: {problem}");
    }
    assert!(problems.is_empty(), "{} of {} programs:\n{report}", problems.len(), programs.len());
}
