//! Floats and complex numbers as text.

use super::digits::{Plan, Text};
use super::{Layout, Real, Sign, Sink, write_padded};

/// The precision that stands for "as many digits as tell the float apart". A format that asks for
/// just so many digits gets the same (MicroPython, `MP_FLOAT_REPR_PREC` in py/formatfloat.h).
pub const REPR_PRECISION: i32 = 99;

/// How a float is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// With an exponent: `1.5e+00`.
    Scientific,
    /// Without one: `1.500000`.
    Fixed,
    /// As suits the number: `1.5`, `1e+20`.
    General,
}

impl Notation {
    /// The notation a format's letter stands for, and whether it is a capital.
    pub(super) fn from_code(code: u8) -> Option<(Self, bool)> {
        let notation = match code {
            b'e' | b'E' => Self::Scientific,
            b'f' | b'F' => Self::Fixed,
            b'g' | b'G' => Self::General,
            _ => return None,
        };
        Some((notation, code.is_ascii_uppercase()))
    }
}

/// Writes a float. A negative precision stands for six digits. `percent` appends the sign, and does
/// not multiply (MicroPython, `mp_print_float` in py/mpprint.c).
pub fn write_float<F: Real, S: Sink>(
    sink: &mut S,
    value: F,
    (notation, upper): (Notation, bool),
    precision: i32,
    layout: &Layout,
    percent: bool,
) -> Result<(), S::Error> {
    let mut text = float_text(value, notation, upper, precision, layout.sign);
    if percent {
        text.push(b'%');
    }
    match text.as_bytes() {
        [sign @ (b'-' | b'+' | b' '), rest @ ..] if layout.after_sign => {
            sink.write(&[*sign])?;
            write_padded(sink, rest, &Layout { width: layout.width.saturating_sub(1), ..*layout })
        }
        text => write_padded(sink, text, layout),
    }
}

/// Writes a float as `str` and `repr` show it (MicroPython, py/objfloat.c).
pub fn write_repr<F: Real, S: Sink>(sink: &mut S, value: F) -> Result<(), S::Error> {
    let mut text = float_text(value, Notation::General, false, REPR_PRECISION, Sign::Minus);
    if !text.as_bytes().iter().any(|byte| matches!(byte, b'.' | b'e' | b'n')) {
        text.extend(b".0");
    }
    sink.write(text.as_bytes())
}

/// Writes a complex number as `str` and `repr` show it. A real part of zero, negative zero
/// included, is left out (MicroPython, py/objcomplex.c).
pub fn write_complex_repr<F: Real, S: Sink>(sink: &mut S, re: F, im: F) -> Result<(), S::Error> {
    let part = |value, sign| float_text(value, Notation::General, false, REPR_PRECISION, sign);
    if re == F::zero() {
        sink.write(part(im, Sign::Minus).as_bytes())?;
        sink.write(b"j")
    } else {
        sink.write(b"(")?;
        sink.write(part(re, Sign::Minus).as_bytes())?;
        sink.write(part(im, Sign::Plus).as_bytes())?;
        sink.write(b"j)")
    }
}

