//! A stand-in for the interpreter that runs verified functions with made-up values, taking
//! branches, ending loops and raising exceptions at random, and that checks everything
//! which verifying promises. And the mutations that make hostile functions of sound ones.
use constrictor_bytecode::instructions::{Instruction, Parts};
use constrictor_bytecode::opcode::{Opcode, Operand};
use constrictor_vm::verify::{Limits, Verified, async_exit, scratch_len, verify};

/// Pseudo-random numbers (xorshift).
#[derive(Clone)]
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 16) as usize % limit.max(1)
    }

    pub fn one_in(&mut self, odds: usize) -> bool {
        self.below(odds) == 0
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    Return,
    Jump(u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value {
    None,
    Int,
    Object,
    Null,
    Exception,
    /// A slot of an iterator kept on the stack, with which one it is.
    Iterator(u32, u8),
    /// The exit of a context manager, or itself.
    Manager,
    /// Where an unwinding jump goes on.
    Target(usize),
    /// Why a handler runs.
    Cause(Cause),
}

#[derive(Clone, Copy, Debug)]
struct Block {
    handler: usize,
    depth: usize,
    is_finally: bool,
    /// Whether its handler runs.
    active: bool,
}

/// What is wrong with a function that was verified.
pub type Violation = String;

pub struct Monitor<'a> {
    bytecode: &'a [u8],
    instructions: &'a [Option<Instruction>],
    verified: &'a Verified,
    limits: Limits,
    stack: Vec<Option<Value>>,
    depth: usize,
    blocks: Vec<Block>,
    iterators: u32,
    ip: usize,
    random: Random,
    /// An exception is raised at one instruction in so many.
    odds: usize,
    pub steps: u64,
    /// What was done, by what: for knowing that all of it happens.
    pub events: Events,
}

#[derive(Clone, Copy, Default, Debug)]
pub struct Events {
    pub handled: u64,
    pub returns_unwound: u64,
    pub jumps_unwound: u64,
    pub async_exits: u64,
    pub cancelled: u64,
    pub finished: u64,
}

impl Events {
    pub fn add(&mut self, other: &Events) {
        self.handled += other.handled;
        self.returns_unwound += other.returns_unwound;
        self.jumps_unwound += other.jumps_unwound;
        self.async_exits += other.async_exits;
        self.cancelled += other.cancelled;
        self.finished += other.finished;
    }
}

macro_rules! ensure {
    ($condition:expr, $($message:tt)*) => { if !$condition { return Err(format!($($message)*)); } };
}

impl<'a> Monitor<'a> {
    pub fn new(
        bytecode: &'a [u8],
        instructions: &'a [Option<Instruction>],
        verified: &'a Verified,
        limits: Limits,
        mut random: Random,
    ) -> Self {
        let room = verified.max_depth;
        let odds = [6, 20, 60, usize::MAX][random.below(4)];
        Monitor {
            bytecode,
            instructions,
            verified,
            limits,
            stack: vec![None; room],
            depth: 0,
            blocks: Vec::new(),
            iterators: 0,
            ip: 0,
            random,
            odds,
            steps: 0,
            events: Events::default(),
        }
    }

    pub fn run(&mut self, most: u64) -> Result<(), Violation> {
        while self.steps < most {
            self.steps += 1;
            match self.step() {
                Ok(true) => {}
                Ok(false) => {
                    self.events.finished += 1;
                    return Ok(());
                }
                Err(error) => return Err(format!("at {}: {error}", self.ip)),
            }
        }
        Ok(())
    }

    fn push(&mut self, value: Value) -> Result<(), Violation> {
        ensure!(self.depth < self.stack.len(), "push beyond the frame");
        self.stack[self.depth] = Some(value);
        self.depth += 1;
        Ok(())
    }

    /// Uses slots above the top for a moment.
    fn transient(&mut self, slots: usize) -> Result<(), Violation> {
        ensure!(self.depth + slots <= self.stack.len(), "transient use beyond the frame");
        for slot in &mut self.stack[self.depth..self.depth + slots] {
            *slot = Some(Value::Object);
        }
        Ok(())
    }

    fn any(&mut self) -> Result<Value, Violation> {
        ensure!(self.depth > 0, "pop below the bottom");
        self.depth -= 1;
        self.stack[self.depth].ok_or_else(|| "a slot never written".into())
    }

    fn peek(&self) -> Result<Value, Violation> {
        ensure!(self.depth > 0, "read below the bottom");
        self.stack[self.depth - 1].ok_or_else(|| "a slot never written".into())
    }

    fn pop(&mut self) -> Result<Value, Violation> {
        let value = self.any()?;
        self.ordinary(value)?;
        Ok(value)
    }

    /// Whether the current instruction is part of the end of an `async with` statement.
    fn in_async_exit(&self) -> bool {
        self.blocks.last().is_some_and(|block| {
            let exit = async_exit(self.bytecode, block.handler).filter(|_| block.is_finally);
            exit.is_some_and(|exit| (block.handler..exit.end).contains(&self.ip))
        })
    }

    fn ordinary(&self, value: Value) -> Result<(), Violation> {
        let special =
            matches!(value, Value::Iterator(..) | Value::Manager | Value::Target(_) | Value::Cause(_));
        ensure!(!special || self.in_async_exit(), "{value:?} used as a value");
        Ok(())
    }

    fn take(&mut self, count: usize) -> Result<(), Violation> {
        for _ in 0..count {
            self.pop()?;
        }
        Ok(())
    }

    fn replace(&mut self, takes: usize, leaves: usize) -> Result<(), Violation> {
        self.take(takes)?;
        for _ in 0..leaves {
            let value = match self.random.below(6) {
                0 => Value::None,
                1 => Value::Int,
                2 => Value::Null,
                3 => Value::Exception,
                _ => Value::Object,
            };
            self.push(value)?;
        }
        Ok(())
    }

    fn enter(&mut self, block: Block, unwinding: bool) {
        self.ip = block.handler;
        if let Some(top) = self.blocks.last_mut() {
            top.active = true;
        }
        if let Some(exit) = async_exit(self.bytecode, block.handler).filter(|_| block.is_finally) {
            self.events.async_exits += 1;
            self.ip = if unwinding { exit.unwinding } else { exit.exception };
        }
    }

    fn cut(&mut self, depth: usize) -> Result<(), Violation> {
        ensure!(depth <= self.depth, "cutting the stack back to more than it has");
        self.depth = depth;
        Ok(())
    }

    fn raise(&mut self) -> Result<bool, Violation> {
        while self.blocks.last().is_some_and(|block| block.handler <= self.ip) {
            self.blocks.pop();
        }
        let Some(&block) = self.blocks.last() else {
            return Ok(false);
        };
        self.events.handled += 1;
        self.cut(block.depth)?;
        self.push(Value::Exception)?;
        self.enter(block, false);
        Ok(true)
    }

    fn unwind_return(&mut self) -> Result<bool, Violation> {
        self.any()?;
        while let Some(&block) = self.blocks.last() {
            if block.is_finally && block.handler > self.ip {
                self.events.returns_unwound += 1;
                self.cut(block.depth)?;
                self.push(Value::Object)?;
                self.push(Value::Cause(Cause::Return))?;
                self.enter(block, true);
                return Ok(true);
            }
            if block.is_finally {
                self.events.cancelled += 1;
            }
            self.blocks.pop();
        }
        Ok(false)
    }

    fn unwind_jump(&mut self, target: usize, mut count: u8) -> Result<bool, Violation> {
        while count & 0x7f > 0 {
            count -= 1;
            let Some(&block) = self.blocks.last() else {
                return Err("more blocks left than open".into());
            };
            if block.is_finally && block.handler > self.ip {
                self.events.jumps_unwound += 1;
                ensure!(self.depth == block.depth, "unwinding with values left");
                self.push(Value::Target(target))?;
                self.push(Value::Cause(Cause::Jump(count)))?;
                self.enter(block, true);
                return Ok(true);
            }
            if block.is_finally {
                self.events.cancelled += 1;
                self.cut(block.depth)?;
            }
            self.blocks.pop();
        }
        if count != 0 {
            self.check_iterator()?;
            self.depth -= 4;
        }
        self.ip = target;
        Ok(true)
    }

    fn check_iterator(&self) -> Result<(), Violation> {
        ensure!(self.depth >= 4, "an iterator below the bottom");
        let slots = &self.stack[self.depth - 4..self.depth];
        let sound = match slots[0] {
            Some(Value::Null) => {
                let object = slots[1].is_some_and(|value| self.ordinary(value).is_ok());
                object && slots[2] == Some(Value::Null) && slots[3] == Some(Value::Null)
            }
            Some(Value::Iterator(id, 0)) => {
                (1..4).all(|part| slots[usize::from(part)] == Some(Value::Iterator(id, part)))
            }
            _ => false,
        };
        ensure!(sound, "no iterator: {slots:?}");
        Ok(())
    }

    fn set_up(&mut self, handler: Option<usize>, is_finally: bool) -> Result<(), Violation> {
        let handler = handler.ok_or("no target")?;
        ensure!(self.blocks.len() < self.verified.max_handlers, "too many blocks");
        self.blocks.push(Block { handler, depth: self.depth, is_finally, active: false });
        Ok(())
    }

    /// Checks that addresses tell which handlers run.
    fn check_blocks(&mut self) -> Result<(), Violation> {
        if let Some(&block) = self.blocks.last()
            && block.is_finally
            && !block.active
        {
            let exit = async_exit(self.bytecode, block.handler);
            let entry = exit.map_or(block.handler, |exit| exit.regular);
            if self.ip == entry
                && self.blocks.last_mut().is_some_and(|top| std::mem::replace(&mut top.active, true))
            {
                return Err("entered twice".into());
            }
        }
        let wrong = self.blocks.iter().find(|block| block.active != (block.handler <= self.ip));
        match wrong {
            Some(block) => Err(format!("{block:?} is not told by its address")),
            None => Ok(()),
        }
    }

    /// Runs an instruction; whether to go on.
    fn step(&mut self) -> Result<bool, Violation> {
        use Opcode::*;
        let Some(instruction) = self.instructions.get(self.ip).copied().flatten() else {
            return Err("no instruction here".into());
        };
        self.check_blocks()?;
        let Instruction { next, opcode, extra, .. } = instruction;
        let target = instruction.target();
        let arg = instruction.arg as usize;
        if self.random.one_in(self.odds) {
            return self.raise();
        }
        match opcode.operand() {
            Operand::Name => ensure!(arg < self.limits.names, "no such name"),
            Operand::Constant => ensure!(arg < self.limits.constants, "no such constant"),
            Operand::Child | Operand::ChildThenByte => {
                ensure!(arg < self.limits.children, "no such child")
            }
            _ => {}
        }
        let arguments = (arg & 0xff) + 2 * (arg >> 8 & 0xff);
        let jumps = self.random.one_in(2);
        match opcode {
            LoadFastN | LoadFastMulti | LoadDeref | StoreFastN | StoreFastMulti | StoreDeref | DeleteFast
            | DeleteDeref => {
                ensure!(arg < self.verified.locals, "no such local");
                match opcode {
                    LoadFastN | LoadFastMulti | LoadDeref => self.push(Value::Object)?,
                    StoreFastN | StoreFastMulti | StoreDeref => self.take(1)?,
                    _ => {}
                }
            }
            LoadConstNone => self.push(Value::None)?,
            LoadConstSmallInt | LoadConstSmallIntMulti => self.push(Value::Int)?,
            LoadNull => self.push(Value::Null)?,
            LoadConstString | LoadName | LoadGlobal | LoadConstObj | LoadConstFalse | LoadConstTrue
            | LoadBuildClass | BuildMap | MakeFunction => self.push(Value::Object)?,
            DeleteName | DeleteGlobal => {}
            LoadAttr | GetIter | UnaryOpMulti => self.replace(1, 1)?,
            YieldValue => {
                ensure!(self.verified.prelude.has(1), "not a generator");
                self.replace(1, 1)?
            }
            LoadMethod => self.replace(1, 2)?,
            ImportFrom => {
                let module = self.peek()?;
                self.ordinary(module)?;
                self.push(Value::Object)?
            }
            LoadSuperMethod => self.replace(3, 2)?,
            StoreName | StoreGlobal | ImportStar => self.take(1)?,
            StoreAttr => self.take(2)?,
            StoreSubscr => self.take(3)?,
            StoreMap => {
                self.take(2)?;
                let map = self.peek()?;
                self.ordinary(map)?
            }
            LoadSubscr | ImportName | BinaryOpMulti | MakeFunctionDefargs => self.replace(2, 1)?,
            YieldFrom => {
                ensure!(self.verified.prelude.has(1), "not a generator");
                self.replace(2, 1)?
            }
            MakeClosure => self.replace(extra.into(), 1)?,
            MakeClosureDefargs => self.replace(usize::from(extra) + 2, 1)?,
            BuildTuple | BuildList | BuildSet => self.replace(arg, 1)?,
            BuildSlice => {
                ensure!((2..=3).contains(&arg) && next == self.ip + 2, "slices have 2 or 3 bounds");
                self.replace(arg, 1)?
            }
            UnpackSequence => self.replace(1, arg)?,
            UnpackEx => {
                ensure!(arg <= 0xffff, "counts of a byte");
                self.replace(1, 1 + (arg & 0xff) + (arg >> 8))?
            }
            CallFunction | CallFunctionVarKw | CallMethod | CallMethodVarKw => {
                ensure!(arg <= 0xffff, "counts of a byte");
                let more = match opcode {
                    CallFunction => 1,
                    CallMethodVarKw => 3,
                    _ => 2,
                };
                self.replace(arguments + more, 1)?
            }
            StoreComp => {
                ensure!(arg & 3 < 3, "a kind of collection");
                let below = arg >> 2;
                ensure!(below < self.depth, "a collection below the bottom");
                let collection = self.stack[self.depth - 1 - below].ok_or("never written")?;
                ensure!(
                    !matches!(collection, Value::Iterator(..) | Value::Target(_) | Value::Cause(_)),
                    "{collection:?} as a collection"
                );
                self.take(if arg & 3 == 1 { 2 } else { 1 })?
            }
            DupTop => {
                let top = self.peek()?;
                self.ordinary(top)?;
                self.push(top)?
            }
            DupTopTwo => {
                ensure!(self.depth >= 2, "two below the bottom");
                for _ in 0..2 {
                    let value = self.stack[self.depth - 2].ok_or("never written")?;
                    self.ordinary(value)?;
                    self.push(value)?;
                }
            }
            PopTop => {
                let value = self.any()?;
                if !matches!(value, Value::Iterator(..)) {
                    self.ordinary(value)?;
                }
            }
            RotTwo | RotThree => {
                let count = if opcode == RotTwo { 2 } else { 3 };
                ensure!(self.depth >= count, "rotating below the bottom");
                let slots = &self.stack[self.depth - count..self.depth];
                for slot in slots {
                    self.ordinary(slot.ok_or("never written")?)?;
                }
                self.stack[self.depth - count..self.depth].rotate_right(1);
            }
            GetIterStack => {
                self.take(1)?;
                self.iterators += 1;
                if self.random.one_in(4) {
                    for value in [Value::Null, Value::Object, Value::Null, Value::Null] {
                        self.push(value)?;
                    }
                } else {
                    for part in 0..4 {
                        self.push(Value::Iterator(self.iterators, part))?;
                    }
                }
            }
            ForIter => {
                self.check_iterator()?;
                if self.random.one_in(3) {
                    self.depth -= 4;
                    self.ip = target.ok_or("no target")?;
                    return Ok(true);
                }
                self.push(Value::Object)?
            }
            Jump => {
                self.ip = target.ok_or("no target")?;
                return Ok(true);
            }
            PopJumpIfTrue | PopJumpIfFalse => {
                self.take(1)?;
                if jumps {
                    self.ip = target.ok_or("no target")?;
                    return Ok(true);
                }
            }
            JumpIfTrueOrPop | JumpIfFalseOrPop => {
                let top = self.peek()?;
                self.ordinary(top)?;
                if jumps {
                    self.ip = target.ok_or("no target")?;
                    return Ok(true);
                }
                self.take(1)?
            }
            SetupExcept => self.set_up(target, false)?,
            SetupFinally => self.set_up(target, true)?,
            SetupWith => {
                self.take(1)?;
                self.transient(4)?;
                self.push(Value::Manager)?;
                self.push(Value::Manager)?;
                self.set_up(target, true)?;
                self.push(Value::Object)?
            }
            WithCleanup => {
                let top = self.any()?;
                let below = match top {
                    Value::Cause(_) => Some(self.any()?),
                    Value::None | Value::Exception => None,
                    _ => return Err(format!("{top:?} at the end of with")),
                };
                ensure!(self.blocks.last().is_some_and(|block| block.handler == self.ip), "not its handler");
                for _ in 0..2 {
                    let manager = self.any()?;
                    ensure!(manager == Value::Manager, "{manager:?} as the manager");
                }
                self.transient(5)?;
                if let Some(below) = below {
                    self.push(below)?;
                }
                let swallowed = top == Value::Exception && self.random.one_in(2);
                self.push(if swallowed { Value::None } else { top })?;
            }
            EndFinally => {
                let Some(block) = self.blocks.last() else {
                    return Err("no block ends here".into());
                };
                ensure!(block.handler <= self.ip, "a block ends before its handler");
                self.blocks.pop();
                match self.peek()? {
                    Value::None => {
                        self.any()?;
                    }
                    Value::Exception => return self.raise(),
                    Value::Cause(Cause::Return) => {
                        self.any()?;
                        return self.unwind_return();
                    }
                    Value::Cause(Cause::Jump(count)) => {
                        self.any()?;
                        let Value::Target(target) = self.any()? else {
                            return Err("a jump without a target".into());
                        };
                        return self.unwind_jump(target, count);
                    }
                    other => return Err(format!("{other:?} at the end of finally")),
                }
            }
            PopExceptJump => {
                let Some(block) = self.blocks.pop() else {
                    return Err("no block to leave".into());
                };
                ensure!(!block.is_finally, "a finally part is skipped");
                ensure!(block.depth == self.depth, "values left in an except block");
                self.ip = target.ok_or("no target")?;
                return Ok(true);
            }
            UnwindJump => return self.unwind_jump(target.ok_or("no target")?, extra),
            ReturnValue => {
                let value = self.peek()?;
                self.ordinary(value)?;
                return self.unwind_return();
            }
            RaiseLast => return self.raise(),
            RaiseObj => {
                self.take(1)?;
                return self.raise();
            }
            RaiseFrom => {
                self.take(2)?;
                return self.raise();
            }
        }
        self.ip = next;
        Ok(true)
    }
}

/// What trying a function came to.
#[derive(Default, Clone, Copy, Debug)]
pub struct Tally {
    pub tried: u64,
    pub accepted: u64,
    pub steps: u64,
    pub events: Events,
}

/// Verifies a function and, if it is accepted, runs it some times.
pub fn attempt(
    function: &[u8],
    limits: Limits,
    scratch: &mut Vec<u32>,
    random: &mut Random,
    runs: u64,
    tally: &mut Tally,
) -> Result<bool, Violation> {
    tally.tried += 1;
    let needed = scratch_len(function);
    if scratch.len() < needed {
        scratch.resize(needed, 0);
    }
    // Whatever the memory holds is to make no difference.
    let Ok(verified) = verify(function, &limits, &mut scratch[..needed]) else {
        return Ok(false);
    };
    tally.accepted += 1;
    let parts = Parts::read(function).map_err(|error| error.to_string())?;
    if verified.frame_len() > parts.prelude.n_state as usize + 1
        || verified.max_handlers > parts.prelude.n_exc_stack as usize
    {
        return Err("more than the prelude says".into());
    }
    for &cell in &function[verified.cells.clone()] {
        if usize::from(cell) >= verified.locals {
            return Err("a cell beyond the locals".into());
        }
    }
    let mut instructions = vec![None; parts.bytecode.len()];
    for instruction in parts.instructions() {
        let instruction = instruction.map_err(|error| error.to_string())?;
        instructions[instruction.offset] = Some(instruction);
    }
    for _ in 0..runs {
        let seed = Random(random.next() | 1);
        let mut monitor = Monitor::new(parts.bytecode, &instructions, &verified, limits, seed);
        let outcome = monitor.run(400);
        tally.steps += monitor.steps;
        tally.events.add(&monitor.events);
        outcome?;
    }
    Ok(true)
}

/// A function to make mutants of.
#[derive(Clone)]
pub struct Subject {
    pub function: Vec<u8>,
    pub limits: Limits,
}

/// Makes a mutant of a function: of its bytes, or of its instructions with their jumps
/// kept in step.
pub fn mutate(subject: &[u8], others: &[u8], random: &mut Random) -> Vec<u8> {
    match random.below(3) {
        0 => mutate_bytes(subject, random),
        _ => mutate_instructions(subject, others, random).unwrap_or_else(|| mutate_bytes(subject, random)),
    }
}

fn mutate_bytes(subject: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = subject.to_vec();
    for _ in 0..=random.below(3) {
        if bytes.is_empty() {
            break;
        }
        let at = random.below(bytes.len());
        match random.below(6) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = random.next() as u8,
            2 => bytes[at] = any_opcode(random).number(),
            3 => bytes[at] = bytes[at].wrapping_add(random.below(9) as u8).wrapping_sub(4),
            4 if bytes.len() > 4 => {
                bytes.remove(at);
            }
            _ => bytes.insert(at, any_opcode(random).number()),
        }
    }
    bytes
}

