//! The command line: from arguments to one [`Job`] or [`TreeJob`].
//!
//! Everything mpy-cross accepts is accepted with the same meaning (MicroPython, mpy-cross/main.c). Options may also be
//! written in the ways common elsewhere, such as `-oFILE`.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use constrictor::render::Format;
use constrictor::{Level, Levels, NativeArch, Options};
use lexopt::Arg;

use crate::compile::Settings;

/// The longest name that fits into a qstr, in bytes (MicroPython, py/qstr.c and py/mpconfig.h).
const MAX_NAME_LEN: usize = 255;

/// The flags of RV32IMC by name (MicroPython, py/asmrv32.h).
const RV32_FLAGS: [(&str, u32); 2] = [("zba", 1), ("zcmp", 2)];

/// What the user asked for.
#[derive(Debug)]
pub enum Request {
    /// `--help`
    Help,
    /// `--version`
    Version,
    /// Compile one file.
    Compile(Box<Job>),
    /// Compile several files, or directories of them.
    Tree(Box<TreeJob>),
}

/// Where the source comes from.
#[derive(Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

/// Where the compiled module goes.
#[derive(Debug, PartialEq, Eq)]
pub enum Output {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

/// One compilation.
#[derive(Debug)]
pub struct Job {
    /// The source.
    pub input: Input,
    /// The destination.
    pub output: Output,
    /// How to compile.
    pub settings: Settings,
    /// What else to do.
    pub extras: Extras,
}

/// The compilation of several files.
#[derive(Debug)]
pub struct TreeJob {
    /// Files and directories.
    pub inputs: Vec<PathBuf>,
    /// The directory of the outputs.
    pub output: PathBuf,
    /// How to compile; the source name is each file's own.
    pub settings: Settings,
    /// How many files are compiled at a time.
    pub jobs: usize,
    /// What else to do.
    pub extras: Extras,
}

/// What does not change the output.
#[derive(Debug, Default)]
pub struct Extras {
    /// How to write diagnostics.
    pub format: Format,
    /// Where to write what the output depends on.
    pub depfile: Option<PathBuf>,
    /// Whether to go on when a source changes.
    pub watch: bool,
}

/// A command line that cannot be followed.
#[derive(Debug, PartialEq, Eq)]
pub struct ArgsError {
    /// What is wrong.
    pub message: String,
    /// Whether the usage text helps.
    pub show_usage: bool,
}

impl ArgsError {
    fn new(message: impl Into<String>) -> Self {
        ArgsError { message: message.into(), show_usage: false }
    }

    fn usage(message: impl Into<String>) -> Self {
        ArgsError { message: message.into(), show_usage: true }
    }
}

impl From<lexopt::Error> for ArgsError {
    fn from(error: lexopt::Error) -> Self {
        ArgsError::usage(error.to_string())
    }
}

/// The arguments as they were given, before what they mean together is checked.
#[derive(Default)]
struct Given {
    inputs: Vec<OsString>,
    output: Option<OsString>,
    source_name: Option<OsString>,
    arch_flags: Option<OsString>,
    native: bool,
    options: Options,
    levels: Levels,
    jobs: Option<usize>,
    extras: Extras,
}

/// Reads the command line.
pub fn parse(mut parser: lexopt::Parser) -> Result<Request, ArgsError> {
    // `-o=x` names a file called `=x`, as with mpy-cross.
    parser.set_short_equals(false);
    let mut given = Given::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Request::Help),
            Arg::Long("version") => return Ok(Request::Version),
            Arg::Short('v') => {}
            Arg::Short('o') => given.output = Some(parser.value()?),
            Arg::Short('s') => given.source_name = Some(forward_slashes(parser.value()?)),
            Arg::Short('O') => given.options.level = level(parser.optional_value()),
            Arg::Short('m') => given.target_option(parser.optional_value().unwrap_or_default())?,
            Arg::Short('X') => given.implementation_option(&parser.value()?)?,
            Arg::Short('W') => given.lint(Level::Warn, &parser.value()?)?,
            Arg::Short('D') => given.lint(Level::Deny, &parser.value()?)?,
            Arg::Short('A') => given.lint(Level::Allow, &parser.value()?)?,
            Arg::Short('j') => given.jobs = Some(job_count(&parser.value()?)?),
            Arg::Long("format") => given.extras.format = format(&parser.value()?)?,
            Arg::Long("depfile") => given.extras.depfile = Some(parser.value()?.into()),
            Arg::Long("watch") => given.extras.watch = true,
            Arg::Value(file) => given.inputs.push(forward_slashes(file)),
            other => return Err(other.unexpected().into()),
        }
    }
    given.into_request()
}

