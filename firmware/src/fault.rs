//! Interrupts and exceptions of the processor, and the end of a firmware that went wrong.

use crate::{memory, time, timer, uart};
use core::arch::naked_asm;
use core::panic::PanicInfo;
use cortex_m::peripheral::SCB;
use cortex_m_rt::exception;

#[exception]
fn SysTick() {
    time::tick();
}

const UART_0: i16 = uart::RX_LINES[0] as i16;
const UART_1: i16 = uart::RX_LINES[1] as i16;
const TIMER_0: i16 = timer::FIRST_LINE as i16;
const TIMER_1: i16 = TIMER_0 + 1;

/// How many interrupt lines are in the table of handlers. The board has more (ARM, AN385), but none that is used.
const LINES: usize = 16;
const _: () = assert!(TIMER_1 < LINES as i16 && UART_1 < LINES as i16);

unsafe extern "C" {
    // What `cortex_m_rt` calls the handler below.
    fn DefaultHandler();
}

/// The table of handlers, after those of the processor's own exceptions: the runtime's has room for 240.
// SAFETY: the section is the one that the runtime's linker script has after the exceptions, and holds nothing else.
#[unsafe(link_section = ".vector_table.interrupts")]
#[unsafe(no_mangle)]
static __INTERRUPTS: [unsafe extern "C" fn(); LINES] = [DefaultHandler; LINES];

/// All interrupts of the board.
#[exception]
unsafe fn DefaultHandler(number: i16) {
    match number {
        UART_0 => uart::CONSOLE.received(),
        UART_1 => uart::SECOND.received(),
        TIMER_0 => timer::fired(0),
        TIMER_1 => timer::fired(1),
        _ => panic!(),
    }
}

/// A bug in the firmware, or an address that a program made up. The stack may be what is wrong, so that it is begun anew.
#[unsafe(naked)]
#[unsafe(no_mangle)]
unsafe extern "C" fn HardFault() -> ! {
    naked_asm!(
        "mov r0, sp",
        "ldr r1, =_stack_start",
        "mov sp, r1",
        "b {fault}",
        fault = sym fault
    )
}

/// There is no way on: says where it was, and the board begins again. `frame` is where the processor has put the registers.
extern "C" fn fault(frame: *const usize) -> ! {
    if frame.addr() < memory::stack_end() {
        uart::write(b"FATAL: the stack is full\r\n");
        SCB::sys_reset()
    }
    // What is nearer to the start has been written over by now.
    if frame.addr() > memory::stack_start() - 512 {
        uart::write(b"FATAL: fault\r\n");
        SCB::sys_reset()
    }
    // SAFETY: they are on the stack, the program counter behind six others (Armv7-M Architecture Reference Manual, B1.5.6).
    let at = unsafe { *frame.add(6) };
    uart::write(b"FATAL: fault at 0x");
    for shift in (0..8).rev() {
        uart::write(&[b"0123456789abcdef"[(at >> (shift * 4)) % 16]]);
    }
    uart::write(b"\r\n");
    SCB::sys_reset()
}

/// Says nothing of the reason: an image whose handler looks at it has the texts and places of every panic in it, and all
/// that writes them, which is a sixth of it. They are bugs of the firmware: nothing that a program does is one.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    uart::write(b"FATAL: panic\r\n");
    SCB::sys_reset()
}
