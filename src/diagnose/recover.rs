//! Going on after syntax errors.
//!
//! After an error the rest of the logical line is skipped, and a new parser takes over. It is told nothing of the
//! blocks around: their ends are kept from it, and a clause that it cannot place (`else` after a broken `if`) is
//! taken for right. So each error costs the same however deep it is. Inside brackets the end of the line is a guess: a
//! line that starts with a word no expression can hold is a statement, and the bracket was never closed.

use super::feed::{AFTER_IF, AFTER_TRY, ANYTHING, Bracket, Feed, is_clause, is_layout};
use super::layout;
use super::syntax::Site;
use crate::Tree;
use crate::ast::Ast;
use crate::diagnostic::{Code, Diagnostic, MOST_ERRORS, Span};
use crate::lexer::{Lexeme, Lexer, Spanned, Token};
use crate::memory::Memory;
use crate::options::{Mode, Options};
use crate::parser::{self, Builder, Refusal};
use alloc::vec::Vec;

/// What reading a source to its end has yielded.
pub(super) struct Found {
    /// The tree up to the first syntax error.
    pub(super) tree: Tree,
    /// What is wrong with tokens and their order.
    pub(super) errors: Vec<Diagnostic>,
    /// Whether the tree is that of the whole source.
    pub(super) complete: bool,
}

pub(super) fn run(source: &[u8], options: &Options, memory: &Memory) -> Found {
    let mut lexer = Lexer::new(source, options, memory);
    let start: &[Token] = match options.mode {
        Mode::Module => ANYTHING,
        Mode::Interactive => &[Token::Plain(Lexeme::StartInteractive)],
        Mode::Eval => &[Token::Plain(Lexeme::StartEval)],
    };
    let mut recovery = Recovery {
        source,
        feed: Feed::new(&mut lexer, start, memory),
        errors: Vec::new(),
        last_error: None,
        seen_match: false,
        // Looking for the end of a bracket may read the source a few times over, not once for each error.
        may_reread: source.len().saturating_mul(4).saturating_add(1 << 16),
        text_until: None,
        memory,
    };
    let mut first = Builder::new(memory);
    let mut result = parser::parse_tokens(&mut first, &mut recovery.feed);
    let complete = result.is_ok();
    if let Ok(root) = result {
        first.ast.root = root;
    }
    let mut ast = first.ast;
    while let Err(refusal) = result {
        let goes_on = recovery.refused(refusal) && options.mode == Mode::Module;
        if !goes_on || recovery.errors.len() >= MOST_ERRORS || memory.exhausted() {
            break;
        }
        let mut rest = Builder::new(memory);
        result = parser::parse_tokens(&mut rest, &mut recovery.feed);
    }
    let mut errors = recovery.errors;
    errors.append(&mut recovery.feed.literals);
    if !complete {
        // The pools hold what was complete; what was not is in no statement.
        ast.root = crate::ast::StmtId(0);
    }
    Found { tree: tree(ast, lexer), errors, complete }
}

fn tree(ast: Ast, lexer: Lexer<'_>) -> Tree {
    Tree { ast, constants: lexer.constants, names: lexer.names }
}

/// How many lines without an error text may have between two with one.
const TEXT_GAP: u32 = 3;

/// How skipping a broken statement ended.
enum Skipped {
    /// The statement ended as it should.
    Line,
    /// A statement began in the middle of it.
    Statement,
    /// The source ended, or cannot be read on.
    End,
}

struct Recovery<'l, 's> {
    source: &'s [u8],
    feed: Feed<'l, 's>,
    errors: Vec<Diagnostic>,
    /// Where the last error was.
    last_error: Option<u32>,
    /// Whether there was a `match`, whose cases are not to be reported as well.
    seen_match: bool,
    may_reread: usize,
    /// The last line that may be part of text whose quotes are missing.
    text_until: Option<u32>,
    memory: &'l Memory,
}

