//! The loop that runs bytecode.
//!
//! It trusts the code: the verifier ([`crate::verify`]) has seen to it that operands are complete and in range, that jumps
//! go to instructions, and that operands stay within what the frame has room for. So it reads and writes through pointers,
//! without checks. What it needs of a frame is in local variables while that frame runs, and is read again from the frame's
//! link when another one takes over.

use crate::call::{Called, Pending};
use crate::error::{Raised, Res};
use crate::frame::{Entry, Left, Link, Place, as_function, code_of};
use crate::map::FIXED;
use crate::native::Args;
use crate::object::*;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::types::generator::Resumed;
use crate::value::{Gc, Value, Word};
use crate::vm::{Root, Vm};
use constrictor_bytecode::opcode::{BinaryOp, UnaryOp};
use constrictor_bytecode::prelude::{FLAG_GENERATOR, FLAG_VARARGS, FLAG_VARKEYWORDS};

/// Slots of the operand stack that the iterator of a `for` loop takes.
pub(crate) const ITER_SLOTS: usize = 4;

/// How an exception that passes the loop came about.
enum Stop {
    /// It was raised.
    Raised,
    /// It is raised again: the traceback stays as it is.
    Again,
    /// The frame has returned something that it must not: nothing in it handles that.
    Returned,
}

/// The numbers of opcodes, to match against.
mod bc {
    use constrictor_bytecode::opcode::{BinaryOp, Opcode};

    pub(super) const BUILD_LIST: u8 = Opcode::BuildList as u8;
    pub(super) const BUILD_MAP: u8 = Opcode::BuildMap as u8;
    pub(super) const BUILD_SET: u8 = Opcode::BuildSet as u8;
    pub(super) const BUILD_SLICE: u8 = Opcode::BuildSlice as u8;
    pub(super) const BUILD_TUPLE: u8 = Opcode::BuildTuple as u8;
    pub(super) const CALL_FUNCTION: u8 = Opcode::CallFunction as u8;
    pub(super) const CALL_FUNCTION_VAR_KW: u8 = Opcode::CallFunctionVarKw as u8;
    pub(super) const CALL_METHOD: u8 = Opcode::CallMethod as u8;
    pub(super) const CALL_METHOD_VAR_KW: u8 = Opcode::CallMethodVarKw as u8;
    pub(super) const DELETE_DEREF: u8 = Opcode::DeleteDeref as u8;
    pub(super) const DELETE_FAST: u8 = Opcode::DeleteFast as u8;
    pub(super) const DELETE_GLOBAL: u8 = Opcode::DeleteGlobal as u8;
    pub(super) const DELETE_NAME: u8 = Opcode::DeleteName as u8;
    pub(super) const DUP_TOP: u8 = Opcode::DupTop as u8;
    pub(super) const DUP_TOP_TWO: u8 = Opcode::DupTopTwo as u8;
    pub(super) const END_FINALLY: u8 = Opcode::EndFinally as u8;
    pub(super) const FOR_ITER: u8 = Opcode::ForIter as u8;
    pub(super) const GET_ITER: u8 = Opcode::GetIter as u8;
    pub(super) const GET_ITER_STACK: u8 = Opcode::GetIterStack as u8;
    pub(super) const IMPORT_FROM: u8 = Opcode::ImportFrom as u8;
    pub(super) const IMPORT_NAME: u8 = Opcode::ImportName as u8;
    pub(super) const IMPORT_STAR: u8 = Opcode::ImportStar as u8;
    pub(super) const JUMP: u8 = Opcode::Jump as u8;
    pub(super) const JUMP_IF_FALSE_OR_POP: u8 = Opcode::JumpIfFalseOrPop as u8;
    pub(super) const JUMP_IF_TRUE_OR_POP: u8 = Opcode::JumpIfTrueOrPop as u8;
    pub(super) const LOAD_ATTR: u8 = Opcode::LoadAttr as u8;
    pub(super) const LOAD_BUILD_CLASS: u8 = Opcode::LoadBuildClass as u8;
    pub(super) const LOAD_CONST_FALSE: u8 = Opcode::LoadConstFalse as u8;
    pub(super) const LOAD_CONST_NONE: u8 = Opcode::LoadConstNone as u8;
    pub(super) const LOAD_CONST_OBJ: u8 = Opcode::LoadConstObj as u8;
    pub(super) const LOAD_CONST_SMALL_INT: u8 = Opcode::LoadConstSmallInt as u8;
    pub(super) const LOAD_CONST_STRING: u8 = Opcode::LoadConstString as u8;
    pub(super) const LOAD_CONST_TRUE: u8 = Opcode::LoadConstTrue as u8;
    pub(super) const LOAD_DEREF: u8 = Opcode::LoadDeref as u8;
    pub(super) const LOAD_FAST_N: u8 = Opcode::LoadFastN as u8;
    pub(super) const LOAD_GLOBAL: u8 = Opcode::LoadGlobal as u8;
    pub(super) const LOAD_METHOD: u8 = Opcode::LoadMethod as u8;
    pub(super) const LOAD_NAME: u8 = Opcode::LoadName as u8;
    pub(super) const LOAD_NULL: u8 = Opcode::LoadNull as u8;
    pub(super) const LOAD_SUBSCR: u8 = Opcode::LoadSubscr as u8;
    pub(super) const LOAD_SUPER_METHOD: u8 = Opcode::LoadSuperMethod as u8;
    pub(super) const MAKE_CLOSURE: u8 = Opcode::MakeClosure as u8;
    pub(super) const MAKE_CLOSURE_DEFARGS: u8 = Opcode::MakeClosureDefargs as u8;
    pub(super) const MAKE_FUNCTION: u8 = Opcode::MakeFunction as u8;
    pub(super) const MAKE_FUNCTION_DEFARGS: u8 = Opcode::MakeFunctionDefargs as u8;
    pub(super) const POP_EXCEPT_JUMP: u8 = Opcode::PopExceptJump as u8;
    pub(super) const POP_JUMP_IF_FALSE: u8 = Opcode::PopJumpIfFalse as u8;
    pub(super) const POP_JUMP_IF_TRUE: u8 = Opcode::PopJumpIfTrue as u8;
    pub(super) const POP_TOP: u8 = Opcode::PopTop as u8;
    pub(super) const RAISE_FROM: u8 = Opcode::RaiseFrom as u8;
    pub(super) const RAISE_LAST: u8 = Opcode::RaiseLast as u8;
    pub(super) const RAISE_OBJ: u8 = Opcode::RaiseObj as u8;
    pub(super) const RETURN_VALUE: u8 = Opcode::ReturnValue as u8;
    pub(super) const ROT_THREE: u8 = Opcode::RotThree as u8;
    pub(super) const ROT_TWO: u8 = Opcode::RotTwo as u8;
    pub(super) const SETUP_EXCEPT: u8 = Opcode::SetupExcept as u8;
    pub(super) const SETUP_FINALLY: u8 = Opcode::SetupFinally as u8;
    pub(super) const SETUP_WITH: u8 = Opcode::SetupWith as u8;
    pub(super) const STORE_ATTR: u8 = Opcode::StoreAttr as u8;
    pub(super) const STORE_COMP: u8 = Opcode::StoreComp as u8;
    pub(super) const STORE_DEREF: u8 = Opcode::StoreDeref as u8;
    pub(super) const STORE_FAST_N: u8 = Opcode::StoreFastN as u8;
    pub(super) const STORE_GLOBAL: u8 = Opcode::StoreGlobal as u8;
    pub(super) const STORE_MAP: u8 = Opcode::StoreMap as u8;
    pub(super) const STORE_NAME: u8 = Opcode::StoreName as u8;
    pub(super) const STORE_SUBSCR: u8 = Opcode::StoreSubscr as u8;
    pub(super) const UNPACK_EX: u8 = Opcode::UnpackEx as u8;
    pub(super) const UNPACK_SEQUENCE: u8 = Opcode::UnpackSequence as u8;
    pub(super) const UNWIND_JUMP: u8 = Opcode::UnwindJump as u8;
    pub(super) const WITH_CLEANUP: u8 = Opcode::WithCleanup as u8;
    pub(super) const YIELD_FROM: u8 = Opcode::YieldFrom as u8;
    pub(super) const YIELD_VALUE: u8 = Opcode::YieldValue as u8;

