//! The board as what the virtual machine knows of the outside.

use crate::{INTERRUPT, time, uart};
use constrictor_vm::host::{Errno, Host};

/// The board.
pub struct Board {
    last_us: u64,
}

impl Board {
    /// As after a reset.
    pub fn new() -> Board {
        Board { last_us: 0 }
    }
}

impl Host for Board {
    /// Terminals want to be told to go back to the start of the line.
    fn write(&mut self, bytes: &[u8]) {
        for (number, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
            if number > 0 {
                uart::write(b"\r\n");
            }
            uart::write(line);
        }
    }

    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Errno> {
        let mut count = 0;
        while count < buffer.len() {
            match uart::read() {
                Some(byte) => {
                    buffer[count] = byte;
                    count += 1;
                }
                None if count > 0 || INTERRUPT.is_pending() => break,
                None => wait(),
            }
        }
        Ok(count)
    }

    fn ticks_us(&mut self) -> u64 {
        // An interrupt that was held up must not let time go back.
        self.last_us = self.last_us.max(time::microseconds());
        self.last_us
    }

    fn time_ns(&mut self) -> i64 {
        (self.ticks_us() * 1000) as i64
    }

    fn sleep_us(&mut self, duration: u64) {
        let start = self.ticks_us();
        loop {
            let passed = self.ticks_us().saturating_sub(start);
            if passed >= duration || INTERRUPT.is_pending() {
                return;
            }
            if duration - passed > 1000 {
                wait();
            }
        }
    }

    fn set_interrupt_character(&mut self, character: Option<u8>) {
        uart::set_interrupt_character(character);
    }

    fn platform(&self) -> &'static str {
        "qemu"
    }
}

/// Waits for an interrupt: there is one each millisecond at least.
fn wait() {
    cortex_m::asm::wfi();
}
