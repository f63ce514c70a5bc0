//! Integers as text, in every base the format syntaxes offer.

use super::{Justify, Layout, Sink};
use alloc::vec::Vec;
use constrictor_bytecode::compact::to_digits;
use num_bigint::{BigInt, Sign as BigSign};

/// The largest small int of a 64-bit build (MicroPython, py/smallint.h).
pub const SMALL_INT_MAX: i64 = (1 << 62) - 1;
/// The smallest small int of a 64-bit build (MicroPython, py/smallint.h).
pub const SMALL_INT_MIN: i64 = -(1 << 62);

/// An integer to format.
#[derive(Clone, Copy, Debug)]
pub enum IntRef<'a> {
    /// One that fits in a word.
    Small(i64),
    /// One of any size.
    Big(&'a BigInt),
}

impl IntRef<'_> {
    fn is_negative(self) -> bool {
        match self {
            Self::Small(value) => value < 0,
            Self::Big(value) => value.sign() == BigSign::Minus,
        }
    }
}

impl From<i64> for IntRef<'_> {
    fn from(value: i64) -> Self {
        Self::Small(value)
    }
}

impl<'a> From<&'a BigInt> for IntRef<'a> {
    fn from(value: &'a BigInt) -> Self {
        Self::Big(value)
    }
}

impl<'a> From<&'a Int> for IntRef<'a> {
    fn from(value: &'a Int) -> Self {
        match value {
            Int::Small(value) => Self::Small(*value),
            Int::Big(value) => Self::Big(value),
        }
    }
}

/// An integer read or computed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Int {
    /// One from [`SMALL_INT_MIN`] to [`SMALL_INT_MAX`].
    Small(i64),
    /// Any other.
    Big(BigInt),
}

impl From<BigInt> for Int {
    fn from(value: BigInt) -> Self {
        match i64::try_from(&value) {
            Ok(small @ SMALL_INT_MIN..=SMALL_INT_MAX) => Self::Small(small),
            _ => Self::Big(value),
        }
    }
}

/// The base integers are written in, and its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Radix {
    /// Base 2, with the prefix `0b`.
    Binary,
    /// Base 8, with the prefix `0o`.
    Octal,
    /// Base 10, without prefix.
    Decimal,
    /// Base 16, with the prefix `0x`.
    Hex,
    /// Base 16 in capitals, with the prefix `0X`.
    UpperHex,
}

impl Radix {
    fn base(self) -> u8 {
        match self {
            Self::Binary => 2,
            Self::Octal => 8,
            Self::Decimal => 10,
            Self::Hex | Self::UpperHex => 16,
        }
    }

    fn prefix(self) -> &'static [u8] {
        match self {
            Self::Binary => b"0b",
            Self::Octal => b"0o",
            Self::Decimal => b"",
            Self::Hex => b"0x",
            Self::UpperHex => b"0X",
        }
    }

    fn letter(self, digit: u8) -> u8 {
        match (digit, self) {
            (0..10, _) => b'0' + digit,
            (_, Self::UpperHex) => b'A' + digit - 10,
            _ => b'a' + digit - 10,
        }
    }
}

/// Writes an integer in decimal, as `str` and `repr` show it.
pub fn write_decimal<'a, S: Sink>(sink: &mut S, value: impl Into<IntRef<'a>>) -> Result<(), S::Error> {
    write_int(sink, value.into(), Radix::Decimal, &Layout::default(), 0)
}

