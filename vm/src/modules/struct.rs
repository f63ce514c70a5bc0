//! Module `struct`.

use crate::native::NativeModule;

/// The module.
pub static STRUCT: NativeModule =
    NativeModule { name: "struct", members: &[], init: None, is_writable: false };
