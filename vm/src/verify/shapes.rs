//! Sequences of instructions that the compiler always writes in the same way, and that make
//! sense only as a whole: they shift a block's bookkeeping about on the stack.

use super::code::Code;
use constrictor_bytecode::instructions::Instruction;
use constrictor_bytecode::opcode::{BinaryOp, Opcode};

/// Where the end of an `async with` statement goes on, as offsets into the bytecode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AsyncExit {
    /// If its body raised an exception, which is on top of the stack.
    pub exception: usize,
    /// If its body is left by a `return` or a jump, which is in the top two slots.
    pub unwinding: usize,
    /// If its body ended: its last instruction jumps here, with the context manager on top
    /// of None.
    pub regular: usize,
    /// Behind its last instruction.
    pub end: usize,
}

/// What an instruction of a shape has to be.
#[derive(Clone, Copy)]
enum Step {
    /// This opcode with any operand.
    Is(Opcode),
    /// This opcode with this operand.
    With(Opcode, i64),
    /// A jump to this step of the shape.
    To(Opcode, usize),
}

use Step::{Is, To, With};

const FROM_EXCEPTION: usize = 4;
const FROM_UNWINDING: usize = 22;
const FROM_REGULAR: usize = 24;
const LAST: usize = 33;

/// The end of an `async with` statement (MicroPython, py/compile.c and py/emitbc.c).
const ASYNC_EXIT: [Step; LAST + 1] = [
    // Is it an exception?
    Is(Opcode::DupTop),
    Is(Opcode::LoadGlobal),
    With(Opcode::BinaryOpMulti, BinaryOp::ExceptionMatch as i64),
    To(Opcode::PopJumpIfFalse, FROM_UNWINDING),
    // Give it to the manager, which says whether to go on.
    Is(Opcode::DupTop),
    Is(Opcode::RotThree),
    Is(Opcode::RotTwo),
    Is(Opcode::LoadMethod),
    Is(Opcode::RotThree),
    Is(Opcode::RotThree),
    Is(Opcode::DupTop),
    Is(Opcode::LoadAttr),
    Is(Opcode::RotTwo),
    Is(Opcode::LoadConstNone),
    With(Opcode::CallMethod, 3),
    Is(Opcode::GetIter),
    Is(Opcode::LoadConstNone),
    Is(Opcode::YieldFrom),
    To(Opcode::PopJumpIfFalse, LAST),
    Is(Opcode::PopTop),
    Is(Opcode::LoadConstNone),
    To(Opcode::Jump, LAST),
    // No exception: dig out the manager and let it know.
    Is(Opcode::RotThree),
    Is(Opcode::RotThree),
    Is(Opcode::LoadMethod),
    Is(Opcode::LoadConstNone),
    Is(Opcode::DupTop),
    Is(Opcode::DupTop),
    With(Opcode::CallMethod, 3),
    Is(Opcode::GetIter),
    Is(Opcode::LoadConstNone),
    Is(Opcode::YieldFrom),
    Is(Opcode::PopTop),
    Is(Opcode::EndFinally),
];

/// How much deeper the stack gets in [`ASYNC_EXIT`] than it was in the body: the manager
/// below makes way for the two slots of an unwinding, the method and its self, and three
/// arguments.
pub(super) const ASYNC_EXIT_ROOM: u32 = 6;

/// The end of an `async with` statement at `handler`, if it is one.
pub(super) fn async_exit(code: Code<'_>, handler: usize) -> Option<AsyncExit> {
    let mut starts = [0; LAST + 2];
    starts[0] = handler;
    for (index, step) in ASYNC_EXIT.iter().enumerate() {
        let instruction = code.instruction(starts[index]).ok()?;
        let opcode = match *step {
            Is(opcode) | To(opcode, _) => opcode,
            With(opcode, arg) => Some(opcode).filter(|_| instruction.arg == arg)?,
        };
        if instruction.opcode != opcode {
            return None;
        }
        starts[index + 1] = instruction.next;
    }
    let target = |at: usize| code.instruction(starts[at]).ok()?.target();
    for (index, step) in ASYNC_EXIT.iter().enumerate() {
        if let To(_, to) = *step
            && target(index)? != starts[to]
        {
            return None;
        }
    }
    Some(AsyncExit {
        exception: starts[FROM_EXCEPTION],
        unwinding: starts[FROM_UNWINDING],
        regular: starts[FROM_REGULAR],
        end: starts[LAST + 1],
    })
}

/// Whether the regular end of an `async with` statement's body is at `at`, behind the None:
/// the swap with the manager below, and the jump to call it. The latter is given.
pub(super) fn async_body_end(code: Code<'_>, at: usize) -> Option<Instruction> {
    let swap = code.instruction(at).ok()?;
    let jump = code.instruction(swap.next).ok()?;
    (swap.opcode == Opcode::RotTwo && jump.opcode == Opcode::Jump).then_some(jump)
}

/// The end of a `with` statement at `handler`, if it is one: where its second and last
/// instruction starts.
pub(super) fn with_exit(code: Code<'_>, handler: usize) -> Option<usize> {
    let first = code.instruction(handler).ok()?;
    let second = code.instruction(first.next).ok()?;
    let fits = first.opcode == Opcode::WithCleanup && second.opcode == Opcode::EndFinally;
    fits.then_some(second.offset)
}

/// What a generator expression begins with: its iterator, as a local variable, among null
/// objects that fill the slots of a loop. Given are where the three instructions after the
/// one at `at` start, and where the loop does.
pub(super) fn generator_loop(code: Code<'_>, at: usize) -> Option<([usize; 3], usize)> {
    let is = |at: usize, opcode: Opcode| code.byte(at) == Some(opcode.number());
    if !is(at, Opcode::LoadNull) {
        return None;
    }
    let local = code.instruction(at + 1).ok()?;
    let (third, fourth, end) = (local.next, local.next + 1, local.next + 2);
    let fits = matches!(local.opcode, Opcode::LoadFastMulti | Opcode::LoadFastN)
        && is(third, Opcode::LoadNull)
        && is(fourth, Opcode::LoadNull)
        && is(end, Opcode::ForIter);
    fits.then_some(([at + 1, third, fourth], end))
}
