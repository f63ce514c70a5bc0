//! Module `gc`.

use crate::native::NativeModule;

/// The module.
pub static GC: NativeModule = NativeModule { name: "gc", members: &[], init: None, is_writable: false };
