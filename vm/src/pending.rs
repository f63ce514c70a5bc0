//! What comes in between: interrupts, scheduled calls, finalisers, the limit of instructions.

use crate::error::Res;
use crate::object::*;
use crate::raise;
use crate::types::exceptions::*;
use crate::value::{Gc, Value};
use crate::vm::{PENDING_FINALISE, PENDING_INTERRUPT, PENDING_SCHEDULED, PENDING_STOP, Root, Vm};
use core::sync::atomic::Ordering;

impl Vm<'_> {
    /// Notes where a frame is, in case what comes in between wants to know.
    #[inline(always)]
    pub(crate) fn note_position(&mut self, _ip: *const u8, _code: Gc<Code>) {}

    /// Lets what is pending come in between, in native code that may run for long.
    ///
    /// # Errors
    ///
    /// KeyboardInterrupt, or the limit of instructions was reached.
    #[inline(always)]
    pub fn poll(&mut self) -> Res<()> {
        if self.interrupt.0.load(Ordering::Relaxed) != 0 || self.config.fuel != 0 {
            return self.handle_pending();
        }
        Ok(())
    }

    /// Deals with what is pending.
    #[cold]
    #[inline(never)]
    pub(crate) fn handle_pending(&mut self) -> Res<()> {
        if self.config.fuel != 0 {
            match self.fuel_left.checked_sub(1) {
                Some(left) => self.fuel_left = left,
                None => return raise!(self, RUNTIME_ERROR, "instruction limit reached"),
            }
        }
        let pending = self.interrupt.0.load(Ordering::Acquire);
        if pending == 0 {
            return Ok(());
        }
        if pending & PENDING_STOP != 0 {
            return Err(self.raise_plain(&KEYBOARD_INTERRUPT));
        }
        self.interrupt.0.store(0, Ordering::Release);
        if pending & PENDING_FINALISE != 0 {
            self.run_finalisers();
        }
        if pending & PENDING_SCHEDULED != 0 {
            self.run_scheduled()?;
        }
        if pending & PENDING_INTERRUPT != 0 {
            return Err(self.raise_plain(&KEYBOARD_INTERRUPT));
        }
        Ok(())
    }

    fn run_scheduled(&mut self) -> Res<()> {
        let queue = self.root(Root::Scheduled).and_then(|queue| queue.get::<List>());
        let Some(queue) = queue else { return Ok(()) };
        while let Some(entry) = queue.item(0) {
            let len = queue.len.get();
            let Some(block) = queue.block.get() else { break };
            for at in 1..len {
                crate::native::set_word_of(block, at - 1, queue.item(at));
            }
            crate::native::set_word_of(block, len - 1, None);
            queue.len.set(len - 1);
            let scope = self.scope();
            self.keep(entry)?;
            if let Some(pair) = entry.get::<Tuple>()
                && let &[function, argument] = pair.items()
            {
                let result = self.call(function, &[argument]);
                if let Err(raised) = result {
                    let exception = self.caught(raised);
                    let mut out = crate::print::Out::Errors;
                    self.print_exception(&mut out, exception)?;
                }
            }
            self.end(scope);
        }
        Ok(())
    }

    /// Adds a call to those that are to be made soon. False if there are too many already.
    pub fn schedule(&mut self, function: Value, argument: Value) -> Res<bool> {
        const MOST: usize = 8;
        let queue = match self.root(Root::Scheduled).and_then(|queue| queue.get::<List>()) {
            Some(queue) => queue,
            None => {
                let list = self.list(&[])?;
                self.set_root(Root::Scheduled, list);
                let Some(list) = list.get::<List>() else { return Ok(false) };
                list
            }
        };
        if queue.len.get() >= MOST {
            return Ok(false);
        }
        let entry = self.tuple(&[function, argument])?;
        self.list_append(queue, entry)?;
        self.interrupt
            .0
            .store(self.interrupt.0.load(Ordering::Relaxed) | PENDING_SCHEDULED, Ordering::Release);
        Ok(true)
    }
}
