//! Text as numbers: what `int`, `float` and `complex` make of it.

use super::decimal::parse_decimal_prefix;
use super::{Int, IntRef, Layout, Radix, Real, SMALL_INT_MAX, Sink, write_int};
use alloc::vec::Vec;
use constrictor_bytecode::compact::from_digits;
use num_bigint::BigInt;

/// Why a text is no integer; raised as `ValueError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseIntError<'a> {
    /// There is no such base.
    Base,
    /// The text is no integer in the base.
    Syntax {
        /// The base: the one asked for, or for a base of zero the one the text shows.
        base: u32,
        /// The text after its sign and prefix.
        text: &'a [u8],
    },
}

impl ParseIntError<'_> {
    /// Writes the exception's message (MicroPython, `mp_parse_num_integer` in py/parsenum.c).
    pub fn write_message<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        match *self {
            Self::Base => sink.write(b"int() arg 2 must be >= 2 and <= 36"),
            Self::Syntax { base, text } => {
                sink.write(b"invalid syntax for integer with base ")?;
                let base = IntRef::Small(i64::from(base));
                write_int(sink, base, Radix::Decimal, &Layout::default(), 0)?;
                sink.write(b": ")?;
                write_quoted(sink, text)
            }
        }
    }
}

/// Writes bytes in quotes, as `repr` does those of a `bytes` object (MicroPython,
/// `mp_str_print_quoted` in py/objstr.c).
fn write_quoted<S: Sink>(sink: &mut S, text: &[u8]) -> Result<(), S::Error> {
    let quote = if text.contains(&b'\'') && !text.contains(&b'"') { b'"' } else { b'\'' };
    sink.write(&[quote])?;
    for &byte in text {
        match byte {
            b'\\' => sink.write(b"\\\\")?,
            _ if byte == quote => sink.write(&[b'\\', quote])?,
            b' '..=b'~' => sink.write(&[byte])?,
            b'\n' => sink.write(b"\\n")?,
            b'\r' => sink.write(b"\\r")?,
            b'\t' => sink.write(b"\\t")?,
            _ => {
                sink.write(b"\\x")?;
                let layout = Layout { width: 2, fill: b'0', ..Layout::default() };
                write_int(sink, IntRef::Small(i64::from(byte)), Radix::Hex, &layout, 0)?;
            }
        }
    }
    sink.write(&[quote])
}

/// Reads an integer as `int(text, base)` does; a base of zero goes by the text's prefix
/// (MicroPython, `mp_parse_num_integer` in py/parsenum.c).
///
/// As in MicroPython, underscores may stand anywhere among the digits, or instead of them, but not
/// in a number too large for a small int.
pub fn parse_int(text: &[u8], base: i32) -> Result<Int, ParseIntError<'_>> {
    let base = match base {
        0 | 2..=36 => base.unsigned_abs(),
        _ => return Err(ParseIntError::Base),
    };
    let (negative, unsigned) = split_sign(trim_start(text));
    let (base, digits) = split_prefix(unsigned, base);
    // Written with a leading zero in base zero, a number has only that digit.
    let (radix, base) = if base == 1 { (1, 0) } else { (base, base) };
    let error = ParseIntError::Syntax { base, text: digits };
    let length = digits.iter().take_while(|byte| **byte == b'_' || is_digit(**byte, radix)).count();
    let (digits, rest) = digits.split_at(length);
    if digits.is_empty() || !trim_start(rest).is_empty() {
        return Err(error);
    }
    match small_magnitude(digits, radix) {
        Some(value) => Ok(Int::Small(if negative { -value } else { value })),
        None if digits.contains(&b'_') => Err(error),
        None => {
            let values: Vec<u8> =
                digits.iter().filter_map(|byte| digit_value(*byte)).map(|value| value as u8).collect();
            let value = BigInt::from(from_digits(&values, radix));
            Ok(Int::from(if negative { -value } else { value }))
        }
    }
}

/// Finds the base of a number by its prefix, `0x`, `0o` or `0b`, and drops that. With a base of
/// zero, the base becomes one for a number that starts with a zero otherwise (MicroPython,
/// py/parsenumbase.c).
fn split_prefix(text: &[u8], base: u32) -> (u32, &[u8]) {
    let [b'0', letter, rest @ ..] = text else {
        return (if base == 0 { 10 } else { base }, text);
    };
    let shown = match letter | 0x20 {
        b'x' => 16,
        b'o' => 8,
        b'b' => 2,
        _ => 0,
    };
    match base {
        0 if shown == 0 => (1, text),
        0 => (shown, rest),
        _ if shown == base => (shown, rest),
        _ => (base, text),
    }
}

