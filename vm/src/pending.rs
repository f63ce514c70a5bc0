//! What comes in between: interrupts, scheduled calls, the limit of instructions.

use crate::error::Res;
use crate::native::{set_word_of, word_of};
use crate::print::Out;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::Value;
use crate::vm::{
    PENDING_EVENT, PENDING_FINALISE, PENDING_INTERRUPT, PENDING_SCHEDULED, PENDING_STOP, Root, Vm,
};

/// How many calls can be scheduled (MicroPython, py/mpconfig.h, `MICROPY_SCHEDULER_DEPTH`).
pub(crate) const MOST_SCHEDULED: usize = 4;

/// How many events there can be.
pub(crate) const EVENTS: usize = 8;

/// The bits of all events.
const ALL_EVENTS: u32 = (PENDING_EVENT << EVENTS) - PENDING_EVENT;

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
        self.interrupt.is_pending()
    }

    /// Deals with what is pending.
    #[cold]
    #[inline(never)]
    pub(crate) fn handle_pending(&mut self) -> Res<()> {
        if self.config.fuel != 0 && self.fuel_left == 0 {
            return raise!(self, RUNTIME_ERROR, "instruction limit reached");
        }
        if self.interrupt.pending() & PENDING_STOP != 0 {
            return Err(self.raise_plain(&KEYBOARD_INTERRUPT));
        }
        let pending = self.interrupt.take();
        if pending & PENDING_INTERRUPT != 0 {
            self.note_pending(pending & (PENDING_SCHEDULED | PENDING_FINALISE | ALL_EVENTS));
            return Err(self.raise_plain(&KEYBOARD_INTERRUPT));
        }
        if pending & ALL_EVENTS != 0 {
            self.run_events(pending & ALL_EVENTS);
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

    /// Chooses what is called, with which argument, when an event happens, of which there are 8; `None` for nothing.
    ///
    /// Interrupt handlers tell of events with [`Interrupt::notify`](crate::Interrupt::notify). The function runs when whatever
    /// else runs gets to its next backward jump or call, or to [`poll`](Vm::poll) in native code, with the heap locked, so that
    /// it does what it could do in an interrupt handler, and no more. How late it comes is bounded by the longest stretch
    /// without any of these: straight-line code, or one operation of native code, such as a collection. An event that happens
    /// again before its function has run is told once. If the function raises an exception, that is printed, and the
    /// function is not called again.
    ///
    /// # Errors
    ///
    /// There is no memory, or no such event.
    pub fn set_event(&mut self, event: usize, handler: Option<(Value, Value)>) -> Res<()> {
        if event >= EVENTS {
            return raise!(self, VALUE_ERROR, "no such event");
        }
        let block = match self.root(Root::Events) {
            Some(block) => block,
            None if handler.is_none() => return Ok(()),
            None => {
                let block = self.words_block(2 * EVENTS)?;
                self.set_root(Root::Events, block);
                block
            }
        };
        set_word_of(block, 2 * event, handler.map(|(function, _)| function));
        set_word_of(block, 2 * event + 1, handler.map(|(_, argument)| argument));
        Ok(())
    }

    /// Runs the handlers of events. Those that happen meanwhile wait.
    fn run_events(&mut self, pending: u32) {
        if self.is_in_event {
            self.held_events |= pending;
            return;
        }
        self.is_in_event = true;
        self.heap.lock();
        for event in 0..EVENTS {
            let handler = self.root(Root::Events).filter(|_| pending & (PENDING_EVENT << event) != 0);
            if let Some(block) = handler
                && let (Some(function), Some(argument)) =
                    (word_of(block, 2 * event), word_of(block, 2 * event + 1))
            {
                self.run_event(block, event, function, argument);
            }
        }
        self.heap.unlock();
        self.is_in_event = false;
        let held = core::mem::take(&mut self.held_events);
        if held != 0 {
            self.note_pending(held);
        }
        self.renew_emergency();
    }

    fn run_event(&mut self, block: Value, event: usize, function: Value, argument: Value) {
        let scope = self.scope();
        if let Err(raised) = self.call(function, &[argument]) {
            let exception = self.caught(raised);
            self.keep_quietly(exception);
            set_word_of(block, 2 * event, None);
            set_word_of(block, 2 * event + 1, None);
            self.host.write(b"Uncaught exception in interrupt handler\n");
            if let Err(raised) = self.print_exception(&mut Out::Console, exception) {
                self.caught(raised);
            }
        }
        self.end(scope);
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
        self.scoped(|vm| {
            // The call keeps them alive.
            if let Err(raised) = vm.call(function, &[argument]) {
                let exception = vm.caught(raised);
                vm.keep(exception)?;
                vm.print_exception(&mut Out::Console, exception)?;
            }
            Ok(())
        })
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
