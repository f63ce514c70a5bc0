//! Floats as text, both ways, to the byte as MicroPython reads and prints them.
//!
//! A `.mpy` file stores a float constant as its printed form, so the digits chosen here end up in
//! the compiled module. MicroPython on x86-64 converts through the processor's 80-bit floats
//! (py/parsenum.c, py/formatfloat.c, with `MICROPY_FLOAT_FORMAT_IMPL_EXACT`), which is neither the
//! nearest double nor the shortest text in every case. The few operations needed of such a float
//! are done here in integers, so every host gives the same answer.

use crate::decimal::{self, Decimal};
use crate::extended::Extended;
use alloc::{format, string::String};

/// A mantissa this large takes no further digit (py/parsenum.c, `MANTISSA_MAX`).
const FULL_MANTISSA: u64 = 0x1999_9999_9999_9998;
/// Digits tried first when printing; nearly every double is exact with them (py/formatfloat.c).
const FIRST_PRECISION: usize = 16;
/// Digits printed at most; the text is then taken as it is (py/formatfloat.c).
const LAST_PRECISION: usize = 19;
/// Smallest decimal exponent printed without `e`.
const MIN_PLAIN_EXPONENT: i32 = -4;
/// Smallest positive decimal exponent printed with `e`.
const MIN_SCIENTIFIC_EXPONENT: i32 = 16;

/// Reads a whole text as a float: an optional sign, then a decimal number, `inf`, `infinity` or
/// `nan`, with blanks allowed around it. This is what a board does with the text of a float
/// constant (MicroPython, `mp_parse_num_float` in py/parsenum.c).
pub fn parse_float(text: &[u8]) -> Option<f64> {
    let text = trim_blanks(text);
    let (negative, unsigned) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let magnitude = match special_value(unsigned) {
        Some(value) => value,
        None => match parse_decimal_prefix(unsigned)? {
            (value, consumed) if consumed == unsigned.len() => value,
            _ => return None,
        },
    };
    Some(if negative { -magnitude } else { magnitude })
}

/// Reads the unsigned decimal number a text starts with, and tells how many bytes it takes;
/// underscores between digits are passed over. `None` if the text starts with no number, or ends
/// right after `e` or the exponent's sign (MicroPython, `mp_parse_float_internal`).
///
/// As in MicroPython, the digits may be missing: `.` and `e5` both read as zero.
pub fn parse_decimal_prefix(text: &[u8]) -> Option<(f64, usize)> {
    /// Any 64-bit mantissa scaled this far up is an infinity, and this far down a zero.
    const LIMIT: i64 = 1024;
    let (Decimal { mantissa, exponent }, length) = decimal::read_prefix(text, FULL_MANTISSA)?;
    let exponent = exponent.clamp(-LIMIT, LIMIT) as i32;
    let value = || Extended::new(mantissa, 0).scaled_by_power_of_ten(exponent).to_f64();
    (length > 0).then(|| (value(), length))
}

/// The text of a float, as `repr` prints it and as a `.mpy` file stores it: `1.0`, `1e+20`,
/// `-0.0`, `inf`, `nan` (MicroPython, py/objfloat.c).
pub fn repr_float(value: f64) -> String {
    let mut text = signed(value, "");
    if !text.contains(['.', 'e', 'n']) {
        text.push_str(".0");
    }
    text
}

/// The text of a complex number, as `repr` prints it and as a `.mpy` file stores it: `2j`,
/// `(1+2j)`. A real part of zero, negative zero included, is left out (MicroPython,
/// py/objcomplex.c).
pub fn repr_complex(re: f64, im: f64) -> String {
    if re == 0.0 {
        format!("{}j", signed(im, ""))
    } else {
        format!("({}{}j)", signed(re, ""), signed(im, "+"))
    }
}

/// Drops the blanks around a text; they are the six ASCII ones (py/unicode.c).
fn trim_blanks(text: &[u8]) -> &[u8] {
    let is_blank = |byte: &u8| matches!(byte, b' ' | 9..=13);
    let start = text.iter().take_while(|byte| is_blank(byte)).count();
    let end = text[start..].iter().rev().take_while(|byte| is_blank(byte)).count();
    &text[start..text.len() - end]
}

/// The infinities and not-a-number, by name.
fn special_value(text: &[u8]) -> Option<f64> {
    if text.eq_ignore_ascii_case(b"inf") || text.eq_ignore_ascii_case(b"infinity") {
        Some(f64::INFINITY)
    } else {
        text.eq_ignore_ascii_case(b"nan").then_some(f64::NAN)
    }
}

