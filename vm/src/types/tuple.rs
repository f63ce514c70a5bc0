//! `tuple`, named tuples, and tuples with attributes.

use crate::native::Type;

/// The type `tuple`.
pub static TUPLE: Type = Type { ..Type::new("tuple") };
