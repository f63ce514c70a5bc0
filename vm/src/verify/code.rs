//! Bytecode as the verifier looks at it: anywhere, not from its start on.

use constrictor_bytecode::instructions::{CodeErrorKind, Instruction};
use constrictor_bytecode::opcode::Opcode;

/// A function's bytecode. Offsets count from its start.
#[derive(Clone, Copy)]
pub(super) struct Code<'a>(pub(super) &'a [u8]);

impl<'a> Code<'a> {
    /// The instruction at `at`.
    pub(super) fn instruction(self, at: usize) -> Result<Instruction, CodeErrorKind> {
        Instruction::at(self.0, at)
    }

    /// The opcode byte at `at`, if the code goes that far.
    pub(super) fn byte(self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
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
