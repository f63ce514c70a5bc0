//! Module `sys`.

use crate::native::NativeModule;

/// The module.
pub static SYS: NativeModule = NativeModule { name: "sys", members: &[], init: None, is_writable: false };
