//! Module `micropython`: what a program can do about the machine that runs it (MicroPython, py/modmicropython.c).

mod memory;
pub(crate) mod ring;

use crate::error::Res;
use crate::native::{Args, Member, Native, NativeModule};
use crate::object::WORD;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::Value;
use crate::vm::Vm;

pub use ring::RING_IO;

/// The module.
pub static MICROPYTHON: NativeModule = NativeModule {
    name: "micropython",
    members: &[
        Member::Function(Native::new("const", 1, 1, |_, args| Ok(args[0]))),
        Member::Function(Native::new("opt_level", 0, 1, opt_level)),
        Member::Function(Native::new("mem_total", 0, 0, |vm, _| {
            let total = vm.heap_statistics().total;
            vm.int(total as i64)
        })),
        Member::Function(Native::new("mem_current", 0, 0, |vm, _| {
            let current = vm.heap_statistics().current;
            vm.int(current as i64)
        })),
        Member::Function(Native::new("mem_peak", 0, 0, |vm, _| {
            let peak = vm.heap_statistics().peak;
            vm.int(peak as i64)
        })),
        Member::Function(Native::new("mem_info", 0, 1, memory::memory_info)),
        Member::Function(Native::new("qstr_info", 0, 1, memory::symbol_info)),
        Member::Function(Native::new("stack_use", 0, 0, |vm, _| {
            let used = vm.stack_use();
            vm.int(used as i64)
        })),
        Member::Function(Native::new("alloc_emergency_exception_buf", 1, 1, |vm, args| {
            let size = vm.to_index(args[0])?;
            vm.set_emergency_memory(usize::try_from(size).unwrap_or(0)).map(|()| Value::NONE)
        })),
        Member::Function(Native::new("heap_lock", 0, 0, |vm, _| {
            vm.heap.lock();
            Ok(Value::NONE)
        })),
        Member::Function(Native::new("heap_unlock", 0, 0, |vm, _| {
            vm.heap.unlock();
            vm.renew_emergency();
            locks(vm)
        })),
        Member::Function(Native::new("heap_locked", 0, 0, |vm, _| locks(vm))),
        Member::Computed("kbd_intr", |_, _| Ok(KEYBOARD.value())),
        Member::Type("RingIO", &RING_IO),
        Member::Function(Native::new("schedule", 2, 2, schedule)),
    ],
    init: None,
    is_writable: false,
};

/// `kbd_intr`, which `schedule` knows.
static KEYBOARD: Native = Native::new("kbd_intr", 1, 1, |vm, args| {
    let character = vm.to_index(args[0])?;
    vm.host.set_interrupt_character(u8::try_from(character).ok());
    Ok(Value::NONE)
});

fn opt_level(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    match args.first() {
        None => vm.int(vm.level().into()),
        Some(&level) => {
            let level = vm.to_index(level)?;
            vm.set_level(level as u8);
            Ok(Value::NONE)
        }
    }
}

fn locks(vm: &mut Vm<'_>) -> Res {
    let locks = vm.heap.locks();
    vm.int(locks as i64)
}

fn schedule(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    if args[0] == KEYBOARD.value() {
        vm.schedule_interrupt();
        return Ok(Value::NONE);
    }
    if vm.schedule(args[0], args[1])? {
        Ok(Value::NONE)
    } else {
        raise!(vm, RUNTIME_ERROR, "schedule queue full")
    }
}

impl Vm<'_> {
    /// How much of the stack is in use, in bytes.
    pub fn stack_use(&self) -> usize {
        self.top as usize - self.stack_start as usize
    }

    /// The size of the stack, in bytes.
    pub fn stack_size(&self) -> usize {
        self.config.stack_words * WORD
    }
}
