//! Integer literals, read by MicroPython's rules and in less than quadratic time.

use super::Int;
use alloc::vec::Vec;
use core::{error, fmt};
use num_bigint::{BigInt, BigUint};

/// Decimal digits that are read the plain way.
const RUN: usize = 256;

/// An integer literal that does not read as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidInteger {
    /// The base for the error message, `invalid syntax for integer with base %d`: 16, 8, 2 or 10,
    /// or 0 for a decimal literal that starts with zero but is not all zeros.
    pub base: u32,
    /// Where the digits start, after `0x` or the like, counted without underscores: what follows is
    /// what MicroPython quotes in the message.
    pub digits_start: usize,
}

impl fmt::Display for InvalidInteger {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "invalid syntax for integer with base {}", self.base)
    }
}

impl error::Error for InvalidInteger {}

/// How the digits of a literal are to be read.
#[derive(Clone, Copy)]
enum Radix {
    /// A prefix says so: the base is two to this power.
    PowerOfTwo(u32),
    /// The usual.
    Decimal,
    /// A leading zero without a letter after it: only zeros may follow.
    ZerosOnly,
}

impl Radix {
    /// The radix of a literal, and the length of the prefix that tells (MicroPython,
    /// `mp_parse_num_base` in py/parsenumbase.c).
    fn of(text: &[u8]) -> (Self, usize) {
        match text {
            [b'0', b'x' | b'X', ..] => (Self::PowerOfTwo(4), 2),
            [b'0', b'o' | b'O', ..] => (Self::PowerOfTwo(3), 2),
            [b'0', b'b' | b'B', ..] => (Self::PowerOfTwo(1), 2),
            [b'0', _, ..] => (Self::ZerosOnly, 0),
            _ => (Self::Decimal, 0),
        }
    }

    /// The value of one digit, if it is one.
    fn digit(self, byte: u8) -> Option<u8> {
        let base = match self {
            Self::PowerOfTwo(bits) => 1 << bits,
            Self::Decimal => 10,
            Self::ZerosOnly => 1,
        };
        let value = char::from(byte).to_digit(16).filter(|value| *value < base)?;
        Some(value as u8)
    }

    /// The base as MicroPython's error message names it.
    fn base(self) -> u32 {
        match self {
            Self::PowerOfTwo(bits) => 1 << bits,
            Self::Decimal => 10,
            Self::ZerosOnly => 0,
        }
    }
}

/// Reads an integer literal without sign or blanks, as if its underscores were not there. It is a
/// small int if it fits in one (MicroPython, `mp_parse_num_integer` with base 0, in
/// py/parsenum.c).
///
/// # Errors
///
/// [`InvalidInteger`] if there are no digits, or anything but digits of the literal's base.
pub fn parse_integer(text: &[u8]) -> Result<Int, InvalidInteger> {
    if text.contains(&b'_') {
        return parse_plain(&text.iter().copied().filter(|byte| *byte != b'_').collect::<Vec<u8>>());
    }
    parse_plain(text)
}

/// Reads an integer literal that has no underscores.
fn parse_plain(text: &[u8]) -> Result<Int, InvalidInteger> {
    let (radix, digits_start) = Radix::of(text);
    let invalid = InvalidInteger { base: radix.base(), digits_start };
    let literal = &text[digits_start..];
    if literal.is_empty() {
        return Err(invalid);
    }
    let digits = literal.iter().map(|byte| radix.digit(*byte)).collect::<Option<Vec<u8>>>();
    let digits = digits.ok_or(invalid)?;
    Ok(match radix {
        Radix::ZerosOnly => Int::Small(0),
        Radix::Decimal => Int::from(BigInt::from(from_decimal(&digits))),
        // Linear time, each digit being so many bits.
        Radix::PowerOfTwo(bits) => Int::from(BigInt::from(from_digits(&digits, 1 << bits))),
    })
}

/// The value of decimal digits: of short runs of them first, then of two neighbours together again
/// and again, so that most of the work is in few and large multiplications.
fn from_decimal(digits: &[u8]) -> BigUint {
    let mut parts: Vec<BigUint> = digits.rchunks(RUN).map(|run| from_digits(run, 10)).collect();
    let mut scale = BigUint::from(10u32).pow(RUN as u32);
    while parts.len() > 1 {
        let pairs = parts.chunks(2).map(|pair| match pair {
            [low, high] => high * &scale + low,
            _ => pair.iter().sum(),
        });
        parts = pairs.collect();
        if parts.len() > 1 {
            scale = &scale * &scale;
        }
    }
    parts.pop().unwrap_or_default()
}

/// The value of digits below the radix, most significant first; in quadratic time unless the radix
/// is a power of two.
fn from_digits(digits: &[u8], radix: u32) -> BigUint {
    constrictor_bytecode::compact::from_digits(digits, radix)
}
