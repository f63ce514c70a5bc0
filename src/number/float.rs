//! Arithmetic of floats, with as many bits as the feature `float64` says.

use super::BinaryOperator;

/// The floats of mpy-cross.
#[cfg(feature = "float64")]
type Real = f64;
/// The floats of the machine that runs what is compiled, so that it would compute the same, but for large ints, which may
/// become another float in the last bit.
#[cfg(not(feature = "float64"))]
type Real = f32;

/// Computes an operation of floats, or of integers where it is one of floats. `None` if it would raise.
pub(super) fn binary(op: BinaryOperator, lhs: f64, rhs: f64) -> Option<f64> {
    #[cfg_attr(feature = "float64", allow(clippy::unnecessary_cast))]
    let (lhs, rhs) = (lhs as Real, rhs as Real);
    let divisible = rhs != 0.0;
    let result = match op {
        BinaryOperator::Add => lhs + rhs,
        BinaryOperator::Subtract => lhs - rhs,
        BinaryOperator::Multiply => lhs * rhs,
        BinaryOperator::TrueDivide if divisible => lhs / rhs,
        BinaryOperator::FloorDivide if divisible => floor_divide(lhs, rhs),
        BinaryOperator::Modulo if divisible => modulo(lhs, rhs),
        BinaryOperator::Power => power(lhs, rhs)?,
        BinaryOperator::TrueDivide
        | BinaryOperator::FloorDivide
        | BinaryOperator::Modulo
        | BinaryOperator::Or
        | BinaryOperator::Xor
        | BinaryOperator::And
        | BinaryOperator::LeftShift
        | BinaryOperator::RightShift
        | BinaryOperator::MatMultiply => return None,
    };
    #[cfg_attr(feature = "float64", allow(clippy::useless_conversion))]
    Some(f64::from(result))
}

/// `x` less the largest multiple of `y` that is not further from 0; it has the sign of `x`, and is exact.
fn remainder(x: Real, y: Real) -> Real {
    // For floats of 64 bits the compiler's own is faster for quotients of many bits, but takes 3 KB of a board's flash.
    #[cfg(all(not(feature = "std"), feature = "float64"))]
    return super::remainder::bit_by_bit(x, y);
    #[cfg(any(feature = "std", not(feature = "float64")))]
    return x % y;
}

/// The remainder with the sign of the divisor (MicroPython, py/objfloat.c).
fn modulo(lhs: Real, rhs: Real) -> Real {
    let remainder = remainder(lhs, rhs);
    if remainder == 0.0 {
        Real::copysign(0.0, rhs)
    } else if (remainder < 0.0) != (rhs < 0.0) {
        remainder + rhs
    } else {
        remainder
    }
}

/// The quotient rounded down, such that it goes with [`modulo`] (MicroPython,
/// `mp_obj_float_divmod` in py/objfloat.c).
fn floor_divide(lhs: Real, rhs: Real) -> Real {
    let remainder = remainder(lhs, rhs);
    let mut quotient = (lhs - remainder) / rhs;
    if remainder != 0.0 && (remainder < 0.0) != (rhs < 0.0) {
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return Real::copysign(0.0, lhs / rhs);
    }
    // The quotient is whole but for a rounding error, which may have gone either way.
    let floor = floor(quotient);
    if quotient - floor > 0.5 { floor + 1.0 } else { floor }
}

fn floor(value: Real) -> Real {
    #[cfg(feature = "float64")]
    return libm::floor(value);
    #[cfg(not(feature = "float64"))]
    return libm::floorf(value);
}

/// A power. `None` if the base is zero and the exponent negative and finite, or if the result is complex (MicroPython,
/// `mp_obj_float_binary_op` in py/objfloat.c).
fn power(base: Real, exponent: Real) -> Option<Real> {
    let divides_by_zero = base == 0.0 && exponent < 0.0 && exponent.is_finite();
    let is_complex = base < 0.0 && !exponent.is_nan() && exponent != floor(exponent);
    (!divides_by_zero && !is_complex).then(|| host_power(base, exponent))
}

/// `pow` of the host's C library, the same that the reference compiler calls; without `std` that of the `libm` crate, which
/// may differ from it in the last bit.
fn host_power(base: Real, exponent: Real) -> Real {
    #[cfg(feature = "std")]
    {
        extern crate std;
        Real::powf(base, exponent)
    }
    #[cfg(all(not(feature = "std"), feature = "float64"))]
    return libm::pow(base, exponent);
    #[cfg(all(not(feature = "std"), not(feature = "float64")))]
    return libm::powf(base, exponent);
}
