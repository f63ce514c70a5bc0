//! Tokens to syntax tree.
//!
//! The grammar (`grammar/python.lalrpop`) is LALRPOP's; its actions call the [`Builder`] here, which puts records into
//! the pools of the tree. Two things keep the tables and the work small: a whole run of arithmetic (`-a * b + c`) is
//! one flat sequence to the grammar, and its precedence is resolved here; and the three kinds of input share one
//! start symbol, told apart by a token put in front.

mod builder;
#[cfg(feature = "coverage")]
pub mod coverage;
mod grammar;

pub(crate) use builder::Builder;

use crate::ast::{Ast, StmtKind};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::lexer::{Lexeme, Lexer, Position, Spanned, Token};
use crate::memory::Memory;
use crate::options::Mode;
use lalrpop_util::ParseError;

/// Why parsing stopped.
pub(crate) enum Failure {
    /// There is no memory to go on.
    OutOfMemory,
    /// What no parser could take, whatever comes before it.
    Fatal(Diagnostic),
    /// An error at the token read last. The tree holds the statements that were complete before it, in which an error
    /// of another kind may come first.
    Syntax(Diagnostic),
}

/// Parses what the lexer delivers.
///
/// Returns the tree as far as it got, and what stopped it if anything did.
pub(crate) fn parse(lexer: &mut Lexer<'_>, mode: Mode, memory: &Memory) -> (Ast, Option<Failure>) {
    let mut builder = Builder::new(memory);
    let start = core::iter::once(start_of(mode));
    let result = grammar::InputParser::new().parse(&mut builder, start.chain(lexer.by_ref()));
    let failure = match result {
        Ok(root) => {
            // A module without statements is on the first line, and one without any token is where the source ends, which
            // makes a difference if lines are joined.
            let stmt = &mut builder.ast.stmts[root.0 as usize];
            if mode == Mode::Module && matches!(stmt.kind, StmtKind::Block(items) if items.len() == 0) {
                stmt.line = if lexer.token_count() == 1 { lexer.here().line } else { 1 };
            }
            builder.ast.root = root;
            None
        }
        Err(error) => Some(failure(lexer, error)),
    };
    (builder.ast, failure)
}

/// Parses the first `count` tokens as if the line ended there, and returns what statements that makes.
///
/// A statement is only built once the token after it is one that may follow, which a token that is refused is not.
/// MicroPython builds it at any token that does not continue it, and finds a mistake in the statement first.
pub(crate) fn parse_up_to(lexer: &mut Lexer<'_>, count: u32, mode: Mode, memory: &Memory) -> Ast {
    let mut builder = Builder::new(memory);
    let start = core::iter::once(start_of(mode));
    let here = Position::default();
    let end = core::iter::once(Ok((here, Token::Plain(Lexeme::Newline), here)));
    let tokens = start.chain(lexer.by_ref().take(count as usize)).chain(end);
    // That the rest is missing is known.
    let _ = grammar::InputParser::new().parse(&mut builder, tokens);
    builder.ast
}

/// Parses the first `count` tokens, and returns what records are complete when the one after them comes.
pub(crate) fn parse_before(lexer: &mut Lexer<'_>, count: u32, mode: Mode, memory: &Memory) -> Ast {
    let mut builder = Builder::new(memory);
    let tokens = core::iter::once(start_of(mode)).chain(lexer.by_ref().take(count as usize));
    // That the rest is missing is known.
    let _ = grammar::InputParser::new().parse(&mut builder, tokens);
    builder.ast
}

/// The token that selects the start symbol.
fn start_of(mode: Mode) -> Result<Spanned, ()> {
    let start = match mode {
        Mode::Module => Lexeme::StartModule,
        Mode::Interactive => Lexeme::StartInteractive,
        Mode::Eval => Lexeme::StartEval,
    };
    let origin = Position { offset: 0, line: 1 };
    Ok((origin, Token::Plain(start), origin))
}

/// What the parser says of a token that no rule allows.
#[cfg(feature = "diagnose")]
pub(crate) type Refusal = ParseError<Position, Token, ()>;

/// Parses tokens wherever they come from, the first of which selects the start symbol.
///
/// # Errors
///
/// The first token that no rule allows, or `User` for an error of the token source.
#[cfg(feature = "diagnose")]
pub(crate) fn parse_tokens(
    builder: &mut Builder,
    tokens: &mut dyn Iterator<Item = Result<Spanned, ()>>,
) -> Result<crate::ast::StmtId, Refusal> {
    grammar::InputParser::new().parse(builder, tokens)
}

fn failure(lexer: &mut Lexer<'_>, error: ParseError<Position, Token, ()>) -> Failure {
    let (start, token, end) = match error {
        ParseError::UnrecognizedToken { token: (start, token, end), .. } => (start, Some(token), end),
        ParseError::ExtraToken { token: (start, token, end) } => (start, Some(token), end),
        ParseError::UnrecognizedEof { .. } | ParseError::InvalidToken { .. } => {
            let here = lexer.here();
            (here, None, here)
        }
        ParseError::User { error: () } => {
            return match lexer.fatal.take() {
                Some(fatal) => Failure::Fatal(*fatal),
                None => Failure::OutOfMemory,
            };
        }
    };
    let span = Span::new(start.offset, end.offset);
    let error = |code| Diagnostic::new(code, span, start.line);
    let diagnostic = match token {
        Some(Token::Plain(Lexeme::Indent)) => error(Code::UnexpectedIndent),
        Some(Token::Plain(Lexeme::DedentMismatch)) => error(Code::UnindentMismatch),
        Some(Token::Plain(Lexeme::MalformedFString)) => error(Code::MalformedFString),
        Some(Token::Plain(Lexeme::Invalid)) => match lexer.invalid_cause {
            Some((code, hint)) => error(code).with_hint(hint),
            None => error(Code::UnknownCharacter),
        },
        _ => error(Code::InvalidSyntax),
    };
    // The error is at the token delivered last. The parser did not take that one, so its value does not matter; an
    // error in the value of one before it came first.
    if lexer.literal_error_at + 1 >= lexer.token_count() {
        lexer.literal_error = None;
    }
    Failure::Syntax(diagnostic)
}
