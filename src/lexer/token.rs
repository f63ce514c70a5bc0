//! Tokens: the alphabet of the grammar.

use super::word;
use crate::constant::ConstantId;
use crate::intern::Symbol;
use logos::Logos;

/// What logos recognises, plus the kinds that only the layout rules produce.
///
/// The shapes follow MicroPython's lexer (`py/lexer.c`), which differs from CPython's in places: any byte from 0x80 up
/// belongs to an identifier, string prefixes are lower case, and a number takes every letter and digit that follows
/// it, so that what is wrong with it can be said when its value is computed.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[logos(utf8 = false)]
#[logos(skip b"[ \t\x0b\x0c]+")]
#[allow(missing_docs)]
pub enum Lexeme {
    /// Keywords, and string prefixes with the quote after them, come to it as names and are told apart there.
    #[regex(b"[A-Za-z_\x80-\xff][A-Za-z_0-9\x80-\xff]*", word::classify)]
    Name,
    #[regex(b"\\.?[0-9]", finish_number)]
    Number,
    #[regex(b"['\"]")]
    Quote,
    #[regex(b"\r\n|\r|\n")]
    Newline,
    #[regex(b"#[^\r\n]*", allow_greedy = true)]
    Comment,
    #[regex(b"\\\\(\r\n|\r|\n)?")]
    Backslash,

    /// The block structure; made by the layout rules.
    Indent,
    Dedent,
    /// Select the start symbol of the grammar; made by the parser.
    StartModule,
    StartInteractive,
    StartEval,
    /// Not part of any rule, so the parser refuses it where it stands.
    Invalid,
    DedentMismatch,
    MalformedFString,

    /// The keywords, which `word` finds among the names.
    False,
    None,
    True,
    Debug,
    And,
    As,
    Assert,
    Async,
    Await,
    Break,
    Class,
    Continue,
    Def,
    Del,
    Elif,
    Else,
    Except,
    Finally,
    For,
    From,
    Global,
    If,
    Import,
    In,
    Is,
    Lambda,
    Nonlocal,
    Not,
    Or,
    Pass,
    Raise,
    Return,
    Try,
    While,
    With,
    Yield,

    #[token("(")]
    ParenOpen,
    #[token(")")]
    ParenClose,
    #[token("[")]
    BracketOpen,
    #[token("]")]
    BracketClose,
    #[token("{")]
    BraceOpen,
    #[token("}")]
    BraceClose,
    #[token(",")]
    Comma,
    #[token(";")]
    Semicolon,
    #[token(":")]
    Colon,
    #[token(":=")]
    ColonEqual,
    #[token(".")]
    Dot,
    #[token("...")]
    Ellipsis,
    #[token("->")]
    Arrow,
    #[token("=")]
    Equal,
    #[token("+")]
    Plus,
    #[token("-")]
    Minus,
    #[token("*")]
    Star,
    #[token("**")]
    DoubleStar,
    #[token("@")]
    At,
    #[token("/")]
    Slash,
    #[token("//")]
    DoubleSlash,
    #[token("%")]
    Percent,
    #[token("&")]
    Ampersand,
    #[token("|")]
    Pipe,
    #[token("^")]
    Caret,
    #[token("~")]
    Tilde,
    #[token("<<")]
    LeftShift,
    #[token(">>")]
    RightShift,
    #[token("<")]
    Less,
    #[token(">")]
    More,
    #[token("==")]
    DoubleEqual,
    #[token("<=")]
    LessEqual,
    #[token(">=")]
    MoreEqual,
    #[token("!=")]
    NotEqual,
    #[token("+=")]
    PlusEqual,
    #[token("-=")]
    MinusEqual,
    #[token("*=")]
    StarEqual,
    #[token("**=")]
    DoubleStarEqual,
    #[token("@=")]
    AtEqual,
    #[token("/=")]
    SlashEqual,
    #[token("//=")]
    DoubleSlashEqual,
    #[token("%=")]
    PercentEqual,
    #[token("&=")]
    AmpersandEqual,
    #[token("|=")]
    PipeEqual,
    #[token("^=")]
    CaretEqual,
    #[token("<<=")]
    LeftShiftEqual,
    #[token(">>=")]
    RightShiftEqual,
}

