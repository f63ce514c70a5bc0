//! One run of the command: arguments, source, compilation, output, exit code.

use std::io;
use std::process::ExitCode;

use crate::args::{self, ArgsError, Input, Job, Output, Request};
use crate::report::{Reporter, tell};
use crate::usage::USAGE;
use crate::{compile, depfile, dis, explain, input, output, program, size, tree, watch};

/// What `--version` prints. Build tools look for `mpy v` and the number after it.
const VERSION: &str =
    concat!("Constrictor ", env!("CARGO_PKG_VERSION"), "; mpy-cross 1.29.0 compatible, emitting mpy v6.3");

/// Does what the command line says.
pub fn run(mut parser: lexopt::Parser) -> ExitCode {
    if let Some(subcommand) = subcommand(&mut parser) {
        return subcommand(parser);
    }
    let is_done = match args::parse(parser) {
        Ok(Request::Help) => print(USAGE),
        Ok(Request::Version) => print(&format!("{VERSION}\n")),
        Ok(Request::Compile(job)) => run_job(&job),
        Ok(Request::Tree(job)) => tree::run(&job),
        Err(error) => {
            tell(&args_message(&error));
            false
        }
    };
    if is_done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The subcommand that the first argument names, which is then taken.
fn subcommand(parser: &mut lexopt::Parser) -> Option<fn(lexopt::Parser) -> ExitCode> {
    let mut args = parser.try_raw_args()?;
    let subcommand: fn(lexopt::Parser) -> ExitCode = match args.peek()?.to_str()? {
        "dis" => dis::run,
        "explain" => explain::run,
        "run" => program::run,
        "size" => size::run,
        _ => return None,
    };
    args.next();
    Some(subcommand)
}

fn print(text: &str) -> bool {
    let result = output::write_stdout(text.as_bytes());
    if let Err(error) = &result {
        tell(&Reporter::default().failure("standard output", "write", error));
    }
    result.is_ok()
}

fn args_message(error: &ArgsError) -> String {
    let usage = if error.show_usage { USAGE } else { "" };
    format!("constrictor: {}\n{usage}", error.message)
}

fn run_job(job: &Job) -> bool {
    let reporter = Reporter::new(job.extras.format);
    let Input::File(path) = &job.input else {
        return compile_once(job, reporter);
    };
    if !job.extras.watch {
        return compile_once(job, reporter);
    }
    let stopped = watch::file(path, || {
        if compile_once(job, reporter) {
            reporter.note(&format!("compiled {}", path.display()));
        }
    });
    tell(&reporter.problem(&path.display().to_string(), &stopped));
    false
}

/// Compiles the source as it is now. True if the output is there.
fn compile_once(job: &Job, reporter: Reporter) -> bool {
    match compile_and_save(job, reporter) {
        Ok(warnings) => {
            tell(&warnings);
            true
        }
        Err(message) => {
            tell(&message);
            false
        }
    }
}

fn compile_and_save(job: &Job, reporter: Reporter) -> Result<String, String> {
    let (source, name) = match &job.input {
        Input::Stdin => (input::read(io::stdin().lock()), "<stdin>".to_owned()),
        Input::File(path) => (input::read_file(path), path.display().to_string()),
    };
    let source = source.map_err(|error| reporter.failure(&name, "read", &error))?;
    let compiled = compile::compile(&source, &job.settings)
        .map_err(|refusal| reporter.refusal(&refusal, &name, &job.settings.options.source_name, &source))?;
    save(job, &compiled.mpy, reporter)?;
    Ok(reporter.diagnostics(&compiled.warnings, &name, &source))
}

fn save(job: &Job, bytes: &[u8], reporter: Reporter) -> Result<(), String> {
    let input = match &job.input {
        Input::Stdin => None,
        Input::File(path) => Some(path.as_path()),
    };
    let Output::File(path) = &job.output else {
        let result = output::write_stdout(bytes);
        return result.map_err(|error| reporter.failure("standard output", "write", &error));
    };
    output::write_file(path, bytes, input)
        .map_err(|error| reporter.failure(&path.display().to_string(), "write", &error))?;
    if let Some(depfile) = &job.extras.depfile {
        depfile::write(depfile, path, input.as_slice())
            .map_err(|error| reporter.failure(&depfile.display().to_string(), "write", &error))?;
    }
    Ok(())
}
