//! The set of what is pending: what interrupt handlers and other threads ask for, as bits.
//!
//! No request may get lost that is made while another one is added or taken. Where the processor can change a word in one
//! step, the set is a word. Cores like the Cortex-M0+ and RV32IMC have only loads and stores: there each request has a byte of
//! its own, which is written and never changed, and another one says that there may be some.

#[cfg(not(target_has_atomic = "32"))]
pub(crate) use bytes::Pending;
#[cfg(target_has_atomic = "32")]
pub(crate) use word::Pending;

#[cfg(target_has_atomic = "32")]
mod word {
    use core::sync::atomic::{AtomicU32, Ordering};

    /// A set of requests.
    #[derive(Debug, Default)]
    pub(crate) struct Pending(AtomicU32);

    impl Pending {
        pub(crate) const fn new() -> Pending {
            Pending(AtomicU32::new(0))
        }

        /// Adds some.
        pub(crate) fn add(&self, bits: u32) {
            self.0.fetch_or(bits, Ordering::Release);
        }

        /// All that are there.
        pub(crate) fn get(&self) -> u32 {
            self.0.load(Ordering::Acquire)
        }

        /// Takes all that are there.
        pub(crate) fn take(&self) -> u32 {
            self.0.swap(0, Ordering::AcqRel)
        }

        /// Whether there may be any. Whoever acts on that looks again.
        #[inline(always)]
        pub(crate) fn is_some(&self) -> bool {
            self.0.load(Ordering::Relaxed) != 0
        }
    }
}

// Tested on machines that could do without it.
#[cfg(any(test, not(target_has_atomic = "32")))]
mod bytes {
    use crate::pending::EVENTS;
    use crate::vm::PENDING_EVENT;
    use core::sync::atomic::{AtomicBool, Ordering::SeqCst};

    /// How many requests there can be.
    const COUNT: usize = PENDING_EVENT.trailing_zeros() as usize + EVENTS;

    /// A set of requests.
    #[derive(Debug)]
    pub(crate) struct Pending {
        /// Whether there may be any. It is set after a request is made, and cleared before they are taken, so that it is set
        /// as long as there is one.
        any: AtomicBool,
        requests: [AtomicBool; COUNT],
    }

    impl Default for Pending {
        fn default() -> Self {
            Pending::new()
        }
    }

    impl Pending {
        pub(crate) const fn new() -> Pending {
            Pending { any: AtomicBool::new(false), requests: [const { AtomicBool::new(false) }; COUNT] }
        }

        /// Adds some.
        pub(crate) fn add(&self, bits: u32) {
            for (at, request) in self.requests.iter().enumerate() {
                if bits & (1 << at) != 0 {
                    request.store(true, SeqCst);
                }
            }
            self.any.store(true, SeqCst);
        }

        /// All that are there.
        pub(crate) fn get(&self) -> u32 {
            self.collect(|request| request.load(SeqCst))
        }

        /// Takes all that are there. What is asked for once more between the two steps of taking it has not been done yet, so
        /// that doing it once is enough.
        pub(crate) fn take(&self) -> u32 {
            self.any.store(false, SeqCst);
            self.collect(|request| {
                let is_there = request.load(SeqCst);
                if is_there {
                    request.store(false, SeqCst);
                }
                is_there
            })
        }

        /// Whether there may be any. Whoever acts on that looks again.
        #[inline(always)]
        pub(crate) fn is_some(&self) -> bool {
            self.any.load(SeqCst)
        }

        fn collect(&self, is_there: impl Fn(&AtomicBool) -> bool) -> u32 {
            let bits = self.requests.iter().enumerate();
            bits.fold(0, |bits, (at, request)| bits | u32::from(is_there(request)) << at)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::bytes::Pending;
    #[cfg(feature = "std")]
    use core::sync::atomic::{
        AtomicBool, AtomicUsize,
        Ordering::{Acquire, Release},
    };

    #[test]
    fn requests_are_taken_once() {
        let pending = Pending::new();
        pending.add(0x101);
        pending.add(0x8000);
        assert_eq!((pending.take(), pending.take(), pending.is_some()), (0x8101, 0, false));
    }

    #[test]
    fn what_was_not_taken_is_still_there() {
        let pending = Pending::new();
        pending.add(4);
        assert_eq!((pending.get(), pending.is_some(), pending.get()), (4, true, 4));
    }

    /// Another thread stands for an interrupt handler: it makes requests, each when the one before was taken, while this one
    /// takes them and makes others.
    #[cfg(feature = "std")]
    #[test]
    fn no_request_gets_lost() {
        const ROUNDS: usize = 300;
        let (pending, is_done) = (Pending::new(), AtomicBool::new(false));
        let (made, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !is_done.load(Acquire) {
                    if made.load(Acquire) == taken.load(Acquire) {
                        pending.add(0x100);
                        made.fetch_add(1, Release);
                    }
                    std::thread::yield_now();
                }
            });
            for turn in 0.. {
                let is_made = made.load(Acquire) > taken.load(Acquire);
                if turn % 2 == 0 {
                    pending.add(2);
                }
                let is_taken = pending.is_some() && pending.take() & 0x100 != 0;
                if is_taken {
                    taken.fetch_add(1, Release);
                }
                if taken.load(Acquire) == ROUNDS || is_made && !is_taken {
                    break;
                }
                std::thread::yield_now();
            }
            is_done.store(true, Release);
        });
        assert_eq!(taken.load(Acquire), ROUNDS);
    }
}
