//! Arithmetic on numbers of whatever types: int, bool, float, complex; and other objects as numbers.

use super::class::{self, call_special};
use super::{complex, float, int};
use crate::Real;
use crate::error::Res;
use crate::object::*;
use crate::operators::plain_of;
use crate::raise;
use crate::symbol::Symbol;
use crate::types::exceptions::*;
use crate::value::{Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::opcode::BinaryOp;

/// A number.
#[derive(Clone, Copy)]
pub(crate) enum Number {
    /// An int, small or large; of a bool, 0 or 1.
    Int(Value),
    /// A float.
    Float(Real),
    /// A complex number.
    Complex(Real, Real),
}

impl Number {
    /// The number that a value is.
    #[inline]
    pub(crate) fn of(value: Value) -> Option<Number> {
        match value.kind() {
            Kind::Int => Some(Number::Int(value)),
            Kind::Bool => Some(Number::Int(bool_as_int(value))),
            Kind::Float => float_of(value).map(Number::Float),
            Kind::Complex => {
                let complex = value.get::<Complex>()?;
                Some(Number::Complex(complex.re.get(), complex.im.get()))
            }
            _ => None,
        }
    }

    /// The real part.
    fn real(self) -> Real {
        match self {
            Number::Int(int) => int::to_real(int),
            Number::Float(float) => float,
            Number::Complex(re, _) => re,
        }
    }

    /// The real and the imaginary part.
    fn parts(self) -> (Real, Real) {
        match self {
            Number::Complex(re, im) => (re, im),
            number => (number.real(), 0.0),
        }
    }
}

/// The value of a float.
#[inline(always)]
pub(crate) fn float_of(value: Value) -> Option<Real> {
    value.get_kind::<Float>(Kind::Float).map(|float| float.value.get())
}

/// The small int that a bool counts as.
#[inline]
pub(crate) fn bool_as_int(value: Value) -> Value {
    Value::small_unchecked(isize::from(value == Value::TRUE))
}

/// The int that an int or a bool is; others are as they are.
#[inline]
pub(crate) fn int_of(value: Value) -> Value {
    if value.kind() == Kind::Bool { bool_as_int(value) } else { value }
}

/// What an operator gives for two numbers; nothing if they are not, or if it is none for numbers.
#[inline]
pub(crate) fn binary(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    let other = |value: Value| match value.as_small() {
        Some(small) => Some(small as Real),
        None => float_of(value),
    };
    if let Some(a) = float_of(left) {
        if let Some(b) = other(right) {
            return float::binary(vm, plain_of(op).unwrap_or(op), a, b);
        }
    } else if let Some(a) = left.as_small() {
        if let Some(b) = right.as_small() {
            return int::binary_small(vm, plain_of(op).unwrap_or(op), a, b);
        }
        if let Some(b) = float_of(right) {
            return float::binary(vm, plain_of(op).unwrap_or(op), a as Real, b);
        }
    }
    match (Number::of(left), Number::of(right)) {
        (Some(left), Some(right)) => binary_of_numbers(vm, plain_of(op).unwrap_or(op), left, right),
        _ => Ok(None),
    }
}

fn binary_of_numbers(vm: &mut Vm<'_>, op: BinaryOp, left: Number, right: Number) -> Res<Word> {
    match (left, right) {
        (Number::Int(a), Number::Int(b)) => int::binary(vm, op, a, b),
        (Number::Complex(..), _) | (_, Number::Complex(..)) => {
            complex::binary(vm, op, left.parts(), right.parts())
        }
        _ => float::binary(vm, op, left.real(), right.real()),
    }
}

/// Whether an operator of a small int and this is settled without asking its type (MicroPython, `mp_binary_op` in
/// py/runtime.c).
pub(crate) fn is_immediate(value: Value) -> bool {
    value.is_small() || matches!(value.kind(), Kind::Float | Kind::Complex)
}

/// `item in number`, which is an error. Of a small int as the item it does not even say which operator was used
/// (MicroPython, `mp_binary_op` in py/runtime.c).
#[cold]
pub(crate) fn not_in(vm: &mut Vm<'_>, number: Value, item: Value) -> Res<Word> {
    let is_told = number.is_small() || matches!(number.kind(), Kind::Float | Kind::Complex);
    if item.is_small() && is_told {
        return Err(vm.unsupported_types(Symbol::EMPTY, "int", vm.type_name(number)));
    }
    if number.is_small() && item.kind() == Kind::Bool {
        not_in_counted(vm, item)?;
    }
    Ok(None)
}

/// As [`not_in`], of a small int that a bool counts as, or that an object's class extends; no error for items that are not
/// compared with small ints.
#[cold]
pub(crate) fn not_in_counted(vm: &mut Vm<'_>, item: Value) -> Res<()> {
    let item = int_of(item);
    if is_immediate(item) {
        return Err(vm.unsupported_types(Symbol::CONTAINS, "int", vm.type_name(item)));
    }
    Ok(())
}

impl Vm<'_> {
    // Other objects as numbers

    /// The int that an object stands for: an int itself, or what `__int__` gives; none for others, floats included
    /// (MicroPython, `MP_UNARY_OP_INT_MAYBE` in py/runtime.c and py/objtype.c).
    pub fn int_maybe(&mut self, value: Value) -> Res<Word> {
        match value.kind() {
            Kind::Int => Ok(Some(value)),
            Kind::Bool => Ok(Some(bool_as_int(value))),
            Kind::Instance => match call_special(self, value, Symbol::INT, &[])? {
                Some(int) if int.kind() == Kind::Int => Ok(Some(int)),
                Some(_) => Err(self.raise_plain(&TYPE_ERROR)),
                None => match Number::of(self.native_part(value)) {
                    Some(Number::Int(int)) => Ok(Some(int)),
                    _ => Ok(None),
                },
            },
            _ => Ok(None),
        }
    }

    /// As [`Vm::int_maybe`], but an error if there is none.
    ///
    /// # Errors
    ///
    /// TypeError.
    pub fn int_of(&mut self, value: Value) -> Res {
        match self.int_maybe(value)? {
            Some(int) => Ok(int),
            None => Err(self.not_int(value)),
        }
    }

    #[cold]
    pub(crate) fn not_int(&mut self, value: Value) -> crate::error::Raised {
        let name = self.type_name(value);
        self.raise(&TYPE_ERROR, format_args!("can't convert {name} to int"))
    }

    /// The value of an int, if it fits in a word.
    pub(crate) fn word_of_int(&mut self, int: Value) -> Res<isize> {
        match int::wide(int).and_then(|wide| isize::try_from(wide).ok()) {
            // The least word does not count as one (MicroPython, `mpz_as_int_checked` in py/mpz.c).
            Some(word) if word != isize::MIN => Ok(word),
            _ => raise!(self, OVERFLOW_ERROR, "overflow converting long int to machine word"),
        }
    }

    /// The float that a number, or an object with `__float__`, is; none for others (MicroPython,
    /// `mp_obj_get_float_maybe` in py/obj.c).
    #[inline]
    pub fn to_float(&mut self, value: Value) -> Res<Option<Real>> {
        if let Some(float) = float_of(value) {
            return Ok(Some(float));
        }
        match value.kind() {
            Kind::Int => Ok(Some(int::to_real(value))),
            Kind::Bool => Ok(Some(int::to_real(bool_as_int(value)))),
            Kind::Instance => self.instance_to_float(value),
            _ => Ok(None),
        }
    }

    fn instance_to_float(&mut self, value: Value) -> Res<Option<Real>> {
        // What its class extends does not count (MicroPython, `mp_obj_get_float_maybe` in py/obj.c).
        Ok(call_special(self, value, Symbol::FLOAT, &[])?.and_then(float_of))
    }

    /// The float that a number, or an object with `__float__`, is.
    ///
    /// # Errors
    ///
    /// TypeError if it is neither.
    #[inline]
    pub fn real(&mut self, value: Value) -> Res<Real> {
        match self.to_float(value)? {
            Some(float) => Ok(float),
            None => {
                let name = self.type_name(value);
                raise!(self, TYPE_ERROR, "can't convert {name} to float")
            }
        }
    }

    /// The real and imaginary part of a number, or of what `__float__` or `__complex__` of an object gives; none for
    /// others (MicroPython, `mp_obj_get_complex_maybe` in py/obj.c).
    pub fn to_complex(&mut self, value: Value) -> Res<Option<(Real, Real)>> {
        if let Some(re) = self.to_float(value)? {
            return Ok(Some((re, 0.0)));
        }
        let mut value = value;
        if value.kind() == Kind::Instance {
            match call_special(self, value, Symbol::COMPLEX, &[])? {
                Some(result) => value = result,
                None => return Ok(None),
            }
        }
        Ok(value.get::<Complex>().map(|complex| (complex.re.get(), complex.im.get())))
    }

    /// As [`Vm::to_complex`], but an error if it is none.
    ///
    /// # Errors
    ///
    /// TypeError.
    pub fn complex_parts(&mut self, value: Value) -> Res<(Real, Real)> {
        match self.to_complex(value)? {
            Some(parts) => Ok(parts),
            None => {
                let name = self.type_name(value);
                raise!(self, TYPE_ERROR, "can't convert {name} to complex")
            }
        }
    }

    // Built-in functions

    /// `abs(object)`
    ///
    /// # Errors
    ///
    /// TypeError if it has no absolute value.
    pub fn absolute(&mut self, value: Value) -> Res {
        match Number::of(value) {
            Some(Number::Int(int)) if int::is_negative(int) => return self.negate_int(int),
            Some(Number::Int(int)) => return Ok(int),
            Some(Number::Float(float)) if float.is_sign_negative() => return self.float(-float),
            Some(Number::Float(_)) => return Ok(value),
            Some(Number::Complex(re, im)) => return self.float(float::sqrt(re * re + im * im)),
            None => {}
        }
        if value.kind() == Kind::Instance {
            if let Some(result) = call_special(self, value, Symbol::ABS, &[])? {
                return Ok(result);
            }
            if let Some(part) = class::part_with_unary(value) {
                return self.absolute(part);
            }
        }
        let name = self.type_name(value);
        raise!(self, TYPE_ERROR, "unsupported type for __abs__: '{name}'")
    }

    /// `divmod(left, right)`
    ///
    /// # Errors
    ///
    /// ZeroDivisionError, or TypeError if they cannot be divided.
    pub fn divide_mod(&mut self, left: Value, right: Value) -> Res {
        if left.kind() == Kind::Instance {
            let name = self.intern(b"__divmod__")?;
            if let Some(result) = call_special(self, left, name, &[right])? {
                return Ok(result);
            }
        }
        let own = self.native_part(left);
        let quotient_rest = match (Number::of(own), Number::of(right)) {
            (Some(Number::Int(a)), Some(Number::Int(b))) => Some(int::divide_mod(self, a, b)?),
            (Some(Number::Complex(..)), _) | (_, Some(Number::Complex(..))) | (None, _) => None,
            (Some(a), Some(b)) => Some(float::divide_mod_values(self, a.real(), b.real())?),
            (Some(Number::Float(a)), None) => match self.to_float(right)? {
                Some(b) => Some(float::divide_mod_values(self, a, b)?),
                None => None,
            },
            (Some(_), None) => None,
        };
        match quotient_rest {
            Some((quotient, rest)) => self.tuple(&[quotient, rest]),
            None => {
                let left = class::part_with_operators(self, left).unwrap_or(left);
                let left = if left.kind() == Kind::Bool { "int" } else { self.type_name(left) };
                Err(self.unsupported_types(Symbol::DIVMOD, left, self.type_name(right)))
            }
        }
    }

    /// `pow(base, exponent, modulus)`; the modulus may be None.
    ///
    /// # Errors
    ///
    /// Those of the operator `**`; with a modulus, TypeError if they are not ints, ValueError if it is zero.
    pub fn power_mod(&mut self, base: Value, exponent: Value, modulus: Value) -> Res {
        if modulus == Value::NONE {
            return self.binary(BinaryOp::Power, base, exponent);
        }
        if [base, exponent, modulus].iter().any(|value| value.kind() != Kind::Int) {
            return raise!(self, TYPE_ERROR, "pow() with 3 arguments requires integers");
        }
        if modulus == Value::ZERO {
            return raise!(self, VALUE_ERROR, "divide by zero");
        }
        int::power_mod(self, base, exponent, modulus)
    }

    /// `round(number, digits)`
    ///
    /// # Errors
    ///
    /// TypeError if it is no number, OverflowError or ValueError if it has no integer value.
    pub fn round(&mut self, value: Value, digits: Word) -> Res {
        if value.kind() == Kind::Int {
            let Some(digits) = digits else { return Ok(value) };
            let digits = self.to_index(digits)?;
            return if digits >= 0 { Ok(value) } else { int::round(self, value, digits.saturating_neg()) };
        }
        let number = self.real(value)?;
        match digits {
            Some(digits) => {
                let factor = float::power(10.0, self.to_index(digits)? as Real);
                self.float(float::nearest(number * factor) / factor)
            }
            None => self.int_from_real(float::nearest(number)),
        }
    }
}
