//! Module `math`.

use crate::native::NativeModule;

/// The module.
pub static MATH: NativeModule = NativeModule { name: "math", members: &[], init: None, is_writable: false };
