//! `constrictor dis`: what is in a compiled module, as a listing for people.
//!
//! Also how `dis` and `size` read what they show: a source, which is compiled, or a compiled file.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use constrictor::bytecode::listing::write_listing;
use constrictor::bytecode::sizes::{Sizes, sizes};
use constrictor::bytecode::{Layout, MpyFile, ReadError, read_file};
use lexopt::Arg;

use crate::compile::{Settings, compile};
use crate::report::{self, Reporter, tell};
use crate::{args, input, output};

/// What `dis --help` prints.
const USAGE: &str = "\
usage: constrictor dis [OPTIONS] FILE

Lists the functions of a compiled module: instructions beside the source, constants, sizes.
FILE is a source (.py), which is compiled first, or a compiled module (.mpy); `-` is standard input.

Options (for a source):
  -O[N]                 optimisation level 0 to 3 (default 0)
  -s NAME               source file name to embed (default: FILE)
  -march=ARCH           architecture of native code
  -msmall-int-bits=N    bits of the target's small integers (default 31)
  -X no-source-lines    store no line numbers
  -h, --help            print this text
";

/// The largest compiled module that is taken apart, in bytes; no board has room for more. What `size` knows about the
/// functions of a hostile file can take hundreds of times the file's own size.
const MAX_COMPILED: usize = 4 << 20;

/// Does what the command line after `dis` says.
pub fn run(parser: lexopt::Parser) -> ExitCode {
    finish(try_run(parser))
}

/// The exit code of a run, its message printed if it failed.
pub(crate) fn finish(result: Result<(), Failure>) -> ExitCode {
    match result {
        Ok(()) => return ExitCode::SUCCESS,
        // Who has closed our output has read enough.
        Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => {}
        Err(Failure::Output(error)) => tell(&Reporter::default().failure("standard output", "write", &error)),
        Err(Failure::Message(message)) => tell(&message),
    }
    ExitCode::FAILURE
}

/// Why a run ended early.
pub(crate) enum Failure {
    /// For the reason in this message, which is complete.
    Message(String),
    /// Standard output cannot be written.
    Output(io::Error),
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Failure::usage(&error.to_string())
    }
}

impl Failure {
    /// A command line that cannot be followed.
    pub(crate) fn usage(text: &str) -> Self {
        Failure::Message(format!("constrictor: {}\n", report::printable(text)))
    }
}

fn try_run(parser: lexopt::Parser) -> Result<(), Failure> {
    let Some(request) = Request::parse(parser)? else {
        return print(USAGE);
    };
    let [input] = &*request.inputs else {
        let problem = if request.inputs.is_empty() { "no input file" } else { "multiple input files" };
        return Err(Failure::usage(&format!("{problem}: see constrictor dis --help")));
    };
    let ([] | [_]) = &*request.levels else {
        return Err(Failure::usage("dis shows one optimisation level: use constrictor size to compare them"));
    };
    let listed = load(input, &request, request.levels.first().copied())?;
    list(&listed)
}

/// Prints text.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    output::write_stdout(text.as_bytes()).map_err(Failure::Output)
}

/// Prints the listing bit by bit: it can be far larger than the file.
fn list(loaded: &Loaded) -> Result<(), Failure> {
    let mut out = Stdout { out: BufWriter::new(io::stdout().lock()), error: None };
    let source = loaded.source.as_deref();
    let result = write_listing(&mut out, &loaded.file, &loaded.layout, &loaded.sizes, source);
    match (result, out.error) {
        (Ok(()), _) => out.out.flush().map_err(Failure::Output),
        (Err(_), error) => Err(Failure::Output(error.unwrap_or_else(|| ErrorKind::Other.into()))),
    }
}

/// Standard output as a sink of text, with the error that ended it.
struct Stdout<'a> {
    out: BufWriter<io::StdoutLock<'a>>,
    error: Option<io::Error>,
}

impl fmt::Write for Stdout<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.out.write_all(text.as_bytes()).map_err(|error| {
            self.error = Some(error);
            fmt::Error
        })
    }
}

/// What the user asked `dis` or `size` for.
#[derive(Debug, Default)]
pub(crate) struct Request {
    /// The optimisation levels, in the order given.
    pub(crate) levels: Vec<u8>,
    /// The files, in the order given.
    pub(crate) inputs: Vec<OsString>,
    /// The other options, as a compilation understands them.
    options: Vec<OsString>,
}