    /// Binary operators have the opcodes from here on.
    pub(super) const BINARY: u8 = Opcode::BinaryOpMulti as u8;
    pub(super) const ADD: u8 = BINARY + BinaryOp::Add as u8;
    pub(super) const AND: u8 = BINARY + BinaryOp::And as u8;
    pub(super) const EQUAL: u8 = BINARY + BinaryOp::Equal as u8;
    pub(super) const EXCEPTION_MATCH: u8 = BINARY + BinaryOp::ExceptionMatch as u8;
    pub(super) const FLOOR_DIVIDE: u8 = BINARY + BinaryOp::FloorDivide as u8;
    pub(super) const IN: u8 = BINARY + BinaryOp::In as u8;
    pub(super) const INPLACE_ADD: u8 = BINARY + BinaryOp::InplaceAdd as u8;
    pub(super) const INPLACE_AND: u8 = BINARY + BinaryOp::InplaceAnd as u8;
    pub(super) const INPLACE_FLOOR_DIVIDE: u8 = BINARY + BinaryOp::InplaceFloorDivide as u8;
    pub(super) const INPLACE_LSHIFT: u8 = BINARY + BinaryOp::InplaceLshift as u8;
    pub(super) const INPLACE_MAT_MULTIPLY: u8 = BINARY + BinaryOp::InplaceMatMultiply as u8;
    pub(super) const INPLACE_MODULO: u8 = BINARY + BinaryOp::InplaceModulo as u8;
    pub(super) const INPLACE_MULTIPLY: u8 = BINARY + BinaryOp::InplaceMultiply as u8;
    pub(super) const INPLACE_OR: u8 = BINARY + BinaryOp::InplaceOr as u8;
    pub(super) const INPLACE_POWER: u8 = BINARY + BinaryOp::InplacePower as u8;
    pub(super) const INPLACE_RSHIFT: u8 = BINARY + BinaryOp::InplaceRshift as u8;
    pub(super) const INPLACE_SUBTRACT: u8 = BINARY + BinaryOp::InplaceSubtract as u8;
    pub(super) const INPLACE_TRUE_DIVIDE: u8 = BINARY + BinaryOp::InplaceTrueDivide as u8;
    pub(super) const INPLACE_XOR: u8 = BINARY + BinaryOp::InplaceXor as u8;
    pub(super) const IS: u8 = BINARY + BinaryOp::Is as u8;
    pub(super) const LESS: u8 = BINARY + BinaryOp::Less as u8;
    pub(super) const LESS_EQUAL: u8 = BINARY + BinaryOp::LessEqual as u8;
    pub(super) const LSHIFT: u8 = BINARY + BinaryOp::Lshift as u8;
    pub(super) const MAT_MULTIPLY: u8 = BINARY + BinaryOp::MatMultiply as u8;
    pub(super) const MODULO: u8 = BINARY + BinaryOp::Modulo as u8;
    pub(super) const MORE: u8 = BINARY + BinaryOp::More as u8;
    pub(super) const MORE_EQUAL: u8 = BINARY + BinaryOp::MoreEqual as u8;
    pub(super) const MULTIPLY: u8 = BINARY + BinaryOp::Multiply as u8;
    pub(super) const NOT_EQUAL: u8 = BINARY + BinaryOp::NotEqual as u8;
    pub(super) const OR: u8 = BINARY + BinaryOp::Or as u8;
    pub(super) const POWER: u8 = BINARY + BinaryOp::Power as u8;
    pub(super) const RSHIFT: u8 = BINARY + BinaryOp::Rshift as u8;
    pub(super) const SUBTRACT: u8 = BINARY + BinaryOp::Subtract as u8;
    pub(super) const TRUE_DIVIDE: u8 = BINARY + BinaryOp::TrueDivide as u8;
    pub(super) const XOR: u8 = BINARY + BinaryOp::Xor as u8;
}

/// Reads an unsigned varint.
///
/// # Safety
///
/// There is a complete one at `ip`.
#[inline(always)]
unsafe fn read_uint(ip: &mut *const u8) -> usize {
    // SAFETY: as the caller says.
    unsafe {
        let byte = **ip;
        *ip = ip.add(1);
        if byte < 0x80 {
            return usize::from(byte);
        }
        let mut value = usize::from(byte & 0x7f);
        loop {
            let byte = **ip;
            *ip = ip.add(1);
            value = value << 7 | usize::from(byte & 0x7f);
            if byte < 0x80 {
                return value;
            }
        }
    }
}

/// Reads the distance of a jump that goes forwards only.
///
/// # Safety
///
/// There is a complete one at `ip`.
#[inline(always)]
pub(crate) unsafe fn read_forward(ip: &mut *const u8) -> usize {
    // SAFETY: as the caller says.
    unsafe {
        let low = **ip;
        if low & 0x80 != 0 {
            let high = *ip.add(1);
            *ip = ip.add(2);
            usize::from(low & 0x7f) | usize::from(high) << 7
        } else {
            *ip = ip.add(1);
            usize::from(low)
        }
    }
}

/// Reads the distance of a jump.
///
/// # Safety
///
/// There is a complete one at `ip`.
#[inline(always)]
unsafe fn read_signed(ip: &mut *const u8) -> isize {
    // SAFETY: as the caller says.
    unsafe {
        let low = **ip;
        if low & 0x80 != 0 {
            let high = *ip.add(1);
            *ip = ip.add(2);
            (isize::from(low & 0x7f) | isize::from(high) << 7) - 0x4000
        } else {
            *ip = ip.add(1);
            isize::from(low) - 0x40
        }
    }
}

