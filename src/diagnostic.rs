//! What went wrong and where: the one type for errors and warnings of the front-end.

mod code;

pub use code::Code;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// A half-open range of byte offsets into the source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset just past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` up to but not including `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Span { start, end }
    }

    /// Whether all of `other` lies in this range.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// The most errors that are reported for one source.
pub(crate) const MOST_ERRORS: usize = 100;

/// The exception class MicroPython raises for the same source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// `SyntaxError`
    Syntax,
    /// `IndentationError`
    Indentation,
    /// `NotImplementedError`
    NotImplemented,
    /// `RuntimeError`
    Runtime,
    /// `MemoryError`
    Memory,
    /// `UnicodeError`
    Unicode,
    /// `SyntaxWarning`: the source compiles, but hardly does what was meant. MicroPython says nothing then.
    Warning,
}

impl ErrorKind {
    /// The name of the exception class.
    pub fn name(self) -> &'static str {
        match self {
            ErrorKind::Syntax => "SyntaxError",
            ErrorKind::Indentation => "IndentationError",
            ErrorKind::NotImplemented => "NotImplementedError",
            ErrorKind::Runtime => "RuntimeError",
            ErrorKind::Memory => "MemoryError",
            ErrorKind::Unicode => "UnicodeError",
            ErrorKind::Warning => "SyntaxWarning",
        }
    }
}

/// How serious a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The source compiles.
    Warning,
    /// The source does not compile, or its author wants what was found to be fixed first.
    Error,
}

/// A second place in the source that explains the first.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Label {
    /// Where it is. Always inside the source.
    pub span: Span,
    /// What there is to see.
    pub message: Cow<'static, str>,
}

/// An error or a warning about the source (or, for [`ErrorKind::Memory`], about what compiling it would take).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// How serious it is.
    pub severity: Severity,
    /// The exception class.
    pub kind: ErrorKind,
    /// MicroPython's own message where it has one.
    pub message: Cow<'static, str>,
    /// Where the mistake is. Always inside the source.
    pub span: Span,
    /// The line MicroPython reports, counted from 1, or 0 where it reports none. It can differ from the line of
    /// `span`: some MicroPython errors name the enclosing statement.
    pub line: u32,
    /// The innermost function, class or comprehension around an error that MicroPython finds while compiling it,
    /// `<module>` outside of all: it names that beside the line. An error in the text has none (MicroPython, py/compile.c
    /// and py/parse.c), and neither has one without a line.
    pub block: Option<String>,
    /// Other places that explain the mistake.
    pub labels: Vec<Label>,
    /// What to do about it, where that is known.
    pub hint: Option<Cow<'static, str>>,
}

impl Diagnostic {
    /// A diagnostic with the usual message of its code, and nothing more.
    pub fn new(code: Code, span: Span, line: u32) -> Self {
        Diagnostic {
            code,
            severity: code.severity(),
            kind: code.kind(),
            message: code.headline().into(),
            span,
            line,
            block: None,
            labels: Vec::new(),
            hint: None,
        }
    }

    /// That the memory limit is reached.
    pub(crate) fn out_of_memory() -> Self {
        Diagnostic::new(Code::OutOfMemory, Span::new(0, 0), 0)
    }

    /// The same diagnostic with another message.
    pub fn with_message(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        self.message = message.into();
        self
    }

    /// The same diagnostic with a hint. Without a standard library there is none: it would only take room in flash.
    pub fn with_hint(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        if cfg!(feature = "std") {
            self.hint = Some(hint.into());
        }
        self
    }

    /// The same diagnostic with another place.
    pub fn with_label(mut self, span: Span, message: impl Into<Cow<'static, str>>) -> Self {
        self.labels.push(Label { span, message: message.into() });
        self
    }

    /// `SyntaxError: invalid syntax`, as MicroPython prints it below a traceback.
    pub fn headline(&self) -> String {
        let mut text = String::from(self.kind.name());
        if !self.message.is_empty() {
            text.push_str(": ");
            text.push_str(&self.message);
        }
        text
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line != 0 {
            write!(f, "line {}: ", self.line)?;
        }
        f.write_str(&self.headline())
    }
}

impl core::error::Error for Diagnostic {}
