//! Text to tokens.
//!
//! logos cuts the text into lexemes (`token`), among which `word` finds the keywords; this file adds what is not
//! regular: blocks from indentation, joining of lines, and the values of literals. `literal` reads strings, f-strings
//! and t-strings, `stream` lets text that an f-string expands to be read before the rest of the source, and `nesting`
//! bounds how deep the result can nest.
//!
//! The rules are those of MicroPython's lexer (`py/lexer.c`); where they are surprising it is said where they are
//! applied.

mod literal;
mod nesting;
#[cfg(feature = "diagnose")]
mod resume;
mod stream;
mod token;
mod word;

pub(crate) use token::{Lexeme, Position, Token};

use crate::constant::{Constant, ConstantPool};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::intern::{Interner, MAX_INTERNED_LEN, Symbol};
use crate::memory::{Memory, Pool};
use crate::number::{self, InvalidInteger};
use crate::options::Options;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use constrictor_bytecode::float_text;
use nesting::Nesting;
use stream::Stream;

/// A token between its two ends, as LALRPOP wants it.
pub(crate) type Spanned = (Position, Token, Position);

/// A tab reaches to the next multiple of this.
pub(crate) const TAB_SIZE: u32 = 8;

/// The token source of one compilation.
pub(crate) struct Lexer<'s> {
    stream: Stream<'s>,
    /// How many brackets are open. Wraps below zero on a stray closing bracket, as MicroPython's counter does, which
    /// the grammar refuses before it can matter.
    brackets: u32,
    indents: Pool<u32>,
    /// Indents (positive) or dedents (negative) still to be delivered.
    pending_dents: i32,
    /// Tokens delivered so far.
    count: u32,
    nesting: Nesting,
    /// The text of the literal being read, and what its interpolations expand to.
    text: Pool<u8>,
    expansion: Pool<u8>,
    pub(crate) names: Interner,
    pub(crate) constants: ConstantPool,
    /// An error in the value of a literal. MicroPython finds it only when its parser takes the token, so a syntax
    /// error at the same token comes first and anything later comes second.
    pub(crate) literal_error: Option<Box<Diagnostic>>,
    /// The number of the token that `literal_error` belongs to.
    pub(crate) literal_error_at: u32,
    /// Set when the input has to be refused whatever the parser says.
    pub(crate) fatal: Option<Box<Diagnostic>>,
    /// What is behind an `Invalid` token, where more can be said than "invalid syntax".
    pub(crate) invalid_cause: Option<(Code, &'static str)>,
    small_int_bits: u8,
    debug_is_true: bool,
    valid_utf8: bool,
    memory: Memory,
}

impl<'s> Lexer<'s> {
    pub(crate) fn new(source: &'s [u8], options: &Options, memory: &Memory) -> Self {
        let mut names = Interner::new(memory);
        // MicroPython interns the file name, and the name to embed, before it reads the source.
        if let Some(name) = &options.input_name {
            names.intern(name.as_bytes());
        }
        names.intern(options.source_name.as_bytes());
        let mut indents = Pool::new(memory);
        indents.push(0);
        Lexer {
            stream: Stream::new(source, memory),
            brackets: 0,
            indents,
            pending_dents: 0,
            count: 0,
            nesting: Nesting::new(options.max_nesting, memory),
            text: Pool::new(memory),
            expansion: Pool::new(memory),
            names,
            constants: ConstantPool::new(memory),
            literal_error: None,
            literal_error_at: 0,
            fatal: None,
            invalid_cause: None,
            small_int_bits: options.small_int_bits,
            debug_is_true: options.level == 0,
            valid_utf8: core::str::from_utf8(source).is_ok(),
            memory: memory.clone(),
        }
    }

    /// Where the reader stands now.
    pub(crate) fn here(&self) -> Position {
        Position { offset: self.stream.offset(), line: self.stream.line }
    }

    /// How many tokens were delivered, the end counted as one.
    pub(crate) fn token_count(&self) -> u32 {
        self.count
    }

