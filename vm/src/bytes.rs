//! Bytes of objects, for all that takes bytes: where they are, and what they hold.

use crate::error::Res;
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::Value;
use crate::vm::Vm;

/// Where an object has its bytes, and the letter of the items they are.
#[derive(Clone, Copy)]
pub struct Span {
    pub(crate) start: *mut u8,
    /// In bytes.
    pub(crate) len: usize,
    /// `B` for plain bytes.
    pub(crate) typecode: u8,
    pub(crate) writable: bool,
}

impl Span {
    /// The bytes, as long as nothing changes the object.
    #[inline]
    pub fn bytes<'a>(self) -> &'a [u8] {
        // SAFETY: spans are made of live objects, and callers do not use the bytes after the object may have changed.
        unsafe { core::slice::from_raw_parts(self.start, self.len) }
    }

    /// The bytes, to be changed, if they may be. One is used at a time.
    #[inline]
    pub fn bytes_mut<'a>(self) -> Option<&'a mut [u8]> {
        // SAFETY: as above.
        self.writable.then(|| unsafe { core::slice::from_raw_parts_mut(self.start, self.len) })
    }
}

impl Vm<'_> {
    /// The bytes of an object that has some: str, bytes, bytearray, array, memoryview.
    ///
    /// # Errors
    ///
    /// TypeError if it has none.
    pub fn bytes_of(&mut self, value: Value) -> Res<Span> {
        match self.bytes_maybe(value)? {
            Some(span) => Ok(span),
            None => raise!(self, TYPE_ERROR, "object with buffer protocol required"),
        }
    }

    /// As [`Vm::bytes_of`], nothing if it has none.
    pub fn bytes_maybe(&mut self, value: Value) -> Res<Option<Span>> {
        if let Some(text) = self.text(value) {
            return Ok(Some(Span {
                start: text.as_ptr().cast_mut(),
                len: text.len(),
                typecode: b'B',
                writable: false,
            }));
        }
        if let Some(text) = value.get_kind::<Text>(Kind::Bytes) {
            let len = text.len.get();
            return Ok(Some(Span { start: text.tail_bytes(), len, typecode: b'B', writable: false }));
        }
        match self.type_of(value).bytes {
            Some(bytes) => bytes(self, value).map(Some),
            None => Ok(None),
        }
    }
}

/// Whether all bytes are ASCII.
pub(crate) fn is_ascii(bytes: &[u8]) -> bool {
    bytes.is_ascii()
}

/// The size of an item of an array by its letter; 0 for an unknown one.
pub(crate) fn item_size(typecode: u8) -> usize {
    match typecode {
        0 | b'B' | b'b' | b'c' | 1 => 1,
        b'h' | b'H' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' => size_of::<usize>(),
        b'q' | b'Q' | b'd' => 8,
        b'O' | b'P' => WORD,
        _ => 0,
    }
}
