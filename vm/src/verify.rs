//! Verifying a function once, when it is loaded, so that running it needs no checks.
//!
//! A .mpy file is data from outside. [`verify()`] follows every path through a
//! function's bytecode and accepts it only if the interpreter can run it with plain
//! indexing: whatever the values are, which way ever branches go, and wherever an
//! exception is raised.
//!
//! # What holds for verified code
//!
//! - Its sections are complete: prelude, names, line table, cells, bytecode. Names of
//!   the function and of its parameters exist; no parameter, cell or operand refers to a
//!   local at or beyond [`Verified::locals`].
//! - All of its bytecode decodes, reachable or not. Names, constants and children exist,
//!   every count is one its instruction can have, jumps lead to starts of instructions.
//!   No path runs off the end.
//! - The operand stack never goes below its bottom nor above [`Verified::max_depth`]. All
//!   of MicroPython's transient use of the stack counts (the bound methods of `with`, the
//!   arguments of `__exit__`), except that of `UNWIND_JUMP` itself: see below.
//! - A frame needs [`Verified::frame_len`] slots, locals and operand stack apart. That is at
//!   most `n_state`, or one more for a class's body that assigns to `__class__`: the compiler
//!   does not count this local, and in MicroPython it shares its slot with the operand stack.
//! - The exception stack never holds more than [`Verified::max_handlers`] blocks, which is
//!   at most `n_exc_stack`; `END_FINALLY` and `POP_EXCEPT_JUMP` find the block that they
//!   end on top, `UNWIND_JUMP` finds as many as it leaves.
//! - A block is active, that is, its handler is running, exactly if its handler's address
//!   is at or below that of the current instruction's opcode, as MicroPython tells
//!   (py/vm.c).
//! - At `END_FINALLY`, and at `WITH_CLEANUP`, the top of the stack is what the interpreter
//!   put there on entering the handler, or the None of the body's regular end, or (after
//!   `async with`) an exception or None in its place. Code cannot forge it: no instruction
//!   but these two reaches it. So it says reliably how to go on, and a jump's target
//!   kept there may be a plain address.
//! - The four slots `FOR_ITER` finds are those that `GET_ITER_STACK` filled, unchanged, or
//!   null, any object, null, null as generator expressions build them. No other
//!   instruction reads or writes them; `POP_TOP` may drop them, one at a time. They may
//!   hold any representation that the first slot tells from null.
//! - An exception cuts the stack back to no more than was there when the block was set up:
//!   slots below the top have always been written.
//! - A function that yields is marked as a generator. `BUILD_SLICE` has 2 or 3, in one
//!   byte; calls and `UNPACK_EX` have two counts of a byte each; `STORE_COMP` has
//!   kind 0, 1 or 2 and leads to a slot with an ordinary value.
//!
//! # What the interpreter must do
//!
//! - Enter a handler with the exception pushed on the block's recorded depth, or for a
//!   `return` or `UNWIND_JUMP` with two slots pushed on it: the value or target, then the
//!   small int that tells which. For a handler that [`async_exit`] recognises (it can only
//!   be one of `SETUP_FINALLY`, and begins with `DUP_TOP`), go on at the address that it
//!   gives for the case instead of at the handler. MicroPython tests there whether
//!   the top matches the global `BaseException`, which code can redefine, and then takes one
//!   layout of the stack for the other.
//! - Leave an active block, on the way of a `return` or `UNWIND_JUMP`, by cutting the stack
//!   back to its recorded depth and putting the value or target there, instead of looking
//!   for it below the top. Blocks of `SETUP_EXCEPT` are left as they are.
//! - Run `UNWIND_JUMP` without pushing its target and count before it enters a handler:
//!   the compiler does not reserve room for them in every case.
//!
//! # What verified code can still do
//!
//! Values are not typed. The interpreter has to check, with an exception for the answer,
//! that what is used as a cell, a collection of `STORE_COMP` or `STORE_MAP`, defaults
//! (their kind and number), a mask of starred arguments, an iterator, or a method's self
//! is one; a local may be unset or deleted; the null object can be wherever a value can
//! be. A closure may be given any number of cells, and a child may have any signature.
//! `BUILD_MAP`'s operand is a mere hint, a small int may be as wide as 64 bits, and a
//! varint may have needless leading zeros. Frames may be large: allocating one may fail.
//! Code may loop forever.