impl Vm<'_> {
    /// Runs the frame that was entered last, until the frame that native code called for is done.
    // Opcodes are matched number by number: with ranges, they are compared before there is a table to jump by.
    #[allow(clippy::manual_range_patterns)]
    // Where code is compiled for size, LLVM makes functions of pieces of this one, unless it has a section of its own.
    #[cfg_attr(target_os = "none", unsafe(link_section = ".text.interpreter"))]
    pub(crate) fn execute(&mut self) -> Res {
        let mut link = self.link;
        let mut code = link.code();
        let mut base = link.base();
        let mut sp = link.bottom();
        let mut ip = code.start.get();
        let mut at;
        // A generator goes on where it was.
        if let Some((position, operands)) = self.resume_at.take() {
            ip = ip.wrapping_offset(position);
            sp = sp.wrapping_add(operands);
        }
        let mut pending_raise = core::mem::take(&mut self.raise_on_entry);

        // SAFETY (of the whole loop): see the head of this file; `sp` is the first free operand of the frame at `link`, whose
        // code is `code`, whose variables are at `base`, and `ip` is in its instructions.
        'frame: loop {
            let stop: Stop = 'run: {
                if core::mem::take(&mut pending_raise) {
                    at = ip;
                    break 'run Stop::Raised;
                }
                macro_rules! attempt {
                    ($result:expr) => {
                        match $result {
                            Ok(value) => value,
                            Err(_) => break 'run Stop::Raised,
                        }
                    };
                }
                macro_rules! push {
                    ($value:expr) => {{
                        let value: Value = $value;
                        // SAFETY: verified.
                        unsafe { sp.write(Some(value)) };
                        sp = sp.wrapping_add(1);
                    }};
                }
                macro_rules! push_word {
                    ($value:expr) => {{
                        let value: Word = $value;
                        // SAFETY: verified.
                        unsafe { sp.write(value) };
                        sp = sp.wrapping_add(1);
                    }};
                }
                macro_rules! pop_word {
                    () => {{
                        sp = sp.wrapping_sub(1);
                        // SAFETY: verified.
                        unsafe { *sp }
                    }};
                }
                macro_rules! pop {
                    () => {
                        value(pop_word!())
                    };
                }
                macro_rules! peek {
                    ($depth:expr) => {
                        // SAFETY: verified.
                        value(unsafe { *sp.wrapping_sub(1 + $depth) })
                    };
                }
                macro_rules! poke {
                    ($depth:expr, $value:expr) => {{
                        let value: Value = $value;
                        // SAFETY: verified.
                        unsafe { *sp.wrapping_sub(1 + $depth) = Some(value) }
                    }};
                }
                macro_rules! uint {
                    () => {
                        // SAFETY: verified.
                        unsafe { read_uint(&mut ip) }
                    };
                }
                macro_rules! forward {
                    () => {
                        // SAFETY: verified.
                        unsafe { read_forward(&mut ip) }
                    };
                }
                macro_rules! signed {
                    () => {
                        // SAFETY: verified.
                        unsafe { read_signed(&mut ip) }
                    };
                }
                macro_rules! name {
                    () => {
                        code.symbol(uint!())
                    };
                }
                // What is below `sp` is alive; whatever may allocate comes after this.
                macro_rules! sync {
                    () => {
                        self.top = sp
                    };
                }
                macro_rules! check_pending {
                    () => {
                        if self.is_due() {
                            sync!();
                            attempt!(self.handle_pending());
                        }
                    };
                }
                // The variables of the loop, of the frame at `self.link`.
                macro_rules! load_frame {
                    () => {{
                        link = self.link;
                        code = link.code();
                        base = link.base();
                    }};
                }
                macro_rules! enter_frame {
                    () => {{
                        load_frame!();
                        sp = link.bottom();
                        ip = code.start.get();
                    }};
                }
                macro_rules! go_on {
                    ($place:expr) => {{
                        let place: Place = $place;
                        (ip, sp) = (place.ip, place.sp);
                    }};
                }
                // Goes on where a frame that was left is to.
                macro_rules! leave {
                    ($left:expr) => {
                        match $left {
                            Left::ForNative(result) => return Ok(result),
                            Left::For(place) => {
                                go_on!(place);
                                load_frame!();
                            }
                        }
                    };
                }
                macro_rules! position {
                    ($ip:expr) => {
                        $ip as isize - code.start.get() as isize
                    };
                }
                // Calls what is not simply a function with as many arguments as it takes.
                macro_rules! enter_call {
                    ($callee:expr, $pending:expr, $slot:expr) => {
                        match attempt!(self.enter($callee, $pending, $slot, position!(ip), Entry::Call, None))
                        {
                            Called::Done(value) => {
                                sp = $slot;
                                push!(value);
                            }
                            Called::Entered => enter_frame!(),
                        }
                    };
                }
                macro_rules! call {
                    ($callee:expr, $args:expr, $count:expr, $keywords:expr, $slot:expr) => {{
                        if $keywords == 0
                            && let Some(function) = as_function($callee)
                            && self.enter_simple(function, $args, $count, $slot, position!(ip))
                        {
                            enter_frame!();
                        } else if $keywords == 0
                            && let Some(native) = $callee.as_native()
                        {
                            sync!();
                            // SAFETY: verified.
                            let args = Args::of(unsafe { values($args, $count) });
                            let result = attempt!(self.call_native(native, args));
                            sp = $slot;
                            push!(result);
                        } else {
                            let (args, count, keywords) = ($args, $count, $keywords);
                            enter_call!($callee, Pending { args, floor: $slot, count, keywords }, $slot);
                        }
                    }};
                }
                macro_rules! local {
                    ($number:expr) => {{
                        let number: usize = $number;
                        // SAFETY: verified.
                        unsafe { *base.add(number) }
                    }};
                }
                macro_rules! set_local {
                    ($number:expr, $value:expr) => {
                        // SAFETY: verified.
                        unsafe { *base.add($number) = $value }
                    };
                }

                'next: loop {
                    at = ip;
                    // SAFETY: verified: the code does not end without a jump or return.
                    let op = unsafe { *ip };
                    ip = ip.wrapping_add(1);
                    macro_rules! binary {
                        () => {{
                            let (left, right) = (peek!(1), peek!(0));
                            sync!();
                            let number = usize::from(op - bc::BINARY);
                            let op = BinaryOp::ALL[number.min(BinaryOp::ALL.len() - 1)];
                            let result = attempt!(self.binary(op, left, right));
                            sp = sp.wrapping_sub(1);
                            poke!(0, result);
                        }};
                    }
                    macro_rules! small_ints {
                        ($op:ident) => {{
                            // SAFETY: verified.
                            let (left, right) = unsafe { (*sp.wrapping_sub(2), *sp.wrapping_sub(1)) };
                            match small_int_op(BinaryOp::$op, left, right) {
                                Some(result) => {
                                    sp = sp.wrapping_sub(1);
                                    poke!(0, result);
                                }
                                None => binary!(),
                            }
                        }};
                    }
                    match op {
                        // Constants and variables
                        #[rustfmt::skip]
                        0x70 | 0x71 | 0x72 | 0x73 | 0x74 | 0x75 | 0x76 | 0x77 | 0x78 | 0x79 | 0x7a | 0x7b | 0x7c | 0x7d | 0x7e | 0x7f
                        | 0x80 | 0x81 | 0x82 | 0x83 | 0x84 | 0x85 | 0x86 | 0x87 | 0x88 | 0x89 | 0x8a | 0x8b | 0x8c | 0x8d | 0x8e | 0x8f
                        | 0x90 | 0x91 | 0x92 | 0x93 | 0x94 | 0x95 | 0x96 | 0x97 | 0x98 | 0x99 | 0x9a | 0x9b | 0x9c | 0x9d | 0x9e | 0x9f
                        | 0xa0 | 0xa1 | 0xa2 | 0xa3 | 0xa4 | 0xa5 | 0xa6 | 0xa7 | 0xa8 | 0xa9 | 0xaa | 0xab | 0xac | 0xad | 0xae | 0xaf => push!(Value::small_unchecked(isize::from(op) - 0x70 - 16)),
                        #[rustfmt::skip]
                        0xb0 | 0xb1 | 0xb2 | 0xb3 | 0xb4 | 0xb5 | 0xb6 | 0xb7 | 0xb8 | 0xb9 | 0xba | 0xbb | 0xbc | 0xbd | 0xbe | 0xbf => match local!(usize::from(op - 0xb0)) {
                            Some(value) => push!(value),
                            None => {
                                sync!();
                                attempt!(self.unbound_local());
                            }
                        },
                        #[rustfmt::skip]
                        0xc0 | 0xc1 | 0xc2 | 0xc3 | 0xc4 | 0xc5 | 0xc6 | 0xc7 | 0xc8 | 0xc9 | 0xca | 0xcb | 0xcc | 0xcd | 0xce | 0xcf => {
                            let word = pop_word!();
                            set_local!(usize::from(op - 0xc0), word);
                        }
                        bc::LOAD_CONST_FALSE => push!(Value::FALSE),
                        bc::LOAD_CONST_NONE => push!(Value::NONE),
                        bc::LOAD_CONST_TRUE => push!(Value::TRUE),
                        bc::LOAD_CONST_SMALL_INT => {
                            // SAFETY: verified.
                            let mut number = if unsafe { *ip } & 0x40 != 0 { -1isize } else { 0 };
                            loop {
                                // SAFETY: verified.
                                let byte = unsafe { *ip };
                                ip = ip.wrapping_add(1);
                                number = number << 7 | isize::from(byte & 0x7f);
                                if byte & 0x80 == 0 {
                                    break;
                                }
                            }
                            push!(Value::small_unchecked(number));
                        }
                        bc::LOAD_CONST_STRING => push!(Value::symbol(name!())),
                        bc::LOAD_CONST_OBJ => {
                            let number = uint!();
                            // SAFETY: verified.
                            push!(unsafe { *code.constants.get().add(number) });
                        }
                        bc::LOAD_NULL => push_word!(None),
                        bc::LOAD_FAST_N => match local!(uint!()) {
                            Some(value) => push!(value),
                            None => {
                                sync!();
                                attempt!(self.unbound_local());
                            }
                        },
                        bc::LOAD_DEREF => match cell(local!(uint!())).and_then(|cell| cell.value.get()) {
                            Some(value) => push!(value),
                            None => {
                                sync!();
                                attempt!(self.unbound_local());
                            }
                        },
                        bc::STORE_FAST_N => {
                            let number = uint!();
                            let word = pop_word!();
                            set_local!(number, word);
                        }
                        bc::STORE_DEREF => {
                            let variable = local!(uint!());
                            let word = pop_word!();
                            if let Some(cell) = cell(variable) {
                                cell.value.set(word);
                            }
                        }
                        bc::DELETE_FAST => {
                            let number = uint!();
                            if local!(number).is_none() {
                                sync!();
                                attempt!(self.unbound_local());
                            }
                            set_local!(number, None);
                        }
                        bc::DELETE_DEREF => {
                            let variable = cell(local!(uint!()));
                            if variable.and_then(|cell| cell.value.get()).is_none() {
                                sync!();
                                attempt!(self.unbound_local());
                            }
                            if let Some(cell) = variable {
                                cell.value.set(None);
                            }
                        }
                        bc::LOAD_GLOBAL => {
                            let index = uint!();
                            let entry = self.cache.entry(at);
                            if entry.at == at as usize && entry.epoch == self.epoch {
                                if entry.place != 0 {
                                    let place = core::ptr::with_exposed_provenance::<Word>(entry.place);
                                    // SAFETY: the table of globals is as it was when the place was found in it: changes of
                                    // its shape change the epoch, and collections clear the cache.
                                    if let Some(value) = unsafe { *place } {
                                        push!(value);
                                        continue 'next;
                                    }
                                } else if let Some(value) = entry.word {
                                    push!(value);
                                    continue 'next;
                                }
                            }
                            sync!();
                            let value = attempt!(self.load_global_cached(code, code.symbol(index), at));
                            push!(value);
                        }
                        bc::LOAD_NAME => {
                            let name = name!();
                            sync!();
                            let value = attempt!(self.load_name(link, code, name));
                            push!(value);
                        }
                        bc::STORE_NAME => {
                            let name = name!();
                            let value = peek!(0);
                            sync!();
                            attempt!(self.store_name(link, code, name, value));
                            sp = sp.wrapping_sub(1);
                        }
                        bc::STORE_GLOBAL => {
                            let index = uint!();
                            let value = peek!(0);
                            let entry = self.cache.entry(at);
                            if entry.at == at as usize && entry.epoch == self.epoch && entry.place != 0 {
                                let place = core::ptr::with_exposed_provenance_mut::<Word>(entry.place);
                                // SAFETY: as for loading.
                                unsafe { *place = Some(value) };
                            } else {
                                sync!();
                                attempt!(self.store_global_cached(code, code.symbol(index), value, at));
                            }
                            sp = sp.wrapping_sub(1);
                        }
                        bc::DELETE_NAME => {
                            let name = name!();
                            sync!();
                            attempt!(self.delete_name(link, code, name));
                        }
                        bc::DELETE_GLOBAL => {
                            let name = name!();
                            sync!();
                            attempt!(self.delete_global(code, name));
                        }

                        // Attributes and items
                        bc::LOAD_ATTR => {
                            let name = name!();
                            let object = peek!(0);
                            if let Some(instance) = object.get_kind::<Instance>(Kind::Instance) {
                                let entry = self.cache.entry(at);
                                if entry.at == at as usize
                                    && instance.map.key(entry.place, 2) == Some(Value::symbol(name))
                                    && let Some(value) = instance.map.value(entry.place)
                                {
                                    poke!(0, value);
                                    continue 'next;
                                }
                                if let Some(place) = instance.map.find_symbol(&self.symbols, name, 2)
                                    && let Some(value) = instance.map.value(place)
                                {
                                    let entry = self.cache.entry(at);
                                    (entry.at, entry.place) = (at as usize, place);
                                    poke!(0, value);
                                    continue 'next;
                                }
                            }
                            sync!();
                            let value = attempt!(self.load_attribute(object, name));
                            poke!(0, value);
                        }
                        bc::LOAD_METHOD => {
                            let name = name!();
                            let object = peek!(0);
                            sync!();
                            let (function, receiver) = attempt!(self.load_method_cached(object, name, at));
                            poke!(0, function);
                            push_word!(receiver);
                        }
                        bc::LOAD_SUPER_METHOD => {
                            let name = name!();
                            sync!();
                            let (class, object) = (peek!(1), peek!(0));
                            let (function, receiver) = attempt!(self.load_super_method(class, object, name));
                            // super, class and object give way to method and receiver.
                            sp = sp.wrapping_sub(3);
                            push!(function);
                            push_word!(receiver);
                        }
                        bc::STORE_ATTR => {
                            let name = name!();
                            let (value, object) = (pop_under(sp), peek!(0));
                            if let Some(instance) = object.get_kind::<Instance>(Kind::Instance)
                                && let Some(value) = value
                            {
                                let entry = self.cache.entry(at);
                                if entry.at == at as usize
                                    && entry.owner == 1
                                    && instance.map.key(entry.place, 2) == Some(Value::symbol(name))
                                    && instance.class.get() == entry.word
                                    && entry.epoch == self.epoch
                                {
                                    instance.map.set_value(entry.place, value);
                                    sp = sp.wrapping_sub(2);
                                    continue 'next;
                                }
                            }
                            sync!();
                            attempt!(self.store_attribute_cached(object, name, value, at));
                            sp = sp.wrapping_sub(2);
                        }
                        bc::LOAD_SUBSCR => {
                            let (object, index) = (peek!(1), peek!(0));
                            if let Some(place) = index.as_small()
                                && let Some(item) = item_at(object, place as usize)
                            {
                                sp = sp.wrapping_sub(1);
                                poke!(0, item);
                                continue 'next;
                            }
                            sync!();
                            let item = match object.get_kind::<Dict>(Kind::Dict) {
                                Some(dict) => match attempt!(self.dict_get(dict, index)) {
                                    Some(item) => item,
                                    None => attempt!(Err(self.raise_with(&KEY_ERROR, index))),
                                },
                                None => attempt!(self.load_item(object, index)),
                            };
                            sp = sp.wrapping_sub(1);
                            poke!(0, item);
                        }
                        bc::STORE_SUBSCR => {
                            // SAFETY: verified.
                            let value = unsafe { *sp.wrapping_sub(3) };
                            let (object, index) = (peek!(1), peek!(0));
                            if let (Some(place), Some(value)) = (index.as_small(), value)
                                && set_item_at(object, place as usize, value)
                            {
                                sp = sp.wrapping_sub(3);
                                continue 'next;
                            }
                            sync!();
                            match (object.get_kind::<Dict>(Kind::Dict), value) {
                                (Some(dict), Some(value)) if !dict.map.has_flag(FIXED) => {
                                    attempt!(self.map_set(&dict.map, index, value));
                                }
                                _ => attempt!(self.store_item(object, index, value)),
                            }
                            sp = sp.wrapping_sub(3);
                        }

                        // The operand stack
                        bc::DUP_TOP => {
                            // SAFETY: verified.
                            let word = unsafe { *sp.wrapping_sub(1) };
                            push_word!(word);
                        }
                        bc::DUP_TOP_TWO => {
                            // SAFETY: verified.
                            let (under, over) = unsafe { (*sp.wrapping_sub(2), *sp.wrapping_sub(1)) };
                            push_word!(under);
                            push_word!(over);
                        }
                        bc::POP_TOP => sp = sp.wrapping_sub(1),
                        bc::ROT_TWO => {
                            // SAFETY: verified.
                            unsafe { core::ptr::swap(sp.wrapping_sub(1), sp.wrapping_sub(2)) };
                        }
                        bc::ROT_THREE => {
                            // SAFETY: verified.
                            unsafe {
                                let top = *sp.wrapping_sub(1);
                                *sp.wrapping_sub(1) = *sp.wrapping_sub(2);
                                *sp.wrapping_sub(2) = *sp.wrapping_sub(3);
                                *sp.wrapping_sub(3) = top;
                            }
                        }

                        // Jumps
                        bc::JUMP => {
                            let distance = signed!();
                            ip = ip.wrapping_offset(distance);
                            check_pending!();
                        }
                        bc::POP_JUMP_IF_TRUE | bc::POP_JUMP_IF_FALSE => {
                            let distance = signed!();
                            let condition = peek!(0);
                            let truth = if condition == Value::TRUE {
                                true
                            } else if condition == Value::FALSE {
                                false
                            } else {
                                sync!();
                                attempt!(self.truth(condition))
                            };
                            sp = sp.wrapping_sub(1);
                            if truth == (op == bc::POP_JUMP_IF_TRUE) {
                                ip = ip.wrapping_offset(distance);
                                if distance < 0 {
                                    check_pending!();
                                }
                            }
                        }
                        bc::JUMP_IF_TRUE_OR_POP | bc::JUMP_IF_FALSE_OR_POP => {
                            let distance = forward!();
                            let condition = peek!(0);
                            sync!();
                            if attempt!(self.truth(condition)) == (op == bc::JUMP_IF_TRUE_OR_POP) {
                                ip = ip.wrapping_add(distance);
                            } else {
                                sp = sp.wrapping_sub(1);
                            }
                        }

                        // Exceptions
                        bc::SETUP_EXCEPT | bc::SETUP_FINALLY => {
                            let distance = forward!();
                            let operands = (sp as usize - link.bottom() as usize) / WORD;
                            link.push_handler(
                                position!(ip) + distance as isize,
                                operands,
                                op == bc::SETUP_FINALLY,
                            );
                        }
                        bc::SETUP_WITH => {
                            let distance = forward!();
                            let manager = peek!(0);
                            sync!();
                            let (exit, receiver) = attempt!(self.load_method(manager, Symbol::EXIT));
                            attempt!(self.keep(exit));
                            let entered = attempt!(self.call_method(manager, Symbol::ENTER, &[]));
                            poke!(0, exit);
                            push_word!(receiver);
                            let operands = (sp as usize - link.bottom() as usize) / WORD;
                            link.push_handler(position!(ip) + distance as isize, operands, true);
                            push!(entered);
                        }
                        bc::WITH_CLEANUP => {
                            let top = peek!(0);
                            if top == Value::NONE {
                                sync!();
                                // SAFETY: verified.
                                let (exit, receiver) =
                                    unsafe { (value(*sp.wrapping_sub(3)), *sp.wrapping_sub(2)) };
                                attempt!(self.call_found(exit, receiver, &[Value::NONE; 3]));
                                sp = sp.wrapping_sub(2);
                                poke!(0, Value::NONE);
                            } else if top.is_small() {
                                sync!();
                                // SAFETY: verified.
                                let (exit, receiver) =
                                    unsafe { (value(*sp.wrapping_sub(4)), *sp.wrapping_sub(3)) };
                                attempt!(self.call_found(exit, receiver, &[Value::NONE; 3]));
                                // SAFETY: verified.
                                unsafe {
                                    *sp.wrapping_sub(4) = *sp.wrapping_sub(2);
                                    *sp.wrapping_sub(3) = *sp.wrapping_sub(1);
                                }
                                sp = sp.wrapping_sub(2);
                            } else {
                                sync!();
                                // SAFETY: verified.
                                let (exit, receiver) =
                                    unsafe { (value(*sp.wrapping_sub(3)), *sp.wrapping_sub(2)) };
                                let class = self.class_of(top);
                                let answer =
                                    attempt!(self.call_found(exit, receiver, &[class, top, Value::NONE]));
                                let swallows = attempt!(self.truth(answer));
                                sp = sp.wrapping_sub(2);
                                poke!(0, if swallows { Value::NONE } else { top });
                            }
                        }
                        bc::END_FINALLY => {
                            link.pop_handler();
                            let top = peek!(0);
                            if top == Value::NONE {
                                sp = sp.wrapping_sub(1);
                            } else if let Some(cause) = top.as_small() {
                                sp = sp.wrapping_sub(1);
                                if cause < 0 {
                                    // A return was on its way.
                                    match unwind_return(link, code, sp, position!(at)) {
                                        Unwound::ToFinally(place) => go_on!(place),
                                        Unwound::All(end) => {
                                            sp = end;
                                            let result = pop!();
                                            sync!();
                                            match self.finish_frame(link, result) {
                                                Ok(left) => leave!(left),
                                                Err(_) => break 'run Stop::Returned,
                                            }
                                        }
                                    }
                                } else {
                                    // A jump was on its way.
                                    go_on!(unwind_jump(link, code, sp, position!(at), cause as usize));
                                    check_pending!();
                                }
                            } else {
                                sync!();
                                _ = self.raise_value(top);
                                break 'run Stop::Again;
                            }
                        }
                        bc::UNWIND_JUMP => {
                            let distance = signed!();
                            // SAFETY: verified.
                            let count = usize::from(unsafe { *ip });
                            let target = position!(ip) + distance;
                            // There is room for a word more than the frame is said to need.
                            push!(Value::small_unchecked(target));
                            go_on!(unwind_jump(link, code, sp, position!(at), count));
                            check_pending!();
                        }
                        bc::POP_EXCEPT_JUMP => {
                            link.pop_handler();
                            let distance = forward!();
                            ip = ip.wrapping_add(distance);
                        }
                        bc::RAISE_LAST => {
                            sync!();
                            let mut number = link.handlers();
                            let mut found = None;
                            while number > 0 && found.is_none() {
                                number -= 1;
                                found = link.handled(number);
                            }
                            match found {
                                Some(exception) => {
                                    self.raised = Some(exception);
                                    break 'run Stop::Again;
                                }
                                None => {
                                    attempt!(raise!(self, RUNTIME_ERROR, "no active exception to reraise"))
                                }
                            }
                        }
                        bc::RAISE_OBJ | bc::RAISE_FROM => {
                            if op == bc::RAISE_FROM && pop!() != Value::NONE {
                                // MicroPython, py/vm.c
                                self.host.write_error(b"Warning: exception chaining not supported\n");
                            }
                            let exception = peek!(0);
                            sync!();
                            let exception = attempt!(self.to_raise(exception));
                            self.raised = Some(exception);
                            break 'run Stop::Raised;
                        }

                        // Iteration
                        bc::GET_ITER => {
                            let object = peek!(0);
                            sync!();
                            let iterator = attempt!(self.iter(object));
                            poke!(0, iterator);
                        }
                        bc::GET_ITER_STACK => {
                            let object = peek!(0);
                            // The slots are the iterator's kind, what it is over, and two numbers.
                            if let Some(range) = object.get_kind::<Range>(Kind::Range) {
                                poke!(0, Value::TRUE);
                                push!(object);
                                // Bounds need not be small ints; those of a range that fits in one are.
                                let (start, step) = (range.start.get(), range.step.get());
                                match (Value::small(start), step) {
                                    (Some(start), 1) if Value::small(range.stop.get()).is_some() => {
                                        push!(start);
                                        push!(Value::small_unchecked(range.stop.get()));
                                        continue 'next;
                                    }
                                    _ => sp = sp.wrapping_sub(1),
                                }
                                poke!(0, object);
                            } else if matches!(object.kind(), Kind::List | Kind::Tuple) {
                                poke!(0, Value::FALSE);
                                push!(object);
                                push!(Value::ZERO);
                                push!(Value::ZERO);
                                continue 'next;
                            } else if crate::walk::has_places(object.kind()) {
                                poke!(0, Value::ELLIPSIS);
                                push!(object);
                                push!(Value::ZERO);
                                push!(Value::ZERO);
                                continue 'next;
                            }
                            sync!();
                            let iterator = attempt!(self.iter(object));
                            poke!(0, Value::NONE);
                            push!(iterator);
                            push!(Value::ZERO);
                            push!(Value::ZERO);
                        }
                        bc::FOR_ITER => {
                            let distance = forward!();
                            let how = peek!(3);
                            if how == Value::TRUE {
                                let (next, stop) = (peek!(1), peek!(0));
                                // Small ints compare as their words do.
                                if (next.bits() as isize) < stop.bits() as isize {
                                    poke!(1, Value::small_unchecked((next.bits() as isize >> 1) + 1));
                                    push!(next);
                                    continue 'next;
                                }
                                sp = sp.wrapping_sub(ITER_SLOTS);
                                ip = ip.wrapping_add(distance);
                                continue 'next;
                            }
                            let source = peek!(2);
                            if how == Value::FALSE {
                                let place = peek!(1).as_small().unwrap_or(0) as usize;
                                let item = match source.get_kind::<List>(Kind::List) {
                                    Some(list) => list.item(place),
                                    None => source
                                        .get::<Tuple>()
                                        .and_then(|tuple| tuple.items().get(place).copied()),
                                };
                                if let Some(item) = item {
                                    poke!(1, Value::small_unchecked(place as isize + 1));
                                    push!(item);
                                } else {
                                    sp = sp.wrapping_sub(ITER_SLOTS);
                                    ip = ip.wrapping_add(distance);
                                }
                                continue 'next;
                            }
                            sync!();
                            if how == Value::ELLIPSIS {
                                let mut place = peek!(1).as_small().unwrap_or(0) as usize;
                                if let Some(item) = attempt!(self.item_by_place(source, &mut place)) {
                                    poke!(1, Value::small_unchecked(place as isize));
                                    push!(item);
                                } else {
                                    sp = sp.wrapping_sub(ITER_SLOTS);
                                    ip = ip.wrapping_add(distance);
                                }
                                continue 'next;
                            }
                            if let Some(generator) = source.get_kind::<Generator>(Kind::Generator) {
                                // It runs in this loop: its frame comes back to this instruction.
                                match attempt!(self.resume_in_loop(
                                    generator,
                                    Value::NONE,
                                    sp,
                                    position!(at),
                                    Entry::For,
                                    false
                                )) {
                                    Some((position, operands)) => {
                                        enter_frame!();
                                        ip = ip.wrapping_offset(position);
                                        sp = sp.wrapping_add(operands);
                                    }
                                    None => {
                                        sp = sp.wrapping_sub(ITER_SLOTS);
                                        ip = ip.wrapping_add(distance);
                                    }
                                }
                                continue 'next;
                            }
                            match attempt!(self.next(source)) {
                                Some(item) => push!(item),
                                None => {
                                    sp = sp.wrapping_sub(ITER_SLOTS);
                                    ip = ip.wrapping_add(distance);
                                }
                            }
                        }

                        // Making objects
                        bc::BUILD_TUPLE => {
                            let count = uint!();
                            sync!();
                            let first = sp.wrapping_sub(count);
                            // SAFETY: verified.
                            let items = unsafe { values(first, count) };
                            let tuple = attempt!(self.tuple(items));
                            sp = first;
                            push!(tuple);
                        }
                        bc::BUILD_LIST => {
                            let count = uint!();
                            sync!();
                            let first = sp.wrapping_sub(count);
                            // SAFETY: verified.
                            let items = unsafe { values(first, count) };
                            let list = attempt!(self.list(items));
                            sp = first;
                            push!(list);
                        }
                        bc::BUILD_MAP => {
                            let count = uint!();
                            sync!();
                            let dict = attempt!(self.dict(count));
                            push!(dict.value());
                        }
                        bc::STORE_MAP => {
                            sync!();
                            let (dict, value, key) = (peek!(2), peek!(1), peek!(0));
                            if let Some(dict) = dict.get::<Dict>() {
                                attempt!(self.map_set(&dict.map, key, value));
                            }
                            sp = sp.wrapping_sub(2);
                        }
                        bc::BUILD_SET => {
                            let count = uint!();
                            sync!();
                            let first = sp.wrapping_sub(count);
                            // SAFETY: verified.
                            let items = unsafe { values(first, count) };
                            let set = attempt!(self.set(items));
                            sp = first;
                            push!(set);
                        }
                        bc::BUILD_SLICE => {
                            let count = uint!();
                            sync!();
                            let first = sp.wrapping_sub(count);
                            let step = if count == 3 { peek!(0) } else { Value::NONE };
                            // SAFETY: verified.
                            let (start, stop) = unsafe { (*first, *first.add(1)) };
                            // SAFETY: code does not end here, and there are operands before the slice if it is an index.
                            let (next, object) = unsafe { (*ip, *first.sub(1)) };
                            let is_passing =
                                [start, stop, Some(step)].into_iter().flatten().all(is_plain_bound)
                                    && object.is_some_and(|object| takes_passing_slice(object, next));
                            let slice = match self.root(Root::Slice).and_then(|slice| slice.get::<Slice>()) {
                                Some(slice) if is_passing => slice,
                                _ => attempt!(self.make_loose::<Slice>(Kind::Slice, 0)),
                            };
                            slice.start.set(start);
                            slice.stop.set(stop);
                            slice.step.set(Some(step));
                            sp = first;
                            push!(slice.value());
                        }
                        bc::STORE_COMP => {
                            let packed = uint!();
                            // SAFETY: verified.
                            let collection = value(unsafe { *sp.wrapping_sub((packed >> 2) + 1) });
                            sync!();
                            match packed & 3 {
                                0 => {
                                    let item = peek!(0);
                                    if let Some(list) = collection.get_kind::<List>(Kind::List) {
                                        attempt!(self.list_append(list, item));
                                    }
                                    sp = sp.wrapping_sub(1);
                                }
                                1 => {
                                    let (value, key) = (peek!(1), peek!(0));
                                    if let Some(dict) = collection.get_kind::<Dict>(Kind::Dict) {
                                        attempt!(self.map_set(&dict.map, key, value));
                                    }
                                    sp = sp.wrapping_sub(2);
                                }
                                _ => {
                                    let key = peek!(0);
                                    if let Some(set) = collection.get_kind::<Dict>(Kind::Set) {
                                        attempt!(self.set_add(&set.map, key));
                                    }
                                    sp = sp.wrapping_sub(1);
                                }
                            }
                        }
                        bc::UNPACK_SEQUENCE => {
                            let count = uint!();
                            sync!();
                            let sequence = peek!(0);
                            attempt!(self.unpack(sequence, count, None));
                            sp = sp.wrapping_add(count).wrapping_sub(1);
                        }
                        bc::UNPACK_EX => {
                            let packed = uint!();
                            let (before, after) = (packed & 0xff, packed >> 8 & 0xff);
                            sync!();
                            let sequence = peek!(0);
                            attempt!(self.unpack(sequence, before, Some(after)));
                            sp = sp.wrapping_add(before + after);
                        }
                        bc::MAKE_FUNCTION | bc::MAKE_FUNCTION_DEFARGS => {
                            let number = uint!();
                            sync!();
                            let has_defaults = op == bc::MAKE_FUNCTION_DEFARGS;
                            let function = attempt!(self.make_function(code, number, 0));
                            if has_defaults {
                                // SAFETY: verified.
                                unsafe {
                                    function.defaults.set(*sp.wrapping_sub(2));
                                    function.keyword_defaults.set(*sp.wrapping_sub(1));
                                }
                                sp = sp.wrapping_sub(2);
                            }
                            push!(function.value());
                        }
                        bc::MAKE_CLOSURE | bc::MAKE_CLOSURE_DEFARGS => {
                            let number = uint!();
                            // SAFETY: verified.
                            let cells = usize::from(unsafe { *ip });
                            ip = ip.wrapping_add(1);
                            sync!();
                            let function = attempt!(self.make_function(code, number, cells));
                            let first = sp.wrapping_sub(cells);
                            // SAFETY: verified; the function was made with room for the cells.
                            unsafe { core::ptr::copy_nonoverlapping(first, function.tail(), cells) };
                            sp = first;
                            if op == bc::MAKE_CLOSURE_DEFARGS {
                                // SAFETY: verified.
                                unsafe {
                                    function.defaults.set(*sp.wrapping_sub(2));
                                    function.keyword_defaults.set(*sp.wrapping_sub(1));
                                }
                                sp = sp.wrapping_sub(2);
                            }
                            push!(function.value());
                        }
                        bc::LOAD_BUILD_CLASS => {
                            sync!();
                            let build = attempt!(self.load_build_class());
                            push!(build);
                        }

                        // Calls
                        bc::CALL_FUNCTION => {
                            let packed = uint!();
                            let (count, keywords) = (packed & 0xff, packed >> 8 & 0xff);
                            let args = sp.wrapping_sub(count + 2 * keywords);
                            let slot = args.wrapping_sub(1);
                            // SAFETY: verified.
                            let callee = value(unsafe { *slot });
                            call!(callee, args, count, keywords, slot);
                        }
                        bc::CALL_METHOD => {
                            let packed = uint!();
                            let (count, keywords) = (packed & 0xff, packed >> 8 & 0xff);
                            let args = sp.wrapping_sub(count + 2 * keywords);
                            let slot = args.wrapping_sub(2);
                            // SAFETY: verified.
                            let (callee, receiver) = unsafe { (value(*slot), *slot.add(1)) };
                            let (args, count) = match receiver {
                                Some(_) => (args.wrapping_sub(1), count + 1),
                                None => (args, count),
                            };
                            call!(callee, args, count, keywords, slot);
                        }
                        bc::CALL_FUNCTION_VAR_KW | bc::CALL_METHOD_VAR_KW => {
                            let packed = uint!();
                            let (count, keywords) = (packed & 0xff, packed >> 8 & 0xff);
                            let mask = pop!();
                            let args = sp.wrapping_sub(count + 2 * keywords);
                            let is_method = op == bc::CALL_METHOD_VAR_KW;
                            let slot = args.wrapping_sub(if is_method { 2 } else { 1 });
                            sync!();
                            // SAFETY: verified.
                            let (callee, receiver) =
                                unsafe { (value(*slot), if is_method { *slot.add(1) } else { None }) };
                            let pending =
                                attempt!(self.spread_arguments(args, count, keywords, mask, receiver));
                            enter_call!(callee, pending, slot);
                        }
                        bc::RETURN_VALUE => {
                            if link.handlers() > 0 {
                                match unwind_return(link, code, sp, position!(at)) {
                                    Unwound::ToFinally(place) => {
                                        go_on!(place);
                                        continue 'next;
                                    }
                                    Unwound::All(end) => sp = end,
                                }
                            }
                            let result = pop!();
                            if link.entry() == Entry::Call {
                                let slot = link.result();
                                let position = link.position();
                                self.link = link.before();
                                load_frame!();
                                ip = code.start.get().wrapping_offset(position);
                                sp = slot;
                                push!(result);
                                continue 'next;
                            }
                            sync!();
                            match self.finish_frame(link, result) {
                                Ok(left) => leave!(left),
                                Err(_) => break 'run Stop::Returned,
                            }
                        }

                        // Generators
                        bc::YIELD_VALUE => {
                            let result = pop!();
                            leave!(self.give(link, result, sp, position!(ip)));
                        }
                        bc::YIELD_FROM => {
                            let sent = pop!();
                            let source = peek!(0);
                            sync!();
                            match attempt!(self.delegate(link, source, sent, sp, position!(at))) {
                                Resumed::Yielded(result) => {
                                    // This one yields it too, at the same instruction.
                                    leave!(self.give(link, result, sp, position!(at)));
                                }
                                Resumed::Returned(result) => poke!(0, result),
                                Resumed::Entered(position, operands) => {
                                    enter_frame!();
                                    ip = ip.wrapping_offset(position);
                                    sp = sp.wrapping_add(operands);
                                }
                            }
                        }

                        // Modules
                        bc::IMPORT_NAME => {
                            let name = name!();
                            sync!();
                            let (level, names) = (peek!(1), peek!(0));
                            let module = attempt!(self.import_name(code, name, names, level));
                            sp = sp.wrapping_sub(1);
                            poke!(0, module);
                        }
                        bc::IMPORT_FROM => {
                            let name = name!();
                            sync!();
                            let module = peek!(0);
                            let value = attempt!(self.import_from(module, name));
                            push!(value);
                        }
                        bc::IMPORT_STAR => {
                            sync!();
                            let module = peek!(0);
                            attempt!(self.import_star(link, code, module));
                            sp = sp.wrapping_sub(1);
                        }

                        // Operators
                        0xd0 | 0xd1 | 0xd2 | 0xd3 | 0xd4 | 0xd5 | 0xd6 => {
                            let object = peek!(0);
                            if op == 0xd3 && matches!(object, Value::TRUE | Value::FALSE) {
                                poke!(0, Value::bool(object == Value::FALSE));
                                continue 'next;
                            }
                            sync!();
                            let op = UnaryOp::from_number(op - 0xd0).unwrap_or(UnaryOp::Not);
                            let result = attempt!(self.unary(op, object));
                            poke!(0, result);
                        }
                        bc::IS => {
                            let is_same = peek!(1) == peek!(0);
                            sp = sp.wrapping_sub(1);
                            poke!(0, Value::bool(is_same));
                        }
                        // What two small ints give, each operator by itself; all others come after this.
                        bc::LESS => small_ints!(Less),
                        bc::MORE => small_ints!(More),
                        bc::EQUAL => small_ints!(Equal),
                        bc::LESS_EQUAL => small_ints!(LessEqual),
                        bc::MORE_EQUAL => small_ints!(MoreEqual),
                        bc::NOT_EQUAL => small_ints!(NotEqual),
                        bc::OR | bc::INPLACE_OR => small_ints!(Or),
                        bc::XOR | bc::INPLACE_XOR => small_ints!(Xor),
                        bc::AND | bc::INPLACE_AND => small_ints!(And),
                        bc::LSHIFT | bc::INPLACE_LSHIFT => small_ints!(Lshift),
                        bc::RSHIFT | bc::INPLACE_RSHIFT => small_ints!(Rshift),
                        bc::ADD | bc::INPLACE_ADD => small_ints!(Add),
                        bc::SUBTRACT | bc::INPLACE_SUBTRACT => small_ints!(Subtract),
                        bc::MULTIPLY | bc::INPLACE_MULTIPLY => small_ints!(Multiply),
                        bc::FLOOR_DIVIDE | bc::INPLACE_FLOOR_DIVIDE => small_ints!(FloorDivide),
                        bc::MODULO | bc::INPLACE_MODULO => small_ints!(Modulo),
                        // The other operators, and numbers that no opcode has. With all of them here, the table of jumps
                        // needs no check that there is an entry.
                        #[rustfmt::skip]
                        bc::IN | bc::EXCEPTION_MATCH | bc::MAT_MULTIPLY | bc::INPLACE_MAT_MULTIPLY
                        | bc::TRUE_DIVIDE | bc::INPLACE_TRUE_DIVIDE | bc::POWER | bc::INPLACE_POWER => binary!(),
                        #[rustfmt::skip]
                        0x00 | 0x01 | 0x02 | 0x03 | 0x04 | 0x05 | 0x06 | 0x07 | 0x08 | 0x09 | 0x0a | 0x0b | 0x0c | 0x0d | 0x0e | 0x0f
                        | 0x1d | 0x1e | 0x1f | 0x38 | 0x39 | 0x3a | 0x3b | 0x3c | 0x3d | 0x3e | 0x3f | 0x41 | 0x4c | 0x4d | 0x4e | 0x4f
                        | 0x60 | 0x61 | 0x6a | 0x6b | 0x6c | 0x6d | 0x6e | 0x6f | 0xfa | 0xfb | 0xfc | 0xfd | 0xfe | 0xff => {
                            sync!();
                            attempt!(raise!(self, NOT_IMPLEMENTED_ERROR, "opcode"));
                        }
                    }
                }
            };

            // An exception: to the handler that is open, here or in a frame before.
            self.top = sp;
            let mut exception = self.raised.take().unwrap_or(Value::NONE);
            let mut position = position_of(code, at);
            // SAFETY: it is the position of an instruction.
            let op = unsafe { *at };
            if op == bc::FOR_ITER && self.is_stop_iteration(exception) {
                // An iterator in Python has come to its end.
                ip = at.wrapping_add(1);
                // SAFETY: verified.
                let distance = unsafe { read_forward(&mut ip) };
                ip = ip.wrapping_add(distance);
                sp = sp.wrapping_sub(ITER_SLOTS);
                continue 'frame;
            }
            let mut is_traced = matches!(stop, Stop::Again) || op == bc::END_FINALLY || op == bc::RAISE_LAST;
            let mut has_returned = matches!(stop, Stop::Returned);
            loop {
                if !is_traced && !has_returned {
                    self.add_traceback(exception, code, position);
                }
                is_traced = false;
                // Handlers whose code has begun are done with.
                while link.handlers() > 0
                    && (has_returned || link.handler_target(link.handlers() - 1) <= position)
                {
                    link.pop_handler();
                }
                has_returned = false;
                if let Some(number) = link.handlers().checked_sub(1) {
                    link.set_handled(number, exception);
                    let mut target = link.handler_target(number);
                    if link.is_finally(number) {
                        target = handler_entry(code, target, true);
                    }
                    ip = code.start.get().wrapping_offset(target);
                    sp = link.bottom().wrapping_add(link.handler_operands(number));
                    // SAFETY: the frame has room for the exception: verified.
                    unsafe { sp.write(Some(exception)) };
                    sp = sp.wrapping_add(1);
                    continue 'frame;
                }
                // The frame is left.
                let entry = link.entry();
                sp = link.result();
                position = link.position();
                self.link = link.before();
                self.top = link.base();
                if matches!(entry, Entry::For | Entry::Delegate | Entry::Resume) {
                    let parent;
                    (exception, parent) = self.end_generator(link, exception);
                    if let Some(at) = parent {
                        position = at;
                        link = self.link;
                        code = link.code();
                        base = link.base();
                        continue;
                    }
                }
                if matches!(entry, Entry::Native | Entry::Resume) {
                    self.raised = Some(exception);
                    return Err(Raised(()));
                }
                if matches!(entry, Entry::Call | Entry::Init) {
                    // The return address is past the call.
                    position -= 1;
                }
                link = self.link;
                code = link.code();
                base = link.base();
                self.top = sp;
            }
        }
    }

    /// Enters a function that takes exactly the arguments that it is given. False if that is not so.
    #[inline(always)]
    fn enter_simple(
        &mut self,
        function: Gc<Function>,
        args: *mut Word,
        count: usize,
        result: *mut Word,
        position: isize,
    ) -> bool {
        let code = code_of(function);
        if usize::from(code.positional.get()) != count
            || code.flags.get() & (FLAG_VARARGS | FLAG_VARKEYWORDS | FLAG_GENERATOR) != 0
            || code.keyword_only.get() != 0
            || code.cells.get() != 0
            || function.cells.get() != 0
            || (self.stack_end as usize).saturating_sub(args as usize) / WORD < code.frame_words() + 64
            || self.is_due()
        {
            return false;
        }
        let locals = usize::from(code.locals.get());
        let mut at = count;
        while at < locals {
            // SAFETY: the frame is within the stack.
            unsafe { *args.add(at) = None };
            at += 1;
        }
        let link = Link(args.wrapping_add(locals));
        link.fill(function.value(), self.link, result, position, Entry::Call, None);
        link.clear_handlers(code);
        self.link = link;
        true
    }

    #[cold]
    fn unbound_local(&mut self) -> Res<()> {
        raise!(self, NAME_ERROR, "local variable referenced before assignment")
    }

    /// What a value stands for after `raise`: an exception, made if it is a class.
    #[allow(clippy::wrong_self_convention)]
    pub(crate) fn to_raise(&mut self, value: Value) -> Res {
        // A class may make anything, itself too: that is not asked again.
        let value = if self.is_exception_class(value) { self.call(value, &[])? } else { value };
        if self.is_exception(value) {
            return Ok(value);
        }
        raise!(self, TYPE_ERROR, "exceptions must derive from BaseException")
    }

    /// The object that makes classes.
    fn load_build_class(&mut self) -> Res {
        let overrides = self.root_dict(Root::Builtins);
        if let Some(build) = overrides.map.get_symbol(&self.symbols, Symbol::BUILD_CLASS) {
            return Ok(build);
        }
        Ok(crate::types::class::BUILD_CLASS.value())
    }
}

