//! The command line of `constrictor run`, which is that of MicroPython's unix port (ports/unix/main.c).

use std::ffi::{OsStr, OsString};

use lexopt::Arg;

use crate::args;

/// What `run --help` prints.
const USAGE: &str = "\
usage: constrictor run [OPTIONS] [FILE | -c COMMAND | -m MODULE | -] [ARG]...

Runs a program as MicroPython does. FILE is a source (.py) or a compiled module (.mpy).
Without one, what standard input has is run; if that is a terminal, there is a prompt.

Options:
  -c COMMAND            run a program given as text
  -m MODULE             run a module, which is looked for in sys.path
  -i                    go on at the prompt when the program has ended
  -O[N]                 optimisation level 0 to 3 of sources (default 0; -O is 1, -OO is 2, ...)
  -v                    show the use of memory at the end
  -X heapsize=N[w][k|m] memory for objects, in bytes (default 2m on this machine); w counts words of 4 bytes
  -X compile-only       compile the program, but do not run it
  -X emit=bytecode      the default code emitter
  --version             print the version
  -h, --help            print this text

Environment:
  MICROPYPATH           what sys.path has after the program's own directory, separated by colons
                        (default .frozen:~/.micropython/lib:/usr/lib/micropython)
  MICROPYINSPECT        as -i, if it is set to something

At the prompt Tab completes names, Ctrl-E begins paste mode, Ctrl-D ends. Ctrl-C interrupts what runs.
The exit code is the one of sys.exit(), 1 if an exception was not caught, 2 if FILE cannot be opened.
";

/// What `run --version` prints, and the prompt.
pub const VERSION: &str = concat!("MicroPython v1.29.0; Constrictor ", env!("CARGO_PKG_VERSION"), " version");

/// The heap of a 64-bit machine in bytes; a 32-bit one has half of that (MicroPython, ports/unix/main.c).
const DEFAULT_HEAP: usize = 1024 * 1024 * (size_of::<usize>() / 4);

/// The smallest heap that can be asked for.
const MIN_HEAP: usize = 700;

/// What a command line asks for.
#[derive(Debug)]
pub enum Request {
    /// To run something.
    Run(Box<Options>),
    /// To print a text.
    Print(String),
}

/// What is run.
#[derive(Debug, PartialEq, Eq)]
pub enum Program {
    /// A file.
    File(OsString),
    /// A text.
    Command(OsString),
    /// A module by its name.
    Module(OsString),
    /// Standard input, or the prompt.
    Input,
}

/// How something is run.
#[derive(Debug)]
pub struct Options {
    /// What is run.
    pub program: Program,
    /// `sys.argv`
    pub argv: Vec<OsString>,
    /// Bytes of the heap.
    pub heap: usize,
    /// The optimisation level.
    pub level: u8,
    /// Whether the prompt comes after the program.
    pub inspect: bool,
    /// How much there is to be told.
    pub verbose: usize,
    /// Whether the program is only compiled.
    pub compile_only: bool,
    /// Collect at every allocation: for tests.
    pub stress: bool,
    /// How many allocations succeed, if not all: for tests.
    pub allowance: Option<usize>,
}

impl Request {
    /// Reads the command line.
    pub fn parse(mut parser: lexopt::Parser) -> Result<Request, String> {
        let mut options = Options {
            program: Program::Input,
            argv: Vec::new(),
            heap: DEFAULT_HEAP,
            level: 0,
            inspect: false,
            verbose: 0,
            compile_only: false,
            stress: false,
            allowance: None,
        };
        let text = |error: lexopt::Error| format!("{error}: see constrictor run --help");
        while let Some(arg) = parser.next().map_err(text)? {
            match arg {
                Arg::Short('h') | Arg::Long("help") => return Ok(Request::Print(USAGE.into())),
                Arg::Long("version") => return Ok(Request::Print(format!("{VERSION}\n"))),
                Arg::Short('i') => options.inspect = true,
                Arg::Short('v') => options.verbose += 1,
                Arg::Short('O') => options.level = args::level(parser.optional_value()),
                Arg::Short('X') => options.implementation_option(&parser.value().map_err(text)?)?,
                Arg::Short('c') => {
                    options.program = Program::Command(parser.value().map_err(text)?);
                    options.argv.push("-c".into());
                    break;
                }
                Arg::Short('m') => {
                    let name = parser.value().map_err(text)?;
                    options.argv.push(name.clone());
                    options.program = Program::Module(name);
                    break;
                }
                Arg::Value(file) => {
                    options.argv.push(file.clone());
                    if file != "-" {
                        options.program = Program::File(file);
                    }
                    break;
                }
                other => return Err(text(other.unexpected())),
            }
        }
        // All that follows the program is its own.
        options.argv.extend(parser.raw_args().map_err(text)?);
        Ok(Request::Run(Box::new(options)))
    }
}

