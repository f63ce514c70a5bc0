//! Where globals, attributes and methods were found the last time, by instruction.

use crate::value::Word;

/// What one instruction found.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    /// The address of the instruction.
    pub(crate) at: usize,
    /// The count of changes when it was found.
    pub(crate) epoch: usize,
    /// What it was found in or for: a class, a kind.
    pub(crate) owner: usize,
    /// What was found, or where: see the instruction.
    pub(crate) word: Word,
    pub(crate) place: usize,
}

const EMPTY: Entry = Entry { at: 0, epoch: 0, owner: 0, word: None, place: 0 };

/// How many instructions are remembered. Boards have little memory, and small programs.
const SIZE: usize = match (cfg!(feature = "cache"), cfg!(target_pointer_width = "64")) {
    (false, _) => 1,
    (true, false) => 64,
    (true, true) => 512,
};

/// A table of what instructions found, direct mapped.
pub(crate) struct Cache {
    entries: [Entry; SIZE],
}

impl Cache {
    pub(crate) fn new() -> Cache {
        Cache { entries: [EMPTY; SIZE] }
    }

    /// The entry for an instruction, which may be that of another one.
    #[inline(always)]
    pub(crate) fn entry(&mut self, at: *const u8) -> &mut Entry {
        let address = at as usize;
        // There may be a single entry.
        #[allow(clippy::modulo_one)]
        &mut self.entries[(address ^ address >> SIZE.ilog2()) % SIZE]
    }

    /// Forgets all; what was found may be gone.
    pub(crate) fn clear(&mut self) {
        self.entries = [EMPTY; SIZE];
    }
}
