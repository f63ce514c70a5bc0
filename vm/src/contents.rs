//! What objects hold after their own words: items, bytes, numbers.
//!
//! Other modules reach these through the functions here, which alone go through pointers. Slices are valid as long as the
//! object is reachable, and, where what it holds can change, only until something changes it.

use crate::bytes::item_size;
use crate::native::{Native, Type, word_of};
use crate::object::*;
use crate::value::{Gc, Value, Word};
use core::cell::Cell;

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
    /// Bytes that nothing writes to.
    pub(crate) fn fixed(bytes: &[u8]) -> Span {
        Span { start: bytes.as_ptr().cast_mut(), len: bytes.len(), typecode: b'B', writable: false }
    }

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

    /// A part of it, cut off at its end.
    pub(crate) fn part(self, from: usize, len: usize) -> Span {
        let from = from.min(self.len);
        Span { start: self.start.wrapping_add(from), len: len.min(self.len - from), ..self }
    }

    /// Copies its bytes to another one that may overlap it, as far as there is room.
    pub(crate) fn copy_to(self, target: Span) {
        if target.writable {
            // SAFETY: both are bytes of live objects; `copy` is for such as overlap.
            unsafe { core::ptr::copy(self.start, target.start, self.len.min(target.len)) };
        }
    }

    /// Whether it has a byte in common with another one.
    pub(crate) fn overlaps(self, other: Span) -> bool {
        let (a, b) = (self.start as usize, other.start as usize);
        a < b + other.len && b < a + self.len
    }
}

impl Gc<Text> {
    /// All the room of a text that is being filled. Only one is used at a time, and none once the text is finished.
    #[allow(clippy::mut_from_ref)]
    pub(crate) fn room<'a>(self) -> &'a mut [u8] {
        let size = self.byte_size() - size_of::<Text>();
        // SAFETY: the object has that many bytes after its layout; callers keep to the rule above.
        unsafe { core::slice::from_raw_parts_mut(self.tail_bytes(), size) }
    }

    /// The bytes.
    #[inline]
    pub(crate) fn bytes<'a>(self) -> &'a [u8] {
        // SAFETY: the object has `len` bytes, which do not change; it lives as long as the caller keeps the value.
        unsafe { core::slice::from_raw_parts(self.tail_bytes(), self.len.get()) }
    }
}

impl Gc<Tuple> {
    /// The items.
    #[inline(always)]
    pub(crate) fn items<'a>(self) -> &'a [Value] {
        // SAFETY: the object has `len` items, none of them absent, which do not change; it lives as long as the caller
        // keeps the value.
        unsafe { core::slice::from_raw_parts(self.tail().cast(), self.len.get()) }
    }

    /// Sets an item of a tuple that is being made.
    pub(crate) fn set(self, at: usize, value: Value) {
        debug_assert!(at < self.len.get());
        // SAFETY: the object has room for `len` items.
        unsafe { self.tail().add(at).write(Some(value)) };
    }

    /// An item of a tuple that is being made, none if it is not set yet.
    pub(crate) fn word(self, at: usize) -> Word {
        debug_assert!(at < self.len.get());
        // SAFETY: the object has room for `len` items.
        unsafe { *self.tail().add(at) }
    }

    /// The value after the items of a named tuple, which is its class, or of an attribute tuple, which is their names.
    pub(crate) fn extra(self) -> Word {
        if self.value().kind() == Kind::Tuple {
            return None;
        }
        // SAFETY: both kinds are made with one more word.
        unsafe { *self.tail().add(self.len.get()) }
    }

    /// Sets the value after the items of a named tuple or attribute tuple.
    pub(crate) fn set_extra(self, value: Value) {
        debug_assert!(self.value().kind() != Kind::Tuple);
        // SAFETY: both kinds are made with one more word.
        unsafe { self.tail().add(self.len.get()).write(Some(value)) };
    }
}

impl Gc<List> {
    /// The items, as long as nothing changes the list.
    #[inline(always)]
    pub(crate) fn items<'a>(self) -> &'a [Value] {
        let Some(block) = self.block.get().and_then(|block| block.get_kind::<Block>(Kind::Words)) else {
            return &[];
        };
        // SAFETY: the block has at least `len` items, none of them absent; the caller does not use the slice after the
        // list may have changed.
        unsafe { core::slice::from_raw_parts(block.tail().cast(), self.len.get()) }
    }

    /// All the room for items, those behind the last one absent or left over.
    ///
    /// One is used at a time, and none while the list may grow or its items are read.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    pub(crate) fn room<'a>(self) -> &'a mut [Word] {
        let Some(block) = self.block.get().and_then(|block| block.get_kind::<Block>(Kind::Words)) else {
            return &mut [];
        };
        // SAFETY: the block is all words after its header; callers keep to the rule above.
        unsafe { core::slice::from_raw_parts_mut(block.tail(), block.byte_size() / WORD - 1) }
    }

    /// An item, if there is one.
    #[inline(always)]
    pub(crate) fn item(self, at: usize) -> Word {
        if at < self.len.get() { word_of(self.block.get()?, at) } else { None }
    }
}

