//! Diagnostics as text: for people, for editors, for programs, and as mpy-cross words them.
//!
//! Whatever a source, a name or a message holds, the text is valid UTF-8 and no terminal takes it for a command.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use codespan_reporting::diagnostic::{Diagnostic as Snippet, Label as SnippetLabel};
use codespan_reporting::term::{self, Config};

use crate::lines::{is_break, later_line_starts};
use crate::{Code, Diagnostic, Severity, Span};

mod excerpt;
mod json;
mod painter;
#[cfg(test)]
mod tests;

use excerpt::Excerpt;
pub use json::{json, json_failure};
use painter::{Painter, style};

/// The ways to write diagnostics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// The source with the mistake underlined, see [`human`].
    #[default]
    Human,
    /// One line each, see [`short`].
    Short,
    /// One JSON object a line, see [`json`].
    Json,
    /// What mpy-cross prints, see [`traceback`].
    Traceback,
}

impl Format {
    /// The names of the formats.
    pub const NAMES: [&'static str; 4] = ["human", "short", "json", "traceback"];

    /// The format with this name.
    pub fn find(name: &str) -> Option<Format> {
        let formats = [Format::Human, Format::Short, Format::Json, Format::Traceback];
        Format::NAMES.iter().position(|known| *known == name).map(|index| formats[index])
    }
}

/// A source text with its name, prepared for rendering diagnostics about it.
pub struct Source<'a> {
    name: &'a str,
    bytes: &'a [u8],
    /// Where each line begins.
    lines: Vec<usize>,
}

/// A place as people count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1 in characters; a byte that is not UTF-8 counts as one.
    pub column: usize,
}

impl<'a> Source<'a> {
    /// Finds the lines of a source.
    pub fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        let lines = core::iter::once(0).chain(later_line_starts(bytes)).collect();
        Source { name, bytes, lines }
    }

    /// The position of a byte; of the end, if the offset lies beyond it.
    pub fn position(&self, offset: u32) -> Position {
        let offset = self.clamp(offset);
        let (line, begin) = self.line_of(offset);
        // A place inside a character is that of the character.
        let offset = char_start(self.bytes, begin, offset);
        let column = 1 + self.bytes[begin..offset]
            .utf8_chunks()
            .map(|chunk| chunk.valid().chars().count() + chunk.invalid().len())
            .sum::<usize>();
        Position { line, column }
    }

    fn clamp(&self, offset: u32) -> usize {
        (offset as usize).min(self.bytes.len())
    }

    /// The number of the line that holds `offset`, counted from 1, and where that line begins.
    fn line_of(&self, offset: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|&begin| begin <= offset).max(1);
        (line, self.lines[line - 1])
    }

    /// The offsets of a line's text, its end not included. `line` is counted from 1.
    fn line_range(&self, line: usize) -> core::ops::Range<usize> {
        let begin = self.lines[line - 1];
        let next = self.lines.get(line).copied().unwrap_or(self.bytes.len());
        let text = &self.bytes[begin..next];
        let end = text.iter().rposition(|&byte| !is_break(byte)).map_or(0, |at| at + 1);
        begin..begin + end
    }
}

/// The start of the character that `offset` lies in, not before `least`.
fn char_start(bytes: &[u8], least: usize, offset: usize) -> usize {
    let is_continuation = |at: usize| bytes.get(at).is_some_and(|byte| byte & 0xC0 == 0x80);
    let mut start = offset;
    while start > least && offset - start < 3 && is_continuation(start) {
        start -= 1;
    }
    // Continuation bytes that continue nothing are one character each.
    let character = bytes.get(start..(start + 4).min(bytes.len())).unwrap_or_default();
    let length = character.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
    if length.is_some_and(|c| start + c.len_utf8() > offset) { start } else { offset }
}

