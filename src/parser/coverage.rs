//! Which productions of the grammar the parser uses.
//!
//! For this project's own tests, under the feature `coverage`: the parser is then generated from a copy of the grammar
//! whose actions call the functions here.

use alloc::vec::Vec;
use core::cell::Cell;

/// What is counted, as text: each alternative of each rule, and for each optional symbol of an alternative that it is
/// there and that it is not. A rule with parameters counts once, whatever it is used for.
pub const PRODUCTIONS: &[&str] = include!(concat!(env!("OUT_DIR"), "/productions.rs"));

std::thread_local! {
    /// Whether this thread has used each of the productions.
    static USED: [Cell<bool>; PRODUCTIONS.len()] = const { [const { Cell::new(false) }; PRODUCTIONS.len()] };
}

/// Does `work`, and says which productions no parse on this thread used meanwhile.
pub fn unused_by(work: impl FnOnce()) -> Vec<&'static str> {
    USED.with(|used| used.iter().for_each(|used| used.set(false)));
    work();
    USED.with(|used| {
        let all = PRODUCTIONS.iter().zip(used);
        all.filter(|(_, used)| !used.get()).map(|(production, _)| *production).collect()
    })
}

/// Records an alternative and passes its value on.
pub(super) fn reduced<T>(number: usize, value: T) -> T {
    record(number);
    value
}

/// Records an optional symbol: that it is there has the number `number`, that it is not the next.
pub(super) fn optional(number: usize, present: bool) {
    record(number + usize::from(!present));
}

fn record(number: usize) {
    USED.with(|used| {
        if let Some(used) = used.get(number) {
            used.set(true);
        }
    });
}