fn is_digit(byte: u8, radix: u32) -> bool {
    digit_value(byte).is_some_and(|value| value < radix)
}

fn digit_value(byte: u8) -> Option<u32> {
    char::from(byte).to_digit(36)
}

/// The value of digits among underscores, if it is a small int.
fn small_magnitude(digits: &[u8], radix: u32) -> Option<i64> {
    let mut value = 0i64;
    for digit in digits.iter().filter_map(|byte| digit_value(*byte)) {
        value = value.checked_mul(i64::from(radix))?.checked_add(i64::from(digit))?;
        if value > SMALL_INT_MAX {
            return None;
        }
    }
    Some(value)
}

/// A text that is no number; raised as `ValueError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseNumberError;

impl ParseNumberError {
    /// The exception's message (MicroPython, `mp_parse_num_decimal` in py/parsenum.c).
    pub fn message(self) -> &'static str {
        "invalid syntax for number"
    }
}

/// Reads a float as `float(text)` does (MicroPython, `mp_parse_num_decimal` in py/parsenum.c).
pub fn parse_float<F: Real>(text: &[u8]) -> Result<F, ParseNumberError> {
    let part = Part::parse(text).ok_or(ParseNumberError)?;
    if part.length == 0 || !trim_start(part.rest).is_empty() {
        return Err(ParseNumberError);
    }
    Ok(part.value())
}

/// Reads the real and the imaginary part of a complex number as `complex(text)` does. The sign
/// between them may be missing: `1 2j` (MicroPython, `mp_parse_num_decimal` in py/parsenum.c).
pub fn parse_complex<F: Real>(text: &[u8]) -> Result<(F, F), ParseNumberError> {
    let first = Part::parse(text).ok_or(ParseNumberError)?.with_unit();
    let (first, rest) = first.ok_or(ParseNumberError)?;
    match first {
        Component::Imaginary(im) if rest.is_empty() => Ok((F::zero(), im)),
        Component::Real(re) if rest.is_empty() => Ok((re, F::zero())),
        Component::Imaginary(_) => Err(ParseNumberError),
        Component::Real(re) => match Part::parse(rest).and_then(Part::with_unit) {
            Some((Component::Imaginary(im), [])) => Ok((re, im)),
            _ => Err(ParseNumberError),
        },
    }
}

/// A number, or what may become one.
struct Part<'a, F> {
    negative: bool,
    magnitude: F,
    /// The bytes after the sign that make up the number.
    length: usize,
    rest: &'a [u8],
}

/// A number by what it is a part of.
enum Component<F> {
    Real(F),
    Imaginary(F),
}

impl<'a, F: Real> Part<'a, F> {
    /// Reads the number a text starts with, after blanks; it may be missing.
    fn parse(text: &'a [u8]) -> Option<Self> {
        let (negative, unsigned) = split_sign(trim_start(text));
        let (magnitude, length) = match special_value(unsigned) {
            Some(special) => special,
            None => parse_decimal_prefix(unsigned)?,
        };
        Some(Self { negative, magnitude, length, rest: &unsigned[length..] })
    }

    fn value(&self) -> F {
        if self.negative { -self.magnitude } else { self.magnitude }
    }

    /// The number with the `j` that may follow, and what comes after the blanks behind it. A `j`
    /// alone counts one.
    fn with_unit(mut self) -> Option<(Component<F>, &'a [u8])> {
        match self.rest {
            [b'j' | b'J', rest @ ..] => {
                if self.length == 0 {
                    self.magnitude = F::one();
                }
                Some((Component::Imaginary(self.value()), trim_start(rest)))
            }
            _ if self.length == 0 => None,
            rest => Some((Component::Real(self.value()), trim_start(rest))),
        }
    }
}

/// The infinity or not-a-number a text starts with, and how many bytes its name takes.
fn special_value<F: Real>(text: &[u8]) -> Option<(F, usize)> {
    let starts_with =
        |name: &[u8]| text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    if starts_with(b"infinity") {
        Some((F::infinity(), 8))
    } else if starts_with(b"inf") {
        Some((F::infinity(), 3))
    } else {
        starts_with(b"nan").then_some((F::nan(), 3))
    }
}

/// Takes the sign off a text.
fn split_sign(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    }
}