/// Whether using a value as the bound of a slice runs no code of the program.
#[inline(always)]
fn is_plain_bound(bound: Value) -> bool {
    bound.is_small() || bound == Value::NONE
}

/// Whether the next instruction uses a slice and is done with it, so that one and the same object can serve for all of them:
/// types that neither keep it nor run code of the program while they use it.
#[inline(always)]
fn takes_passing_slice(object: Value, next: u8) -> bool {
    let kind = object.kind();
    let is_buffer = matches!(kind, Kind::ByteArray | Kind::Array | Kind::MemoryView);
    match next {
        bc::LOAD_SUBSCR => is_buffer || matches!(kind, Kind::Str | Kind::Bytes | Kind::List | Kind::Tuple),
        bc::STORE_SUBSCR => is_buffer,
        _ => false,
    }
}

/// Where an instruction is in its code.
#[inline(always)]
fn position_of(code: Gc<Code>, ip: *const u8) -> isize {
    ip as isize - code.start.get() as isize
}

/// The operand in a word that is one.
#[inline(always)]
fn value(word: Word) -> Value {
    // An absent operand where a value is wanted can only come of code that puts one there on purpose.
    word.unwrap_or(Value::NONE)
}

/// Operands as values.
///
/// # Safety
///
/// There are that many words at `first`, and nothing else refers to them.
#[inline(always)]
pub(crate) unsafe fn values<'a>(first: *mut Word, count: usize) -> &'a [Value] {
    // SAFETY: as the caller says; a word that is not absent is a value.
    unsafe {
        for at in 0..count {
            let word = first.add(at);
            if (*word).is_none() {
                // Only code that puts null there on purpose gets here.
                *word = Some(Value::NONE);
            }
        }
        core::slice::from_raw_parts(first.cast::<Value>(), count)
    }
}

