//! What instructions do to the operand stack, when they have to do with no block.

use constrictor_bytecode::opcode::Opcode;

/// How many slots an instruction takes off the stack, reads or replaces, counted from the
/// top, and how many there are in their place afterwards (MicroPython, py/vm.c).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Effect {
    pub(super) takes: u64,
    pub(super) leaves: u64,
}

/// The effect of an instruction along the path that falls through.
pub(super) fn effect(opcode: Opcode, arg: u32, extra: u8) -> Effect {
    use Opcode::*;
    let arg = u64::from(arg);
    let cells = u64::from(extra);
    let (takes, leaves) = match opcode {
        LoadConstString
        | LoadName
        | LoadGlobal
        | LoadConstSmallInt
        | LoadConstObj
        | LoadFastN
        | LoadDeref
        | BuildMap
        | MakeFunction
        | LoadConstFalse
        | LoadConstNone
        | LoadConstTrue
        | LoadNull
        | LoadBuildClass
        | LoadConstSmallIntMulti
        | LoadFastMulti => (0, 1),
        DeleteName | DeleteGlobal | DeleteFast | DeleteDeref | Jump | SetupExcept | SetupFinally
        | PopExceptJump | UnwindJump | RaiseLast => (0, 0),
        LoadAttr | GetIter | UnaryOpMulti | YieldValue => (1, 1),
        LoadMethod | ImportFrom | DupTop => (1, 2),
        StoreName | StoreGlobal | StoreFastN | StoreFastMulti | StoreDeref | PopTop | PopJumpIfTrue
        | PopJumpIfFalse | JumpIfTrueOrPop | JumpIfFalseOrPop | ReturnValue | RaiseObj | ImportStar
        | EndFinally => (1, 0),
        GetIterStack => (1, 4),
        SetupWith => (1, 3),
        LoadSubscr | ImportName | YieldFrom | BinaryOpMulti | MakeFunctionDefargs => (2, 1),
        StoreAttr | RaiseFrom => (2, 0),
        RotTwo => (2, 2),
        DupTopTwo => (2, 4),
        LoadSuperMethod => (3, 2),
        StoreSubscr => (3, 0),
        RotThree => (3, 3),
        StoreMap => (3, 1),
        WithCleanup => (3, 1),
        ForIter => (4, 5),
        MakeClosure => (cells, 1),
        MakeClosureDefargs => (cells + 2, 1),
        BuildTuple | BuildList | BuildSet | BuildSlice => (arg, 1),
        // The collection is checked where it is.
        StoreComp => (if arg & 3 == 1 { 2 } else { 1 }, 0),
        UnpackSequence => (1, arg),
        UnpackEx => (1, 1 + (arg & 0xff) + (arg >> 8 & 0xff)),
        CallFunction => (1 + arguments(arg), 1),
        CallFunctionVarKw | CallMethod => (2 + arguments(arg), 1),
        CallMethodVarKw => (3 + arguments(arg), 1),
    };
    Effect { takes, leaves }
}

/// One slot a positional argument, two a keyword argument.
fn arguments(arg: u64) -> u64 {
    (arg & 0xff) + 2 * (arg >> 8 & 0xff)
}