/// The text of a float without the `.0` of whole numbers. `plus` goes before one that is not
/// negative; a not-a-number has no sign of its own.
fn signed(value: f64, plus: &str) -> String {
    let negative = value.is_sign_negative() && !value.is_nan();
    let mut text = String::from(if negative { "-" } else { plus });
    if value.is_nan() {
        text.push_str("nan");
    } else if value.is_infinite() {
        text.push_str("inf");
    } else {
        text.push_str(&magnitude_text(value.abs()));
    }
    text
}

/// The text of a finite float that is not negative: with as few digits, from 16 to 19, as read
/// back to the same float.
fn magnitude_text(value: f64) -> String {
    let exponent = decimal_exponent(value);
    let mut precision = FIRST_PRECISION;
    loop {
        let text = text_with_precision(value, exponent, precision);
        let reads_back = || parse_decimal_prefix(text.as_bytes()).is_some_and(|(read, _)| read == value);
        if precision == LAST_PRECISION || reads_back() {
            return text;
        }
        precision += 1;
    }
}

/// The power of ten of a float's first digit: estimated from the binary exponent towards zero, then
/// stepped away from zero until it bounds the float.
fn decimal_exponent(value: f64) -> i32 {
    if value == 0.0 {
        return 0;
    }
    let power = |exponent: i32| Extended::new(1, 0).scaled_by_power_of_ten(exponent).to_f64();
    let binary_exponent = ((value.to_bits() >> 52) & 0x7ff) as i32 - 1023;
    let mut exponent = (f64::from(binary_exponent) * core::f64::consts::LOG10_2) as i32;
    if value < 1.0 {
        while value < power(exponent) {
            exponent -= 1;
        }
    } else {
        while value >= power(exponent + 1) {
            exponent += 1;
        }
    }
    exponent
}

/// The text of a float with so many digits, less the zeros that end its fraction.
fn text_with_precision(value: f64, exponent: i32, precision: usize) -> String {
    let scale = precision as i32 - 1 - exponent;
    let mut mantissa = Extended::from_f64(value).scaled_by_power_of_ten(scale).rounded_half_up();
    let mut exponent = exponent;
    if mantissa >= 10u64.pow(precision as u32) {
        mantissa /= 10;
        exponent += 1;
    }
    let digits = format!("{mantissa:0precision$}");
    match exponent {
        MIN_PLAIN_EXPONENT..0 => {
            let zeros = (-1 - exponent) as usize;
            without_trailing_zeros(format!("0.{:0<zeros$}{digits}", ""))
        }
        0..MIN_SCIENTIFIC_EXPONENT => {
            let (whole, fraction) = digits.split_at(exponent as usize + 1);
            without_trailing_zeros(format!("{whole}.{fraction}"))
        }
        _ => {
            let (whole, fraction) = digits.split_at(1);
            let mut text = without_trailing_zeros(format!("{whole}.{fraction}"));
            text.push_str(&format!(
                "e{}{:02}",
                if exponent < 0 { '-' } else { '+' },
                exponent.unsigned_abs()
            ));
            text
        }
    }
}

