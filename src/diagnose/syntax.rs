//! Which mistake a refused token is.
//!
//! A mistake gets a name of its own only where its form leaves no doubt; otherwise the error stays `invalid syntax`.
//! What else the parser would have taken is found out by asking it: the line up to the refused token is parsed again with
//! another token in its place.

use super::feed::{Before, Bracket, Feed, context, is_clause, is_layout};
use super::layout;
use super::recover::with_unclosed;
use crate::ast::StmtId;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::intern::Symbol;
use crate::lexer::{Lexeme, Position, Spanned, Token};
use crate::memory::Memory;
use crate::parser::{self, Builder, Refusal};
use alloc::borrow::Cow;
use alloc::format;

/// A refused token and what is around it.
pub(super) struct Site<'a> {
    source: &'a [u8],
    /// The refused token; the end of the source if there is none.
    token: Option<Spanned>,
    /// The tokens of its line before it.
    line: &'a [Spanned],
    /// The line before, if the token is the first of its own.
    before: Option<Before>,
    /// Brackets that were open before the token.
    brackets: &'a [Bracket],
    closed: Option<Bracket>,
    invalid_cause: Option<(Code, &'static str)>,
    here: Position,
    seen_match: bool,
    memory: &'a Memory,
}

const NAME: Token = Token::Name(Symbol::EMPTY);
const NUMBER: Token = Token::SmallInt(0);
const COLON: Token = Token::Plain(Lexeme::Colon);
const OPERATOR: Token = Token::Infix(Lexeme::Slash);

impl<'a> Site<'a> {
    pub(super) fn new(
        source: &'a [u8],
        feed: &'a mut Feed<'_, '_>,
        token: Option<Spanned>,
        here: Position,
        seen_match: bool,
        memory: &'a Memory,
    ) -> Self {
        let invalid_cause = feed.lexer.invalid_cause.take();
        let on_line = token.is_some_and(|(_, token, _)| !is_layout(&token));
        let line = &feed.line[..];
        let line = if on_line { line.split_last().map_or(line, |(_, before)| before) } else { line };
        let start = token.map_or(u32::MAX, |token| token.0.offset);
        let open = feed.brackets.iter().position(|bracket| bracket.span.start >= start);
        // At a layout token the line is over; a mistake of the line before shows at the first token of the next.
        let ended = matches!(token, Some((_, Token::Plain(Lexeme::Indent | Lexeme::Dedent), _)))
            || (token.is_none() && feed.brackets.is_empty());
        Site {
            source,
            token,
            line: if ended { &[] } else { line },
            before: feed.before,
            brackets: &feed.brackets[..open.unwrap_or(feed.brackets.len())],
            closed: feed.closed,
            invalid_cause,
            here,
            seen_match,
            memory,
        }
    }

    // What is around

    fn lexeme(&self) -> Option<Lexeme> {
        self.token.and_then(|(_, token, _)| token.lexeme())
    }

    fn is(&self, lexeme: Lexeme) -> bool {
        self.lexeme() == Some(lexeme)
    }

