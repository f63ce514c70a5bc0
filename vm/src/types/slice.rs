//! `slice`.

use crate::native::Type;

/// The type `slice`.
pub static SLICE: Type = Type { ..Type::new("slice") };
