//! The `%` operator's conversions.

use super::float::Notation;
use super::spec::{take_any, take_number};
use super::{
    Float, FormatError, IntRef, Justify, Layout, Radix, Real, Sign, Sink, float_to_int, int_to_float,
    write_char, write_cut, write_float, write_int, write_padded,
};

/// The name a conversion looks its value up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key<'a> {
    /// None: the next value is taken.
    Absent,
    /// A name in parentheses.
    Name(&'a [u8]),
    /// A parenthesis that is not closed.
    Unterminated,
}

/// A number that is written out, or taken from the next value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Written out, or the default.
    Number(i32),
    /// Given as `*`.
    Star,
}

/// A conversion: `%[(key)][flags][width][.precision]code` (MicroPython, `str_modulo_format` in
/// py/objstr.c).
///
/// Errors come in the order of the parts: for [`key`](Self::key) first, then for a value each
/// [`Count::Star`] takes, then for a missing [`code`](Self::code), and then for the value itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversion<'a> {
    /// The name of the value.
    pub key: Key<'a>,
    /// The flag `-`: the value goes to the start of its width.
    pub left: bool,
    /// The flags `+` and space. The plus wins.
    pub sign: Sign,
    /// The flag `#`: an octal or hexadecimal number shows its base.
    pub prefix: bool,
    /// The flag `0`: a number is padded with zeros.
    pub zero: bool,
    /// The least number of bytes.
    pub width: Count,
    /// The number of digits, or the most bytes of a string; negative if not given.
    pub precision: Count,
    /// The code, which may be no valid one; `None` if the text ends before.
    pub code: Option<u8>,
    /// How many bytes the conversion takes, the `%` not counted.
    pub length: usize,
}

/// Why a conversion failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PercentError {
    /// There is a key, and no dictionary; raised as `TypeError`.
    NeedsDict,
    /// The key has no end; raised as `ValueError`.
    IncompleteKey,
    /// The conversion has no code; raised as `ValueError`.
    Incomplete,
    /// There are fewer values than conversions; raised as `TypeError`.
    MissingArguments,
    /// There are more values than conversions; raised as `TypeError`.
    ExcessArguments,
    /// `%c` of a string that is not one byte; raised as `TypeError`.
    NotAChar,
    /// `%c` of neither an integer nor a string; raised as `TypeError`.
    NotAnIntChar,
    /// The value does not convert to an integer; raised as `TypeError`.
    NotAnInt,
    /// The value does not convert to a float; raised as `TypeError`.
    NotAFloat,
    /// There is no such code; raised as `ValueError`.
    Unsupported {
        /// The code.
        code: u8,
        /// Where it stands in the format, in bytes.
        index: usize,
    },
}

impl PercentError {
    /// Writes the exception's message, for a value of the named type (MicroPython, py/objstr.c; py/obj.c
    /// for what does not convert).
    pub fn write_message<S: Sink>(self, sink: &mut S, type_name: &str) -> Result<(), S::Error> {
        let message = match self {
            Self::NeedsDict => "format needs a dict",
            Self::IncompleteKey => "incomplete format key",
            Self::Incomplete => "incomplete format",
            Self::MissingArguments => "format string needs more arguments",
            Self::ExcessArguments => "format string didn't convert all arguments",
            Self::NotAChar => "%c needs int or char",
            Self::NotAnIntChar => "integer needed",
            Self::NotAnInt => return write_not_converted(sink, type_name, "int"),
            Self::NotAFloat => return write_not_converted(sink, type_name, "float"),
            Self::Unsupported { code, index } => return write_unsupported(sink, code, index),
        };
        sink.write(message.as_bytes())
    }
}

fn write_not_converted<S: Sink>(sink: &mut S, from: &str, to: &str) -> Result<(), S::Error> {
    for part in ["can't convert ", from, " to ", to] {
        sink.write(part.as_bytes())?;
    }
    Ok(())
}

fn write_unsupported<S: Sink>(sink: &mut S, code: u8, index: usize) -> Result<(), S::Error> {
    let layout = Layout::default();
    sink.write(b"unsupported format character '")?;
    sink.write(&[code])?;
    sink.write(b"' (0x")?;
    write_int(sink, IntRef::Small(i64::from(code)), Radix::Hex, &layout, 0)?;
    sink.write(b") at index ")?;
    let index = i64::try_from(index).unwrap_or(i64::MAX);
    write_int(sink, IntRef::Small(index), Radix::Decimal, &layout, 0)
}

impl<'a> Conversion<'a> {
    /// Reads the conversion a text starts with; the `%` before it is not part of the text.
    pub fn parse(text: &'a [u8]) -> Self {
        let mut conversion = Self {
            key: Key::Absent,
            left: false,
            sign: Sign::Minus,
            prefix: false,
            zero: false,
            width: Count::Number(0),
            precision: Count::Number(-1),
            code: None,
            length: text.len(),
        };
        let mut rest = text;
        if take_any(&mut rest, b"(").is_some() {
            let Some(end) = rest.iter().position(|byte| *byte == b')') else {
                conversion.key = Key::Unterminated;
                return conversion;
            };
            conversion.key = Key::Name(&rest[..end]);
            rest = &rest[end + 1..];
        }
        conversion.take_flags(&mut rest);
        conversion.width = take_count(&mut rest).unwrap_or(Count::Number(0));
        if take_any(&mut rest, b".").is_some() {
            conversion.precision = take_count(&mut rest).unwrap_or(Count::Number(0));
        }
        conversion.code = rest.first().copied();
        conversion.length = text.len() - rest.len() + usize::from(!rest.is_empty());
        conversion
    }

