//! Instructions, one call each, and the tables of names and constants they refer to.
//!
//! The compiler walks every scope twice, as MicroPython does (which walks it four times or more): first all scopes,
//! to learn what names refer to, then all of them again for their code. Names and constants get their numbers in the
//! order of these walks, whether or not the instruction that mentions them is live. So the emitter takes part in both,
//! and only writes code in the second.

use super::assembler::{Assembler, Label};
use crate::constant::{Constant, ConstantId, ConstantPool};
use crate::intern::{Interner, Symbol};
use crate::memory::{Memory, Pool};
use crate::number::Int;
use crate::scope::ScopeId;
use constrictor_bytecode::opcode::{BinaryOp, Opcode, SMALL_INT_MULTI_EXCESS, UnaryOp};
use constrictor_bytecode::varint;

/// Which walk is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pass {
    Scope,
    Code,
}

pub(super) struct Emitter {
    pub(super) pass: Pass,
    pub(super) assembler: Assembler,
    pub(super) keep_lines: bool,
    /// Set after an instruction that never falls through, until the next label: what comes is not written.
    dead: bool,
    depth: i32,
    /// The deepest stack of the function; wraps like the 16 bits MicroPython counts it in.
    pub(super) max_depth: u16,
    /// Functions made by the current one.
    pub(super) children: Pool<u32>,
    /// Symbols in the order of their numbers in the table of names, and the number of every symbol.
    names: Pool<Symbol>,
    name_numbers: Pool<u32>,
    constants: ConstantTable,
}

const UNNUMBERED: u32 = u32::MAX;

impl Emitter {
    /// An emitter that names of so many symbols are told to.
    pub(super) fn new(keep_lines: bool, symbols: usize, memory: &Memory) -> Self {
        let mut name_numbers = Pool::new(memory);
        name_numbers.resize(symbols, UNNUMBERED);
        Emitter {
            pass: Pass::Scope,
            assembler: Assembler::new(memory),
            keep_lines,
            dead: false,
            depth: 0,
            max_depth: 0,
            children: Pool::new(memory),
            names: Pool::new(memory),
            name_numbers,
            constants: ConstantTable::new(memory),
        }
    }

    pub(super) fn start(&mut self, pass: Pass) {
        self.pass = pass;
        self.assembler.start();
        self.dead = false;
        self.depth = 0;
        self.max_depth = 0;
        self.children.clear();
    }

    fn writes(&self) -> bool {
        self.pass == Pass::Code && !self.dead
    }

    // Tables

    /// The number of a name in the module's table.
    pub(super) fn name(&mut self, symbol: Symbol) -> u32 {
        let index = symbol.0 as usize;
        if index >= self.name_numbers.len() {
            self.name_numbers.resize(index + 1, UNNUMBERED);
        }
        match self.name_numbers.get_mut(index) {
            Some(number) if *number != UNNUMBERED => *number,
            Some(number) => {
                *number = self.names.push(symbol);
                *number
            }
            None => 0,
        }
    }

    /// The names and the constants in the order of their numbers.
    pub(super) fn into_tables(self) -> (Pool<Symbol>, Pool<ConstantId>) {
        (self.names, self.constants.order)
    }

    // Instructions

    fn write(&mut self, opcode: Opcode, effect: i32) -> Option<&mut Pool<u8>> {
        self.adjust(effect);
        if !self.writes() {
            return None;
        }
        let code = self.assembler.code();
        code.push(opcode.number());
        Some(code)
    }

    /// An instruction without operand.
    pub(super) fn op(&mut self, opcode: Opcode) {
        self.write(opcode, opcode.stack_effect(0, 0));
        if opcode.ends_flow() {
            self.dead = true;
        }
    }

    /// An instruction whose stack effect is accounted for elsewhere.
    fn bare_op(&mut self, opcode: Opcode) {
        self.write(opcode, 0);
    }

    /// An instruction with a number.
    pub(super) fn op_uint(&mut self, opcode: Opcode, operand: u32) {
        self.op_uint_effect(opcode, operand, opcode.stack_effect(operand, 0));
    }

    fn op_uint_effect(&mut self, opcode: Opcode, operand: u32, effect: i32) {
        if let Some(code) = self.write(opcode, effect) {
            varint::write_unsigned(code, u64::from(operand));
        }
    }

