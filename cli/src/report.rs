//! What goes to standard error: diagnostics in the chosen format, and failures to read and write.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

pub use constrictor::render::printable;
use constrictor::render::{self, Format, Source};
use constrictor::{Diagnostic, Severity};

use crate::compile::Refusal;

/// How many diagnostics of one file are shown.
const MAX_SHOWN: usize = 1000;

/// Writes in one format.
#[derive(Clone, Copy, Default)]
pub struct Reporter {
    format: Format,
}

/// Whether errors should be coloured: the reader is a terminal and has not opted out (<https://no-color.org>).
fn wants_colour() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

impl Reporter {
    /// A reporter to standard error.
    pub fn new(format: Format) -> Self {
        Reporter { format }
    }

    /// The text about a source that was refused. `embedded` is its name in the output.
    pub fn refusal(&self, refusal: &Refusal, name: &str, embedded: &str, source: &[u8]) -> String {
        match (self.format, &refusal.first) {
            (Format::Traceback, Some(first)) => {
                // The name that is embedded is that of the compiled module, which exists once a block is compiled.
                let name = if first.block.is_some() { embedded } else { name };
                render::traceback(first, name)
            }
            _ => self.diagnostics(&refusal.diagnostics, name, source),
        }
    }

    /// The text about what was found in a source. mpy-cross has no warnings, and so its format has none.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic], name: &str, source: &[u8]) -> String {
        if diagnostics.is_empty() {
            return String::new();
        }
        let source = Source::new(name, source);
        let colour = self.format == Format::Human && wants_colour();
        let mut text = String::new();
        for diagnostic in &diagnostics[..diagnostics.len().min(MAX_SHOWN)] {
            let piece = match self.format {
                Format::Short => render::short(diagnostic, &source),
                Format::Json => render::json(diagnostic, &source),
                Format::Traceback if diagnostic.severity == Severity::Warning => String::new(),
                Format::Traceback => render::traceback(diagnostic, name),
                _ => render::human(diagnostic, &source, colour),
            };
            text.push_str(&piece);
        }
        if diagnostics.len() > MAX_SHOWN && matches!(self.format, Format::Human | Format::Short) {
            let more = diagnostics.len() - MAX_SHOWN;
            // Writing to a string cannot fail.
            let _ = writeln!(text, "constrictor: {}: {more} more diagnostics", printable(name));
        }
        text
    }

    /// `constrictor: cannot read x.py: No such file or directory`
    pub fn failure(&self, name: &str, verb: &str, error: &io::Error) -> String {
        let reason = reason(error);
        match self.format {
            Format::Json => render::json_failure(name, &format!("cannot {verb}: {reason}")),
            _ => format!("constrictor: cannot {verb} {}: {reason}\n", printable(name)),
        }
    }

    /// Tells how things go, unless the reader is a program.
    pub fn note(&self, text: &str) {
        if self.format != Format::Json {
            tell(&format!("constrictor: {}\n", printable(text)));
        }
    }

    /// Whether people read along.
    pub fn is_interactive(&self) -> bool {
        self.format != Format::Json && io::stderr().is_terminal()
    }

    /// That something is wrong with a file, in words: `constrictor: x.py: …`.
    pub fn problem(&self, name: &str, message: &str) -> String {
        match self.format {
            Format::Json => render::json_failure(name, message),
            _ => format!("constrictor: {}: {}\n", printable(name), printable(message)),
        }
    }
}

/// What an error says, without its number and behind that the name of a temporary file, which tell the user nothing.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

/// Writes to standard error. Where nobody listens, the exit code has to do.
pub fn tell(text: &str) {
    if !text.is_empty() {
        let _ = io::stderr().write_all(text.as_bytes());
    }
}
