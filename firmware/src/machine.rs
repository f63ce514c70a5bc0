//! Module `machine`: the board's hardware.

mod pin;
mod uart;

use crate::{time, timer};
use constrictor_vm::embed::Data;
use constrictor_vm::native::{Member, Native, NativeModule, Type};
use constrictor_vm::types::exceptions::{SYSTEM_EXIT, TYPE_ERROR, VALUE_ERROR};
use constrictor_vm::{Res, Value, Vm, function, raise};
use core::ptr::{read_volatile, write_volatile};
use cortex_m::peripheral::SCB;

/// The module.
pub static MACHINE: NativeModule = NativeModule {
    members: &[
        Member::Function(function!("freq", |vm| time::CLOCK)),
        Member::Function(function!("idle", |vm| cortex_m::asm::wfi())),
        Member::Function(Native::new("reset", 0, 0, |_, _| SCB::sys_reset())),
        // It leaves the program as `sys.exit` does, and the prompt makes the machine begin again.
        Member::Function(Native::new("soft_reset", 0, 0, |vm, _| Err(vm.raise_plain(&SYSTEM_EXIT)))),
        Member::Function(Native::new("unique_id", 0, 0, |vm, _| vm.bytes(b"mps2"))),
        Member::Computed("mem8", |vm, _| vm.object(Memory { width: 1 })),
        Member::Computed("mem16", |vm, _| vm.object(Memory { width: 2 })),
        Member::Computed("mem32", |vm, _| vm.object(Memory { width: 4 })),
        Member::Type("Pin", &pin::PIN),
        Member::Type("Timer", &TIMER),
        Member::Type("UART", &uart::UART),
    ],
    ..NativeModule::new("machine")
};

/// Memory and registers, by address, in pieces of so many bytes.
struct Memory {
    width: u8,
}

impl Data for Memory {
    const TYPE: &'static Type = &MEMORY;
}

static MEMORY: Type = Type {
    item: Some(|vm, this, address| {
        let (address, width) = place(vm, this, address)?;
        // SAFETY: none: a script that asks for an address gets what is there, as on other boards, or a fault.
        let value = unsafe {
            match width {
                1 => u32::from(read_volatile(address as *const u8)),
                2 => u32::from(read_volatile(address as *const u16)),
                _ => read_volatile(address as *const u32),
            }
        };
        vm.int(value.into())
    }),
    set_item: Some(|vm, this, address, value| {
        let (address, width) = place(vm, this, address)?;
        let Some(value) = value else {
            return raise!(vm, TYPE_ERROR, "'mem' object doesn't support item deletion");
        };
        let value = vm.get::<i64>(&value)? as u32;
        // SAFETY: none: a script can spoil what it wants, as on other boards.
        unsafe {
            match width {
                1 => write_volatile(address as *mut u8, value as u8),
                2 => write_volatile(address as *mut u16, value as u16),
                _ => write_volatile(address as *mut u32, value),
            }
        }
        Ok(())
    }),
    ..Type::holding::<Memory>("mem")
};

/// An address, and how many bytes are wanted there.
fn place(vm: &mut Vm<'_>, this: Value, address: Value) -> Res<(usize, u8)> {
    let width = vm.get::<&Memory>(&this)?.width;
    let address = vm.get::<i64>(&address)? as u32 as usize;
    if !address.is_multiple_of(width.into()) {
        return raise!(vm, VALUE_ERROR, "address {address:08x} is not aligned to {width} bytes");
    }
    Ok((address, width))
}

/// One of the board's timers (MicroPython, docs/library/machine.Timer.rst).
///
/// Its interrupt only notes that it came. The callback runs, with the heap locked, when the running code gets to its next
/// backward jump or call, or when what waits (a sleep, a read, the prompt) or works for long wakes up. So it comes late by
/// at most the longest stretch without any of these: straight-line code, or one operation that does not look, as a
/// collection of the whole heap, the compilation of a source, or arithmetic on a large number. Interrupts that come
/// before it has run are one call. A callback that raises is not called again.
struct Timer {
    number: usize,
}

impl Data for Timer {
    const TYPE: &'static Type = &TIMER;
}

/// The modes of a timer.
const ONE_SHOT: isize = 0;
const PERIODIC: isize = 1;

static TIMER: Type = Type {
    make: Some(|vm, _, args| {
        let number = match args.first() {
            Some(number) => vm.get::<usize>(number)?,
            None => 0,
        };
        if number >= timer::COUNT {
            return raise!(vm, VALUE_ERROR, "Timer doesn't exist");
        }
        let this = vm.object(Timer { number })?;
        if args.len() > 1 || args.pairs().next().is_some() {
            let init = vm.intern(b"init")?;
            let init = vm.load_attribute(this, init)?;
            vm.call_with(init, args.skip(1))?;
        }
        Ok(this)
    }),
    members: &[
        Member::Int("ONE_SHOT", ONE_SHOT),
        Member::Int("PERIODIC", PERIODIC),
        Member::Function(function!(
            "init",
            |vm, this: Value, mode: Option<isize>, period: Option<u32>, callback: Option<Value>| {
                let number = vm.get::<&Timer>(&this)?.number;
                timer::stop(number);
                let period = period.unwrap_or(1000).max(1);
                let Some(cycles) = period.checked_mul(time::CLOCK / 1000) else {
                    return raise!(vm, VALUE_ERROR, "period too large");
                };
                let event = timer::FIRST_EVENT + number;
                vm.set_event(event, callback.map(|callback| (callback, this)))?;
                timer::start(number, cycles, mode == Some(ONE_SHOT));
            }
        )),
        Member::Function(function!("deinit", |vm, this: &Timer| {
            timer::stop(this.number);
            vm.set_event(timer::FIRST_EVENT + this.number, None)?;
        })),
    ],
    ..Type::holding::<Timer>("Timer")
};