    fn take_flags(&mut self, text: &mut &[u8]) {
        while let Some(flag) = take_any(text, b"-+ #0") {
            match flag {
                b'-' => self.left = true,
                b'+' => self.sign = Sign::Plus,
                b' ' if self.sign == Sign::Minus => self.sign = Sign::Space,
                b' ' => {}
                b'#' => self.prefix = true,
                _ => self.zero = true,
            }
        }
    }

    /// How a number is laid out. Padding on the right is zeros too.
    fn layout(&self) -> Layout {
        Layout {
            justify: if self.left { Justify::Left } else { Justify::Right },
            after_sign: self.zero,
            fill: if self.zero { b'0' } else { b' ' },
            // A star is put in by the caller; one left over does not pad.
            width: self.width.number().unwrap_or(-1),
            sign: self.sign,
            prefix: self.prefix,
            grouping: None,
        }
    }

    /// How a string or a character is laid out.
    fn text_layout(&self) -> Layout {
        Layout { fill: b' ', ..self.layout() }
    }

    fn precision(&self) -> i32 {
        self.precision.number().unwrap_or(-1)
    }

    /// The error for a code that does not exist, in a format where the conversion's text starts at
    /// the given index.
    pub fn unsupported(&self, start: usize) -> PercentError {
        match self.code {
            Some(code) => {
                PercentError::Unsupported { code, index: start.saturating_add(self.length).saturating_sub(1) }
            }
            None => PercentError::Incomplete,
        }
    }

    /// Whether the value is to be handed over as text: its `str` for `%s`, its `repr` for `%r`.
    pub fn takes_text(&self) -> bool {
        matches!(self.code, Some(b's' | b'r'))
    }

    /// Writes an integer. `start` is where the conversion's text starts in the format.
    pub fn write_int<S: Sink>(
        &self,
        sink: &mut S,
        value: IntRef,
        start: usize,
    ) -> Result<(), FormatError<S::Error>> {
        let mut layout = self.layout();
        let radix = match self.code {
            Some(b'd' | b'i' | b'u') => {
                layout.prefix = false;
                Radix::Decimal
            }
            Some(b'o') => Radix::Octal,
            Some(b'x') => Radix::Hex,
            Some(b'X') => Radix::UpperHex,
            Some(b'c') => return write_char(sink, value, &self.text_layout()),
            _ => return self.write_float(sink, int_to_float::<Float>(value), start),
        };
        Ok(write_int(sink, value, radix, &layout, self.precision())?)
    }

    /// Writes a float; decimal conversions take its integer part.
    pub fn write_float<F: Real, S: Sink>(
        &self,
        sink: &mut S,
        value: F,
        start: usize,
    ) -> Result<(), FormatError<S::Error>> {
        match self.code {
            Some(b'd' | b'i' | b'u') => {
                let value = float_to_int(value).map_err(FormatError::FloatToInt)?;
                let layout = Layout { prefix: false, ..self.layout() };
                Ok(write_int(sink, IntRef::from(&value), Radix::Decimal, &layout, self.precision())?)
            }
            Some(b'o' | b'x' | b'X') => Err(FormatError::Percent(PercentError::NotAnInt)),
            Some(b'c') => Err(FormatError::Percent(PercentError::NotAnIntChar)),
            code => {
                let style = code.and_then(Notation::from_code);
                let style = style.ok_or_else(|| FormatError::Percent(self.unsupported(start)))?;
                Ok(write_float(sink, value, style, self.precision(), &self.layout(), false)?)
            }
        }
    }

    /// Writes a text for `%s`, `%r`, cut to the precision, or for `%c`. Both count bytes. A value that
    /// is neither number nor string may come here as an empty text, except for `%c`.
    pub fn write_str<S: Sink>(
        &self,
        sink: &mut S,
        text: &[u8],
        start: usize,
    ) -> Result<(), FormatError<S::Error>> {
        match self.code {
            Some(b's' | b'r') => Ok(write_cut(sink, text, self.precision(), &self.text_layout())?),
            Some(b'c') if text.len() == 1 => Ok(write_padded(sink, text, &self.text_layout())?),
            Some(b'c') => Err(FormatError::Percent(PercentError::NotAChar)),
            Some(b'd' | b'i' | b'u' | b'o' | b'x' | b'X') => {
                Err(FormatError::Percent(PercentError::NotAnInt))
            }
            Some(b'e' | b'E' | b'f' | b'F' | b'g' | b'G') => {
                Err(FormatError::Percent(PercentError::NotAFloat))
            }
            _ => Err(FormatError::Percent(self.unsupported(start))),
        }
    }
}

