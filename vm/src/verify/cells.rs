//! The scratch memory of the verifier: a cell for every byte of the bytecode.
//!
//! The cell of an instruction's first byte holds the layout of the stack it is reached
//! with. That of the second byte of a jump holds a link of the list of jumps yet to follow.

use super::Reason;
use constrictor_bytecode::instructions::CodeErrorKind;

/// What an instruction finds: how deep the operand stack is, and the innermost block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State {
    pub(super) depth: u32,
    pub(super) block: Block,
}

/// A loop or exception block, named by the instruction that opened it: its offset plus 1,
/// or 0 outside of all blocks. The blocks around it are those of that instruction's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) opened: u32,
    pub(super) stage: Stage,
}

/// How far an exception block has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Its body runs. Loops stay at this stage.
    Body = 0,
    /// Its handler runs, and what the handler was entered with is on the stack.
    Entered = 1,
    /// Its handler runs and has taken the exception off the stack.
    Caught = 2,
}

impl Block {
    pub(super) const NONE: Block = Block { opened: 0, stage: Stage::Body };

    /// The offset of the instruction that opened the block, if this is one.
    pub(super) fn opener(self) -> Option<usize> {
        self.opened.checked_sub(1).map(|at| at as usize)
    }
}

/// The byte starts an instruction.
const START: u32 = 1 << 31;
/// A path to the instruction was found.
const REACHED: u32 = 1 << 30;
/// The paths on from the instruction were followed.
const DONE: u32 = 1 << 29;
const STAGE_SHIFT: u32 = 27;
/// The stage of instructions that only run as a part of a larger shape.
const INSIDE: u32 = 3;
/// The bits that a block's opener and a depth share.
const VALUE_BITS: u32 = 27;
const VALUE: u32 = (1 << VALUE_BITS) - 1;

pub(super) struct Cells<'a> {
    cells: &'a mut [u32],
    /// How many bits of a cell name a block; the rest are the depth. None if depths are
    /// in cells of their own, behind the others.
    block_bits: Option<u32>,
    length: usize,
}

/// How many bits of a cell name a block, if the depth fits beside it.
fn block_bits(length: usize, n_state: u32) -> Option<u32> {
    let bits = usize::BITS - length.leading_zeros();
    let depth_bits = u32::BITS - n_state.leading_zeros();
    (bits + depth_bits <= VALUE_BITS).then_some(bits)
}

/// How many cells there have to be for a bytecode's length and a frame's size.
pub(super) fn needed(length: usize, n_state: u32) -> usize {
    if block_bits(length, n_state).is_some() { length } else { length.saturating_mul(2) }
}

impl<'a> Cells<'a> {
    pub(super) fn new(scratch: &'a mut [u32], length: usize, n_state: u32) -> Result<Self, Reason> {
        if length > VALUE as usize {
            return Err(CodeErrorKind::TooLarge.into());
        }
        let cells = scratch.get_mut(..needed(length, n_state)).ok_or(Reason::Scratch)?;
        cells.fill(0);
        Ok(Cells { cells, block_bits: block_bits(length, n_state), length })
    }

    pub(super) fn mark_start(&mut self, at: usize) {
        self.cells[at] = START;
    }

    fn has(&self, at: usize, flag: u32) -> bool {
        self.cells[..self.length].get(at).is_some_and(|cell| cell & flag != 0)
    }

    pub(super) fn is_start(&self, at: usize) -> bool {
        self.has(at, START)
    }

    pub(super) fn is_reached(&self, at: usize) -> bool {
        self.has(at, START) && self.has(at, REACHED)
    }

    pub(super) fn is_done(&self, at: usize) -> bool {
        self.has(at, START) && self.has(at, DONE)
    }

    pub(super) fn set_done(&mut self, at: usize) {
        self.cells[at] |= DONE;
    }

    /// Makes an instruction that no path has reached a part of a larger shape.
    pub(super) fn enclose(&mut self, at: usize) -> Result<(), Reason> {
        if !self.is_start(at) || self.is_reached(at) {
            return Err(Reason::Conflict);
        }
        self.cells[at] = START | REACHED | DONE | INSIDE << STAGE_SHIFT;
        Ok(())
    }

    /// The state an instruction was reached with, or `None` inside a larger shape.
    pub(super) fn state(&self, at: usize) -> Option<State> {
        let cell = self.cells[at];
        let stage = match cell >> STAGE_SHIFT & 3 {
            0 => Stage::Body,
            1 => Stage::Entered,
            2 => Stage::Caught,
            _ => return None,
        };
        let value = cell & VALUE;
        let (opened, depth) = match self.block_bits {
            Some(bits) => (value & ((1 << bits) - 1), value >> bits),
            None => (value, self.cells[self.length + at]),
        };
        Some(State { depth, block: Block { opened, stage } })
    }

    /// Records the state that an instruction is reached with for the first time.
    pub(super) fn set_state(&mut self, at: usize, state: State) {
        let opened = state.block.opened;
        let value = match self.block_bits {
            Some(bits) => opened | state.depth << bits,
            None => {
                self.cells[self.length + at] = state.depth;
                opened
            }
        };
        self.cells[at] = START | REACHED | (state.block.stage as u32) << STAGE_SHIFT | value;
    }

    /// The link kept with the jump at `at`.
    pub(super) fn link(&self, at: usize) -> u32 {
        self.cells[at + 1]
    }

    pub(super) fn set_link(&mut self, at: usize, link: u32) {
        self.cells[at + 1] = link;
    }
}
