//! Memory with an upper bound: a budget that every growing container of a compilation draws on.
//!
//! On a board the compiler shares one small memory with the virtual machine, so reaching the limit has to be an error
//! like any other. Containers therefore never grow by themselves: they ask the [`Memory`] they were made with. When it
//! refuses, the container stays as it is and the memory is marked exhausted; each stage looks at that mark at its
//! boundaries (the token source does so before every token) and gives up. This keeps the error out of the signature of
//! every small function without ever letting an allocation abort.

#[cfg(any(test, not(target_pointer_width = "64")))]
mod blocks;

use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::Cell;
use core::mem::size_of;
use core::ops::{Deref, DerefMut};

/// A handle to the budget of one compilation. Clones share the budget.
#[derive(Clone, Debug)]
pub(crate) struct Memory(Rc<Budget>);

#[derive(Debug)]
struct Budget {
    limit: usize,
    used: Cell<usize>,
    exhausted: Cell<bool>,
}

impl Memory {
    /// A budget of `limit` bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Memory(Rc::new(Budget { limit, used: Cell::new(0), exhausted: Cell::new(false) }))
    }

    /// Takes `bytes` from the budget, or marks it exhausted and takes nothing.
    pub(crate) fn charge(&self, bytes: usize) -> bool {
        match self.0.used.get().checked_add(bytes) {
            Some(used) if used <= self.0.limit => {
                self.0.used.set(used);
                true
            }
            _ => {
                self.mark_exhausted();
                false
            }
        }
    }

    /// How many bytes may be taken yet.
    fn left(&self) -> usize {
        self.0.limit - self.0.used.get()
    }

    /// Gives back what `charge` took.
    pub(crate) fn release(&self, bytes: usize) {
        self.0.used.set(self.0.used.get().saturating_sub(bytes));
    }

    /// Records that an allocation failed.
    pub(crate) fn mark_exhausted(&self) {
        self.0.exhausted.set(true);
    }

    /// Whether any request was refused so far.
    pub(crate) fn exhausted(&self) -> bool {
        self.0.exhausted.get()
    }
}

/// Memory is scarce for a pool when less than this many times its size is left.
const SCARCE: usize = 16;

/// Whether memory is scarce whatever the limit: a small machine's allocator is what says when there is no more.
const IS_SMALL: bool = cfg!(not(target_pointer_width = "64"));

/// The least bytes that a pool gets or grows by.
const LEAST_GROWTH: usize = if IS_SMALL { 32 } else { 64 };

/// A vector that draws on a [`Memory`]. Reading is through the slice it dereferences to.
#[derive(Debug)]
pub(crate) struct Pool<T> {
    items: Vec<T>,
    memory: Memory,
}

impl<T> Pool<T> {
    pub(crate) fn new(memory: &Memory) -> Self {
        Pool { items: Vec::new(), memory: memory.clone() }
    }

    /// Makes room for `extra` more items. False, and the memory exhausted, where there is none.
    pub(crate) fn reserve(&mut self, extra: usize) -> bool {
        let (len, capacity) = (self.items.len(), self.items.capacity());
        if capacity - len >= extra {
            return true;
        }
        let Some(wanted) = len.checked_add(extra) else {
            self.memory.mark_exhausted();
            return false;
        };
        let size = size_of::<T>().max(1);
        // Doubling is what costs the least time, but leaves a third of all memory unused on the average: where memory is
        // scarce, a pool grows by less of itself.
        let is_scarce = IS_SMALL || self.memory.left() < capacity.saturating_mul(size * SCARCE);
        let growth = if is_scarce { (capacity / 8).max(LEAST_GROWTH / size) } else { capacity };
        let least = if IS_SMALL { LEAST_GROWTH / size } else { 8 };
        let target = wanted.max(capacity.saturating_add(growth)).max(least);
        // Old and new block exist side by side while the items move, so the new one is charged in full first.
        if !self.memory.charge(target.saturating_mul(size)) {
            return false;
        }
        if self.items.try_reserve_exact(target - len).is_err() {
            self.memory.release(target * size);
            self.memory.mark_exhausted();
            return false;
        }
        self.memory.release(capacity * size);
        true
    }

    /// Appends `item` and returns its index; returns 0 and drops the item where there is no memory.
    #[inline]
    pub(crate) fn push(&mut self, item: T) -> u32 {
        if self.items.len() == self.items.capacity() && !self.reserve(1) {
            return 0;
        }
        let index = self.items.len() as u32;
        self.items.push(item);
        index
    }

    /// What it draws on.
    pub(crate) fn memory(&self) -> &Memory {
        &self.memory
    }

    /// Gives back what is not in use.
    pub(crate) fn shrink(&mut self) {
        let unused = self.items.capacity() - self.items.len();
        self.items.shrink_to_fit();
        self.memory.release(unused * size_of::<T>().max(1));
    }

    #[inline]
    pub(crate) fn pop(&mut self) -> Option<T> {
        self.items.pop()
    }

    #[inline]
    pub(crate) fn truncate(&mut self, len: usize) {
        self.items.truncate(len);
    }

    #[inline]
    pub(crate) fn clear(&mut self) {
        self.items.clear();
    }
}

/// Records by number: for what grows large, and need not lie side by side.
#[cfg(target_pointer_width = "64")]
pub(crate) type Records<T> = Pool<T>;
/// Records by number: for what grows large, and need not lie side by side.
#[cfg(not(target_pointer_width = "64"))]
pub(crate) type Records<T> = blocks::Blocks<T>;

impl<T: Copy> Pool<T> {
    /// Appends a copy of `items`, or nothing where there is no memory.
    #[inline]
    pub(crate) fn append(&mut self, items: &[T]) {
        if self.reserve(items.len()) {
            self.items.extend_from_slice(items);
        }
    }

    /// Sets the length to `len`, filling with `item`.
    pub(crate) fn resize(&mut self, len: usize, item: T) {
        if self.reserve(len.saturating_sub(self.items.len())) {
            self.items.resize(len, item);
        }
    }
}

impl Extend<u8> for Pool<u8> {
    fn extend<I: IntoIterator<Item = u8>>(&mut self, bytes: I) {
        for byte in bytes {
            self.push(byte);
        }
    }
}

impl<T> Drop for Pool<T> {
    fn drop(&mut self) {
        self.memory.release(self.items.capacity() * size_of::<T>().max(1));
    }
}

impl<T> Deref for Pool<T> {
    type Target = [T];
    #[inline]
    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<T> DerefMut for Pool<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.items
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pool_grows_within_its_budget() {
        let memory = Memory::new(1024);
        let mut pool = Pool::new(&memory);
        for i in 0..32u64 {
            pool.push(i);
        }
        assert_eq!((pool.len(), memory.exhausted()), (32, false));
    }

    #[test]
    fn a_pool_that_cannot_grow_keeps_its_items() {
        let memory = Memory::new(100);
        let mut pool = Pool::new(&memory);
        for i in 0..32u64 {
            pool.push(i);
        }
        assert_eq!((pool.len(), memory.exhausted()), (8, true));
    }

    #[test]
    fn pool_that_shrinks_gives_back_what_it_does_not_use() {
        let memory = Memory::new(128);
        let mut pool = Pool::new(&memory);
        pool.resize(16, 1u64);
        pool.truncate(2);
        pool.shrink();
        assert!(memory.charge(112));
    }

    #[test]
    fn dropping_a_pool_gives_its_memory_back() {
        let memory = Memory::new(64);
        for _ in 0..3 {
            let mut pool = Pool::new(&memory);
            pool.push(1u64);
        }
        assert!(!memory.exhausted());
    }
}
