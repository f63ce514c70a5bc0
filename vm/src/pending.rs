//! What comes in between: interrupts, scheduled calls, the limit of instructions.

use crate::error::Res;
use crate::native::{set_word_of, word_of};
use crate::print::Out;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::Value;
use crate::vm::{PENDING_FINALISE, PENDING_INTERRUPT, PENDING_SCHEDULED, PENDING_STOP, Root, Vm};
use core::sync::atomic::Ordering;

/// How many calls can be scheduled (MicroPython, py/mpconfig.h, `MICROPY_SCHEDULER_DEPTH`).
pub(crate) const MOST_SCHEDULED: usize = 4;

impl Vm<'_> {
    /// Lets what is pending come in between, in native code that may run for long.
    ///
    /// # Errors
    ///
    /// KeyboardInterrupt, or the limit of instructions was reached.
    #[inline(always)]
    pub fn poll(&mut self) -> Res<()> {
        if self.is_due() { self.handle_pending() } else { Ok(()) }
    }

    /// Takes some fuel. True if it is used up, or something is pending.
    #[inline(always)]
    pub(crate) fn is_due(&mut self) -> bool {
        if self.config.fuel != 0 {
            match self.fuel_left.checked_sub(1) {
                Some(left) => self.fuel_left = left,
                None => return true,
            }
        }
        self.interrupt.0.load(Ordering::Relaxed) != 0
    }

    /// Deals with what is pending.
    #[cold]
    #[inline(never)]
    pub(crate) fn handle_pending(&mut self) -> Res<()> {
        if self.config.fuel != 0 && self.fuel_left == 0 {
            return raise!(self, RUNTIME_ERROR, "instruction limit reached");
        }
        let pending = self.interrupt.0.load(Ordering::Acquire);
        if pending == 0 {
            return Ok(());
        }
        if pending & PENDING_STOP != 0 {
            return Err(self.raise_plain(&KEYBOARD_INTERRUPT));
        }
        let pending = self.interrupt.take();
        if pending & PENDING_INTERRUPT != 0 {
            self.note_pending(pending & (PENDING_SCHEDULED | PENDING_FINALISE));
            return Err(self.raise_plain(&KEYBOARD_INTERRUPT));
        }
        if pending & PENDING_FINALISE != 0 {
            self.run_finalisers();
        }
        // While one scheduled call runs, others wait; what is noted of them comes back when it is done.
        if pending & PENDING_SCHEDULED != 0 && !self.is_scheduling {
            self.is_scheduling = true;
            let result = self.run_scheduled();
            self.is_scheduling = false;
            if self.scheduled.1 > 0 || self.interrupt_scheduled {
                self.note_pending(PENDING_SCHEDULED);
            }
            return result;
        }
        Ok(())
    }

    fn note_pending(&self, bits: u32) {
        self.interrupt.request(bits);
    }

    /// Makes the first of the calls that are scheduled.
    fn run_scheduled(&mut self) -> Res<()> {
        if core::mem::take(&mut self.interrupt_scheduled) {
            self.note_pending(PENDING_INTERRUPT);
        }
        let (first, count) = self.scheduled;
        let Some(queue) = self.root(Root::Scheduled).filter(|_| count > 0) else { return Ok(()) };
        self.scheduled = ((first + 1) % MOST_SCHEDULED, count - 1);
        let [function, argument] =
            [2 * first, 2 * first + 1].map(|at| word_of(queue, at).unwrap_or(Value::NONE));
        set_word_of(queue, 2 * first, None);
        set_word_of(queue, 2 * first + 1, None);
        let scope = self.scope();
        // The call keeps them alive.
        if let Err(raised) = self.call(function, &[argument]) {
            let exception = self.caught(raised);
            self.keep(exception)?;
            self.print_exception(&mut Out::Console, exception)?;
        }
        self.end(scope);
        Ok(())
    }

    /// Adds a call to those that are to be made soon, which needs no memory. False if there are too many already.
    ///
    /// # Errors
    ///
    /// None.
    pub fn schedule(&mut self, function: Value, argument: Value) -> Res<bool> {
        let (first, count) = self.scheduled;
        let Some(queue) = self.root(Root::Scheduled).filter(|_| count < MOST_SCHEDULED) else {
            return Ok(false);
        };
        let at = (first + count) % MOST_SCHEDULED;
        set_word_of(queue, 2 * at, Some(function));
        set_word_of(queue, 2 * at + 1, Some(argument));
        self.scheduled.1 += 1;
        self.note_pending(PENDING_SCHEDULED);
        Ok(true)
    }

    /// Raises KeyboardInterrupt soon, but not while a scheduled call runs.
    pub(crate) fn schedule_interrupt(&mut self) {
        self.interrupt_scheduled = true;
        self.note_pending(PENDING_SCHEDULED);
    }
}
