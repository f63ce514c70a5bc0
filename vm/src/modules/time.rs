//! Module `time`.

use crate::native::NativeModule;

/// The module.
pub static TIME: NativeModule = NativeModule { name: "time", members: &[], init: None, is_writable: false };
