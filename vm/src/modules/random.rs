//! Module `random` (MicroPython, extmod/modrandom.c): the same numbers from the same seed.

use crate::Real;
use crate::error::Res;
use crate::native::{Args, Member, Native, NativeModule};
use crate::raise;
use crate::types::exceptions::*;
use crate::types::int;
use crate::value::Value;
use crate::vm::Vm;

/// The module.
pub static RANDOM: NativeModule = NativeModule {
    name: "random",
    members: &[
        Member::Function(Native::new("__init__", 0, 0, |vm, _| {
            seed_once(vm);
            Ok(Value::NONE)
        })),
        Member::Function(Native::new("getrandbits", 1, 1, getrandbits)),
        Member::Function(Native::new("seed", 0, 1, seed)),
        Member::Function(Native::new("randrange", 1, 3, randrange)),
        Member::Function(Native::new("randint", 2, 2, randint)),
        Member::Function(Native::new("choice", 1, 1, choice)),
        Member::Function(Native::new("random", 0, 0, |vm, _| {
            let fraction = vm.random.fraction();
            vm.float(fraction)
        })),
        Member::Function(Native::new("uniform", 2, 2, uniform)),
    ],
    init: Some(|vm, _| {
        seed_once(vm);
        Ok(())
    }),
    is_writable: false,
};

/// Yasmarang, a generator of random numbers by Ilya Levin, who has put it in the public domain.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Yasmarang {
    pad: u32,
    n: u32,
    d: u32,
    dat: u8,
    is_seeded: bool,
}

impl Yasmarang {
    fn seeded(seed: u32) -> Yasmarang {
        Yasmarang { pad: seed, n: 69, d: 233, dat: 0, is_seeded: true }
    }

    /// A number of 32 random bits.
    fn next(&mut self) -> u32 {
        self.pad = self.pad.wrapping_add(u32::from(self.dat)).wrapping_add(self.d.wrapping_mul(self.n));
        self.pad = self.pad.rotate_left(3);
        self.n = self.pad | 2;
        self.d ^= self.pad.rotate_right(1);
        self.dat ^= self.pad as u8 ^ (self.d >> 8) as u8 ^ 1;
        self.pad ^ self.d << 5 ^ self.pad >> 18 ^ u32::from(self.dat) << 1
    }

    /// A number below `limit`, or any number if that is 0: what has 33 bits or more loses all but its last 32.
    fn below(&mut self, limit: u32) -> u32 {
        let mask = u32::MAX.checked_shr(limit.leading_zeros()).unwrap_or(u32::MAX);
        loop {
            let number = self.next() & mask.max(1);
            if number < limit || limit == 0 {
                return number;
            }
        }
    }

    /// A float from 0 up to 1: as many random bits as it has of its own follow the point.
    fn fraction(&mut self) -> Real {
        #[cfg(feature = "float64")]
        {
            let (high, low) = (u64::from(self.next()), u64::from(self.next()));
            let bits = (high << 32 | low) & ((1 << (Real::MANTISSA_DIGITS - 1)) - 1);
            Real::from_bits(1.0f64.to_bits() | bits) - 1.0
        }
        #[cfg(not(feature = "float64"))]
        {
            let bits = self.next() & ((1 << (Real::MANTISSA_DIGITS - 1)) - 1);
            Real::from_bits(1.0f32.to_bits() | bits) - 1.0
        }
    }
}

/// Seeds the generator when the module is imported first.
fn seed_once(vm: &mut Vm<'_>) {
    if !vm.random.is_seeded {
        vm.random = Yasmarang::seeded(vm.host.entropy() as u32);
    }
}

fn seed(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let seed = match args.first() {
        None | Some(&Value::NONE) => vm.host.entropy(),
        Some(&value) => match vm.int_maybe(value)? {
            Some(seed) => int::low_bits(seed),
            None => return Err(vm.not_int(value)),
        },
    };
    vm.random = Yasmarang::seeded(seed as u32);
    Ok(Value::NONE)
}

fn getrandbits(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    match vm.to_index(args[0])? {
        0 => Ok(Value::ZERO),
        count @ 1..=32 => {
            let bits = vm.random.next() & (u32::MAX >> (32 - count));
            vm.int(bits.into())
        }
        _ => raise!(vm, VALUE_ERROR, "bits must be 32 or less"),
    }
}

/// One of `count` numbers from `start` on, each `step` from the one before.
fn pick(vm: &mut Vm<'_>, start: isize, step: isize, count: isize) -> Res {
    let number = vm.random.below(count as u32) as isize;
    vm.int(start.wrapping_add(step.wrapping_mul(number)) as i64)
}

/// One of the numbers from `start` up to `stop`.
fn pick_between(vm: &mut Vm<'_>, start: isize, stop: isize) -> Res {
    if start >= stop {
        return Err(vm.raise_plain(&VALUE_ERROR));
    }
    pick(vm, start, 1, stop.wrapping_sub(start))
}

fn randrange(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let first = vm.to_index(args[0])?;
    let Some(&stop) = args.get(1) else { return pick_between(vm, 0, first) };
    let stop = vm.to_index(stop)?;
    let Some(&step) = args.get(2) else { return pick_between(vm, first, stop) };
    let step = vm.to_index(step)?;
    let distance = stop.wrapping_sub(first);
    let count = match step {
        0 => 0,
        1.. => distance.wrapping_add(step - 1).wrapping_div(step),
        _ => distance.wrapping_add(step + 1).wrapping_div(step),
    };
    if count <= 0 {
        return Err(vm.raise_plain(&VALUE_ERROR));
    }
    pick(vm, first, step, count)
}

fn randint(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let (least, most) = (vm.to_index(args[0])?, vm.to_index(args[1])?);
    if least > most {
        return Err(vm.raise_plain(&VALUE_ERROR));
    }
    pick(vm, least, 1, most.wrapping_sub(least).wrapping_add(1))
}

fn choice(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let len = vm.len(args[0])?;
    if len == 0 {
        return Err(vm.raise_plain(&INDEX_ERROR));
    }
    let place = vm.random.below(len as u32) as i64;
    let place = vm.int(place)?;
    vm.load_item(args[0], place)
}

fn uniform(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let (from, to) = (vm.real(args[0])?, vm.real(args[1])?);
    let fraction = vm.random.fraction();
    vm.float(from + (to - from) * fraction)
}