impl Request {
    /// Reads the command line; `None` asks for help.
    pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Option<Self>, Failure> {
        parser.set_short_equals(false);
        let mut request = Request::default();
        while let Some(arg) = parser.next()? {
            match arg {
                Arg::Short('h') | Arg::Long("help") => return Ok(None),
                Arg::Short('O') => request.levels.push(level(parser.optional_value())?),
                Arg::Short('s') => request.options.extend(["-s".into(), parser.value()?]),
                Arg::Short('X') => request.options.extend(["-X".into(), parser.value()?]),
                Arg::Short('m') => {
                    let mut option = OsString::from("-m");
                    option.push(parser.optional_value().unwrap_or_default());
                    request.options.push(option);
                }
                Arg::Value(input) => request.inputs.push(input),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(Some(request))
    }

    /// How to compile one of the inputs at a level: as the same options mean without `dis` or `size`.
    fn settings(&self, input: &OsStr, level: u8) -> Result<Settings, Failure> {
        let mut arguments = self.options.clone();
        arguments.extend([
            format!("-O{level}").into(),
            "-o".into(),
            "-".into(),
            "--".into(),
            input.to_owned(),
        ]);
        match args::parse(lexopt::Parser::from_args(arguments)) {
            Ok(args::Request::Compile(job)) => Ok(job.settings),
            Ok(_) => Err(Failure::usage("this cannot be compiled")),
            Err(error) => Err(Failure::usage(&error.message)),
        }
    }
}

/// The level of `-O…`: a digit, or as many as there are letters `O`.
fn level(value: Option<OsString>) -> Result<u8, Failure> {
    let value = value.unwrap_or_default();
    match value.as_encoded_bytes() {
        [digit @ b'0'..=b'9'] => Ok(digit - b'0'),
        letters if letters.len() < 3 && letters.iter().all(|&byte| byte == b'O') => {
            Ok(1 + letters.len() as u8)
        }
        _ => Err(Failure::usage(&format!("invalid option '-O{}'", value.to_string_lossy()))),
    }
}

/// A compiled module, whether it was a file or has just been made.
pub(crate) struct Loaded {
    file: MpyFile,
    layout: Layout,
    /// What its parts cost.
    pub(crate) sizes: Sizes,
    /// The source that its line numbers are about, if it is known.
    source: Option<Vec<u8>>,
}

/// Reads an input, and compiles it if it is a source, at a level.
pub(crate) fn load(input: &OsStr, request: &Request, level: Option<u8>) -> Result<Loaded, Failure> {
    let reporter = Reporter::default();
    let from_stdin = input == "-";
    let name = if from_stdin { "<stdin>".into() } else { input.to_string_lossy() };
    let content =
        if from_stdin { input::read(io::stdin().lock()) } else { input::read_file(Path::new(input)) };
    let content = content.map_err(|error| Failure::Message(reporter.failure(&name, "read", &error)))?;
    if is_compiled(&name, &content) {
        if content.len() > MAX_COMPILED {
            let problem = format!("the compiled module is larger than {} MiB", MAX_COMPILED >> 20);
            return Err(Failure::Message(reporter.problem(&name, &problem)));
        }
        return open(&name, &content, None);
    }
    let settings = request.settings(input, level.unwrap_or_default())?;
    let embedded = &settings.options.source_name;
    let compiled = compile(&content, &settings)
        .map_err(|refusal| Failure::Message(reporter.refusal(&refusal, &name, embedded, &content)))?;
    let source = if settings.options.keeps_lines() { Some(content) } else { None };
    open(&name, &compiled.mpy, source)
}

/// Whether an input is a compiled module. A damaged one may be so only by name, and standard input has none.
fn is_compiled(name: &str, content: &[u8]) -> bool {
    let begins_so = matches!(content, [b'M', version, ..] if *version < b'\t');
    begins_so || name.ends_with(".mpy")
}

/// Takes a compiled module apart.
fn open(name: &str, bytes: &[u8], source: Option<Vec<u8>>) -> Result<Loaded, Failure> {
    let read = || {
        let (file, layout) = read_file(bytes)?;
        let sizes = sizes(&file, &layout)?;
        Ok(Loaded { file, layout, sizes, source })
    };
    let problem = |error: ReadError| Reporter::default().problem(name, &error.to_string());
    read().map_err(|error| Failure::Message(problem(error)))
}