    /// An instruction with a name.
    pub(super) fn op_name(&mut self, opcode: Opcode, symbol: Symbol) {
        let number = self.name(symbol);
        self.op_uint(opcode, number);
    }

    /// An instruction of a family that holds its operand, or its long form for what the family does not reach.
    pub(super) fn op_local(&mut self, family: Opcode, long: Opcode, local: u16) {
        match u8::try_from(local).ok().and_then(|local| family.with_embedded(local)) {
            Some(byte) => self.embedded(byte, family.stack_effect(0, 0)),
            None => self.op_uint(long, u32::from(local)),
        }
    }

    fn embedded(&mut self, byte: u8, effect: i32) {
        self.adjust(effect);
        if self.writes() {
            self.assembler.code().push(byte);
        }
    }

    pub(super) fn small_int(&mut self, value: i64) {
        let embedded =
            value.checked_add(i64::from(SMALL_INT_MULTI_EXCESS)).and_then(|value| u8::try_from(value).ok());
        match embedded.and_then(|value| Opcode::LoadConstSmallIntMulti.with_embedded(value)) {
            Some(byte) => self.embedded(byte, 1),
            None => {
                if let Some(code) = self.write(Opcode::LoadConstSmallInt, 1) {
                    varint::write_signed(code, value);
                }
            }
        }
    }

    pub(super) fn constant(&mut self, id: ConstantId, pool: &ConstantPool, names: &Interner) {
        let number = self.constants.number(id, pool, names);
        self.op_uint(Opcode::LoadConstObj, number);
    }

    pub(super) fn unary(&mut self, operator: UnaryOp) {
        self.embedded(Opcode::UnaryOpMulti.number() + operator.number(), 0);
    }

    pub(super) fn binary(&mut self, operator: BinaryOp) {
        self.embedded(Opcode::BinaryOpMulti.number() + operator.number(), -1);
    }

    /// Calls what is below its arguments. `starred` is whether a mask of starred arguments lies on top of them.
    pub(super) fn call(&mut self, method: bool, positional: u32, keyword: u32, starred: bool) {
        let opcode = match (method, starred) {
            (false, false) => Opcode::CallFunction,
            (false, true) => Opcode::CallFunctionVarKw,
            (true, false) => Opcode::CallMethod,
            (true, true) => Opcode::CallMethodVarKw,
        };
        let taken = positional as i32 + 2 * keyword as i32 + i32::from(method) + i32::from(starred);
        self.op_uint_effect(opcode, (keyword << 8) | positional, -taken);
    }

    pub(super) fn unpack_ex(&mut self, left: u32, right: u32) {
        self.op_uint_effect(Opcode::UnpackEx, left | (right << 8), (left + right) as i32);
    }

    /// Makes the function of `scope`, from `closed_over` cells and defaults on the stack.
    pub(super) fn make_function(&mut self, scope: ScopeId, closed_over: u32, defaults: bool) {
        let child = self.children.push(scope.0);
        let effect = 1 - closed_over as i32 - if defaults { 2 } else { 0 };
        let opcode = match (closed_over, defaults) {
            (0, false) => Opcode::MakeFunction,
            (0, true) => Opcode::MakeFunctionDefargs,
            (_, false) => Opcode::MakeClosure,
            (_, true) => Opcode::MakeClosureDefargs,
        };
        self.op_uint_effect(opcode, child, effect);
        if closed_over > 0 && self.writes() {
            self.assembler.code().push(closed_over as u8);
        }
    }

    pub(super) fn jump(&mut self, opcode: Opcode, label: Label) {
        self.adjust(opcode.stack_effect(0, 0));
        if self.writes() {
            self.assembler.jump(opcode, label);
        }
        if opcode.ends_flow() {
            self.dead = true;
        }
    }

    /// Leaves a loop, or goes on to its next round, out of `blocks` exception blocks. `drop_iterator` is set when a
    /// `for` loop is left, whose iterator takes four slots of the stack.
    pub(super) fn unwind_jump(&mut self, label: Label, blocks: u32, drop_iterator: bool) {
        if blocks == 0 {
            for _ in 0..if drop_iterator { ITERATOR_SLOTS } else { 0 } {
                self.bare_op(Opcode::PopTop);
            }
            self.jump(Opcode::Jump, label);
        } else {
            let writes = self.writes();
            self.jump(Opcode::UnwindJump, label);
            if writes {
                self.assembler.code().push(blocks as u8 | if drop_iterator { 0x80 } else { 0 });
            }
        }
        self.dead = true;
    }

