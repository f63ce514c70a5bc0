//! Memory that the heap lends to the global allocator, for what works with it: the compiler, and large numbers.
//!
//! A board has one memory. What is compiled and computed takes memory that comes and goes, of which nobody knows before how
//! much it will be; to set some aside for it would take it away from objects. So where the global allocator is a
//! [`Lender`], it has no memory of its own: whatever needs it runs in a free part of the heap, which is given back
//! afterwards. When that is used up, the work is given up where it is. What it made is in the part that is given back, so
//! there is nothing to clean up, and nothing in it has to be prepared for an allocation that fails.
//!
//! [`Arena`] is what such an allocator needs to be made of.

use crate::error::Res;
use crate::object::*;
use crate::vm::Vm;
use core::alloc::Layout;
use core::fmt;
use core::mem::{MaybeUninit, size_of};
use core::ptr::{self, NonNull};

/// A global allocator that takes its memory from the heap of a virtual machine.
///
/// # Safety
///
/// When [`Lender::lend`] gives `Ok`, the work has returned. When it gives an error, nothing will go on with the work, though
/// its frames were not left and nothing in them was dropped. In both cases nothing uses the memory that was lent any more.
pub unsafe trait Lender: Sync {
    /// Does some work, for which the global allocator takes memory of these parts and of nothing else. Work that is done in this
    /// work may borrow as well; until it is done, all is taken of what it borrowed.
    ///
    /// # Errors
    ///
    /// How many bytes were asked for when there were no more. The work was given up then.
    ///
    /// # Safety
    ///
    /// The memory is used for nothing else until this is done, but for what [`Lender::trim`] gave back of it. The parts do not
    /// touch. The work can be given up wherever it allocates something.
    unsafe fn lend(&self, parts: &[Part], work: &mut dyn FnMut()) -> Result<(), usize>;

    /// Gives back what is behind all that is in use in one of the parts last lent, as far as it was not given back before,
    /// and says how many bytes of it are left. It may be called only in the work that this memory was lent for.
    fn trim(&self, part: Part) -> usize;
}

/// Memory that is lent, in one piece.
pub type Part = *mut [MaybeUninit<u8>];

/// The most parts that one work gets.
const MOST_PARTS: usize = 16;

/// The least bytes that are worth to be a part, but for the first.
const LEAST_PART: usize = 512;

/// What is lent now: parts that work in progress has, each behind the header of its block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Loan(*const [Part]);

impl Loan {
    /// Nothing.
    pub(crate) const NONE: Loan = Loan(&[]);

    fn parts<'a>(self) -> &'a [Part] {
        // SAFETY: they are on the stack, below the work that they are lent for; it is over when `Vm::lend_parts` takes the
        // loan back. It is read in that work only: should the work unwind, nobody asks for it before the next loan.
        unsafe { &*self.0 }
    }
}

fn bytes_of(block: NonNull<Header>) -> usize {
    // SAFETY: a block that is lent is in use.
    unsafe { block.as_ref() }.granules() * GRANULE
}

/// What is behind the header of a block.
fn part_of(block: NonNull<Header>) -> Part {
    let start = block.as_ptr().cast::<u8>().wrapping_add(WORD);
    ptr::slice_from_raw_parts_mut(start.cast::<MaybeUninit<u8>>(), bytes_of(block) - WORD)
}

/// The block that a part is of.
fn block_of(part: Part) -> NonNull<Header> {
    // SAFETY: `part_of` made it, of a pointer to a header.
    unsafe { NonNull::new_unchecked(part.cast::<u8>().wrapping_sub(WORD).cast()) }
}

/// Not asked of each lender: a board would have in it what writes it.
impl fmt::Debug for dyn Lender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lender")
    }
}

/// Loans of more than so many bytes are made smaller as soon as that is possible.
const LARGE: usize = 4096;

