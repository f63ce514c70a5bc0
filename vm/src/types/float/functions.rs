//! Functions on floats: those of the host with feature `std`, else those of `libm`.

use crate::Real;

/// Declares functions: name, method of the host's floats, function of libm for doubles, for single floats.
macro_rules! functions {
    ($($(#[doc = $doc:literal])* $name:ident($($argument:ident),*) = $method:ident $double:ident $single:ident;)*) => {$(
        $(#[doc = $doc])*
        #[inline]
        pub(crate) fn $name($($argument: Real),*) -> Real {
            #[cfg(feature = "std")]
            return Real::$method($($argument),*);
            #[cfg(all(not(feature = "std"), feature = "float64"))]
            return libm::$double($($argument),*);
            #[cfg(all(not(feature = "std"), not(feature = "float64")))]
            return libm::$single($($argument),*);
        }
    )*};
}

functions! {
    /// The square root.
    sqrt(x) = sqrt sqrt sqrtf;
    /// e to the power of x.
    exp(x) = exp exp expf;
    /// e to the power of x, minus 1.
    exp_m1(x) = exp_m1 expm1 expm1f;
    /// The natural logarithm.
    ln(x) = ln log logf;
    /// The logarithm to base 2.
    log2(x) = log2 log2 log2f;
    /// The logarithm to base 10.
    log10(x) = log10 log10 log10f;
    /// The sine.
    sin(x) = sin sin sinf;
    /// The cosine.
    cos(x) = cos cos cosf;
    /// The tangent.
    tan(x) = tan tan tanf;
    /// The inverse sine.
    asin(x) = asin asin asinf;
    /// The inverse cosine.
    acos(x) = acos acos acosf;
    /// The inverse tangent.
    atan(x) = atan atan atanf;
    /// The angle of a point, ordinate first.
    atan2(y, x) = atan2 atan2 atan2f;
    /// The hyperbolic sine.
    sinh(x) = sinh sinh sinhf;
    /// The hyperbolic cosine.
    cosh(x) = cosh cosh coshf;
    /// The hyperbolic tangent.
    tanh(x) = tanh tanh tanhf;
    /// The largest integer that is not larger.
    floor(x) = floor floor floorf;
    /// The smallest integer that is not smaller.
    ceil(x) = ceil ceil ceilf;
    /// The integer part.
    trunc(x) = trunc trunc truncf;
    /// x to the power of y.
    power(x, y) = powf pow powf;
}

/// Declares functions that only libm has, or has closer to those of C: name, for doubles, for single floats.
macro_rules! functions_of_libm {
    ($($(#[doc = $doc:literal])* $name:ident = $double:ident $single:ident;)*) => {$(
        $(#[doc = $doc])*
        pub(crate) fn $name(x: Real) -> Real {
            #[cfg(feature = "float64")]
            return libm::$double(x);
            #[cfg(not(feature = "float64"))]
            return libm::$single(x);
        }
    )*};
}

functions_of_libm! {
    /// The nearest integer; of two, the even one.
    nearest = rint rintf;
    /// The inverse hyperbolic sine.
    asinh = asinh asinhf;
    /// The inverse hyperbolic cosine.
    acosh = acosh acoshf;
    /// The inverse hyperbolic tangent.
    atanh = atanh atanhf;
    /// The error function.
    erf = erf erff;
    /// 1 minus the error function.
    erfc = erfc erfcf;
    /// The natural logarithm of the gamma function's magnitude.
    log_gamma = lgamma lgammaf;
}

/// The gamma function.
pub(crate) fn gamma(x: Real) -> Real {
    #[cfg(feature = "float64")]
    return libm::tgamma(x);
    #[cfg(not(feature = "float64"))]
    return super::gamma::gamma(x);
}

/// The remainder of a division whose quotient is cut to an integer.
#[inline]
pub(crate) fn remainder(x: Real, y: Real) -> Real {
    x % y
}

/// A float as a fraction from 0.5 to 1 and a power of 2.
pub(crate) fn fraction_exponent(x: Real) -> (Real, i32) {
    #[cfg(feature = "float64")]
    let (fraction, exponent) = libm::frexp(x);
    #[cfg(not(feature = "float64"))]
    let (fraction, exponent) = libm::frexpf(x);
    // What has no fraction has no exponent either (the C standard leaves that open; on most systems it is so).
    if x.is_finite() { (fraction, exponent) } else { (x, 0) }
}

/// x times 2 to the power of an exponent.
pub(crate) fn scale(x: Real, exponent: i32) -> Real {
    #[cfg(feature = "float64")]
    return libm::ldexp(x, exponent);
    #[cfg(not(feature = "float64"))]
    return libm::ldexpf(x, exponent);
}
