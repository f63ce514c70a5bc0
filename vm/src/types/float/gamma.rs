//! The gamma function of floats of 32 bits.
//!
//! The one of `libm` computes with powers and sines of 64 bits, which nothing else on such a board needs: 5 KB.

/// Gamma from 1 to 2, as a polynomial of the distance from 1.5, highest power first: interpolated at 64 points of Chebyshev
/// and cut there, with a relative error of 1.2e-9.
const ONE_TO_TWO: [f64; 12] = [
    -1.122861183831e-2,
    1.634585781176e-2,
    -1.603014805778e-2,
    2.438126143886e-2,
    -3.818763816426e-2,
    5.880590466801e-2,
    -7.750920020673e-2,
    1.446336499217e-1,
    -1.072952441005e-1,
    4.148137082329e-1,
    3.233840141662e-2,
    8.862269245597e-1,
];

/// The gamma function: infinite at 0 and where it is too large, not a number at negative integers.
pub(crate) fn gamma(x: f32) -> f32 {
    if x == 0.0 {
        return 1.0 / x;
    }
    if x.is_nan() || (x < 0.0 && x == libm::floorf(x)) {
        return f32::NAN;
    }
    // Beyond these it is larger than every float, or smaller.
    let mut at = f64::from(x.clamp(-50.5, 40.0));
    let (mut factor, mut divisor) = (1.0, 1.0);
    while at > 2.0 {
        at -= 1.0;
        factor *= at;
    }
    while at < 1.0 {
        divisor *= at;
        at += 1.0;
    }
    let between = ONE_TO_TWO.iter().fold(0.0, |sum, coefficient| sum * (at - 1.5) + coefficient);
    (between * factor / divisor) as f32
}

#[cfg(test)]
mod tests {
    use super::gamma;
    use proptest::prelude::*;

    /// How many floats are between two that have the same sign.
    fn steps(a: f32, b: f32) -> u32 {
        a.to_bits().abs_diff(b.to_bits())
    }

    proptest! {
        #[test]
        fn gamma_is_that_of_libm_but_for_the_last_bit(x in -45f32..40.0) {
            prop_assert!(steps(gamma(x), libm::tgammaf(x)) <= 1, "{x}: {} {}", gamma(x), libm::tgammaf(x));
        }

        #[test]
        fn gamma_of_a_small_number_is_that_of_libm_but_for_the_last_bit(x in -1e-3f32..1e-3) {
            prop_assert!(steps(gamma(x), libm::tgammaf(x)) <= 1, "{x}: {} {}", gamma(x), libm::tgammaf(x));
        }
    }

    #[test]
    fn gamma_of_integers_is_a_factorial() {
        let mut factorial = 1.0;
        for x in 1..=14u8 {
            assert_eq!(gamma(f32::from(x)), factorial);
            factorial *= f32::from(x);
        }
    }

    #[test]
    fn gamma_without_a_value_is_that_of_libm() {
        for x in [0.0, -0.0, 36.0, 1e30, f32::INFINITY, -60.5, -1e5 + 0.5] {
            assert_eq!(gamma(x), libm::tgammaf(x), "{x}");
        }
        for x in [-1.0, -44.0, -1e30, f32::NEG_INFINITY, f32::NAN] {
            assert!(gamma(x).is_nan() && libm::tgammaf(x).is_nan(), "{x}");
        }
    }
}
