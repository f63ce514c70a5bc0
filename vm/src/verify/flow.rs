//! Following all paths through a function.
//!
//! Every instruction has one layout of the stack: a depth, and the loops and exception
//! blocks that are open, each of which owns the slots above a certain depth. Paths that
//! meet must agree. The handler of `finally` counts as entered with two slots, though an
//! exception or a regular end pushes but one: nothing reaches below them, so that depths
//! relative to the top hold in either case.

use super::cells::{Block, Cells, Stage, State};
use super::code::Code;
use super::effect::{Effect, effect};
use super::shapes::{self, ASYNC_EXIT_ROOM};
use super::{Invalid, MAX_NESTING, Reason};
use constrictor_bytecode::instructions::{CodeErrorKind, Instruction};
use constrictor_bytecode::opcode::Opcode;
use core::ops::Range;

/// The slots of a loop's iterator (MicroPython, py/obj.h).
const ITERATOR: u32 = 4;
/// The slots a `finally` part may be entered with.
const UNWINDING: u32 = 2;

/// What kind a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Loop,
    Except,
    Finally,
    With,
    AsyncWith,
}

/// What is to know of a block, apart from its stage.
#[derive(Clone, Copy, Debug)]
struct Details {
    kind: Kind,
    /// The depth that belongs to the block around: where a loop's slots begin, what
    /// exceptions cut the stack back to.
    base: u32,
    /// The block around.
    outer: Block,
    /// Where its handler is; 0 for loops.
    handler: usize,
}

impl Details {
    /// How deep the stack is once the block is over.
    fn depth_after(&self) -> u32 {
        match self.kind {
            // Openers of these blocks have seen at least a manager, which makes two slots.
            Kind::With => self.base - 2,
            Kind::AsyncWith => self.base - 1,
            _ => self.base,
        }
    }
}

/// Where control falls through to, with what.
type Next = Option<(usize, State)>;

pub(super) struct Flow<'a> {
    code: Code<'a>,
    cells: Cells<'a>,
    /// How many slots the operand stack has.
    room: u32,
    /// How many exception blocks may be open.
    handlers: u32,
    /// The jump to follow next, its offset plus 1, or 0.
    pending: u32,
    pub(super) max_depth: u32,
    pub(super) max_handlers: u32,
}

impl<'a> Flow<'a> {
    pub(super) fn new(code: Code<'a>, cells: Cells<'a>, room: u32, handlers: u32) -> Self {
        Flow { code, cells, room, handlers, pending: 0, max_depth: 0, max_handlers: 0 }
    }

    /// Follows all paths.
    pub(super) fn run(&mut self) -> Result<(), Invalid> {
        let fail = Invalid::at(0);
        self.arrive(0, State { depth: 0, block: Block::NONE }).map_err(&fail)?;
        self.follow(0)?;
        while let Some(jump) = self.pending.checked_sub(1) {
            let jump = jump as usize;
            self.pending = self.cells.link(jump);
            let target = self.destination(jump).map_err(Invalid::at(jump))?;
            self.follow(target)?;
        }
        Ok(())
    }

    /// Follows the path from an instruction on until it ends or was followed before.
    fn follow(&mut self, mut at: usize) -> Result<(), Invalid> {
        while !self.cells.is_done(at) {
            self.cells.set_done(at);
            let fail = Invalid::at(at);
            let Some((next, state)) = self.step(at).map_err(&fail)? else {
                break;
            };
            self.arrive(next, state).map_err(&fail)?;
            at = next;
        }
        Ok(())
    }

    /// Notes that a path reaches an instruction.
    fn arrive(&mut self, at: usize, state: State) -> Result<(), Reason> {
        if at >= self.code.0.len() {
            return Err(Reason::RunsOff);
        }
        if !self.cells.is_start(at) {
            return Err(CodeErrorKind::JumpInside.into());
        }
        if self.cells.is_reached(at) {
            return if self.cells.state(at) == Some(state) { Ok(()) } else { Err(Reason::Conflict) };
        }
        self.check_order(at, state.block)?;
        self.cells.set_state(at, state);
        Ok(())
    }

    /// Notes that the jump at an offset leads to an instruction, to be followed later.
    fn jump(&mut self, from: usize, to: usize, state: State) -> Result<(), Reason> {
        self.arrive(to, state)?;
        if !self.cells.is_done(to) {
            self.cells.set_link(from, self.pending);
            // Bytecode is shorter than the cells allow.
            self.pending = from as u32 + 1;
        }
        Ok(())
    }

