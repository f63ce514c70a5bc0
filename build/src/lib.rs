//! Compiles a folder of MicroPython into a firmware project, from its build script.
//!
//! In `Cargo.toml`, `constrictor-build` goes under `[build-dependencies]`. Then, in the `main` function of `build.rs`:
//!
//! ```no_run
//! constrictor_build::Folder::new("python").level(3).compile();
//! ```
//!
//! and in the firmware, which needs no standard library for it:
//!
//! ```ignore
//! // pub static MODULES: &[(&str, &[u8])]
//! include!(concat!(env!("OUT_DIR"), "/modules.rs"));
//!
//! let main = MODULES.iter().find(|(path, _)| *path == "main.mpy");
//! ```
//!
//! Cargo runs the build script again when a file of the folder changes, appears, or goes. What is wrong with a source
//! shows as an error of the build, with its place; all sources are looked at, not only up to the first mistake. What
//! compiles but is hardly meant shows as a warning.

#![warn(missing_docs)]

mod find;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use constrictor::bytecode::write::write;
use constrictor::render::{self, Position};
use constrictor::stages::Parsed;
use constrictor::{Diagnostic, Options, Severity};
pub use constrictor::{Level, Levels};
use find::Source;

/// A folder of Python sources, and how to compile them.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    options: Options,
    levels: Levels,
    name: String,
    prefix: String,
    excluded: Vec<String>,
}

/// What compiling a folder came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outcome {
    /// What cargo is to be told, one line each, such as `cargo::rerun-if-changed=python/main.py`.
    pub directives: Vec<String>,
    /// Paths of the compiled modules, such as `sensors/__init__.mpy`, in alphabetical order.
    pub modules: Vec<String>,
    /// How many of the directives are errors. The modules are only usable if none is.
    pub errors: usize,
}

