//! The bytes still to be read: the source, preceded by whatever f-strings have put in front of it.
//!
//! MicroPython turns `f"{x}"` into `"{}".format((x),)` by reading the literal and then feeding `.format((x),)` to its
//! lexer before the rest of the source. The expansion is read exactly like source text, so it shows: newlines in it
//! count as lines once more, and a quote or comment that an expression leaves open runs on into the source.
//! To agree with it, this is a stack of texts over the source; the lexer cuts lexemes from the topmost.

use super::token::Lexeme;
use crate::diagnostic::Span;
use crate::memory::{Memory, Pool};
use core::ops::Range;
use logos::Logos;

/// Text put in front of the source, still to be read from `pos` to `end`.
#[derive(Clone, Copy)]
struct Segment {
    /// Where its text starts in `injected`, to be freed from there.
    start: usize,
    pos: usize,
    end: usize,
    /// The literal it came from.
    origin: Span,
}

pub(super) struct Stream<'s> {
    source: &'s [u8],
    pos: usize,
    /// MicroPython adds a newline to a source that does not end in one. Set while that is still to come.
    final_newline: bool,
    /// The current line, from 1.
    pub(super) line: u32,
    injected: Pool<u8>,
    segments: Pool<Segment>,
    /// The lexeme read last: its text, whether that is in `injected`, and its place in the source.
    text: Range<usize>,
    text_injected: bool,
    span: Span,
}

impl<'s> Stream<'s> {
    pub(super) fn new(source: &'s [u8], memory: &Memory) -> Self {
        let final_newline = !matches!(source.last(), None | Some(b'\n' | b'\r'));
        Stream {
            source,
            pos: 0,
            final_newline,
            line: 1,
            injected: Pool::new(memory),
            segments: Pool::new(memory),
            text: 0..0,
            text_injected: false,
            span: Span::new(0, 0),
        }
    }

    /// Reads on from `offset` of the source, which is in `line`.
    #[cfg(feature = "diagnose")]
    pub(super) fn seek(&mut self, offset: usize, line: u32) {
        self.segments.clear();
        self.injected.clear();
        self.pos = offset.min(self.source.len());
        self.final_newline = !matches!(self.source.last(), None | Some(b'\n' | b'\r'));
        self.line = line;
    }