    /// Where the jump at an offset that was noted leads.
    fn destination(&self, at: usize) -> Result<usize, Reason> {
        let instruction = self.code.instruction(at)?;
        let target = instruction.target().ok_or(Reason::Block)?;
        match self.kind(&instruction) {
            Some(Kind::With) => shapes::with_exit(self.code, target).map(|end| end + 1),
            Some(Kind::AsyncWith) => shapes::async_exit(self.code, target).map(|exit| exit.end),
            _ => Some(target),
        }
        .ok_or(Reason::Block)
    }

    /// The kind of block an instruction opens, if it is one that does.
    fn kind(&self, instruction: &Instruction) -> Option<Kind> {
        match instruction.opcode {
            Opcode::SetupExcept => Some(Kind::Except),
            Opcode::SetupWith => Some(Kind::With),
            Opcode::SetupFinally => {
                let first = instruction.target().and_then(|handler| self.code.byte(handler));
                let is_async = first == Some(Opcode::DupTop.number());
                Some(if is_async { Kind::AsyncWith } else { Kind::Finally })
            }
            Opcode::GetIterStack | Opcode::LoadNull => Some(Kind::Loop),
            _ => None,
        }
    }

    /// What is to know of a block, or `None` outside of all blocks.
    fn details(&self, block: Block) -> Option<Details> {
        let at = block.opener()?;
        let instruction = self.code.instruction(at).ok()?;
        let State { depth, block: outer } = self.cells.state(at)?;
        let kind = self.kind(&instruction)?;
        let base = match instruction.opcode {
            Opcode::GetIterStack => depth - 1,
            Opcode::SetupWith => depth + 1,
            _ => depth,
        };
        Some(Details { kind, base, outer, handler: instruction.target().unwrap_or(0) })
    }

    /// The depth below which the code in a block must leave the stack alone.
    fn floor(&self, block: Block) -> u32 {
        match self.details(block) {
            None => 0,
            Some(Details { kind: Kind::Loop, base, .. }) => base + ITERATOR,
            Some(Details { kind: Kind::Finally, base, .. }) if block.stage == Stage::Entered => {
                base + UNWINDING
            }
            Some(Details { base, .. }) => base,
        }
    }

    /// Checks that code in a block is where its address says so: behind the block's
    /// opening, before the handlers of blocks whose bodies it is in, and behind those of
    /// blocks whose handlers it is in.
    fn check_order(&self, at: usize, block: Block) -> Result<(), Reason> {
        // What holds for the opener and has not changed holds here as well.
        let after = match (self.details(block), block.opener()) {
            (Some(details), _) if block.stage != Stage::Body => details.handler,
            (_, Some(opener)) => opener + 1,
            _ => 0,
        };
        if at >= after && at < self.limit(block)? { Ok(()) } else { Err(Reason::Order) }
    }

    /// The address that code in a block must stay before: the innermost handler of those
    /// whose bodies it is in.
    fn limit(&self, mut block: Block) -> Result<usize, Reason> {
        for _ in 0..=MAX_NESTING {
            let Some(details) = self.details(block) else {
                return Ok(usize::MAX);
            };
            if details.kind != Kind::Loop && block.stage == Stage::Body {
                return Ok(details.handler);
            }
            block = details.outer;
        }
        Err(Reason::Nesting)
    }

    /// Counts a block about to be opened in another: all, and those for exceptions.
    fn check_nesting(&mut self, mut block: Block, kind: Kind) -> Result<(), Reason> {
        let mut handlers = u32::from(kind != Kind::Loop);
        for _ in 0..MAX_NESTING {
            let Some(details) = self.details(block) else {
                self.max_handlers = self.max_handlers.max(handlers);
                return if handlers <= self.handlers { Ok(()) } else { Err(Reason::Handlers) };
            };
            handlers += u32::from(details.kind != Kind::Loop);
            block = details.outer;
        }
        Err(Reason::Nesting)
    }

    /// Notes that the stack gets as deep as `depth + more`.
    fn reserve(&mut self, depth: u32, more: u32) -> Result<u32, Reason> {
        let depth = depth.saturating_add(more);
        self.max_depth = self.max_depth.max(depth);
        if depth <= self.room { Ok(depth) } else { Err(Reason::Overflow) }
    }

