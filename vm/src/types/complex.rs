//! `complex`.

use crate::Real;
use crate::error::Res;
use crate::format::{parse_complex, write_complex_repr};
use crate::native::{Args, Type};
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::types::{float, number};
use crate::value::{Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::{BinaryOp, UnaryOp};

/// The type `complex`.
pub static COMPLEX: Type = Type {
    make: Some(make),
    print: Some(|vm, out, value, _| {
        let (re, im) = of(value);
        write_complex_repr(&mut vm.sink(out), re, im)
    }),
    unary: Some(|vm, op, value| match op {
        UnaryOp::Positive => Ok(Some(value)),
        UnaryOp::Negative => {
            let (re, im) = of(value);
            vm.complex(-re, -im).map(Some)
        }
        UnaryOp::Invert | UnaryOp::Not => Ok(None),
    }),
    binary: Some(binary_slot),
    truth: Some(|_, value| Ok(of(value) != (0.0, 0.0))),
    hash: Some(|_, value| {
        let (re, im) = of(value);
        Ok(float::hash(re) ^ float::hash(im))
    }),
    attribute: Some(|vm, value, name| {
        let (re, im) = of(value);
        match vm.symbol_text(name) {
            b"real" => vm.float(re).map(Some),
            b"imag" => vm.float(im).map(Some),
            _ => Ok(None),
        }
    }),
    ..Type::new("complex")
};

fn of(value: Value) -> (Real, Real) {
    value.get::<Complex>().map_or((0.0, 0.0), |complex| (complex.re.get(), complex.im.get()))
}

/// An operator of a complex number that is the native part of an object, or whose other operand is no number but may have
/// `__float__` or `__complex__` (MicroPython, py/objcomplex.c).
fn binary_slot(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    if op == BinaryOp::In {
        return number::not_in(vm, left, right);
    }
    if right.kind() != Kind::Instance {
        return number::binary(vm, op, left, right);
    }
    match vm.to_complex(right)? {
        Some(other) => binary(vm, op, of(left), other),
        None => Ok(None),
    }
}

fn make(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    vm.expect(args, 0, 2)?;
    match *args.positional {
        [] => vm.complex(0.0, 0.0),
        [value] if value.kind() == Kind::Complex => Ok(value),
        [value] => match vm.text(value) {
            Some(text) => match parse_complex(text) {
                Ok((re, im)) => vm.complex(re, im),
                Err(error) => raise!(vm, VALUE_ERROR, "{}", error.message()),
            },
            None => {
                let (re, im) = vm.complex_parts(value)?;
                vm.complex(re, im)
            }
        },
        [first, second, ..] => {
            let (re, im) = complex_or_real(vm, first)?;
            let (times_i_re, times_i_im) = complex_or_real(vm, second)?;
            vm.complex(re - times_i_im, im + times_i_re)
        }
    }
}

/// The parts of a complex number, or of what has a float's value but not `__complex__`.
fn complex_or_real(vm: &mut Vm<'_>, value: Value) -> Res<(Real, Real)> {
    if value.kind() == Kind::Complex { Ok(of(value)) } else { vm.real(value).map(|re| (re, 0.0)) }
}

/// What an operator, not an in-place one, gives for two complex numbers; nothing if it is none for them (MicroPython,
/// `mp_obj_complex_binary_op` in py/objcomplex.c).
pub(crate) fn binary(vm: &mut Vm<'_>, op: BinaryOp, a: (Real, Real), b: (Real, Real)) -> Res<Word> {
    let (re, im) = match op {
        BinaryOp::Add => (a.0 + b.0, a.1 + b.1),
        BinaryOp::Subtract => (a.0 - b.0, a.1 - b.1),
        BinaryOp::Multiply => product(a, b),
        BinaryOp::FloorDivide => return raise!(vm, TYPE_ERROR, "can't truncate-divide a complex number"),
        BinaryOp::TrueDivide if b == (0.0, 0.0) => {
            return raise!(vm, ZERO_DIVISION_ERROR, "complex divide by zero");
        }
        BinaryOp::TrueDivide => quotient(a, b),
        BinaryOp::Power => match power(a, b) {
            Some(result) => result,
            None => return raise!(vm, ZERO_DIVISION_ERROR, "0.0 to a complex power"),
        },
        BinaryOp::Equal => return Ok(Some(Value::bool(a == b))),
        _ => return Ok(None),
    };
    vm.complex(re, im).map(Some)
}

fn product(a: (Real, Real), b: (Real, Real)) -> (Real, Real) {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// The divisor is not zero.
fn quotient(a: (Real, Real), b: (Real, Real)) -> (Real, Real) {
    if b.1 == 0.0 {
        (a.0 / b.0, a.1 / b.0)
    } else if b.0 == 0.0 {
        (a.1 / b.1, -a.0 / b.1)
    } else {
        let square = b.0 * b.0 + b.1 * b.1;
        product(a, (b.0 / square, b.1 / -square))
    }
}

/// exp(b ln(a)); none for zero to a power that is not positive or not real.
fn power(a: (Real, Real), b: (Real, Real)) -> Option<(Real, Real)> {
    let magnitude = float::sqrt(a.0 * a.0 + a.1 * a.1);
    if magnitude == 0.0 {
        let is_one = b.0 == 0.0;
        return (b.1 == 0.0 && b.0 >= 0.0).then_some((if is_one { 1.0 } else { 0.0 }, a.1));
    }
    let (log, angle) = (float::ln(magnitude), float::atan2(a.1, a.0));
    let growth = float::exp(b.0 * log - b.1 * angle);
    let turn = b.1 * log + b.0 * angle;
    Some((growth * float::cos(turn), growth * float::sin(turn)))
}

impl Vm<'_> {
    /// A complex number.
    pub fn complex(&mut self, re: Real, im: Real) -> Res {
        let complex = self.make::<Complex>(Kind::Complex, 0)?;
        complex.re.set(re);
        complex.im.set(im);
        Ok(complex.value())
    }
}
