//! Numbers at compile time: the literals of a program, and the arithmetic that folds constant
//! expressions exactly as MicroPython's own compiler would.
//!
//! The compiler folds an operation when its runtime computes it without raising (MicroPython,
//! `fold_constants` in py/parse.c over `mp_binary_op` and `mp_unary_op` in py/runtime.c), so the
//! rules here are the runtime's: when an integer is small, how one becomes a float, which powers
//! are errors. They are the rules of a 64-bit host, whatever board the module is for; only floats
//! are computed with 32 bits without the feature `float64`, for boards that compile for themselves.
//!
//! The reference compiler has a heap of two megabytes and folds nothing that does not fit. Here the
//! same end is served by two limits known in advance: [`MAX_FOLDED_BITS`] for one result and
//! [`Fuel`] for all of them.

mod float;
mod literal;
// Only where the remainder of the processor or compiler is not taken: see `float`.
#[cfg(any(test, all(not(feature = "std"), feature = "float64")))]
mod remainder;
#[cfg(test)]
mod tests;

use crate::memory::Memory;
use alloc::boxed::Box;
use constrictor_bytecode::compact;
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{ToPrimitive as _, Zero as _};

pub use literal::{InvalidInteger, parse_integer};

/// The largest integer that folding makes, in bits. The reference compiler runs out of its heap at
/// about this size, and then leaves the operation to be done at run time.
pub const MAX_FOLDED_BITS: u64 = 2_097_152;

/// The smallest small int of a 64-bit host (MicroPython, py/smallint.h).
const SMALL_INT_MIN: i64 = -(1 << 62);
/// The largest small int of a 64-bit host.
const SMALL_INT_MAX: i64 = (1 << 62) - 1;

/// An integer as the reference compiler holds it. The two forms can hold the same value and still
/// be told apart, in the compiled module for one, so equality compares the form too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Int {
    /// A small int: from -2^62 to 2^62 - 1, nothing else.
    Small(i64),
    /// A big integer: mostly one that is too large for a small int, but the result of a unary
    /// operation on a big integer stays one even if it would fit.
    Big(Box<BigInt>),
}

impl Int {
    /// The value, whatever its form.
    pub fn to_bigint(&self) -> BigInt {
        match self {
            Self::Small(value) => BigInt::from(*value),
            Self::Big(value) => BigInt::clone(value),
        }
    }

    /// The value, if it is a small int of at most this many bits, sign included: what can be part
    /// of an instruction rather than an object (MicroPython, `make_node_const_object_optimised` in
    /// py/parse.c).
    pub fn fits(&self, small_int_bits: u8) -> Option<i64> {
        let Self::Small(value) = *self else {
            return None;
        };
        let value_bits = 65 - (value ^ (value >> 63)).leading_zeros();
        (value_bits <= u32::from(small_int_bits)).then_some(value)
    }

    /// Whether the value is zero.
    fn is_zero(&self) -> bool {
        match self {
            Self::Small(value) => *value == 0,
            Self::Big(value) => value.is_zero(),
        }
    }

    /// Whether the value is less than zero.
    fn is_negative(&self) -> bool {
        match self {
            Self::Small(value) => *value < 0,
            Self::Big(value) => value.sign() == Sign::Minus,
        }
    }

    /// The number of bits of the value without its sign.
    fn bits(&self) -> u64 {
        match self {
            Self::Small(value) => u64::from(64 - value.unsigned_abs().leading_zeros()),
            Self::Big(value) => value.bits(),
        }
    }

    /// The value as a 64-bit word. The magnitude must fit in 63 bits, so the least word does not
    /// count (MicroPython, `mpz_as_int_checked` in py/mpz.c).
    fn to_word(&self) -> Option<i64> {
        match self {
            Self::Small(value) => Some(*value),
            Self::Big(value) => value.to_i64().filter(|value| *value != i64::MIN),
        }
    }

