//! Constrictor's virtual machine: runs MicroPython bytecode.
//!
//! The embedder hands over one region of memory, in which all objects live, and a [`Host`](host::Host), which is all that the
//! machine knows of the outside. Code is verified when it is loaded, so that running it needs no checks and a damaged file
//! is an exception, never undefined behaviour.

#![no_std]
#![warn(missing_docs)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod arguments;
mod attributes;
pub mod bytes;
mod cache;
mod call;
pub mod compile;
pub mod embed;
mod emergency;
pub mod error;
pub mod format;
mod frame;
pub mod heap;
pub mod host;
mod import;
mod interpreter;
mod load;
mod map;
pub mod modules;
pub mod native;
pub mod object;
mod operators;
mod pending;
pub mod print;
pub mod program;
mod symbol;
pub mod types;
mod value;
pub mod verify;
mod vm;
mod walk;

pub use error::{Raised, Res};
pub use symbol::Symbol;
pub use value::{Gc, Value, Word};
pub use vm::{Config, Interrupt, Scope, Vm};

/// Floats of this build.
pub type Real = format::Float;
