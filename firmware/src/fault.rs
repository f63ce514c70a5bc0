//! Interrupts and exceptions of the processor, and the end of a firmware that went wrong.

use crate::{time, timer, uart};
use core::fmt::{self, Write};
use core::panic::PanicInfo;
use cortex_m::peripheral::SCB;
use cortex_m_rt::{ExceptionFrame, exception};

#[exception]
fn SysTick() {
    time::tick();
}

const UART: i16 = uart::RX_LINE as i16;
const TIMER_0: i16 = timer::FIRST_LINE as i16;
const TIMER_1: i16 = TIMER_0 + 1;

/// All interrupts of the board.
#[exception]
unsafe fn DefaultHandler(number: i16) {
    match number {
        UART => uart::received(),
        TIMER_0 => timer::fired(0),
        TIMER_1 => timer::fired(1),
        _ => panic!("interrupt {number} has no handler"),
    }
}

/// There is no way on: a bug in the firmware, or its stack is full. The board begins again.
#[exception]
unsafe fn HardFault(frame: &ExceptionFrame) -> ! {
    let _ = write!(Line, "FATAL: fault at {:#x}\r\n", frame.pc());
    SCB::sys_reset()
}

#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    let _ = write!(Line, "FATAL: {info}\r\n");
    SCB::sys_reset()
}

/// The serial line, as it is.
struct Line;

impl Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        uart::write(text.as_bytes());
        Ok(())
    }
}
