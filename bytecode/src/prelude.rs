//! The start of a function's code: the prelude that says how to call it, and the
//! table that maps its bytecode to source lines. Both are packed bit by bit, as
//! MicroPython's py/bc.h lays out.

/// The function is a generator.
pub const FLAG_GENERATOR: u8 = 1;
/// The function takes `**keywords`.
pub const FLAG_VARKEYWORDS: u8 = 2;
/// The function takes `*arguments`.
pub const FLAG_VARARGS: u8 = 4;
/// Some keyword-only parameter has a default.
pub const FLAG_DEFKWARGS: u8 = 8;

/// Why a prelude could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreludeError {
    /// The code ends within the prelude.
    Truncated,
    /// A field's value is too large to be real.
    TooLarge,
}

/// How to call a function: the size of its frame and the shape of its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Prelude {
    /// Slots for local variables and the value stack; at least 1.
    pub n_state: u32,
    /// Exception blocks that can be open at once.
    pub n_exc_stack: u32,
    /// The `FLAG_` bits that hold.
    pub scope_flags: u8,
    /// Positional parameters.
    pub n_pos_args: u32,
    /// Keyword-only parameters.
    pub n_kwonly_args: u32,
    /// Positional parameters that have defaults.
    pub n_def_pos_args: u32,
}

impl Prelude {
    /// Whether all of `flags` hold.
    pub const fn has(&self, flags: u8) -> bool {
        self.scope_flags & flags == flags
    }

    /// Appends the encoded prelude. A state size of 0 is written as 1, and only
    /// the four `FLAG_` bits are written.
    pub fn write(&self, out: &mut impl Extend<u8>) {
        let mut state = self.n_state.saturating_sub(1);
        let mut exceptions = self.n_exc_stack;
        let mut flags = u32::from(self.scope_flags & 0xf);
        let mut positional = self.n_pos_args;
        let mut keyword_only = self.n_kwonly_args;
        let mut defaults = self.n_def_pos_args;

        // The first byte has room for small values of the commonest fields; each
        // further byte takes the next bit or two of every field.
        let mut byte = (state & 0xf) << 3 | (exceptions & 1) << 2 | positional & 3;
        state >>= 4;
        exceptions >>= 1;
        positional >>= 2;
        while state | exceptions | flags | positional | keyword_only | defaults != 0 {
            out.extend([byte as u8 | 0x80]);
            byte = (flags & 1) << 6
                | (state & 3) << 4
                | (keyword_only & 1) << 3
                | (positional & 1) << 2
                | (exceptions & 1) << 1
                | defaults & 1;
            flags >>= 1;
            state >>= 2;
            keyword_only >>= 1;
            positional >>= 1;
            exceptions >>= 1;
            defaults >>= 1;
        }
        out.extend([byte as u8]);
    }

    /// Reads a prelude off the front of `code`: the prelude and its length.
    pub fn read(code: &[u8]) -> Result<(Prelude, usize), PreludeError> {
        let first = u32::from(*code.first().ok_or(PreludeError::Truncated)?);
        let mut state = first >> 3 & 0xf;
        let mut exceptions = first >> 2 & 1;
        let mut flags = 0;
        let mut positional = first & 3;
        let mut keyword_only = 0;
        let mut defaults = 0;
        let mut length = 1;
        let mut more = first & 0x80 != 0;
        while more {
            let byte = u32::from(*code.get(length).ok_or(PreludeError::Truncated)?);
            // Twelve such bytes bring the state size to 28 bits; no field can
            // overflow, and no real function needs as many.
            if length > 12 {
                return Err(PreludeError::TooLarge);
            }
            let n = length - 1;
            state |= (byte >> 4 & 3) << (4 + 2 * n);
            exceptions |= (byte >> 1 & 1) << (1 + n);
            flags |= (byte >> 6 & 1) << n;
            positional |= (byte >> 2 & 1) << (2 + n);
            keyword_only |= (byte >> 3 & 1) << n;
            defaults |= (byte & 1) << n;
            length += 1;
            more = byte & 0x80 != 0;
        }
        let prelude = Prelude {
            n_state: state + 1,
            n_exc_stack: exceptions,
            scope_flags: u8::try_from(flags).map_err(|_| PreludeError::TooLarge)?,
            n_pos_args: positional,
            n_kwonly_args: keyword_only,
            n_def_pos_args: defaults,
        };
        Ok((prelude, length))
    }
}

/// The second part of a prelude: how long the sections before the bytecode are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PreludeSize {
    /// Bytes of the function's name, its parameters' names, and its line table.
    pub n_info: u32,
    /// Parameters and local variables that live in cells, a byte each.
    pub n_cells: u32,
}

