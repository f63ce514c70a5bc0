//! Between integers and floats, which the formats convert where they meet the other kind.

use super::{Int, IntRef, Real};
use num_bigint::{BigInt, Sign};

/// Why a float has no integer value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatToIntError {
    /// It is infinite; raised as `OverflowError`.
    Infinite,
    /// It is not a number; raised as `ValueError`.
    NotANumber,
}

impl FloatToIntError {
    /// The exception's message (MicroPython, `mp_obj_new_int_from_float` in py/objint.c).
    pub fn message(self) -> &'static str {
        match self {
            Self::Infinite => "can't convert inf to int",
            Self::NotANumber => "can't convert NaN to int",
        }
    }
}

/// The float nearest to a word, and for a big integer what adding up its digits gives: each step is
/// rounded, so the result may be off by one place (MicroPython, `mpz_as_float` in py/mpz.c). The
/// digits have 16 bits on boards and in the unix port alike (py/mpz.h; ports/unix/Makefile).
pub fn int_to_float<F: Real>(value: IntRef) -> F {
    match value {
        IntRef::Small(value) => F::from_word(value),
        IntRef::Big(value) => {
            let magnitude: F = big_magnitude(value);
            if value.sign() == Sign::Minus { -magnitude } else { magnitude }
        }
    }
}

fn big_magnitude<F: Real>(value: &BigInt) -> F {
    add_up(value.iter_u32_digits().rev())
}

/// As [`int_to_float`], of a sign and 32-bit digits, the least first.
pub(crate) fn digits_to_float<F: Real>(is_negative: bool, digits: &[u32]) -> F {
    let magnitude: F = add_up(digits.iter().rev().copied());
    if is_negative { -magnitude } else { magnitude }
}

/// The value of 32-bit digits, the least last.
fn add_up<F: Real>(digits: impl Iterator<Item = u32>) -> F {
    digits.fold(F::zero(), |sum, word| sum.with_int_digit((word >> 16) as u16).with_int_digit(word as u16))
}

/// The integer part of a float, exactly.
pub fn float_to_int<F: Real>(value: F) -> Result<Int, FloatToIntError> {
    if value.is_nan() {
        return Err(FloatToIntError::NotANumber);
    }
    if value.is_infinite() {
        return Err(FloatToIntError::Infinite);
    }
    let (mantissa, exponent) = value.parts();
    let magnitude = match u32::try_from(exponent) {
        Ok(left) => BigInt::from(mantissa) << left,
        Err(_) => BigInt::from(mantissa.checked_shr(exponent.unsigned_abs()).unwrap_or(0)),
    };
    Ok(Int::from(if value.is_sign_negative() { -magnitude } else { magnitude }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fraction_is_cut_off() {
        assert_eq!(float_to_int(-2.75), Ok(Int::Small(-2)));
    }

    #[test]
    fn subnormal_has_no_integer_part() {
        assert_eq!(float_to_int(f64::from_bits(1)), Ok(Int::Small(0)));
    }

    #[test]
    fn large_float_is_a_big_integer() {
        assert_eq!(float_to_int(1e19), Ok(Int::Big(BigInt::from(10_000_000_000_000_000_000u64))));
    }

    #[test]
    fn infinity_is_no_integer() {
        assert_eq!(float_to_int(f64::INFINITY), Err(FloatToIntError::Infinite));
    }

    #[test]
    fn not_a_number_is_no_integer() {
        assert_eq!(float_to_int(f32::NAN), Err(FloatToIntError::NotANumber));
    }

    #[test]
    fn big_integer_beyond_the_range_is_infinite() {
        let big = -(BigInt::from(1) << 1024u32);
        assert_eq!(int_to_float::<f64>(IntRef::Big(&big)), f64::NEG_INFINITY);
    }

    #[test]
    fn word_is_rounded_once() {
        assert_eq!(int_to_float::<f32>(IntRef::Small(16_777_217)), 16_777_216.0);
    }
}
