//! Module `string`, which has nothing but `string.templatelib` (MicroPython, py/modstring.c).

use crate::native::{Member, NativeModule};
use crate::types::template::{INTERPOLATION, TEMPLATE};

/// The module.
pub static STRING: NativeModule = NativeModule {
    name: "string",
    members: &[Member::Module("templatelib", &TEMPLATELIB)],
    init: None,
    is_writable: false,
};

/// The module `string.templatelib`.
pub static TEMPLATELIB: NativeModule = NativeModule {
    name: "string.templatelib",
    members: &[Member::Type("Template", &TEMPLATE), Member::Type("Interpolation", &INTERPOLATION)],
    init: None,
    is_writable: false,
};
