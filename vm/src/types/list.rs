//! `list`.

use crate::native::Type;

/// The type `list`.
pub static LIST: Type = Type { ..Type::new("list") };
