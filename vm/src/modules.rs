//! The built-in modules.

pub mod array;
pub mod builtins;
pub mod cmath;
pub mod collections;
pub mod errno;
pub mod gc;
pub mod io;
pub mod math;
pub mod micropython;
pub mod os;
pub mod random;
pub mod string;
pub mod r#struct;
pub mod sys;
pub mod time;

use crate::native::NativeModule;

/// Every built-in module.
pub(crate) static ALL: &[&NativeModule] = &[
    &array::ARRAY,
    &builtins::BUILTINS,
    &cmath::CMATH,
    &collections::COLLECTIONS,
    &errno::ERRNO,
    &gc::GC,
    &io::IO,
    &math::MATH,
    &micropython::MICROPYTHON,
    &os::OS,
    &random::RANDOM,
    &string::STRING,
    &r#struct::STRUCT,
    &sys::SYS,
    &time::TIME,
];

/// Whether a file of the same name comes before a built-in module (MicroPython, py/objmodule.c).
pub(crate) fn is_extensible(name: &str) -> bool {
    matches!(name, "array" | "collections" | "errno" | "io" | "os" | "random" | "string" | "struct" | "time")
}
