//! Constrictor's virtual machine: runs MicroPython bytecode, and source as well where the compiler is built in.
//!
//! A program that embeds it hands over one region of memory, in which all objects and the stack live, and a
//! [`Host`](host::Host), which is all that the machine knows of the outside: console, clock, files. There is no other state,
//! so there can be any number of machines, one after the other or side by side.
//!
//! ```
//! use constrictor_vm::embed::Console;
//! use constrictor_vm::print::Out;
//! use constrictor_vm::{Config, Interrupt, Vm, function, native::Member, native::NativeModule};
//!
//! static TOOLS: NativeModule = NativeModule {
//!     members: &[Member::Function(function!("add", |vm, a: i32, b: i32| a.saturating_add(b)))],
//!     ..NativeModule::new("tools")
//! };
//!
//! let mut region = vec![0; 256 * 1024];
//! let mut console = Console::new(|text: &[u8]| print!("{}", String::from_utf8_lossy(text)));
//! let interrupt = Interrupt::new();
//! let mut config = Config::default();
//! config.fuel = 1_000_000;
//! let mut vm = Vm::new(&mut region, config, &mut console, &interrupt).expect("enough memory");
//! vm.register(&TOOLS).expect("enough memory");
//! if let Err(raised) = vm.exec(b"import tools\nprint(tools.add(3, 4))\n", "first.py") {
//!     let exception = vm.take_raised(raised);
//!     let _ = vm.print_exception(&mut Out::Errors, exception);
//! }
//! ```
//!
//! # What holds
//!
//! - Code is verified when it is loaded. Running it needs no checks then, and a damaged `.mpy` file is an exception, never
//!   undefined behaviour.
//! - Memory never grows: when the region is full, there is a MemoryError, which programs can catch, and after which the
//!   machine goes on. Numbers of many digits take memory of the global allocator while they are computed with, and so does
//!   the compiler: no more than is free in the region, or than `Vm::set_compile_limit` says.
//! - A program can be limited and stopped: [`Config::fuel`] counts its steps, [`Interrupt`] ends it from another thread or
//!   an interrupt handler, and calls do not nest deeper than the stack and [`Config::native_depth`] allow.
//!
//! # Parts
//!
//! | Module | What it is about |
//! |---|---|
//! | [`embed`] | Functions, types and modules of the embedder, and values to and from Rust |
//! | [`host`] | What the machine needs of the outside |
//! | [`native`] | The tables that types and modules in Rust are |
//! | [`compile`] | From source to code |
//! | [`print`] | Printing objects and tracebacks |
//! | [`verify`] | What is checked before code runs |
//! | [`heap`], [`object`] | How objects live and what they look like |
//!
//! # Features
//!
//! | Feature | Default | What it adds |
//! |---|---|---|
//! | `std` | yes | The standard library's functions for floats |
//! | `compiler` | yes | Source: [`Vm::exec`], `exec`, `eval`, importing `.py` |
//! | `repl` | no | A prompt for a serial line, and what tools talk to: [`repl::Repl`] |
//! | `cache` | yes | Remembering where names and methods were found: speed for 1.3 KB on a 32-bit board |
//! | `float64` | yes | Floats of 64 bits; without it they have 32 |
//!
//! Without any of them the crate is `no_std`, and runs what was compiled before: [`Vm::load_mpy`].
//!
//! `docs/firmware.md` in the repository shows how to add the machine to a firmware: a complete one to begin with, the host,
//! drivers, what the features take of the flash, memory, interrupts, modules in flash, tests.

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
mod contents;
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
pub mod loan;
mod map;
mod members;
pub mod modules;
pub mod native;
pub mod object;
mod operators;
mod pending;
pub mod print;
pub mod program;
#[cfg(feature = "repl")]
pub mod repl;
mod requests;
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

/// The examples of the guide for firmware, compiled as tests.
#[cfg(all(doctest, feature = "compiler"))]
#[doc = include_str!("../../docs/firmware.md")]
struct GuideExamples;
