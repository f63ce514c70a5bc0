//! A bound on how deep the source nests.
//!
//! The parser's stack and the recursion of the later passes grow with brackets, blocks, and operators that take what
//! follows them as their operand: signs and `not`, `**`, the body of a lambda, the last part of a conditional
//! expression. Everything else (sums, comparisons, attribute chains, `elif`) is kept flat by the grammar. Counting
//! those as tokens go by bounds every stage at once, before anything was built.

use super::token::{Lexeme, Token};
use crate::memory::{Memory, Pool};

/// What is open at one level of brackets. The parameters of a lambda, up to its colon, are a level too.
#[derive(Clone, Copy, Default)]
struct Level {
    /// Signs and `not` before an operand that has not come yet.
    prefixes: u32,
    /// `**` in a row.
    powers: u32,
    /// Lambda bodies and `else` parts that go on until the next comma.
    tails: u32,
    is_lambda: bool,
}

impl Level {
    fn depth(&self) -> u32 {
        self.prefixes + self.powers + self.tails + 1
    }
}

pub(super) struct Nesting {
    limit: u32,
    /// Everything that is open: the sum of all levels, and blocks.
    depth: u32,
    /// The deepest so far that the parser's stack was paid for.
    paid: u32,
    levels: Pool<Level>,
    /// Stands in for the innermost level where there was no memory for any.
    spare: Level,
    after_operand: bool,
    memory: Memory,
}

/// Bytes the parser's stack takes for one step of nesting, generously: about sixteen symbols.
const STACK_PER_STEP: usize = 16 * 48;

impl Nesting {
    pub(super) fn new(limit: u32, memory: &Memory) -> Self {
        let mut levels = Pool::new(memory);
        levels.push(Level::default());
        Nesting {
            limit,
            depth: 0,
            paid: 0,
            levels,
            spare: Level::default(),
            after_operand: false,
            memory: memory.clone(),
        }
    }

    /// Takes note of the next token; false if it nests too deeply.
    pub(super) fn admit(&mut self, token: &Token) -> bool {
        let Some(lexeme) = token.lexeme() else {
            self.operand();
            return true;
        };
        let after_operand = core::mem::replace(&mut self.after_operand, lexeme.ends_operand());
        match lexeme {
            Lexeme::ParenOpen | Lexeme::BracketOpen | Lexeme::BraceOpen => self.open(false),
            Lexeme::ParenClose | Lexeme::BracketClose | Lexeme::BraceClose => {
                while self.levels.len() > 1 && self.close() {}
                self.operand();
            }
            Lexeme::Lambda => self.open(true),
            Lexeme::Colon if self.top().is_lambda => {
                self.close();
                self.deepen(|level| &mut level.tails);
            }
            Lexeme::Else if after_operand => self.deepen(|level| &mut level.tails),
            Lexeme::Not => self.deepen(|level| &mut level.prefixes),
            Lexeme::Plus | Lexeme::Minus | Lexeme::Tilde if !after_operand => {
                self.deepen(|level| &mut level.prefixes);
            }
            Lexeme::DoubleStar if after_operand => self.deepen(|level| &mut level.powers),
            Lexeme::Indent => self.depth += 1,
            Lexeme::Dedent => self.depth = self.depth.saturating_sub(1),
            Lexeme::Newline => {
                while self.levels.len() > 1 {
                    self.close();
                }
                self.restart();
            }
            Lexeme::Comma | Lexeme::Semicolon | Lexeme::Colon | Lexeme::Equal => self.restart(),
            lexeme if lexeme.ends_operand() => self.operand(),
            // A binary operator, or a keyword between expressions.
            _ if after_operand => {
                let powers = core::mem::take(&mut self.top().powers);
                self.depth -= powers;
            }
            _ => {}
        }
        self.pay();
        self.depth <= self.limit
    }

    fn top(&mut self) -> &mut Level {
        self.levels.last_mut().unwrap_or(&mut self.spare)
    }

    fn open(&mut self, is_lambda: bool) {
        let level = Level { is_lambda, ..Level::default() };
        self.depth += level.depth();
        let len = self.levels.len();
        self.levels.push(level);
        if self.levels.len() == len {
            // Out of memory, which stops the token source; keep the sum right until it does.
            self.depth -= level.depth();
        }
    }

    /// Closes the innermost level; true if that was a lambda's, which a bracket closes as well.
    fn close(&mut self) -> bool {
        let level = self.levels.pop().unwrap_or_default();
        self.depth -= level.depth();
        level.is_lambda
    }

    fn deepen(&mut self, counter: fn(&mut Level) -> &mut u32) {
        *counter(self.top()) += 1;
        self.depth += 1;
    }

    /// An operand ends the signs before it.
    fn operand(&mut self) {
        self.after_operand = true;
        let prefixes = core::mem::take(&mut self.top().prefixes);
        self.depth -= prefixes;
    }

    /// A separator ends everything at this level.
    fn restart(&mut self) {
        let is_lambda = self.top().is_lambda;
        let level = core::mem::replace(self.top(), Level { is_lambda, ..Level::default() });
        self.depth -= level.depth() - 1;
    }

    /// Charges for the parser's stack; a token source without memory stops by itself.
    fn pay(&mut self) {
        if self.depth > self.paid && self.depth <= self.limit {
            let target = (self.paid * 2).max(self.depth).max(16);
            if self.memory.charge((target - self.paid) as usize * STACK_PER_STEP) {
                self.paid = target;
            }
        }
    }
}
