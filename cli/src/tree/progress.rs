//! A bar for those who wait.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::report::tell;

/// How often the bar is drawn, and how long after the start it is drawn first.
const INTERVAL: Duration = Duration::from_millis(100);
/// The bar's width in characters.
const WIDTH: usize = 40;

/// How far several threads have come together.
pub struct Progress {
    /// How much there is to do, as far as that is known.
    total: AtomicUsize,
    done: AtomicUsize,
    /// When the bar was drawn last, if it is to be drawn.
    drawn: Option<Mutex<Instant>>,
    is_visible: AtomicBool,
}

impl Progress {
    /// Nothing is done yet.
    pub fn new(is_wanted: bool) -> Self {
        let drawn = is_wanted.then(|| Mutex::new(Instant::now()));
        let nothing = || AtomicUsize::new(0);
        Progress { total: nothing(), done: nothing(), drawn, is_visible: AtomicBool::new(false) }
    }

    /// There is one more to do.
    pub fn expect_another(&self) {
        self.total.fetch_add(1, Ordering::Relaxed);
    }

    /// One more is done.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        // Whoever finds another thread drawing need not draw.
        let Some(Ok(mut drawn)) = self.drawn.as_ref().map(Mutex::try_lock) else { return };
        if drawn.elapsed() >= INTERVAL {
            *drawn = Instant::now();
            self.is_visible.store(true, Ordering::Relaxed);
            tell(&format!("\r{}", bar(done, self.total.load(Ordering::Relaxed))));
        }
    }

    /// Takes the bar away.
    pub fn clear(&self) {
        if self.is_visible.load(Ordering::Relaxed) {
            tell("\r\x1b[K");
        }
    }
}

fn bar(done: usize, total: usize) -> String {
    let filled = WIDTH * done / total.max(1);
    format!("[{}{}] {done}/{total}", "=".repeat(filled), " ".repeat(WIDTH - filled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_is_half() {
        assert_eq!(bar(1, 2), format!("[{}{}] 1/2", "=".repeat(20), " ".repeat(20)));
    }

    #[test]
    fn nothing_to_do_is_no_division_by_zero() {
        assert!(bar(0, 0).ends_with("0/0"));
    }
}
