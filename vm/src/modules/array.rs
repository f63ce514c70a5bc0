//! Module `array`.

use crate::native::{Member, NativeModule};

/// The module.
pub static ARRAY: NativeModule = NativeModule {
    name: "array",
    members: &[Member::Type("array", &crate::types::array::ARRAY)],
    init: None,
    is_writable: false,
};
