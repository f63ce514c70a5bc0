//! Tokens on their way to the parser, and what has to be remembered of them.

use crate::diagnostic::{Diagnostic, MOST_ERRORS, Span};
use crate::intern::Symbol;
use crate::lexer::{Lexeme, Lexer, Position, Spanned, Token};
use crate::memory::{Memory, Pool};
use alloc::vec::Vec;

/// Makes the parser take an `else` or `elif` next.
pub(super) const AFTER_IF: &[Token] = &[
    Token::Plain(Lexeme::StartModule),
    Token::Plain(Lexeme::If),
    Token::Name(Symbol::EMPTY),
    Token::Plain(Lexeme::Colon),
    Token::Word(Lexeme::Pass),
    Token::Plain(Lexeme::Newline),
];

/// Makes the parser take an `except` or `finally` next.
pub(super) const AFTER_TRY: &[Token] = &[
    Token::Plain(Lexeme::StartModule),
    Token::Plain(Lexeme::Try),
    Token::Plain(Lexeme::Colon),
    Token::Word(Lexeme::Pass),
    Token::Plain(Lexeme::Newline),
];

/// Lets the parser take any statement next.
pub(super) const ANYTHING: &[Token] = &[Token::Plain(Lexeme::StartModule)];

/// What has to come before a line that starts with this token.
pub(super) fn context(first: Option<&Token>) -> &'static [Token] {
    match first.and_then(Token::lexeme) {
        Some(Lexeme::Else | Lexeme::Elif) => AFTER_IF,
        Some(Lexeme::Except | Lexeme::Finally) => AFTER_TRY,
        _ => ANYTHING,
    }
}

/// Whether a token continues the statement of the lines before.
pub(super) fn is_clause(token: &Token) -> bool {
    use Lexeme::*;
    matches!(token, Token::Plain(Else | Elif | Except | Finally))
}

/// Whether a token is a matter of lines and blocks.
pub(super) fn is_layout(token: &Token) -> bool {
    use Lexeme::*;
    matches!(token, Token::Plain(Newline | Indent | Dedent | DedentMismatch))
}

/// A bracket that is open.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Bracket {
    pub(super) lexeme: Lexeme,
    pub(super) span: Span,
}

/// The logical line before.
#[derive(Clone, Copy)]
pub(super) struct Before {
    pub(super) first: Token,
    pub(super) last: Token,
    pub(super) span: Span,
}

pub(super) struct Feed<'l, 's> {
    pub(super) lexer: &'l mut Lexer<'s>,
    /// Tokens that are not in the source, to come first.
    prefix: core::slice::Iter<'static, Token>,
    /// A token that was read before and comes again.
    again: Option<Spanned>,
    /// The tokens of the logical line so far.
    pub(super) line: Pool<Spanned>,
    line_ended: bool,
    /// How far it is indented.
    pub(super) line_column: u32,
    pub(super) before: Option<Before>,
    /// The brackets that are open, and the one that was closed last: none if that was open in no place.
    pub(super) brackets: Pool<Bracket>,
    pub(super) closed: Option<Bracket>,
    /// Blocks that were begun since the parser was.
    blocks: u32,
    /// Whether a clause may belong to something that the parser has not seen.
    pub(super) tainted: bool,
    /// The column and line of a broken statement, while what follows is indented further and may belong to it.
    pub(super) disturbed: Option<(u32, u32)>,
    /// Whether the parser has seen nothing yet.
    fresh: bool,
    /// The errors in the values of tokens that it has seen, and the number of the token with the last one.
    pub(super) literals: Vec<Diagnostic>,
    last_literal: u32,
    taken: u32,
}

impl<'l, 's> Feed<'l, 's> {
    pub(super) fn new(lexer: &'l mut Lexer<'s>, prefix: &'static [Token], memory: &Memory) -> Self {
        Feed {
            lexer,
            prefix: prefix.iter(),
            again: None,
            line: Pool::new(memory),
            line_ended: true,
            line_column: 0,
            before: None,
            brackets: Pool::new(memory),
            closed: None,
            blocks: 0,
            tainted: false,
            disturbed: None,
            fresh: false,
            literals: Vec::new(),
            last_literal: 0,
            taken: 0,
        }
    }

