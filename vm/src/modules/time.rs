//! Module `time`: clocks, waiting, and the calendar (MicroPython, extmod/modtime.c and ports/unix/modtime.c).

use crate::Real;
use crate::error::Res;
use crate::native::{Args, Member, Native, NativeModule};
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::Value;
use crate::vm::Vm;

/// The module.
pub static TIME: NativeModule = NativeModule {
    name: "time",
    members: &[
        Member::Function(Native::new("time", 0, 0, time)),
        Member::Function(Native::new("time_ns", 0, 0, |vm, _| {
            let now = vm.host.time_ns();
            vm.int(now)
        })),
        Member::Function(Native::new("sleep", 1, 1, sleep)),
        Member::Function(Native::new("sleep_ms", 1, 1, |vm, args| sleep_for(vm, args[0], 1000))),
        Member::Function(Native::new("sleep_us", 1, 1, |vm, args| sleep_for(vm, args[0], 1))),
        Member::Function(Native::new("ticks_ms", 0, 0, |vm, _| ticks(vm, 1000))),
        Member::Function(Native::new("ticks_us", 0, 0, |vm, _| ticks(vm, 1))),
        Member::Function(Native::new("ticks_cpu", 0, 0, |vm, _| ticks(vm, 1))),
        Member::Function(Native::new("ticks_add", 2, 2, ticks_add)),
        Member::Function(Native::new("ticks_diff", 2, 2, ticks_diff)),
        Member::Function(Native::new("clock", 0, 0, |vm, _| {
            let now = vm.host.ticks_us();
            vm.float((now / 1000) as Real / 1000.0)
        })),
        Member::Function(Native::new("gmtime", 0, 1, calendar)),
        Member::Function(Native::new("localtime", 0, 1, calendar)),
        Member::Function(Native::new("mktime", 1, 1, mktime)),
    ],
    init: None,
    is_writable: false,
};

/// Seconds since the epoch: a float where floats are exact enough for that.
fn time(vm: &mut Vm<'_>, _: Args<'_>) -> Res {
    let now = vm.host.time_ns();
    if size_of::<Real>() < 8 {
        return vm.int(now.div_euclid(1_000_000_000));
    }
    vm.float(now.div_euclid(1000) as Real / 1e6)
}

fn sleep(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let seconds = vm.real(args[0])?;
    if seconds < 0.0 {
        return Err(vm.os_error(crate::host::EINVAL));
    }
    // Casting cuts off what is too long for anyone to wait for.
    wait(vm, (seconds * 1e6) as u64)
}

fn sleep_for(vm: &mut Vm<'_>, duration: Value, unit: u64) -> Res {
    let duration = vm.to_index(duration)?;
    match u64::try_from(duration) {
        Ok(duration) if duration > 0 || unit > 1 => wait(vm, duration.saturating_mul(unit)),
        _ => Ok(Value::NONE),
    }
}

/// Waits, while what is scheduled runs and interrupts are answered.
fn wait(vm: &mut Vm<'_>, duration: u64) -> Res {
    let start = vm.host.ticks_us();
    let mut before = start;
    loop {
        vm.handle_pending()?;
        let passed = before.saturating_sub(start);
        if passed >= duration {
            return Ok(Value::NONE);
        }
        vm.host.sleep_us(duration - passed);
        let now = vm.host.ticks_us();
        if now <= before {
            // The host has no clock to measure with.
            vm.handle_pending()?;
            return Ok(Value::NONE);
        }
        before = now;
    }
}

/// Ticks count up to here, then from zero on: one more than the largest small int, a power of two.
const PERIOD: isize = Value::MAX_SMALL.wrapping_add(1);

fn wrapped(ticks: isize) -> Value {
    Value::small_unchecked(ticks & (PERIOD - 1))
}

fn ticks(vm: &mut Vm<'_>, unit: u64) -> Res {
    Ok(wrapped((vm.host.ticks_us() / unit) as isize))
}