    /// The next token, or `None` at the end of the input.
    fn token(&mut self) -> Option<Spanned> {
        if self.pending_dents != 0 {
            return Some(self.dent());
        }
        loop {
            let (start, lexeme) = self.lexeme()?;
            let token = match lexeme {
                Lexeme::Newline if self.brackets == 0 => return Some(self.newline(start)),
                Lexeme::Newline => {
                    self.stream.line += 1;
                    continue;
                }
                Lexeme::Comment => {
                    self.stream.finish_comment();
                    continue;
                }
                Lexeme::Backslash => {
                    if self.stream.joined_lines() {
                        continue;
                    }
                    Token::Plain(Lexeme::Invalid)
                }
                Lexeme::Quote => self.string(),
                Lexeme::Name => self.name(start),
                Lexeme::Number => self.number(start),
                Lexeme::Debug if self.debug_is_true => Token::of(Lexeme::True),
                Lexeme::Debug => Token::of(Lexeme::False),
                other => {
                    match other {
                        Lexeme::ParenOpen | Lexeme::BracketOpen | Lexeme::BraceOpen => {
                            self.brackets = self.brackets.wrapping_add(1);
                        }
                        Lexeme::ParenClose | Lexeme::BracketClose | Lexeme::BraceClose => {
                            self.brackets = self.brackets.wrapping_sub(1);
                        }
                        _ => {}
                    }
                    Token::of(other)
                }
            };
            return Some((start, token, self.end_of_token(start)));
        }
    }

    /// The next lexeme and where it starts. Its text is `self.stream.slice()`.
    #[inline]
    fn lexeme(&mut self) -> Option<(Position, Lexeme)> {
        let lexeme = self.stream.lexeme()?;
        let start = Position { offset: self.stream.token_offset(), line: self.stream.line };
        Some((start, lexeme))
    }

    #[inline]
    fn end_of_token(&self, start: Position) -> Position {
        Position { offset: self.stream.end_offset().max(start.offset), line: self.stream.line }
    }

    fn dent(&mut self) -> Spanned {
        let lexeme = if self.pending_dents > 0 { Lexeme::Indent } else { Lexeme::Dedent };
        self.pending_dents -= self.pending_dents.signum();
        let here = self.here();
        (here, Token::Plain(lexeme), here)
    }

    /// Ends a logical line: skips to the next line that holds anything and compares its indentation.
    fn newline(&mut self, start: Position) -> Spanned {
        let end = Position { offset: self.stream.end_offset(), line: start.line };
        self.stream.line += 1;
        let column = self.stream.skip_blank_lines(TAB_SIZE);
        let mut lexeme = Lexeme::Newline;
        let mut top = self.indents.last().copied().unwrap_or(0);
        if column > top {
            self.indents.push(column);
            self.pending_dents = 1;
        } else {
            while column < top {
                self.indents.pop();
                self.pending_dents -= 1;
                top = self.indents.last().copied().unwrap_or(0);
            }
            if column != top {
                lexeme = Lexeme::DedentMismatch;
            }
        }
        (start, Token::Plain(lexeme), end)
    }

    fn name(&mut self, start: Position) -> Token {
        let text = self.stream.slice();
        if text.len() > MAX_INTERNED_LEN {
            let end = self.stream.end_offset();
            let message = Diagnostic::new(Code::NameTooLong, Span::new(start.offset, end), 0)
                .with_hint(format!("a name may have up to {MAX_INTERNED_LEN} bytes"));
            self.report_literal(message);
            return Token::Name(Symbol::EMPTY);
        }
        if !self.valid_utf8 && core::str::from_utf8(text).is_err() {
            self.check_utf8(self.stream.main_range());
            return Token::Name(Symbol::EMPTY);
        }
        Token::Name(self.names.intern(text))
    }