    pub(super) fn label(&mut self, label: Label) {
        self.dead = false;
        if self.pass == Pass::Code {
            self.assembler.label(label);
        }
    }

    /// Changes the depth of the stack without an instruction.
    pub(super) fn adjust(&mut self, effect: i32) {
        self.depth = self.depth.wrapping_add(effect);
        if self.pass == Pass::Code && self.depth > i32::from(self.max_depth) {
            self.max_depth = self.depth as u16;
        }
    }

    #[inline]
    pub(super) fn line(&mut self, line: u32) {
        if self.pass == Pass::Code && self.keep_lines {
            self.assembler.line(line);
        }
    }
}

/// Slots of the value stack that an iterator takes (`MP_OBJ_ITER_BUF_NSLOTS`).
pub(super) const ITERATOR_SLOTS: i32 = 4;

/// The module's constants: values that are equal, type included, share an entry.
struct ConstantTable {
    order: Pool<ConstantId>,
    /// The number of every value of the pool that was looked up before.
    known: Pool<u32>,
    /// Values by what they are, spelled out as bytes.
    by_value: Interner,
    key: Pool<u8>,
}

impl ConstantTable {
    fn new(memory: &Memory) -> Self {
        ConstantTable {
            order: Pool::new(memory),
            known: Pool::new(memory),
            by_value: Interner::empty(memory),
            key: Pool::new(memory),
        }
    }

    fn number(&mut self, id: ConstantId, pool: &ConstantPool, names: &Interner) -> u32 {
        let index = id.0 as usize;
        if index >= self.known.len() {
            self.known.resize((index + 1).next_power_of_two().max(16), UNNUMBERED);
        }
        if let Some(&number) = self.known.get(index)
            && number != UNNUMBERED
        {
            return number;
        }
        self.key.clear();
        spell(&mut self.key, id, pool, names);
        let number = self.by_value.intern(&self.key).0;
        if number as usize == self.order.len() {
            self.order.push(id);
        }
        if let Some(known) = self.known.get_mut(index) {
            *known = number;
        }
        number
    }
}

/// Appends bytes that are equal for two values exactly when MicroPython takes them for the same constant: when their
/// types and values are equal, zeros of different sign apart, and a NaN only when it is the same object.
fn spell(key: &mut Pool<u8>, id: ConstantId, pool: &ConstantPool, names: &Interner) {
    let sized = |key: &mut Pool<u8>, tag: u8, bytes: &[u8]| {
        key.push(tag);
        key.append(&(bytes.len() as u32).to_le_bytes());
        key.append(bytes);
    };
    match pool.get(id) {
        Constant::None => _ = key.push(0),
        Constant::False => _ = key.push(1),
        Constant::True => _ = key.push(2),
        Constant::Ellipsis => _ = key.push(3),
        Constant::Interned(symbol) => sized(key, 4, names.text(*symbol)),
        Constant::Str(text) => sized(key, 4, pool.bytes(*text)),
        Constant::Bytes(bytes) => sized(key, 5, pool.bytes(*bytes)),
        Constant::Int(Int::Small(value)) => sized(key, 6, &i128::from(*value).to_le_bytes()),
        Constant::Int(Int::Big(value)) => match i128::try_from(value.as_ref()) {
            Ok(value) => sized(key, 6, &value.to_le_bytes()),
            Err(_) => sized(key, 6, &value.to_signed_bytes_le()),
        },
        Constant::Float(value) if value.is_nan() => sized(key, 7, &id.0.to_le_bytes()),
        Constant::Float(value) => sized(key, 8, &value.to_bits().to_le_bytes()),
        Constant::Imaginary(value) => sized(key, 9, &value.to_bits().to_le_bytes()),
        Constant::Tuple(items) => {
            let items = pool.items(*items);
            key.push(10);
            key.append(&(items.len() as u32).to_le_bytes());
            for &item in items {
                spell(key, item, pool, names);
            }
        }
    }
}
