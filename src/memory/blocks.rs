//! Records in blocks: what a tree is made of where memory is small.

use super::{Memory, Pool};
use alloc::vec::Vec;
use core::ops::{Index, IndexMut};

/// How many records a block holds, as a power of two. There is a block for every kind of records that is not full.
const BLOCK_BITS: u32 = 4;
const BLOCK_LEN: usize = 1 << BLOCK_BITS;

/// Records that draw on a [`Memory`] and are in blocks of one size. They stay where they are, so that growing takes no more
/// memory than is kept, and finds it in pieces. To look one up takes longer than in a [`Pool`], so that it is for machines
/// on which memory is what is scarce.
#[derive(Debug)]
pub(crate) struct Blocks<T> {
    blocks: Pool<Vec<T>>,
    len: usize,
}

impl<T> Blocks<T> {
    pub(crate) fn new(memory: &Memory) -> Self {
        Blocks { blocks: Pool::new(memory), len: 0 }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Appends `item` and returns its index; returns 0 and drops the item where there is no memory.
    #[inline]
    pub(crate) fn push(&mut self, item: T) -> u32 {
        if self.len == self.blocks.len() << BLOCK_BITS && !self.add_block() {
            return 0;
        }
        if let Some(block) = self.blocks.last_mut() {
            // There is room, as the block is not full.
            block.push(item);
        }
        self.len += 1;
        (self.len - 1) as u32
    }

    #[inline(never)]
    fn add_block(&mut self) -> bool {
        let mut block = Vec::new();
        if !self.blocks.reserve(1) || !self.blocks.memory.charge(Self::BLOCK_SIZE) {
            return false;
        }
        if block.try_reserve_exact(BLOCK_LEN).is_err() {
            self.blocks.memory.release(Self::BLOCK_SIZE);
            self.blocks.memory.mark_exhausted();
            return false;
        }
        self.blocks.push(block);
        true
    }

    const BLOCK_SIZE: usize = size_of::<T>() * BLOCK_LEN;

    #[inline]
    pub(crate) fn get(&self, index: usize) -> Option<&T> {
        self.blocks.get(index >> BLOCK_BITS)?.get(index % BLOCK_LEN)
    }

    #[cfg(any(feature = "diagnose", feature = "lint", feature = "render"))]
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + Clone + '_ {
        self.blocks.iter().flatten()
    }
}

impl<T> Index<usize> for Blocks<T> {
    type Output = T;
    #[inline]
    fn index(&self, index: usize) -> &T {
        &self.blocks[index >> BLOCK_BITS][index % BLOCK_LEN]
    }
}

impl<T> IndexMut<usize> for Blocks<T> {
    #[inline]
    fn index_mut(&mut self, index: usize) -> &mut T {
        &mut self.blocks[index >> BLOCK_BITS][index % BLOCK_LEN]
    }
}

impl<T> Drop for Blocks<T> {
    fn drop(&mut self) {
        self.blocks.memory.release(self.blocks.len() * Self::BLOCK_SIZE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_found_by_their_numbers() {
        let mut records = Blocks::new(&Memory::new(usize::MAX));
        let numbers: Vec<u32> = (0..3 * BLOCK_LEN).map(|item| records.push(item)).collect();
        assert!(numbers.iter().all(|&number| records[number as usize] == number as usize));
    }

    #[test]
    fn record_that_is_not_there_is_not_found() {
        let mut records = Blocks::new(&Memory::new(usize::MAX));
        (0..BLOCK_LEN).for_each(|item| _ = records.push(item));
        assert_eq!(records.get(BLOCK_LEN), None);
    }

    #[test]
    fn records_that_cannot_grow_stay() {
        let memory = Memory::new(4096);
        let mut records = Blocks::new(&memory);
        (0..4096).for_each(|item| _ = records.push(item));
        assert!(memory.exhausted() && records.len() > 0 && records.len() % BLOCK_LEN == 0);
    }

    #[test]
    fn dropping_records_gives_their_memory_back() {
        let memory = Memory::new(400);
        for _ in 0..3 {
            let mut records = Blocks::new(&memory);
            records.push(1u64);
        }
        assert!(!memory.exhausted());
    }

    #[cfg(any(feature = "diagnose", feature = "lint", feature = "render"))]
    #[test]
    fn records_come_in_the_order_of_their_numbers() {
        let mut records = Blocks::new(&Memory::new(usize::MAX));
        (0..2 * BLOCK_LEN).for_each(|item| _ = records.push(item));
        assert!(records.iter().copied().eq(0..2 * BLOCK_LEN));
    }
}
