//! The virtual machine's state, and making objects.

use crate::bytes::is_ascii;
use crate::cache::Cache;
use crate::error::{Raised, Res};
use crate::frame::Link;
use crate::heap::{Heap, Usage};
use crate::host::Host;
use crate::loan::{Lender, Loan};
use crate::map::Map;
use crate::members::MemberHints;
use crate::modules::random::Yasmarang;
use crate::native::{Type, word_of};
use crate::object::*;
use crate::requests::Pending;
use crate::symbol::{Symbol, Symbols, hash};
use crate::types::exceptions::*;
use crate::value::{Gc, Value, Word};
use crate::{Real, raise};
use core::cell::Cell;
use core::fmt::{self, Write};
use core::marker::PhantomData;
use core::ptr::NonNull;

/// Objects that the virtual machine itself refers to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(usize)]
pub(crate) enum Root {
    /// A dict: what was imported of files.
    Modules,
    /// A dict: the built-in modules that are in use.
    Natives,
    /// A dict: what was assigned to in module builtins.
    Builtins,
    /// The dict of `__main__`.
    MainGlobals,
    /// A list: `sys.path`.
    Path,
    /// A list: `sys.argv`.
    Argv,
    /// The exception that is raised where there is no memory for one.
    MemoryError,
    /// `()`
    EmptyTuple,
    /// The slice of indexing operations that are done with it at once.
    Slice,
    /// A block of functions to be called soon, each with its argument.
    Scheduled,
    /// The function that is being called.
    Callee,
    /// What runs at exit.
    AtExit,
    /// What is called when the hardware has something to say: each a function and its argument.
    Events,
    /// The memory reserved for exceptions when the heap has none.
    EmergencyBuffer,
    /// Objects whose finalisers are to run.
    Finalisable,
    Count,
}

/// Bits of what may be pending.
pub(crate) const PENDING_INTERRUPT: u32 = 1;
pub(crate) const PENDING_SCHEDULED: u32 = 2;
pub(crate) const PENDING_FINALISE: u32 = 8;
pub(crate) const PENDING_STOP: u32 = 4;
/// The first of the bits for events.
pub(crate) const PENDING_EVENT: u32 = 1 << 8;

/// How another thread or an interrupt handler stops what runs.
#[derive(Debug, Default)]
pub struct Interrupt(Pending);

impl Interrupt {
    /// Nothing is pending.
    pub const fn new() -> Interrupt {
        Interrupt(Pending::new())
    }

    /// Raises KeyboardInterrupt at the next jump backwards or call.
    pub fn raise(&self) {
        self.request(PENDING_INTERRUPT);
    }

    /// Lets the handler of an event run at the next jump backwards or call (see [`Vm::set_event`]). For interrupt handlers.
    pub fn notify(&self, event: usize) {
        if event < crate::pending::EVENTS {
            self.request(PENDING_EVENT << event);
        }
    }

    /// Adds to what is pending.
    pub(crate) fn request(&self, bits: u32) {
        self.0.add(bits);
    }

    /// What is pending.
    pub(crate) fn pending(&self) -> u32 {
        self.0.get()
    }

    /// Takes what is pending, so that nothing is.
    pub(crate) fn take(&self) -> u32 {
        self.0.take()
    }

    /// Raises KeyboardInterrupt at every jump backwards and call until [`Interrupt::reset`], so that the program ends even
    /// if it catches that.
    pub fn stop(&self) {
        self.request(PENDING_STOP);
    }

    /// Takes back what was asked for and has not happened yet.
    pub fn reset(&self) {
        self.0.take();
    }

    /// Whether anything is to come in between at the next jump backwards or call: a host that waits gives up waiting then.
    #[inline(always)]
    pub fn is_pending(&self) -> bool {
        self.0.is_some()
    }

    /// Whether KeyboardInterrupt is still to be raised.
    pub fn is_raised(&self) -> bool {
        self.pending() & PENDING_INTERRUPT != 0
    }
}

/// How many bytes of native stack are to be left where native code calls Python code, for what that may call and does not call
/// on. Importing takes most: on a Cortex-M3 with code compiled for size, 8 KB.
const CALL_ROOM: usize = 2560 * WORD;

