//! `bytes` and `bytearray`.

use crate::native::Type;

/// The type `bytes`.
pub static BYTES: Type = Type { ..Type::new("bytes") };

/// The type `bytearray`.
pub static BYTEARRAY: Type = Type { ..Type::new("bytearray") };
