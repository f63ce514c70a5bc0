//! Module `cmath` (MicroPython, py/modcmath.c).

use crate::Real;
use crate::error::Res;
use crate::modules::math::{E, PI};
use crate::native::{Member, Native, NativeModule};
use crate::types::float;
use crate::vm::Vm;

/// Functions of a complex number: name, and function of its parts.
macro_rules! of_one {
    ($name:literal, $function:expr) => {
        Member::Function(Native::new($name, 1, 1, |vm, args| {
            let (re, im) = vm.complex_parts(args[0])?;
            let function: fn(&mut Vm<'_>, Real, Real) -> Res = $function;
            function(vm, re, im)
        }))
    };
}

/// The module.
pub static CMATH: NativeModule = NativeModule {
    name: "cmath",
    members: &[
        Member::Computed("e", |vm, _| vm.float(E)),
        Member::Computed("pi", |vm, _| vm.float(PI)),
        of_one!("phase", |vm, re, im| vm.float(float::atan2(im, re))),
        of_one!("polar", |vm, re, im| {
            let magnitude = vm.float(float::sqrt(re * re + im * im))?;
            let angle = vm.float(float::atan2(im, re))?;
            vm.tuple(&[magnitude, angle])
        }),
        Member::Function(Native::new("rect", 2, 2, |vm, args| {
            let (magnitude, angle) = (vm.real(args[0])?, vm.real(args[1])?);
            vm.complex(magnitude * float::cos(angle), magnitude * float::sin(angle))
        })),
        of_one!("exp", |vm, re, im| {
            let growth = float::exp(re);
            vm.complex(growth * float::cos(im), growth * float::sin(im))
        }),
        of_one!("log", |vm, re, im| vm.complex(0.5 * float::ln(re * re + im * im), float::atan2(im, re))),
        of_one!("log10", |vm, re, im| {
            let log_e = core::f64::consts::LOG10_E as Real;
            vm.complex(0.5 * float::log10(re * re + im * im), log_e * float::atan2(im, re))
        }),
        of_one!("sqrt", |vm, re, im| {
            let magnitude = float::power(re * re + im * im, 0.25);
            let angle = 0.5 * float::atan2(im, re);
            vm.complex(magnitude * float::cos(angle), magnitude * float::sin(angle))
        }),
        of_one!("cos", |vm, re, im| {
            vm.complex(float::cos(re) * float::cosh(im), -float::sin(re) * float::sinh(im))
        }),
        of_one!("sin", |vm, re, im| {
            vm.complex(float::sin(re) * float::cosh(im), float::cos(re) * float::sinh(im))
        }),
    ],
    init: None,
    is_writable: false,
};
