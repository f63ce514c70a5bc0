//! The board's two simple timers, CMSDK APB timers (ARM, Cortex-M System Design Kit, DDI 0479), which interrupt.

use crate::INTERRUPT;
use crate::board::Line;
use core::ptr::{read_volatile, write_volatile};
use core::sync::atomic::{AtomicBool, Ordering};
use cortex_m::peripheral::NVIC;

/// How many there are.
pub const COUNT: usize = 2;

/// The event of the first one.
pub const FIRST_EVENT: usize = 0;

/// The interrupt of the first one (ARM, AN385).
pub const FIRST_LINE: u16 = 8;

/// Where the registers of the first one are, and how far those of the next are from there (ARM, AN385, memory map).
const BASE: usize = 0x4000_0000;
const STRIDE: usize = 0x1000;

const CONTROL: usize = 0x00;
const VALUE: usize = 0x04;
const RELOAD: usize = 0x08;
const INTERRUPT_STATUS: usize = 0x0c;

const ENABLE: u32 = 1;
const ENABLE_INTERRUPT: u32 = 8;

/// Whether each ends with its first interrupt.
static IS_ONE_SHOT: [AtomicBool; COUNT] = [const { AtomicBool::new(false) }; COUNT];

fn register(timer: usize, register: usize) -> *mut u32 {
    (BASE + (timer % COUNT) * STRIDE + register) as *mut u32
}

fn set(timer: usize, which: usize, value: u32) {
    // SAFETY: the address is that of a register of a timer, none of which makes it touch memory.
    unsafe { write_volatile(register(timer, which), value) }
}

/// Starts one, to interrupt after so many cycles, and again and again if that is wanted.
pub fn start(timer: usize, cycles: u32, is_one_shot: bool) {
    IS_ONE_SHOT[timer % COUNT].store(is_one_shot, Ordering::Relaxed);
    set(timer, RELOAD, cycles - 1);
    set(timer, VALUE, cycles - 1);
    set(timer, INTERRUPT_STATUS, 1);
    set(timer, CONTROL, ENABLE | ENABLE_INTERRUPT);
    // SAFETY: nothing relies on this interrupt not to come.
    unsafe { NVIC::unmask(Line(FIRST_LINE + timer as u16)) };
}

/// Stops one.
pub fn stop(timer: usize) {
    set(timer, CONTROL, 0);
    set(timer, INTERRUPT_STATUS, 1);
}

/// Called by the interrupt of one.
pub fn fired(timer: usize) {
    // SAFETY: reading the status of a timer changes nothing.
    if unsafe { read_volatile(register(timer, INTERRUPT_STATUS)) } & 1 != 0 {
        set(timer, INTERRUPT_STATUS, 1);
        if IS_ONE_SHOT[timer % COUNT].load(Ordering::Relaxed) {
            set(timer, CONTROL, 0);
        }
        INTERRUPT.notify(FIRST_EVENT + timer);
    }
}
