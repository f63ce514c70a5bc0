//! The serial lines, CMSDK APB UARTs (ARM, Cortex-M System Design Kit, DDI 0479): UART 0, which has the prompt, and UART 1,
//! which programs use.
//!
//! What is received is taken by interrupt, so that the character that interrupts a program does so whatever it is doing.

use crate::INTERRUPT;
use crate::board::Line;
use core::cell::RefCell;
use core::ptr::{read_volatile, write_volatile};
use core::sync::atomic::{AtomicU16, Ordering};
use cortex_m::interrupt::{self, Mutex};
use cortex_m::peripheral::NVIC;

const DATA: usize = 0x00;
const STATE: usize = 0x04;
const CONTROL: usize = 0x08;
const INTERRUPT_STATUS: usize = 0x0c;
const DIVIDER: usize = 0x10;

const STATE_TX_FULL: u32 = 1;
const STATE_RX_FULL: u32 = 2;
const CONTROL_TX: u32 = 1;
const CONTROL_RX: u32 = 2;
const CONTROL_RX_INTERRUPT: u32 = 8;
const STATUS_RX: u32 = 2;

/// Bits a second, if nothing else is asked for.
pub const RATE: u32 = 115_200;

/// No character interrupts.
const NONE: u16 = 0x100;

/// The character that interrupts the program.
static CHARACTER: AtomicU16 = AtomicU16::new(NONE);

/// One of the lines.
pub struct Port {
    /// Where its registers are.
    base: usize,
    /// The interrupt of receiving.
    line: u16,
    /// Whether what is received can interrupt the program.
    is_console: bool,
    /// What was received and not read.
    received: Mutex<RefCell<Queue>>,
}

/// The interrupts of receiving, of each line (ARM, AN385, interrupts).
pub const RX_LINES: [u16; 2] = [0, 2];

/// The line with the prompt (ARM, AN385, memory map).
pub static CONSOLE: Port = Port::new(0x4000_4000, RX_LINES[0], true);

/// The line for programs (ARM, AN385, memory map).
pub static SECOND: Port = Port::new(0x4000_5000, RX_LINES[1], false);

/// Twice the window of raw mode, and some for what a person types ahead.
pub const SIZE: usize = 512;

struct Queue {
    bytes: [u8; SIZE],
    first: usize,
    count: usize,
}

impl Queue {
    fn push(&mut self, byte: u8) {
        let at = (self.first + self.count) % SIZE;
        self.bytes[at] = byte;
        self.count += 1;
    }

    /// Drops all up to the last one of a byte. Whether there was one.
    fn drop_to(&mut self, byte: u8) -> bool {
        let last = (0..self.count).rev().find(|at| self.bytes[(self.first + at) % SIZE] == byte);
        let Some(last) = last else { return false };
        self.first = (self.first + last + 1) % SIZE;
        self.count -= last + 1;
        true
    }

    fn pop(&mut self) -> Option<u8> {
        self.count = self.count.checked_sub(1)?;
        let byte = self.bytes[self.first];
        self.first = (self.first + 1) % SIZE;
        Some(byte)
    }
}

impl Port {
    const fn new(base: usize, line: u16, is_console: bool) -> Port {
        let queue = Queue { bytes: [0; SIZE], first: 0, count: 0 };
        Port { base, line, is_console, received: Mutex::new(RefCell::new(queue)) }
    }

    fn get(&self, register: usize) -> u32 {
        // SAFETY: the address is that of a register of the UART, and reading it is what it is for.
        unsafe { read_volatile((self.base + register) as *const u32) }
    }

    fn set(&self, register: usize, value: u32) {
        // SAFETY: as above; no register makes the UART touch memory.
        unsafe { write_volatile((self.base + register) as *mut u32, value) }
    }

    /// Begins to send and to receive, with so many bits a second.
    pub fn init(&self, rate: u32) {
        // The least divider that the hardware takes (DDI 0479).
        self.set(DIVIDER, (crate::time::CLOCK / rate.max(1)).max(16));
        self.set(CONTROL, CONTROL_TX | CONTROL_RX | CONTROL_RX_INTERRUPT);
        // SAFETY: nothing relies on this interrupt not to come.
        unsafe { NVIC::unmask(Line(self.line)) };
    }

    /// Ends sending and receiving, and forgets what was received.
    pub fn stop(&self) {
        NVIC::mask(Line(self.line));
        self.set(CONTROL, 0);
        interrupt::free(|token| self.received.borrow(token).borrow_mut().count = 0);
    }

    /// Called by the interrupt.
    pub fn received(&self) {
        interrupt::free(|token| {
            let mut queue = self.received.borrow(token).borrow_mut();
            // What comes after the state was read has to interrupt again, so the interrupt is cleared before.
            self.set(INTERRUPT_STATUS, STATUS_RX);
            while self.get(STATE) & STATE_RX_FULL != 0 {
                if queue.count == SIZE {
                    // The sender has to wait until some of it is read.
                    self.set(CONTROL, CONTROL_TX | CONTROL_RX);
                    break;
                }
                let byte = self.get(DATA) as u8;
                if self.is_console && u16::from(byte) == CHARACTER.load(Ordering::Relaxed) {
                    INTERRUPT.raise();
                } else {
                    queue.push(byte);
                }
            }
        });
    }

    /// How many bytes were received and not read.
    pub fn count(&self) -> usize {
        interrupt::free(|token| self.received.borrow(token).borrow().count)
    }

    /// Takes what was received first.
    pub fn read(&self) -> Option<u8> {
        let byte = interrupt::free(|token| self.received.borrow(token).borrow_mut().pop());
        if byte.is_some() && self.get(CONTROL) & (CONTROL_RX | CONTROL_RX_INTERRUPT) == CONTROL_RX {
            self.set(CONTROL, CONTROL_TX | CONTROL_RX | CONTROL_RX_INTERRUPT);
            self.received();
        }
        byte
    }

    /// Sends bytes.
    pub fn write(&self, bytes: &[u8]) {
        for &byte in bytes {
            while self.get(STATE) & STATE_TX_FULL != 0 {}
            self.set(DATA, byte.into());
        }
    }
}

/// Begins to talk on the line with the prompt.
pub fn init() {
    CONSOLE.init(RATE);
}

/// Takes what was received first on the line with the prompt.
pub fn read() -> Option<u8> {
    CONSOLE.read()
}

/// Sends bytes on the line with the prompt.
pub fn write(bytes: &[u8]) {
    CONSOLE.write(bytes);
}

/// Chooses the character that interrupts the program. One that came before it was chosen, and was not read, interrupts too:
/// it was sent after what is to run now.
pub fn set_interrupt_character(character: Option<u8>) {
    interrupt::free(|token| {
        CHARACTER.store(character.map_or(NONE, u16::from), Ordering::Relaxed);
        let mut queue = CONSOLE.received.borrow(token).borrow_mut();
        if character.is_some_and(|character| queue.drop_to(character)) {
            INTERRUPT.raise();
        }
    });
}