impl Folder {
    /// The folder at `path`, which is relative to the root of the package that is being built.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Folder {
            path: path.into(),
            options: Options::default(),
            levels: Levels::default(),
            name: "modules".into(),
            prefix: String::new(),
            excluded: Vec::new(),
        }
    }

    /// Sets the optimisation level, 0 to 3. Default: 0.
    pub fn level(mut self, level: u8) -> Self {
        self.options.level = level;
        self
    }

    /// Sets the bits of the board's small integers. Default: 31, which is right for 32-bit boards.
    pub fn small_int_bits(mut self, bits: u8) -> Self {
        self.options.small_int_bits = bits;
        self
    }

    /// Sets the name of the generated file, `NAME.rs`, and of the static in it, `NAME` in capital letters. Needed when
    /// there are several folders. Default: `modules`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Sets what stands before the path below the folder, such as `app/`, in the name that tracebacks show of a source.
    /// Default: nothing.
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Sets what to do about what compiles but is hardly meant. Default: all of it is reported as warnings.
    pub fn lints(mut self, levels: Levels) -> Self {
        self.levels = levels;
        self
    }

    /// Leaves out a file or folder, given by its path below the folder with `/` between the parts.
    pub fn exclude(mut self, path: impl Into<String>) -> Self {
        self.excluded.push(path.into());
        self
    }

    /// Compiles the folder into cargo's `OUT_DIR` and tells cargo about it. For build scripts.
    ///
    /// Ends the process with exit code 1 if anything is wrong.
    pub fn compile(&self) {
        let Some(out) = env::var_os("OUT_DIR") else {
            println!("cargo::error=OUT_DIR is not set: call this from a build script");
            std::process::exit(1);
        };
        let outcome = self.compile_into(Path::new(&out));
        for directive in &outcome.directives {
            println!("{directive}");
        }
        if outcome.errors > 0 {
            std::process::exit(1);
        }
    }

    /// Compiles the folder into the folder `out`, and says what cargo is to be told.
    pub fn compile_into(&self, out: &Path) -> Outcome {
        let mut outcome = Outcome::default();
        if !is_identifier(&self.name) {
            outcome.error(&format!("{:?} cannot be the name of a static", self.name));
            return outcome;
        }
        let found = find::sources(&self.path, &self.excluded);
        for path in &found.looked_at {
            // The directive ends with the line, so a name that does not fit in one cannot be watched: it is refused.
            outcome.directives.push(format!("cargo::rerun-if-changed={}", one_line(&path.to_string_lossy())));
        }
        for problem in &found.problems {
            outcome.error(problem);
        }
        let modules = out.join(&self.name);
        if let Err(error) = start_over(&modules) {
            outcome.error(&format!("{}: {error}", modules.display()));
            return outcome;
        }
        for source in &found.sources {
            self.compile_one(source, &modules, &mut outcome);
        }
        let index = out.join(format!("{}.rs", self.name));
        if let Err(error) = fs::write(&index, self.index(&outcome.modules, &modules)) {
            outcome.error(&format!("{}: {error}", index.display()));
        }
        outcome
    }

    fn compile_one(&self, source: &Source, modules: &Path, outcome: &mut Outcome) {
        let shown = source.file.display().to_string();
        let text = match fs::read(&source.file) {
            Ok(text) => text,
            Err(error) => return outcome.error(&format!("{shown}: {error}")),
        };
        let mut options = self.options.clone();
        options.source_name = format!("{}{}", self.prefix, source.name);
        self.lint(&shown, &text, &options, outcome);
        let module = match constrictor::compile(&text, &options) {
            Ok(module) => module,
            Err(diagnostic) => return outcome.error(&describe(&shown, &text, &diagnostic)),
        };
        let path = source.module_path();
        let file = modules.join(&path);
        let folder = file.parent().map_or(Ok(()), fs::create_dir_all);
        match folder.and_then(|()| fs::write(&file, write(&module))) {
            Ok(()) => outcome.modules.push(path),
            Err(error) => outcome.error(&format!("{}: {error}", file.display())),
        }
    }

    /// Reports what is hardly meant. A source that cannot be parsed has worse to report.
    fn lint(&self, shown: &str, text: &[u8], options: &Options, outcome: &mut Outcome) {
        let lints = Parsed::new(text, options).map(|parsed| parsed.lints(&self.levels)).unwrap_or_default();
        for lint in lints {
            let description = describe(shown, text, &lint);
            match lint.severity {
                Severity::Error => outcome.error(&description),
                _ => outcome.directives.push(format!("cargo::warning={}", one_line(&description))),
            }
        }
    }

    /// The generated Rust.
    fn index(&self, paths: &[String], modules: &Path) -> String {
        let mut rust = format!(
            "/// The compiled modules: path and content, in alphabetical order.\n\
             pub static {}: &[(&str, &[u8])] = &[\n",
            self.name.to_ascii_uppercase()
        );
        for path in paths {
            let file = modules.join(path);
            // Writing to a string does not fail. As text in Rust a path needs to be UTF-8, which cargo demands too.
            let _ = writeln!(rust, "    ({path:?}, include_bytes!({:?})),", file.to_string_lossy());
        }
        rust.push_str("];\n");
        rust
    }
}

impl Outcome {
    fn error(&mut self, message: &str) {
        self.directives.push(format!("cargo::error={}", one_line(message)));
        self.errors += 1;
    }
}

/// `python/main.py:3:9: SyntaxError: invalid syntax [E100]`, and a hint if there is one.
fn describe(file: &str, source: &[u8], diagnostic: &Diagnostic) -> String {
    let Position { line, column } = render::Source::new(file, source).position(diagnostic.span.start);
    let headline = diagnostic.headline();
    let hint = diagnostic.hint.as_deref().map(|hint| format!(" ({hint})")).unwrap_or_default();
    format!("{file}:{line}:{column}: {headline} [{}]{hint}", diagnostic.code.id())
}

/// Text that fits into one of cargo's directives.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '?' } else { c }).collect()
}

fn is_identifier(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_alphabetic())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// An empty folder: what an earlier build left there may be of sources that are gone.
fn start_over(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::create_dir_all(folder),
    }
}
