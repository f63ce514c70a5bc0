//! `range`.

use crate::native::Type;

/// The type `range`.
pub static RANGE: Type = Type { ..Type::new("range") };
