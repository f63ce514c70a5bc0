//! Memory: all that the image leaves is one region, which the virtual machine has, and lends of.

use constrictor_vm::loan::{Arena, Lender, Part};
use core::alloc::{GlobalAlloc, Layout};
use core::arch::naked_asm;
use core::cell::UnsafeCell;
use core::mem::replace;
use core::ptr::{self, NonNull};

#[global_allocator]
static ALLOCATOR: Allocator =
    Allocator(UnsafeCell::new(State { arena: Arena::empty(), stack: ptr::null_mut(), refused: 0 }));

/// For the virtual machine's configuration.
pub const LENDER: &dyn Lender = &ALLOCATOR;

unsafe extern "C" {
    /// Where the image's own memory ends (cortex-m-rt).
    static mut __sheap: u64;
    /// Where memory ends (memory.x).
    static mut _region_end: u64;
    /// Where the stack ends, its lowest address (memory.x).
    static mut _stack_end: u64;
    /// Where the stack begins, above its highest address (memory.x).
    static mut _stack_start: u64;
}

/// The lowest address of the stack.
pub fn stack_end() -> usize {
    (&raw const _stack_end).addr()
}

/// What is above the highest address of the stack.
pub fn stack_start() -> usize {
    (&raw const _stack_start).addr()
}

/// All memory that the image does not take.
///
/// # Safety
///
/// It is asked for once.
pub unsafe fn region() -> &'static mut [u8] {
    let start = (&raw mut __sheap).cast::<u8>();
    let end = &raw mut _region_end as usize;
    // SAFETY: the linker has put nothing there, and nobody else asks for it. The start-up code does not write to it, but it is
    // memory of a machine, not of an allocator: it has some value.
    unsafe { core::slice::from_raw_parts_mut(start, end - start as usize) }
}

/// The global allocator. It has what the virtual machine lends it, and nothing at other times.
struct Allocator(UnsafeCell<State>);

struct State {
    arena: Arena,
    /// The stack as it is to be when the work is given up, while there is some.
    stack: *mut usize,
    /// What there was no memory for.
    refused: usize,
}

// SAFETY: there is one thread, and interrupt handlers allocate nothing.
unsafe impl Sync for Allocator {}

impl Allocator {
    #[allow(clippy::mut_from_ref)]
    fn state(&self) -> &mut State {
        // SAFETY: there is one thread, and no function here goes on using what it got when it has called another one that
        // gets it too.
        unsafe { &mut *self.0.get() }
    }

    /// Gives up the work.
    fn give_up(&self, bytes: usize) -> *mut u8 {
        let state = self.state();
        if state.stack.is_null() {
            return ptr::null_mut();
        }
        state.refused = bytes;
        // SAFETY: `enter` has not returned: it set the stack, and `lend` does away with it when it has.
        unsafe { leave(state.stack) }
    }
}

// SAFETY: it is an arena's memory, which nothing else uses while the arena is there.
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        match self.state().arena.allocate(layout) {
            Some(place) => place.as_ptr(),
            None => self.give_up(layout.size()),
        }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        if let Some(place) = NonNull::new(place) {
            // SAFETY: as the caller says.
            unsafe { self.state().arena.free(place, layout) };
        }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, bytes: usize) -> *mut u8 {
        let Some(old) = NonNull::new(place) else { return place };
        // SAFETY: as the caller says, also that there is such a layout. Blocks do not overlap.
        unsafe {
            if self.state().arena.resize(old, layout, bytes) {
                return place;
            }
            let new = self.alloc(Layout::from_size_align_unchecked(bytes, layout.align()));
            if !new.is_null() {
                ptr::copy_nonoverlapping(place, new, layout.size().min(bytes));
                self.dealloc(place, layout);
            }
            new
        }
    }
}

// SAFETY: work that is given up is left for good: `leave` goes on behind `enter`, with the stack pointer and the registers
// that a function has to keep as they were. The frames above are not returned to, nor is anything in them dropped; what they
// own is memory of the arena, which is done away with. No other code knows of these frames: the firmware has no locks, no
// other thread, and interrupt handlers use a part of the stack only until they return.
unsafe impl Lender for Allocator {
    unsafe fn lend(&self, parts: &[Part], mut work: &mut dyn FnMut()) -> Result<(), usize> {
        let mut arena = Arena::empty();
        for &part in parts {
            // SAFETY: as the caller says.
            unsafe { arena.add(part) };
        }
        let outer = replace(self.state(), State { arena, stack: ptr::null_mut(), refused: 0 });
        let stack = &raw mut self.state().stack;
        // SAFETY: `work` is what `run` takes, and outlives the call.
        let is_done = unsafe { enter(run, (&raw mut work).cast(), stack) };
        let inner = replace(self.state(), outer);
        if is_done { Ok(()) } else { Err(inner.refused) }
    }

    fn trim(&self, part: Part) -> usize {
        self.state().arena.trim(part)
    }
}

/// Runs the work that a `&mut dyn FnMut()` is.
unsafe extern "C" fn run(work: *mut ()) {
    // SAFETY: as the caller says.
    unsafe { (*work.cast::<&mut dyn FnMut()>())() };
}

/// Calls a function, and notes the stack pointer. True when the function has returned; false when it was left.
#[unsafe(naked)]
unsafe extern "C" fn enter(
    run: unsafe extern "C" fn(*mut ()),
    work: *mut (),
    stack: *mut *mut usize,
) -> bool {
    // The fourth register is there to keep the stack a multiple of eight.
    naked_asm!(
        "push {{r3-r11, lr}}",
        "str sp, [r2]",
        "mov r3, r0",
        "mov r0, r1",
        "blx r3",
        "movs r0, #1",
        "pop {{r3-r11, pc}}",
    )
}

/// Returns from [`enter`] to where it was called, and to nothing that was called by it.
///
/// # Safety
///
/// It has not returned; the stack pointer is the one that it noted.
#[unsafe(naked)]
unsafe extern "C" fn leave(stack: *mut usize) -> ! {
    naked_asm!("mov sp, r0", "movs r0, #0", "pop {{r3-r11, pc}}")
}
