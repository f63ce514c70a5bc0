//! What the fuzz targets share. There are five:
//!
//! - `against_reference` makes programs up, with every form of MicroPython's grammar and some mistakes, and wants
//!   mpy-cross to make the same bytes of them or to refuse them in the same words.
//! - `stages` takes any text through every stage of the compiler, and `read_mpy` takes any bytes for a .mpy file:
//!   nothing panics, and what the stages say about each other holds.
//! - `run_mpy` runs any bytes that are a .mpy file in a machine with little memory, for so many steps: it ends, and the
//!   machine can be used afterwards. Its seeds are programs, compiled.
//! - `programs_against_reference` makes programs up that print what they come to, and wants MicroPython to print the same.
//!
//! They are run with cargo-fuzz, from the root of the checkout:
//!
//! ```text
//! cargo fuzz run --sanitizer none against_reference
//! cargo fuzz run stages fuzz/corpus/stages tests/regressions tests/programs/* -- -dict=fuzz/python.dict
//! cargo fuzz run read_mpy fuzz/corpus/read_mpy fuzz/seeds/read_mpy
//! cargo run --release -p constrictor-cli -- vm/tests/programs -o fuzz/corpus/run_mpy
//! cargo fuzz run run_mpy -- -max_len=8192 -timeout=10
//! MICROPYTHON=ports/unix/build-standard/micropython cargo fuzz run programs_against_reference -- -timeout=60
//! ```

#![warn(missing_docs)]

pub mod generate;
pub mod mutate;
pub mod programs;

use constrictor::{Diagnostic, Options};

/// Checks what holds for every diagnostic about `source`.
pub fn check_diagnostic(diagnostic: &Diagnostic, source: &[u8]) {
    let spans = diagnostic.labels.iter().map(|label| label.span).chain([diagnostic.span]);
    for span in spans {
        assert!(span.start <= span.end && span.end as usize <= source.len(), "{diagnostic:?}");
    }
    // MicroPython counts the lines in a field of an f-string twice, so with fields there can seem to be more.
    if !source.contains(&b'{') {
        // A newline is added at the end, and once more behind an f-string.
        let lines = source.split(|byte| matches!(byte, b'\n' | b'\r')).count();
        assert!(diagnostic.line as usize <= lines + 2, "{diagnostic:?}: there are {lines} lines");
    }
    assert_eq!(diagnostic.kind, diagnostic.code.kind());
}

/// The options that a number stands for, all but the level and the mode.
pub fn options(number: u8) -> Options {
    let mut options = Options::default();
    options.small_int_bits = [31, 63, 2, 47][usize::from(number & 3)];
    options.source_lines = number & 4 == 0;
    options
}
