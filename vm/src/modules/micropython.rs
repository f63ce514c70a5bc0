//! Module `micropython`.

use crate::native::NativeModule;

/// The module.
pub static MICROPYTHON: NativeModule =
    NativeModule { name: "micropython", members: &[], init: None, is_writable: false };

/// The type `RingIO`.
pub static RING_IO: crate::native::Type = crate::native::Type { ..crate::native::Type::new("RingIO") };
