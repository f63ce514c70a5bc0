//! Module `array`.

use crate::native::NativeModule;

/// The module.
pub static ARRAY: NativeModule = NativeModule { name: "array", members: &[], init: None, is_writable: false };
