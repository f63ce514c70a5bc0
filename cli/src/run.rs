//! One run of the command: arguments, source, compilation, output, exit code.

use std::fs::File;
use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::thread;

use constrictor::bytecode::write::write;
use constrictor::{Diagnostic, Options};

use crate::args::{self, ArgsError, Input, Job, Output, Request};
use crate::{output, report};

/// The largest source that is read, in bytes. It bounds the memory that an endless input takes.
const MAX_SOURCE: u64 = 1 << 28;

/// The stack of the compiling thread, in bytes. Only what is used of it costs memory.
const STACK_SIZE: usize = 256 << 20;

/// How deep the source may nest: with [`STACK_SIZE`] this leaves more than 10 KiB of stack for each level.
const MAX_NESTING: u32 = 20_000;

/// What `--version` prints. Build tools look for `mpy v` and the number after it.
const VERSION: &str =
    concat!("Constrictor ", env!("CARGO_PKG_VERSION"), "; mpy-cross 1.29.0 compatible, emitting mpy v6.3");

/// Does what the command line says.
pub fn run(parser: lexopt::Parser) -> ExitCode {
    let result = match args::parse(parser) {
        Ok(Request::Help) => print(args::USAGE),
        Ok(Request::Version) => print(&format!("{VERSION}\n")),
        Ok(Request::Compile(job)) => run_job(*job),
        Err(error) => Err(args_message(&error)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Where nobody listens, the exit code has to do.
            let _ = io::stderr().write_all(message.as_bytes());
            ExitCode::FAILURE
        }
    }
}

fn print(text: &str) -> Result<(), String> {
    output::write_stdout(text.as_bytes()).map_err(|error| failure("standard output", "write", &error))
}

fn args_message(error: &ArgsError) -> String {
    let usage = if error.show_usage { args::USAGE } else { "" };
    format!("constrictor: {}\n{usage}", error.message)
}

/// `constrictor: cannot read x.py: No such file or directory`
fn failure(name: &str, verb: &str, error: &io::Error) -> String {
    let text = error.to_string();
    // The number of the error, and behind it the name of a temporary file, tell the user nothing.
    let reason = text.split(" (os error").next().unwrap_or(&text);
    format!("constrictor: cannot {verb} {}: {reason}\n", report::printable(name))
}

fn run_job(job: Job) -> Result<(), String> {
    let (source, name) = match &job.input {
        Input::Stdin => (read(io::stdin().lock()), "<stdin>".to_owned()),
        Input::File(path) => (File::open(path).and_then(read), path.display().to_string()),
    };
    let source = source.map_err(|error| failure(&name, "read", &error))?;
    let bytes = compile(&source, &job)
        .map_err(|diagnostic| report::render(&diagnostic, &name, &source, report::wants_colour()))?;
    save(&job, &bytes)
}

fn save(job: &Job, bytes: &[u8]) -> Result<(), String> {
    let input = match &job.input {
        Input::Stdin => None,
        Input::File(path) => Some(path.as_path()),
    };
    match &job.output {
        Output::Stdout => {
            output::write_stdout(bytes).map_err(|error| failure("standard output", "write", &error))
        }
        Output::File(path) => output::write_file(path, bytes, input)
            .map_err(|error| failure(&path.display().to_string(), "write", &error)),
    }
}

/// Reads everything, up to [`MAX_SOURCE`].
fn read(from: impl Read) -> io::Result<Vec<u8>> {
    let mut source = Vec::new();
    from.take(MAX_SOURCE + 1).read_to_end(&mut source)?;
    if source.len() as u64 > MAX_SOURCE {
        return Err(io::Error::other(format!("larger than {} MiB", MAX_SOURCE >> 20)));
    }
    Ok(source)
}

/// Compiles here, and what nests too deeply for that on a thread with a larger stack.
///
/// Starting a thread takes a noticeable part of the time that a small file takes. Hence it is only done for a source
/// that was refused, whatever for: refusals are rare, and soon found again.
fn compile(source: &[u8], job: &Job) -> Result<Vec<u8>, Diagnostic> {
    compile_here(source, &job.options, job.arch_flags).or_else(|refusal| {
        let mut options = job.options.clone();
        options.max_nesting = MAX_NESTING;
        thread::scope(|scope| {
            let thread = thread::Builder::new()
                .stack_size(STACK_SIZE)
                .spawn_scoped(scope, || compile_here(source, &options, job.arch_flags));
            match thread.map(thread::ScopedJoinHandle::join) {
                Ok(Ok(result)) => result,
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                // The system denies such a thread: what was found without stands.
                Err(_) => Err(refusal),
            }
        })
    })
}

fn compile_here(source: &[u8], options: &Options, arch_flags: u32) -> Result<Vec<u8>, Diagnostic> {
    let mut module = constrictor::compile(source, options)?;
    module.arch_flags = arch_flags;
    Ok(write(&module))
}
