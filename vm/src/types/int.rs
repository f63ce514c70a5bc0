//! `int` and `bool`: small ints in a word, large ones in objects.
//!
//! Arithmetic is done in the first that will do of machine words, words four times as wide as a small board's, and big
//! integers, which take memory outside of the heap while they are worked with; results that could not be stored in the heap
//! are refused before.

use crate::Real;
use crate::error::{Raised, Res};
use crate::format::{Int, ParseIntError, digits_to_float, parse_int, write_decimal};
use crate::native::{Args, Member, Native, Type};
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::types::float;
use crate::types::number::{self, bool_as_int, float_of};
use crate::value::{Value, Word};
use crate::vm::Vm;
use constrictor_bytecode::compact;
use constrictor_bytecode::opcode::{BinaryOp, UnaryOp};
use num_bigint::{BigInt as Big, Sign};
use num_integer::Integer;
use num_traits::Zero;

/// The type `int`.
pub static INT: Type = Type {
    make: Some(make),
    print: Some(|vm, out, value, _| {
        vm.borrow_for(size(value), |vm| match vm.to_big(value) {
            Some(big) => write_decimal(&mut vm.sink(out), &big),
            None => Ok(()),
        })
    }),
    unary: Some(unary),
    binary: Some(binary_slot),
    hash: Some(|vm, value| vm.int_low_bits(value).map(|bits| bits << 1 >> 1)),
    members: &[
        Member::Function(Native::new("from_bytes", 2, 4, from_bytes).class()),
        Member::Function(Native::any("to_bytes", 1, 255, to_bytes)),
    ],
    ..Type::new("int")
};

/// The type `bool`. It does not extend `int` (MicroPython, py/objbool.c).
pub static BOOL: Type = Type {
    make: Some(|vm, _, args| {
        vm.expect(args, 0, 1)?;
        match args.first() {
            Some(&value) => vm.truth(value).map(Value::bool),
            None => Ok(Value::FALSE),
        }
    }),
    unary: Some(|vm, op, value| unary(vm, op, bool_as_int(value))),
    binary: Some(binary_of_bool),
    ..Type::new("bool")
};

fn make(vm: &mut Vm<'_>, _: &'static Type, args: Args<'_>) -> Res {
    vm.expect(args, 0, 2)?;
    match *args.positional {
        [] => Ok(Value::ZERO),
        [value] => from_object(vm, value),
        [value, base, ..] => {
            let text = match vm.text(value) {
                Some(text) => text,
                None if value.kind() == Kind::Bytes => vm.bytes_of(value)?.bytes(),
                None => {
                    let name = vm.type_name(value);
                    return raise!(vm, TYPE_ERROR, "can't convert '{name}' object to str implicitly");
                }
            };
            let base = vm.to_index(base)?;
            vm.parse_int_value(text, base)
        }
    }
}

/// `int(object)`
fn from_object(vm: &mut Vm<'_>, value: Value) -> Res {
    if let Some(int) = vm.int_maybe(value)? {
        return Ok(int);
    }
    if let Some(float) = float_of(value) {
        return vm.int_from_real(float);
    }
    match vm.bytes_maybe(value)? {
        Some(text) => vm.parse_int_value(text.bytes(), 10),
        None => Err(vm.not_int(value)),
    }
}

fn unary(vm: &mut Vm<'_>, op: UnaryOp, value: Value) -> Res<Word> {
    match op {
        UnaryOp::Positive => Ok(Some(value)),
        UnaryOp::Negative => vm.negate_int(value).map(Some),
        UnaryOp::Invert => vm.invert_int(value).map(Some),
        UnaryOp::Not => Ok(None),
    }
}

/// An operator of an int that is the native part of an object, or whose other operand is no number: what can be repeated may
/// be on the right (MicroPython, `mp_obj_int_binary_op_extra_cases` in py/objint.c).
fn binary_slot(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    if let Some(result) = number::binary(vm, op, left, right)? {
        return Ok(Some(result));
    }
    let is_repeated = matches!(right.kind(), Kind::Str | Kind::Bytes | Kind::Tuple | Kind::List);
    match op {
        BinaryOp::Multiply if is_repeated => vm.binary(op, right, left).map(Some),
        BinaryOp::In => number::not_in(vm, left, right),
        _ => Ok(None),
    }
}

