//! The remainder of floats, with little code.

/// A float that is not negative is its mantissa times a power of 2 that this exponent is less what all have in common.
fn parts(magnitude: f64) -> (u64, u64) {
    let bits = magnitude.to_bits();
    let (mantissa, exponent) = (bits & ((1 << 52) - 1), bits >> 52);
    if exponent == 0 { (mantissa, 1) } else { (mantissa | 1 << 52, exponent) }
}

/// `x` less the largest multiple of `y` that is not further from 0, as schoolbook division has it: at most 2,098 steps.
pub(super) fn bit_by_bit(x: f64, y: f64) -> f64 {
    let (dividend, divisor) = (x.abs(), y.abs());
    if divisor == 0.0 || !dividend.is_finite() || divisor.is_nan() {
        return f64::NAN;
    }
    let ((mut rest, mut exponent), (mantissa, least)) = (parts(dividend), parts(divisor));
    if dividend < divisor {
        return x;
    }
    while exponent > least && rest != 0 {
        if rest >= mantissa {
            rest -= mantissa;
        }
        rest <<= 1;
        exponent -= 1;
    }
    if rest >= mantissa {
        rest -= mantissa;
    }
    if rest == 0 {
        return 0f64.copysign(x);
    }
    while rest >> 52 == 0 && exponent > 1 {
        rest <<= 1;
        exponent -= 1;
    }
    // The highest bit of a normal mantissa is not stored, and adds 1 to the exponent in its place.
    f64::from_bits(rest + ((exponent - 1) << 52)).copysign(x)
}

#[cfg(test)]
mod tests {
    use super::bit_by_bit;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn remainder_is_that_of_the_processor(x: u64, y: u64) {
            let (x, y) = (f64::from_bits(x), f64::from_bits(y));
            let (ours, theirs) = (bit_by_bit(x, y), x % y);
            prop_assert!(ours.to_bits() == theirs.to_bits() || ours.is_nan() && theirs.is_nan(), "{x:e} % {y:e}: {ours:e}");
        }

        #[test]
        fn remainder_of_like_numbers_is_that_of_the_processor(x in -1e6..1e6, y in -1e3..1e3) {
            prop_assert_eq!(bit_by_bit(x, y).to_bits(), (x % y).to_bits());
        }
    }
}