    fn text(&self, token: &Spanned) -> &'a [u8] {
        self.source.get(token.0.offset as usize..token.2.offset as usize).unwrap_or_default()
    }

    fn word(&self, at: usize) -> &'a [u8] {
        self.line.get(at).map_or(&[], |token| self.text(token))
    }

    /// The kind of the token at a place in the line, if it is a keyword or sign.
    fn at(&self, place: usize) -> Option<Lexeme> {
        self.line.get(place).and_then(|token| token.1.lexeme())
    }

    fn previous(&self) -> Option<&'a Spanned> {
        self.line.last()
    }

    fn follows(&self, lexeme: Lexeme) -> bool {
        self.previous().is_some_and(|token| token.1.lexeme() == Some(lexeme))
    }

    /// Whether the token stands directly after the one before it.
    fn adjoins(&self) -> bool {
        matches!((self.previous(), self.token), (Some(a), Some(b)) if a.2.offset == b.0.offset)
    }

    fn span(&self) -> Span {
        match self.token {
            Some((start, _, end)) => Span::new(start.offset, end.offset),
            None => Span::new(self.here.offset, self.here.offset),
        }
    }

    /// The byte after the token, blanks left out.
    fn next_byte(&self) -> Option<u8> {
        layout::byte_after(self.source, self.token?.2.offset)
    }

    /// The keyword the line starts with, `async` left out.
    fn opener(&self) -> Option<Lexeme> {
        self.at(usize::from(self.at(0) == Some(Lexeme::Async)))
    }

    /// Whether the token comes out of an f-string, where only the place of the whole string is known.
    fn is_in_f_string(&self) -> bool {
        let Some((start, token, end)) = self.token else { return false };
        let is_sign = token.lexeme().is_some_and(|lexeme| lexeme != Lexeme::Invalid);
        let quoted = matches!(
            self.source.get(end.offset.saturating_sub(1) as usize),
            Some(b'"' | b'\'') if end.offset - start.offset > 2
        );
        quoted
            && (is_sign || matches!(token, Token::Name(_) | Token::SmallInt(_)) || self.starts_f_string())
            && !is_layout(&token)
    }

    fn starts_f_string(&self) -> bool {
        let Some(token) = self.token else { return false };
        matches!(token.1, Token::Str(_) | Token::Constant(_))
            && self.previous().is_some_and(|previous| previous.0.offset == token.0.offset)
    }

    // What the parser would take

    /// Whether the parser takes `token` in place of the refused one.
    fn takes(&self, token: Token) -> bool {
        self.takes_all(&[token])
    }

    /// Whether the parser takes these tokens in place of the refused one.
    fn takes_all(&self, tokens: &[Token]) -> bool {
        let start = context(self.line.first().map(|first| &first.1));
        let given = Position::default();
        let asked = Position { offset: u32::MAX, line: 0 };
        let known = start.iter().map(|token| (given, *token, given)).chain(self.line.iter().copied());
        let mut all = known.chain(tokens.iter().map(|token| (asked, *token, asked))).map(Ok);
        let result: Result<StmtId, Refusal> = parser::parse_tokens(&mut Builder::new(self.memory), &mut all);
        matches!(result, Ok(_) | Err(Refusal::UnrecognizedEof { .. }))
    }

    /// Whether the line reads like English: three words in a row, none of them a keyword.
    pub(super) fn is_text(&self) -> bool {
        let (Some((_, Token::Name(_), _)), Some((_, Token::Name(_), _))) = (self.token, self.previous())
        else {
            return false;
        };
        self.text_after().first().is_some_and(u8::is_ascii_lowercase)
    }

    // Whose fault it is

    /// Whether the error is that the line before is not continued, so that the token may start a fine statement.
    pub(super) fn blames_line_before(&self) -> bool {
        let Some((_, token, _)) = self.token else { return false };
        self.line.is_empty()
            && (self.lacks_block()
                || self.lacks_definition()
                || (!matches!(token, Token::Plain(Lexeme::Indent))
                    && !is_clause(&token)
                    && self.takes(token)))
    }

    /// Whether the line before starts a block, and there is none.
    fn lacks_block(&self) -> bool {
        let is_indent = self.is(Lexeme::Indent);
        self.line.is_empty() && !is_indent && self.before.is_some_and(|before| before.last == COLON)
    }

    /// Whether the line before is a decorator, and nothing to be decorated follows.
    fn lacks_definition(&self) -> bool {
        self.line.is_empty()
            && !self.is(Lexeme::Indent)
            && self.before.is_some_and(|before| before.first == Token::Plain(Lexeme::At))
    }

    /// The error; none if it only follows from another.
    pub(super) fn diagnostic(&mut self) -> Option<Diagnostic> {
        let line = self.token.map_or(self.here.line, |token| token.0.line);
        let error = |code| Diagnostic::new(code, self.span(), line);
        let refined = match self.lexeme() {
            Some(Lexeme::Indent) => self.indent(error(Code::UnexpectedIndent)),
            Some(Lexeme::DedentMismatch) => self.mismatch(error(Code::UnindentMismatch)),
            Some(Lexeme::MalformedFString) => error(Code::MalformedFString).with_hint(
                "every { of an f-string starts an expression that a } ends; {{ and }} stand for themselves",
            ),
            Some(Lexeme::Invalid) => match self.invalid_cause {
                Some((code, hint)) => error(code).with_hint(hint),
                None => self.unknown_character(error(Code::UnknownCharacter)),
            },
            _ if self.is_in_f_string() => {
                error(Code::InvalidSyntax).with_hint("the mistake is in an expression of this f-string")
            }
            _ if self.seen_match && self.word(0) == b"case" => return None,
            _ => self.refined(error(Code::InvalidSyntax)),
        };
        Some(refined)
    }

    // Tokens

    fn indent(&self, error: Diagnostic) -> Diagnostic {
        let start = layout::line_start(self.source, error.span.start);
        let blanks = layout::indentation(self.source, start);
        match layout::line_before(self.source, error.span.start) {
            Some((before, other)) if layout::mixes_tabs(blanks, other) => {
                tabs(error).with_label(before, TABS)
            }
            _ => error.with_hint("only what comes after a line that ends in a colon is indented further"),
        }
    }

    fn mismatch(&self, mut error: Diagnostic) -> Diagnostic {
        // The token is the line break; what is wrong is the next line.
        let start = layout::line_start(self.source, self.here.offset);
        let blanks = layout::indentation(self.source, start);
        error.span = Span::new(start as u32, (start + blanks.len()) as u32);
        match layout::line_before(self.source, self.here.offset) {
            Some((before, other)) if layout::mixes_tabs(blanks, other) => {
                tabs(error).with_label(before, TABS)
            }
            Some((before, _)) => error
                .with_label(before, "the line before is indented further")
                .with_hint("indent the line like the block that it belongs to"),
            None => error,
        }
    }

    fn unknown_character(&self, error: Diagnostic) -> Diagnostic {
        match self.token.map(|token| self.text(&token)) {
            Some(b"`") => because(error, Code::Python2, "write repr(x) for what was `x` in Python 2"),
            Some(b"!") => error.with_hint("the operators are spelt `not` and `!=`"),
            Some(b"\\") => {
                error.with_hint("a backslash joins two lines if it is the last character of the first")
            }
            _ => error,
        }
    }

    // Order

    fn refined(&self, error: Diagnostic) -> Diagnostic {
        let rules = [
            Self::bracket,
            Self::before_the_line,
            Self::missing_feature,
            Self::python2,
            Self::assignment,
            Self::missing_colon,
            Self::keyword,
            Self::two_in_a_row,
        ];
        rules.iter().find_map(|rule| rule(self, &error)).unwrap_or(error)
    }

    fn bracket(&self, error: &Diagnostic) -> Option<Diagnostic> {
        let error = error.clone();
        if self.token.is_none() {
            let open = self.brackets.last()?;
            let error = Diagnostic { code: Code::UnclosedBracket, ..error };
            return Some(with_unclosed(error, open.span));
        }
        let opens = match self.lexeme()? {
            Lexeme::ParenClose => Lexeme::ParenOpen,
            Lexeme::BracketClose => Lexeme::BracketOpen,
            Lexeme::BraceClose => Lexeme::BraceOpen,
            _ => return None,
        };
        match self.closed {
            None => Some(because(error, Code::UnmatchedBracket, "this bracket closes none; remove it")),
            Some(open) if open.lexeme != opens => Some(
                because(
                    error,
                    Code::UnmatchedBracket,
                    "close the brackets in the reverse order, each with its own kind",
                )
                .with_label(open.span, "this bracket is the one to be closed here"),
            ),
            Some(_) => None,
        }
    }

    /// Mistakes that show at the start of the next line.
    fn before_the_line(&self, error: &Diagnostic) -> Option<Diagnostic> {
        if !self.line.is_empty() || self.is(Lexeme::Newline) {
            return None;
        }
        let error = error.clone();
        if self.lacks_block() {
            let header = self.before?.span;
            return Some(
                because(
                    error,
                    Code::MissingBlock,
                    "indent at least one statement after the colon; `pass` does nothing",
                )
                .with_label(header, "a block has to follow this line"),
            );
        }
        if self.lacks_definition() {
            let decorator = self.before?.span;
            return Some(
                error
                    .with_label(decorator, "this decorates nothing")
                    .with_hint("a decorator stands directly above a function or class"),
            );
        }
        if self.token.is_some_and(|token| is_clause(&token.1)) {
            let hint = match self.lexeme()? {
                Lexeme::Elif => "`elif` goes on with an `if`, and is indented like it",
                Lexeme::Else => "`else` goes on with an `if`, a loop or a `try`, and is indented like it",
                _ => "`except` and `finally` go on with a `try`, and are indented like it",
            };
            return Some(because(error, Code::OrphanClause, hint));
        }
        // A block can end anywhere but after a `try`.
        let ends_block = self.token.is_none() || self.is(Lexeme::Dedent);
        (ends_block || self.blames_line_before())
            .then(|| error.with_hint("a `try` needs an `except` or a `finally` after its block"))
    }

    /// What other Pythons have and MicroPython has not.
    fn missing_feature(&self, error: &Diagnostic) -> Option<Diagnostic> {
        let lexeme = self.lexeme();
        let found = |code, hint: &'static str| Some(because(error.clone(), code, hint));
        if self.word(0) == b"match" && self.has_cases() {
            return found(Code::MatchStatement, "MicroPython has no `match`; compare with `if` and `elif`");
        }
        let opener = self.opener();
        if matches!(opener, Some(Lexeme::Def | Lexeme::Class))
            && lexeme == Some(Lexeme::BracketOpen)
            && self.brackets.is_empty()
            && self.at(self.line.len().wrapping_sub(2)) == opener
        {
            return found(Code::TypeParameters, "MicroPython has no type parameters; leave them out");
        }
        if self.word(0) == b"type"
            && self.line.len() == 1
            && matches!(self.token, Some((_, Token::Name(_), _)))
        {
            let rest = self.token.map_or(0, |token| token.2.offset);
            if matches!(layout::byte_after(self.source, rest), Some(b'=' | b'[')) {
                return found(Code::TypeParameters, "MicroPython has no `type` statement; write `X = ...`");
            }
        }
        if lexeme == Some(Lexeme::Slash)
            && self.follows(Lexeme::Comma)
            && matches!(self.next_byte(), Some(b',' | b')' | b':'))
            && self.takes(NAME)
            && !self.takes(NUMBER)
        {
            return found(
                Code::PositionalOnly,
                "MicroPython has no positional-only parameters; leave the / out",
            );
        }
        if lexeme == Some(Lexeme::Star) && opener == Some(Lexeme::Except) && self.line.len() == 1 {
            return found(
                Code::ExceptStar,
                "MicroPython has no exception groups; write `except` without the *",
            );
        }
        if lexeme == Some(Lexeme::As)
            && opener == Some(Lexeme::With)
            && self.brackets.len() == 1
            && self.line.iter().position(|token| token.0.offset == self.brackets[0].span.start)
                == self.line.iter().position(|token| token.1 == Token::Plain(Lexeme::With)).map(|at| at + 1)
        {
            return found(
                Code::ParenthesizedWith,
                "MicroPython takes no parentheses around the items of a `with`; a backslash joins lines",
            );
        }
        if lexeme == Some(Lexeme::Async) && !self.brackets.is_empty() && self.takes(Token::Plain(Lexeme::For))
        {
            return found(
                Code::AsyncComprehension,
                "MicroPython has no asynchronous comprehensions; use an `async for` loop",
            );
        }
        if matches!(lexeme, Some(Lexeme::Star | Lexeme::DoubleStar)) && self.takes(NUMBER) {
            let in_braces = self.brackets.last().is_some_and(|open| open.lexeme == Lexeme::BraceOpen);
            return found(
                Code::StarHere,
                if in_braces {
                    "MicroPython unpacks nothing inside {}; use update()"
                } else {
                    "MicroPython unpacks with a star only in calls and on the left side of assignments"
                },
            );
        }
        if self.at(0) == Some(Lexeme::At) && !self.is(Lexeme::Newline) && self.brackets.is_empty() {
            let complete = self.takes(Token::Plain(Lexeme::Newline));
            let continues = matches!(
                lexeme,
                Some(
                    Lexeme::BracketOpen
                        | Lexeme::ParenOpen
                        | Lexeme::Dot
                        | Lexeme::If
                        | Lexeme::Or
                        | Lexeme::And
                )
            ) || matches!(
                self.token,
                Some((_, Token::Infix(_) | Token::Sign(_) | Token::Comparison(_), _))
            );
            if (complete && continues)
                || (self.line.len() == 1 && matches!(lexeme, Some(Lexeme::ParenOpen | Lexeme::Lambda)))
            {
                return found(
                    Code::DecoratorExpression,
                    "a decorator is a dotted name here, called or not; give other expressions a name first",
                );
            }
        }
        None
    }

    /// Whether the line ends in a colon and the next one, indented further, starts with `case`.
    fn has_cases(&self) -> bool {
        let Some(first) = self.line.first() else { return false };
        let end = self.token.map_or(first.0.offset, |token| token.0.offset);
        let (_, column) = layout::line_head(self.source, first.0.offset);
        let next = layout::line_after(self.source, end);
        layout::ends_in_colon(self.source, layout::line_head(self.source, end).0)
            && next.is_some_and(|(text, deeper)| {
                deeper > column && layout::word_at(self.source, text) == b"case"
            })
    }

    /// What Python 2 had.
    fn python2(&self, error: &Diagnostic) -> Option<Diagnostic> {
        let found = |hint: &'static str| Some(because(error.clone(), Code::Python2, hint));
        let alone = self.line.len() == 1;
        if alone && self.starts_operand() && !self.adjoins() {
            match self.word(0) {
                b"print" => return found("`print` is a function: write print(...)"),
                b"exec" => return found("`exec` is a function: write exec(...)"),
                _ => {}
            }
        }
        let more = matches!(self.token, Some((_, Token::Comparison(Lexeme::More), _)));
        if more && self.follows(Lexeme::Less) && self.adjoins() {
            return found("write != for what was <> in Python 2");
        }
        if self.is(Lexeme::Comma) && self.brackets.is_empty() {
            match self.opener() {
                Some(Lexeme::Except) => {
                    return found("write `except X as e:`; several classes need parentheses");
                }
                Some(Lexeme::Raise) => return found("write `raise X(...)`"),
                _ => {}
            }
        }
        if self.is(Lexeme::ParenOpen)
            && self.opener() == Some(Lexeme::Def)
            && self.brackets.len() == 1
            && self.takes(NAME)
            && !self.takes(NUMBER)
        {
            return found("a parameter is one name; unpack it in the body of the function");
        }
        None
    }

    fn assignment(&self, error: &Diagnostic) -> Option<Diagnostic> {
        let error = error.clone();
        if self.is(Lexeme::ColonEqual) && self.brackets.is_empty() {
            let hint = match self.line.len() {
                1 => "write = for an assignment that is a statement",
                _ => "put parentheses around an assignment with :=",
            };
            return self.takes(OPERATOR).then(|| error.with_hint(hint));
        }
        if !self.is(Lexeme::Equal) || !self.takes(OPERATOR) {
            return None;
        }
        let in_condition =
            matches!(self.opener(), Some(Lexeme::If | Lexeme::Elif | Lexeme::While | Lexeme::Assert))
                || matches!(self.opener(), Some(Lexeme::Return));
        match self.opener() {
            _ if in_condition || !self.brackets.is_empty() => Some(because(
                error,
                Code::AssignmentInExpression,
                "= assigns in a statement only; == compares, and := in parentheses assigns in an expression",
            )),
            _ => None,
        }
    }

    fn missing_colon(&self, error: &Diagnostic) -> Option<Diagnostic> {
        use Lexeme::{
            Assert, Break, Class, Colon, Continue, Def, Del, Elif, Else, Except, Finally, For, Global, If,
            Import, Newline, Nonlocal, ParenOpen, Pass, Raise, Return, Try, While, With,
        };
        let previous = self.previous()?;
        let opener = self.opener()?;
        if !self.brackets.is_empty()
            || !matches!(opener, If | Elif | Else | While | For | Try | Except | Finally | With | Def | Class)
        {
            return None;
        }
        let mut error = error.clone();
        if opener == Else && self.line.len() == 1 && self.is(If) {
            return Some(error.with_hint("write `elif` for `else if`"));
        }
        if opener == Def && self.line.len() <= 3 && self.takes(Token::Plain(ParenOpen)) {
            let ends = matches!(self.lexeme(), Some(Newline | Colon));
            return ends.then(|| error.with_hint("write a pair of parentheses after the name of a function"));
        }
        let starts_statement = matches!(
            self.lexeme(),
            Some(Return | Pass | Break | Continue | Raise | Import | Del | Assert | Global | Nonlocal)
        );
        let only = matches!(opener, Else | Try | Finally) && self.line.len() == 1;
        let ends = self.is(Newline);
        if !(ends || starts_statement || only && self.starts_operand()) || !self.takes(COLON) {
            return None;
        }
        if self.line.iter().any(|token| token.1 == COLON) {
            return None;
        }
        error.span = Span::new(previous.2.offset, previous.2.offset);
        Some(because(error, Code::MissingColon, "end the line with a colon; the block follows it"))
    }

    fn keyword(&self, error: &Diagnostic) -> Option<Diagnostic> {
        let name = |span: Span| {
            let word = self.source.get(span.start as usize..span.end as usize).unwrap_or_default();
            core::str::from_utf8(word).unwrap_or_default()
        };
        let reserved = |span: Span| {
            let mut error = because(
                error.clone(),
                Code::KeywordAsName,
                format!("`{}` is a keyword and cannot be a name; another common way is `{0}_`", name(span)),
            );
            error.span = span;
            Some(error)
        };
        if self.token.is_some_and(|token| is_keyword(&token.1)) {
            let is_assigned = self.next_byte() == Some(b'=') && self.text_after().get(1) != Some(&b'=');
            let only_name = self.takes(NAME) && !self.takes(NUMBER) && !self.line.is_empty();
            if only_name || (is_assigned && self.takes(NAME)) {
                return reserved(self.span());
            }
            return None;
        }
        let (first, rest) = self.line.split_first()?;
        let assigns = self.is(Lexeme::Equal) || matches!(self.token, Some((_, Token::Augmented(_), _)));
        if rest.is_empty() && is_keyword(&first.1) && assigns {
            let span = Span::new(first.0.offset, first.2.offset);
            return reserved(span);
        }
        if assigns && matches!(first.1, Token::Declaration(_)) {
            return Some(
                error.clone().with_hint("a declaration assigns nothing; assign in a statement of its own"),
            );
        }
        None
    }

    fn text_after(&self) -> &'a [u8] {
        let at = self.token.map_or(self.source.len(), |token| token.2.offset as usize);
        let text = self.source.get(at..).unwrap_or_default();
        let blanks = text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        &text[blanks..]
    }

    fn two_in_a_row(&self, error: &Diagnostic) -> Option<Diagnostic> {
        let previous = self.previous()?;
        let place = Span::new(previous.0.offset, previous.2.offset);
        let error = error.clone();
        if self.adjoins()
            && let Some((_, token, _)) = self.token
        {
            let hint = match (previous.1, token) {
                (Token::Infix(Lexeme::Ampersand), Token::Infix(Lexeme::Ampersand)) => "write `and` for &&",
                (Token::Infix(Lexeme::Pipe), Token::Infix(Lexeme::Pipe)) => "write `or` for ||",
                (Token::Plain(Lexeme::Equal), Token::Comparison(Lexeme::More)) => "write >= for =>",
                (Token::Name(_), Token::Str(_) | Token::Constant(_)) => {
                    "the prefixes of strings are u, r, b, f, t, and r with one of the last three; all in lower case"
                }
                _ => "",
            };
            if !hint.is_empty() {
                return Some(error.with_hint(hint));
            }
        }
        let increments = matches!(self.line, [.., (_, Token::Sign(a), end), (start, Token::Sign(b), _)]
            if a == b && start.offset == end.offset);
        if increments && self.is(Lexeme::Newline) {
            return Some(error.with_hint("there is no ++ or --; write += 1 or -= 1"));
        }
        if !self.starts_operand() || !ends_operand(&previous.1) {
            return None;
        }
        if self.line.len() == 1
            && let Token::Name(_) = previous.1
            && let Some(keyword) = meant(self.word(0)).find(|keyword| self.suits(keyword))
        {
            return Some(error.with_label(place, format!("did you mean `{keyword}`?")));
        }
        if !self.takes(OPERATOR) {
            return None;
        }
        let hint = match self.brackets.last().map(|open| open.lexeme) {
            _ if self.is_text() => "if this is text, a quote or a # is missing before it",
            Some(Lexeme::BraceOpen) => "a comma, a colon or an operator is missing between these",
            Some(_) => "a comma or an operator is missing between these",
            None if self.opener().is_some_and(is_header) => "an operator or a colon is missing between these",
            None => "an operator or a line break is missing between these",
        };
        Some(because(error, Code::MissingOperator, hint).with_label(place, "this expression is complete"))
    }

    /// Whether the rest of the line looks like that of a statement with this keyword.
    fn suits(&self, keyword: &str) -> bool {
        let rest = self.text_after();
        let line = &rest[..rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len())];
        let has = |word: &[u8]| line.split(|byte| !byte.is_ascii_alphanumeric()).any(|other| other == word);
        match keyword {
            "from" => has(b"import"),
            "for" => has(b"in"),
            _ => true,
        }
    }

    /// Whether an expression can start with the token.
    fn starts_operand(&self) -> bool {
        let Some((_, token, _)) = self.token else { return false };
        match token {
            Token::Name(_)
            | Token::SmallInt(_)
            | Token::Str(_)
            | Token::Constant(_)
            | Token::Singleton(_) => true,
            Token::Plain(lexeme) => matches!(lexeme, Lexeme::BraceOpen | Lexeme::Ellipsis | Lexeme::Lambda),
            _ => false,
        }
    }
}

