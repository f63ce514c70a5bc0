//! String, bytes, f-string and t-string literals.
//!
//! MicroPython does not parse the expressions in an f-string: it copies them out as text, up to the first `:`, `!r`,
//! `!s` or `}` that is not inside square or curly brackets, and lets the lexer read the copy. `f"{a}{b:>4}"` becomes
//! `"{}{:>4}".format((a),(b),)`, and `t"{a}"` becomes `__template__(("",""),(a),"a",None,"",)`. The text of the
//! expansion is built here to the letter, because what is in it decides the bytecode.

use super::Lexer;
use super::token::{Lexeme, Token};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::intern::Symbol;
use alloc::boxed::Box;

/// The prefix of a literal.
#[derive(Clone, Copy, Default)]
struct Prefix {
    len: usize,
    raw: bool,
    bytes: bool,
    fstring: bool,
    template: bool,
}

/// A t-string counts its interpolations, since a call takes up to 255 arguments of which each needs four.
const MAX_TEMPLATE_ARGUMENTS: usize = 255;

/// What is known of the interpolation that a t-string is in the middle of.
#[derive(Default)]
struct Template {
    interpolations: usize,
    /// Depth of braces in the format specification being read; 0 outside of one.
    depth: u32,
    /// Whether that specification holds an expression and so is an f-string itself.
    nested: bool,
    /// Where the specification starts in the text.
    spec_start: usize,
}