impl Vm<'_> {
    /// Does what takes memory of the global allocator: in memory of the heap, where the allocator has no other. It takes
    /// about so many bytes, or as many as there are. Work that needs more is done again from its start, so that nothing may
    /// come of it before it has all the memory that it takes.
    ///
    /// # Errors
    ///
    /// There is not enough memory, or what the work gives.
    #[inline]
    pub(crate) fn borrow<R>(
        &mut self,
        bytes: Option<usize>,
        mut work: impl FnMut(&mut Self) -> Res<R>,
    ) -> Res<R> {
        let Some(lender) = self.config.lender else { return work(self) };
        let mut result = None;
        self.lend(lender, bytes, &mut |vm| result = Some(work(vm)))?;
        match result {
            Some(result) => result,
            None => Err(self.no_memory(0)),
        }
    }

    /// As [`Vm::borrow`], for numbers that have so many bytes in all.
    #[inline]
    pub(crate) fn borrow_for<R>(&mut self, bytes: usize, work: impl FnMut(&mut Self) -> Res<R>) -> Res<R> {
        // Operands, result, and what is between them.
        self.borrow(Some(bytes.saturating_mul(6).saturating_add(512)), work)
    }

    #[inline(never)]
    fn lend(
        &mut self,
        lender: &'static dyn Lender,
        bytes: Option<usize>,
        work: &mut dyn FnMut(&mut Self),
    ) -> Res<()> {
        let first = match bytes {
            Some(bytes) => self.block_to_lend(bytes),
            // To collect first takes longer than to compile a line.
            None => self.heap.allocate_largest(self.heap.size() / 4).ok(),
        };
        if let Some(block) = first
            && self.lend_parts(lender, &[part_of(block)], work).is_ok()
        {
            return Ok(());
        }
        if self.heap.may_collect() {
            self.collect();
        }
        let mut refused = bytes.unwrap_or(0);
        if let Ok(block) = self.heap.allocate_largest(0) {
            if bytes.is_some() {
                // The result takes memory as well.
                self.heap.resize(block, bytes_of(block) / 2);
            }
            let mut parts = [part_of(block); MOST_PARTS];
            let mut count = 1;
            // If it is not known how much it takes: all there is.
            while bytes.is_none()
                && count < MOST_PARTS
                && let Ok(block) = self.heap.allocate_largest(LEAST_PART)
            {
                parts[count] = part_of(block);
                count += 1;
            }
            match self.lend_parts(lender, &parts[..count], work) {
                Ok(()) => return Ok(()),
                Err(bytes) => refused = bytes,
            }
        }
        Err(self.no_memory(refused))
    }

    fn block_to_lend(&mut self, bytes: usize) -> Option<NonNull<Header>> {
        let size = bytes.checked_add(WORD)?;
        if let Ok(block) = self.heap.allocate_raw(size) {
            return Some(block);
        }
        if !self.heap.may_collect() {
            return None;
        }
        self.collect();
        self.heap.allocate_raw(size).ok()
    }

    /// Lends parts, and frees their blocks.
    fn lend_parts(
        &mut self,
        lender: &'static dyn Lender,
        parts: &[Part],
        work: &mut dyn FnMut(&mut Self),
    ) -> Result<(), usize> {
        let scope = self.scope();
        let slots = self.top;
        let mut done = Err(0);
        let is_kept = parts.iter().all(|&part| {
            let object = self.as_object::<Block>(block_of(part)).value();
            self.keep_quietly(object).is_some()
        });
        if is_kept {
            let outer = core::mem::replace(&mut self.loan, Loan(parts));
            // SAFETY: the blocks have these bytes after their headers, which are those of nothing else. The machine allocates
            // nothing of the global allocator in the middle of a change of its own: what work it gives away compiles or
            // computes first, and then makes objects of the result. All else that was begun is undone with the stack.
            done = unsafe { lender.lend(parts, &mut || work(self)) };
            self.loan = outer;
        }
        if done.is_ok() {
            // What was made meanwhile lies above them on the stack, and stays there.
            for number in 0..parts.len() {
                // SAFETY: the slots are in use: they were filled above.
                unsafe { slots.add(number).write(None) };
            }
        } else {
            self.end(scope);
        }
        parts.iter().for_each(|&part| self.heap.free_joined(block_of(part)));
        done
    }

    /// Gives back what is not in use of the memory that was lent last, if that is much, so that there is room for what
    /// comes of the work.
    pub(crate) fn trim_loan(&mut self) {
        let Some(lender) = self.config.lender else { return };
        let blocks = self.loan.parts().iter().map(|&part| block_of(part));
        if blocks.clone().map(bytes_of).sum::<usize>() > LARGE {
            for block in blocks {
                self.heap.resize(block, WORD + lender.trim(part_of(block)));
            }
        }
    }
}

/// Free memory, in pieces, with no word of its own beside them: an allocator that loses nothing but what is between its
/// pieces, and lets what lies before a free one grow in place.
#[derive(Debug)]
pub struct Arena {
    /// The free pieces, by address.
    first: *mut Piece,
}

#[derive(Debug)]
struct Piece {
    next: *mut Piece,
    size: usize,
}

/// What sizes and addresses are multiples of.
const STEP: usize = size_of::<Piece>();

fn rounded(bytes: usize) -> Option<usize> {
    bytes.max(1).checked_next_multiple_of(STEP)
}