/// Where the code of a handler goes on that is entered with an exception, or else by a return or jump.
#[inline(always)]
fn handler_entry(code: Gc<Code>, target: isize, with_exception: bool) -> isize {
    // SAFETY: a handler's target is an instruction.
    if unsafe { *code.start.get().offset(target) } != bc::DUP_TOP {
        return target;
    }
    async_handler_entry(code, target, with_exception)
}

#[cold]
fn async_handler_entry(code: Gc<Code>, target: isize, with_exception: bool) -> isize {
    let skipped = code.start.get() as usize - code.bytes.get() as usize;
    // SAFETY: code that was verified has its whole bytes.
    let bytecode = unsafe { core::slice::from_raw_parts(code.start.get(), code.len.get() - skipped) };
    match crate::verify::async_exit(bytecode, target as usize) {
        Some(exit) if with_exception => exit.exception as isize,
        Some(exit) => exit.unwinding as isize,
        None => target,
    }
}

/// An item of what has its items by place, if there is one.
#[inline(always)]
fn item_at(object: Value, place: usize) -> Word {
    match object.kind() {
        Kind::List => object.get::<List>()?.item(place),
        Kind::Tuple => object.get::<Tuple>()?.items().get(place).copied(),
        Kind::Bytes => {
            object.get::<Text>()?.bytes().get(place).map(|&byte| Value::small_unchecked(byte.into()))
        }
        Kind::ByteArray => {
            object.get::<Buffer>()?.bytes().get(place).map(|&byte| Value::small_unchecked(byte.into()))
        }
        _ => None,
    }
}