impl Lexer<'_> {
    /// Reads a literal, and those that follow it directly, as one token. The opening quote was the last lexeme.
    pub(super) fn string(&mut self) -> Token {
        self.text.clear();
        self.expansion.clear();
        let mut bytes = None;
        let mut bad = None;
        let mut template = false;
        let is_bytes = self.stream.slice().contains(&b'b');
        if let Some(text) = self.stream.plain_text() {
            self.stream.extend_token();
            self.check_utf8(self.stream.main_range());
            if !self.at_another_literal() {
                return self.literal_token(text, is_bytes);
            }
            self.text.append(text);
            bytes = Some(is_bytes);
        } else {
            self.stream.rewind();
        }
        while let Some(prefix) = self.prefix() {
            // MicroPython looks at this before it finds that bytes and a t-string do not join, and reads the bytes as
            // the start of a template.
            template |= prefix.template;
            // A string and bytes do not join; the second one is a token of its own, which the grammar refuses.
            if bad.is_some() || bytes.is_some_and(|bytes| bytes != prefix.bytes) {
                break;
            }
            bytes = Some(prefix.bytes);
            for _ in 0..prefix.len {
                self.stream.advance();
            }
            self.literal(prefix, &mut bad);
            self.stream.extend_token();
            self.check_utf8(self.stream.main_range());
            if !self.at_another_literal() {
                break;
            }
        }
        if let Some(lexeme) = bad {
            return Token::Plain(lexeme);
        }
        let text = core::mem::replace(&mut self.text, crate::memory::Pool::new(&self.memory));
        let token = if template {
            self.text.append(&text);
            self.text.append(b",),");
            self.text.append(&self.expansion);
            core::mem::swap(&mut self.text, &mut self.expansion);
            Token::Name(Symbol::TEMPLATE)
        } else {
            self.literal_token(&text, bytes == Some(true))
        };
        self.text = text;
        if !self.expansion.is_empty() {
            self.expansion.push(b')');
            self.stream.inject(&self.expansion);
        }
        token
    }

    fn literal_token(&mut self, text: &[u8], is_bytes: bool) -> Token {
        if is_bytes {
            return Token::Constant(self.constants.add_bytes(text));
        }
        match self.names.intern_literal(text) {
            Some(symbol) => Token::Str(symbol),
            None => Token::Constant(self.constants.add_str(text)),
        }
    }

    /// Skips what may stand between two literals and tells whether there is another one.
    fn at_another_literal(&mut self) -> bool {
        self.stream.skip_blanks(self.brackets == 0);
        self.prefix().is_some()
    }

    /// The prefix of the literal that comes next, if one does.
    fn prefix(&self) -> Option<Prefix> {
        let byte = |ahead| self.stream.peek_at(ahead);
        let quote = |ahead| matches!(byte(ahead), Some(b'\'' | b'"'));
        if quote(0) {
            return Some(Prefix::default());
        }
        let first = byte(0)?;
        if quote(1) {
            return match first {
                b'u' => Some(Prefix { len: 1, ..Prefix::default() }),
                b'r' => Some(Prefix { len: 1, raw: true, ..Prefix::default() }),
                b'b' => Some(Prefix { len: 1, bytes: true, ..Prefix::default() }),
                b'f' => Some(Prefix { len: 1, fstring: true, ..Prefix::default() }),
                b't' => Some(Prefix { len: 1, template: true, ..Prefix::default() }),
                _ => None,
            };
        }
        let raw = Prefix { len: 2, raw: true, ..Prefix::default() };
        match (first, byte(1)?) {
            _ if !quote(2) => None,
            (b'r', b'b') | (b'b', b'r') => Some(Prefix { bytes: true, ..raw }),
            (b'r', b'f') | (b'f', b'r') => Some(Prefix { fstring: true, ..raw }),
            (b'r', b't') | (b't', b'r') => Some(Prefix { template: true, ..raw }),
            _ => None,
        }
    }

    /// Reads one literal from its opening quote on. `bad` is set, or changed, when something is wrong with it.
    fn literal(&mut self, prefix: Prefix, bad: &mut Option<Lexeme>) {
        let Some(quote) = self.stream.peek() else { return };
        self.stream.advance();
        let mut quotes = 1;
        if self.stream.peek() == Some(quote) && self.stream.peek_at(1) == Some(quote) {
            self.stream.advance();
            self.stream.advance();
            quotes = 3;
        }
        if prefix.fstring && self.expansion.is_empty() {
            self.expansion.append(b".format(");
        }
        if prefix.template && self.expansion.is_empty() {
            self.text.append(b"((");
            self.push_quotes(quote, quotes);
        }
        let mut template = Template::default();
        let mut closing = 0;
        while let Some(byte) = self.stream.peek() {
            if closing == quotes || (byte == b'\n' && quotes == 1) {
                break;
            }
            if byte == quote {
                closing += 1;
                self.text.push(byte);
                self.stream.advance();
                continue;
            }
            if prefix.template && byte == b'\n' {
                self.text.append(b"\\n");
                self.stream.advance();
                continue;
            }
            closing = 0;
            if byte == b'{' && (prefix.fstring || prefix.template) {
                if template.depth == 0 {
                    self.interpolation(prefix, quote, quotes, &mut template, bad);
                    continue;
                }
                template.depth += 1;
            }
            if byte == b'\\' {
                if !prefix.template {
                    self.escape(prefix, bad);
                } else if prefix.raw {
                    self.text.append(b"\\\\");
                    self.stream.advance();
                } else {
                    // The text is read again, as a string, so that the escape is left as it is.
                    self.text.push(b'\\');
                    self.stream.advance();
                    self.push_next();
                }
            } else if prefix.template && template.depth > 0 && byte == b'}' {
                self.end_of_spec(quote, &mut template);
                self.stream.advance();
            } else {
                self.text.push(byte);
                self.stream.advance();
                if prefix.template && byte == b'}' {
                    if self.stream.peek() == Some(b'}') {
                        self.stream.advance();
                    } else {
                        *bad = Some(Lexeme::MalformedFString);
                    }
                }
            }
        }
        if closing < quotes {
            self.invalid_cause.get_or_insert((Code::UnclosedString, "the string is not closed"));
            *bad = Some(Lexeme::Invalid);
        }
        if prefix.template {
            if template.depth > 0 {
                *bad = Some(Lexeme::MalformedFString);
            }
            if 1 + template.interpolations * 4 > MAX_TEMPLATE_ARGUMENTS {
                let expansion =
                    core::mem::replace(&mut self.expansion, crate::memory::Pool::new(&self.memory));
                self.expansion.push(b'(');
                self.expansion.append(&expansion);
                self.expansion.push(b')');
            }
        } else {
            let len = self.text.len().saturating_sub(closing);
            self.text.truncate(len);
        }
    }

    /// From a `{` on: copies the expression into the expansion, up to its conversion, format or closing brace.
    fn interpolation(
        &mut self,
        prefix: Prefix,
        quote: u8,
        quotes: usize,
        template: &mut Template,
        bad: &mut Option<Lexeme>,
    ) {
        self.stream.advance();
        if self.stream.peek() == Some(b'{') {
            // "{{" stays as it is for str.format; a t-string is not formatted.
            if !prefix.template {
                self.text.push(b'{');
            }
            self.stream.advance();
            self.text.push(b'{');
            return;
        }
        self.expansion.push(b'(');
        let start = self.expansion.len();
        self.copy_expression();
        let mut debug = false;
        if self.expansion.last() == Some(&b'=') {
            // f"{x=}" is "x={}".format((x),).
            self.text.append(&self.expansion[start..]);
            let len = self.expansion.len() - 1;
            self.expansion.truncate(len);
            debug = true;
        }
        if prefix.template {
            while matches!(self.expansion.last(), Some(b' ' | b'\t'..=b'\r')) {
                let len = self.expansion.len() - 1;
                self.expansion.truncate(len);
            }
        }
        let end = self.expansion.len();
        if end == start {
            *bad = Some(Lexeme::MalformedFString);
        }
        self.expansion.append(b"),");
        if prefix.template {
            self.describe_interpolation(start..end.max(start), quote, quotes, debug);
            template.depth = 1;
            template.spec_start = self.text.len();
        }
        self.text.push(b'{');
    }

    fn copy_expression(&mut self) {
        let mut brackets = 0u32;
        while let Some(byte) = self.stream.peek() {
            if brackets == 0 {
                let conversion = byte == b'!'
                    && matches!(self.stream.peek_at(1), Some(b'r' | b's'))
                    && matches!(self.stream.peek_at(2), Some(b':' | b'}'));
                if conversion || matches!(byte, b':' | b'}') {
                    return;
                }
            }
            match byte {
                b'[' | b'{' => brackets = brackets.wrapping_add(1),
                b']' | b'}' => brackets = brackets.wrapping_sub(1),
                _ => {}
            }
            self.expansion.push(byte);
            self.stream.advance();
            if self.memory.exhausted() {
                return;
            }
        }
    }

    /// The arguments of `__template__` that follow the value: its source text, its conversion, and (later) its format.
    fn describe_interpolation(
        &mut self,
        expression: core::ops::Range<usize>,
        quote: u8,
        quotes: usize,
        debug: bool,
    ) {
        self.expansion.push(quote);
        for at in expression {
            let byte = self.expansion[at];
            if byte == quote || byte == b'\\' {
                self.expansion.push(b'\\');
            }
            self.expansion.push(byte);
        }
        self.expansion.append(&[quote, b',']);
        self.push_quotes(quote, quotes);
        self.text.push(b',');
        self.push_quotes(quote, quotes);
        match self.stream.peek() {
            Some(b'!') => {
                self.stream.advance();
                self.expansion.push(quote);
                if let Some(conversion) = self.stream.peek() {
                    self.expansion.push(conversion);
                }
                self.stream.advance();
                self.expansion.append(&[quote, b',']);
            }
            next if debug && next != Some(b':') => self.expansion.append(b"'r',"),
            _ => self.expansion.append(b"None,"),
        }
        if self.stream.peek() == Some(b':') {
            self.stream.advance();
        }
    }

    /// At a `}` inside the format specification of a t-string.
    fn end_of_spec(&mut self, quote: u8, template: &mut Template) {
        template.depth -= 1;
        if template.depth > 0 {
            template.nested = true;
            self.text.push(b'}');
            return;
        }
        template.interpolations += 1;
        if core::mem::take(&mut template.nested) {
            self.expansion.push(b'f');
        }
        self.expansion.push(quote);
        // The brace that opened the interpolation stands before the specification.
        let spec = (template.spec_start + 1).min(self.text.len());
        self.expansion.append(&self.text[spec..]);
        self.text.truncate(template.spec_start);
        self.expansion.append(&[quote, b',']);
    }

    fn push_quotes(&mut self, quote: u8, quotes: usize) {
        for _ in 0..quotes {
            self.text.push(quote);
        }
    }

    fn push_next(&mut self) {
        if let Some(byte) = self.stream.peek() {
            self.text.push(byte);
        }
        self.stream.advance();
    }

    /// From a backslash on: appends what the escape stands for.
    fn escape(&mut self, prefix: Prefix, bad: &mut Option<Lexeme>) {
        self.stream.advance();
        let byte = self.stream.peek().unwrap_or(0);
        let mut value = u32::from(byte);
        if prefix.raw {
            self.text.push(b'\\');
        } else {
            match byte {
                b'\n' => return self.stream.advance(),
                b'\\' | b'\'' | b'"' => {}
                b'a' => value = 0x07,
                b'b' => value = 0x08,
                b't' => value = 0x09,
                b'n' => value = 0x0a,
                b'v' => value = 0x0b,
                b'f' => value = 0x0c,
                b'r' => value = 0x0d,
                b'u' | b'U' if prefix.bytes => _ = self.text.push(b'\\'),
                b'x' | b'u' | b'U' => {
                    let digits = match byte {
                        b'x' => 2,
                        b'u' => 4,
                        _ => 8,
                    };
                    match self.hex(digits) {
                        Some(number) => value = number,
                        None => {
                            self.invalid_cause = Some((
                                Code::BadEscape,
                                "the escape sequence in this string needs more hex digits",
                            ));
                            *bad = Some(Lexeme::Invalid);
                            value = 0;
                        }
                    }
                }
                b'N' => {
                    let end = self.stream.offset() + 1;
                    let span = Span::new(end.saturating_sub(2), end);
                    let message = Diagnostic::new(Code::UnicodeName, span, 0)
                        .with_hint("write the character itself, or its number as \\u....");
                    self.fatal.get_or_insert_with(|| Box::new(message));
                }
                b'0'..=b'7' => value = self.octal(byte),
                _ => _ = self.text.push(b'\\'),
            }
        }
        if bad.is_none() && !prefix.bytes && value < 0x11_0000 {
            self.push_char(value);
        } else if bad.is_none() && prefix.bytes && value < 0x100 {
            self.text.push(value as u8);
        } else {
            self.invalid_cause
                .get_or_insert((Code::BadEscape, "the escape sequence in this string is out of range"));
            *bad = Some(Lexeme::Invalid);
        }
        self.stream.advance();
    }

    /// The value of `digits` hex digits after the current byte; leaves the reader on the last of them.
    fn hex(&mut self, digits: u32) -> Option<u32> {
        let mut value = 0u32;
        for _ in 0..digits {
            self.stream.advance();
            let digit = (self.stream.peek()? as char).to_digit(16)?;
            value = (value << 4) + digit;
        }
        Some(value)
    }

    /// The value of up to three octal digits of which `first` is the current one.
    fn octal(&mut self, first: u8) -> u32 {
        let mut value = u32::from(first - b'0');
        for _ in 0..2 {
            match self.stream.peek_at(1) {
                Some(digit @ b'0'..=b'7') => {
                    self.stream.advance();
                    value = value * 8 + u32::from(digit - b'0');
                }
                _ => break,
            }
        }
        value
    }

    /// Appends a character as UTF-8. Surrogates are encoded like any other, as MicroPython does, and so is a byte
    /// of a multi-byte character that follows an unknown escape: it is taken for a character of its own.
    fn push_char(&mut self, value: u32) {
        let tail = |shift: u32| 0x80 | (value >> shift & 0x3f) as u8;
        match value {
            0..=0x7f => _ = self.text.push(value as u8),
            0x80..=0x7ff => self.text.append(&[0xc0 | (value >> 6) as u8, tail(0)]),
            0x800..=0xffff => self.text.append(&[0xe0 | (value >> 12) as u8, tail(6), tail(0)]),
            _ => self.text.append(&[0xf0 | (value >> 18) as u8, tail(12), tail(6), tail(0)]),
        }
    }
}
