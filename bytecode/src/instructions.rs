//! Taking a function's code apart: its sections, and its instructions one by one.
//! Damaged code gives an error, never a panic.

use crate::module::Function;
use crate::opcode::{Opcode, Operand, SMALL_INT_MULTI_EXCESS};
use crate::prelude::{LineSteps, Prelude, PreludeError, PreludeSize, source_line};
use crate::varint::{self, VarintError};
use core::fmt;

/// What is wrong with a function's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeErrorKind {
    /// The code ends within its prelude or an instruction.
    Truncated,
    /// No opcode has this number.
    UnknownOpcode(u8),
    /// A number is too large to be real.
    TooLarge,
    /// A jump leads out of the function.
    JumpOutside,
    /// A jump leads into the middle of an instruction.
    JumpInside,
    /// The module has no name of this index.
    NoName(u32),
    /// The module has no constant of this index.
    NoConstant(u32),
    /// The function has no child of this index.
    NoChild(u32),
}

/// An error in a function's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeError {
    /// Where: an offset into the section at hand, the bytecode for instructions
    /// and the whole code for [`Function::parts`].
    pub offset: usize,
    /// What is wrong.
    pub kind: CodeErrorKind,
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "damaged code at offset {}: {}", self.offset, self.kind)
    }
}

impl fmt::Display for CodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CodeErrorKind::Truncated => f.write_str("it ends too early"),
            CodeErrorKind::UnknownOpcode(byte) => write!(f, "no opcode has number 0x{byte:02x}"),
            CodeErrorKind::TooLarge => f.write_str("a number is too large"),
            CodeErrorKind::JumpOutside => f.write_str("a jump leads out of the function"),
            CodeErrorKind::JumpInside => f.write_str("a jump leads into the middle of an instruction"),
            CodeErrorKind::NoName(index) => write!(f, "no name has index {index}"),
            CodeErrorKind::NoConstant(index) => write!(f, "no constant has index {index}"),
            CodeErrorKind::NoChild(index) => write!(f, "no child has index {index}"),
        }
    }
}

impl core::error::Error for CodeError {}

impl From<VarintError> for CodeErrorKind {
    fn from(error: VarintError) -> Self {
        match error {
            VarintError::Truncated => CodeErrorKind::Truncated,
            VarintError::TooLarge => CodeErrorKind::TooLarge,
        }
    }
}

impl From<PreludeError> for CodeErrorKind {
    fn from(error: PreludeError) -> Self {
        match error {
            PreludeError::Truncated => CodeErrorKind::Truncated,
            PreludeError::TooLarge => CodeErrorKind::TooLarge,
        }
    }
}

/// The sections of a function's code (MicroPython, py/bc.h).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// How to call the function.
    pub prelude: Prelude,
    /// The function's own name, as an index into the module's names.
    pub name: u32,
    /// The bytes of the prelude.
    pub prelude_len: usize,
    /// The bytes of the function's name and its parameters' names.
    pub names_len: usize,
    /// The varints of the parameters' names.
    parameters: &'a [u8],
    /// The line table; see [`LineSteps`].
    pub lines: &'a [u8],
    /// The local variables that live in cells, a number each.
    pub cells: &'a [u8],
    /// The instructions.
    pub bytecode: &'a [u8],
}

impl<'a> Parts<'a> {
    /// Takes code apart into its sections. In a native function they begin at its
    /// prelude, and there are no instructions.
    pub fn read(code: &'a [u8]) -> Result<Parts<'a>, CodeError> {
        let mut rest = code;
        read_parts(&mut rest).map_err(|kind| CodeError { offset: code.len() - rest.len(), kind })
    }

    /// The names of the parameters, positional ones first, as indices into the
    /// module's names.
    pub fn parameters(&self) -> impl Iterator<Item = u32> + use<'a> {
        let mut rest = self.parameters;
        core::iter::from_fn(move || read_u32(&mut rest).ok())
    }

    /// The steps of the line table.
    pub fn line_steps(&self) -> LineSteps<'a> {
        LineSteps::new(self.lines)
    }

    /// The source line of the instruction at an offset into the bytecode.
    pub fn source_line(&self, offset: u32) -> u32 {
        source_line(self.lines, offset)
    }

    /// The instructions, in order.
    pub fn instructions(&self) -> Instructions<'a> {
        Instructions::new(self.bytecode)
    }
}

impl Function {
    /// Takes the code apart into its sections.
    pub fn parts(&self) -> Result<Parts<'_>, CodeError> {
        Parts::read(&self.code)
    }
}

