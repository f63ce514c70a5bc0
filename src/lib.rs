//! Constrictor's front-end: MicroPython source in, bytecode out.
//!
//! ```
//! let source = b"from micropython import const\n_LED = const(25)\nprint(_LED)\n";
//! let module = constrictor::compile(source, &constrictor::Options::default())?;
//! let mpy: Vec<u8> = constrictor::bytecode::write::write(&module);
//! assert_eq!(mpy[..2], [b'M', 6]);
//! # Ok::<(), constrictor::Diagnostic>(())
//! ```
//!
//! The bytes are those of mpy-cross 1.29 for the same source and options (see `float64` below). A
//! [`Module`](bytecode::module::Module) need not be written at all: it is what a virtual machine runs.
//!
//! # Features
//!
//! | feature | default | what it does |
//! | --- | --- | --- |
//! | `std` | yes | includes `float64`; float powers are computed by the host's own `pow`, as mpy-cross does; without it by the `libm` crate, whose last digit can differ |
//! | `float64` | yes | constants are computed with floats of 64 bits, as mpy-cross does; without it with 32 bits, for boards whose machine has those |
//! | `diagnose` | yes | [`diagnose`]: every error in a source with what explains it, and [`explain`] |
//! | `lint` | yes | warnings about what compiles but is hardly meant: [`stages::Parsed::lints`] |
//! | `render` | no | the module `render`: diagnostics as text for people, editors and programs |
//! | `spans` | yes | an error in what a program means says where it is, beside its line; `diagnose`, `lint` and `render` need it |
//! | `coverage` | no | records which productions of the grammar were used, for this project's own tests |
//!
//! Without `std` the crate needs `alloc` only, and [`Options::memory_limit`] bounds what a compilation may allocate.

#![no_std]
#![warn(missing_docs)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod ast;
mod codegen;
mod constant;
mod constants;
#[cfg(feature = "diagnose")]
mod diagnose;
mod diagnostic;
pub mod inspect;
mod intern;
mod lexer;
#[cfg(any(feature = "diagnose", feature = "lint", feature = "render"))]
mod lines;
#[cfg(feature = "lint")]
mod lint;
mod memory;
mod number;
mod options;
mod parser;
#[cfg(feature = "render")]
pub mod render;
mod scope;
pub mod stages;

pub use constrictor_bytecode as bytecode;
#[cfg(feature = "coverage")]
pub use parser::coverage;

#[cfg(feature = "diagnose")]
pub use diagnose::{diagnose, explain};
pub use diagnostic::{Code, Diagnostic, ErrorKind, Label, Severity, Span};
#[cfg(feature = "lint")]
pub use lint::{Level, Levels};
pub use options::{Mode, NativeArch, Options};

use memory::Memory;
use parser::Failure;

/// Compiles MicroPython source.
///
/// # Errors
///
/// The first error in the source, in the order in which MicroPython finds them; that the source is too large for
/// [`Options::memory_limit`]; or that an option is out of its range.
pub fn compile(source: &[u8], options: &Options) -> Result<bytecode::module::Module, Diagnostic> {
    let memory = Memory::new(options.memory_limit);
    codegen::compile(resolved_tree(source, options, &memory)?, options, &memory)
}

/// A syntax tree with what it refers to.
pub(crate) struct Tree {
    pub(crate) ast: ast::Ast,
    pub(crate) constants: constant::ConstantPool,
    pub(crate) names: intern::Interner,
}

/// Everything up to the constants pass, and the order of the errors that can come up until then.
pub(crate) fn resolved_tree(source: &[u8], options: &Options, memory: &Memory) -> Result<Tree, Diagnostic> {
    check_input(source, options)?;
    let mut lexer = lexer::Lexer::new(source, options, memory);
    let (mut ast, failure) = parser::parse(&mut lexer, options.mode, memory);
    let syntax_error = match failure {
        Some(Failure::OutOfMemory) => return Err(Diagnostic::out_of_memory()),
        Some(Failure::Fatal(diagnostic)) => Some(diagnostic),
        Some(Failure::Syntax(diagnostic)) => {
            let count = lexer.token_count().saturating_sub(1);
            // There may not be memory for both.
            drop((lexer, ast));
            lexer = lexer::Lexer::new(source, options, memory);
            ast = parser::parse_up_to(&mut lexer, count, options.mode, memory);
            Some(diagnostic)
        }
        None => None,
    };
    if memory.exhausted() {
        return Err(Diagnostic::out_of_memory());
    }
    // MicroPython finds all these while it reads, so whichever stands first in the text counts: of what stands before a
    // literal that is wrong, the tree is made anew.
    let literal_error = lexer.literal_error.take();
    if literal_error.is_some() {
        let count = lexer.literal_error_at;
        drop((lexer, ast));
        lexer = lexer::Lexer::new(source, options, memory);
        ast = parser::parse_before(&mut lexer, count, options.mode, memory);
    }
    let resolved = constants::resolve(&mut ast, &mut lexer.constants, &lexer.names, options, memory);
    if memory.exhausted() {
        return Err(Diagnostic::out_of_memory());
    }
    resolved?;
    if let Some(literal) = literal_error {
        return Err(*literal);
    }
    if let Some(diagnostic) = syntax_error {
        return Err(diagnostic);
    }
    Ok(Tree { ast, constants: lexer.constants, names: lexer.names })
}

/// Refuses what no stage should have to look out for.
pub(crate) fn check_input(source: &[u8], options: &Options) -> Result<(), Diagnostic> {
    let refuse =
        |code, message: &'static str| Err(Diagnostic::new(code, Span::new(0, 0), 0).with_message(message));
    let bits = options.small_int_bits;
    if !(Options::MIN_SMALL_INT_BITS..=Options::MAX_SMALL_INT_BITS).contains(&bits) {
        return refuse(Code::InvalidOption, "small-int bits out of range");
    }
    if u32::try_from(source.len()).is_err() {
        return refuse(Code::SourceTooLarge, Code::SourceTooLarge.headline());
    }
    if options.source_name.len() > intern::MAX_INTERNED_LEN {
        return refuse(Code::InvalidOption, "source name is longer than 255 bytes");
    }
    // `contains` looks at many bytes at once, `position` does not.
    if source.contains(&0)
        && let Some(at) = source.iter().position(|&byte| byte == 0)
    {
        let line = 1 + source[..at].iter().filter(|&&byte| byte == b'\n').count();
        let span = Span::new(at as u32, at as u32 + 1);
        return Err(Diagnostic::new(Code::NulByte, span, line as u32));
    }
    Ok(())
}

/// The examples of the README, compiled as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