/// The text of a float, without padding. A not-a-number has no minus sign.
fn float_text<F: Real>(value: F, notation: Notation, upper: bool, precision: i32, sign: Sign) -> Text {
    /// Bytes a float may take, its sign included (MicroPython, `mp_print_float`: a buffer of 36, of
    /// which three are kept for what is appended, and one of the rest is for the NUL at the end).
    const ROOM: i32 = 33;
    let mut text = Text::new();
    let negative = value.is_sign_negative() && !value.is_nan();
    let magnitude = if negative { -value } else { value };
    let sign = sign.of(negative);
    if let Some(sign) = sign {
        text.push(sign);
    }
    if value.is_nan() {
        text.extend(if upper { b"NAN" } else { b"nan" });
    } else if value.is_infinite() {
        text.extend(if upper { b"INF" } else { b"inf" });
    } else {
        let room = ROOM - i32::from(sign.is_some());
        let plan = Plan::new(magnitude, notation, upper, precision, room);
        text.extend(magnitude.print(&plan).as_bytes());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{string::String, vec::Vec};
    use proptest::prelude::*;

    fn repr<F: Real>(value: F) -> String {
        let mut out = Vec::new();
        write_repr(&mut out, value).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn complex_repr(re: f64, im: f64) -> String {
        let mut out = Vec::new();
        write_complex_repr(&mut out, re, im).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn formatted<F: Real>(code: u8, precision: i32, value: F) -> String {
        let mut out = Vec::new();
        let style = Notation::from_code(code).unwrap();
        write_float(&mut out, value, style, precision, &Layout::default(), false).unwrap();
        String::from_utf8(out).unwrap()
    }

    macro_rules! formats {
        ($($name:ident: $code:literal, $precision:expr, $value:expr => $text:literal;)*) => {$(
            #[test]
            fn $name() {
                assert_eq!(formatted($code, $precision, $value), $text);
            }
        )*};
    }

    formats! {
        default_precision_is_six: b'f', -1, 1.5 => "1.500000";
        no_digits_no_point: b'f', 0, 1.5 => "2";
        half_rounds_up: b'f', 0, 2.5 => "3";
        rounding_carries_in_fixed: b'f', 1, 99.96 => "100.0";
        rounding_carries_in_scientific: b'e', 1, 99.96 => "1.0e+02";
        small_number_in_fixed: b'f', 6, 0.000123456 => "0.000123";
        tiny_number_in_fixed_is_zero: b'f', 3, 1e-9 => "0.000";
        too_long_for_fixed_is_general: b'f', 2, 1e40 => "1e+40";
        general_drops_zeros: b'g', 6, 0.5 => "0.5";
        general_of_large: b'g', 3, 12345.0 => "1.23e+04";
        general_of_small: b'g', 3, 0.00012345 => "0.000123";
        general_of_smaller: b'g', 3, 0.000012345 => "1.23e-05";
        general_without_digits_has_one: b'g', 0, 5.0 => "5";
        capital_exponent: b'E', 2, 12345.0 => "1.23E+04";
        capital_infinity: b'F', 2, f64::NEG_INFINITY => "-INF";
        capital_not_a_number: b'G', 2, f64::NAN => "NAN";
        precision_beyond_the_room_is_cut: b'f', 50, 0.5 => "0.50000000000000000000000000000";
        single_in_fixed: b'f', 3, 3.25159f32 => "3.252";
    }

    macro_rules! prints {
        ($($name:ident: $value:expr => $text:literal;)*) => {$(
            #[test]
            fn $name() {
                assert_eq!(repr($value), $text);
            }
        )*};
    }

    prints! {
        whole_number_has_a_point: 1.0 => "1.0";
        negative_zero: -0.0 => "-0.0";
        not_a_number_has_no_sign: -f64::NAN => "nan";
        seventeen_digits: 0.1 + 0.2 => "0.30000000000000004";
        largest_plain: 1e15 => "1000000000000000.0";
        smallest_scientific: 1e16 => "1e+16";
        smallest_subnormal: f64::from_bits(1) => "4.940656458412465e-324";
        single_tenth: 0.1f32 => "0.1";
        single_third: 1.0f32 / 3.0 => "0.33333334";
        single_large: 1e10f32 => "10000000000.0";
    }

    #[test]
    fn complex_with_zero_real_part_is_imaginary_only() {
        assert_eq!(complex_repr(-0.0, 2.0), "2j");
    }

    #[test]
    fn complex_parts_have_no_point_when_whole() {
        assert_eq!(complex_repr(1.0, -1e20), "(1-1e+20j)");
    }

    #[test]
    fn complex_not_a_number_takes_a_plus() {
        assert_eq!(complex_repr(f64::NAN, f64::NAN), "(nan+nanj)");
    }

    proptest! {
        /// The compiler prints float constants; a board must print the same.
        #[test]
        fn repr_is_the_compilers(bits: u64) {
            let value = f64::from_bits(bits);
            prop_assert_eq!(repr(value), constrictor_bytecode::float_text::repr_float(value));
        }

        #[test]
        fn any_format_is_written(bits: u64, precision: i32, code in "[efgEFG]") {
            formatted(code.as_bytes()[0], precision, f64::from_bits(bits));
            formatted(code.as_bytes()[0], precision, f32::from_bits(bits as u32));
        }
    }
}