impl PreludeSize {
    /// Appends the encoded sizes.
    pub fn write(&self, out: &mut impl Extend<u8>) {
        let (mut info, mut cells) = (self.n_info, self.n_cells);
        loop {
            let byte = ((info & 0x3f) << 1 | cells & 1) as u8;
            info >>= 6;
            cells >>= 1;
            if info | cells == 0 {
                out.extend([byte]);
                return;
            }
            out.extend([byte | 0x80]);
        }
    }

    /// Reads the sizes off the front of `code`: the sizes and their length.
    pub fn read(code: &[u8]) -> Result<(PreludeSize, usize), PreludeError> {
        let (mut n_info, mut n_cells) = (0_u32, 0_u32);
        for (n, &byte) in code.iter().enumerate() {
            let info = u32::from(byte >> 1 & 0x3f);
            let shift = 6 * n as u32;
            // Cells grow by a bit a byte and so stay small for longer; the bytes
            // that are for them alone must leave `n_info` as it is.
            if n >= 31 || info.leading_zeros() < shift && info != 0 {
                return Err(PreludeError::TooLarge);
            }
            n_info |= info.checked_shl(shift).unwrap_or(0);
            n_cells |= u32::from(byte & 1) << n;
            if byte & 0x80 == 0 {
                return Ok((PreludeSize { n_info, n_cells }, n + 1));
            }
        }
        Err(PreludeError::Truncated)
    }
}

/// One step of a line table: how far to go on in the bytecode, and by how many
/// lines the source goes on there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LineStep {
    /// Bytes of bytecode to skip.
    pub bytes: u32,
    /// Source lines to skip.
    pub lines: u32,
}

impl LineStep {
    /// Appends the encoded step, or nothing for a step that goes nowhere.
    ///
    /// A step has a short form (a byte: up to 3 lines and 31 bytes) and a long one
    /// (two bytes: up to 2047 lines and 15 bytes). What exceeds one of them is
    /// spread over several, chosen exactly as MicroPython does (py/emitbc.c).
    pub fn write(self, out: &mut impl Extend<u8>) {
        let LineStep { mut bytes, mut lines } = self;
        while bytes > 0 || lines > 0 {
            let (b, l) = if lines <= 6 || bytes > 0xf {
                let b = bytes.min(0x1f);
                // Lines only count once all the bytes are skipped.
                let l = if b < bytes { 0 } else { lines.min(3) };
                out.extend([(b | l << 5) as u8]);
                (b, l)
            } else {
                let (b, l) = (bytes.min(0xf), lines.min(0x7ff));
                out.extend([(0x80 | b | l >> 4 & 0x70) as u8]);
                out.extend([l as u8]);
                (b, l)
            };
            bytes -= b;
            lines -= l;
        }
    }
}

/// Reads a line table step by step.
#[derive(Clone, Debug)]
pub struct LineSteps<'a> {
    table: &'a [u8],
}

impl<'a> LineSteps<'a> {
    /// A reader of a function's line table, without what precedes it.
    pub const fn new(table: &'a [u8]) -> Self {
        LineSteps { table }
    }
}

/// Gives each step as stored; a long form whose second byte is missing ends the
/// table.
impl Iterator for LineSteps<'_> {
    type Item = LineStep;

    fn next(&mut self) -> Option<LineStep> {
        let (step, rest) = match *self.table {
            [first @ ..0x80, ref rest @ ..] => {
                (LineStep { bytes: (first & 0x1f).into(), lines: (first >> 5).into() }, rest)
            }
            [first, second, ref rest @ ..] => {
                let lines = u32::from(first & 0x70) << 4 | u32::from(second);
                (LineStep { bytes: (first & 0xf).into(), lines }, rest)
            }
            _ => return None,
        };
        self.table = rest;
        Some(step)
    }
}

