//! Module `errno`.

use crate::native::NativeModule;

/// The module.
pub static ERRNO: NativeModule = NativeModule { name: "errno", members: &[], init: None, is_writable: false };

/// The name of an error number.
pub(crate) fn name(number: isize) -> Option<&'static str> {
    let _ = number;
    None
}