/// Sets an item of what has its items by place. False if that is not so simple.
#[inline(always)]
fn set_item_at(object: Value, place: usize, value: Value) -> bool {
    match object.kind() {
        Kind::List => {
            let Some(list) = object.get::<List>() else { return false };
            match list.block.get() {
                Some(block) if place < list.len.get() => {
                    crate::native::set_word_of(block, place, Some(value));
                    true
                }
                _ => false,
            }
        }
        Kind::ByteArray => {
            let Some(buffer) = object.get::<Buffer>() else { return false };
            match (buffer.bytes_mut().get_mut(place), value.as_small()) {
                (Some(byte), Some(value)) => {
                    *byte = value as u8;
                    true
                }
                _ => false,
            }
        }
        _ => false,
    }
}

/// The cell in a variable.
#[inline(always)]
fn cell(word: Word) -> Option<Gc<Cell1>> {
    word?.get_kind::<Cell1>(Kind::Cell)
}

/// The word under the top.
#[inline(always)]
fn pop_under(sp: *mut Word) -> Word {
    // SAFETY: the instruction has two operands.
    unsafe { *sp.wrapping_sub(2) }
}

/// What two small ints give, where that is a small int or bool.
#[inline(always)]
fn small_int_op(op: BinaryOp, left: Word, right: Word) -> Option<Value> {
    let (left, right) = (left?, right?);
    if !left.is_small() || !right.is_small() {
        return None;
    }
    let (a, b) = (left.bits() as isize, right.bits() as isize);
    match op {
        BinaryOp::Less => Some(Value::bool(a < b)),
        BinaryOp::More => Some(Value::bool(a > b)),
        BinaryOp::Equal => Some(Value::bool(a == b)),
        BinaryOp::LessEqual => Some(Value::bool(a <= b)),
        BinaryOp::MoreEqual => Some(Value::bool(a >= b)),
        BinaryOp::NotEqual => Some(Value::bool(a != b)),
        BinaryOp::Add => Some(Value::small_unchecked((a - 1).checked_add(b)? >> 1)),
        BinaryOp::Subtract => Some(Value::small_unchecked(a.checked_sub(b - 1)? >> 1)),
        BinaryOp::Multiply => Value::small((a >> 1).checked_mul(b >> 1)?),
        BinaryOp::And => Some(Value::small_unchecked((a & b) >> 1)),
        BinaryOp::Or => Some(Value::small_unchecked((a | b) >> 1)),
        BinaryOp::Xor => Some(Value::small_unchecked((a ^ b) >> 1)),
        BinaryOp::Rshift => {
            let count = b >> 1;
            if count < 0 {
                None
            } else {
                Some(Value::small_unchecked((a >> 1) >> count.min(isize::BITS as isize - 1)))
            }
        }
        BinaryOp::Lshift => {
            let (number, count) = (a >> 1, b >> 1);
            if !(0..isize::BITS as isize - 1).contains(&count) || (number << count) >> count != number {
                return None;
            }
            Value::small(number << count)
        }
        BinaryOp::FloorDivide => {
            let (number, divisor) = (a >> 1, b >> 1);
            if divisor == 0 {
                return None;
            }
            let quotient = number / divisor;
            let is_inexact = number % divisor != 0 && (number < 0) != (divisor < 0);
            Value::small(quotient - isize::from(is_inexact))
        }
        BinaryOp::Modulo => {
            let (number, divisor) = (a >> 1, b >> 1);
            if divisor == 0 {
                return None;
            }
            let rest = number % divisor;
            let is_other_sign = rest != 0 && (rest < 0) != (divisor < 0);
            Value::small(if is_other_sign { rest + divisor } else { rest })
        }
        _ => None,
    }
}