impl Given {
    /// `-m…`: an option about the target.
    fn target_option(&mut self, option: OsString) -> Result<(), ArgsError> {
        let text = option.to_string_lossy();
        let unknown = || ArgsError::usage(format!("invalid option '-m{text}'"));
        let (name, value) = text.split_once('=').ok_or_else(unknown)?;
        match name {
            "small-int-bits" => self.options.small_int_bits = small_int_bits(value)?,
            "arch" => self.options.native_arch = Some(architecture(value)?),
            "arch-flags" => self.arch_flags = Some(value.into()),
            _ => return Err(unknown()),
        }
        Ok(())
    }

    /// `-X …`: an option about the compiler.
    fn implementation_option(&mut self, option: &OsStr) -> Result<(), ArgsError> {
        let text = option.to_string_lossy();
        match &*text {
            "emit=bytecode" => self.native = false,
            "emit=native" | "emit=viper" => self.native = true,
            "source-lines" => self.options.source_lines = true,
            "no-source-lines" => self.options.source_lines = false,
            _ => match text.strip_prefix("heapsize=") {
                Some(size) => check_heap_size(size)?,
                None => return Err(ArgsError::usage(format!("invalid option '-X {text}'"))),
            },
        }
        Ok(())
    }

    /// `-W`, `-D` and `-A`: how serious a lint is.
    fn lint(&mut self, level: Level, lint: &OsStr) -> Result<(), ArgsError> {
        let lint = lint.to_string_lossy();
        let is_known = self.levels.set(&lint, level);
        is_known
            .then_some(())
            .ok_or_else(|| ArgsError::new(format!("unknown lint '{lint}': see constrictor explain")))
    }

    /// Checks the options against each other, in the order mpy-cross does.
    fn into_request(self) -> Result<Request, ArgsError> {
        let arch_flags = match (&self.arch_flags, self.options.native_arch) {
            (Some(flags), Some(arch)) => architecture_flags(arch, &flags.to_string_lossy())?,
            _ => 0,
        };
        if self.native && self.options.native_arch.is_none() {
            return Err(ArgsError::new("arch not specified"));
        }
        let first = self.inputs.first().ok_or_else(|| ArgsError::new("no input file"))?;
        if self.native {
            return Err(ArgsError::new("native code is not supported yet: use -X emit=bytecode"));
        }
        if self.inputs.len() > 1 || Path::new(first).is_dir() {
            return self.into_tree_job(arch_flags).map(|job| Request::Tree(Box::new(job)));
        }
        self.into_job(arch_flags).map(|job| Request::Compile(Box::new(job)))
    }

    /// One compilation, of the one input.
    fn into_job(mut self, arch_flags: u32) -> Result<Job, ArgsError> {
        let input = self.inputs.pop().unwrap_or_default();
        let output = output(self.output.take(), &input)?;
        self.name_source(&input)?;
        let input = if input == "-" { Input::Stdin } else { Input::File(input.into()) };
        if self.extras.depfile.is_some() && output == Output::Stdout {
            return Err(ArgsError::new("--depfile needs an output file: name one with -o"));
        }
        if self.extras.watch && (input == Input::Stdin || output == Output::Stdout) {
            return Err(ArgsError::new("--watch needs an input file and an output file"));
        }
        let settings = Settings { options: self.options, arch_flags, levels: self.levels };
        Ok(Job { input, output, settings, extras: self.extras })
    }

    fn into_tree_job(self, arch_flags: u32) -> Result<TreeJob, ArgsError> {
        let refuse = |message: String| Err(ArgsError::new(message));
        let Some(output) = self.output.filter(|output| output != "-") else {
            let what = match &self.inputs[..] {
                [input] => format!("{} is a directory", input.display()),
                _ => "multiple input files".to_owned(),
            };
            return refuse(format!("{what}: name a directory for the outputs with -o"));
        };
        if self.source_name.is_some() {
            return refuse("-s names one source: it cannot be used with several".to_owned());
        }
        if self.inputs.iter().any(|input| input == "-") {
            return refuse("standard input cannot be one of several inputs".to_owned());
        }
        let settings = Settings { options: self.options, arch_flags, levels: self.levels };
        let inputs = self.inputs.into_iter().map(PathBuf::from).collect();
        let jobs = self.jobs.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
        Ok(TreeJob { inputs, output: output.into(), settings, jobs, extras: self.extras })
    }

