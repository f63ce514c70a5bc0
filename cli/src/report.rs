//! Errors as people read them: the headline, the place in the source, and what to do.

use std::io::{IsTerminal, Write};
use std::ops::Range;

use codespan_reporting::diagnostic::{Diagnostic as Snippet, Label, LabelStyle, Severity};
use codespan_reporting::files::{Error as FilesError, Files};
use codespan_reporting::term::{self, Config, WriteStyle};
use constrictor::Diagnostic;

/// How much of a long line is shown before and after the mistake, in bytes.
const MARGIN: usize = 120;
/// How much of a long mistake is underlined, in bytes.
const MAX_UNDERLINE: usize = 200;

/// Whether errors should be coloured: the reader is a terminal and has not opted out (<https://no-color.org>).
pub fn wants_colour() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// A diagnostic as text: headline, location, the line with the mistake underlined, and notes.
pub fn render(diagnostic: &Diagnostic, file: &str, source: &[u8], colour: bool) -> String {
    let excerpt = Excerpt::new(file, source, diagnostic.span.start as usize, diagnostic.span.end as usize);
    let snippet = Snippet::error()
        .with_label(Label::primary((), excerpt.underlined.clone()))
        .with_notes(notes(diagnostic, excerpt.line));
    let mut painter = Painter { text: Vec::new(), colour };
    // Writing to memory cannot fail, and every offset given lies in the excerpt.
    let _ = term::emit_to_write_style(&mut painter, &Config::default(), &excerpt, &snippet);
    let body = String::from_utf8_lossy(&painter.text);
    // The renderer starts with a line `error: `; ours names the exception instead.
    let body = body.split_once('\n').map_or("", |(_, body)| body);
    let (bold, plain) = if colour { (style::HEADLINE, style::PLAIN) } else { ("", "") };
    format!("{bold}{}{plain}\n{}\n", printable(&diagnostic.headline()), body.trim_end())
}

fn notes(diagnostic: &Diagnostic, line: usize) -> Vec<String> {
    let reported = diagnostic.line as usize;
    let elsewhere =
        (reported != 0 && reported != line).then(|| format!("MicroPython reports this at line {reported}"));
    diagnostic.hint.as_deref().map(printable).into_iter().chain(elsewhere).collect()
}

/// Text that no terminal takes for a command: `?` for each byte of a control character, except for line feeds and tabs.
pub fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() && c != '\n' && c != '\t' {
            printable.extend(std::iter::repeat_n('?', c.len_utf8()));
        } else {
            printable.push(c);
        }
    }
    printable
}

/// Bytes as text of the same length: `?` for each byte that is not UTF-8.
fn lossy(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(std::iter::repeat_n('?', chunk.invalid().len()));
    }
    text
}

/// The piece of the source that an error shows: one line, or the part of a long line around the mistake.
struct Excerpt {
    file: String,
    /// The line's number, counted from 1.
    line: usize,
    /// How many characters of the line come before the text.
    skipped: usize,
    text: String,
    /// Where the mistake is in the text.
    underlined: Range<usize>,
}

impl Excerpt {
    fn new(file: &str, source: &[u8], start: usize, end: usize) -> Self {
        let start = start.min(source.len());
        let (line, begin) = line_of(source, start);
        let rest = &source[begin..];
        let length = rest.iter().position(|b| matches!(b, b'\r' | b'\n')).unwrap_or(rest.len());
        let text = printable(&lossy(&rest[..length]));
        // Of a mistake over several lines the first is shown.
        let from = boundary_before(&text, start - begin);
        let to = end.saturating_sub(begin).clamp(from, from + MAX_UNDERLINE);
        let to = boundary_after(&text, to);
        let cut = boundary_before(&text, from.saturating_sub(MARGIN));
        let stop = boundary_after(&text, to + MARGIN);
        Excerpt {
            file: printable(file),
            line,
            skipped: text[..cut].chars().count(),
            text: text[cut..stop].to_owned(),
            underlined: from - cut..to - cut,
        }
    }
}

