//! Any bytes as a .mpy file that is run in little memory, for so many steps, without an outside: it ends, does no harm,
//! and the machine can be used afterwards.
//!
//! In some runs the collector comes at every allocation, in others memory ends early.

#![no_main]

use constrictor_fuzz::mutate::mutate_file;
use constrictor_vm::embed::Console;
use constrictor_vm::print::Out;
use constrictor_vm::{Config, Interrupt, Res, Vm};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};

const REGION: usize = 160 * 1024;

fuzz_target!(|bytes: &[u8]| {
    // The bytes themselves choose, so that any file is an input.
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let stress = hash >> 32 & 3 == 0;
    let allowance = (hash >> 32 & 3 == 1).then_some((hash >> 40) as usize % 4096);

    // What the memory held before makes no difference.
    let mut region = vec![hash as u8; REGION];
    let mut config = Config::default();
    config.stack_words = 4096;
    config.native_depth = 40;
    config.fuel = if stress { 2_000 } else { 30_000 };
    let mut console = Console::new(|_: &[u8]| {});
    let interrupt = Interrupt::new();
    let mut vm = Vm::new(&mut region, config, &mut console, &interrupt).expect("the region is large enough");

    vm.set_stress(stress);
    vm.set_allowance(allowance);
    let scope = vm.scope();
    if let Err(raised) = run(&mut vm, bytes) {
        let exception = vm.take_raised(raised);
        let _ = vm.print_exception(&mut Out::Errors, exception);
    }
    vm.end(scope);
    vm.set_stress(false);
    vm.set_allowance(None);
    vm.set_fuel(100_000);
    interrupt.reset();
    check_usable(&mut vm, bytes);
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    if seed % 8 != 0
        && let Some(changed) = mutate_file(&data[..size], seed / 8)
        && changed.len() <= max_size
    {
        data[..changed.len()].copy_from_slice(&changed);
        return changed.len();
    }
    fuzzer_mutate(data, size, max_size)
});

fn run(vm: &mut Vm<'_>, file: &[u8]) -> Res {
    let globals = vm.main_globals();
    let function = vm.load_mpy(file, globals)?;
    vm.run(function, None)
}

/// Whether the machine still does what it is told. The program may have given every name another meaning.
fn check_usable(vm: &mut Vm<'_>, file: &[u8]) {
    // Most of what it left in memory.
    let _ = vm.eval(b"globals().clear()");
    vm.collect();
    let found = vm.eval(b"[x * 3 for x in (1, 2 ** 70, 2.5)][1] % 1000 + {'a': 5, (1,): 7}[1,]");
    match found {
        Ok(value) => assert_eq!(value.as_small(), Some(279), "{value:?}"),
        Err(raised) => {
            let exception = vm.take_raised(raised);
            let mut text = String::new();
            let _ = vm.print_exception(&mut Out::Fixed(&mut text), exception);
            let usage = vm.usage();
            let is_full = usage.largest_free < 8 * 1024;
            let is_locked = file.windows(9).any(|name| name == b"heap_lock");
            assert!(text.starts_with("MemoryError") && (is_full || is_locked), "{text}: {usage:?}");
        }
    }
}