    /// The state after an instruction that opens or ends no block.
    fn apply(&mut self, state: State, effect: Effect) -> Result<State, Reason> {
        let State { depth, mut block } = state;
        let floor = self.floor(block);
        let left = u64::from(depth).checked_sub(effect.takes).filter(|&left| left >= u64::from(floor));
        // It is no more than the depth was.
        let left = left.ok_or(Reason::Underflow)? as u32;
        if block.stage == Stage::Entered
            && left == floor
            && effect.takes > 0
            && self.details(block).is_some_and(|details| details.kind == Kind::Except)
        {
            // The exception it was entered with is no longer there for `END_FINALLY`.
            block.stage = Stage::Caught;
        }
        let more = u32::try_from(effect.leaves).map_err(|_| Reason::Overflow)?;
        Ok(State { depth: self.reserve(left, more)?, block })
    }

    /// Follows one instruction: notes where it jumps, gives where it falls through to.
    fn step(&mut self, at: usize) -> Result<Next, Reason> {
        let instruction = self.code.instruction(at)?;
        let state = self.cells.state(at).ok_or(Reason::Conflict)?;
        let Instruction { next, opcode, extra, .. } = instruction;
        let arg = u32::try_from(instruction.arg).unwrap_or(0);
        let effect = effect(opcode, arg, extra);
        let state = match opcode {
            Opcode::Jump => return self.branch(&instruction, state).map(|()| None),
            Opcode::PopJumpIfTrue | Opcode::PopJumpIfFalse => {
                let state = self.apply(state, effect)?;
                self.branch(&instruction, state)?;
                state
            }
            Opcode::JumpIfTrueOrPop | Opcode::JumpIfFalseOrPop => {
                let kept = self.apply(state, Effect { leaves: 1, ..effect })?;
                self.branch(&instruction, kept)?;
                State { depth: kept.depth - 1, ..kept }
            }
            Opcode::SetupExcept | Opcode::SetupFinally | Opcode::SetupWith => {
                self.set_up(&instruction, state)?
            }
            Opcode::PopExceptJump => return self.leave_except(&instruction, state).map(|()| None),
            Opcode::UnwindJump => return self.unwind(&instruction, state).map(|()| None),
            Opcode::EndFinally => self.end_finally(state)?,
            // Followed with the block it belongs to.
            Opcode::WithCleanup => return Err(Reason::Block),
            Opcode::GetIterStack => self.open_loop(&instruction, state)?,
            Opcode::LoadNull => return self.load_null(&instruction, state),
            Opcode::ForIter => self.iterate(&instruction, state)?,
            Opcode::PopTop => self.pop(state, effect)?,
            Opcode::DupTop => self.duplicate(state, effect)?,
            Opcode::LoadConstNone => match self.ends_body(next, state)? {
                true => return Ok(None),
                false => self.apply(state, effect)?,
            },
            Opcode::StoreComp => {
                self.check_collection(state, arg >> 2)?;
                self.apply(state, effect)?
            }
            _ => {
                let state = self.apply(state, effect)?;
                if opcode.ends_flow() {
                    return Ok(None);
                }
                state
            }
        };
        Ok(Some((next, state)))
    }

    fn branch(&mut self, instruction: &Instruction, state: State) -> Result<(), Reason> {
        let target = instruction.target().ok_or(CodeErrorKind::JumpOutside)?;
        self.jump(instruction.offset, target, state)
    }

    /// The block that an instruction opens in the block that it is in.
    fn open(&mut self, instruction: &Instruction, outer: Block, kind: Kind) -> Result<Block, Reason> {
        self.check_nesting(outer, kind)?;
        // Bytecode is shorter than the cells allow.
        Ok(Block { opened: instruction.offset as u32 + 1, stage: Stage::Body })
    }

    /// Opens an exception block, and notes how its handler is entered.
    fn set_up(&mut self, instruction: &Instruction, state: State) -> Result<State, Reason> {
        let handler = instruction.target().ok_or(CodeErrorKind::JumpOutside)?;
        let kind = self.kind(instruction).ok_or(Reason::Block)?;
        // Managers must not be the exception a handler was entered with: that one is on
        // the stack, as far as the code around is concerned.
        let managers = u64::from(matches!(kind, Kind::With | Kind::AsyncWith));
        if self.apply(state, Effect { takes: managers, leaves: managers })? != state {
            return Err(Reason::Underflow);
        }
        let block = self.open(instruction, state.block, kind)?;
        let entered = Block { stage: Stage::Entered, ..block };
        let depth = state.depth;
        match kind {
            Kind::Finally | Kind::Except => {
                let pushed = if kind == Kind::Finally { UNWINDING } else { 1 };
                let depth = self.reserve(depth, pushed)?;
                self.branch(instruction, State { depth, block: entered })?;
                Ok(State { depth: depth - pushed, block })
            }
            Kind::With => {
                self.set_up_with(instruction, handler, state)?;
                Ok(State { depth: depth + 2, block })
            }
            Kind::AsyncWith => {
                self.set_up_async_with(instruction, handler, state)?;
                Ok(State { depth, block })
            }
            Kind::Loop => Err(Reason::Block),
        }
    }

