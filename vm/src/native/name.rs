//! Names in tables in read-only memory: there are hundreds, so each is a pointer and a byte.

use core::ptr::NonNull;
use core::{slice, str};

/// Where a name begins. Its length is kept beside it, where a byte costs nothing.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(super) struct NameStart(NonNull<u8>);

// SAFETY: it points to what nothing ever writes to.
unsafe impl Send for NameStart {}
// SAFETY: as above.
unsafe impl Sync for NameStart {}

impl NameStart {
    /// The start of a name, and its length.
    ///
    /// # Panics
    ///
    /// If it has more than 255 bytes.
    pub(super) const fn of(name: &'static str) -> (NameStart, u8) {
        assert!(name.len() <= u8::MAX as usize, "a name in a table has up to 255 bytes");
        match NonNull::new(name.as_ptr().cast_mut()) {
            Some(start) => (NameStart(start), name.len() as u8),
            None => unreachable!(),
        }
    }

    /// The name again.
    ///
    /// # Safety
    ///
    /// The length is the one that [`of`](NameStart::of) gave.
    pub(super) const unsafe fn with_length(self, length: u8) -> &'static str {
        // SAFETY: `of` was given a `str` that begins there, has that length, and lives forever.
        unsafe { str::from_utf8_unchecked(slice::from_raw_parts(self.0.as_ptr(), length as usize)) }
    }
}