    /// Prepares for a new parser, at the outermost level as far as that knows.
    pub(super) fn restart(&mut self, prefix: &'static [Token], again: Option<Spanned>) {
        self.prefix = prefix.iter();
        self.again = again;
        self.blocks = 0;
        self.tainted = true;
        self.fresh = true;
    }

    /// Forgets the line so far, whose end will not come.
    pub(super) fn break_off(&mut self) {
        self.line_ended = true;
    }

    /// Whether the parser has been given nothing of a block that it knows of.
    pub(super) fn is_outermost(&self) -> bool {
        self.blocks == 0
    }

    /// Takes back an error in the value of the token that came last, which the parser did not take.
    pub(super) fn forget_last_literal(&mut self) {
        if self.last_literal == self.taken && self.literals.pop().is_some() {
            self.last_literal = 0;
        }
    }

    /// Reads a token that the parser is not given. `None` at the end, or if it cannot be read.
    pub(super) fn discard(&mut self) -> Option<Spanned> {
        let token = self.lexer.next()?.ok()?;
        self.lexer.literal_error = None;
        self.note(&token);
        Some(token)
    }

    fn read(&mut self) -> Option<Result<Spanned, ()>> {
        loop {
            let spanned = match self.lexer.next()? {
                Ok(spanned) => spanned,
                Err(()) => return Some(Err(())),
            };
            self.taken += 1;
            if let Some(error) = self.lexer.literal_error.take()
                && self.literals.len() <= MOST_ERRORS
            {
                self.literals.push(*error);
                self.last_literal = self.taken;
            }
            self.note(&spanned);
            match spanned.1 {
                // The block of a statement that the parser does not know of.
                Token::Plain(Lexeme::Indent) if self.fresh => {}
                Token::Plain(Lexeme::Indent) => {
                    self.blocks += 1;
                    return Some(Ok(spanned));
                }
                Token::Plain(Lexeme::Dedent) if self.blocks == 0 => self.tainted = true,
                Token::Plain(Lexeme::Dedent) => {
                    self.blocks -= 1;
                    return Some(Ok(spanned));
                }
                _ => return Some(Ok(spanned)),
            }
        }
    }

    fn note(&mut self, spanned: &Spanned) {
        let (start, token, end) = spanned;
        if is_layout(token) {
            if let (Some(first), Some(last)) = (self.line.first(), self.line.last())
                && matches!(token, Token::Plain(Lexeme::Newline | Lexeme::DedentMismatch))
            {
                let span = Span::new(first.0.offset, last.2.offset);
                self.before = Some(Before { first: first.1, last: last.1, span });
                self.line_ended = true;
            }
            return;
        }
        if self.line_ended {
            self.line_ended = false;
            self.line.clear();
            self.brackets.clear();
            if self.blocks == 0 && !is_clause(token) {
                self.tainted = false;
            }
            let indented = self.lexer.column();
            self.line_column = indented;
            self.disturbed =
                self.disturbed.filter(|(column, line)| indented > *column || start.line <= *line);
        }
        self.line.push(*spanned);
        let span = Span::new(start.offset, end.offset);
        match token.lexeme() {
            Some(lexeme @ (Lexeme::ParenOpen | Lexeme::BracketOpen | Lexeme::BraceOpen)) => {
                self.brackets.push(Bracket { lexeme, span });
            }
            Some(Lexeme::ParenClose | Lexeme::BracketClose | Lexeme::BraceClose) => {
                self.closed = self.brackets.pop();
                if self.closed.is_none() {
                    self.lexer.close_brackets();
                }
            }
            _ => {}
        }
    }
}

impl Iterator for Feed<'_, '_> {
    type Item = Result<Spanned, ()>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(token) = self.prefix.next() {
            let nowhere = Position::default();
            return Some(Ok((nowhere, *token, nowhere)));
        }
        if let Some(again) = self.again.take() {
            self.fresh = false;
            return Some(Ok(again));
        }
        let token = self.read();
        self.fresh = false;
        token
    }
}