/// [`Function::parts`], leaving `rest` where it stopped.
fn read_parts<'a>(rest: &mut &'a [u8]) -> Result<Parts<'a>, CodeErrorKind> {
    let before = rest.len();
    let (prelude, length) = Prelude::read(rest)?;
    take(rest, length)?;
    let (size, length) = PreludeSize::read(rest)?;
    take(rest, length)?;
    let prelude_len = before - rest.len();

    let mut info = *rest;
    let mut info = take(&mut info, size.n_info as usize)?;
    let name = read_u32(&mut info)?;
    let names = info;
    for _ in 0..prelude.n_pos_args + prelude.n_kwonly_args {
        read_u32(&mut info)?;
    }
    let parameters = &names[..names.len() - info.len()];

    let names_len = size.n_info as usize - info.len();

    take(rest, size.n_info as usize)?;
    let cells = take(rest, size.n_cells as usize)?;
    Ok(Parts { prelude, name, prelude_len, names_len, parameters, lines: info, cells, bytecode: rest })
}

/// Takes the first `count` bytes off `rest`.
fn take<'a>(rest: &mut &'a [u8], count: usize) -> Result<&'a [u8], CodeErrorKind> {
    let (taken, left) = rest.split_at_checked(count).ok_or(CodeErrorKind::Truncated)?;
    *rest = left;
    Ok(taken)
}

/// Takes an unsigned varint of at most 32 bits off `rest`.
fn read_u32(rest: &mut &[u8]) -> Result<u32, CodeErrorKind> {
    let (value, length) = varint::read_unsigned(rest)?;
    let value = u32::try_from(value).map_err(|_| CodeErrorKind::TooLarge)?;
    *rest = &rest[length..];
    Ok(value)
}

/// One instruction, decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// Where it starts in the bytecode.
    pub offset: usize,
    /// Where the next one starts.
    pub next: usize,
    /// What it does.
    pub opcode: Opcode,
    /// Its operand, 0 if it has none: the index or number, for small ints their
    /// value (embedded ones too), for jumps the offset they lead to.
    pub arg: i64,
    /// Its trailing byte, 0 if it has none.
    pub extra: u8,
}

impl Instruction {
    /// Decodes the instruction that starts at an offset into a function's bytecode.
    ///
    /// # Errors
    ///
    /// The instruction is unknown or incomplete, has too large an operand, or jumps out of the code.
    pub fn at(bytecode: &[u8], offset: usize) -> Result<Instruction, CodeErrorKind> {
        let mut rest = bytecode.get(offset..).unwrap_or_default();
        let byte = take(&mut rest, 1)?[0];
        let (opcode, embedded) = Opcode::decode(byte).ok_or(CodeErrorKind::UnknownOpcode(byte))?;
        let arg = match opcode.operand() {
            Operand::None => 0,
            Operand::Embedded if opcode == Opcode::LoadConstSmallIntMulti => {
                i64::from(embedded) - i64::from(SMALL_INT_MULTI_EXCESS)
            }
            Operand::Embedded => embedded.into(),
            Operand::SmallInt => {
                let (value, length) = varint::read_signed(rest)?;
                rest = &rest[length..];
                value
            }
            Operand::Name | Operand::Uint | Operand::Constant | Operand::Child | Operand::ChildThenByte => {
                read_u32(&mut rest)?.into()
            }
            Operand::SignedLabel | Operand::SignedLabelThenByte => label(bytecode, &mut rest, 0x40, 0x4000)?,
            Operand::UnsignedLabel => label(bytecode, &mut rest, 0, 0)?,
        };
        let extra = match opcode.operand().has_extra_byte() {
            true => take(&mut rest, 1)?[0],
            false => 0,
        };
        Ok(Instruction { offset, next: bytecode.len() - rest.len(), opcode, arg, extra })
    }

    /// Where a jump leads, as an offset into the bytecode.
    pub fn target(&self) -> Option<usize> {
        let target = usize::try_from(self.arg).ok();
        target.filter(|_| self.opcode.operand().is_label())
    }
}

/// Takes a jump's distance off `rest`, in one or two bytes each with its own
/// bias, and gives the offset it leads to. Distances count from their own end.
fn label(bytecode: &[u8], rest: &mut &[u8], bias1: i64, bias2: i64) -> Result<i64, CodeErrorKind> {
    let low = i64::from(take(rest, 1)?[0]);
    let distance = match low {
        0..0x80 => low - bias1,
        _ => (low & 0x7f | i64::from(take(rest, 1)?[0]) << 7) - bias2,
    };
    let target = (bytecode.len() - rest.len()) as i64 + distance;
    match usize::try_from(target) {
        Ok(inside) if inside < bytecode.len() => Ok(target),
        _ => Err(CodeErrorKind::JumpOutside),
    }
}

/// Decodes bytecode instruction by instruction. After an error there are no more.
#[derive(Clone, Debug)]
pub struct Instructions<'a> {
    bytecode: &'a [u8],
    offset: usize,
}

