//! Frames: where a function that runs has its variables, its handlers and its operands.
//!
//! A frame is a piece of the stack: the local variables, of which the first are the arguments where the caller left them;
//! then the link to the frame before; then room for exception handlers; then the operands. All of it are values or numbers
//! tagged as small ints, so that the collector can walk the stack from end to end.

use crate::object::{Code, Dict, Function, Kind};
use crate::symbol::Symbol;
use crate::value::{Gc, Value, Word};
use crate::vm::Vm;

/// Words of the link: function, link before, place of the result, return address, state, extra.
pub(crate) const LINK_WORDS: usize = 6;
/// Words of a handler: address of its code, operands to keep and kind, the exception it handles.
pub(crate) const HANDLER_WORDS: usize = 3;

/// What becomes of a frame's result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Entry {
    /// It goes to the operands of the frame before.
    Call,
    /// Native code called.
    Native,
    /// `__init__`: the new object goes to the operands of the frame before.
    Init,
    /// A generator that a `for` loop resumed.
    For,
    /// A generator that another one delegates to.
    Delegate,
    /// A generator that native code resumed.
    Resume,
}

/// Where a frame goes on: at an instruction, with its operands up to a place on the stack.
///
/// Such are returned, and nothing is given references to the loop's own variables: then they need not be in memory.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) ip: *const u8,
    pub(crate) sp: *mut Word,
}

/// What goes on when a frame is left.
pub(crate) enum Left {
    /// Native code, with a value.
    ForNative(Value),
    /// The frame at `Vm::link`.
    For(Place),
}

/// The link of a frame.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Link(pub(crate) *mut Word);

impl Link {
    pub(crate) const NONE: Link = Link(core::ptr::null_mut());

    #[inline(always)]
    fn get(self, at: usize) -> Word {
        // SAFETY: a link is a place on the stack with room for `LINK_WORDS` words, or is not used.
        unsafe { *self.0.add(at) }
    }

    #[inline(always)]
    fn set(self, at: usize, word: Word) {
        // SAFETY: as above.
        unsafe { *self.0.add(at) = word }
    }

    #[inline(always)]
    fn raw(self, at: usize) -> usize {
        self.get(at).map_or(0, Value::bits)
    }

    #[inline(always)]
    fn set_raw(self, at: usize, bits: usize) {
        // SAFETY: only the frame's own code reads these words back, as addresses; for the collector, addresses of the
        // stack are outside of the heap, and are not followed.
        self.set(at, unsafe { Value::from_bits(bits) });
    }

    /// Fills in a link.
    #[inline(always)]
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn fill(
        self,
        function: Value,
        before: Link,
        result: *mut Word,
        position: isize,
        entry: Entry,
        extra: Word,
    ) {
        self.set(0, Some(function));
        self.set_raw(1, before.0 as usize);
        self.set_raw(2, result as usize);
        self.set(3, Some(Value::small_unchecked(position)));
        self.set(4, Some(Value::small_unchecked(entry as isize)));
        self.set(5, extra);
    }

    #[inline(always)]
    pub(crate) fn function(self) -> Gc<Function> {
        // SAFETY: the first word of a link is a function from the time it is filled in.
        unsafe { Gc::from_pointer(self.get(0).and_then(Value::pointer).unwrap_unchecked().cast()) }
    }

    #[inline(always)]
    pub(crate) fn code(self) -> Gc<Code> {
        code_of(self.function())
    }

    #[inline(always)]
    pub(crate) fn before(self) -> Link {
        Link(core::ptr::with_exposed_provenance_mut(self.raw(1)))
    }

    #[inline(always)]
    pub(crate) fn result(self) -> *mut Word {
        core::ptr::with_exposed_provenance_mut(self.raw(2))
    }

    /// The offset at which the frame before goes on.
    #[inline(always)]
    pub(crate) fn position(self) -> isize {
        self.get(3).and_then(Value::as_small).unwrap_or(0)
    }

    #[inline(always)]
    fn state(self) -> isize {
        self.get(4).and_then(Value::as_small).unwrap_or(0)
    }

    #[inline(always)]
    pub(crate) fn entry(self) -> Entry {
        match self.state() & 7 {
            0 => Entry::Call,
            1 => Entry::Native,
            2 => Entry::Init,
            3 => Entry::For,
            4 => Entry::Delegate,
            _ => Entry::Resume,
        }
    }

    /// How many handlers are open.
    #[inline(always)]
    pub(crate) fn handlers(self) -> usize {
        (self.state() >> 3) as usize
    }

    #[inline(always)]
    pub(crate) fn set_handlers(self, count: usize) {
        self.set(4, Some(Value::small_unchecked(self.state() & 7 | (count as isize) << 3)));
    }

    /// The generator, the object under construction, or the names of a class body.
    #[inline(always)]
    pub(crate) fn extra(self) -> Word {
        self.get(5)
    }

    /// The local variables.
    #[inline(always)]
    pub(crate) fn base(self) -> *mut Word {
        self.0.wrapping_sub(usize::from(self.code().locals.get()))
    }

