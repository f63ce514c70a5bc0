//! MicroPython bytecode: the opcode table, compiled modules, and the .mpy file
//! format, version 6.
//!
//! A compiled [`Module`] can be [written](write()) as a .mpy file, [read](read())
//! back, and shown as text:
//!
//! ```
//! # use constrictor_bytecode::{Function, Module, Opcode, disassemble, read, write};
//! // A module body that returns None: its prelude, the index of its name, its code.
//! let code = [0x00, 0x02, 0x01, Opcode::LoadConstNone.number(), Opcode::ReturnValue.number()];
//! let body = Function { code: code.into(), ..Function::default() };
//! let module = Module {
//!     small_int_bits: 31,
//!     names: vec![(*b"a.py").into(), (*b"<module>").into()],
//!     functions: vec![body],
//!     ..Module::default()
//! };
//!
//! let file = write(&module);
//! assert_eq!(file[..4], [b'M', 6, 0, 31]);
//! assert_eq!(read(&file)?, module);
//! assert!(disassemble(&module).contains("RETURN_VALUE"));
//! # Ok::<(), constrictor_bytecode::ReadError>(())
//! ```
//!
//! A module is bytecode. [`read_file`] also reads files with native code, which is
//! not decoded, and says where in the file everything is; [`write_listing`]
//! and [`sizes`](sizes()) show that to people.

#![no_std]
#![warn(missing_docs)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod check;
pub mod compact;
pub mod decimal;
pub mod disassemble;
pub mod extended;
pub mod file;
pub mod float_text;
pub mod instructions;
pub mod listing;
pub mod module;
mod names;
pub mod opcode;
pub mod pieces;
pub mod prelude;
pub mod read;
pub mod sizes;
pub mod static_strings;
pub mod varint;
pub mod write;

pub use disassemble::disassemble;
pub use file::{Layout, MpyFile, NativeCode, NativeKind};
pub use listing::write_listing;
pub use module::{Constant, Function, Module};
pub use opcode::{BinaryOp, Opcode, Operand, UnaryOp};
pub use prelude::Prelude;
pub use read::{ReadError, read, read_file};
pub use sizes::sizes;
pub use write::{write, write_file};
