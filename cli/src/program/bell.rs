//! Ctrl-C: interrupts the program that runs, and whatever it waits for.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use constrictor_vm::Interrupt;

use waker::Waker;

/// The exit code of a process that Ctrl-C ends.
const INTERRUPTED: i32 = 130;

/// What rings when Ctrl-C is pressed.
pub struct Bell {
    interrupt: Interrupt,
    is_running: AtomicBool,
    waker: Waker,
}

impl Bell {
    /// Watches for Ctrl-C from now on. To be called once.
    pub fn install() -> io::Result<Arc<Bell>> {
        let bell = Arc::new(Bell {
            interrupt: Interrupt::new(),
            is_running: AtomicBool::new(false),
            waker: Waker::new()?,
        });
        let rung = Arc::clone(&bell);
        ctrlc::set_handler(move || rung.ring()).map_err(io::Error::other)?;
        Ok(bell)
    }

    fn ring(&self) {
        // Who presses it again before the program could react means it.
        if !self.is_running.load(Ordering::Acquire) || self.interrupt.is_raised() {
            super::repl::release_terminal();
            std::process::exit(INTERRUPTED);
        }
        self.interrupt.raise();
        self.waker.wake();
    }

    /// How the virtual machine is stopped.
    pub fn interrupt(&self) -> &Interrupt {
        &self.interrupt
    }

    /// Runs something that Ctrl-C interrupts. At other times it ends the process.
    pub fn while_running<T>(&self, action: impl FnOnce() -> T) -> T {
        self.is_running.store(true, Ordering::Release);
        let result = action();
        self.is_running.store(false, Ordering::Release);
        result
    }

    /// Waits for some time, or until the bell rings.
    pub fn sleep(&self, duration: Duration) {
        let start = Instant::now();
        loop {
            let left = duration.saturating_sub(start.elapsed());
            if left.is_zero() || self.interrupt.is_raised() {
                return;
            }
            self.waker.wait(left);
        }
    }

    /// Waits until standard input has something, or has ended. False if the bell rang before.
    pub fn wait_for_input(&self) -> bool {
        loop {
            if self.interrupt.is_raised() {
                return false;
            }
            if self.waker.wait_for_input() {
                return true;
            }
        }
    }
}

/// Waiting, by the means of Unix: one call waits for standard input and for a pipe that is written to as a signal.
#[cfg(unix)]
mod waker {
    use std::io::{self, Read, Write};
    use std::os::unix::net::UnixStream;
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    pub struct Waker {
        write: UnixStream,
        read: UnixStream,
    }

    impl Waker {
        pub fn new() -> io::Result<Waker> {
            let (write, read) = UnixStream::pair()?;
            write.set_nonblocking(true)?;
            read.set_nonblocking(true)?;
            Ok(Waker { write, read })
        }

        pub fn wake(&self) {
            // If it is full, it wakes as well.
            let _ = (&self.write).write(&[0]);
        }

        pub fn wait(&self, most: Duration) {
            let most = Timespec::try_from(most).ok();
            // An error means that waiting was cut short, which may happen.
            let _ = poll(&mut [PollFd::new(&self.read, PollFlags::IN)], most.as_ref());
            self.drain();
        }

        /// Whether it is standard input that has something.
        pub fn wait_for_input(&self) -> bool {
            let stdin = rustix::stdio::stdin();
            let mut polled = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(&self.read, PollFlags::IN)];
            match poll(&mut polled, None) {
                Ok(_) => {
                    let has_input = !polled[0].revents().is_empty();
                    self.drain();
                    has_input
                }
                Err(rustix::io::Errno::INTR) => false,
                // What cannot be waited for is read right away.
                Err(_) => true,
            }
        }

        fn drain(&self) {
            let mut buffer = [0; 64];
            while matches!((&self.read).read(&mut buffer), Ok(count) if count > 0) {}
        }
    }
}

/// Waiting elsewhere. Reading from a console ends by itself when Ctrl-C is pressed.
#[cfg(not(unix))]
mod waker {
    use std::io;
    use std::sync::{Condvar, Mutex, PoisonError};
    use std::time::Duration;

    pub struct Waker {
        is_awake: Mutex<bool>,
        changed: Condvar,
    }

    impl Waker {
        pub fn new() -> io::Result<Waker> {
            Ok(Waker { is_awake: Mutex::new(false), changed: Condvar::new() })
        }

        pub fn wake(&self) {
            *self.is_awake.lock().unwrap_or_else(PoisonError::into_inner) = true;
            self.changed.notify_all();
        }

        pub fn wait(&self, most: Duration) {
            let is_awake = self.is_awake.lock().unwrap_or_else(PoisonError::into_inner);
            let result = self.changed.wait_timeout_while(is_awake, most, |is_awake| !*is_awake);
            let (mut is_awake, _) = result.unwrap_or_else(PoisonError::into_inner);
            *is_awake = false;
        }

        pub fn wait_for_input(&self) -> bool {
            true
        }
    }
}