/// An operator of a bool: as the int that it counts as, also in what errors say.
fn binary_of_bool(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    match op {
        BinaryOp::Equal | BinaryOp::NotEqual => Ok(None),
        BinaryOp::In => {
            number::not_in_counted(vm, right)?;
            vm.iter(bool_as_int(left)).map(Some)
        }
        op => vm.binary(op, bool_as_int(left), right).map(Some),
    }
}

// Operators

/// What is computed with before anything is done to digits: two words, where those of 32 bits take no more code.
#[cfg(target_pointer_width = "64")]
type Wide = i128;
#[cfg(not(target_pointer_width = "64"))]
type Wide = i64;

/// The value of an int that is below 2**126.
pub(crate) fn wide(int: Value) -> Option<i128> {
    value_of(int, 4)
}

/// The value of an int if it is small enough for wide arithmetic: two bits less than that has.
#[inline]
fn operand(int: Value) -> Option<Wide> {
    value_of(int, Wide::BITS as usize / 32)
}

/// The value of an int that takes so many digits at most, but for two bits.
#[inline]
fn value_of<T: num_traits::PrimInt + num_traits::Signed + From<u32>>(int: Value, most: usize) -> Option<T> {
    if let Some(small) = int.as_small() {
        return <T as num_traits::NumCast>::from(small);
    }
    let int = int.get_kind::<BigInt>(Kind::Int)?;
    let digits = int.digits();
    if digits.len() > most || digits.get(most - 1).is_some_and(|&digit| digit >> 30 != 0) {
        return None;
    }
    let add = |sum: T, &digit: &u32| sum << 32 | <T as From<u32>>::from(digit);
    let magnitude = digits.iter().rev().fold(T::zero(), add);
    Some(if int.signed_len.get() < 0 { -magnitude } else { magnitude })
}

/// Whether an int is negative.
pub(crate) fn is_negative(int: Value) -> bool {
    match int.as_small() {
        Some(small) => small < 0,
        None => int.get_kind::<BigInt>(Kind::Int).is_some_and(|int| int.signed_len.get() < 0),
    }
}

/// The float nearest to an int, or nearly so.
#[inline]
pub(crate) fn to_real(int: Value) -> Real {
    match int.as_small() {
        Some(small) => small as Real,
        None => int
            .get_kind::<BigInt>(Kind::Int)
            .map_or(0.0, |int| digits_to_float(int.signed_len.get() < 0, int.digits())),
    }
}

/// What an operator, not an in-place one, gives for two small ints; nothing if it is none for them.
#[inline]
pub(crate) fn binary_small(vm: &mut Vm<'_>, op: BinaryOp, a: isize, b: isize) -> Res<Word> {
    // The sum of two small ints fits in a word.
    let result = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Subtract => a - b,
        BinaryOp::Less => return Ok(Some(Value::bool(a < b))),
        BinaryOp::More => return Ok(Some(Value::bool(a > b))),
        BinaryOp::Equal => return Ok(Some(Value::bool(a == b))),
        BinaryOp::TrueDivide if b != 0 => return vm.float(a as Real / b as Real).map(Some),
        _ => return binary(vm, op, Value::small_unchecked(a), Value::small_unchecked(b)),
    };
    match Value::small(result) {
        Some(small) => Ok(Some(small)),
        None => vm.int_of_wide(result as Wide).map(Some),
    }
}

/// What an operator, not an in-place one, gives for two ints; nothing if it is none for them.
pub(crate) fn binary(vm: &mut Vm<'_>, op: BinaryOp, left: Value, right: Value) -> Res<Word> {
    use BinaryOp::*;
    match op {
        Less | More | Equal | LessEqual | MoreEqual | NotEqual => {
            return Ok(Some(Value::bool(is_ordered(op, compare(left, right)))));
        }
        MatMultiply | In | Is | ExceptionMatch => return Ok(None),
        TrueDivide | FloorDivide | Modulo if right == Value::ZERO => return Err(vm.zero_division()),
        TrueDivide => return vm.float(to_real(left) / to_real(right)).map(Some),
        Power if is_negative(right) => return float::binary(vm, op, to_real(left), to_real(right)),
        Lshift | Rshift => return shift(vm, op == Lshift, left, right).map(Some),
        _ => {}
    }
    if let (Some(a), Some(b)) = (operand(left), operand(right))
        && let Some(result) = binary_wide(op, a, b)
    {
        return vm.int_of_wide(result).map(Some);
    }
    vm.borrow_for(size_of_result(op, left, right), |vm| {
        let (Some(a), Some(b)) = (vm.to_big(left), vm.to_big(right)) else { return Ok(None) };
        binary_big(vm, op, &a, &b)
    })
}

