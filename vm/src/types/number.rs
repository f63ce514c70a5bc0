//! Arithmetic on numbers of whatever types: int, bool, float, complex.

use crate::error::Res;
use crate::value::{Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::BinaryOp;

/// What an operator gives for two numbers; nothing if they are not, or if it is none for numbers.
#[inline]
pub(crate) fn binary(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    let _ = (vm, op, left, right);
    Ok(None)
}
