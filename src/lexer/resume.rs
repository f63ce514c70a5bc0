//! Going on after a syntax error: what diagnosing several errors needs of the lexer and compiling never does.

use super::{Lexeme, Lexer, Token};

impl Lexer<'_> {
    /// How far the block is indented that is being read.
    pub(crate) fn column(&self) -> u32 {
        self.indents.last().copied().unwrap_or(0)
    }

    /// Takes all brackets for closed.
    pub(crate) fn close_brackets(&mut self) {
        self.brackets = 0;
        self.nesting.admit(&Token::Plain(Lexeme::Newline));
    }

    /// Takes the line to be read for one of a block that is indented by `column`, whatever blocks there are.
    /// Nothing is delivered for blocks that end or begin here.
    pub(crate) fn settle(&mut self, column: u32) {
        for _ in 0..self.pending_dents.unsigned_abs() {
            let closes = self.pending_dents < 0;
            self.nesting.admit(&Token::Plain(if closes { Lexeme::Dedent } else { Lexeme::Indent }));
        }
        self.pending_dents = 0;
        while self.column() > column {
            self.indents.pop();
            self.nesting.admit(&Token::Plain(Lexeme::Dedent));
        }
        if self.column() < column {
            self.indents.push(column);
            self.nesting.admit(&Token::Plain(Lexeme::Indent));
        }
        self.invalid_cause = None;
    }

    /// Goes back or ahead to `offset` in `line` of the source, where a statement starts that is indented by `column`.
    pub(crate) fn resume(&mut self, offset: u32, line: u32, column: u32) {
        self.stream.seek(offset as usize, line);
        self.close_brackets();
        self.settle(column);
    }
}
