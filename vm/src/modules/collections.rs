//! Module `collections`.

use crate::native::NativeModule;

/// The module.
pub static COLLECTIONS: NativeModule =
    NativeModule { name: "collections", members: &[], init: None, is_writable: false };

/// The type `deque`.
pub static DEQUE: crate::native::Type = crate::native::Type { ..crate::native::Type::new("deque") };