    /// Decides the name that goes into the output.
    fn name_source(&mut self, input: &OsStr) -> Result<(), ArgsError> {
        let from_stdin = input == "-";
        let name = match self.source_name.take() {
            Some(name) => {
                // A path that is not UTF-8 equals no string of the source: leaving it out changes nothing.
                self.options.input_name = input.to_str().filter(|_| !from_stdin).map(String::from);
                name
            }
            None if from_stdin => return Ok(()),
            None => input.to_owned(),
        };
        self.options.source_name = checked_name(name).map_err(ArgsError::new)?;
        Ok(())
    }
}

/// A name that can be embedded, or why it cannot.
pub fn checked_name(name: OsString) -> Result<String, String> {
    if name.len() > MAX_NAME_LEN {
        return Err(format!(
            "the source name is longer than {MAX_NAME_LEN} bytes: give a shorter one with -s"
        ));
    }
    name.into_string().map_err(|_| "the source name is not valid UTF-8: give another one with -s".to_owned())
}

fn format(name: &OsStr) -> Result<Format, ArgsError> {
    let name = name.to_string_lossy();
    let unknown = || ArgsError::new(format!("unknown format '{name}': use {}", Format::NAMES.join(", ")));
    Format::find(&name).ok_or_else(unknown)
}

/// The most threads that `-j` may ask for.
const MAX_JOBS: usize = 256;

fn job_count(number: &OsStr) -> Result<usize, ArgsError> {
    let number = number.to_string_lossy();
    let count = number.parse().ok().filter(|count| (1..=MAX_JOBS).contains(count));
    count.ok_or_else(|| ArgsError::new(format!("invalid number '{number}' for -j: use 1 to {MAX_JOBS}")))
}

/// The level of `-O…`: a digit, or as many as there are letters `O`.
pub fn level(value: Option<OsString>) -> u8 {
    let value = value.unwrap_or_default();
    match value.as_encoded_bytes() {
        [digit @ b'0'..=b'9', ..] => digit - b'0',
        // Levels above 3 all mean the same.
        letters => 1 + letters.iter().take(3).take_while(|&&b| b == b'O').count() as u8,
    }
}

fn small_int_bits(value: &str) -> Result<u8, ArgsError> {
    let (min, max) = (Options::MIN_SMALL_INT_BITS, Options::MAX_SMALL_INT_BITS);
    match leading_integer(value) {
        Some((bits, "")) => {
            u8::try_from(bits).ok().filter(|bits| (min..=max).contains(bits)).ok_or_else(|| {
                ArgsError::new(format!("-msmall-int-bits={value} is out of range: use {min} to {max}"))
            })
        }
        _ => Err(ArgsError::usage(format!("invalid number '{value}' for -msmall-int-bits"))),
    }
}

fn architecture(name: &str) -> Result<NativeArch, ArgsError> {
    Ok(match name {
        "x86" => NativeArch::X86,
        "x64" => NativeArch::X64,
        "armv6" => NativeArch::Armv6,
        "armv6m" => NativeArch::Armv6m,
        "armv7m" => NativeArch::Armv7m,
        "armv7em" => NativeArch::Armv7em,
        "armv7emsp" => NativeArch::Armv7emsp,
        "armv7emdp" => NativeArch::Armv7emdp,
        "xtensa" => NativeArch::Xtensa,
        "xtensawin" => NativeArch::Xtensawin,
        "rv32imc" => NativeArch::Rv32imc,
        "rv64imc" => NativeArch::Rv64imc,
        "debug" => NativeArch::Debug,
        "host" => {
            return host_architecture()
                .ok_or_else(|| ArgsError::new("unable to determine host architecture for -march=host"));
        }
        _ => return Err(ArgsError::usage(format!("unknown architecture '{name}'"))),
    })
}