fn ticks_add(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let (ticks, delta) = (vm.to_index(args[0])?, vm.to_index(args[1])?);
    if delta <= -(PERIOD / 2) || delta >= PERIOD / 2 {
        return raise!(vm, OVERFLOW_ERROR, "ticks interval overflow");
    }
    Ok(wrapped(ticks.wrapping_add(delta)))
}

fn ticks_diff(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let (end, start) = (vm.to_index(args[0])?, vm.to_index(args[1])?);
    let forward = end.wrapping_sub(start).wrapping_add(PERIOD / 2) & (PERIOD - 1);
    Ok(Value::small_unchecked(forward - PERIOD / 2))
}

/// Days from 1970 on to the first of a month of the Gregorian calendar; months count from zero, beyond eleven as well.
fn days_to_month(year: i64, month: i64) -> i64 {
    // Years that begin in March have the day that comes and goes at their end.
    let months = year.saturating_mul(12).saturating_add(month).saturating_sub(2);
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12));
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let to_month = (153 * month + 2) / 5;
    year.saturating_mul(365).saturating_add(leaps).saturating_add(to_month) - 719_468
}

/// Year and month (from zero) and day of the month (from one) of a day.
fn date_of(day: i64) -> (i64, i64, i64) {
    // An estimate of the month that is not too late, then the right one.
    let mut months = (day - 31).saturating_mul(4800).div_euclid(146_097);
    while days_to_month(1970, months + 1) <= day {
        months += 1;
    }
    let first = days_to_month(1970, months);
    (1970 + months.div_euclid(12), months.rem_euclid(12), day - first + 1)
}

/// `gmtime` and `localtime`, which are the same: hosts know no time zones.
fn calendar(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let seconds = match args.first() {
        None => vm.host.time_ns().div_euclid(1_000_000_000),
        Some(seconds) => match seconds.get::<Float>() {
            Some(float) => float.value.get() as i64,
            None => vm.to_index(*seconds)? as i64,
        },
    };
    let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // The year has to fit in 32 bits (POSIX, `struct tm`).
    if day.unsigned_abs() > 1 << 39 {
        return raise!(vm, OVERFLOW_ERROR, "timestamp out of range");
    }
    let (year, month, date) = date_of(day);
    let fields = [
        year,
        month + 1,
        date,
        second / 3600,
        second / 60 % 60,
        second % 60,
        (day + 3).rem_euclid(7),
        day - days_to_month(year, 0) + 1,
        0,
    ];
    let mut items = [Value::ZERO; 9];
    for (item, field) in items.iter_mut().zip(fields) {
        *item = vm.int(field)?;
    }
    vm.tuple(&items)
}

fn mktime(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    let part = vm.native_part(args[0]);
    let items = match (part.get::<Tuple>(), part.get::<List>()) {
        (Some(tuple), _) => tuple.items(),
        (_, Some(list)) => list.items(),
        _ => {
            let name = vm.type_name(args[0]);
            return raise!(vm, TYPE_ERROR, "object '{name}' isn't a tuple or list");
        }
    };
    if !(8..=9).contains(&items.len()) {
        return raise!(vm, TYPE_ERROR, "mktime needs a tuple of length 8 or 9");
    }
    let mut values = [Value::ZERO; 6];
    values.copy_from_slice(&items[..6]);
    let mut fields = [0; 6];
    for (field, value) in fields.iter_mut().zip(values) {
        *field = match i32::try_from(vm.to_index(value)?) {
            Ok(field) => i64::from(field),
            Err(_) => return raise!(vm, OVERFLOW_ERROR, "invalid mktime usage"),
        };
    }
    let [year, month, date, hour, minute, second] = fields;
    let day = days_to_month(year, month - 1) + date - 1;
    vm.int(day * 86_400 + hour * 3600 + minute * 60 + second)
}