    fn number(&mut self, start: Position) -> Token {
        let text = self.stream.slice();
        let forced_integer =
            text.len() > 1 && text[0] == b'0' && matches!(text[1] | 0x20, b'b' | b'o' | b'x');
        let is_float = text.iter().any(|byte| {
            matches!(byte, b'.' | b'j' | b'J') || (!forced_integer && matches!(byte, b'e' | b'E'))
        });
        self.text.clear();
        if text.contains(&b'_') {
            for &byte in text.iter().filter(|&&byte| byte != b'_') {
                self.text.push(byte);
            }
        } else {
            self.text.append(text);
        }
        let span = Span::new(start.offset, self.stream.end_offset());
        if is_float {
            return match float_literal(&self.text) {
                Some(value) => Token::Constant(self.constants.add(value)),
                None => {
                    let message = Diagnostic::new(Code::InvalidNumber, span, start.line);
                    self.report_literal(message);
                    Token::SmallInt(0)
                }
            };
        }
        // Large integers live outside of the pools. While it is computed, one takes a few times its size.
        let room = self.text.len() * 4;
        if !self.memory.charge(room) {
            return Token::SmallInt(0);
        }
        self.memory.release(room);
        match number::parse_integer(&self.text) {
            Ok(value) => match value.fits(self.small_int_bits) {
                Some(small) => Token::SmallInt(small),
                None => Token::Constant(self.constants.add(Constant::Int(value))),
            },
            Err(InvalidInteger { base, digits_start }) => {
                let digits = quoted(&self.text[digits_start..]);
                let message = format!("invalid syntax for integer with base {base}: {digits}");
                let mut message =
                    Diagnostic::new(Code::InvalidInteger, span, start.line).with_message(message);
                if base == 0 {
                    message =
                        message.with_hint("write octal numbers as 0o17; other numbers do not start with 0");
                }
                self.report_literal(message);
                Token::SmallInt(0)
            }
        }
    }

    /// Notes an error in the value of the token being read; only the first counts.
    fn report_literal(&mut self, diagnostic: Diagnostic) {
        if self.literal_error.is_none() {
            self.literal_error = Some(Box::new(diagnostic));
            self.literal_error_at = self.count;
        }
    }

    /// Refuses the source if `range` of it is not UTF-8.
    fn check_utf8(&mut self, range: core::ops::Range<usize>) {
        if self.valid_utf8 || self.fatal.is_some() {
            return;
        }
        let Err(error) = core::str::from_utf8(&self.stream.source()[range.clone()]) else { return };
        let offset = (range.start + error.valid_up_to()) as u32;
        self.fatal = Some(Box::new(
            Diagnostic::new(Code::NotUtf8, Span::new(offset, offset + 1), self.stream.line)
                .with_hint("save the file as UTF-8; other bytes are accepted in comments only"),
        ));
    }
}

impl Iterator for Lexer<'_> {
    type Item = Result<Spanned, ()>;

    fn next(&mut self) -> Option<Self::Item> {
        let spanned = self.token();
        if let Some((start, token, end)) = &spanned {
            if !self.nesting.admit(token) && self.fatal.is_none() {
                let span = Span::new(start.offset, end.offset);
                self.fatal =
                    Some(Box::new(Diagnostic::new(Code::NestedTooDeeply, span, start.line).with_hint(
                        "this is nested too deeply; split it into smaller expressions or functions",
                    )));
            }
            // MicroPython takes the first token for an indent if it does not start in the first column. By then it has
            // read the whole token, and what it does not implement comes first.
            if self.count == 0
                && self.fatal.as_ref().is_none_or(|fatal| fatal.code != Code::UnicodeName)
                && *token != Token::Plain(Lexeme::Newline)
                && self.stream.is_indented(start.offset)
            {
                self.count = 1;
                return Some(Ok((*start, Token::Plain(Lexeme::Indent), *end)));
            }
        }
        self.count += 1;
        if self.fatal.is_some() || self.memory.exhausted() {
            return Some(Err(()));
        }
        spanned.map(Ok)
    }
}

/// The value of a float or imaginary literal, its underscores removed.
fn float_literal(text: &[u8]) -> Option<Constant> {
    let (value, used) = float_text::parse_decimal_prefix(text)?;
    match &text[used..] {
        [] => Some(Constant::Float(value)),
        [b'j' | b'J'] => Some(Constant::Imaginary(value)),
        _ => None,
    }
}

/// The digits of a bad integer as MicroPython quotes them, the first of them if there are very many.
fn quoted(digits: &[u8]) -> String {
    const MOST: usize = 200;
    let mut quoted = String::from("'");
    quoted.extend(digits.iter().take(MOST).map(|&byte| byte as char));
    quoted.push_str(if digits.len() > MOST { "...'" } else { "'" });
    quoted
}