/// The architecture this program runs on, where mpy-cross knows a name for it.
fn host_architecture() -> Option<NativeArch> {
    Some(match std::env::consts::ARCH {
        "x86" => NativeArch::X86,
        "x86_64" => NativeArch::X64,
        "arm" => NativeArch::Armv6,
        "riscv64" => NativeArch::Rv64imc,
        _ => return None,
    })
}

fn architecture_flags(arch: NativeArch, text: &str) -> Result<u32, ArgsError> {
    let known = RV32_FLAGS.iter().fold(0, |all, (_, bit)| all | bit);
    Some(text)
        .filter(|_| arch == NativeArch::Rv32imc)
        .and_then(|text| flag_number(text).or_else(|| flag_names(text)))
        .filter(|flags| flags & !known == 0)
        .ok_or_else(|| ArgsError::new("unrecognised arch flags"))
}

/// Flags as a number: decimal, or with a prefix `0x`, `0o` or `0b`.
fn flag_number(text: &str) -> Option<u32> {
    let (radix, digits) = match text.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("0x") => (16, &text[2..]),
        Some("0o") => (8, &text[2..]),
        Some("0b") => (2, &text[2..]),
        _ => (10, text),
    };
    // A leading zero without a letter is no prefix of Python's; a sign is none of a set of flags.
    if digits.starts_with('+') || (radix == 10 && digits.len() > 1 && digits.starts_with('0')) {
        return None;
    }
    u32::from_str_radix(digits, radix).ok()
}

/// Flags as names separated by commas.
fn flag_names(text: &str) -> Option<u32> {
    // One comma at the end is let through, as by mpy-cross.
    let names = text.strip_suffix(',').unwrap_or(text);
    names.split(',').try_fold(0, |flags, name| {
        let (_, bit) = RV32_FLAGS.iter().find(|(known, _)| *known == name)?;
        Some(flags | bit)
    })
}

/// Checks the value of `-X heapsize=`; it changes nothing, since memory is not taken from a fixed heap.
///
/// Like mpy-cross this ignores what follows the number and its unit.
fn check_heap_size(size: &str) -> Result<(), ArgsError> {
    match leading_integer(size) {
        Some((number, _)) if number > 0 => Ok(()),
        _ => Err(ArgsError::usage(format!("invalid heap size '{size}'"))),
    }
}

/// A number at the start of `text` and what follows it, read as C's `strtol` does with base 0: blanks, a sign, then
/// `0x` for hexadecimal, `0` for octal, else decimal. No digits read as 0, like there; what does not fit is `None`.
pub fn leading_integer(text: &str) -> Option<(i64, &str)> {
    let unsigned = text.trim_ascii_start();
    let (negative, unsigned) = match unsigned.as_bytes().first() {
        Some(b'-') => (true, &unsigned[1..]),
        Some(b'+') => (false, &unsigned[1..]),
        _ => (false, unsigned),
    };
    let hexadecimal = unsigned.strip_prefix("0x").or(unsigned.strip_prefix("0X"));
    let (radix, digits) = match hexadecimal {
        Some(digits) => (16, digits),
        None if unsigned.starts_with('0') => (8, unsigned),
        None => (10, unsigned),
    };
    let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    if end == 0 {
        return Some((0, text));
    }
    let magnitude = i64::from_str_radix(&digits[..end], radix).ok()?;
    Some((if negative { -magnitude } else { magnitude }, &digits[end..]))
}

/// A path with `/` for every `\`, as mpy-cross rewrites the input and the embedded name.
pub fn forward_slashes(path: OsString) -> OsString {
    if !path.as_encoded_bytes().contains(&b'\\') {
        return path;
    }
    match path.into_string() {
        Ok(text) => text.replace('\\', "/").into(),
        // Not worth splitting undecodable text for: such a path is left as it is.
        Err(path) => path,
    }
}

/// Where the output goes: to `-o`, else beside the input.
fn output(given: Option<OsString>, input: &OsStr) -> Result<Output, ArgsError> {
    match given {
        Some(path) if path == "-" => Ok(Output::Stdout),
        Some(path) => Ok(Output::File(path.into())),
        None if input == "-" => Ok(Output::Stdout),
        None => default_output(Path::new(input)).map(Output::File),
    }
}