    /// The value as a float. A big integer is summed up from its 32-bit digits, rounding at each,
    /// and may become infinite (MicroPython, `mpz_as_float` in py/mpz.c); the result is not always
    /// the nearest float.
    fn to_f64(&self) -> f64 {
        const DIGIT_BASE: f64 = 4_294_967_296.0;
        match self {
            Self::Small(value) => *value as f64,
            Self::Big(value) => {
                let digits = value.iter_u32_digits().rev();
                let magnitude = digits.fold(0.0, |sum, digit| sum * DIGIT_BASE + f64::from(digit));
                if self.is_negative() { -magnitude } else { magnitude }
            }
        }
    }
}

impl From<i64> for Int {
    /// A small int if the value fits in one.
    fn from(value: i64) -> Self {
        if (SMALL_INT_MIN..=SMALL_INT_MAX).contains(&value) {
            Self::Small(value)
        } else {
            Self::Big(Box::new(BigInt::from(value)))
        }
    }
}

impl From<BigInt> for Int {
    /// A small int if the value fits in one.
    fn from(value: BigInt) -> Self {
        match value.to_i64() {
            Some(small @ SMALL_INT_MIN..=SMALL_INT_MAX) => Self::Small(small),
            _ => Self::Big(Box::new(value)),
        }
    }
}

/// A number that constant folding works on.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// An integer.
    Int(Int),
    /// A float.
    Float(f64),
}

impl Number {
    /// The value as a float, as an operation with a float sees it.
    fn to_f64(&self) -> f64 {
        match self {
            Self::Int(value) => value.to_f64(),
            Self::Float(value) => *value,
        }
    }

    /// The number of bits that working with this number touches beyond a machine word.
    fn big_bits(&self) -> u64 {
        match self {
            Self::Int(Int::Big(value)) => value.bits(),
            _ => 0,
        }
    }
}

/// A binary operator that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `|`
    Or,
    /// `^`
    Xor,
    /// `&`
    And,
    /// `<<`
    LeftShift,
    /// `>>`
    RightShift,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `@`, which no number supports
    MatMultiply,
    /// `//`
    FloorDivide,
    /// `/`
    TrueDivide,
    /// `%`
    Modulo,
    /// `**`
    Power,
}

/// A unary operator that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperator {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `~`
    Invert,
}

/// What is left of the big-integer work one compilation may do. Every operation with a big operand,
/// or a result larger than a machine word, takes some in proportion to the bits it reads, writes and
/// works through; one that would need more than is left is not folded.
#[derive(Clone, Debug)]
pub struct Fuel {
    bits: u64,
    /// The memory that intermediate results take for a while.
    memory: Memory,
}

impl Fuel {
    /// What one compilation starts with, in bits: 64 Mbit.
    pub const INITIAL_BITS: u64 = 64 << 20;

    /// The fuel one compilation starts with.
    pub(crate) fn new(memory: &Memory) -> Self {
        Self { bits: Self::INITIAL_BITS, memory: memory.clone() }
    }

    /// Takes the cost of an operation, or nothing if not enough is left. What the operation works on takes memory in
    /// proportion, which has to be there at the time.
    fn spend(&mut self, cost: u64) -> Option<()> {
        self.bits = self.bits.checked_sub(cost)?;
        let bytes = (cost / 2) as usize;
        if !self.memory.charge(bytes) {
            return None;
        }
        self.memory.release(bytes);
        Some(())
    }
}

/// Folds a binary operation. `None` where the reference compiler does not fold: the operation would
/// raise an exception (a division by zero, a negative shift, an operator the types do not support,
/// a complex result), the result would have more than [`MAX_FOLDED_BITS`], or the fuel is out.
pub fn binary(op: BinaryOperator, lhs: &Number, rhs: &Number, fuel: &mut Fuel) -> Option<Number> {
    fuel.spend(lhs.big_bits() + rhs.big_bits())?;
    match (lhs, rhs) {
        (Number::Int(lhs), Number::Int(rhs)) if !makes_float(op, rhs) => {
            int_binary(op, lhs, rhs, fuel).map(Number::Int)
        }
        _ => float::binary(op, lhs.to_f64(), rhs.to_f64()).map(Number::Float),
    }
}

