//! Module `io`.

use crate::native::NativeModule;

/// The module.
pub static IO: NativeModule = NativeModule { name: "io", members: &[], init: None, is_writable: false };

use crate::native::Type;

/// The type `StringIO`.
pub static STRING_IO: Type = Type { ..Type::new("StringIO") };
/// The type `BytesIO`.
pub static BYTES_IO: Type = Type { ..Type::new("BytesIO") };
/// The type of text files.
pub static TEXT_FILE: Type = Type { ..Type::new("TextIOWrapper") };
/// The type of binary files.
pub static BYTES_FILE: Type = Type { ..Type::new("FileIO") };
