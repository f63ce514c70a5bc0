//! Which productions of the grammar the parser has used since the program started.
//!
//! For this project's own tests, under the feature `coverage`: the parser is then generated from a copy of the grammar
//! whose actions call the functions here.

use core::sync::atomic::{AtomicBool, Ordering};

/// What is counted, as text: each alternative of each rule, and for each optional symbol of an alternative that it was
/// there and that it was not. A rule with parameters counts once, whatever it is used for.
pub const PRODUCTIONS: &[&str] = include!(concat!(env!("OUT_DIR"), "/productions.rs"));

static USED: [AtomicBool; PRODUCTIONS.len()] = [const { AtomicBool::new(false) }; PRODUCTIONS.len()];

/// The productions that no parse has used so far.
pub fn unused() -> impl Iterator<Item = &'static str> {
    let all = PRODUCTIONS.iter().zip(&USED);
    all.filter(|(_, used)| !used.load(Ordering::Relaxed)).map(|(production, _)| *production)
}

/// Records an alternative and passes its value on.
pub(super) fn reduced<T>(number: usize, value: T) -> T {
    record(number);
    value
}

/// Records an optional symbol: that it was there has the number `number`, that it was not the next.
pub(super) fn optional(number: usize, present: bool) {
    record(number + usize::from(!present));
}

fn record(number: usize) {
    if let Some(used) = USED.get(number) {
        used.store(true, Ordering::Relaxed);
    }
}