impl Recovery<'_, '_> {
    /// Deals with a refused token, and prepares for the next parser. False if nothing is left to parse.
    fn refused(&mut self, refusal: Refusal) -> bool {
        let token = match refusal {
            Refusal::User { .. } => {
                self.errors.extend(self.feed.lexer.fatal.take().map(|fatal| *fatal));
                return false;
            }
            Refusal::UnrecognizedToken { token, .. } | Refusal::ExtraToken { token } => Some(token),
            Refusal::UnrecognizedEof { .. } | Refusal::InvalidToken { .. } => None,
        };
        self.feed.forget_last_literal();
        if let Some(token) = token
            && self.is_excused(&token)
        {
            let after = match token.1 {
                Token::Plain(Lexeme::Else | Lexeme::Elif) => AFTER_IF,
                _ => AFTER_TRY,
            };
            self.feed.restart(after, Some(token));
            return true;
        }
        let start = token.map_or(self.source.len() as u32, |token| token.0.offset);
        let repeated = self.last_error.replace(start) == Some(start);
        let here = self.feed.lexer.here();
        let mut site = Site::new(self.source, &mut self.feed, token, here, self.seen_match, self.memory);
        let (blames_line_before, is_text) = (site.blames_line_before(), site.is_text());
        let mut diagnostic = site.diagnostic();
        // How lines are indented after a broken one says little until one is back at its level.
        let (column, line, is_indentation) = match token {
            Some((_, Token::Plain(Lexeme::DedentMismatch), _)) => {
                (layout::line_head(self.source, here.offset).1, here.line, true)
            }
            Some((_, Token::Plain(Lexeme::Indent), _)) => (self.feed.lexer.column(), here.line, true),
            _ => (self.feed.line_column, self.feed.line.last().map_or(0, |token| token.2.line), false),
        };
        let in_disorder = is_indentation && self.feed.disturbed.is_some_and(|(broken, _)| column > broken);
        if !in_disorder {
            self.feed.disturbed = Some((column, line));
        }
        let in_text = self.text_until.is_some_and(|last| here.line <= last);
        if is_text || in_text {
            self.text_until = Some(here.line + TEXT_GAP);
        }
        let goes_on = match token {
            Some(token) if blames_line_before && !repeated && !is_layout(&token.1) => {
                self.feed.restart(ANYTHING, Some(token));
                true
            }
            _ => self.go_on(token, &mut diagnostic),
        };
        if let Some(diagnostic) = diagnostic.filter(|_| !repeated && !in_disorder && !in_text) {
            self.seen_match |= diagnostic.code == Code::MatchStatement;
            self.errors.push(diagnostic);
        }
        goes_on
    }

    /// Whether a token is a clause of a statement that the parser may have missed.
    fn is_excused(&self, token: &Spanned) -> bool {
        is_clause(&token.1) && self.feed.line.len() == 1 && self.feed.is_outermost() && self.feed.tainted
    }

    /// Skips the statement with the refused token.
    fn go_on(&mut self, token: Option<Spanned>, diagnostic: &mut Option<Diagnostic>) -> bool {
        let Some((start, token, end)) = token else { return false };
        match token {
            Token::Plain(Lexeme::Newline | Lexeme::Dedent) => {}
            Token::Plain(Lexeme::Indent) if start == end => {}
            Token::Plain(Lexeme::DedentMismatch) => self.settle(),
            _ => {
                if self.feed.closed.is_none() && self.feed.brackets.is_empty() {
                    self.feed.lexer.close_brackets();
                }
                return self.skip(start.offset, diagnostic);
            }
        }
        self.feed.restart(ANYTHING, None);
        true
    }

    /// Skips to the end of a statement, which may turn out to be one that ended where a bracket was not closed.
    fn skip(&mut self, at: u32, diagnostic: &mut Option<Diagnostic>) -> bool {
        let open = self.open_bracket(at);
        let (head, column) = layout::line_head(self.source, at);
        let starts_later = self.feed.brackets.first().is_some_and(|bracket| bracket.span.end <= head);
        let line = self.line_of(at);
        let candidate = match open {
            Some(open) if starts_later => match self.head_of_statement(head) {
                Head::Certain => {
                    unclosed(diagnostic, open);
                    self.resume(head, line, column);
                    return true;
                }
                Head::Possible if column <= self.feed.lexer.column() => Some(open),
                _ => None,
            },
            _ => None,
        };
        match (self.skip_statement(), candidate) {
            (Skipped::Line, _) => self.feed.restart(ANYTHING, None),
            (Skipped::Statement | Skipped::End, Some(open)) => {
                unclosed(diagnostic, open);
                let length = (self.feed.lexer.here().offset.saturating_sub(head)) as usize;
                match self.may_reread.checked_sub(length) {
                    Some(left) => {
                        self.may_reread = left;
                        self.resume(head, line, column);
                    }
                    None => self.feed.restart(ANYTHING, None),
                }
            }
            (skipped, None) => {
                // What is refused may only be so because the bracket is still open.
                let unclear = diagnostic.as_ref().is_some_and(|error| {
                    matches!(error.code, Code::InvalidSyntax | Code::AssignmentInExpression)
                });
                if let Some(open) = open.filter(|_| unclear) {
                    unclosed(diagnostic, open);
                }
                self.feed.restart(ANYTHING, None);
                return matches!(skipped, Skipped::Statement);
            }
        }
        true
    }

