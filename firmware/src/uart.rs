//! The serial line: UART 0 of the board, a CMSDK APB UART (ARM, Cortex-M System Design Kit, DDI 0479).
//!
//! What is received is taken by interrupt, so that the character that interrupts a program does so whatever it is doing.

use crate::INTERRUPT;
use crate::board::Line;
use core::cell::RefCell;
use core::ptr::{read_volatile, write_volatile};
use core::sync::atomic::{AtomicU16, Ordering};
use cortex_m::interrupt::{self, Mutex};
use cortex_m::peripheral::NVIC;

/// Where its registers are (ARM, AN385, memory map).
const BASE: usize = 0x4000_4000;
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

/// Cycles of the board's clock for a bit: 115,200 baud.
const BIT: u32 = crate::time::CLOCK / 115_200;

/// No character interrupts.
const NONE: u16 = 0x100;

/// The character that interrupts the program.
static CHARACTER: AtomicU16 = AtomicU16::new(NONE);

/// What was received and not read.
static RECEIVED: Mutex<RefCell<Queue>> =
    Mutex::new(RefCell::new(Queue { bytes: [0; SIZE], first: 0, count: 0 }));

/// Twice the window of raw mode, and some for what a person types ahead.
const SIZE: usize = 512;

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

fn get(register: usize) -> u32 {
    // SAFETY: the address is that of a register of the UART, and reading it is what it is for.
    unsafe { read_volatile((BASE + register) as *const u32) }
}

fn set(register: usize, value: u32) {
    // SAFETY: as above; no register makes the UART touch memory.
    unsafe { write_volatile((BASE + register) as *mut u32, value) }
}

/// The interrupt of receiving (ARM, AN385).
pub const RX_LINE: u16 = 0;

/// Begins to receive.
pub fn init() {
    set(DIVIDER, BIT);
    set(CONTROL, CONTROL_TX | CONTROL_RX | CONTROL_RX_INTERRUPT);
    // SAFETY: nothing relies on this interrupt not to come.
    unsafe { NVIC::unmask(Line(RX_LINE)) };
}

/// Called by the interrupt.
pub fn received() {
    interrupt::free(|token| {
        let mut queue = RECEIVED.borrow(token).borrow_mut();
        // What comes after the state was read has to interrupt again, so the interrupt is cleared before.
        set(INTERRUPT_STATUS, STATUS_RX);
        while get(STATE) & STATE_RX_FULL != 0 {
            if queue.count == SIZE {
                // The sender has to wait until some of it is read.
                set(CONTROL, CONTROL_TX | CONTROL_RX);
                break;
            }
            let byte = get(DATA) as u8;
            if u16::from(byte) == CHARACTER.load(Ordering::Relaxed) {
                INTERRUPT.raise();
            } else {
                queue.push(byte);
            }
        }
    });
}

/// Takes what was received first.
pub fn read() -> Option<u8> {
    let byte = interrupt::free(|token| RECEIVED.borrow(token).borrow_mut().pop());
    if byte.is_some() && get(CONTROL) & CONTROL_RX_INTERRUPT == 0 {
        set(CONTROL, CONTROL_TX | CONTROL_RX | CONTROL_RX_INTERRUPT);
        received();
    }
    byte
}

/// Sends bytes.
pub fn write(bytes: &[u8]) {
    for &byte in bytes {
        while get(STATE) & STATE_TX_FULL != 0 {}
        set(DATA, byte.into());
    }
}

/// Chooses the character that interrupts the program. One that came before it was chosen, and was not read, interrupts too:
/// it was sent after what is to run now.
pub fn set_interrupt_character(character: Option<u8>) {
    interrupt::free(|token| {
        CHARACTER.store(character.map_or(NONE, u16::from), Ordering::Relaxed);
        let mut queue = RECEIVED.borrow(token).borrow_mut();
        if character.is_some_and(|character| queue.drop_to(character)) {
            INTERRUPT.raise();
        }
    });
}
