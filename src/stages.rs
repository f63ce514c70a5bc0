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

use crate::bytecode::module::Module;
use crate::lexer::Lexer;
use crate::memory::Memory;
use crate::parser::{self, Failure};
use crate::{Diagnostic, Options, Tree, check_input, codegen, constants};

/// Reads a source to its end, without looking at the order of its tokens, and counts them.
///
/// # Errors
///
/// What is wrong whatever the grammar says: bytes that are not UTF-8, nesting beyond the limit, no memory.
pub fn count_tokens(source: &[u8], options: &Options) -> Result<usize, Diagnostic> {
    check_input(source, options)?;
    let memory = Memory::new(options.memory_limit);
    let mut lexer = Lexer::new(source, options, &memory);
    let mut count = 0;
    while let Some(token) = lexer.next() {
        if token.is_err() {
            return Err(lexer.fatal.take().map_or_else(Diagnostic::out_of_memory, |fatal| *fatal));
        }
        count += 1;
    }
    Ok(count)
}

/// A source that is read and parsed.
pub struct Parsed {
    tree: Tree,
    memory: Memory,
    options: Options,
}

impl Parsed {
    /// Reads and parses a source.
    ///
    /// # Errors
    ///
    /// The first token or literal that is wrong, or that there is no memory.
    pub fn new(source: &[u8], options: &Options) -> Result<Self, Diagnostic> {
        check_input(source, options)?;
        let memory = Memory::new(options.memory_limit);
        let mut lexer = Lexer::new(source, options, &memory);
        let (ast, failure) = parser::parse(&mut lexer, options.mode, &memory);
        if let Some(literal) = lexer.literal_error.take() {
            return Err(*literal);
        }
        if let Some(Failure::Syntax(diagnostic)) = failure {
            return Err(diagnostic);
        }
        if memory.exhausted() {
            return Err(Diagnostic::out_of_memory());
        }
        let tree = Tree { ast, constants: lexer.constants, names: lexer.names };
        Ok(Parsed { tree, memory, options: options.clone() })
    }

    /// Evaluates constants and substitutes them.
    ///
    /// # Errors
    ///
    /// `not a constant`, or that there is no memory.
    pub fn resolve(mut self) -> Result<Resolved, Diagnostic> {
        let Tree { ast, constants, names } = &mut self.tree;
        constants::resolve(ast, constants, names, &self.options, &self.memory)
            .map_err(|not_constant| not_constant.diagnostic)?;
        if self.memory.exhausted() {
            return Err(Diagnostic::out_of_memory());
        }
        Ok(Resolved(self))
    }
}

/// A source whose constants are resolved.
pub struct Resolved(Parsed);

impl Resolved {
    /// Generates bytecode.
    ///
    /// # Errors
    ///
    /// The first error that only shows now, such as `return` outside a function, or that there is no memory.
    pub fn generate(self) -> Result<Module, Diagnostic> {
        let Parsed { tree: Tree { ast, constants, mut names }, memory, options } = self.0;
        codegen::compile(&ast, &constants, &mut names, &options, &memory)
    }
}
