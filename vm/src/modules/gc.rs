//! Module `gc`: the collector's controls (MicroPython, py/modgc.c).

use crate::error::Res;
use crate::native::{Args, Member, Native, NativeModule};
use crate::object::GRANULE;
use crate::value::Value;
use crate::vm::Vm;

/// The module.
pub static GC: NativeModule = NativeModule {
    name: "gc",
    members: &[
        Member::Function(Native::new("collect", 0, 0, |vm, _| {
            vm.collect();
            vm.run_finalisers();
            vm.int(vm.heap.freed as i64)
        })),
        Member::Function(Native::new("disable", 0, 0, |vm, _| set_automatic(vm, false))),
        Member::Function(Native::new("enable", 0, 0, |vm, _| set_automatic(vm, true))),
        Member::Function(Native::new("isenabled", 0, 0, |vm, _| Ok(Value::bool(vm.heap.automatic)))),
        Member::Function(Native::new("mem_free", 0, 0, |vm, _| {
            let free = vm.usage().free;
            vm.int(free as i64)
        })),
        Member::Function(Native::new("mem_alloc", 0, 0, |vm, _| {
            let used = vm.usage().used;
            vm.int(used as i64)
        })),
        Member::Function(Native::new("threshold", 0, 1, threshold)),
    ],
    init: None,
    is_writable: false,
};

fn set_automatic(vm: &mut Vm<'_>, automatic: bool) -> Res {
    vm.heap.automatic = automatic;
    Ok(Value::NONE)
}

/// Gets or sets how much may be allocated before the collector runs; -1 for as much as there is.
fn threshold(vm: &mut Vm<'_>, args: Args<'_>) -> Res {
    match args.first() {
        None if vm.heap.threshold == usize::MAX => vm.int(-1),
        None => vm.int(vm.heap.threshold as i64),
        Some(&value) => {
            let bytes = vm.to_index(value)?;
            let bytes = usize::try_from(bytes).map_or(usize::MAX, |bytes| bytes / GRANULE * GRANULE);
            vm.heap.set_threshold(bytes);
            Ok(Value::NONE)
        }
    }
}