    pub(super) fn source(&self) -> &'s [u8] {
        self.source
    }

    /// Cuts the next lexeme, or `None` at the end. Newlines are not counted here.
    #[inline]
    pub(super) fn lexeme(&mut self) -> Option<Lexeme> {
        while let Some(segment) = self.segments.last_mut() {
            let mut lexer = Lexeme::lexer(&self.injected[segment.pos..segment.end]);
            if let Some(lexeme) = lexer.next() {
                let span = lexer.span();
                self.text = segment.pos + span.start..segment.pos + span.end;
                segment.pos += span.end;
                self.text_injected = true;
                self.span = segment.origin;
                return Some(lexeme.unwrap_or(Lexeme::Invalid));
            }
            self.pop_segment();
        }
        self.text_injected = false;
        let mut lexer = Lexeme::lexer(&self.source[self.pos..]);
        if let Some(lexeme) = lexer.next() {
            let span = lexer.span();
            self.text = self.pos + span.start..self.pos + span.end;
            self.pos += span.end;
            self.span = Span::new(self.text.start as u32, self.text.end as u32);
            return Some(lexeme.unwrap_or(Lexeme::Invalid));
        }
        self.pos = self.source.len();
        self.text = self.pos..self.pos;
        self.span = Span::new(self.pos as u32, self.pos as u32);
        core::mem::take(&mut self.final_newline).then_some(Lexeme::Newline)
    }

    /// The text of the last lexeme.
    #[inline]
    pub(super) fn slice(&self) -> &[u8] {
        if self.text_injected { &self.injected[self.text.clone()] } else { &self.source[self.text.clone()] }
    }

    /// The part of the source that is the text of the last token; empty for one that came out of an f-string, whose
    /// text was looked at with the literal.
    pub(super) fn main_range(&self) -> Range<usize> {
        if self.text_injected { 0..0 } else { self.span.start as usize..self.span.end as usize }
    }

    pub(super) fn token_offset(&self) -> u32 {
        self.span.start
    }

    pub(super) fn end_offset(&self) -> u32 {
        self.span.end
    }

    /// The place in the source of what is read next.
    pub(super) fn offset(&self) -> u32 {
        match self.segments.last() {
            Some(segment) if segment.pos < segment.end => segment.origin.start,
            _ => self.pos as u32,
        }
    }

    /// Whether anything but a line break stands before `offset`, where the first token of the source starts.
    pub(super) fn is_indented(&self, offset: u32) -> bool {
        offset > 0 && !matches!(self.source[offset as usize - 1], b'\n' | b'\r')
    }

    /// After a backslash: whether it joined two lines.
    pub(super) fn joined_lines(&mut self) -> bool {
        let joins = self.text.len() > 1
            || (!self.text_injected
                && self.pos == self.source.len()
                && core::mem::take(&mut self.final_newline));
        self.line += u32::from(joins);
        joins
    }

    /// A comment at the end of an expansion goes on in what follows it.
    pub(super) fn finish_comment(&mut self) {
        if self.text_injected && self.segments.last().is_some_and(|segment| segment.pos == segment.end) {
            self.skip_comment();
        }
    }

    /// Skips to the end of the line.
    fn skip_comment(&mut self) {
        while !matches!(self.peek(), None | Some(b'\n')) {
            self.advance();
            self.skip_in_source(|byte| !matches!(byte, b'\n' | b'\r'));
        }
    }

    /// Skips bytes of the source itself that are no line breaks, if it is the source that is read, and counts them.
    /// What comes out of f-strings is short and has to be stepped through.
    #[inline]
    fn skip_in_source(&mut self, skips: impl Fn(u8) -> bool) -> u32 {
        if !self.segments.is_empty() {
            return 0;
        }
        let rest = &self.source[self.pos..];
        let count = rest.iter().position(|&byte| !skips(byte)).unwrap_or(rest.len());
        self.pos += count;
        count as u32
    }

    /// Puts `text` in front of everything that is still to be read.
    pub(super) fn inject(&mut self, text: &[u8]) {
        // At the end of the source, `text` is now what does not end in a newline.
        self.final_newline |= self.peek().is_none();
        let origin = self.span;
        while self.segments.last().is_some_and(|segment| segment.pos == segment.end) {
            self.pop_segment();
        }
        let start = self.injected.len();
        self.injected.append(text);
        let end = self.injected.len();
        self.segments.push(Segment { start, pos: start, end, origin });
    }

    fn pop_segment(&mut self) {
        if let Some(segment) = self.segments.pop() {
            self.injected.truncate(segment.start);
        }
    }

    /// The next byte, with line breaks made `\n`.
    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.peek_at(0)
    }

    /// The byte `ahead` places further on.
    #[inline]
    pub(super) fn peek_at(&self, ahead: usize) -> Option<u8> {
        // Most of the time the source is read, and within a line.
        match self.source.get(self.pos) {
            Some(&byte) if ahead == 0 && byte != b'\r' && self.segments.is_empty() => Some(byte),
            _ => self.look_ahead(ahead),
        }
    }

    fn look_ahead(&self, mut ahead: usize) -> Option<u8> {
        for segment in self.segments.iter().rev() {
            let left = segment.end - segment.pos;
            if ahead < left {
                return Some(self.injected[segment.pos + ahead]);
            }
            ahead -= left;
        }
        let mut pos = self.pos;
        loop {
            let byte = match self.source.get(pos) {
                Some(b'\r') => {
                    pos += usize::from(self.source.get(pos + 1) == Some(&b'\n'));
                    b'\n'
                }
                Some(&byte) => byte,
                None if self.final_newline && pos == self.source.len() => b'\n',
                None => return None,
            };
            if ahead == 0 {
                return Some(byte);
            }
            ahead -= 1;
            pos += 1;
        }
    }

    /// Takes the next byte, counting lines.
    pub(super) fn advance(&mut self) {
        if self.peek() == Some(b'\n') {
            self.line += 1;
        }
        while let Some(segment) = self.segments.last_mut() {
            if segment.pos < segment.end {
                segment.pos += 1;
                return;
            }
            self.pop_segment();
        }
        match self.source.get(self.pos) {
            Some(b'\r') if self.source.get(self.pos + 1) == Some(&b'\n') => self.pos += 2,
            Some(_) => self.pos += 1,
            None => self.final_newline = false,
        }
    }

    /// Skips blanks, comments and joined lines, and line breaks too unless `stop_at_newline`.
    pub(super) fn skip_blanks(&mut self, stop_at_newline: bool) {
        loop {
            match self.peek() {
                Some(b'\n') if stop_at_newline => return,
                Some(b' ' | b'\t' | b'\n' | 0x0b | 0x0c) => self.advance(),
                Some(b'#') => self.skip_comment(),
                Some(b'\\') if self.peek_at(1) == Some(b'\n') => {
                    self.advance();
                    self.advance();
                }
                _ => return,
            }
        }
    }

    /// Skips to the next line that holds a token and returns how far that line is indented. A tab reaches to the next
    /// multiple of `tab`; form feed and vertical tab count as one column, as in MicroPython.
    pub(super) fn skip_blank_lines(&mut self, tab: u32) -> u32 {
        let mut column = 0u32;
        loop {
            column = column.saturating_add(self.skip_in_source(|byte| byte == b' '));
            match self.peek() {
                Some(b' ' | 0x0b | 0x0c) => column = column.saturating_add(1),
                Some(b'\t') => column = (column / tab).saturating_add(1).saturating_mul(tab),
                Some(b'\n') => column = 0,
                Some(b'#') => {
                    self.skip_comment();
                    continue;
                }
                Some(b'\\') if self.peek_at(1) == Some(b'\n') => {
                    self.advance();
                    column = 0;
                }
                _ => return column,
            }
            self.advance();
        }
    }

    /// Steps back to the start of the last lexeme, which must not span a line break.
    pub(super) fn rewind(&mut self) {
        match self.segments.last_mut() {
            Some(segment) if self.text_injected => segment.pos = self.text.start,
            _ => self.pos = self.text.start,
        }
    }

    /// Ends the last token where the reader stands now.
    pub(super) fn extend_token(&mut self) {
        if !self.text_injected && self.segments.is_empty() {
            self.span.end = self.pos as u32;
        }
    }

    /// After a `Quote` without `f` or `t`, in the source itself: reads to the closing quote if the text up to there
    /// can be taken as it is, and returns it. Otherwise nothing is read.
    pub(super) fn plain_text(&mut self) -> Option<&'s [u8]> {
        let (&quote, prefix) = self.slice().split_last()?;
        if self.text_injected || prefix.iter().any(|byte| matches!(byte, b'f' | b't')) {
            return None;
        }
        let rest = &self.source[self.pos..];
        let triple = rest.starts_with(&[quote, quote]);
        let (text, skip) = if triple { (&rest[2..], 2) } else { (rest, 0) };
        let mut lines = 0;
        let mut at = 0;
        loop {
            match *text.get(at)? {
                b'\\' | b'\r' => return None,
                b'\n' if !triple => return None,
                b'\n' => lines += 1,
                byte if byte == quote && (!triple || text[at + 1..].starts_with(&[quote, quote])) => break,
                _ => {}
            }
            at += 1;
        }
        self.pos += skip + at + if triple { 3 } else { 1 };
        self.line += lines;
        Some(&text[..at])
    }
}
