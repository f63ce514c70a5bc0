//! Constrictor's front-end.
#![no_std]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;
mod ast;
mod codegen;
mod constant;
mod constants;
mod diagnostic;
mod intern;
mod lexer;
mod memory;
mod number;
mod options;
mod parser;
mod scope;
pub use constrictor_bytecode as bytecode;
pub use diagnostic::{Diagnostic, ErrorKind, Span};
pub use options::{Mode, NativeArch, Options};

pub(crate) fn out_of_memory() -> Diagnostic {
    Diagnostic::new(ErrorKind::Memory, "memory allocation failed", Span::new(0, 0), 0)
}

/// Compiles MicroPython source.
pub fn compile(source: &[u8], options: &Options) -> Result<bytecode::module::Module, Diagnostic> {
    let memory = memory::Memory::new(options.memory_limit);
    let mut lexer = lexer::Lexer::new(source, options, &memory);
    let (mut ast, failure) = parser::parse(&mut lexer, options.mode, &memory);
    if let Some(parser::Failure::Final(diagnostic)) = failure {
        return Err(diagnostic);
    }
    if memory.exhausted() {
        return Err(out_of_memory());
    }
    let resolved = constants::resolve(&mut ast, &mut lexer.constants, &lexer.names, options, &memory);
    let literal = lexer.literal_error.take();
    match (resolved, literal, failure) {
        (Err(not_constant), Some(literal), _) if lexer.literal_error_at.0 > not_constant.end => {
            drop(literal);
            return Err(not_constant.diagnostic);
        }
        (_, Some(literal), _) => return Err(*literal),
        (Err(not_constant), None, _) => return Err(not_constant.diagnostic),
        (Ok(()), None, Some(parser::Failure::Syntax(diagnostic) | parser::Failure::Final(diagnostic))) => {
            return Err(diagnostic);
        }
        (Ok(()), None, None) => {}
    }
    if memory.exhausted() {
        return Err(out_of_memory());
    }
    codegen::compile(&ast, &lexer.constants, &mut lexer.names, options, &memory)
}