impl<'a> Instructions<'a> {
    /// The instructions of a function's bytecode, without what precedes it.
    pub const fn new(bytecode: &'a [u8]) -> Self {
        Instructions { bytecode, offset: 0 }
    }
}

impl Iterator for Instructions<'_> {
    type Item = Result<Instruction, CodeError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.offset >= self.bytecode.len() {
            return None;
        }
        let decoded = Instruction::at(self.bytecode, self.offset)
            .map_err(|kind| CodeError { offset: self.offset, kind });
        self.offset = match decoded {
            Ok(instruction) => instruction.next,
            Err(_) => self.bytecode.len(),
        };
        Some(decoded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;
    use proptest::prelude::*;

    fn first(bytecode: &[u8]) -> Result<Instruction, CodeErrorKind> {
        let decoded = Instructions::new(bytecode).next();
        decoded.expect("there is bytecode").map_err(|error| error.kind)
    }

    fn arg(bytecode: &[u8]) -> i64 {
        first(bytecode).expect("the code is sound").arg
    }

    #[test]
    fn small_ints_have_their_value() {
        assert_eq!(arg(&[0x70]), -16);
        assert_eq!(arg(&[0xaf]), 47);
        assert_eq!(arg(&[0x22, 0x80, 0x40]), 64);
        assert_eq!(arg(&[0x22, 0x6f]), -17);
    }

    #[test]
    fn short_jumps_count_from_their_end() {
        assert_eq!(arg(&[0x42, 0x41, 0x51, 0x63]), 3);
        assert_eq!(arg(&[0x42, 0x3e]), 0);
        assert_eq!(arg(&[0x4b, 0x01, 0x51, 0x63]), 3);
    }

    #[test]
    fn long_jumps_count_from_their_end() {
        assert_eq!(arg(&[0x42, 0x80, 0x80, 0x63]), 3);
        assert_eq!(arg(&[0x42, 0xfd, 0x7f]), 0);
        assert_eq!(arg(&[0x4b, 0x80, 0x00, 0x63]), 3);
    }

    #[test]
    fn an_unwinding_jump_counts_from_before_its_last_byte() {
        let unwind = first(&[0x40, 0x41, 0x82, 0x63]).expect("the code is sound");
        assert_eq!((unwind.target(), unwind.extra, unwind.next), (Some(3), 0x82, 3));
    }

    #[test]
    fn a_jump_must_stay_inside() {
        assert_eq!(first(&[0x42, 0x40]), Err(CodeErrorKind::JumpOutside));
        assert_eq!(first(&[0x42, 0x00]), Err(CodeErrorKind::JumpOutside));
    }

    #[test]
    fn a_cut_instruction_is_truncated() {
        for bytecode in [&[0x42][..], &[0x42, 0x80], &[0x10], &[0x20, 0x00], &[0x22]] {
            assert_eq!(first(bytecode), Err(CodeErrorKind::Truncated));
        }
    }

    #[test]
    fn an_unknown_opcode_ends_the_instructions() {
        let mut instructions = Instructions::new(&[0x51, 0x00, 0x51]);
        let kind = CodeErrorKind::UnknownOpcode(0);
        assert!(instructions.next().is_some_and(|first| first.is_ok()));
        assert_eq!(instructions.next(), Some(Err(CodeError { offset: 1, kind })));
        assert_eq!(instructions.next(), None);
    }

    #[test]
    fn code_has_its_sections_in_order() {
        // One parameter; names 5 and 6, a line step, a cell, two instructions.
        let code = [0x01, 0x07, 0x05, 0x06, 0x21, 0x00, 0x51, 0x63];
        let function = Function { code: code.into(), ..Function::default() };
        let parts = function.parts().expect("the code is sound");
        assert_eq!(parts.name, 5);
        assert_eq!(parts.parameters().collect::<Vec<_>>(), [6]);
        assert_eq!(parts.lines, [0x21]);
        assert_eq!(parts.cells, [0x00]);
        assert_eq!(parts.bytecode, [0x51, 0x63]);
    }

    #[test]
    fn sections_beyond_the_code_are_truncated() {
        let function = Function { code: [0x00, 0x08, 0x01].into(), ..Function::default() };
        let kind = CodeErrorKind::Truncated;
        assert_eq!(function.parts(), Err(CodeError { offset: 2, kind }));
    }

    proptest! {
        #[test]
        fn any_code_comes_apart(code: Vec<u8>) {
            let function = Function { code: code.into(), ..Function::default() };
            if let Ok(parts) = function.parts() {
                prop_assert!(parts.parameters().count() <= function.code.len());
                prop_assert!(parts.instructions().count() <= function.code.len());
            }
            prop_assert!(Instructions::new(&function.code).count() <= function.code.len());
        }
    }
}