mod cells;
mod code;
mod effect;
mod flow;
mod shapes;
#[cfg(test)]
mod tests;

pub use shapes::AsyncExit;

use cells::Cells;
use code::Code;
use constrictor_bytecode::instructions::{CodeError, CodeErrorKind, Parts};
use constrictor_bytecode::opcode::{Opcode, Operand};
use constrictor_bytecode::prelude::{
    FLAG_DEFKWARGS, FLAG_GENERATOR, FLAG_VARARGS, FLAG_VARKEYWORDS, LineSteps, Prelude,
};
use core::fmt;
use core::ops::Range;
use flow::Flow;

/// What a function's code can refer to outside of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The names of the module.
    pub names: usize,
    /// The constants of the module.
    pub constants: usize,
    /// The children of the function.
    pub children: usize,
}

/// What verifying a function found out about it. Ranges and offsets count from the start
/// of the function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How to call it.
    pub prelude: Prelude,
    /// Its own name, an index into the module's names.
    pub name: u32,
    /// The names of its parameters, a varint each.
    pub parameters: Range<usize>,
    /// Its line table.
    pub lines: Range<usize>,
    /// The locals that are cells, a byte each.
    pub cells: Range<usize>,
    /// Where its bytecode starts.
    pub code_start: usize,
    /// How many of the slots of its frame are locals: parameters, `*args` and `**kwargs`
    /// included, and every local that the code or the cells refer to.
    pub locals: usize,
    /// How deep its operand stack can get.
    pub max_depth: usize,
    /// How many exception blocks can be open at once.
    pub max_handlers: usize,
}

impl Verified {
    /// How many slots a frame needs: the locals, and the operand stack.
    pub const fn frame_len(&self) -> usize {
        self.locals + self.max_depth
    }
}

/// Why a function is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// Where, as an offset into the function.
    pub offset: usize,
    /// What is wrong.
    pub reason: Reason,
}

/// What can be wrong with a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It does not decode, or refers to what is not there.
    Code(CodeErrorKind),
    /// The caller gave less scratch memory than [`scratch_len`] says.
    Scratch,
    /// The prelude has a flag that does not exist, or more defaults than parameters.
    Prelude,
    /// The line table ends within an entry.
    Lines,
    /// The frame has no local of this index.
    NoLocal(u32),
    /// The instruction cannot have this operand.
    Operand,
    /// It yields, but is no generator.
    Yield,
    /// Control would run off the end.
    RunsOff,
    /// An instruction takes more off the operand stack than it may.
    Underflow,
    /// The operand stack outgrows the frame.
    Overflow,
    /// More exception blocks are open than the prelude says.
    Handlers,
    /// Blocks nest deeper than [`MAX_NESTING`].
    Nesting,
    /// An instruction ends or continues a block that is not there.
    Block,
    /// An instruction is reached with different layouts of the stack.
    Conflict,
    /// Code of a block's body and of its handler are not in the order that tells one from the other.
    Order,
}

/// How deep loops and exception blocks may nest in one another.
pub const MAX_NESTING: usize = 255;

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unsafe code at offset {}: {}", self.offset, self.reason)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::Code(kind) => return kind.fmt(f),
            Reason::NoLocal(index) => return write!(f, "no local has index {index}"),
            Reason::Scratch => "too little memory was given to verify it",
            Reason::Prelude => "the prelude contradicts itself",
            Reason::Lines => "the line table ends too early",
            Reason::Operand => "the instruction cannot have this operand",
            Reason::Yield => "a function that yields is no generator",
            Reason::RunsOff => "control runs off the end",
            Reason::Underflow => "the operand stack has too few values",
            Reason::Overflow => "the operand stack outgrows the frame",
            Reason::Handlers => "too many exception blocks are open",
            Reason::Nesting => "blocks nest too deeply",
            Reason::Block => "the block it needs is not open",
            Reason::Conflict => "it is reached with different stacks",
            Reason::Order => "a block and its handler overlap",
        })
    }
}