/// Drops the blanks a text starts with; they are the six ASCII ones (MicroPython, py/unicode.c).
fn trim_start(text: &[u8]) -> &[u8] {
    let blanks = text.iter().take_while(|byte| matches!(byte, b' ' | 9..=13)).count();
    &text[blanks..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{string::String, vec::Vec};

    macro_rules! reads {
        ($($name:ident: $text:literal, $base:literal => $value:expr;)*) => {$(
            #[test]
            fn $name() {
                assert_eq!(parse_int($text, $base).ok(), $value);
            }
        )*};
    }

    reads! {
        integer_among_blanks: b" \t-42\n", 10 => Some(Int::Small(-42));
        blank_after_sign: b"- 1", 10 => None;
        prefix_of_the_base: b"0x1F", 16 => Some(Int::Small(31));
        prefix_of_base_zero: b"0B101", 0 => Some(Int::Small(5));
        prefix_of_another_base: b"0x1f", 10 => None;
        prefix_alone: b"0x", 16 => None;
        letters_may_be_digits: b"0b1", 16 => Some(Int::Small(0xb1));
        base_zero_without_prefix: b"10", 0 => Some(Int::Small(10));
        zeros_in_base_zero: b"00", 0 => Some(Int::Small(0));
        leading_zero_in_base_zero: b"01", 0 => None;
        underscores: b"_1__0_", 10 => Some(Int::Small(10));
        lone_underscore_is_zero: b"_", 10 => Some(Int::Small(0));
        largest_base: b"zZ", 36 => Some(Int::Small(35 * 36 + 35));
        largest_small_int: b"4611686018427387903", 10 => Some(Int::Small(SMALL_INT_MAX));
        smallest_big_int: b"4611686018427387904", 10 => Some(Int::Big(BigInt::from(SMALL_INT_MAX) + 1));
        smallest_small_int: b"-4611686018427387904", 10 => Some(Int::Small(-SMALL_INT_MAX - 1));
        underscore_in_big_int: b"4_611686018427387904", 10 => None;
        empty: b"", 10 => None;
        trailing_letter: b"1x", 10 => None;
        base_one: b"1", 1 => None;
        base_too_large: b"1", 37 => None;
    }

    fn message(text: &[u8], base: i32) -> String {
        let mut out = Vec::new();
        parse_int(text, base).unwrap_err().write_message(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn message_quotes_text_after_sign() {
        assert_eq!(message(b"-x", 10), "invalid syntax for integer with base 10: 'x'");
    }

    #[test]
    fn message_tells_the_base_found() {
        assert_eq!(message(b"0b2", 0), "invalid syntax for integer with base 2: '2'");
    }

    #[test]
    fn message_for_leading_zero_tells_base_zero() {
        assert_eq!(message(b"01", 0), "invalid syntax for integer with base 0: '01'");
    }

    #[test]
    fn message_escapes() {
        assert_eq!(message(b"'\n\xe9", 10), "invalid syntax for integer with base 10: \"'\\n\\xe9\"");
    }

    #[test]
    fn message_for_base() {
        assert_eq!(message(b"1", -1), "int() arg 2 must be >= 2 and <= 36");
    }

    macro_rules! reads_floats {
        ($($name:ident: $text:literal => $value:expr;)*) => {$(
            #[test]
            fn $name() {
                let value: Option<f64> = $value;
                assert_eq!(parse_float::<f64>($text).ok().map(f64::to_bits), value.map(f64::to_bits));
            }
        )*};
    }

    reads_floats! {
        float_among_blanks: b" -1.5e1\t" => Some(-15.0);
        float_with_underscores: b"1_0._5" => Some(10.5);
        float_point_alone: b"." => Some(0.0);
        float_infinity: b"-Infinity" => Some(f64::NEG_INFINITY);
        float_cut_infinity: b"infin" => None;
        float_without_digits: b"+" => None;
        float_with_cut_exponent: b"1e" => None;
        float_imaginary: b"1j" => None;
    }

    macro_rules! reads_complex {
        ($($name:ident: $text:literal => $value:expr;)*) => {$(
            #[test]
            fn $name() {
                assert_eq!(parse_complex::<f64>($text).ok(), $value);
            }
        )*};
    }

    reads_complex! {
        complex_of_both_parts: b" 1-2.5j " => Some((1.0, -2.5));
        complex_of_real_part: b"3" => Some((3.0, 0.0));
        complex_of_imaginary_part: b"-3J" => Some((0.0, -3.0));
        complex_unit: b"1-j" => Some((1.0, -1.0));
        complex_parts_apart: b"1 2j" => Some((1.0, 2.0));
        complex_of_two_real_parts: b"1+2" => None;
        complex_with_imaginary_part_first: b"2j+1" => None;
        complex_of_three_parts: b"1+2j+3j" => None;
        complex_of_nothing: b" " => None;
    }
}
