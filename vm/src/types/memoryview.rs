//! `memoryview`.

use crate::native::Type;

/// The type `memoryview`.
pub static MEMORYVIEW: Type = Type { ..Type::new("memoryview") };