    /// Notes the end of a `with` statement: two instructions, then on without the manager.
    fn set_up_with(&mut self, instruction: &Instruction, handler: usize, state: State) -> Result<(), Reason> {
        // In place of the manager are its exit and itself, then the bound `__enter__`, or
        // three arguments of `__exit__`, or one more while it is called during an unwinding.
        self.reserve(state.depth, 4)?;
        let last = shapes::with_exit(self.code, handler).ok_or(Reason::Block)?;
        self.close(instruction, handler..last + 1, state)
    }

    fn set_up_async_with(
        &mut self,
        instruction: &Instruction,
        handler: usize,
        state: State,
    ) -> Result<(), Reason> {
        self.reserve(state.depth, ASYNC_EXIT_ROOM)?;
        let exit = shapes::async_exit(self.code, handler).ok_or(Reason::Block)?;
        self.close(instruction, handler..exit.end, state)
    }

    /// Keeps paths out of the end of a block with a manager, and notes the way on from it.
    fn close(&mut self, opener: &Instruction, end: Range<usize>, state: State) -> Result<(), Reason> {
        let mut at = end.start;
        while at < end.end {
            self.cells.enclose(at)?;
            at = self.code.instruction(at)?.next;
        }
        self.jump(opener.offset, end.end, State { depth: state.depth - 1, ..state })
    }

    /// Whether the None before `next` ends the body of a block regularly, so that the way
    /// to its handler, which is already noted, is the only one on.
    fn ends_body(&mut self, next: usize, state: State) -> Result<bool, Reason> {
        let Some(details) = self.details(state.block).filter(|_| state.block.stage == Stage::Body) else {
            return Ok(false);
        };
        let ends = state.depth == details.base
            && match details.kind {
                Kind::Loop | Kind::Except => false,
                Kind::Finally | Kind::With => next == details.handler,
                Kind::AsyncWith => self.ends_async_body(next, &details)?,
            };
        if ends {
            self.reserve(state.depth, 1)?;
        }
        Ok(ends)
    }

    fn ends_async_body(&mut self, next: usize, details: &Details) -> Result<bool, Reason> {
        let exit = shapes::async_exit(self.code, details.handler).ok_or(Reason::Block)?;
        let Some(jump) = shapes::async_body_end(self.code, next) else {
            return Ok(false);
        };
        if jump.target() != Some(exit.regular) || jump.next > details.handler {
            return Ok(false);
        }
        self.cells.enclose(next)?;
        self.cells.enclose(jump.offset)?;
        Ok(true)
    }

    /// `POP_EXCEPT_JUMP`: the body of an exception block, or its handler, is over.
    fn leave_except(&mut self, instruction: &Instruction, state: State) -> Result<(), Reason> {
        let details = self.details(state.block).ok_or(Reason::Block)?;
        let fits = details.kind == Kind::Except
            && state.block.stage != Stage::Entered
            && state.depth == details.base;
        if !fits {
            return Err(Reason::Block);
        }
        self.branch(instruction, State { depth: details.base, block: details.outer })
    }

    /// `END_FINALLY`, which finds nothing but what the handler was entered with.
    fn end_finally(&mut self, state: State) -> Result<State, Reason> {
        let details = self.details(state.block).filter(|_| state.block.stage == Stage::Entered);
        let details = details.ok_or(Reason::Block)?;
        if state.depth != details.base + entered_with(details.kind) {
            return Err(Reason::Block);
        }
        Ok(State { depth: details.base, block: details.outer })
    }

