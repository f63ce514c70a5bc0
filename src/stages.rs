//! The pipeline in steps, for tools that stop on the way or want to know what each step takes.
//!
//! [`compile`](crate::compile) does all of them. The one difference is in which of several errors is reported: it
//! reports the one that MicroPython finds first, while here a syntax error comes before `not a constant`.
//!
//! ```
//! use constrictor::{Options, stages::Parsed};
//!
//! let parsed = Parsed::new(b"x = 1 + 2\n", &Options::default())?;
//! let module = parsed.resolve()?.generate()?;
//! assert_eq!(module.functions.len(), 1);
//! # Ok::<(), constrictor::Diagnostic>(())
//! ```

use crate::ast::dump;
use crate::bytecode::module::{Constant, Module};
use crate::constants::Declared;
use crate::lexer::{self, Lexeme, Lexer};
use crate::memory::Memory;
use crate::parser::{self, Failure};
use crate::{Diagnostic, Options, Span, Tree, check_input, codegen, constants};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// What a token is, as far as an editor that colours it wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenKind {
    /// An identifier.
    Name,
    /// A word with a meaning of its own, such as `while` or `None`.
    Keyword,
    /// An integer, a float, or an imaginary number.
    Number,
    /// A string or bytes; literals side by side are one token.
    String,
    /// An operator, a bracket, or another sign.
    Operator,
    /// The end of a logical line.
    Newline,
    /// A block begins. Empty.
    Indent,
    /// A block ends. Empty.
    Dedent,
    /// Nothing the language knows.
    Invalid,
}

/// A token in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it is. What comes out of an f-string has the place of the whole string.
    pub span: Span,
    /// The line on which it starts, counted from 1 as MicroPython does.
    pub line: u32,
}

/// The tokens of a source, comments left out, whatever their order.
///
/// ```
/// use constrictor::{Options, stages::{TokenKind, tokens}};
///
/// let source = b"while led: # on";
/// let kinds: Vec<_> = tokens(source, &Options::default())?.iter().map(|token| token.kind).collect();
/// assert_eq!(kinds, [TokenKind::Keyword, TokenKind::Name, TokenKind::Operator, TokenKind::Newline]);
/// # Ok::<(), constrictor::Diagnostic>(())
/// ```
///
/// # Errors
///
/// What is wrong whatever the grammar says: bytes that are not UTF-8, nesting beyond the limit, no memory.
pub fn tokens(source: &[u8], options: &Options) -> Result<Vec<Token>, Diagnostic> {
    let memory = Memory::new(options.memory_limit);
    let mut tokens = Vec::new();
    let result = each_token(source, options, &memory, |(start, token, end)| {
        let span = Span::new(start.offset, end.offset);
        tokens.push(Token { kind: kind(&token, source, span), span, line: start.line });
        memory.charge(size_of::<Token>());
    });
    match result {
        Ok(()) if memory.exhausted() => Err(Diagnostic::out_of_memory()),
        result => result.map(|()| tokens),
    }
}

/// Reads a source to its end, or to where its tokens cannot be told.
fn each_token(
    source: &[u8],
    options: &Options,
    memory: &Memory,
    mut visit: impl FnMut(lexer::Spanned),
) -> Result<(), Diagnostic> {
    check_input(source, options)?;
    let mut lexer = Lexer::new(source, options, memory);
    while let Some(token) = lexer.next() {
        let Ok(token) = token else {
            return Err(lexer.fatal.take().map_or_else(Diagnostic::out_of_memory, |fatal| *fatal));
        };
        visit(token);
    }
    Ok(())
}

fn kind(token: &lexer::Token, source: &[u8], span: Span) -> TokenKind {
    let text = source.get(span.start as usize..span.end as usize).unwrap_or_default();
    match (token.lexeme(), token) {
        (Some(Lexeme::Newline), _) => TokenKind::Newline,
        (Some(Lexeme::Indent), _) => TokenKind::Indent,
        (Some(Lexeme::Dedent), _) => TokenKind::Dedent,
        (Some(Lexeme::Invalid | Lexeme::DedentMismatch | Lexeme::MalformedFString), _) => TokenKind::Invalid,
        (Some(_), _) if text.first().is_some_and(|&byte| byte.is_ascii_alphabetic() || byte == b'_') => {
            TokenKind::Keyword
        }
        (Some(_), _) => TokenKind::Operator,
        (None, lexer::Token::Name(_)) => TokenKind::Name,
        (None, lexer::Token::SmallInt(_)) => TokenKind::Number,
        (None, _) if text.first().is_some_and(|&byte| byte.is_ascii_digit() || byte == b'.') => {
            TokenKind::Number
        }
        (None, _) => TokenKind::String,
    }
}

/// Reads a source to its end, without looking at the order of its tokens, and counts them.
///
/// # Errors
///
/// What is wrong whatever the grammar says: bytes that are not UTF-8, nesting beyond the limit, no memory.
pub fn count_tokens(source: &[u8], options: &Options) -> Result<usize, Diagnostic> {
    let mut count = 0;
    each_token(source, options, &Memory::new(options.memory_limit), |_| count += 1)?;
    Ok(count)
}