/// The bytes that an int takes, or nearly so.
pub(crate) fn size(int: Value) -> usize {
    int.get_kind::<BigInt>(Kind::Int).map_or(WORD, |int| int.digits().len() * 4)
}

/// The bytes that ints and the result of an operator take, or nearly so.
fn size_of_result(op: BinaryOp, left: Value, right: Value) -> usize {
    let operands = size(left) + size(right);
    match (op, right.as_small()) {
        (BinaryOp::Power, Some(exponent)) => {
            let bytes = (bits(left) / 8 + 1).saturating_mul(exponent.unsigned_abs() as u64);
            operands.saturating_add(usize::try_from(bytes).unwrap_or(usize::MAX))
        }
        _ => operands,
    }
}

fn is_ordered(op: BinaryOp, order: core::cmp::Ordering) -> bool {
    match op {
        BinaryOp::Less => order.is_lt(),
        BinaryOp::More => order.is_gt(),
        BinaryOp::LessEqual => order.is_le(),
        BinaryOp::MoreEqual => order.is_ge(),
        BinaryOp::NotEqual => order.is_ne(),
        _ => order.is_eq(),
    }
}

fn compare(left: Value, right: Value) -> core::cmp::Ordering {
    let (Some(a), Some(b)) = (signed_digits(left), signed_digits(right)) else {
        // A small int is nearer to zero than any that is not.
        return match (left.as_small(), right.as_small()) {
            (Some(a), Some(b)) => a.cmp(&b),
            (Some(_), None) => 0.cmp(&sign_of(right)),
            _ => sign_of(left).cmp(&0),
        };
    };
    let magnitudes =
        |a: &[u32], b: &[u32]| a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()));
    match (a.0, b.0) {
        (false, false) => magnitudes(a.1, b.1),
        (true, true) => magnitudes(b.1, a.1),
        (a, b) => b.cmp(&a),
    }
}

fn sign_of(int: Value) -> i32 {
    if is_negative(int) { -1 } else { 1 }
}

/// Whether a large int is negative, and its digits.
fn signed_digits<'a>(int: Value) -> Option<(bool, &'a [u32])> {
    let int = int.get_kind::<BigInt>(Kind::Int)?;
    Some((int.signed_len.get() < 0, int.digits()))
}

/// What an operator gives, if wide arithmetic can give it; the divisor is not zero, the exponent not negative.
fn binary_wide(op: BinaryOp, a: Wide, b: Wide) -> Option<Wide> {
    match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Subtract => a.checked_sub(b),
        BinaryOp::Multiply => multiply_wide(a, b),
        BinaryOp::And => Some(a & b),
        BinaryOp::Or => Some(a | b),
        BinaryOp::Xor => Some(a ^ b),
        BinaryOp::FloorDivide => Some(divide_mod_wide(a, b).0),
        BinaryOp::Modulo => Some(divide_mod_wide(a, b).1),
        BinaryOp::Power => power_wide(a, b),
        _ => None,
    }
}

fn multiply_wide(a: Wide, b: Wide) -> Option<Wide> {
    match (isize::try_from(a), isize::try_from(b)) {
        (Ok(a), Ok(b)) => Some(a as Wide * b as Wide),
        _ => a.checked_mul(b),
    }
}

fn divide_mod_wide(a: Wide, b: Wide) -> (Wide, Wide) {
    let (quotient, rest) = match (isize::try_from(a), isize::try_from(b)) {
        // A division of words is much faster. Only the least word by -1 would not fit.
        (Ok(a), Ok(b)) if b != -1 => ((a / b) as Wide, (a % b) as Wide),
        _ => (a / b, a % b),
    };
    if rest != 0 && (rest < 0) != (b < 0) { (quotient - 1, rest + b) } else { (quotient, rest) }
}

fn power_wide(base: Wide, exponent: Wide) -> Option<Wide> {
    match base {
        0 => Some(Wide::from(exponent == 0)),
        1 => Some(1),
        -1 => Some(if exponent & 1 == 0 { 1 } else { -1 }),
        _ => base.checked_pow(u32::try_from(exponent).ok()?),
    }
}

