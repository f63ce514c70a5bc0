//! What went wrong and where: the one error type of the front-end.

use alloc::borrow::Cow;
use alloc::string::String;
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
}

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
        }
    }
}

/// An error in the source (or, for [`ErrorKind::Memory`], in what compiling it would take).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The exception class.
    pub kind: ErrorKind,
    /// MicroPython's own message where it has one.
    pub message: Cow<'static, str>,
    /// Where the mistake is. Always inside the source.
    pub span: Span,
    /// The line MicroPython reports, counted from 1, or 0 where it reports none. It can differ from the line of
    /// `span`: some MicroPython errors name the enclosing statement.
    pub line: u32,
    /// What to do about it, where that is known.
    pub hint: Option<Cow<'static, str>>,
}

impl Diagnostic {
    /// A diagnostic without a hint.
    pub fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>, span: Span, line: u32) -> Self {
        Diagnostic { kind, message: message.into(), span, line, hint: None }
    }

    /// That the memory limit is reached.
    pub(crate) fn out_of_memory() -> Self {
        Diagnostic::new(ErrorKind::Memory, "memory allocation failed", Span::new(0, 0), 0)
    }

    /// The same diagnostic with a hint.
    pub fn with_hint(mut self, hint: impl Into<Cow<'static, str>>) -> Self {
        self.hint = Some(hint.into());
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