/// The last place between two characters that is not after `offset`.
fn boundary_before(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rfind(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The first place between two characters that is not before `offset`, or the end.
fn boundary_after(text: &str, offset: usize) -> usize {
    (offset..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// The number of the line that holds `offset`, counted from 1, and where that line begins.
///
/// Lines end as in MicroPython: with a line feed, a carriage return, or both (MicroPython, py/lexer.c).
fn line_of(source: &[u8], offset: usize) -> (usize, usize) {
    let (mut line, mut begin) = (1, 0);
    for (at, &byte) in source[..offset].iter().enumerate() {
        let ends_line = byte == b'\n' || (byte == b'\r' && source.get(at + 1) != Some(&b'\n'));
        if ends_line {
            (line, begin) = (line + 1, at + 1);
        }
    }
    (line, begin)
}

impl<'a> Files<'a> for Excerpt {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, FilesError> {
        Ok(&self.file)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, FilesError> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), _: usize) -> Result<usize, FilesError> {
        Ok(0)
    }

    fn line_number(&'a self, (): (), _: usize) -> Result<usize, FilesError> {
        Ok(self.line)
    }

    fn column_number(&'a self, (): (), _: usize, offset: usize) -> Result<usize, FilesError> {
        let before = self.text.get(..offset).map_or(0, |text| text.chars().count());
        Ok(self.skipped + before + 1)
    }

    fn line_range(&'a self, (): (), _: usize) -> Result<Range<usize>, FilesError> {
        Ok(0..self.text.len())
    }
}

/// ANSI escape sequences of what is coloured.
mod style {
    pub const PLAIN: &str = "\x1b[0m";
    pub const HEADLINE: &str = "\x1b[1;31m";
    pub const ERROR: &str = "\x1b[31m";
    pub const BORDER: &str = "\x1b[34m";
}

/// Collects the renderer's output, coloured or not.
struct Painter {
    text: Vec<u8>,
    colour: bool,
}

impl Painter {
    fn paint(&mut self, style: &str) -> std::io::Result<()> {
        if self.colour {
            self.text.extend_from_slice(style.as_bytes());
        }
        Ok(())
    }
}

impl Write for Painter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.text.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Painter {
    fn set_header(&mut self, _: Severity) -> std::io::Result<()> {
        Ok(())
    }

    fn set_header_message(&mut self) -> std::io::Result<()> {
        Ok(())
    }

    fn set_line_number(&mut self) -> std::io::Result<()> {
        self.paint(style::BORDER)
    }

    fn set_note_bullet(&mut self) -> std::io::Result<()> {
        self.paint(style::BORDER)
    }

    fn set_source_border(&mut self) -> std::io::Result<()> {
        self.paint(style::BORDER)
    }

    fn set_label(&mut self, _: Severity, _: LabelStyle) -> std::io::Result<()> {
        self.paint(style::ERROR)
    }

    fn reset(&mut self) -> std::io::Result<()> {
        self.paint(style::PLAIN)
    }
}

#[cfg(test)]
mod tests {
    use constrictor::{Code, Span};
    use insta::assert_snapshot;

    use super::*;

    fn rendered(source: &[u8], span: Range<u32>, line: u32) -> String {
        let span = Span::new(span.start, span.end);
        render(&Diagnostic::new(Code::InvalidSyntax, span, line), "app.py", source, false)
    }

    #[test]
    fn mistake_is_underlined() {
        assert_snapshot!(rendered(b"a = 1\nb = (2 3)\n", 13..14, 2), @r"
        SyntaxError: invalid syntax
          ┌─ app.py:2:8
          │
        2 │ b = (2 3)
          │        ^
        ");
    }

    #[test]
    fn end_of_file_has_a_caret() {
        assert_snapshot!(rendered(b"f(", 2..2, 1), @r"
        SyntaxError: invalid syntax
          ┌─ app.py:1:3
          │
        1 │ f(
          │   ^
        ");
    }

    #[test]
    fn line_end_has_a_caret() {
        assert_snapshot!(rendered(b"x =\ny = 1\n", 3..4, 1), @r"
        SyntaxError: invalid syntax
          ┌─ app.py:1:4
          │
        1 │ x =
          │    ^
        ");
    }

    #[test]
    fn offsets_of_an_empty_source_are_fine() {
        assert_snapshot!(rendered(b"", 0..0, 1), @r"
        SyntaxError: invalid syntax
          ┌─ app.py:1:1
          │
        1 │ 
          │ ^
        ");
    }

    #[test]
    fn other_line_of_micropython_is_noted() {
        assert_snapshot!(rendered(b"def f():\n    return 1 1\n", 22..23, 1), @r"
        SyntaxError: invalid syntax
          ┌─ app.py:2:14
          │
        2 │     return 1 1
          │              ^
          │
          = MicroPython reports this at line 1
        ");
    }

    #[test]
    fn hint_is_noted() {
        let diagnostic =
            Diagnostic::new(Code::CannotAssign, Span::new(0, 5), 1).with_hint("use == to compare");
        assert_snapshot!(render(&diagnostic, "app.py", b"a + b = c", false), @r"
        SyntaxError: can't assign to expression
          ┌─ app.py:1:1
          │
        1 │ a + b = c
          │ ^^^^^
          │
          = use == to compare
        ");
    }

    #[test]
    fn mistake_over_two_lines_shows_the_first() {
        assert_snapshot!(rendered(b"del (a +\n  b)\n", 4..13, 1), @r"
        SyntaxError: invalid syntax
          ┌─ app.py:1:5
          │
        1 │ del (a +
          │     ^^^^
        ");
    }

    #[test]
    fn tabs_are_aligned() {
        assert_snapshot!(rendered(b"\tx\t= 1 1", 7..8, 1), @r"
        SyntaxError: invalid syntax
          ┌─ app.py:1:8
          │
        1 │     x   = 1 1
          │             ^
        ");
    }

    #[test]
    fn long_line_is_cut() {
        let source = [&b"a".repeat(1000)[..], b" $ ", &b"b".repeat(1000)[..]].concat();
        assert_snapshot!(rendered(&source, 1001..1002, 1), @r"
        SyntaxError: invalid syntax
          ┌─ app.py:1:1002
          │
        1 │ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa $ bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
          │                                                                                                                         ^
        ");
    }

    #[test]
    fn line_without_reported_number_has_no_note() {
        assert!(!rendered(b"x x", 2..3, 0).contains("MicroPython reports"));
    }

    #[test]
    fn carriage_return_ends_a_line() {
        assert!(rendered(b"a\rb\r$", 4..5, 3).contains("app.py:3:1"));
    }

    #[test]
    fn carriage_return_and_line_feed_end_one_line() {
        assert!(rendered(b"a\r\nb\r\n$", 6..7, 3).contains("app.py:3:1"));
    }

    #[test]
    fn columns_count_characters() {
        assert!(rendered("é $".as_bytes(), 3..4, 1).contains("app.py:1:3"));
    }

    #[test]
    fn bytes_that_are_not_utf8_shift_nothing() {
        assert!(rendered(b"'\xff\xc3' $", 5..6, 1).contains("│ '??' $\n  │      ^\n"));
    }

    #[test]
    fn escape_sequences_of_the_source_are_defused() {
        assert!(rendered(b"'\x1b[2J' $", 7..8, 1).contains("'?[2J' $"));
    }

    #[test]
    fn span_beyond_the_source_is_cut() {
        assert!(rendered(b"x", 90..99, 1).contains("app.py:1:2"));
    }

    #[test]
    fn span_inside_a_character_is_widened() {
        assert!(rendered("é".as_bytes(), 1..1, 1).contains("app.py:1:1"));
    }

    #[test]
    fn every_span_of_a_hostile_source_is_rendered() {
        let source = "\u{1b}é\r\n\t\u{9b}\u{1f40d}\u{301}\r\n\n\0\u{202e}".as_bytes();
        let source = [source, b"\xf0\x9f\xff"].concat();
        for start in 0..=source.len() as u32 + 1 {
            for end in 0..=source.len() as u32 + 1 {
                assert!(rendered(&source, start..end, 1).starts_with("SyntaxError: "));
            }
        }
    }

    #[test]
    fn colour_is_reset_at_the_end_of_the_headline() {
        let diagnostic = Diagnostic::new(Code::InvalidSyntax, Span::new(0, 1), 1);
        assert!(
            render(&diagnostic, "a.py", b"$", true)
                .starts_with("\x1b[1;31mSyntaxError: invalid syntax\x1b[0m\n")
        );
    }
}
