//! Module `cmath`.

use crate::native::NativeModule;

/// The module.
pub static CMATH: NativeModule = NativeModule { name: "cmath", members: &[], init: None, is_writable: false };
