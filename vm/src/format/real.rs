//! The two float types, and the arithmetic each converts with.
//!
//! MicroPython converts doubles through a wider type where there is one, and exactly; single floats
//! it converts in single precision, and makes up for the errors by a search
//! (`MICROPY_FLOAT_FORMAT_IMPL` in py/mpconfig.h). Both are reproduced, errors included.

use super::digits::{Plan, Text, closest, first_exact};
use constrictor_bytecode::extended::Extended;
use num_traits::float::FloatCore;

/// A float type: `f64` or `f32`.
pub trait Real: Arithmetic {}

impl Real for f64 {}
impl Real for f32 {}

/// What the conversions need of a float type. Public only as a bound of [`Real`], which keeps other
/// types out.
pub trait Arithmetic: FloatCore {
    /// Digits tried first when printing (py/formatfloat.c, `SAFE_MANTISSA_DIGITS`).
    const FIRST_DIGITS: i32;
    /// Digits printed at most; further ones are zeros (py/formatfloat.c, `MAX_MANTISSA_DIGITS`).
    const LAST_DIGITS: i32;
    /// Room kept free for an exponent (py/formatfloat.c, `FPMIN_BUF_SIZE`).
    const EXPONENT_ROOM: i32;
    /// A mantissa this large takes no further digit when reading (py/parsenum.c, `MANTISSA_MAX`).
    const FULL_MANTISSA: u64;

    /// `self * 2^16 + digit`, rounded after each step.
    fn with_int_digit(self, digit: u16) -> Self;
    fn from_word(value: i64) -> Self;
    /// The magnitude of a finite float as `mantissa * 2^exponent`.
    fn parts(self) -> (u64, i32);
    /// The exponent as the bits have it, which of a subnormal float is the smallest.
    fn binary_exponent(self) -> i32;

    /// The float nearest to `mantissa * 10^exponent`, or nearly so.
    fn from_decimal(mantissa: u64, exponent: i64) -> Self;
    /// The float nearest to a power of ten, or nearly so.
    fn power_of_ten(exponent: i32) -> Self;
    /// The integer nearest to `self * 10^scale`, or nearly so, which has so many digits.
    fn scaled(self, scale: i32, digits: i32) -> u64;
    /// The text of a magnitude by a plan.
    fn print(self, plan: &Plan) -> Text;
}

impl Arithmetic for f64 {
    const FIRST_DIGITS: i32 = 16;
    const LAST_DIGITS: i32 = 19;
    const EXPONENT_ROOM: i32 = 7;
    const FULL_MANTISSA: u64 = 0x1999_9999_9999_9998;

    fn with_int_digit(self, digit: u16) -> Self {
        self * 65536.0 + f64::from(digit)
    }

    fn from_word(value: i64) -> Self {
        value as f64
    }

    fn parts(self) -> (u64, i32) {
        let fraction = self.to_bits() & ((1 << 52) - 1);
        match ((self.to_bits() >> 52) & 0x7ff) as i32 {
            0 => (fraction, -1074),
            biased => (fraction | 1 << 52, biased - 1075),
        }
    }

    fn binary_exponent(self) -> i32 {
        ((self.to_bits() >> 52) & 0x7ff) as i32 - 1023
    }

    fn from_decimal(mantissa: u64, exponent: i64) -> Self {
        /// Any 64-bit mantissa scaled this far up is an infinity, and this far down a zero.
        const LIMIT: i64 = 1024;
        let exponent = exponent.clamp(-LIMIT, LIMIT) as i32;
        Extended::new(mantissa, 0).scaled_by_power_of_ten(exponent).to_f64()
    }

    fn power_of_ten(exponent: i32) -> Self {
        Self::from_decimal(1, i64::from(exponent))
    }

    fn scaled(self, scale: i32, _digits: i32) -> u64 {
        let (mantissa, exponent) = self.parts();
        Extended::new(mantissa, exponent).scaled_by_power_of_ten(scale).rounded_half_up()
    }

    fn print(self, plan: &Plan) -> Text {
        first_exact(self, plan)
    }
}

impl Arithmetic for f32 {
    const FIRST_DIGITS: i32 = 6;
    const LAST_DIGITS: i32 = 9;
    const EXPONENT_ROOM: i32 = 6;
    const FULL_MANTISSA: u64 = 0x1999_9998;

    fn with_int_digit(self, digit: u16) -> Self {
        self * 65536.0 + f32::from(digit)
    }

    fn from_word(value: i64) -> Self {
        value as f32
    }

    fn parts(self) -> (u64, i32) {
        let fraction = u64::from(self.to_bits() & ((1 << 23) - 1));
        match ((self.to_bits() >> 23) & 0xff) as i32 {
            0 => (fraction, -149),
            biased => (fraction | 1 << 23, biased - 150),
        }
    }

    fn binary_exponent(self) -> i32 {
        ((self.to_bits() >> 23) & 0xff) as i32 - 127
    }

    fn from_decimal(mantissa: u64, exponent: i64) -> Self {
        let exponent = exponent.clamp(i64::from(i32::MIN / 2), i64::from(i32::MAX / 2)) as i32;
        times_power_of_ten(mantissa as f32, exponent)
    }

    fn power_of_ten(exponent: i32) -> Self {
        times_power_of_ten(1.0, exponent)
    }

    /// The last digits of a large integer are only zeros multiplied in: a single float could not
    /// hold them (MicroPython, `mp_format_float` in py/formatfloat.c).
    fn scaled(self, scale: i32, digits: i32) -> u64 {
        let (zeros, factor) = match digits - Self::FIRST_DIGITS {
            2.. if scale > 2 => (2, 100u32),
            1.. if scale > 1 => (1, 10),
            _ => (0, 1),
        };
        let scaled = times_power_of_ten(self, scale - zeros);
        u64::from(factor.wrapping_mul((scaled + 0.5) as u32))
    }

    fn print(self, plan: &Plan) -> Text {
        closest(self, plan)
    }
}

/// `value * 10^exponent` in single precision: the two go into the exponent's bits, wrapping around
/// there, and the five is raised to its power (MicroPython, `mp_decimal_exp` in py/parsenum.c).
fn times_power_of_ten(value: f32, exponent: i32) -> f32 {
    /// Up to this power of five a float holds it exactly (py/parsenum.c).
    const LARGEST_EXACT_POWER: i32 = 10;
    const EXPONENT_MASK: u32 = 0xff << 23;
    if exponent == 0 || value == 0.0 {
        return value;
    }
    let bits = value.to_bits();
    let shifted = bits.wrapping_add((exponent as u32) << 23);
    let value = f32::from_bits(bits & !EXPONENT_MASK | shifted & EXPONENT_MASK);
    if (-LARGEST_EXACT_POWER..0).contains(&exponent) {
        value / libm::powf(5.0, -exponent as f32)
    } else {
        value * libm::powf(5.0, exponent as f32)
    }
}