impl Options {
    /// `-X …`
    fn implementation_option(&mut self, option: &OsStr) -> Result<(), String> {
        let text = option.to_string_lossy();
        let invalid = || format!("invalid option '-X {text}': see constrictor run --help");
        match &*text {
            "compile-only" => self.compile_only = true,
            "emit=bytecode" => {}
            "emit=native" | "emit=viper" => {
                return Err("native code is not supported: use -X emit=bytecode".into());
            }
            "stress" => self.stress = true,
            _ => {
                if let Some(size) = text.strip_prefix("heapsize=") {
                    self.heap = heap_size(size).ok_or_else(|| format!("invalid heap size '{size}'"))?;
                } else if let Some(count) = text.strip_prefix("allowance=") {
                    self.allowance = Some(count.parse().map_err(|_| invalid())?);
                } else {
                    return Err(invalid());
                }
            }
        }
        Ok(())
    }
}

/// A size in bytes: a number, `w` if it counts for words of 4 bytes what the machine has of them, `k` or `m`.
fn heap_size(text: &str) -> Option<usize> {
    let (number, unit) = args::leading_integer(text)?;
    let size = usize::try_from(number).ok()?;
    let unit = unit.to_ascii_lowercase();
    let (words, unit) = match unit.strip_prefix('w') {
        Some(unit) => (size_of::<usize>() / 4, unit),
        None => (1, &unit[..]),
    };
    let factor = match unit {
        "" => 1,
        "k" => 1 << 10,
        "m" => 1 << 20,
        _ => return None,
    };
    let size = size.checked_mul(factor)?.checked_mul(words)?;
    Some(size).filter(|&size| size >= MIN_HEAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(args: &[&str]) -> Options {
        match Request::parse(lexopt::Parser::from_args(args)) {
            Ok(Request::Run(options)) => *options,
            other => panic!("{args:?}: {other:?}"),
        }
    }

    fn refusal(args: &[&str]) -> String {
        Request::parse(lexopt::Parser::from_args(args)).expect_err("should be refused")
    }

    #[test]
    fn nothing_is_standard_input() {
        assert_eq!(options(&[]).program, Program::Input);
    }

    #[test]
    fn dash_is_standard_input() {
        assert_eq!(options(&["-", "a"]).program, Program::Input);
    }

    #[test]
    fn what_follows_a_file_is_its_own() {
        assert_eq!(options(&["a.py", "-h", "--", "-c"]).argv, ["a.py", "-h", "--", "-c"]);
    }

    #[test]
    fn command_is_not_among_its_arguments() {
        assert_eq!(options(&["-c", "pass", "-i", "x"]).argv, ["-c", "-i", "x"]);
    }

    #[test]
    fn module_is_the_first_of_its_arguments() {
        assert_eq!(options(&["-m", "a.b", "x"]).argv, ["a.b", "x"]);
    }

    #[test]
    fn options_come_before_the_program() {
        assert!(options(&["-i", "-O2", "a.py", "-O3"]).level == 2);
    }

    #[test]
    fn command_has_to_be_there() {
        assert!(refusal(&["-c"]).starts_with("missing argument"));
    }

    #[test]
    fn unknown_option_is_refused() {
        assert_eq!(refusal(&["-q"]), "invalid option '-q': see constrictor run --help");
    }

    #[test]
    fn unknown_implementation_option_is_refused() {
        assert!(refusal(&["-X", "fast"]).starts_with("invalid option '-X fast'"));
    }

    #[test]
    fn heap_size_in_kibibytes() {
        assert_eq!(heap_size("64k"), Some(65536));
    }

    #[test]
    fn heap_size_in_words() {
        assert_eq!(heap_size("1000wK"), Some(1_024_000 * size_of::<usize>() / 4));
    }

    #[test]
    fn heap_size_ends_with_its_unit() {
        assert_eq!(heap_size("100kw"), None);
    }

    #[test]
    fn heap_size_below_700_is_refused() {
        assert_eq!(heap_size("699"), None);
    }

    #[test]
    fn heap_size_that_overflows_is_refused() {
        assert_eq!(heap_size("9223372036854775807m"), None);
    }
}