/// What can be chosen about a virtual machine.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Config {
    /// Words of the region that the stack takes; a call takes about ten and what its variables need.
    pub stack_words: usize,
    /// How deep native code may call Python code that calls native code, and so on: each takes some of the native stack.
    pub native_depth: usize,
    /// The lowest address of the native stack, and some for interrupt handlers; 0 if that is not known. If it is, what would
    /// come too near to it is a RuntimeError: native code that calls Python code with less than 10 KB left (20 on a 64-bit
    /// processor), and sources that nest deeper than what is left is enough for. These are figures for code that was compiled
    /// for size. `native_depth` and `compile_nesting` hold besides.
    pub native_stack_end: usize,
    /// Bytes set aside for exceptions that come when there is no memory; `micropython.alloc_emergency_exception_buf`
    /// changes that.
    pub emergency: usize,
    /// The most bytes that one compilation may take at any time, of the global allocator. `None` is as much as is free in
    /// the heap when it begins; see `Vm::set_compile_limit`.
    pub compile_memory: Option<usize>,
    /// How deep brackets and blocks of a source may nest: each level takes some of the native stack.
    pub compile_nesting: u32,
    /// The global allocator, where it has no memory but what the heap lends it: then all that is said about the memory of a
    /// compilation is that it takes what is free.
    pub lender: Option<&'static dyn Lender>,
    /// The most instructions to run, counted at jumps backwards and calls; 0 for no limit.
    pub fuel: u64,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            stack_words: 16 * 1024,
            native_depth: 100,
            native_stack_end: 0,
            emergency: 256,
            compile_memory: None,
            compile_nesting: 200,
            lender: None,
            fuel: 0,
        }
    }
}

/// A virtual machine.
pub struct Vm<'h> {
    pub(crate) heap: Heap,
    /// The part of the heap that is lent now.
    pub(crate) loan: Loan,
    pub(crate) stack_start: *mut Word,
    pub(crate) stack_end: *mut Word,
    /// The end of the words after that, reserved for the exception that the stack is full.
    stack_limit: *mut Word,
    /// The end of the stack in use: all below is alive.
    pub(crate) top: *mut Word,
    /// The frame that runs.
    pub(crate) link: Link,
    /// Where the frame that is entered next goes on, and how many operands it has, if that is not its start.
    pub(crate) resume_at: Option<(isize, usize)>,
    /// Whether it begins with an exception, which is raised already.
    pub(crate) raise_on_entry: bool,
    /// The size of what is set aside for exceptions when there is no memory, and whether that was used.
    pub(crate) emergency_size: usize,
    pub(crate) emergency_used: bool,
    /// Calls that are to be made soon: the first in their block, and how many.
    pub(crate) scheduled: (usize, usize),
    /// Whether one of them runs.
    pub(crate) is_scheduling: bool,
    /// Whether the handler of an event runs.
    pub(crate) is_in_event: bool,
    /// The events that happened meanwhile.
    pub(crate) held_events: u32,
    /// Whether an interrupt is to be raised like one of them.
    pub(crate) interrupt_scheduled: bool,
    pub(crate) symbols: Symbols,
    /// The exception that was raised.
    pub(crate) raised: Word,
    /// The exceptions being handled, for `sys.exc_info()` and `raise`.
    pub(crate) roots: [Word; Root::Count as usize],
    pub(crate) host: &'h mut dyn Host,
    pub(crate) interrupt: &'h Interrupt,
    pub(crate) cache: Cache,
    pub(crate) member_hints: MemberHints,
    /// Counts changes of what caches rely on.
    pub(crate) epoch: usize,
    pub(crate) native_depth: usize,
    pub(crate) config: Config,
    pub(crate) fuel_left: u64,
    /// The optimisation level of what is compiled from now on.
    pub(crate) level: u8,
    /// What is told of all that is compiled.
    #[cfg(feature = "compiler")]
    pub(crate) on_compiled: Option<crate::compile::OnCompiled>,
    /// The module that is imported as the main one.
    pub(crate) run_as_main: Option<Symbol>,
    /// Whether a finaliser runs.
    finalising: bool,
    /// What module `random` gives next.
    pub(crate) random: Yasmarang,
    _region: PhantomData<&'h mut [u8]>,
}

impl Drop for Vm<'_> {
    /// Closes files and drops the Rust values of objects. What classes in Python have as finalisers does not run.
    fn drop(&mut self) {
        let mut cursor = crate::heap::Cursor::START;
        while self.heap.finalisable > 0
            && let Some(object) = self.heap.next_to_finalise(&mut cursor)
        {
            if object.kind() != Kind::Instance
                && let Some(finalise) = self.type_of(object).finalise
            {
                finalise(self, object);
            }
        }
    }
}

/// Words of the stack that are reserved for the exception that it is full.
const STACK_RESERVE: usize = 64;
/// The longest text that is interned, in bytes: lengths are one byte (MicroPython, py/qstr.c).
const LONGEST_NAME: usize = 255;

/// How much is on the stack, to be gone back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope(*mut Word);