impl core::error::Error for Invalid {}

impl Invalid {
    fn at(offset: usize) -> impl Fn(Reason) -> Invalid {
        move |reason| Invalid { offset, reason }
    }
}

impl From<CodeError> for Invalid {
    fn from(error: CodeError) -> Invalid {
        Invalid { offset: error.offset, reason: Reason::Code(error.kind) }
    }
}

impl From<CodeErrorKind> for Reason {
    fn from(kind: CodeErrorKind) -> Reason {
        Reason::Code(kind)
    }
}

/// How much scratch memory [`verify()`] needs for a function: one entry a byte of bytecode,
/// or two if the function is very large.
pub fn scratch_len(function: &[u8]) -> usize {
    // Damage is left to `verify` to report.
    Parts::read(function).map_or(0, |parts| cells::needed(parts.bytecode.len(), parts.prelude.n_state))
}

/// How the handler of `SETUP_FINALLY` at `handler` in verified bytecode continues, if it is
/// that of an `async with` statement. All of these begin with `DUP_TOP`, and no others do.
pub fn async_exit(bytecode: &[u8], handler: usize) -> Option<AsyncExit> {
    shapes::async_exit(Code(bytecode), handler)
}

/// Verifies a function: its prelude, names, line table, cells and bytecode in one piece as
/// MicroPython keeps them. Takes time in proportion to its size, except that deeply nested
/// blocks take longer, and no memory besides `scratch`, whose contents do not matter.
pub fn verify(function: &[u8], limits: &Limits, scratch: &mut [u32]) -> Result<Verified, Invalid> {
    let parts = Parts::read(function)?;
    let code_start = function.len() - parts.bytecode.len();
    let mut verified = check_prelude(function, &parts, limits)?;
    let n_state = parts.prelude.n_state;
    if parts.bytecode.is_empty() {
        return Err(Invalid { offset: code_start, reason: Reason::RunsOff });
    }
    let mut cells = Cells::new(scratch, parts.bytecode.len(), n_state)
        .map_err(|reason| Invalid { offset: code_start, reason })?;
    let code = Code(parts.bytecode);
    let in_function = |error: Invalid| Invalid { offset: code_start + error.offset, ..error };
    let highest = sweep(code, &parts.prelude, limits, &mut cells).map_err(in_function)?;
    // The compiler does not count the local behind its parameters that it uses for an
    // assignment to `__class__` in a class's body.
    let uncounted = usize::from(highest == verified.locals + 1);
    verified.locals = verified.locals.max(highest);
    // Both sweeping and the prelude have compared locals with `n_state`.
    let room = n_state.saturating_sub((verified.locals - uncounted) as u32);
    let mut flow = Flow::new(code, cells, room, parts.prelude.n_exc_stack);
    flow.run().map_err(in_function)?;
    verified.max_depth = flow.max_depth as usize;
    verified.max_handlers = flow.max_handlers as usize;
    Ok(verified)
}