const TABS: &str = "this line mixes tabs and spaces in another way";

/// Makes of an error that tabs and spaces do not match.
fn tabs(error: Diagnostic) -> Diagnostic {
    Diagnostic { code: Code::TabsAndSpaces, ..error }.with_hint(
        "a tab reaches to the next multiple of 8 columns; indent with spaces only, or with tabs only",
    )
}

fn because(error: Diagnostic, code: Code, hint: impl Into<Cow<'static, str>>) -> Diagnostic {
    Diagnostic { code, ..error }.with_hint(hint)
}

fn is_header(lexeme: Lexeme) -> bool {
    use Lexeme::*;
    matches!(lexeme, If | Elif | While | For | With | Except)
}

/// Whether an expression can end with this token.
fn ends_operand(token: &Token) -> bool {
    match token {
        Token::Name(_) | Token::SmallInt(_) | Token::Str(_) | Token::Constant(_) | Token::Singleton(_) => {
            true
        }
        Token::Plain(lexeme) => matches!(
            lexeme,
            Lexeme::ParenClose | Lexeme::BracketClose | Lexeme::BraceClose | Lexeme::Ellipsis
        ),
        _ => false,
    }
}

fn is_keyword(token: &Token) -> bool {
    use Lexeme::*;
    match token {
        Token::Word(_) | Token::Declaration(_) => true,
        Token::Plain(lexeme) => matches!(
            lexeme,
            And | As
                | Assert
                | Async
                | Await
                | Class
                | Def
                | Del
                | Elif
                | Else
                | Except
                | Finally
                | For
                | From
                | If
                | Import
                | In
                | Is
                | Lambda
                | Not
                | Or
                | Raise
                | Return
                | Try
                | While
                | With
                | Yield
        ),
        _ => false,
    }
}

