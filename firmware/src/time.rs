//! Time since the start, by the processor's own timer.

use core::sync::atomic::{AtomicU32, Ordering};
use cortex_m::peripheral::SYST;
use cortex_m::peripheral::syst::SystClkSource;

/// Cycles of the clock in a second (ARM, AN385).
pub const CLOCK: u32 = 25_000_000;

const CYCLES_PER_MS: u32 = CLOCK / 1000;

/// Milliseconds, low and high half.
static LOW: AtomicU32 = AtomicU32::new(0);
static HIGH: AtomicU32 = AtomicU32::new(0);

/// Starts the timer.
pub fn init() {
    if let Some(mut core) = cortex_m::Peripherals::take() {
        core.SYST.set_clock_source(SystClkSource::Core);
        core.SYST.set_reload(CYCLES_PER_MS - 1);
        core.SYST.clear_current();
        core.SYST.enable_interrupt();
        core.SYST.enable_counter();
    }
}

/// Called by the interrupt, each millisecond.
pub fn tick() {
    let low = LOW.load(Ordering::Relaxed).wrapping_add(1);
    LOW.store(low, Ordering::Relaxed);
    if low == 0 {
        HIGH.store(HIGH.load(Ordering::Relaxed).wrapping_add(1), Ordering::Relaxed);
    }
}

/// Microseconds since the start.
pub fn microseconds() -> u64 {
    loop {
        let (high, low) = (HIGH.load(Ordering::Acquire), LOW.load(Ordering::Acquire));
        let left = SYST::get_current();
        if low == LOW.load(Ordering::Acquire) && high == HIGH.load(Ordering::Acquire) {
            let passed = (CYCLES_PER_MS - 1).saturating_sub(left) / (CYCLES_PER_MS / 1000);
            return (u64::from(high) << 32 | u64::from(low)) * 1000 + u64::from(passed);
        }
    }
}
