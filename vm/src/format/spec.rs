//! Format specifications: what follows the colon in a replacement field of `str.format`.

use super::float::Notation;
use super::{
    Float, FormatError, Grouping, IntRef, Justify, Layout, Radix, Real, Sign, Sink, int_to_float, write_char,
    write_cut, write_float, write_int,
};

/// Where a specification puts a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// `<`: at the start.
    Left,
    /// `>`: at the end.
    Right,
    /// `=`: at the end, with the sign at the start; numbers only.
    AfterSign,
    /// `^`: in the middle.
    Center,
}

impl Align {
    fn from_byte(byte: Option<&u8>) -> Option<Self> {
        match byte? {
            b'<' => Some(Self::Left),
            b'>' => Some(Self::Right),
            b'=' => Some(Self::AfterSign),
            b'^' => Some(Self::Center),
            _ => None,
        }
    }
}

/// A format specification: `[[fill]align][sign][#][0][width][grouping][.precision][type]`
/// (MicroPython, `mp_obj_str_format_helper` in py/objstr.c).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// The byte to pad with.
    pub fill: Option<u8>,
    /// Where the value stands.
    pub align: Option<Align>,
    /// What marks a number that is not negative.
    pub sign: Sign,
    /// Whether an integer shows its base.
    pub prefix: bool,
    /// Whether the width starts with a zero: numbers are padded with zeros after the sign.
    pub zero: bool,
    /// The least number of bytes; −1 if not given.
    pub width: i32,
    /// What separates groups of digits.
    pub grouping: Option<Grouping>,
    /// The number of digits, or the most bytes of a string; −1 if not given.
    pub precision: i32,
    /// The type, one of `bcdeEfFgGnosxX%`.
    pub code: Option<u8>,
}

impl Default for Spec {
    fn default() -> Self {
        Self {
            fill: None,
            align: None,
            sign: Sign::Minus,
            prefix: false,
            zero: false,
            width: -1,
            grouping: None,
            precision: -1,
            code: None,
        }
    }
}

/// Why a specification is not accepted; raised as `ValueError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecError {
    /// It is malformed.
    Invalid,
    /// It has a sign and the type `s`.
    SignWithString,
    /// It has a sign and the type `c`.
    SignWithChar,
    /// It aligns by the sign what is no number.
    AlignAfterSign,
    /// Its type does not suit the value.
    UnknownCode(u8),
}

impl SpecError {
    /// Writes the exception's message, for a value of the named type (MicroPython, py/objstr.c).
    pub fn write_message<S: Sink>(self, sink: &mut S, type_name: &str) -> Result<(), S::Error> {
        match self {
            Self::Invalid => sink.write(b"invalid format specifier"),
            Self::SignWithString => sink.write(b"sign not allowed in string format specifier"),
            Self::SignWithChar => sink.write(b"sign not allowed with integer format specifier 'c'"),
            Self::AlignAfterSign => sink.write(b"'=' alignment not allowed in string format specifier"),
            Self::UnknownCode(code) => {
                sink.write(b"unknown format code '")?;
                sink.write(&[code])?;
                sink.write(b"' for object of type '")?;
                sink.write(type_name.as_bytes())?;
                sink.write(b"'")
            }
        }
    }
}

impl Spec {
    /// Reads a specification. It ends at a NUL if there is one.
    pub fn parse(text: &[u8]) -> Result<Self, SpecError> {
        let mut rest = text.split(|byte| *byte == 0).next().unwrap_or_default();
        let mut spec = Self::default();
        if let Some(align) = Align::from_byte(rest.first()) {
            spec.align = Some(align);
            rest = &rest[1..];
        } else if let Some(align) = Align::from_byte(rest.get(1)) {
            spec.fill = rest.first().copied();
            spec.align = Some(align);
            rest = &rest[2..];
        }
        if let Some(sign) = take_any(&mut rest, b"+- ") {
            spec.sign = match sign {
                b'+' => Sign::Plus,
                b' ' => Sign::Space,
                _ => Sign::Minus,
            };
        }
        spec.prefix = take_any(&mut rest, b"#").is_some();
        // The zero is part of the width too.
        spec.zero = rest.starts_with(b"0");
        spec.width = take_number(&mut rest).unwrap_or(-1);
        spec.grouping = take_any(&mut rest, b",_")
            .map(|separator| if separator == b',' { Grouping::Comma } else { Grouping::Underscore });
        if take_any(&mut rest, b".").is_some() {
            spec.precision = take_number(&mut rest).unwrap_or(-1);
        }
        spec.code = take_any(&mut rest, b"bcdeEfFgGnosxX%");
        if !rest.is_empty() {
            return Err(SpecError::Invalid);
        }
        match spec.code {
            Some(b's') if spec.sign != Sign::Minus => Err(SpecError::SignWithString),
            Some(b'c') if spec.sign != Sign::Minus => Err(SpecError::SignWithChar),
            _ => Ok(spec),
        }
    }

