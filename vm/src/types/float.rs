//! `float`.

mod functions;
#[cfg(any(test, not(feature = "float64")))]
mod gamma;

pub(crate) use functions::*;

use crate::Real;
use crate::error::Res;
use crate::format::{FloatToIntError, float_to_int, parse_float, write_repr};
use crate::native::{Args, Type};
use crate::object::Kind;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::class::call_special;
use crate::types::complex;
use crate::types::exceptions::*;
use crate::types::number::{self, float_of};
use crate::value::{Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::{BinaryOp, UnaryOp};

/// The bytes of the largest int that a float can be.
pub(crate) const LARGEST_INT: usize = 128;

/// The type `float`.
pub static FLOAT: Type = Type {
    make: Some(make),
    print: Some(|vm, out, value, _| write_repr(&mut vm.sink(out), of(value))),
    unary: Some(|vm, op, value| match op {
        UnaryOp::Positive => Ok(Some(value)),
        UnaryOp::Negative => vm.float(-of(value)).map(Some),
        UnaryOp::Invert | UnaryOp::Not => Ok(None),
    }),
    binary: Some(binary_slot),
    truth: Some(|_, value| Ok(of(value) != 0.0)),
    hash: Some(|_, value| Ok(hash(of(value)))),
    ..Type::new("float")
};

fn of(value: Value) -> Real {
    float_of(value).unwrap_or(0.0)
}

fn make(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    vm.expect(args, 0, 1)?;
    let Some(&value) = args.first() else { return vm.float(0.0) };
    if float_of(value).is_some() {
        return Ok(value);
    }
    match vm.bytes_maybe(value)? {
        Some(text) => vm.parse_float_value(text.bytes()),
        None => {
            let real = vm.real(value)?;
            vm.float(real)
        }
    }
}

/// An operator of a float that is the native part of an object, or whose other operand is no number but may have
/// `__float__` (MicroPython, py/objfloat.c).
fn binary_slot(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    if op == BinaryOp::In {
        return number::not_in(vm, left, right);
    }
    if right.kind() != Kind::Instance {
        return number::binary(vm, op, left, right);
    }
    match call_special(vm, right, Symbol::FLOAT, &[])?.and_then(float_of) {
        Some(other) => binary(vm, op, of(left), other),
        None => Ok(None),
    }
}

/// The hash: of an integer, what the int has (MicroPython, `mp_float_hash` in py/obj.h).
pub(crate) fn hash(value: Real) -> isize {
    // What does not fit in a word converts to its least value, whose low bits are zero.
    let limit = -(isize::MIN as Real);
    if value < limit && value >= -limit { (value as isize) << 1 >> 1 } else { 0 }
}

/// What an operator, not an in-place one, gives for two floats; nothing if it is none for them.
#[inline]
pub(crate) fn binary(vm: &mut Vm<'_>, op: BinaryOp, a: Real, b: Real) -> Res<Word> {
    let result = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Subtract => a - b,
        BinaryOp::Multiply => a * b,
        BinaryOp::TrueDivide if b != 0.0 => a / b,
        BinaryOp::Less => return Ok(Some(Value::bool(a < b))),
        BinaryOp::More => return Ok(Some(Value::bool(a > b))),
        BinaryOp::Equal => return Ok(Some(Value::bool(a == b))),
        BinaryOp::LessEqual => return Ok(Some(Value::bool(a <= b))),
        BinaryOp::MoreEqual => return Ok(Some(Value::bool(a >= b))),
        _ => return binary_rare(vm, op, a, b),
    };
    vm.float(result).map(Some)
}

fn binary_rare(vm: &mut Vm<'_>, op: BinaryOp, a: Real, b: Real) -> Res<Word> {
    let result = match op {
        BinaryOp::TrueDivide | BinaryOp::FloorDivide | BinaryOp::Modulo if b == 0.0 => {
            return Err(vm.zero_division());
        }
        BinaryOp::FloorDivide => divide_mod(a, b).0,
        BinaryOp::Modulo => modulo(a, b),
        BinaryOp::Power => {
            if a == 0.0 && b < 0.0 && !b.is_infinite() {
                return Err(vm.zero_division());
            }
            if a < 0.0 && b != floor(b) && !b.is_nan() {
                return complex::binary(vm, op, (a, 0.0), (b, 0.0));
            }
            power(a, b)
        }
        _ => return Ok(None),
    };
    vm.float(result).map(Some)
}

/// The remainder with the sign of the divisor (MicroPython, py/objfloat.c).
fn modulo(a: Real, b: Real) -> Real {
    let rest = remainder(a, b);
    if rest == 0.0 {
        (0.0 as Real).copysign(b)
    } else if (rest < 0.0) != (b < 0.0) {
        rest + b
    } else {
        rest
    }
}

/// The quotient rounded down, and what is left (MicroPython, `mp_obj_float_divmod` in py/objfloat.c).
fn divide_mod(a: Real, b: Real) -> (Real, Real) {
    let cut = remainder(a, b);
    let mut quotient = (a - cut) / b;
    if cut != 0.0 && (cut < 0.0) != (b < 0.0) {
        quotient -= 1.0;
    }
    let rounded = if quotient == 0.0 {
        (0.0 as Real).copysign(a / b)
    } else {
        let below = floor(quotient);
        if quotient - below > 0.5 { below + 1.0 } else { below }
    };
    (rounded, modulo(a, b))
}

/// `divmod` of floats, as values.
pub(crate) fn divide_mod_values(vm: &mut Vm<'_>, a: Real, b: Real) -> Res<(Value, Value)> {
    if b == 0.0 {
        return Err(vm.zero_division());
    }
    let (quotient, rest) = divide_mod(a, b);
    Ok((vm.float(quotient)?, vm.float(rest)?))
}

impl Vm<'_> {
    /// ZeroDivisionError.
    #[cold]
    pub(crate) fn zero_division(&mut self) -> crate::error::Raised {
        self.raise(&ZERO_DIVISION_ERROR, format_args!("divide by zero"))
    }

    /// The integer part of a float.
    ///
    /// # Errors
    ///
    /// OverflowError if it is infinite, ValueError if it is not a number.
    pub fn int_from_real(&mut self, value: Real) -> Res {
        let limit = Value::MAX_SMALL as Real;
        if value > -limit && value < limit {
            return Ok(Value::small_unchecked(value as isize));
        }
        self.borrow_for(LARGEST_INT, |vm| match float_to_int(value) {
            Ok(int) => vm.int_from(int),
            Err(error @ FloatToIntError::Infinite) => raise!(vm, OVERFLOW_ERROR, "{}", error.message()),
            Err(error) => raise!(vm, VALUE_ERROR, "{}", error.message()),
        })
    }

    /// `float(text)`
    ///
    /// # Errors
    ///
    /// ValueError if the text is no number.
    pub fn parse_float_value(&mut self, text: &[u8]) -> Res {
        match parse_float(text) {
            Ok(value) => self.float(value),
            Err(error) => raise!(self, VALUE_ERROR, "{}", error.message()),
        }
    }
}