/// The bytes of a part that are aligned: where they start, and how many they are.
fn usable(part: Part) -> (*mut u8, usize) {
    let place = part.cast::<u8>();
    let skip = place.align_offset(STEP).min(part.len());
    (place.wrapping_add(skip), (part.len() - skip) / STEP * STEP)
}

impl Default for Arena {
    fn default() -> Arena {
        Arena::empty()
    }
}

impl Arena {
    /// No memory.
    pub const fn empty() -> Arena {
        Arena { first: ptr::null_mut() }
    }

    /// Adds memory, all of it free.
    ///
    /// # Safety
    ///
    /// The memory is used for nothing else as long as the arena or anything allocated in it is, and touches nothing else of
    /// the arena.
    pub unsafe fn add(&mut self, part: Part) {
        let (first, size) = usable(part);
        if size > 0 {
            // SAFETY: there is room for a piece, and it is aligned.
            unsafe { self.put(first, size) };
        }
    }

    /// Memory, if there is any.
    pub fn allocate(&mut self, layout: Layout) -> Option<NonNull<u8>> {
        let wanted = rounded(layout.size())?;
        let mut link: *mut *mut Piece = &mut self.first;
        // SAFETY: links lead to free pieces, which are memory of the arena, or nowhere; parts of a piece are multiples of a
        // step, so that what is left over has room for a piece.
        unsafe {
            while !(*link).is_null() {
                let piece = *link;
                let Piece { next, size } = *piece;
                let place = piece.cast::<u8>();
                let before = place.align_offset(layout.align().max(STEP));
                if before <= size && size - before >= wanted {
                    let after = size - before - wanted;
                    let mut rest = next;
                    if after > 0 {
                        rest = place.add(before + wanted).cast();
                        rest.write(Piece { next, size: after });
                    }
                    if before > 0 {
                        piece.write(Piece { next: rest, size: before });
                    } else {
                        *link = rest;
                    }
                    return NonNull::new(place.add(before));
                }
                link = &raw mut (*piece).next;
            }
        }
        None
    }

    /// Takes memory back.
    ///
    /// # Safety
    ///
    /// It was allocated here with that layout, and is not used any more.
    pub unsafe fn free(&mut self, place: NonNull<u8>, layout: Layout) {
        if let Some(size) = rounded(layout.size()) {
            // SAFETY: that many bytes were taken.
            unsafe { self.put(place.as_ptr(), size) };
        }
    }

    /// Adds memory of the arena that is not in use.
    unsafe fn put(&mut self, place: *mut u8, mut size: usize) {
        let mut before: *mut Piece = ptr::null_mut();
        let mut next = self.first;
        // SAFETY: pieces are free memory of the arena, in order.
        unsafe {
            while !next.is_null() && next.cast::<u8>() < place {
                (before, next) = (next, (*next).next);
            }
            if !next.is_null() && place.add(size) == next.cast() {
                size += (*next).size;
                next = (*next).next;
            }
            if !before.is_null() && before.cast::<u8>().add((*before).size) == place {
                (*before).size += size;
                (*before).next = next;
                return;
            }
            let piece = place.cast::<Piece>();
            piece.write(Piece { next, size });
            match before.is_null() {
                true => self.first = piece,
                false => (*before).next = piece,
            }
        }
    }

    /// Makes memory larger or smaller where it is, if that can be done.
    ///
    /// # Safety
    ///
    /// It was allocated here with that layout.
    pub unsafe fn resize(&mut self, place: NonNull<u8>, layout: Layout, bytes: usize) -> bool {
        let (Some(old), Some(new)) = (rounded(layout.size()), rounded(bytes)) else { return false };
        let place = place.as_ptr();
        // SAFETY: the memory has `old` bytes, and what follows it is free only if it is a piece.
        unsafe {
            if new <= old {
                if new < old {
                    self.put(place.add(new), old - new);
                }
                return true;
            }
            let after = place.add(old).cast::<Piece>();
            let mut link: *mut *mut Piece = &mut self.first;
            while !(*link).is_null() && *link < after {
                link = &raw mut (**link).next;
            }
            if *link != after || (*after).size < new - old {
                return false;
            }
            let Piece { next, size } = *after;
            let left = size - (new - old);
            *link = next;
            if left > 0 {
                let rest = place.add(new).cast::<Piece>();
                rest.write(Piece { next, size: left });
                *link = rest;
            }
        }
        true
    }