/// Opcodes that matter most here come more often.
fn any_opcode(random: &mut Random) -> Opcode {
    use Opcode::*;
    const BLOCKS: [Opcode; 20] = [
        SetupWith,
        SetupExcept,
        SetupFinally,
        PopExceptJump,
        EndFinally,
        WithCleanup,
        UnwindJump,
        ForIter,
        GetIterStack,
        LoadConstNone,
        PopTop,
        DupTop,
        RotTwo,
        RotThree,
        ReturnValue,
        RaiseObj,
        Jump,
        LoadNull,
        PopJumpIfTrue,
        StoreComp,
    ];
    match random.below(2) {
        0 => BLOCKS[random.below(BLOCKS.len())],
        _ => Opcode::ALL[random.below(Opcode::ALL.len())],
    }
}

/// An instruction whose jump leads to an instruction by index.
#[derive(Clone, Copy, Debug)]
struct Item {
    opcode: Opcode,
    arg: i64,
    extra: u8,
    target: Option<usize>,
}

fn items(function: &[u8]) -> Option<(usize, Vec<Item>)> {
    let parts = Parts::read(function).ok()?;
    let decoded = parts.instructions().collect::<Result<Vec<_>, _>>().ok()?;
    let index = |at: usize| decoded.binary_search_by_key(&at, |one| one.offset).ok();
    let items = decoded.iter().map(|one| Item {
        opcode: one.opcode,
        arg: one.arg,
        extra: one.extra,
        target: one.target().map(|at| index(at).unwrap_or(0)),
    });
    Some((function.len() - parts.bytecode.len(), items.collect()))
}

