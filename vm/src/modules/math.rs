//! Module `math` (MicroPython, py/modmath.c).

use crate::Real;
use crate::error::{Raised, Res};
use crate::native::{Args, Member, Native, NativeModule};
use crate::raise;
use crate::types::exceptions::*;
use crate::types::{float, int};
use crate::value::Value;
use crate::vm::Vm;

/// Functions of one float to another: name and function.
macro_rules! of_one {
    ($name:literal, $function:expr) => {
        Member::Function(Native::new($name, 1, 1, |vm, args| map_one(vm, args[0], $function)))
    };
}

/// Functions of two floats to another: name and function.
macro_rules! of_two {
    ($name:literal, $function:expr) => {
        Member::Function(Native::new($name, 2, 2, |vm, args| map_two(vm, args, $function)))
    };
}

/// Functions of a float to what is made of it: name and function.
macro_rules! from_real {
    ($name:literal, $function:expr) => {
        Member::Function(Native::new($name, 1, 1, |vm, args| {
            let x = vm.real(args[0])?;
            let function: fn(&mut Vm<'_>, Real) -> Res = $function;
            function(vm, x)
        }))
    };
}

/// The module.
pub static MATH: NativeModule = NativeModule {
    name: "math",
    members: &[
        Member::Computed("e", |vm, _| vm.float(E)),
        Member::Computed("pi", |vm, _| vm.float(PI)),
        Member::Computed("tau", |vm, _| vm.float(2.0 * PI)),
        Member::Computed("inf", |vm, _| vm.float(Real::INFINITY)),
        Member::Computed("nan", |vm, _| vm.float(Real::NAN)),
        of_one!("sqrt", float::sqrt),
        of_two!("pow", float::power),
        of_one!("exp", float::exp),
        of_one!("expm1", float::exp_m1),
        Member::Function(Native::new("log", 1, 2, log)),
        of_one!("log2", float::log2),
        of_one!("log10", float::log10),
        of_one!("cosh", float::cosh),
        of_one!("sinh", float::sinh),
        of_one!("tanh", float::tanh),
        of_one!("acosh", float::acosh),
        of_one!("asinh", float::asinh),
        of_one!("atanh", float::atanh),
        of_one!("cos", float::cos),
        of_one!("sin", float::sin),
        of_one!("tan", float::tan),
        of_one!("acos", float::acos),
        of_one!("asin", float::asin),
        of_one!("atan", float::atan),
        of_two!("atan2", float::atan2),
        from_real!("ceil", |vm, x| vm.int_from_real(float::ceil(x))),
        of_two!("copysign", |x, y| x.copysign(y)),
        of_one!("fabs", |x| x.abs()),
        from_real!("floor", |vm, x| vm.int_from_real(float::floor(x))),
        of_two!("fmod", float::remainder),
        from_real!("frexp", |vm, x| {
            let (fraction, exponent) = float::fraction_exponent(x);
            let fraction = vm.float(fraction)?;
            vm.tuple(&[fraction, Value::small_unchecked(exponent as isize)])
        }),
        Member::Function(Native::new("ldexp", 2, 2, |vm, args| {
            let (x, exponent) = (vm.real(args[0])?, vm.to_index(args[1])?);
            // The exponent is an int of C, which has 32 bits (MicroPython, `MATH_FUN_2_FLT_INT`).
            vm.float(float::scale(x, exponent as i32))
        })),
        from_real!("modf", |vm, x| {
            let whole = float::trunc(x);
            let fraction = if x.is_infinite() { 0.0 } else { x - whole };
            let fraction = vm.float(fraction.copysign(x))?;
            let whole = vm.float(whole)?;
            vm.tuple(&[fraction, whole])
        }),
        from_real!("isfinite", |_, x| Ok(Value::bool(x.is_finite()))),
        from_real!("isinf", |_, x| Ok(Value::bool(x.is_infinite()))),
        from_real!("isnan", |_, x| Ok(Value::bool(x.is_nan()))),
        Member::Function(Native::any("isclose", 2, 255, is_close)),
        from_real!("trunc", |vm, x| vm.int_from_real(float::trunc(x))),
        from_real!("radians", |vm, x| vm.float(x * (PI / 180.0))),
        from_real!("degrees", |vm, x| vm.float(x * (180.0 / PI))),
        of_one!("erf", float::erf),
        of_one!("erfc", float::erfc),
        of_one!("gamma", float::gamma),
        of_one!("lgamma", float::log_gamma),
        Member::Function(Native::new("factorial", 1, 1, factorial)),
    ],
    init: None,
    is_writable: false,
};

#[cfg(not(feature = "float64"))]
pub(crate) use core::f32::consts::{E, PI};
#[cfg(feature = "float64")]
pub(crate) use core::f64::consts::{E, PI};

#[cold]
fn domain_error(vm: &mut Vm<'_>) -> Raised {
    vm.raise(&VALUE_ERROR, format_args!("math domain error"))
}

fn map_one(vm: &mut Vm<'_>, x: Value, function: fn(Real) -> Real) -> Res {
    let x = vm.real(x)?;
    let result = function(x);
    if (result.is_nan() && !x.is_nan()) || (result.is_infinite() && !x.is_infinite()) {
        return Err(domain_error(vm));
    }
    vm.float(result)
}

fn map_two(vm: &mut Vm<'_>, args: Args<'_>, function: fn(Real, Real) -> Real) -> Res {
    let (x, y) = (vm.real(args[0])?, vm.real(args[1])?);
    let result = function(x, y);
    if (result.is_nan() && !x.is_nan() && !y.is_nan())
        || (result.is_infinite() && !x.is_infinite() && !y.is_infinite())
    {
        return Err(domain_error(vm));
    }
    vm.float(result)
}

fn log(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let x = vm.real(args[0])?;
    if x <= 0.0 {
        return Err(domain_error(vm));
    }
    let Some(&base) = args.get(1) else { return vm.float(float::ln(x)) };
    let base = vm.real(base)?;
    if base <= 0.0 {
        return Err(domain_error(vm));
    }
    if base == 1.0 {
        return Err(vm.zero_division());
    }
    vm.float(float::ln(x) / float::ln(base))
}

fn is_close(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let [relative, absolute] = vm.arguments(args.skip(2), 0, ["rel_tol", "abs_tol"])?;
    let (a, b) = (vm.real(args[0])?, vm.real(args[1])?);
    let relative = match relative {
        Some(relative) => vm.real(relative)?,
        None => 1e-9,
    };
    let absolute = match absolute {
        Some(absolute) => vm.real(absolute)?,
        None => 0.0,
    };
    if relative < 0.0 || absolute < 0.0 {
        return Err(domain_error(vm));
    }
    let difference = (a - b).abs();
    let is_within =
        difference <= absolute || difference <= (relative * a).abs() || difference <= (relative * b).abs();
    Ok(Value::bool(a == b || (!difference.is_infinite() && is_within)))
}

fn factorial(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let last = vm.to_index(args[0])?;
    if last < 0 {
        return raise!(vm, VALUE_ERROR, "negative factorial");
    }
    int::factorial(vm, last as usize)
}