/// Drops the zeros a fraction ends with, and the point if no fraction is left.
fn without_trailing_zeros(mut text: String) -> String {
    text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One test for each text and the float it reads as, compared bit by bit.
    macro_rules! reads {
        ($($name:ident: $text:literal => $value:expr;)*) => {$(
            #[test]
            fn $name() {
                let value: Option<f64> = $value;
                assert_eq!(parse_float($text.as_bytes()).map(f64::to_bits), value.map(f64::to_bits));
            }
        )*};
    }

    /// One test for each float and its text.
    macro_rules! prints {
        ($($name:ident: $value:expr => $text:literal;)*) => {$(
            #[test]
            fn $name() {
                assert_eq!(repr_float($value), $text);
            }
        )*};
    }

    // The bits were read back from MicroPython's own conversion, compiled for x86-64.
    reads! {
        reads_integer: "12" => Some(12.0);
        reads_fraction: "1.5" => Some(1.5);
        reads_fraction_without_integer_part: ".25" => Some(0.25);
        reads_lone_point_as_zero: "." => Some(0.0);
        reads_exponent: "1.25E2" => Some(125.0);
        reads_exponent_without_digits_before: "e5" => Some(0.0);
        reads_positive_exponent_sign: "1e+2" => Some(100.0);
        reads_underscores: "1_0.2_5e0_1" => Some(102.5);
        reads_sign: "-0.0" => Some(-0.0);
        reads_blanks_around: " \t+1\r\n\x0b\x0c" => Some(1.0);
        reads_infinity: "-INF" => Some(f64::NEG_INFINITY);
        reads_long_infinity: "infinity" => Some(f64::INFINITY);
        reads_not_a_number: "nan" => Some(f64::NAN);
        reads_smallest_subnormal: "5e-324" => Some(f64::from_bits(1));
        reads_largest_subnormal: "2.225073858507201e-308" => Some(f64::from_bits(0xf_ffff_ffff_ffff));
        reads_largest_float: "1.7976931348623157e308" => Some(f64::MAX);
        reads_too_large_as_infinity: "1e400" => Some(f64::INFINITY);
        reads_too_small_as_zero: "0.1e-400" => Some(0.0);
        reads_saturated_exponent: "1e99999999999999999999" => Some(f64::INFINITY);
        reads_zero_with_huge_exponent: "0e999999999" => Some(0.0);
        reads_middle_of_two_as_even: "9007199254740993" => Some(9_007_199_254_740_992.0);
        reads_past_middle_of_two: "9007199254740993.001" => Some(9_007_199_254_740_994.0);
        reads_nearly_the_nearest: "8041428750455923e-11" => Some(f64::from_bits(0x40f3_a1e4_999e_6176));
        reads_nearly_the_nearest_of_tiny: "268350682799087e-305" => Some(f64::from_bits(0x039a_c77d_49b1_69d6));
        rejects_empty: "" => None;
        rejects_sign_alone: "-" => None;
        rejects_exponent_alone: "1e" => None;
        rejects_exponent_sign_alone: "1e-" => None;
        rejects_second_point: "1.2.3" => None;
        rejects_second_exponent: "1e2e3" => None;
        rejects_imaginary: "1j" => None;
        rejects_cut_infinity: "infin" => None;
    }

    prints! {
        prints_whole_number: 1.0 => "1.0";
        prints_zero: 0.0 => "0.0";
        prints_negative_zero: -0.0 => "-0.0";
        prints_infinity: f64::NEG_INFINITY => "-inf";
        prints_not_a_number_without_sign: -f64::NAN => "nan";
        prints_fraction: 0.1 => "0.1";
        prints_smallest_plain: 0.0001 => "0.0001";
        prints_largest_scientific_fraction: 0.00001 => "1e-05";
        prints_largest_plain: 1e15 => "1000000000000000.0";
        prints_smallest_scientific: 1e16 => "1e+16";
        prints_two_digit_exponent: 1.5e20 => "1.5e+20";
        prints_three_digit_exponent: 1e-300 => "1e-300";
        prints_smallest_subnormal: f64::from_bits(1) => "4.940656458412465e-324";
        prints_largest_float: f64::MAX => "1.7976931348623157e+308";
        prints_what_reads_back_though_not_the_nearest: f64::from_bits(0x567a_0b28_0fc6_bfac) => "3.822778546018577e+108";
        prints_rounded_up_to_power_of_ten: 1e23 => "1e+23";
        prints_seventeen_digits: 0.1 + 0.2 => "0.30000000000000004";
        prints_more_digits_than_shortest: f64::from_bits(0x3fe5_8120_f9d1_674d) => "0.6720127944238158";
    }

    #[test]
    fn complex_with_zero_real_part_is_imaginary_only() {
        assert_eq!(repr_complex(0.0, 2.0), "2j");
    }

    #[test]
    fn complex_with_negative_zero_real_part_is_imaginary_only() {
        assert_eq!(repr_complex(-0.0, -1.5), "-1.5j");
    }

    #[test]
    fn complex_parts_have_no_point_when_whole() {
        assert_eq!(repr_complex(1.0, 1e20), "(1+1e+20j)");
    }

    #[test]
    fn complex_not_a_number_takes_a_plus() {
        assert_eq!(repr_complex(f64::NAN, f64::NAN), "(nan+nanj)");
    }

    #[test]
    fn prefix_ends_where_the_number_does() {
        assert_eq!(parse_decimal_prefix(b"2.5j"), Some((2.5, 3)));
    }

    #[test]
    fn prefix_needs_a_number() {
        assert_eq!(parse_decimal_prefix(b"j"), None);
    }

    #[test]
    fn trailing_zeros_do_not_cost_precision() {
        let text = format!("0.3{}", "0".repeat(400));
        assert_eq!(parse_decimal_prefix(text.as_bytes()), Some((0.3, 403)));
    }

    #[test]
    fn leading_zeros_count_in_fraction() {
        let text = format!("0.{}1e400", "0".repeat(399));
        assert_eq!(parse_decimal_prefix(text.as_bytes()), Some((1.0, 406)));
    }

    #[test]
    fn digits_past_a_full_mantissa_count_in_exponent() {
        let text = "9".repeat(300);
        assert_eq!(parse_decimal_prefix(text.as_bytes()), Some((1e300, 300)));
    }

    #[test]
    fn half_above_two_to_63_rounds_odd_up_to_even() {
        assert_eq!(Extended::new((1 << 63) + 1, 0).rounded_half_up(), (1 << 63) + 2);
    }
}