/// Takes what is left of a number after its first digit: letters, digits, dots and underscores, and the sign after an
/// `e`, which stands before an exponent unless the number is in another base.
fn finish_number<'s>(lexer: &mut logos::Lexer<'s, Lexeme>) {
    let mut previous = 0;
    let rest = lexer.remainder();
    let is_decimal = lexer.slice() != b"0" || !matches!(rest, [b'b' | b'B' | b'o' | b'O' | b'x' | b'X', ..]);
    let is_part = |&byte: &u8| {
        let after_e = matches!(core::mem::replace(&mut previous, byte), b'e' | b'E');
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'.' | b'_')
            || (after_e && is_decimal && matches!(byte, b'+' | b'-'))
    };
    let len = rest.iter().copied().take_while(is_part).count();
    lexer.bump(len);
}

impl Lexeme {
    /// Whether an expression can end with this token, so that a sign after it is a binary operator.
    pub(super) fn ends_operand(self) -> bool {
        matches!(
            self,
            Lexeme::ParenClose
                | Lexeme::BracketClose
                | Lexeme::BraceClose
                | Lexeme::True
                | Lexeme::False
                | Lexeme::None
                | Lexeme::Ellipsis
        )
    }
}

/// A token as the grammar sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Token {
    /// A token that is nothing but its kind, and has a place of its own in the grammar.
    Plain(Lexeme),
    /// `None`, `True` or `False`.
    Singleton(Lexeme),
    /// `+` or `-`, before or between operands.
    Sign(Lexeme),
    /// An operator of arithmetic that only stands between operands.
    Infix(Lexeme),
    /// A comparison that is a single sign.
    Comparison(Lexeme),
    /// The operator of an augmented assignment.
    Augmented(Lexeme),
    /// `pass`, `break` or `continue`: a statement in a word.
    Word(Lexeme),
    /// `global` or `nonlocal`.
    Declaration(Lexeme),
    /// An identifier.
    Name(Symbol),
    /// An integer that is a small int on the target.
    SmallInt(i64),
    /// An interned string.
    Str(Symbol),
    /// Any other literal: float, imaginary, large integer, bytes, long string.
    Constant(ConstantId),
}

impl Token {
    /// The token of a lexeme that has no value. What the grammar never tells apart is one kind of token, which
    /// keeps its tables small.
    pub(super) fn of(lexeme: Lexeme) -> Token {
        match lexeme {
            Lexeme::None | Lexeme::True | Lexeme::False => Token::Singleton(lexeme),
            Lexeme::Plus | Lexeme::Minus => Token::Sign(lexeme),
            Lexeme::Slash
            | Lexeme::DoubleSlash
            | Lexeme::Percent
            | Lexeme::Ampersand
            | Lexeme::Pipe
            | Lexeme::Caret
            | Lexeme::LeftShift
            | Lexeme::RightShift => Token::Infix(lexeme),
            Lexeme::Less
            | Lexeme::More
            | Lexeme::DoubleEqual
            | Lexeme::LessEqual
            | Lexeme::MoreEqual
            | Lexeme::NotEqual => Token::Comparison(lexeme),
            Lexeme::PlusEqual
            | Lexeme::MinusEqual
            | Lexeme::StarEqual
            | Lexeme::DoubleStarEqual
            | Lexeme::AtEqual
            | Lexeme::SlashEqual
            | Lexeme::DoubleSlashEqual
            | Lexeme::PercentEqual
            | Lexeme::AmpersandEqual
            | Lexeme::PipeEqual
            | Lexeme::CaretEqual
            | Lexeme::LeftShiftEqual
            | Lexeme::RightShiftEqual => Token::Augmented(lexeme),
            Lexeme::Pass | Lexeme::Break | Lexeme::Continue => Token::Word(lexeme),
            Lexeme::Global | Lexeme::Nonlocal => Token::Declaration(lexeme),
            _ => Token::Plain(lexeme),
        }
    }

    /// What kind of token it is, unless it has a value.
    pub(crate) fn lexeme(&self) -> Option<Lexeme> {
        match *self {
            Token::Plain(lexeme)
            | Token::Singleton(lexeme)
            | Token::Sign(lexeme)
            | Token::Infix(lexeme)
            | Token::Comparison(lexeme)
            | Token::Augmented(lexeme)
            | Token::Word(lexeme)
            | Token::Declaration(lexeme) => Some(lexeme),
            Token::Name(_) | Token::SmallInt(_) | Token::Str(_) | Token::Constant(_) => None,
        }
    }
}

/// A place in the source: where a token starts or ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Byte offset. Tokens that come out of an f-string have that of the string.
    pub offset: u32,
    /// Line as MicroPython counts it, from 1. MicroPython reads the expressions of an f-string a second time, so that
    /// newlines within them count twice from there on.
    pub line: u32,
}