fn binary_big(vm: &mut Vm<'_>, op: BinaryOp, a: &Big, b: &Big) -> Res<Word> {
    let result = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Subtract => a - b,
        BinaryOp::Multiply => {
            vm.room_for_bits(a.bits().saturating_add(b.bits()).saturating_sub(1))?;
            a * b
        }
        BinaryOp::And => compact::and(a, b),
        BinaryOp::Or => compact::or(a, b),
        BinaryOp::Xor => compact::xor(a, b),
        BinaryOp::FloorDivide => a.div_floor(b),
        BinaryOp::Modulo => a.mod_floor(b),
        BinaryOp::Power => power_big(vm, a, b)?,
        _ => return Ok(None),
    };
    vm.big_int(&result).map(Some)
}

fn power_big(vm: &mut Vm<'_>, base: &Big, exponent: &Big) -> Res<Big> {
    if base.bits() <= 1 {
        // Zero, 1 or -1, to a power that is huge.
        return Ok(if base.sign() == Sign::Minus && exponent.is_even() { -base } else { base.clone() });
    }
    let exponent = u32::try_from(exponent).unwrap_or(u32::MAX);
    vm.room_for_bits((base.bits() - 1).saturating_mul(u64::from(exponent)))?;
    Ok(base.pow(exponent))
}

fn shift(vm: &mut Vm<'_>, is_left: bool, int: Value, count: Value) -> Res {
    let count = vm.word_of_int(count)?;
    if count < 0 {
        return raise!(vm, VALUE_ERROR, "negative shift count");
    }
    if let Some(number) = operand(int) {
        if !is_left {
            return vm.int_of_wide(number >> count.min(Wide::BITS as isize - 1));
        }
        // Bits that are copies of the sign can be shifted out, but one.
        let spare = (if number < 0 { !number } else { number }).leading_zeros() as isize - 1;
        if count <= spare || number == 0 {
            return vm.int_of_wide(number.checked_shl(count as u32).unwrap_or(0));
        }
    }
    let more = if is_left { count as usize / 8 } else { 0 };
    if more > 0 {
        vm.room_for_bits(bits(int).saturating_add(count as u64))?;
    }
    vm.borrow_for(size(int).saturating_add(more), |vm| {
        let Some(big) = vm.to_big(int) else { return Ok(Value::ZERO) };
        vm.big_int(&if is_left { big << count } else { big >> count })
    })
}

/// `divmod` of ints.
pub(crate) fn divide_mod(vm: &mut Vm<'_>, left: Value, right: Value) -> Res<(Value, Value)> {
    if right == Value::ZERO {
        return Err(vm.zero_division());
    }
    if let (Some(a), Some(b)) = (operand(left), operand(right)) {
        let (quotient, rest) = divide_mod_wide(a, b);
        return Ok((vm.int_of_wide(quotient)?, vm.int_of_wide(rest)?));
    }
    vm.borrow_for(size(left) + size(right), |vm| {
        let (Some(a), Some(b)) = (vm.to_big(left), vm.to_big(right)) else {
            return Ok((Value::ZERO, Value::ZERO));
        };
        let (quotient, rest) = a.div_mod_floor(&b);
        Ok((vm.big_int(&quotient)?, vm.big_int(&rest)?))
    })
}

/// `pow` of ints; the modulus is not zero (MicroPython, `mpz_pow3_inpl` in py/mpz.c).
pub(crate) fn power_mod(vm: &mut Vm<'_>, base: Value, exponent: Value, modulus: Value) -> Res {
    let is_unit = modulus == Value::small_unchecked(1) || modulus == Value::small_unchecked(-1);
    if is_negative(exponent) || is_unit {
        return Ok(Value::ZERO);
    }
    if exponent == Value::ZERO {
        // The sign of a rest is that of the modulus.
        let one = Value::small_unchecked(1);
        return if is_negative(modulus) { vm.binary(BinaryOp::Add, one, modulus) } else { Ok(one) };
    }
    if base == Value::ZERO {
        return Ok(Value::ZERO);
    }
    // The powers of the base that are looked up are as large as the modulus.
    let size = size(base) + size(exponent) + 4 * size(modulus);
    vm.borrow_for(size, |vm| match (vm.to_big(base), vm.to_big(exponent), vm.to_big(modulus)) {
        (Some(base), Some(exponent), Some(modulus)) => {
            let power = power_mod_big(vm, &base, &exponent, &modulus)?;
            vm.big_int(&power)
        }
        _ => Ok(Value::ZERO),
    })
}