    /// `UNWIND_JUMP`, and the handlers it runs: at each of the blocks that it leaves, the
    /// stack must hold nothing that would still be there at its target.
    fn unwind(&mut self, instruction: &Instruction, state: State) -> Result<(), Reason> {
        let State { mut depth, mut block } = state;
        if depth < self.floor(block) {
            return Err(Reason::Underflow);
        }
        for _ in 0..instruction.extra & 0x7f {
            let details = self.details(block).ok_or(Reason::Block)?;
            let own = match (details.kind, block.stage) {
                (Kind::Loop, _) | (Kind::Except, Stage::Entered) => return Err(Reason::Block),
                (kind, Stage::Entered) => entered_with(kind),
                _ => 0,
            };
            if depth != details.base + own {
                return Err(Reason::Block);
            }
            (depth, block) = (details.depth_after(), details.outer);
        }
        if instruction.extra & 0x80 != 0 {
            let details = self.details(block).filter(|details| details.kind == Kind::Loop);
            let details = details.filter(|details| depth == details.base + ITERATOR).ok_or(Reason::Block)?;
            (depth, block) = (details.base, details.outer);
        }
        self.branch(instruction, State { depth, block })
    }

    fn open_loop(&mut self, instruction: &Instruction, state: State) -> Result<State, Reason> {
        let after = self.apply(state, Effect { takes: 1, leaves: ITERATOR.into() })?;
        if after.block != state.block {
            return Err(Reason::Underflow);
        }
        Ok(State { block: self.open(instruction, state.block, Kind::Loop)?, ..after })
    }

    /// `LOAD_NULL`, with which the loop of a generator expression begins.
    fn load_null(&mut self, instruction: &Instruction, state: State) -> Result<Next, Reason> {
        let after = self.apply(state, Effect { takes: 0, leaves: 1 })?;
        let Some((rest, next)) = shapes::generator_loop(self.code, instruction.offset) else {
            return Ok(Some((instruction.next, after)));
        };
        for at in rest {
            self.cells.enclose(at)?;
        }
        let depth = self.reserve(state.depth, ITERATOR)?;
        Ok(Some((next, State { depth, block: self.open(instruction, state.block, Kind::Loop)? })))
    }

    fn iterate(&mut self, instruction: &Instruction, state: State) -> Result<State, Reason> {
        let details = self.details(state.block).filter(|details| details.kind == Kind::Loop);
        let details = details.ok_or(Reason::Block)?;
        if state.depth != details.base + ITERATOR {
            return Err(Reason::Block);
        }
        self.branch(instruction, State { depth: details.base, block: details.outer })?;
        Ok(State { depth: self.reserve(state.depth, 1)?, ..state })
    }

    /// `POP_TOP`, which may also drop a loop's iterator, slot by slot.
    fn pop(&mut self, state: State, effect: Effect) -> Result<State, Reason> {
        match self.details(state.block) {
            Some(Details { kind: Kind::Loop, base, outer, .. }) if state.depth <= base + ITERATOR => {
                let depth = state.depth - 1;
                Ok(State { depth, block: if depth == base { outer } else { state.block } })
            }
            _ => self.apply(state, effect),
        }
    }

    /// `DUP_TOP`, which may also read the exception a handler was entered with, and what was
    /// on top when an exception block was opened.
    fn duplicate(&mut self, state: State, effect: Effect) -> Result<State, Reason> {
        let readable = match (self.details(state.block), state.block.stage) {
            (Some(Details { kind: Kind::Except, base, .. }), Stage::Entered) => state.depth == base + 1,
            (
                Some(Details { kind: Kind::Except | Kind::Finally | Kind::AsyncWith, base, outer, .. }),
                Stage::Body,
            ) => state.depth == base && base > self.floor(outer),
            _ => false,
        };
        match readable {
            true => Ok(State { depth: self.reserve(state.depth, 1)?, ..state }),
            false => self.apply(state, effect),
        }
    }

    /// Checks that `STORE_COMP` finds an ordinary value so far below the top, and not below
    /// slots whose number varies.
    fn check_collection(&self, state: State, below: u32) -> Result<(), Reason> {
        let slot =
            state.depth.checked_sub(1).and_then(|top| top.checked_sub(below)).ok_or(Reason::Underflow)?;
        let mut block = state.block;
        while let Some(details) = self.details(block) {
            if slot >= self.floor(block) {
                return Ok(());
            }
            let varies = details.kind == Kind::Finally && block.stage == Stage::Entered;
            if varies || details.kind == Kind::Loop && slot >= details.base {
                return Err(Reason::Underflow);
            }
            block = details.outer;
        }
        Ok(())
    }
}

/// How many slots of its own the handler of a block has on the stack.
fn entered_with(kind: Kind) -> u32 {
    match kind {
        Kind::Except => 1,
        _ => UNWINDING,
    }
}
