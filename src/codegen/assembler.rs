//! From instructions to the bytes of one function: jumps get their size, and the line table follows.
//!
//! A jump takes two bytes or three, depending on how far it goes, which depends on the sizes of others. MicroPython
//! settles this by generating the code again and again until its size stays the same (`py/emitbc.c`). Here the code is
//! generated once, with every jump at its largest, and only the list of jumps, labels and lines is gone over again.

use crate::memory::{Memory, Pool};
use constrictor_bytecode::opcode::{Opcode, Operand};
use constrictor_bytecode::prelude::{LineStep, Prelude, PreludeSize};

/// A label, numbered within its function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label(pub(super) u32);

#[derive(Clone, Copy)]
enum Event {
    /// A jump instruction: where it is while all jumps are large, and whether it turned out small.
    Jump {
        at: u32,
        label: Label,
        distance: i32,
        small: bool,
    },
    Label {
        at: u32,
        label: Label,
    },
    Line {
        at: u32,
        line: u32,
    },
}

/// The bytes a jump takes at most.
const LARGE_JUMP: u32 = 3;

/// A jump goes farther than its instruction can say.
pub(super) struct JumpTooFar;

pub(super) struct Assembler {
    code: Pool<u8>,
    events: Pool<Event>,
    offsets: Pool<u32>,
    output: Pool<u8>,
    last_line: u32,
    memory: Memory,
}

/// What precedes the bytecode of a function.
pub(super) struct Header<'a> {
    pub(super) prelude: Prelude,
    /// Indices of the function's and its parameters' names, encoded.
    pub(super) names: &'a [u8],
    /// The locals that are cells.
    pub(super) cells: &'a [u8],
}

impl Assembler {
    pub(super) fn new(memory: &Memory) -> Self {
        Assembler {
            code: Pool::new(memory),
            events: Pool::new(memory),
            offsets: Pool::new(memory),
            output: Pool::new(memory),
            last_line: 1,
            memory: memory.clone(),
        }
    }

    pub(super) fn start(&mut self) {
        self.code.clear();
        self.events.clear();
        self.last_line = 1;
    }

    /// The code so far, to append to. Jumps and labels go through the other functions.
    #[inline]
    pub(super) fn code(&mut self) -> &mut Pool<u8> {
        &mut self.code
    }

    fn at(&self) -> u32 {
        self.code.len() as u32
    }

    pub(super) fn jump(&mut self, opcode: Opcode, label: Label) {
        self.events.push(Event::Jump { at: self.at(), label, distance: 0, small: false });
        self.code.append(&[opcode.number(), 0, 0]);
    }

    pub(super) fn label(&mut self, label: Label) {
        self.events.push(Event::Label { at: self.at(), label });
    }

    /// What follows comes from `line`. Lines only ever go up.
    #[inline]
    pub(super) fn line(&mut self, line: u32) {
        if line > self.last_line {
            self.last_line = line;
            self.events.push(Event::Line { at: self.at(), line });
        }
    }

    /// The finished function; empty without memory.
    pub(super) fn finish(&mut self, header: &Header<'_>, labels: u32) -> Result<&[u8], JumpTooFar> {
        self.output.clear();
        self.offsets.clear();
        self.offsets.resize(labels as usize, 0);
        if self.memory.exhausted() {
            return Ok(&[]);
        }
        self.place_labels();
        if self.has_hopeless_jump() {
            return Err(JumpTooFar);
        }
        self.settle();
        let info = self.line_table(header);
        self.write(header, info)
    }

    /// Works out where labels are with jumps of the sizes they have now.
    fn place_labels(&mut self) {
        let mut saved = 0;
        for event in self.events.iter() {
            match *event {
                Event::Jump { small, .. } => saved += u32::from(small),
                Event::Label { at, label } => {
                    if let Some(offset) = self.offsets.get_mut(label.0 as usize) {
                        *offset = at - saved;
                    }
                }
                Event::Line { .. } => {}
            }
        }
    }

    /// Whether a jump is too far even if every jump on its way becomes small. Settling the others could then take as
    /// many rounds as there are jumps.
    fn has_hopeless_jump(&self) -> bool {
        // The farthest a jump can go is less than 2^15, and code shrinks to two thirds at best.
        const HOPELESS: u32 = (1 << 15) / 2 * 3 + LARGE_JUMP;
        self.events.iter().any(|event| match *event {
            Event::Jump { at, label, .. } => {
                self.offsets.get(label.0 as usize).is_some_and(|&target| target.abs_diff(at) > HOPELESS)
            }
            _ => false,
        })
    }

    /// Makes jumps small until those that are left do not fit. A jump that fits while the others are large still fits
    /// when they are small, so the order does not matter, and the code ends up as large as MicroPython's, which goes
    /// over all of it with the places of labels from the round before and takes more rounds for it.
    fn settle(&mut self) {
        loop {
            self.place_labels();
            let (mut saved, mut changed) = (0, false);
            for event in self.events.iter_mut() {
                let Event::Jump { at, label, distance, small } = event else { continue };
                let target = self.offsets.get(label.0 as usize).copied().unwrap_or(0);
                let far = i64::from(target) - i64::from(*at - saved) - 2;
                let fits = if is_signed(self.code[*at as usize]) {
                    (-64..=63).contains(&far)
                } else {
                    (0..=127).contains(&far)
                };
                *distance = (far - i64::from(!*small)) as i32;
                saved += u32::from(*small);
                if fits && !*small {
                    *small = true;
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// Writes names and line table to the output and returns their size.
    fn line_table(&mut self, header: &Header<'_>) -> u32 {
        self.output.clear();
        self.output.append(header.names);
        let (mut saved, mut last_at, mut last_line) = (0, 0, 1);
        for event in self.events.iter() {
            match *event {
                Event::Jump { small, .. } => saved += u32::from(small),
                Event::Line { at, line } => {
                    let at = at - saved;
                    LineStep { bytes: at - last_at, lines: line - last_line }.write(&mut self.output);
                    (last_at, last_line) = (at, line);
                }
                Event::Label { .. } => {}
            }
        }
        self.output.len() as u32
    }

    fn write(&mut self, header: &Header<'_>, info: u32) -> Result<&[u8], JumpTooFar> {
        // The output holds names and line table; the head goes in front of them.
        let info_end = self.output.len();
        header.prelude.write(&mut self.output);
        PreludeSize { n_info: info, n_cells: header.cells.len() as u32 }.write(&mut self.output);
        self.output.rotate_left(info_end);
        self.output.append(header.cells);
        let mut copied = 0;
        for event in self.events.iter() {
            let Event::Jump { at, distance, small, .. } = *event else { continue };
            self.output.append(&self.code[copied..=at as usize]);
            copied = (at + LARGE_JUMP) as usize;
            let signed = is_signed(self.code[at as usize]);
            if small {
                self.output.push((distance + if signed { 0x40 } else { 0 }) as u8);
            } else {
                let biased = distance + if signed { 0x4000 } else { 0 };
                if !(0..=0x7fff).contains(&biased) {
                    return Err(JumpTooFar);
                }
                self.output.append(&[0x80 | (biased & 0x7f) as u8, (biased >> 7) as u8]);
            }
        }
        self.output.append(&self.code[copied..]);
        Ok(&self.output)
    }
}

fn is_signed(opcode: u8) -> bool {
    Opcode::decode(opcode).is_some_and(|(opcode, _)| {
        matches!(opcode.operand(), Operand::SignedLabel | Operand::SignedLabelThenByte)
    })
}