/// The longest text, in any base, that is sure to be an int that [`parse_int`] takes no memory for: 36**11 < 2**62.
const LONGEST_SMALL: usize = 11;

/// Steps of multiplication, bit by bit of the exponent, that are done without looking up.
const STEPS_AT_ONCE: u64 = 1 << 27;

/// `pow` of large ints, which can take so long that it has to be stopped.
fn power_mod_big(vm: &mut Vm<'_>, base: &Big, exponent: &Big, modulus: &Big) -> Res<Big> {
    let digits = modulus.bits() / 32 + 1;
    let is_short = exponent.bits().saturating_mul(digits.saturating_mul(digits)) <= STEPS_AT_ONCE;
    // The library's own way is faster, but only this one can be stopped, and two take room in the flash of a board.
    if cfg!(feature = "std") && is_short {
        return Ok(base.modpow(exponent, modulus));
    }
    let base = base.mod_floor(modulus);
    let mut power = Big::from(1);
    for bit in (0..exponent.bits()).rev() {
        if !is_short {
            vm.poll()?;
        }
        power = (&power * &power).mod_floor(modulus);
        if exponent.bit(bit) {
            power = (&power * &base).mod_floor(modulus);
        }
    }
    Ok(power)
}

/// Rounds an int to so many decimal places before the point; of two, to the even one.
pub(crate) fn round(vm: &mut Vm<'_>, int: Value, places: isize) -> Res {
    use BinaryOp::{Add, And, FloorDivide, Modulo, Power, Subtract};
    use core::cmp::Ordering;
    let ten = Value::small_unchecked(10);
    let places = vm.int_of_wide(places as Wide)?;
    let unit = vm.binary(Power, ten, places)?;
    let half = vm.binary(FloorDivide, unit, Value::small_unchecked(2))?;
    let rest = vm.binary(Modulo, int, unit)?;
    let below = vm.binary(Subtract, int, rest)?;
    let is_up = match compare(rest, half) {
        Ordering::Less => false,
        Ordering::Greater => true,
        Ordering::Equal => {
            let count = vm.binary(FloorDivide, int, unit)?;
            vm.binary(And, count, Value::small_unchecked(1))? != Value::ZERO
        }
    };
    if is_up { vm.binary(Add, below, unit) } else { Ok(below) }
}

/// The factorial of a number.
pub(crate) fn factorial(vm: &mut Vm<'_>, last: usize) -> Res {
    let mut product: Wide = 1;
    let mut at = 2;
    while at <= last {
        match product.checked_mul(at as Wide) {
            Some(larger) => product = larger,
            None => break,
        }
        at += 1;
    }
    if at > last {
        return vm.int_of_wide(product);
    }
    // n! is more than (n / e)**n, and log2(e) less than 3 / 2.
    let count = last as u64;
    let least_bits = count.saturating_mul(u64::from(count.ilog2())).saturating_sub(count + count / 2);
    vm.room_for_bits(least_bits)?;
    let size = usize::try_from(least_bits / 8).unwrap_or(usize::MAX);
    vm.borrow_for(size, |vm| {
        let product = Big::from(product) * product_of(at, last);
        vm.big_int(&product)
    })
}

/// The product of the numbers from `first` to `last`, by halves so that factors are of like size.
fn product_of(first: usize, last: usize) -> Big {
    if last - first < 8 {
        return (first..=last).fold(Big::from(1), |product, number| product * number);
    }
    let middle = first + (last - first) / 2;
    product_of(first, middle) * product_of(middle + 1, last)
}

// Methods

fn from_bytes(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let bytes = vm.bytes_of(args[1])?.bytes();
    let is_little = args.get(2).and_then(|&order| vm.text(order)) == Some(b"little");
    let significant = if is_little {
        &bytes[..bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last + 1)]
    } else {
        &bytes[bytes.iter().position(|&byte| byte != 0).unwrap_or(bytes.len())..]
    };
    if significant.len() < size_of::<Wide>() {
        let add = |sum: Wide, byte: &u8| sum << 8 | Wide::from(*byte);
        let value =
            if is_little { significant.iter().rev().fold(0, add) } else { significant.iter().fold(0, add) };
        return vm.int_of_wide(value);
    }
    vm.room_for_bits(significant.len() as u64 * 8)?;
    vm.borrow_for(significant.len(), |vm| {
        vm.big_int(&if is_little {
            Big::from_bytes_le(Sign::Plus, significant)
        } else {
            Big::from_bytes_be(Sign::Plus, significant)
        })
    })
}

