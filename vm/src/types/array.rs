//! `array.array`.

use crate::native::Type;

/// The type `array`.
pub static ARRAY: Type = Type { ..Type::new("array") };