impl<'h> Vm<'h> {
    /// A virtual machine in a region of memory, where all of its objects and its stack are.
    ///
    /// `None` if the region is too small to begin in: it has to hold the stack and a few kilobytes.
    pub fn new(
        region: &'h mut [u8],
        config: Config,
        host: &'h mut dyn Host,
        interrupt: &'h Interrupt,
    ) -> Option<Vm<'h>> {
        let skip = region.as_ptr().align_offset(GRANULE);
        let stack_bytes = (config.stack_words * WORD).next_multiple_of(GRANULE);
        let heap_bytes = region.len().checked_sub(skip.checked_add(stack_bytes)?)?;
        let start = region.as_mut_ptr().wrapping_add(skip);
        let stack_start = start.cast::<Word>();
        // The stack stays as it is, even though it is not zero: its words are written before they are read, when it is used
        // for the first time as well as later.
        // SAFETY: the region is borrowed as long as the machine lives, and the heap and the stack do not overlap.
        let heap = unsafe { Heap::new(start.add(stack_bytes), heap_bytes) };
        let mut vm = Vm {
            heap,
            loan: Loan::NONE,
            stack_start,
            stack_end: stack_start.wrapping_add(config.stack_words.saturating_sub(STACK_RESERVE)),
            stack_limit: stack_start.wrapping_add(config.stack_words),
            top: stack_start,
            link: Link::NONE,
            resume_at: None,
            raise_on_entry: false,
            emergency_size: 0,
            emergency_used: false,
            scheduled: (0, 0),
            is_scheduling: false,
            is_in_event: false,
            held_events: 0,
            interrupt_scheduled: false,
            symbols: Symbols::default(),
            raised: None,
            roots: [None; Root::Count as usize],
            host,
            interrupt,
            cache: Cache::new(),
            member_hints: MemberHints::new(),
            epoch: 1,
            native_depth: 0,
            config,
            fuel_left: config.fuel,
            level: 0,
            #[cfg(feature = "compiler")]
            on_compiled: None,
            run_as_main: None,
            finalising: false,
            random: Yasmarang::default(),
            _region: PhantomData,
        };
        vm.start().ok()?;
        vm.top = vm.stack_start;
        Some(vm)
    }

    fn start(&mut self) -> Res<()> {
        let memory_error = self.exception(&MEMORY_ERROR, &[])?;
        self.set_root(Root::MemoryError, memory_error);
        for root in [Root::Modules, Root::Natives, Root::Builtins, Root::MainGlobals] {
            let dict = self.dict(0)?;
            self.set_root(root, dict.value());
        }
        let name = Value::symbol(Symbol::MAIN);
        let globals = self.main_globals();
        self.dict_set_symbol(globals, Symbol::NAME, name)?;
        let main = self.module_of(name, globals)?;
        let modules = self.root_dict(Root::Modules);
        self.dict_set_symbol(modules, Symbol::MAIN, main)?;
        let path = self.list(&[])?;
        self.set_root(Root::Path, path);
        let argv = self.list(&[])?;
        self.set_root(Root::Argv, argv);
        let empty = self.empty_tuple(0)?;
        self.set_root(Root::EmptyTuple, empty.value());
        let slice = self.make::<Slice>(Kind::Slice, 0)?;
        self.set_root(Root::Slice, slice.value());
        let queue = self.words_block(2 * crate::pending::MOST_SCHEDULED)?;
        self.set_root(Root::Scheduled, queue);
        self.set_emergency_memory(self.config.emergency)?;
        Ok(())
    }

    // Roots

    pub(crate) fn root(&self, root: Root) -> Word {
        self.roots[root as usize]
    }

    pub(crate) fn set_root(&mut self, root: Root, value: Value) {
        self.roots[root as usize] = Some(value);
    }

    /// A root that is a dict from the start on.
    pub(crate) fn root_dict(&self, root: Root) -> Gc<Dict> {
        self.root(root).and_then(|dict| dict.get::<Dict>()).expect("set when the machine was made")
    }

    /// How many bytes of native stack are left, if that is known.
    #[inline]
    pub(crate) fn native_stack_left(&self) -> usize {
        match self.config.native_stack_end {
            0 => usize::MAX,
            end => {
                let here = 0u8;
                (&raw const here).addr().saturating_sub(end)
            }
        }
    }

    /// Whether native code is as deep as it may be: it must not call anything that may call on.
    #[inline]
    pub(crate) fn is_too_deep(&self) -> bool {
        self.native_depth >= self.config.native_depth || self.native_stack_left() < CALL_ROOM
    }

    /// The global variables of `__main__`.
    pub fn main_globals(&self) -> Gc<Dict> {
        self.root_dict(Root::MainGlobals)
    }

    /// Keeps a value alive until the native function that runs returns.
    ///
    /// # Errors
    ///
    /// The stack is full.
    #[inline(always)]
    pub fn keep(&mut self, value: Value) -> Res {
        if self.top >= self.stack_end {
            return Err(self.stack_overflow());
        }
        // SAFETY: `top` is within the stack.
        unsafe { self.top.write(Some(value)) };
        self.top = self.top.wrapping_add(1);
        Ok(value)
    }

    #[cold]
    pub(crate) fn stack_overflow(&mut self) -> Raised {
        let end = self.stack_end;
        if end == self.stack_limit {
            // Not even the exception fits.
            let reserved = self.root(Root::MemoryError).unwrap_or(Value::NONE);
            return self.raise_value(reserved);
        }
        // The exception is made in words that are reserved for it.
        self.stack_end = self.stack_limit;
        let raised = self.raise(&RUNTIME_ERROR, format_args!("maximum recursion depth exceeded"));
        self.stack_end = end;
        raised
    }

    /// Begins a part of native code after which what it made may go.
    #[inline(always)]
    pub fn scope(&self) -> Scope {
        Scope(self.top)
    }

    /// Lets go of what was made since.
    #[inline(always)]
    pub fn end(&mut self, scope: Scope) {
        self.top = scope.0;
    }

    /// Does something, and lets go of what it made whether it succeeds or not.
    ///
    /// # Errors
    ///
    /// Those of what is done.
    #[inline(always)]
    pub fn scoped<T>(&mut self, action: impl FnOnce(&mut Self) -> Res<T>) -> Res<T> {
        let scope = self.scope();
        let result = action(self);
        self.end(scope);
        result
    }

    /// Does something, and lets go of what it made whether it succeeds or not, but for the value that it gives.
    ///
    /// # Errors
    ///
    /// Those of what is done.
    #[inline(always)]
    pub fn scoped_value(&mut self, action: impl FnOnce(&mut Self) -> Res) -> Res {
        let value = self.scoped(action)?;
        self.keep(value)
    }

    /// Lets go of what was made since, but for one value.
    #[inline(always)]
    pub fn end_with(&mut self, scope: Scope, value: Value) -> Res {
        self.top = scope.0;
        self.keep(value)
    }

    // Allocation

    /// Memory for an object, which is not kept alive: to be used where the result is stored at once.
    #[inline(always)]
    pub(crate) fn allocate(&mut self, kind: Kind, bytes: usize) -> Res<NonNull<Header>> {
        match self.heap.allocate_fast(kind, bytes) {
            Some(object) => Ok(object),
            None => self.allocate_slowly(kind, bytes),
        }
    }

    #[cold]
    #[inline(never)]
    fn allocate_slowly(&mut self, kind: Kind, bytes: usize) -> Res<NonNull<Header>> {
        match self.allocate_quietly(kind, bytes) {
            Some(object) => Ok(object),
            None => Err(self.no_memory(bytes)),
        }
    }

    /// Raises a MemoryError: so many bytes cannot be had.
    #[cold]
    pub(crate) fn no_memory(&mut self, bytes: usize) -> Raised {
        if self.heap.locks() > 0 {
            return self.raise_memory_error(format_args!("memory allocation failed, heap is locked"));
        }
        self.raise_memory_error(format_args!("memory allocation failed, allocating {bytes} bytes"))
    }

    /// Raises a MemoryError, with its message if there is memory for that.
    #[cold]
    pub(crate) fn raise_memory_error(&mut self, message: fmt::Arguments<'_>) -> Raised {
        // What a collection can free is free already.
        let automatic = core::mem::replace(&mut self.heap.automatic, false);
        let raised = self.raise(&MEMORY_ERROR, message);
        self.heap.automatic = automatic;
        raised
    }

    /// Memory for an object laid out as a `T` with `extra` bytes after it, kept alive for the native function that runs.
    #[inline(always)]
    pub(crate) fn make<T: Object>(&mut self, kind: Kind, extra: usize) -> Res<Gc<T>> {
        let object = self.make_loose::<T>(kind, extra)?;
        self.keep(object.value())?;
        Ok(object)
    }

    /// As [`Vm::make`], but not kept alive.
    #[inline(always)]
    pub(crate) fn make_loose<T: Object>(&mut self, kind: Kind, extra: usize) -> Res<Gc<T>> {
        debug_assert!(kind.is_layout::<T>());
        let object = self.allocate(kind, size_of::<T>().saturating_add(extra))?;
        // SAFETY: there is memory for a `T`, zero after the header, which is a valid `T` for every layout.
        Ok(unsafe { Gc::from_pointer(object.cast()) })
    }

    /// A block for values, which belongs to an object. Not kept alive.
    pub(crate) fn words_block(&mut self, count: usize) -> Res {
        let bytes = count.saturating_mul(WORD);
        self.make_loose::<Block>(Kind::Words, bytes).map(Gc::value)
    }

    /// A block for bytes, which belongs to an object. Not kept alive.
    pub(crate) fn raw_block(&mut self, bytes: usize) -> Res<Gc<Block>> {
        self.make_loose::<Block>(Kind::Raw, bytes)
    }

    /// An object in fresh memory.
    #[inline(always)]
    pub(crate) fn as_object<T: Object>(&self, object: NonNull<Header>) -> Gc<T> {
        // SAFETY: callers have allocated memory for a `T`, zero after the header, which is a valid `T` for every layout.
        unsafe { Gc::from_pointer(object.cast()) }
    }

    /// Keeps a value alive as [`Vm::keep`] does; none if the stack is full.
    pub(crate) fn keep_quietly(&mut self, value: Value) -> Word {
        if self.top >= self.stack_end {
            return None;
        }
        // SAFETY: `top` is within the stack.
        unsafe { self.top.write(Some(value)) };
        self.top = self.top.wrapping_add(1);
        Some(value)
    }

    /// Frees the block that belonged to an object.
    pub(crate) fn free_block(&mut self, block: Word) {
        if let Some(object) = block.and_then(Value::pointer) {
            self.heap.free(object);
        }
    }

    // Collection

    /// Frees what nothing refers to.
    ///
    /// Finalisers in Python run later: at the next jump or call, or with [`Vm::run_finalisers`].
    pub fn collect(&mut self) {
        self.mark_roots();
        if self.heap.finalisable > 0 {
            self.find_finalisable();
        }
        self.heap.sweep();
        self.cache.clear();
        self.renew_emergency();
    }

    fn mark_roots(&mut self) {
        let mut at = self.stack_start;
        while at < self.top {
            // SAFETY: words below `top` are values.
            self.heap.mark(unsafe { *at });
            at = at.wrapping_add(1);
            if (at as usize) & 0xff8 == 0 {
                self.heap.mark_reachable();
            }
        }
        for root in 0..self.roots.len() {
            self.heap.mark(self.roots[root]);
            self.heap.mark_reachable();
        }
        self.heap.mark(self.raised);
        self.heap.mark(self.symbols.block);
        self.heap.mark(self.symbols.index);
        self.heap.mark_reachable();
    }

    /// Finalises what is not marked: native objects at once, those of classes later, for which they live once more.
    fn find_finalisable(&mut self) {
        let queue = self.root(Root::Finalisable).and_then(|queue| queue.get::<List>());
        let block = queue.and_then(|queue| queue.block.get());
        let capacity = block.map_or(0, crate::native::word_count);
        let before = queue.map_or(0, |queue| queue.len.get());
        let mut cursor = crate::heap::Cursor::START;
        while let Some(object) = self.heap.next_to_finalise(&mut cursor) {
            if object.kind() != Kind::Instance {
                if let Some(finalise) = self.type_of(object).finalise {
                    finalise(self, object);
                }
                continue;
            }
            match (queue, block) {
                (Some(queue), Some(block)) if queue.len.get() < capacity => {
                    crate::native::set_word_of(block, queue.len.get(), Some(object));
                    queue.len.set(queue.len.get() + 1);
                }
                // There is no room: it is for the next collection to do.
                _ => {
                    self.heap.mark(Some(object));
                    self.heap.mark_reachable();
                    self.set_finaliser(object);
                }
            }
        }
        let after = queue.map_or(0, |queue| queue.len.get());
        for at in before..after {
            self.heap.mark(block.and_then(|block| word_of(block, at)));
            self.heap.mark_reachable();
        }
        if after > 0 {
            self.interrupt.request(PENDING_FINALISE);
        }
    }

    /// Makes room to note objects of classes with a finaliser.
    pub(crate) fn prepare_finalisers(&mut self) -> Res<()> {
        if self.root(Root::Finalisable).is_none() {
            let scope = self.scope();
            let queue = self.list(&[])?;
            if let Some(list) = queue.get::<List>() {
                self.list_reserve(list, 64)?;
            }
            self.set_root(Root::Finalisable, queue);
            self.end(scope);
        }
        Ok(())
    }

    /// Runs finalisers in Python of objects that were found unreachable. What they raise is shown on standard error.
    pub fn run_finalisers(&mut self) {
        if core::mem::replace(&mut self.finalising, true) {
            return;
        }
        let queue = self.root(Root::Finalisable).and_then(|queue| queue.get::<List>());
        while let Some(queue) = queue
            && let Some(at) = queue.len.get().checked_sub(1)
            && let Some(object) = queue.item(at)
        {
            queue.len.set(at);
            if let Some(block) = queue.block.get() {
                crate::native::set_word_of(block, at, None);
            }
            let scope = self.scope();
            let result = self
                .keep(object)
                .and_then(|_| crate::types::class::call_special(self, object, Symbol::DEL, &[]));
            if let Err(raised) = result {
                let exception = self.caught(raised);
                // There is nobody to tell if that fails too.
                let _ = self.keep(exception);
                let _ = self.print_exception(&mut crate::print::Out::Errors, exception);
                self.raised = None;
            }
            self.end(scope);
        }
        self.finalising = false;
    }

    /// Collects at every allocation, or no longer: for tests.
    pub fn set_stress(&mut self, stress: bool) {
        self.heap.stress = stress;
        self.heap.watch();
    }

    /// Makes allocations fail after so many more, or no longer: for tests.
    pub fn set_allowance(&mut self, allowance: Option<usize>) {
        self.heap.allowance = allowance;
        self.heap.fails_once = false;
        self.heap.watch();
    }

    /// Makes one allocation fail, after so many more: for tests.
    pub fn set_failure(&mut self, after: usize) {
        self.set_allowance(Some(after));
        self.heap.fails_once = true;
        self.heap.has_failed = false;
    }

    /// How many more allocations succeed, if that is limited.
    pub fn allowance(&self) -> Option<usize> {
        self.heap.allowance
    }

    /// How much of the heap is in use.
    pub fn usage(&mut self) -> Usage {
        self.heap.usage()
    }

    /// The value that a word is, if it is one: bits as [`Value::bits`] gives them, of an object that still exists.
    pub(crate) fn value_at(&mut self, bits: usize) -> Word {
        // SAFETY: what is a pointer is looked up in the heap.
        let value = unsafe { Value::from_bits(bits) }?;
        if value.is_pointer() {
            // What is left after a collection is in use, and whole.
            if !self.heap.may_collect() {
                return None;
            }
            self.collect();
            return self.heap.object_at(bits);
        }
        let is_known = match value.as_symbol() {
            Some(symbol) => self.symbols.is_known(symbol),
            None => {
                let immediate =
                    [Value::NONE, Value::FALSE, Value::TRUE, Value::ELLIPSIS, Value::NOT_IMPLEMENTED];
                value.is_small() || immediate.contains(&value)
            }
        };
        is_known.then_some(value)
    }

    // Text

    /// The text of a symbol.
    ///
    /// The text is in read-only memory or in an object that is never freed.
    pub fn symbol_text(&self, symbol: Symbol) -> &'static [u8] {
        self.symbols.text(symbol)
    }

    /// Interns a text.
    ///
    /// # Errors
    ///
    /// There is no memory.
    pub fn intern(&mut self, text: &[u8]) -> Res<Symbol> {
        let hash = hash(text);
        match self.symbols.lookup(text, hash) {
            Some(symbol) => Ok(symbol),
            None => self.intern_new(text, hash),
        }
    }

    /// Interns the text of a str.
    pub(crate) fn intern_str(&mut self, value: Value) -> Res<Symbol> {
        if let Some(symbol) = value.as_symbol() {
            return Ok(symbol);
        }
        let Some(text) = value.get_kind::<Text>(Kind::Str) else {
            return raise!(self, TYPE_ERROR, "expected a str");
        };
        match self.symbols.lookup(text.bytes(), text.hash_bits()) {
            Some(symbol) => Ok(symbol),
            // The text may change.
            None if self.is_emergency_text(value) => self.intern_new(text.bytes(), text.hash_bits()),
            None => {
                self.check_name(text.bytes())?;
                self.room_for_symbol()?;
                Ok(self.symbols.add(text))
            }
        }
    }

    /// Refuses a text that is too long to be interned.
    pub(crate) fn check_name(&mut self, text: &[u8]) -> Res<()> {
        if text.len() > LONGEST_NAME {
            return raise!(self, RUNTIME_ERROR, "name too long");
        }
        Ok(())
    }

    #[cold]
    fn intern_new(&mut self, text: &[u8], hash: u32) -> Res<Symbol> {
        self.check_name(text)?;
        let scope = self.scope();
        let object = self.new_text(Kind::Str, text, hash)?;
        let result = self.room_for_symbol();
        self.end(scope);
        result?;
        Ok(self.symbols.add(object))
    }

    fn room_for_symbol(&mut self) -> Res<()> {
        if self.symbols.has_room() {
            return Ok(());
        }
        let capacity = (self.symbols.len * 2).max(16);
        let scope = self.scope();
        let words = self.words_block(capacity)?;
        self.keep(words)?;
        let slots = (capacity * 3 / 2).next_power_of_two();
        let index = self.raw_block(slots * 4)?.value();
        self.end(scope);
        self.symbols.grow(words, index);
        Ok(())
    }

    /// A str. Interned texts are found again.
    pub fn str(&mut self, text: &str) -> Res {
        self.str_from(text.as_bytes())
    }

    /// A str of bytes that are UTF-8, or nearly so as MicroPython allows.
    pub fn str_from(&mut self, text: &[u8]) -> Res {
        let hash = hash(text);
        if let Some(symbol) = self.symbols.lookup(text, hash) {
            return Ok(Value::symbol(symbol));
        }
        self.new_text(Kind::Str, text, hash).map(Gc::value)
    }

    /// A str of what is formatted.
    pub fn str_of(&mut self, text: fmt::Arguments<'_>) -> Res {
        // Most messages are short. Longer ones are cut: only this crate's own texts and names come here.
        let mut buffer = Buffer256::default();
        let _ = buffer.write_fmt(text);
        self.str_from(buffer.bytes())
    }

    /// A bytes.
    pub fn bytes(&mut self, bytes: &[u8]) -> Res {
        let hash = hash(bytes);
        self.new_text(Kind::Bytes, bytes, hash).map(Gc::value)
    }

    fn new_text(&mut self, kind: Kind, bytes: &[u8], hash: u32) -> Res<Gc<Text>> {
        let text = self.make::<Text>(kind, bytes.len())?;
        text.len.set(bytes.len());
        text.hash.set(hash);
        text.ascii.set(is_ascii(bytes));
        // SAFETY: the object was made with room for the bytes.
        unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), text.tail_bytes(), bytes.len()) };
        Ok(text)
    }

    /// A str or bytes whose bytes `fill` writes.
    pub(crate) fn text_with(&mut self, kind: Kind, len: usize, fill: impl FnOnce(&mut [u8])) -> Res {
        let text = self.make::<Text>(kind, len)?;
        text.len.set(len);
        // SAFETY: the object was made with room for the bytes, which are zero, and nothing else refers to it yet.
        let bytes = unsafe { core::slice::from_raw_parts_mut(text.tail_bytes(), len) };
        fill(bytes);
        let hash = hash(bytes);
        text.hash.set(hash);
        text.ascii.set(is_ascii(bytes));
        if kind == Kind::Str
            && let Some(symbol) = self.symbols.lookup(bytes, hash)
        {
            return Ok(Value::symbol(symbol));
        }
        Ok(text.value())
    }

    /// Makes a text that is being filled smaller, or larger if what follows it is free. True if it now has that room.
    pub(crate) fn resize_text(&mut self, text: Gc<Text>, room: usize) -> bool {
        let Some(pointer) = text.value().pointer() else { return false };
        size_of::<Text>().checked_add(room).is_some_and(|bytes| self.heap.resize(pointer, bytes))
    }

    /// Completes a text whose bytes are there, and gives up the room behind them.
    pub(crate) fn finish_text(&mut self, text: Gc<Text>, len: usize) -> Res {
        self.resize_text(text, len);
        text.len.set(len);
        let bytes = text.bytes();
        let hash = hash(bytes);
        text.hash.set(hash);
        text.ascii.set(is_ascii(bytes));
        if text.value().kind() == Kind::Str
            && let Some(symbol) = self.symbols.lookup(bytes, hash)
        {
            return Ok(Value::symbol(symbol));
        }
        Ok(text.value())
    }

    /// Has the finaliser of an object's type called before its memory is freed.
    pub(crate) fn set_finaliser(&mut self, object: Value) {
        if let Some(pointer) = object.pointer() {
            // SAFETY: a value that is a pointer leads to a live object.
            unsafe { pointer.as_ref() }.set_finaliser(true);
            self.heap.finalisable += 1;
        }
    }

    /// The bytes of a str.
    ///
    /// They stay where they are as long as the value is reachable.
    #[inline]
    pub fn text<'a>(&self, value: Value) -> Option<&'a [u8]> {
        if let Some(symbol) = value.as_symbol() {
            return Some(self.symbol_text(symbol));
        }
        let text = value.get_kind::<Text>(Kind::Str)?;
        // SAFETY: the object has `len` bytes, which do not change; it lives as long as the caller keeps the value.
        Some(unsafe { core::slice::from_raw_parts(text.tail_bytes(), text.len.get()) })
    }

    // Containers and numbers

    /// A tuple.
    pub fn tuple(&mut self, items: &[Value]) -> Res {
        if items.is_empty()
            && let Some(empty) = self.root(Root::EmptyTuple)
        {
            return Ok(empty);
        }
        let tuple = self.make::<Tuple>(Kind::Tuple, items.len().saturating_mul(WORD))?;
        tuple.len.set(items.len());
        // SAFETY: the object was made with room for the items.
        unsafe { core::ptr::copy_nonoverlapping(items.as_ptr(), tuple.tail().cast(), items.len()) };
        Ok(tuple.value())
    }

    /// A list.
    pub fn list(&mut self, items: &[Value]) -> Res {
        let list = self.make::<List>(Kind::List, 0)?;
        if !items.is_empty() {
            let block = self.words_block(items.len())?;
            if let Some(words) = block.get_kind::<Block>(Kind::Words) {
                // SAFETY: the block was made with room for the items.
                unsafe { core::ptr::copy_nonoverlapping(items.as_ptr(), words.tail().cast(), items.len()) };
            }
            list.block.set(Some(block));
            list.len.set(items.len());
        }
        Ok(list.value())
    }

    /// A dict with room for some entries.
    pub fn dict(&mut self, room: usize) -> Res<Gc<Dict>> {
        let dict = self.make::<Dict>(Kind::Dict, 0)?;
        if room > 0 {
            self.map_reserve(&dict.map, room.min(1 << 16), 2)?;
        }
        Ok(dict)
    }

    /// A float.
    #[inline(always)]
    pub fn float(&mut self, value: Real) -> Res {
        let float = self.make::<Float>(Kind::Float, 0)?;
        float.value.set(value);
        Ok(float.value())
    }

    /// A bound method.
    pub(crate) fn bound_method(&mut self, function: Value, receiver: Value) -> Res {
        let bound = self.make::<BoundMethod>(Kind::BoundMethod, 0)?;
        bound.function.set(Some(function));
        bound.receiver.set(Some(receiver));
        Ok(bound.value())
    }

    /// An object of two values.
    pub(crate) fn wrapper(&mut self, kind: Kind, inner: Word, extra: Word) -> Res {
        let wrapper = self.make::<Wrapper>(kind, 0)?;
        wrapper.inner.set(inner);
        wrapper.extra.set(extra);
        Ok(wrapper.value())
    }

    /// An iterator of one of the kinds with that layout.
    pub(crate) fn iterator(&mut self, kind: Kind, source: Value, extra: Word) -> Res<Gc<Iter>> {
        let iter = self.make::<Iter>(kind, 0)?;
        iter.source.set(Some(source));
        iter.extra.set(extra);
        Ok(iter)
    }

    /// An exception of a native type.
    ///
    /// # Errors
    ///
    /// There is neither memory nor any set aside for exceptions.
    pub fn exception(&mut self, kind: &'static Type, args: &[Value]) -> Res {
        match self.exception_quietly(kind, args) {
            Some(exception) => Ok(exception),
            None => {
                let reserved = self.last_resort();
                Err(self.raise_value(reserved))
            }
        }
    }

    /// A module with a dict of its own.
    pub(crate) fn module_of(&mut self, name: Value, globals: Gc<Dict>) -> Res {
        let module = self.make::<Module>(Kind::Module, 0)?;
        module.name.set(Some(name));
        module.globals.set(Some(globals.value()));
        Ok(module.value())
    }

    /// The level that scripts are compiled at from now on.
    pub fn level(&self) -> u8 {
        self.level
    }

    /// Sets the level that scripts are compiled at from now on: 0 to 3.
    pub fn set_level(&mut self, level: u8) {
        self.level = level;
    }
}

impl Text {
    /// The hash of its bytes.
    #[inline]
    pub(crate) fn hash_bits(&self) -> u32 {
        self.hash.get()
    }
}

/// A buffer on the native stack for short texts.
pub(crate) struct Buffer256 {
    bytes: [u8; 256],
    len: usize,
}

impl Default for Buffer256 {
    fn default() -> Self {
        Buffer256 { bytes: [0; 256], len: 0 }
    }
}

impl Buffer256 {
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

impl fmt::Write for Buffer256 {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut end = text.len().min(self.bytes.len() - self.len);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        self.bytes[self.len..self.len + end].copy_from_slice(&text.as_bytes()[..end]);
        self.len += end;
        Ok(())
    }
}

const _: () = assert!(size_of::<Map>() == 4 * WORD || size_of::<Map>() == 5 * WORD);
const _: () = assert!(size_of::<Cell<Word>>() == WORD);