    /// How a value is laid out; numbers differ from others in what is the default.
    pub fn layout(&self, is_number: bool) -> Layout {
        let align = self.align.unwrap_or(match is_number {
            true if self.zero => Align::AfterSign,
            true => Align::Right,
            false => Align::Left,
        });
        Layout {
            justify: match align {
                Align::Left => Justify::Left,
                Align::Center => Justify::Center,
                Align::Right | Align::AfterSign => Justify::Right,
            },
            after_sign: align == Align::AfterSign,
            fill: self.fill.unwrap_or(if self.zero { b'0' } else { b' ' }),
            width: self.width,
            sign: self.sign,
            prefix: self.prefix,
            grouping: self.grouping,
        }
    }

    /// Writes an integer, or what the specification makes of it: a character or a float.
    pub fn write_int<S: Sink>(&self, sink: &mut S, value: IntRef) -> Result<(), FormatError<S::Error>> {
        let layout = self.layout(true);
        let radix = match self.code.unwrap_or(b'd') {
            b'b' => Radix::Binary,
            b'o' => Radix::Octal,
            b'd' | b'n' => Radix::Decimal,
            b'x' => Radix::Hex,
            b'X' => Radix::UpperHex,
            b'c' => return write_char(sink, value, &layout),
            b's' => return Err(FormatError::Spec(SpecError::UnknownCode(b's'))),
            _ => return self.write_float(sink, int_to_float::<Float>(value)),
        };
        // A precision is accepted and means nothing.
        Ok(write_int(sink, value, radix, &layout, 0)?)
    }

    /// Writes a float.
    pub fn write_float<F: Real, S: Sink>(&self, sink: &mut S, value: F) -> Result<(), FormatError<S::Error>> {
        let layout = self.layout(true);
        let (value, code, percent) = match self.code {
            None | Some(b'n') => (value, b'g', false),
            Some(b'%') => (value * F::from_word(100), b'f', true),
            Some(code) => (value, code, false),
        };
        let style = Notation::from_code(code).ok_or(FormatError::Spec(SpecError::UnknownCode(code)))?;
        Ok(write_float(sink, value, style, self.precision, &layout, percent)?)
    }

    /// Writes a string, cut to the precision, which counts bytes.
    pub fn write_str<S: Sink>(&self, sink: &mut S, text: &[u8]) -> Result<(), FormatError<S::Error>> {
        self.check_not_number()?;
        Ok(write_cut(sink, text, self.precision, &self.layout(false))?)
    }

    /// Checks that the specification suits a value that is no number. Only then may that turn out not
    /// to be a string either.
    pub fn check_not_number<E>(&self) -> Result<(), FormatError<E>> {
        if self.align == Some(Align::AfterSign) {
            return Err(FormatError::Spec(SpecError::AlignAfterSign));
        }
        match self.code {
            None | Some(b's') => Ok(()),
            Some(code) => Err(FormatError::Spec(SpecError::UnknownCode(code))),
        }
    }
}

/// Takes the next byte if it is one of some.
pub(super) fn take_any(text: &mut &[u8], bytes: &[u8]) -> Option<u8> {
    let (&first, rest) = text.split_first()?;
    bytes.contains(&first).then(|| {
        *text = rest;
        first
    })
}