/// Folds a unary operation. `None` for the one that raises: inverting a float.
pub fn unary(op: UnaryOperator, number: Number) -> Option<Number> {
    Some(match (op, number) {
        (UnaryOperator::Plus, number) => number,
        (UnaryOperator::Minus, Number::Float(value)) => Number::Float(-value),
        (UnaryOperator::Invert, Number::Float(_)) => return None,
        (UnaryOperator::Minus, Number::Int(Int::Small(value))) => Number::Int(Int::from(-value)),
        (UnaryOperator::Invert, Number::Int(Int::Small(value))) => Number::Int(Int::Small(!value)),
        (UnaryOperator::Minus, Number::Int(Int::Big(value))) => Number::Int(Int::Big(Box::new(-*value))),
        (UnaryOperator::Invert, Number::Int(Int::Big(value))) => Number::Int(Int::Big(Box::new(!*value))),
    })
}

/// Whether an operation on two integers is one on floats: both become floats first, as lossy as that may be.
fn makes_float(op: BinaryOperator, rhs: &Int) -> bool {
    op == BinaryOperator::TrueDivide || (op == BinaryOperator::Power && rhs.is_negative())
}

/// Folds an operation on two integers whose result is one.
fn int_binary(op: BinaryOperator, lhs: &Int, rhs: &Int, fuel: &mut Fuel) -> Option<Int> {
    let small = match (lhs, rhs) {
        (Int::Small(lhs), Int::Small(rhs)) => small_binary(op, *lhs, *rhs),
        _ => None,
    };
    match small {
        Some(word) => Some(Int::from(word)),
        None => big_binary(op, lhs, rhs, fuel),
    }
}

/// An operation on two small ints whose result fits in a machine word. `None` leaves it to
/// [`big_binary`], errors included.
fn small_binary(op: BinaryOperator, lhs: i64, rhs: i64) -> Option<i64> {
    match op {
        BinaryOperator::Or => Some(lhs | rhs),
        BinaryOperator::Xor => Some(lhs ^ rhs),
        BinaryOperator::And => Some(lhs & rhs),
        BinaryOperator::RightShift => (rhs >= 0).then(|| lhs >> rhs.min(63)),
        BinaryOperator::Add => lhs.checked_add(rhs),
        BinaryOperator::Subtract => lhs.checked_sub(rhs),
        BinaryOperator::Multiply => lhs.checked_mul(rhs),
        BinaryOperator::FloorDivide => (rhs != 0).then(|| Integer::div_floor(&lhs, &rhs)),
        BinaryOperator::Modulo => (rhs != 0).then(|| Integer::mod_floor(&lhs, &rhs)),
        BinaryOperator::Power => lhs.checked_pow(u32::try_from(rhs).ok()?),
        BinaryOperator::LeftShift => word_left_shift(lhs, rhs),
        BinaryOperator::MatMultiply | BinaryOperator::TrueDivide => None,
    }
}

/// The shifted word, if no bit of it is lost.
fn word_left_shift(lhs: i64, rhs: i64) -> Option<i64> {
    let places = u32::try_from(rhs).ok()?;
    let shifted = lhs.checked_shl(places)?;
    (shifted >> places == lhs).then_some(shifted)
}