impl Count {
    fn number(self) -> Option<i32> {
        match self {
            Self::Number(number) => Some(number),
            Self::Star => None,
        }
    }
}

/// Takes a star or a number, if there is one.
fn take_count(text: &mut &[u8]) -> Option<Count> {
    match take_any(text, b"*") {
        Some(_) => Some(Count::Star),
        None => take_number(text).map(Count::Number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{collections::TryReserveError, string::String, vec::Vec};
    use proptest::prelude::*;

    enum Value {
        Int(i64),
        Float(f64),
        Str(&'static str),
    }

    fn write(
        conversion: &Conversion,
        value: &Value,
        out: &mut Vec<u8>,
    ) -> Result<(), FormatError<TryReserveError>> {
        match value {
            Value::Int(value) => conversion.write_int(out, IntRef::Small(*value), 1),
            Value::Float(value) => conversion.write_float(out, *value, 1),
            Value::Str(value) => conversion.write_str(out, value.as_bytes(), 1),
        }
    }

    fn formatted(conversion: &str, value: &Value) -> String {
        let mut out = Vec::new();
        let conversion = Conversion::parse(conversion.as_bytes());
        if let Err(error) = write(&conversion, value, &mut out) {
            out.clear();
            error.write_message(&mut out, "T").unwrap();
        }
        String::from_utf8(out).unwrap()
    }

    macro_rules! formats {
        ($($name:ident: $conversion:literal, $kind:ident($value:expr) => $text:literal;)*) => {$(
            #[test]
            fn $name() {
                assert_eq!(formatted($conversion, &Value::$kind($value)), $text);
            }
        )*};
    }

    formats! {
        decimal: "d", Int(-5) => "-5";
        decimal_of_float_is_cut: "d", Float(-5.9) => "-5";
        decimal_of_infinity: "d", Float(f64::INFINITY) => "can't convert inf to int";
        decimal_has_no_prefix: "#d", Int(5) => "5";
        octal_prefix: "#o", Int(8) => "0o10";
        capital_hex_prefix: "#X", Int(-255) => "-0XFF";
        zero_padding_goes_after_prefix: "#06x", Int(15) => "0x000f";
        plus_wins_over_space: "+ d", Int(5) => "+5";
        left_zero_padding_is_zeros: "-04d", Int(5) => "5000";
        precision_is_least_digits: "6.3d", Int(-5) => "  -005";
        precision_of_one_means_nothing: ".1d", Int(0) => "0";
        integer_as_float: "08.2f", Int(-3) => "-0003.00";
        float_without_precision_digits: ".f", Float(2.5) => "3";
        hex_of_float: "x", Float(1.0) => "can't convert T to int";
        char_of_integer: "3c", Int(65) => "  A";
        char_is_not_padded_with_zeros: "03c", Int(65) => "  A";
        char_of_string: "-3c", Str("A") => "A  ";
        char_of_long_string: "c", Str("AB") => "%c needs int or char";
        char_of_float: "c", Float(1.0) => "integer needed";
        string_is_cut: "4.2s", Str("abc") => "  ab";
        string_is_not_padded_with_zeros: "04s", Str("abc") => " abc";
        string_as_number: "d", Str("abc") => "can't convert T to int";
        string_as_float: "e", Str("abc") => "can't convert T to float";
        unsupported_code: "-5y", Int(1) => "unsupported format character 'y' (0x79) at index 3";
        no_code: "-5", Int(1) => "incomplete format";
    }

    macro_rules! reads {
        ($($name:ident: $text:literal, $field:ident => $value:expr;)*) => {$(
            #[test]
            fn $name() {
                assert_eq!(Conversion::parse($text).$field, $value);
            }
        )*};
    }

    reads! {
        key_is_read: b"(ab)d", key => Key::Name(b"ab");
        key_may_be_empty: b"()d", key => Key::Name(b"");
        key_without_end: b"(ab", key => Key::Unterminated;
        star_width: b"*d", width => Count::Star;
        star_precision: b".*d", precision => Count::Star;
        length_ends_with_code: b"-5.3dxyz", length => 5;
        flags_end_at_width: b"-10-d", code => Some(b'-');
        point_at_the_end: b"5.", code => None;
    }

    proptest! {
        #[test]
        fn any_conversion_is_read(text: Vec<u8>) {
            let conversion = Conversion::parse(&text);
            prop_assert!(conversion.length <= text.len());
        }

        #[test]
        fn any_conversion_is_written(text in "[-+ #0]{0,3}[0-9]{0,3}(\\.[0-9]{0,10})?[a-zA-Z]?", bits: u64) {
            let conversion = Conversion::parse(text.as_bytes());
            let mut out = Vec::new();
            let _ = write(&conversion, &Value::Int(bits as i64), &mut out);
            let _ = write(&conversion, &Value::Float(f64::from_bits(bits)), &mut out);
            let _ = write(&conversion, &Value::Str("text"), &mut out);
        }
    }
}