/// Checks everything before the bytecode.
fn check_prelude(function: &[u8], parts: &Parts<'_>, limits: &Limits) -> Result<Verified, Invalid> {
    let prelude = parts.prelude;
    let fail = Invalid::at(0);
    const KNOWN: u8 = FLAG_GENERATOR | FLAG_VARKEYWORDS | FLAG_VARARGS | FLAG_DEFKWARGS;
    if prelude.scope_flags & !KNOWN != 0 || prelude.n_def_pos_args > prelude.n_pos_args {
        return Err(fail(Reason::Prelude));
    }
    let starred = u32::from(prelude.has(FLAG_VARARGS)) + u32::from(prelude.has(FLAG_VARKEYWORDS));
    // Each of the counts has less than 16 bits.
    let mut locals = prelude.n_pos_args + prelude.n_kwonly_args + starred;
    if locals > prelude.n_state {
        return Err(fail(Reason::NoLocal(locals - 1)));
    }
    let lines_start = parts.prelude_len + parts.names_len;
    for name in core::iter::once(parts.name).chain(parts.parameters()) {
        if name as usize >= limits.names {
            return Err(Invalid { offset: parts.prelude_len, reason: CodeErrorKind::NoName(name).into() });
        }
    }
    let cells_start = lines_start + parts.lines.len();
    if line_table_is_cut(parts.lines) {
        return Err(Invalid { offset: cells_start, reason: Reason::Lines });
    }
    for (index, &cell) in parts.cells.iter().enumerate() {
        let cell = u32::from(cell);
        if cell >= prelude.n_state {
            return Err(Invalid { offset: cells_start + index, reason: Reason::NoLocal(cell) });
        }
        locals = locals.max(cell + 1);
    }
    let code_start = function.len() - parts.bytecode.len();
    let name_len = code::varint_len(&function[parts.prelude_len..]);
    Ok(Verified {
        prelude,
        name: parts.name,
        parameters: parts.prelude_len + name_len..lines_start,
        lines: lines_start..cells_start,
        cells: cells_start..code_start,
        code_start,
        locals: locals as usize,
        max_depth: 0,
        max_handlers: 0,
    })
}

/// Whether a line table ends within a two-byte entry (MicroPython, py/bc.h).
fn line_table_is_cut(lines: &[u8]) -> bool {
    let mut left = lines;
    for _ in LineSteps::new(lines) {
        let length = if left[0] < 0x80 { 1 } else { 2 };
        left = &left[length..];
    }
    !left.is_empty()
}

/// Decodes all of the bytecode in order, marks where instructions start, checks what can be
/// told of each alone, and gives the number of locals they use.
fn sweep(
    code: Code<'_>,
    prelude: &Prelude,
    limits: &Limits,
    cells: &mut Cells<'_>,
) -> Result<usize, Invalid> {
    let (mut at, mut locals) = (0, 0);
    while at < code.0.len() {
        let fail = Invalid::at(at);
        let instruction = code.instruction(at).map_err(|kind| fail(kind.into()))?;
        cells.mark_start(at);
        // These operands have at most 32 bits and no sign.
        let arg = u32::try_from(instruction.arg).unwrap_or(u32::MAX);
        check_operand(instruction.opcode, arg, instruction.next - at, limits).map_err(&fail)?;
        if let Some(local) = code::local(instruction.opcode, arg) {
            if local >= prelude.n_state {
                return Err(fail(Reason::NoLocal(local)));
            }
            locals = locals.max(local as usize + 1);
        }
        let yields = matches!(instruction.opcode, Opcode::YieldValue | Opcode::YieldFrom);
        if yields && !prelude.has(FLAG_GENERATOR) {
            return Err(fail(Reason::Yield));
        }
        at = instruction.next;
    }
    Ok(locals)
}

/// Checks an operand other than a local or a jump, which are checked elsewhere.
fn check_operand(opcode: Opcode, arg: u32, length: usize, limits: &Limits) -> Result<(), Reason> {
    use Opcode::*;
    let index = arg as usize;
    let sound = match opcode.operand() {
        Operand::Name if index >= limits.names => return Err(CodeErrorKind::NoName(arg).into()),
        Operand::Constant if index >= limits.constants => return Err(CodeErrorKind::NoConstant(arg).into()),
        Operand::Child | Operand::ChildThenByte if index >= limits.children => {
            return Err(CodeErrorKind::NoChild(arg).into());
        }
        _ => match opcode {
            CallFunction | CallFunctionVarKw | CallMethod | CallMethodVarKw | UnpackEx => arg <= 0xffff,
            // MicroPython reads this one as a byte (py/vm.c).
            BuildSlice => (2..=3).contains(&arg) && length == 2,
            StoreComp => arg & 3 != 3,
            _ => true,
        },
    };
    if sound { Ok(()) } else { Err(Reason::Operand) }
}