fn encode(head: &[u8], items: &[Item]) -> Option<Vec<u8>> {
    let mut starts = Vec::new();
    let mut at = 0;
    let mut bodies = Vec::new();
    for item in items {
        starts.push(at);
        let mut body = Vec::new();
        match item.opcode.operand() {
            Operand::None => body.push(item.opcode.number()),
            Operand::Embedded => {
                let embedded = match item.opcode {
                    Opcode::LoadConstSmallIntMulti => item.arg + 16,
                    _ => item.arg,
                };
                body.push(item.opcode.with_embedded(u8::try_from(embedded).ok()?)?);
            }
            Operand::SmallInt => {
                body.push(item.opcode.number());
                constrictor_bytecode::varint::write_signed(&mut body, item.arg);
            }
            operand if operand.is_label() => body.extend([item.opcode.number(), 0, 0]),
            _ => {
                body.push(item.opcode.number());
                constrictor_bytecode::varint::write_unsigned(&mut body, u64::try_from(item.arg).ok()?);
            }
        }
        if item.opcode.operand().has_extra_byte() {
            body.push(item.extra);
        }
        at += body.len();
        bodies.push(body);
    }
    let mut function = head.to_vec();
    for (index, (item, mut body)) in items.iter().zip(bodies).enumerate() {
        if item.opcode.operand().is_label() {
            let target = *starts.get(item.target.unwrap_or(0))? as i64;
            let bias = if item.opcode.operand() == Operand::UnsignedLabel { 0 } else { 0x4000 };
            let distance = target - (starts[index] as i64 + 3) + bias;
            let distance = u16::try_from(distance).ok().filter(|distance| *distance < 0x8000)?;
            body[1] = 0x80 | (distance & 0x7f) as u8;
            body[2] = (distance >> 7) as u8;
        }
        function.extend(body);
    }
    Some(function)
}

