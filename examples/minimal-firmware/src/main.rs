//! Python in a firmware: a module that switches lights, a script that uses it, and what comes of the script.

#![no_std]
#![no_main]

use constrictor_vm::host::Host;
use constrictor_vm::native::{Member, NativeModule};
use constrictor_vm::print::{Out, Style};
use constrictor_vm::types::exceptions::VALUE_ERROR;
use constrictor_vm::{Config, Interrupt, Vm, function, raise};
use riscv as _; // The allocator takes its critical section from there.

/// The compiler's memory, and that of all objects.
#[global_allocator]
static ALLOCATOR: embedded_alloc::LlffHeap = embedded_alloc::LlffHeap::empty();
static mut REGION: [u8; 64 * 1024] = [0; 64 * 1024];

static INTERRUPT: Interrupt = Interrupt::new();
unsafe extern "C" {
    /// The lowest address of the stack (riscv-rt).
    static __estack: u8;
}
const UART: *mut u8 = 0x1000_0000 as *mut u8;
const POWER: *mut u32 = 0x10_0000 as *mut u32;

struct Board;

impl Host for Board {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            // SAFETY: registers of a 16550: whether it can send, and what it sends.
            unsafe {
                while UART.add(5).read_volatile() & 0x20 == 0 {}
                UART.write_volatile(byte);
            }
        }
    }
}

/// Two lights, on outputs that the UART has to spare.
static BOARD: NativeModule = NativeModule {
    members: &[Member::Function(function!("light", |vm, number: u8, on: Option<bool>| {
        if !(1..=2).contains(&number) {
            return raise!(vm, VALUE_ERROR, "no light {number}");
        }
        let (outputs, light) = (UART.wrapping_add(4), 2 << number);
        // SAFETY: a register of a 16550, which reading does not change.
        let old = unsafe { outputs.read_volatile() };
        let new = on.map_or(old, |on| if on { old | light } else { old & !light });
        // SAFETY: it has no effect but that on the outputs.
        unsafe { outputs.write_volatile(new) };
        new & light != 0
    }))],
    ..NativeModule::new("board")
};

#[riscv_rt::entry]
fn main() -> ! {
    // SAFETY: this is done once, before anything is allocated, and nothing else takes the region.
    let region = unsafe {
        embedded_alloc::init!(ALLOCATOR, 72 * 1024);
        &mut *&raw mut REGION
    };
    let mut config = Config::default();
    config.stack_words = 2048;
    config.native_stack_end = (&raw const __estack).addr();
    config.compile_memory = Some(64 * 1024);
    let mut board = Board;
    let mut vm = Vm::new(region, config, &mut board, &INTERRUPT).expect("it holds more than the stack");
    let result = vm
        .register(&BOARD)
        .and_then(|()| vm.exec(include_bytes!("../blink.py"), "blink.py"))
        .and_then(|()| vm.eval(b"blink(1, 5)"))
        .and_then(|is_on| vm.print(&mut Out::Console, is_on, Style::Repr))
        .and_then(|()| vm.exec(b"print()\nblink(3, 1)\n", "wrong.py"));
    if let Err(raised) = result {
        let exception = vm.take_raised(raised);
        let _ = vm.print_exception(&mut Out::Console, exception);
    }
    off(0x5555)
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    off(0x3333)
}

/// Ends QEMU, with success or failure.
fn off(how: u32) -> ! {
    // SAFETY: there is nothing left to do.
    unsafe { POWER.write_volatile(how) };
    loop {}
}