/// Keywords that a statement starts with and an expression does not.
const STATEMENTS: [&str; 22] = [
    "assert", "async", "break", "class", "continue", "def", "del", "elif", "except", "finally", "for",
    "from", "global", "import", "nonlocal", "pass", "raise", "return", "try", "while", "with", "if",
];

/// The keywords that a word is one slip away from.
fn meant(word: &[u8]) -> impl Iterator<Item = &'static str> + '_ {
    STATEMENTS.into_iter().filter(|keyword| word.len() > 1 && is_one_slip(word, keyword.as_bytes()))
}

/// Whether two words differ by one letter more, less or other, or by two that are exchanged.
fn is_one_slip(word: &[u8], keyword: &[u8]) -> bool {
    if word == keyword || word.len().abs_diff(keyword.len()) > 1 {
        return false;
    }
    let same = word.iter().zip(keyword).take_while(|(a, b)| a == b).count();
    let (word, keyword) = (&word[same..], &keyword[same..]);
    match (word, keyword) {
        ([_, rest @ ..], other) if rest == other => true,
        (other, [_, rest @ ..]) if rest == other => true,
        ([a, b, one @ ..], [c, d, other @ ..]) if a == d && b == c && one == other => true,
        ([_, one @ ..], [_, other @ ..]) => one == other && keyword.len() + same > 3,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn a_missing_letter_is_a_slip() {
        assert_eq!(meant(b"fro").collect::<Vec<_>>(), ["for", "from"]);
    }

    #[test]
    fn exchanged_letters_are_a_slip() {
        assert_eq!(meant(b"improt").collect::<Vec<_>>(), ["import"]);
    }

    #[test]
    fn two_slips_are_a_name() {
        assert_eq!(meant(b"imprtt").next(), None);
    }
}