/// Writes an integer. A precision above one is the least number of digits; zeros make up for the
/// missing ones (MicroPython, `mp_print_mp_int` in py/mpprint.c).
pub fn write_int<S: Sink>(
    sink: &mut S,
    value: IntRef,
    radix: Radix,
    layout: &Layout,
    precision: i32,
) -> Result<(), S::Error> {
    let mut room = [0; 64];
    let digits = Digits::new(value, radix, layout, &mut room);
    let head = Head::new(value, radix, layout);
    let length = digits.length();
    // Where zeros fill from the left anyway, a precision is no more than a width.
    let zeros_before = layout.justify == Justify::Right && layout.fill == b'0';
    if precision > 1 && !zeros_before {
        return write_with_precision(sink, &head, &digits, layout, precision);
    }
    let width = i64::from(if zeros_before { layout.width.max(precision) } else { layout.width });
    if layout.after_sign {
        head.write(sink)?;
        let padding = layout.padding(length, width - head.length() as i64);
        padding.write_before(sink)?;
        digits.write(sink)?;
        padding.write_after(sink)
    } else {
        let padding = layout.padding(head.length() + length, width);
        padding.write_before(sink)?;
        head.write(sink)?;
        digits.write(sink)?;
        padding.write_after(sink)
    }
}

/// Writes a number whose digits are zero-padded to a precision, and itself padded with spaces.
fn write_with_precision<S: Sink>(
    sink: &mut S,
    head: &Head,
    digits: &Digits,
    layout: &Layout,
    precision: i32,
) -> Result<(), S::Error> {
    let zeros = Layout { fill: b'0', justify: Justify::Right, ..*layout };
    let zeros = zeros.padding(digits.length(), i64::from(precision));
    // The precision is positive here.
    let length = head.length() + digits.length().max(precision as usize);
    let justify = if layout.justify == Justify::Left { Justify::Left } else { Justify::Right };
    let spaces = Layout { fill: b' ', justify, ..*layout }.padding(length, i64::from(layout.width));
    spaces.write_before(sink)?;
    head.write(sink)?;
    zeros.write_before(sink)?;
    digits.write(sink)?;
    spaces.write_after(sink)
}

/// What stands before the digits: a sign and the mark of the base.
struct Head {
    sign: Option<u8>,
    prefix: &'static [u8],
}

impl Head {
    fn new(value: IntRef, radix: Radix, layout: &Layout) -> Self {
        let prefix = if layout.prefix { radix.prefix() } else { b"" };
        Self { sign: layout.sign.of(value.is_negative()), prefix }
    }

    fn length(&self) -> usize {
        usize::from(self.sign.is_some()) + self.prefix.len()
    }

    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        if let Some(sign) = self.sign {
            sink.write(&[sign])?;
        }
        if !self.prefix.is_empty() {
            sink.write(self.prefix)?;
        }
        Ok(())
    }
}

/// The digits of a magnitude, the most significant first, and how they are shown.
struct Digits<'a> {
    values: DigitValues<'a>,
    radix: Radix,
    /// The separator, and how many digits stand between two.
    groups: Option<(u8, usize)>,
}

/// Digits by value, in the room given for them or, of a big integer, in memory of their own.
enum DigitValues<'a> {
    Small(&'a [u8]),
    Big(Vec<u8>),
}

impl<'a> Digits<'a> {
    /// The digits of a value; those of a word need at most the 64 bytes of `room`.
    fn new(value: IntRef, radix: Radix, layout: &Layout, room: &'a mut [u8; 64]) -> Self {
        let values = match value {
            IntRef::Small(value) => DigitValues::Small(digits_of_word(value.unsigned_abs(), radix, room)),
            IntRef::Big(value) => DigitValues::Big(to_digits(value.magnitude(), u32::from(radix.base()))),
        };
        let size = if radix == Radix::Decimal { 3 } else { 4 };
        Self { values, radix, groups: layout.grouping.map(|grouping| (grouping.separator(), size)) }
    }

    fn values(&self) -> &[u8] {
        match &self.values {
            DigitValues::Small(values) => values,
            DigitValues::Big(values) => values,
        }
    }

    /// How many bytes the digits take, separators included.
    fn length(&self) -> usize {
        let digits = self.values().len();
        digits + self.groups.map_or(0, |(_, size)| digits.saturating_sub(1) / size)
    }