    /// The line number of the token at `at`, which may be far before the reader if it is text without an end.
    fn line_of(&self, at: u32) -> u32 {
        let token = self.feed.line.iter().rev().find(|token| token.0.offset == at);
        token.map_or(self.feed.lexer.here().line, |token| token.0.line)
    }

    /// The innermost bracket that was open before `at`.
    fn open_bracket(&self, at: u32) -> Option<Bracket> {
        self.feed.brackets.iter().rev().find(|bracket| bracket.span.start < at).copied()
    }

    fn skip_statement(&mut self) -> Skipped {
        let mut line = self.feed.lexer.here().line;
        while let Some((start, token, end)) = self.feed.discard() {
            match token {
                Token::Plain(Lexeme::Newline) => return Skipped::Line,
                Token::Plain(Lexeme::DedentMismatch) => {
                    self.settle();
                    return Skipped::Line;
                }
                _ => {}
            }
            if start.line != line && !self.feed.brackets.is_empty() {
                let (head, column) = layout::line_head(self.source, start.offset);
                if head == start.offset && self.head_of_statement(head) == Head::Certain {
                    self.resume(head, start.line, column);
                    return Skipped::Statement;
                }
            }
            line = end.line;
        }
        Skipped::End
    }

    /// Goes on at a line that is one of a block, whatever was open.
    fn resume(&mut self, head: u32, line: u32, column: u32) {
        self.feed.lexer.resume(head, line, column);
        self.feed.break_off();
        self.feed.restart(ANYTHING, None);
    }

    /// Takes the indentation of the next line for that of a block.
    fn settle(&mut self) {
        let (_, column) = layout::line_head(self.source, self.feed.lexer.here().offset);
        self.feed.lexer.settle(column);
    }

    /// Whether a line inside brackets is a statement instead.
    fn head_of_statement(&self, head: u32) -> Head {
        match layout::word_at(self.source, head) {
            b"def" | b"class" | b"while" | b"try" | b"with" | b"return" | b"import" | b"raise" | b"pass"
            | b"del" | b"assert" | b"break" | b"continue" | b"global" | b"nonlocal" | b"elif" | b"except"
            | b"finally" => Head::Certain,
            b"if" | b"for" | b"else" if layout::ends_in_colon(self.source, head) => Head::Certain,
            b"from" if words_on_line(self.source, head).any(|word| word == b"import") => Head::Certain,
            b"" | b"if" | b"for" | b"else" | b"in" | b"is" | b"and" | b"or" | b"not" | b"lambda" => {
                Head::None
            }
            _ => Head::Possible,
        }
    }
}

/// What a line starts with.
#[derive(PartialEq)]
enum Head {
    /// A word that is in no expression.
    Certain,
    /// A name.
    Possible,
    /// What continues an expression.
    None,
}

fn words_on_line(source: &[u8], head: u32) -> impl Iterator<Item = &[u8]> {
    let line = source.get(head as usize..layout::line_end(source, head)).unwrap_or_default();
    line.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_')
}

/// Makes of an error that it comes of a bracket that is not closed.
fn unclosed(diagnostic: &mut Option<Diagnostic>, bracket: Bracket) {
    if let Some(error) = diagnostic {
        let plain = Diagnostic::new(Code::UnclosedBracket, error.span, error.line);
        *error = with_unclosed(plain.with_message(error.message.clone()), bracket.span);
    }
}

/// Points at a bracket that is not closed.
pub(super) fn with_unclosed(diagnostic: Diagnostic, bracket: Span) -> Diagnostic {
    diagnostic
        .with_label(bracket, "this bracket is never closed")
        .with_hint("the statement goes on until its brackets are closed, across lines; close it before this")
}