/// The input's name with `mpy` for its last two bytes, where those are a file extension.
///
/// Without that condition mpy-cross turns `Makefile` into `Makefimpy` and `ab` into `mpy`.
pub fn default_output(input: &Path) -> Result<PathBuf, ArgsError> {
    let refusal = || {
        ArgsError::new(format!(
            "{}: the name does not end in .py: name the output file with -o",
            input.display()
        ))
    };
    let name = input.as_os_str().as_encoded_bytes();
    match name {
        [.., b'.', a, b] if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() => {}
        _ => return Err(refusal()),
    }
    Ok(match input.to_str() {
        Some(text) => format!("{}mpy", &text[..text.len() - 2]).into(),
        None => input.with_extension("mpy"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job(args: &[&str]) -> Job {
        match parse(lexopt::Parser::from_args(args)) {
            Ok(Request::Compile(job)) => *job,
            other => panic!("{args:?}: {other:?}"),
        }
    }

    fn error(args: &[&str]) -> String {
        parse(lexopt::Parser::from_args(args)).expect_err("should be refused").message
    }

    fn level_of(arg: &str) -> u8 {
        job(&[arg, "a.py"]).settings.options.level
    }

    fn flags_of(flags: &str) -> u32 {
        job(&["-march=rv32imc", &format!("-march-flags={flags}"), "a.py"]).settings.arch_flags
    }

    fn output_of(input: &str) -> Output {
        job(&[input]).output
    }

    #[test]
    fn level_defaults_to_0() {
        assert_eq!(job(&["a.py"]).settings.options.level, 0);
    }

    #[test]
    fn o_without_a_digit_is_level_1() {
        assert_eq!(level_of("-O"), 1);
    }

    #[test]
    fn letters_of_o_are_counted() {
        assert_eq!(level_of("-OOO"), 3);
    }

    #[test]
    fn only_the_first_digit_of_a_level_counts() {
        assert_eq!(level_of("-O27"), 2);
    }

    #[test]
    fn last_level_wins() {
        assert_eq!(job(&["-O3", "-O0", "a.py"]).settings.options.level, 0);
    }

    #[test]
    fn options_may_follow_the_input() {
        assert_eq!(job(&["a.py", "-O3"]).settings.options.level, 3);
    }

    #[test]
    fn double_dash_ends_the_options() {
        assert_eq!(job(&["--", "-O.py"]).input, Input::File("-O.py".into()));
    }

    #[test]
    fn dash_is_standard_input() {
        assert_eq!(job(&["-"]).input, Input::Stdin);
    }

    #[test]
    fn standard_input_is_named_stdin() {
        assert_eq!(job(&["-"]).settings.options.source_name, "<stdin>");
    }

    #[test]
    fn source_name_defaults_to_the_input() {
        assert_eq!(job(&["lib/a.py"]).settings.options.source_name, "lib/a.py");
    }

    #[test]
    fn backslashes_of_the_input_become_slashes() {
        assert_eq!(job(&["lib\\a.py"]).settings.options.source_name, "lib/a.py");
    }

    #[test]
    fn backslashes_of_the_name_become_slashes() {
        assert_eq!(job(&["-s", "x\\y", "a.py"]).settings.options.source_name, "x/y");
    }

    #[test]
    fn input_is_remembered_beside_another_name() {
        assert_eq!(job(&["-s", "x", "a.py"]).settings.options.input_name.as_deref(), Some("a.py"));
    }

    #[test]
    fn name_of_255_bytes_is_accepted() {
        assert_eq!(job(&["-s", &"n".repeat(255), "a.py"]).settings.options.source_name.len(), 255);
    }

    #[test]
    fn name_of_256_bytes_is_refused() {
        assert!(error(&["-s", &"n".repeat(256), "a.py"]).contains("255"));
    }

    #[test]
    fn output_is_beside_the_input() {
        assert_eq!(output_of("lib/a.py"), Output::File("lib/a.mpy".into()));
    }

    #[test]
    fn output_of_a_name_that_is_all_extension() {
        assert_eq!(output_of(".py"), Output::File(".mpy".into()));
    }

    #[test]
    fn output_of_another_two_letter_extension() {
        assert_eq!(output_of("a.PY"), Output::File("a.mpy".into()));
    }

    #[test]
    fn output_of_a_name_without_extension_is_refused() {
        assert_eq!(
            error(&["Makefile"]),
            "Makefile: the name does not end in .py: name the output file with -o"
        );
    }

    #[test]
    fn output_of_a_two_byte_name_is_refused() {
        assert!(error(&["ab"]).contains("-o"));
    }

    #[test]
    fn dot_slash_is_no_extension() {
        assert!(error(&["./a"]).contains("-o"));
    }

    #[test]
    fn name_that_does_not_end_in_py_is_fine_with_o() {
        assert_eq!(job(&["Makefile", "-o", "x"]).output, Output::File("x".into()));
    }

    #[test]
    fn output_of_standard_input_is_standard_output() {
        assert_eq!(output_of("-"), Output::Stdout);
    }

    #[test]
    fn o_dash_is_standard_output() {
        assert_eq!(job(&["a.py", "-o", "-"]).output, Output::Stdout);
    }

    #[test]
    fn small_int_bits_default_to_31() {
        assert_eq!(job(&["a.py"]).settings.options.small_int_bits, 31);
    }

    #[test]
    fn small_int_bits_may_be_hexadecimal() {
        assert_eq!(job(&["-msmall-int-bits=0x3f", "a.py"]).settings.options.small_int_bits, 63);
    }

    #[test]
    fn small_int_bits_may_be_octal() {
        assert_eq!(job(&["-msmall-int-bits=017", "a.py"]).settings.options.small_int_bits, 15);
    }

    #[test]
    fn small_int_bits_beyond_63_are_refused() {
        assert_eq!(
            error(&["-msmall-int-bits=64", "a.py"]),
            "-msmall-int-bits=64 is out of range: use 2 to 63"
        );
    }

    #[test]
    fn small_int_bits_must_be_a_number() {
        assert_eq!(error(&["-msmall-int-bits=3x", "a.py"]), "invalid number '3x' for -msmall-int-bits");
    }

    #[test]
    fn every_architecture_is_known() {
        for name in
            "x86 x64 armv6 armv6m armv7m armv7em armv7emsp armv7emdp xtensa xtensawin rv32imc rv64imc debug"
                .split(' ')
        {
            assert!(
                job(&[&format!("-march={name}"), "a.py"]).settings.options.native_arch.is_some(),
                "{name}"
            );
        }
    }

    #[test]
    fn unknown_architecture_is_refused() {
        assert_eq!(error(&["-march=z80", "a.py"]), "unknown architecture 'z80'");
    }

    #[test]
    fn flags_by_name() {
        assert_eq!(flags_of("zba,zcmp"), 3);
    }

    #[test]
    fn flags_in_binary() {
        assert_eq!(flags_of("0b10"), 2);
    }

    #[test]
    fn flags_of_an_unknown_bit_are_refused() {
        assert_eq!(error(&["-march=rv32imc", "-march-flags=4", "a.py"]), "unrecognised arch flags");
    }

    #[test]
    fn flags_of_an_unknown_name_are_refused() {
        assert_eq!(error(&["-march=rv32imc", "-march-flags=zba,zbb", "a.py"]), "unrecognised arch flags");
    }

    #[test]
    fn flags_of_another_architecture_are_refused() {
        assert_eq!(error(&["-march=x64", "-march-flags=1", "a.py"]), "unrecognised arch flags");
    }

    #[test]
    fn flags_without_an_architecture_are_ignored() {
        assert_eq!(job(&["-march-flags=zz", "a.py"]).settings.arch_flags, 0);
    }

    #[test]
    fn source_lines_can_be_left_out() {
        assert!(!job(&["-X", "no-source-lines", "a.py"]).settings.options.source_lines);
    }

    #[test]
    fn source_lines_can_be_put_back() {
        assert!(job(&["-X", "no-source-lines", "-X", "source-lines", "a.py"]).settings.options.source_lines);
    }

    #[test]
    fn bytecode_emitter_is_accepted() {
        assert_eq!(job(&["-X", "emit=bytecode", "a.py"]).settings.options.native_arch, None);
    }

    #[test]
    fn native_emitter_needs_an_architecture() {
        assert_eq!(error(&["-X", "emit=native", "a.py"]), "arch not specified");
    }

    #[test]
    fn native_emitter_is_not_supported() {
        assert!(error(&["-march=x64", "-X", "emit=viper", "a.py"]).contains("not supported yet"));
    }

    #[test]
    fn heap_size_with_word_and_unit_is_accepted() {
        job(&["-X", "heapsize=64wk", "a.py"]);
    }

    #[test]
    fn heap_size_must_start_with_a_number() {
        assert_eq!(error(&["-X", "heapsize=big", "a.py"]), "invalid heap size 'big'");
    }

    #[test]
    fn unknown_implementation_option_is_refused() {
        assert_eq!(error(&["-X", "fast", "a.py"]), "invalid option '-X fast'");
    }

    #[test]
    fn unknown_option_is_refused() {
        assert_eq!(error(&["-q", "a.py"]), "invalid option '-q'");
    }

    #[test]
    fn missing_option_value_is_refused() {
        assert!(error(&["a.py", "-o"]).contains("-o"));
    }

    #[test]
    fn no_input_is_refused() {
        assert_eq!(error(&["-O3"]), "no input file");
    }

    #[test]
    fn two_inputs_need_o() {
        assert_eq!(
            error(&["a.py", "b.py"]),
            "multiple input files: name a directory for the outputs with -o"
        );
    }

    #[test]
    fn flags_are_checked_before_the_emitter_and_the_input() {
        assert_eq!(error(&["-march=x64", "-march-flags=1", "-X", "emit=native"]), "unrecognised arch flags");
    }

    #[test]
    fn emitter_is_checked_before_the_input() {
        assert_eq!(error(&["-X", "emit=native"]), "arch not specified");
    }

    #[test]
    fn version_is_answered_before_later_options() {
        assert!(matches!(parse(lexopt::Parser::from_args(["--version", "-q"])), Ok(Request::Version)));
    }

    fn tree(args: &[&str]) -> TreeJob {
        match parse(lexopt::Parser::from_args(args)) {
            Ok(Request::Tree(job)) => *job,
            other => panic!("{args:?}: {other:?}"),
        }
    }

    #[test]
    fn two_inputs_are_a_tree() {
        assert_eq!(tree(&["a.py", "b.py", "-o", "out"]).inputs, [Path::new("a.py"), Path::new("b.py")]);
    }

    #[test]
    fn directory_is_a_tree() {
        assert_eq!(tree(&[".", "-o", "out"]).output, Path::new("out"));
    }

    #[test]
    fn directory_needs_o() {
        assert_eq!(error(&["."]), ". is a directory: name a directory for the outputs with -o");
    }

    #[test]
    fn tree_cannot_go_to_standard_output() {
        assert!(error(&[".", "-o", "-"]).contains("name a directory"));
    }

    #[test]
    fn tree_has_no_source_name() {
        assert!(error(&[".", "-o", "out", "-s", "x"]).starts_with("-s names one source"));
    }

    #[test]
    fn standard_input_is_no_part_of_a_tree() {
        assert!(error(&["a.py", "-", "-o", "out"]).starts_with("standard input"));
    }

    #[test]
    fn number_of_jobs_is_taken() {
        assert_eq!(tree(&[".", "-o", "out", "-j3"]).jobs, 3);
    }

    #[test]
    fn no_jobs_are_refused() {
        assert_eq!(error(&[".", "-o", "out", "-j", "0"]), "invalid number '0' for -j: use 1 to 256");
    }

    #[test]
    fn formats_are_known_by_name() {
        assert_eq!(job(&["--format", "json", "a.py"]).extras.format, Format::Json);
    }

    #[test]
    fn unknown_format_is_refused() {
        assert_eq!(
            error(&["--format=xml", "a.py"]),
            "unknown format 'xml': use human, short, json, traceback"
        );
    }

    #[test]
    fn lints_are_known_by_code() {
        job(&["-W", "W005", "-Dall", "-A", "w001", "a.py"]);
    }

    #[test]
    fn lints_are_known_by_name() {
        job(&["-D", "unused-constant", "a.py"]);
    }

    #[test]
    fn errors_are_no_lints() {
        assert_eq!(error(&["-A", "E101", "a.py"]), "unknown lint 'E101': see constrictor explain");
    }

    #[test]
    fn depfile_needs_an_output_file() {
        assert!(error(&["--depfile", "d", "-o", "-", "a.py"]).starts_with("--depfile needs"));
    }

    #[test]
    fn standard_input_cannot_be_watched() {
        assert!(error(&["--watch", "-o", "x", "-"]).starts_with("--watch needs"));
    }
}