impl Gc<Buffer> {
    /// The bytes, as long as nothing changes them.
    #[inline]
    pub(crate) fn bytes<'a>(self) -> &'a [u8] {
        self.bytes_mut()
    }

    /// The bytes, to be changed.
    ///
    /// One is used at a time, and none while the buffer may grow.
    #[inline]
    #[allow(clippy::mut_from_ref)]
    pub(crate) fn bytes_mut<'a>(self) -> &'a mut [u8] {
        let Some(block) = self.block.get().and_then(|block| block.get_kind::<Block>(Kind::Raw)) else {
            return &mut [];
        };
        let size = item_size(self.typecode.get()).max(1);
        let len = (self.len.get() * size).min(block.byte_size() - WORD);
        // SAFETY: the block has that many bytes; callers keep to the rule above.
        unsafe { core::slice::from_raw_parts_mut(block.tail_bytes(), len) }
    }

    /// Writes bytes from a place on, as far as there is room; they may be its own.
    pub(crate) fn put(self, at: usize, bytes: &[u8]) {
        let Some(block) = self.block.get().and_then(|block| block.get_kind::<Block>(Kind::Raw)) else {
            return;
        };
        let room = (block.byte_size() - WORD).saturating_sub(at);
        // SAFETY: there is room; `copy` is for bytes that may overlap.
        unsafe {
            core::ptr::copy(bytes.as_ptr(), block.tail_bytes().wrapping_add(at), bytes.len().min(room))
        };
    }
}

impl Gc<BigInt> {
    /// The digits, least first.
    pub(crate) fn digits<'a>(self) -> &'a [u32] {
        self.digits_mut()
    }

    /// The digits of an int that is being made.
    #[allow(clippy::mut_from_ref)]
    pub(crate) fn digits_mut<'a>(self) -> &'a mut [u32] {
        // SAFETY: the object has that many digits, which do not change once it is made.
        unsafe {
            core::slice::from_raw_parts_mut(self.tail_bytes().cast(), self.signed_len.get().unsigned_abs())
        }
    }
}

impl Gc<Code> {
    /// All of the code: names and numbers, then instructions.
    pub(crate) fn whole<'a>(self) -> &'a [u8] {
        // SAFETY: code that was verified has its whole bytes, which do not change.
        unsafe { core::slice::from_raw_parts(self.bytes.get(), self.len.get()) }
    }
}

impl Gc<Block> {
    /// The bytes of a `Raw` block.
    ///
    /// One is used at a time.
    #[allow(clippy::mut_from_ref)]
    pub(crate) fn bytes_mut<'a>(self) -> &'a mut [u8] {
        if self.value().kind() != Kind::Raw {
            return &mut [];
        }
        // SAFETY: the block has that many bytes; callers keep to the rule above.
        unsafe { core::slice::from_raw_parts_mut(self.tail_bytes(), self.byte_size() - WORD) }
    }

    /// The 32-bit numbers of a `Raw` block that is used for nothing else.
    #[allow(clippy::mut_from_ref)]
    pub(crate) fn numbers_mut<'a>(self) -> &'a mut [u32] {
        if self.value().kind() != Kind::Raw {
            return &mut [];
        }
        // SAFETY: the block has that many bytes, aligned to a word; callers keep to the rule above.
        unsafe { core::slice::from_raw_parts_mut(self.tail_bytes().cast(), (self.byte_size() - WORD) / 4) }
    }
}

/// A `Raw` block as 32-bit numbers, as long as it is not freed.
#[inline(always)]
pub(crate) fn cells<'a>(block: Value) -> &'a [Cell<u32>] {
    let Some(block) = block.get_kind::<Block>(Kind::Raw) else { return &[] };
    // SAFETY: the block has that many bytes, aligned to a word, and all that can be in them is a number.
    unsafe { core::slice::from_raw_parts(block.tail_bytes().cast(), (block.byte_size() - WORD) / 4) }
}

impl Value {
    /// The native type that this is.
    #[inline]
    pub fn as_type(self) -> Option<&'static Type> {
        let object = self.get_kind::<Type>(Kind::Type)?;
        // SAFETY: native types are never in the heap; all of them are statics.
        Some(unsafe { &*object.as_ptr() })
    }

    /// The native function that this is.
    #[inline]
    pub fn as_native(self) -> Option<&'static Native> {
        let object = self.get_kind::<Native>(Kind::Native)?;
        // SAFETY: native functions are never in the heap; all of them are statics.
        Some(unsafe { &*object.as_ptr() })
    }
}

/// The words of a `Words` block.
#[inline(always)]
pub(crate) fn words<'a>(block: Gc<Block>) -> &'a [Cell<Word>] {
    debug_assert!(block.value().kind() == Kind::Words);
    // SAFETY: the block is all words after its header, each of them a value or absent.
    unsafe { core::slice::from_raw_parts(block.tail().cast(), block.byte_size() / WORD - 1) }
}