/// An operation on integers of any size, with an integer result. A result that fits becomes a small
/// int (MicroPython, `mp_obj_int_binary_op` in py/objint_mpz.c).
fn big_binary(op: BinaryOperator, lhs: &Int, rhs: &Int, fuel: &mut Fuel) -> Option<Int> {
    let longest = lhs.bits().max(rhs.bits());
    let mut apply = |cost: u64, operation: fn(BigInt, BigInt) -> BigInt| {
        fuel.spend(cost)?;
        within_limit(operation(lhs.to_bigint(), rhs.to_bigint()))
    };
    match op {
        BinaryOperator::Or => apply(longest, |lhs, rhs| compact::or(&lhs, &rhs)),
        BinaryOperator::Xor => apply(longest, |lhs, rhs| compact::xor(&lhs, &rhs)),
        BinaryOperator::And => apply(longest, |lhs, rhs| compact::and(&lhs, &rhs)),
        BinaryOperator::Add => apply(longest, |lhs, rhs| lhs + rhs),
        BinaryOperator::Subtract => apply(longest, |lhs, rhs| lhs - rhs),
        BinaryOperator::Multiply => {
            // The product has at least one bit less than its factors have together.
            if lhs.bits() + rhs.bits() > MAX_FOLDED_BITS + 1 {
                return None;
            }
            apply(product_cost(lhs.bits(), rhs.bits()), |lhs, rhs| lhs * rhs)
        }
        BinaryOperator::FloorDivide | BinaryOperator::Modulo if rhs.is_zero() => None,
        BinaryOperator::FloorDivide => {
            apply(quotient_cost(lhs.bits(), rhs.bits()), |lhs, rhs| lhs.div_floor(&rhs))
        }
        BinaryOperator::Modulo => {
            apply(quotient_cost(lhs.bits(), rhs.bits()), |lhs, rhs| lhs.mod_floor(&rhs))
        }
        BinaryOperator::LeftShift => left_shift(lhs, rhs, fuel),
        BinaryOperator::RightShift => right_shift(lhs, rhs, fuel),
        BinaryOperator::Power => power(lhs, rhs, fuel),
        BinaryOperator::MatMultiply | BinaryOperator::TrueDivide => None,
    }
}

/// The result of an operation, unless it is larger than folding makes.
fn within_limit(value: BigInt) -> Option<Int> {
    (value.bits() <= MAX_FOLDED_BITS).then(|| Int::from(value))
}

/// The cost of a product: its size, times a factor that grows with the smaller operand as the work
/// for each bit of the product does.
fn product_cost(lhs_bits: u64, rhs_bits: u64) -> u64 {
    let words = lhs_bits.min(rhs_bits) / 64;
    (lhs_bits + rhs_bits) * (1 + words.isqrt() / 32)
}

/// The cost of a quotient or remainder: the size of the operands, and the long division's steps.
fn quotient_cost(lhs_bits: u64, rhs_bits: u64) -> u64 {
    let steps = (lhs_bits.saturating_sub(rhs_bits) / 64).saturating_mul(rhs_bits / 64);
    (lhs_bits + rhs_bits).saturating_add(steps / 8)
}

/// The number of places to shift by, if it is not negative and a machine word.
fn shift_places(rhs: &Int) -> Option<u64> {
    u64::try_from(rhs.to_word()?).ok()
}

fn left_shift(lhs: &Int, rhs: &Int, fuel: &mut Fuel) -> Option<Int> {
    let places = shift_places(rhs)?;
    if lhs.is_zero() {
        return Some(Int::Small(0));
    }
    let bits = lhs.bits().saturating_add(places);
    if bits > MAX_FOLDED_BITS {
        return None;
    }
    fuel.spend(bits)?;
    Some(Int::from(lhs.to_bigint() << places))
}

fn right_shift(lhs: &Int, rhs: &Int, fuel: &mut Fuel) -> Option<Int> {
    // Shifting by all the bits already leaves only the sign.
    let places = shift_places(rhs)?.min(lhs.bits());
    fuel.spend(lhs.bits())?;
    Some(Int::from(lhs.to_bigint() >> places))
}

/// A power with an exponent that is not negative.
fn power(lhs: &Int, rhs: &Int, fuel: &mut Fuel) -> Option<Int> {
    // Zero to the power of a big zero is zero: the reference looks at the base first.
    if lhs.is_zero() {
        return Some(Int::Small(0));
    }
    if lhs.bits() == 1 {
        let odd = rhs.to_bigint().is_odd();
        return Some(Int::Small(if lhs.is_negative() && odd { -1 } else { 1 }));
    }
    let exponent = rhs.to_word().and_then(|word| u32::try_from(word).ok())?;
    let at_least = (lhs.bits() - 1).saturating_mul(u64::from(exponent)).saturating_add(1);
    if at_least > MAX_FOLDED_BITS {
        return None;
    }
    // That bounds the result to twice the limit. The squarings before the last add up to about as
    // much work as the last.
    let at_most = lhs.bits() * u64::from(exponent);
    fuel.spend(product_cost(at_most / 2, at_most / 2).saturating_mul(2))?;
    within_limit(lhs.to_bigint().pow(exponent))
}
