//! Source in, `.mpy` out, as a C function: the compiler with all it needs on a board, and nothing else.

#![no_std]

extern crate alloc;

use core::alloc::{GlobalAlloc, Layout};
use core::panic::PanicInfo;

unsafe extern "C" {
    // The firmware's own; here only their addresses matter.
    fn board_allocate(size: usize, align: usize) -> *mut u8;
    fn board_free(block: *mut u8);
}

struct Board;

// SAFETY: the image is linked to be measured and never run; firmware has its own allocator here.
unsafe impl GlobalAlloc for Board {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        unsafe { board_allocate(layout.size(), layout.align()) }
    }

    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        // SAFETY: as above.
        unsafe { board_free(block) }
    }
}

#[global_allocator]
static ALLOCATOR: Board = Board;

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    loop {}
}

/// Compiles a source and returns the length of the result, or 0 if there is none.
///
/// # Safety
///
/// `source` points to `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn compile(source: *const u8, len: usize) -> usize {
    // SAFETY: by the contract above.
    let source = unsafe { core::slice::from_raw_parts(source, len) };
    let module = constrictor::compile(source, &constrictor::Options::default());
    module.map_or(0, |module| constrictor::bytecode::write(&module).len())
}