/// Takes the next digits, if there are any, as a number. Like MicroPython's it wraps around, and may
/// so become negative (`str_to_int` in py/objstr.c).
pub(super) fn take_number(text: &mut &[u8]) -> Option<i32> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at(length);
    *text = rest;
    let append = |value: i32, digit: &u8| value.wrapping_mul(10).wrapping_add(i32::from(digit - b'0'));
    (length > 0).then(|| digits.iter().fold(0, append))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{string::String, vec::Vec};
    use proptest::prelude::*;

    fn text(out: Vec<u8>, result: Result<(), FormatError<alloc::collections::TryReserveError>>) -> String {
        match result {
            Ok(()) => String::from_utf8_lossy(&out).into_owned(),
            Err(error) => {
                let mut message = Vec::new();
                error.write_message(&mut message, "T").unwrap();
                String::from_utf8(message).unwrap()
            }
        }
    }

    fn int(spec: &[u8], value: i64) -> String {
        let mut out = Vec::new();
        let result = Spec::parse(spec).map_err(FormatError::Spec);
        let result = result.and_then(|spec| spec.write_int(&mut out, IntRef::Small(value)));
        text(out, result)
    }

    fn float(spec: &[u8], value: f64) -> String {
        let mut out = Vec::new();
        let result = Spec::parse(spec).map_err(FormatError::Spec);
        let result = result.and_then(|spec| spec.write_float(&mut out, value));
        text(out, result)
    }

    fn string(spec: &[u8], value: &str) -> String {
        let mut out = Vec::new();
        let result = Spec::parse(spec).map_err(FormatError::Spec);
        let result = result.and_then(|spec| spec.write_str(&mut out, value.as_bytes()));
        text(out, result)
    }

    macro_rules! formats {
        ($($name:ident: $function:ident($spec:literal, $value:expr) => $text:literal;)*) => {$(
            #[test]
            fn $name() {
                assert_eq!($function($spec, $value), $text);
            }
        )*};
    }

    formats! {
        empty_specification: int(b"", 5) => "5";
        number_goes_right: int(b"4", 5) => "   5";
        string_goes_left: string(b"4", "a") => "a   ";
        zero_pads_after_sign: int(b"05", -5) => "-0005";
        alignment_overrides_zero: int(b"<05", -5) => "-5000";
        fill_overrides_zero: int(b"*=05", -5) => "-***5";
        zero_pads_string_after: string(b"03", "a") => "a00";
        fill_may_be_an_alignment: int(b">^4", 5) => "invalid format specifier";
        fill_before_alignment: int(b"x^4", 5) => "x5xx";
        sign_and_prefix: int(b"+#x", 255) => "+0xff";
        grouping: int(b"_d", 12345) => "12_345";
        precision_of_integer_means_nothing: int(b".5d", 5) => "5";
        integer_as_float: int(b".1f", 5) => "5.0";
        integer_as_percentage: int(b".0%", 5) => "500%";
        integer_as_char: int(b"3c", 0x20ac) => "\u{20ac}";
        integer_as_char_out_of_range: int(b"c", 0x11_0000) => "char not in range(0x110000)";
        integer_as_negative_char: int(b"c", -1) => "char not in range(0x110000)";
        integer_as_string: int(b"s", 1) => "unknown format code 's' for object of type 'T'";
        float_default_is_general: float(b"", 1e10) => "1e+10";
        float_as_n: float(b"n", 0.5) => "0.5";
        float_as_percentage: float(b".1%", 0.125) => "12.5%";
        float_pads_after_sign: float(b"08.2f", -1.5) => "-0001.50";
        float_as_integer: float(b"d", 1.0) => "unknown format code 'd' for object of type 'T'";
        string_is_cut: string(b".2s", "abc") => "ab";
        string_as_integer: string(b"d", "a") => "unknown format code 'd' for object of type 'T'";
        string_after_sign: string(b"=5", "a") => "'=' alignment not allowed in string format specifier";
        sign_with_string: string(b"+s", "a") => "sign not allowed in string format specifier";
        sign_with_char: int(b" c", 65) => "sign not allowed with integer format specifier 'c'";
        minus_sign_with_string: string(b"-s", "a") => "a";
        unknown_type: int(b"y", 1) => "invalid format specifier";
        type_not_last: int(b"d5", 1) => "invalid format specifier";
        end_at_nul: int(b"3\0junk", 1) => "  1";
        width_wraps_around: int(b"4294967298", 1) => " 1";
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_rejected(text: Vec<u8>) {
            let _ = Spec::parse(&text);
        }

        #[test]
        fn any_specification_is_written(text in "(.[<>=^])?[-+ ]?#?0?[0-9]{0,3}[,_]?(\\.[0-9]{0,10})?[bcdeEfFgGnosxX%]?", bits: u64) {
            if let Ok(spec) = Spec::parse(text.as_bytes()) {
                let mut out = Vec::new();
                let _ = spec.write_int(&mut out, IntRef::Small(bits as i64));
                let _ = spec.write_float(&mut out, f64::from_bits(bits));
                let _ = spec.write_str(&mut out, &bits.to_le_bytes());
            }
        }
    }
}
