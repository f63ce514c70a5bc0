//! Decoding the instruction at an offset, without running through those before it.

use constrictor_bytecode::instructions::{CodeErrorKind, Instruction};
use constrictor_bytecode::opcode::{Opcode, Operand, SMALL_INT_MULTI_EXCESS};
use constrictor_bytecode::varint;

/// A function's bytecode. Offsets count from its start.
#[derive(Clone, Copy)]
pub(super) struct Code<'a>(pub(super) &'a [u8]);

impl<'a> Code<'a> {
    /// The instruction at `at`.
    pub(super) fn instruction(self, at: usize) -> Result<Instruction, CodeErrorKind> {
        let mut reader = Reader { bytes: self.0, at };
        let byte = reader.byte()?;
        let (opcode, embedded) = Opcode::decode(byte).ok_or(CodeErrorKind::UnknownOpcode(byte))?;
        let arg = match opcode.operand() {
            Operand::None => 0,
            Operand::Embedded if opcode == Opcode::LoadConstSmallIntMulti => {
                i64::from(embedded) - i64::from(SMALL_INT_MULTI_EXCESS)
            }
            Operand::Embedded => embedded.into(),
            Operand::SmallInt => reader.signed()?,
            Operand::Name | Operand::Uint | Operand::Constant | Operand::Child | Operand::ChildThenByte => {
                reader.unsigned()?.into()
            }
            Operand::SignedLabel | Operand::SignedLabelThenByte => reader.label(0x40, 0x4000)?,
            Operand::UnsignedLabel => reader.label(0, 0)?,
        };
        let extra = if opcode.operand().has_extra_byte() { reader.byte()? } else { 0 };
        Ok(Instruction { offset: at, next: reader.at, opcode, arg, extra })
    }

    /// The opcode byte at `at`, if the code goes that far.
    pub(super) fn byte(self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn byte(&mut self) -> Result<u8, CodeErrorKind> {
        let byte = *self.rest().first().ok_or(CodeErrorKind::Truncated)?;
        self.at += 1;
        Ok(byte)
    }

    fn signed(&mut self) -> Result<i64, CodeErrorKind> {
        let (value, length) = varint::read_signed(self.rest())?;
        self.at += length;
        Ok(value)
    }

    fn unsigned(&mut self) -> Result<u32, CodeErrorKind> {
        let (value, length) = varint::read_unsigned(self.rest())?;
        self.at += length;
        u32::try_from(value).map_err(|_| CodeErrorKind::TooLarge)
    }

    /// Where a jump leads, whose distance counts from its own end and is stored in one or
    /// two bytes each with its own bias (MicroPython, py/emitbc.c).
    fn label(&mut self, bias1: i64, bias2: i64) -> Result<i64, CodeErrorKind> {
        let low = i64::from(self.byte()?);
        let distance = match low {
            0..0x80 => low - bias1,
            _ => (low & 0x7f | i64::from(self.byte()?) << 7) - bias2,
        };
        let target = self.at as i64 + distance;
        match usize::try_from(target) {
            Ok(inside) if inside < self.bytes.len() => Ok(target),
            _ => Err(CodeErrorKind::JumpOutside),
        }
    }
}

/// The local that an instruction refers to, if it refers to one.
pub(super) fn local(opcode: Opcode, arg: u32) -> Option<u32> {
    use Opcode::*;
    match opcode {
        LoadFastN | StoreFastN | DeleteFast | LoadDeref | StoreDeref | DeleteDeref | LoadFastMulti
        | StoreFastMulti => Some(arg),
        _ => None,
    }
}

/// How many bytes the varint at the front of `bytes` takes.
pub(super) fn varint_len(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|&&byte| byte & 0x80 != 0).count() + 1
}