/// What leaving the blocks of a frame has come to.
enum Unwound {
    /// A `finally` part that has to run before.
    ToFinally(Place),
    /// All are left; operands are up to there.
    All(*mut Word),
}

/// Leaves blocks for a return, whose value is on top.
fn unwind_return(link: Link, code: Gc<Code>, mut sp: *mut Word, position: isize) -> Unwound {
    while link.handlers() > 0 {
        let number = link.handlers() - 1;
        if link.is_finally(number) {
            let target = link.handler_target(number);
            if target > position {
                return Unwound::ToFinally(finally_part(link, code, sp, number, -1));
            }
            sp = cancel_finally(link, number, sp);
        }
        link.pop_handler();
    }
    Unwound::All(sp)
}

/// Begins a `finally` part with what is on top, a value or a jump's target, and a number that says why it runs.
fn finally_part(link: Link, code: Gc<Code>, sp: *mut Word, number: usize, why: isize) -> Place {
    let bottom = link.bottom().wrapping_add(link.handler_operands(number));
    // SAFETY: the frame has room for both: verified.
    unsafe {
        *bottom = *sp.wrapping_sub(1);
        *bottom.add(1) = Some(Value::small_unchecked(why));
    }
    let target = handler_entry(code, link.handler_target(number), false);
    Place { ip: code.start.get().wrapping_offset(target), sp: bottom.wrapping_add(2) }
}

