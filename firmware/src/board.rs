//! The board as what the virtual machine knows of the outside.

use crate::files::{self, Files};
use crate::{INTERRUPT, time, uart};
use constrictor_vm::host::{Errno, Host, PathOperation, Seek, Stat};

/// One of the board's interrupts, by its number.
#[derive(Clone, Copy)]
pub struct Line(pub u16);

// SAFETY: a number stands for the same interrupt at all times.
unsafe impl cortex_m::interrupt::InterruptNumber for Line {
    fn number(self) -> u16 {
        self.0
    }
}

/// The board.
pub struct Board<'a> {
    files: &'a mut Files<'static>,
    last_us: u64,
}

impl<'a> Board<'a> {
    /// As after a reset, which files in memory survive.
    pub fn new(files: &'a mut Files<'static>) -> Board<'a> {
        files.reset();
        Board { files, last_us: 0 }
    }
}

impl Host for Board<'_> {
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

    fn open(&mut self, path: &[u8], mode: &str) -> Result<usize, Errno> {
        self.files.open(path, mode)
    }

    fn permanent(&mut self, path: &[u8]) -> Option<&'static [u8]> {
        files::in_flash(path)
    }

    fn read_file(&mut self, file: usize, buffer: &mut [u8]) -> Result<usize, Errno> {
        self.files.read(file, buffer)
    }

    fn write_file(&mut self, file: usize, bytes: &[u8]) -> Result<usize, Errno> {
        self.files.write(file, bytes)
    }

    fn seek_file(&mut self, file: usize, to: Seek) -> Result<u64, Errno> {
        self.files.seek(file, to)
    }

    fn flush_file(&mut self, _file: usize) -> Result<(), Errno> {
        Ok(())
    }

    fn close_file(&mut self, file: usize) {
        self.files.close(file);
    }

    fn stat(&mut self, path: &[u8]) -> Result<Stat, Errno> {
        self.files.stat(path)
    }

    fn path_operation(&mut self, operation: PathOperation, path: &[u8], other: &[u8]) -> Result<(), Errno> {
        self.files.operate(operation, path, other)
    }

    fn list(&mut self, path: &[u8], visit: &mut dyn FnMut(&[u8], bool, u64)) -> Result<(), Errno> {
        self.files.list(path, visit)
    }

    fn lists_sizes(&self) -> bool {
        true
    }

    fn working_directory(&mut self, visit: &mut dyn FnMut(&[u8])) -> Result<(), Errno> {
        self.files.directory(visit)
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