/// The source line, from 1, of the instruction at `offset` in a function's
/// bytecode, by its line table.
pub fn source_line(table: &[u8], offset: u32) -> u32 {
    let (mut line, mut left) = (1_u32, offset);
    for step in LineSteps::new(table) {
        let Some(next) = left.checked_sub(step.bytes) else {
            break;
        };
        left = next;
        line = line.saturating_add(step.lines);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use alloc::vec::Vec;
    use proptest::prelude::*;

    const PLAIN: Prelude = Prelude {
        n_state: 1,
        n_exc_stack: 0,
        scope_flags: 0,
        n_pos_args: 0,
        n_kwonly_args: 0,
        n_def_pos_args: 0,
    };

    fn prelude(prelude: Prelude) -> Vec<u8> {
        let mut out = Vec::new();
        prelude.write(&mut out);
        out
    }

    fn size(n_info: u32, n_cells: u32) -> Vec<u8> {
        let mut out = Vec::new();
        PreludeSize { n_info, n_cells }.write(&mut out);
        out
    }

    fn step(bytes: u32, lines: u32) -> Vec<u8> {
        let mut out = Vec::new();
        LineStep { bytes, lines }.write(&mut out);
        out
    }

    #[test]
    fn a_small_prelude_takes_one_byte() {
        let small = Prelude { n_state: 16, n_exc_stack: 1, n_pos_args: 3, ..PLAIN };
        assert_eq!(prelude(PLAIN), [0x00]);
        assert_eq!(prelude(small), [0x7f]);
    }

    #[test]
    fn flags_go_one_bit_a_byte() {
        let generator = Prelude { scope_flags: FLAG_GENERATOR, ..PLAIN };
        let defaults = Prelude { scope_flags: FLAG_DEFKWARGS, ..PLAIN };
        assert_eq!(prelude(generator), [0x80, 0x40]);
        assert_eq!(prelude(defaults), [0x80, 0x80, 0x80, 0x80, 0x40]);
    }

    #[test]
    fn every_field_has_its_bits_in_the_second_byte() {
        let full = Prelude {
            n_state: 1 + 0x30,
            n_exc_stack: 2,
            scope_flags: 1,
            n_pos_args: 4,
            n_kwonly_args: 1,
            n_def_pos_args: 1,
        };
        assert_eq!(prelude(full), [0x80, 0x7f]);
    }

    #[test]
    fn a_cut_prelude_is_truncated() {
        assert_eq!(Prelude::read(&[0x80]), Err(PreludeError::Truncated));
        assert_eq!(PreludeSize::read(&[]), Err(PreludeError::Truncated));
    }

    #[test]
    fn an_endless_prelude_is_too_large() {
        assert_eq!(Prelude::read(&[0xff; 40]), Err(PreludeError::TooLarge));
        assert_eq!(PreludeSize::read(&[0x81; 40]), Err(PreludeError::TooLarge));
    }

    #[test]
    fn sizes_share_their_bytes() {
        assert_eq!(size(1, 0), [0x02]);
        assert_eq!(size(63, 1), [0x7f]);
        assert_eq!(size(64, 0), [0x80, 0x02]);
        assert_eq!(size(1, 2), [0x82, 0x01]);
    }

    #[test]
    fn few_lines_take_the_short_form() {
        assert_eq!(step(31, 3), [0x7f]);
        assert_eq!(step(5, 6), [0x65, 0x60]);
    }

    #[test]
    fn many_lines_take_the_long_form() {
        assert_eq!(step(5, 7), [0x85, 0x07]);
        assert_eq!(step(15, 2047), [0xff, 0xff]);
        assert_eq!(step(0, 2048), [0xf0, 0xff, 0x20]);
    }

    #[test]
    fn bytes_are_skipped_before_lines() {
        assert_eq!(step(40, 100), [0x1f, 0x89, 0x64]);
    }

    #[test]
    fn a_cut_long_form_ends_the_table() {
        assert_eq!(LineSteps::new(&[0x21, 0x81]).count(), 1);
    }

    #[test]
    fn a_line_starts_where_its_step_ends() {
        let table = [0x44, 0x23]; // 4 bytes, 2 lines; 3 bytes, 1 line
        let lines: Vec<_> = [0, 3, 4, 6, 7, 99].map(|at| source_line(&table, at)).into();
        assert_eq!(lines, vec![1, 1, 3, 3, 4, 4]);
    }

    prop_compose! {
        fn any_prelude()(
            n_state in 1..=1_u32 << 28,
            n_exc_stack in 0..1_u32 << 13,
            scope_flags in 0..16_u8,
            n_pos_args in 0..1_u32 << 14,
            n_kwonly_args in 0..1_u32 << 12,
            n_def_pos_args in 0..1_u32 << 12,
        ) -> Prelude {
            Prelude { n_state, n_exc_stack, scope_flags, n_pos_args, n_kwonly_args, n_def_pos_args }
        }
    }

    proptest! {
        #[test]
        fn preludes_round_trip(value in any_prelude()) {
            let bytes = prelude(value);
            prop_assert_eq!(Prelude::read(&bytes), Ok((value, bytes.len())));
        }

        #[test]
        fn sizes_round_trip(n_info: u32, n_cells in 0..1_u32 << 31) {
            let bytes = size(n_info, n_cells);
            let sizes = PreludeSize { n_info, n_cells };
            prop_assert_eq!(PreludeSize::read(&bytes), Ok((sizes, bytes.len())));
        }

        #[test]
        fn steps_add_up(bytes in 0..100_000_u32, lines in 0..100_000_u32) {
            let table = step(bytes, lines);
            let sum = LineSteps::new(&table).fold((0, 0), |(b, l), step| {
                (b + step.bytes, l + step.lines)
            });
            prop_assert_eq!(sum, (bytes, lines));
        }

        #[test]
        fn any_bytes_read(code: Vec<u8>) {
            let _ = Prelude::read(&code);
            let _ = PreludeSize::read(&code);
            source_line(&code, u32::MAX);
        }
    }
}
