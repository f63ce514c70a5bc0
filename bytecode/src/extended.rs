//! The arithmetic of the x87's 80-bit floats that converting doubles needs, in integers.
//!
//! MicroPython on x86-64 converts between doubles and text through `long double` (py/misc.h,
//! `mp_large_float_t`). Doing the same operations in integers gives its digits on every host.

/// A float that is not negative, with the 64-bit mantissa of the x87's 80-bit format: the value is
/// `mantissa * 2^exponent`, and the mantissa is zero or has its top bit set.
///
/// The exponent is wider than the x87's 15 bits, and there are neither infinities nor denormals.
/// That makes no difference: scaling only ever grows or only ever shrinks a number, and one that
/// has left the x87's range is far out of the range of the double it becomes in the end.
#[derive(Clone, Copy, Debug)]
pub struct Extended {
    mantissa: u64,
    exponent: i32,
}

impl Extended {
    /// The exact value `mantissa * 2^exponent`.
    pub fn new(mantissa: u64, exponent: i32) -> Self {
        Self::rounded(u128::from(mantissa), exponent)
    }

    /// The exact value of a double that is finite and not negative.
    pub fn from_f64(value: f64) -> Self {
        let bits = value.to_bits();
        let fraction = bits & ((1 << 52) - 1);
        match ((bits >> 52) & 0x7ff) as i32 {
            0 => Self::new(fraction, -1074),
            biased => Self::new(fraction | 1 << 52, biased - 1075),
        }
    }

    /// The nearest value to `wide * 2^exponent`, the even one of two.
    fn rounded(wide: u128, exponent: i32) -> Self {
        if wide == 0 {
            return Self { mantissa: 0, exponent: 0 };
        }
        let excess = 64 - wide.leading_zeros() as i32;
        if excess <= 0 {
            return Self { mantissa: (wide << -excess) as u64, exponent: exponent + excess };
        }
        let mantissa = shifted_right_to_nearest(wide, excess as u32);
        if mantissa >> 64 == 0 {
            Self { mantissa: mantissa as u64, exponent: exponent + excess }
        } else {
            // Rounding carried into a 65th bit; what is left below it is zero.
            Self { mantissa: 1 << 63, exponent: exponent + excess + 1 }
        }
    }

    /// The product, rounded.
    fn times(self, other: Self) -> Self {
        let product = u128::from(self.mantissa) * u128::from(other.mantissa);
        Self::rounded(product, self.exponent + other.exponent)
    }

    /// The quotient, rounded; the divisor must not be zero.
    fn over(self, divisor: Self) -> Self {
        // Far more quotient bits than are kept, and a last one for whatever is left over: enough
        // to tell on which side of the middle the exact quotient lies.
        // They come bit by bit: a division of 128 bits would be more code than all that is here. The first bit is all that
        // is whole, as no mantissa is twice another.
        let denominator = u128::from(divisor.mantissa);
        let mut rest = u128::from(self.mantissa);
        let mut quotient = 0;
        for _ in 0..=96 {
            quotient <<= 1;
            if rest >= denominator {
                rest -= denominator;
                quotient |= 1;
            }
            rest <<= 1;
        }
        Self::rounded(quotient << 1 | u128::from(rest != 0), self.exponent - divisor.exponent - 97)
    }

    /// `self * 10^exponent` by repeated squaring, each step rounded (py/parsenum.c,
    /// `mp_decimal_exp`). The exponent must stay within a few thousand.
    pub fn scaled_by_power_of_ten(self, exponent: i32) -> Self {
        let mut result = self;
        let mut power = Self::new(10, 0);
        let mut remaining = exponent.unsigned_abs();
        while remaining != 0 && self.mantissa != 0 {
            if remaining & 1 == 1 {
                result = if exponent < 0 { result.over(power) } else { result.times(power) };
            }
            remaining >>= 1;
            if remaining != 0 {
                power = power.times(power);
            }
        }
        result
    }

    /// The integer part of `self + 0.5`, the sum being rounded as any other: from 2^63 on, where
    /// no half can be represented, an odd number becomes the next even one.
    pub fn rounded_half_up(self) -> u64 {
        match self.exponent {
            1.. => u64::MAX,
            0 => self.mantissa.saturating_add(self.mantissa & 1),
            -64..0 => {
                let shift = self.exponent.unsigned_abs();
                ((u128::from(self.mantissa) + (1 << (shift - 1))) >> shift) as u64
            }
            _ => 0,
        }
    }

    /// The nearest double, subnormal or infinite if need be.
    pub fn to_f64(self) -> f64 {
        if self.mantissa == 0 {
            return 0.0;
        }
        // One less than the biased exponent of the double: its leading mantissa bit adds the one.
        let biased = self.exponent + 63 + 1022;
        if biased >= 2046 {
            return f64::INFINITY;
        }
        let shift = 11 + (-biased).clamp(0, 64) as u32;
        let mantissa = shifted_right_to_nearest(u128::from(self.mantissa), shift) as u64;
        // A mantissa rounded up to the next power of two carries into the exponent, as it should.
        f64::from_bits(((biased.max(0) as u64) << 52) + mantissa)
    }
}

/// `value >> shift` for a shift from 1 to 127, rounded to the nearest integer, the even one of two.
fn shifted_right_to_nearest(value: u128, shift: u32) -> u128 {
    let quotient = value >> shift;
    let rest = value & ((1 << shift) - 1);
    let half = 1 << (shift - 1);
    quotient + u128::from(rest > half || (rest == half && quotient & 1 == 1))
}