fn to_bytes(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let [length, order, signed] = vm.arguments(args.skip(1), 2, ["length", "byteorder", "signed"])?;
    let length = match length {
        Some(length) => vm.to_index(length)?,
        None => 1,
    };
    let is_signed = match signed {
        Some(signed) => vm.truth(signed)?,
        None => false,
    };
    let Ok(length) = usize::try_from(length) else { return Err(vm.raise_plain(&VALUE_ERROR)) };
    let int = vm.int_of(args[0])?;
    if !is_signed && is_negative(int) {
        return raise!(vm, OVERFLOW_ERROR, "can't convert negative int to unsigned");
    }
    let room = (length as u64).saturating_mul(8);
    if bits(int).saturating_add(u64::from(is_signed && int != Value::ZERO)) > room {
        return raise!(vm, OVERFLOW_ERROR, "value would overflow a {length} byte buffer");
    }
    let is_big_endian = order.and_then(|order| vm.text(order)) != Some(b"little");
    vm.text_with(Kind::Bytes, length, |bytes| write_bytes(int, bytes, is_big_endian))
}

/// How many bits an int needs without its sign: a negative one those of its complement.
fn bits(int: Value) -> u64 {
    if let Some(wide) = wide(int) {
        return u64::from(128 - (if wide < 0 { !wide } else { wide }).leading_zeros());
    }
    let Some((is_negative, digits)) = signed_digits(int) else { return 0 };
    let Some((last, rest)) = digits.split_last() else { return 0 };
    let all = rest.len() as u64 * 32 + u64::from(32 - last.leading_zeros());
    let is_power = last.is_power_of_two() && rest.iter().all(|&digit| digit == 0);
    all - u64::from(is_negative && is_power)
}

/// Writes an int into bytes in two's complement; what does not fit is cut off.
pub(crate) fn write_bytes(int: Value, bytes: &mut [u8], is_big_endian: bool) {
    match int.as_small() {
        Some(small) => {
            let fill = if small < 0 { 0xff } else { 0 };
            let low = small.to_le_bytes();
            for (at, byte) in bytes.iter_mut().enumerate() {
                *byte = low.get(at).copied().unwrap_or(fill);
            }
        }
        None => {
            let (is_negative, digits) = signed_digits(int).unwrap_or((false, &[]));
            let mut carry = is_negative;
            for (at, byte) in bytes.iter_mut().enumerate() {
                let digit = digits.get(at / 4).map_or(0, |digit| (digit >> (at % 4 * 8)) as u8);
                (*byte, carry) =
                    if is_negative { (!digit).overflowing_add(u8::from(carry)) } else { (digit, false) };
            }
        }
    }
    if is_big_endian {
        bytes.reverse();
    }
}