    /// Lets go of the memory behind all that is in use in a part, and gives how many bytes of the part are left. A part that
    /// was trimmed before is given as what was left of it.
    pub fn trim(&mut self, part: Part) -> usize {
        let (first, size) = usable(part);
        let mut end = first.wrapping_add(size);
        let mut link: *mut *mut Piece = &mut self.first;
        // SAFETY: pieces are free memory of the arena, in order.
        unsafe {
            while !(*link).is_null() {
                let piece = *link;
                if piece.cast::<u8>().add((*piece).size) == end {
                    end = piece.cast();
                    *link = (*piece).next;
                    break;
                }
                link = &raw mut (*piece).next;
            }
        }
        end as usize - part.cast::<u8>() as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use alloc::vec::Vec;

    fn layout(bytes: usize) -> Layout {
        Layout::from_size_align(bytes, 8).expect("sizes of these tests are small")
    }

    /// Does something with an arena of so many bytes.
    fn with_arena<R>(bytes: usize, work: impl FnOnce(&mut Arena) -> R) -> R {
        with_parts(bytes, |arena, _| work(arena))
    }

    /// The same with two parts of so many bytes, one behind the other.
    fn with_parts<R>(bytes: usize, work: impl FnOnce(&mut Arena, [Part; 2]) -> R) -> R {
        // Words, as what is lent is aligned.
        let words = bytes / size_of::<usize>();
        let mut memory: Vec<MaybeUninit<usize>> = vec![MaybeUninit::uninit(); 2 * words + 2];
        let start = memory.as_mut_ptr();
        let parts = [start, start.wrapping_add(words + 2)]
            .map(|start| ptr::slice_from_raw_parts_mut(start.cast::<MaybeUninit<u8>>(), bytes));
        let mut arena = Arena::empty();
        // SAFETY: the memory outlives the arena and what is allocated in it, and there are words between the parts.
        unsafe { arena.add(parts[0]) };
        work(&mut arena, parts)
    }

    #[test]
    fn what_is_allocated_does_not_overlap() {
        with_arena(1024, |arena| {
            let places: Vec<usize> = (0..8)
                .filter_map(|_| arena.allocate(layout(40)))
                .map(|place| place.as_ptr() as usize)
                .collect();
            assert_eq!(places.len(), 8);
            assert!(places.windows(2).all(|pair| pair[1] >= pair[0] + 40), "{places:?}");
        });
    }

    #[test]
    fn full_arena_refuses() {
        with_arena(256, |arena| assert_eq!(arena.allocate(layout(512)), None));
    }

    #[test]
    fn freed_neighbours_are_one_piece_again() {
        with_arena(256, |arena| {
            let places: Vec<_> = core::iter::from_fn(|| arena.allocate(layout(32))).collect();
            assert!(places.len() >= 6, "{places:?}");
            for place in places {
                // SAFETY: it was allocated like this, and nothing uses it.
                unsafe { arena.free(place, layout(32)) };
            }
            assert!(arena.allocate(layout(192)).is_some());
        });
    }

    #[test]
    fn last_block_grows_in_place() {
        with_arena(256, |arena| {
            let place = arena.allocate(layout(32)).expect("there is room");
            // SAFETY: it was allocated like this.
            assert!(unsafe { arena.resize(place, layout(32), 128) });
        });
    }

    #[test]
    fn block_before_another_cannot_grow() {
        with_arena(256, |arena| {
            let place = arena.allocate(layout(32)).expect("there is room");
            arena.allocate(layout(32)).expect("there is room");
            // SAFETY: it was allocated like this.
            assert!(!unsafe { arena.resize(place, layout(32), 128) });
        });
    }

    #[test]
    fn trimmed_arena_ends_behind_what_is_in_use() {
        with_parts(1024, |arena, [part, _]| {
            arena.allocate(layout(64)).expect("there is room");
            let left = arena.trim(part);
            assert!((64..128).contains(&left), "{left}");
            assert_eq!(arena.allocate(layout(64)), None);
        });
    }

    #[test]
    fn second_part_is_used_when_the_first_is_full() {
        with_parts(256, |arena, [_, second]| {
            arena.allocate(layout(192)).expect("there is room");
            // SAFETY: see `with_parts`.
            unsafe { arena.add(second) };
            let place = arena.allocate(layout(192)).expect("there is room").as_ptr();
            assert!(place >= second.cast(), "{place:?} {second:?}");
        });
    }

    #[test]
    fn part_that_is_not_in_use_is_trimmed_to_nothing() {
        with_parts(256, |arena, [_, second]| {
            // SAFETY: see `with_parts`.
            unsafe { arena.add(second) };
            arena.allocate(layout(64)).expect("there is room");
            let left = arena.trim(second);
            assert!(left < STEP, "{left}");
        });
    }
}
