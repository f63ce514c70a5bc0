//! Constrictor's front-end.
#![no_std]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;
mod ast;
mod constant;
mod constants;
mod diagnostic;
mod intern;
mod lexer;
mod memory;
mod number;
mod options;
mod parser;
pub use constrictor_bytecode as bytecode;
pub use diagnostic::{Diagnostic, ErrorKind, Span};
pub use options::{Mode, NativeArch, Options};

pub(crate) fn out_of_memory() -> Diagnostic {
    Diagnostic::new(ErrorKind::Memory, "memory allocation failed", Span::new(0, 0), 0)
}