impl Vm<'_> {
    /// An int.
    #[inline]
    pub fn int(&mut self, value: i64) -> Res {
        match isize::try_from(value).ok().and_then(Value::small) {
            Some(small) => Ok(small),
            None => self.int_of_wide(Wide::from(value)),
        }
    }

    /// An int that may be larger than 64 bits.
    pub fn wide_int(&mut self, value: i128) -> Res {
        if let Ok(word) = isize::try_from(value)
            && let Some(small) = Value::small(word)
        {
            return Ok(small);
        }
        let magnitude = value.unsigned_abs();
        self.int_of_digits_among(value < 0, [0, 32, 64, 96].map(|shift| (magnitude >> shift) as u32))
    }

    /// What wide arithmetic gave.
    fn int_of_wide(&mut self, value: Wide) -> Res {
        if let Ok(word) = isize::try_from(value)
            && let Some(small) = Value::small(word)
        {
            return Ok(small);
        }
        let magnitude = value.unsigned_abs();
        let digits: [u32; size_of::<Wide>() / 4] =
            core::array::from_fn(|place| (magnitude >> (32 * place)) as u32);
        self.int_of_digits_among(value < 0, digits)
    }

    /// An int of digits, the last of which may be 0.
    fn int_of_digits_among<const LEN: usize>(&mut self, is_negative: bool, digits: [u32; LEN]) -> Res {
        let count = digits.iter().rposition(|&digit| digit != 0).map_or(0, |last| last + 1);
        self.int_of_digits(is_negative, digits[..count].iter().copied())
    }

    /// An int of any size.
    pub fn big_int(&mut self, value: &Big) -> Res {
        if let Ok(number) = isize::try_from(value)
            && let Some(small) = Value::small(number)
        {
            return Ok(small);
        }
        self.int_of_digits(value.sign() == Sign::Minus, value.iter_u32_digits())
    }

    /// An int too large for a small one.
    fn int_of_digits(&mut self, is_negative: bool, digits: impl ExactSizeIterator<Item = u32>) -> Res {
        self.trim_loan();
        let count = digits.len();
        let int = self.make::<BigInt>(Kind::Int, count * 4)?;
        let len = count as isize;
        int.signed_len.set(if is_negative { -len } else { len });
        for (place, digit) in int.digits_mut().iter_mut().zip(digits) {
            *place = digit;
        }
        Ok(int.value())
    }

    /// An int that was read or computed by the number formats.
    pub(crate) fn int_from(&mut self, int: Int) -> Res {
        match int {
            Int::Small(value) => self.int(value),
            Int::Big(value) => self.big_int(&value),
        }
    }

    /// Refuses an int that the heap could not hold.
    pub(crate) fn room_for_bits(&mut self, bits: u64) -> Res<()> {
        let bytes = usize::try_from(bits / 8).unwrap_or(usize::MAX);
        if bytes > self.heap.size() {
            return Err(self.no_memory(bytes));
        }
        Ok(())
    }

    /// The value of an int or bool, whatever its size. It takes memory of the global allocator: see [`Vm::borrow`].
    pub(crate) fn to_big(&self, value: Value) -> Option<Big> {
        if let Some(small) = value.as_small() {
            return Some(Big::from(small));
        }
        match value {
            Value::TRUE => return Some(Big::from(1)),
            Value::FALSE => return Some(Big::zero()),
            _ => {}
        }
        let int = value.get_kind::<BigInt>(Kind::Int)?;
        let sign = if int.signed_len.get() < 0 { Sign::Minus } else { Sign::Plus };
        Some(Big::from_slice(sign, int.digits()))
    }

    /// The low bits of an int, as a word.
    pub(crate) fn int_low_bits(&mut self, value: Value) -> Res<isize> {
        if let Some(small) = value.as_small() {
            return Ok(small);
        }
        let int = self.int_of(value)?;
        Ok(low_bits(int) as isize)
    }

    pub(crate) fn negate_int(&mut self, int: Value) -> Res {
        match operand(int) {
            Some(value) => self.int_of_wide(-value),
            None => self.borrow_for(size(int), |vm| match vm.to_big(int) {
                Some(big) => vm.big_int(&-big),
                None => Ok(int),
            }),
        }
    }

    fn invert_int(&mut self, int: Value) -> Res {
        match operand(int) {
            Some(value) => self.int_of_wide(!value),
            None => self.borrow_for(size(int), |vm| match vm.to_big(int) {
                Some(big) => vm.big_int(&!big),
                None => Ok(int),
            }),
        }
    }

    /// `int(text, base)`
    ///
    /// # Errors
    ///
    /// ValueError if there is no such base, or if the text is no int in it.
    pub fn parse_int_value(&mut self, text: &[u8], base: isize) -> Res {
        let base = i32::try_from(base).unwrap_or(-1);
        let make = |vm: &mut Self| match parse_int(text, base) {
            Ok(int) => vm.int_from(int),
            Err(error) => Err(vm.not_an_int(error)),
        };
        // What is so short is small.
        if text.len() <= LONGEST_SMALL {
            return make(self);
        }
        self.borrow_for(text.len(), make)
    }

    #[cold]
    fn not_an_int(&mut self, error: ParseIntError<'_>) -> Raised {
        self.raise_written(&VALUE_ERROR, |sink| error.write_message(sink))
    }
}

/// The low bits of an int.
pub(crate) fn low_bits(int: Value) -> u64 {
    if let Some(small) = int.as_small() {
        return small as i64 as u64;
    }
    let (is_negative, digits) = signed_digits(int).unwrap_or((false, &[]));
    let digit = |at: usize| digits.get(at).copied().map_or(0, u64::from);
    let low = digit(0) | digit(1) << 32;
    if is_negative { low.wrapping_neg() } else { low }
}