    /// The first operand.
    #[inline(always)]
    pub(crate) fn bottom(self) -> *mut Word {
        self.0.wrapping_add(LINK_WORDS + HANDLER_WORDS * usize::from(self.code().handlers.get()))
    }

    fn handler_word(self, number: usize, word: usize) -> usize {
        LINK_WORDS + HANDLER_WORDS * number + word
    }

    /// Opens a handler.
    #[inline(always)]
    pub(crate) fn push_handler(self, target: isize, operands: usize, is_finally: bool) {
        let number = self.handlers();
        self.set(self.handler_word(number, 0), Some(Value::small_unchecked(target)));
        let packed = (operands << 1) as isize | isize::from(is_finally);
        self.set(self.handler_word(number, 1), Some(Value::small_unchecked(packed)));
        self.set(self.handler_word(number, 2), None);
        self.set_handlers(number + 1);
    }

    #[inline(always)]
    pub(crate) fn pop_handler(self) {
        self.set_handlers(self.handlers().wrapping_sub(1) & 0xffff);
    }

    /// Where a handler's code is.
    #[inline(always)]
    pub(crate) fn handler_target(self, number: usize) -> isize {
        self.get(self.handler_word(number, 0)).and_then(Value::as_small).unwrap_or(0)
    }

    /// How many operands a handler keeps.
    #[inline(always)]
    pub(crate) fn handler_operands(self, number: usize) -> usize {
        (self.get(self.handler_word(number, 1)).and_then(Value::as_small).unwrap_or(0) >> 1) as usize
    }

    #[inline(always)]
    pub(crate) fn is_finally(self, number: usize) -> bool {
        self.get(self.handler_word(number, 1)).and_then(Value::as_small).unwrap_or(0) & 1 != 0
    }

    /// The exception that a handler handles.
    pub(crate) fn handled(self, number: usize) -> Word {
        self.get(self.handler_word(number, 2))
    }

    pub(crate) fn set_handled(self, number: usize, exception: Value) {
        self.set(self.handler_word(number, 2), Some(exception));
    }

    /// Clears the words of all handlers: they are below the operands, so the collector sees them whether in use or not.
    #[inline(always)]
    pub(crate) fn clear_handlers(self, code: Gc<Code>) {
        for at in 0..HANDLER_WORDS * usize::from(code.handlers.get()) {
            self.set(LINK_WORDS + at, None);
        }
    }

    /// The words of all handlers.
    pub(crate) fn handler_area(self) -> *mut Word {
        self.0.wrapping_add(LINK_WORDS)
    }
}

/// Copies words, of which there are mostly few.
///
/// # Safety
///
/// There are so many at both places, which do not overlap.
#[inline(always)]
pub(crate) unsafe fn copy_words(from: *const Word, to: *mut Word, count: usize) {
    // SAFETY: as the caller says.
    unsafe {
        if count > 16 {
            core::ptr::copy_nonoverlapping(from, to, count);
            return;
        }
        for at in 0..count {
            // Of a plain loop, the compiler would make a call of memcpy, which takes longer than this.
            *to.add(at) = from.add(at).read_volatile();
        }
    }
}

/// Puts values on the stack from a place on, the last one first, and gives the place after them. There is room.
pub(crate) fn put_reversed(place: *mut Word, items: &[Value]) -> *mut Word {
    let mut place = place;
    for &item in items.iter().rev() {
        // SAFETY: as callers say.
        unsafe { *place = Some(item) };
        place = place.wrapping_add(1);
    }
    place
}

/// The code of a function.
#[inline(always)]
pub(crate) fn code_of(function: Gc<Function>) -> Gc<Code> {
    // SAFETY: functions are made with their code, and keep it.
    unsafe { Gc::from_pointer(function.code.get().and_then(Value::pointer).unwrap_unchecked().cast()) }
}

impl Code {
    /// The words that a frame needs from its first variable on.
    #[inline(always)]
    pub(crate) fn frame_words(&self) -> usize {
        usize::from(self.locals.get())
            + LINK_WORDS
            + HANDLER_WORDS * usize::from(self.handlers.get())
            + usize::from(self.operands.get())
    }
}

/// Whether a value is a function in Python.
#[inline(always)]
pub(crate) fn as_function(value: Value) -> Option<Gc<Function>> {
    value.get_kind::<Function>(Kind::Function)
}

impl Vm<'_> {
    /// The global variables of the function that runs.
    pub(crate) fn current_globals(&self) -> Gc<Dict> {
        if self.link == Link::NONE { self.main_globals() } else { self.globals_of(self.link.code()) }
    }

    /// Where names are that are assigned at the outermost level of what runs: of the class body, or of the module. A function
    /// that is being called from there has none of its own (MicroPython, py/runtime.h, `mp_locals_get`).
    pub(crate) fn current_names(&self) -> Gc<Dict> {
        let mut link = self.link;
        while link != Link::NONE {
            let code = link.code();
            let names = link.extra().and_then(|names| names.get_kind::<Dict>(Kind::Dict));
            if names.is_some() || self.code_name(code) == Symbol::MODULE_BODY {
                return names.unwrap_or_else(|| self.globals_of(code));
            }
            link = link.before();
        }
        self.main_globals()
    }
}