    fn write<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
        match self.groups {
            None => self.write_run(sink, self.values()),
            Some((separator, size)) => {
                let (first, rest) = self.values().split_at(match self.values().len() % size {
                    0 => size.min(self.values().len()),
                    partial => partial,
                });
                self.write_run(sink, first)?;
                for group in rest.chunks(size) {
                    sink.write(&[separator])?;
                    self.write_run(sink, group)?;
                }
                Ok(())
            }
        }
    }

    /// Writes digits without separators.
    fn write_run<S: Sink>(&self, sink: &mut S, values: &[u8]) -> Result<(), S::Error> {
        let mut text = [0; 64];
        for part in values.chunks(text.len()) {
            for (letter, value) in text.iter_mut().zip(part) {
                *letter = self.radix.letter(*value);
            }
            sink.write(&text[..part.len()])?;
        }
        Ok(())
    }
}

/// Fills the end of `room` with the digits of a word, by value; 64 are enough for base 2.
fn digits_of_word(value: u64, radix: Radix, room: &mut [u8; 64]) -> &[u8] {
    let base = u64::from(radix.base());
    let mut rest = value;
    let mut start = room.len();
    while start > 0 && (rest != 0 || start == room.len()) {
        start -= 1;
        room[start] = (rest % base) as u8;
        rest /= base;
    }
    &room[start..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Grouping, Sign};

    fn formatted<'a>(
        value: impl Into<IntRef<'a>>,
        radix: Radix,
        layout: Layout,
        precision: i32,
    ) -> alloc::string::String {
        let mut out = Vec::new();
        write_int(&mut out, value.into(), radix, &layout, precision).unwrap();
        alloc::string::String::from_utf8(out).unwrap()
    }

    macro_rules! writes {
        ($($name:ident: $value:expr, $radix:ident, $layout:expr, $precision:literal => $text:literal;)*) => {$(
            #[test]
            fn $name() {
                assert_eq!(formatted($value, Radix::$radix, $layout, $precision), $text);
            }
        )*};
    }

    const PLAIN: Layout = Layout::PLAIN;
    const PREFIX: Layout = Layout { prefix: true, ..PLAIN };
    const COMMA: Layout = Layout { grouping: Some(Grouping::Comma), ..PLAIN };

    writes! {
        zero_is_one_digit: 0, Decimal, PLAIN, 0 => "0";
        smallest_word: i64::MIN, Decimal, PLAIN, 0 => "-9223372036854775808";
        smallest_word_in_binary: i64::MIN, Binary, PLAIN, 0
            => "-1000000000000000000000000000000000000000000000000000000000000000";
        hex_letters: 0xbeef, Hex, PLAIN, 0 => "beef";
        capital_hex_letters: 0xbeef, UpperHex, PREFIX, 0 => "0XBEEF";
        sign_stands_before_prefix: -5, Octal, PREFIX, 0 => "-0o5";
        plus_sign: 5, Decimal, Layout { sign: Sign::Plus, ..PLAIN }, 0 => "+5";
        decimal_groups_are_of_three: 1234567, Decimal, COMMA, 0 => "1,234,567";
        whole_groups_have_no_separator_before: 123456, Decimal, COMMA, 0 => "123,456";
        other_groups_are_of_four: 0x12345, Hex, COMMA, 0 => "1,2345";
        zeros_after_sign: -5, Decimal, Layout { fill: b'0', after_sign: true, width: 4, ..PLAIN }, 0 => "-005";
        zeros_before_sign: -5, Decimal, Layout { fill: b'0', width: 4, ..PLAIN }, 0 => "00-5";
        precision_is_least_digits: -5, Decimal, Layout { width: 6, ..PLAIN }, 3 => "  -005";
        precision_of_left_justified: -5, Decimal, Layout { width: 6, justify: Justify::Left, ..PLAIN }, 3
            => "-005  ";
        precision_of_zero_filled_is_a_width: -5, Decimal,
            Layout { width: 2, fill: b'0', after_sign: true, ..PLAIN }, 4 => "-005";
        precision_does_not_count_prefix: 1, Hex, PREFIX, 3 => "0x001";
        big_integer: &(BigInt::from(i64::MAX) * 10), Decimal, COMMA, 0 => "92,233,720,368,547,758,070";
        big_zero: &BigInt::ZERO, Decimal, COMMA, 0 => "0";
    }
}