/// Ends a `finally` part that is being left by a jump or return of its own: what it has on the stack goes, but for the top.
/// Gives the end of the operands.
fn cancel_finally(link: Link, number: usize, sp: *mut Word) -> *mut Word {
    let bottom = link.bottom().wrapping_add(link.handler_operands(number));
    // SAFETY: the part has its reason on the stack: an exception, or a number and what belongs to it.
    unsafe { *bottom = *sp.wrapping_sub(1) };
    bottom.wrapping_add(1)
}

/// Leaves blocks for a jump, whose target is on top. Gives where to go on: the target, or a `finally` part before it.
fn unwind_jump(link: Link, code: Gc<Code>, mut sp: *mut Word, position: isize, count: usize) -> Place {
    let mut left = count;
    while left & 0x7f > 0 {
        left -= 1;
        let Some(number) = link.handlers().checked_sub(1) else { break };
        if link.is_finally(number) {
            if link.handler_target(number) > position {
                return finally_part(link, code, sp, number, left as isize);
            }
            sp = cancel_finally(link, number, sp);
        }
        link.pop_handler();
    }
    sp = sp.wrapping_sub(1);
    // SAFETY: the target is on top.
    let target = unsafe { *sp }.and_then(Value::as_small).unwrap_or(0);
    if left != 0 {
        sp = sp.wrapping_sub(ITER_SLOTS);
    }
    Place { ip: code.start.get().wrapping_offset(target), sp }
}