fn any_item(random: &mut Random, count: usize) -> Item {
    let opcode = any_opcode(random);
    let arg = match opcode.operand() {
        Operand::Embedded => random.below(usize::from(opcode.count()).min(6)) as i64,
        _ => random.below(7) as i64,
    };
    let extra = [0, 1, 2, 0x80, 0x81, 0x82][random.below(6)];
    Item { opcode, arg, extra, target: opcode.operand().is_label().then(|| random.below(count)) }
}

fn mutate_instructions(subject: &[u8], others: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let (start, mut list) = items(subject)?;
    if list.is_empty() {
        return None;
    }
    for _ in 0..=random.below(4) {
        let count = list.len();
        let at = random.below(count);
        match random.below(10) {
            0 | 1 => {
                let item = any_item(random, count);
                insert(&mut list, at, &[item]);
            }
            2 if count > 2 => remove(&mut list, at),
            3 => list[at] = any_item(random, count),
            4 => {
                let other = random.below(count);
                list.swap(at, other);
            }
            5 | 6 => retarget(&mut list, random),
            7 => {
                let other = &mut list[at];
                other.extra = [0, 1, 2, 3, 0x80, 0x81, 0x82][random.below(7)];
                other.arg = (other.arg + random.below(5) as i64 - 2).max(0);
            }
            8 => {
                // A piece of the same function again, its jumps shifted along.
                let length = 1 + random.below(8).min(count - at - 1);
                let piece: Vec<_> = list[at..at + length].to_vec();
                let to = random.below(count);
                insert(&mut list, to, &piece);
            }
            _ => {
                // A piece of another function.
                let (_, other) = items(others)?;
                let from = random.below(other.len());
                let length = (1 + random.below(10)).min(other.len() - from);
                let piece: Vec<_> = other[from..from + length]
                    .iter()
                    .map(|item| Item {
                        target: item.target.map(|to| (to + at).saturating_sub(from).min(count - 1)),
                        ..*item
                    })
                    .collect();
                insert(&mut list, at, &piece);
            }
        }
    }
    let mut function = encode(&subject[..start], &list)?;
    if random.one_in(8) {
        // Another size of the frame, or number of handlers.
        function[0] ^= [0x04, 0x08, 0x10, 0x20][random.below(4)];
    }
    Some(function)
}

fn insert(list: &mut Vec<Item>, at: usize, piece: &[Item]) {
    for item in list.iter_mut() {
        if let Some(target) = &mut item.target
            && *target > at
        {
            *target += piece.len();
        }
    }
    list.splice(at..at, piece.iter().copied());
    let last = list.len() - 1;
    for item in list {
        item.target = item.target.map(|target| target.min(last));
    }
}

fn remove(list: &mut Vec<Item>, at: usize) {
    list.remove(at);
    for item in list {
        if let Some(target) = &mut item.target
            && *target > at
        {
            *target -= 1;
        }
    }
}

fn retarget(list: &mut [Item], random: &mut Random) {
    let jumps: Vec<_> = (0..list.len()).filter(|&at| list[at].target.is_some()).collect();
    if let Some(&at) = jumps.get(random.below(jumps.len())) {
        let near = random.below(9) as i64 - 4;
        let target = list[at].target.unwrap_or(0) as i64 + near;
        list[at].target = Some(target.clamp(0, list.len() as i64 - 1) as usize);
    }
}