/// A diagnostic for people: headline, location, the lines it is about with the places underlined, and notes.
pub fn human(diagnostic: &Diagnostic, source: &Source<'_>, colour: bool) -> String {
    let (excerpt, left_out) = Excerpt::new(source, diagnostic);
    let labels = excerpt.labels().map(|(place, is_primary)| {
        let make = if is_primary { SnippetLabel::primary } else { SnippetLabel::secondary };
        make((), place.range.clone()).with_message(one_line(&place.message))
    });
    let snippet = match diagnostic.severity {
        Severity::Warning => Snippet::warning(),
        Severity::Error => Snippet::error(),
    };
    let notes = notes(diagnostic, source, left_out);
    let snippet = snippet.with_labels(labels.collect()).with_notes(notes);
    let mut painter = Painter::new(colour, diagnostic.severity);
    // Writing to memory cannot fail, and every offset given lies in the excerpt.
    let _ = term::emit_to_write_style(&mut painter, &Config::default(), &excerpt, &snippet);
    let body = String::from_utf8_lossy(&painter.text);
    // The renderer starts with a line `error: `; ours names the exception instead.
    let body = body.split_once('\n').map_or("", |(_, body)| body);
    let (bold, plain) = if colour { (style::headline(diagnostic.severity), style::PLAIN) } else { ("", "") };
    format!("{bold}{}{plain}\n{}\n", headline(diagnostic), body.trim_end())
}

/// A diagnostic on one line, as editors look for it: `app.py:2:8: error[E101]: invalid syntax: missing colon`.
pub fn short(diagnostic: &Diagnostic, source: &Source<'_>) -> String {
    let Position { line, column } = source.position(diagnostic.span.start);
    let severity = severity_name(diagnostic.severity);
    let meaning = meaning(diagnostic).map_or_else(String::new, |meaning| format!(": {meaning}"));
    let (name, id) = (one_line(source.name), diagnostic.code.id());
    format!("{name}:{line}:{column}: {severity}[{id}]: {}{meaning}\n", one_line(&diagnostic.message))
}

/// A diagnostic as mpy-cross prints it (MicroPython, py/obj.c).
pub fn traceback(diagnostic: &Diagnostic, file: &str) -> String {
    let headline = printable(&diagnostic.headline());
    if diagnostic.line == 0 {
        return format!("{headline}\n");
    }
    let block =
        diagnostic.block.as_ref().map_or_else(String::new, |block| format!(", in {}", printable(block)));
    let (file, line) = (printable(file), diagnostic.line);
    format!("Traceback (most recent call last):\n  File \"{file}\", line {line}{block}\n{headline}\n")
}

/// Text that no terminal takes for a command: `?` for each byte of a control character, except for line feeds and tabs.
pub fn printable(text: &str) -> String {
    replace(text, |c| c.is_control() && c != '\n' && c != '\t')
}

/// Printable text without line feeds and tabs.
fn one_line(text: &str) -> String {
    replace(text, char::is_control)
}

fn replace(text: &str, unwanted: impl Fn(char) -> bool) -> String {
    let mut replaced = String::with_capacity(text.len());
    for c in text.chars() {
        if unwanted(c) {
            replaced.extend(core::iter::repeat_n('?', c.len_utf8()));
        } else {
            replaced.push(c);
        }
    }
    replaced
}

/// `SyntaxError[E101]: invalid syntax`
fn headline(diagnostic: &Diagnostic) -> String {
    let (kind, id) = (diagnostic.kind.name(), diagnostic.code.id());
    let colon = if diagnostic.message.is_empty() { "" } else { ": " };
    format!("{kind}[{id}]{colon}{}", printable(&diagnostic.message))
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// What is wrong, in the words of the code's name, where MicroPython has the same message for several mistakes.
fn meaning(diagnostic: &Diagnostic) -> Option<String> {
    let code = diagnostic.code;
    let is_general = matches!(code, Code::InvalidSyntax | Code::UnindentMismatch);
    let is_shared = || Code::ALL.iter().any(|other| *other != code && other.headline() == code.headline());
    (!is_general && diagnostic.message == code.headline() && is_shared())
        .then(|| code.name().replace('-', " "))
}

fn notes(diagnostic: &Diagnostic, source: &Source<'_>, left_out: Vec<(Span, String)>) -> Vec<String> {
    let mut notes: Vec<String> = diagnostic.hint.as_deref().map(printable).into_iter().collect();
    notes.extend(left_out.into_iter().map(|(span, message)| {
        let Position { line, column } = source.position(span.start);
        format!("{line}:{column}: {}", one_line(&message))
    }));
    let reported = diagnostic.line as usize;
    if reported != 0 && reported != source.line_of(source.clamp(diagnostic.span.start)).0 {
        notes.push(format!("MicroPython reports this at line {reported}"));
    }
    notes
}