/// A source that is read and parsed.
pub struct Parsed<'s> {
    #[cfg_attr(not(feature = "lint"), allow(dead_code))]
    source: &'s [u8],
    tree: Tree,
    memory: Memory,
    options: Options,
}

impl<'s> Parsed<'s> {
    /// Reads and parses a source.
    ///
    /// # Errors
    ///
    /// The first token or literal that is wrong, or that there is no memory.
    pub fn new(source: &'s [u8], options: &Options) -> Result<Self, Diagnostic> {
        check_input(source, options)?;
        let memory = Memory::new(options.memory_limit);
        let mut lexer = Lexer::new(source, options, &memory);
        let (ast, failure) = parser::parse(&mut lexer, options.mode, &memory);
        if let Some(literal) = lexer.literal_error.take() {
            return Err(*literal);
        }
        if let Some(Failure::Syntax(diagnostic) | Failure::Fatal(diagnostic)) = failure {
            return Err(diagnostic);
        }
        if memory.exhausted() {
            return Err(Diagnostic::out_of_memory());
        }
        let tree = Tree { ast, constants: lexer.constants, names: lexer.names };
        Ok(Parsed { source, tree, memory, options: options.clone() })
    }

    /// The warnings about the source that it does not silence itself, in its order.
    ///
    /// They do not depend on whether the source compiles in the end. What the lints
    /// take is linear in the size of the source and not counted in [`Options::memory_limit`].
    ///
    /// ```
    /// use constrictor::{Levels, Options, stages::Parsed};
    ///
    /// let parsed = Parsed::new(b"x = 5\nx is 5\n", &Options::default())?;
    /// let warnings = parsed.lints(&Levels::default());
    /// assert_eq!(warnings[0].code.id(), "W010");
    /// # Ok::<(), constrictor::Diagnostic>(())
    /// ```
    #[cfg(feature = "lint")]
    pub fn lints(&self, levels: &crate::Levels) -> Vec<Diagnostic> {
        crate::lint::run(&self.tree, self.source, self.options.mode, levels)
    }

    /// Evaluates constants and substitutes them.
    ///
    /// # Errors
    ///
    /// `not a constant`, or that there is no memory.
    pub fn resolve(mut self) -> Result<Resolved<'s>, Diagnostic> {
        let Tree { ast, constants, names } = &mut self.tree;
        let declared = constants::resolve(ast, constants, names, &self.options, &self.memory)?;
        if self.memory.exhausted() {
            return Err(Diagnostic::out_of_memory());
        }
        Ok(Resolved { parsed: self, declared })
    }

    /// The syntax tree as text; see [`inspect::tree`](crate::inspect::tree) for what it looks like.
    pub fn outline(&self) -> String {
        dump::outline(&self.tree.ast, &self.tree.constants, &self.tree.names)
    }
}

/// A source whose constants are resolved.
pub struct Resolved<'s> {
    parsed: Parsed<'s>,
    declared: Declared,
}

/// A name that `const` declared, and what it stands for at the end of the module.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NamedConstant {
    /// The name: UTF-8.
    pub name: Box<[u8]>,
    /// The value.
    pub value: Constant,
}

impl NamedConstant {
    /// Whether it leaves no trace in the module, because its name starts with an underscore.
    pub fn is_hidden(&self) -> bool {
        self.name.starts_with(b"_")
    }
}

impl Resolved<'_> {
    /// What `const` declared, in the order in which the names first come up in the source.
    ///
    /// ```
    /// use constrictor::{Options, stages::Parsed};
    ///
    /// let source = b"from micropython import const\n_PIN = const(8)\nBAUD = const(9600 * 12)\n";
    /// let constants = Parsed::new(source, &Options::default())?.resolve()?.constants()?;
    /// assert_eq!((&*constants[0].name, constants[0].is_hidden()), (&b"_PIN"[..], true));
    /// assert_eq!(constants[1].value, constrictor::bytecode::Constant::Int(115_200.into()));
    /// # Ok::<(), constrictor::Diagnostic>(())
    /// ```
    ///
    /// # Errors
    ///
    /// That there is no memory for a value.
    pub fn constants(&self) -> Result<Vec<NamedConstant>, Diagnostic> {
        let Parsed { tree: Tree { constants, names, .. }, memory, .. } = &self.parsed;
        let named = |(name, value)| {
            let value = codegen::module_constant(value, constants, names, memory)?;
            Ok(NamedConstant { name: names.text(name).into(), value })
        };
        self.declared.iter().map(named).collect()
    }

    /// The syntax tree as text, with values in the place of names.
    pub fn outline(&self) -> String {
        self.parsed.outline()
    }

    /// Generates bytecode.
    ///
    /// # Errors
    ///
    /// The first error that only shows now, such as `return` outside a function, or that there is no memory.
    pub fn generate(self) -> Result<Module, Diagnostic> {
        let Parsed { tree, memory, options, .. } = self.parsed;
        codegen::compile(tree, &options, &memory)
    }
}
