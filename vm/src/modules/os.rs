//! Module `os`.

use crate::native::NativeModule;

/// The module.
pub static OS: NativeModule = NativeModule { name: "os", members: &[], init: None, is_writable: false };
