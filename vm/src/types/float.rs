//! `float`.

use crate::native::Type;

/// The type `float`.
pub static FLOAT: Type = Type { ..Type::new("float") };
