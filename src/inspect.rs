//! What the stages of the compiler make of a source, as text: for reading, and for comparing in tests.
//!
//! The forms may change between versions. Their size is bounded by that of the source, but not by
//! [`Options::memory_limit`], which covers the compiler only.

use crate::ast::dump;
use crate::diagnostic::Diagnostic;
use crate::lexer::{Lexer, Spanned, Token};
use crate::memory::Memory;
use crate::options::Options;
use crate::parser::{self, Failure};
use alloc::format;
use alloc::string::String;

/// The tokens of a source, one a line: its line in the source, its bytes, its kind, and its value if it has one.
///
/// Indentation shows as `Indent` and `Dedent`, an f-string as what MicroPython expands it to, and a character that
/// starts no token as `Invalid`.
///
/// ```
/// let tokens = constrictor::inspect::tokens(b"led = 25\n", &Default::default())?;
/// assert_eq!(tokens, "1: 0..3 Name led\n1: 4..5 Equal\n1: 6..8 SmallInt 25\n1: 8..9 Newline\n");
/// # Ok::<(), constrictor::Diagnostic>(())
/// ```
///
/// # Errors
///
/// What is wrong with the value of a token, or with the source as a whole.
pub fn tokens(source: &[u8], options: &Options) -> Result<String, Diagnostic> {
    crate::check_input(source, options)?;
    let memory = Memory::new(options.memory_limit);
    let mut lexer = Lexer::new(source, options, &memory);
    let mut out = String::new();
    while let Some(token) = lexer.next() {
        if let Some(error) = lexer.fatal.take().or(lexer.literal_error.take()) {
            return Err(*error);
        }
        let token = token.map_err(|()| Diagnostic::out_of_memory())?;
        push_token(&mut out, &lexer, &token);
    }
    Ok(out)
}

fn push_token(out: &mut String, lexer: &Lexer<'_>, (start, token, end): &Spanned) {
    out.push_str(&format!("{}: {}..{} ", start.line, start.offset, end.offset));
    if let Some(lexeme) = token.lexeme() {
        out.push_str(&format!("{lexeme:?}"));
    }
    match *token {
        Token::Name(name) => {
            out.push_str("Name ");
            dump::push_escaped(out, lexer.names.text(name));
        }
        Token::SmallInt(value) => out.push_str(&format!("SmallInt {value}")),
        Token::Str(text) => {
            out.push_str("Str ");
            dump::push_quoted(out, lexer.names.text(text));
        }
        Token::Constant(id) => {
            out.push_str("Constant ");
            dump::push_constant(out, &lexer.constants, &lexer.names, id);
        }
        _ => {}
    }
    out.push('\n');
}

/// The syntax tree of a source as it was parsed, before anything in it was computed.
///
/// Each statement is on a line of its own that starts with its line in the source; the expressions in it are in
/// parentheses, with the name of the node first. What is between `<` and `>` is an object and not part of an
/// instruction. A node that is not on the line of its statement shows its line, as in `(Call@3 x)`.
///
/// ```
/// let tree = constrictor::inspect::tree(b"led.on(a + 1)\n", &Default::default())?;
/// assert_eq!(tree, "1 Expr (Postfix led .on (Call (Binary a + 1)))\n");
/// # Ok::<(), constrictor::Diagnostic>(())
/// ```
///
/// # Errors
///
/// The first error of [`tokens`], or the first mistake in syntax.
pub fn tree(source: &[u8], options: &Options) -> Result<String, Diagnostic> {
    crate::check_input(source, options)?;
    let memory = Memory::new(options.memory_limit);
    let mut lexer = Lexer::new(source, options, &memory);
    let (ast, failure) = parser::parse(&mut lexer, options.mode, &memory);
    let syntax_error = match failure {
        Some(Failure::OutOfMemory) => return Err(Diagnostic::out_of_memory()),
        Some(Failure::Syntax(error) | Failure::Fatal(error)) => Some(error),
        None => None,
    };
    if memory.exhausted() {
        return Err(Diagnostic::out_of_memory());
    }
    match lexer.literal_error.take().map(|error| *error).or(syntax_error) {
        Some(error) => Err(error),
        None => Ok(dump::outline(&ast, &lexer.constants, &lexer.names)),
    }
}

/// The syntax tree after constants were put in place of their names, and expressions of constants were computed.
/// What was computed shows line 0, since it has no line.
///
/// ```
/// let tree = constrictor::inspect::resolved(b"_PIN = const(8)\nled(_PIN + 1)\n", &Default::default())?;
/// assert_eq!(tree, "1 Block\n  0 Pass\n  2 Expr (Postfix led (Call 9))\n");
/// # Ok::<(), constrictor::Diagnostic>(())
/// ```
///
/// # Errors
///
/// The first error of [`tree`], or a `const(…)` that is not constant.
pub fn resolved(source: &[u8], options: &Options) -> Result<String, Diagnostic> {
    let memory = Memory::new(options.memory_limit);
    let tree = crate::resolved_tree(source, options, &memory)?;
    Ok(dump::outline(&tree.ast, &tree.constants, &tree.names))
}

/// The compiled module, one instruction a line, as [`disassemble`](crate::bytecode::disassemble::disassemble) shows it.
///
/// ```
/// let text = constrictor::inspect::disassembly(b"print(9)\n", &Default::default())?;
/// assert!(text.contains("CALL_FUNCTION"));
/// # Ok::<(), constrictor::Diagnostic>(())
/// ```
///
/// # Errors
///
/// Any error of [`compile`](crate::compile).
pub fn disassembly(source: &[u8], options: &Options) -> Result<String, Diagnostic> {
    crate::compile(source, options).map(|module| crate::bytecode::disassemble::disassemble(&module))
}
